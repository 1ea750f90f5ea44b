"""SUBTOTAL over a column as Excel gives it, however the cells are written."""

import pytest

from promo_xl.ooxml.sheet import SheetXml
from promo_xl.ooxml.subtotal import read_columns, subtotal
from tests.ooxml.books import MAIN

USUAL = (
    '<row r="1"><c r="A1"><v>2</v></c><c r="B1"><v>99</v></c></row>'
    '<row r="2"><c r="A2" s="1" t="s"><v>0</v></c></row>'
    '<row r="3"><c r="A3" s="1"/></row>'
    '<row r="5"><c r="A5" t="b"><v>1</v></c><c r="AA5"><v>7</v></c></row>'
    '<row r="6"><c r="A6"><f>1+3</f><v>4</v></c></row>'
    '<row r="7"><c r="A7" t="str"><f>""</f><v></v></c></row>'
    '<row r="8"><c r="A8" t="inlineStr"><is><t>x</t></is></c></row>'
    '<row r="9"><c r="A9"><v>1.2E1</v></c></row>'
)
ODD = USUAL.replace('<c r="A1">', "<c>").replace('<c r="B1">', "<c>")


def _sheet(rows: str) -> SheetXml:
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return SheetXml(xml.encode(), "表", list)


@pytest.mark.parametrize("rows", [USUAL, ODD], ids=["as Excel writes", "another way"])
@pytest.mark.parametrize(
    ("function", "wanted"),
    [
        (1, 6.0),
        (102, 3.0),
        (3, 7.0),
        (104, 12.0),
        (5, 2.0),
        (6, 96.0),
        (107, 5.291502622129181),
        (8, 4.320493798938574),
        (109, 18.0),
        (10, 28.0),
        (11, 18.666666666666668),
        (12, None),
        (0, None),
        (112, None),
        (-91, None),
    ],
)
def test_each_function_counts_what_excel_counts(
    rows: str, function: int, wanted: float | None
) -> None:
    column = read_columns(_sheet(rows), (1, 1, 10, 2), {1})[1]
    found = subtotal(function, column)
    assert found == pytest.approx(wanted, rel=1e-12) if wanted else found is None


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A4" t="e"><v>#N/A</v></c>',
        '<c r="A4"><f>B1</f></c>',
        '<c r="A4" t="str"><f>B1</f></c>',
        '<c r="A4"><f>SUBTOTAL(9,A1:A2)</f><v>2</v></c>',
        '<c r="A4" t="d"><v>2026-06-01</v></c>',
        '<c r="A4"><v>what</v></c>',
    ],
)
def test_what_cannot_be_read_gives_no_total(cell: str) -> None:
    rows = USUAL.replace('<row r="5">', f'<row r="4">{cell}</row><row r="5">')
    assert subtotal(9, read_columns(_sheet(rows), (1, 1, 9, 1), {1})[1]) is None


def test_no_numbers_give_what_excel_gives() -> None:
    column = read_columns(_sheet(USUAL), (2, 1, 3, 1), {1})[1]
    assert [subtotal(n, column) for n in (2, 3, 4, 5, 6, 9)] == [0, 1, 0, 0, 0, 0]
    assert [subtotal(n, column) for n in (1, 7, 8, 10, 11)] == [None] * 5


def test_a_hidden_row_leaves_it_open() -> None:
    rows = USUAL.replace('<row r="9">', '<row r="9" hidden="1">')
    assert read_columns(_sheet(rows), (1, 1, 9, 1), {1}) == {}
    assert read_columns(_sheet(rows), (1, 1, 8, 1), {1}) != {}
    assert read_columns(_sheet(rows), (1, 1, 9, 1), set()) == {}
