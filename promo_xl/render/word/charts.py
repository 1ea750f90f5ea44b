"""The charts of the report: which there are, and how facts become their series."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from promo_xl.facts import Block, Facts, Slot, slot_text
from promo_xl.ooxml.chart import Chart, Series
from promo_xl.render.word.slots import as_float, as_plain, level_of
from promo_xl.schema.label import Label

NAVY, BLUE, ORANGE, GREEN, RED, GREY, PALE = (
    "14264F",
    "2456C8",
    "F28C28",
    "1FA187",
    "C8402B",
    "8A94A6",
    "B9C6DF",
)
_BARS = {"bad": RED, "watch": ORANGE}
_ISO = re.compile(r"\d{4}-(\d\d)-(\d\d)")
SPEND = Label("花费（万元）", "Spend (¥K)")
GMV = Label("归因成交（万元）", "Attributed GMV (¥K)")
ROI = Label("投放ROI（圆点）", "Ad ROI (dots)")
DAY_GMV = Label("成交（万元）", "GMV (¥K)")
DAY_TARGET = Label("日目标（万元）", "Day target (¥K)")
BUDGET = Label("预算（万元）", "Budget (¥K)")
ACTUAL = Label("实际（万元）", "Actual (¥K)")
COMPLETION = Label("完成率", "Completion")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One chart ready to be placed: what it shows, said in words, and its height."""

    chart: Chart
    alt: str
    height_cm: float


@dataclass(frozen=True, slots=True)
class Kept:
    """One chart of the list a template may choose from."""

    name: Label
    says: Label
    block: str
    draw: Callable[[Block, str], Drawn | None]


def draw_all(facts: Facts, lang: str) -> dict[str, Drawn | None]:
    """Draw every chart whose block has something to show; others are None."""
    found: dict[str, Drawn | None] = {}
    for kept in CHARTS:
        block = facts.blocks.get(kept.block)
        drawn = kept.draw(block, lang) if block and block.rows else None
        found[kept.name.say(lang)] = drawn
    return found


def _completion(block: Block, lang: str) -> Drawn | None:
    rows = [row for row in block.rows if as_float(row[3]) is not None]
    if not rows:
        return None
    names = tuple(slot_text(row[0], lang) for row in rows)
    rates = tuple(as_float(row[3]) for row in rows)
    words = [level_of(row[-1]) for row in rows]
    points = {i: _BARS[word] for i, word in enumerate(words) if word in _BARS}
    series = Series(
        COMPLETION.say(lang),
        rates,
        color=GREEN,
        labels=True,
        points=points,
        number_format="0.0%",
    )
    chart = Chart(
        names,
        (series,),
        horizontal=True,
        legend=False,
        axis_format="0%",
        gap=45,
        axis_visible=False,
        limits=(0.0, None),
    )
    alt = Label("条形图：各目标完成率（100%=目标）。", "Bars: completion of each goal.")
    shown = [f"{n} {slot_text(row[3], lang)}" for n, row in zip(names, rows, strict=True)]
    return Drawn(chart, _told(alt, shown, lang), min(1.4 + 0.7 * len(rows), 11.0))


def _channels(block: Block, lang: str) -> Drawn | None:
    names = tuple(slot_text(row[0], lang) for row in block.rows)
    rates = Series(
        ROI.say(lang),
        tuple(as_float(row[6]) for row in block.rows),
        color=ORANGE,
        second=True,
        markers_only=True,
        labels=len(names) <= MAX_DOTS,
        number_format="0.00",
    )
    spend = replace(_money(SPEND, block, 3, lang), color=PALE)
    series = _measured((spend, _money(GMV, block, 5, lang), rates))
    if not series:
        return None
    low, high = _floors(series)
    chart = Chart(
        names,
        series,
        axis_format="#,##0",
        axis_visible=len(names) > MAX_LABELS,
        limits=low,
        second_limits=high,
    )
    alt = Label("组合图：各渠道花费、归因成交与投放ROI。", "Bars and markers by channel.")
    shown = [f"{n} {slot_text(r[6], lang)}" for n, r in zip(names, block.rows, strict=True)]
    return Drawn(chart, _told(alt, shown, lang), 7.6)


