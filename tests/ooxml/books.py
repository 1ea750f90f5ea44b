"""Workbooks for the tests of packages: a rich one, and plain XML sheets put into a frame."""

import datetime as dt
import io
import struct
import zlib
from collections.abc import Callable, Mapping

import xlsxwriter

from promo_xl.ooxml.package import read_parts, zip_bytes

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_1 = "xl/worksheets/sheet1.xml"


def png() -> bytes:
    """Give one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixel = zlib.compress(b"\0\x80")
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", pixel)
        + chunk(b"IEND", b"")
    )


def workbook_bytes(fill: Callable[[xlsxwriter.Workbook], object]) -> bytes:
    """Write a workbook in memory; *fill* gets the open book."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        fill(book)
    return out.getvalue()


def rich_book() -> bytes:
    """Give a book with all that a careless writer loses: pictures, shapes, charts, macros …"""
    parts = read_parts(workbook_bytes(_fill_rich))
    parts["xl/vbaProject.bin"] = bytes(range(256)) * 3
    types = parts["[Content_Types].xml"].replace(
        b"openxmlformats-officedocument.spreadsheetml.sheet.main",
        b"ms-excel.sheet.macroEnabled.main",
    )
    parts["[Content_Types].xml"] = types.replace(
        b"<Override",
        b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override',
        1,
    )
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdVba" Target="vbaProject.bin" Type='
        b'"http://schemas.microsoft.com/office/2006/relationships/vbaProject"/></Relationships>',
    )
    return zip_bytes(parts)


def _fill_rich(book: xlsxwriter.Workbook) -> None:
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    bold = book.add_format({"bold": True, "bottom": 1})
    home = book.add_worksheet("首页")
    home.write_datetime("F1", dt.datetime(2026, 6, 1), day)  # noqa: DTZ001
    home.write_formula("F2", "=TODAY()", day, 46174)
    home.merge_range("H1:I2", "合并", bold)
    home.write_formula("A2", "=SUM(t_goals[数])", bold, 31.5)
    home.insert_image("K2", "dot.png", {"image_data": io.BytesIO(png())})
    home.insert_textbox("K8", "形状 <&>")
    home.add_sparkline("J1", {"range": "目标!C7:C9"})
    home.write_comment("A1", "批注")
    home.insert_button("K12", {"macro": "Check", "caption": "校验"})
    issues = book.add_worksheet("校验结果")
    _table(issues, "t_issues", bold)
    issues.conditional_format("A7:D300", {"type": "no_blanks", "format": bold})
    issues.data_validation("D7:D300", {"validate": "list", "source": ["是", "否"]})
    goals = book.add_worksheet("目标")
    _table(goals, "t_goals", bold)
    goals.write_formula("D7", "=C7*2", bold, 18)
    goals.set_row(7, 30, None, {"hidden": True})
    goals.data_validation("B7:B9", {"validate": "length", "criteria": "<", "value": 99})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=目标!$C$7:$C$9"})
    goals.insert_chart("G2", chart)
    book.add_worksheet("_meta").very_hidden()
    book.define_name("AS_OF", "=首页!$F$2")
    book.define_name("目标!local", "=目标!$A$1")


def _table(tab: xlsxwriter.worksheet.Worksheet, name: str, style: object) -> None:
    heads = [{"header": head} for head in ("编号", "名", "数", "链")]
    tab.add_table("A6:D9", {"name": name, "columns": heads})
    for row in range(6, 9):
        tab.write_row(row, 0, [f"G{row}", "渠道", row * 1.5, ""], style)


def framed(sheet: str | bytes, **others: bytes | None) -> bytes:
    """Put one sheet's XML (or just its rows) into a workbook; *others* replace parts."""
    data = sheet.encode() if isinstance(sheet, str) else sheet
    if not data.lstrip().startswith((b"<?xml", b"<worksheet", b"<x:", b"<!", b"\xff")):
        data = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode() + data
        data += b"</sheetData></worksheet>"
    return with_parts(
        workbook_bytes(lambda b: b.add_worksheet("甲")), {SHEET_1: data, **others}
    )


def with_parts(book: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """Give *book* with parts replaced, added or (None) taken out."""
    parts: dict[str, bytes | None] = {**read_parts(book), **changes}
    return zip_bytes({name: data for name, data in parts.items() if data is not None})
