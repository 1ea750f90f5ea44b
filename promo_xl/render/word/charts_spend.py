"""What was spent and what came of it: by channel, and by type of cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from promo_xl.facts import Block, slot_text
from promo_xl.ooxml.chart import Chart, Series
from promo_xl.render.word.charts_base import (
    BLUE,
    FONT,
    MAX_LABELS,
    ORANGE,
    PALE,
    RED,
    Drawn,
    bars_height,
    fits_below,
    measured,
    money_series,
    told,
)
from promo_xl.render.word.slots import as_float
from promo_xl.render.word.widths import shorten
from promo_xl.schema.label import Label

SPEND = Label("花费（万元）", "Spend (¥K)")
GMV = Label("归因成交（万元）", "Attributed GMV (¥K)")
ROI = Label("投放ROI（圆点）", "Ad ROI (dots)")
_WITH_ROI = Label("{x}（投放ROI {r}）", "{x} (ad ROI {r})")
BUDGET = Label("预算（万元）", "Budget (¥K)")
ACTUAL = Label("实际（万元）", "Actual (¥K)")
_MOST = 20
LEAST = 3
"""Fewer channels are compared in their table at a glance."""
_NAME = 16.0
_SHOWN = (
    Label("花费", "spend"),
    Label("归因成交", "attributed GMV"),
    Label("投放ROI", "ad ROI"),
)


def channels(block: Block, lang: str) -> Drawn | None:
    """Draw spend and sales by channel; long names turn columns into bars."""
    block = replace(block, rows=block.rows[:_MOST])
    if len(block.rows) < LEAST:
        return None
    names = tuple(slot_text(row[0], lang) for row in block.rows)
    spend = replace(money_series(SPEND, block, 3, lang), color=PALE)
    sales = money_series(GMV, block, 5, lang)
    rates = tuple(as_float(row[6]) for row in block.rows)
    if not measured((spend, sales)):
        return None
    note = _note((spend, sales), rates, lang)
    rated = any(rate is not None for rate in rates)
    column = 6 if rated else 5
    shown = [
        f"{n} {slot_text(r[column], lang)}" for n, r in zip(names, block.rows, strict=True)
    ]
    alt = told(Label(f"各渠道{note}。", f"{note} by channel."), shown, lang)
    if len(names) > MAX_LABELS or not fits_below(names):
        return replace(_bars(names, (spend, sales), rates, alt, lang), note=note)
    dots = Series(
        ROI.say(lang),
        rates,
        color=ORANGE,
        second=True,
        markers_only=True,
        labels=True,
        number_format="0.00",
    )
    series = measured((spend, sales, dots))
    low, high = _floors(series)
    chart = Chart(
        names,
        series,
        axis_format="#,##0",
        axis_visible=False,
        limits=low,
        second_limits=high,
        font_pt=FONT,
    )
    return Drawn(chart, alt, 5.4, note)


def _note(columns: tuple[Series, Series], rates: Sequence[float | None], lang: str) -> str:
    """Name what the chart shows: a column nobody measured is not promised."""
    shown = [bool(measured([one])) for one in columns] + [any(r is not None for r in rates)]
    told_of = [name.say(lang) for name, there in zip(_SHOWN, shown, strict=True) if there]
    comma, last = ("、", "与") if lang == "zh" else (", ", " and ")
    text = last.join((comma.join(told_of[:-1]), told_of[-1])) if told_of[1:] else told_of[0]
    return text[:1].upper() + text[1:]


def _bars(
    names: Sequence[str],
    series: tuple[Series, Series],
    rates: Sequence[float | None],
    alt: str,
    lang: str,
) -> Drawn:
    spend, sales = series
    texts = {}
    for i in range(len(names)):
        amount, rate = sales.at(i), rates[i]
        if amount is not None:
            text = f"{amount:,.{1 if lang == 'zh' else 0}f}"
            ratio = "" if rate is None else f"{rate:.2f}"
            texts[i] = _WITH_ROI.say(lang, x=text, r=ratio) if ratio else text
    spend, sales = replace(spend, labels=True), replace(sales, labels=True, texts=texts)
    drawn = measured((spend, sales))
    most = max((v for one in drawn for v in one.values if v), default=0.0)
    chart = Chart(
        tuple(shorten(name, _NAME) for name in names),
        drawn,
        horizontal=True,
        axis_format="#,##0",
        axis_visible=False,
        gap=35,
        limits=(None, most * 1.3) if most > 0 else (None, None),
        font_pt=FONT,
    )
    return Drawn(chart, alt, bars_height(len(names), 0.85 if len(names) < 9 else 0.72))


Limits = tuple[float | None, float | None]


def _floors(series: tuple[Series, ...]) -> tuple[Limits, Limits]:
    """Keep bars in the lower part and markers above them: neither hides the other's label."""
    tallest = max((v for s in series if not s.second for v in s.values if v), default=0.0)
    highest = max((v for s in series if s.second for v in s.values if v), default=0.0)
    bars: Limits = (0.0, 1.9 * tallest) if tallest > 0 else (None, None)
    marks: Limits = (-2.2 * highest, 1.45 * highest) if highest > 0 else (None, None)
    return (bars, marks) if highest > 0 else ((None, None), marks)


def costs(block: Block, lang: str) -> Drawn | None:
    """Draw budget and actual by type of cost; what is over budget is red."""
    names = tuple(slot_text(row[0], lang) for row in block.rows)
    planned = replace(money_series(BUDGET, block, 1, lang), color=PALE)
    actual = replace(money_series(ACTUAL, block, 2, lang), color=BLUE)
    over = {
        i: RED
        for i in range(len(names))
        if (spent := actual.at(i)) is not None and spent > (planned.at(i) or spent)
    }
    actual = replace(actual, points=over)
    if all(v is None for v in actual.values):
        return None
    upright = fits_below(names)
    if not upright:
        names = tuple(shorten(name, _NAME) for name in names)
    chart = Chart(
        names,
        (planned, actual),
        horizontal=not upright,
        axis_format="#,##0",
        axis_visible=len(names) > MAX_LABELS,
        font_pt=FONT,
    )
    alt = Label(
        "柱形图：各类费用预算与实际，超预算者为红色。",
        "Bars: budget and actual by cost type; red is over budget.",
    )
    shown = [f"{n} {slot_text(r[3], lang)}" for n, r in zip(names, block.rows, strict=True)]
    height = 6.6 if upright else bars_height(len(names), 0.8)
    return Drawn(chart, told(alt, shown, lang), height)
