"""Rich workbooks, made here: our campaign workbook with what teams add to it in Excel."""

import functools
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pyopenvba
import xlsxwriter

from promo_xl.ooxml.areas import ref_of
from promo_xl.ooxml.package import open_package, read_parts, zip_bytes
from promo_xl.ooxml.scan import column_letters
from promo_xl.ooxml.table import TablePart, read_tables
from tests.chain.conftest import clean_book
from tests.chain.rich import data, shapes
from tests.chain.rich.board import add_board
from tests.chain.rich.graft import BOOK, MAIN, TYPES, Graft
from tests.ooxml.books import workbook_bytes

MACRO = 'Public Sub TeamMacro()\r\n    MsgBox "team"\r\nEnd Sub\r\n'


@dataclass(frozen=True)
class Titles:
    """What the sheets are called that the tests touch, and those of the team."""

    daily: str
    plan: str
    board: str
    pivot: str
    query: str
    own_column: str


ZH = Titles("日数据", "项目总表", "团队 战报", "花费透视", "后台", "我的备注")
EN = Titles("Daily data", "Plan", "Team's board", "Pivot", "Query", "My notes")


@functools.cache
def rich_book(lang: str) -> bytes:
    """Give the Chinese (.xlsx) or the English (.xlsm) workbook, a team's work in it."""
    if lang == "zh":
        return enriched(clean_book("a"), ZH)
    return with_macros(enriched(clean_book("d"), EN))


@functools.cache
def small_rich_book() -> bytes:
    """Give a small workbook with a daily table and all that teams add."""
    return enriched(workbook_bytes(_small), ZH)


def _small(book: xlsxwriter.Workbook) -> None:
    tab = book.add_worksheet(ZH.daily)
    heads = [{"header": f"列{n}"} for n in range(1, 67)]
    tab.add_table(5, 0, 11, 65, {"name": "t_daily", "columns": heads})
    rule = {"type": "no_blanks", "format": book.add_format({"bold": True})}
    tab.conditional_format("A7:A12", rule)
    for row in range(6, 12):
        tab.write_row(row, 0, ["日", 1.5])
    tab.set_paper(9)
    book.add_worksheet(ZH.plan).write("A1", "名")
    book.add_worksheet("藏").hide()
    book.define_name("AS_OF", f"='{ZH.plan}'!$A$1")


def enriched(book: bytes, titles: Titles) -> bytes:
    """Give *book* with everything a team adds to a workbook of ours."""
    graft = Graft(book)
    daily = graft.part_of(titles.daily)
    _own_column(graft, daily, titles.own_column)
    table = daily_table(graft.to_bytes(), daily)
    number = int(re.findall(r' id="(\d+)"', graft.parts[table.part].decode())[0])
    add_board(graft, titles.board, titles.daily)
    pivot = data.add_pivot(graft, titles.pivot, table.name, table.part)
    data.add_slicer(graft, daily, number, table.headers[2])
    data.add_timeline(graft, pivot, table.headers[0])
    data.add_query(graft, titles.query)
    data.add_outside(graft, daily)
    shapes.add_thread(graft, daily, 9)
    shapes.add_controls(graft, pivot)
    shapes.add_drawing(graft, daily, f"'{titles.daily}'!$AZ$7:$AZ$256")
    shapes.add_cell_images(graft)
    _on_our_sheets(graft, titles)
    return graft.to_bytes()


def daily_table(book: bytes, part: str) -> TablePart:
    """Give the table of the daily sheet."""
    return read_tables(open_package(book), part)[0]


def _own_column(graft: Graft, part: str, header: str) -> None:
    """Add a column of the team's at the right end of our table, counted by a formula."""
    table = daily_table(graft.to_bytes(), part)
    top, left, bottom, right = table.area
    formula = f"LEN({table.name}[[#This Row],[{table.headers[-1]}]])"
    xml = graft.parts[table.part].decode()
    xml = xml.replace(ref_of(table.area), ref_of((top, left, bottom, right + 1)))
    xml = xml.replace(f'tableColumns count="{right}"', f'tableColumns count="{right + 1}"')
    column = (
        f'<tableColumn id="{right + 1}" name="{header}">'
        f"<calculatedColumnFormula>{formula}</calculatedColumnFormula></tableColumn>"
    )
    graft.parts[table.part] = xml.replace(
        "</tableColumns>", column + "</tableColumns>"
    ).encode()
    name = column_letters(right + 1)

    def cell(row: int) -> str:
        if row == top:
            return f'<c r="{name}{row}" t="inlineStr"><is><t>{header}</t></is></c>'
        return f'<c r="{name}{row}"><f>{formula}</f><v>0</v></c>'

    graft.parts[part] = re.sub(
        r'(<row r="(\d+)".*?)(</row>)',
        lambda m: m[1] + (cell(int(m[2])) if top <= int(m[2]) <= bottom else "") + m[3],
        graft.parts[part].decode(),
    ).encode()


