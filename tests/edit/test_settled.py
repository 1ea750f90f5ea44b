"""Rows put in by a program: what stands on them is up to date before anything is saved."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

import numpy as np
import pytest

from promo_xl.patch import AppendRows, Cell
from promo_xl.pipeline import Run, check, disagreeing, refreshed, settled
from promo_xl.read import read_book
from promo_xl.workbook.file import FileWorkbook
from tests.chain.conftest import clean_book

DAY = datetime.fromisoformat("2026-06-30T23:59:59")


@cache
def grown() -> tuple[FileWorkbook, Run]:
    """Give sample (a) with 30 channel days, two products and a budget line more."""
    workbook = FileWorkbook(clean_book("a"), "a.xlsx")
    book = read_book(workbook)
    names = book["channels"]["channel_name"].tolist()
    assert len(names) == 5
    first = datetime.fromisoformat("2026-06-26")
    daily: list[dict[str, Cell]] = [
        {
            "date": first + timedelta(days=day),
            "level": "渠道归因",
            "channel_id": name,
            "gmv": 1000.0 + day,
            "cost": 100.0,
        }
        for day in range(6)
        for name in names
    ]
    budget: list[dict[str, Cell]] = [{"item": "加急物流", "planned": 9000.0}]
    products: list[dict[str, Cell]] = [
        {"name": "礼盒", "promo_price": 200.0, "unit_cost": 50.0, "stock": 500.0},
        {"name": "旅行装"},
    ]
    patch = tuple(
        AppendRows(
            book[key].title,
            book[key].sheet.table,
            [{book[key].headers[k]: cell for k, cell in row.items()} for row in rows],
        )
        for key, rows in (("daily", daily), ("products", products), ("budget", budget))
    )
    return workbook, settled(workbook, patch, DAY, DAY)


def test_appended_rows_are_counted_everywhere_at_once() -> None:
    workbook, run = grown()
    before = check(FileWorkbook(clean_book("a"), "a.xlsx"), DAY, DAY).facts
    for channel in ("C01", "C05"):
        then, now = (f[f"channel.{channel}.cost"].number for f in (before, run.facts))
        assert now - then == 500.0  # of six days, five are not after the as-of day
    assert run.facts.later == 5
    assert not [
        fault for fault in run.book.faults if fault.what in ("unknown_ref", "uncached")
    ]
    assert disagreeing(run) is None
    assert refreshed(run) == ()
    assert refreshed(check(workbook, None, DAY)) == ()


def test_formula_columns_of_appended_rows_hold_formula_and_value() -> None:
    _, run = grown()
    products, budget = run.book["products"], run.book["budget"]
    first, last = len(products) - 2, len(budget) - 1
    assert products.raw(first, "margin") == 0.75
    assert products.raw(first, "cover") is None  # nobody forecast a quantity
    assert products.raw(first + 1, "margin") is None
    total = np.nansum(budget["planned"])
    assert budget.raw(last, "ratio") == pytest.approx(9000 / total, rel=1e-12)
    assert budget.raw(last, "remaining") == 9000
    for table, key in ((products, "margin"), (products, "cover"), (budget, "ratio")):
        live, missing = run.book.formulas[table.title], run.book.uncached[table.title]
        for i in range(len(table)):
            assert table.place(i, key) in live
            assert table.place(i, key) not in missing
    home, line = run.book.names["AS_OF"], run.book.names["band_daily_line"]
    grid = run.workbook.grid(home.sheet)
    assert grid.value(home.top, home.left) == DAY.date()
    shown = run.workbook.grid(line.sheet).value(line.top, line.left)
    assert str(shown).startswith(f"当前筛选：{len(run.book['daily'])} 行")
