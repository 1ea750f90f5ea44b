"""A finding written back, acknowledged, kept over refreshes, lapsed when its cell changes."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from promo_xl.book import Book
from promo_xl.derive import derive_facts
from promo_xl.edit import refresh
from promo_xl.facts import Facts
from promo_xl.finding import Finding, Findings
from promo_xl.patch import Cell, Patch, SetCells
from promo_xl.read import read_book
from promo_xl.render.master import render_master
from promo_xl.validate import validate_book
from promo_xl.workbook.file import FileWorkbook
from tests.sheets import AS_OF, check, lines, parse

TEXT = """
    [项目总表]
    总预算 | 2200000
    负责人 |
    [渠道计划]
    渠道名称 | 渠道目的 | 渠道预算(直填)
    直通车   | 转化     | 2000000
    信息流   | 转化     | 100000
    [目标]
    具体指标 | 量化目标(原目标)
    GMV      | 5000000
    订单数   | 20000
    [日数据]
    日期       | 渠道   | 成交金额GMV | 花费
    2026-06-01 | 信息流 | 300000      | 100001
    2026-06-02 | 直通车 | 300000      | 50000
"""


@cache
def _master(lang: str = "zh") -> bytes:
    book, facts, findings = check(parse(TEXT), lang=lang)
    return render_master(book, facts, findings, lang=lang)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook as `new` would leave it, on disk."""
    target = tmp_path / "618.xlsx"
    target.write_bytes(_master())
    return target


def _run(path: Path, as_of: datetime = AS_OF) -> tuple[FileWorkbook, Book, Facts, Findings]:
    workbook = FileWorkbook(path)
    book = read_book(workbook)
    facts = derive_facts(book, as_of)
    return workbook, book, facts, validate_book(book, facts)


def _refresh(path: Path, as_of: datetime = AS_OF) -> Patch:
    workbook, book, facts, findings = _run(path, as_of)
    patch = refresh(book, facts, findings)
    workbook.apply(patch)
    workbook.save(path)
    return patch


def _type(path: Path, sheet: str, key: str, row: int, value: Cell) -> None:
    """Type into a cell as a person would, found by its column."""
    workbook = FileWorkbook(path)
    table = read_book(workbook)[sheet]
    workbook.apply((SetCells(table.title, {table.place(row, key): value}),))
    workbook.save(path)


def _overspent(path: Path) -> Finding:
    (found,) = [f for f in _run(path)[3] if f.id == "B10"]
    return found


def _tick(path: Path, rule: str, word: str = "是") -> None:
    book = read_book(FileWorkbook(path))
    row = book["issues"]["rule_id"].tolist().index(rule)
    _type(path, "issues", "ack", row, word)


def test_a_file_gives_the_findings_of_the_rows_it_was_made_from(path: Path) -> None:
    ids = [f.id for f in check(parse(TEXT))[2]]
    assert [f.id for f in _run(path)[3]] == ids == ["A07", "B10"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_fresh_workbook_has_nothing_to_refresh(path: Path, lang: str) -> None:
    path.write_bytes(_master(lang))
    before = path.read_bytes()
    assert _refresh(path) == ()
    assert path.read_bytes() == before


def test_a_new_finding_is_written_back_and_then_stands_there(path: Path) -> None:
    _type(path, "channels", "budget_typed", 0, "约一千")
    assert _refresh(path) != ()
    book = _run(path)[1]
    assert book["issues"]["rule_id"].tolist() == ["A07", "A02", "B10"]
    before = path.read_bytes()
    assert _refresh(path) == ()
    assert path.read_bytes() == before


def test_an_acknowledgement_survives_two_refreshes_and_lapses_with_its_cell(
    path: Path,
) -> None:
    _refresh(path)
    _tick(path, "B10")
    assert _overspent(path).accepted
    _refresh(path)
    _refresh(path)
    assert _overspent(path).accepted
    # another cell moves the amount in the sentence, not the budget that was acknowledged
    _type(path, "daily", "cost", 0, 100_500.0)
    _refresh(path)
    assert _overspent(path).accepted
    before = path.read_bytes()
    assert _refresh(path) == ()
    assert path.read_bytes() == before
    _type(path, "channels", "budget_typed", 1, 90_000.0)
    _refresh(path)
    assert not _overspent(path).accepted


def test_a_tick_on_a_data_error_does_not_stay_and_a_no_does(path: Path) -> None:
    _type(path, "channels", "budget_typed", 0, "约一千")
    _refresh(path)
    _tick(path, "A02")
    _tick(path, "B10", "否")
    _refresh(path)
    assert _run(path)[1]["issues"]["ack"].tolist() == [None, None, "no"]
    assert _refresh(path) == ()


def test_only_the_parts_that_had_to_change_do(path: Path) -> None:
    _type(path, "channels", "budget_typed", 0, "约一千")
    workbook, book, facts, findings = _run(path)
    workbook.apply(refresh(book, facts, findings))
    receipt = workbook.save(path)
    # 校验结果 and its table, 首页, 汇总看板, and the saved value of 预算占比 beside the cell
    assert len(receipt.changed) == 5
    _tick(path, "B10")
    workbook, book, facts, findings = _run(path)
    workbook.apply(refresh(book, facts, findings))
    assert len(workbook.save(path).changed) == 1


def test_a_mended_cell_leaves_no_finding_behind(path: Path) -> None:
    _type(path, "channels", "budget_typed", 1, 200_000.0)
    _type(path, "plan", "owner", 0, "王敏")
    _refresh(path)
    book, _, findings = _run(path)[1:]
    assert lines(findings) == []
    assert [rule for rule in book["issues"]["rule_id"].tolist() if rule] == []
    assert _refresh(path) == ()


def test_the_as_of_day_moves_with_the_refresh_and_stays_a_persons_own(path: Path) -> None:
    later = datetime.fromisoformat("2026-06-30T23:59:59")
    _refresh(path, later)
    book = _run(path)[1]
    assert book.as_of is None
    assert _refresh(path, later) == ()
    home = book.names["AS_OF"]
    workbook = FileWorkbook(path)
    typed = datetime.fromisoformat("2026-06-20")
    workbook.apply((SetCells(home.sheet, {(home.top, home.left): typed}),))
    workbook.save(path)
    assert _run(path)[1].as_of == datetime.fromisoformat("2026-06-20T23:59:59")
    _refresh(path, later)
    assert _run(path)[1].as_of == datetime.fromisoformat("2026-06-20T23:59:59")


def test_a_refresh_leaves_the_sheets_of_the_team_untouched(path: Path) -> None:
    _type(path, "daily", "cost", 0, 120_000.0)
    workbook, book, facts, findings = _run(path)
    above = 5  # the band over 日数据 is ours
    rows = {
        title: workbook.grid(title).rows[above:] for title in ("项目总表", "日数据", "目标")
    }
    workbook.apply(refresh(book, facts, findings))
    assert {title: workbook.grid(title).rows[above:] for title in rows} == rows


def test_a_formula_somebody_typed_over_is_left_as_it_is(path: Path) -> None:
    _type(path, "channels", "roi_ads", 1, 5.0)
    _type(path, "daily", "cost", 0, 120_000.0)
    _refresh(path)
    table = _run(path)[1]["channels"]
    assert table.raw(1, "roi_ads") == 5.0
    assert table.raw(1, "spend") == 120_000.0
    assert _refresh(path) == ()
