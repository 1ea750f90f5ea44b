"""Cells found by their defined names: what stands there, and what is to."""

from __future__ import annotations

from collections.abc import Iterator

from promo_xl.book import Book
from promo_xl.edit.bands import band_values
from promo_xl.edit.caches import At
from promo_xl.edit.cells import bar, is_error, same, words
from promo_xl.facts import Facts
from promo_xl.patch import Cached, Cell


def named(book: Book, name: str, cell: Cell) -> Iterator[tuple[At, Cell]]:
    """Give the cell of a defined name where it doesn't show this already."""
    stale, ref = book.stale.get(("", name)), book.names.get(name)
    if ref is None:
        return
    missing = isinstance(cell, Cached) and (ref.top, ref.left) in book.uncached.get(
        ref.sheet, ()
    )
    if stale is None or not len(stale) or missing or not same(stale[0], cell):
        yield from placed(book, name, cell)


def placed(book: Book, name: str, cell: Cell) -> Iterator[tuple[At, Cell]]:
    """Give the cell of a defined name, whatever it shows."""
    ref = book.names.get(name)
    if ref is not None:
        yield (ref.sheet, ref.top, ref.left), cell


def home_cells(book: Book, facts: Facts, lang: str) -> Iterator[tuple[At, Cell]]:
    """Give what stands on 首页 and in the lines above the tables, in the words of *lang*."""
    for slot, value in facts.home.items():
        cell = bar(value) if slot.endswith("_rate") else words(value, lang)
        yield from named(book, f"home_{slot}", cell)
        if slot.startswith("link"):  # the formula that links to it shows the title too
            yield from named(book, f"home_nav{slot[4:]}", Cached(str(cell or "")))


def band_cells(book: Book) -> Iterator[tuple[At, Cell]]:
    """Give the live lines above the tables; where one shows an error, Excel would again."""
    for name, value in band_values(book):
        shown = book.stale.get(("", name))
        if shown is None or not len(shown) or not is_error(shown[0]):
            yield from named(book, name, Cached(value))
