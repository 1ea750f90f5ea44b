"""What a sheet shows beyond its values: errors, formulas, stale ones, hidden rows."""

import pytest

from promo_xl.errors import UnreadableError
from promo_xl.ooxml import scan as scanning
from promo_xl.ooxml.extent import extent
from promo_xl.ooxml.scan import (
    LAST_COLUMN,
    LAST_ROW,
    Scan,
    column_letters,
    find_cell,
    scan_sheet,
)
from tests.ooxml.books import MAIN

ROWS = (
    '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
    '<row r="2" hidden="1"><c r="A2"><f>A1&gt;1</f></c>'
    '<c r="C2" s="1" t="e"><f t="shared" ref="C2:C3" si="0">1/0</f><v>#DIV/0!</v></c></row>'
    '<row r="3" hidden="0"><c r="C3" t="str"><f t="shared" si="0"/><v></v></c><c r="D3" s="4"/></row>'
)
TAIL = '</sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'


def _scan(rows: str, *, prefix: str = "", limit: int = 1000, piece: int = 10**9) -> Scan:
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}{TAIL}</worksheet>'
    if prefix:
        xml = xml.replace("</", f"</{prefix}:").replace("<", f"<{prefix}:")
        xml = xml.replace(f"<{prefix}:/{prefix}:", f"</{prefix}:").replace(
            "xmlns=", f"xmlns:{prefix}="
        )
    data = xml.encode()
    return scan_sheet(
        lambda: (data[i : i + piece] for i in range(0, len(data), piece)), limit
    )


def _check(found: Scan) -> None:
    assert found.errors == {(1, 1): "#N/A", (2, 3): "#DIV/0!"}
    assert found.formulas == {(1, 2), (2, 1), (2, 3), (3, 3)}
    assert found.uncached == {(2, 1)}
    assert found.hidden_rows == {2}
    assert b"A1:B2" in found.tail


def test_errors_formulas_stale_values_and_hidden_rows_are_found() -> None:
    found = _scan(ROWS)
    _check(found)
    assert (found.rows, found.columns) == (3, 4)


def test_elements_may_carry_a_prefix() -> None:
    _check(_scan(ROWS, prefix="x"))


@pytest.mark.parametrize("odd", ["", " "])
@pytest.mark.parametrize("value", ["<v></v>", "<v/>", ""])
def test_a_formula_whose_value_is_empty_counts_as_calculated_only_as_a_text(
    value: str, odd: str
) -> None:
    cells = f'<c {odd}r="A1" s="1"><f>1/0</f>{value}</c>'
    assert _scan(f'<row r="1">{cells}</row>').uncached == {(1, 1)}
    text = cells.replace('s="1"', 't="str"')
    assert _scan(f'<row r="1">{text}</row>').uncached == (set() if value else {(1, 1)})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<c r=", "<c  r="),
        ('t="e"', "t='e'"),
        ('r="A1" t="e"', 't="e" r="A1"'),
        ('r="1"', ""),
    ],
)
def test_another_way_of_writing_is_the_same(old: str, new: str) -> None:
    _check(_scan(ROWS.replace(old, new) + '<row r="9"><c foo="1"/></row>'))


def test_a_cell_without_an_address_follows_the_one_before() -> None:
    found = _scan(
        '<row><c><v>1</v></c></row><row r="5"><c r="C5"/><c t="e"><v>#N/A</v></c></row>'
    )
    assert found.errors == {(5, 4): "#N/A"}
    assert (found.rows, found.columns) == (5, 4)


def test_a_long_sheet_is_read_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "_BLOCK", 200)
    _check(_scan(ROWS, piece=50))
    many = "".join(f'<row r="{r}"><c r="B{r}"><v>1</v></c></row>' for r in range(1, 400))
    found = _scan(many, piece=64)
    assert (found.rows, found.columns) == (399, 2)


def test_a_box_too_large_is_measured_by_filled_cells() -> None:
    far = '<row r="900"><c r="ZZ900" s="1"/></row>'
    assert _scan(ROWS + far).area == 3 * 3
    filled = '<row r="900"><c r="ZZ900" s="1"><v>1</v></c></row>'
    assert _scan(ROWS + filled).columns == 702


def test_an_empty_sheet_reaches_nowhere() -> None:
    assert _scan("").area == 0
    assert scan_sheet(list, 10).area == 0
    assert scan_sheet(lambda: [b"<worksheet><sheetData/><mergeCells/>"], 10).tail.endswith(
        b"s/>"
    )
    assert scan_sheet(lambda: [b"<chartsheet/>"], 10).area == 0


