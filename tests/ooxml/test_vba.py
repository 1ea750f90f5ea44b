"""Modules put into a workbook's VBA project: read back by another reader, all else kept."""

import re
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pyopenvba
import pytest
import xlsxwriter
from pyopenvba.cfb import CFB

from promo_xl.errors import RefusedError
from promo_xl.ooxml.listing import with_relation, with_type
from promo_xl.ooxml.package import Package, open_package, zip_bytes
from promo_xl.ooxml.preflight import open_workbook
from promo_xl.ooxml.vba import Module, code_names, with_modules
from tests.ooxml.books import workbook_bytes
from tests.ooxml.lint import lint

HELLO = Module("Hello", 'Option Explicit\nPublic Sub Hello()\n    MsgBox "hi"\nEnd Sub\n')
THING = Module("Thing", "Option Explicit\nPublic Size As Long\n", is_class=True)
PROJECT = "xl/vbaProject.bin"
XLWINGS = find_spec("xlwings")


def mixed_book() -> Package:
    """Give a workbook of three kinds of tabs: plain, coloured, a chart sheet."""

    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("plain").write(0, 0, 1)
        book.add_worksheet("coloured").set_tab_color("red")
        chart: Any = book.add_chart({"type": "line"})
        chart.add_series({"values": "=plain!$A$1:$A$2"})
        book.add_chartsheet("drawn").set_chart(chart)

    return open_package(workbook_bytes(fill))


def added(package: Package, *modules: Module) -> Package:
    """Put modules into a workbook."""
    return package.changed({**with_modules(package, "xl/workbook.xml", modules)})


def sources(package: Package, folder: Path) -> dict[str, str]:
    """Read every module's text with the other reader, which finds no fault."""
    path = folder / "read.xlsm"
    path.write_bytes(package.to_bytes())
    assert not pyopenvba.check_file(path).issues
    with pyopenvba.ExcelFile(path) as book:
        assert book.validate() == []
        return {m.name: m.body for m in book.vba_project().modules}


def test_a_first_project_names_every_tab_and_holds_the_modules(tmp_path: Path) -> None:
    after = added(mixed_book(), HELLO, THING)
    found = sources(after, tmp_path)
    assert list(found) == ["ThisWorkbook", "Sheet1", "Sheet2", "Chart3", "Hello", "Thing"]
    assert found["Hello"].splitlines() == HELLO.text.splitlines()
    assert found["Thing"].splitlines() == THING.text.splitlines()
    assert list(code_names(after, "xl/workbook.xml").values()) == [
        "Sheet1",
        "Sheet2",
        "Chart3",
    ]
    assert lint(after.to_bytes()) == []
    book = openpyxl.load_workbook(BytesIO(after.to_bytes()), keep_vba=True)
    assert book.vba_archive is not None
    assert [sheet.sheet_properties.codeName for sheet in book] == ["Sheet1", "Sheet2"]
    assert book.code_name == "ThisWorkbook"


def test_only_attributes_are_added_to_tabs_and_workbook() -> None:
    before = mixed_book()
    after = added(before, HELLO)
    changed = {
        name
        for name in after
        if name not in before or after.read(name) != before.read(name)
    }
    sheets = {
        name for name in before if re.match(r"xl/(?:work|chart)sheets/[^/]+\.xml", name)
    }
    lists = {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/workbook.xml",
        PROJECT,
    }
    assert changed == sheets | lists
    for name in sheets | {"xl/workbook.xml"}:
        bare = re.sub(rb' codeName="\w+"', b"", after.read(name)).replace(
            b"<sheetPr/>", b""
        )
        assert bare == before.read(name).replace(b"<sheetPr/>", b"")


def test_twice_is_the_same_bytes_and_then_nothing() -> None:
    one, other = added(mixed_book(), HELLO, THING), added(mixed_book(), HELLO, THING)
    assert one.to_bytes() == other.to_bytes()
    assert with_modules(one, "xl/workbook.xml", [HELLO, THING]) == {}


def test_code_names_people_gave_stay_and_are_never_given_twice() -> None:
    package = mixed_book()
    part = "xl/worksheets/sheet2.xml"
    xml = package.read(part).replace(b"<sheetPr>", b'<sheetPr codeName="Sheet1">')
    after = added(package.changed({part: xml}), HELLO)
    names = list(code_names(after, "xl/workbook.xml").values())
    assert names == ["Sheet2", "Sheet1", "Chart3"]
    assert after.read(part) == xml


def team_book() -> Package:
    """Give a workbook whose project was written by Excel itself, as xlwings ships one."""
    assert XLWINGS is not None
    assert XLWINGS.origin
    return open_package(
        Path(XLWINGS.origin).with_name("quickstart_standalone.xlsm").read_bytes()
    )


def streams(package: Package) -> dict[str, bytes]:
    """Give the bytes of every module's stream, compiled part and all."""
    project = CFB.from_bytes(package.read(PROJECT))
    names = project.list_streams_in_storage("VBA")
    return {name: project.get_stream_in_storage("VBA", name) for name in names}


def test_a_teams_own_project_keeps_every_byte_of_its_modules(tmp_path: Path) -> None:
    before = team_book()
    changed = with_modules(before, "xl/workbook.xml", [HELLO])
    assert set(changed) == {PROJECT}
    after = before.changed({**changed})
    old, new = streams(before), streams(after)
    kept = set(sources(before, tmp_path))
    assert {name: new[name] for name in kept} == {name: old[name] for name in kept}
    assert set(sources(after, tmp_path)) == kept | {"Hello"}


