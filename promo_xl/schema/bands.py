"""The live lines above a table: totals of what the filter shows, counts of open and done.

Every such cell has a defined name, so that a refresh finds it: `band_<sheet>_<column>` a
total, `band_<sheet>_total` the word beside the totals, `band_<sheet>_line` a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from promo_xl.schema.label import Label

BAND = "band_"
TOTALS = {
    "channels": ("budget_typed",),
    "budget": ("planned", "actual"),
    "day_targets": ("gmv_target", "cost_target", "uv_target", "ly_gmv"),
    "resources": ("fixed_fee",),
    "products": ("stock",),
    "feedback": ("count",),
}
"""Columns that may be added up; platforms' claims overlap and never are."""

TOTAL = Label("合计", "Total")
FILTERED = Label(
    "当前筛选：{rows} 行 · 花费 {cost} 元", "Filter shows {rows} rows · spend CNY {cost}"
)
"""Above 日数据: what its filter leaves in view."""


@dataclass(frozen=True, slots=True)
class Count:
    """One sentence of counts: rows with a value in *of*, and states by their words."""

    says: Label
    of: str
    state: str
    words: dict[str, tuple[str, ...]]
    rest: str = ""
    """The slot that takes all rows but the counted ones."""


_OPEN = Label(
    "共 {all} 条 · 未关闭 {open} · 已关闭 {done}",
    "{all} entries · {open} open · {done} closed",
)
COUNTS = {
    "tasks": Count(
        Label("共 {all} 项 · 已完成 {done}", "{all} tasks · {done} done"),
        "name", "status", {"done": ("done",)},
    ),
    "risks": Count(_OPEN, "desc", "status", {"done": ("closed",)}, "open"),
    "log": Count(_OPEN, "desc", "status", {"done": ("solved", "closed")}, "open"),
    "feedback": Count(_OPEN, "quote", "status", {"done": ("handled",)}, "open"),
    "materials": Count(
        Label("共 {all} 件 · 已定稿或上线 {done}", "{all} items · {done} final or live"),
        "name", "status", {"done": ("final", "live")},
    ),
    "resources": Count(
        Label("共 {all} 项 · 已确认或签约 {done}", "{all} resources · {done} confirmed or signed"),
        "name", "status", {"done": ("confirmed", "signed")},
    ),
    "offers": Count(
        Label("共 {all} 条 · 已测试 {done}", "{all} offers · {done} tested"),
        "offer_key", "configured", {"done": ("tested",)},
    ),
}  # fmt: skip
"""The sheets whose band says how many are open and how many done."""


def band_name(sheet: str, part: str) -> str:
    """Name a cell of a band: `total`, `line`, or the column it adds up."""
    return f"{BAND}{sheet}_{part}"


def rounded(number: float) -> str:
    """Round half up to whole numbers with commas, as TEXT(…,"#,##0") does."""
    return f"{Decimal(repr(number)).quantize(Decimal(1), ROUND_HALF_UP):,}"
