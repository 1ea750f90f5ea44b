"""The VBA of a workbook with buttons: our module from its template, xlwings' as installed.

VBA sources know one code page only, so they are pure ASCII; Chinese sentences are spelled
by `ChrW`, with the English one below for a system that cannot show them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

from promo_xl.buttons import BUTTONS
from promo_xl.config import data_folder
from promo_xl.errors import MissingToolError
from promo_xl.ooxml.vba import Module
from promo_xl.schema.label import Label

OURS = "PromoButtons"
"""The module of ours, and the name of its template."""
SAVE_FIRST = Label(
    "请先把工作簿保存到一个文件夹，再按按钮。",
    "Please save the workbook in a folder first, then press the button again.",
)
NOT_STARTED = Label(
    "promo_xl 没能启动或没有做完。请打开命令行运行 promo-xl doctor，按它说的做，再按一次按钮。",
    "promo_xl could not be started or did not finish. Run promo-xl doctor in a command "
    "window, do what it says, then press the button again.",
)
_XLWINGS = (("xlwings", "xlwings.bas", False), ("Dictionary", "addin/Dictionary.cls", True))
"""The modules RunPython needs: BSD and MIT, each with its notice in the text."""
_QUOTED, _WORDS = 80, 12
"""Characters quoted and spelled on a line: VBA takes lines of at most 1,023 characters."""


def macro_modules(lang: str, sheets: Sequence[str]) -> list[Module]:
    """Give the modules of a workbook in *lang* whose own sheets have these code names."""
    return [Module(OURS, our_source(lang, sheets)), *_installed()]


def our_source(lang: str, sheets: Sequence[str]) -> str:
    """Fill the template: one Sub a button, the sheets we write to, the sentences."""
    template = data_folder("workbook_templates") / f"{OURS}.bas"
    parts = {
        "@SUBS@": _subs(),
        "@SHEETS@": _spelled("|" + "".join(f"{name}|" for name in sheets)),
        "@SAVE_FIRST@": _said(SAVE_FIRST, lang),
        "@NOT_STARTED@": _said(NOT_STARTED, lang),
    }
    text = template.read_text(encoding="ascii")
    for mark, filled in parts.items():
        text = text.replace(mark, "\n".join(filled))
    return text


def _subs() -> Iterator[str]:
    for button in BUTTONS:
        yield f'\nPublic Sub {button.sub}()\n    PromoRun "{button.key}"\nEnd Sub'


def _said(sentence: Label, lang: str) -> Iterator[str]:
    """Build a sentence: in Chinese with the English one below it."""
    if lang == "zh":
        yield from _spelled(sentence.zh)
        yield "    s = s & vbCrLf & vbCrLf"
    yield from _spelled(sentence.en)


def _spelled(text: str) -> Iterator[str]:
    """Build a text in ASCII source: quoted where it is ASCII, else by numbers."""
    for is_ascii, run in groupby(text, str.isascii):
        some = "".join(run)
        step = _QUOTED if is_ascii else _WORDS
        for start in range(0, len(some), step):
            piece = some[start : start + step]
            numbers = " & ".join(f"ChrW({ord(one)})" for one in piece)
            yield f"    s = s & {_quoted(piece) if is_ascii else numbers}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _installed() -> list[Module]:
    """Read xlwings' modules where it is installed, without importing it."""
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        raise MissingToolError(
            "按钮需要 xlwings，请运行 pip install xlwings pyopenvba",
            "Buttons need xlwings: pip install xlwings pyopenvba",
        )
    folder = Path(spec.origin).parent
    return [
        Module(name, (folder / file).read_text("cp1252"), is_class)
        for name, file, is_class in _XLWINGS
    ]
