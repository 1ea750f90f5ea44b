"""One page tells one story: each figure names its day, tables add up, days count once.

The closed 618 spreads every channel evenly: 480 万 over 25 days are 19.2 万 a day, 达人 7.2 of it.
"""

from datetime import date
from math import isnan

from tests.derive.campaigns import Rows, closed_618, days, facts_of, moment
from tests.derive.operations import logged_618, said, table

MISSING = moment("2026-06-22")


def stale_618() -> Rows:
    """达人 sends nothing after 18 June, so the campaign is complete to that day."""
    rows = closed_618()
    rows["daily"] = [
        row
        for row in rows["daily"]
        if row["channel_id"] != "达人" or str(row["date"]) <= "2026-06-18"
    ]
    rows["goals"].append({"goal_id": "G3", "metric": "GMV", "target": 1_920_000})
    rows["goals"][-1] |= {"phase_id": "P2", "level": "分解"}
    return rows


def test_a_phase_over_but_not_complete_is_judged_by_its_pace() -> None:
    # To 18 June 8 of 10 days: 153.6 of 153.6 万. All rows: 153.6 + 2 × 12 = 177.6, 92.5 %.
    facts = facts_of(stale_618(), MISSING)
    assert facts["goal.G3.completion"].number == 0.925
    assert facts["goal.G3.to_date"].number == 1_536_000
    assert facts["goal.G3.pace"].number == 1
    assert facts["goal.G3.status"].show("zh") == "进度正常"


def test_a_row_names_the_day_of_its_actual_where_its_pace_is_of_another() -> None:
    facts = facts_of(stale_618(), MISSING)
    names = [row[0] for row in table(facts, "result")]
    assert names[0] == "GMV（至06-22）"
    assert "爆发·GMV（至06-20）" in names
    assert facts.home["tile1_label"] == facts.blocks["result"].rows[0][0]
    assert str(said(facts, "headline")).startswith("截至06-18 GMV")
    assert table(facts_of(closed_618()), "result")[0][0] == "GMV"


def test_the_sentence_of_a_pace_says_the_amount_of_the_same_day() -> None:
    # 480 new users a day, 18 × 480 = 8,640 to 18 June. Day targets to then: 10 days of
    # 308 ÷ 15 and 8 of 19.2 of 500 万 are 71.79 % of 20,000 = 14,357: 60.2 %.
    rows = stale_618()
    rows["goals"][1]["target"] = 20_000
    facts = facts_of(rows, MISSING)
    assert facts["goal.G2.actual"].number == 18 * 480 + 4 * 384
    line = str(said(facts, "conclusion1"))
    assert line.startswith("截至06-18新增注册用户8,640，为应到的60.2%（进度未达）")


def test_a_goal_of_a_phase_before_the_promotion_counts_that_phase() -> None:
    rows = closed_618()
    rows["phases"].insert(
        0,
        {
            "phase_id": "P0",
            "phase": "种草",
            "start": date(2026, 5, 28),
            "end": date(2026, 5, 31),
        },
    )
    rows["daily"] += [
        {"date": day, "channel_id": "达人", "impressions": 1000}
        for day in days(date(2026, 5, 28), date(2026, 5, 31))
    ]
    rows["goals"].append(
        {"goal_id": "G3", "metric": "曝光量", "phase_id": "P0", "target": 4000}
    )
    facts = facts_of(rows)
    assert facts["goal.G3.actual"].number == 4000
    assert facts["goal.G3.status"].show("zh") == "达成"


def test_a_day_of_two_bursts_counts_once_in_their_mean() -> None:
    # 10 days of 19.2 万 and 10 万 more on 19 June, which both bursts hold: 20.2 万 a day.
    rows = closed_618()
    climax = {"start": date(2026, 6, 18), "end": date(2026, 6, 19)}
    rows["phases"].append({"phase_id": "P4", "phase": "高潮", **climax})
    rows["daily"].append(
        {"date": date(2026, 6, 19), "channel_id": "达人", "source": "补", "gmv": 100_000}
    )
    rows["goals"].append(
        {"goal_id": "G3", "metric": "GMV", "time_basis": "爆发期日均", "target": 200_000}
    )
    assert facts_of(rows)["goal.G3.actual"].number == 202_000


def test_without_any_sales_nothing_is_said_of_what_a_channel_still_needs() -> None:
    rows = closed_618()
    for row in rows["daily"]:
        if row["channel_id"] == "私域":
            row["gmv"] = None
    rows["day_targets"] = [
        {"date": day, "channel_id": "私域", "gmv_target": 30_000} for day in days()
    ]
    facts = facts_of(rows, moment("2026-06-12"))
    assert isnan(facts["channel.C05.to_date"].number)
    assert isnan(facts["channel.C05.daily_needed"].number)


def test_the_money_table_adds_up_with_discounts_the_merchant_bears() -> None:
    rows = closed_618() | {"settings": [{"merchant_disc_input": "是"}]}
    rows["daily"][0]["merchant_disc"] = 5_000
    found = table(facts_of(rows), "money")
    assert [row[2] for row in found if row[0] == "商家承担优惠"] == ["5,000元"]
    plain = table(facts_of(closed_618()), "money")
    assert "商家承担优惠" not in [row[0] for row in plain]


def test_ad_spend_of_a_channel_with_other_lines_only_has_its_row() -> None:
    rows = closed_618()
    for row in rows["budget"]:
        row["category"] = "应急备用"
    found = table(facts_of(rows), "money")
    assert [row[2] for row in found if row[0] == "广告投放"] == ["98.0万元"]


def test_a_commission_of_nothing_has_no_row() -> None:
    rows = closed_618()
    rows["channels"][0]["commission"] = 0
    assert "佣金" not in [row[0] for row in table(facts_of(rows), "money")]
    rows["channels"][0]["commission"] = 0.1
    assert "佣金" in [row[0] for row in table(facts_of(rows), "money")]


def test_what_was_late_and_is_done_is_not_passed_over() -> None:
    late = {"name": "页面", "end": date(2026, 6, 1), "status": "已完成"}
    rows = closed_618() | {"tasks": [{**late, "actual_end": date(2026, 6, 3)}]}
    assert said(facts_of(rows), "schedule_title") == "1项任务完成1项，无逾期，1项曾延误"
    assert said(facts_of(rows), "schedule_title", "en") == (
        "1 of 1 tasks done, none overdue, 1 finished late"
    )


def test_lessons_without_a_verdict_come_last_and_results_are_no_lessons() -> None:
    rows = logged_618()
    rows["review"] = [
        {"dimension": "用户反馈", "content": "想要小样"},
        {"dimension": "目标达成情况", "content": "GMV 96%"},
        *rows["review"],
    ]
    found = table(facts_of(rows), "lessons")
    assert [row[0] for row in found] == ["保留", "停止", "改变", "其他"]
    assert found[-1][2] == "想要小样"
