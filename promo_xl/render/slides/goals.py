"""目标: completion as bars on a pale track of 100 %; upper limits apart from them."""

from __future__ import annotations

from collections.abc import Sequence

from promo_xl.facts import Block, Slot, slot_text
from promo_xl.ooxml.chart import Chart, Series
from promo_xl.render.slides import words
from promo_xl.render.slides.grid import Extra, table_pages
from promo_xl.render.slides.making import Head, Making
from promo_xl.render.slides.metrics import shorten
from promo_xl.render.slides.page import Page, Run
from promo_xl.render.slides.paging import Picture, Plan, Row, chart_pages
from promo_xl.schema.show import percent

_NAME_ROOM = 14.0
"""Longest category beside a bar, ems."""
_TRACK = "E3E7EF"
_LIMITS = 2
_BARS = 6
"""So many upper limits stand under the points of so many bars; else they are a table."""


def goal_pages(making: Making) -> list[Page]:
    """Give the slides of the goals; nothing where facts have none."""
    block = making.facts.blocks.get("goals")
    if block is None or not block.rows:
        return []
    head = making.head("goals_title", "source_goals", block)
    bars = [row for row in block.rows if words.number(row[3]) is not None]
    rest = [row for row in block.rows if words.number(row[3]) is None]
    apart = len(rest) > _LIMITS or not 0 < len(bars) <= _BARS
    pages = _bar_pages(making, head, bars, () if apart else rest) if bars else []
    if rest and apart:
        pages += table_pages(making, head, _without_rate(block, rest), Extra())
    return pages


def _bar_pages(
    making: Making, head: Head, bars: Sequence[Row], limits: Sequence[Row]
) -> list[Page]:
    head = Head(head.title, making.say(words.WITH_TRACK, source=head.source))
    plan = Plan(
        head,
        bars,
        lambda row: _point(making, row),
        lambda rows: _picture(making, rows),
        [_point(making, row) for row in limits],
        [],
    )
    return chart_pages(making, plan)


def _picture(making: Making, rows: Sequence[Row]) -> Picture:
    lang = making.lang
    shares = [_printed(row[3]) for row in rows]
    titles = [slot_text(row[0], lang) for row in rows]
    looks = {i: words.tone(row[5]).color for i, row in enumerate(rows)}
    track = Series(words.TARGET_NAME.say(lang), (1.0,) * len(rows), _TRACK)
    done = Series(
        words.RATE_NAME.say(lang),
        tuple(shares),
        "accent1",
        labels=True,
        points=looks,
        number_format="0.0%",
    )
    chart = Chart(
        tuple(shorten(title, _NAME_ROOM) for title in titles),
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
