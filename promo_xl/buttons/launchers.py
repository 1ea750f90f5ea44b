"""Launchers: small files beside a workbook that run a button's verb by a double click.

For WPS, LibreOffice and books without macros. A launcher holds no path: it finds promo-xl on
the machine it is clicked on and hands over where it lies itself; its last comment names the
workbook. Everything a shell reads is ASCII, since Windows reads .bat files in any code page.

The first workbook of a folder gets the short names (校验.bat), a further one gets names of
its own (校验-双11.bat): no launcher ever changes the workbook it works on.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from promo_xl.buttons import BUTTONS, Button
from promo_xl.buttons.scripts import SCRIPTS, Wanted
from promo_xl.errors import RefusedError
from promo_xl.ooxml.save import save_bytes

ENDINGS = {"win": ".bat", "mac": ".command", "linux": ".desktop"}
"""The systems, and what a launcher's name ends in on each."""
MARK = "# promo_xl launcher"
"""A file without this line is not ours and is never overwritten."""
_LONGEST = 1 << 16
"""Bytes of the largest file that can be a launcher."""


@dataclass(frozen=True, slots=True)
class Launcher:
    """What a launcher says of itself."""

    key: str
    workbook: str
    """The workbook's file name; it lies beside the launcher."""


def write_launchers(workbook: Path, systems: Sequence[str], lang: str) -> list[Path]:
    """Write one launcher a button and system beside *workbook*; give all their paths.

    Ours are brought up to date, people's own files of that name are left alone.
    """
    return [
        path
        for system in systems
        for path in _write_kind(workbook, system, "zh" if lang == "zh" else "en")
    ]


def read_launcher(path: Path) -> Launcher | None:
    """Read what a launcher says of itself; None where the file is none of ours."""
    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST).decode("utf-8", "replace")
    except OSError:
        return None
    for line in text.split("\n"):
        if line.startswith(f"{MARK} "):
            key, _, name = line.removeprefix(f"{MARK} ").strip().partition(" ")
            with contextlib.suppress(ValueError):
                return Launcher(key, str(json.loads(name)))
    return None


def twins(workbook: Path) -> list[Path]:
    """Give a workbook under both endings, the named one first: one book, with buttons or not."""
    other = ".xlsx" if workbook.suffix.lower() == ".xlsm" else ".xlsm"
    return [workbook, workbook.with_suffix(other)]


def _write_kind(workbook: Path, system: str, lang: str) -> list[Path]:
    paths = _paths(workbook, ENDINGS[system], lang)
    for button, path in zip(BUTTONS, paths, strict=True):
        if path.exists() and read_launcher(path) is None:
            raise RefusedError(
                f"没有写入：{path.name} 已经存在，而且不是本工具生成的；请改名或移走后再试",
                f"Nothing written: {path.name} exists and is none of ours; "
                "rename it or move it away first",
            )
        tail = path.stem.removeprefix(button.label.say(lang))
        wanted = Wanted(button, lang, _mark(button, workbook), tail)
        save_bytes(path, SCRIPTS[system](wanted), replace=True)
        if system != "win" and path.stat().st_mode & 0o777 != 0o755:
            path.chmod(0o755)
    return paths


def _mark(button: Button, workbook: Path) -> str:
    """Name button and workbook in one line, whatever characters the name holds."""
    name = workbook.name
    return f"{MARK} {button.key} {json.dumps(name, ensure_ascii=not name.isprintable())}"


def _paths(workbook: Path, ending: str, lang: str) -> list[Path]:
    """Choose the names: short where they are free or this workbook's own, else long."""
    folder, labels = workbook.parent, [button.label.say(lang) for button in BUTTONS]
    short = [folder / f"{label}{ending}" for label in labels]
    long = [folder / f"{label}-{workbook.stem}{ending}" for label in labels]
    if any(_is_of(path, workbook) for path in long):
        return long  # a name once given stays
    free = all(not path.exists() or _may_take(path, workbook) for path in short)
    return short if free else long


def _is_of(path: Path, workbook: Path) -> bool:
    found = read_launcher(path)
    return found is not None and Path(found.workbook).stem == workbook.stem


def _may_take(path: Path, workbook: Path) -> bool:
    """Whether a launcher is this workbook's, or of one that is gone."""
    found = read_launcher(path)
    if found is None:
        return False
    if Path(found.workbook).stem == workbook.stem:
        return True
    return not any(twin.exists() for twin in twins(path.parent / found.workbook))
