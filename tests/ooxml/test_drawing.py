"""Shapes that run macros: beside what a drawing holds, and on sheets that had none."""

import re
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter

from promo_xl.ooxml.drawing import Look, MacroShape, Place, shown_macros, with_shapes
from promo_xl.ooxml.package import Package, open_package
from tests.ooxml.books import SHEET_1, workbook_bytes
from tests.ooxml.lint import lint

LOOK = Look("#2563A8", "#6C98CF", "#FFFFFF", "Arial", 10, "en-US")
RUN = MacroShape("Run", "Run <&> go", 'runs "it"', Place(1, 2, 3, 2, 0, 2, 26))
STOP = MacroShape("Stop", "Stop", "stops it", Place(4, 2, 6, 2, 6, 2, 26))
DRAWING = "xl/drawings/drawing1.xml"


def book(*, table: bool = False, note: bool = False, chart: bool = False) -> Package:
    """Give a workbook whose sheet holds what stands before and behind a drawing."""

    def fill(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet("one")
        sheet.write_row(0, 0, ["a", "b"])
        sheet.set_footer("&P")
        sheet.conditional_format("A1:A3", {"type": "data_bar", "data_bar_2010": True})
        if table:
            sheet.add_table("A1:B3", {"columns": [{"header": "a"}, {"header": "b"}]})
        if note:
            sheet.write_comment("A1", "a note")
        if chart:
            drawn = made.add_chart({"type": "line"})
            assert drawn is not None
            drawn.add_series({"values": "=one!$A$1:$A$2"})
            sheet.insert_chart("D2", drawn)

    return open_package(workbook_bytes(fill))


def with_both(package: Package) -> Package:
    """Put both shapes on the sheet."""
    return package.changed({**with_shapes(package, SHEET_1, [RUN, STOP], LOOK)})


@pytest.mark.parametrize("table", [False, True])
@pytest.mark.parametrize("note", [False, True])
def test_a_sheet_without_drawing_gets_one_in_its_place(table: bool, note: bool) -> None:
    before = book(table=table, note=note)
    after = with_both(before)
    assert lint(after.to_bytes()) == []
    assert shown_macros(after, SHEET_1) == {"Run", "Stop"}
    order = re.findall(rb"<(\w+)\b", after.read(SHEET_1).partition(b"</sheetData>")[2])
    behind = [b"legacyDrawing"] * note + [b"tableParts"] * table + [b"extLst"]
    assert order[order.index(b"drawing") + 1] == behind[0]
    bare = re.sub(rb"<drawing [^>]*/>", b"", after.read(SHEET_1))
    assert bare == before.read(SHEET_1)
    openpyxl.load_workbook(BytesIO(after.to_bytes()))


def test_a_drawing_keeps_every_byte_of_what_it_holds() -> None:
    before = book(chart=True)
    after = with_both(before)
    assert {n for n in after if after.read(n) != before.read(n)} == {DRAWING}
    old, new = before.read(DRAWING), after.read(DRAWING)
    start = old.index(b"</xdr:wsDr>")
    assert new.startswith(old[:start])
    ids = re.findall(rb'<xdr:cNvPr id="(\d+)"', new)
    assert len(ids) == len(set(ids)) == 3


def test_shapes_of_the_same_macros_are_replaced_not_doubled() -> None:
    once = with_both(book(chart=True))
    moved = once.read(DRAWING).replace(b"[0]!Run", b"Book1.xlsm!Mod.Run")
    twice = with_both(once.changed({DRAWING: moved}))
    assert twice.read(DRAWING) == once.read(DRAWING)


def test_an_empty_drawing_is_filled() -> None:
    package = book(chart=True)
    root = re.search(rb"<xdr:wsDr [^>]*", package.read(DRAWING))
    assert root
    after = with_both(package.changed({DRAWING: root[0] + b"/>"}))
    assert shown_macros(after, SHEET_1) == {"Run", "Stop"}
    assert after.read(DRAWING).endswith(b"</xdr:wsDr>")


def test_words_and_hints_survive_what_xml_forbids() -> None:
    xml = with_both(book()).read(DRAWING).decode()
    assert "<a:t>Run &lt;&amp;&gt; go</a:t>" in xml
    assert 'descr="runs &quot;it&quot;"' in xml
