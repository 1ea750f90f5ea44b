"""Day targets as typed: their grain, what is left of the goal, each channel's own pace."""

from datetime import date, timedelta

import pytest

from promo_xl.derive.targets import COST, UV, Targets, make_targets
from promo_xl.facts import Facts, slot_text
from promo_xl.schema.show import to_serial
from tests.derive.campaigns import Rows, closed_618, days, facts_of, moment, read

FIRST = to_serial(date(2026, 6, 1))
MIDWAY = moment("2026-06-12")  # data are complete to 06-11


def targets_of(rows: Rows) -> Targets:
    return make_targets(read(rows))


def typed(*rows: dict[str, object]) -> Rows:
    return closed_618() | {"day_targets": list(rows)}


def every_day(amount: float, **more: object) -> list[dict[str, object]]:
    return [{"date": d, "gmv_target": amount, **more} for d in days()]


def pace_rows(facts: Facts) -> dict[str, list[str]]:
    rows = [[slot_text(x, "zh") for x in row] for row in facts.blocks["pace"].rows]
    return {row[0]: row[1:] for row in rows}


def test_a_day_typed_by_hand_stands_and_the_others_share_what_is_left() -> None:
    """500 − 260 = 240万 over the other 24 days: 10万 each."""
    found = targets_of(typed({"date": date(2026, 6, 18), "gmv_target": 2_600_000}))
    assert found.gmv.on(FIRST + 17) == 2_600_000
    assert found.gmv.on(FIRST) == pytest.approx(100_000)


def test_a_sheet_that_speaks_of_every_day_counts_as_it_stands() -> None:
    """21万 a day: 11 days should bring 231万, and brought 211.2万."""
    facts = facts_of(closed_618() | {"day_targets": every_day(210_000)}, MIDWAY)
    assert facts["goal.G1.expected"].number == 2_310_000
    assert facts["goal.G1.pace"].number == pytest.approx(211.2 / 231)


def test_channel_rows_add_up_to_the_campaigns() -> None:
    rows = closed_618()
    rows["day_targets"] = [
        *every_day(80_000, channel_id="达人"),
        *every_day(70_000, channel_id="私域"),
    ]
    found = targets_of(rows)
    assert found.gmv.on(FIRST) == 150_000
    assert found.own("C01").on(FIRST + 3) == 80_000
    assert not found.own("C02").has_goal


def test_a_platforms_row_stands_for_its_channels() -> None:
    rows = closed_618()
    for i in (0, 2):
        rows["channels"][i]["platform"] = "抖音"
    rows["day_targets"] = [
        *every_day(100_000, platform="抖音"),
        *every_day(40_000, channel_id="私域"),
    ]
    found = targets_of(rows)
    assert found.gmv.on(FIRST) == 140_000
    assert found.shared() == ("douyin",)


def test_channels_of_one_platform_are_paced_together() -> None:
    """达人 7.2 + 信息流 2.4 = 9.6万 a day against 10万, 11 days."""
    rows = closed_618()
    for i in (0, 2):
        rows["channels"][i]["platform"] = "抖音"
    rows["day_targets"] = every_day(100_000, platform="抖音")
    found = pace_rows(facts_of(rows, MIDWAY))
    assert found["抖音（平台）"][:4] == ["2026-06-11", "110.0万元", "105.6万元", "96.0%"]


def test_a_channel_is_paced_by_its_own_day_targets() -> None:
    """11 × 8万 = 88万, sold 11 × 7.2 = 79.2万; (200 − 79.2) ÷ 14 days is still needed."""
    rows = closed_618()
    rows["day_targets"] = every_day(80_000, channel_id="达人")
    facts = facts_of(rows, MIDWAY)
    assert pace_rows(facts)["达人"] == [
        *("2026-06-11", "88.0万元", "79.2万元", "90.0%", "8.6万元", "7.2万元"),
    ]
    assert facts["channel.C01.daily_needed"].number == pytest.approx(86_285.71)


