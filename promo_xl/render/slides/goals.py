"""目标: completion as bars with a line at 100 %; upper limits apart in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from promo_xl.facts import Block, Slot, slot_text
from promo_xl.ooxml.chart import Series
from promo_xl.ooxml.chart_kinds import Targets
from promo_xl.ooxml.chart_kinds import bullet as bullet_chart
from promo_xl.render.slides import names, words
from promo_xl.render.slides import words_pages as said
from promo_xl.render.slides.amounts import told
from promo_xl.render.slides.grid import free_table, table_pages
from promo_xl.render.slides.holders import EMU, Box
from promo_xl.render.slides.making import Head, Making, bullet, fill
from promo_xl.render.slides.metrics import shorten
from promo_xl.render.slides.page import ChartIn, Item, Page, Run, TextIn
from promo_xl.render.slides.paging import Picture, Row
from promo_xl.schema.label import Label
from promo_xl.schema.show import percent

_NAME_ROOM = 14.0
"""Longest category beside a bar, ems."""
_MOST = 2.2
"""Completion at which the axis ends: a goal reached tenfold must not flatten all others."""
_BARS = 12
"""Goals on the slide, the campaign's own first; the others are in the appendix."""
_POINTS = 6
"""So many goals have a point each; of more, only those not reached."""
_LIMITS = 3
"""So many upper limits stand under the chart; more are a slide of their own."""
_LIMIT_ROW = 0.34 * EMU
_GAP = round(0.12 * EMU)
_LIMIT_HEADS = (
    Label("上限类目标", "Upper limit"),
    Label("上限", "Limit"),
    Label("实际", "Actual"),
    Label("余量", "Headroom"),
    Label("状态", "Status"),
)


def goal_pages(making: Making) -> list[Page]:
    """Give the slides of the goals; nothing where none was measured."""
    block = making.block("goals")
    if block is None or all(words.is_blank(row[2]) for row in block.rows):
        return []
    head = making.head("goals_title", "source_goals", block)
    bars = [row for row in block.rows if words.number(row[3]) is not None]
    limits = [row for row in block.rows if row not in bars and _is_limit(row)]
    if not bars:
        return table_pages(making, head, _without_rate(block, block.rows))
    unrated = len(block.rows) - len(bars) - len(limits)
    if len(limits) <= _LIMITS:
        return [_bar_page(making, head, bars, limits, unrated)]
    apart = table_pages(making, head, _without_rate(block, limits))
    return [_bar_page(making, head, bars, [], unrated), *apart]


def _is_limit(row: Row) -> bool:
    """Whether less is better: the target says ≤; it has headroom and no completion."""
    return slot_text(row[1], "zh").startswith(("≤", "<", "＜"))


def _bar_page(
    making: Making, head: Head, rows: Sequence[Row], limits: Sequence[Row], unrated: int
) -> Page:
    layout = making.template.layout(names.CHART_POINTS)
    frame, points = layout.holder(names.CHART), layout.holder(names.POINTS)
    shown = rows[:_BARS]
    picture = _picture(making, shown)
    paras = [bullet(points, _point(making, row), 3) for row in _worth_saying(shown)]
    last = [bullet(points, runs, 3) for runs in _last_year(making)]
    if left := len(rows) - len(shown) + unrated:
        making.partly.add("goals")
        more = (Run(making.say(said.MORE_GOALS, n=left), color="accent3-dark"),)
        last.append(bullet(points, more, 2))
    while len(paras) > 1 and fill(points, [*paras, *last]) < len(paras) + len(last):
        paras.pop()
    items: list[Item] = []
    box = frame.box
    if limits:
        name = Block("limits", words.LIMITS, _LIMIT_HEADS, _limit_rows(limits, making.lang))
        tall = round(_LIMIT_ROW * (len(limits) + 1))
        below = Box(box.x, box.y + box.h - tall, box.w, tall)
        table, count = free_table(name, making.lang, below, frame)
        items.append(table)
        if count < len(limits):
            making.partly.add("goals")
        box = box._replace(h=box.h - tall - _GAP)
    own = box if limits else None
    items += [
        ChartIn(frame, picture.chart, picture.alt, own),
        TextIn(points, tuple([*paras, *last][: fill(points, [*paras, *last])])),
    ]
    source = making.say(words.WITH_KEY, source=head.source)
    if any(_printed(row[3]) > _MOST for row in shown):
        source += making.say(said.CAPPED, most=percent(_MOST, 0))
    head = Head(head.title, source)
    notes = ["".join(run.text for run in _point(making, row)) for row in (*rows, *limits)]
    year = making.block("last_year")
    notes += [_year_line(making, row) for row in (year.rows if year else ())]
    return making.page(layout, head, items, notes)


