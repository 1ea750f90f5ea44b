"""The rows of the settings sheets a new book gets from what is declared and shipped."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from promo_xl.book import Array, Book, Table
from promo_xl.config import data_folder
from promo_xl.schema.kind import Choices
from promo_xl.schema.setting_rows import setting_rows
from promo_xl.schema.sheet import Sheet
from promo_xl.schema.show import to_day, to_serial


def with_settings(book: Book, sheets: Sequence[Sheet], today: date, lang: str) -> Book:
    """Give *book* with 字典 complete, and the other sheets filled that have no rows yet."""
    shipped = {
        **setting_rows(lang),
        "calendar": [row for year in _years(book, today) for row in _notice(year)],
    }
    empty = {key: rows for key, rows in shipped.items() if not len(book[key])}
    filled = {key: _filled(book[key], rows) for key, rows in empty.items()}
    filled["lists"] = _lists(book["lists"], used_choices(sheets))
    return replace(book, tables={**book.tables, **filled})


def used_choices(sheets: Sequence[Sheet]) -> dict[str, Choices]:
    """Give the lists the sheets of this book use, by name."""
    found: dict[str, Choices] = {}
    for sheet in sheets:
        for column in sheet.cells:
            if column.kind.choices is not None:
                found.setdefault(column.kind.choices.name, column.kind.choices)
    return found


def _lists(table: Table, used: Mapping[str, Choices]) -> Table:
    """List every word once, and after each list what the team added to it."""
    rows: list[dict[str, Any]] = []
    for name, choices in used.items():
        known = {item.key for item in choices.items}
        rows += [_word(name, i.key, i.label.zh, i.label.en) for i in choices.items]
        rows += [row for row in _added(table, name) if row["key"] not in known]
    return _filled(table, rows)


def _word(name: str, key: str, zh: str, en: str) -> dict[str, Any]:
    return {"list": name, "key": key, "zh": zh, "en": en}


def _added(table: Table, name: str) -> list[dict[str, Any]]:
    keys = ("list", "key", "zh", "en")
    rows = zip(*(table[key].tolist() for key in keys), strict=True)
    found = [dict(zip(keys, row, strict=True)) for row in rows]
    return [row for row in found if row["list"] == name and row["key"]]


def _years(book: Book, today: date) -> list[int]:
    plan = book["plan"]
    days = [plan.field(key) for key in ("period_start", "period_end")] if len(plan) else []
    years = {to_day(day).year for day in days if day is not None and day == day}
    years |= {today.year}
    return sorted(years | {min(years) - 1})


def _notice(year: int) -> list[dict[str, Any]]:
    path = data_folder("calendar_cn") / f"{year}.json"
    if not path.exists():
        return []
    days = json.loads(path.read_text(encoding="utf-8"))["days"]
    return [
        {
            "date": to_serial(date.fromisoformat(day["date"])),
            "kind": "holiday" if day["isOffDay"] else "workday",
            "name": day["name"],
        }
        for day in days
    ]


def _filled(table: Table, rows: Sequence[Mapping[str, Any]]) -> Table:
    columns = {
        column.key: _array(column.kind.numeric, [row.get(column.key) for row in rows])
        for column in table.sheet.cells
    }
    return replace(table, columns=columns, cells=(), present=True)


def _array(numeric: bool, values: Sequence[Any]) -> Array:
    if numeric:
        return np.array([np.nan if v is None else float(v) for v in values], float)
    found = np.empty(len(values), object)
    found[:] = list(values)
    return found
