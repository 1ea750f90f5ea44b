"""Cells: text comes back verbatim, numbers exact, and what is there already stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo_xl.errors import RefusedError
from promo_xl.ooxml.cell import (
    CellXml,
    Content,
    check_content,
    holds,
    read_shared,
    render_cell,
)
from promo_xl.workbook.file import FileWorkbook
from tests.ooxml.books import framed

NEW = CellXml(7, 3, b"")


def _shared() -> list[str]:
    return ["甲", "a&b _x0041_"]


def _write(content: Content, old: bytes = b"") -> bytes:
    check_content(content, "C7")
    return render_cell(CellXml(7, 3, old), content, "C7", b"5")


def _read(xml: bytes) -> object:
    rows = FileWorkbook(framed(b'<row r="7">' + xml + b"</row>")).grid("甲").rows
    return rows[6][2] if len(rows) > 6 else None


@pytest.mark.parametrize(
    "text",
    [
        "A&B <满300减50> =1+1 👍",
        "_x0041_",
        "_x005F_x0041_ _x004",
        "=cmd|' /C calc'!A0",
        " two\nlines\t ",
        "a\r\nb\rc",
        "bell\x07 \x00",
        "]]> &amp; &#65;",
        "+86 13800000000",
        "'001234",
    ],
)
def test_text_is_text_and_comes_back_verbatim(text: str) -> None:
    xml = _write(Content(text))
    assert _read(xml) == text
    assert b"<f" not in xml
    assert holds(CellXml(7, 3, xml), Content(text), _shared)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_text_reads_back_as_itself_from_what_was_written(text: str) -> None:
    assert CellXml(7, 3, _write(Content(text))).value(_shared) == text


def test_half_a_character_becomes_the_sign_for_a_lost_one() -> None:
    assert _read(_write(Content("a\ud83db"))) == "a\ufffdb"


@pytest.mark.parametrize(
    "number", [0.1 + 0.2, 1e21, -4.0, 123456789012345.0, 5e-324, 1 / 3]
)
def test_numbers_are_exact(number: float) -> None:
    xml = _write(Content(number))
    assert _read(xml) == number
    assert holds(CellXml(7, 3, xml), Content(number), _shared)


def test_whole_numbers_and_answers_are_written_as_excel_does() -> None:
    assert _write(Content(7)) == b'<c r="C7" s="5"><v>7</v></c>'
    assert _write(Content(True)) == b'<c r="C7" s="5" t="b"><v>1</v></c>'
    assert _write(Content(False)) == b'<c r="C7" s="5" t="b"><v>0</v></c>'


def test_emptying_a_cell_keeps_its_format_and_drops_what_described_its_content() -> None:
    old = b'<c r="C7" s="3" t="s" cm="1" vm="2"><v>0</v></c>'
    assert _write(Content(), old) == b'<c r="C7" s="3"/>'


def test_a_formula_carries_its_value() -> None:
    xml = _write(Content("C7", formula='HYPERLINK("#\'a\'!C7","C7")'))
    assert b't="str"' in xml
    assert holds(
        CellXml(7, 3, xml), Content("C7", formula='HYPERLINK("#\'a\'!C7","C7")'), _shared
    )
    assert b"<v>3</v>" in _write(Content(3.0, formula="1+2"))
    assert b"<v></v>" in _write(Content(None, formula="A1"))
    assert b'<f>A1&lt;" "</f>' in _write(Content(1.0, formula='A1<"\x01"'))


def test_a_cached_value_leaves_the_formula_as_it_is_written() -> None:
    old = b'<c r="C7" s="3"><f t="shared" ref="C7:C9" si="0">A1*2</f><v>4</v></c>'
    new = _write(Content(5.0, keeps_formula=True), old)
    assert new == old.replace(b"<v>4", b"<v>5")


STANDS = {
    b'<c r="C7" t="s"><v>0</v></c>': Content("甲"),
    b'<c r="C7" t="s"><v>1</v></c>': Content("a&b _x0041_"),
    b'<c r="C7" s="1"/>': Content(),
    b'<c r="C7" t="b"><v>1</v></c>': Content(True),
    b'<c r="C7"><v>12.50</v></c>': Content(12.5),
    b'<c r="C7" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>': Content("ab"),
    b'<c r="C7" t="str"><f>A1</f><v></v></c>': Content("", formula="A1"),
    b'<c r="C7" t="str"><f>A2</f><v></v></c>': Content(None, keeps_formula=True),
    b'<c r="C7" t="str"><f>A3</f><v>x</v></c>': Content("x", keeps_formula=True),
}


@pytest.mark.parametrize("xml", STANDS)
def test_a_cell_that_holds_it_already_is_recognised_however_written(xml: bytes) -> None:
    assert holds(CellXml(7, 3, xml), STANDS[xml], _shared)
    others = [content for content in STANDS.values() if content != STANDS[xml]]
    held = [c for c in others if holds(CellXml(7, 3, xml), c, _shared)]
    assert all(c.keeps_formula or c.formula for c in held)


@pytest.mark.parametrize("value", [b"<v></v>", b"<v/>", b""])
def test_a_formula_whose_number_has_no_digits_was_never_calculated(value: bytes) -> None:
    cell = CellXml(7, 3, b'<c r="C7"><f>A1</f>' + value + b"</c>")
    assert not holds(cell, Content("", keeps_formula=True), _shared)
    assert holds(cell, Content(None, keeps_formula=True, uncached=True), _shared)


@pytest.mark.parametrize(
    ("xml", "content"),
    [
        (b'<c r="C7"><f>A1</f><v>1</v></c>', Content(1.0)),
        (b'<c r="C7"><v>1</v></c>', Content(1.0, formula="A1")),
        (b'<c r="C7"><v>1</v></c>', Content(1.0, keeps_formula=True)),
        (b'<c r="C7"><f>A1</f></c>', Content("", keeps_formula=True)),
        (b'<c r="C7"><f t="array" ref="C7">A1</f><v>1</v></c>', Content(1.0, formula="A1")),
        (b'<c r="C7"><v>1</v></c>', Content(True)),
        (b'<c r="C7"><v>1</v></c>', Content("1")),
        (b'<c r="C7" t="e"><v>#N/A</v></c>', Content(None)),
        (b'<c r="C7" t="inlineStr"/>', Content("")),
        (b'<c r="C7" t="s"><v>99</v></c>', Content("甲")),
    ],
)
def test_another_content_is_not_the_same(xml: bytes, content: Content) -> None:
    assert not holds(CellXml(7, 3, xml), content, _shared)


@pytest.mark.parametrize(
    "content",
    [
        Content("字" * 32768),
        Content("👍" * 16384),
        Content(float("nan")),
        Content(float("inf")),
        Content(float("-inf"), keeps_formula=True),
        Content(10**400),
        Content(1.0, formula="1+" * 4100),
    ],
)
def test_what_excel_cannot_hold_is_refused(content: Content) -> None:
    with pytest.raises(RefusedError, match="C7"):
        _write(content)
    assert _write(Content("字" * 32767))
    assert _write(Content("👍" * 16383))


def test_shared_strings_are_read_without_their_readings() -> None:
    xml = "<sst><si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si><si/><si><r><t xml:space='preserve'> a</t></r><r><t/></r></si></sst>"
    assert read_shared(xml.encode()) == ["東京", "", " a"]