def test_each_channel_is_compared_to_where_its_own_data_end() -> None:
    """私域 sends data two days later: to 06-09, 9 × 4万 against 9 × 3.36万."""
    rows = closed_618()
    rows["channels"][4]["data_due"] = "T+3 10:00"
    rows["day_targets"] = [
        *every_day(80_000, channel_id="达人"),
        *every_day(40_000, channel_id="私域"),
    ]
    found = pace_rows(facts_of(rows, MIDWAY))
    assert found["达人"][0] == "2026-06-11"
    assert found["私域"][:4] == ["2026-06-09", "36.0万元", "30.2万元", "84.0%"]


def test_a_channel_whose_run_is_over_owes_its_whole_target() -> None:
    """会场 ran to 06-07: 7 × 2.4 = 16.8万 of 20万, all of it due."""
    rows = closed_618()
    rows["channels"][3]["end"] = date(2026, 6, 7)
    rows["daily"] = [
        row
        for row in rows["daily"]
        if row["channel_id"] != "会场" or str(row["date"]) <= "2026-06-07"
    ]
    rows["goals"].append(
        {"goal_id": "G9", "metric": "GMV", "target": 200_000, "channel_id": "会场"}
    )
    facts = facts_of(rows, MIDWAY)
    assert facts["goal.G9.expected"].number == pytest.approx(200_000)
    assert facts["goal.G9.status"].show("zh") == "落后"


def test_spending_is_measured_against_the_days_it_should_fall_on() -> None:
    """达人: 38万 over 25 equal days, 11 of them: 16.72万; spent 11 × 1.44 = 15.84万."""
    facts = facts_of(closed_618(), MIDWAY)
    assert facts["channel.C01.spend_expected"].number == pytest.approx(167_200)
    assert facts["channel.C01.spend_to_date"].number == 158_400
    assert facts["channel.C01.burn_pace"].number == pytest.approx(158_400 / 167_200)


def test_typed_spend_targets_stand_before_the_budget() -> None:
    rows = closed_618()
    rows["day_targets"] = [
        {"date": d, "channel_id": "达人", "gmv_target": 1, "cost_target": 12_000}
        for d in days()
    ]
    assert facts_of(rows, MIDWAY)["channel.C01.spend_expected"].value == 132_000.0
    assert targets_of(rows).on(FIRST, "C01", COST) == 12_000


def test_visitors_and_last_year_are_read_by_day() -> None:
    found = targets_of(
        typed(
            {"date": date(2026, 6, 1), "gmv_target": 1, "uv_target": 80_000, "ly_gmv": 7},
            {"date": date(2026, 6, 2), "gmv_target": 1},
        )
    )
    assert found.on(FIRST, key=UV) == 80_000
    assert found.last_year == {FIRST: 7.0}


def test_targets_before_the_period_begin_the_curve() -> None:
    found = targets_of(typed({"date": date(2026, 5, 30), "gmv_target": 500_000}))
    assert found.gmv.first == FIRST - 2
    assert found.gmv.targets[1] == 0.0
    assert found.gmv.on(FIRST) == pytest.approx(4_500_000 / 25)


def test_a_typing_error_of_a_century_is_no_curve() -> None:
    far = date(2026, 6, 1) + timedelta(days=40_000)
    found = targets_of(typed({"date": far, "gmv_target": 1}))
    assert found.gmv.on(FIRST) == 200_000


def test_a_platform_that_has_sent_nothing_has_no_pace() -> None:
    rows = closed_618()
    rows["channels"].append({"channel_name": "京东快车", "platform": "京东"})
    rows["day_targets"] = every_day(100_000, platform="京东")
    facts = facts_of(rows, MIDWAY)
    assert "pace" not in facts.blocks
    assert facts["platform.jd.pace"].blank


def test_a_channel_goal_follows_its_own_day_targets_not_its_share_of_the_campaign() -> None:
    """10万 a day for the first five days, 达人 alone: by 06-11 all 50万 were due."""
    rows = closed_618()
    rows["goals"].append(
        {"goal_id": "G9", "metric": "GMV", "target": 500_000, "channel_id": "达人"}
    )
    rows["day_targets"] = every_day(100_000, channel_id="达人")[:5]
    facts = facts_of(rows, MIDWAY)
    assert facts["goal.G9.expected"].number == 500_000
    assert facts["goal.G9.to_date"].number == 792_000
