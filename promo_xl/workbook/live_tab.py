"""One tab of an open Excel: read in one go, and only when somebody looks at it.

What a person asks of a tab decides what is read: the values once, the formulas once where
somebody asks about them, merged blocks and hidden rows likewise. A tab nobody looks at
costs the names of its tables. Text that reads like an error value counts as that error:
Excel hands out both alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from promo_xl.errors import UnreadableError
from promo_xl.ooxml.preflight import MOST_CELLS
from promo_xl.ooxml.sheet import Area, address
from promo_xl.workbook import Grid, Place, TableRange
from promo_xl.workbook.lazy import LazyRows
from promo_xl.workbook.live_lazy import LazyErrors, LazyList, LazySet
from promo_xl.workbook.live_read import ERRORS, read_block

if TYPE_CHECKING:
    import xlwings as xw

_FIRST_ERROR = -2_146_828_288
_YOUNG_ERRORS = {2043: "#GETTING_DATA", 2045: "#SPILL!", 2046: "#CONNECT!"}
_YOUNG_ERRORS |= {2047: "#BLOCKED!", 2048: "#UNKNOWN!", 2049: "#FIELD!", 2050: "#CALC!"}
"""Excel gives numbers as floats; an integer is an error, these younger than xlwings' list."""
_NO_DAY = date(1899, 12, 30)
"""What Excel puts before a time of day that has no date."""
_VISIBLE_CELLS = 12


class LiveTab:
    """A tab as it stands at the first look."""

    def __init__(self, sheet: xw.Sheet, title: str, book: str) -> None:
        self.sheet = sheet
        self.title = title
        self._book = book

    def grid(self) -> Grid:
        """Give the tab as readers know it; nothing but its tables is read yet."""
        return Grid(
            self.title,
            LazyRows(lambda: self.rows),
            LazyErrors(lambda: self.errors),
            LazySet(self._formula_places),
            merged=LazyList(lambda: self.merged),
            hidden_rows=LazySet(lambda: self.hidden_rows),
            hidden=not _is_visible(self.sheet),
            tables=self.tables,
            texts=LazyErrors(lambda: self.texts),
        )

    @property
    def rows(self) -> list[list[object]]:
        """The values from A1; blank is None."""
        return self._content[0]

    @property
    def errors(self) -> Mapping[Place, str]:
        """Error cells and what they show."""
        return self._content[1]

    @cached_property
    def _extent(self) -> Place:
        """The last row and column anything was ever put in."""
        last = self.sheet.used_range.last_cell
        row, column = int(last.row), int(last.column)
        if row * column > MOST_CELLS:
            at = address(row, column)
            raise UnreadableError(
                f"{self._book}：工作表“{self.title}”一直用到 {at}，太大了，读不了；"
                "请删除数据以外的空行空列再试",
                f"{self._book}: sheet {self.title!r} reaches to {at}, too far to read; "
                "delete the empty rows and columns beyond the data",
            )
        return row, column

    def _whole(self) -> Any:
        return self.sheet.range((1, 1), self._extent)

    @cached_property
    def _content(self) -> tuple[list[list[object]], dict[Place, str]]:
        raw = read_block(self._whole())
        errors: dict[Place, str] = {}
        rows: list[list[object]] = []
        for number, cells in enumerate(raw, 1):
            row = [cell if type(cell) is float else _plain(cell) for cell in cells]
            for column, cell in enumerate(row, 1):
                if type(cell) is str and cell[0] == "#" and cell in ERRORS:
                    errors[number, column], row[column - 1] = cell, None
            rows.append(row)
        return _trimmed(rows, errors), errors

    @cached_property
    def formulas(self) -> Mapping[Place, str]:
        """The text of every formula, with `=`."""
        found = self._whole().formula
        texts = found if isinstance(found, tuple | list) else ((found,),)
        if texts and not isinstance(texts[0], tuple | list):
            texts = (texts,) if self._extent[0] == 1 else tuple((one,) for one in texts)
        return {
            (row, column): text
            for row, cells in enumerate(texts, 1)
            for column, text in enumerate(cells, 1)
            # text that only looks like a formula shows itself
            if isinstance(text, str) and text[:1] == "=" and self.value(row, column) != text
        }

    @cached_property
    def texts(self) -> Mapping[Place, str]:
        """The same without `=`, as files hold them."""
        return {place: text[1:] for place, text in self.formulas.items()}

    def _formula_places(self) -> AbstractSet[Place]:
        return self.formulas.keys()

    def value(self, row: int, column: int) -> object:
        """Give what stands in a cell, None when blank or outside."""
        rows = self.rows
        if 0 < row <= len(rows) and 0 < column <= len(rows[row - 1]):
            return rows[row - 1][column - 1]
        return None

    @cached_property
    def tables(self) -> tuple[TableRange, ...]:
        """The tab's tables; one without a header row has it in the row above."""
        return tuple(_table_range(table) for table in self.sheet.tables)

    @cached_property
    def merged(self) -> Sequence[Area]:
        """Merged blocks, found by halving: a tab without one is asked once."""
        bottom, right = self._extent
        return sorted(set(_merges(self.sheet, (1, 1, bottom, right))))

    @cached_property
    def hidden_rows(self) -> frozenset[int]:
        """Rows out of view, where this Excel says so (Windows); none elsewhere."""
        bottom, right = self._extent
        if bottom * right == 1:  # for one cell Excel would answer for the whole sheet
            return frozenset()
        try:
            areas = self._whole().api.EntireRow.SpecialCells(_VISIBLE_CELLS).Areas
            blocks = [(area.Row, area.Rows.Count) for area in areas]
        except Exception:  # noqa: BLE001 - an Excel that cannot say: nothing is known
            return frozenset()
        seen = {row for top, count in blocks for row in range(top, top + count)}
        return frozenset(range(1, bottom + 1)) - seen


