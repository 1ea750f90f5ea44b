"""Keeps numpy, pandas and their like out of the way between a button and our first line.

Excel starts a button's Python with `import xlwings.utils; …; import promo_xl.buttons …`,
and xlwings looks for every library it could convert to, which takes most of a second where
they are installed. A line in `promo_xl.pth`, which every Python of this installation reads
when it starts, calls `guard` for that one command; from then on those libraries are not
there for xlwings' own files, and for everybody else they are as ever.
"""

from __future__ import annotations

import sys

PTH = "promo_xl.pth"
"""The file's name, beside the package."""
_PROLOGUE = ("import xlwings.utils", "promo_xl.buttons")
"""What only a button's command holds: other people's macros are left alone."""
_UNWANTED = frozenset({"numpy", "pandas", "polars", "matplotlib", "plotly", "PIL"})


class Absent:
    """A finder that denies some libraries to xlwings, and to nobody else."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Say that a library is not there, or leave the answer to the next finder."""
        if name.partition(".")[0] in _UNWANTED and _asked_by() == "xlwings":
            raise ModuleNotFoundError(f"{name} is kept out of the start", name=name)


def _asked_by() -> str:
    """Name the package whose import statement is being carried out."""
    frame = sys._getframe(2)
    while frame.f_back and str(frame.f_globals.get("__name__")).startswith("importlib."):
        frame = frame.f_back
    return str(frame.f_globals.get("__name__")).partition(".")[0]


def guard() -> bool:
    """Keep the libraries out where this process was started by a button; say whether."""
    command = " ".join(getattr(sys, "orig_argv", ()))
    wanted = all(part in command for part in _PROLOGUE)
    if wanted:
        sys.meta_path.insert(0, Absent())
    return wanted


def is_guarded() -> bool:
    """Whether xlwings was kept from those libraries in this process."""
    return any(isinstance(finder, Absent) for finder in sys.meta_path)


def pth_line() -> str:
    """Give the one line of the .pth file; it stays silent whatever happens to the package."""
    script = "try:\\n import promo_xl.startup as s; s.guard()\\nexcept Exception: pass"
    asked = f'"{_PROLOGUE[0]}" in " ".join(getattr(sys, "orig_argv", ()))'
    return f'import sys; {asked} and exec("{script}")\n'
