"""Where the details of a fault go that nobody foresaw: a file of the person, not of the team."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

_LARGEST = 1_000_000
"""Bytes after which the file starts anew."""


def state_folder(system: str, home: Path, environ: Mapping[str, str]) -> Path:
    """Give the folder where programs of this person keep their logs."""
    if system.startswith("win"):
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "promo_xl"
    if system == "darwin":
        return home / "Library" / "Logs" / "promo_xl"
    return Path(environ.get("XDG_STATE_HOME") or home / ".local" / "state") / "promo_xl"


def keep_fault(fault: BaseException, about: str, now: datetime) -> Path | None:
    """Write a fault's details down; None where even that cannot be done."""
    told = "".join(traceback.format_exception(fault))
    try:
        folder = state_folder(sys.platform, Path.home(), os.environ)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "buttons.log"
        full = path.exists() and path.stat().st_size > _LARGEST
        with path.open("w" if full else "a", encoding="utf-8", errors="replace") as log:
            log.write(f"{now.isoformat(timespec='seconds')} {about}\n{told}\n")
    except (OSError, RuntimeError):
        return None
    return path
