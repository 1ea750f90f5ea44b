"""What a reader could not take as it stands: group A but A07, as rows in memory show it.

What only a file can show (merges, hidden tabs, formulas typed over) is in tests/read.
"""

from dataclasses import replace

import pytest

from promo_xl.book import Book, Fault
from promo_xl.finding import Finding, Severity
from promo_xl.validate import validate_book
from tests.sheets import check, checked, findings_of, lines, parse

CHANNELS = """
    [渠道计划]
    渠道名称 | 渠道目的 | 渠道预算(直填)
    直通车   | 转化     | 1240000
"""


def test_a_value_nobody_can_read_is_reported_once_where_it_stands() -> None:
    expected, got = findings_of("""
        [渠道计划]
        渠道名称 | 渠道目的 | 渠道预算(直填)
        直通车   | 转化     | 240000
        信息流   | 转化     | 约一千            # 渠道预算(直填): A02
        达人     | 转化     | 1-2万             # 渠道预算(直填): A02
    """)
    assert got == expected


def test_a_form_field_is_read_like_any_cell() -> None:
    expected, got = findings_of("""
        [项目总表]
        总预算     | 一百多万      # A02
        推广周期-结束 | 下个月      # A02
    """)
    assert got == expected


def test_what_stands_in_the_cell_its_type_and_an_example_are_said_in_both_languages() -> (
    None
):
    (found,) = checked("""
        [项目总表]
        总预算 | 一百多万
    """)
    assert found.message("zh") == "「总预算」填的“一百多万”不是有效的金额"
    assert found.message("en") == "Total budget: “一百多万” is not a valid amount"
    assert "如" in found.advice("zh")
    assert found.value == "一百多万"


def test_a_word_outside_the_list_names_the_one_that_is_meant() -> None:
    case = parse("""
        [渠道计划]
        渠道名称 | 渠道目的 | 渠道预算(直填)
        直通车   | 转化引流 | 400000            # 渠道目的: A03
        信息流   | convert  | 400000            # 渠道目的: A03
        达人     | Ｃonversion | 400000
    """)
    book, _, found = check(case)
    assert lines(found) == case.expected(book)
    assert "没有“转化引流”这个选项，是不是「" in found[0].message("zh")
    assert found[0].advice("zh") == "从下拉列表里选：种草、引流、转化、沉淀"


def test_a_channel_that_is_not_in_the_plan_names_its_sheet_and_the_nearest_one() -> None:
    case = parse(
        CHANNELS
        + """
    [日数据]
    日期       | 渠道     | 成交金额GMV | 花费
    2026-06-01 | 直通车   | 40000       | 10000
    2026-06-01 | 直通     | 40000       | 10000      # 渠道: A06
    2026-06-01 | 抖音     | 40000       | 10000      # 渠道: A06
    """
    )
    book, _, found = check(case)
    assert lines(found) == case.expected(book)
    assert found[0].message("zh") == "「渠道计划」里没有“直通”，是不是「直通车」？"
    assert found[0].message("en") == "“直通” is not in Channel plan; did you mean “直通车”?"
    assert found[1].message("zh") == "「渠道计划」里没有“抖音”"


def test_in_a_small_shop_a_name_typed_as_owner_registers_itself() -> None:
    expected, got = findings_of("""
        [任务与甘特]
        任务名称 | 负责人 | 开始时间   | 结束时间
        主图设计 | 李雷   | 2026-05-20 | 2026-05-25
    """)
    assert got == expected == []


def test_a_number_typed_as_text_is_read_and_said() -> None:
    expected, got = findings_of(
        CHANNELS
        + """
    [日数据]
    日期       | 渠道   | 成交金额GMV | 花费
    2026-06-01 | 直通车 | '40000      | 1万     # 成交金额GMV: A09, 花费: A09
    """
    )
    assert got == expected


def _with(book: Book, *faults: Fault) -> Book:
    return replace(book, faults=[*book.faults, *faults])


def _faulted(what: str, sheet: str, key: str, raw: object) -> list[Finding]:
    book, facts, _ = check(parse(CHANNELS))
    table = book[sheet]
    fault = Fault(what, sheet, table.at(0, key), key, raw, 0)
    return list(validate_book(_with(book, fault), facts))


def test_an_error_value_is_named_and_blocks_a_final_report() -> None:
    (found,) = _faulted("error_cell", "plan", "total_budget", "#REF!")
    assert found.id == "A11"
    assert found.blocks_report
    assert found.message("zh") == "「总预算」显示错误值 #REF!"


def test_a_typed_formula_never_calculated_asks_to_save_the_file_in_excel() -> None:
    (found,) = _faulted("uncached", "channels", "budget_typed", None)
    assert found.id == "A11"
    assert found.severity is Severity.ERROR
    assert "保存一次" in found.advice("zh")


