"""What `refresh --dry-run` lists."""

from datetime import date

from promo_xl.edit import list_changes
from promo_xl.patch import (
    AppendRows,
    Cell,
    Formula,
    Patch,
    ReplaceRows,
    SetCells,
    ShowTab,
)
from promo_xl.workbook import Grid
from promo_xl.workbook.text import TextWorkbook

TABS = {"首页": "618 -\n18 旧", "校验结果": "规则 说明\nA07 空\nB10 超支"}


def listed(patch: Patch, lang: str = "zh") -> tuple[str, ...]:
    """Apply a patch to two small tabs, and say what it changed."""
    book = TextWorkbook.from_text(TABS)
    before = {title: book.grid(title) for title in book.titles()}
    book.apply(patch)
    return list_changes(before, {t: book.grid(t) for t in book.titles()}, lang)


def test_a_cell_is_listed_with_what_stands_there_and_what_will() -> None:
    patch = (
        SetCells("首页", {(7, 2): "新", (9, 9): 1.5, (6, 1): None}),
        SetCells("首页", {(8, 1): date(2026, 6, 28), (8, 2): Formula("1+1", 2.0)}),
    )
    assert listed(patch) == (
        "首页!A6: 618 → (空)",
        "首页!B7: 旧 → 新",
        "首页!A8: (空) → 2026-06-28",
        "首页!B8: (空) → 2",
        "首页!I9: (空) → 1.5",
    )


def test_a_cell_that_is_written_twice_is_listed_once_and_one_written_the_same_not() -> None:
    patch = (
        SetCells("首页", {(7, 2): "新", (7, 1): 18.0}),
        SetCells("首页", {(7, 2): "最新"}),
    )
    assert listed(patch) == ("首页!B7: 旧 → 最新",)


def test_of_a_replaced_table_only_the_cells_that_differ_are_listed() -> None:
    rows: list[list[Cell]] = [["A07", "空"], ["B01", Formula("X", "超支")], ["P01", "早于"]]
    assert listed((ReplaceRows("校验结果", "t_issues", rows),), "en") == (
        "校验结果!A8: B10 → B01",
        "校验结果!B8: 超支 → 超支",  # a formula now
        "校验结果!A9: (blank) → P01",
        "校验结果!B9: (blank) → 早于",
    )
    assert listed((ReplaceRows("校验结果", "t_issues", rows[:1]),)) == (
        "校验结果!A8: B10 → (空)",
        "校验结果!B8: 超支 → (空)",
    )


def test_every_cell_of_an_added_row_is_listed() -> None:
    patch = (AppendRows("校验结果", "t_issues", [{"规则": "A01", "说明": "少一列"}]),)
    assert listed(patch) == (
        "校验结果!A9: (空) → A01",
        "校验结果!B9: (空) → 少一列",
    )


def test_a_tab_that_goes_out_of_view_is_listed() -> None:
    assert listed((ShowTab("校验结果", shown=False),)) == ("校验结果: 显示 → 隐藏",)


def test_an_error_and_a_formula_nobody_calculated_are_said_as_such() -> None:
    old = Grid(
        "计算", [[None, None]], {(1, 1): "#REF!"}, frozenset({(1, 2)}), frozenset({(1, 2)})
    )
    new = Grid("计算", [[2.0, "x"]], {}, frozenset({(1, 2)}))
    assert list_changes({"计算": old}, {"计算": new}, "zh") == (
        "计算!A1: #REF! → 2",
        "计算!B1: (未计算) → x",
    )


def test_a_tab_nobody_touched_is_not_even_read() -> None:
    class Unread(list[list[object]]):
        def __len__(self) -> int:
            raise AssertionError

    grid = Grid("日数据", Unread())
    assert list_changes({"日数据": grid}, {"日数据": grid}, "zh") == ()


def test_rows_go_above_a_totals_row_and_it_is_listed_where_it_stands_now() -> None:
    tabs = {"预算": "项目 金额\n场地 10\n合计 10"}
    for patch, now in (
        (
            AppendRows("预算", "t_budget", [{"项目": "物流", "金额": 5.0}]),
            ("预算!A8: 合计 → 物流", "预算!B8: 10 → 5", "预算!A9: (空) → 合计"),
        ),
        (
            ReplaceRows("预算", "t_budget", [["场地", 10.0], ["物流", 5.0]]),
            ("预算!A8: 合计 → 物流", "预算!B8: 10 → 5", "预算!A9: (空) → 合计"),
        ),
        (ReplaceRows("预算", "t_budget", [["物流", 5.0]]), ("预算!A7: 场地 → 物流",)),
    ):
        book = TextWorkbook.from_text(tabs, totals={"预算"})
        before = {"预算": book.grid("预算")}
        book.apply((patch,))
        listed = list_changes(before, {"预算": book.grid("预算")}, "zh")
        assert listed[: len(now)] == now
        assert not any(line.startswith("预算!A10") for line in listed)
