"""Names, pivot sources and charts of a package follow a table, and only those of it."""

import pytest

from promo_xl.ooxml.package import Package, open_package
from promo_xl.ooxml.pointers import follow_tables, grow_names, grow_pivot, read_names
from promo_xl.ooxml.ranges import Growth
from tests.ooxml.books import with_parts
from tests.ooxml.table_books import CHART_EX_TYPE, table_book, with_types

TITLE = "日 数据"
GROWN = Growth(TITLE, (7, 1, 9, 4), 11, 10)
TOTALLED = Growth(TITLE, (7, 1, 9, 4), 11, 10, totals=True)


def _name(text: str, name: str = "n", more: str = "") -> bytes:
    return f'<w><definedName name="{name}"{more}>{text}</definedName></w>'.encode()


@pytest.mark.parametrize(
    ("old", "grown", "totalled"),
    [
        ("$A$1:$F$9", "$A$1:$F$11", "$A$1:$F$9"),
        ("$A$1:$F$10", "$A$1:$F$11", "$A$1:$F$12"),
        ("$A$1:$B$9", "$A$1:$B$11", "$A$1:$B$9"),
        ("$A$1:$F$200", "$A$1:$F$200", "$A$1:$F$200"),
        ("$F$1:$G$9", "$F$1:$G$9", "$F$1:$G$9"),
        ("$A$1:$F$5", "$A$1:$F$5", "$A$1:$F$5"),
    ],
)
def test_print_areas_reach_the_tables_end_where_they_did(
    old: str, grown: str, totalled: str
) -> None:
    for growth, new in ((GROWN, grown), (TOTALLED, totalled)):
        xml = _name(f"'{TITLE}'!{old}", "_xlnm.Print_Area", ' localSheetId="0"')
        wanted = _name(f"'{TITLE}'!{new}", "_xlnm.Print_Area", ' localSheetId="0"')
        assert grow_names(xml, (growth,)) == wanted


def test_filter_names_follow_and_relative_ones_move_with_their_cell() -> None:
    hidden = _name(f"'{TITLE}'!$A$6:$D$9", "_xlnm._FilterDatabase", ' hidden="1"')
    assert b"$D$11" in grow_names(hidden, (GROWN,))
    for same in (f"'{TITLE}'!A7:A9", "'别的'!$A$7:$A$9", f'"{TITLE}!$A$7:$A$9"', "#REF!"):
        assert grow_names(_name(same), (GROWN,)) == _name(same)
    escaped = _name("OFFSET('日 数据'!$A$7:$A$9,0,1)&amp;\"x\"")
    assert b"$A$11,0,1)&amp;" in grow_names(escaped, (GROWN,))


def test_names_that_stand_twice_tell_a_chart_nothing() -> None:
    xml = _name("a!$A$1", "甲&amp;") + _name("b!$A$1", "乙") + _name("c!$A$1", "乙")
    assert read_names(xml) == {"甲&": "a!$A$1"}


@pytest.mark.parametrize(
    ("source", "grown"),
    [
        (f'ref="A6:D9" sheet="{TITLE}"', True),
        (f'sheet="{TITLE}" ref="A6:D9"', True),
        (f'ref="A6:D9" sheet="{TITLE}" r:id="rId1"', False),
        ('ref="A6:D9" sheet="别的"', False),
        (f'ref="A6:D10" sheet="{TITLE}"', False),
        ('name="t_daily"', False),
    ],
)
def test_a_pivot_source_grows_only_as_the_whole_table(source: str, grown: bool) -> None:
    xml = f"<p><worksheetSource {source}/></p>"
    wanted = xml.replace("A6:D9", "A6:D11") if grown else xml
    assert grow_pivot(xml.encode(), (GROWN,)).decode() == wanted


def _package(charts: dict[str, str]) -> Package:
    added = {name: xml.encode() for name, xml in charts.items()}
    book = with_parts(table_book(), dict(added))
    return open_package(with_types(book, [(name, CHART_EX_TYPE) for name in charts]))


def test_newer_charts_are_found_by_their_type_wherever_they_lie() -> None:
    xml = '<cx:numDim><cx:f>{}</cx:f><cx:lvl ptCount="3"></cx:lvl></cx:numDim>'
    package = _package(
        {
            "odd/place.xml": xml.format("_xlchart.v1.0"),
            "odd/other.xml": xml.format(f"'{TITLE}'!$B$7:$B$8"),
        }
    )
    book = package.read("xl/workbook.xml").replace(
        b"</definedNames>",
        f"<definedName name=\"_xlchart.v1.0\">'{TITLE}'!$B$7:$B$9</definedName>".encode()
        + b"</definedNames>",
    )
    found = follow_tables(package, ("xl/workbook.xml", book), (GROWN,), lambda *_: 5.0)
    assert "odd/other.xml" not in found
    assert b'ptCount="5"><cx:pt idx="3">5</cx:pt>' in found["odd/place.xml"]
    names = found["xl/workbook.xml"].decode()
    assert f"_xlchart.v1.0\">'{TITLE}'!$B$7:$B$11<" in names
