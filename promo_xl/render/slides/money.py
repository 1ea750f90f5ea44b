"""钱: what was planned and spent by type of cost, and what came back for it."""

from __future__ import annotations

from collections.abc import Sequence

from promo_xl.facts import Block, slot_text
from promo_xl.render.slides import words
from promo_xl.render.slides.grid import Extra, table_pages
from promo_xl.render.slides.making import Making
from promo_xl.render.slides.page import Page, Para, Run

_USED = 3
"""Column of the block `money`: the share of the budget that was spent."""


def money_pages(making: Making) -> list[Page]:
    """Give the slides of the cost types; nothing where facts have none."""
    block = making.facts.blocks.get("money")
    if block is None or not block.rows:
        return []
    head = making.head("money_title", "source_money", block)
    ratios = _ratios(making, making.facts.blocks.get("roi"))
    lines = tuple(_line(making, ratios[i : i + 2]) for i in range(0, len(ratios), 2))
    notes = ["".join(run.text for run in runs) for runs in ratios]
    return table_pages(making, head, block, Extra(lines, notes, _USED))


def _ratios(making: Making, block: Block | None) -> list[tuple[Run, Run]]:
    """Say each ratio and how it is worked out: 投放ROI 4.90（GMV ÷ 广告花费）."""
    lang = making.lang
    return [
        (
            Run(
                making.say(
                    words.RATIO,
                    name=slot_text(row[0], lang),
                    value=slot_text(row[1], lang),
                ),
                bold=True,
            ),
            Run(making.say(words.HOW, how=slot_text(row[2], lang))),
        )
        for row in (block.rows if block else ())
    ]


def _line(making: Making, ratios: Sequence[tuple[Run, Run]]) -> Para:
    runs: list[Run] = []
    for ratio in ratios:
        runs += (Run("    |    ", color="accent3"), *ratio) if runs else ratio
    return Para(tuple(runs))
