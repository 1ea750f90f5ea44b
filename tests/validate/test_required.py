"""A07: required cells, by size and while a condition holds."""

from datetime import date

import pytest

from promo_xl.derive import derive_facts
from promo_xl.finding import Severity, blocking
from promo_xl.pipeline import check, new
from promo_xl.read import read_book
from promo_xl.schema.choices import SCENARIO
from promo_xl.schema.scenarios import Brief, starter
from promo_xl.schema.sheet import SIZES
from promo_xl.validate import validate_book
from promo_xl.workbook.file import FileWorkbook
from promo_xl.workbook.text import TextWorkbook
from tests.sheets import AS_OF, checked, findings_of


def _structure(lines: list[str]) -> list[str]:
    """Keep the findings of group A: the others have tests of their own."""
    return [line for line in lines if line.rpartition(" ")[2].startswith("A")]


def test_an_empty_required_cell_is_a_warning_with_an_example() -> None:
    found = checked("""
        [任务与甘特]
        任务名称 | 负责人 | 开始时间 | 结束时间
        主图设计 | 李雷   |          | 2026-05-25
    """)
    assert [(f.id, f.severity) for f in found if f.id[0] == "A"] == [
        ("A07", Severity.WARNING)
    ]
    (empty,) = [f for f in found if f.id == "A07"]
    assert empty.message("zh").startswith("必填项「开始时间」为空，如 20")
    assert empty.message("en").startswith("Required cell Planned start is empty, like 20")


def test_an_empty_plan_asks_for_what_a_small_shop_must_fill() -> None:
    expected, got = findings_of("""
        [项目总表]
        项目名称(活动名称) |        # A07
        总预算             |        # A07
        负责人             |        # A07
        结案日             |
    """)
    assert got == expected


def test_a_blank_row_is_no_row_and_an_unreadable_cell_is_not_empty() -> None:
    expected, got = findings_of("""
        [目标]
        具体指标 | 量化目标(原目标)
        GMV      | 5000000
                 |                  # 目标编号: A12
        订单数   | 很多             # 量化目标(原目标): A02
    """)
    assert _structure(got) == expected


def test_a_grey_default_counts_as_filled() -> None:
    expected, got = findings_of("""
        [任务与甘特]
        任务名称 | 开始时间   | 结束时间
        主图设计 | 2026-05-20 | 2026-05-25
    """)
    assert got == expected == []


@pytest.mark.parametrize("size", ["small", "team", "full"])
def test_a_shop_row_needs_no_channel_and_no_cost(size: str) -> None:
    found = checked(
        """
        [渠道计划]
        渠道名称 | 平台 | 渠道目的 | 付费属性 | 渠道预算(直填)
        直通车   | 淘宝 | 转化     | 付费     | 240000
        [日数据]
        日期       | 数据层级 | 渠道   | 成交金额GMV | 花费
        2026-06-01 | 店铺大盘 |        | 40000       |
        2026-06-01 | 渠道归因 | 直通车 | 40000       |
        2026-06-02 |          |        | 40000       | 100
        """,
        size=size,
    )
    daily = [str(f.at.cell)[-1] + f.column for f in found if f.at.sheet == "日数据"]
    assert daily == ["8cost", "9channel_id"]


def test_a_condition_adds_a_cell_only_in_its_sizes() -> None:
    text = """
        [活动权益]
        权益组 | 玩法类型 | 优惠力度 | 门槛金额 | 最高奖金额 | 开始时间   | 结束时间   | 对外文案
        A      | 抽奖     | 30       |          |            | 2026-06-01 | 2026-06-02 | 抽奖   # 最高奖金额: A07
        B      | 优惠券   | 30       | 300      |            | 2026-06-01 | 2026-06-02 | 领券
        [预算]
        费用类别 | 费用项 | 预算金额 | 审批状态
        物料制作 | 海报   | 50000    | 通过
    """
    expected, got = findings_of(text)
    assert _structure(got) == expected
    team = [f for f in checked(text, size="team") if f.at.sheet == "预算"]
    assert [f.column for f in team if f.id == "A07"] == ["appr_date"], (
        "who approved is asked for by a rule of its own"
    )


def test_a_small_shop_with_budget_lines_need_not_type_the_budget_twice() -> None:
    expected, got = findings_of("""
        [渠道计划]
        渠道名称 | 渠道目的 | 渠道预算(直填)
        直通车   | 转化     |                     # 渠道预算(直填): A07
        信息流   | 转化     |
        [预算]
        费用类别 | 费用项     | 渠道   | 预算金额
        广告投放 | 信息流投放 | 信息流 | 180000
    """)
    assert got == expected


def test_a_free_channel_needs_no_budget_and_a_paid_one_without_lines_does() -> None:
    found = checked(
        """
        [渠道计划]
        渠道名称 | 平台     | 渠道目的 | 付费属性 | 渠道预算(直填)
        私域     | 微信社群 | 沉淀     | 私域     |
        直通车   | 淘宝     | 转化     | 付费     |
        信息流   | 抖音     | 转化     | 付费     |
        [预算]
        费用类别 | 费用项     | 渠道   | 预算金额
        广告投放 | 信息流投放 | 信息流 | 180000
        """,
        size="team",
    )
    assert [(f.at.cell[-1], f.column) for f in found if f.at.sheet == "渠道计划"] == [
        ("8", "budget_typed")
    ]


def test_an_english_reader_gets_no_chinese_example() -> None:
    (found,) = checked("""
        [项目总表]
        核心目标(量化) |
    """)
    assert "，如 GMV500万元" in found.message("zh")
    assert found.message("en") == "Required cell Core goal (quantified) is empty"


STARTERS = [
    *((item.key, "zh", "full") for item in SCENARIO.items),
    *(("big_day", "en", size) for size in SIZES),
]


@pytest.mark.parametrize(("scenario", "lang", "size"), STARTERS)
def test_what_new_makes_asks_only_for_what_is_still_empty(
    scenario: str, lang: str, size: str
) -> None:
    brief = Brief("x", scenario, lang, date(2026, 11, 1), date(2026, 11, 11), 9e5, size)
    rows = starter(brief, lambda day: day.weekday() < 5)
    made = new(rows, lang, "x.xlsx", AS_OF, live_today=True)
    findings = check(FileWorkbook(made, "x.xlsx"), AS_OF, AS_OF).findings
    assert {f.id for f in findings if f.id.startswith("A")} <= {"A07"}
    assert not blocking(findings)


def test_a_book_without_a_word_in_it_gives_no_error() -> None:
    book = read_book(TextWorkbook.of({}))
    found = validate_book(book, derive_facts(book, AS_OF))
    assert {(f.id, f.at.sheet) for f in found} == {("A07", "项目总表")}
