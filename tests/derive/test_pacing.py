"""Day targets, what was expected by now, and what is still needed a day."""

from datetime import date
from math import isnan

import pytest

from promo_xl.derive.pacing import Curve, make_curve
from promo_xl.schema.show import to_serial
from tests.derive.campaigns import Rows, closed_618, days, facts_of, moment, read

MIDWAY = moment("2026-06-12")  # data are complete to 06-11
FIRST = to_serial(date(2026, 6, 1))


def by_phase() -> Rows:
    rows = closed_618()
    rows["goals"] += [
        {"metric": "GMV", "target": 1_000_000, "phase_id": "P1"},
        {"metric": "GMV", "target": 3_500_000, "phase_id": "P2"},
        {"metric": "GMV", "target": 500_000, "phase_id": "P3"},
    ]
    return rows


def curve_of(rows: Rows) -> Curve:
    book = read(rows)
    return make_curve((book["plan"], book["phases"], book["goals"]))


def test_without_phase_goals_every_day_has_the_same_target() -> None:
    curve = curve_of(closed_618())
    assert curve.targets.tolist() == [200_000.0] * 25


def test_phase_goals_spread_evenly_over_their_days() -> None:
    curve = curve_of(by_phase())
    assert curve.on(FIRST) == pytest.approx(100_000)
    assert curve.on(FIRST + 10) == pytest.approx(350_000)
    assert curve.on(FIRST + 24) == pytest.approx(100_000)
    assert curve.targets.sum() == pytest.approx(5_000_000)


def test_days_without_a_phase_goal_share_what_is_left() -> None:
    rows = closed_618()
    rows["goals"].append({"metric": "GMV", "target": 3_500_000, "phase_id": "P2"})
    curve = curve_of(rows)
    assert curve.on(FIRST) == pytest.approx(100_000)
    assert curve.on(FIRST + 10) == pytest.approx(350_000)


def test_pace_compares_both_sides_at_the_day_data_are_complete() -> None:
    facts = facts_of(by_phase(), MIDWAY)
    assert facts["goal.G1.expected"].number == pytest.approx(1_350_000)
    assert facts["goal.G1.to_date"].number == pytest.approx(11 * 192_000)
    assert facts["goal.G1.pace"].number == pytest.approx(11 * 192_000 / 1_350_000)


def test_rows_of_today_count_in_totals_but_not_in_pace() -> None:
    facts = facts_of(closed_618(), MIDWAY)
    assert facts["goal.G1.actual"].number == 12 * 192_000
    assert facts["goal.G1.to_date"].number == 11 * 192_000


def test_other_additive_goals_follow_the_gmv_curve() -> None:
    facts = facts_of(by_phase(), MIDWAY)
    assert facts["goal.G2.expected"].number == pytest.approx(10_000 * 1.35 / 5)


def test_a_rate_is_expected_to_be_at_its_target() -> None:
    rows = closed_618()
    rows["goals"].append({"goal_id": "G3", "metric": "转化率", "target": 0.05})
    facts = facts_of(rows, MIDWAY)
    assert facts["goal.G3.expected"].value == 0.05
    assert facts["goal.G3.pace"].number == pytest.approx(0.0436542 / 0.05, rel=1e-2)


def test_a_phase_goal_is_paced_within_its_phase() -> None:
    rows = by_phase()
    rows["goals"][3]["goal_id"] = "G4"
    facts = facts_of(rows, MIDWAY)
    assert facts["goal.G4.expected"].number == pytest.approx(350_000)
    assert facts["goal.G4.to_date"].number == pytest.approx(192_000)


def test_what_is_still_needed_a_day_stands_beside_the_recent_mean() -> None:
    facts = facts_of(closed_618(), MIDWAY)
    left = (5_000_000 - 11 * 192_000) / 14
    assert facts["goal.G1.daily_needed"].number == pytest.approx(left, abs=0.005)
    assert facts["goal.G1.recent_daily"].number == pytest.approx(192_000)


def test_nothing_is_needed_once_the_goal_is_reached() -> None:
    rows = closed_618()
    rows["goals"][0]["target"] = 1_000_000
    assert facts_of(rows, MIDWAY)["goal.G1.daily_needed"].value == 0.0


def test_without_a_target_nothing_can_be_said_to_be_needed() -> None:
    rows = closed_618()
    rows["goals"][0]["target"] = None
    assert isnan(facts_of(rows, MIDWAY)["goal.G1.daily_needed"].number)


def test_on_the_first_day_there_is_no_pace_yet_and_no_word() -> None:
    """At the end of 06-01 no day is complete: what was sold is shown, nothing is judged."""
    facts = facts_of(closed_618(), moment("2026-06-01"))
    assert facts["goal.G1.actual"].number == 192_000
    assert facts["goal.G1.expected"].blank
    assert facts["goal.G1.pace"].blank
    assert facts["goal.G1.status"].blank
    assert facts.home["tile1_word"] is None
    assert facts.claims["headline"].say("zh") == "GMV 19.2万元，目标500.0万元"


def test_a_change_of_a_sum_is_paced_by_the_sum_it_means() -> None:
    """+25 % on 400万 is 500万; 11 of 25 days should bring 220万, and brought 11 × 19.2万.

    211.2 ÷ 220 = 96 %: close behind, though the change itself still reads −42.4 %
    ((12 × 19.2万 − 400万) ÷ 400万).
    """
    rows = closed_618()
    rows["goals"][0] |= {"value_form": "较基准%", "baseline": 4_000_000, "target": 0.25}
    facts = facts_of(rows, MIDWAY)
    assert facts["goal.G1.actual"].number == pytest.approx(-0.424)
    assert facts["goal.G1.pace"].number == pytest.approx(0.96)
    assert facts["goal.G1.status"].show("zh") == "进度接近"


def test_all_input_is_paced_as_it_stands_in_the_ledger() -> None:
    """Ads 12 of 25 days of 98万 (47.04万), other costs 21.4万: 68.44万 of 125万.

    Expected by 06-11: 125万 × 11 ÷ 25 = 55万; left a day: (125 − 68.44)万 ÷ 14.
    """
    rows = closed_618()
    rows["goals"].append({"goal_id": "G3", "metric": "全部投入", "target": 1_250_000})
    facts = facts_of(rows, MIDWAY)
    assert facts["goal.G3.to_date"].number == 684_400
    assert facts["goal.G3.pace"].number == pytest.approx(68.44 / 55)
    assert facts["goal.G3.daily_needed"].number == pytest.approx(40_400)


def test_after_the_last_day_nothing_can_be_needed() -> None:
    assert isnan(facts_of(closed_618())["goal.G1.daily_needed"].number)


def test_without_a_period_nothing_is_expected() -> None:
    rows = closed_618()
    rows["plan"][0] |= {"period_start": None, "period_end": None}
    facts = facts_of(rows, MIDWAY)
    assert isnan(facts["goal.G1.expected"].number)
    assert facts["goal.G1.actual"].number == 12 * 192_000


def test_chart_and_goal_use_one_pace() -> None:
    facts = facts_of(by_phase(), MIDWAY)
    block = facts.blocks["calc_days"]
    on_11 = block.rows[10]
    assert on_11[4] == pytest.approx(facts["goal.G1.expected"].number)
    assert on_11[2] == pytest.approx(facts["goal.G1.to_date"].number)
    assert block.rows[11][1] is None, "today is not complete"
    assert len(block.rows) == len(days())
