"""Where GMV parts from its goal: the waterfall sums to the fen, the levers leave nothing."""

from datetime import date
from math import log

import pytest

from promo_xl.derive.gap import split
from promo_xl.facts import Block, Facts, slot_text
from promo_xl.schema.show import Shown
from tests.derive.campaigns import Rows, closed_618, days, facts_of, moment

MIDWAY = moment("2026-06-12")  # data are complete to 06-11
GOALS = {"达人": 170, "直通车": 100, "信息流": 85, "会场": 65, "私域": 80}  # 万元


def by_channel() -> Rows:
    rows = closed_618()
    rows["goals"] += [
        {"metric": "GMV", "target": wan * 10_000, "channel_id": name}
        for name, wan in GOALS.items()
    ]
    return rows


def by_phase() -> Rows:
    rows = closed_618()
    rows["goals"] += [
        {"metric": "GMV", "target": 1_000_000, "phase_id": "P1"},
        {"metric": "GMV", "target": 3_500_000, "phase_id": "P2"},
        {"metric": "GMV", "target": 500_000, "phase_id": "P3"},
    ]
    return rows


def bars(facts: Facts) -> list[tuple[str, str]]:
    return [
        (slot_text(name, "zh"), slot_text(amount, "zh"))
        for name, amount, _ in facts.blocks["drivers"].rows
    ]


def amounts(block: Block) -> list[float]:
    cells = [row[1] for row in block.rows]
    return [float(str(one.value)) for one in cells if isinstance(one, Shown)]


def adds_up(block: Block) -> bool:
    start, *changes, end = amounts(block)
    return round(start + sum(changes), 2) == end


def test_channel_goals_that_add_up_are_the_dimension() -> None:
    """170+100+85+65+80 = 500; sold 180, 96, 60, 60, 84 = 480 (万元)."""
    facts = facts_of(by_channel())
    assert bars(facts) == [
        ("目标GMV", "500.0万元"),
        ("达人", "10.0万元"),
        ("直通车", "−4.0万元"),
        ("信息流", "−25.0万元"),
        ("会场", "−5.0万元"),
        ("私域", "4.0万元"),
        ("实际GMV", "480.0万元"),
    ]
    roles = [slot_text(row[2], "zh") for row in facts.blocks["drivers"].rows]
    assert roles == ["start", *["change"] * 5, "end"]
    assert facts.claims["gap_title"].say("zh") == "GMV差目标20.0万元，信息流差25.0万元最多"


def test_claims_that_overlap_the_shop_are_balanced_in_a_row_of_their_own() -> None:
    """The shop sold 25 × 19万 = 475万, the channels claim 480万."""
    rows = by_channel()
    rows["daily"] += [{"date": d, "level": "店铺大盘", "gmv": 190_000} for d in days()]
    facts = facts_of(rows)
    assert bars(facts)[-2:] == [("渠道重叠", "−5.0万元"), ("实际GMV", "475.0万元")]
    assert adds_up(facts.blocks["drivers"])


def test_what_no_channel_claims_is_called_unattributed() -> None:
    rows = by_channel()
    rows["daily"] += [{"date": d, "level": "店铺大盘", "gmv": 200_000} for d in days()]
    assert bars(facts_of(rows))[-2] == ("自然/未归因", "20.0万元")


def test_a_channel_without_a_goal_counts_with_all_it_sold() -> None:
    rows = by_channel()
    rows["goals"][-1]["target"] = None  # 私域
    rows["goals"][2]["target"] = 2_500_000  # 达人: 250+100+85+65 = 500
    found = dict(bars(facts_of(rows)))
    assert found["私域"] == "84.0万元"
    assert found["达人"] == "−70.0万元"


def test_phase_goals_are_the_dimension_where_channels_have_none() -> None:
    """19.2万 a day: 10, 10 and 5 days sell 192, 192 and 96万."""
    assert bars(facts_of(by_phase()))[1:-1] == [
        ("预热", "92.0万元"),
        ("爆发", "−158.0万元"),
        ("返场", "46.0万元"),
    ]


def test_parts_that_do_not_add_up_to_the_goal_are_no_dimension() -> None:
    rows = by_phase()
    rows["goals"][3]["target"] = 3_000_000  # 100 + 300 + 50 is not 500
    block = facts_of(rows).blocks["drivers"]
    assert block.note is not None
    assert "日目标之和" in block.note.say("zh")
    assert adds_up(block)


def test_without_parts_phases_are_measured_by_day_targets() -> None:
    """20万 a day: 200, 200 and 100万 against 192, 192 and 96万."""
    assert [text for _, text in bars(facts_of(closed_618()))] == [
        *("500.0万元", "−8.0万元", "−8.0万元", "−4.0万元", "480.0万元"),
    ]


