"""The charts of the report: which there are, and how facts become their series."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from promo_xl.facts import Block, Facts
from promo_xl.render.word.charts_base import Drawn
from promo_xl.render.word.charts_gap import waterfall
from promo_xl.render.word.charts_goals import completion
from promo_xl.render.word.charts_spend import channels, costs
from promo_xl.render.word.charts_time import curve, days
from promo_xl.schema.label import Label

__all__ = ["CHARTS", "Drawn", "Kept", "draw_all"]


@dataclass(frozen=True, slots=True)
class Kept:
    """One chart of the list a template may choose from."""

    name: Label
    says: Label
    block: str
    draw: Callable[[Facts, Block, str], Drawn | None]


def draw_all(
    facts: Facts, lang: str, words: frozenset[str] | None = None
) -> dict[str, Drawn | None]:
    """Draw every chart whose block has something to show; others are None.

    With the *words* of a template's tags, charts it does not name are None too.
    """
    return {
        name: _draw(kept, facts, lang) if words is None or name in words else None
        for kept in CHARTS
        if (name := kept.name.say(lang))
    }


def _draw(kept: Kept, facts: Facts, lang: str) -> Drawn | None:
    block = facts.blocks.get(kept.block)
    return kept.draw(facts, block, lang) if block and block.rows else None


def _alone(
    make: Callable[[Block, str], Drawn | None],
) -> Callable[[Facts, Block, str], Drawn | None]:
    return lambda _, block, lang: make(block, lang)


CHARTS = (
    Kept(
        Label("目标完成率", "goal_completion"),
        Label("子弹图：各目标完成率", "bullet bars: completion of each goal"),
        "goals",
        _alone(completion),
    ),
    Kept(
        Label("差距瀑布", "gap_waterfall"),
        Label("瀑布图：从目标到实际", "waterfall: from goal to actual"),
        "drivers",
        _alone(waterfall),
    ),
    Kept(
        Label("走势", "curve"),
        Label(
            "折线图：每日实际、日目标、去年同期，标出节点",
            "lines: actual, day target and last year, with events marked",
        ),
        "curve",
        curve,
    ),
    Kept(
        Label("渠道投入产出", "channel_return"),
        Label(
            "组合图：各渠道花费、归因成交、投放ROI",
            "bars and markers: spend, attributed GMV, ad ROI by channel",
        ),
        "channels",
        _alone(channels),
    ),
    Kept(
        Label("每日成交", "daily_sales"),
        Label("柱线图：每日成交与日目标", "bars and line: GMV and target by day"),
        "days",
        _alone(days),
    ),
    Kept(
        Label("费用执行", "money_used"),
        Label("柱形图：各类费用预算与实际", "bars: budget and actual by cost type"),
        "money",
        _alone(costs),
    ),
)
