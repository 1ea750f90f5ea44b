"""Files half-way to their place: how they are named, and who clears those of dead runs.

A name says whose it is: `.promo_xl-<file>-<machine>-<process>.tmp`, short enough for any
disk whatever the file is called.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
from collections.abc import Iterator
from pathlib import Path

from promo_xl.ooxml.disk import FOLDER

ORPHAN_NS = 3_600 * 10**9
"""A temp this much older than a new file belongs to a run that died, on any machine."""
_ASKABLE = os.name == "posix"
_TEMP = re.compile(r"\.promo_xl-([0-9a-f]{10})-([0-9a-f]{6})-(\d+)\.tmp")


def label(target: Path) -> str:
    """Give a file's short name in the names of its temps and of its lock."""
    return _short(target.name, 5)


def temp_for(target: Path, owner: str) -> Path:
    """Name the temp beside *target*; *owner* is the label of the file it is written for."""
    return target.with_name(f".promo_xl-{owner}-{_machine()}-{os.getpid()}.tmp")


def sweep(folder: Path, owner: str = "", before_ns: int = 0) -> None:
    """Remove the temps of runs that died.

    Those of this machine's dead processes; all of this machine's for *owner*, given by
    whoever holds its lock; any machine's that were last written before *before_ns*.
    """
    for path, whose, machine, process in _temps(folder):
        here = machine == _machine()
        with contextlib.suppress(OSError):
            if (
                (here and (whose == owner or not _alive(process)))
                or path.stat().st_mtime_ns < before_ns
            ):  # fmt: skip
                path.unlink()


def clear_orphans(workbook: Path) -> None:
    """Clear what runs that died left beside a workbook and among its backups; never fails."""
    with contextlib.suppress(OSError, ValueError, RuntimeError):  # whatever was typed
        folder = workbook.resolve().parent
        sweep(folder)
        sweep(folder / FOLDER / "backup")


def _temps(folder: Path) -> Iterator[tuple[Path, str, str, int]]:
    try:
        names = os.listdir(folder)  # noqa: PTH208  (names alone: no Path for each file)
    except OSError:
        return
    for name in names:
        found = _TEMP.fullmatch(name)
        if found:
            yield folder / name, found[1], found[2], int(found[3])


def _alive(process: int) -> bool:
    """Ask for a process of this machine; Windows cannot be asked this way: yes."""
    if not _ASKABLE:
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True  # somebody else's
    return True


def _machine() -> str:
    return _short(platform.node(), 3)


def _short(text: str, size: int) -> str:
    data = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2s(data, digest_size=size).hexdigest()
