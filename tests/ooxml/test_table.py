"""Tables grow, shrink and refuse what stands in their way."""

import pytest

from promo_xl.errors import RefusedError
from promo_xl.ooxml.cell import Content
from promo_xl.ooxml.package import open_package
from promo_xl.ooxml.sheet import SheetXml
from promo_xl.ooxml.table import (
    TablePart,
    append_rows,
    read_table,
    read_tables,
    replace_rows,
    resize_table,
)
from tests.ooxml.books import MAIN, rich_book

ROWS = (
    '<row r="6"><c r="A6" t="inlineStr"><is><t>甲</t></is></c><c r="B6" t="inlineStr"><is><t>乙</t></is></c></row>'
    '<row r="7" ht="30"><c r="A7" s="1"><v>1</v></c><c r="B7" s="2"><f>A7</f><v>1</v></c><c r="D7"><v>9</v></c></row>'
    '<row r="8" hidden="1"><c r="A8" s="1"><v>2</v></c><c r="B8" s="2"><f>A8</f><v>2</v></c></row>'
    '<row r="20"><c r="A20"><v>3</v></c></row>'
)
PART = TablePart("t.xml", "t", (6, 1, 8, 2), ("甲", "乙"), {"乙": "t[[#This Row],[甲]]*2"})


def _sheet(rows: str = ROWS, tail: str = "") -> SheetXml:
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{tail}</worksheet>'
    return SheetXml(xml.encode(), "表", list)


def _row(a: float, b: float) -> list[Content]:
    return [Content(a), Content(b)]


def test_a_table_reads_as_its_part_says() -> None:
    package = open_package(rich_book())
    (table,) = read_tables(package, "xl/worksheets/sheet3.xml")
    assert (table.name, table.area, table.body) == ("t_goals", (6, 1, 9, 4), (7, 1, 9, 4))
    assert table.headers == ("编号", "名", "数", "链")
    assert read_tables(package, "xl/worksheets/sheet4.xml") == ()


def test_headers_and_formulas_are_read_unescaped() -> None:
    xml = (
        '<table name="n" ref="A1:B3" headerRowCount="1" totalsRowCount="1"><tableColumns>'
        '<tableColumn name="a_x000a_b"/><tableColumn name="c&amp;d"><x/><calculatedColumnFormula>'
        "1&lt;2</calculatedColumnFormula></tableColumn></tableColumns></table>"
    )
    package = open_package(rich_book()).changed({"t.xml": xml.encode()})
    table = read_table(package, "t.xml")
    assert (table.name, table.headers, table.formulas) == (
        "n",
        ("a\nb", "c&d"),
        {"c&d": "1<2"},
    )
    assert table.body == (2, 1, 2, 2)


def test_replaced_rows_take_the_formats_of_the_first_and_leave_the_rest_alone() -> None:
    sheet = _sheet()
    area = replace_rows(sheet, PART, [_row(n, n) for n in (5, 6, 7, 8)]).area
    assert area == (6, 1, 10, 2)
    text = sheet.to_bytes().decode()
    assert (
        '<row r="10" ht="30"><c r="A10" s="1"><v>8</v></c><c r="B10" s="2"><v>8</v></c></row>'
        in text
    )
    assert '<c r="D7"><v>9</v></c>' in text
    assert "hidden" not in text
    assert '<row r="20"><c r="A20"><v>3</v></c></row>' in text


def test_fewer_rows_take_the_stale_ones_away() -> None:
    sheet = _sheet()
    assert replace_rows(sheet, PART, []).area == (6, 1, 7, 2)
    text = sheet.to_bytes().decode()
    assert (
        '<row r="7" ht="30"><c r="A7" s="1"/><c r="B7" s="2"/><c r="D7"><v>9</v></c></row>'
        in text
    )
    assert '<row r="8"' not in text
    assert sheet.formulas_moved


def test_the_same_rows_change_nothing_not_even_what_is_hidden() -> None:
    sheet = _sheet()
    rows = [[Content(n), Content(n, formula=f"A{n + 6}")] for n in (1, 2)]
    assert replace_rows(sheet, PART, rows).area == PART.area
    assert sheet.to_bytes() == _sheet().to_bytes()


def test_appended_rows_take_the_last_ones_formats_and_the_tables_formula() -> None:
    sheet = _sheet()
    rows = [{"甲": Content(3.0)}, {"乙": Content(8.0, formula="4*2")}]
    assert append_rows(sheet, PART, rows).area == (6, 1, 10, 2)
    text = sheet.to_bytes().decode()
    assert (
        '<c r="A9" s="1"><v>3</v></c><c r="B9" s="2"><f>t[[#This Row],[甲]]*2</f></c>'
        in text
    )
    assert '<c r="A10" s="1"/><c r="B10" s="2"><f>4*2</f><v>8</v></c>' in text


def test_the_one_blank_row_of_an_empty_table_is_filled_first() -> None:
    blank = '<row r="7"><c r="A7" s="1"/><c r="B7" s="2"><f>A7</f><v></v></c></row>'
    table = TablePart("t.xml", "t", (6, 1, 7, 2), ("甲", "乙"), {})
    sheet = _sheet(blank)
    assert append_rows(sheet, table, [{"甲": Content(1.0)}]).area == (6, 1, 7, 2)
    assert append_rows(_sheet(blank), table, []).area == (6, 1, 7, 2)


def test_what_stands_below_is_never_overwritten() -> None:
    with pytest.raises(RefusedError, match=r"A9:B20 .* not free"):
        replace_rows(_sheet(), PART, [_row(1, 1)] * 14)
    last = TablePart("t.xml", "t", (1_048_575, 1, 1_048_576, 2), ("甲", "乙"), {})
    with pytest.raises(RefusedError, match="not free"):
        append_rows(_sheet(), last, [{"甲": Content(1.0)}] * 2)


def test_merged_blocks_are_in_the_way() -> None:
    merged = _sheet(tail='<mergeCells><mergeCell ref="B9:C12"/></mergeCells>')
    with pytest.raises(RefusedError, match="not free"):
        append_rows(merged, PART, [{"甲": Content(1.0)}])


def test_rows_that_do_not_fit_the_columns_are_refused() -> None:
    with pytest.raises(RefusedError, match="2 columns"):
        replace_rows(_sheet(), PART, [[Content(1.0)]])
    with pytest.raises(RefusedError, match="丙"):
        append_rows(_sheet(), PART, [{"丙": Content(1.0)}])


def test_a_resized_part_changes_in_its_ranges_only() -> None:
    xml = (
        b'<table id="1" ref="A6:B8" totalsRowCount="0"><autoFilter ref="A6:B8"><filterColumn '
        b'colId="0"/></autoFilter><sortState ref="A7:B8"><sortCondition ref="B7:B8"/></sortState>'
        b"<tableColumns/></table>"
    )
    same, longer = PART.growth("表", 8, 9), PART.growth("表", 20, 9)
    assert resize_table(xml, same, changed=False) == xml
    assert resize_table(xml, longer, changed=True) == (
        b'<table id="1" ref="A6:B20" totalsRowCount="0"><autoFilter ref="A6:B20"/><tableColumns/></table>'
    )
    assert resize_table(xml, longer, changed=False) == xml.replace(b"B8", b"B20")
