"""A workbook with buttons: what is in it, that nothing else changed, and who is refused."""

import re
from datetime import timedelta
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import openpyxl
import pyopenvba
import pytest

from promo_xl.buttons import BUTTONS
from promo_xl.buttons.macro_book import with_buttons
from promo_xl.buttons.macro_source import NOT_STARTED, OURS, SAVE_FIRST, our_source
from promo_xl.errors import MissingToolError, RefusedError, UnreadableError
from promo_xl.ooxml.drawing import shown_macros
from promo_xl.ooxml.package import Package, open_package
from promo_xl.ooxml.sheet import SheetXml
from promo_xl.ooxml.vba import Module, with_modules
from promo_xl.pipeline import check, refreshed
from promo_xl.schema.label import Label
from promo_xl.workbook.file import FileWorkbook
from tests.buttons.macro_books import DAY, button_book, plain_book
from tests.chain.rich import rich_book
from tests.ooxml.lint import lint
from tests.validator import errors_of

HOME, DRAWING, PROJECT = (
    "xl/worksheets/sheet1.xml",
    "xl/drawings/drawing1.xml",
    "xl/vbaProject.bin",
)
CODE_NAME = re.compile(rb'<sheetPr codeName="\w+"/>| codeName="\w+"')
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


def modules(data: bytes, folder: Path) -> dict[str, str]:
    """Read the modules with the other reader, which finds no fault."""
    path = folder / "read.xlsm"
    path.write_bytes(data)
    assert not pyopenvba.check_file(path).issues
    with pyopenvba.ExcelFile(path) as book:
        assert book.validate() == []
        return {m.name: m.body for m in book.vba_project().modules}


def changed(before: Package, after: Package) -> set[str]:
    """Name the parts that differ."""
    return {n for n in after if n not in before or after.read(n) != before.read(n)}


def test_the_same_bytes_each_time_and_nothing_the_second() -> None:
    assert with_buttons(plain_book("zh"), "zh") == button_book("zh")
    assert with_buttons(button_book("zh"), "zh") == button_book("zh")


@LANGS
def test_every_button_stands_on_the_home_page_with_its_word(lang: str) -> None:
    xml = open_package(button_book(lang)).read(DRAWING).decode()
    found = re.findall(r'<xdr:sp macro="\[0\]!(\w+)".*?descr="([^"]*)".*?<a:t>([^<]*)', xml)
    assert [(sub, text) for sub, _, text in found] == [
        (button.sub, button.label.say(lang)) for button in BUTTONS
    ]
    for button, (_, hint, _) in zip(BUTTONS, found, strict=True):
        assert f"promo-xl {' '.join(button.verb)}" in hint


@LANGS
def test_buttons_cover_no_cell_that_says_something(lang: str) -> None:
    package = open_package(button_book(lang))
    corners = re.findall(
        rb"<xdr:from><xdr:col>(\d+)</xdr:col>.*?<xdr:row>(\d+)</xdr:row>.*?"
        rb"<xdr:to><xdr:col>(\d+)</xdr:col>.*?<xdr:row>(\d+)</xdr:row>.*?macro=\"\[0\]",
        package.read(DRAWING)
        .partition(b"</xdr:graphicFrame>")[2]
        .rpartition(b"</xdr:graphicFrame>")[2],
    )
    assert len(corners) == len(BUTTONS)
    page = SheetXml(package.read(HOME), "home", list)
    last = 0
    for left, top, right, bottom in (tuple(map(int, corner)) for corner in corners):
        assert top == bottom
        assert left >= last
        last = right
        assert page.is_free((top + 1, left + 1, top + 1, right))
        height = re.search(rb'\sht="([\d.]+)"', page.row_xml(top + 1))
        assert height
        assert float(height[1]) >= 26


@LANGS
def test_only_what_had_to_changed(lang: str) -> None:
    before, after = open_package(plain_book(lang)), open_package(button_book(lang))
    sheets = {name for name in before if name.startswith("xl/worksheets/sheet")}
    lists = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    assert changed(before, after) == {*sheets, *lists, DRAWING, PROJECT}
    for name in sheets - {HOME}:
        assert CODE_NAME.sub(b"", after.read(name)) == before.read(name).replace(
            b"<sheetPr/>", b""
        )
    old, new = before.read(HOME), CODE_NAME.sub(b"", after.read(HOME))
    row = rb'<row r="5"[^>]*>'
    assert re.sub(row, b"<row>", new) == re.sub(row, b"<row>", old)