def test_a_module_of_ours_is_brought_up_to_date(tmp_path: Path) -> None:
    old = added(team_book(), Module("Hello", "Option Explicit\n' of last year\n"))
    after = added(old, HELLO)
    assert sources(after, tmp_path)["Hello"].splitlines() == HELLO.text.splitlines()


def test_a_name_taken_by_something_else_is_refused() -> None:
    with pytest.raises(RefusedError, match="Module1"):
        with_modules(
            team_book(), "xl/workbook.xml", [Module("Module1", "Option Explicit\n", True)]
        )


def test_a_project_with_a_password_is_refused() -> None:
    package = team_book()
    project = CFB.from_bytes(package.read(PROJECT))
    text = re.sub(
        rb'DPB="[0-9A-F]*"', b'DPB="' + b"0E" * 40 + b'"', project.get_stream("PROJECT")
    )
    project.write_stream("PROJECT", text)
    locked = package.changed({PROJECT: project.to_bytes()})
    with pytest.raises(RefusedError, match="password"):
        with_modules(locked, "xl/workbook.xml", [HELLO])


def test_a_signed_project_is_refused() -> None:
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProjectSignature"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="vbaProjectSignature.bin"/>'
        "</Relationships>"
    )
    signed = team_book().changed(
        {
            "xl/_rels/vbaProject.bin.rels": rels.encode(),
            "xl/vbaProjectSignature.bin": b"signature",
        }
    )
    with pytest.raises(RefusedError, match="signed"):
        with_modules(signed, "xl/workbook.xml", [HELLO])


def test_a_damaged_project_ends_in_a_sentence() -> None:
    broken = team_book().changed({PROJECT: b"not a project at all" * 40})
    with pytest.raises(RefusedError, match="cannot be read"):
        with_modules(broken, "xl/workbook.xml", [HELLO])


def test_another_prefix_and_no_properties_at_all() -> None:
    package = mixed_book()
    part, book = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = b'<x:worksheet xmlns:x="' + main + b'"><x:sheetData/></x:worksheet>'
    plain = re.sub(rb"<workbookPr[^>]*/>", b"", package.read(book))
    after = added(package.changed({part: sheet, book: plain}), HELLO)
    assert b'<x:sheetPr codeName="Sheet1"/><x:sheetData/>' in after.read(part)
    assert re.search(
        rb'<fileVersion[^>]*/><workbookPr codeName="ThisWorkbook"/>', after.read(book)
    )
    open_workbook(zip_bytes({name: after.read(name) for name in after}))


def test_no_module_no_project() -> None:
    assert with_modules(mixed_book(), "xl/workbook.xml", []) == {}


def test_what_the_editor_changes_by_itself_is_no_change() -> None:
    once = added(mixed_book(), HELLO)
    other = Module("Hello", HELLO.text.replace("MsgBox", "msgbox  ") + "\n\n")
    assert with_modules(once, "xl/workbook.xml", [other]) == {}


def test_a_signature_inside_the_project_is_refused_only_when_it_would_break() -> None:
    package = added(mixed_book(), HELLO)
    project = CFB.from_bytes(package.read(PROJECT))
    project.add_stream_at([], "_VBA_PROJECT_SIGNATURE", b"signature")
    signed = package.changed({PROJECT: project.to_bytes()})
    assert with_modules(signed, "xl/workbook.xml", [HELLO]) == {}
    with pytest.raises(RefusedError, match="signed"):
        with_modules(signed, "xl/workbook.xml", [THING])


def test_an_old_dialog_sheet_is_refused() -> None:
    package = mixed_book()
    rels = "xl/_rels/workbook.xml.rels"
    dialog = package.read(rels).replace(
        b"relationships/chartsheet", b"relationships/dialogsheet"
    )
    with pytest.raises(RefusedError, match="drawn"):
        added(package.changed({rels: dialog}), HELLO)


def test_names_other_programs_gave_without_a_project_stay() -> None:
    package, book, types = mixed_book(), "xl/workbook.xml", "[Content_Types].xml"
    coded = package.read(book).replace(b"<workbookPr", b'<workbookPr codeName="Mappe"')
    untyped = re.sub(
        rb'<Override PartName="/xl/workbook.xml"[^>]*/>', b"", package.read(types)
    )
    after = added(package.changed({book: coded, types: untyped}), HELLO)
    assert after.read(book) == coded
    assert after.read(types).count(b"macroEnabled.main+xml") == 1
    with BytesIO(after.read(PROJECT)) as file:
        assert "Mappe" in CFB.from_bytes(file.read()).list_streams_in_storage("VBA")


def test_lists_grow_by_a_line_even_when_they_close_themselves() -> None:
    space = b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    rels = with_relation(b"<Relationships " + space + b"/>", "kind", "target.xml")
    line = b'<Relationship Id="rId1" Type="kind" Target="target.xml"/></Relationships>'
    assert rels == b"<Relationships " + space + b">" + line
    types = with_type(b'<x:Types xmlns:x="t"></x:Types>', "xl/a.bin", "kind")
    assert b'<x:Override PartName="/xl/a.bin" ContentType="kind"/></x:Types>' in types
    assert with_type(types, "xl/a.bin", "kind") == types
