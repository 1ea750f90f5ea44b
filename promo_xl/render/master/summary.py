"""The lines above a table: totals of what the filter shows, and what they may say."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import floor
from typing import Any

import numpy as np

from promo_xl.render.master import words
from promo_xl.render.master.formulas import EMPTY, column_name
from promo_xl.render.master.making import Making
from promo_xl.render.master.styles import MUTED, NAVY
from promo_xl.render.master.table_sheet import Written
from promo_xl.schema.criteria import Test
from promo_xl.schema.expression import AsOf, Col, Field
from promo_xl.schema.formula import naming, total_formula
from promo_xl.schema.label import Label

_LINE, _CLAIM, _TOTALS = 2, 3, 4
"""Rows: a sentence, the claim line, totals just above the header."""
TOTALS = {
    "phases": ("budget",),
    "channels": ("budget_typed", "budget", "spend"),
    "budget": ("planned", "spent", "remaining"),
}
"""What may be added up; platforms' claims overlap and never are."""

FILTERED = Label(
    "当前筛选：{rows} 行 · 花费 {cost} 元", "Filter shows {rows} rows · spend CNY {cost}"
)
CLAIMS = Label(
    "归因合计为大盘的 {share}，渠道间有重复，不可相加",
    "Channel claims come to {share} of the shop's sales; they overlap and cannot be added",
)
TASKS = Label(
    "共 {all} 项 · 已完成 {done} · 已逾期 {late}",
    "{all} tasks · {done} done · {late} overdue",
)


def write_summary(making: Making, written: Written) -> None:
    """Write what belongs above the table of this sheet."""
    key = written.sheet.key
    if key == "daily":
        _write_filter_line(making, written)
        _write_claim_line(making, written)
    if key == "tasks":
        _write_task_line(making, written)
    if key in TOTALS:
        _write_totals(making, written, TOTALS[key])


def _write_totals(making: Making, written: Written, keys: tuple[str, ...]) -> None:
    box = {"font_size": 9, "font_color": NAVY, "bold": True}
    label = making.styles.cell(**box, indent=1)
    lanes = [lane for lane in written.shown if lane.column.key in keys]
    if lanes:
        written.tab.write_string(
            _TOTALS, written.shown[0].at, making.say(words.TOTAL), label
        )
    for lane in lanes:
        numbers = [v for v in lane.values if isinstance(v, float)]
        name = column_name(making, f"{written.sheet.key}.{lane.column.key}")
        fmt = making.styles.cell(**box, align="right", num_format="#,##0;-#,##0;")
        total = sum(numbers)
        written.tab.write_formula(_TOTALS, lane.at, f"=SUBTOTAL(109,{name})", fmt, total)


def _write_filter_line(making: Making, written: Written) -> None:
    days, cost = (column_name(making, f"daily.{key}") for key in ("date", "cost"))
    table = making.table("daily")
    said = {
        "rows": f'TEXT(SUBTOTAL(103,{days}),"#,##0")',
        "cost": f'TEXT(SUBTOTAL(109,{cost}),"#,##0")',
    }
    shown = {
        "rows": f"{np.count_nonzero(~np.isnan(table['date'])):,}",
        "cost": _rounded(float(np.nansum(table["cost"])), "1", ","),
    }
    _write_sentence(making, written, FILTERED, said, shown)


def _write_claim_line(making: Making, written: Written) -> None:
    claims = column_name(making, "channels.gmv")
    tests: list[Test] = [
        ("daily.level", "=", "shop"),
        ("daily.basis", "=", Field("settings.basis")),
        ("daily.date", "<=", AsOf()),
    ]
    shop = total_formula(Col("gmv"), tests, naming(making.lang), sheet="daily")
    text = _sentence(making, CLAIMS, {"share": f'TEXT(SUM({claims})/{shop},"0.0%")'})
    guarded = f'=IF(COUNT({claims})=0,"",IF(N({shop})=0,"",{text}))'
    claim, whole = _claims(making), _shop(making)
    said: Any = EMPTY
    if claim is not None and whole:
        share = _rounded(claim / whole * 100, "0.1", "") + "%"
        said = making.say(CLAIMS, share=share)
    written.tab.write_formula(_CLAIM, written.shown[0].at, guarded, _muted(making), said)


def _write_task_line(making: Making, written: Written) -> None:
    name, status, end = (
        column_name(making, f"tasks.{key}") for key in ("name", "status", "end")
    )
    choices = written.sheet["status"].kind.choices
    done = [choices.say("done", lang) for lang in ("zh", "en")] if choices else []
    dropped = [choices.say("cancelled", lang) for lang in ("zh", "en")] if choices else []
    count_done = "+".join(f'COUNTIFS({status},"{word}")' for word in done)
    open_ = "".join(f',{status},"<>{word}"' for word in done + dropped)
    said = {
        "all": f"COUNTA({name})",
        "done": f"({count_done})",
        "late": f'COUNTIFS({end},"<"&INT(AS_OF){open_})',
    }
    table = making.table("tasks")
    states = table["status"].tolist()
    ends = table["end"].tolist()
    late = [
        d < making.today and s not in ("done", "cancelled")
        for d, s in zip(ends, states, strict=True)
    ]
    names = [n for n in table["name"].tolist() if n is not None]
    shown = {"all": len(names), "done": states.count("done"), "late": sum(late)}
    _write_sentence(making, written, TASKS, said, shown)


def _write_sentence(
    making: Making,
    written: Written,
    label: Label,
    said: dict[str, str],
    shown: dict[str, Any],
) -> None:
    text = "=" + _sentence(making, label, said)
    at = written.shown[0].at
    written.tab.write_formula(_LINE, at, text, _muted(making), making.say(label, **shown))


def _sentence(making: Making, label: Label, said: dict[str, str]) -> str:
    """Join a sentence's words and formulas with `&`."""
    marks = {key: f"\x00{key}\x00" for key in said}
    parts = making.say(label, **marks).split("\x00")
    pieces = [said[part] if i % 2 else '"' + part.replace('"', '""') + '"'
              for i, part in enumerate(parts) if part]  # fmt: skip
    return "&".join(pieces)


def _claims(making: Making) -> float | None:
    found = making.facts.columns.get(("channels", "gmv"))
    numbers = (
        []
        if found is None
        else [v for v in found.tolist() if isinstance(v, float) and v == v]
    )
    return sum(numbers) if numbers else None


def _shop(making: Making) -> float:
    table = making.table("daily")
    basis = making.book.settings.get("basis") or "paid"
    mask = (table["level"] == "shop") & (table["basis"] == basis)
    mask = mask & (np.floor(table["date"]) <= floor(making.today))
    return float(np.nansum(table["gmv"][np.asarray(mask, bool)]))


def _rounded(number: float, step: str, comma: str) -> str:
    """Round half up, as TEXT does."""
    exact = Decimal(repr(number)).quantize(Decimal(step), ROUND_HALF_UP)
    return f"{exact:{comma}}"


def _muted(making: Making) -> Any:
    return making.styles.cell(font_size=9, font_color=MUTED)