def _on_our_sheets(graft: Graft, titles: Titles) -> None:
    """Format, link and lay out our own sheets as people do."""
    daily, plan = graft.part_of(titles.daily), graft.part_of(titles.plan)
    graft.put(
        daily,
        '<conditionalFormatting sqref="AZ7:AZ256"><cfRule type="iconSet" priority="901">'
        '<iconSet><cfvo type="percent" val="0"/><cfvo type="percent" val="33"/>'
        '<cfvo type="percent" val="67"/></iconSet></cfRule></conditionalFormatting>',
    )
    graft.put(
        daily,
        '<ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:conditionalFormattings>'
        '<x14:conditionalFormatting><x14:cfRule type="iconSet" priority="902" '
        'id="{ABCDEF01-0000-4000-8000-000000000001}"><x14:iconSet iconSet="3Stars"><x14:cfvo '
        'type="percent"><xm:f>0</xm:f></x14:cfvo><x14:cfvo type="percent"><xm:f>33</xm:f>'
        '</x14:cfvo><x14:cfvo type="percent"><xm:f>67</xm:f></x14:cfvo></x14:iconSet>'
        "</x14:cfRule><xm:sqref>BA7:BA256</xm:sqref></x14:conditionalFormatting>"
        "</x14:conditionalFormattings></ext>",
    )
    graft.put(
        daily,
        '<ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1">'
        '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>'
        f"'{titles.board.replace(chr(39), chr(39) * 2)}'!$A$5:$A$12</xm:f></x14:formula1>"
        "<xm:sqref>BN7:BN256</xm:sqref></x14:dataValidation></x14:dataValidations></ext>",
    )
    graft.put(
        daily,
        '<ignoredErrors><ignoredError sqref="A7:BN256" numberStoredAsText="1"/></ignoredErrors>',
    )
    _custom_view(graft, plan)
    styles = graft.parts["xl/styles.xml"].decode()
    styles = re.sub(
        r'<cellXfs count="(\d+)">', lambda m: f'<cellXfs count="{int(m[1]) + 1}">', styles
    )
    own = '<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    graft.parts["xl/styles.xml"] = styles.replace("</cellXfs>", own + "</cellXfs>").encode()
    graft.put(
        BOOK, f"<definedName name=\"团队花费\">'{titles.daily}'!$AZ$7:$AZ$256</definedName>"
    )


def _custom_view(graft: Graft, part: str) -> None:
    guid = "{8B0B2D6E-0000-4000-8000-000000000001}"
    graft.put(
        BOOK,
        f'<customWorkbookViews><customWorkbookView name="小王" guid="{guid}" '
        'windowWidth="1000" windowHeight="800" activeSheetId="1"/></customWorkbookViews>',
    )
    graft.put(
        part,
        f'<customSheetViews><customSheetView guid="{guid}" scale="80"/></customSheetViews>',
    )
    shared = graft.parts["xl/sharedStrings.xml"].decode()
    said = re.sub(
        r"<si><t>([^<]+)</t></si>",
        r'<si><t>\1</t><rPh sb="0" eb="1"><t>ruby</t></rPh><phoneticPr fontId="0"/></si>',
        shared,
        count=3,
    )
    graft.parts["xl/sharedStrings.xml"] = said.encode()


def with_macros(book: bytes) -> bytes:
    """Give the workbook as .xlsm with a macro of the team's."""
    parts = read_parts(book)
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macros = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    parts[TYPES] = parts[TYPES].replace(main, macros)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "team.xlsm"
        path.write_bytes(zip_bytes(parts))
        with pyopenvba.ExcelFile(path) as held:
            held.add_vba_project().add_module("TeamModule", MACRO)
            held.save(path)
        return zip_bytes(read_parts(path.read_bytes()))


def prefixed(book: bytes) -> bytes:
    """Give the workbook as programs write it that name every element `x:…`."""
    parts = read_parts(book)
    declared = f'xmlns="{MAIN}"'.encode()
    for name, old in parts.items():
        if declared in old and re.match(
            r"xl/(workbook|worksheets|tables|styles|shared)", name
        ):
            text = re.sub(rb"<(/?)(?=[A-Za-z]\w*[\s/>])", rb"<\1x:", old)
            parts[name] = text.replace(declared, declared.replace(b"xmlns=", b"xmlns:x="))
    return zip_bytes(parts)