def test_another_reader_opens_it() -> None:
    book = openpyxl.load_workbook(BytesIO(button_book("zh")), keep_vba=True)
    assert book.vba_archive is not None


@pytest.mark.validator
def test_the_validator_finds_nothing_it_did_not_find_before(tmp_path: Path) -> None:
    file = tmp_path / "en.xlsm"
    file.write_bytes(button_book("en"))
    assert errors_of([file]) == []


@LANGS
def test_modules_are_ours_and_the_installed_xlwings(lang: str, tmp_path: Path) -> None:
    found = modules(button_book(lang), tmp_path)
    spec = find_spec("xlwings")
    assert spec is not None
    assert spec.origin
    folder = Path(spec.origin).parent
    for name, file in (("xlwings", "xlwings.bas"), ("Dictionary", "addin/Dictionary.cls")):
        lines = (folder / file).read_text("cp1252").splitlines()
        kept = found[name].splitlines()
        assert kept == lines[len(lines) - len(kept) :]
        assert not kept[0].startswith(("Attribute", "VERSION"))
    assert "BSD 3-clause license" in found["xlwings"]
    assert "xlwings.pro" not in found[OURS]
    assert "\\" not in found[OURS]


@LANGS
def test_our_module_is_ascii_short_lined_and_has_one_sub_a_button(lang: str) -> None:
    source = our_source(lang, ["Sheet1", "Sheet22"])
    assert source.isascii()
    assert source.startswith("Option Explicit\n")
    assert max(map(len, source.splitlines())) < 1000
    assert "@" not in source
    for button in BUTTONS:
        assert len(button.sub) <= 31
        assert f'Public Sub {button.sub}()\n    PromoRun "{button.key}"\nEnd Sub' in source


@LANGS
def test_sentences_are_spelled_right(lang: str) -> None:
    def read(source: str, function: str) -> str:
        body = source.split(f"Function {function}()")[1].split("End Function")[0]
        tokens = re.findall(r'"((?:[^"]|"")*)"|ChrW\((\d+)\)|(vbCrLf)', body)
        return "".join(q or (chr(int(n)) if n else "\n") for q, n, _ in tokens)

    def whole(sentence: Label) -> str:
        return sentence.zh + "\n\n" + sentence.en if lang == "zh" else sentence.en

    source = our_source(lang, ["Sheet1", "工作表2"])
    assert read(source, "PromoOwnSheets") == "|Sheet1|工作表2|"
    assert read(source, "SaySaveFirst") == whole(SAVE_FIRST)
    assert read(source, "SayNotStarted") == whole(NOT_STARTED)


def test_buttons_survive_a_refresh(tmp_path: Path) -> None:
    path = tmp_path / "活动.xlsm"
    path.write_bytes(button_book("zh"))
    later = DAY + timedelta(days=1)
    refreshed(check(book := FileWorkbook(path), None, later))
    book.save()
    before, after = open_package(button_book("zh")), open_package(path.read_bytes())
    assert path.read_bytes() != button_book("zh")
    for part in (PROJECT, DRAWING):
        assert after.read(part) == before.read(part)


def test_a_teams_own_macros_stay(tmp_path: Path) -> None:
    package = open_package(plain_book("zh"))
    team = Module("TeamTools", "Option Explicit\nPublic Sub Colour()\nEnd Sub\n")
    stale = Module("xlwings", "' of last year\n")
    own = package.changed({**with_modules(package, "xl/workbook.xml", [team, stale])})
    after = with_buttons(own.to_bytes(), "zh")
    found = modules(after, tmp_path)
    assert found["TeamTools"].splitlines() == team.text.splitlines()
    assert found["xlwings"] == modules(button_book("zh"), tmp_path)["xlwings"]
    assert changed(own, open_package(after)) == {HOME, DRAWING, PROJECT}


def test_a_renamed_home_page_is_found(tmp_path: Path) -> None:
    package = open_package(plain_book("zh"))
    book = package.read("xl/workbook.xml").replace("首页".encode(), "封面's".encode())
    book = book.replace("'封面's'!".encode(), "'封面''s'!".encode())
    renamed = package.changed({"xl/workbook.xml": book}).to_bytes()
    after = open_package(with_buttons(renamed, "zh"))
    assert shown_macros(after, HOME) == {button.sub for button in BUTTONS}


