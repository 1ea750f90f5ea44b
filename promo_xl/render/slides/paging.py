"""Slides that go on with the one before, and what a chart is with its alt text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from promo_xl.facts import Slot
from promo_xl.ooxml.chart import Chart
from promo_xl.render.slides import words
from promo_xl.render.slides.making import Head, Making
from promo_xl.render.slides.metrics import shorten

Row = Sequence[Slot]
TITLE_ROOM = 36.0
"""Of one line of a title, ems."""


class Picture(NamedTuple):
    """A chart and what is read to those who do not see it."""

    chart: Chart
    alt: str


def continued(making: Making, head: Head, i: int, count: int) -> Head:
    """Mark the titles of slides that go on with the one before."""
    if i == 1:
        return head
    words_for = words.CONTINUED if count == 2 else words.CONTINUED_AGAIN
    room = TITLE_ROOM - (2.5 if making.lang == "zh" else 5.0)
    title = making.say(words_for, title=shorten(head.title, room, bold=True), i=i - 1)
    return replace(head, title=title)
