"""Whatever the file, opening it ends soon: in a workbook or in one sentence."""

import io
import time
import zipfile

import pytest

from promo_xl.errors import UnreadableError
from promo_xl.ooxml import preflight
from promo_xl.ooxml.package import open_package, zip_bytes
from promo_xl.ooxml.preflight import open_workbook
from promo_xl.workbook.file import FileWorkbook
from tests.ooxml.books import MAIN, framed, rich_book, with_parts, workbook_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
CELL = '<row r="{r}"><c r="{a}"><v>1</v></c></row>'
ONE = CELL.format(r=1, a="A1")
WORKBOOK = "xl/workbook.xml"


def _zip(*names: str, flags: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"<a/>")
    data = bytearray(out.getvalue())
    if flags:
        data[data.index(b"PK\x01\x02") + 8] |= flags
    return bytes(data)


def _packed(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a.xml", b"<a/>")
    return out.getvalue()


def _doubled() -> bytes:
    data = zip_bytes({"xl/a.xml": b"<a/>", "xl/b.xml": b"<a/>"})
    return data.replace(b"xl/b.xml", b"XL/A.xml")


def _strict() -> bytes:
    book = rich_book()
    xml = open_package(book).read(WORKBOOK)
    return with_parts(
        book,
        {
            WORKBOOK: xml.replace(
                MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main"
            )
        },
    )


def _no_sheets() -> bytes:
    xml = f'<workbook xmlns="{MAIN}"><sheets><sheet name="a"/></sheets></workbook>'
    return with_parts(rich_book(), {WORKBOOK: xml.encode()})


def _binary() -> bytes:
    rels = (
        '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/w.bin"/>'
        "</Relationships>"
    )
    return zip_bytes({"_rels/.rels": rels.encode(), "xl/w.bin": b""})


HOSTILE = {
    "empty": (b"", "empty"),
    "text": ("日期,渠道\n".encode(), "not an .xlsx"),
    "web page": (b"\n<html><table></table></html>", "web page"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "old xls": (OLE + "Workbook".encode("utf-16-le"), "old .xls"),
    "cut short": (rich_book()[:2000], "incomplete"),
    "zip password": (_zip("a.xml", flags=1), "zip has a password"),
    "odd packing": (_packed(zipfile.ZIP_LZMA), "packed in a way"),
    "doubled name": (_doubled(), "doubled"),
    "absolute name": (_zip("/etc/passwd"), "not allowed"),
    "drive name": (_zip("C:/a.xml"), "not allowed"),
    "parent name": (_zip("xl/../../a.xml"), "not allowed"),
    "backslash name": (_zip("xl/a.xml").replace(b"xl/a.xml", b"xl\\a.xml"), "not allowed"),
    "strict": (_strict(), "Strict"),
    "xlsb": (_binary(), "xlsb"),
    "no workbook": (_zip("a.xml"), "no workbook"),
    "a Word file": (_zip("word/document.xml"), "Word"),
    "no sheets": (_no_sheets(), "no workbook"),
    "workbook is no XML": (
        with_parts(rich_book(), {WORKBOOK: b"<a spreadsheetml"}),
        "whole XML",
    ),
    "DTD": (with_parts(rich_book(), {"xl/styles.xml": b"<!DOCTYPE a><a/>"}), "DTD"),
    "entity in a sheet": (
        framed(
            f'<?xml version="1.0"?>{" " * 1_100_000}<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet/>'
        ),
        "DTD",
    ),
    "UTF-16 sheet": (framed("<worksheet/>".encode("utf-16")), "UTF-8"),
    "GBK workbook": (
        with_parts(
            rich_book(), {"docProps/app.xml": b'<?xml version="1.0" encoding="GBK"?><a/>'}
        ),
        "UTF-8",
    ),
    "stray cell below": (framed(ONE + CELL.format(r=1048576, a="Z1048576")), "Z1048576"),
    "stray cell right": (framed(ONE + CELL.format(r=9000, a="XFD9000")), "XFD9000"),
    "last cell of all": (framed(CELL.format(r=1048576, a="XFD1048576")), "XFD1048576"),
    "cells without addresses": (
        framed(f'<row r="1048000">{"<c><v>1</v></c>" * 30}</row>'),
        "AD1048000",
    ),
    "small letters": (framed(ONE + CELL.format(r=1048576, a="xfd1048576")), "XFD1048576"),
    "no such cell": (framed(CELL.format(r=1, a="XFE1")), "XFE1"),
    "no such row": (framed(CELL.format(r=0, a="A0")), "A0"),
    "nonsense": (framed(CELL.format(r=1, a="甲")), "no cell"),
    "workbook of a million names": (
        with_parts(
            rich_book(), {WORKBOOK: b"<a x='spreadsheetml'/>" + b"<b/>" * (9 << 18)}
        ),
        "too large",
    ),
    "bomb": (framed(b"<worksheet>" + b" " * (40 << 20)), "far too much"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_one_sentence_in_both_languages(what: str) -> None:
    data, said = HOSTILE[what]
    start = time.process_time()
    with pytest.raises(UnreadableError, match=said) as caught:
        FileWorkbook(data)
    assert time.process_time() - start < 3
    assert caught.value.zh != caught.value.en
    assert caught.value.exit_code == 4


def test_a_bomb_is_refused_without_unpacking_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zip_bytes({f"xl/{n}.xml": b" " * 1000 for n in range(20)})
    monkeypatch.setattr(preflight, "LARGEST_TOTAL", 15_000)
    with pytest.raises(UnreadableError, match="far too much"):
        open_workbook(data)
    monkeypatch.setattr(preflight, "MOST_PARTS", 10)
    with pytest.raises(UnreadableError, match="20 parts"):
        open_workbook(data)
    monkeypatch.setattr(preflight, "LARGEST_FILE", 10)
    with pytest.raises(UnreadableError, match="larger than"):
        open_workbook(data)


def test_members_that_lie_over_each_other_are_refused() -> None:
    data = zip_bytes({"a.xml": b"<a/>" * 500, "b.xml": b"<b/>"})
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 1)
    lapped = bytearray(data)
    lapped[second + 20 : second + 28] = data[first + 20 : first + 28]
    lapped[second + 42 : second + 46] = data[first + 42 : first + 46]
    lapped[first + 20 : first + 24] = (len(data) - 40).to_bytes(4, "little")
    with pytest.raises(UnreadableError):
        open_workbook(bytes(lapped))


def test_formats_that_reach_far_are_not_content() -> None:
    far = '<row r="1048576"><c r="A1048576" s="0"/><c r="XFD1048576" s="0"></c></row>'
    book = FileWorkbook(framed(ONE + far))
    assert book.grid("甲").rows == [[1.0]]


def test_the_sentence_names_tab_and_cell() -> None:
    with pytest.raises(UnreadableError) as caught:
        FileWorkbook(framed(ONE + CELL.format(r=1048576, a="Z1048576")))
    assert "甲" in caught.value.zh
    assert "Z1048576" in caught.value.zh


def test_two_tabs_may_show_one_part() -> None:
    book = workbook_bytes(lambda b: [b.add_worksheet("甲"), b.add_worksheet("乙")])
    rels = open_package(book).read("xl/_rels/workbook.xml.rels")
    twice = rels.replace(b"sheet2.xml", b"sheet1.xml")
    assert (
        len(open_workbook(with_parts(book, {"xl/_rels/workbook.xml.rels": twice})).scans)
        == 1
    )


def test_a_chart_sheet_is_a_tab_without_cells() -> None:
    book = FileWorkbook(
        workbook_bytes(lambda b: [b.add_worksheet("甲"), b.add_chartsheet("图")])
    )
    assert book.titles() == ["甲", "图"]
    assert book.grid("图").rows == []


def test_mutants_of_a_real_file_end_in_a_book_or_a_sentence() -> None:
    data = rich_book()
    for at in range(0, len(data), max(len(data) // 150, 1)):
        broken = data[:at] + bytes([data[at] ^ 0x15]) + data[at + 1 :]
        try:
            book = FileWorkbook(broken)
            for title in book.titles():
                book.grid(title)
        except UnreadableError:
            continue


def test_a_part_named_as_in_the_list_of_types_is_no_harm() -> None:
    """XlsxWriter writes `/xl/richData/…` for pictures in cells."""
    named = with_parts(rich_book(), {"/xl/richData/_rels/a.xml.rels": b"<Relationships/>"})
    assert open_workbook(named).workbook.tabs