CELL = b'<c r="C5" s="1"/>'
TYPED = b'<c r="C5" s="1" t="inlineStr"><is><t>mine</t></is></c>'


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (HOME, re.escape(CELL), TYPED),
        (HOME, rb'<row r="5".*?</row>', b""),
        ("xl/workbook.xml", b'"home_goal_line"', b'"goal_line"'),
    ],
    ids=["something typed there", "no such row", "no landmark"],
)
def test_without_a_free_row_they_stand_right_of_the_page(
    part: str, old: bytes, new: bytes
) -> None:
    package = open_package(plain_book("zh"))
    before = package.changed({part: re.sub(old, new, package.read(part), count=1)})
    after = open_package(with_buttons(before.to_bytes(), "zh"))
    assert CODE_NAME.sub(b"", after.read(HOME)) == before.read(HOME)
    anchors = after.read(DRAWING).split(b"</xdr:graphicFrame>")[-1]
    columns = [int(n) for n in re.findall(rb"<xdr:from><xdr:col>(\d+)", anchors)]
    assert len(columns) == len(BUTTONS)
    assert min(columns) > 25  # the page ends in column Z


def test_a_row_somebody_made_higher_stays() -> None:
    package = open_package(plain_book("zh"))
    high = re.sub(rb'(<row r="5"[^>]*?) ht="[^"]*"', rb'\1 ht="60"', package.read(HOME))
    after = open_package(with_buttons(package.changed({HOME: high}).to_bytes(), "zh"))
    assert CODE_NAME.sub(b"", after.read(HOME)) == high


def test_moved_buttons_stay_where_people_put_them() -> None:
    package = open_package(button_book("zh"))
    moved = package.read(DRAWING).replace(b"<xdr:row>4</xdr:row>", b"<xdr:row>2</xdr:row>")
    book = package.changed({DRAWING: moved}).to_bytes()
    assert with_buttons(book, "zh") == book


def test_a_workbook_of_others_is_refused() -> None:
    package = open_package(plain_book("zh"))
    book = package.read("xl/workbook.xml").replace(b'"home_check"', b'"any_check"')
    with pytest.raises(UnreadableError, match="no campaign workbook"):
        with_buttons(package.changed({"xl/workbook.xml": book}).to_bytes(), "zh")


def test_a_signed_workbook_is_refused() -> None:
    package = open_package(plain_book("zh"))
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    line = f'<Relationship Id="rId9" Type="{kind}" Target="_xmlsignatures/origin.sigs"/>'
    rels = package.read("_rels/.rels").replace(b"</Rel", line.encode() + b"</Rel")
    signed = package.changed({"_rels/.rels": rels, "_xmlsignatures/origin.sigs": b""})
    with pytest.raises(RefusedError, match="signed"):
        with_buttons(signed.to_bytes(), "zh")


@pytest.mark.parametrize("missing", ["pyopenvba", "xlwings"])
def test_a_missing_extra_is_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util
    import sys

    real = importlib.util.find_spec
    gone = lambda name, package=None: None if name == missing else real(name, package)  # noqa: E731
    monkeypatch.setattr("promo_xl.buttons.macro_source.find_spec", gone)
    monkeypatch.setitem(
        sys.modules, "pyopenvba", None if missing == "pyopenvba" else pyopenvba
    )
    with pytest.raises(MissingToolError, match="pip install xlwings pyopenvba") as caught:
        with_buttons(plain_book("zh"), "zh")
    assert caught.value.exit_code == 5


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_teams_rich_workbook_keeps_all_it_holds(lang: str) -> None:
    before = open_package(rich_book(lang))
    data = with_buttons(before.to_bytes(), lang)
    after = open_package(data)
    own = {HOME, DRAWING, PROJECT}
    coded = {n for n in changed(before, after) - own if "sheets/sheet" in n}
    for name in coded:
        assert CODE_NAME.sub(b"", after.read(name)) == before.read(name)
    lists = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    first = set() if PROJECT in before else lists | coded
    assert changed(before, after) == own | first
    assert set(before) <= set(after)
    assert lint(data) == []
    assert with_buttons(data, lang) == data
