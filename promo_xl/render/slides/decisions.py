"""请批准的决定: what is asked for, as cards; beside them what is done otherwise next time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from promo_xl.facts import Block, Claim, Slot, slot_text
from promo_xl.render.slides import names, words
from promo_xl.render.slides import words_pages as said
from promo_xl.render.slides.amounts import day_of, short_day
from promo_xl.render.slides.grid import table_pages
from promo_xl.render.slides.holders import EMU, EMU_POINT, Box
from promo_xl.render.slides.making import Head, Making, bullet, fill, flat, one_line
from promo_xl.render.slides.metrics import LINE, count_lines, shorten
from promo_xl.render.slides.page import Item, Page, Para, Run, TextIn, Tile
from promo_xl.render.slides.paging import Row
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown

_TALLEST = round(1.45 * EMU)
_BETWEEN = round(0.18 * EMU)
_INSET = round(0.4 * EMU)
_SIZE, _META = 16.0, 12.0
_AMOUNTS = ("amount", "money", "x")
"""Slots of a decision that hold what it costs."""
_ACTIONS = {
    "保留": words.GOOD.ink,
    "继续": words.GOOD.ink,
    "停止": words.BAD.ink,
    "改变": words.NEAR.ink,
    "调整": words.NEAR.ink,
}


def decision_pages(making: Making) -> list[Page]:
    """Give the slide of decisions; without any, the lessons alone where there are some."""
    asked = [claim for i in (1, 2, 3) if (claim := making.facts.claims.get(f"decision{i}"))]
    lessons = making.block("lessons")
    if not asked:
        if lessons is None:
            return []
        head = making.head("lessons_title", "source_review", lessons)
        return table_pages(making, head, lessons)
    layout = making.template.layout(names.TWO_COLUMNS)
    left, right = layout.holder(names.LEFT_TEXT), layout.holder(names.RIGHT_TEXT)
    beside, lines = _beside(making, lessons)
    box = left.box
    if not lines:
        box = box._replace(w=max(right.box.x + right.box.w - box.x, box.w))
    title = one_line(layout.holder(names.LEFT_TITLE), making.say(said.DECISIONS))
    items: list[Item] = [title, *_cards(making, asked, box)]
    if lines:
        items.append(one_line(layout.holder(names.RIGHT_TITLE), making.say(beside)))
        paras = [bullet(right, runs, 4) for runs in lines]
        items.append(TextIn(right, tuple(paras[: fill(right, paras)])))
    notes = [flat(claim.say(making.lang)) for claim in asked]
    notes += ["".join(run.text for run in runs) for runs in lines]
    return [making.page(layout, _head(making, asked), items, notes)]


def _head(making: Making, asked: Sequence[Claim]) -> Head:
    """Say how many decisions, and the money in them where each names an amount."""
    amounts = [slot for claim in asked if (slot := _amount(claim)) is not None]
    one = len(asked) == 1
    title = making.say(said.ONE_DECISION if one else said.DECISIONS_TITLE, n=len(asked))
    if amounts:
        total = sum(abs(words.number(slot) or 0.0) for slot in amounts)
        first = amounts[0]
        money = Shown(total, first.kind, wan=True)
        whole = said.ONE_DECISION_SUM if one else said.DECISIONS_SUM
        title = making.say(whole, n=len(asked), money=slot_text(money, making.lang))
    block = Block("decisions", Label(title, title), (), ())
    key = "source_money" if "source_review" not in making.facts.claims else "source_review"
    return making.head("decisions_title", key, block)


def _amount(claim: Claim) -> Shown | None:
    """Give the amount a decision is about."""
    for slot in (claim.slots[key] for key in _AMOUNTS if key in claim.slots):
        value = words.number(slot)
        if value is not None and words.kind_key(slot) == "money":
            kind = getattr(slot, "kind", None)
            return Shown(value, kind, wan=True) if kind else None
    return None


def _cards(making: Making, asked: Sequence[Claim], box: Box) -> list[Tile]:
    count = len(asked)
    h = min((box.h - (count - 1) * _BETWEEN) // count, _TALLEST)
    return [
        _card(making, i, claim, box._replace(y=box.y + i * (h + _BETWEEN), h=h))
        for i, claim in enumerate(asked)
    ]


def _card(making: Making, i: int, claim: Claim, box: Box) -> Tile:
    """Say one decision, and amount, owner, date and reason where it does not name them."""
    room = (box.w - _INSET) / EMU_POINT
    text = bare(making, flat(claim.say(making.lang)))
    meta = _meta(making, claim, text)
    height = box.h / EMU_POINT - 8
    lines = int((height - (_META * LINE + 3 if meta else 0)) / (_SIZE * LINE))
    size = _SIZE if count_lines(text, room / _SIZE) <= lines else 14.0
    kept = shorten(text, room / size, max(lines, 1))
    lead = f"{i + 1}  "
    paras = [Para((Run(lead, size, True, "accent2-dark"), Run(kept, size)), 3.0)]
    if meta:
        cut = shorten(meta, room / _META)
        paras.append(Para((Run(cut, _META, False, "accent3-dark"),)))
    return Tile(f"{making.say(said.DECISIONS)} {i + 1}", box, tuple(paras), "accent2")


def bare(making: Making, text: str) -> str:
    """Give a decision without the words the page begins with anyway."""
    leads = [making.say(words.DECISION).rstrip(), making.say(said.TO_APPROVE).rstrip()]
    for lead in leads:
        text = text.removeprefix(lead).lstrip()
    return text


def _meta(making: Making, claim: Claim, text: str) -> str:
    slots = claim.slots
    found: list[tuple[Label, str]] = []
    if (amount := _amount(claim)) is not None:
        found.append((said.MONEY_ASKED, slot_text(amount, making.lang)))
    for label, keys in (
        (said.OWNER, ("owner", "who")),
        (said.DUE, ("due", "day", "date")),
        (said.REASON, ("why", "reason", "basis")),
    ):
        slot = next((slots[key] for key in keys if key in slots), None)
        if not words.is_blank(slot) and (shown := slot_text(slot, making.lang)):
            found.append((label, shown))
    parts = [
        making.say(words.RATIO, name=making.say(label), value=shown)
        for label, shown in found
        if shown not in text
    ]
    return "    ".join(parts)


Lines = list[tuple[Run, ...]]


def _beside(making: Making, lessons: Block | None) -> tuple[Label, Lines]:
    if lessons:
        return said.NEXT, [_lesson(making, row) for row in lessons.rows]
    block = making.block("open")
    return said.OPEN, [_open(making, row) for row in (block.rows if block else ())]


def _lesson(making: Making, row: Row) -> tuple[Run, ...]:
    """Say `停止：压测纳入上线门禁（赵工程师，7-31）`."""
    lang = making.lang
    action, dimension, content, measure, owner, due = row[:6]
    action = dimension if words.is_blank(action) else action
    ink = _ACTIONS.get(slot_text(action, "zh"), "tx1")
    text = slot_text(content if words.is_blank(measure) else measure, lang)
    lead = Run(making.say(words.LEAD, name=slot_text(action, lang)), bold=True, color=ink)
    return (lead, Run(text + _by(making, owner, due)))


def _open(making: Making, row: Row) -> tuple[Run, ...]:
    lang = making.lang
    kind, what, owner, due = row[:4]
    lead = Run(making.say(words.LEAD, name=slot_text(kind, lang)), bold=True)
    return (lead, Run(slot_text(what, lang) + _by(making, owner, due)))


def _by(making: Making, owner: Slot, due: Slot) -> str:
    day: date | None = day_of(due)
    shown = "" if words.is_blank(due) else slot_text(due, making.lang)
    if day:
        this_year = day.year == making.stamp.as_of.year
        shown = short_day(day) if this_year else day.isoformat()
    who = "" if words.is_blank(owner) else slot_text(owner, making.lang)
    parts = making.say(words.COMMA).join(part for part in (who, shown) if part)
    return making.say(said.BY, who=parts) if parts else ""
