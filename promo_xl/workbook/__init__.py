"""Where a workbook lives: the protocol, and what one tab looks like to a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from promo_xl.ooxml.digests import Proof
from promo_xl.patch import Patch

Place = tuple[int, int]
"""(row, column), 1-based."""


@dataclass(frozen=True, slots=True)
class TableRange:
    """An Excel Table of a tab: its name, and its block including the header row."""

    name: str
    top: int
    left: int
    bottom: int
    right: int
    totals: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """One tab: values from A1, and sparse marks for what a value does not show.

    Values are str, float, bool, datetime/date/time/timedelta or None; dates come as
    `datetime` where the cell is formatted as one. An error cell's value is None and its
    text is in `errors`.
    """

    title: str
    rows: Sequence[Sequence[object]]
    errors: Mapping[Place, str] = field(default_factory=dict)
    formulas: AbstractSet[Place] = frozenset()
    """Cells that hold a formula."""
    uncached: frozenset[Place] = frozenset()
    """Cells whose formula carries no value: never calculated since it was written."""
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: AbstractSet[int] = frozenset()
    hidden: bool = False
    tables: tuple[TableRange, ...] = ()
    texts: Mapping[Place, str] = field(default_factory=dict, compare=False)
    """Formulas as text, without `=`, where the cell alone holds one."""

    def value(self, row: int, column: int) -> object:
        """Give what stands in a cell, None when blank or outside."""
        if 0 < row <= len(self.rows) and 0 < column <= len(self.rows[row - 1]):
            found = self.rows[row - 1][column - 1]
            return None if found == "" else found
        return None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a save did: which package parts changed, and how many stayed byte-identical."""

    path: Path | None
    written: bool
    changed: tuple[str, ...] = ()
    same: int = 0
    backup: Path | None = None
    proof: Proof | None = None
    """Digests of what changed and of all that did not; None where nothing was written."""
    other_names: int = 0
    """Further hard-linked names of the file: they keep what stood there before."""


class Workbook(Protocol):
    """A workbook somewhere: a closed file, rows in memory, an open Excel."""

    @property
    def name(self) -> str:
        """The file's name, for messages."""
        ...

    @property
    def date1904(self) -> bool:
        """Whether bare numbers in date cells count from 1904."""
        ...

    def titles(self) -> Sequence[str]:
        """List the tabs in order, hidden ones too."""
        ...

    def names(self) -> Mapping[str, str]:
        """Map defined names to what they refer to: `'项目总表'!$B$8`."""
        ...

    def grid(self, title: str) -> Grid:
        """Give one tab as it stands, what was applied included."""
        ...

    def apply(self, patch: Patch) -> None:
        """Change the workbook in memory; `grid` then says so."""
        ...

    def save(self, path: Path | None = None) -> Receipt:
        """Write it once: temp, fsync, verify, replace. Unchanged: nothing is written."""
        ...
