"""What stands on the home page."""

from datetime import date

from promo_xl.derive.money import fen
from promo_xl.facts import Claim, Facts, slot_text
from tests.derive.campaigns import Rows, closed_618, facts_of, moment

RUNNING = moment("2026-06-12")


def text(facts: Facts, slot: str) -> str | None:
    value = facts.home[slot]
    if isinstance(value, Claim):
        return value.say("zh")
    return None if value is None else slot_text(value, "zh")


def with_tasks() -> Rows:
    return closed_618() | {
        "tasks": [
            {
                "name": "素材",
                "end": date(2026, 6, 10),
                "status": "进行中",
                "priority": "P1",
            },
            {"name": "补货", "end": date(2026, 6, 9), "priority": "P0", "owner": "小李"},
            {"name": "页面", "end": date(2026, 6, 12)},
            {"name": "短信", "end": date(2026, 6, 13)},
            {"name": "返场", "end": date(2026, 6, 21), "status": "未开始"},
            {"name": "复盘", "end": date(2026, 6, 28)},
            {"name": "签约", "end": date(2026, 6, 1), "status": "已完成"},
            {"name": "直播", "end": date(2026, 6, 1), "status": "取消"},
        ]
    }


def test_the_head_says_period_phase_and_owner() -> None:
    facts = facts_of(closed_618(), RUNNING)
    assert text(facts, "title") == "618年中狂欢"
    assert text(facts, "subtitle") == (
        "推广周期 2026-06-01 — 2026-06-25 | 当前阶段：爆发 | 负责人：王经理"
    )
    assert text(facts, "through") == "数据截至 2026-06-11"
    assert text(facts, "basis_line") == "口径：渠道归因 · 支付"


def test_a_missing_core_goal_is_told_from_the_goals() -> None:
    rows = closed_618()
    rows["plan"][0]["core_goal"] = None
    assert text(facts_of(rows), "goal_line") == (
        "核心目标：GMV 500.0万元 · 新增注册用户10,000"
    )


def test_tiles_are_the_top_goals_then_money() -> None:
    facts = facts_of(closed_618(), RUNNING)
    tile = [text(facts, f"tile1_{key}") for key in ("label", "value", "target", "word")]
    assert tile == ["GMV（至06-12）", "230.4万元", "目标 500.0万元", "进度接近"]
    assert text(facts, "tile1_pace") == "进度 96.0%"
    assert facts.home["tile1_rate"] == 0.4608
    assert text(facts, "tile3_label") == "全部投入"


def test_a_limit_has_no_bar() -> None:
    rows = closed_618()
    rows["goals"] = [{"metric": "花费", "target": 900_000}]
    facts = facts_of(rows)
    assert facts.home["tile1_rate"] is None
    assert text(facts, "tile1_pace") == "超出 8.9%"


def test_the_pulse_compares_at_the_last_complete_day() -> None:
    facts = facts_of(closed_618(), RUNNING)
    said = {
        slot: text(facts, slot)
        for slot in (
            "yesterday_gmv",
            "yesterday_target",
            "todate_gmv",
            "todate_expected",
            "todate_full",
            "needed_daily",
            "recent_daily",
        )
    }
    assert said == {
        "yesterday_gmv": "19.2万元",
        "yesterday_target": "20.0万元",
        "todate_gmv": "211.2万元（至06-11）",
        "todate_expected": "220.0万元",
        "todate_full": "500.0万元",
        "needed_daily": "20.6万元",
        "recent_daily": "19.2万元",
    }


def test_a_day_that_is_not_yesterday_is_named() -> None:
    assert text(facts_of(closed_618()), "yesterday_gmv") == "19.2万元（06-25）"


def test_last_year_is_a_daily_mean_and_says_so() -> None:
    rows = closed_618()
    rows["plan"][0] |= {"ly1_gmv": 4_000_000, "ly1_days": 20}
    assert text(facts_of(rows), "yesterday_ly") == "同期日均 20.0万元"


