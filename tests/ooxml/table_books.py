"""Workbooks with a table that all sorts of things point at: charts, formats, names, pivots."""

import functools
import io
from collections.abc import Sequence

import xlsxwriter

from promo_xl.ooxml.package import read_parts
from tests.ooxml.books import with_parts, workbook_bytes

PEOPLE = (("甲", 10.0, 4.0), ("乙", 30.0, 5.0), ("丙", 20.0, 12.0))
HEADS = ("渠道", "成交", "花费", "ROI")
ROI = "t_daily[[#This Row],[成交]]/t_daily[[#This Row],[花费]]"
FIRST, LAST = 7, 9
"""The body's rows."""
TOTALS = {
    "成交": ("SUBTOTAL(109,t_daily[成交])", 60.0),
    "花费": ("SUBTOTAL(101,t_daily[花费])", 7.0),
}


@functools.cache
def table_book(*, totals: bool = True, more: bool = True) -> bytes:
    """Give a book whose table 日 数据!A6:D9 (and its totals row) much points at."""
    return workbook_bytes(lambda book: _fill(book, totals=totals, more=more))


def _fill(book: xlsxwriter.Workbook, *, totals: bool, more: bool) -> None:
    tab = book.add_worksheet("日 数据")
    board = book.add_worksheet("看板")
    _table(book, tab, totals=totals)
    if more:
        _formats(book, tab)
        _sparklines(tab, board)
        _charts(book, tab, board)
        _names(book, tab, totals=totals)


def _table(
    book: xlsxwriter.Workbook, tab: xlsxwriter.worksheet.Worksheet, *, totals: bool
) -> None:
    money = book.add_format({"num_format": "#,##0.00", "bottom": 1})
    bold = book.add_format({"bold": True, "num_format": "0.0"})
    columns: list[dict[str, object]] = [{"header": head} for head in HEADS]
    columns[3]["formula"] = ROI
    if totals:
        columns[0]["total_string"] = "合计"
        columns[1]["total_function"] = "sum"
        columns[2]["total_function"] = "average"
    area = f"A6:D{LAST + totals}"
    tab.add_table(area, {"name": "t_daily", "columns": columns, "total_row": totals})
    for row, (name, gmv, cost) in enumerate(PEOPLE, FIRST - 1):
        tab.write(row, 0, name)
        tab.write(row, 1, gmv, money)
        tab.write(row, 2, cost, money)
        tab.write_formula(row, 3, ROI, bold, gmv / cost)
    tab.set_row(LAST - 1, 33)
    if totals:
        tab.set_row(LAST, 44)
        tab.write(LAST, 0, "合计", bold)
        for column, head in enumerate(HEADS[1:3], 1):
            tab.write_formula(LAST, column, *TOTALS[head][:1], bold, TOTALS[head][1])
        tab.write_formula(LAST, 3, f"=B{LAST + 1}/SUM(C{FIRST}:C{LAST})", bold, 60 / 21)
    tab.write("G8", "旁边")


def _formats(book: xlsxwriter.Workbook, tab: xlsxwriter.worksheet.Worksheet) -> None:
    red = book.add_format({"font_color": "red"})
    double = f"COUNTIF($A${FIRST}:$A${LAST},A{FIRST})>1"
    tab.conditional_format(
        f"A{FIRST}:A{LAST}", {"type": "formula", "criteria": double, "format": red}
    )
    tab.conditional_format(f"B{FIRST}:B{LAST}", {"type": "data_bar", "data_bar_2010": True})
    tab.conditional_format(f"A1:F{LAST}", {"type": "blanks", "format": red})
    tab.conditional_format("C7:C400", {"type": "top", "value": 1, "format": red})
    tab.data_validation(
        f"A{FIRST}:A{LAST}", {"validate": "list", "source": f"=$A${FIRST}:$A${LAST}"}
    )
    tab.data_validation(
        f"C{FIRST}:C{LAST}", {"validate": "list", "source": "=看板!$A$1:$A$3"}
    )
    tab.ignore_errors({"number_stored_as_text": f"A{FIRST}:D{LAST}"})
    tab.unprotect_range(f"B{FIRST}:B{LAST}", "改价")


def _sparklines(
    tab: xlsxwriter.worksheet.Worksheet, board: xlsxwriter.worksheet.Worksheet
) -> None:
    board.add_sparkline("B1", {"range": f"'日 数据'!B{FIRST}:B{LAST}"})
    for row in range(FIRST, LAST + 1):
        tab.add_sparkline(f"E{row}", {"range": f"'日 数据'!B{row}:C{row}"})
    board.data_validation(
        "C1:C9", {"validate": "list", "source": f"='日 数据'!$A${FIRST}:$A${LAST}"}
    )


