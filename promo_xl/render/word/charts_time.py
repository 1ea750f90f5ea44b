"""The course of the campaign: actual against the day target and last year, and the days."""

from __future__ import annotations

from dataclasses import replace

from promo_xl.facts import Block, Facts, slot_text
from promo_xl.ooxml.chart import Chart, Series
from promo_xl.render.word.charts_base import (
    BLUE,
    FONT,
    GREY,
    NAVY,
    ORANGE,
    Drawn,
    measured,
    money_series,
    short_day,
    told,
)
from promo_xl.render.word.slots import as_float, as_plain
from promo_xl.schema.label import Label

_ACTUAL = Label("实际（万元）", "Actual (¥K)")
_TARGET = Label("日目标（万元）", "Day target (¥K)")
_LAST = Label("去年同期（万元）", "Last year (¥K)")
_MARK = Label("标出的节点", "Marked events")
_DAY_GMV = Label("成交（万元）", "GMV (¥K)")
_LEAST = 4
"""Fewer days make no line."""
NUMBERS = "①②③④⑤⑥"


def curve(facts: Facts, block: Block, lang: str) -> Drawn | None:
    """Draw three lines over the days, with the events marked by number."""
    actual = replace(money_series(_ACTUAL, block, 1, lang), color=BLUE)
    if sum(value is not None for value in actual.values) < _LEAST:
        return None
    target = replace(money_series(_TARGET, block, 2, lang), color=ORANGE, dashed=True)
    last = replace(money_series(_LAST, block, 3, lang), color=GREY)
    lines = measured((last, target, actual))
    series = [replace(one, line=True, labels=False) for one in lines]
    names = tuple(short_day(row[0], lang) for row in block.rows)
    marks = _marks(facts, block, lang)
    if marks:
        spots = tuple(actual.at(i) if i in marks else None for i in range(len(names)))
        series.append(
            Series(_MARK.say(lang), spots, color=NAVY, markers_only=True, texts=marks)
        )
    chart = Chart(names, tuple(series), axis_format="#,##0", font_pt=FONT)
    best = max(range(len(names)), key=lambda i: actual.at(i) or 0.0)
    alt = Label(
        "折线图：每日成交的实际、日目标与去年同期。",
        "Lines: GMV by day, actual, day target and last year.",
    )
    peak = f"{names[best]} {slot_text(block.rows[best][1], lang)}"
    return Drawn(chart, told(alt, [peak], lang), 5.6)


def _marks(facts: Facts, block: Block, lang: str) -> dict[int, str]:
    """Give position -> number of the events; several on a day share its mark."""
    events = facts.blocks.get("events")
    if events is None:
        return {}
    days = [str(as_plain(row[0], lang))[:10] for row in block.rows]
    found: dict[int, str] = {}
    for row, number in zip(events.rows, NUMBERS, strict=False):
        day = str(as_plain(row[0], lang))[:10]
        if day in days and as_float(block.rows[days.index(day)][1]) is not None:
            i = days.index(day)
            found[i] = found.get(i, "") + number
    return found


def days(block: Block, lang: str) -> Drawn | None:
    """Draw sales by day as columns with the day target as a line."""
    names = tuple(short_day(row[0], lang) for row in block.rows)
    sales = money_series(_DAY_GMV, block, 1, lang)
    target = money_series(_TARGET, block, 2, lang)
    target = replace(target, color=ORANGE, line=True, labels=False)
    series = measured((sales, target))
    if sales not in series:
        return None
    chart = Chart(names, series, axis_format="#,##0", gap=40, font_pt=FONT)
    best = max(range(len(names)), key=lambda i: sales.at(i) or 0.0)
    alt = Label("柱线图：每日成交与日目标。", "Bars and line: GMV and target by day.")
    peak = f"{names[best]} {slot_text(block.rows[best][1], lang)}"
    return Drawn(chart, told(alt, [peak], lang), 6.6)
