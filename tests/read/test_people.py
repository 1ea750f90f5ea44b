"""What people and other programs do to a workbook: read all the same, and told with its cell."""

import re
from datetime import datetime
from typing import Any

import pytest

from promo_xl.workbook.file import FileWorkbook
from tests.read.people import (
    GMV,
    checked,
    columns,
    edited,
    gmv,
    made,
    rewritten,
    told,
)

DAY = datetime(2026, 6, 4)  # noqa: DTZ001  (campaign days have no zone)


def _below(tab: Any, row: int, **cells: object) -> None:
    """Type one row of 日数据 by header."""
    at = columns(tab)
    for head, value in cells.items():
        tab.cell(
            row, next(c for name, c in at.items() if name.startswith(head))
        ).value = value


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_book_saved_by_another_program_is_read_as_it_was(lang: str) -> None:
    book = edited(lambda book: None, made(lang))
    assert told(made(lang)) == told(book) == []
    assert gmv(made(lang)) == gmv(book) == GMV


def test_a_renamed_tab_is_found_by_its_table_and_findings_name_it() -> None:
    def change(book: Any) -> None:
        tab = book["日数据"]
        tab.title = "六月数据"
        tab["A7"] = "前天"

    assert told(edited(change)) == ["A02 六月数据!A7"]


def test_a_renamed_tab_without_its_table_is_known_by_its_headers() -> None:
    def change(book: Any) -> None:
        book["日数据"].title = "六月"
        book["日数据" if "日数据" in book.sheetnames else "六月"].tables.clear()

    assert told(edited(change)) == []
    assert gmv(edited(change)) == GMV


def test_headers_may_be_aliases_without_units_or_in_the_other_language() -> None:
    def change(book: Any) -> None:
        tab, at = book["日数据"], columns(book["日数据"])
        tab.cell(6, at["成交金额GMV(元)"]).value = "支付金额（元）"
        tab.cell(6, at["花费(元)"]).value = "Spend"
        tab.cell(6, at["渠道"]).value = "channel"
        tab.cell(6, at["访客数UV(人)"]).value = " 访客数UV "

    run = checked(edited(change))
    assert [f.id for f in run.findings if f.id[0] == "A" and f.id != "A07"] == []
    assert run.facts.figures["campaign.gmv"].value == GMV
    assert run.book["daily"]["cost"].tolist() == [1000] * 6
    assert run.book["daily"]["uv"].tolist() == [500] * 6


def test_columns_may_stand_in_any_order() -> None:
    def change(book: Any) -> None:
        tab, at = book["日数据"], columns(book["日数据"])
        a, b = at["日期"], at["成交金额GMV(元)"]
        for row in range(6, 13):
            one, other = tab.cell(row, a), tab.cell(row, b)
            one.value, other.value = other.value, one.value
            one.number_format = "General"

    assert (told(edited(change)), gmv(edited(change))) == ([], GMV)


def test_peoples_own_columns_are_kept_and_named_once_a_sheet() -> None:
    def change(book: Any) -> None:
        tab = book["渠道计划"]
        right = max(columns(tab).values())
        for n, head in enumerate(("心情", "天气"), 1):
            tab.cell(6, right + n).value = head
            tab.cell(7, right + n).value = "好"

    book = edited(change)
    (found,) = [f for f in checked(book).findings if f.id == "A13"]
    assert found.message("zh") == "未识别的列「心情、天气」会保留，但不参与计算"
    assert told(book) == [f"A13 {found.at}"]


def test_of_two_columns_that_mean_the_same_the_first_is_read_and_the_other_named() -> None:
    def change(book: Any) -> None:
        tab, at = book["日数据"], columns(book["日数据"])
        tab.cell(6, at["备注"]).value = "支付金额"
        tab.cell(7, at["备注"]).value = 99

    book = edited(change)
    (found,) = [f for f in checked(book).findings if f.id == "A13"]
    assert found.message("zh") == "「支付金额」与前面的列意思相同，只读了前面的一列"
    assert gmv(book) == GMV


def test_a_column_without_a_header_is_told_where_something_stands_in_it() -> None:
    def insert(book: Any) -> None:
        tab = book["日数据"]
        tab.insert_cols(4)
        tab["D8"] = "问过运营"

    book = edited(insert)
    (found,) = [f for f in checked(book).findings if f.id == "A13"]
    assert str(found.at) == "日数据!D6"
    assert found.message("zh") == "D列有内容却没有列名，没有读取"
    assert gmv(book) == GMV

    def insert_blank(book: Any) -> None:
        book["日数据"].insert_cols(4)

    assert told(edited(insert_blank)) == []


