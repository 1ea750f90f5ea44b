"""B01 B02 B10: lines within the total, spending within the lines."""

from datetime import datetime

import pytest

from promo_xl.finding import Severity
from tests.sheets import checked, findings_of, hits

CHANNELS = """
        [渠道计划]
        渠道名称 | 渠道目的 | 渠道预算(直填)
        直通车   | 转化     | {a}
        信息流   | 转化     | {b}
"""


def test_typed_budgets_above_the_total_are_reported_at_the_largest() -> None:
    assert checked(CHANNELS.format(a=700_000, b=540_000)) == ()
    (found,) = checked(CHANNELS.format(a=700_000, b=540_001))
    assert (found.id, found.column, found.value) == ("B01", "budget_typed", 700_000)
    assert found.message("zh") == "预算合计 1,240,001元 超过总预算 1,240,000元（多 1元）"


def test_a_channel_with_lines_counts_by_its_lines() -> None:
    expected, got = findings_of(
        CHANNELS.format(a=700_000, b=700_000)
        + """
        [预算]
        费用类别 | 费用项     | 渠道   | 预算金额
        广告投放 | 信息流投放 | 信息流 | 180000
        物料制作 | 海报       |        | 360000
        """
    )
    assert got == expected == []


def test_lines_above_the_total_are_reported_at_the_largest_line() -> None:
    expected, got = findings_of("""
        [预算]
        费用类别 | 费用项 | 预算金额
        物料制作 | 海报   | 340000
        人力成本 | 加班   | 900001         # 预算金额: B01
    """)
    assert got == expected


OVERSPENT = """
        [渠道计划]
        渠道名称 | 渠道目的 | 渠道预算(直填)
        信息流   | 转化     |
        [预算]
        费用类别 | 费用项     | 渠道   | 预算金额 | 实际支出(直填)
        广告投放 | 信息流投放 | 信息流 | 180000   |              # 实际支出: B10
        技术费   | 压力测试   |        | 30000    | 38000        # 实际支出: B10
        物料制作 | 海报       |        | 50000    | 46000
        [日数据]
        日期       | 渠道   | 成交金额GMV | 花费
        2026-06-01 | 信息流 | 300000      | 150000
        2026-06-02 | 信息流 | 300000      | 50000
"""


def test_a_line_that_spent_more_than_planned_is_an_error_that_blocks_nothing() -> None:
    expected, got = findings_of(OVERSPENT, size="team")
    assert [line for line in got if "B10" in line] == expected
    found = [f for f in checked(OVERSPENT) if f.id == "B10"]
    assert [f.message("zh") for f in found] == [
        "「信息流投放」超支2.0万元（预算的 111.1%）",
        "「压力测试」超支8,000元（预算的 126.7%）",
    ]
    assert (
        found[0].message("en") == "信息流投放 is overspent by ¥20.0K (111.1% of its budget)"
    )
    assert found[0].value == 200_000
    assert not any(f.blocks_report for f in found)


def test_ninety_percent_warns_while_the_campaign_runs_and_not_after_it() -> None:
    running = [
        f
        for f in checked(OVERSPENT, as_of=datetime.fromisoformat("2026-06-18"))
        if f.id == "B10"
    ]
    assert [f.severity for f in running] == [
        Severity.ERROR,
        Severity.ERROR,
        Severity.WARNING,
    ]
    assert running[2].message("zh") == "「海报」已用预算的 92.0%（超出前还剩4,000元）"
    after = [
        f
        for f in checked(OVERSPENT, as_of=datetime.fromisoformat("2026-06-19"))
        if f.id == "B10"
    ]
    assert len(after) == 2


def test_money_spent_on_a_line_with_a_budget_of_0_has_no_percentage() -> None:
    found = checked("""
        [预算]
        费用类别 | 费用项   | 预算金额 | 实际支出(直填)
        技术费   | 压力测试 | 0        | 38000
    """)[-1]
    assert (found.id, found.severity) == ("B10", Severity.ERROR)
    assert found.message("zh") == "「压力测试」预算为 0，已支出3.8万元"


def test_a_typed_channel_budget_is_judged_where_it_was_typed() -> None:
    text = (
        CHANNELS.format(a=100_000, b=100_000)
        + """
        [日数据]
        日期       | 渠道   | 成交金额GMV | 花费
        2026-06-01 | 信息流 | 300000      | 100000
        2026-06-02 | 直通车 | 300000      | 100000.01
        """
    )
    (found,) = (f for f in checked(text) if f.id == "B10")
    assert (found.column, found.at.top) == ("budget_typed", 7)
    assert "「直通车」超支0.01元" in found.message("zh")


def test_where_the_total_itself_is_wrong_nothing_is_over_it() -> None:
    text = "        [项目总表]\n        总预算 | -5" + CHANNELS.format(a=100, b=0)
    assert [f.id for f in checked(text)] == ["P15"]


@pytest.mark.parametrize("total", ["", "1240000"])
def test_without_any_line_nothing_is_left_to_allot(total: str) -> None:
    assert hits(f"[项目总表]\n总预算 | {total}", "B02") == []
    assert hits(f"[项目总表]\n总预算 | {total}", "B01") == []


def test_less_than_95_percent_allotted_is_noted_at_the_largest_line() -> None:
    # 95 % of 1,240,000 is 1,178,000
    def left(amount: float) -> list[tuple[str, str]]:
        return hits(CHANNELS.format(a=700_000, b=amount), "B02")

    assert left(478_000) == []
    ((cell, says),) = left(477_999)
    assert cell.endswith("7")
    assert says == "预算合计 1,177,999元，总预算 1,240,000元 还有 62,001元 未分配"


def test_lines_of_the_sheet_are_reported_before_typed_budgets() -> None:
    found = [
        f
        for f in checked(
            CHANNELS.format(a=700_000, b=0)
            + """
        [预算]
        费用类别 | 费用项 | 预算金额
        物料制作 | 海报   | 3000
        人力成本 | 加班   | 9000
        """
        )
        if f.id == "B02"
    ]
    assert [(f.at.sheet, f.column, f.value) for f in found] == [("预算", "planned", 9000)]


def test_nothing_is_said_to_be_left_while_an_amount_is_still_to_come() -> None:
    text = """
        [渠道计划]
        渠道名称 | 渠道目的 | 付费属性 | 渠道预算(直填)
        直通车   | 转化     | 付费     | 240000
        {}
    """
    assert len(hits(text.format("私域 | 沉淀 | 私域 |"), "B02")) == 1
    assert hits(text.format("信息流 | 转化 | 付费 |"), "B02") == []
    assert hits(text.format("信息流 | 转化 | 付费 | 约一千"), "B02") == []
    line = """
        [预算]
        费用类别 | 费用项 | 预算金额
        物料制作 | 海报   |
    """
    assert hits(text.format("私域 | 沉淀 | 私域 |") + line, "B02") == []
