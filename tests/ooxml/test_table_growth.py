"""A table grows in a file: what points at it follows, everything else stays to the byte."""

import re
from html import escape
from pathlib import Path

import openpyxl
import pytest

from promo_xl.errors import RefusedError
from promo_xl.ooxml.package import read_parts
from promo_xl.ooxml.totals import Columns
from promo_xl.patch import AppendRows, Cell, Formula, Patch, ReplaceRows, SetCells
from promo_xl.workbook.file import FileWorkbook
from tests.office import computed_books, differences
from tests.ooxml.books import with_parts
from tests.ooxml.lint import lint
from tests.ooxml.table_books import (
    LAST,
    PIVOT,
    replaced,
    stream,
    table_book,
    with_pivot_cache,
)
from tests.validator import errors_of

TITLE, TABLE = "日 数据", "t_daily"
SHEET, BOARD = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
TWO: list[dict[str, Cell]] = [
    {"渠道": "丁", "成交": 40.0, "花费": 8.0},
    {"渠道": "戊<&>", "成交": 50.0, "花费": 1.0, "ROI": Formula("[@成交]/[@花费]", 50.0)},
]
APPEND = AppendRows(TITLE, TABLE, TWO)


def applied(data: bytes, *edits: AppendRows | ReplaceRows | SetCells) -> dict[str, bytes]:
    """Give the parts of a workbook after a patch."""
    return read_parts(patched(data, edits))


def patched(data: bytes, patch: Patch) -> bytes:
    """Give a workbook's bytes after a patch; nothing in it is new to a repair dialog."""
    book = FileWorkbook(data, "例.xlsx")
    book.apply(patch)
    after = book._package.to_bytes()
    assert lint(after) == lint(data)
    return after


def changed(before: bytes, after: dict[str, bytes]) -> set[str]:
    """Name the parts that differ."""
    old = read_parts(before)
    return {name for name in {**old, **after} if old.get(name) != after.get(name)}


def test_only_parts_that_point_at_the_table_change() -> None:
    book = with_pivot_cache(table_book(), "A6:D9")
    assert changed(book, applied(book, APPEND)) == {
        SHEET,
        BOARD,
        "xl/workbook.xml",
        "xl/tables/table1.xml",
        "xl/charts/chart2.xml",
        "xl/charts/chart3.xml",
        PIVOT,
    }
    plain = table_book(totals=False, more=False)
    assert changed(plain, applied(plain, APPEND)) == {SHEET, "xl/tables/table1.xml"}


def test_new_rows_look_like_the_last_one_and_carry_the_columns_formula() -> None:
    xml = applied(table_book(), APPEND)[SHEET].decode()
    ours = "<f>t_daily[[#This Row],[成交]]/t_daily[[#This Row],[花费]]</f>"
    assert '<row r="10" ht="33" customHeight="1">' in xml
    assert f'<c r="D10" s="2">{ours}</c>' in xml
    assert f'<c r="D11" s="2">{ours}<v>50</v></c>' in xml
    assert '<c r="B10" s="1"><v>40</v></c>' in xml


def test_the_totals_row_moves_and_adds_up_the_new_body() -> None:
    parts = applied(table_book(), APPEND)
    xml = parts[SHEET].decode()
    row = re.search(r'<row r="12".*?</row>', xml)
    assert row is not None
    assert 'ht="44.25"' in row[0]
    assert "<f>SUBTOTAL(109,t_daily[成交])</f><v>150</v>" in row[0]
    assert "<f>SUBTOTAL(101,t_daily[花费])</f><v>6</v>" in row[0]
    assert '<c r="D12" s="2"><f>B12/SUM(C7:C11)</f></c>' in row[0]
    assert b'ref="A6:D12" totalsRowCount="1"' in parts["xl/tables/table1.xml"]
    assert b'<autoFilter ref="A6:D11"/>' in parts["xl/tables/table1.xml"]
    tab = openpyxl.load_workbook(stream(patched(table_book(), (APPEND,))))[TITLE]
    assert tab["A12"].value == "合计"
    assert tab["A10"].value == "丁"
    assert tab["G8"].value == "旁边"


