"""Which tabs stand in view: one by name, or those a size of the workbook needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from promo_xl.book import Book, Table
from promo_xl.patch import Cell, Edit, Patch, SetCells, ShowTab
from promo_xl.schema.choices import SIZE


def list_tabs(book: Book) -> tuple[Table, ...]:
    """Give the data sheets that the file has, in its order of the work."""
    return tuple(table for table in book if table.present and table.sheet.phase[:1] != "0")


def list_tools(book: Book) -> tuple[Table, ...]:
    """Give the sheets that serve the others: 校验结果, 设置, 日历 … No size hides them."""
    return tuple(table for table in book if table.present and table.sheet.phase[:1] == "0")


def show(tables: Sequence[Table], *, shown: bool) -> Patch:
    """Bring tabs into view, or take them out; what stands in them stays."""
    return tuple(ShowTab(t.title, shown) for t in tables if t.hidden is shown)


def resize(book: Book, size: str) -> Patch:
    """Show what *size* shows and what is in use, hide the rest, and say so in the plan."""
    return (*_size_field(book, size), *_size_tabs(book, size))


def _size_tabs(book: Book, size: str) -> Iterator[Edit]:
    for table in list_tabs(book):
        wanted = size in table.sheet.shown_in or bool(len(table))
        yield from show((table,), shown=wanted)


def _size_field(book: Book, size: str) -> Iterator[Edit]:
    plan = book["plan"]
    if "size" in plan.places and plan.raw(0, "size") != SIZE.say(size, book.lang):
        at = plan.at(0, "size")
        cells: dict[tuple[int, int], Cell] = {(at.top, at.left): SIZE.say(size, book.lang)}
        yield SetCells(plan.title, cells)