def test_too_many_oddly_written_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "WALKED", 5)
    with pytest.raises(UnreadableError, match="unusual"):
        _scan("<row>" + "<c><v>1</v></c>" * 9 + "</row>")


def test_letters_count_as_in_excel() -> None:
    assert [column_letters(n) for n in (1, 26, 27, 703, 16384)] == [
        "A",
        "Z",
        "AA",
        "AAA",
        "XFD",
    ]


def test_a_row_without_end_is_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "_BLOCK", 100)
    monkeypatch.setattr(scanning, "_ROW_LIMIT", 1000)
    with pytest.raises(UnreadableError, match="one row"):
        _scan("<c>" * 2000, piece=100)


def test_endless_merges_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "_TAIL_LIMIT", 1000)
    merges = [b'<mergeCell ref="A1:B1"/>'] * 100
    with pytest.raises(UnreadableError, match="too many merged"):
        scan_sheet(lambda: [b"<worksheet><sheetData/>", *merges], 10)


def test_a_cell_far_out_is_found_by_its_row_or_column() -> None:
    pieces = [b'<c r="A1"/><c s="1" r=', b"'zz9'/><c r=\"B70\"/>"]
    assert find_cell(pieces, column=702) == "ZZ9"
    assert find_cell(pieces, row=70) == "B70"
    assert find_cell(pieces, row=7) == ""


def test_too_many_formulas_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "FORMULAS", 3)
    with pytest.raises(UnreadableError, match="more than 3 formulas"):
        _scan(ROWS)


@pytest.mark.parametrize(
    ("cells", "reach"),
    [
        ("", (0, 0)),
        ('<c r="A1"/>', (1, 1)),
        ('<c r="B9"><v>1</v></c><c r="AB7" s="1"/>', (9, 28)),
        ('<c r="A12"/><c r="ABC3"/>', (12, 731)),
        ('<c r="XFD1048576"/>', (1_048_576, 16_384)),
        ('<cols><col min="1"/></cols><c r="C3"/>', (3, 3)),
        ('<c r="XFE1"/>', None),
        ('<c r="A1048577"/>', None),
        ('<c r="A10485760"/>', None),
        ('<c r="A0"/><c r="A5"/>', None),
        ('<c r="A"/>', None),
        ('<c r="7"/>', None),
        ('<c r="a1"/>', None),
        ('<c r="ABCD1"/>', None),
        ('<c r="A1x"/>', None),
        ('<c r="A1"/><c s="1" r="B1"/>', None),
        ("<c r='A1'/>", None),
        ("<c/>", None),
        ("<c", (0, 0)),
    ],
)
def test_how_far_a_block_reaches_is_told_or_left_to_the_patterns(
    cells: str, reach: tuple[int, int] | None
) -> None:
    assert extent(cells.encode(), LAST_ROW, LAST_COLUMN) == reach


@pytest.mark.parametrize("odd", ["", '<row r="9"><c r="xfd9"/></row>', "<row><c/></row>"])
def test_a_long_sheet_is_scanned_as_a_short_one(
    odd: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = ROWS + "".join(
        f'<row r="{n}"><c r="B{n}"/><c r="AA{n}"><f>1</f></c></row>'
        for n in range(4, 2_000)
    )
    found = _scan(rows + odd, limit=10**9)
    monkeypatch.setattr(scanning, "_FEW", 10**9)
    assert found == _scan(rows + odd, limit=10**9)
    assert found.plain is not bool(odd)


def test_changed_rows_take_the_place_of_those_scanned_before() -> None:
    new = _scan('<row r="2"><c r="F2"><f>1</f><v>1</v></c></row>')
    found = _scan(ROWS).patched(new, {2, 9})
    assert (found.rows, found.columns) == (3, 6)
    assert found.errors == {(1, 1): "#N/A"}
    assert found.formulas == {(1, 2), (2, 6), (3, 3)}
    assert not found.uncached
    assert not found.hidden_rows


def test_a_sheet_without_cells_has_its_tail_like_any_other() -> None:
    xml = b"<worksheet><sheetData/><mergeCells/></worksheet>"
    assert scan_sheet(lambda: [xml], 99).tail == b"</sheetData><mergeCells/></worksheet>"