def _limit_rows(limits: Sequence[Row], lang: str) -> tuple[tuple[Slot, ...], ...]:
    """Give the limits with names that stay on one line: the rows have the height of one."""
    return tuple((_short(row, lang), *(row[i] for i in (1, 2, 4, 5))) for row in limits)


def _short(row: Row, lang: str) -> str:
    return shorten(slot_text(row[0], lang), _NAME_ROOM)


def _last_year(making: Making) -> list[tuple[Run, ...]]:
    """Say how the campaign stands to the one before, where that was typed."""
    claim = making.claim("last_year_title")
    return [(Run(claim, bold=True, color="accent1-dark"),)] if claim else []


def _year_line(making: Making, row: Row) -> str:
    """Say one metric now and before, for the notes."""
    name, *values = (slot_text(slot, making.lang) for slot in row)
    return making.say(words.LEAD, name=name) + " / ".join(values)


def _worth_saying(rows: Sequence[Row]) -> Sequence[Row]:
    """Give the goals to talk about: all of a few, else the missed ones, worst first."""
    missed = [row for row in rows if words.tone(row[5]) is not words.GOOD]
    if len(rows) <= _POINTS or not missed:
        return rows
    return sorted(missed, key=lambda row: words.number(row[3]) or 0.0)


def _picture(making: Making, rows: Sequence[Row]) -> Picture:
    lang = making.lang
    titles = [slot_text(row[0], lang) for row in rows]
    looks = [words.tone(row[5]) for row in rows]
    shares = tuple(_printed(row[3]) for row in rows)
    done = Series(
        words.RATE_NAME.say(lang),
        shares,
        points={i: look.color for i, look in enumerate(looks)},
        number_format="0.0%",
    )
    target = Targets(words.TARGET_NAME.say(lang), (1.0,) * len(rows))
    categories = [
        f"{shorten(title, _NAME_ROOM)} {look.mark}".rstrip()
        for title, look in zip(titles, looks, strict=True)
    ]
    chart = bullet_chart(categories, done, target, most=_MOST)
    chart = replace(chart, legend=False, font_pt=12, fonts=("+mn-lt", "+mn-ea"))
    items = (
        f"{title} {slot_text(row[3], lang)}"
        for title, row in zip(titles, rows, strict=True)
    )
    return Picture(chart, words.BARS.say(lang, items=words.COMMA.say(lang).join(items)))


def _printed(slot: Slot) -> float:
    """Give a share as it is printed: a bar's label must not round 99.96 % up to 100 %."""
    text = percent(words.number(slot) or 0.0).rstrip("%").replace(",", "").replace("−", "-")
    return round(float(text) / 100, 6)


def _point(making: Making, row: Row) -> tuple[Run, ...]:
    lang = making.lang
    name, target, actual, rate, gap, verdict = row[:6]
    look = words.tone(verdict)
    facts = [
        told(actual, lang),
        making.say(words.TO_TARGET, target=told(target, lang)),
    ]
    if words.number(rate) is None and not words.is_blank(gap):
        facts.append(slot_text(gap, lang))
    word = "" if words.is_blank(verdict) else slot_text(verdict, lang)
    word = "".join(f" {part}" for part in (look.mark, word) if part)
    rest = making.say(words.LEAD, name="") + making.say(words.COMMA).join(facts)
    return (
        Run(shorten(slot_text(name, lang), _NAME_ROOM), bold=True),
        Run(word, bold=True, color=look.ink),
        Run(rest),
    )


def _without_rate(block: Block, rows: Sequence[Row]) -> Block:
    keep = (0, 1, 2, 4, 5)
    return Block(
        block.key,
        block.title,
        tuple(block.heads[i] for i in keep),
        tuple(tuple(row[i] for i in keep) for row in rows),
    )
