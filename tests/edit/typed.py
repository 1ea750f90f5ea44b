"""Workbooks as people leave them: days typed into a new one, data gone, periods moved."""

from __future__ import annotations

from datetime import datetime, timedelta

from promo_xl.patch import AppendRows, Cell, SetCells
from promo_xl.pipeline import check, refreshed, settled
from promo_xl.read import read_book
from promo_xl.workbook.file import FileWorkbook
from tests.chain.conftest import new_book

TYPED = datetime.fromisoformat("2026-06-06T23:59:59")
"""The day after the five that `with_days` has typed."""


def with_days(size: str, lang: str) -> FileWorkbook:
    """Give a new book with five days: the whole shop, and channels, one of them by plan."""
    workbook = FileWorkbook(new_book("大促节点", size, lang), "new.xlsx")
    book = read_book(workbook)
    daily, names = book["daily"], book["channels"]["channel_name"].tolist()
    rows: list[dict[str, Cell]] = []
    for n in range(5):
        day = datetime.fromisoformat("2026-06-01") + timedelta(days=n)
        rows.append({"date": day, "level": _level(lang, "shop"), "gmv": 90_000.0 + n})
        rows += [
            {
                "date": day,
                "level": _level(lang, "claim" if c else "ad_plan"),
                "channel_id": name,
                "gmv": 10_000.0 + n + c,
                "cost": 1000.0 + c,
            }
            for c, name in enumerate(names)
        ]
    said = [{daily.headers[key]: cell for key, cell in row.items()} for row in rows]
    settled(workbook, (AppendRows(daily.title, daily.sheet.table, said),), TYPED, TYPED)
    return workbook


def _level(lang: str, key: str) -> str:
    from promo_xl.schema import sheet

    choices = sheet("daily")["level"].kind.choices
    assert choices is not None
    return choices.say(key, lang)


def without_shop(workbook: FileWorkbook) -> None:
    """Empty the whole shop's rows, as a person who thinks better of them."""
    levels = read_book(workbook)["daily"]["level"].tolist()
    rows = [i for i, level in enumerate(levels) if level == "shop"]
    keys = read_book(workbook)["daily"].places
    type_in(workbook, "daily", {(i, key): None for i in rows for key in keys})


def type_in(workbook: FileWorkbook, sheet: str, cells: dict[tuple[int, str], Cell]) -> None:
    """Type into cells of a sheet, by position and column."""
    table = read_book(workbook)[sheet]
    places = {table.place(i, key): value for (i, key), value in cells.items()}
    workbook.apply((SetCells(table.title, places),))


def no_period(workbook: FileWorkbook) -> None:
    type_in(workbook, "plan", {(0, "period_start"): None, (0, "period_end"): None})


def no_data(workbook: FileWorkbook) -> None:
    daily = read_book(workbook)["daily"]
    keys = [(i, key) for i in range(len(daily)) for key in daily.places]
    type_in(workbook, "daily", dict.fromkeys(keys))


def all_sorts(workbook: FileWorkbook) -> None:
    type_in(workbook, "plan", {(0, "period_end"): datetime.fromisoformat("2026-06-10")})
    type_in(workbook, "budget", {(0, "planned"): 300_000.0, (1, "planned"): None})
    type_in(workbook, "tasks", {(0, "status"): "未开始", (1, "name"): None})
    type_in(workbook, "daily", {(3, "cost"): 12_345.67})
    type_in(workbook, "channels", {(0, "channel_name"): "改了名字的渠道" * 3})


def changed(data: bytes, change: str, day: datetime) -> FileWorkbook:
    """Give a workbook with one of the changes above, refreshed."""
    workbook = FileWorkbook(data, f"{change}.xlsx")
    {"no_period": no_period, "no_data": no_data, "all_sorts": all_sorts}[change](workbook)
    refreshed(check(workbook, day, day))
    return workbook
