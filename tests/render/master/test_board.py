"""汇总看板: the tables that were computed, one below the other, in cells a refresh rewrites."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from promo_xl.derive import derive_facts
from promo_xl.edit import refresh
from promo_xl.facts import Figure
from promo_xl.patch import SetCells
from promo_xl.read import read_book
from promo_xl.schema import sheet
from promo_xl.validate import validate_book
from promo_xl.workbook.file import FileWorkbook
from promo_xl.workbook.text import TextWorkbook
from tests.render.master.campaign import AS_OF, empty, made, master, opened, rows

CODE, NAME = 2, 3


def _tab(lang: str = "zh") -> Worksheet:
    tab = opened(lang, values=True)[sheet("board").label.say(lang)]
    assert isinstance(tab, Worksheet)
    return tab


def _row(tab: Worksheet, name: str, after: str) -> list[object]:
    """Give the cells of the row *name* in the table titled *after*."""
    titles = [row for row in range(7, 267) if tab.cell(row, NAME).value == after]
    for row in range(titles[0] + 1, 267):
        if tab.cell(row, NAME).value == name:
            return [tab.cell(row, NAME + i).value for i in range(12)]
    raise AssertionError(name)


def test_the_board_shows_the_figures_that_were_computed() -> None:
    _, facts, _ = made()
    block = facts.blocks["channels"]
    for cells in block.rows:
        shown = _row(_tab(), str(cells[0]), block.title.zh)
        for slot, value in zip(cells, shown, strict=False):
            if isinstance(slot, Figure) and not slot.blank:
                assert value == pytest.approx(slot.number)


def test_what_falls_short_of_all_of_it_never_reads_100_percent() -> None:
    codes = [str(_tab().cell(row, CODE).value or "") for row in range(7, 267)]
    for row, code in enumerate(codes, 7):
        for at, letter in enumerate(code[1:]):
            value = _tab().cell(row, NAME + at).value
            if letter == "p" and isinstance(value, float) and value < 1:
                assert f"{value:.1%}" != "100.0%"


def test_every_table_with_data_has_its_title_and_heads() -> None:
    _, facts, _ = made()
    names = {_tab().cell(row, NAME).value for row in range(7, 267)}
    for key in ("result", "goals", "channels", "money"):
        assert facts.blocks[key].title.zh in names, key
        assert facts.blocks[key].heads[0].zh in names, key


def test_the_board_is_protected_without_a_password_and_prints_a_page_wide() -> None:
    tab = opened()["汇总看板"]
    assert tab.protection.sheet is True
    assert not tab.protection.password
    assert tab.page_setup.fitToHeight == 0
    assert tab.column_dimensions["A"].hidden


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_board_without_data_says_so(lang: str) -> None:
    book = openpyxl.load_workbook(BytesIO(empty(lang)))
    tab = book[sheet("board").label.say(lang)]
    assert str(tab.cell(7, NAME).value).startswith(
        {"zh": "还没有可汇总的内容", "en": "Nothing to sum up yet"}[lang]
    )


def test_a_refresh_rewrites_the_board_and_nothing_of_the_last_one_stays() -> None:
    workbook = FileWorkbook(master())
    before = read_book(workbook)
    data = rows()
    data["daily"] = []
    data["goals"] = data["goals"][:1]
    facts = derive_facts(read_book(TextWorkbook.of(data)), AS_OF)
    patch = refresh(before, facts, validate_book(before, facts))
    cells = next(
        e.cells for e in patch if isinstance(e, SetCells) and e.title == "汇总看板"
    )
    tab = _tab()
    after = {
        (row, at): cells.get((row, at), tab.cell(row, at).value)
        for row in range(7, 267)
        for at in range(CODE, NAME + 12)
    }
    block = facts.blocks["calc_board"]
    for (row, at), value in after.items():
        i, j = row - 7, at - CODE
        wanted = block.rows[i][j] if i < len(block.rows) else None
        assert (value or None) == (wanted or None), (row, at)


def test_the_words_of_an_english_board_are_english() -> None:
    typed = {str(row[0]) for row in made("en")[1].blocks["channels"].rows}
    for row in _tab("en").iter_rows(min_row=7, values_only=True):
        text = "".join(str(v) for v in row if v is not None and str(v) not in typed)
        for word in ("王敏", "人力", "信息流", "方案", "物料", "上线", "爆发投放"):
            text = text.replace(word, "")
        assert not any("\u4e00" <= c <= "\u9fff" for c in text), text
