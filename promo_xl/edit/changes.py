"""What a patch changes, cell by cell, for people: `--dry-run`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from promo_xl.book import Ref
from promo_xl.edit.cells import bare, same
from promo_xl.patch import (
    AppendRows,
    Cached,
    Cell,
    Edit,
    Formula,
    Patch,
    ReplaceRows,
    SetCells,
    ShowTab,
)
from promo_xl.schema.label import Label
from promo_xl.schema.show import said
from promo_xl.workbook import Grid, TableRange

_EMPTY = Label("(空)", "(blank)")


def list_changes(patch: Patch, grids: Mapping[str, Grid], lang: str) -> tuple[str, ...]:
    """Say every cell that *patch* changes in a line: 首页!B4: old → new.

    *grids* are the tabs as they stand before it, by title.
    """
    return tuple(
        f"{at}: {_said(old, lang)} → {_said(new, lang)}"
        for edit in patch
        for at, old, new in _changes(edit, grids[edit.title])
    )


_Change = tuple[Ref, object, object]


def _changes(edit: Edit, grid: Grid) -> Iterator[_Change]:
    if isinstance(edit, SetCells):
        for (row, column), cell in edit.cells.items():
            yield Ref(edit.title, row, column), _old(grid, row, column), _new(cell)
    elif isinstance(edit, ReplaceRows):
        yield from _replaced(edit, grid)
    elif isinstance(edit, ShowTab):
        words = {True: Label("显示", "shown"), False: Label("隐藏", "hidden")}
        yield Ref(edit.title), words[not grid.hidden], words[edit.shown]
    else:
        table, first = _free_row(edit, grid)
        for row, added in enumerate(edit.rows, first):
            yield (
                Ref(edit.title, row, table.left),
                "",
                {h: _new(c) for h, c in added.items()},
            )


def _free_row(edit: AppendRows, grid: Grid) -> tuple[TableRange, int]:
    """Give the table that rows are added to, and the row of the first: its only one if blank."""
    table = next(table for table in grid.tables if table.name == edit.table)
    across = range(table.left, table.right + 1)
    empty = table.bottom == table.top + 1 and all(
        grid.value(table.bottom, column) is None for column in across
    )
    return table, table.bottom + (not empty)


def _replaced(edit: ReplaceRows, grid: Grid) -> Iterator[_Change]:
    table = next(table for table in grid.tables if table.name == edit.table)
    blank: Sequence[Cell] = [None] * (table.right - table.left + 1)
    for i in range(max(len(edit.rows), table.bottom - table.top)):
        row = edit.rows[i] if i < len(edit.rows) else blank
        for n, cell in enumerate(row):
            at = Ref(edit.title, table.top + 1 + i, table.left + n)
            old = _old(grid, at.top, at.left)
            if not same(old, cell):
                yield at, old, _new(cell)


def _old(grid: Grid, row: int, column: int) -> object:
    return grid.errors.get((row, column)) or grid.value(row, column)


def _new(cell: Cell) -> object:
    return bare(cell) if isinstance(cell, Formula | Cached) else cell


def _said(value: object, lang: str) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{head}={_said(cell, lang)}" for head, cell in value.items())
    return _EMPTY.say(lang) if value in (None, "") else " ".join(said(value, lang).split())
