"""G01 G02 G03 G04 G16 G20: what every goal needs."""

from dataclasses import replace

import pytest

from promo_xl.book import Fault
from promo_xl.finding import Severity
from promo_xl.validate import validate_book
from tests.sheets import check, checked, findings_of, hits, parse

DAY = """
        [渠道计划]
        渠道名称 | 渠道目的 | 渠道预算(直填)
        直通车   | 转化     | 1240000
        [日数据]
        日期       | 渠道   | 成交金额GMV | 花费
        2026-06-01 | 直通车 | 40000       | 10000
"""
UNFILLED = """
        [目标]
        具体指标 | 量化目标(原目标)
        GMV      |                     # 量化目标(原目标): G01
                 | 20000               # 具体指标: G01
        订单数   | 很多                # 量化目标(原目标): A02
        GMV      | 5000000
"""


def test_a_goal_without_metric_or_number_is_said_at_the_empty_cell() -> None:
    expected, got = findings_of(UNFILLED)
    assert got == expected
    found = [f for f in checked(UNFILLED) if f.id == "G01"]
    assert [f.message("zh") for f in found] == [
        "目标「GMV」没有量化目标值",
        "目标「G02」没有指标",
    ]


def test_it_stops_a_report_only_once_there_are_data_to_report_on() -> None:
    found = [f for f in checked(UNFILLED) if f.id == "G01"]
    assert {f.severity for f in found} == {Severity.WARNING}
    found = [f for f in checked(UNFILLED + DAY) if f.id == "G01"]
    assert all(f.blocks_report for f in found)


def test_a_goal_that_ends_before_it_starts_is_reported_at_its_end() -> None:
    text = """
        [目标]
        具体指标 | 量化目标(原目标) | 开始       | 结束
        GMV      | 5000000          | 2026-06-10 | 2026-06-01
        订单数   | 20000            | 2026-06-10 | 2026-06-10
        新客数   | 20000            |            |
    """
    assert hits(text, "G02") == [
        ("目标!AB7", "目标「GMV」结束 2026-06-01 早于开始 2026-06-10")
    ]


def test_a_goal_that_starts_after_the_campaign_has_ended_too_late_a_start() -> None:
    text = """
        [目标]
        具体指标 | 量化目标(原目标) | 开始       | 结束
        GMV      | 5000000          | 2026-06-19 |
    """
    assert len(hits(text, "G02")) == 1


ALONE = """
        [目标]
        目标编号 | 层级 | 上级目标 | 渠道 | 用户分层 | 具体指标 | 量化目标(原目标)
        G1       | 分解 | {parent} | {channel} | {segment} | GMV | 5000000
        G2       |      |          |      |          | GMV      | 5000000
"""


@pytest.mark.parametrize(
    ("links", "size", "ids"),
    [
        ({}, "full", ["G03"]),
        ({}, "team", ["G03"]),
        ({}, "small", []),
        ({"parent": "G2"}, "team", []),
        ({"segment": "新客"}, "team", []),
        ({"channel": "没有这个渠道"}, "team", []),  # A06 names it
    ],
)
def test_a_sub_goal_hangs_on_something(
    links: dict[str, str], size: str, ids: list[str]
) -> None:
    text = ALONE.format(**{"parent": "", "channel": "", "segment": ""} | links)
    found = [f for f in checked(text, size=size) if f.column == "parent_id"]
    assert [f.id for f in found] == ids
    assert all(f.message("zh") == "分解目标「GMV」未关联上级" for f in found)


REASONS = """
        [目标]
        具体指标 | 量化目标(原目标) | 基准值  | 增长空间 | 资源匹配说明
        GMV      | {target}         | 3000000 | {growth} | {note}
"""


def test_a_strategic_goal_says_what_stands_behind_it() -> None:
    bare = REASONS.format(target=4_000_000, growth="", note="")
    for size, ids in (("small", []), ("team", ["G04"]), ("full", ["G04"])):
        found = [f for f in checked(bare, size=size) if f.column == "resource_note"]
        assert [f.id for f in found] == ids
    assert (
        hits(
            REASONS.format(target=4_000_000, growth="", note="达人10名"), "G04", size="full"
        )
        == []
    )
    assert (
        hits(REASONS.format(target=4_000_000, growth="50%", note=""), "G04", size="full")
        == []
    )


def test_a_target_far_above_its_baseline_needs_growth_headroom() -> None:
    def at(target: int, growth: str = "") -> list[str]:
        text = REASONS.format(target=target, growth=growth, note="达人10名")
        return [says for _, says in hits(text, "G04", size="team")]

    # 1.5 × 3,000,000
    assert at(4_500_000) == []
    assert at(4_650_000) == ["目标「GMV」是基准值的 1.55 倍，却没有填增长空间"]
    assert at(4_650_000, "60%") == []


def test_a_goal_has_an_owner_its_own_or_the_plans() -> None:
    text = """
        [项目总表]
        负责人 | {}
        [项目组分工]
        姓名 | 部门
        王敏 | 市场部
        [目标]
        具体指标 | 量化目标(原目标) | 负责人
        GMV      | 5000000          |
        订单数   | 20000            | 王敏
    """
    assert hits(text.format(""), "G16", size="team") == [
        ("目标!" + _cell(text.format("")), "目标「GMV」无负责人")
    ]
    assert hits(text.format("王敏"), "G16", size="team") == []
    assert hits(text.format("没有这人"), "G16", size="team") == []  # A06 at the plan
    assert hits(text.format(""), "G16", size="small") == []


def _cell(text: str) -> str:
    found = checked(text, size="team")
    return next(f.at.cell for f in found if f.id == "G16" and f.column == "owner")


ADJUSTED = """
        [目标]
        具体指标 | 量化目标(原目标) | 调整后目标 | 调整审批人 | 调整日期
        GMV      | 5000000          | 4800000    | {}         | {}
"""


@pytest.mark.parametrize(
    ("by", "when", "what"),
    [
        ("", "", "调整审批人和调整日期"),
        ("王敏", "", "调整日期"),
        ("", "2026-06-15", "调整审批人"),
        ("王敏", "2026-06-15", ""),
    ],
)
def test_an_adjusted_target_is_signed_and_its_empty_cells_are_said_once(
    by: str, when: str, what: str
) -> None:
    found = checked(ADJUSTED.format(by, when))
    assert [f.message("zh") for f in found] == (
        [f"目标「GMV」已调整，但没有{what}"] if what else []
    )
    assert all((f.id, f.column) == ("G20", "target_adjusted") for f in found)


def test_a_goal_never_adjusted_needs_no_signature() -> None:
    expected, got = findings_of("[目标]\n具体指标 | 量化目标(原目标)\nGMV | 5000000")
    assert got == expected == []


def test_a_merged_cell_is_not_empty() -> None:
    book, facts, _ = check(parse("[目标]\n具体指标 | 量化目标(原目标)\nGMV |\n订单数 |"))
    at = book["goals"].at(0, "target")
    merged = Fault("merged", "goals", at._replace(bottom=at.top + 1), row=0)

    def missing(*faults: Fault) -> int:
        found = validate_book(replace(book, faults=faults), facts)
        return sum(f.id == "G01" for f in found)

    assert missing() == 2
    assert missing(merged) == 0
    assert missing(merged._replace(at=at._replace(left=1, right=1))) == 2
