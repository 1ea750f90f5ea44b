"""The formulas of 计算 follow the question the figures answer, and are left alone otherwise."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from promo_xl.edit import list_changes
from promo_xl.patch import AppendRows, Cached, Cell, Formula, Patch, SetCells
from promo_xl.pipeline import check, refreshed
from promo_xl.read import read_book
from promo_xl.schema.day_formula import LONGEST, Words, at_row, day_formula
from promo_xl.workbook.file import FileWorkbook
from promo_xl.workbook.live import LiveWorkbook
from tests.chain.conftest import new_book
from tests.edit.typed import TYPED, type_in, with_days, without_shop
from tests.workbook.fake_excel import open_book

SHOP, CLAIM, PLAN = "店铺大盘", "渠道归因", "计划"


@cache
def _typed() -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.xlsx"
        with_days("team", "zh").save(path)
        return path.read_bytes()


@pytest.fixture
def workbook() -> FileWorkbook:
    """A book with days of the shop and of channels, refreshed."""
    return FileWorkbook(_typed(), "new.xlsx")


def _refresh(workbook: FileWorkbook) -> Patch:
    return refreshed(check(workbook, TYPED, TYPED))


def _written(patch: Patch) -> dict[tuple[int, int], Cell]:
    """Give what a patch puts into 计算."""
    edits = [e for e in patch if isinstance(e, SetCells) and e.title == "计算"]
    return {place: cell for edit in edits for place, cell in edit.cells.items()}


def _texts(workbook: FileWorkbook, column: int) -> list[str]:
    book = read_book(workbook)
    ref = book.names["calc_days"]
    rows = range(ref.top, ref.bottom + 1)
    return [book.texts["计算"][row, column] for row in rows]


def test_every_day_asks_for_the_shop_where_the_figures_do(workbook: FileWorkbook) -> None:
    for row, text in enumerate(_texts(workbook, 2), 7):
        assert f'="{SHOP}"' in text
        assert f'="{CLAIM}"' not in text
        assert set(re.findall(r"\$A(\d+)", text)) == {str(row)}
    for text in _texts(workbook, 6):  # what was spent only channels know
        assert f'="{SHOP}"' not in text
        assert f'="{CLAIM}"' in text
        assert f'="{PLAN}"' in text
    assert _refresh(workbook) == ()


def test_they_change_with_the_rows_and_nothing_is_written_twice(
    workbook: FileWorkbook,
) -> None:
    before = {title: workbook.grid(title) for title in workbook.titles()}
    without_shop(workbook)
    emptied = {title: workbook.grid(title) for title in workbook.titles()}
    written = _written(_refresh(workbook))
    asked = {place for place, cell in written.items() if isinstance(cell, Formula)}
    assert asked == {(row, 2) for row in range(7, 7 + 39)}
    assert all(f'="{PLAN}"' in text for text in _texts(workbook, 2))
    after = {title: workbook.grid(title) for title in workbook.titles()}
    said = list_changes(emptied, after, "zh")
    assert "计算!B7: 90,000 → 40,006" in said
    assert "计算!B45: (空) → (空)（公式已更新）" in said
    assert "计算!B45: (blank) → (blank) (another formula)" in list_changes(
        emptied, after, "en"
    )
    assert _refresh(workbook) == ()
    # and back again
    daily = before["日数据"]
    cells = {
        (row, column): daily.value(row, column)
        for row in range(7, len(daily.rows) + 1)
        for column in range(1, len(daily.rows[row - 1]) + 1)
        if daily.value(row, column) is not None and (row, column) not in daily.formulas
    }
    workbook.apply((SetCells("日数据", cells),))  # type: ignore[arg-type]
    _refresh(workbook)
    assert all(f'="{SHOP}"' in text for text in _texts(workbook, 2))


def test_a_book_whose_formulas_were_made_for_an_empty_one_gets_right_once(
    workbook: FileWorkbook,
) -> None:
    """As a book of an earlier version has them: the values are ours, the question is old."""
    words = Words(lambda sheet, key: f"t_{sheet}[x]", {}, ())
    old = day_formula("gmv", [[("level", "=", "claim")]], words)
    values = read_book(workbook).stale["", "calc_days"].tolist()[1::7]
    cells: dict[tuple[int, int], Cell] = {
        (row, 2): Formula(at_row(old, row), value) for row, value in enumerate(values, 7)
    }
    workbook.apply((SetCells("计算", cells),))
    assert set(_written(_refresh(workbook))) == set(cells)
    assert all(f'="{SHOP}"' in text for text in _texts(workbook, 2))
    assert _refresh(workbook) == ()


def test_only_the_question_counts_not_how_a_program_writes_it(
    workbook: FileWorkbook,
) -> None:
    text, value = _texts(workbook, 2)[0], read_book(workbook).stale["", "calc_days"][1]
    spaced = text.replace(",", ", ").replace("SUMPRODUCT", "SumProduct")
    workbook.apply((SetCells("计算", {(7, 2): Formula(spaced, value)}),))
    assert _refresh(workbook) == ()


def test_a_value_somebody_put_there_stays(workbook: FileWorkbook) -> None:
    workbook.apply((SetCells("计算", {(7, 2): 5.0}),))
    without_shop(workbook)
    written = _written(_refresh(workbook))
    assert (7, 2) not in written
    assert isinstance(written[8, 2], Formula)
    assert isinstance(written[7, 3], Cached)


def test_a_channel_without_an_id_is_asked_for_by_its_name(workbook: FileWorkbook) -> None:
    book = read_book(workbook)
    name = book["channels"].raw(0, "channel_name")
    assert all('MATCH("C01"' in text for text in _texts(workbook, 6))
    type_in(workbook, "channels", {(0, "channel_id"): None})
    _refresh(workbook)
    for text in _texts(workbook, 6):
        assert 'MATCH("C01"' not in text
        assert f'="{name}"' in text


def test_a_header_people_changed_is_asked_by_that_name(workbook: FileWorkbook) -> None:
    """Excel renames it in its formulas; where one was left behind, it is put right."""
    words = Words(lambda sheet, key: f"t_{sheet}[已经没有的列]", {}, ())
    old = day_formula("cost", [[("level", "=", "claim")]], words)
    workbook.apply((SetCells("计算", {(9, 6): Formula(at_row(old, 9), "")}),))
    assert set(_written(_refresh(workbook))) == {(9, 6)}
    header = read_book(workbook)["daily"].headers["cost"]
    assert f"t_daily[{header}]" in _texts(workbook, 6)[2]


@pytest.mark.parametrize("count", [3, 20, 400])
def test_many_channels_by_plan_are_asked_for_together_or_not_at_all(count: int) -> None:
    """Excel takes 8,192 characters."""
    names = {f"C{i:03}": (f"渠道{i}", f"C{i:03}") for i in range(count)}
    words = Words(lambda sheet, key: f"t_{sheet}[{key}]", names, names)
    claims = [[("level", "=", "claim"), ("basis", "=", "paid")]]
    plans = [
        [("channel_id", "=", one), ("level", "=", "ad_plan"), ("basis", "=", "paid")]
        for one in names
    ]
    text = day_formula("gmv", [*claims, *plans], words)
    assert len(at_row(text, 1_048_576)) < 8192
    assert bool(text) == (count < 400)
    assert ("MATCH(" in text) == (count == 3)
    assert len(text) <= LONGEST
    if count == 20:
        assert text.count('="渠道19")') == text.count('="C019")') > 0


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
def test_an_open_excel_gets_the_formulas_too(tmp_path: Path) -> None:
    workbook = FileWorkbook(new_book("大促节点", "team", "zh"), "new.xlsx")
    daily = read_book(workbook)["daily"]
    shop: dict[str, Cell] = {
        "date": datetime.fromisoformat("2026-06-01"), "level": SHOP, "gmv": 90_000.0
    }  # fmt: skip
    row = {daily.headers[key]: cell for key, cell in shop.items()}
    workbook.apply((AppendRows(daily.title, daily.sheet.table, [row]),))
    workbook.save(tmp_path / "new.xlsx")
    data = (tmp_path / "new.xlsx").read_bytes()
    excel = open_book(data, "new.xlsx", "C:/活动/new.xlsx")
    for tab in excel.impl.tabs:
        tab.protected = False  # the macro lifts it
    live = LiveWorkbook(excel)
    assert SHOP not in live.grid("计算").texts[7, 2]
    refreshed(check(live, TYPED, TYPED))
    assert f'="{SHOP}"' in live.grid("计算").texts[7, 2]
