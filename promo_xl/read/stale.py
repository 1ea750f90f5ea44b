"""What the file shows now in live formulas, on 首页 and in 计算; looked up when asked for."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from promo_xl.book import Array
from promo_xl.workbook import Grid

Key = tuple[str, str]


class Stale(Mapping[Key, Array]):
    """(sheet, column), or ("", name) -> the values that stand there, each read once.

    Only a refresh asks: 首页 and 计算 need not be read for a report.
    """

    __slots__ = ("_found", "_looks")

    def __init__(self, looks: Mapping[Key, Callable[[], Array]]) -> None:
        self._looks = looks
        self._found: dict[Key, Array] = {}

    def __getitem__(self, key: Key) -> Array:
        if key not in self._found:
            self._found[key] = self._looks[key]()
        return self._found[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._looks)

    def __len__(self) -> int:
        return len(self._looks)


def shown(grid: Grid, rows: range, columns: range) -> Array:
    """Give the values of a block, row by row; an error cell shows its text."""
    values: list[object] = []
    blank = [None] * len(columns)
    for row in rows:
        cells = grid.rows[row - 1] if row <= len(grid.rows) else ()
        found = [
            None if c == "" else c for c in cells[columns.start - 1 : columns.stop - 1]
        ]
        values += found + blank[len(found) :]
    width = len(columns)
    for (row, column), error in grid.errors.items():
        if row in rows and column in columns:
            values[(row - rows.start) * width + column - columns.start] = error
    return np.fromiter(values, object, len(values))
