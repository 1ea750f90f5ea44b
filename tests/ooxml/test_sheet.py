"""Splicing cells into a sheet: what was not named keeps its bytes, harm is refused."""

import re
import time
import tracemalloc

import pytest

from promo_xl.errors import RefusedError
from promo_xl.ooxml.cell import Content
from promo_xl.ooxml.sheet import SheetXml, area_of, ref_of
from promo_xl.patch import SetCells
from promo_xl.workbook.file import FileWorkbook
from tests.ooxml.books import MAIN, framed

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
    assert _text(sheet) == _text(_sheet()).replace(
        '<c r="C2"', '<c r="B2" s="3" t="inlineStr"><is><t>新</t></is></c><c r="C2"'
    )


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
    assert '<c r="D7"><v>2.5</v></c>' in _text(sheet)


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
    assert '<row r="2" spans="1:3" ht="20" customHeight="1"><c r="A2" s="1">' in text
    assert '"C2"' not in text
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


def test_areas_print_as_they_read() -> None:
    assert area_of("$A$6:M20") == (6, 1, 20, 13)
    assert ref_of(area_of("B2")) == "B2:B2"


@pytest.mark.parametrize(
    ("rows", "row", "said"),
    [
        ('<row r="5"><c r="B5"/><c r="A5"/></row>', 5, "out of order in row 5"),
        ('<row r="5"><c r="A5"/><c r="A5"/></row>', 5, "out of order in row 5"),
        ('<row r="5"><c r="A5"/><c r="B6"/></row>', 5, "out of order in row 5"),
        ('<row r="15"><c r="A15"/><c r="B5"/></row>', 15, "out of order in row 15"),
        ("<row r='5'><c r='B5'/><c/><c r='B5'/></row>", 5, "out of order in row 5"),
        ('<row r="x"/>', 5, "rows out of order"),
        ('<row r="1048577"/>', 5, "rows out of order"),
        ('<row r="5"><c r="A5"><v><![CDATA[1]]></v></c></row>', 5, "CDATA"),
    ],
)
def test_what_is_not_understood_is_left_alone(rows: str, row: int, said: str) -> None:
    with pytest.raises(RefusedError, match=said) as caught:
        _sheet(rows).set_cells({(row, 1): Content("x")})
    assert "甲" in caught.value.zh


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (Content("字" * 32_768), "甲!A2"),
        (Content(float("nan")), "甲!A2"),
        (Content(1.0, formula="1+" * 4_100), "甲!A2"),
    ],
)
def test_what_excel_cannot_hold_is_refused_with_sheet_and_cell(
    content: Content, said: str
) -> None:
    sheet = _sheet()
    with pytest.raises(RefusedError, match=said) as caught:
        sheet.set_cells({(2, 1): content})
    assert said in caught.value.zh
    assert sheet.to_bytes() == _sheet().to_bytes()


KINDS = {
    "data table": '<c r="B5"><f t="dataTable" ref="B5:C6" r1="A1"/><v>1</v></c><c r="C5"><v>2</v></c>',
    "array formula": '<c r="B5" cm="1"><f t="array" ref="B5:C6">SORT(A1:B2)</f><v>1</v></c><c r="C5"><v>2</v></c>',
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", [(5, 2), (5, 3), (6, 2)])
def test_a_cell_another_formula_fills_says_which(kind: str, place: tuple[int, int]) -> None:
    sheet = _sheet(f'<row r="5">{KINDS[kind]}</row>')
    with pytest.raises(RefusedError, match=f"{kind} of B5:C6") as caught:
        sheet.set_cells({place: Content(9.0)})
    assert "B5:C6" in caught.value.zh
    with pytest.raises(RefusedError, match=kind):
        sheet.drop_cells(5, 1, 9)
    sheet.set_cells({(5, 4): Content(9.0), (7, 2): Content(9.0)})


def test_a_new_value_beside_a_spilling_formula_keeps_what_makes_it_spill() -> None:
    sheet = _sheet(f'<row r="5">{KINDS["array formula"]}</row>')
    sheet.set_cells({(5, 2): Content(7.0, keeps_formula=True)})
    assert '<c r="B5" cm="1"><f t="array" ref="B5:C6">SORT(A1:B2)</f><v>7</v>' in _text(
        sheet
    )


def test_a_format_of_the_column_is_not_given_to_a_cell_that_has_none() -> None:
    sheet = _sheet('<row r="5"><c r="C5"><v>1</v></c></row>')
    sheet.set_cells({(5, 3): Content(2.0), (5, 4): Content(2.0)})
    assert '<c r="C5"><v>2</v></c><c r="D5" s="3"><v>2</v></c>' in _text(sheet)


def test_the_cells_after_a_dropped_one_stay_where_they_were() -> None:
    sheet = _sheet("<row><c><v>1</v></c><c><v>2</v></c><c r='C1'/><c><v>4</v></c></row>")
    sheet.drop_cells(1, 1, 1)
    assert (
        '<row r="1"><c r="B1"><v>2</v></c><c r=\'C1\'/><c r="D1"><v>4</v></c></row>'
        in _text(sheet)
    )


def test_the_row_after_a_dropped_one_stays_where_it_was() -> None:
    sheet = _sheet('<row r="3"><c r="A3"/></row><row><c><v>4</v></c></row>')
    sheet.drop_cells(3, 1, 9)
    assert '<row r="3"/><row><c><v>4</v></c></row>' in _text(sheet)
    assert sheet.row_numbers() == [3, 4]


PLAIN = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(2, 9))


