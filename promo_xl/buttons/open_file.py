"""Opening a finished file the way a double click does."""

from __future__ import annotations

import sys
from pathlib import Path

_SECONDS = 5.0
"""How long an opener may take to say that it failed; most hand over at once."""


def open_file(path: Path) -> bool:
    """Open *path* with the program that belongs to it; False where there is none."""
    if sys.platform == "win32":
        import os

        try:
            os.startfile(path)
        except OSError:
            return False
        return True
    return _handed_over(["open" if sys.platform == "darwin" else "xdg-open", str(path)])


def _handed_over(command: list[str]) -> bool:
    import subprocess
    from shutil import which

    program = which(command[0])
    if program is None:
        return False
    process = subprocess.Popen(
        [program, *command[1:]],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # it outlives the terminal the launcher ran in
    )
    try:
        return process.wait(_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return True
