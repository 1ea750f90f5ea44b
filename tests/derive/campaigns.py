"""Campaigns to derive from: rows as people type them, read back as the product reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from promo_xl.book import Book
from promo_xl.derive import derive_facts
from promo_xl.facts import Facts
from promo_xl.read import read_book
from promo_xl.workbook.text import TextWorkbook

Rows = dict[str, list[dict[str, object]]]
START, END = date(2026, 6, 1), date(2026, 6, 25)
moment = datetime.fromisoformat
CLOSE = moment("2026-06-28")
CHANNELS = (  # name, budget, spent, GMV in 万元, orders, visitors
    ("达人", 38, 36, 180, 7600, 190_000),
    ("直通车", 25, 24, 96, 4150, 125_000),
    ("信息流", 18, 20, 60, 2480, 73_000),
    ("会场", 12, 12, 60, 2620, 67_000),
    ("私域", 7, 6, 84, 3650, 14_600),
)
OTHER = (  # category, item, planned, spent in 万元
    ("物料制作", "物料", 5, 4.6),
    ("技术费", "技术", 3, 3.8),
    ("人力成本", "人力", 10, 11.2),
    ("应急备用", "应急", 6, 1.8),
)


def days(first: date = START, last: date = END) -> list[date]:
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]


def closed_618(lang: str = "zh") -> Rows:
    """The manual's own 618: GMV 480 of 500, new users 1.2 of 1, the ledger of 119.4."""
    return {
        "plan": [
            {
                "project_name": "618年中狂欢",
                "period_start": START,
                "period_end": END,
                "core_goal": "GMV500万元，新增用户1万人",
                "total_budget": 1_240_000,
                "owner": "王经理",
            }
        ],
        "phases": [
            {"phase_id": "P1", "phase": "预热", "start": START, "end": date(2026, 6, 10)},
            {
                "phase_id": "P2",
                "phase": "爆发",
                "start": date(2026, 6, 11),
                "end": date(2026, 6, 20),
            },
            {"phase_id": "P3", "phase": "返场", "start": date(2026, 6, 21), "end": END},
        ],
        "goals": [
            {"goal_id": "G1", "metric": "GMV", "target": 5_000_000, "level": "战略"},
            {"goal_id": "G2", "metric": "新增注册用户", "target": 10_000, "level": "战略"},
        ],
        "channels": [
            {
                "channel_id": f"C{i:02}",
                "channel_name": name,
                "budget_typed": planned * 10_000,
                "purpose": "转化",
                "role": "核心" if i < 3 else "辅助",
            }
            for i, (name, planned, *_) in enumerate(CHANNELS, 1)
        ],
        "budget": [
            *(
                {
                    "budget_id": f"B{i:02}",
                    "category": "广告投放",
                    "item": name,
                    "channel_id": name,
                    "planned": planned * 10_000,
                }
                for i, (name, planned, *_) in enumerate(CHANNELS, 1)
            ),
            *(
                {
                    "budget_id": f"B{i:02}",
                    "category": category,
                    "item": item,
                    "planned": planned * 10_000,
                    "actual": spent * 10_000,
                }
                for i, (category, item, planned, spent) in enumerate(OTHER, 6)
            ),
        ],
        "tasks": [],
        "daily": daily_rows(),
    }


def daily_rows() -> list[dict[str, object]]:
    """Spread each channel evenly over the period; what does not divide is the last day's."""
    rows: list[dict[str, object]] = []
    span = days()
    for name, _, spent, gmv, orders, uv in CHANNELS:
        for i, day in enumerate(span):
            rows.append(
                {
                    "date": day,
                    "channel_id": name,
                    "cost": part(spent * 10_000, i, len(span)),
                    "gmv": part(gmv * 10_000, i, len(span)),
                    "orders": part(orders, i, len(span)),
                    "uv": part(uv, i, len(span)),
                    "new_users": part(2400, i, len(span)),
                }
            )
    return rows


def part(whole: int, i: int, n: int) -> int:
    return whole // n + (whole % n if i == n - 1 else 0)


def read(rows: Mapping[str, Sequence[Mapping[str, object]]], lang: str = "zh") -> Book:
    return read_book(TextWorkbook(rows, lang))


def facts_of(rows: Rows, as_of: datetime = CLOSE, lang: str = "zh") -> Facts:
    """Derive the facts of *rows*; the same question is computed once a session."""
    asked = (repr(rows), as_of, lang)
    if asked not in _KNOWN:
        _KNOWN[asked] = derive_facts(read(rows, lang), as_of)
    return _KNOWN[asked]


_KNOWN: dict[tuple[str, datetime, str], Facts] = {}


def untidy_618(lang: str = "zh") -> Rows:
    """The same campaign as people really type it: levels, bases, blanks, refunds, fees."""
    rows = closed_618(lang)
    rows["channels"][0]["commission"] = 0.0333
    rows["channels"][0]["channel_id"] = None
    rows["channels"][2]["channel_name"] = "信息流*~? <满300减50> =1+1"
    for row in rows["daily"] + rows["budget"]:
        if row.get("channel_id") == "信息流":
            row["channel_id"] = "信息流*~? <满300减50> =1+1"
    for i, row in enumerate(rows["daily"]):
        if row["channel_id"] == "私域":
            row["level"] = "计划"  # a channel known by its ad plans only
        row["refund_amt"] = 333.33 if i % 3 else None
        row["clicks"] = 1000 + i if i % 4 else None
        row["impressions"] = 50_000 if i % 5 else 0
        row["level"] = row.get("level") or ("Claim" if i % 2 else None)
    rows["daily"][3]["orders"] = None
    rows["daily"][7]["uv"] = "-"
    rows["daily"] += [
        {"date": date(2026, 6, 5), "channel_id": "达人", "basis": "下单", "gmv": 999_999},
        {"date": date(2026, 6, 5), "channel_id": "达人", "level": "场次", "gmv": 888_888},
        {"date": date(2026, 6, 30), "channel_id": "达人", "gmv": 777_777, "cost": 5},
        {"date": date(2026, 6, 6), "level": "店铺大盘", "gmv": 300_000, "uv": 4000},
        {"date": None, "channel_id": "达人", "gmv": 666_666},
    ]
    rows["goals"] += [
        {"goal_id": "G3", "metric": "投放ROI", "target": 5, "channel_id": "直通车"},
        {"goal_id": "G4", "metric": "花费", "target": 900_000},
        {"goal_id": "G5", "metric": "GMV", "target": 3_000_000, "phase_id": "P2"},
        {"goal_id": "G6", "metric": "转化率", "target": "5%"},
    ]
    return rows
