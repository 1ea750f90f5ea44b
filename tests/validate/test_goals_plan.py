"""G10 G11 G13 G15: goals against the plan."""

import pytest

from tests.sheets import hits

PLAN = "[项目总表]\n{}\n[目标]\n具体指标 | 量化目标(原目标)\n{}"


def test_a_goals_window_lies_in_the_project() -> None:
    # first phase 05-20, close-out 06-21
    text = """
        [活动节奏]
        阶段 | 开始时间   | 结束时间
        筹备 | 2026-05-20 | 2026-05-31
        [目标]
        具体指标 | 量化目标(原目标) | 开始       | 结束
        GMV      | 5000000          | 2026-05-20 | 2026-06-21
        订单数   | 20000            | 2026-05-19 | 2026-06-18
        新客数   | 10000            | 2026-06-01 | 2026-06-22
        曝光量   | 100000           |            |
    """
    found = hits(text, "G10")
    assert [cell[-1] for cell, _ in found] == ["8", "9"]
    assert found[0][1] == (
        "目标「订单数」2026-05-19 至 2026-06-18，在项目窗口 2026-05-20 至 2026-06-21 之外"
    )


def test_a_goal_of_the_whole_period_is_inside_whatever_the_phases_leave_out() -> None:
    text = """
        [活动节奏]
        阶段 | 开始时间   | 结束时间
        爆发 | 2026-06-11 | 2026-06-13
        [目标]
        具体指标 | 量化目标(原目标)
        GMV      | 5000000
    """
    assert hits(text, "G10") == []


@pytest.mark.parametrize(
    ("scenario", "metric", "says"),
    [
        ("大促节点", "曝光量", "大促节点活动缺少GMV或订单数目标"),
        ("大促节点", "订单数", ""),
        ("大促节点", "净成交金额", ""),
        ("新品首发", "转化率", "新品首发活动缺少曝光目标"),
        ("品牌声量", "互动量", "品牌声量活动缺少曝光目标"),
        ("品牌声量", "播放量", ""),
        ("日常主题", "转化率", ""),
        ("大促节点", "", ""),
    ],
)
def test_the_main_goal_of_a_scenario_is_there(
    scenario: str, metric: str, says: str
) -> None:
    text = PLAN.format(f"活动类型 | {scenario}", f"{metric} | 0.5")
    assert hits(text, "G11") == ([("目标", says)] if says else [])


HISTORY = "历史峰值 | {}\n基准GMV | {}"


@pytest.mark.parametrize(
    ("target", "peak", "base", "says"),
    [
        (6_000_000, 4_000_000, "", ""),  # exactly 1.5 ×
        (6_000_001, 4_000_000, "", "GMV目标 6,000,001元 是历史峰值 4,000,000元 的 1.50 倍"),
        (4_000_000, "", 5_000_000, ""),  # exactly 0.8 ×
        (
            3_500_000,
            "",
            5_000_000,
            "GMV目标 3,500,000元 只是基准GMV 5,000,000元 的 0.70 倍",
        ),
        (9_000_000, "", "", ""),
    ],
)
def test_a_gmv_goal_is_near_history(
    target: int, peak: object, base: object, says: str
) -> None:
    text = PLAN.format(HISTORY.format(peak, base), f"GMV | {target}")
    assert [message for _, message in hits(text, "G13")] == ([says] if says else [])


def test_only_the_campaigns_own_goal_is_compared_with_history() -> None:
    text = """
        [项目总表]
        基准GMV | 5000000
        [目标]
        目标编号 | 上级目标 | 拆解维度 | 具体指标 | 量化目标(原目标) | 时间口径
        G1       |          |          | GMV      | 5000000          |
        G2       | G1       | 渠道     | GMV      | 5000000          |
        G3       |          |          | GMV      | 200000           | 日均
    """
    assert hits(text, "G13") == []


ROI = """
        [项目总表]
        总预算  | 1250000
        ROI口径 | {basis}
        [目标]
        具体指标   | 量化目标(原目标)
        GMV        | {gmv}
        {metric}   | 4
"""


@pytest.mark.parametrize(
    ("basis", "metric", "gmv", "fires"),
    [
        ("综合ROI", "综合ROI", 5_000_000, False),  # 1,250,000 exactly
        ("综合ROI", "综合ROI", 5_000_004, True),
        ("投放ROI", "投放ROI", 5_000_004, True),
        ("投放ROI", "综合ROI", 9_000_000, False),  # not the declared one
        ("净ROI", "净ROI", 9_000_000, False),  # there is no goal for net sales
    ],
)
def test_the_budget_pays_for_the_gmv_goal(
    basis: str, metric: str, gmv: int, fires: bool
) -> None:
    found = hits(ROI.format(basis=basis, metric=metric, gmv=gmv), "G15")
    assert found == (
        [
            (
                "目标!H7",
                f"按 {metric} 目标 4.00 推算需投入 1,250,001元，超出总预算 1,250,000元",
            )
        ]
        if fires
        else []
    )


def test_the_budget_pays_for_the_orders_at_the_lowest_cac() -> None:
    text = """
        [项目总表]
        总预算   | 1000000
        [渠道计划]
        渠道名称 | 渠道目的 | 引流/获客成本上限
        直通车   | 转化     | 50
        信息流   | 转化     | 80
        达人     | 转化     |
        [目标]
        具体指标 | 量化目标(原目标)
        订单数   | {}
    """
    assert hits(text.format(20_000), "G15") == []
    assert [says for _, says in hits(text.format(20_001), "G15")] == [
        "20,001 单按最低获客成本上限 50元 推算需投入 1,000,050元，超出总预算 1,000,000元"
    ]
