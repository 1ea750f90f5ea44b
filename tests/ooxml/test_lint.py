"""The lint: silent about sound packages, and it finds each fault planted in one."""

import re

import pytest

from promo_xl.ooxml.package import read_parts
from tests.chain.rich import small_rich_book
from tests.ooxml.books import rich_book as small_book
from tests.ooxml.books import with_parts
from tests.ooxml.lint import lint

TYPES = "[Content_Types].xml"
BOOK = "xl/workbook.xml"
BOARD, PIVOT, QUERY, DAILY = (f"xl/worksheets/sheet{n}.xml" for n in (4, 5, 6, 1))
CHART = "xl/charts/chart901.xml"

FAULTS = {
    "part without content type": (TYPES, r'<Default Extension="png"[^>]*/>', "", "no content type"),
    "content type of nothing": (TYPES, "</Types>", '<Override PartName="/xl/gone.xml" ContentType="a/b"/></Types>', "of no part"),
    "content type twice": (TYPES, "</Types>", '<Default Extension="png" ContentType="image/png"/></Types>', "content type twice"),
    "target missing": (f"xl/worksheets/_rels/{QUERY[14:]}.rels", "table901", "table902", "no table at"),
    "relation twice": (f"xl/worksheets/_rels/{PIVOT[14:]}.rels", r'Id="rId901"', 'Id="rId900"', "twice"),
    "orphan": (f"xl/worksheets/_rels/{PIVOT[14:]}.rels", r"<Relationship [^>]*pivotTable1[^>]*>", "", "no relation leads here"),
    "id without relation": (QUERY, r'r:id="rId\d+"', 'r:id="rId7"', "is missing"),
    "picture without relation": ("xl/drawings/drawing921.xml", r'r:embed="rId\d+"', 'r:embed="rId77"', "is missing"),
    "element order": (QUERY, r"(<sheetData>.*</sheetData>)(.*)(</worksheet>)", r"\2\1\3", "out of order"),
    "row order": (QUERY, '<row r="3">', '<row r="2">', "row 2 after row 2"),
    "cell order": (QUERY, 'r="B2"', 'r="A2"', "cell A2 in row 2"),
    "cell in another row": (QUERY, 'r="B2"', 'r="B7"', "cell B7 in row 2"),
    "style index": (QUERY, 'r="B2"', 'r="B2" s="9999"', "style 9999"),
    "shared text": (DAILY, r't="s"><v>\d+', 't="s"><v>999999', "shared text 999999"),
    "cell metadata": (BOARD, 'cm="1"', 'cm="9"', "cell metadata 9"),
    "value metadata": (BOARD, 'vm="1"', 'vm="9"', "value metadata 9"),
    "number": (QUERY, "<v>1.5</v></c></row><row", "<v>nan</v></c></row><row", "number nan"),
    "formula": (QUERY, r"SUBTOTAL\(109", "SUBTOTAL((109", "out of balance"),
    "formula of a sheet that is gone": (QUERY, r"SUBTOTAL\(109", "SUM(没有了!A1,1", "没有了"),
    "merges": (BOARD, r'<mergeCell ref="A1:F1"/>', '<mergeCell ref="A1:F1"/><mergeCell ref="F1:G2"/>', "merged blocks overlap"),
    "rule format": (BOARD, r'dxfId="\d+"', 'dxfId="999"', "format 999"),
    "rule area": (DAILY, r'conditionalFormatting sqref="AZ7:AZ256"', 'conditionalFormatting sqref="AZ7:AZ0"', "AZ7:AZ0"),
    "x14 area": (DAILY, r"<xm:sqref>BA7:BA256", "<xm:sqref>BA7-BA256", "BA7-BA256"),
    "x14 rule": (BOARD, r"<x14:id>\{[0-9A-F]{4}", "<x14:id>{FFFF", "is missing"),
    "list too long": (BOARD, '<formula1>"直播', '<formula1>"' + "很长" * 130 + ",直播", "a list of"),
    "link to no sheet": (BOARD, r"location=\"[^\"]*\"", "location=\"'没有了'!A1\"", "没有了"),
    "notes without drawing": (BOARD, r"<legacyDrawing [^>]*/>", "", "without their legacyDrawing"),
    "note doubled": ("xl/comments911.xml", 'ref="C9"', 'ref="A9"', "note at A9"),
    "thread of nobody": ("xl/threadedComments/threadedComment1.xml", 'personId="{7', 'personId="{8', "of nobody"),
    "table header": ("xl/tables/table901.xml", 'name="金额"', 'name="总额"', "header '总额' is '金额'"),
    "table width": ("xl/tables/table901.xml", 'ref="A1:B3"', 'ref="A1:C3"', "2 columns in 3"),
    "table filter": ("xl/tables/table901.xml", 'ref="A1:B2"', 'ref="A1:B9"', "filter of A1:B9"),
    "table name": ("xl/tables/table901.xml", 'displayName="t_query"', 'displayName="T_DAILY"', "is taken"),
    "table id": ("xl/tables/table901.xml", 'id="901"', 'id="1"', "is taken"),
    "table column twice": ("xl/tables/table901.xml", 'id="2" name', 'id="1" name', "column id 1 twice"),
    "table on a table": ("xl/tables/table901.xml", 'ref="A1:B3"', 'ref="A1:B1"', "no row between"),
    "name of a sheet that is gone": (BOOK, r"'[^']*'!\$AZ\$7:\$AZ\$256", "'没有了'!$A$1", "没有了"),
    "name twice": (BOOK, 'name="团队花费"', 'name="as_of"', "name as_of twice"),
    "sheet name": (BOOK, 'sheet name="后台"', 'sheet name="后/台"', "sheet name '后/台'"),
    "sheet name twice": (BOOK, 'sheet name="后台"', 'sheet name="日数据"', "'日数据' twice"),
    "opens on a hidden sheet": (BOOK, "<workbookView ", '<workbookView activeTab="2" ', "opens on sheet 2"),
    "chart of a sheet that is gone": (CHART, r"'日数据'!\$AZ\$7", "'没有了'!$AZ$7", "没有了"),
    "chart cache": (CHART, r'<c:f>([^<]*)</c:f>', r'<c:f>\1</c:f><c:numCache><c:ptCount val="1"/><c:pt idx="4"/></c:numCache>', "a cache of"),
    "drawing": ("xl/drawings/drawing921.xml", "<xdr:row>12</xdr:row>", "<xdr:row>2</xdr:row>", "an anchor"),
    "broken": ("xl/connections.xml", "</connections>", "", "not XML"),
    "columns": (BOARD, r'<col min="11"', '<col min="14"', "column widths"),
    "font": ("xl/styles.xml", r'(<cellXfs count="\d+"><xf numFmtId="\d+" fontId=")\d+', r"\g<1>999", "fontId 999"),
}  # fmt: skip


