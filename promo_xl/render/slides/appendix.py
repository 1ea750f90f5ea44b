"""附录: definitions, channel detail, stock, the plan, all incidents, the ranking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from promo_xl.facts import Block, slot_text
from promo_xl.render.audience import TEAM
from promo_xl.render.slides import words
from promo_xl.render.slides import words_pages as said
from promo_xl.render.slides.gantt import gantt_pages
from promo_xl.render.slides.grid import table_pages
from promo_xl.render.slides.making import Head, Making
from promo_xl.render.slides.metrics import shorten
from promo_xl.render.slides.page import Page

_NAME = 9.0
"""A name in a title, ems: 34 characters hold it and what is said of it."""


def appendix_pages(making: Making) -> list[Page]:
    """Give the slides after the decisions; each is marked as appendix."""
    goals = ("goals_title", "source_goals")
    goods = ("products_title", "source_products")
    return [
        *_table(making, "register", ("", "source_goals"), _register),
        *(_table(making, "goals", goals, _plain) if _whole(making, "goals") else ()),
        *_table(making, "channel_detail", ("", "source_channels"), _detail),
        *(_table(making, "products", goods, _plain) if _whole(making, "products") else ()),
        *gantt_pages(making),
        *_table(making, "incidents_all", ("incidents_title", "source_log"), _plain),
        *_table(making, "top", ("", "source_channels"), _ranking),
        *(page for kept in _TEAM_ONLY for page in _for_team(making, *kept)),
    ]


_TEAM_ONLY = (
    ("phases", "phases_title", "source_curve"),
    ("pace", "", "source_curve"),
    ("days", "", "source_goals"),
    ("monitor", "monitor_title", "source_log"),
    ("adjustments", "", "source_log"),
    ("feedback", "feedback_title", "source_log"),
    ("lessons", "lessons_title", "source_review"),
    ("open", "", "source_tasks"),
)
"""Blocks only the team's own deck shows whole, with their claims."""


def _for_team(making: Making, key: str, title: str, source: str) -> list[Page]:
    if making.stamp.audience is not TEAM:
        return []
    return _table(making, key, (title, source), _plain)


def _whole(making: Making, key: str) -> bool:
    """Whether a block shown in part is told in full here; the team has all of them."""
    return key in making.partly or making.stamp.audience is TEAM


def _table(
    making: Making,
    key: str,
    claims: tuple[str, str],
    usual: Callable[[Making, Block], str],
) -> list[Page]:
    block = making.block(key)
    if block is None:
        return []
    title, source = claims
    head: Head = making.head(title, source, block, usual(making, block))
    return table_pages(making, replace(head, appendix=True), block)


def _plain(making: Making, block: Block) -> str:
    return block.title.say(making.lang)


def _register(making: Making, block: Block) -> str:
    return making.say(said.REGISTER, n=len(block.rows))


def _detail(making: Making, block: Block) -> str:
    """Name the channel with the best conversion; the rate is the eighth column."""
    known = [row for row in block.rows if words.number(row[7]) is not None]
    if not known:
        return _plain(making, block)
    best = max(known, key=lambda row: words.number(row[7]) or 0.0)
    name, rate = (slot_text(best[i], making.lang) for i in (0, 7))
    name = shorten(name, _NAME)
    label = said.DETAIL if len(block.rows) > 1 else said.DETAIL_ONE
    return making.say(label, n=len(block.rows), name=name, rate=rate)


def _ranking(making: Making, block: Block) -> str:
    """Name the first of the ranking."""
    name, _, _, gmv, roi = (slot_text(slot, making.lang) for slot in block.rows[0][:5])
    name = shorten(name, _NAME)
    if words.is_blank(block.rows[0][4]):
        return making.say(said.RANKED_BARE, name=name, gmv=gmv)
    return making.say(said.RANKED, name=name, gmv=gmv, roi=roi)
