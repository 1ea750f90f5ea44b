"""A Patch on an open Excel, thought through before anything is written.

Every refusal of a file patch is one here too, and comes before the first write: edits are
played through on what was read, and what is left are steps, one write a block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import groupby

from promo_xl.errors import RefusedError
from promo_xl.ooxml.cell import check_content
from promo_xl.ooxml.scan import LAST_COLUMN, LAST_ROW
from promo_xl.ooxml.sheet import Area, address, ref_of
from promo_xl.patch import (
    Cached,
    Cell,
    Edit,
    Formula,
    Patch,
    ReplaceRows,
    SetCells,
    ShowTab,
)
from promo_xl.workbook import Place, TableRange
from promo_xl.workbook.apply import content
from promo_xl.workbook.live_tab import LiveTab

_LONE = re.compile(r"[\ud800-\udfff]")
_TAKEN_FOR_ELSE = re.compile(r"[=+\-@'#]|.*\d|\s*(?:true|false)\s*\Z", re.DOTALL | re.I)
"""Text that Excel may read as a formula, number, date, truth value or error."""


@dataclass(frozen=True, slots=True)
class Block:
    """One write: values and formulas of a rectangle, as Excel takes them."""

    title: str
    top: int
    left: int
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Resize:
    """A table takes new rows; `fresh` clears a filter that hides some of them."""

    title: str
    old: TableRange
    bottom: int
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Show:
    """A tab comes into view or goes out of it."""

    title: str
    shown: bool


Step = Block | Resize | Show


def to_excel(cell: object) -> object:
    """Give what Excel is handed so that it holds just this: text stays text."""
    if isinstance(cell, Formula):
        return "=" + cell.text.removeprefix("=")
    if isinstance(cell, str):
        text = _LONE.sub("\ufffd", cell)
        return "'" + text if _TAKEN_FOR_ELSE.match(text) else text or None
    if isinstance(cell, time):
        return (cell.hour * 3600 + cell.minute * 60 + cell.second) / 86_400
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - days know no zone
    if isinstance(cell, int) and not isinstance(cell, bool):
        return float(cell)
    return cell


def plan(patch: Patch, tab: Callable[[str], LiveTab]) -> list[Step]:
    """Give the writes that do *patch*; refuse it whole where any of it cannot be done."""
    sheets: dict[str, _Sheet] = {}
    steps: list[Step] = []
    for edit in patch:
        if edit.title not in sheets:
            sheets[edit.title] = _Sheet(tab(edit.title))
        steps += _steps(sheets[edit.title], edit)
    return steps


def _steps(sheet: _Sheet, edit: Edit) -> Iterator[Step]:
    if isinstance(edit, ShowTab):
        yield Show(edit.title, edit.shown)
    elif isinstance(edit, SetCells):
        yield from sheet.set_cells(edit.cells)
    elif isinstance(edit, ReplaceRows):
        yield from sheet.replace_rows(sheet.table(edit.table), edit.rows)
    else:
        yield from sheet.append_rows(sheet.table(edit.table), edit.rows)


class _Sheet:
    """A tab as the edits so far leave it."""

    def __init__(self, tab: LiveTab) -> None:
        self._tab = tab
        self._put: dict[Place, Cell] = {}
        self._tables = {table.name: table for table in tab.tables}

    def table(self, name: str) -> TableRange:
        if name not in self._tables:
            raise RefusedError(
                f"没有写入：工作表“{self._tab.title}”里没有表 {name}（被去掉了，请从备份恢复）",
                f"Nothing written: sheet {self._tab.title!r} has no table {name} "
                "(it was dropped; go back to a backup)",
            )
        return self._tables[name]

    def set_cells(self, cells: Mapping[Place, Cell]) -> Iterator[Step]:
        for place, cell in cells.items():
            self._set(place, cell)
        yield from _blocks(
            self._tab.title, {p: c for p, c in cells.items() if not isinstance(c, Cached)}
        )

    def replace_rows(
        self, table: TableRange, rows: Sequence[Sequence[Cell]]
    ) -> Iterator[Step]:
        width = table.right - table.left + 1
        if any(len(row) != width for row in rows):
            raise RefusedError(
                f"没有写入：表 {table.name} 有 {width} 列，要写的行不是",
                f"Nothing written: table {table.name} has {width} columns, the rows have not",
            )
        top, old = table.top + 1, table.bottom - table.totals
        last = table.top + max(len(rows), 1)
        self._check_room(table, last)
        blank: list[Cell] = [None] * width
        body = [*rows, *([blank] * (max(last, old) - table.top - len(rows)))]
        cells = {
            (row, column): cell
            for row, line in enumerate(body, top)
            for column, cell in enumerate(line, table.left)
        }
        yield from self._resize(table, max(last, old), fresh=True)
        yield from self.set_cells(cells)
        # a shorter one last: its totals row needs a free place to move to
        yield from self._resize(self._tables[table.name], last, fresh=False)

    def append_rows(
        self, table: TableRange, rows: Sequence[Mapping[str, Cell]]
    ) -> Iterator[Step]:
        heads = self._heads(table, rows)
        bottom = table.bottom - table.totals
        start = bottom + 1
        if bottom == table.top + 1 and self._is_unfilled(table, bottom):
            start = bottom
        last = max(start + len(rows) - 1, bottom)
        self._check_room(table, last)
        cells = {
            (row, heads[head]): cell
            for row, line in enumerate(rows, start)
            for head, cell in line.items()
        }
        # first the table: Excel fills calculated columns into its new rows
        yield from self._resize(table, last, fresh=False)
        yield from self.set_cells(cells)

    def _heads(
        self, table: TableRange, rows: Iterable[Mapping[str, Cell]]
    ) -> Mapping[str, int]:
        heads = {
            str(self._tab.value(table.top, column)): column
            for column in range(table.right, table.left - 1, -1)
        }
        unknown = sorted({head for row in rows for head in row} - heads.keys())
        if unknown:
            raise RefusedError(
                f"没有写入：表 {table.name} 没有列“{'、'.join(unknown)}”",
                f"Nothing written: table {table.name} has no column {', '.join(unknown)!r}",
            )
        return heads

    def _set(self, place: Place, cell: Cell) -> None:
        row, column = place
        if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            raise self._refused(f"没有第 {row} 行第 {column} 列", f"no cell {place}")
        at = address(row, column)
        if isinstance(cell, Cached):
            if not self._has_formula(place):
                raise self._refused(f"{at} 里没有公式", f"{at} holds no formula")
            return
        check_content(content(cell), at)
        for area in self._tab.merged:
            if _inside(place, area) and place != area[:2]:
                block = ref_of(area)
                raise self._refused(
                    f"{at} 在合并单元格 {block} 里，请先取消合并",
                    f"{at} lies in the merged block {block}; unmerge it",
                )
        self._put[place] = cell

    def _has_formula(self, place: Place) -> bool:
        if place in self._put:
            return isinstance(self._put[place], Formula)
        return place in self._tab.formulas

    def _is_blank(self, place: Place) -> bool:
        if place in self._put:
            return self._put[place] in (None, "")
        blank = self._tab.value(*place) is None and place not in self._tab.errors
        return blank and place not in self._tab.formulas

    def _is_unfilled(self, table: TableRange, row: int) -> bool:
        """Whether a row holds nothing a person typed: blank cells and formulas."""
        across = range(table.left, table.right + 1)
        return all(self._is_blank((row, c)) or self._has_formula((row, c)) for c in across)

    def _check_room(self, table: TableRange, last: int) -> None:
        """Refuse to grow over anything that stands below."""
        end = last + table.totals
        if end <= table.bottom:
            return
        area = (table.bottom + 1, table.left, end, table.right)
        shown = range(area[0], min(end, self._last_row()) + 1)
        taken = end > LAST_ROW or not all(
            self._is_blank((row, column))
            for row in shown
            for column in range(table.left, table.right + 1)
        )
        others = (
            (one.top, one.left, one.bottom, one.right)
            for one in self._tables.values()
            if one.name != table.name
        )
        if taken or any(_meet(area, other) for other in (*others, *self._tab.merged)):
            what = ref_of(area)
            raise self._refused(
                f"表格下方 {what} 不是空的，请先移开那里的内容",
                f"{what} below the table is not free; move what stands there",
            )

    def _last_row(self) -> int:
        places = (*self._put, *self._tab.formulas, *self._tab.errors)
        return max([len(self._tab.rows), *(row for row, _ in places)])

    def _resize(self, table: TableRange, last: int, *, fresh: bool) -> Iterator[Step]:
        bottom = last + table.totals
        self._tables[table.name] = replace(table, bottom=bottom)
        if bottom != table.bottom or fresh:
            yield Resize(self._tab.title, table, bottom, fresh)

    def _refused(self, zh: str, en: str) -> RefusedError:
        return RefusedError(
            f"没有写入：工作表“{self._tab.title}”的{zh}",
            f"Nothing written: sheet {self._tab.title!r}: {en}",
        )


def _inside(place: Place, area: Area) -> bool:
    return area[0] <= place[0] <= area[2] and area[1] <= place[1] <= area[3]


def _meet(a: Area, b: Area) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def _blocks(title: str, cells: Mapping[Place, Cell]) -> Iterator[Block]:
    """Gather cells into rectangles: runs of a row, joined with equal runs below."""
    grown: dict[tuple[int, int], list[list[object]]] = {}
    """Rows of the open rectangle by its columns; it ends at the row above."""
    tops: dict[tuple[int, int], int] = {}
    for row, run in _runs(cells):
        span = (run[0], run[-1])
        line = [to_excel(cells[row, column]) for column in run]
        if span in tops and tops[span] + len(grown[span]) == row:
            grown[span].append(line)
            continue
        if span in tops:
            yield Block(title, tops[span], span[0], grown[span])
        tops[span], grown[span] = row, [line]
    for span, top in tops.items():
        yield Block(title, top, span[0], grown[span])


def _runs(cells: Iterable[Place]) -> Iterator[tuple[int, list[int]]]:
    """Give each row's runs of neighbouring columns."""
    for row, places in groupby(sorted(cells), lambda place: place[0]):
        columns = enumerate(column for _, column in places)
        for _, run in groupby(columns, lambda pair: pair[1] - pair[0]):
            yield row, [column for _, column in run]
