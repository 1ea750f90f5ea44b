"""The formulas new rows of a table are filled with."""

import pytest

from promo_xl.errors import RefusedError
from promo_xl.ooxml.calculated import Filling
from promo_xl.ooxml.cell import Content
from promo_xl.ooxml.sheet import SheetXml
from tests.ooxml.books import MAIN


def _filling(formula: str, first: str, last: str) -> Filling:
    rows = (
        f'<row r="7"><c r="A7"><v>1</v></c><c r="B7"><f>{first}</f><v>1</v></c></row>'
        f'<row r="8"><c r="A8"><v>1</v></c><c r="B8"><f>{last}</f><v>1</v></c></row>'
    )
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    sheet = SheetXml(xml.encode(), "表", list)
    return Filling(sheet, "t", ("甲", "乙"), {"乙": formula}, (7, 1, 8, 2))


@pytest.mark.parametrize(
    ("formula", "first", "last", "filled"),
    [
        ("[@甲]*2", "x", "x", "t[[#This Row],[甲]]*2"),
        ("t[甲]/$A$6", "x", "x", "t[甲]/$A$6"),
        ("SUM(A$7:A7)", "SUM(A$7:A7)", "SUM(A$7:A8)", "SUM(A$7:A9)"),
        ("A8*2", "A7*2", "A8*2", "A9*2"),
        ("A7*2", "A7*2", "", "A9*2"),
    ],
)
def test_a_column_fills_new_rows_as_it_filled_the_old_ones(
    formula: str, first: str, last: str, filled: str
) -> None:
    row = _filling(formula, first, last).row(9, {"甲": Content(1.0)})
    assert row == {1: Content(1.0), 2: Content(formula=filled, uncached=True)}


@pytest.mark.parametrize(
    ("formula", "first", "last"),
    [
        ("A7*2", "A7*3", "A8*3"),
        ("A7*2", "A7*2", "A8*3"),
        ("A7:INDEX(A:A,9)", "A7:INDEX(A:A,9)", "A8:INDEX(A:A,9)"),
    ],
)
def test_a_relative_address_nobody_vouches_for_is_refused(
    formula: str, first: str, last: str
) -> None:
    filling = _filling(formula, first, last)
    with pytest.raises(RefusedError, match="'乙' in table t uses relative"):
        filling.row(9, {"甲": Content(1.0)})
    given = {"乙": Content(2.0, formula="[@甲]")}
    assert filling.row(9, given)[2] == Content(2.0, formula="t[[#This Row],[甲]]")


def test_a_formula_given_without_its_value_is_left_to_excel() -> None:
    row = _filling("1", "1", "1").row(9, {"乙": Content(formula="1+1")})
    assert row[2] == Content(formula="1+1", uncached=True)