def test_sound_books_are_passed_over() -> None:
    assert lint(small_rich_book()) == lint(small_book()) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str) -> None:
    part, old, new, said = FAULTS[fault]
    book = small_rich_book()
    text = read_parts(book)[part].decode()
    planted, count = re.subn(old, new, text, count=1, flags=re.DOTALL)
    assert count == 1
    found = lint(with_parts(book, {part: planted.encode()}))
    assert any(said in what for what in found), found


def test_the_rest_of_what_excel_minds_is_found() -> None:
    chain = (
        '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<c r="A2" i="1"/><c r="A3"/></calcChain>'
    )
    rels = "xl/_rels/workbook.xml.rels"
    parts = read_parts(small_book())
    line = (
        b'<Relationship Id="c" Type="x/calcChain" Target="calcChain.xml"/></Relationships>'
    )
    book = with_parts(
        small_book(),
        {
            "xl/calcChain.xml": chain.encode(),
            rels: parts[rels].replace(b"</Relationships>", line),
            "xl/worksheets/sheet1.xml": parts["xl/worksheets/sheet1.xml"].replace(
                b"<dimension", b'<sheetPr codeName="S"/><dimension'
            ),
            "xl/worksheets/sheet2.xml": parts["xl/worksheets/sheet2.xml"].replace(
                b"<dimension", b'<sheetPr codeName="s"/><dimension'
            ),
        },
    )
    assert lint(book) == [
        "xl/workbook.xml: code name s twice",
        "xl/calcchain.xml: A3 of sheet 1 has no formula",
    ]


def test_macros_in_a_workbook_whose_type_has_none_are_found() -> None:
    book = small_book()
    types = read_parts(book)[TYPES].decode().replace("macroEnabled", "plain")
    assert lint(with_parts(book, {TYPES: types.encode()})) == [
        "a VBA project in a workbook whose type has no macros"
    ]
