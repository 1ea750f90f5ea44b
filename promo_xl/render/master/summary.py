"""The lines above a table: totals of what the filter shows, and what they may say."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np

from promo_xl.render.master import words
from promo_xl.render.master.formulas import EMPTY, column_name
from promo_xl.render.master.making import Making
from promo_xl.render.master.styles import MUTED, NAVY
from promo_xl.render.master.table_sheet import Lane, Written
from promo_xl.schema.label import Label

_LINE, _CLAIM, _TOTALS = 2, 3, 4
"""Rows: a sentence, the claim line, totals just above the header."""
TOTALS = {"channels": ("budget_typed",), "budget": ("planned", "actual")}
"""Typed columns that may be added up; platforms' claims overlap and never are."""

FILTERED = Label(
    "当前筛选：{rows} 行 · 花费 {cost} 元", "Filter shows {rows} rows · spend CNY {cost}"
)
TASKS = Label("共 {all} 项 · 已完成 {done}", "{all} tasks · {done} done")


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
        _write_total_label(making, written, lanes, label)
    for lane in lanes:
        numbers = [v for v in lane.values if isinstance(v, float)]
        name = column_name(making, f"{written.sheet.key}.{lane.column.key}")
        fmt = making.styles.cell(**box, align="right", num_format="#,##0;-#,##0;")
        total = sum(numbers)
        written.tab.write_formula(_TOTALS, lane.at, f"=SUBTOTAL(109,{name})", fmt, total)


def _write_total_label(
    making: Making, written: Written, lanes: list[Lane], look: Any
) -> None:
    """Say 合计 only where there is something to add up."""
    names = (column_name(making, f"{written.sheet.key}.{x.column.key}") for x in lanes)
    word = making.say(words.TOTAL)
    text = f'=IF(COUNT({",".join(names)})=0,"","{word}")'
    known = any(isinstance(v, float) for lane in lanes for v in lane.values)
    at = written.shown[0].at
    written.tab.write_formula(_TOTALS, at, text, look, word if known else EMPTY)


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
    at = written.shown[0].at
    text = making.slot("daily_claim_line")
    if text:
        written.tab.write_string(_CLAIM, at, text, _muted(making))
    else:
        written.tab.write_blank(_CLAIM, at, None, _muted(making))
    making.name_cell("home_daily_claim_line", "daily", _CLAIM, at)


def _write_task_line(making: Making, written: Written) -> None:
    name, status = (column_name(making, f"tasks.{key}") for key in ("name", "status"))
    choices = written.sheet["status"].kind.choices
    words_done = (
        dict.fromkeys(choices.say("done", lang) for lang in ("zh", "en")) if choices else {}
    )
    count_done = "+".join(f'COUNTIFS({status},"{word}")' for word in words_done)
    table = making.table("tasks")
    names = [n for n in table["name"].tolist() if n is not None]
    shown = {"all": len(names), "done": table["status"].tolist().count("done")}
    said = {"all": f"COUNTA({name})", "done": f"({count_done})"}
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


def _rounded(number: float, step: str, comma: str) -> str:
    """Round half up, as TEXT does."""
    exact = Decimal(repr(number)).quantize(Decimal(step), ROUND_HALF_UP)
    return f"{exact:{comma}}"


def _muted(making: Making) -> Any:
    return making.styles.cell(font_size=9, font_color=MUTED)
