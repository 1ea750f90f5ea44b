"""渠道: spend and attributed GMV as columns, 投放ROI as dots above them."""

from __future__ import annotations

from collections.abc import Sequence

from promo_xl.facts import Slot, slot_text
from promo_xl.ooxml.chart import Chart, Series, lift_markers
from promo_xl.render.slides import words
from promo_xl.render.slides.making import Making
from promo_xl.render.slides.metrics import shorten
from promo_xl.render.slides.page import Page, Run
from promo_xl.render.slides.paging import Picture, Plan, Row, chart_pages
from promo_xl.schema.show import DASH

_NAMES_ROOM = 40.0
"""All names under the columns together, ems."""
_NAME, _COST, _USED, _GMV, _ROI, _ORDERS, _CVR = 0, 3, 4, 5, 6, 8, 9
"""Columns of the block `channels`."""


def channel_pages(making: Making) -> list[Page]:
    """Give the slides of the channels; nothing where facts have none."""
    block = making.facts.blocks.get("channels")
    if block is None or not block.rows:
        return []
    claim = making.claim("claim_line")
    notes = [_total(making, block.total)] if block.total else []
    if block.note:
        notes.append(block.note.say(making.lang))
    plan = Plan(
        making.head("channels_title", "source_channels", block),
        block.rows,
        lambda row: _point(making, row),
        lambda rows: _picture(making, rows),
        [(Run(claim, color="accent3-dark"),)] if claim else [],
        notes,
    )
    return chart_pages(making, plan)


def _picture(making: Making, rows: Sequence[Row]) -> Picture:
    lang = making.lang
    names = [slot_text(row[_NAME], lang) for row in rows]
    chart = Chart(
        tuple(shorten(name, _NAMES_ROOM / len(names)) for name in names),
        _series(rows, lang),
        gap=max(60, 260 // len(rows)),
        axis_visible=False,
        font_pt=11,
        fonts=("+mn-lt", "+mn-ea"),
    )
    said = words.COMMA.say(lang).join(_total(making, row) for row in rows)
    return Picture(lift_markers(chart), words.COMBO.say(lang, items=said))


def _series(rows: Sequence[Row], lang: str) -> tuple[Series, ...]:
    unit = words.UNIT.say(lang)
    size = 1e4 if lang == "zh" else 1e3
    bars = [
        Series(
            name.say(lang, unit=unit),
            _money(rows, column, size),
            color,
            labels=True,
            number_format="#,##0.0",
        )
        for name, column, color in (
            (words.SPEND, _COST, "B9C6E4"),
            (words.CLAIMED, _GMV, "accent1"),
        )
    ]
    dots = Series(
        words.ROI_ADS.say(lang),
        tuple(words.number(row[_ROI]) for row in rows),
        "accent2",
        second=True,
        markers_only=True,
        labels=True,
        number_format="0.00",
    )
    return (*bars, dots)


def _money(rows: Sequence[Row], column: int, size: float) -> tuple[float | None, ...]:
    values = (words.number(row[column]) for row in rows)
    return tuple(None if value is None else round(value / size, 4) for value in values)


def _point(making: Making, row: Row) -> tuple[Run, ...]:
    lang, comma = making.lang, making.say(words.COMMA)
    lead = Run(making.say(words.LEAD, name=slot_text(row[_NAME], lang)), bold=True)
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
        (
            words.SPENT.say(lang, money=slot_text(row[_COST], lang)),
            words.CLAIMS.say(lang, money=slot_text(row[_GMV], lang)),
            words.ADS.say(lang, roi=slot_text(row[_ROI], lang)),
        )
    )
