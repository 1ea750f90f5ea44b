"""执行监控: what is watched, its latest complete figure and its state."""

import numpy as np
import pytest

from promo_xl.facts import Facts
from tests.derive.campaigns import CLOSE, Rows, closed_618, facts_of, moment
from tests.derive.operations import said, table, watched_618


def one_monitor(rows: Rows | None = None, **monitor: object) -> Rows:
    base = {"metric": "UV(日)", "target": 100_000, "op": "<", "threshold": 80_000}
    return (rows or watched_618()) | {"monitor": [base | monitor]}


def state(facts: Facts) -> object:
    return facts.columns["monitor", "state"][0]


def actual(facts: Facts) -> float:
    return float(facts.columns["monitor", "actual"][0])


def test_the_manuals_own_table_comes_out() -> None:
    facts = facts_of(watched_618())
    # UV 80,000 at <80,000 and 2.5 % at <2.5 %: at the threshold; 200 < 300; 60 s > 45 s.
    assert facts.columns["monitor", "state"].tolist() == [
        "at_threshold",
        "at_threshold",
        "warning",
        "warning",
    ]
    assert facts.columns["monitor", "actual"].tolist() == [80_000, 0.025, 200, 60]
    # −20 %, −1/6, −60 %, +100 %
    np.testing.assert_allclose(
        facts.columns["monitor", "deviation"], [-0.2, -1 / 6, -0.6, 1.0]
    )


@pytest.mark.parametrize(
    ("op", "threshold", "found"),
    [
        ("<", 80_001, "warning"),
        ("<", 80_000, "at_threshold"),
        ("<", 79_999, "normal"),
        ("<=", 80_000, "warning"),
        (">", 80_000, "at_threshold"),
        (">=", 80_000, "warning"),
        (">", 79_999, "warning"),
        (None, 80_001, "warning"),  # visitors are bad when few
        ("<", None, None),
    ],
)
def test_a_threshold_is_read_strictly(op: object, threshold: object, found: str) -> None:
    assert state(facts_of(one_monitor(op=op, threshold=threshold))) == found


@pytest.mark.parametrize(
    ("threshold", "found"), [(77_000, "at_threshold"), (76_000, "normal")]
)
def test_the_band_of_the_settings_lies_on_the_good_side(threshold: int, found: str) -> None:
    # 80,000 lies 3.9 % above 77,000 and 5.3 % above 76,000
    rows = one_monitor(threshold=threshold) | {"settings": [{"near_band": 0.05}]}
    assert state(facts_of(rows)) == found


def test_an_urgent_monitor_is_urgent_when_hit() -> None:
    assert state(facts_of(one_monitor(threshold=90_000, level="紧急"))) == "urgent"


def test_a_seconds_monitor_without_sign_is_bad_when_long() -> None:
    rows = one_monitor(metric="客服响应时长", target=30, op=None, threshold=45)
    assert state(facts_of(rows)) == "warning"


def test_free_words_and_unknown_scopes_have_no_data() -> None:
    assert state(facts_of(one_monitor(metric="品牌搜索"))) == "no_data"
    assert state(facts_of(one_monitor(scope="没有的渠道"))) == "no_data"


def test_a_campaign_without_data_has_no_states_but_no_data() -> None:
    rows = one_monitor(closed_618() | {"daily": []})
    facts = facts_of(rows)
    assert state(facts) == "no_data"
    assert np.isnan(actual(facts))
    assert "monitor" not in facts.blocks
    assert "monitor_title" not in facts.claims


def test_only_complete_days_are_judged() -> None:
    rows = watched_618()
    for row in rows["daily"]:
        if row.get("level") == "店铺大盘" and str(row["date"]) == "2026-06-12":
            row["uv"] = 7
    # At the end of the 12th the day's own data are not due yet: the 11th counts.
    assert actual(facts_of(one_monitor(rows), moment("2026-06-12"))) == 80_000
    assert actual(facts_of(one_monitor(rows), moment("2026-06-14"))) == 80_000
    assert actual(facts_of(one_monitor(rows), moment("2026-06-13T13:00"))) == 7


@pytest.mark.parametrize("scope", ["达人", "channel=C01", "渠道：达人", "channel_id=达人"])
def test_a_scope_names_a_channel_in_many_ways(scope: str) -> None:
    # 190,000 visitors over 25 days
    assert actual(facts_of(one_monitor(scope=scope))) == 7600


@pytest.mark.parametrize(
    ("scope", "left"),
    [
        ("爆款", 200),
        ("sku=爆款", 200),
        ("sku=SKU002", 1800),
        ("保湿面霜", 1800),
        (None, 2000),
    ],
)
def test_a_scope_names_products_or_their_role(scope: object, left: float) -> None:
    rows = one_monitor(metric="库存余量", scope=scope, target=500, threshold=300)
    assert actual(facts_of(rows)) == left


def test_a_product_has_sales_of_its_own() -> None:
    rows = one_monitor(metric="GMV", scope="补水面膜", target=3000, threshold=1500)
    assert actual(facts_of(rows)) == 2000


