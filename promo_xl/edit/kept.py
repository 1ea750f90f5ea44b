"""What people wrote into 校验结果 besides their ticks: found again by finding, never lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from promo_xl.book import Book, Table
from promo_xl.finding import Finding


class Spot(NamedTuple):
    """Where a finding was listed, for those whose mark is gone: the cell changed."""

    rule: object
    sheet: object
    cell: object


@dataclass(frozen=True, slots=True)
class Kept:
    """One row as it stands: whose it was, and what in it is people's own."""

    row: int
    """Its Excel row."""
    mark: str | None
    spot: Spot
    said: Mapping[str, object]
    """What stands in our own columns."""
    own: Mapping[int, object]
    """Excel column -> what stands in a column people added to the table."""
    beside: Mapping[int, object]
    """The same of the columns directly right of the table."""
    words: str = ""
    """What stands in 已知悉 where it is no choice."""

    @property
    def told(self) -> bool:
        """Whether people wrote anything that would be lost with the row."""
        return bool(self.words or self.own or self.beside)

    @property
    def theirs(self) -> bool:
        """Whether people added the row themselves: no finding stands in it."""
        return self.mark is None and self.spot.rule is None and any(self.said.values())


class Notes:
    """The rows of 校验结果, given out to findings one by one; what is left is still there."""

    def __init__(self, book: Book) -> None:
        self._left = dict(enumerate(_read(book, book["issues"])))
        self._by: dict[object, deque[int]] = {}
        for i, kept in self._left.items():
            for key in (kept.mark, kept.spot):
                self._by.setdefault(key, deque()).append(i)

    def take(self, found: Finding) -> Kept | None:
        """Give the row that listed this finding: the same mark, else the same cell."""
        for key in (found.mark, Spot(found.id, found.at.sheet, found.at.cell or None)):
            rows = self._by.get(key, deque())
            while rows:
                kept = self._left.pop(rows.popleft(), None)
                if kept is not None:
                    return kept
        return None

    def left(self) -> Iterator[Kept]:
        """Give the rows nobody took that hold something of people's own."""
        return (kept for kept in self._left.values() if kept.told or kept.theirs)


def columns_of(table: Table) -> range:
    """Give the Excel columns of the table, people's own included."""
    if table.area is not None:
        return range(table.area.left, table.area.right + 1)
    places = [place for place in table.places.values() if isinstance(place, int)]
    return range(min(places, default=1), max(places, default=0) + 1)


def _read(book: Book, table: Table) -> Iterator[Kept]:
    ours = {key: p for key, p in table.places.items() if isinstance(p, int)}
    live = book.formulas.get(table.title, frozenset())
    span = columns_of(table)
    added = [column for column in span if column not in ours.values()]
    right = beside_columns(book, table)
    for i in range(len(table)):
        row = table.top + i
        said = {key: table.raw(i, key) for key in ours}
        spot = Spot(said.get("rule_id"), said.get("sheet_name"), said.get("cell"))
        own = _filled(table, row, (c for c in added if (row, c) not in live))
        beside = _filled(table, row, right)
        words = said.get("ack") if table["ack"][i] is None else None
        yield Kept(row, table["mark"][i], spot, said, own, beside, str(words or ""))


def beside_columns(book: Book, table: Table) -> list[int]:
    """List the columns right of the table that people write in, up to the first blank one.

    One with a formula is no column of notes.
    """
    found: list[int] = []
    live = book.formulas.get(table.title, frozenset())
    rows = range(table.top, table.top + len(table))
    column = columns_of(table).stop
    while any(_cell(table, row, column) is not None for row in rows):
        if any((row, column) in live for row in rows):
            break
        found.append(column)
        column += 1
    return found


def _filled(
    table: Table, row: int, columns: Iterator[int] | list[int]
) -> dict[int, object]:
    found = {column: _cell(table, row, column) for column in columns}
    return {column: cell for column, cell in found.items() if cell is not None}


def _cell(table: Table, row: int, column: int) -> object:
    if row > len(table.cells) or column > len(table.cells[row - 1]):
        return None
    value = table.cells[row - 1][column - 1]
    return None if value == "" else value
