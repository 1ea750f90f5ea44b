"""The workbook whose button was pressed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from promo_xl.errors import MissingToolError, UnreadableError

if TYPE_CHECKING:
    import xlwings as xw


def calling_book(args: Sequence[str]) -> xw.Book:
    """Find the open workbook that a macro names in the arguments of this process."""
    try:
        import xlwings as xw
    except ImportError as fault:
        raise MissingToolError(
            "缺少 xlwings，请运行 pip install xlwings pyopenvba",
            "xlwings is missing; run pip install xlwings pyopenvba",
        ) from fault
    name = _argument(args, "--wb")
    if name is None or "=" not in name:
        return xw.Book.caller()
    # Book.caller() cuts a name at its first "="
    found = list(_named(name, _argument(args, "--hwnd")))
    if not found:
        raise UnreadableError(
            f"找不到打开着的工作簿 {name}", f"No open workbook is called {name}"
        )
    return found[0]


def _argument(args: Sequence[str], name: str) -> str | None:
    """Give an argument's value: all behind the first `=`."""
    for arg in args:
        if arg.startswith(f"{name}="):
            return arg.partition("=")[2].strip()
    return None


def _named(name: str, window: str | None) -> Iterator[xw.Book]:
    """Give the open books of that name, first those of the Excel that called."""
    import xlwings as xw

    wanted, others = _folded(name), []
    for app in xw.apps:
        calls = False
        with suppress(Exception):  # windows have numbers on Windows only
            calls = window is None or str(app.hwnd) == window
        for book in app.books:
            if _folded(book.name) == wanted:
                if calls:
                    yield book
                else:
                    others.append(book)
    yield from others


def _folded(name: str) -> str:
    """Fold what file systems fold: a Mac takes its accents apart."""
    return unicodedata.normalize("NFC", name).casefold()
