"""Splicing cells into a sheet: what was not named keeps its bytes, harm is refused."""

import re

import pytest

from promo_xl.errors import RefusedError
from promo_xl.ooxml.cell import Content
from promo_xl.ooxml.sheet import SheetXml, area_of, ref_of
from tests.ooxml.books import MAIN

ROWS = (
    '<row r="2" spans="1:3" ht="20" customHeight="1"><c r="A2" s="1"><v>1</v></c>'
    '<c r="C2" t="s"><v>0</v></c></row>\n'
    '<row r="5" s="7" customFormat="1" hidden="1"><c r="B5"><f t="array" ref="B5:B6">A1:A2</f><v>1</v></c></row>'
    '<row r="6"><c r="B6"><v>2</v></c><c r="D6"><f t="shared" ref="D6:D7" si="0">A6</f><v>1</v></c></row>'
    '<row r="7"><c r="D7"><f t="shared" si="0"/><v>2</v></c></row>'
)
TAIL = (
    '<mergeCells count="1"><mergeCell ref="F1:G2"/></mergeCells>'
    '<conditionalFormatting sqref="A2:C7 E1 H:H"/><dataValidation sqref="A3:A300"/>'
    "<extLst><xm:sqref>B2:B7</xm:sqref></extLst>"
)
HEAD = '<dimension ref="A2:D7"/><cols><col min="2" max="4" width="9" style="3"/></cols>'


def _sheet(rows: str = ROWS, head: str = HEAD, tail: str = TAIL) -> SheetXml:
    body = f"<sheetData>{rows}</sheetData>" if rows else "<sheetData/>"
    xml = f'<worksheet xmlns="{MAIN}" xmlns:xm="x">{head}{body}{tail}</worksheet>'
    return SheetXml(xml.encode(), "甲", lambda: ["甲"])


def _text(sheet: SheetXml) -> str:
    return sheet.to_bytes().decode()


def test_setting_what_is_there_changes_no_byte() -> None:
    sheet = _sheet()
    sheet.set_cells({(2, 1): Content(1.0), (2, 3): Content("甲"), (9, 9): Content()})
    assert sheet.to_bytes() == _sheet().to_bytes()


def test_only_the_row_of_a_changed_cell_is_written_anew() -> None:
    sheet = _sheet()
    sheet.set_cells({(2, 2): Content("新")})
    assert _text(sheet) == _text(_sheet()).replace(' spans="1:3"', "", 1).replace(
        '<c r="C2"', '<c r="B2" s="3" t="inlineStr"><is><t>新</t></is></c><c r="C2"'
    ).replace("</row>\n", "</row>")


def test_rows_and_cells_stay_in_order_wherever_new_ones_come() -> None:
    sheet = _sheet()
    sheet.set_cells({(r, c): Content(1.0) for r in (1, 3, 4, 8) for c in (30, 1, 4)})
    text = _text(sheet)
    assert [int(r) for r in re.findall(r'<row r="(\d+)"', text)] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert re.findall(r'<c r="([A-Z]+)4"', text) == ["A", "D", "AD"]
    assert '<dimension ref="A1:AD8"/>' in text


def test_a_new_cell_takes_the_format_of_its_row_or_column() -> None:
    sheet = _sheet()
    sheet.set_cells({(5, 3): Content(1.0), (8, 3): Content(1.0), (8, 9): Content(1.0)})
    text = _text(sheet)
    assert '<c r="C5" s="7">' in text
    assert '<c r="C8" s="3">' in text
    assert '<c r="I8"><v>' in text


def test_an_empty_sheet_takes_cells() -> None:
    sheet = _sheet(rows="", head="", tail="")
    sheet.set_cells({(2, 1): Content(True)})
    assert '<sheetData><row r="2"><c r="A2" t="b"><v>1</v></c></row></sheetData>' in _text(
        sheet
    )