def test_formats_rules_and_names_that_reached_the_last_row_reach_the_new_one() -> None:
    parts = applied(table_book(), APPEND)
    tail = parts[SHEET].decode().partition("</sheetData>")[2]
    assert 'conditionalFormatting sqref="A7:A11"' in tail
    assert "COUNTIF($A$7:$A$11,A7)&gt;1" in tail
    assert 'sqref="A1:F9 A10:D11"' in tail
    assert 'sqref="C7:C400"' in tail
    assert "<formula1>$A$7:$A$11</formula1>" in tail
    assert 'ignoredError sqref="A7:D11"' in tail
    assert 'protectedRange sqref="B7:B11"' in tail
    assert "<xm:sqref>B7:B11</xm:sqref>" in tail
    assert "B9:C9</xm:f><xm:sqref>E9</xm:sqref>" in tail
    board = parts[BOARD].decode()
    assert "<xm:f>'日 数据'!B7:B11</xm:f><xm:sqref>B1</xm:sqref>" in board
    assert "<formula1>'日 数据'!$A$7:$A$11</formula1>" in board
    names = parts["xl/workbook.xml"].decode()
    for said in ("$A$7:$A$11", "$C$7:$C$11", "$A$6:$D$12", "$A$7</", "$A$7:$A$8"):
        assert f"'日 数据'!{said}" in names
    assert 'Print_Area" localSheetId="0">\'日 数据\'!$A$1:$F$12<' in names


def test_charts_over_whole_columns_show_the_new_rows_wherever_they_stand() -> None:
    book = table_book()
    parts = applied(book, APPEND)
    for name in ("xl/charts/chart2.xml", "xl/charts/chart3.xml"):
        chart = parts[name].decode()
        assert "'日 数据'!$A$7:$A$11" in chart
        assert '<c:ptCount val="5"/>' in chart
        assert '<c:pt idx="4"><c:v>戊&lt;&amp;&gt;</c:v></c:pt>' in chart
        assert "<c:formatCode>General</c:formatCode>" in chart
        assert "$B$6</c:f>" in chart or name.endswith("3.xml")
    assert '<c:pt idx="3"><c:v>40</c:v></c:pt>' in parts["xl/charts/chart2.xml"].decode()
    part = "xl/charts/chart1.xml"
    assert read_parts(book)[part] == parts[part], "it shows two of three rows"


def test_a_pivot_over_the_whole_table_takes_the_new_rows_at_its_next_refresh() -> None:
    for ref, then in (("A6:D9", "A6:D11"), ("A6:C9", "A6:C9"), ("A6:D8", "A6:D8")):
        parts = applied(with_pivot_cache(table_book(), ref), APPEND)
        assert f'ref="{then}"'.encode() in parts[PIVOT]


def test_an_active_filter_keeps_its_criteria_and_new_rows_are_seen() -> None:
    part = "xl/tables/table1.xml"
    old = '<autoFilter ref="A6:D9"/>'
    new = (
        '<autoFilter ref="A6:D9"><filterColumn colId="0"><filters><filter val="甲"/>'
        '</filters></filterColumn></autoFilter><sortState ref="A7:D9">'
        '<sortCondition ref="B7:B9"/></sortState>'
    )
    book = replaced(table_book(), part, old, new)
    book = replaced(book, SHEET, '<row r="8"', '<row r="8" hidden="1"')
    parts = applied(book, APPEND)
    assert new.replace("9", "11").encode() in parts[part]
    xml = parts[SHEET].decode()
    assert "hidden" not in xml.partition('<row r="10"')[2].partition("</sheetData>")[0]
    assert "<f>SUBTOTAL(109,t_daily[成交])</f></c>" in xml, (
        "who knows what the filter hides"
    )


def test_replaced_rows_take_the_totals_row_along_both_ways() -> None:
    rows: list[list[Cell]] = [["甲", float(n), 2.0, None] for n in range(1, 9)]
    more = patched(table_book(), (ReplaceRows(TITLE, TABLE, rows),))
    tab = openpyxl.load_workbook(stream(more), data_only=True)[TITLE]
    assert [tab.cell(15, c).value for c in (1, 2, 3)] == ["合计", 36, 2]
    assert tab.tables[TABLE].ref == "A6:D15"
    less = patched(more, (ReplaceRows(TITLE, TABLE, rows[:2]),))
    tab = openpyxl.load_workbook(stream(less), data_only=True)[TITLE]
    assert [tab.cell(9, c).value for c in (1, 2, 3)] == ["合计", 3, 2]
    assert [tab.cell(15, c).value for c in (1, 2, 3, 4)] == [None] * 4
    parts = read_parts(less)
    assert "'日 数据'!$B$7:$B$8</c:f>" in parts["xl/charts/chart2.xml"].decode()
    assert b'<c:ptCount val="2"/>' in parts["xl/charts/chart2.xml"]
    again = patched(less, (ReplaceRows(TITLE, TABLE, rows[:2]),))
    assert read_parts(again) == parts


