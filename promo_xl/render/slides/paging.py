"""Bullets beside a chart, over as many slides as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from promo_xl.facts import Slot
from promo_xl.ooxml.chart import Chart
from promo_xl.render.slides import names, words
from promo_xl.render.slides.holders import Holder
from promo_xl.render.slides.making import Head, Making, bullet, fill
from promo_xl.render.slides.page import ChartIn, Page, Para, Run, TextIn

Row = Sequence[Slot]
MOST = 8
"""Categories on one slide's chart."""


class Picture(NamedTuple):
    """A chart and what is read to those who do not see it."""

    chart: Chart
    alt: str


class Plan(NamedTuple):
    """What a run of chart-and-points slides shows."""

    head: Head
    rows: Sequence[Row]
    point: Callable[[Row], tuple[Run, ...]]
    """A row's bullet."""
    picture: Callable[[Sequence[Row]], Picture]
    """The chart of a slide's rows."""
    closing: Sequence[tuple[Run, ...]]
    """The last bullets of every slide."""
    notes: Sequence[str]


def chart_pages(making: Making, plan: Plan) -> list[Page]:
    """Give the slides: a bullet a row, rows split where a slide is full."""
    layout = making.template.layout(names.CHART_POINTS)
    points, frame = layout.holder(names.POINTS), layout.holder(names.CHART)
    last = [bullet(points, runs) for runs in plan.closing]
    parts = _split(points, [bullet(points, plan.point(row), 3) for row in plan.rows], last)
    pages, start = [], 0
    for i, paras in enumerate(parts, 1):
        rows = plan.rows[start : start + len(paras)]
        start += len(paras)
        picture = plan.picture(rows)
        head = continued(making, plan.head, i, len(parts))
        text = TextIn(points, (*paras, *last))
        pages.append(
            making.page(
                layout, head, (ChartIn(frame, picture.chart, picture.alt), text), plan.notes
            )
        )
    return pages


def _split(
    holder: Holder, paras: Sequence[Para], last: Sequence[Para]
) -> list[Sequence[Para]]:
    """Split bullets evenly into as few slides as hold them; *last* keeps its room on each."""
    below = sum(holder.height_of(para.text, after=para.after) for para in last)
    box = holder.box
    smaller = replace(holder, box=box._replace(h=max(box.h - round(below * 12700), 0)))
    greedy = _cut(smaller, paras, 1)
    return next(
        found
        for pages in range(len(greedy), len(paras) + 1)
        if len(found := _cut(smaller, paras, pages)) <= pages
    )


def _cut(holder: Holder, paras: Sequence[Para], pages: int) -> list[Sequence[Para]]:
    """Cut into slides of about equal numbers, at least *pages* of them."""
    found: list[Sequence[Para]] = []
    rest = list(paras)
    while rest:
        share = -(-len(rest) // max(pages - len(found), 1))
        count = fill(holder, rest, min(share, MOST))
        found.append(rest[:count])
        rest = rest[count:]
    return found


def continued(making: Making, head: Head, i: int, count: int) -> Head:
    """Number the titles of slides that belong together."""
    if count == 1:
        return head
    title = making.say(words.CONTINUED, title=head.title, i=i, n=count)
    return replace(head, title=title)
