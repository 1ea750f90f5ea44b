"""Actual, completion, headroom and the word of each goal."""

from datetime import date
from math import isnan

import pytest

from promo_xl.facts import Facts
from tests.derive.campaigns import CLOSE, Rows, closed_618, facts_of, moment


def with_goal(**goal: object) -> Rows:
    rows = closed_618()
    rows["goals"] = [{"goal_id": "G1", **goal}]
    return rows


def goal(facts: Facts, key: str) -> float:
    return facts[f"goal.G1.{key}"].number


def word(facts: Facts) -> str:
    return facts["goal.G1.status"].show("zh")


def typed(metric: str, actual: object, target: object) -> Facts:
    return facts_of(with_goal(metric=metric, target=target, actual_typed=actual))


@pytest.mark.parametrize(
    ("actual", "target", "completion", "said"),
    [
        (520_000, 500_000, 1.04, "达成"),
        (4_800_000, 5_000_000, 0.96, "接近"),
        (12_000, 10_000, 1.2, "达成"),
        (0.062, 0.05, 1.24, "达成"),
        (0.021, 0.02, 1.05, "达成"),
        (475, 500, 0.95, "接近"),
        (474, 500, 0.948, "落后"),
        (400, 500, 0.8, "落后"),
        (399, 500, 0.798, "未达"),
        (1000, 1000, 1.0, "达成"),
    ],
)
def test_the_exact_completion_is_judged(
    actual: float, target: float, completion: float, said: str
) -> None:
    facts = typed("品牌搜索量", actual, target)
    assert goal(facts, "completion") == pytest.approx(completion)
    assert word(facts) == said


def test_just_short_of_the_goal_never_reads_100_percent() -> None:
    facts = typed("品牌搜索量", 9996, 10_000)
    assert facts["goal.G1.completion"].show("zh") == "99.9%"
    assert word(facts) == "接近"


def test_the_lines_of_the_words_are_settings() -> None:
    rows = with_goal(metric="GMV", target=5_000_000)
    rows["settings"] = [{"line_close": 0.97}]
    assert word(facts_of(rows)) == "落后"


def test_a_limit_has_headroom_and_no_completion() -> None:
    within = facts_of(with_goal(metric="花费", target=1_000_000))
    assert goal(within, "headroom") == pytest.approx(0.02)
    assert isnan(goal(within, "completion"))
    assert word(within) == "达标"
    over = facts_of(with_goal(metric="花费", target=900_000))
    assert word(over) == "超标"


def test_an_exact_goal_loses_on_both_sides() -> None:
    facts = facts_of(with_goal(metric="GMV", target=4_000_000, op="="))
    assert goal(facts, "completion") == pytest.approx(0.8)


def test_a_target_of_zero_or_none_gives_no_completion() -> None:
    for target in (0, None):
        facts = facts_of(with_goal(metric="GMV", target=target))
        assert isnan(goal(facts, "completion"))
        assert goal(facts, "actual") == 4_800_000


def test_the_adjusted_target_stands_beside_the_original() -> None:
    facts = facts_of(with_goal(metric="GMV", target=5_000_000, target_adjusted=4_800_000))
    assert goal(facts, "completion") == 0.96
    assert goal(facts, "completion_adjusted") == 1.0
    assert word(facts) == "接近"


@pytest.mark.parametrize(
    ("more", "actual"),
    [
        ({"channel_id": "直通车"}, 960_000),
        ({"phase_id": "P2"}, 1_920_000),
        ({"channel_id": "直通车", "phase_id": "P2"}, 384_000),
        ({"start": date(2026, 6, 11), "end": date(2026, 6, 11)}, 192_000),
        ({"time_basis": "日均"}, 192_000),
        ({"time_basis": "峰值"}, 192_000),
        ({"time_basis": "爆发期日均"}, 192_000),
        ({"segment": "全部"}, 4_800_000),
    ],
)
def test_a_goal_counts_the_rows_its_filters_name(
    more: dict[str, object], actual: float
) -> None:
    facts = facts_of(with_goal(metric="GMV", target=1, **more))
    assert goal(facts, "actual") == pytest.approx(actual)


@pytest.mark.parametrize("more", [{"segment": "新客"}, {"category": "爆款"}])
def test_a_filter_daily_data_cannot_answer_is_blank(more: dict[str, object]) -> None:
    facts = facts_of(with_goal(metric="GMV", target=1, **more))
    assert isnan(goal(facts, "actual"))
    assert word(facts) == "无数据"


