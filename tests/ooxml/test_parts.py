"""Names, relations and what the workbook says about its formulas."""

import pytest

from promo_xl.errors import RefusedError
from promo_xl.ooxml.package import Package, open_package
from promo_xl.ooxml.parts import (
    Relation,
    WorkbookPart,
    ask_recalculation,
    drop_calc_chain,
    find_part,
    find_workbook,
    read_relations,
    read_workbook,
    show_tab,
)
from tests.ooxml.books import rich_book, with_parts

CHAIN = "xl/calcChain.xml"


def with_chain(book: bytes, cells: str = '<c r="A2" i="1"/>') -> bytes:
    """Give *book* a calculation chain as Excel writes one."""
    package = open_package(book)
    types = package.read("[Content_Types].xml")
    rels = package.read("xl/_rels/workbook.xml.rels")
    override = (
        b'<Override PartName="/xl/calcChain.xml" ContentType="x/calcChain+xml"/></Types>'
    )
    relation = b'<Relationship Id="rId99" Type="x/calcChain" Target="calcChain.xml"/></Relationships>'
    return with_parts(
        book,
        {
            "[Content_Types].xml": types.replace(b"</Types>", override),
            "xl/_rels/workbook.xml.rels": rels.replace(b"</Relationships>", relation),
            CHAIN: f"<calcChain>{cells}</calcChain>".encode(),
        },
    )


def _workbook(data: bytes) -> tuple[Package, WorkbookPart]:
    package = open_package(data)
    return package, read_workbook(package, find_workbook(package))


def test_tabs_names_and_shared_parts_are_found() -> None:
    _, book = _workbook(with_chain(rich_book()))
    assert [(tab.title, tab.hidden) for tab in book.tabs] == [
        ("首页", False),
        ("校验结果", False),
        ("目标", False),
        ("_meta", True),
    ]
    assert book.names == {"AS_OF": "首页!$F$2", "local": "目标!$A$1"}
    assert book.shared == "xl/sharedStrings.xml"
    assert book.chain == CHAIN
    assert not book.date1904


def test_part_names_are_found_whatever_their_case() -> None:
    package = open_package(rich_book())
    assert find_part(package, "XL/Workbook.XML") == "xl/workbook.xml"
    assert find_part(package, "xl/none.xml") == ""


def test_names_of_a_single_tab_and_of_excel_itself_give_way() -> None:
    package = open_package(rich_book())
    names = (
        b'<definedName name="_xlnm.Print_Area" localSheetId="0">a</definedName>'
        b'<definedName name="AS_OF" localSheetId="1">b</definedName></definedNames>'
    )
    xml = package.read("xl/workbook.xml").replace(b"</definedNames>", names)
    book = read_workbook(package.changed({"xl/workbook.xml": xml}), "xl/workbook.xml")
    assert book.names == {"AS_OF": "首页!$F$2", "local": "目标!$A$1"}


def test_links_outside_the_package_stay_addresses() -> None:
    rels = '<Relationships><Relationship Id="r" Type="t/hyperlink" Target="http://a.cn" TargetMode="External"/></Relationships>'
    package = open_package(with_parts(rich_book(), {"xl/_rels/a.xml.rels": rels.encode()}))
    assert read_relations(package, "xl/a.xml") == (
        Relation("r", "hyperlink", "http://a.cn", external=True),
    )
    assert read_relations(package, "xl/none.xml") == ()


def test_a_calculation_chain_goes_with_its_relation_and_type() -> None:
    package, book = _workbook(with_chain(rich_book()))
    after = package.changed(drop_calc_chain(package, book))
    assert CHAIN not in after
    assert b"calcChain" not in after.read("[Content_Types].xml")
    assert b"calcChain" not in after.read("xl/_rels/workbook.xml.rels")
    assert drop_calc_chain(*_workbook(rich_book())) == {}


def test_excel_is_asked_to_calculate_when_it_opens_the_file() -> None:
    asked = b'<w><sheets/><calcPr calcId="1" fullCalcOnLoad="1"/></w>'
    assert ask_recalculation(b'<w><sheets/><calcPr calcId="1"/></w>') == asked
    assert ask_recalculation(asked) == asked
    assert ask_recalculation(asked.replace(b'="1"/>', b'="0"/>')) == asked
    assert (
        ask_recalculation(b"<w><sheets><a/></sheets><definedNames></definedNames><x/></w>")
        == b'<w><sheets><a/></sheets><definedNames></definedNames><calcPr fullCalcOnLoad="1"/><x/></w>'
    )
    assert (
        ask_recalculation(b"<x:w><x:sheets></x:sheets></x:w>")
        == b'<x:w><x:sheets></x:sheets><x:calcPr fullCalcOnLoad="1"/></x:w>'
    )


TABS = (
    b'<workbook><bookViews><workbookView activeTab="1"/></bookViews><sheets>'
    b'<sheet name="A" sheetId="1" r:id="a"/><sheet name="B&amp;C" sheetId="2" r:id="b"/>'
    b'<sheet name="D" sheetId="3" state="veryHidden" r:id="c"/></sheets></workbook>'
)


def test_a_tab_comes_into_view_and_goes_and_nothing_else_changes() -> None:
    gone = show_tab(TABS, "A", shown=False)
    assert gone == TABS.replace(b'r:id="a"/>', b'r:id="a" state="hidden"/>')
    assert show_tab(gone, "A", shown=True) == TABS
    assert show_tab(TABS, "A", shown=True) == TABS
    assert show_tab(TABS, "D", shown=False) == TABS, "hidden deeper already"
    assert b"veryHidden" not in show_tab(TABS, "D", shown=True)


def test_the_tab_a_workbook_opens_on_stays_in_view() -> None:
    with pytest.raises(RefusedError, match="opens on 'B&C'"):
        show_tab(TABS, "B&C", shown=False)
    first = TABS.replace(b' activeTab="1"', b"")
    with pytest.raises(RefusedError, match="opens on 'A'"):
        show_tab(first, "A", shown=False)
    with pytest.raises(RefusedError, match="no sheet 'X'"):
        show_tab(TABS, "X", shown=True)