def test_a_long_id_stored_as_a_number_has_lost_its_last_digits() -> None:
    (found,) = _faulted("long_id", "channels", "channel_id", 6.78e17)
    assert found.id == "A09"
    assert "678000000000000000" in found.message("zh")


def test_a_required_column_that_is_gone_is_one_finding_of_the_sheet() -> None:
    book, facts, _ = check(parse(CHANNELS))
    channels = book["channels"]
    kept = {key: place for key, place in channels.places.items() if key != "purpose"}
    tables = {**book.tables, "channels": replace(channels, places=kept)}
    (found,) = validate_book(replace(book, tables=tables), facts)
    assert (found.id, found.at.sheet, found.at.cell) == ("A01", "渠道计划", "")
    assert found.message("zh") == "缺少必填列「渠道目的」"


def test_an_absent_optional_column_is_nothing() -> None:
    book, facts, _ = check(parse(CHANNELS))
    channels = book["channels"]
    kept = {key: place for key, place in channels.places.items() if key != "focus"}
    tables = {**book.tables, "channels": replace(channels, places=kept)}
    assert validate_book(replace(book, tables=tables), facts) == ()


@pytest.mark.parametrize(("size", "expected"), [("small", 0), ("team", 1)])
def test_a_missing_sheet_counts_only_where_the_size_shows_it(
    size: str, expected: int
) -> None:
    book, facts, _ = check(parse("", size=size))
    tables = {**book.tables, "budget": replace(book["budget"], present=False)}
    found = validate_book(replace(book, tables=tables), facts)
    assert [f.id for f in found].count("A01") == expected


def test_one_unreadable_cell_is_not_judged_again() -> None:
    book, facts, _ = check(parse(CHANNELS))
    at = book["plan"].at(0, "total_budget")
    faults = [
        Fault(w, "plan", at, "total_budget", "#N/A", 0)
        for w in ("error_cell", "unreadable")
    ]
    assert lines(validate_book(_with(book, *faults), facts)) == [f"{at} A02"]


def test_a_daily_row_is_known_by_all_that_tells_rows_apart() -> None:
    expected, got = findings_of(
        CHANNELS
        + """
    [日数据]
    日期       | 小时 | 渠道   | 计划/创意 | 成交金额GMV | 花费
    2026-06-01 |      | 直通车 |           | 40000       | 1
    2026-06-01 | 10   | 直通车 |           | 40000       | 1
    2026-06-01 |      | 直通车 | 计划A     | 40000       | 1
    2026-06-02 |      | 直通车 |           | 40000       | 1
    2026-06-01 |      | 直通车 |           | 30000       | 1       # 日期: A04
    2026-06-01 |      | 直通车 | 计划 a    | 40000       | 1       # 日期: A04
    """
    )
    assert [line for line in got if " A" in line] == expected


def test_an_id_or_a_name_others_refer_to_may_stand_only_once() -> None:
    found = checked("""
        [渠道计划]
        渠道编号 | 渠道名称 | 渠道目的 | 渠道预算(直填)
        C01      | 直通车   | 转化     | 100000
        c01      | 信息流   | 转化     | 100000
        C03      | 直 通车  | 转化     | 100000
    """)
    told = [(f.at.cell, f.message("zh")) for f in found if f.id == "A04"]
    assert told == [
        ("A8", "「渠道编号」“c01”重复（第7、8行）"),
        ("C9", "「渠道名称」“直 通车”出现两次（第7、9行），别的表引用时分不清"),
    ]


def test_what_names_a_channel_whose_id_stands_twice_is_no_second_row() -> None:
    found = checked("""
        [渠道计划]
        渠道编号 | 渠道名称 | 渠道目的 | 渠道预算(直填)
        C01      | 直通车   | 转化     | 100000
        C01      | 信息流   | 转化     | 100000
        [日数据]
        日期       | 渠道   | 成交金额GMV | 花费
        2026-06-01 | 直通车 | 40000       | 1
        2026-06-01 | 信息流 | 40000       | 1
    """)
    assert [str(f.at) for f in found if f.id[0] == "A"] == ["渠道计划!A8"]


