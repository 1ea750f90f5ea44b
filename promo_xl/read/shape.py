"""How people changed a sheet's shape: merges, gaps, sums, rows below it, cells beside it."""

from collections.abc import Iterator

import numpy as np

from promo_xl.book import Fault, Ref, Table, letter
from promo_xl.read.columns import Cells
from promo_xl.read.headers import Layout
from promo_xl.read.rows import is_unit
from promo_xl.schema.sheet import Shape
from promo_xl.workbook import Grid


def shape_faults(table: Table, layout: Layout, cells: Cells) -> Iterator[Fault]:
    """Find what stands where a table has no place for it, and what was passed over."""
    grid, key = layout.grid, table.sheet.key
    if grid is None or table.sheet.shape is Shape.FORM or table.sheet.owned:
        return
    lefts = [place for place in table.places.values() if isinstance(place, int)]
    if not lefts:
        return
    yield from _columns(table, layout)
    last = table.top + len(table) - 1
    for area in grid.merged:
        inside = area[0] <= last and area[2] >= table.top
        if inside and any(area[1] <= left <= area[3] for left in lefts):
            yield Fault(
                "merged", key, Ref(table.title, *area), row=max(0, area[0] - table.top)
            )
    for first, count in _gaps(cells):
        top = table.top + first
        yield Fault("gap", key, Ref(table.title, top, min(lefts)), raw=count)
    for at in cells.totals.values():
        raw = grid.value(at.top, at.left)
        yield Fault("units_row" if is_unit(raw) else "total_row", key, at, raw=raw)
    if layout.open_below and last > layout.bottom:
        below = Ref(table.title, layout.bottom + 1, min(lefts), last, max(lefts))
        yield Fault(
            "below_table",
            key,
            below,
            raw=last - layout.bottom,
            row=layout.bottom + 1 - table.top,
        )
    yield from _outside(table, layout, grid, cells.end + layout.totals)


def _columns(table: Table, layout: Layout) -> Iterator[Fault]:
    for extra in layout.extra:
        at = Ref(table.title, table.top - 1, extra.column)
        if not extra.header:
            name = letter(extra.column)
            yield Fault("nameless_column", table.sheet.key, at, "", name)
            continue
        what = "double_column" if extra.key else "extra_column"
        yield Fault(what, table.sheet.key, at, extra.key, extra.header)


def _gaps(cells: Cells) -> Iterator[tuple[int, int]]:
    """Give the runs of blank rows between others: first position and how many."""
    blank = ~cells.rows
    blank[[i for i in cells.totals if i < len(blank)]] = False
    if not blank.any():
        return
    edges = np.flatnonzero(
        np.diff(np.concatenate(([False], blank, [False])).astype(np.int8))
    )
    for first, after in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield first, after - first


def _outside(table: Table, layout: Layout, grid: Grid, end: int) -> Iterator[Fault]:
    """Find what people typed below or beside the table; formulas there are lists of ours."""
    found = [
        (row, column)
        for row in range(layout.top, len(grid.rows) + 1)
        for column in _beside(layout, grid, row, row > end)
        if (row, column) not in grid.formulas and not _in_table(grid, row, column)
    ]
    if found:
        at = Ref(table.title, *found[0])
        yield Fault("outside", table.sheet.key, at, raw=len(found))


def _beside(layout: Layout, grid: Grid, row: int, below: bool) -> list[int]:
    cells = grid.rows[row - 1]
    if not below and layout.left == 1 and layout.right >= len(cells):
        return []
    spans = (
        [(1, len(cells))]
        if below
        else [(1, layout.left - 1), (layout.right + 1, len(cells))]
    )
    return [
        column
        for first, last in spans
        for column, cell in enumerate(cells[first - 1 : last], first)
        if cell is not None and not (isinstance(cell, str) and not cell.strip())
    ]


def _in_table(grid: Grid, row: int, column: int) -> bool:
    """Whether another table of the tab has the cell."""
    return any(
        t.top <= row <= t.bottom and t.left <= column <= t.right for t in grid.tables
    )
