"""The waterfall from goal to actual: steps on an invisible base, editable everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from promo_xl.facts import Block, slot_text
from promo_xl.ooxml.chart import Chart, Series
from promo_xl.render.word.charts_base import (
    BLUE,
    FONT,
    GREEN,
    RED,
    Drawn,
    bars_height,
    beside,
    fits_below,
    in_unit,
    told,
)
from promo_xl.render.word.slots import as_float
from promo_xl.render.word.widths import shorten
from promo_xl.schema.label import Label

_BASE = Label("底", "Base")
_ENDS = Label("目标与实际", "Goal and actual")
_MORE = Label("高于目标", "Above goal")
_LESS = Label("低于目标", "Below goal")
_CUT = 0.55
"""An axis is cut where the lowest step stands above this part of the highest."""
_NAME = 18.0


def waterfall(block: Block, lang: str) -> Drawn | None:
    """Draw a block of start, changes and end; the steps sum to the end."""
    rows = [row for row in block.rows if as_float(row[1]) is not None]
    if len(rows) < 3:
        return None
    amounts = [in_unit(as_float(row[1]), lang) or 0.0 for row in rows]
    last = len(rows) - 1
    spans = _spans(amounts)
    lowest = min(low for low, _ in spans[1:last]) if last > 1 else 0.0
    highest = max(high for _, high in spans)
    lowest = min(lowest, amounts[0], amounts[last])
    floor = _floor(lowest, highest)
    steps = range(1, last)
    names = tuple(slot_text(row[0], lang) for row in rows)
    upright = fits_below(names)
    if not upright:
        names = tuple(shorten(name, _NAME) for name in names)
    room = (highest - floor) * (0.14 if upright else 0.16)
    texts = {i: _said(amounts[i], i in steps, lang) for i in range(len(rows))}
    series = _pieces(amounts, spans, steps, lang)
    top = beside(texts, len(rows), room, upright=upright)
    chart = Chart(
        names,
        (*series, top),
        horizontal=not upright,
        stacked=True,
        legend=upright,
        axis_format="#,##0",
        axis_visible=False,
        gap=45,
        limits=(floor or (None if lowest < 0 else 0.0), highest + room * 1.1),
        font_pt=FONT,
    )
    alt = Label("瀑布图：从目标到实际。", "Waterfall: from goal to actual.")
    shown = [f"{n} {texts[i]}" for i, n in enumerate(names)]
    height = 4.7 if upright else bars_height(len(rows), 0.66, 9.0)
    return Drawn(chart, told(alt, shown, lang), height, _note(floor, lang))


def _spans(amounts: Sequence[float]) -> list[tuple[float, float]]:
    """Give where each bar begins and ends, lower first."""
    found, at = [(min(0.0, amounts[0]), max(0.0, amounts[0]))], amounts[0]
    for change in amounts[1:-1]:
        found.append((min(at, at + change), max(at, at + change)))
        at += change
    return [*found, (min(0.0, amounts[-1]), max(0.0, amounts[-1]))]


def _floor(lowest: float, highest: float) -> float:
    """Choose where the axis begins: 0 unless the steps would be slivers."""
    if lowest <= highest * _CUT:
        return 0.0
    span = highest - lowest
    raw = max(lowest - 0.6 * span, 0.0)
    step = 10 ** (len(str(int(max(span, 1)))) - 1)
    return float(int(raw / step) * step)


def _pieces(
    amounts: Sequence[float],
    spans: Sequence[tuple[float, float]],
    steps: range,
    lang: str,
) -> tuple[Series, ...]:
    """Cut the bars into a base and what stands on it, above and below zero apart."""
    count = len(amounts)
    base = [0.0] * count
    parts: dict[str, list[float | None]] = {
        k: [None] * count for k in ("end", "up", "down")
    }
    under: dict[str, list[float | None]] = {k: [None] * count for k in parts}
    for i, (low, high) in enumerate(spans):
        kind = "end" if i not in steps else "up" if amounts[i] >= 0 else "down"
        base[i] = low if low > 0 else min(high, 0.0)
        if high > 0:
            parts[kind][i] = round(high - max(low, 0.0), 4)
        if low < 0:
            under[kind][i] = round(low - min(high, 0.0), 4)
    looks = (("end", _ENDS, BLUE), ("up", _MORE, GREEN), ("down", _LESS, RED))
    found = [Series(_BASE.say(lang), tuple(base), hidden=True)]
    found += [Series(name.say(lang), tuple(parts[k]), color=c) for k, name, c in looks]
    for k, name, color in looks:
        if any(v is not None for v in under[k]):
            points = {i: color for i, v in enumerate(under[k]) if v is not None}
            found.append(
                Series(name.say(lang) + "−", tuple(under[k]), hidden=True, points=points)
            )
    return tuple(found)


def _said(amount: float, change: bool, lang: str) -> str:
    digits = 1 if lang == "zh" else 0
    text = f"{abs(amount):,.{digits}f}"
    zero = not text.strip("0.,")
    if change:
        return text if zero else ("+" if amount > 0 else "−") + text
    return text if amount >= 0 or zero else "−" + text


def _note(floor: float, lang: str) -> str:
    if not floor:
        return ""
    unit = Label("；纵轴自{x}万元起", "; the axis begins at ¥{x}K")
    return unit.say(lang, x=f"{floor:,.0f}")
