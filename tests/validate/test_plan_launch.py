"""P10 P11 P12 P16: what must be there before the launch."""

from datetime import datetime

import pytest

from promo_xl.finding import Kind, Severity
from tests.sheets import checked, hits

# Launch 06-11: the eve is 06-10
APPROVALS = """
        [项目总表]
        上线日         | 2026-06-11
        市场部审批结果 | 通过
        运营部审批结果 | {ops}
        财务部审批结果 | {fin}
"""


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text + "T23:59:59")


def test_approvals_the_size_asks_for_stand_before_the_launch() -> None:
    text = APPROVALS.format(ops="审批中", fin="")
    found = [
        f for f in checked(text, size="full", as_of=_day("2026-06-10")) if f.id == "P10"
    ]
    assert [f.column for f in found] == ["appr_ops_result", "appr_fin_result"]
    assert found[0].message("zh") == "运营部审批未通过，2026-06-11 不得上线"
    assert found[0].message("en") == "Operations has not approved: no launch on 2026-06-11"
    assert all(f.kind is Kind.PROCESS and f.severity is Severity.ERROR for f in found)
    assert not any(f.blocks_report for f in found)


@pytest.mark.parametrize(("size", "count"), [("small", 0), ("team", 0), ("full", 2)])
def test_how_many_approve_is_a_setting_of_the_size(size: str, count: int) -> None:
    text = APPROVALS.format(ops="", fin="审批中")
    assert len(hits(text, "P10", size=size, as_of=_day("2026-06-10"))) == count


def test_two_days_before_the_launch_nothing_is_late_yet() -> None:
    text = APPROVALS.format(ops="审批中", fin="")
    assert hits(text, "P10", size="full", as_of=_day("2026-06-09")) == []


def test_an_empty_result_near_the_launch_is_said_once() -> None:
    text = APPROVALS.format(ops="通过", fin="")
    found = checked(text, size="full", as_of=_day("2026-06-10"))
    assert [f.id for f in found if f.column == "appr_fin_result"] == ["P10"]


def test_a_rejection_is_a_warning_until_the_launch_is_near() -> None:
    text = APPROVALS.format(ops="驳回", fin="通过")

    def of(day: str, size: str = "full") -> list[str]:
        found = checked(text, size=size, as_of=_day(day))
        return [f.id for f in found if f.column == "appr_ops_result"]

    assert of("2026-06-01") == ["P12"]
    assert of("2026-06-10") == ["P10"]
    assert of("2026-06-10", "team") == ["P12"]  # one level only, yet it was rejected
    assert of("2026-06-01", "small") == []


TASKS = """
        [项目总表]
        上线日   | 2026-06-16
        [任务与甘特]
        任务名称 | 开始时间   | 结束时间
        测试     | 2026-06-10 | 2026-06-11
        策划     | {}         | 2026-06-12
"""


def test_planning_begins_fifteen_days_before_the_launch() -> None:
    assert hits(TASKS.format("2026-06-01"), "P11", size="team") == []
    assert hits(TASKS.format("2026-06-02"), "P11", size="team") == [
        (
            "项目总表!B15",
            "最早的任务 2026-06-02 才开始，距上线 2026-06-16 仅 14 天，指引为 15 天以上",
        )
    ]
    assert hits(TASKS.format("2026-06-02"), "P11", size="small") == []


def test_without_dated_tasks_nothing_is_late_and_after_the_launch_is_said_as_such() -> None:
    assert hits("[任务与甘特]\n任务名称 | 开始时间\n策划 |", "P11", size="team") == []
    text = """
        [项目总表]
        上线日 | 2026-06-01
        [任务与甘特]
        任务名称 | 开始时间   | 结束时间
        策划     | 2026-06-01 | 2026-06-02
    """
    ((_, says),) = hits(text, "P11", size="full")
    assert says == "最早的任务 2026-06-01 才开始，不早于上线 2026-06-01"


@pytest.mark.parametrize(
    ("scenario", "key", "says"),
    [
        ("新品首发", "competitor_notes", "新品首发缺少「市场与竞品洞察」"),
        ("存量激活", "baseline_gmv", "存量激活缺少「基准GMV」"),
    ],
)
def test_some_scenarios_need_more(scenario: str, key: str, says: str) -> None:
    text = f"[项目总表]\n活动类型 | {scenario}"
    for size in ("team", "full"):
        found = [f for f in checked(text, size=size) if f.column == key]
        assert [(f.id, f.message("zh")) for f in found] == [("P16", says)]
    assert hits(text, "P16", size="small") == []


def test_a_scenario_that_has_what_it_needs_is_fine() -> None:
    text = "[项目总表]\n活动类型 | {}\n市场与竞品洞察 | 价格战\n基准GMV | {}"
    assert hits(text.format("新品首发", ""), "P16", size="full") == []
    assert hits(text.format("存量激活", "3000000"), "P16", size="full") == []
    assert hits(text.format("大促节点", ""), "P16", size="full") == []
    # something stands there, if only a slip
    assert hits(text.format("存量激活", "三百来万"), "P16", size="full") == []
