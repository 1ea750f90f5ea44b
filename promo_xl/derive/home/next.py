"""What an unfilled workbook needs next: the line 首页 shows until daily data arrive."""

from __future__ import annotations

import numpy as np

from promo_xl.book import Book
from promo_xl.derive.scope import field
from promo_xl.derive.story import Story
from promo_xl.derive.written import channel_budget
from promo_xl.facts import Claim, Slot
from promo_xl.schema.label import Label

_NAMED = 3
"""Missing fields named one by one."""


def next_steps(story: Story) -> Claim:
    """Say what an unfilled book needs next, in the order of work; each sheet by its name."""
    book = story.book
    found = [*_plan_step(story), *_goal_step(book), *_channel_step(book)]
    title = book["daily"].title
    found.append(Label(f"每天填{title}", f"fill in {title} every day"))
    slots: dict[str, Slot] = {
        "steps": Label(" → ".join(x.zh for x in found), " → ".join(x.en for x in found))
    }
    words = Label("尚无日数据。下一步：{steps}", "No daily data yet. Next: {steps}")
    return Claim(words, slots)


def _plan_step(story: Story) -> list[Label]:
    table, size = story.book["plan"], story.book.size
    needed = [column for column in table.sheet.cells if column.required_in(size)]
    missing = [one.label for one in needed if _blank(field(story.book, one.key))]
    if not missing:
        return []
    few, more = missing[:_NAMED], len(missing) > _NAMED
    zh = "、".join(one.zh for one in few) + (f"等{len(missing)}项" if more else "")
    en = ", ".join(one.en for one in few)
    en += f" and {len(missing) - _NAMED} more" if more else ""
    return [Label(f"{table.title}填{zh}", f"{table.title}: {en}")]


def _goal_step(book: Book) -> list[Label]:
    table = book["goals"]
    if len(table) and not np.isnan(table["target"]).any():
        return []
    return [Label(f"{table.title}填目标值", f"{table.title}: targets")]


def _channel_step(book: Book) -> list[Label]:
    table = book["channels"]
    if not len(table):
        return [Label(f"{table.title}填渠道", f"{table.title}: your channels")]
    if not np.isnan(channel_budget(book)).all():
        return []
    lines = book["channels" if book.size == "small" else "budget"].title
    return [Label(f"{lines}填预算", f"{lines}: budgets")]


def _blank(value: object) -> bool:
    return value is None or value == "" or value != value
