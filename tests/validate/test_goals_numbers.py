"""G07 G08 G09 G14 G17: a goal's own numbers."""

import pytest

from promo_xl.validate.goals_numbers import path_sum
from tests.sheets import checked, hits


@pytest.mark.parametrize(
    ("path", "total"),
    [
        ("抖音信息流500万+朋友圈300万+KOL200万", 10_000_000.0),  # manual 2
        ("直通车 1,200 ＋ 信息流 800", 2_000.0),
        ("3C频道0.5亿+618会场20m", 70_000_000.0),
        ("抖音500万+朋友圈300万, 共2个渠道", 8_000_000.0),
        ("首页Banner引流+限时折扣", None),
        ("优化内容选题,增加互动引导活动", None),
        ("抖音500万", None),
        ("老客30%+新客70%", None),
    ],
)
def test_a_path_adds_what_it_joins_by_plus(path: str, total: float | None) -> None:
    assert path_sum(path) == total


PATH = """
        [目标]
        具体指标 | 量化目标(原目标) | 达成路径
        曝光量   | 10000000         | {}
"""


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("抖音信息流500万+朋友圈300万+KOL200万", ""),
        ("抖音500万+朋友圈490万", ""),  # exactly 1 % off
        ("抖音500万+朋友圈489万", "「曝光量」的达成路径合计 9,890,000，目标是 10,000,000"),
        ("抖音500+朋友圈300+KOL200", ""),  # 万 left unsaid
        ("首页Banner引流+限时折扣", ""),
        ("", ""),
    ],
)
def test_a_path_sums_to_its_goal(path: str, says: str) -> None:
    assert [message for _, message in hits(PATH.format(path), "G07")] == (
        [says] if says else []
    )


def test_a_path_under_an_empty_target_is_not_judged() -> None:
    assert hits(PATH.replace("10000000", "").format("抖音1万+快手2万"), "G07") == []


def test_ratios_are_not_summed() -> None:
    text = """
        [目标]
        具体指标 | 量化目标(原目标) | 汇总方式
        转化率   | 3%               | sum
        客单价   | 240              |
        客单价   | 240              | ratio
        GMV      | 5000000          | sum
        自定义   | 7                | sum
    """
    ((cell, says),) = hits(text, "G08")
    assert cell.startswith("目标!")
    assert cell.endswith("7")
    assert says == "比率类指标「转化率(订单/UV)」不可求和"


@pytest.mark.parametrize(
    ("metric", "target", "says"),
    [
        ("转化率", "5", "「转化率(订单/UV)」的目标 500.0% 异常"),
        ("转化率", "1", ""),  # 100 %
        ("转化率", "1.001", "「转化率(订单/UV)」的目标 100.1% 异常"),
        ("退款率", "0", "「退款率(金额)」的目标 0.0% 异常"),
        ("退款率", "5%", ""),
        ("综合ROI", "50", ""),
        ("综合ROI", "400", "「综合ROI」的目标 400.00 异常，超过 50"),
        ("客单价", "0", ""),
        ("GMV", "", ""),
    ],
)
def test_a_target_in_the_wrong_unit_looks_wrong(
    metric: str, target: str, says: str
) -> None:
    text = f"[目标]\n具体指标 | 量化目标(原目标)\n{metric} | {target}"
    assert [message for _, message in hits(text, "G09")] == ([says] if says else [])


def test_a_change_of_a_rate_may_be_below_zero() -> None:
    text = """
        [目标]
        具体指标 | 量化目标(原目标) | 数值形式 | 基准值 | 基准期
        退款率   | -0.02            | 百分点   | 0.1    | 2025年618
    """
    assert hits(text, "G09") == []


STRETCH = """
        [目标]
        具体指标 | 比较符 | 量化目标(原目标) | 基准值  | 增长空间
        GMV      | {op}   | {target}         | 3000000 | 50%
"""


def test_a_goal_lies_between_baseline_and_stretch() -> None:
    # manual 4: 3,000,000 × 1.5 = 4,500,000
    def at(target: float, op: str = "") -> list[str]:
        return [says for _, says in hits(STRETCH.format(target=target, op=op), "G14")]

    assert at(3_000_000) == at(4_500_000) == at(2_000_000, "<=") == []
    assert at(4_500_001) == [
        "「GMV」目标 4,500,001元 不在 基准 3,000,000元 至弹性 4,500,000元 之间"
    ]
    assert len(at(2_999_999)) == 1
    assert hits(STRETCH.replace("50%", "").format(target=9e6, op=""), "G14") == []


@pytest.mark.parametrize(
    ("metric", "op", "fires"),
    [
        ("点击成本", ">=", True),
        ("退款率", ">", True),
        ("客服响应时长", ">=", True),
        ("点击成本", "<=", False),
        ("点击成本", "", False),
        ("GMV", ">=", False),
        ("花费", ">=", False),  # money to be spent may have a floor
    ],
)
def test_costs_are_at_most(metric: str, op: str, fires: bool) -> None:
    text = f"[目标]\n具体指标 | 量化目标(原目标) | 比较符\n{metric} | 0.5 | {op}"
    found = [f for f in checked(text) if f.id == "G17"]
    assert [f.column for f in found] == (["op"] if fires else [])
    if fires:
        assert f"比较符却是 {op}" in found[0].message("zh")
