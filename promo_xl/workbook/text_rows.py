"""Cells and tables of a tab in memory: set, replaced and grown as in a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from promo_xl.errors import RefusedError
from promo_xl.ooxml.cell import check_content
from promo_xl.ooxml.scan import LAST_COLUMN, LAST_ROW
from promo_xl.ooxml.sheet import address
from promo_xl.patch import AppendRows, Cached, Cell, Formula
from promo_xl.workbook import TableRange
from promo_xl.workbook.apply import content
from promo_xl.workbook.layout import Page

_Totals = Mapping[int, tuple[object, bool]]
"""Column -> value, and whether a formula stands there."""


def put_cell(page: Page, row: int, column: int, cell: Cell) -> None:
    """Put one cell; what a file would refuse is refused."""
    if not (0 < row <= LAST_ROW and 0 < column <= LAST_COLUMN):
        raise RefusedError(
            f"没有写入：没有第 {row} 行第 {column} 列",
            f"Nothing written: there is no row {row}, column {column}",
        )
    check_content(content(cell), address(row, column))
    place = (row, column)
    if isinstance(cell, Cached):
        if place not in page.formulas:
            raise RefusedError(
                f"没有写入：{address(*place)} 里没有公式",
                f"Nothing written: {address(*place)} holds no formula",
            )
        page.put(row, column, _shown(cell.value))
        return
    page.formulas.discard(place)
    if isinstance(cell, Formula):
        page.formulas.add(place)
        cell = cell.value
    page.put(row, column, _shown(cell))


def _shown(value: str | float | bool | date | None) -> object:
    """Give a value as a reader of a file would: no ints, no empty texts, no half characters."""
    if isinstance(value, str):
        return re.sub(r"[\ud800-\udfff]", "\ufffd", value) or None
    return (
        float(value)
        if isinstance(value, int | float) and not isinstance(value, bool)
        else value
    )


def replace_body(page: Page, table: TableRange, rows: Sequence[Sequence[Cell]]) -> None:
    """Make *rows* the whole body of a table."""
    width = table.right - table.left + 1
    if any(len(row) != width for row in rows):
        raise RefusedError(
            f"没有写入：表 {table.name} 有 {width} 列，要写的行不是",
            f"Nothing written: table {table.name} has {width} columns, the rows have not",
        )
    old = table.bottom - table.totals
    last = table.top + max(len(rows), 1)
    totals = _make_room(page, table, last)
    for row in range(table.top + 1, max(last, old) + 1):
        at = row - table.top - 1
        cells = rows[at] if at < len(rows) else [None] * width
        for column, cell in enumerate(cells, table.left):
            put_cell(page, row, column, cell)
    _close(page, table, totals, last)


def append_below(page: Page, table: TableRange, edit: AppendRows) -> None:
    """Put rows below the last one of a table."""
    heads = [str(h) for h in page.rows[table.top - 1][table.left - 1 : table.right]]
    unknown = {h for row in edit.rows for h in row} - set(heads)
    if unknown:
        raise RefusedError(
            f"没有写入：表 {table.name} 没有列“{'、'.join(sorted(unknown))}”",
            f"Nothing written: table {table.name} has no column {', '.join(sorted(unknown))!r}",
        )
    old = table.bottom - table.totals
    empty = old == table.top + 1 and _is_free(page, table, old, old)
    start = old if empty else old + 1
    last = max(start + len(edit.rows) - 1, old)
    totals = _make_room(page, table, last)
    for row, values in enumerate(edit.rows, start):
        for column, head in enumerate(heads, table.left):
            put_cell(page, row, column, values.get(head))
    _close(page, table, totals, last)


def _is_free(page: Page, table: TableRange, top: int, bottom: int) -> bool:
    cells = (
        c for row in page.rows[top - 1 : bottom] for c in row[table.left - 1 : table.right]
    )
    return all(cell is None for cell in cells)


def _make_room(page: Page, table: TableRange, last: int) -> _Totals:
    """Refuse what stands below, then lift the totals row where it has to move."""
    bottom = last + table.totals
    if bottom > table.bottom and not _is_free(page, table, table.bottom + 1, bottom):
        raise RefusedError(
            f"没有写入：工作表“{page.title}”的表格下方不是空的，请先移开那里的内容",
            f"Nothing written: what stands below the table on {page.title!r} is in the way",
        )
    if not table.totals or bottom == table.bottom:
        return {}
    row = table.bottom
    cells = page.rows[row - 1][table.left - 1 : table.right]
    lifted = {c: (v, (row, c) in page.formulas) for c, v in enumerate(cells, table.left)}
    for column in lifted:
        put_cell(page, row, column, None)
    return lifted


def _close(page: Page, table: TableRange, totals: _Totals, last: int) -> None:
    """Put the lifted row below the body; nobody knows its formulas' values here."""
    for column, (value, is_formula) in totals.items():
        page.formulas.discard((last + 1, column))
        page.put(last + 1, column, None if is_formula else value)
        if is_formula:
            page.formulas.add((last + 1, column))
    bottom = last + table.totals
    page.tables[table.name] = TableRange(
        table.name, table.top, table.left, bottom, table.right, table.totals
    )
