"""Changes to a workbook as data: what is to stand where. Nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula to write, without `=`, and the value it has now."""

    text: str
    value: str | float | bool | None


@dataclass(frozen=True, slots=True)
class Cached:
    """A new value for a cell whose formula stays as it is."""

    value: str | float | bool | date | None


Cell = str | float | bool | date | Formula | Cached | None
"""None empties the cell; a str is text, never a formula."""


@dataclass(frozen=True, slots=True)
class SetCells:
    """Single cells of one tab, by (row, column), 1-based. Styles stay."""

    title: str
    cells: Mapping[tuple[int, int], Cell]


@dataclass(frozen=True, slots=True)
class AppendRows:
    """Rows below an Excel Table, which grows; a mapping gives header -> value."""

    title: str
    table: str
    rows: Sequence[Mapping[str, Cell]]


@dataclass(frozen=True, slots=True)
class ReplaceRows:
    """The whole body of a Table we own, in its column order; the Table takes that size.

    An empty body leaves the Table its one blank row.
    """

    title: str
    table: str
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class ShowTab:
    """A tab comes into view or goes out of it; what stands in it stays."""

    title: str
    shown: bool


Edit = SetCells | AppendRows | ReplaceRows | ShowTab
Patch = tuple[Edit, ...]
