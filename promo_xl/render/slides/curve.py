"""曲线: sales by day against day targets and last year, with at most four marked events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from promo_xl.facts import Block, slot_text
from promo_xl.ooxml.chart import Series
from promo_xl.ooxml.chart_kinds import Courses, Mark, lines
from promo_xl.render.slides import names, words
from promo_xl.render.slides import words_pages as said
from promo_xl.render.slides.amounts import (
    day_of,
    money_format,
    scaled,
    short_day,
    told,
    unit,
)
from promo_xl.render.slides.making import Head, Making, bullet, fill
from promo_xl.render.slides.metrics import shorten, width
from promo_xl.render.slides.page import ChartIn, Item, Page, Para, Run, TextIn
from promo_xl.render.slides.paging import Picture, Row

_MARKS = "①②③④"
_PT = 12
_TOLD = 24.0
"""Longest words under the chart, where two events share a line, ems."""
_LABEL = 9.0
"""Longest words at a marked point, ems."""


def curve_pages(making: Making) -> list[Page]:
    """Give the slide of the days; nothing where no day has sales."""
    block = making.block("curve")
    if block is None or all(words.number(row[1]) is None for row in block.rows):
        return []
    layout = making.template.layout(names.FULL_CHART)
    frame = layout.holder(names.CHART)
    found = making.facts.blocks.get("events")
    events = _placed(block, found.rows if found else ())
    picture = _picture(making, block, events, frame.box.w)
    usual = making.claim("source_goals")
    head = making.head("curve_title", "source_curve", block)
    if usual and "source_curve" not in making.facts.claims:
        head = Head(head.title, usual)
    items: list[Item] = [ChartIn(frame, picture.chart, picture.alt)]
    spoken = [_event(making, i, row) for i, (_, row) in enumerate(events)]
    summary = layout.find(names.SUMMARY)
    if summary is not None and spoken:
        paras = [
            bullet(summary, _joined(spoken[i : i + 2]).runs, 2, after=2) for i in (0, 2)
        ]
        paras = [para for para in paras if para.text]
        items.append(TextIn(summary, tuple(paras[: fill(summary, paras)])))
    notes = ["".join(run.text for run in runs) for runs in spoken]
    return [making.page(layout, head, items, [*notes, picture.alt])]


Placed = tuple[int, Row]


def _placed(block: Block, rows: Sequence[Row]) -> list[Placed]:
    """Find the events' days on the curve, at most four, in order."""
    days = {day_of(row[0]): i for i, row in enumerate(block.rows)}
    known = [(days[day], row) for row in rows if (day := day_of(row[0])) in days]
    return sorted(known[: len(_MARKS)], key=lambda pair: pair[0])


def _event(making: Making, i: int, row: Row) -> tuple[Run, ...]:
    lang = making.lang
    day = day_of(row[0])
    text = making.say(
        said.EVENT,
        mark=_MARKS[i],
        day=short_day(day) if day else "",
        event=shorten(slot_text(row[1], lang), _TOLD),
    )
    amount = "" if words.is_blank(row[2]) else told(row[2], lang)
    tail = making.say(said.AMOUNT, amount=amount) if amount else ""
    return (Run(text, bold=True), Run(tail))


def _joined(parts: Sequence[tuple[Run, ...]]) -> Para:
    runs: list[Run] = []
    for part in parts:
        runs += (Run("    ", color="accent3"), *part) if runs else part
    return Para(tuple(runs))


def _picture(making: Making, block: Block, events: Sequence[Placed], room: int) -> Picture:
    lang = making.lang
    days = [day_of(row[0]) or date.min for row in block.rows]
    pattern = money_format(lang)
    named = {"unit": words.UNIT.say(lang)}
    actual, target, last = (
        Series(
            name.say(lang, **named),
            scaled((row[c] for row in block.rows), lang),
            number_format=pattern,
        )
        for c, name in enumerate((said.ACTUAL, said.DAY_TARGET, said.LAST_YEAR), 1)
    )
    marks = _marks(making, actual, events, room / 12700 / _PT / len(days))
    chart = lines(
        [f"{day.month}/{day.day}" for day in days], Courses(actual, target, last), marks
    )
    alt = making.say(
        said.CURVE,
        first=short_day(days[0]),
        last=short_day(days[-1]),
        items=words.COMMA.say(lang).join(_extremes(making, block)),
    )
    return Picture(replace(chart, font_pt=_PT, fonts=("+mn-lt", "+mn-ea")), alt)


def _extremes(making: Making, block: Block) -> list[str]:
    """Say the first, the best and the last measured day."""
    rows = [row for row in block.rows if words.number(row[1]) is not None]
    best = max(rows, key=lambda row: words.number(row[1]) or 0.0)
    found = []
    for row in (rows[0], best, rows[-1]):
        day = day_of(row[0])
        text = making.say(
            said.POINT,
            day=short_day(day) if day else "",
            money=slot_text(row[1], making.lang),
        )
        found.append(text)
    return list(dict.fromkeys(found))


def _marks(
    making: Making, actual: Series, events: Sequence[Placed], day_room: float
) -> list[Mark]:
    """Label the events at their points: by their words where there is room, else by number."""
    size, count = unit(making.lang), len(actual.values)
    long = [
        shorten(f"{_MARKS[i]}{slot_text(row[1], making.lang)}", _LABEL)
        for i, (_, row) in enumerate(events)
    ]
    widths = [width(text, bold=True) for text in long]
    close = {
        i + side
        for i, ((a, _), (b, _)) in enumerate(pairwise(events))
        for side in (0, 1)
        if (b - a) * day_room < (widths[i] + widths[i + 1]) / 2 + 1
    }
    marks = []
    for i, (at, row) in enumerate(events):
        value = actual.at(at)
        if value is None:
            amount = words.number(row[2])
            value = 0.0 if amount is None else amount / size
        edge = min(at, count - 1 - at) * day_room < widths[i] / 2
        cut = long[i].endswith("…")
        number = i in close or edge or cut
        marks.append(Mark(_MARKS[i] if number else long[i], at, value))
    return marks