def _plain(value: object) -> object:
    """Give a value as a reader of the file would: floats, days, times, None for blank."""
    if value is None or value == "":
        return None
    if isinstance(value, str | bool | float):
        return value
    if isinstance(value, datetime):
        return value.time() if value.date() == _NO_DAY else value
    if isinstance(value, int):
        error = value - _FIRST_ERROR
        return (
            _YOUNG_ERRORS.get(error, "#UNKNOWN!") if 2000 <= error < 2100 else float(value)
        )
    return float(value) if isinstance(value, Decimal) else value


def _trimmed(rows: list[list[object]], errors: Mapping[Place, str]) -> list[list[object]]:
    """Cut what holds formats only, below and to the right."""
    bottom = max((row for row, _ in errors), default=0)
    right = max((column for _, column in errors), default=0)
    for number, row in enumerate(rows, 1):
        for column in range(len(row), 0, -1):
            if row[column - 1] is not None:
                bottom, right = number, max(right, column)
                break
    return [row[:right] for row in rows[:bottom]]


def _is_visible(sheet: xw.Sheet) -> bool:
    """Excel says -1 for shown, 0 for hidden and 2 for hidden from people."""
    return sheet.visible in (True, -1)


def _table_range(table: Any) -> TableRange:
    block = table.range
    top, left = int(block.row), int(block.column)
    height, width = block.shape
    bottom, right = top + height - 1, left + width - 1
    top -= not table.show_headers and top > 1
    return TableRange(table.display_name, top, left, bottom, right, bool(table.show_totals))


def _merges(sheet: xw.Sheet, area: Area) -> Iterator[Area]:
    top, left, bottom, right = area
    block: Any = sheet.range((top, left), (bottom, right))
    answer = block.merge_cells
    if answer is False:
        return
    if answer is True:
        whole = sheet.range((top, left)).merge_area
        height, width = whole.shape
        row, column = int(whole.row), int(whole.column)
        found = row, column, row + height - 1, column + width - 1
        if found[2] >= bottom and found[3] >= right:
            yield found
            return
    if bottom > top:
        middle = (top + bottom) // 2
        yield from _merges(sheet, (top, left, middle, right))
        yield from _merges(sheet, (middle + 1, left, bottom, right))
    else:
        middle = (left + right) // 2
        yield from _merges(sheet, (top, left, bottom, middle))
        yield from _merges(sheet, (top, middle + 1, bottom, right))
