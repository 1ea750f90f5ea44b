"""The live lines above a table, as Excel shows them: its numbers are what really stands there.

Text that reads as a number counts nowhere here, nor do rows typed below a table: neither
does in the formulas these values are saved beside.
"""

from __future__ import annotations

from collections.abc import Iterator

from promo_xl.book import Book, Table
from promo_xl.schema.bands import (
    COUNTS,
    FILTERED,
    TOTAL,
    TOTALS,
    Count,
    band_name,
    rounded,
)


def band_values(book: Book) -> Iterator[tuple[str, str | float]]:
    """Give what each cell of a band shows, by its defined name."""
    for key, columns in TOTALS.items():
        yield from _totals(book, key, columns)
    for key, count in COUNTS.items():
        name = band_name(key, "line")
        if name in book.names:
            yield name, _counted(book, book[key], count)
    name = band_name("daily", "line")
    if name in book.names:
        yield name, _filtered(book, book["daily"])


def _totals(
    book: Book, key: str, columns: tuple[str, ...]
) -> Iterator[tuple[str, str | float]]:
    named = [column for column in columns if band_name(key, column) in book.names]
    found = {column: _cells(book[key], column) for column in named}
    known = any(_numbers(cells) for cells in found.values())
    for column in named:
        shown = _cells(book[key], column, in_view=True)
        yield band_name(key, column), float(sum(_numbers(shown)))
    label = band_name(key, "total")
    if label in book.names:
        yield label, TOTAL.say(book.lang) if known else ""


def _counted(book: Book, table: Table, count: Count) -> str:
    states = [str(cell).casefold() for cell in _cells(table, count.state)]
    choices = table.sheet[count.state].kind.choices
    said: dict[str, int] = {"all": sum(c is not None for c in _cells(table, count.of))}
    for slot, keys in count.words.items():
        words = {
            choices.say(key, lang).casefold()
            for key in keys
            for lang in ("zh", "en")
            if choices
        }
        said[slot] = sum(state in words for state in states)
    if count.rest:
        (done,) = count.words
        said[count.rest] = said["all"] - said[done]
    return count.says.say(book.lang, **said)


def _filtered(book: Book, table: Table) -> str:
    days = _cells(table, "date", in_view=True)
    rows, cost = (
        len(days) - days.count(None),
        sum(_numbers(_cells(table, "cost", in_view=True))),
    )
    return FILTERED.say(book.lang, rows=f"{rows:,}", cost=rounded(float(cost)))


def _cells(table: Table, key: str, *, in_view: bool = False) -> list[object]:
    """Give what stands in a column of the Excel Table, of rows in view where asked."""
    place, area = table.places.get(key), table.area
    if area is None or not isinstance(place, int):
        return []
    rows = table.cells[area.top : area.bottom]
    if in_view and table.hidden_rows:
        first, hidden = area.top + 1, table.hidden_rows
        rows = [row for n, row in enumerate(rows, first) if n not in hidden]
    return [row[place - 1] if place <= len(row) else None for row in rows]


def _numbers(cells: list[object]) -> list[float]:
    return [cell for cell in cells if type(cell) is float]