def test_two_phases_of_one_name_are_told_apart_by_their_track() -> None:
    expected, got = findings_of("""
        [活动节奏]
        阶段 | 平台/赛道 | 开始时间   | 结束时间
        爆发 | 天猫      | 2026-06-01 | 2026-06-05
        爆发 | 抖音      | 2026-06-01 | 2026-06-05
        返场 |           | 2026-06-06 | 2026-06-07
        返场 |           | 2026-06-08 | 2026-06-09     # 阶段: A04
        [目标]
        具体指标 | 量化目标(原目标) | 阶段
        GMV      | 5000000          | 爆发·抖音
    """)
    assert [line for line in got if " A" in line] == expected
    case = parse("""
        [活动节奏]
        阶段 | 平台/赛道 | 开始时间   | 结束时间
        爆发 | 天猫      | 2026-06-01 | 2026-06-05
        爆发 | 抖音      | 2026-06-01 | 2026-06-05
        [目标]
        具体指标 | 量化目标(原目标) | 阶段
        GMV      | 5000000          | 爆发·抖音
    """)
    assert check(case)[0]["goals"]["phase_id"].tolist() == ["PH02"]


def test_a_bare_name_that_phases_of_two_tracks_share_is_told_with_their_ids() -> None:
    case = parse("""
        [活动节奏]
        阶段编号 | 阶段 | 平台/赛道 | 开始时间   | 结束时间
        PH1      | 爆发 | 天猫      | 2026-06-01 | 2026-06-05
        PH2      | 爆发 | 抖音      | 2026-06-01 | 2026-06-05
        [目标]
        具体指标 | 量化目标(原目标) | 阶段
        GMV      | 5000000          | 爆发
        订单     | 5000             | PH2
    """)
    (found,) = [f for f in check(case)[2] if f.id == "A06"]
    assert found.value == "爆发"
    assert found.severity is Severity.WARNING
    assert found.message("zh").endswith("这里按 PH1 读取")
    assert found.advice("zh") == "改填编号：PH1（天猫）、PH2（抖音）"
    assert found.advice("en") == "Enter its ID: PH1 (Tmall), PH2 (Douyin)"


@pytest.mark.parametrize(
    ("size", "severity"), [("small", Severity.INFO), ("team", Severity.WARNING)]
)
def test_a_row_without_id_has_a_provisional_one_and_is_told(
    size: str, severity: Severity
) -> None:
    case = parse(CHANNELS, size=size)
    case.sheets["channels"][0]["channel_id"] = None
    (found,) = [f for f in check(case)[2] if f.id == "A05"]
    assert (found.id, found.at.cell, found.severity) == ("A05", "A7", severity)
    assert found.message("zh") == "第7行缺少编号，暂用 C01"
    assert found.message("en") == "Row 7 has no ID; C01 is used for now"
    assert found.fixable


def test_stray_spaces_and_other_spellings_are_told_once_a_cell_with_the_right_word() -> (
    None
):
    case = parse(
        CHANNELS
        + """
    [日数据]
    日期       | 渠道 | 成交金额GMV | 花费
    2026-06-01 | A    | 40000       | 1        # 渠道: A08
    2026-06-02 | B    | 40000       | 1        # 渠道: A15
    2026-06-03 | C    | 40000       | 1        # 渠道: A15
    2026-06-04 | D    | 40000       | 1        # 渠道: A06
    """
    )
    words = ["直通车\u3000", "直 通车", " c01", " 直通列车"]
    for row, word in zip(case.sheets["daily"], words, strict=True):
        row["channel_id"] = word
    book, _, found = check(case)
    found = tuple(f for f in found if f.id.startswith("A"))
    assert lines(found) == case.expected(book)
    assert "本工具按“直通车”读取" in found[0].message("zh")
    assert found[1].message("zh") == (
        "“直 通车”在「渠道计划」里写作“直通车”，Excel 公式会当成两个"
    )
    assert "“C01”" in found[2].message("zh")
    assert [f.fixable for f in found] == [True, True, True, False]


def test_a_sheet_out_of_view_is_named_when_it_is_needed() -> None:
    case = parse("""
        [渠道计划]
        渠道名称 | 渠道类型 | 渠道目的 | 渠道预算(直填) | 平台佣金比例
        达人甲   | 达人     | 转化     | 240000         | 10%
        [日数据]
        日期       | 渠道   | 成交金额GMV | 花费
        2026-06-01 | 达人甲 | 40000       | 1000
        [任务与甘特]
        任务名称 | 负责人 | 开始时间   | 结束时间
        主图     | 李雷   | 2026-05-20 | 2026-05-25
        详情     | 韩梅   | 2026-05-20 | 2026-05-25
        客服     | 赵六   | 2026-05-20 | 2026-05-25
    """)
    book, facts, _ = check(case)
    hidden = {k: replace(t, hidden=True) for k, t in book.tables.items() if not len(t)}
    found = validate_book(replace(book, tables={**book.tables, **hidden}), facts)
    told = [f.message("zh") for f in found if f.id == "A16"]
    assert told == [
        "有渠道既有投放花费又付佣金，「预算」该用起来了",
        "已经有达人花费，「资源清单」该用起来了",
        "负责人已有4位以上，「项目组分工」该用起来了",
    ]
