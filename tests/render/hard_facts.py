"""Campaigns that strain a page: long words, many rows, hardly any data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from promo_xl.facts import Block, Facts, Slot
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown
from tests.render.full_facts import START, curve, drivers, full_618, schedule
from tests.render.sample_facts import HOSTILE, LIMIT_GOALS, MONEY, _goal_row

LONG_NAME = "天猫超级品牌日联合抖音头部达人专场与私域社群裂变召回组合投放渠道" * 3
LESSON = "返场期推广预算只占全部预算的百分之六，曝光不足，清理率没有到目标；" * 9


def with_blocks(facts: Facts, *blocks: Block) -> Facts:
    """Put blocks in place of those of the same key."""
    return replace(facts, blocks={**facts.blocks, **{b.key: b for b in blocks}})


def without(facts: Facts, *keys: str) -> Facts:
    """Take blocks away."""
    kept = {key: block for key, block in facts.blocks.items() if key not in keys}
    return replace(facts, blocks=kept)


def _first(block: Block, name: Slot) -> Block:
    return replace(block, rows=tuple((name, *row[1:]) for row in block.rows))


def _each(block: Block, at: int, text: str) -> Block:
    rows = tuple((*row[:at], text, *row[at + 1 :]) for row in block.rows)
    return replace(block, rows=rows)


def long_words() -> Facts:
    """Names of 80 characters and lessons of 300 in every table that holds people's words."""
    facts, name = full_618(), LONG_NAME[:80]
    blocks = facts.blocks
    first = (
        "channels",
        "goals",
        "result",
        "products",
        "phases",
        "channel_detail",
        "schedule",
    )
    made = [_first(blocks[key], name) for key in first]
    steps = blocks["drivers"]
    inner = tuple((name, *row[1:]) for row in steps.rows[1:-1])
    made.append(replace(steps, rows=(steps.rows[0], *inner, steps.rows[-1])))
    made.append(_each(_each(blocks["lessons"], 2, LESSON[:300]), 3, LESSON[:300]))
    made.append(_each(_each(blocks["incidents"], 1, name), 3, LESSON[:160]))
    made.append(_each(_each(blocks["incidents_all"], 2, name), 5, LESSON[:160]))
    made += [_each(blocks["feedback"], 5, LESSON[:160]), _each(blocks["open"], 1, name)]
    made.append(_each(blocks["events"], 1, name[:40]))
    return with_blocks(facts, *made)


def _renamed(block: Block, count: int) -> Block:
    rows = (block.rows * count)[:count]
    named = tuple(
        (Label(f"{row[0].zh}{i + 1}号店" if isinstance(row[0], Label) else str(row[0]), f"Channel {i + 1}"), *row[1:])
        for i, row in enumerate(rows)
    )  # fmt: skip
    return replace(block, rows=named)


def many_channels(count: int = 14) -> Facts:
    """Fourteen channels."""
    facts = full_618()
    made = (_renamed(facts.blocks[key], count) for key in ("channels", "channel_detail"))
    return with_blocks(facts, *made)


def many_rows() -> Facts:
    """Sixty days and sixty rows in every list."""
    facts = full_618()
    days = facts.blocks["days"]
    rows = tuple(
        (START + timedelta(days=i), *row[1:]) for i, row in enumerate((days.rows * 3)[:60])
    )
    longer = ("products", "monitor", "incidents_all", "adjustments", "open", "feedback")
    made = [
        replace(facts.blocks[key], rows=(facts.blocks[key].rows * 60)[:60])
        for key in longer
    ]
    return with_blocks(facts, replace(days, rows=rows), curve(60), schedule(60), *made)


def one_channel() -> Facts:
    """A single channel, three days, no earlier campaign: a small shop."""
    facts = without(
        full_618(), "drivers", "levers", "last_year", "monitor", "adjustments", "feedback",
        "channel_detail", "events", "phases", "products", "incidents", "incidents_all", "open",
    )  # fmt: skip
    channels, days = facts.blocks["channels"], facts.blocks["days"]
    lessons = facts.blocks["lessons"]
    return with_blocks(
        facts,
        replace(channels, rows=channels.rows[:1], total=None),
        replace(days, rows=days.rows[:3]),
        curve(3),
        schedule(6),
        replace(lessons, rows=lessons.rows[:2]),
    )


def one_day() -> Facts:
    """A campaign of one day."""
    facts = full_618()
    days = facts.blocks["days"]
    return with_blocks(facts, replace(days, rows=days.rows[:1]), curve(1))


def no_goals() -> Facts:
    """Nothing was aimed at."""
    facts = without(full_618(), "goals", "drivers", "levers", "last_year")
    gone = ("goals_title", "gap_title", "levers_title", "last_year_title")
    claims = {key: claim for key, claim in facts.claims.items() if key not in gone}
    return replace(facts, claims=claims)


def no_budget() -> Facts:
    """Nothing was planned or spent."""
    facts = without(full_618(), "money", "roi")
    channels = facts.blocks["channels"]
    rows = tuple(
        (*row[:2], None, None, None, row[5], None, None, *row[8:]) for row in channels.rows
    )
    return with_blocks(facts, replace(channels, rows=rows, total=None))


def only_limits() -> Facts:
    """Nothing but goals that must not be exceeded."""
    facts = without(full_618(), "drivers", "levers")
    rows = tuple(_goal_row(goal) for goal in LIMIT_GOALS)
    return with_blocks(facts, replace(facts.blocks["goals"], rows=rows))


def overlapping() -> Facts:
    """A waterfall through zero: claims overlap by more than the goal."""
    steps = drivers()
    changes = ((Label("达人", "KOL"), 300.0), (Label("未归因/重叠", "Overlap"), -900.0),
               (Label("私域", "Private"), 580.0))  # fmt: skip
    inner = tuple((name, Shown(x * 1e4, MONEY), "change") for name, x in changes)
    return with_blocks(
        full_618(), replace(steps, rows=(steps.rows[0], *inner, steps.rows[-1]))
    )


def hostile() -> Facts:
    """Markup, template code and control characters where people write."""
    text = f"{HOSTILE} {{{{ 活动.负责人 }}}} {{% if 1 %}} <w:p/> \x00\x1b\ud800 ]]> &amp;"
    facts = full_618()
    blocks = facts.blocks
    made = [
        _first(blocks[k], text) for k in ("channels", "products", "schedule", "drivers")
    ]
    made += [_each(blocks["lessons"], 2, text), _each(blocks["events"], 1, text)]
    made += [_each(blocks["incidents"], 1, text), _each(blocks["open"], 1, text)]
    return with_blocks(facts, *made)


def cases() -> Iterator[tuple[str, Facts]]:
    """Give every campaign by name."""
    for make in (
        full_618, long_words, many_channels, many_rows, one_channel, one_day, no_goals,
        no_budget, only_limits, overlapping, hostile,
    ):  # fmt: skip
        yield make.__name__, make()
