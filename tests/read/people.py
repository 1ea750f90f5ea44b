"""A real small workbook, and what other programs and people do to it between two checks."""

import functools
import io
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from promo_xl import pipeline
from promo_xl.ooxml.package import read_parts, zip_bytes
from promo_xl.workbook.file import FileWorkbook

AS_OF = datetime(2026, 6, 5, 23, 59)  # noqa: DTZ001  (campaign days have no zone)
_DAYS = [(day, channel) for day in (1, 2, 3) for channel in ("直通车", "信息流")]
_KEPT = {
    "项目总表",
    "活动节奏",
    "目标",
    "渠道计划",
    "任务与甘特",
    "日数据",
    "预算",
    "用户反馈",
} | {"_meta"}
GMV = 6 * 10_000.0
"""What the six rows of 日数据 add up to."""
ROWS: dict[str, list[dict[str, object]]] = {
    "plan": [
        {
            "project_id": "P01",
            "project_name": "618",
            "scenario": "大促节点",
            "period_start": datetime(2026, 6, 1),  # noqa: DTZ001
            "period_end": datetime(2026, 6, 10),  # noqa: DTZ001
            "total_budget": 500_000,
            "owner": "王敏",
        }
    ],
    "phases": [
        {
            "phase_id": "PH1",
            "phase": "爆发",
            "start": datetime(2026, 6, 1),  # noqa: DTZ001
            "end": datetime(2026, 6, 10),  # noqa: DTZ001
        }
    ],
    "channels": [
        {
            "channel_id": "C01",
            "channel_name": "直通车",
            "purpose": "转化",
            "budget_typed": 2e5,
        },
        {
            "channel_id": "C02",
            "channel_name": "信息流",
            "purpose": "引流",
            "budget_typed": 1e5,
        },
    ],
    "daily": [
        {
            "date": datetime(2026, 6, day),  # noqa: DTZ001
            "channel_id": channel,
            "uv": 500,
            "orders": 50,
            "gmv": 10_000,
            "cost": 1_000,
        }
        for day, channel in _DAYS
    ],
}


@functools.cache
def made(lang: str = "zh") -> bytes:
    """Give the workbook as the product writes it."""
    return pipeline.new(ROWS, lang, "人.xlsx", AS_OF, live_today=False)


@functools.cache
def _few_tabs() -> bytes:
    """Give it with the tabs the cases are about: the others only cost time."""

    def change(book: Any) -> None:
        for title in {*book.sheetnames} - _KEPT:
            del book[title]

    return edited(change, made())


def edited(change: Callable[[Any], object], book: bytes | None = None) -> bytes:
    """Open it in openpyxl, *change* it and save it: values of formulas get lost on the way."""
    opened = openpyxl.load_workbook(io.BytesIO(book or _few_tabs()))
    change(opened)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def rewritten(part: str, change: Callable[[str], str], book: bytes | None = None) -> bytes:
    """Change the XML of the parts whose names match *part*, as another program writes it."""
    parts = read_parts(book or made())
    for name in parts:
        if re.fullmatch(part, name):
            parts[name] = change(parts[name].decode()).encode()
    return zip_bytes(parts)


def checked(book: bytes) -> pipeline.Run:
    """Read, derive and check it as `promo-xl check` does."""
    return pipeline.check(FileWorkbook(book, "人.xlsx"), AS_OF, AS_OF)


def told(book: bytes) -> list[str]:
    """Say what group A finds, but required cells still empty: `A12 日数据!A9`."""
    found = checked(book).findings
    return [f"{f.id} {f.at}" for f in found if f.id.startswith("A") and f.id != "A07"]


def gmv(book: bytes) -> object:
    """Give the campaign's GMV."""
    figure = checked(book).facts.figures["campaign.gmv"]
    return figure.value


def columns(tab: Worksheet) -> dict[str, int]:
    """Give the column of every header."""
    return {str(cell.value): cell.column for cell in tab[6] if cell.value is not None}


def last_row(tab: Worksheet, table: str = "t_daily") -> int:
    """Give the last row of a table."""
    return int(re.sub(r"\D", "", tab.tables[table].ref.split(":")[1]))
