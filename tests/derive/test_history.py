"""Against the last campaigns, and phase by phase."""

from datetime import date

from promo_xl.facts import Facts, slot_text
from tests.derive.campaigns import Rows, closed_618, facts_of, moment
from tests.derive.test_gap import by_phase

MIDWAY = moment("2026-06-12")


def with_past() -> Rows:
    rows = closed_618()
    rows["plan"][0] |= {
        "ly1_name": "2025年618",
        "ly1_gmv": 4_300_000,
        "ly1_input": 1_120_000,
        "ly1_refund_rate": 0.068,
        "ly1_days": 20,
        "ly2_gmv": 3_000_000,
    }
    for row in rows["daily"]:
        row["refund_amt"] = float(str(row["gmv"])) * 0.08
    return rows


def table(facts: Facts, key: str) -> list[list[str]]:
    return [[slot_text(cell, "zh") for cell in row] for row in facts.blocks[key].rows]


def test_amounts_change_in_percent_and_rates_in_points() -> None:
    """480 ÷ 430 = 1.1163; 19.2 ÷ 21.5 a day = 0.893; 119.4 ÷ 112 = 1.0661.

    ROI 4.0201 ÷ 3.8393 = 1.0471; 费比 24.875 − 26.047 = −1.2; refunds 8.0 − 6.8 points.
    """
    facts = facts_of(with_past())
    assert table(facts, "last_year") == [
        ["GMV", "480.0万元", "430.0万元", "+11.6%", "300.0万元"],
        ["日均GMV", "19.2万元", "21.5万元", "−10.7%", "—"],
        ["全部投入", "119.4万元", "112.0万元", "+6.6%", "—"],
        ["综合ROI", "4.02", "3.84", "+4.7%", "—"],
        ["费比", "24.9%", "26.0%", "−1.2个百分点", "—"],
        ["退款率", "8.0%", "6.8%", "+1.2个百分点", "—"],
        ["天数", "25", "20", "+5天", "—"],
    ]
    heads = [head.say("zh") for head in facts.blocks["last_year"].heads]
    assert heads == ["指标", "本次", "2025年618", "变化", "近2次"]
    assert facts.claims["last_year_title"].say("zh") == (
        "GMV较2025年618增长11.6%，综合ROI 4.02（上次3.84）"
    )


def test_while_it_runs_only_daily_means_and_refunds_are_compared() -> None:
    """19.2万 a day against 430 ÷ 20 = 21.5万."""
    facts = facts_of(with_past(), MIDWAY)
    changes = {row[0]: row[3] for row in table(facts, "last_year")}
    assert changes["GMV"] == "—"
    assert changes["综合ROI"] == "—"
    assert changes["日均GMV"] == "−10.7%"
    assert facts.claims["last_year_title"].say("zh") == "日均GMV较2025年618下降10.7%"


def test_without_typed_history_nothing_is_compared() -> None:
    facts = facts_of(closed_618())
    assert "last_year" not in facts.blocks
    assert "last_year_title" not in facts.claims


def test_each_phase_stands_against_its_goal() -> None:
    facts = facts_of(by_phase())
    assert [row[:5] for row in table(facts, "phases")] == [
        ["预热", "06-01—06-10", "100.0万元", "192.0万元", "192.0%"],
        ["爆发", "06-11—06-20", "350.0万元", "192.0万元", "54.9%"],
        ["返场", "06-21—06-25", "50.0万元", "96.0万元", "192.0%"],
    ]
    assert facts.claims["phases_title"].say("zh") == (
        "3个阶段2个达成，爆发最低为54.9%，预热最高为192.0%"
    )


def test_a_running_phase_has_a_pace_and_no_completion() -> None:
    """爆发 began on 06-11: 35万 expected that day, 19.2万 sold."""
    facts = facts_of(by_phase(), MIDWAY)
    assert [row[4] for row in table(facts, "phases")] == ["192.0%", "进度54.9%", "—"]
    assert facts["phase.P2.pace"].number == 192 / 350


def test_deposits_have_no_roi_of_their_own_but_one_with_the_balance() -> None:
    rows = closed_618()
    rows["phases"][0]["phase"] = "预售定金"
    rows["phases"][1]["phase"] = "尾款"
    block = facts_of(rows).blocks["phases"]
    assert slot_text(block.rows[0][6], "zh") == "—（成交在尾款期）"
    assert block.note is not None  # 384万 ÷ 78.4万 of twenty equal days
    assert block.note.say("zh") == "预售定金与尾款合并，投放ROI为4.90"


def test_a_platforms_phase_goal_counts_its_own_channels() -> None:
    """达人 on 抖音 sells 7.2万 a day: 72万 in the ten days of 爆发."""
    rows = closed_618()
    rows["channels"][0]["platform"] = "抖音"
    rows["phases"][1]["track"] = "抖音"
    rows["goals"].append(
        {"goal_id": "G9", "metric": "GMV", "target": 900_000, "phase_id": "P2"}
    )
    facts = facts_of(rows)
    assert facts["goal.G9.actual"].value == 720_000.0
    assert facts["goal.G9.completion"].number == 0.8


def test_the_curve_holds_every_day_and_last_years_by_hand() -> None:
    rows = closed_618()
    rows["day_targets"] = [
        {"date": date(2026, 6, 2), "gmv_target": 300_000, "ly_gmv": 170_000}
    ]
    found = table(facts_of(rows, MIDWAY), "curve")
    assert len(found) == 25
    assert found[1] == ["2026-06-02", "19.2万元", "30.0万元", "17.0万元"]
    assert found[11][1] == "—"  # 06-12 is not complete


def test_at_most_four_days_are_marked_and_the_peak_is_one_of_them() -> None:
    rows = closed_618()
    rows["daily"][3]["gmv"] = 200_000  # 达人 on 06-04
    rows["log"] = [
        {"kind": "异常", "severity": level, "time": date(2026, 6, day), "desc": text}
        for level, day, text in (
            ("一般", 2, "小事"),
            ("严重", 7, "页面卡顿30分钟"),
            ("紧急", 9, "支付失败"),
            ("紧急", 30, "活动以后"),
        )
    ] + [{"kind": "策略调整", "time": date(2026, 6, 14), "desc": "换素材"}]
    assert [row[:2] for row in table(facts_of(rows), "events")] == [
        ["2026-06-04", "全期最高"],
        ["2026-06-07", "页面卡顿30分钟"],
        ["2026-06-09", "支付失败"],
        ["2026-06-11", "爆发首日"],
    ]
