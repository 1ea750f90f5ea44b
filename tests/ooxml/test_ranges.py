"""Where ranges that point at a table end once it has grown."""

import pytest

from promo_xl.ooxml.ranges import Growth, grow_area, grow_blocks, grow_refs, grow_tail

GROWN = Growth("表", (7, 2, 9, 4), 12, 10)
TOTALLED = Growth("表", (7, 2, 9, 4), 12, 10, totals=True)
SHRUNK = Growth("表", (7, 2, 9, 4), 8, 7, totals=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("B7:D9", "B7:D12"),
        ("C9", "C9:C12"),
        ("$C$7:$C$9", "C7:C12"),
        ("B1:B11", "B1:B12"),
        ("B7:B300", "B7:B300"),
        ("A7:E9", "A7:E9 B10:D12"),
        ("A7:A9 B7:B8 B:B 7:7", "A7:A9 B7:B8 B:B 7:7"),
        ("B10:D10", "B10:D10"),
        ("XFE7:XFE9", "XFE7:XFE9"),
    ],
)
def test_blocks_that_reach_the_last_row_go_on(old: str, new: str) -> None:
    assert grow_blocks(old, GROWN) == new


@pytest.mark.parametrize(
    ("old", "grown", "shrunk"),
    [
        ("B7:D9", "B7:D12", "B7:D8"),
        ("B7:D10", "B7:D13", "B7:D9"),
        ("B10:D10", "B13:D13", "B9:D9"),
        ("B6:D300", "B6:D300", "B6:D300"),
        ("A10:D10", "A10:D10", "A10:D10"),
        ("B9", "B9:B12", "B9"),
        ("A7:D10", "A7:D10 B11:D13", "A7:D10"),
    ],
)
def test_blocks_of_a_totals_row_move_with_it(old: str, grown: str, shrunk: str) -> None:
    assert grow_blocks(old, TOTALLED) == grown
    assert grow_blocks(old, SHRUNK) == shrunk


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("表!$B$7:$B$9", "表!$B$7:$B$12"),
        ("'表'!$B$6:$D$9", "'表'!$B$6:$D$12"),
        ("$B$7:$C$9", "$B$7:$C$12"),
        ("COUNTIF(表!$B$7:$B$9,B7)>1", "COUNTIF(表!$B$7:$B$12,B7)>1"),
        ("B7:B9", "B7:B9"),
        ("$B$7:B$9", "$B$7:B$12"),
        ("别的!$B$7:$B$9", "别的!$B$7:$B$9"),
        ("$B$8:$B$9", "$B$8:$B$9"),
        ("$A$7:$B$9", "$A$7:$B$9"),
        ("$B$7:$B$10", "$B$7:$B$10"),
        ("$B$9", "$B$9"),
    ],
)
def test_only_whole_columns_grow_in_formulas(old: str, new: str) -> None:
    assert grow_refs(old, GROWN, "表") == new


def test_a_totals_row_takes_its_addresses_along() -> None:
    text = "$B$10/SUM($C$7:$C$9)+$B$6:$B$10+$A$10"
    assert grow_refs(text, TOTALLED, "表") == "$B$13/SUM($C$7:$C$12)+$B$6:$B$13+$A$10"
    assert grow_refs(text, SHRUNK, "表") == "$B$9/SUM($C$7:$C$8)+$B$6:$B$9+$A$10"
    assert grow_refs("B10", TOTALLED, "表", fixed=False) == "B13"


def test_a_single_cell_is_a_column_only_where_it_can_be_one() -> None:
    one = Growth("表", (7, 2, 7, 4), 9, 7)
    assert grow_refs("表!$B$7", one, "") == "表!$B$7"
    assert grow_refs("表!$B$7", one, "", singles=True) == "表!$B$7:$B$9"


def test_filters_of_a_tab_follow_only_as_the_tables_own_block() -> None:
    assert grow_area("B6:D9", GROWN) == "B6:D12"
    assert grow_area("B6:E9", GROWN) == "B6:E9"
    tail = b'</sheetData><autoFilter ref="B6:D9"/><autoFilter ref="F6:G9"/>'
    assert grow_tail(tail, GROWN, "表") == tail.replace(b"B6:D9", b"B6:D12")


def test_saved_views_and_the_places_of_sparklines_stay() -> None:
    tail = (
        b'<customSheetViews><customSheetView><selection sqref="B9"/><autoFilter ref="B6:D9"/>'
        b"</customSheetView></customSheetViews><x14:sparklineGroups><x14:sparkline>"
        b"<xm:f>$B$7:$B$9</xm:f><xm:sqref>D9</xm:sqref></x14:sparkline></x14:sparklineGroups>"
        b'<x14:cfvo type="formula"><xm:f>MAX($B$7:$B$9)</xm:f></x14:cfvo>'
        b'<cfvo type="formula" val="MAX($B$7:$B$9)"/>'
        b'<dataValidation prompt="a>b" sqref="B7:B9"><formula1>"a,b"</formula1></dataValidation>'
    )
    grown = grow_tail(tail, GROWN, "表")
    assert grown == (
        tail.replace(b"$B$9", b"$B$12").replace(b'"B7:B9"', b'"B7:B12"')
    )  # fmt: skip
    assert grow_tail(tail, GROWN, "别的") == tail
    assert grow_tail(tail, Growth("表", (7, 2, 9, 4), 9, 7), "表") == tail


def test_two_changes_are_one() -> None:
    both = Growth("表", (7, 2, 9, 4), 12, 10).then(Growth("表", (7, 2, 12, 4), 10, 7))
    assert both == Growth("表", (7, 2, 9, 4), 10, 7)
    assert both.area == (6, 2, 10, 4)
