"""Rich workbooks after we wrote into them, before LibreOffice and Microsoft's validator."""

import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import python_calamine

from promo_xl.cli import run
from tests.chain.rich import EN, ZH, rich_book
from tests.chain.rich.compare import changed_parts
from tests.chain.test_rich import DAY, appended, parts_of
from tests.office import computed_books, differences
from tests.validator import errors_of


@pytest.mark.validator
def test_the_validator_has_nothing_against_what_we_wrote(tmp_path: Path) -> None:
    files = []
    for lang, titles, ending in (("zh", ZH, ".xlsx"), ("en", EN, ".xlsm")):
        path, longer = tmp_path / f"{lang}{ending}", tmp_path / f"{lang}_longer{ending}"
        path.write_bytes(rich_book(lang))
        assert run(["refresh", str(path), "--as-of", DAY]) == 0
        appended(path.read_bytes(), titles, longer)
        files.append(longer)
    assert errors_of(files) == []


@pytest.mark.office
def test_libreoffice_opens_it_and_finds_no_stale_value_and_no_sheet_changed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "longer.xlsx"
    before = rich_book("zh")
    appended(before, ZH, path)
    assert run(["refresh", str(path), "--as-of", DAY]) == 0
    after = path.read_bytes()
    opened = computed_books({"after": after}, tmp_path)["after"]
    titles = list(parts_of(before))
    assert list(parts_of(opened)) == titles
    theirs = (f"{ZH.board}!", f"{ZH.pivot}!")  # never computed there since they typed it
    assert [d for d in differences(after, opened) if not d.startswith(theirs)] == []
    typed = [t for t in titles if parts_of(before)[t] not in changed_parts(before, after)]
    assert {ZH.query, ZH.plan} < set(typed)
    for title in set(typed) - {ZH.pivot}:  # LibreOffice lays a pivot out anew
        assert alike(values(opened, title), values(before, title)), title


Rows = list[list[object]]


def values(data: bytes, title: str) -> Rows:
    """Give what a sheet shows, row by row, without blank ends."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows: Rows = [
        [*row] for row in book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    ]
    while rows and not any(cell not in ("", None) for cell in rows[-1]):
        rows.pop()
    return rows


def alike(found: Rows, wanted: Rows) -> bool:
    """Whether rows show the same, whatever the last digits and the blank ends."""

    def plain(rows: Rows) -> list[list[object]]:
        kept = [[_plain(cell) for cell in row] for row in rows]
        for row in kept:
            while row and row[-1] == "":
                row.pop()
        return kept

    return plain(found) == plain(wanted)


def _plain(cell: object) -> object:
    if isinstance(cell, datetime):
        return f"{cell + timedelta(milliseconds=500):%F %T}"
    return f"{cell:.8g}" if isinstance(cell, float) else cell
