"""差距: from goal to actual along one dimension, and what UV, CVR and AOV account for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from promo_xl.facts import Block, slot_text
from promo_xl.ooxml.chart import Chart
from promo_xl.ooxml.chart_kinds import Step, Words, waterfall
from promo_xl.render.slides import names, words
from promo_xl.render.slides import words_pages as said
from promo_xl.render.slides.amounts import money_format, scaled, signed, told
from promo_xl.render.slides.making import Head, Making, bullet, fill
from promo_xl.render.slides.metrics import shorten
from promo_xl.render.slides.page import ChartIn, Item, Page, Run, TextIn
from promo_xl.render.slides.paging import Picture, Row

_NAMES_ROOM = 40.0
"""All names under the columns together, ems."""
_CHANGE = "change"


def gap_pages(making: Making) -> list[Page]:
    """Give the slide of the gap; nothing where neither split could be made."""
    drivers, levers = making.block("drivers"), making.block("levers")
    block = drivers or levers
    if block is None:
        return []
    layout = making.template.layout(names.CHART_POINTS)
    frame, points = layout.holder(names.CHART), layout.holder(names.POINTS)
    picture = _picture(making, _steps(making, drivers, levers))
    titles = ("gap_title", "levers_title") if drivers else ("levers_title", "gap_title")
    head = making.head(titles[0], "source_gap", block, making.claim(titles[1]))
    head = _with_axis(making, head, picture.chart)
    lines = _lines(making, drivers, levers)
    paras = [bullet(points, runs) for runs in lines]
    items: list[Item] = [ChartIn(frame, picture.chart, picture.alt)]
    if paras:
        items.append(TextIn(points, tuple(paras[: fill(points, paras)])))
    notes = ["".join(run.text for run in runs) for runs in lines]
    return [making.page(layout, head, items, [*notes, picture.alt])]


def _steps(making: Making, drivers: Block | None, levers: Block | None) -> list[Step]:
    lang = making.lang
    if drivers:
        amounts = scaled((row[1] for row in drivers.rows), lang)
        return [
            Step(slot_text(row[0], lang), amount or 0.0, row[2] != _CHANGE)
            for row, amount in zip(drivers.rows, amounts, strict=True)
        ]
    if levers is None or levers.total is None:
        return []
    effects = scaled((row[4] for row in levers.rows), lang)
    base, now = scaled(levers.total[1:3], lang)
    steps = [
        Step(slot_text(row[0], lang), effect or 0.0)
        for row, effect in zip(levers.rows, effects, strict=True)
    ]
    start = Step(making.say(said.LEVER_START), base or 0.0, total=True)
    return [start, *steps, Step(making.say(said.LEVER_END), now or 0.0, total=True)]


def _picture(making: Making, steps: Sequence[Step]) -> Picture:
    lang = making.lang
    unit = words.UNIT.say(lang)
    room = _NAMES_ROOM / max(len(steps), 1)
    short = [step._replace(name=shorten(step.name, room, 2)) for step in steps]
    series = (said.BASE, said.TOTALS, said.MORE, said.LESS)
    named = Words(*(name.say(lang, unit=unit) for name in series))
    chart = waterfall(short, named, money_format(lang))
    items = words.COMMA.say(lang).join(f"{s.name} {_amount(s, lang)}" for s in steps)
    alt = said.WATERFALL.say(lang, unit=unit, items=items)
    return Picture(replace(chart, font_pt=12, fonts=("+mn-lt", "+mn-ea")), alt)


def _amount(step: Step, lang: str) -> str:
    digits = 1 if lang == "zh" else 0
    text = f"{step.amount:,.{digits}f}".replace("-", "−")
    return text if step.total or step.amount < 0 else f"+{text}"


def _with_axis(making: Making, head: Head, chart: Chart) -> Head:
    """State where a cut axis begins."""
    start = chart.limits[0]
    if not start:
        return head
    unit = making.say(said.AXIS_UNIT)
    cut = making.say(said.CUT, start=f"{start:,.10g}", unit=unit)
    return replace(head, source=head.source + cut)


def _lines(
    making: Making, drivers: Block | None, levers: Block | None
) -> list[tuple[Run, ...]]:
    lines: list[tuple[Run, ...]] = []
    if levers and drivers and (title := making.claim("levers_title")):
        lines.append((Run(title, bold=True, color="accent1-dark"),))
    lines += [_lever(making, row) for row in (levers.rows if levers else ())]
    if not levers and drivers:
        changes = [row for row in drivers.rows if row[2] == _CHANGE]
        lines += [_driver(making, row) for row in changes]
    for block in (drivers, levers):
        if block and block.note:
            lines.append((Run(block.note.say(making.lang), color="accent3-dark"),))
    return lines


def _lever(making: Making, row: Row) -> tuple[Run, ...]:
    """Say `转化率：4.2%到4.1%（−3.5%），对GMV影响−17.6万元`."""
    lang = making.lang
    name, base, now, change, effect = row[:5]
    text = making.say(said.LEVER, base=told(base, lang), now=told(now, lang))
    if not words.is_blank(change):
        text += making.say(said.CHANGED, change=signed(change, lang))
    lead = making.say(words.LEAD, name=slot_text(name, lang))
    ink = words.BAD.ink if (words.number(effect) or 0.0) < 0 else words.GOOD.ink
    return (
        Run(lead, bold=True),
        Run(text + making.say(said.EFFECT)),
        Run(signed(effect, lang), bold=True, color=ink),
    )


def _driver(making: Making, row: Row) -> tuple[Run, ...]:
    lang = making.lang
    ink = words.BAD.ink if (words.number(row[1]) or 0.0) < 0 else words.GOOD.ink
    return (
        Run(making.say(words.LEAD, name=slot_text(row[0], lang)), bold=True),
        Run(signed(row[1], lang), bold=True, color=ink),
    )