def test_a_cell_set_in_the_body_is_added_up_and_one_elsewhere_is_not() -> None:
    xml = applied(table_book(), SetCells(TITLE, {(7, 2): 110.0}))[SHEET].decode()
    assert "<f>SUBTOTAL(109,t_daily[成交])</f><v>160</v>" in xml
    assert "<v>7.0</v>" in xml
    elsewhere = applied(table_book(), SetCells(TITLE, {(8, 7): "x"}))[SHEET].decode()
    assert "<v>60.0</v>" in elsewhere


def test_two_appends_in_one_patch_are_as_one() -> None:
    once = applied(table_book(), APPEND)
    twice = applied(
        table_book(), AppendRows(TITLE, TABLE, TWO[:1]), AppendRows(TITLE, TABLE, TWO[1:])
    )
    for name in ("xl/workbook.xml", "xl/charts/chart2.xml", "xl/tables/table1.xml", BOARD):
        assert once[name] == twice[name]


def test_appending_nothing_changes_nothing() -> None:
    book = table_book()
    assert changed(book, applied(book, AppendRows(TITLE, TABLE, []))) == set()


NOTE = (
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors>'
    '<author>甲</author></authors><commentList><comment ref="{at}" authorId="0"><text><t>注'
    "</t></text></comment></commentList></comments>"
)
THREAD = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
    'threadedcomments"><threadedComment ref="{at}" personId="p" id="i"><text>注</text>'
    "</threadedComment></ThreadedComments>"
)


def _with_note(at: str, xml: str, kind: str) -> bytes:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    part = "xl/worksheets/_rels/sheet1.xml.rels"
    rels = read_parts(table_book())[part].decode()
    link = f'<Relationship Id="n" Type="x/{kind}" Target="../note.xml"/></Relationships>'
    assert space in rels
    changes = {
        part: rels.replace("</Relationships>", link).encode(),
        "xl/note.xml": xml.format(at=at).encode(),
    }
    return with_parts(table_book(), dict(changes))


def _with_tail(before: str, xml: str) -> bytes:
    return replaced(table_book(), SHEET, before, xml + before)


def _with_link(at: str) -> bytes:
    return _with_tail("<pageMargins", f'<hyperlinks><hyperlink ref="{at}"/></hyperlinks>')