def _charts(
    book: xlsxwriter.Workbook,
    tab: xlsxwriter.worksheet.Worksheet,
    board: xlsxwriter.worksheet.Worksheet,
) -> None:
    for sheet, first, last in ((board, FIRST, LAST), (tab, FIRST, LAST - 1)):
        chart = book.add_chart({"type": "column"})
        chart.add_series(
            {
                "name": "='日 数据'!$B$6",
                "categories": f"='日 数据'!$A${first}:$A${last}",
                "values": f"='日 数据'!$B${first}:$B${last}",
            }
        )
        sheet.insert_chart("H2", chart)
    pie = book.add_chart({"type": "pie"})
    pie.add_series(
        {
            "categories": f"='日 数据'!$A${FIRST}:$A${LAST}",
            "values": f"='日 数据'!$C${FIRST}:$C${LAST}",
        }
    )
    book.add_chartsheet("图").set_chart(pie)


def _names(
    book: xlsxwriter.Workbook, tab: xlsxwriter.worksheet.Worksheet, *, totals: bool
) -> None:
    book.define_name("渠道们", f"='日 数据'!$A${FIRST}:$A${LAST}")
    book.define_name("'日 数据'!花费们", f"='日 数据'!$C${FIRST}:$C${LAST}")
    book.define_name("整表", f"='日 数据'!$A$6:$D${LAST + totals}")
    book.define_name("一格", f"='日 数据'!$A${FIRST}")
    book.define_name("两行", f"='日 数据'!$A${FIRST}:$A${LAST - 1}")
    tab.print_area(f"A1:F{LAST + totals}")


PIVOT_TYPE = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml"
)
RECORDS_TYPE = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheRecords+xml"
)
CHART_EX_TYPE = "application/vnd.ms-office.chartex+xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PIVOT = "xl/pivotCache/pivotCacheDefinition1.xml"
RECORDS = "xl/pivotCache/pivotCacheRecords1.xml"


def with_pivot_cache(book: bytes, ref: str) -> bytes:
    """Give *book* a pivot cache over a block of 日 数据."""
    fields = "".join(
        f'<cacheField name="{head}" numFmtId="0"><sharedItems/></cacheField>'
        for head in HEADS
    )
    cache = (
        f'<pivotCacheDefinition xmlns="{_MAIN}" xmlns:r="{_OFFICE}" r:id="rId1" '
        'refreshedBy="甲" recordCount="0"><cacheSource type="worksheet">'
        f'<worksheetSource ref="{ref}" sheet="日 数据"/></cacheSource>'
        f'<cacheFields count="4">{fields}</cacheFields></pivotCacheDefinition>'
    )
    records = f'<pivotCacheRecords xmlns="{_MAIN}" count="0"/>'
    rels = _relations((("rId1", "pivotCacheRecords", "pivotCacheRecords1.xml"),))
    added = {
        PIVOT: cache.encode(),
        RECORDS: records.encode(),
        "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": rels,
    }
    types = ((PIVOT, PIVOT_TYPE), (RECORDS, RECORDS_TYPE))
    book = with_types(with_parts(book, dict(added)), types)
    link = '<pivotCaches><pivotCache cacheId="1" r:id="rId77"/></pivotCaches></workbook>'
    book = replaced(book, "xl/workbook.xml", "</workbook>", link)
    target = "pivotCache/pivotCacheDefinition1.xml"
    relation = (
        f'<Relationship Id="rId77" Type="{_OFFICE}/pivotCacheDefinition" '
        f'Target="{target}"/></Relationships>'
    )
    return replaced(book, "xl/_rels/workbook.xml.rels", "</Relationships>", relation)


def _relations(links: Sequence[tuple[str, str, str]]) -> bytes:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in links
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{listed}</Relationships>'.encode()


def with_types(book: bytes, types: Sequence[tuple[str, str]]) -> bytes:
    """Give *book* content types of added parts."""
    listed = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in types
    )
    return replaced(book, "[Content_Types].xml", "</Types>", listed + "</Types>")


def replaced(book: bytes, part: str, old: str, new: str) -> bytes:
    """Give *book* with words of one part replaced; they must be there."""
    xml = read_parts(book)[part]
    if old.encode() not in xml:
        raise AssertionError(f"{part} holds no {old}")
    return with_parts(book, {part: xml.replace(old.encode(), new.encode())})


def stream(data: bytes) -> io.BytesIO:
    """Give bytes as a file for openpyxl."""
    return io.BytesIO(data)