def _days(block: Block, lang: str) -> Drawn | None:
    names = tuple(_short_day(row[0], lang) for row in block.rows)
    sales = _money(DAY_GMV, block, 1, lang)
    target = _money(DAY_TARGET, block, 2, lang)
    target = replace(target, color=ORANGE, line=True, labels=False)
    series = _measured((sales, target))
    if sales not in series:
        return None
    chart = Chart(names, series, axis_format="#,##0", gap=40)
    best = max(range(len(names)), key=lambda i: sales.at(i) or 0.0)
    alt = Label("柱线图：每日成交与日目标。", "Bars and line: GMV and target by day.")
    peak = f"{names[best]} {slot_text(block.rows[best][1], lang)}"
    return Drawn(chart, _told(alt, [peak], lang), 6.6)


def _costs(block: Block, lang: str) -> Drawn | None:
    names = tuple(slot_text(row[0], lang) for row in block.rows)
    planned = replace(_money(BUDGET, block, 1, lang), color=PALE)
    actual = _money(ACTUAL, block, 2, lang)
    over = {
        i: RED
        for i in range(len(names))
        if (spent := actual.at(i)) is not None and spent > (planned.at(i) or spent)
    }
    actual = replace(actual, points=over)
    if all(v is None for v in actual.values):
        return None
    few = len(names) <= MAX_LABELS
    chart = Chart(names, (planned, actual), axis_format="#,##0", axis_visible=not few)
    alt = Label(
        "柱形图：各类费用预算与实际，超预算者为红色。",
        "Bars: budget and actual by cost type; red is over budget.",
    )
    shown = [f"{n} {slot_text(r[3], lang)}" for n, r in zip(names, block.rows, strict=True)]
    return Drawn(chart, _told(alt, shown, lang), 6.6)


MAX_LABELS = 8
"""Up to this many categories values are written at the bars instead of an axis."""
MAX_DOTS = 20
"""Up to this many dots have their value beside them: their axis only places them."""


def _money(name: Label, block: Block, column: int, lang: str) -> Series:
    unit = 1e4 if lang == "zh" else 1e3
    values = [as_float(row[column]) for row in block.rows]
    return Series(
        name.say(lang),
        tuple(None if v is None else round(v / unit, 4) for v in values),
        labels=len(values) <= MAX_LABELS,
        number_format="#,##0.0" if lang == "zh" else "#,##0",
    )


def _measured(series: Iterable[Series]) -> tuple[Series, ...]:
    return tuple(s for s in series if any(v is not None for v in s.values))


Limits = tuple[float | None, float | None]


def _floors(series: tuple[Series, ...]) -> tuple[Limits, Limits]:
    """Keep bars in the lower part and markers above them: neither hides the other's label."""
    tallest = max((v for s in series if not s.second for v in s.values if v), default=0.0)
    highest = max((v for s in series if s.second for v in s.values if v), default=0.0)
    bars: Limits = (0.0, 1.9 * tallest) if tallest > 0 else (None, None)
    marks: Limits = (-2.2 * highest, 1.45 * highest) if highest > 0 else (None, None)
    return (bars, marks) if highest > 0 else ((None, None), marks)


def _short_day(slot: Slot, lang: str) -> str:
    found = _ISO.match(str(as_plain(slot, lang)))
    if found is None:
        return slot_text(slot, lang)
    return f"{int(found.group(1))}/{int(found.group(2))}"


def _told(alt: Label, shown: list[str], lang: str) -> str:
    between, mark = ("", "；") if lang == "zh" else (" ", "; ")
    return alt.say(lang) + between + mark.join(shown)


CHARTS = (
    Kept(
        Label("目标完成率", "goal_completion"),
        Label("条形图：各目标完成率", "bars: completion of each goal"),
        "goals",
        _completion,
    ),
    Kept(
        Label("渠道投入产出", "channel_return"),
        Label(
            "组合图：各渠道花费、归因成交、投放ROI",
            "bars and markers: spend, attributed GMV, ad ROI by channel",
        ),
        "channels",
        _channels,
    ),
    Kept(
        Label("每日成交", "daily_sales"),
        Label("柱线图：每日成交与日目标", "bars and line: GMV and target by day"),
        "days",
        _days,
    ),
    Kept(
        Label("费用执行", "money_used"),
        Label("柱形图：各类费用预算与实际", "bars: budget and actual by cost type"),
        "money",
        _costs,
    ),
)
