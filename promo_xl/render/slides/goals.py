"""目标: completion as bars on a pale track of 100 %; upper limits apart from them."""

from __future__ import annotations

from collections.abc import Sequence

from promo_xl.facts import Block, Slot, slot_text
from promo_xl.ooxml.chart import Chart, Series
from promo_xl.render.slides import names, words
from promo_xl.render.slides.grid import Extra, table_pages
from promo_xl.render.slides.making import Head, Making, bullet, fill
from promo_xl.render.slides.metrics import shorten
from promo_xl.render.slides.page import ChartIn, Page, Run, TextIn
from promo_xl.render.slides.paging import Picture, Row, continued
from promo_xl.schema.show import percent

_NAME_ROOM = 14.0
"""Longest category beside a bar, ems."""
_TRACK = "E3E7EF"
_BARS = 12
"""On one slide; all are named in its notes."""
_POINTS = 6
"""So many goals have a point each; of more, only those not reached."""
_LIMITS = 3
"""So many upper limits stand under the points; more are a table."""


def goal_pages(making: Making) -> list[Page]:
    """Give the slides of the goals; nothing where facts have none."""
    block = making.facts.blocks.get("goals")
    if block is None or not block.rows:
        return []
    head = making.head("goals_title", "source_goals", block)
    bars = [row for row in block.rows if words.number(row[3]) is not None]
    limits = [row for row in block.rows if words.number(row[3]) is None]
    apart = len(limits) > _LIMITS or not bars
    pages = _bar_pages(making, head, bars, [] if apart else limits)
    if limits and apart:
        pages += table_pages(making, head, _without_rate(block, limits), Extra())
    return pages


def _bar_pages(
    making: Making, head: Head, bars: Sequence[Row], limits: Sequence[Row]
) -> list[Page]:
    count = -(-len(bars) // _BARS)
    share = -(-len(bars) // max(count, 1))
    pages = []
    for i in range(count):
        rows = bars[i * share : (i + 1) * share]
        below = limits if i == count - 1 else ()
        pages.append(_bar_page(making, continued(making, head, i + 1, count), rows, below))
    return pages


def _bar_page(
    making: Making, head: Head, rows: Sequence[Row], limits: Sequence[Row]
) -> Page:
    layout = making.template.layout(names.CHART_POINTS)
    frame, points = layout.holder(names.CHART), layout.holder(names.POINTS)
    picture = _picture(making, rows)
    said = [bullet(points, _point(making, row), 3) for row in _worth_saying(rows, limits)]
    below = [bullet(points, _point(making, row), 3) for row in limits]
    while len(said) > 1 and fill(points, [*said, *below]) < len(said) + len(below):
        said.pop()
    paras = [*said, *below]
    items = (
        ChartIn(frame, picture.chart, picture.alt),
        TextIn(points, tuple(paras[: fill(points, paras)])),
    )
    head = Head(head.title, making.say(words.WITH_KEY, source=head.source))
    notes = ["".join(run.text for run in _point(making, row)) for row in (*rows, *limits)]
    return making.page(layout, head, items, notes)


def _worth_saying(rows: Sequence[Row], limits: Sequence[Row]) -> Sequence[Row]:
    """Give the goals to talk about: all of a few, else the missed ones, worst first."""
    missed = [row for row in rows if words.tone(row[5]) is not words.GOOD]
    if len(rows) + len(limits) <= _POINTS or not missed:
        return rows
    return sorted(missed, key=lambda row: words.number(row[3]) or 0.0)


def _picture(making: Making, rows: Sequence[Row]) -> Picture:
    lang = making.lang
    titles = [slot_text(row[0], lang) for row in rows]
    looks = [words.tone(row[5]) for row in rows]
    shares = tuple(_printed(row[3]) for row in rows)
    track = Series(words.TARGET_NAME.say(lang), (1.0,) * len(rows), _TRACK)
    done = Series(
        words.RATE_NAME.say(lang),
        shares,
        "accent1",
        labels=True,
        points={i: look.color for i, look in enumerate(looks)},
        number_format="0.0%",
    )
    chart = Chart(
        tuple(
            f"{shorten(title, _NAME_ROOM)} {look.mark}".rstrip()
            for title, look in zip(titles, looks, strict=True)
        ),
        (track, done),
        horizontal=True,
        legend=False,
        axis_visible=False,
        font_pt=12,
        gap=max(60, 260 // len(rows)),
        overlap=100,
        limits=(0.0, max(1.0, *shares) * 1.12),
        fonts=("+mn-lt", "+mn-ea"),
    )
    said = (
        f"{title} {slot_text(row[3], lang)}"
        for title, row in zip(titles, rows, strict=True)
    )
    return Picture(chart, words.BARS.say(lang, items=words.COMMA.say(lang).join(said)))


def _printed(slot: Slot) -> float:
    """Give a share as it is printed: a bar's label must not round 99.96 % up to 100 %."""
    text = percent(words.number(slot) or 0.0).rstrip("%").replace(",", "").replace("−", "-")
    return round(float(text) / 100, 6)


def _point(making: Making, row: Row) -> tuple[Run, ...]:
    lang = making.lang
    name, target, actual, rate, gap, verdict = row[:6]
    look = words.tone(verdict)
    facts = [
        slot_text(actual, lang),
        making.say(words.TO_TARGET, target=slot_text(target, lang)),
    ]
    if words.number(rate) is None and not words.is_blank(gap):
        facts.append(slot_text(gap, lang))
    word = f" {look.mark} {slot_text(verdict, lang)}".replace("  ", " ")
    rest = making.say(words.LEAD, name="") + making.say(words.COMMA).join(facts)
    return (
        Run(slot_text(name, lang), bold=True),
        Run(word, bold=True, color=look.ink),
        Run(rest),
    )


def _without_rate(block: Block, rows: Sequence[Row]) -> Block:
    keep = (0, 1, 2, 4, 5)
    return Block(
        block.key,
        block.title,
        tuple(block.heads[i] for i in keep),
        tuple(tuple(row[i] for i in keep) for row in rows),
    )