@pytest.mark.parametrize(
    ("odd", "kept"),
    [
        ('<row r="5"><c r="A5"><v>1</v></c></row>', ""),
        ('<row r="5"><c r="A5"><f>A1</f><v>1</v></c></row>', ""),
        ('<row r="5"><c r="A5"/><c r="D5"><v>4</v></c></row>', '<c r="D5"><v>4</v></c>'),
        ('<row r="5" ht="30" customHeight="1"/>', '<row r="5" ht="30" customHeight="1"/>'),
        ('<row r="5" ht="30"></row>', '<row r="5" ht="30"></row>'),
        ("<row r='5'><c r='A5'/><c r='D5'/></row>", "<c r='D5'/>"),
        ("<row><c><v>1</v></c></row><row/>", ""),
    ],
)
def test_a_dropped_block_leaves_what_dropping_row_by_row_leaves(
    odd: str, kept: str
) -> None:
    rows = PLAIN.replace('<row r="5"><c r="A5"><v>1</v></c></row>', odd)
    if "<row/>" in odd:
        rows = rows.replace('<row r="6">', "<!--").partition("<!--")[0]
    for bottom in (5, 7, 8):
        at_once, one_by_one = _sheet(rows), _sheet(rows)
        at_once.drop_block((3, 1, bottom, 3))
        for row in range(3, bottom + 1):
            one_by_one.drop_cells(row, 1, 3)
        assert at_once.to_bytes() == one_by_one.to_bytes()
        assert at_once.formulas_moved == one_by_one.formulas_moved
        assert kept in _text(at_once)
        assert 'r="A3"' not in _text(at_once)


def test_a_long_block_is_dropped_in_no_time() -> None:
    cells = "".join(f'<c r="{c}%d"><v>1</v></c>' for c in "ABCDEFGHIJKLMNOPQRST")
    rows = "".join(f'<row r="{n}">{cells % ((n,) * 20)}</row>' for n in range(1, 40_001))
    sheet = _sheet(rows, tail="")
    start = time.process_time()
    sheet.drop_block((11, 1, 40_000, 20))
    assert sheet.row_numbers() == list(range(1, 11))
    assert time.process_time() - start < 1.5


def test_a_block_with_a_merge_in_it_is_not_dropped() -> None:
    sheet = _sheet(PLAIN, tail='<mergeCells><mergeCell ref="A4:A5"/></mergeCells>')
    with pytest.raises(RefusedError, match="A4:A5"):
        sheet.drop_block((3, 1, 8, 3))


def test_a_hint_which_columns_a_row_spans_goes_when_it_is_wrong() -> None:
    sheet = _sheet()
    sheet.set_cells({(2, 2): Content(1.0)})
    assert 'spans="1:3"' in _text(sheet)
    sheet.set_cells({(2, 4): Content(1.0)})
    assert "spans" not in _text(sheet)


def test_what_stands_behind_the_cells_can_be_replaced() -> None:
    for rows in (ROWS, ""):
        sheet = _sheet(rows)
        assert sheet.tail.startswith(b"</sheetData><mergeCells")
        assert sheet.merges == ((1, 6, 2, 7),)
        sheet.put_tail(sheet.tail)
        assert sheet.changes == 0
        sheet.put_tail(b"</sheetData></worksheet>")
        assert not sheet.merges
        sheet.set_cells({(1, 7): Content("x")})
        assert _text(sheet).endswith("</row></sheetData></worksheet>")


def test_many_merged_blocks_are_found_by_their_row() -> None:
    blocks = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 20_001, 2))
    tall = '<mergeCell ref="D1:E1048576"/>'
    sheet = _sheet(tail=f"<mergeCells>{blocks}{tall}</mergeCells>")
    start = time.process_time()
    sheet.set_cells({(n, 2): Content(1.0) for n in range(8, 8_000, 2)})
    assert time.process_time() - start < 4
    for place in ((9_999, 2), (9_998, 5), (1_048_576, 4)):
        with pytest.raises(RefusedError, match="merged"):
            sheet.set_cells({place: Content(1.0)})


def test_a_row_may_hold_more_than_its_cells() -> None:
    sheet = _sheet('<row r="5"><c r="A5"/><extLst><ext uri="x"/></extLst></row>')
    sheet.set_cells({(5, 3): Content(1.0)})
    assert '<v>1</v></c><extLst><ext uri="x"/></extLst></row>' in _text(sheet)
    empty = _sheet('<row r="5"><extLst/></row>')
    empty.set_cells({(5, 3): Content(1.0)})
    assert "</c><extLst/></row>" in _text(empty)


def test_a_large_sheet_takes_less_than_three_times_its_size() -> None:
    text = "长" * 2_000
    row = '<row r="%d"><c r="A%d" t="inlineStr"><is><t>' + text + "</t></is></c></row>"
    xml = "".join(row % (n, n) for n in range(1, 1_501))
    book = FileWorkbook(framed(xml))
    size = len(xml.encode())
    del xml
    tracemalloc.start()
    try:
        book.apply((SetCells("甲", {(n, 2): "x" for n in range(1, 1_801)}),))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3 * size
    grid = book.grid("甲")
    assert [grid.value(n, 2) for n in (1, 1_800)] == ["x", "x"]