def test_means_are_over_the_days_asked_for() -> None:
    rows = with_goal(metric="UV", target=10_000, time_basis="爆发期日均")
    for row in rows["daily"]:
        if date(2026, 6, 11) <= row["date"] <= date(2026, 6, 20):  # type: ignore[operator]
            row["uv"] = 20_000
    assert goal(facts_of(rows), "actual") == 100_000


def test_a_rate_is_pooled_never_a_mean_of_rates() -> None:
    rows = with_goal(metric="转化率", target=0.05, time_basis="日均")
    rows["daily"] = [
        {"date": date(2026, 6, 1), "channel_id": "达人", "orders": 10, "uv": 1000},
        {"date": date(2026, 6, 2), "channel_id": "达人", "orders": 90, "uv": 1000},
        {"date": date(2026, 6, 3), "channel_id": "达人", "orders": 100, "uv": 8000},
    ]
    assert goal(facts_of(rows), "actual") == pytest.approx(0.02)


def test_a_goal_against_a_baseline_is_the_change() -> None:
    rise = {"metric": "GMV", "baseline": 4_000_000, "value_form": "较基准%", "target": 0.25}
    facts = facts_of(with_goal(**rise))
    assert goal(facts, "actual") == pytest.approx(0.2)
    assert goal(facts, "completion") == pytest.approx(0.8)


def test_roi_goals_stand_on_the_ledger() -> None:
    facts = facts_of(with_goal(metric="综合ROI", target=4))
    assert goal(facts, "actual") == pytest.approx(480 / 119.4)
    assert word(facts) == "达成"


def test_a_net_sales_goal_and_the_campaigns_net_sales_are_one_figure() -> None:
    """480万 less 1,000 元 of refunds; where exports name net sales for every row, those."""
    rows = with_goal(metric="净GMV", target=5_000_000)
    rows["daily"][0]["refund_amt"] = 1_000
    facts = facts_of(rows)
    assert goal(facts, "actual") == facts["campaign.net_gmv"].number == 4_799_000
    for row in rows["daily"]:
        row["net_gmv"] = 30_000
    facts = facts_of(rows)
    assert goal(facts, "actual") == facts["campaign.net_gmv"].number == 125 * 30_000


def test_net_sales_named_for_a_few_rows_only_are_not_the_campaigns() -> None:
    rows = with_goal(metric="净GMV", target=5_000_000)
    rows["daily"][0] |= {"refund_amt": 1_000, "net_gmv": 30_000}
    facts = facts_of(rows)
    assert goal(facts, "actual") == facts["campaign.net_gmv"].number == 4_799_000


def test_a_daily_mean_waits_for_a_complete_day() -> None:
    mean = with_goal(metric="GMV", target=200_000, time_basis="日均")
    assert isnan(goal(facts_of(mean, moment("2026-06-01")), "actual"))
    assert goal(facts_of(mean, moment("2026-06-02")), "actual") == 192_000


def test_an_roi_goal_points_at_the_ledgers_cells() -> None:
    facts = facts_of(with_goal(metric="综合ROI", target=4))
    actual = facts["goal.G1.actual"]
    assert actual.cells() == facts["campaign.roi_total"].cells() != []
    assert actual.excel == facts["campaign.roi_total"].excel


def test_stock_is_the_last_value() -> None:
    rows = with_goal(metric="库存余量", target=300, op="<=")
    rows["daily"][0]["stock"] = 900
    rows["daily"][10]["stock"] = 200
    assert goal(facts_of(rows), "actual") == 200


def test_before_its_window_a_goal_is_not_started() -> None:
    facts = facts_of(with_goal(metric="GMV", target=1), moment("2026-05-20"))
    assert word(facts) == "未开始"


def test_free_text_without_actual_is_no_data() -> None:
    assert word(facts_of(with_goal(metric="市占率", target=0.08))) == "无数据"


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (5_000_000, "进度接近"),
        (4_000_000, "进度正常"),
        (5_500_000, "进度落后"),
        (9e6, "进度未达"),
    ],
)
def test_while_the_window_runs_pace_is_judged(target: float, said: str) -> None:
    facts = facts_of(with_goal(metric="GMV", target=target), moment("2026-06-12"))
    assert word(facts) == said


def test_no_forecast_without_past_campaigns() -> None:
    forecast = facts_of(closed_618(), CLOSE)["goal.G1.forecast"]
    assert forecast.blank
    assert forecast.why == "too_few"
