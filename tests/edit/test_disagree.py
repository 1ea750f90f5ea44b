"""Saved values held against the data, on the day the workbook itself speaks of."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from promo_xl.book import Book
from promo_xl.cli import run
from promo_xl.patch import Cached, Cell, SetCells
from promo_xl.pipeline import check, disagreeing, refreshed
from promo_xl.read import read_book
from promo_xl.workbook.file import FileWorkbook
from tests.chain.conftest import clean_book, new_book

DAY = datetime.fromisoformat("2026-06-28T23:59")
At = tuple[str, int, int]


def said(data: bytes | FileWorkbook, day: datetime = DAY, lang: str = "zh") -> str:
    """Say what is said before a report: "" where the workbook agrees."""
    workbook = data if isinstance(data, FileWorkbook) else FileWorkbook(data, "618.xlsx")
    found = disagreeing(check(workbook, day, day))
    return found.say(lang) if found else ""


def column(sheet: str, key: str, i: int = 0) -> Callable[[Book], At]:
    return lambda book: (book[sheet].title, *book[sheet].place(i, key))


def named(name: str, down: int = 0, right: int = 0) -> Callable[[Book], At]:
    def at(book: Book) -> At:
        ref = book.names[name]
        return ref.sheet, ref.top + down, ref.left + right

    return at


PLANTED: dict[str, tuple[Callable[[Book], At], Cell, str]] = {
    "formula": (column("channels", "spend"), Cached(1.0), "显示 1，重算为 360,000"),
    "tile": (named("home_tile1_value"), "999万元", "显示 999万元，重算为 480.0万元"),
    "calc": (named("calc_days", 2, 1), Cached(5.5), "显示 5.5，重算为 103,211.01"),
    "chart": (named("calc_day_chart", 0, 2), Cached(""), "显示 空，重算为 10.53"),
    "near": (
        column("budget", "exec_rate"),
        Cached(0.9471),
        "显示 0.9471，重算为 0.947368421053",
    ),
    "board": (named("calc_board", 4, 2), 7.0, "显示 7，重算为"),
    "written": (column("goals", "actual"), 1.0, "显示 1，重算为 4,800,000"),
    "band": (named("band_budget_planned"), Cached(3.0), "显示 3，重算为 1,240,000"),
}


@pytest.mark.parametrize("where", PLANTED)
def test_one_wrong_value_is_named_with_its_cell_and_both_values(where: str) -> None:
    place, value, words = PLANTED[where]
    workbook = FileWorkbook(clean_book("a"), "618.xlsx")
    title, *at = place(read_book(workbook))
    workbook.apply((SetCells(title, {(at[0], at[1]): value}),))
    # days later, too: it is the workbook's own day that counts
    for day in (DAY, DAY + timedelta(days=3)):
        told = said(workbook, day)
        assert told.startswith("618.xlsx：工作簿里有1个单元格的值与现在的数据不符：")
        assert f"{title}!" in told
        assert words in told
    assert said(workbook, DAY, "en").startswith("618.xlsx: one cell of the workbook")


def test_a_book_that_was_changed_and_not_refreshed_says_how_many_and_a_fresh_one_nothing() -> (
    None
):
    assert said(clean_book("a")) == ""
    assert said(new_book("大促节点", "full", "zh")) == ""
    workbook = FileWorkbook(clean_book("a"), "618.xlsx")
    daily = read_book(workbook)["daily"]
    workbook.apply((SetCells(daily.title, {daily.place(2, "cost"): 99_999.0}),))
    told = said(workbook)
    assert "第一处 首页!" in told
    assert "promo-xl refresh" in told
    refreshed(check(workbook, DAY, DAY))
    assert said(workbook) == ""


def test_what_other_rules_name_or_nobody_can_judge_is_not_claimed() -> None:
    """Typed over: A10. Never calculated: A11. People's own formulas: nobody knows."""
    book = openpyxl.load_workbook(BytesIO(clean_book("a")))  # it drops every saved value
    own = book.create_sheet("我的表")
    own["A1"] = "=1+1"
    out = BytesIO()
    book.save(out)
    assert said(out.getvalue()) == ""
    workbook = FileWorkbook(clean_book("a"), "618.xlsx")
    title, *at = PLANTED["formula"][0](read_book(workbook))
    workbook.apply((SetCells(title, {(at[0], at[1]): 5.0}),))
    assert f"{title}!AK7" not in said(workbook)
    found = check(workbook, DAY, DAY).findings
    assert [f.at.cell for f in found if f.id == "A10"] == ["AK7"]


def test_a_hidden_tab_makes_nothing_wrong() -> None:
    from promo_xl.patch import ShowTab

    workbook = FileWorkbook(clean_book("a"), "618.xlsx")
    workbook.apply((ShowTab("预算", shown=False),))
    assert said(workbook) == ""


def test_a_book_that_shows_today_is_judged_by_the_day_it_was_calculated(
    tmp_path: Path,
) -> None:
    """=TODAY() of yesterday is no disagreement; nor is a book that carries no day at all."""
    data = clean_book("a")
    names = read_book(FileWorkbook(data, "a.xlsx")).names["AS_OF"]
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    cell, sheet = names.cell.encode(), "xl/worksheets/sheet1.xml"
    head, _, tail = parts[sheet].partition(b'<c r="' + cell + b'"')
    old, _, rest = tail.partition(b"</c>")
    style, _, value = old.partition(b"><v>")
    parts[sheet] = head + b'<c r="' + cell + b'"' + style + b"><f>TODAY()</f><v>" + value
    parts[sheet] += b"</c>" + rest
    path = tmp_path / "today.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    book = read_book(FileWorkbook(path))
    assert (names.top, names.left) in book.formulas[names.sheet]
    assert said(path.read_bytes(), DAY + timedelta(days=1)) == ""
    empty = FileWorkbook(path.read_bytes(), "a.xlsx")
    empty.apply((SetCells(names.sheet, {(names.top, names.left): None}),))
    assert said(empty) == ""


def test_a_report_says_it_once_on_the_error_stream_and_is_made_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = FileWorkbook(clean_book("a"), "618.xlsx")
    title, *at = PLANTED["tile"][0](read_book(workbook))
    workbook.apply((SetCells(title, {(at[0], at[1]): "999万元"}),))
    path = tmp_path / "618.xlsx"
    workbook.save(path)
    for verb in ("report", "deck", "facts"):
        assert run([verb, str(path), "--as-of", "2026-06-28"]) == 0
        told = capsys.readouterr()
        assert len(told.err.splitlines()) == 1
        assert "999万元" in told.err
        assert "999万元" not in told.out
    assert run(["refresh", str(path), "--as-of", "2026-06-28"]) == 0
    capsys.readouterr()
    assert run(["report", str(path), "--as-of", "2026-06-28"]) == 0
    assert capsys.readouterr().err == ""
