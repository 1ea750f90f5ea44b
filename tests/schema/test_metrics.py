"""The metric catalogue: names people use, comparators, and what adds up."""

import pytest

from promo_xl.schema import METRICS, find_metric, sheet
from promo_xl.schema.explain import explain
from promo_xl.schema.expression import Col, Op
from promo_xl.schema.label import fold


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("GMV", "gmv"),
        ("成交金额", "gmv"),
        ("销售额", "gmv"),
        ("新增用户", "new_users"),
        ("新增注册用户", "new_users"),
        ("UV(日)", "uv"),
        ("访客", "uv"),
        ("转化率", "cvr"),
        ("转化率（订单/UV）", "cvr"),
        ("支付转化率", "cvr_buyer"),
        ("客单价", "aov"),
        ("全渠道总曝光量", "impressions"),
        ("内容总互动率(点赞+评论+分享)", "interaction_rate"),
        ("库存余量(爆款)", "stock"),
        ("客服响应时长", "cs_seconds"),
        ("投放ROI", "roi_ads"),
        ("综合 ROI", "roi_total"),
        ("费比", "expense_ratio"),
        ("退款率", "refund_rate"),
        ("roi_net", "roi_net"),
        ("CTR", "ctr"),
    ],
)
def test_a_metric_is_found_by_what_people_call_it(typed: str, key: str) -> None:
    assert find_metric(typed) == key


@pytest.mark.parametrize("typed", ["ROI", "品牌搜索量", "", None, "市占率"])
def test_a_bare_roi_and_free_text_are_no_metric(typed: object) -> None:
    assert find_metric(typed) is None


def test_no_name_means_two_metrics() -> None:
    claimed: dict[str, str] = {}
    for metric in METRICS.values():
        for name in (metric.key, metric.label.zh, metric.label.en, *metric.label.aliases):
            assert claimed.setdefault(fold(name), metric.key) == metric.key, name


def test_expressions_stand_on_columns_of_daily_data() -> None:
    daily = sheet("daily")
    for metric in METRICS.values():
        leaves = _columns(metric.expr)
        assert all(key in daily for key in leaves), metric.key


def _columns(expr: object) -> set[str]:
    if isinstance(expr, Op):
        return _columns(expr.left) | _columns(expr.right)
    return {expr.key} if isinstance(expr, Col) else set()


def test_a_metric_and_the_column_of_the_same_key_are_defined_alike() -> None:
    daily = sheet("daily")
    for metric in METRICS.values():
        if metric.key in daily and metric.expr is not None:
            column = daily[metric.key]
            assert metric.kind == column.kind, metric.key
            assert metric.expr == (column.formula or Col(metric.key)), metric.key


def test_less_is_better_for_costs_refunds_and_waiting() -> None:
    less = {key for key, metric in METRICS.items() if metric.op == "<="}
    assert {"cost", "cac", "cpc", "refund_rate", "cs_seconds", "expense_ratio"} <= less
    assert not {"gmv", "roi_ads", "new_users", "sellthrough"} & less


def test_rates_are_ratios_of_sums() -> None:
    assert {METRICS[key].agg for key in ("ctr", "cvr", "aov", "roi_ads", "cac")} == {
        "ratio"
    }
    assert explain(METRICS["cvr"].expr or Col("")) == "orders / uv"
    assert METRICS["stock"].agg == "last"
    assert not METRICS["uv"].additive