def test_alerts_name_owner_and_since_when() -> None:
    facts = facts_of(closed_618())
    said = [text(facts, f"alert1_{key}") for key in ("text", "owner", "since")]
    assert said == ["信息流超支2.0万元（执行率111.1%）", "王经理", "2026-06-23"]
    assert text(facts, "alert3_text") == "技术超支8,000元（执行率126.7%）"


def test_a_goal_far_behind_comes_before_overspending() -> None:
    rows = closed_618()
    rows["goals"][0]["target"] = 9_000_000
    facts = facts_of(rows, RUNNING)
    assert text(facts, "alert1_text") == "GMV进度未达：为应到的53.3%"


def test_what_is_overdue_stands_first_by_priority_then_what_is_due_next() -> None:
    facts = facts_of(with_tasks(), RUNNING)
    rows = [
        [text(facts, f"todo{i}_{key}") for key in ("task", "due", "state")]
        for i in range(1, 6)
    ]
    assert rows == [
        ["补货", "06-09", "逾期3天"],
        ["素材", "06-10", "逾期2天"],
        ["页面", "06-12", "今日到期"],
        ["短信", "06-13", "明日到期"],
        ["返场", "06-21", "未开始"],
    ]
    assert text(facts, "todo1_owner") == "小李"
    assert text(facts, "todo1_level") == "P0"


def test_an_empty_book_has_every_slot_and_claims_nothing() -> None:
    home = facts_of({}).home
    assert home.keys() == facts_of(closed_618()).home.keys()
    assert str(text(facts_of({}), "through")).startswith("尚无日数据。下一步：项目总表填")
    assert home["tile1_value"] is None


def test_lists_with_nothing_in_them_say_so() -> None:
    facts = facts_of({})
    assert text(facts, "todo1_task") == "暂无待办"
    assert text(facts, "alert1_text") == "暂无预警"
    assert text(facts, "todo2_task") is None
    assert text(facts, "alert2_text") is None


def test_a_number_nobody_knows_is_a_dash() -> None:
    facts = facts_of(closed_618() | {"goals": []})
    assert text(facts, "needed_daily") == "—"
    assert text(facts, "todate_full") == "—"
    assert [text(facts, f"tile1_{key}") for key in ("label", "value")] == [
        "GMV（渠道归因·支付）",
        "480.0万元",
    ]


def test_an_alert_of_a_long_name_stays_on_its_line() -> None:
    rows = closed_618()
    rows["budget"][0] |= {"item": "一个名字特别特别长的达人直播间合作费用", "planned": 1}
    facts = facts_of(rows)
    assert text(facts, "alert1_text") == (
        "一个名字特别特别长的达人直…超支36.0万元（执行率36,000,000.0%）"
    )


def test_who_is_missing_is_named_and_stops_the_clock() -> None:
    rows = closed_618()
    rows["daily"] = [
        row
        for row in rows["daily"]
        if row["channel_id"] != "信息流" or str(row["date"]) <= "2026-06-07"
    ]
    facts = facts_of(rows, RUNNING)
    assert text(facts, "through") == "数据截至 2026-06-07；缺：信息流(06-07)"
    assert text(facts, "alert1_text") == "数据未更新：信息流"
    assert text(facts, "alert1_since") == "2026-06-07"


def test_days_of_a_channel_nobody_listed_do_not_stop_the_home_page() -> None:
    rows = closed_618()
    day = {"date": date(2026, 6, 2), "channel_id": "没有登记的渠道", "gmv": 100, "cost": 10}
    rows = rows | {"channels": [], "daily": [day]}
    facts = facts_of(rows, RUNNING)
    assert facts.home["title"] is not None


def test_an_amount_no_shop_ever_had_does_not_stop_the_facts() -> None:
    rows = closed_618()
    before = facts_of(rows).figures["campaign.gmv"].number
    lost = float(str(rows["daily"][0]["gmv"]))
    rows["daily"][0]["gmv"] = 1e300  # refused when read: the row counts as not measured
    assert facts_of(rows).figures["campaign.gmv"].number == before - lost
    assert fen(1e300) == 1e300
