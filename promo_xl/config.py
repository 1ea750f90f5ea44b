"""Where the package keeps what it ships: templates, samples, calendars."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """Give a shipped folder: inside the installed package, or beside it in a checkout."""
    packed = _HERE / "_data" / name
    return packed if packed.exists() else _HERE.parent / name
