"""Formulas in columns people added to a table of ours: each goes with its row, new rows get it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from promo_xl.book import Book, Table
from promo_xl.ooxml.refs import shifted
from promo_xl.patch import Cached, Cell, Formula


class OwnFormulas:
    """What formulas stand in some columns of a table, row by row."""

    def __init__(self, book: Book, table: Table, columns: Sequence[int]) -> None:
        live = book.formulas.get(table.title, frozenset())
        area = table.area
        rows = range(area.top + 1, area.bottom + 1) if area else range(0)
        self._rows = rows
        self._table = table
        self._live = {(row, at) for row in rows for at in columns if (row, at) in live}
        self._texts = book.texts.get(table.title, {})
        self._fills = {at: self._fill(at) for at in sorted({at for _, at in self._live})}

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._live)

    def cell(self, row: int, column: int, old: int | None) -> Cell:
        """Give what a cell of *row* holds whose finding stood in row *old*; None: no formula.

        Nobody but Excel knows what a formula that moved shows: it has no value then.
        """
        if old is None:
            found = self._fills.get(column)
            text = _moved(found[1], row - found[0]) if found else ""
        else:
            text = _moved(self._text(old, column), row - old)
        if text:
            return Formula(text, self._shown(row, column) if row == old else None)
        bound = (row, column) in self._live and not self._text(row, column)
        return Cached(self._shown(row, column)) if bound else None

    def _text(self, row: int, column: int) -> str:
        if (row, column) not in self._live:
            return ""
        return self._texts.get((row, column), "")

    def _fill(self, column: int) -> tuple[int, str] | None:
        """Give a column's formula and the row it is written for: what most rows hold."""
        texts = {row: self._text(row, at) for row, at in self._live if at == column}
        first = min(texts)
        alike = Counter(_moved(text, first - row) for row, text in texts.items())
        text, count = alike.most_common(1)[0]
        return (first, text) if text and 2 * count > len(self._rows) else None

    def _shown(self, row: int, column: int) -> str | float | bool | None:
        cells = self._table.cells
        if row > len(cells) or column > len(cells[row - 1]):
            return None
        value = cells[row - 1][column - 1]
        return value if isinstance(value, str | float | bool) and value != "" else None


def _moved(text: str, rows: int) -> str:
    return shifted(text, rows) or text
