"""Which rows of a tab are data: down to the last one typed, without totals people typed."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from promo_xl.book import Ref
from promo_xl.read.headers import Layout
from promo_xl.schema.label import fold
from promo_xl.schema.sheet import Column, Owner, Shape
from promo_xl.workbook import Grid

TYPED = (Owner.IN, Owner.SETTING)
_TOTALS = {"合计", "总计", "小计", "共计", "总和", "累计", "本页合计"} | {
    *("total", "totals", "grandtotal", "subtotal", "sum")
}
"""What stands in the row below a table that people add up by hand, folded."""
_UNITS = {
    *(
        "元",
        "万元",
        "人",
        "个",
        "件",
        "单",
        "次",
        "条",
        "张",
        "份",
        "笔",
        "天",
        "秒",
        "分钟",
    ),
    *("小时", "倍", "%", "百分比", "日期", "时间", "文本", "文字", "数字", "数值", "整数"),
    *("金额", "必填", "选填", "下拉", "cny", "rmb", "yuan", "people", "units", "orders"),
    *("days", "times", "date", "text", "number", "amount", "required", "optional", "pcs"),
}
"""What stands in a row of units or kinds that people put under a header, folded."""
_LONGEST = 16
_NAMES = ("id", "ref", "reflist", "date", "datetime")
"""Kinds of a cell that says what its row is about …"""
_MERGED_DOWN = ("date", "datetime", "enum", "ref", "reflist")
"""… and of one that means the same for every row it was merged over."""


class Strips(NamedTuple):
    """A sheet cut into columns."""

    height: int
    cells: dict[str, Sequence[object]]
    """Key -> its cells, down to the last row."""
    totals: dict[int, Ref]
    """Positions of rows that are no data, sums and units -> the cell that says so."""
    end: int
    """The last Excel row looked at."""


def cut(layout: Layout) -> Strips:
    """Cut a sheet into columns: the number of rows, and the cells of each key."""
    grid = layout.grid
    if layout.sheet.shape is Shape.FORM:
        places = {k: p for k, p in layout.places.items() if isinstance(p, tuple)}
        cells: dict[str, Sequence[object]]
        cells = {k: (grid.value(*p),) for k, p in places.items() if grid is not None}
        return Strips(1, cells, {}, 0)
    if grid is None:
        return Strips(0, {}, {}, 0)
    end = _last_row(layout, grid)
    body = grid.rows[layout.top - 1 : end]
    if not any(cell is not None and cell != "" for row in body for cell in row):
        return Strips(0, {}, {}, end)
    strips = list(zip_longest(*body))
    found: dict[str, Sequence[object]] = {
        key: strips[place - 1] if place <= len(strips) else (None,) * len(body)
        for key, place in layout.places.items()
        if isinstance(place, int)
    }
    if grid.merged:
        _spread(layout, grid, found, len(body))
    passed = _units(layout, grid, found) | _totals(layout, grid, found)
    return Strips(len(body), found, passed, end)


def _last_row(layout: Layout, grid: Grid) -> int:
    """Give the table's last row, or the last of the rows typed directly below it.

    Bare numbers below a table are sums people typed there: no row of it.
    """
    row = min(layout.bottom, len(grid.rows))
    if not layout.open_below:
        return row
    columns = [
        place
        for column in _placed(layout)
        if not _is_measure(column) and isinstance(place := layout.places[column.key], int)
    ]
    while any(grid.value(row + 1, column) is not None for column in columns):
        row += 1
    return row


def _placed(layout: Layout) -> Iterable[Column]:
    return (
        column
        for column in layout.sheet.cells
        if column.owner in TYPED and column.key in layout.places
    )


def _is_measure(column: Column) -> bool:
    return column.kind.numeric and column.kind.key not in _NAMES


def is_unit(cell: object) -> bool:
    """Whether a cell says nothing but a unit or a kind of entry: 元, (人), %, date."""
    return (
        isinstance(cell, str)
        and len(cell) <= _LONGEST
        and fold(cell).strip("()[]") in _UNITS
    )


def _units(
    layout: Layout, grid: Grid, strips: dict[str, Sequence[object]]
) -> dict[int, Ref]:
    """Find the row of units right under the header: two at least, and nothing else typed."""
    columns = [column.key for column in _placed(layout)]
    cells = {key: strips[key][0] for key in columns}
    held = {key: v for key, v in cells.items() if v is not None and v != ""}
    if len(held) < 2 or not all(map(is_unit, held.values())):
        return {}
    first = min(place for key in held if isinstance(place := layout.places[key], int))
    return {0: Ref(grid.title, layout.top, first)}


def _totals(
    layout: Layout, grid: Grid, strips: dict[str, Sequence[object]]
) -> dict[int, Ref]:
    """Find the rows in which a cell that should name the row says 合计."""
    first = min((p for p in layout.places.values() if isinstance(p, int)), default=0)
    found: dict[int, Ref] = {}
    for column in _placed(layout):
        key, place = column.key, layout.places[column.key]
        names = column.kind.key in _NAMES or key == layout.sheet.name_key or place == first
        if not names or column.kind.choices is not None or not isinstance(place, int):
            continue
        said = {v for v in strips[key] if isinstance(v, str) and len(v) <= _LONGEST}
        sums = {word for word in said if fold(word).rstrip(":：") in _TOTALS}
        for i, cell in enumerate(strips[key] if sums else ()):
            if isinstance(cell, str) and cell in sums:
                found.setdefault(i, Ref(grid.title, layout.top + i, place))
    return found


def _spread(
    layout: Layout, grid: Grid, strips: dict[str, Sequence[object]], count: int
) -> None:
    """Give a day or a name merged over several rows to each of them; never an amount."""
    keys = {
        layout.places[column.key]: column.key
        for column in _placed(layout)
        if column.kind.key in _MERGED_DOWN
    }
    for top, left, bottom, right in grid.merged:
        first, last = top - layout.top, min(bottom - layout.top, count - 1)
        key = keys.get(left)
        if key is None or left != right or first < 0 or last <= first:
            continue
        cells = list(strips[key])
        for i in range(first + 1, last + 1):
            if cells[i] is None and any(strip[i] is not None for strip in strips.values()):
                cells[i] = cells[first]
        strips[key] = cells
