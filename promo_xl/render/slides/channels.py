"""渠道: spend and attributed GMV as columns, 投放ROI as dots, grouped by purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from promo_xl.facts import Block, Slot, slot_text
from promo_xl.ooxml.chart import Series
from promo_xl.ooxml.chart_kinds import combo
from promo_xl.render.slides import names, words
from promo_xl.render.slides import words_pages as said
from promo_xl.render.slides.amounts import money_format, scaled
from promo_xl.render.slides.holders import Holder
from promo_xl.render.slides.making import Head, Making, bullet, fill
from promo_xl.render.slides.metrics import shorten, width
from promo_xl.render.slides.page import ChartIn, Page, Para, Run, TextIn
from promo_xl.render.slides.paging import Picture, Row, continued
from promo_xl.schema.show import DASH

_NAMES_ROOM = 40.0
"""All names under the columns together, ems."""
_NAME, _WHY, _COST, _USED, _GMV, _ROI, _ORDERS, _CVR = 0, 1, 3, 4, 5, 6, 8, 9
"""Columns of the block `channels`."""
_LEAD = 14.0
"""Longest name before what is said of a channel, ems."""
_MOST = 14
"""Channels on one slide's chart."""


def channel_pages(making: Making) -> list[Page]:
    """Give the slides of the channels; nothing where facts have none."""
    block = making.block("channels")
    if block is None or not any(_is_measured(row) for row in block.rows):
        return []
    head = making.head("channels_title", "source_channels", block)
    rows = sorted(block.rows, key=lambda row: _rank(block.rows, row))
    count = -(-len(rows) // _MOST)
    share = -(-len(rows) // count)
    return [
        _page(
            making,
            continued(making, head, i, count),
            block,
            rows[(i - 1) * share : i * share],
        )
        for i in range(1, count + 1)
    ]


def _has(rows: Sequence[Row], column: int) -> bool:
    return any(not words.is_blank(row[column]) for row in rows)


def _is_measured(row: Row) -> bool:
    return not all(words.is_blank(row[column]) for column in (_COST, _GMV))


def _rank(rows: Sequence[Row], row: Row) -> int:
    """Keep the order of facts, but bring the channels of a purpose together."""
    return next(i for i, one in enumerate(rows) if _why(one, "zh") == _why(row, "zh"))


def _why(row: Row, lang: str) -> str:
    return "" if words.is_blank(row[_WHY]) else slot_text(row[_WHY], lang)


def _page(making: Making, head: Head, block: Block, rows: Sequence[Row]) -> Page:
    layout = making.template.layout(names.CHART_POINTS)
    frame, points = layout.holder(names.CHART), layout.holder(names.POINTS)
    claim = making.claim("claim_line")
    line = [(Run(claim, color="accent3-dark"),)] if claim else []
    paras = _paras(making, points, rows, line)
    picture = _picture(making, rows)
    notes = ["".join(run.text for run in _point(making, row)) for row in rows]
    notes += [_total(making, block.total)] if block.total else []
    notes += [block.note.say(making.lang)] if block.note else []
    text = TextIn(points, tuple(paras))
    items = (ChartIn(frame, picture.chart, picture.alt), text)
    return making.page(layout, head, items, notes)


def _paras(
    making: Making,
    holder: Holder,
    rows: Sequence[Row],
    line: Sequence[tuple[Run, ...]],
) -> list[Para]:
    """Give as many channels as fit, how many more there are, and the line on claims."""
    measured = [row for row in rows if _is_measured(row)]
    told = [bullet(holder, _point(making, row), 3) for row in _worth(measured)]
    last = [bullet(holder, runs) for runs in line]
    detail = "channel_detail" in making.facts.blocks
    while True:
        more = []
        if detail and (left := len(measured) - len(told)):
            more = [bullet(holder, (Run(making.say(said.OTHERS, n=left)),), 1)]
        paras = [*told, *more, *last]
        if len(told) <= 1 or fill(holder, paras) == len(paras):
            return paras
        told.pop()


def _worth(rows: Sequence[Row]) -> list[Row]:
    """Order the channels by what there is to say: over budget, best and last, then size."""
    claims = [words.number(row[_GMV]) or 0.0 for row in rows]
    rates = [rate for row in rows if (rate := words.number(row[_ROI])) is not None]
    ends = {max(rates), min(rates)} if rates else set()

    def weight(row: Row) -> tuple[bool, bool, bool, float]:
        gmv = words.number(row[_GMV]) or 0.0
        over = (words.number(row[_USED]) or 0.0) > 1
        return (
            not over,
            gmv < max(claims),
            words.number(row[_ROI]) not in ends,
            -gmv,
        )

    return sorted(rows, key=weight) if len(rows) > _FEW else list(rows)


_FEW = 5
"""So few channels are all talked about, in the chart's order."""


def _picture(making: Making, rows: Sequence[Row]) -> Picture:
    lang = making.lang
    unit, pattern = words.UNIT.say(lang), money_format(lang)
    titles = [slot_text(row[_NAME], lang) for row in rows]
    columns = [
        Series(
            name.say(lang, unit=unit),
            scaled((row[column] for row in rows), lang),
            number_format=pattern,
        )
        for name, column in ((words.SPEND, _COST), (words.CLAIMED, _GMV))
        if _has(rows, column)
    ]
    dots = Series(
        words.ROI_ADS.say(lang),
        tuple(words.number(row[_ROI]) for row in rows),
        number_format="0.00",
    )
    purposes = [_why(row, lang) for row in rows]
    groups = purposes if len(set(purposes)) > 1 else []
    room = _NAMES_ROOM / len(rows)
    fold = 1 if groups and max(map(width, titles)) > room else 2  # or they are turned
    chart = combo([shorten(title, room, fold) for title in titles], columns, dots, groups)
    items = words.COMMA.say(lang).join(_total(making, row) for row in rows)
    size = 12 if len(rows) <= _MOST // 2 else 10
    chart = replace(chart, font_pt=size, fonts=("+mn-lt", "+mn-ea"))
    kind = words.COMBO if _has(rows, _ROI) else words.COLUMNS
    return Picture(chart, kind.say(lang, items=items))


def _point(making: Making, row: Row) -> tuple[Run, ...]:
    lang, comma = making.lang, making.say(words.COMMA)
    lead = Run(
        making.say(words.LEAD, name=shorten(slot_text(row[_NAME], lang), _LEAD)), bold=True
    )
    told = [
        label.say(lang, **{slot: slot_text(row[column], lang)})
        for label, slot, column in (
            (words.ORDERS, "count", _ORDERS),
            (words.CONVERSION, "rate", _CVR),
        )
        if not words.is_blank(row[column])
    ]
    used, rate = words.number(row[_USED]), slot_text(row[_USED], lang)
    if used is not None and used > 1:
        over = Run(words.OVERUSED.say(lang, rate=rate), bold=True, color=words.BAD.ink)
        return (lead, over, *(Run(comma + text) for text in told))
    if used is not None:
        told.insert(0, words.USED.say(lang, rate=rate))
    return (lead, Run(comma.join(told) or DASH))


def _total(making: Making, row: Sequence[Slot]) -> str:
    lang = making.lang
    return making.say(words.LEAD, name=slot_text(row[_NAME], lang)) + making.say(
        words.COMMA
    ).join(
        label.say(lang, **{slot: slot_text(row[column], lang)})
        for label, slot, column in (
            (words.SPENT, "money", _COST),
            (words.CLAIMS, "money", _GMV),
            (words.ADS, "roi", _ROI),
        )
        if not words.is_blank(row[column])
    )
