"""The check of a large sheet skips the rows it had before, and only those."""

import pytest

from promo_xl.errors import RefusedError
from promo_xl.ooxml import package, verify
from promo_xl.ooxml.package import zip_bytes
from promo_xl.ooxml.verify import check_package

HEAD, TAIL = b"<worksheet><dimension ref='A1'/><sheetData>", b"</sheetData><x/></worksheet>"
ROWS = [b'<row r="%d"><c><v>%d</v></c><c t="s"/></row>' % (n, n * n) for n in range(600)]
Parts = list[bytes]


def _book(rows: Parts, head: bytes = HEAD, tail: bytes = TAIL) -> bytes:
    return zip_bytes({"sheet.xml": head + b"".join(rows) + tail})


OLD = _book(ROWS)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small sheet go through in as many stretches as a large one does."""
    monkeypatch.setattr(verify, "_LARGE", 1000)
    monkeypatch.setattr(package, "_PIECE", 1024)
    monkeypatch.setattr(package, "_FED", 128)


def _edited(place: int, *rows: bytes, instead_of: int = 0) -> Parts:
    return [*ROWS[:place], *rows, *ROWS[place + instead_of :]]


def _parsed(data: bytes, known: bytes | None, monkeypatch: pytest.MonkeyPatch) -> int:
    """Check, and tell how much was parsed."""
    total = 0
    parse = verify._parse

    def counted(pieces: Parts) -> None:
        nonlocal total
        given = list(pieces)
        total += sum(map(len, given))
        parse(iter(given))

    with monkeypatch.context() as patched:
        patched.setattr(verify, "_parse", counted)
        check_package(data, known)
    return total


GROWN = HEAD.replace(b"A1", b"A1:B601")
NEW = b'<row r="7"><c><v>0.5</v></c></row>'
SOUND = [
    _book([*ROWS, NEW], GROWN),
    _book([NEW, *ROWS]),
    _book(_edited(300, NEW, instead_of=1)),
    _book(_edited(300, NEW, NEW)),
    _book(_edited(300, instead_of=15)),
    _book(_edited(599, NEW, instead_of=1)),
    _book([row if n % 37 else NEW for n, row in enumerate(ROWS)]),
    _book(ROWS, tail=b"</sheetData><y/></worksheet>"),
]


@pytest.mark.parametrize("data", SOUND)
def test_what_is_new_is_parsed_and_little_more(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = len(b"".join(ROWS))
    assert _parsed(data, OLD, monkeypatch) < whole / 4
    assert _parsed(data, None, monkeypatch) > whole * 0.9


BROKEN = [
    b'<row r="7"><c><v>0.5</c></row>',
    b"<row><row></row>",
    b"</row>",
    b"<row>&nope;</row>",
    b"<row>\x00</row>",
    b"<row><c></row>",
    b"<row/",
    b"text<",
    b"</sheetData>",
]


@pytest.mark.parametrize("bad", BROKEN)
@pytest.mark.parametrize("place", [0, 300, 600])
def test_one_bad_row_among_many_known_ones_is_found(bad: bytes, place: int) -> None:
    with pytest.raises(RefusedError, match="failed its check"):
        check_package(_book(_edited(place, bad)), OLD)


@pytest.mark.parametrize(("head", "tail"), [(HEAD[:-1], TAIL), (HEAD, TAIL[:-1])])
def test_a_bad_frame_is_found(head: bytes, tail: bytes) -> None:
    with pytest.raises(RefusedError, match="failed its check"):
        check_package(_book(ROWS, head, tail), OLD)


@pytest.mark.parametrize(
    "odd",
    [
        b'<row r="7"/>',
        b"<row><!-- </row> --></row>",
        b"<row><![CDATA[</row>]]></row>",
        b"<row><row><c/></row></row>",
        b"<?pi </row>?>",
        b"<row><?pi </row>?></row>",
    ],
)
def test_odd_rows_are_judged_as_the_whole_sheet_is(odd: bytes) -> None:
    rows = _edited(200, odd)
    check_package(_book(rows))
    check_package(_book([*rows, NEW]), _book(rows))
    check_package(_book(_edited(210, odd)), _book(rows))
    with pytest.raises(RefusedError, match="failed its check"):
        check_package(_book([*rows, b"<row>"]), _book(rows))


@pytest.mark.parametrize(
    ("odd", "half"),
    [
        (b"<row><!-- </row> --></row>", b"<row><!-- </row>"),
        (b"<row><?pi </row>?></row>", b"<row><?pi </row>"),
        (b"<row><row><c/></row></row>", b"<row><row><c/></row>"),
    ],
)
def test_half_of_an_odd_row_is_no_known_row(odd: bytes, half: bytes) -> None:
    before = _edited(200, odd)
    after = [*before[:202], half, *before[202:]]
    with pytest.raises(RefusedError, match="failed its check"):
        check_package(_book(after), _book(before))


def test_a_sheet_new_in_every_row_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row.replace(b"<v>", b"<v>1") for row in ROWS]
    data = _book(rows)
    size = len(HEAD) + len(b"".join(rows)) + len(TAIL)
    assert _parsed(data, OLD, monkeypatch) == size
    assert _parsed(_book([*rows, *ROWS]), _book(ROWS[:10]), monkeypatch) > size


@pytest.mark.parametrize("data", [_book([], tail=b"<a/>" * 4000 + TAIL), OLD])
def test_a_sheet_without_rows_is_judged_too(data: bytes) -> None:
    other = _book([], tail=b"<b/>" * 4000 + TAIL)
    check_package(data, other)
    check_package(other, data)
    with pytest.raises(RefusedError, match="failed its check"):
        check_package(_book([], tail=b"<b/>" * 4000), data)
