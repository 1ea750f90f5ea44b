"""Bullet bars: what was reached, what is left up to the goal, what lies beyond it."""

from __future__ import annotations

from promo_xl.facts import Block, Slot, slot_text
from promo_xl.ooxml.chart import Chart, Series
from promo_xl.render.word.charts_base import (
    BAND,
    DEEP,
    FONT,
    GREEN,
    ORANGE,
    RED,
    Drawn,
    bars_height,
    beside,
    told,
)
from promo_xl.render.word.slots import as_float, level_of
from promo_xl.render.word.widths import shorten
from promo_xl.schema.label import Label
from promo_xl.schema.show import percent

_BARS = {"bad": RED, "watch": ORANGE}
_NAME = 16.0
_MOST = 10
_LABEL = Label("{rate} {word}　{a}／{b}", "{rate} {word}   {a} of {b}")
COMPLETION = Label("完成", "Reached")
SHORT = Label("距目标（100%）", "Short of the goal (100%)")
BEYOND = Label("超出目标", "Beyond the goal")


def completion(block: Block, lang: str) -> Drawn | None:
    """Draw goals with a completion; ≤ goals have none and stand in a table of their own."""
    rows = [row for row in block.rows if as_float(row[3]) is not None][:_MOST]
    if not rows:
        return None
    names = tuple(shorten(slot_text(row[0], lang), _NAME) for row in rows)
    rates = [as_float(row[3]) or 0.0 for row in rows]
    words = [slot_text(row[-1], lang) for row in rows]
    levels = [level_of(row[-1]) for row in rows]
    colors = {i: _BARS[word] for i, word in enumerate(levels) if word in _BARS}
    texts = {
        i: _LABEL.say(
            lang,
            rate=percent(rate, 1),
            word=word,
            a=_said(row[2], lang),
            b=_said(row[1], lang),
        )
        for i, (rate, word, row) in enumerate(zip(rates, words, rows, strict=True))
    }
    parts: tuple[tuple[Label, str, list[float], dict[int, str]], ...] = (
        (COMPLETION, GREEN, [min(rate, 1.0) for rate in rates], colors),
        (SHORT, BAND, [max(1.0 - max(rate, 0.0), 0.0) for rate in rates], {}),
        (BEYOND, DEEP, [max(rate - 1.0, 0.0) for rate in rates], {}),
    )
    series = [
        Series(
            name.say(lang),
            tuple(round(value, 6) or None for value in values),
            color=color,
            points=points,
            number_format="0.0%",
        )
        for name, color, values, points in parts
        if any(values)
    ]
    highest, room = max(1.0, *rates), max(1.0, *rates) * 0.55
    label = beside(texts, len(rows), room)
    chart = Chart(
        names,
        (*series, label),
        horizontal=True,
        stacked=True,
        legend=False,  # LibreOffice lists a wrong entry for bars to the right
        axis_format="0%",
        gap=60,
        axis_visible=False,
        limits=(min(0.0, *rates, 0.0), highest + room),
        font_pt=FONT,
    )
    alt = Label(
        "子弹图：各目标完成率，浅色到100%为目标。",
        "Bullet bars: completion of each goal; the pale part ends at 100%.",
    )
    shown = [f"{n} {slot_text(row[3], lang)}" for n, row in zip(names, rows, strict=True)]
    return Drawn(chart, told(alt, shown, lang), bars_height(len(rows), 0.52))


def _said(slot: Slot, lang: str) -> str:
    return shorten(slot_text(slot, lang), 12)