def test_a_row_of_units_under_the_header_is_no_data_and_is_told_once() -> None:
    def change(book: Any) -> None:
        tab = book["日数据"]
        tab.insert_rows(7)
        _below(tab, 7, 日期="日期", 成交金额GMV="元", 花费="(元)")

    book = edited(change)
    found = [f for f in checked(book).findings if "单位" in f.message("zh")]
    assert [f.message("zh") for f in found] == ["第7行是单位（“日期”…），没有当作数据"]
    assert {line.split()[0] for line in told(book)} == {"A12"}
    assert gmv(book) == GMV


def test_an_optional_column_that_was_deleted_is_nothing_and_a_required_one_is_named() -> (
    None
):
    def optional(book: Any) -> None:
        book["日数据"].cell(6, columns(book["日数据"])["小时"]).value = None

    def required(book: Any) -> None:
        book["日数据"].cell(6, columns(book["日数据"])["日期"]).value = None

    assert told(edited(optional)) == []
    assert told(edited(required)) == ["A01 日数据"]


@pytest.mark.parametrize("tables", [True, False])
def test_rows_put_above_the_header_move_it(tables: bool) -> None:
    def change(book: Any) -> None:
        tab = book["日数据"]
        tab.insert_rows(3, 2)
        if not tables:
            tab.tables.clear()

    assert (told(edited(change)), gmv(edited(change))) == ([], GMV)


def test_a_header_split_over_two_rows_is_one() -> None:
    def change(book: Any) -> None:
        tab, at = book["日数据"], columns(book["日数据"])
        tab.tables.clear()
        tab.insert_rows(7)
        tab.delete_rows(14, 300)
        for head in ("访客数UV(人)", "订单数(单)", "成交金额GMV(元)", "花费(元)"):
            tab.cell(7, at[head]).value = head
            tab.cell(6, at[head]).value = "数据" if head != "订单数(单)" else None
        tab.merge_cells(start_row=6, end_row=7, start_column=1, end_column=1)

    assert (told(edited(change)), gmv(edited(change))) == ([], GMV)


def test_a_band_merged_above_the_header_is_no_header() -> None:
    def change(book: Any) -> None:
        tab = book["日数据"]
        tab["A5"], tab["K5"] = "维度", "流量"
        tab.merge_cells("A5:J5")
        tab.merge_cells("K5:W5")

    assert (told(edited(change)), gmv(edited(change))) == ([], GMV)


def test_rows_typed_below_the_table_count_and_are_told_once() -> None:
    def change(book: Any) -> None:
        for row in (13, 14):
            _below(
                book["日数据"], row, 日期=DAY, 渠道="直通车", 成交金额=500, 计划=f"p{row}"
            )

    book = edited(change)
    (found,) = [f for f in checked(book).findings if f.id == "A12"]
    assert told(book) == ["A12 日数据!A13"]
    assert found.message("zh") == (
        "表格下方的第13–14行还没有并入表格，Excel 公式不算它们（本工具照常读取）"
    )
    assert found.fixable
    assert gmv(book) == GMV + 1000


@pytest.mark.parametrize("word", ["合计", "总计：", "Total"])
def test_a_sum_typed_below_the_table_is_no_data_and_is_told(word: str) -> None:
    def change(book: Any) -> None:
        _below(book["日数据"], 13, 渠道=word, 成交金额=GMV, 花费=6000)

    book = edited(change)
    assert told(book) == ["A12 日数据!C13"]
    assert gmv(book) == GMV
    (found,) = [f for f in checked(book).findings if f.id == "A12"]
    assert found.message("zh") == f"第13行是“{word}”行，没有当作数据"


def test_a_subtotal_inside_the_table_is_no_data_and_no_gap() -> None:
    def change(book: Any) -> None:
        tab = book["日数据"]
        for column in range(1, tab.max_column + 1):
            tab.cell(9, column).value = None
        _below(tab, 9, 日期="小计", 成交金额=20_000)

    book = edited(change)
    assert told(book) == ["A12 日数据!A9"]
    assert gmv(book) == GMV - 10_000


def test_bare_numbers_and_notes_below_the_table_are_not_read_and_told() -> None:
    def change(book: Any) -> None:
        _below(book["日数据"], 13, 成交金额=GMV)
        book["渠道计划"]["B12"] = "注：预算待确认"

    book = edited(change)
    assert told(book) == ["A12 渠道计划!B12", "A12 日数据!AH13"]
    assert gmv(book) == GMV
    found = [f for f in checked(book).findings if f.id == "A12"]
    assert found[0].message("zh") == "表格外有内容（B12 起1格），没有读取"


