"""The copies kept of what was overwritten: ten a workbook, in `.promo_xl/backup` beside it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import normalize

from promo_xl.ooxml.disk import FOLDER, our_folder
from promo_xl.ooxml.temps import label

BACKUPS = 10
_STAMP = "%Y%m%dT%H%M%S"
_LAST = 253_402_300_799.0
"""The last second a date can name."""
_LONGEST = 255 - len(".20260628T120000-999")
"""Bytes of a file's name that leave room for the stamp on every usual disk."""


def back_up(target: Path, data: bytes, write: Callable[[Path], None]) -> tuple[Path, bool]:
    """Keep what is about to be overwritten, named by when it was last written (UTC).

    The copy, and whether it is a new one: a state kept already is not kept twice.
    """
    folder = our_folder(target, "backup")
    seconds = min(max(target.stat().st_mtime, 0.0), _LAST)
    written = datetime.fromtimestamp(seconds, UTC).strftime(_STAMP)
    twins = [path for path in list_backups(target) if _age(path)[0] == written]
    for path in twins:
        if path.read_bytes() == data:
            return path, False
    number = f"-{_age(twins[-1])[1] + 1}" if twins else ""
    new = folder / f"{_stem(target)}.{written}{number}{target.suffix}"
    write(new)
    return new, True


def list_backups(target: Path) -> list[Path]:
    """List the backups of one file, oldest first."""
    folder = target.parent / FOLDER / "backup"
    name = rf"{re.escape(_stem(target))}\.\d{{8}}T\d{{6}}(-\d+)?{re.escape(target.suffix)}"
    mine = re.compile(normalize("NFC", name))
    if not folder.is_dir():
        return []
    found = (p for p in folder.iterdir() if mine.fullmatch(normalize("NFC", p.name)))
    return sorted((p for p in found if backup_time(p)), key=_age)


def trim(target: Path) -> None:
    """Keep the ten youngest; one that cannot be removed stays."""
    with contextlib.suppress(OSError):
        for path in list_backups(target)[:-BACKUPS]:
            path.unlink(missing_ok=True)


def backup_time(path: Path) -> datetime | None:
    """Tell when what a backup holds had been written; None when its name is no date."""
    try:
        return datetime.strptime(_age(path)[0], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _stem(target: Path) -> str:
    """Give the name's stem; a very long one is cut, and told apart by its label."""
    if len(target.name.encode("utf-8", "surrogatepass")) <= _LONGEST:
        return target.stem
    mark = f"~{label(target)}"
    room = _LONGEST - len((mark + target.suffix).encode("utf-8", "surrogatepass"))
    cut = target.stem.encode("utf-8", "surrogatepass")[:room]
    return cut.decode("utf-8", "ignore") + mark


def _age(path: Path) -> tuple[str, int]:
    stamp, _, number = path.stem.rpartition(".")[2].partition("-")
    return stamp, int(number or 1)
