"""The alerts and must-dos of the home page: different kinds first, each with its owner."""

from datetime import date

from promo_xl.facts import Claim, Facts, slot_text
from tests.derive.campaigns import Rows, closed_618, facts_of, moment
from tests.derive.operations import logged_618, watched_618


def texts(facts: Facts, name: str, key: str, most: int, lang: str = "zh") -> list[str]:
    found = [facts.home[f"{name}{i}_{key}"] for i in range(1, most + 1)]
    return [
        one.say(lang) if isinstance(one, Claim) else slot_text(one, lang)
        for one in found
        if one is not None
    ]


def alerts(facts: Facts, lang: str = "zh") -> list[str]:
    return texts(facts, "alert", "text", 3, lang)


def test_each_kind_of_trouble_is_heard_before_a_second_of_one() -> None:
    facts = facts_of(watched_618())
    assert alerts(facts) == [
        "库存余量（补水面膜）200件，低于预警线300件",
        "信息流超支2.0万元（执行率111.1%）",
        "客服响应时长60秒，高于预警线45秒",
    ]
    assert alerts(facts, "en")[2] == "CS response time 60 s, above 45 s"
    assert texts(facts, "alert", "owner", 3) == ["王经理"] * 3


def test_an_open_incident_is_an_alert_unless_minor() -> None:
    rows = closed_618()
    incident = {"kind": "异常", "time": moment("2026-06-20T20:00"), "desc": "直播间断流"}
    rows["log"] = [{**incident, "severity": "严重"}]
    assert alerts(facts_of(rows))[0] == "异常未关闭：直播间断流"
    rows["log"] = [{**incident, "severity": "一般"}]
    assert alerts(facts_of(rows))[0].startswith("信息流超支")


def test_a_product_that_runs_short_is_told_once() -> None:
    rows = watched_618() | {"monitor": []}
    facts = facts_of(rows)
    assert alerts(facts)[1] == "补水面膜库存200件，可售10.0天"
    assert not any("可售" in said for said in alerts(facts_of(watched_618())))


def test_a_book_without_trouble_says_so() -> None:
    rows = closed_618()
    for row in rows["budget"]:
        row["planned"] = 10**6
    assert alerts(facts_of(rows)) == ["暂无预警"]


def with_open_incident() -> Rows:
    rows = logged_618()
    rows["log"][0]["severity"] = "紧急"
    return rows


def test_what_is_overdue_comes_first_whether_task_or_incident() -> None:
    facts = facts_of(with_open_incident())
    assert texts(facts, "todo", "task", 5) == ["视频未过审", "结算", "复盘会"]
    assert texts(facts, "todo", "state", 5) == ["逾期8天", "逾期8天", "今日到期"]
    assert texts(facts, "todo", "owner", 5) == ["王经理"] * 3


def test_an_incident_without_a_date_is_no_must_do() -> None:
    rows = with_open_incident()
    rows["log"][0]["due"] = None
    assert texts(facts_of(rows), "todo", "task", 5) == ["结算", "复盘会"]


def test_a_task_due_tomorrow_is_said_so() -> None:
    rows = closed_618() | {"tasks": [{"name": "页面", "end": date(2026, 6, 29)}]}
    assert texts(facts_of(rows), "todo", "state", 5) == ["明日到期"]