def test_blank_rows_inside_a_table_are_told_and_trailing_ones_are_not() -> None:
    def change(book: Any) -> None:
        tab = book["日数据"]
        for row in (9, 10, 12):
            for column in range(1, tab.max_column + 1):
                tab.cell(row, column).value = None

    book = edited(change)
    assert told(book) == ["A12 日数据!A9"]
    assert gmv(book) == GMV - 30_000
    (found,) = [f for f in checked(book).findings if f.id == "A12"]
    assert found.message("en") == "There are blank rows inside the table (rows 9–10)"


def test_a_day_merged_over_its_rows_is_the_day_of_each() -> None:
    def change(book: Any) -> None:
        book["日数据"].merge_cells("A7:A8")

    book = edited(change)
    assert told(book) == ["A12 日数据!A7"]
    daily = checked(book).book["daily"]
    assert daily["date"][0] == daily["date"][1]
    assert gmv(book) == GMV


def test_an_amount_merged_over_rows_is_counted_once_and_nobody_asks_for_the_rest() -> None:
    def change(book: Any) -> None:
        book["日数据"].merge_cells("AH7:AH8")

    run = checked(edited(change))
    assert run.facts.figures["campaign.gmv"].value == GMV - 10_000
    lines = [f"{f.id} {f.at}" for f in run.findings if f.at.sheet == "日数据"]
    assert lines == ["A12 日数据!AH7"]


def test_hidden_and_filtered_rows_and_hidden_columns_are_read() -> None:
    def change(book: Any) -> None:
        tab = book["日数据"]
        for row in (8, 9, 10):
            tab.row_dimensions[row].hidden = True
        tab.column_dimensions["AH"].hidden = True
        tab.tables["t_daily"].autoFilter.ref = tab.tables["t_daily"].ref

    assert (told(edited(change)), gmv(edited(change))) == ([], GMV)


def test_choices_may_be_in_the_other_language() -> None:
    def change(book: Any) -> None:
        book["渠道计划"].cell(7, columns(book["渠道计划"])["渠道目的"]).value = "Conversion"

    run = checked(edited(change))
    assert told(edited(change)) == []
    assert run.book["channels"]["purpose"].tolist()[0] == "conversion"


def test_text_where_numbers_and_days_should_be_is_used_and_told() -> None:
    def change(book: Any) -> None:
        tab = book["日数据"]
        _below(tab, 7, 日期="2026/6/1", 成交金额="1万", 花费="1,000")

    book = edited(change)
    assert told(book) == ["A09 日数据!A7", "A09 日数据!AH7", "A09 日数据!AZ7"]
    found = [f for f in checked(book).findings if f.id == "A09"]
    assert "按 2026-06-01 读取" in found[0].message("zh")
    assert all(f.fixable for f in found)
    assert gmv(book) == GMV


def test_an_error_cell_is_told_and_its_row_still_read() -> None:
    def change(book: Any) -> None:
        book["日数据"]["AH7"] = "#REF!"

    book = edited(change)
    assert told(book) == ["A11 日数据!AH7"]
    assert gmv(book) == GMV - 10_000


def test_a_typed_formula_that_lost_its_value_is_told() -> None:
    def change(book: Any) -> None:
        book["日数据"]["AH7"] = "=5000*2"

    assert told(edited(change)) == ["A11 日数据!AH7"]


def test_a_deleted_tab_is_told_where_the_size_shows_it() -> None:
    def change(book: Any) -> None:
        del book["目标"]
        del book["用户反馈"]

    assert told(edited(change)) == ["A01 目标"]


def test_a_copied_tab_is_told_and_not_added() -> None:
    def change(book: Any) -> None:
        copied = book.copy_worksheet(book["日数据"])
        copied.title = "日数据 (2)"

    book = edited(change)
    assert told(book) == ["A12 日数据 (2)"]
    assert gmv(book) == GMV
    (found,) = [f for f in checked(book).findings if f.id == "A12"]
    assert found.message("zh") == "工作表「日数据 (2)」像是「日数据」的副本，没有读取"


def test_a_copied_tab_is_read_where_the_first_is_gone() -> None:
    def change(book: Any) -> None:
        book.copy_worksheet(book["日数据"]).title = "日数据 (2)"
        del book["日数据"]

    assert (told(edited(change)), gmv(edited(change))) == ([], GMV)


def test_a_table_that_lost_its_range_is_read_by_its_header() -> None:
    def change(book: Any) -> None:
        for tab in book:
            tab.tables.clear()

    assert (told(edited(change)), gmv(edited(change))) == ([], GMV)


