"""The formulas of a closed file's tab as text: looked up row by row when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from promo_xl.errors import RefusedError
from promo_xl.ooxml.sheet import SheetXml
from promo_xl.workbook import Place

_BOUND = (b"shared", b"array", b"dataTable")


class FormulaTexts(Mapping[Place, str]):
    """Place -> the formula there, without `=`.

    One that belongs to other cells too, shared or an array, has no text of its own here.
    """

    __slots__ = ("_open", "_places", "_rows", "_sheet")

    def __init__(self, places: AbstractSet[Place], sheet: Callable[[], SheetXml]) -> None:
        self._places = places
        self._open = sheet
        self._sheet: SheetXml | None = None
        self._rows: dict[int, dict[int, str]] = {}

    def __getitem__(self, place: Place) -> str:
        row, column = place
        if place not in self._places:
            raise KeyError(place)
        if row not in self._rows:
            self._rows[row] = self._read(row)
        return self._rows[row][column]

    def rewritten(self, old: FormulaTexts) -> Iterator[Place]:
        """Give the cells that hold another formula than in *old*, having one in both.

        Only rows whose XML differs are taken apart.
        """
        both = self._places & old._places
        rows = {row for row, _ in both}
        try:
            new, before = self._cells, old._cells
            rows = {row for row in rows if new.row_xml(row) != before.row_xml(row)}
        except RefusedError:
            return
        for place in both:
            if place[0] in rows and self.get(place) != old.get(place):
                yield place

    @property
    def _cells(self) -> SheetXml:
        if self._sheet is None:
            self._sheet = self._open()
        return self._sheet

    def _read(self, row: int) -> dict[int, str]:
        try:
            cells = self._cells.cells(row)
        except RefusedError:  # a sheet too odd to be written has no texts either
            return {}
        found = {column: cell.formula for column, cell in cells.items()}
        return {
            column: formula[1]
            for column, formula in found.items()
            if formula and formula[0].get(b"t") not in _BOUND
        }

    def __iter__(self) -> Iterator[Place]:
        return (place for place in sorted(self._places) if place in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
