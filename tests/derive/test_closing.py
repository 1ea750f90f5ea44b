"""What is learnt, what is late, what stays open and what somebody must decide."""

from datetime import date

from tests.derive.campaigns import Rows, closed_618, facts_of, moment
from tests.derive.operations import logged_618, said, table


def test_lessons_are_kept_stopped_changed_and_decisions_stand_apart() -> None:
    assert table(facts_of(logged_618()), "lessons") == [
        ["保留", "成功经验", "达人分层", "—", "王经理", "—"],
        ["停止", "渠道效果分析", "短信无效", "—", "王经理", "—"],
        ["改变", "不足与改进", "返场弱", "提前备货", "王经理", "—"],
    ]


def test_the_lessons_title_says_what_has_no_date() -> None:
    facts = facts_of(logged_618())
    assert said(facts, "lessons_title") == "复盘3条：保留1、停止1、改变1，2条待定日期"
    rows = logged_618()
    for row in rows["review"]:
        row["due"] = date(2026, 7, 30)
    assert said(facts_of(rows), "lessons_title") == (
        "复盘3条：保留1、停止1、改变1，改进均有日期"
    )


def test_the_schedule_runs_by_date_with_word_and_delay() -> None:
    assert table(facts_of(logged_618()), "schedule") == [
        ["上线", "任务", "王经理", "2026-05-18", "2026-06-01", "100.0%", "已完成", "—"],
        ["短信", "任务", "王经理", "—", "2026-06-02", "—", "取消", "—"],
        ["结算", "任务", "王经理", "2026-06-18", "2026-06-20", "60.0%", "逾期", "8"],
        ["复盘会", "里程碑", "王经理", "2026-06-28", "2026-06-28", "—", "—", "—"],
    ]
    early = table(facts_of(logged_618(), moment("2026-06-10")), "schedule")
    assert early[2][6:] == ["未开始", "—"]


def test_the_schedule_title_leaves_out_what_was_called_off() -> None:
    facts = facts_of(logged_618())
    assert said(facts, "schedule_title") == "3项任务完成1项，1项逾期，最长8天"
    assert said(facts, "schedule_title", "en") == (
        "1 of 3 tasks done; 1 overdue, up to 8 days"
    )
    rows = closed_618() | {"tasks": [{"name": "a", "end": date(2026, 7, 1)}]}
    assert said(facts_of(rows), "schedule_title") == "1项任务完成0项，无逾期"


def test_what_nobody_closed_is_listed_with_its_owner() -> None:
    # The log answers the monitor of service (W04), not that of stock (W03).
    assert table(facts_of(logged_618()), "open") == [
        ["异常", "视频未过审", "王经理", "2026-06-20", "处理中"],
        ["逾期任务", "结算", "王经理", "2026-06-20", "逾期8天"],
        ["预警未回应", "库存余量：替换同类款", "王经理", "—", "预警"],
    ]


def approvals(**settings: object) -> Rows:
    rows = closed_618() | {"settings": [settings]}
    for row, word in zip(rows["budget"], ("通过", "审批中", "驳回"), strict=False):
        row["appr_status"] = word
    return rows


def test_money_that_waits_for_approval_is_open() -> None:
    waiting = [row[1] for row in table(facts_of(approvals()), "open")]
    # The plan of 25万; feed ads cost 20万 of planned 18万, and the larger counts.
    assert waiting == ["直通车 25.0万元", "信息流 20.0万元"]


def test_with_levels_of_approval_what_was_never_handed_in_waits_too() -> None:
    assert len(table(facts_of(approvals(approval_levels=1)), "open")) == 8


def test_decisions_are_first_those_people_ask_for() -> None:
    facts = facts_of(logged_618())
    assert [said(facts, f"decision{i}") for i in (1, 2, 3)] == [
        "请批准：追加达人预算，金额20.0万元，2026-07-05前，王经理负责",
        "信息流超预算2.0万元（执行率111.1%），请确认是否追加审批",
        "1项记录未关闭、1项任务逾期、1项预警未回应，请确认责任人与期限",
    ]


def test_a_lesson_that_costs_money_asks_for_it() -> None:
    rows = closed_618()
    rows["review"] = [
        {"dimension": "不足与改进", "content": "x", "action": "压测平台", "amount": 30_000}
    ]
    assert said(facts_of(rows), "decision1") == "请批准：压测平台，金额3.0万元，王经理负责"


def test_unapproved_money_is_one_decision() -> None:
    facts = facts_of(approvals())
    assert said(facts, "decision3") == (
        "2项费用共45.0万元尚未批准（直通车等），请确认是否批准"
    )


def test_a_book_without_them_has_no_such_tables() -> None:
    facts = facts_of(closed_618())
    for key in ("lessons", "open", "schedule"):
        assert key not in facts.blocks
    for key in ("lessons_title", "schedule_title", "source_review", "source_tasks"):
        assert key not in facts.claims