def test_a_formula_typed_over_is_told_and_a_blank_one_is_not() -> None:
    def change(book: Any) -> None:
        tab, at = book["渠道计划"], columns(book["渠道计划"])
        tab.cell(7, at["预算占比"]).value = 0.5
        tab.cell(8, at["预算占比"]).value = None

    book = edited(change)
    (found,) = [f for f in checked(book).findings if f.id == "A10"]
    assert told(book) == [f"A10 {found.at}"]
    assert found.message("zh") == "计算列「预算占比」的公式被“0.5”覆盖"
    assert found.blocks_report


@pytest.mark.parametrize(("version", "says"), [("2", "认识的是 1"), ("0", "promo-xl new")])
def test_a_book_of_another_version_is_told_at_the_plans_id(version: str, says: str) -> None:
    def change(book: Any) -> None:
        meta = book["_meta"]
        (row,) = [r for r in meta.iter_rows() if r[0].value == "schema_version"]
        row[1].value = version

    book = edited(change)
    (found,) = [f for f in checked(book).findings if f.id == "A14"]
    assert str(found.at) == "项目总表!B7"
    assert says in found.message("zh") + found.advice("zh")


def test_a_hidden_tab_in_use_is_told_and_read() -> None:
    def change(book: Any) -> None:
        tab, at = book["预算"], columns(book["预算"])
        assert tab.sheet_state == "hidden"
        for head, value in (
            ("预算编号", "B01"),
            ("费用类别", "物料制作"),
            ("费用项", "海报"),
        ):
            tab.cell(7, at[head]).value = value
        tab.cell(7, at["预算金额(元)"]).value = 100
        book["日数据"].sheet_state = "hidden"

    book = edited(change)
    assert [line for line in told(book) if line.startswith("A16")] == [
        "A16 预算",
        "A16 日数据",
    ]
    found = [f for f in checked(book).findings if f.id == "A16"]
    assert found[0].message("zh") == "「预算」有1行数据但未显示"
    assert gmv(book) == GMV


def test_the_same_row_twice_is_told_at_the_second() -> None:
    def change(book: Any) -> None:
        _below(book["日数据"], 9, 日期=datetime(2026, 6, 1), 渠道="直通车")  # noqa: DTZ001

    book = edited(change)
    (found,) = [f for f in checked(book).findings if f.id == "A04"]
    assert told(book) == ["A04 日数据!A9"]
    assert "（第7、9行）" in found.message("zh")
    assert found.message("zh").startswith("“2026-06-01·直通车”")


def test_a_name_with_hidden_spaces_or_other_letters_still_counts_and_is_told() -> None:
    def change(book: Any) -> None:
        tab = book["日数据"]
        tab["C7"], tab["C9"], tab["C11"] = "直通车 ", "直 通 车", "直通车\u200b"

    book = edited(change)
    assert told(book) == ["A08 日数据!C7", "A15 日数据!C9", "A08 日数据!C11"]
    assert gmv(book) == GMV
    assert all(f.fixable for f in checked(book).findings if f.id in ("A08", "A15"))


def test_what_wps_writes_is_read() -> None:
    """Another prefix, texts in the cells themselves, bare tables, days as text."""

    def bare_table(xml: str) -> str:
        head, _, rest = xml.partition(' ref="')
        ref = rest.partition('"')[0]
        name = head.rpartition('displayName="')[2].partition('"')[0]
        names = xml[xml.index("<tableColumns") :]
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        return f'<table xmlns="{main}" id="1" name="{name}" displayName="{name}" ref="{ref}">{names}'

    def in_the_cell(found: re.Match[str]) -> str:
        return f'<c r="C{found[1]}" t="inlineStr"><is><t>直通车</t></is></c>'

    def daily(xml: str) -> str:
        xml = re.sub(r'<c r="C(7|9|11)"[^>]*><v>\d+</v></c>', in_the_cell, xml)
        day = '<c r="A7" t="inlineStr"><is><t>2026/6/1</t></is></c>'
        return _prefixed(re.sub(r'<c r="A7"[^>]*><v>[\d.]+</v></c>', day, xml))

    book = rewritten(r"xl/tables/table\d+\.xml", bare_table)
    number = FileWorkbook(book).titles().index("日数据") + 1
    book = rewritten(rf"xl/worksheets/sheet{number}\.xml", daily, book)
    assert told(book) == ["A09 日数据!A7"]
    assert gmv(book) == GMV
    assert checked(book).book["daily"]["channel_id"].tolist() == ["C01", "C02"] * 3


def _prefixed(xml: str) -> str:
    """Write a sheet's elements with a prefix, as some exporters do."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    body = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", xml.partition("?>")[2])
    body = body.replace(f'xmlns="{main}"', f'xmlns:x="{main}"', 1)
    return xml.partition("?>")[0] + "?>" + body