def test_a_phase_is_judged_on_its_own_days() -> None:
    rows = watched_618()
    for row in rows["daily"]:
        if row.get("level") == "店铺大盘" and str(row["date"]) == "2026-06-20":
            row["uv"] = 95_000
    facts = facts_of(one_monitor(rows, phase_id="爆发"))
    assert actual(facts) == 95_000
    before = facts_of(one_monitor(rows, phase_id="返场"), moment("2026-06-12"))
    assert state(before) == "no_data"


def test_a_week_is_seven_complete_days() -> None:
    rows = one_monitor(freq="周", target=600_000, threshold=500_000)
    assert actual(facts_of(rows)) == 560_000
    early = facts_of(rows, moment("2026-06-05"))
    assert state(early) == "no_data"


def test_an_hourly_rate_takes_the_last_complete_hour() -> None:
    rows = closed_618()
    rows["daily"] = [
        {"date": "2026-06-12", "hour": hour, "channel_id": "达人", "uv": 100, "orders": n}
        for hour, n in ((9, 5), (10, 2), (11, 9))
    ]
    asked = one_monitor(rows, metric="转化率", target=0.03, threshold=0.025, freq="小时")
    # At 11:30 the hour from 10 to 11 is the last complete one: 2 of 100.
    facts = facts_of(asked, moment("2026-06-12T11:30"))
    assert actual(facts) == 0.02
    assert state(facts) == "warning"


def test_an_open_attribution_window_is_not_judged() -> None:
    rows = one_monitor(metric="GMV", scope="达人", target=80_000, threshold=70_000)
    rows["channels"][0]["window_days"] = 15
    for row in rows["daily"]:
        if row.get("channel_id") == "达人" and str(row["date"]) > "2026-06-13":
            row["gmv"] = 1
    # Closed on the 28th, the windows are shut up to the 10th (25th − 15).
    assert actual(facts_of(rows)) == 72_000


def test_the_campaigns_gmv_is_held_against_the_day_target() -> None:
    rows = one_monitor(metric="GMV", target=1, threshold=100_000)
    facts = facts_of(rows)
    # 5,000,000 over 25 days; 190,000 a day in the shop: −5 %
    assert facts["monitor.W01.target"].value == 200_000
    np.testing.assert_allclose(facts.columns["monitor", "deviation"], [-0.05])


def test_day_targets_of_a_channel_and_of_visitors_are_heeded() -> None:
    rows = closed_618()
    rows["day_targets"] = [
        {"date": "2026-06-25", "channel_id": "达人", "gmv_target": 90_000},
        {"date": "2026-06-25", "uv_target": 20_000},
    ]
    # 72,000 of 90,000
    asked = one_monitor(rows, metric="GMV", scope="达人", target=1, threshold=1)
    assert facts_of(asked)["monitor.W01.deviation"].value == pytest.approx(-0.2)
    asked = one_monitor(rows, target=1, threshold=1)
    facts = facts_of(asked)
    assert facts["monitor.W01.target"].value == 20_000
    by_phase = facts_of(one_monitor(rows, target=30_000, phase_id="返场"))
    assert by_phase["monitor.W01.target"].value == 30_000


def test_the_ledgers_ratios_can_be_watched() -> None:
    rows = one_monitor(closed_618(), metric="综合ROI", target=4, threshold=3.5)
    facts = facts_of(rows)
    # 480 ÷ 119.4
    np.testing.assert_allclose(facts.columns["monitor", "actual"], [480 / 119.4])
    assert state(facts) == "normal"


def test_the_table_says_units_thresholds_and_owners() -> None:
    assert table(facts_of(watched_618()), "monitor") == [
        ["库存余量（件）", "补水面膜", "500", "200", "−60.0%", "<300", "预警", "王经理"],
        ["客服响应时长（秒）", "—", "30", "60", "100.0%", ">45", "预警", "王经理"],
        ["访客数UV（人）", "—", "100,000", "80,000", "−20.0%", "<80,000", "临界", "王经理"],
        ["转化率(订单/UV)", "—", "3.0%", "2.5%", "−16.7%", "<2.5%", "临界", "王经理"],
    ]


def test_the_title_counts_and_names_alerts() -> None:
    facts = facts_of(watched_618())
    assert said(facts, "monitor_title") == "4项监控2项预警：库存余量、客服响应时长"
    assert said(facts, "monitor_title", "en") == (
        "2 of 4 monitors on alert: Stock left, CS response time"
    )
    calm = facts_of(one_monitor(threshold=10))
    assert said(calm, "monitor_title") == "1项监控均正常"


def test_an_alert_names_since_when() -> None:
    home = facts_of(watched_618(), CLOSE).home
    # 1,900 − 60 × 24 would be 460: only the last reading lies below 300.
    assert home["alert1_since"] == "2026-06-25"
    assert home["alert3_since"] == "2026-06-01"
