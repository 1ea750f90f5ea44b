"""Formulas that are not ours: nobody but Excel knows what they give."""

from __future__ import annotations

from collections.abc import Iterator

from promo_xl.book import Book, Ref
from promo_xl.schema.bands import BAND
from promo_xl.schema.sheet import Owner

_OURS = ("home_", "calc_", BAND)


def foreign_formulas(book: Book) -> tuple[Ref, ...]:
    """List the formula cells people added, in the order of the tabs."""
    known: dict[str, set[tuple[int, int]]] = {}
    for title, place in _known(book):
        known.setdefault(title, set()).add(place)
    skipped = {book[key].title for key in ("issues", "tasks")} | _titles(book)
    return tuple(
        Ref(title, *place)
        for title, places in book.formulas.items()
        if title not in skipped
        for place in sorted(places - known.get(title, set()))
    ) + tuple(_in_tasks(book))


def _titles(book: Book) -> set[str]:
    """Name the tabs all of whose formulas are ours: 首页 and 计算."""
    names = ("home_title", "calc_days")
    return {book.names[name].sheet for name in names if name in book.names}


def _known(book: Book) -> Iterator[tuple[str, tuple[int, int]]]:
    for table in book:
        for column in table.sheet.cells:
            place = table.places.get(column.key)
            if column.owner is Owner.FORMULA and isinstance(place, int):
                rows = range(table.top, table.top + max(len(table), 1))
                yield from ((table.title, (row, place)) for row in rows)
    for name, ref in book.names.items():
        if name.startswith(_OURS):
            for row in range(ref.top, max(ref.bottom, ref.top) + 1):
                for at in range(ref.left, max(ref.right, ref.left) + 1):
                    yield ref.sheet, (row, at)


def _in_tasks(book: Book) -> Iterator[Ref]:
    """Give those beside the tasks: right of the table stands the Gantt grid, which is ours."""
    table = book["tasks"]
    ours = {p for p in table.places.values() if isinstance(p, int)}
    right = table.area.right if table.area else max(ours, default=0)
    for row, column in sorted(book.formulas.get(table.title, ())):
        if row >= table.top and column <= right and column not in ours:
            yield Ref(table.title, row, column)
