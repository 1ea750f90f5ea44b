"""A running six-day campaign, small enough to see whole, and the workbook made of it."""

from datetime import datetime
from functools import cache
from io import BytesIO

import openpyxl
from openpyxl.workbook import Workbook

from promo_xl.book import Book
from promo_xl.derive import derive_facts
from promo_xl.facts import Facts
from promo_xl.finding import Findings
from promo_xl.read import read_book
from promo_xl.render.master import render_master
from promo_xl.validate import validate_book
from promo_xl.workbook.text import TextWorkbook

HOSTILE = "A&B <满300减50> =1+1 👍"
AS_OF = datetime.fromisoformat("2026-06-04T23:59:59")
Rows = dict[str, list[dict[str, object]]]


def rows(name: str = HOSTILE) -> Rows:
    """Give the campaign's typed rows: two channels, shop rows, a late task, a milestone."""
    return {
        "plan": [
            {
                "project_name": name,
                "scenario": "big_day",
                "period_start": "2026-06-01",
                "period_end": "2026-06-06",
                "total_budget": 60_000,
                "core_goal": "GMV 60万",
                "rules_text": "满300减50",
                "owner": "王敏",
            }
        ],
        "phases": [
            {"phase": "preheat", "start": "2026-06-01", "end": "2026-06-03"},
            {"phase": "burst", "start": "2026-06-04 20:00", "end": "2026-06-06"},
        ],
        "goals": [
            {"goal_id": "G1", "metric": "gmv", "target": 600_000},
            {"goal_id": "G2", "metric": "refund_rate", "op": "<=", "target": 0.05},
            {"goal_id": "G3", "metric": "roi_ads", "target": 4},
        ],
        "channels": [
            {"channel_id": "C01", "channel_name": HOSTILE, "purpose": "conversion"},
            {"channel_id": "C02", "channel_name": "信息流", "purpose": "traffic"},
        ],
        "budget": [
            {
                "budget_id": "B01",
                "category": "ads",
                "item": "=SUM(1)",
                "channel_id": "C01",
                "planned": 30_000,
            },
            {
                "budget_id": "B02",
                "category": "people",
                "item": "人力",
                "planned": 10_000.5,
                "actual": 12_000,
            },
        ],
        "tasks": _tasks(),
        "daily": _daily(),
    }


def _tasks() -> list[dict[str, object]]:
    done = {"status": "done", "pct": 1.0}
    busy = {"status": "in_progress", "pct": 0.5}
    return [
        {"name": "方案", "start": "2026-05-20", "end": "2026-05-22", **done},
        {"name": "物料", "start": "2026-05-25", "end": "2026-06-02", **busy},
        {"name": "上线", "type": "milestone", "start": "2026-06-01", "end": "2026-06-01"},
        {"name": "爆发投放", "start": "2026-06-04", "end": "2026-06-06", **busy},
    ]


def _daily() -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for day in range(1, 5):
        date = f"2026-06-{day:02d}"
        shop = {"date": date, "level": "shop", "gmv": 90_000 + day, "orders": 300}
        one = {"date": date, "channel_id": "C01", "gmv": 40_000.25 * day, "cost": 5_000}
        two = {"date": date, "channel_id": "C02", "gmv": 10_000, "cost": 4_000.5}
        found += [shop, {**one, "orders": 100, "uv": 2_000}, {**two, "refund_amt": 900}]
    return found


def _dated(value: object) -> object:
    """Give a day as a day: the check names days typed as text."""
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


def typed(data: Rows) -> Rows:
    """Give *data* as Excel holds it, with real dates."""
    return {
        key: [{name: _dated(value) for name, value in row.items()} for row in found]
        for key, found in data.items()
    }


@cache
def made(lang: str = "zh") -> tuple[Book, Facts, Findings]:
    """Read, derive and validate the campaign, in a book of *lang*."""
    book = read_book(TextWorkbook.of(typed(rows()), lang))
    facts = derive_facts(book, AS_OF)
    return book, facts, validate_book(book, facts)


@cache
def master(lang: str = "zh") -> bytes:
    """Give the campaign's workbook."""
    return render_master(*made(lang), lang=lang)


@cache
def empty(lang: str = "zh") -> bytes:
    """Give the workbook of a campaign nobody has filled in yet."""
    book = read_book(TextWorkbook.of({}, lang))
    facts = derive_facts(book, AS_OF)
    return render_master(book, facts, lang=lang, live_today=True)


@cache
def opened(lang: str = "zh", *, values: bool = False) -> Workbook:
    """Open the workbook as openpyxl sees it: formulas, or the values saved beside them."""
    return openpyxl.load_workbook(BytesIO(master(lang)), data_only=values)
