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
    unit = words.UNIT.say(lang)
    size = 1e4 if lang == "zh" else 1e3
    names = [slot_text(row[_NAME], lang) for row in rows]
    series = (
        Series(
            words.SPEND.say(lang, unit=unit),
            _money(rows, _COST, size),
            "B9C6E4",
            labels=True,
            number_format="#,##0.0",
        ),
        Series(
            words.CLAIMED.say(lang, unit=unit),
            _money(rows, _GMV, size),
            "accent1",
            labels=True,
            number_format="#,##0.0",
        ),
        Series(
            words.ROI_ADS.say(lang),
            tuple(words.number(row[_ROI]) for row in rows),
            "accent2",
            second=True,
            markers_only=True,
            labels=True,
            number_format="0.00",
        ),
    )
    chart = Chart(
        tuple(shorten(name, _NAMES_ROOM / len(names)) for name in names),
        series,
        gap=max(60, 260 // len(rows)),
        axis_visible=False,
        font_pt=11,
        fonts=("+mn-lt", "+mn-ea"),
    )
    said = words.COMMA.say(lang).join(_total(making, row) for row in rows)
    return Picture(lift_markers(chart), words.COMBO.say(lang, items=said))


def _money(rows: Sequence[Row], column: int, size: float) -> tuple[float | None, ...]:
    values = (words.number(row[column]) for row in rows)
    return tuple(None if value is None else round(value / size, 4) for value in values)


def _point(making: Making, row: Row) -> tuple[Run, ...]:
    lang, comma = making.lang, making.say(words.COMMA)
    runs = [Run(making.say(words.LEAD, name=slot_text(row[_NAME], lang)), bold=True)]
    used = words.number(row[_USED])
    texts = []
    if used is not None and used > 1:
        said = words.OVERUSED.say(lang, rate=slot_text(row[_USED], lang))
        runs.append(Run(said, bold=True, color=words.BAD.ink))
        runs.append(Run(comma))
    elif used is not None:
        texts.append(words.USED.say(lang, rate=slot_text(row[_USED], lang)))
    if not words.is_blank(row[_ORDERS]):
        texts.append(words.ORDERS.say(lang, count=slot_text(row[_ORDERS], lang)))
    if not words.is_blank(row[_CVR]):
        texts.append(words.CONVERSION.say(lang, rate=slot_text(row[_CVR], lang)))
    return (*runs, Run(comma.join(texts)))


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
