"""The lines above a table: totals of what the filter shows, counts of what is open."""

from __future__ import annotations

from typing import Any

import numpy as np

from promo_xl.render.master.daily_band import FILTER, place, write_daily_band
from promo_xl.render.master.formulas import EMPTY, column_name
from promo_xl.render.master.making import Making
from promo_xl.render.master.review_strip import write_review_strip
from promo_xl.render.master.styles import MUTED, NAVY
from promo_xl.render.master.table_sheet import Lane, Written
from promo_xl.schema.bands import (
    COUNTS,
    FILTERED,
    TOTAL,
    TOTALS,
    Count,
    band_name,
    rounded,
)
from promo_xl.schema.label import Label
from promo_xl.schema.sheet import Column

_LINE, _TOTALS = 2, 4
"""Rows: a sentence, totals just above the header."""


def write_summary(making: Making, written: Written) -> None:
    """Write what belongs above the table of this sheet."""
    key = written.sheet.key
    if key == "daily":
        _write_filter_line(making, written)
        write_daily_band(making, written)
    if key in COUNTS:
        _write_count(making, written, COUNTS[key])
    if key == "monitor":
        _write_monitor_line(making, written)
    if key == "review":
        write_review_strip(making, written)
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
        key = written.sheet.key
        making.name_cell(band_name(key, lane.column.key), key, _TOTALS, lane.at)


def _write_total_label(
    making: Making, written: Written, lanes: list[Lane], look: Any
) -> None:
    """Say 合计 only where there is something to add up."""
    names = (column_name(making, f"{written.sheet.key}.{x.column.key}") for x in lanes)
    word = making.say(TOTAL)
    text = f'=IF(COUNT({",".join(names)})=0,"","{word}")'
    known = any(isinstance(v, float) for lane in lanes for v in lane.values)
    at = written.shown[0].at
    written.tab.write_formula(_TOTALS, at, text, look, word if known else EMPTY)
    making.name_cell(band_name(written.sheet.key, "total"), written.sheet.key, _TOTALS, at)


def _write_filter_line(making: Making, written: Written) -> None:
    days, cost = (column_name(making, f"daily.{key}") for key in ("date", "cost"))
    table = making.table("daily")
    said = {
        "rows": f'TEXT(SUBTOTAL(103,{days}),"#,##0")',
        "cost": f'TEXT(SUBTOTAL(109,{cost}),"#,##0")',
    }
    shown = {
        "rows": f"{np.count_nonzero(~np.isnan(table['date'])):,}",
        "cost": rounded(float(np.nansum(table["cost"]))),
    }
    _write_sentence(making, written, FILTERED, said, shown)


def _write_monitor_line(making: Making, written: Written) -> None:
    """Write the counts of 执行监控: its states are ours, so the sentence is too."""
    at, text = written.shown[0].at, making.slot("monitor_line")
    if text:
        written.tab.write_string(_LINE, at, text, _muted(making))
    else:
        written.tab.write_blank(_LINE, at, None, _muted(making))
    making.name_cell("home_monitor_line", "monitor", _LINE, at)


def _write_count(making: Making, written: Written, count: Count) -> None:
    """Say how many rows there are and how many of them are in the states that matter."""
    key, table = written.sheet.key, making.table(written.sheet.key)
    known = next(lane for lane in written.lanes if lane.column.key == count.of)
    column = written.sheet[count.state]
    name, state = (column_name(making, f"{key}.{one}") for one in (count.of, count.state))
    shown: dict[str, Any] = {"all": sum(value is not None for value in known.values)}
    said = {"all": f"COUNTA({name})"}
    found = making.facts.columns.get((key, count.state), table[count.state]).tolist()
    for slot, keys in count.words.items():
        said[slot] = _count_words(column, state, keys)
        shown[slot] = sum(value in keys for value in found)
    if count.rest:
        (done,) = count.words
        said[count.rest] = f"({said['all']}-({said[done]}))"
        shown[count.rest] = shown["all"] - shown[done]
    _write_sentence(making, written, count.says, said, shown)


def _count_words(column: Column, state: str, keys: tuple[str, ...]) -> str:
    choices = column.kind.choices
    words_of = [choices.say(key, lang) for key in keys for lang in ("zh", "en") if choices]
    parts = [f'COUNTIF({state},"{word}")' for word in dict.fromkeys(words_of)]
    return f"({'+'.join(parts)})"


def _write_sentence(
    making: Making,
    written: Written,
    label: Label,
    said: dict[str, str],
    shown: dict[str, Any],
) -> None:
    text = "=" + _sentence(making, label, said)
    daily = written.sheet.key == "daily"
    row, column = place(written, FILTER) if daily else (_LINE, written.shown[0].at)
    value = making.say(label, **shown)
    written.tab.write_formula(row, column, text, _muted(making), value)
    making.name_cell(band_name(written.sheet.key, "line"), written.sheet.key, row, column)


def _sentence(making: Making, label: Label, said: dict[str, str]) -> str:
    """Join a sentence's words and formulas with `&`."""
    marks = {key: f"\x00{key}\x00" for key in said}
    parts = making.say(label, **marks).split("\x00")
    pieces = [said[part] if i % 2 else '"' + part.replace('"', '""') + '"'
              for i, part in enumerate(parts) if part]  # fmt: skip
    return "&".join(pieces)


def _muted(making: Making) -> Any:
    return making.styles.cell(font_size=9, font_color=MUTED)