def test_while_it_runs_both_sides_are_taken_to_data_through() -> None:
    """11 of 25 days: 220万 expected, 11 × 19.2 = 211.2万 sold; 信息流 37.4 and 26.4万."""
    found = bars(facts_of(by_channel(), MIDWAY))
    assert found[0] == ("应到GMV", "220.0万元")
    assert found[-1] == ("实际GMV", "211.2万元")
    assert dict(found)["信息流"] == "−11.0万元"
    title = facts_of(by_channel(), MIDWAY).claims["gap_title"].say("zh")
    assert title == "GMV较应到差8.8万元，信息流差11.0万元最多"


def test_without_a_gmv_goal_there_is_no_gap() -> None:
    facts = facts_of(closed_618() | {"goals": []})
    assert "drivers" not in facts.blocks
    assert "gap_title" not in facts.claims


def test_at_most_ten_bars_and_still_exact() -> None:
    rows = closed_618()
    names = [f"渠道{i}" for i in range(15)]
    rows["channels"] = [{"channel_name": one, "purpose": "转化"} for one in names]
    rows["goals"] = [{"metric": "GMV", "target": 1_500_000}] + [
        {"metric": "GMV", "target": 100_000, "channel_id": one} for one in names
    ]
    rows["daily"] = [
        {"date": date(2026, 6, 1), "channel_id": one, "gmv": 33_333.33 * (i + 1) / 7}
        for i, one in enumerate(names)
    ]
    block = facts_of(rows | {"budget": []}).blocks["drivers"]
    assert len(block.rows) == 10
    assert "其余" in [slot_text(row[0], "zh") for row in block.rows]
    assert adds_up(block)


def with_factors(**targets: object) -> Rows:
    rows = closed_618()
    rows["goals"] += [{"metric": key, "target": x} for key, x in targets.items()]
    return rows


def test_the_three_levers_leave_nothing_over() -> None:
    """500,000 × 4 % × 250 = 500万; 469,600 visitors, 20,500 orders, 480万.

    Each effect is (480 − 500)万 ÷ ln(480 ÷ 500) × ln(actual ÷ target).
    """
    facts = facts_of(with_factors(访客数UV=500_000, 转化率="4%", 客单价=250))
    block = facts.blocks["levers"]
    mean = -200_000 / log(480 / 500)
    wanted = [
        mean * log(469_600 / 500_000),
        mean * log(20_500 / 469_600 / 0.04),
        mean * log(4_800_000 / 20_500 / 250),
    ]
    found = [row[4].value for row in block.rows if isinstance(row[4], Shown)]
    assert found == pytest.approx(wanted, abs=0.01)
    assert round(sum(float(str(x)) for x in found), 2) == -200_000
    assert block.total is not None
    assert [slot_text(x, "zh") for x in block.total[1:]] == [
        *("500.0万元", "480.0万元", "−4.0%", "−20.0万元"),
    ]
    assert facts.claims["levers_title"].say("zh") == (
        "转化率较目标+9.1%，折合GMV+42.8万元；客单价−6.3%，−32.1万元"
    )


def test_a_factor_without_a_goal_follows_from_gmv() -> None:
    facts = facts_of(with_factors(访客数UV=500_000, 转化率="4%"))
    block = facts.blocks["levers"]
    assert slot_text(block.rows[2][1], "zh") == "250元"
    assert block.note is not None
    assert "由GMV目标推算" in block.note.say("zh")


def test_a_daily_visitors_goal_counts_for_the_whole_window() -> None:
    rows = with_factors(转化率="4%", 客单价=250)
    rows["goals"].append({"metric": "访客数UV", "target": 20_000, "time_basis": "日均"})
    assert slot_text(facts_of(rows).blocks["levers"].rows[0][1], "zh") == "500,000"


def test_levers_are_absent_where_rows_miss_visitors() -> None:
    rows = with_factors(访客数UV=500_000, 转化率="4%", 客单价=250)
    for row in rows["daily"][:25]:
        row["uv"] = None
    assert "levers" not in facts_of(rows).blocks


def test_a_product_splits_into_its_factors_exactly() -> None:
    effects = split([(2.0, 3.0), (5.0, 4.0), (1.0, 1.0)], 10.0, 12.0)
    assert round(sum(effects), 2) == 2.0
    assert effects[2] == 0.0
    assert split([(2.0, 4.0), (2.0, 1.0)], 4.0, 4.0) == pytest.approx([2.77, -2.77])
