"""What happened and was said: incidents, adjustments, feedback."""

import pytest

from promo_xl.derive.ops.words import lasted
from tests.derive.campaigns import Rows, closed_618, facts_of, moment
from tests.derive.operations import logged_618, said, table


def with_incidents(*incidents: dict[str, object]) -> Rows:
    base = {"kind": "异常", "time": moment("2026-06-11T20:00"), "desc": "x"}
    return closed_618() | {"log": [base | one for one in incidents]}


def test_the_worst_incident_comes_first_and_its_loss_is_an_estimate() -> None:
    assert table(facts_of(logged_618()), "incidents") == [
        ["2026-06-11 20:00", "页面卡顿", "人工估算12.0万元", "扩容", "30分钟", "已解决"],
        ["2026-06-15 10:00", "视频未过审", "—", "—", "—", "处理中"],
    ]


def test_equally_severe_incidents_are_ordered_by_loss_then_time() -> None:
    rows = with_incidents(
        {"desc": "a", "severity": "严重"},
        {"desc": "b", "severity": "严重", "loss_est": 5},
        {"desc": "c", "severity": "严重", "time": moment("2026-06-01T08:00")},
        {"desc": "d", "severity": "一般", "loss_est": 9e6},
        {"desc": "e"},
        {"desc": "f"},
    )
    facts = facts_of(rows)
    assert [row[1] for row in table(facts, "incidents")] == ["b", "c", "a", "d", "e"]
    assert len(table(facts, "incidents_all")) == 6


def test_the_whole_list_is_in_order_of_time_with_cause_and_owner() -> None:
    assert table(facts_of(logged_618()), "incidents_all")[0] == [
        "2026-06-11 20:00",
        "会场",
        "页面卡顿",
        "紧急",
        "压力测试遗漏",
        "扩容",
        "王经理",
        "30分钟",
        "已解决",
    ]


def test_what_was_adjusted_stands_with_its_evidence() -> None:
    assert table(facts_of(logged_618()), "adjustments") == [
        [
            "2026-06-13 10:00",
            "信息流加预算",
            "投放ROI 3.1",
            "18万",
            "20万",
            "2.0万元",
            "访客回升",
        ]
    ]


def test_feedback_is_counted_by_topic_and_mood_and_later_rows_are_left_out() -> None:
    assert table(facts_of(logged_618()), "feedback") == [
        ["活动规则", "16", "0", "0", "16", "规则复杂", "简化规则"],
        ["物流", "4", "4", "0", "0", "到货快", "—"],
    ]


@pytest.mark.parametrize(
    ("minutes", "zh", "en"),
    [
        (30, "30分钟", "30 min"),
        (0, "0分钟", "0 min"),
        (200, "3小时20分", "3 h 20 min"),
        (120, "2小时", "2 h"),
        (3060, "2天3小时", "2 d 3 h"),
        (1440, "1天", "1 d"),
    ],
)
def test_a_time_is_said_as_people_say_it(minutes: float, zh: str, en: str) -> None:
    found = lasted(minutes)
    assert found is not None
    assert (found.zh, found.en) == (zh, en)


def test_a_close_before_the_beginning_is_no_time() -> None:
    assert lasted(-5) is None


def test_the_titles_count_and_judge() -> None:
    facts = facts_of(logged_618())
    assert said(facts, "incidents_title") == (
        "异常2起，1起未关闭，最长处理30分钟，在30分钟时限内"
    )
    # 16 of the 20 voices heard were negative
    assert said(facts, "feedback_title") == "用户反馈20条，负面占80.0%，活动规则最多"
    assert said(facts, "source_log") == "数据来源：《执行日志》，截至2026-06-28"
    solved = {"status": "已关闭", "closed": moment("2026-06-11T21:00")}
    assert said(facts_of(with_incidents(solved)), "incidents_title") == (
        "异常1起，均已解决，最长处理1小时，超30分钟时限"
    )


def test_without_rows_there_is_nothing_to_say() -> None:
    facts = facts_of(closed_618())
    for key in ("incidents", "incidents_all", "adjustments", "feedback"):
        assert key not in facts.blocks
    for key in ("incidents_title", "feedback_title", "source_log"):
        assert key not in facts.claims
