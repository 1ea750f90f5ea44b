"""What `refresh --dry-run` lists."""

from datetime import date

from promo_xl.edit import list_changes
from promo_xl.patch import AppendRows, Cached, Cell, Formula, ReplaceRows, SetCells
from promo_xl.workbook import Grid, TableRange

HOME = Grid("首页", [["618"], [None, "旧"]], errors={(1, 2): "#REF!"})
ISSUES = Grid(
    "校验结果",
    [["规则", "说明"], ["A07", "空"], ["B10", "超支"]],
    tables=(TableRange("t_issues", 1, 1, 3, 2),),
)
GRIDS = {grid.title: grid for grid in (HOME, ISSUES)}


def test_a_cell_is_listed_with_what_stands_there_and_what_will() -> None:
    patch = (
        SetCells("首页", {(2, 2): "新", (9, 9): 1.5, (1, 1): None, (1, 2): Cached(2.0)}),
        SetCells("首页", {(3, 1): date(2026, 6, 28)}),
    )
    assert list_changes(patch, GRIDS, "zh") == (
        "首页!B2: 旧 → 新",
        "首页!I9: (空) → 1.5",
        "首页!A1: 618 → (空)",
        "首页!B1: #REF! → 2",
        "首页!A3: (空) → 2026-06-28",
    )


def test_of_a_replaced_table_only_the_cells_that_differ_are_listed() -> None:
    rows: list[list[Cell]] = [["A07", "空"], ["B01", Formula("X", "超支")], ["P01", "早于"]]
    assert list_changes((ReplaceRows("校验结果", "t_issues", rows),), GRIDS, "en") == (
        "校验结果!A3: B10 → B01",
        "校验结果!A4: (blank) → P01",
        "校验结果!B4: (blank) → 早于",
    )
    shorter = (ReplaceRows("校验结果", "t_issues", rows[:1]),)
    assert list_changes(shorter, GRIDS, "zh") == (
        "校验结果!A3: B10 → (空)",
        "校验结果!B3: 超支 → (空)",
    )


def test_added_rows_are_listed_as_what_they_hold() -> None:
    patch = (AppendRows("校验结果", "t_issues", [{"规则": "A01", "说明": "少一列"}]),)
    assert list_changes(patch, GRIDS, "zh") == (
        "校验结果!A4: (空) → 规则=A01, 说明=少一列",
    )
