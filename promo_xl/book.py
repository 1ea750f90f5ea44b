"""What was read: whole columns, and the way back to every cell. Values only, no I/O."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from promo_xl.schema.sheet import Shape, Sheet

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[Any]
"""One column: float64 with NaN for blank, or objects (str, tuple of str) with None."""


def letter(column: int) -> str:
    """Give the letters of a 1-based column: 28 -> AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


class Ref(NamedTuple):
    """A cell or a block, printed as people write it: 日数据!D7:D61. Rows, columns 1-based."""

    sheet: str
    """The tab's title in THIS file; empty cell part where the sheet itself is meant."""
    top: int = 0
    left: int = 0
    bottom: int = 0
    right: int = 0

    @property
    def cell(self) -> str:
        """The A1 part, "" for a whole sheet."""
        if not self.top:
            return ""
        first = f"{letter(self.left)}{self.top}"
        if self.bottom <= self.top and self.right <= self.left:
            return first
        last = f"{letter(max(self.right, self.left))}{max(self.bottom, self.top)}"
        return f"{first}:{last}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.top else self.sheet


class Fault(NamedTuple):
    """What a reader could not take as it stands, kept as a value. No sentences here."""

    what: str
    """unreadable · not_a_choice · unknown_ref · several_ref · error_cell · uncached ·
    text_number · text_date · long_id · stray_space · spelling (a cell) · missing_sheet ·
    missing_column · extra_column · double_column · nameless_column · merged · gap ·
    total_row · units_row · below_table · outside · copied_sheet (a place of the sheet)"""
    sheet: str
    """Schema key of the sheet."""
    at: Ref
    key: str = ""
    """Schema key of the column."""
    raw: object = None
    """What stands in the cell; of a place, how many rows or cells it is."""
    row: int = -1
    """Position in the table's columns, -1 where the fault has no row."""


@dataclass(frozen=True)
class Table:
    """The rows of one sheet: one array a schema key, and the place of each in the file.

    Grey defaults and provisional IDs are filled in, choices are keys, references are IDs;
    `raw` gives what really stands in a cell. A form is a table of one row.
    """

    sheet: Sheet
    title: str
    columns: Mapping[str, Array]
    """Every column of the schema, absent ones all blank; metrics are not included."""
    places: Mapping[str, int | tuple[int, int]]
    """Key -> Excel column of a table, (row, column) of a form; absent columns are missing."""
    headers: Mapping[str, str]
    """Key -> the words in THIS file."""
    top: int = 7
    """Excel row of position 0."""
    cells: Sequence[Sequence[object]] = ()
    """The grid's rows from A1, for `raw`."""
    present: bool = True
    """False: the file has no such sheet; every column is empty."""
    hidden: bool = False
    """Whether the tab is out of view."""
    passed: frozenset[int] = frozenset()
    """Positions of rows that are no data: sums people typed. They are blank here."""
    area: Ref | None = None
    """The Excel Table's own block, header and totals included; None where there is none."""
    hidden_rows: AbstractSet[int] = frozenset()
    """Excel rows out of view: filtered away or hidden by hand."""

    def __len__(self) -> int:
        first = next(iter(self.columns.values()), None)
        return 0 if first is None else len(first)

    def __getitem__(self, key: str) -> Array:
        return self.columns[key]

    def place(self, i: int, key: str) -> tuple[int, int]:
        """Give (Excel row, column) of position *i*; column 0 where the file has none."""
        place = self.places.get(key, 0)
        return place if isinstance(place, tuple) else (self.top + i, place)

    def at(self, i: int, key: str) -> Ref:
        """Give the cell of *key* at position *i*; the sheet where the column is absent."""
        row, column = self.place(i, key)
        return Ref(self.title, row, column) if column else Ref(self.title)

    def raw(self, i: int, key: str) -> object:
        """Give what stands in the cell itself: None when blank."""
        row, column = self.place(i, key)
        if not column or row > len(self.cells) or column > len(self.cells[row - 1]):
            return None
        value = self.cells[row - 1][column - 1]
        return None if value == "" else value

    def row_id(self, i: int) -> tuple[object, ...]:
        """Give what names row *i* for people and survives sorting."""
        return tuple(_plain(self.columns[key][i]) for key in self.sheet.id)

    def codes(self, key: str) -> tuple[NDArray[np.int64], tuple[object, ...]]:
        """Factorise a column once: a code a row (-1 = blank) and the distinct values."""
        found = self._codes.get(key)
        if found is None:
            found = self._codes[key] = _factorise(self.columns[key])
        return found

    @cached_property
    def _codes(self) -> dict[str, tuple[NDArray[np.int64], tuple[object, ...]]]:
        return {}

    def field(self, key: str) -> Any:
        """Give the value of a form's field: float (NaN blank), str or None."""
        return self.columns[key][0] if self.sheet.shape is Shape.FORM else None

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The rows as a frame for analysts; its index is the Excel row."""
        import pandas as pd

        index = pd.RangeIndex(self.top, self.top + len(self))
        return pd.DataFrame(dict(self.columns), index=index)


@dataclass(frozen=True)
class Book:
    """All tables of one workbook, what could not be read, and what people acknowledged."""

    tables: Mapping[str, Table]
    """Every sheet of WORKBOOK and of the settings, by schema key."""
    faults: Sequence[Fault] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Thresholds and profiles by key, defaults filled in: float, choice key or text."""
    accepted: frozenset[str] = frozenset()
    """Marks of the findings people ticked in 校验结果."""
    lang: str = "zh"
    """The workbook's language."""
    size: str = "small"
    as_of: datetime | None = None
    """A 基准日 typed by a person; None where the cell is ours or empty."""
    file: str = ""
    """The file's name, for messages."""
    names: Mapping[str, Ref] = field(default_factory=dict)
    """Defined names that point at one cell or block."""
    stale: Mapping[tuple[str, str], Array] = field(default_factory=dict)
    """(sheet, column) of live formulas -> the values cached in the file; ("", name) -> what
    stands in the cells of 首页, 计算, AS_OF and `meta_as_of_auto` with that name."""
    typed_over: frozenset[tuple[str, str, int]] = frozenset()
    """(sheet, column, position) of formula columns where no formula stands."""
    formulas: Mapping[str, AbstractSet[tuple[int, int]]] = field(default_factory=dict)
    """Tab title -> the cells (row, column) that hold a formula."""
    uncached: Mapping[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    """Tab title -> those of them that carry no value: never calculated."""
    schema: str = ""
    """The version of the schema this file was written with, "" where it does not say."""
    texts: Mapping[str, Mapping[tuple[int, int], str]] = field(default_factory=dict)
    """Tab title -> its formulas as text, by cell; looked up when asked for."""

    def __getitem__(self, key: str) -> Table:
        return self.tables[key]

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables.values())


def _plain(value: Any) -> object:
    if isinstance(value, float | np.floating):
        return None if np.isnan(value) else float(value)
    return value


def _factorise(column: Array) -> tuple[NDArray[np.int64], tuple[object, ...]]:
    values = column.tolist()
    seen = {v: i for i, v in enumerate(v for v in dict.fromkeys(values) if not _blank(v))}
    codes = [seen.get(value, -1) for value in values]
    return np.array(codes, np.int64), tuple(seen)


def _blank(value: object) -> bool:
    return value is None or value != value  # NaN is not itself
