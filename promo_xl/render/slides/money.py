"""费用: budget and actual by type of cost, what came back for it, and what needs a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from promo_xl.facts import Block, slot_text
from promo_xl.ooxml.chart import Series
from promo_xl.ooxml.chart_kinds import bar_h
from promo_xl.render.slides import names, words
from promo_xl.render.slides import words_pages as said
from promo_xl.render.slides.amounts import money_format, scaled
from promo_xl.render.slides.holders import EMU, EMU_POINT, Box, Holder
from promo_xl.render.slides.making import Head, Making, bullet, fill
from promo_xl.render.slides.metrics import shorten
from promo_xl.render.slides.page import ChartIn, Item, Page, Para, Run, TextIn, Tile
from promo_xl.render.slides.paging import Picture, Row, continued

_NAME, _PLANNED, _SPENT, _USED, _GAP, _APPROVED = range(6)
"""Columns of the block `money`."""
_BARS = 10
"""Types of cost on one slide."""
_TILE = round(0.82 * EMU)
_BETWEEN = round(0.14 * EMU)
_FINE = "已批"


def money_pages(making: Making) -> list[Page]:
    """Give the slides of the cost types; nothing where facts have none."""
    block = making.block("money")
    if block is None or all(words.is_blank(row[_SPENT]) for row in block.rows):
        return []
    head = making.head("money_title", "source_money", block)
    if any(_is_over(row) for row in block.rows):
        head = Head(head.title, making.say(said.RED_OVER, source=head.source))
    count = -(-len(block.rows) // _BARS)
    share = -(-len(block.rows) // count)
    parts = [block.rows[i * share : (i + 1) * share] for i in range(count)]
    return [
        _page(making, continued(making, head, i, count), block, rows)
        for i, rows in enumerate(parts, 1)
    ]


def _page(making: Making, head: Head, block: Block, rows: Sequence[Row]) -> Page:
    layout = making.template.layout(names.CHART_POINTS)
    frame, points = layout.holder(names.CHART), layout.holder(names.POINTS)
    picture = _picture(making, rows)
    ratios = making.facts.blocks.get("roi")
    tiles = _tiles(making, ratios.rows if ratios else (), points.box)
    items: list[Item] = [ChartIn(frame, picture.chart, picture.alt), *tiles]
    below = _below(points, tiles)
    lines = [_line(making, row) for row in _worth(rows)]
    if block.total:
        lines.insert(0, _line(making, block.total))
    if not _worth(block.rows):
        lines.append((Run(making.say(said.ALL_WITHIN), color=words.GOOD.ink),))
    paras = [bullet(below, runs, 3) for runs in lines]
    if paras:
        kept = tuple(paras[: fill(below, paras)])
        items.append(TextIn(points, kept, below.box if tiles else None))
    whole = [
        _line(making, row) for row in (*block.rows, *([block.total] if block.total else []))
    ]
    notes = ["".join(run.text for run in runs) for runs in whole]
    notes += [
        making.say(
            words.RATIO, name=slot_text(row[0], making.lang), value=_value(row, making)
        )
        + making.say(words.HOW, how=slot_text(row[2], making.lang))
        for row in (ratios.rows if ratios else ())
    ]
    return making.page(layout, head, items, notes)


def _value(row: Row, making: Making) -> str:
    return slot_text(row[1], making.lang)


def _is_over(row: Row) -> bool:
    return (words.number(row[_USED]) or 0.0) > 1


def _approval(row: Row) -> str:
    """Give the word of approval, "" where all is approved or there is nothing to approve."""
    slot = row[_APPROVED] if len(row) > _APPROVED else None
    if words.is_blank(slot) or slot_text(slot, "zh") == _FINE:
        return ""
    return slot_text(slot, "zh")


def _worth(rows: Sequence[Row]) -> list[Row]:
    """Give the types to talk about: over budget first, then not wholly approved."""
    return sorted(
        (row for row in rows if _is_over(row) or _approval(row)),
        key=lambda row: (not _is_over(row), -(words.number(row[_GAP]) or 0.0)),
    )


def _line(making: Making, row: Row) -> tuple[Run, ...]:
    """Say `技术：实际3.8万元，预算3.0万元，执行率126.7%，▼超支0.8万元，审批：未批`."""
    lang, comma = making.lang, making.say(words.COMMA)
    name = making.say(words.LEAD, name=slot_text(row[_NAME], lang))
    parts = [
        making.say(
            said.COST,
            name="",
            spent=slot_text(row[_SPENT], lang),
            planned=slot_text(row[_PLANNED], lang),
        ).strip()
    ]
    if not words.is_blank(row[_USED]):
        parts.append(making.say(said.EXECUTED, rate=slot_text(row[_USED], lang)))
    runs = [Run(name, bold=True), Run(comma.join(parts))]
    if _is_over(row) and not words.is_blank(row[_GAP]):
        over = making.say(said.TYPED_OVER, gap=slot_text(row[_GAP], lang))
        runs += [Run(comma), Run(over, bold=True, color=words.BAD.ink)]
    if len(row) > _APPROVED and _approval(row):
        word = making.say(said.APPROVAL, word=slot_text(row[_APPROVED], lang))
        runs.append(Run(comma + word))
    return tuple(runs)


def _picture(making: Making, rows: Sequence[Row]) -> Picture:
    lang = making.lang
    unit = words.UNIT.say(lang)
    planned, spent = (
        Series(
            name.say(lang, unit=unit),
            scaled((row[column] for row in rows), lang),
            number_format=money_format(lang),
            points={i: "accent5" for i, row in enumerate(rows) if over and _is_over(row)},
        )
        for name, column, over in (
            (said.BUDGET, _PLANNED, False),
            (said.SPENT, _SPENT, True),
        )
    )
    chart = bar_h(
        [shorten(slot_text(row[_NAME], lang), 9.0, 2) for row in rows], [planned, spent]
    )
    items = words.COMMA.say(lang).join(
        said.COST.say(
            lang,
            name=slot_text(row[_NAME], lang),
            spent=slot_text(row[_SPENT], lang),
            planned=slot_text(row[_PLANNED], lang),
        )
        for row in rows
    )
    alt = said.COSTS.say(lang, items=items)
    return Picture(replace(chart, font_pt=12, fonts=("+mn-lt", "+mn-ea")), alt)


def _tiles(making: Making, rows: Sequence[Row], box: Box) -> list[Tile]:
    """Give the ratios as tiles, two a line, at the top of the points."""
    tiles = []
    w = (box.w - _BETWEEN) // 2
    for i, row in enumerate(rows[:4]):
        place = Box(
            box.x + i % 2 * (w + _BETWEEN), box.y + i // 2 * (_TILE + _BETWEEN), w, _TILE
        )
        name = slot_text(row[0], making.lang)
        room = (w - round(0.4 * EMU)) / EMU_POINT
        paras = (
            Para((Run(shorten(name, room / 12), 12, False, "accent3-dark"),), 2.0),
            Para((Run(slot_text(row[1], making.lang), 20, True, "tx2"),)),
        )
        tiles.append(Tile(name, place, paras, "accent1"))
    return tiles


def _below(points: Holder, tiles: Sequence[Tile]) -> Holder:
    """Give what is left of the points under the tiles."""
    if not tiles:
        return points
    box = points.box
    bottom = max(tile.box.y + tile.box.h for tile in tiles) + _BETWEEN * 2
    left = max(box.y + box.h - bottom, 0)
    return replace(points, box=Box(box.x, bottom, box.w, left))
