"""Sheets and columns are found however people renamed and moved them."""

import pytest

from promo_xl.book import Book, Ref
from promo_xl.read import read_book
from promo_xl.read.headers import known_headers, parse_name
from promo_xl.schema import SETTINGS_SHEETS, WORKBOOK, sheet
from promo_xl.schema.label import fold
from promo_xl.schema.sheet import Sheet
from promo_xl.workbook import Grid, TableRange
from tests.read.books import PLAN, START, Grids, changed, read, typed

Cells = list[list[object]]
DAILY: Cells = [
    ["日期", "渠道", "支付金额（元）", "我的备注", "消耗"],
    [START, "抖音", 5.0, "x", 1.0],
]


def _daily(rows: Cells, above: int, title: str = "日数据", **more: object) -> Grids:
    book = typed(channels=[{"channel_name": "抖音"}])
    grids = [book.grid(t) for t in book.titles() if t != "日数据"]
    page = Grid(title, [*([None] for _ in range(above)), *rows], **more)  # type: ignore[arg-type]  # any field of Grid
    return Grids([*grids, page], book.names())


def _own_columns(book: Book) -> list[object]:
    """Give the columns named as people's own, where nothing else is a fault."""
    assert {fault.what for fault in book.faults} <= {"extra_column"}
    return [fault.raw for fault in book.faults]


def test_a_tab_is_known_by_its_table_whatever_it_is_called() -> None:
    table = TableRange("T_Daily", 3, 1, 4, 5)
    book = read_book(_daily(DAILY, 2, "六月数据", tables=(table,)))
    assert book["daily"].title == "六月数据"
    assert book["daily"]["gmv"].tolist() == [5]
    assert book["daily"].top == 4
    assert _own_columns(book) == ["我的备注"]


@pytest.mark.parametrize("above", [0, 5, 8])
def test_without_a_table_the_header_is_found_by_its_words(above: int) -> None:
    book = read_book(_daily(DAILY, above, " 日数据 "))
    assert book["daily"]["gmv"].tolist() == [5]
    assert str(book["daily"].at(0, "gmv")) == f" 日数据 !C{above + 2}"
    assert _own_columns(book) == ["我的备注"]


def test_a_header_nobody_knows_is_left_alone() -> None:
    book = read_book(_daily(DAILY, 5))
    assert "我的备注" not in book["daily"].headers.values()
    assert book["daily"].headers["gmv"] == "支付金额（元）"


def test_a_renamed_header_is_known_from_the_notes_of_the_book() -> None:
    rows: Cells = [["日期", "渠道", "钱"], [START, "抖音", 5.0]]
    grids = _daily(rows, 5)
    meta = grids.grid("_meta")
    noted = Grid("_meta", [*meta.rows, ["header:daily:gmv", "钱"]])
    others = [grids.grid(t) for t in grids.titles() if t != "_meta"]
    assert read_book(Grids([*others, noted], grids.names()))["daily"]["gmv"].tolist() == [5]


def test_an_absent_optional_column_is_blank_and_no_fault() -> None:
    book = read_book(_daily(DAILY, 5))
    assert "pv" not in book["daily"].places
    assert book["daily"].at(0, "pv") == Ref("日数据")


def test_a_required_column_that_is_gone_is_named() -> None:
    rows: Cells = [["渠道", "支付金额", "花费"], ["抖音", 5.0, 1.0]]
    faults = read_book(_daily(rows, 5)).faults
    assert [(f.what, f.sheet, f.key, str(f.at)) for f in faults] == [
        ("missing_column", "daily", "date", "日数据")
    ]


def test_a_sheet_that_is_gone_is_named_and_empty() -> None:
    book = read(daily=None)
    assert [(f.what, f.sheet) for f in book.faults] == [("missing_sheet", "daily")]
    assert not book["daily"].present
    assert len(book["daily"]) == 0


def test_every_sheet_of_a_new_book_is_found() -> None:
    book = read()
    assert book.faults == ()
    assert {t.sheet.key for t in book if not t.present} == {
        s.key for s in WORKBOOK if s.later
    }
    assert {table.sheet.key for table in book} == {
        s.key for s in (*WORKBOOK, *SETTINGS_SHEETS)
    }


def test_a_plan_without_its_sheet_is_one_blank_record_with_defaults() -> None:
    book = read(plan=None, settings=None)
    assert book["plan"].field("size") == "small"
    assert book["plan"].field("project_name") is None
    assert book.settings["basis"] == "paid"


def test_a_form_is_found_by_its_labels_where_the_names_are_lost() -> None:
    book = typed()
    grids = [book.grid(t) for t in book.titles()]
    again = read_book(Grids(grids, {}))
    assert again["plan"].field("total_budget") == PLAN["total_budget"]
    assert again["plan"].place(0, "total_budget") == read_book(book)["plan"].place(
        0, "total_budget"
    )


def test_a_moved_field_is_found_by_its_name() -> None:
    book = typed()
    grid = book.grid("项目总表")
    rows = [list(row) for row in grid.rows] + [[None, None, None, None, 77.0]]
    names = {**book.names(), "plan_total_budget": f"项目总表!$E${len(rows)}"}
    others = [book.grid(t) for t in book.titles() if t != "项目总表"]
    again = read_book(Grids([*others, Grid("项目总表", rows)], names))
    assert again["plan"].field("total_budget") == 77


def test_an_english_book_is_read_alike() -> None:
    book = read("en", channels=[{"channel_name": "Feed", "role": "核心"}])
    assert book.lang == "en"
    assert book["channels"]["role"].tolist() == ["core"]
    assert book["plan"].title == "Plan"
    assert book.faults == ()


def test_without_notes_the_language_is_that_of_the_tabs() -> None:
    for lang in ("zh", "en"):
        assert read_book(changed(typed(lang), "_meta", drop=True)).lang == lang


@pytest.mark.parametrize("one", [*WORKBOOK, *SETTINGS_SHEETS], ids=lambda one: one.key)
def test_every_label_and_alias_finds_its_own_column(one: Sheet) -> None:
    known = known_headers(one, {})
    for column in one.cells:
        for lang in ("zh", "en"):
            assert known[fold(column.label.say(lang))] == column.key
            assert known[fold(column.header(lang))] == column.key


def test_brackets_that_tell_columns_apart_are_not_taken_for_units() -> None:
    known = known_headers(sheet("plan"), {})
    assert known["同期gmv(近1次)"] == "ly1_gmv"
    assert known["同期gmv(近2次)"] == "ly2_gmv"
    assert "同期gmv" not in known


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'项目总表'!$B$8", Ref("项目总表", 8, 2)),
        ("=Plan!$AB$8", Ref("Plan", 8, 28)),
        ("'it''s (1)'!$A$1:$C$5", Ref("it's (1)", 1, 1, 5, 3)),
        ("#REF!", None),
        ("OFFSET(Plan!$A$1,1,1)", None),
    ],
)
def test_a_defined_name_is_a_cell_or_a_block_or_nothing(
    text: str, expected: Ref | None
) -> None:
    assert parse_name(text) == expected