def test_a_sheet_with_prefixed_names_stays_so() -> None:
    xml = '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    sheet = SheetXml(xml.encode(), "甲", list)
    sheet.set_cells({(1, 1): Content("a"), (1, 2): Content(2.0), (2, 1): Content()})
    assert (
        '<x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c r="B1"><x:v>2</x:v></x:c>'
        in _text(sheet)
    )


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ((1, 7), "merged"),
        ((5, 2), "array"),
        ((6, 2), "array"),
        ((6, 4), "shared"),
        ((0, 1), "no row 0"),
        ((1, 16385), "no row 1"),
    ],
)
def test_what_would_harm_other_cells_is_refused(place: tuple[int, int], said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        _sheet().set_cells({place: Content("x")})


def test_the_anchor_of_a_merge_and_a_follower_of_a_shared_formula_may_change() -> None:
    sheet = _sheet()
    sheet.set_cells({(1, 6): Content("x"), (7, 4): Content(2.5)})
    assert sheet.formulas_moved
    assert '<c r="D7" s="3"><v>2.5</v></c>' in _text(sheet)


def test_the_value_of_an_array_formula_may_change_but_only_where_a_formula_is() -> None:
    sheet = _sheet()
    sheet.set_cells({(5, 2): Content(9.0, keeps_formula=True)})
    assert 'ref="B5:B6">A1:A2</f><v>9</v>' in _text(sheet)
    assert not sheet.formulas_moved
    with pytest.raises(RefusedError, match="holds no formula"):
        sheet.set_cells({(2, 1): Content(9.0, keeps_formula=True)})


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ('<row r="2"/><row r="1"/>', "order"),
        ('<row r="2"/><row r="2"/>', "order"),
        ('<row r="2"><!-- <c r="A2"/> --></row>', "comments"),
    ],
)
def test_a_sheet_written_oddly_is_refused_not_guessed(rows: str, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        _sheet(rows).set_cells({(1, 1): Content("x")})


def test_a_sheet_without_cells_is_refused() -> None:
    with pytest.raises(RefusedError, match="no cells"):
        SheetXml(b"<chartsheet/>", "图", list)


def test_dropping_the_last_cell_of_a_row_drops_the_row() -> None:
    sheet = _sheet()
    sheet.drop_cells(7, 4, 4)
    sheet.drop_cells(2, 3, 9)
    sheet.drop_cells(2, 5, 9)
    text = _text(sheet)
    assert '<row r="7"' not in text
    assert '<row r="2" ht="20" customHeight="1"><c r="A2" s="1"><v>1</v></c></row>' in text
    assert sheet.row_numbers() == [2, 5, 6]


def test_a_cloned_row_has_the_height_and_format_but_not_the_hiding() -> None:
    sheet = _sheet()
    for row in (9, 10):
        sheet.clone_row(row, {9: 2, 10: 5}[row])
    sheet.clone_row(2, 5)
    sheet.clone_row(12, 11)
    text = _text(sheet)
    assert '<row r="9" ht="20" customHeight="1"/>' in text
    assert '<row r="10" s="7" customFormat="1"/>' in text
    assert '<row r="12"/>' in text


def test_rows_can_be_shown_again() -> None:
    sheet = _sheet()
    sheet.show_rows([2, 5, 99])
    assert "hidden" not in _text(sheet)
    assert sheet.row_numbers() == [2, 5, 6, 7]


def test_formats_that_end_within_a_grown_table_follow_it() -> None:
    sheet = _sheet()
    sheet.stretch((2, 1, 5, 4), 9)
    text = _text(sheet)
    assert 'sqref="A2:C9 E1 H:H"' in text
    assert 'sqref="A3:A300"' in text
    assert "<xm:sqref>B2:B9</xm:sqref>" in text


def test_areas_print_as_they_read() -> None:
    assert area_of("$A$6:M20") == (6, 1, 20, 13)
    assert ref_of(area_of("B2")) == "B2:B2"
