"""One block written into an open Excel, read back and mended.

Excel makes of text what it thinks was meant, passes rows over that a filter hides, and
takes long text only on its own. So what was written is read again in one go, and a cell
that holds something else is written once more, alone.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from math import isclose
from typing import TYPE_CHECKING, Any

from promo_xl.errors import RefusedError
from promo_xl.ooxml.sheet import address
from promo_xl.workbook.live_plan import Block, Resize
from promo_xl.workbook.live_read import read_block

if TYPE_CHECKING:
    import xlwings as xw

_LONG = 8_000
"""Excel takes longer text only on its own, not in a block."""


def write_block(sheet: xw.Sheet, block: Block) -> None:
    """Write a rectangle at once; refuse it where Excel holds something else for good."""
    bottom = block.top + len(block.rows) - 1
    right = block.left + len(block.rows[0]) - 1
    target: Any = sheet.range((block.top, block.left), (bottom, right))
    target.value = [
        [None if _is_long(cell) else cell for cell in row] for row in block.rows
    ]
    found = read_block(target)
    for r, row in enumerate(block.rows):
        for c, cell in enumerate(row):
            if _differs(cell, found[r][c]):
                _write_alone(sheet, (block.top + r, block.left + c), cell)


def _write_alone(sheet: xw.Sheet, place: tuple[int, int], cell: object) -> None:
    target: Any = sheet.range(place)
    target.value = cell
    if isinstance(cell, str) and read_block(target)[0][0] == cell:
        target.value = cell.removeprefix("'")  # a text cell shows the apostrophe
    if type(_wanted(cell)) is str and not isinstance(read_block(target)[0][0], str):
        at = address(*place)
        raise RefusedError(
            f"没有写入：Excel 把 {sheet.name}!{at} 的文字变成了别的内容",
            f"Nothing written: Excel makes something else of the text for {sheet.name}!{at}",
        )


def _is_long(cell: object) -> bool:
    return isinstance(cell, str) and len(cell) > _LONG


def _wanted(cell: object) -> object:
    """Give what a cell is to show; a formula shows what Excel computes."""
    if isinstance(cell, str):
        return ... if cell[:1] == "=" else cell.removeprefix("'") or None
    return cell


def _differs(cell: object, found: object) -> bool:
    """Whether Excel holds something else; money comes back with four decimals."""
    wanted = _wanted(cell)
    if wanted is ... or isinstance(wanted, date):
        return False if wanted is ... else isinstance(found, str | None)
    if isinstance(wanted, bool) or wanted is None:
        return found not in (wanted, "") if wanted is None else found is not wanted
    if isinstance(wanted, float):
        # in a cell of days a number comes back as a day
        return not isinstance(found, datetime) and not _near(wanted, found)
    return found != wanted


def _near(wanted: float, found: object) -> bool:
    try:
        return isclose(wanted, float(found), rel_tol=1e-6, abs_tol=1e-3)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False


def resize_table(sheet: xw.Sheet, step: Resize) -> None:
    """Give a table its new rows; its totals go along, a filter of replaced rows goes."""
    old = step.old
    table: Any = sheet.tables[old.name]
    if step.fresh:
        with suppress(Exception):  # no filter is set
            table.api.AutoFilter.ShowAllData()
    if step.bottom == old.bottom:
        return
    top = int(table.range.row)
    if old.totals:  # Excel puts them back below the new last row
        table.show_totals = False
    table.resize(sheet.range((top, old.left), (step.bottom - old.totals, old.right)))
    if old.totals:
        table.show_totals = True
