"""P01 P08 P09 P15 P17: the plan's own fields."""

import pytest

from tests.sheets import checked, findings_of, hits


def test_a_campaign_that_ends_before_it_starts_is_reported_at_its_end_and_nowhere_else() -> (
    None
):
    text = """
        [项目总表]
        推广周期-开始 | 2026-06-25
        推广周期-结束 | 2026-06-01       # P01
        结案日        | 2026-07-31
        [活动节奏] # P06
        阶段 | 开始时间   | 结束时间
        爆发 | 2026-06-11 | 2026-06-20
        [目标]
        具体指标 | 量化目标(原目标)
        GMV      | 5000000
    """
    expected, got = findings_of(text)
    assert got == expected
    found = next(f for f in checked(text) if f.id == "P01")
    assert found.message("zh") == "推广周期结束 2026-06-01 早于开始 2026-06-25"
    assert (
        found.message("en") == "The campaign ends 2026-06-01, before it starts 2026-06-25"
    )


def test_a_campaign_of_one_day_is_fine() -> None:
    expected, got = findings_of("""
        [项目总表]
        推广周期-开始 | 2026-06-18
        推广周期-结束 | 2026-06-18
    """)
    assert got == expected == []


@pytest.mark.parametrize(
    ("goal", "fires"),
    [
        ("把品牌做响", True),
        ("进入第一梯队", True),  # an ordinal is no amount
        ("GMV500万元", False),
        ("销售额五百万", False),
        ("老客复购翻番", False),
        ("曝光５０万", False),  # full-width digits
    ],
)
def test_a_core_goal_names_a_number(goal: str, fires: bool) -> None:
    found = hits(f"[项目总表]\n核心目标(量化) | {goal}", "P08")
    assert found == (
        [("项目总表!B18", f"核心目标“{goal}”没有数字，结案时无从判断")] if fires else []
    )


def test_an_empty_core_goal_is_only_asked_for() -> None:
    expected, got = findings_of("[项目总表]\n核心目标(量化) | # A07")
    assert got == expected


@pytest.mark.parametrize(
    ("theme", "says"),
    [
        ("一" * 20, ""),
        ("一" * 21, "主题有21字（建议不超过20字），不易记忆"),
        ("Midsummer sale", ""),  # two words
        ("闺蜜季·买一送一", ""),
        ("闺蜜季·买一，送一", "主题被标点分成几截（2处标点），不易记忆"),
        ("全场直降50%", ""),
        ("年中盛典！！", ""),  # one place, two marks
    ],
)
def test_a_theme_is_short(theme: str, says: str) -> None:
    found = hits(f"[项目总表]\n活动主题 | {theme}", "P09")
    assert [message for _, message in found] == ([says] if says else [])


def test_how_long_a_theme_may_be_is_a_setting() -> None:
    text = "[项目总表]\n活动主题 | {}\n[设置]\n主题最长(字) | 4"
    assert hits(text.format("一二三四"), "P09") == []
    assert len(hits(text.format("一二三四五"), "P09")) == 1


@pytest.mark.parametrize(("total", "fires"), [("0", True), ("-5", True), ("1", False)])
def test_a_total_budget_is_above_zero(total: str, fires: bool) -> None:
    found = checked(f"[项目总表]\n总预算 | {total}")
    assert [f.id for f in found] == (["P15"] if fires else [])
    assert all(f.blocks_report and f.column == "total_budget" for f in found)


def test_an_empty_total_budget_is_only_asked_for() -> None:
    expected, got = findings_of("[项目总表]\n总预算 | # A07")
    assert got == expected


def test_a_close_out_three_days_after_the_end_is_in_time() -> None:
    # the campaign ends 06-18, so 06-21 is the third day
    assert hits("[项目总表]\n结案日 | 2026-06-21", "P17") == []
    assert hits("[项目总表]\n结案日 | 2026-06-22", "P17") == [
        ("项目总表!B16", "结案日 2026-06-22 在推广结束后第 4 天，指引为 3 天内")
    ]
    assert hits("[项目总表]\n结案日 |", "P17") == []