IN_THE_WAY = {
    "a note on the totals row": (_with_note("B10", NOTE, "comments"), "B10 的批注"),
    "a note below": (_with_note("B11", NOTE, "comments"), "B11 的批注"),
    "a conversation": (_with_note("C10", THREAD, "threadedComment"), "C10 的批注"),
    "a link": (_with_link("A10"), "A10 的超链接"),
    "merged totals": (
        _with_tail("<conditionalFormatting", '<mergeCells><mergeCell ref="C10:D10"/></mergeCells>'),
        "合并单元格 C10:D10",
    ),
    "a rule of the totals row alone": (
        replaced(table_book(), SHEET, 'sqref="C7:C9"', 'sqref="C10"'),
        "C10 的数据有效性",
    ),
    "a newer rule of the totals row alone": (
        _with_tail(
            "<pageMargins",
            '<x14:dataValidations xmlns:x14="x" xmlns:xm="y"><x14:dataValidation><xm:sqref>D10 H:H'
            "</xm:sqref></x14:dataValidation></x14:dataValidations>",
        ),
        "D10 的数据有效性",
    ),
    "cells below": (
        patched(table_book(), (SetCells(TITLE, {(11, 2): "备注", (12, 4): 1.0}),)),
        "B11、D12",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", IN_THE_WAY)
def test_what_is_in_the_way_of_the_totals_row_is_named(what: str) -> None:
    data, said = IN_THE_WAY[what]
    book = FileWorkbook(data)
    with pytest.raises(RefusedError) as caught:
        book.apply((APPEND,))
    assert said in caught.value.zh
    assert said.partition(" ")[0].partition("、")[0].removeprefix("合并单元格") in str(
        caught.value.en
    )
    assert book._package is book._original


def test_another_table_below_is_named() -> None:
    part = "xl/tables/table2.xml"
    book = table_book(totals=False)
    xml = read_parts(book)["xl/tables/table1.xml"].replace(b"A6:D9", b"C11:F13")
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    link = '<Relationship Id="t2" Type="x/table" Target="../tables/table2.xml"/>'
    book = with_parts(book, {part: xml.replace(b"t_daily", b"t_other")})
    book = replaced(book, rels, "</Relationships>", link + "</Relationships>")
    with pytest.raises(RefusedError, match="another table C11:F13"):
        FileWorkbook(book).apply((APPEND,))


def test_our_own_rows_may_come_under_a_note_or_a_link() -> None:
    book = _with_note("B10", NOTE, "comments")
    book = replaced(book, "xl/tables/table1.xml", 'totalsRowCount="1"', "")
    book = replaced(book, "xl/tables/table1.xml", "A6:D10", "A6:D9")
    cells = SetCells(TITLE, {(10, c): None for c in range(1, 5)})
    rows: list[list[Cell]] = [["甲", 1.0, 2.0, 3.0]] * 5
    after = FileWorkbook(book)
    after.apply((cells, ReplaceRows(TITLE, TABLE, rows)))
    assert after.grid(TITLE).tables[0].bottom == 11
    with pytest.raises(RefusedError, match="the note at B10"):
        FileWorkbook(book).apply((cells, APPEND))


def test_the_row_attributes_of_an_odd_totals_row_do_no_harm() -> None:
    """A cell without an address, and one whose formula is part of a shared one."""
    bare = replaced(table_book(), SHEET, '<c r="A10"', "<c")
    xml = applied(bare, APPEND)[SHEET].decode()
    assert re.search(r'<c r="A12"[^>]*t="s"', xml)
    shared = replaced(
        table_book(),
        SHEET,
        "<f>B10/SUM(C7:C9)</f>",
        '<f t="shared" ref="D10" si="0">B10</f>',
    )
    with pytest.raises(RefusedError, match=r"D10 in the total row .* shared"):
        FileWorkbook(shared).apply((APPEND,))


@pytest.mark.parametrize(
    ("formula", "then", "value"),
    [
        ("SUBTOTAL(9,C7:C9)", "SUBTOTAL(9,C7:C11)", "<v>30</v>"),
        (
            "SUBTOTAL(4,'日 数据'!$B$7:$B$9)",
            "SUBTOTAL(4,'日 数据'!$B$7:$B$11)",
            "<v>50</v>",
        ),
        ("SUBTOTAL(103,[渠道])", "SUBTOTAL(103,[渠道])", "<v>5</v>"),
        ("SUBTOTAL(9,C7:C8)", "SUBTOTAL(9,C7:C8)", ""),
        ("SUBTOTAL(9,C7:C9,B7:B9)", "SUBTOTAL(9,C7:C11,B7:B11)", ""),
        ("SUBTOTAL(9,t_other[花费])", "SUBTOTAL(9,t_other[花费])", ""),
        ("SUBTOTAL(9,t_daily[没有])", "SUBTOTAL(9,t_daily[没有])", ""),
        ("SUBTOTAL(9,t_daily[ROI])", "SUBTOTAL(9,t_daily[ROI])", ""),
        ("SUM(t_daily[成交])", "SUM(t_daily[成交])", ""),
    ],
)
def test_a_total_is_computed_or_left_without_a_value(
    formula: str, then: str, value: str
) -> None:
    custom = f"<totalsRowFormula>{formula}</totalsRowFormula></tableColumn></tableColumns>"
    part = "xl/tables/table1.xml"
    book = replaced(table_book(), SHEET, "<f>B10/SUM(C7:C9)</f>", f"<f>{formula}</f>")
    book = replaced(book, part, "</tableColumn></tableColumns>", custom)
    parts = applied(book, APPEND)
    assert f'<c r="D12" s="2"><f>{then}</f>{value}</c>' in parts[SHEET].decode()
    assert f"<totalsRowFormula>{then}</totalsRowFormula>" in parts[part].decode()


def test_headers_of_several_lines_and_with_brackets_are_found() -> None:
    columns = Columns("t", ("价\n元", "a[1]#"), (7, 1, 9, 2))
    assert columns.column("T[价\r\n元]", TITLE) == 1
    assert columns.column("t[a'[1']'#]", TITLE) == 2
    assert columns.column("t[[#Data],[a]]", TITLE) is None


def test_a_totals_row_without_some_cells_leaves_none_of_the_body() -> None:
    book = table_book()
    rows: list[list[Cell]] = [["甲", 1.0, 2.0, 3.0]]
    xml = read_parts(book)[SHEET].decode()
    cell = re.search(r'<c r="C10".*?</c>', xml)
    assert cell is not None
    bare = replaced(book, SHEET, cell[0], "")
    tab = openpyxl.load_workbook(
        stream(patched(bare, (ReplaceRows(TITLE, TABLE, rows),))), data_only=True
    )[TITLE]
    assert [tab.cell(8, c).value for c in (1, 2, 3)] == ["合计", 1, None]


@pytest.mark.parametrize("at", ["F10", "B9", "B30"])
def test_notes_beside_the_table_or_further_down_are_not(at: str) -> None:
    parts = applied(_with_note(at, NOTE, "comments"), APPEND)
    assert parts["xl/note.xml"].decode() == NOTE.format(at=at)


@pytest.mark.parametrize(
    ("title", "formula", "named"),
    [
        ("看板", "'日 数据'!$B$10*2", "B10"),
        (TITLE, "ROUND(B10/C10,1)", "B10"),
        ("看板", "SUM('日 数据'!B10:C10)", "B10:C10"),
    ],
)
def test_a_formula_that_names_the_totals_row_by_address_keeps_it_in_place(
    title: str, formula: str, named: str
) -> None:
    cell = SetCells(title, {(1, 9): Formula(formula, 1.0)})
    book = FileWorkbook(patched(table_book(), (cell,)))
    with pytest.raises(RefusedError, match=rf"{title}!I1 .* as {named};"):
        book.apply((APPEND,))


@pytest.mark.parametrize(
    "formula",
    [
        "SUM('日 数据'!$B$7:$B$9)",
        "t_daily[[#Totals],[成交]]",
        "B10",
        "'日 数据'!F10",
        '"日 数据!B10"&1',
    ],
)
def test_a_formula_elsewhere_is_never_rewritten(formula: str) -> None:
    cell = SetCells("看板", {(1, 9): Formula(formula, 1.0)})
    board = applied(patched(table_book(), (cell,)), APPEND)[BOARD].decode()
    assert f"<f>{escape(formula, quote=False)}</f>" in board


def test_names_and_charts_of_the_totals_row_go_along_with_it() -> None:
    book = replaced(
        table_book(), "xl/workbook.xml", "'日 数据'!$A$7</", "'日 数据'!$B$10</"
    )
    chart = "xl/charts/chart1.xml"
    book = replaced(book, chart, "$B$6</c:f>", "$A$10</c:f>")
    book = replaced(book, chart, "$B$7:$B$8</c:f>", "$B$10:$C$10</c:f>")
    parts = applied(book, APPEND)
    assert "'日 数据'!$B$12</".encode() in parts["xl/workbook.xml"]
    assert "$A$12</c:f>" in parts[chart].decode()
    assert "$B$12:$C$12</c:f></c:numRef>" in parts[chart].decode()
    assert '<c:pt idx="0"><c:v>合计</c:v>' in parts[chart].decode()


def test_an_array_column_is_refused() -> None:
    book = replaced(
        table_book(),
        "xl/tables/table1.xml",
        "<calculatedColumnFormula>",
        '<calculatedColumnFormula array="1">',
    )
    with pytest.raises(RefusedError, match=r"ROI.*array"):
        FileWorkbook(book).apply((APPEND,))


@pytest.mark.office
@pytest.mark.validator
def test_libreoffice_adds_up_the_same_and_the_validator_finds_nothing(
    tmp_path: Path,
) -> None:
    """The one cell we cannot compute is left without a value: never with a wrong one."""
    whole = [{**row, "ROI": None} for row in TWO[:1]] + TWO[1:]
    rows: list[dict[str, Cell]] = [{**row} for row in whole]
    rows[0]["ROI"] = Formula("[@成交]/[@花费]", 5.0)
    grown = patched(
        with_pivot_cache(table_book(), "A6:D9"), (AppendRows(TITLE, TABLE, rows),)
    )
    shrunk = patched(
        grown, (ReplaceRows(TITLE, TABLE, [["甲", 3.0, 2.0, Formula("[@成交]/2", 1.5)]]),)
    )
    computed = computed_books({"grown": grown, "shrunk": shrunk}, tmp_path)
    for name, points in (("grown", b"5"), ("shrunk", b"1")):
        parts = read_parts(computed[name])
        drawn = b"".join(xml for part, xml in parts.items() if "/charts/chart" in part)
        assert b'<c:ptCount val="' + points + b'"/>' in drawn, "LibreOffice draws each row"
    assert [d.split(":")[0] for d in differences(grown, computed["grown"])] == [
        f"{TITLE}!D{LAST + 3}"
    ]
    assert [d.split(":")[0] for d in differences(shrunk, computed["shrunk"])] == [
        f"{TITLE}!D8"
    ]
    for name, data in {"grown": grown, "shrunk": shrunk}.items():
        (tmp_path / f"{name}.xlsx").write_bytes(data)
    assert errors_of([tmp_path / "grown.xlsx", tmp_path / "shrunk.xlsx"]) == []
