"""What each channel should bring on each day: the figures 日数据 is coloured by."""

from __future__ import annotations

import numpy as np

from promo_xl.derive.blocks.days import CHANNELS, listed_days
from promo_xl.derive.paces import Pace
from promo_xl.derive.story import Story
from promo_xl.facts import Block, Slot
from promo_xl.schema.label import Label


def calc_targets(story: Story) -> Block:
    """One row a campaign day, one column a channel: its own day target, else its goal's part.

    A goal of the whole campaign spreads over the days as day targets do. A channel without
    either has none, so nothing of it is ever coloured.
    """
    names = story.book["channels"]["channel_id"].tolist()[:CHANNELS]
    paces = {one.name: one for one in story.d.paces if not one.platform}
    days = listed_days(story)
    columns = [_column(story, str(name), paces.get(str(name)), days) for name in names]
    rows: tuple[tuple[Slot, ...], ...] = tuple(zip(*columns, strict=True))
    known = any(value is not None for row in rows for value in row)
    heads = tuple(Label(str(name), str(name)) for name in names)
    title = Label("渠道日目标", "Day targets by channel")
    return Block("calc_targets", title, heads, rows if known else ())


def _column(
    story: Story, name: str, pace: Pace | None, days: list[float]
) -> list[float | None]:
    if pace is None:
        return [None for _ in days]
    own = story.d.targets.own(name)
    if own.has_goal:
        return [_rounded(own.on(day)) for day in days]
    shape = story.d.targets.shape(name)
    whole = float(shape.targets.sum())
    if not whole > 0 or not shape.has_goal:
        return [None for _ in days]
    return [_rounded(pace.target * shape.on(day) / whole) for day in days]


def _rounded(amount: float) -> float | None:
    return None if np.isnan(amount) or amount <= 0 else round(amount, 2)
