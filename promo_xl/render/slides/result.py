"""结论: the goals as tiles under the headline, and what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from promo_xl.facts import Block, Slot, slot_text
from promo_xl.render.slides import names, words
from promo_xl.render.slides.amounts import told
from promo_xl.render.slides.decisions import bare
from promo_xl.render.slides.holders import EMU, EMU_POINT, Box, Holder
from promo_xl.render.slides.making import Making, bullet, fill, flat
from promo_xl.render.slides.metrics import count_lines, shorten
from promo_xl.render.slides.page import Item, Page, Para, Run, TextIn, Tile

_TILES = 6
_GAP = round(0.2 * EMU)
_TALLEST = round(1.75 * EMU)
_INSET = round(0.4 * EMU)
_AFTER = 4.0
"""Below a conclusion, pt."""
_SAID = ("conclusion", "decision")
_VALUE_SIZES = (28.0, 24.0, 20.0, 16.0)


def result_pages(making: Making) -> list[Page]:
    """Give the slide of the result table; nothing where facts have none."""
    block = making.facts.blocks.get("result")
    if block is None or not block.rows:
        return []
    layout = making.template.layout(names.KPI)
    head = making.head("headline", "source_goals", block)
    area = layout.holder(names.TILES)
    tiles = _tiles(making, block, area)
    items: list[Item] = list(tiles)
    summary = layout.find(names.SUMMARY)
    if summary is not None:
        summary = _raised(summary, area.box, tiles)
        if paras := _conclusions(making, summary):
            items.append(TextIn(summary, tuple(paras), summary.box))
    spoken = [making.claim(f"{kind}{i}") for kind in _SAID for i in (1, 2, 3)]
    spoken += [_spoken(making, block, row) for row in block.rows]
    return [making.page(layout, head, items, spoken)]


def _raised(summary: Holder, area: Box, tiles: Sequence[Tile]) -> Holder:
    """Give the conclusions what one row of tiles leaves free above them."""
    bottom = max((tile.box.y + tile.box.h for tile in tiles), default=area.y)
    free = area.y + area.h - bottom
    box = summary.box
    if free < _TALLEST // 2 or box.y < area.y + area.h:
        return summary
    return replace(summary, box=box._replace(y=box.y - free, h=box.h + free))


def bare_pages(making: Making) -> list[Page]:
    """Say the headline and what is to be filled in, where there is nothing else to show."""
    if not making.claim("headline"):
        return []
    layout = making.template.layout(names.KPI)
    nothing = Block("result", words.NO_RESULT, (), ())
    head = making.head("headline", "source_goals", nothing)
    text = making.say(words.NO_RESULT)
    box = layout.holder(names.TILES).box
    wide = Box(box.x, box.y, box.w, _TALLEST // 2)
    tile = Tile(text, wide, (Para((Run(text, 16),), 0.0),), words.PLAIN.color)
    return [making.page(layout, head, [tile], [])]


def _conclusions(making: Making, holder: Holder) -> list[Para]:
    """Give what follows from the tiles; what is to be approved keeps its place."""
    found = [text for i in (1, 2, 3) if (text := making.claim(f"conclusion{i}"))]
    paras = [bullet(holder, (Run(text),), 2, after=_AFTER) for text in found]
    last = _decision(making, holder)
    if fill(holder, [*paras, *last]) < len(paras) + len(last):
        paras = [
            bullet(holder, (Run(_brief(holder, text)),), 1, after=_AFTER) for text in found
        ]
    while len(paras) > 1 and fill(holder, [*paras, *last]) < len(paras) + len(last):
        paras.pop()
    return [*paras, *last]


def _brief(holder: Holder, text: str) -> str:
    """Give the clauses of *text* that stand on one line, at least the first."""
    for mark in ("；", "; "):
        while mark in text and count_lines(text, holder.room, bold=holder.bold) > 1:
            text = text.rpartition(mark)[0]
    return text


def _decision(making: Making, holder: Holder) -> list[Para]:
    asked = [text for i in (1, 2, 3) if (text := making.claim(f"decision{i}"))]
    if not asked:
        return []
    more = making.say(words.MORE, n=len(asked) - 1) if len(asked) > 1 else ""
    runs = (
        Run(making.say(words.DECISION), bold=True, color="accent2-dark"),
        Run(bare(making, asked[0]) + more),
    )
    return [bullet(holder, runs, 2, after=_AFTER)]


def _tiles(making: Making, block: Block, area: Holder) -> list[Tile]:
    rows = block.rows[:_TILES]
    places = _places(area.box, len(rows))
    return [_tile(making, row, place) for row, place in zip(rows, places, strict=True)]


def _places(box: Box, count: int) -> list[Box]:
    """Spread tiles over *box*: up to three a row, four as two by two."""
    columns = 2 if count == 4 else min(count, 3)
    lines = -(-count // columns)
    w = (box.w - (columns - 1) * _GAP) // columns
    h = min((box.h - (lines - 1) * _GAP) // lines, _TALLEST)
    return [
        Box(box.x + i % columns * (w + _GAP), box.y + i // columns * (h + _GAP), w, h)
        for i in range(count)
    ]


def _tile(making: Making, row: Sequence[Slot], box: Box) -> Tile:
    lang = making.lang
    name, target, actual, rate, verdict = row[:5]
    look = words.tone(verdict)
    room = (box.w - _INSET) / EMU_POINT
    title = slot_text(name, lang)
    value = told(actual, lang)
    size = next(
        (s for s in _VALUE_SIZES if count_lines(value, room / s, bold=True) == 1),
        _VALUE_SIZES[-1],
    )
    texts = [
        (Run(title, 14), 3.0),
        (Run(value, size, True, "tx2"), 3.0),
        (Run(_target(target, lang), 12, False, "accent3-dark"), 3.0),
        (Run(_verdict(rate, verdict, lang), 14, True, look.ink), 0.0),
    ]
    paras = tuple(Para((_cut(run, room),), after) for run, after in texts if run.text)
    return Tile(title, box, paras, look.color)


def _cut(run: Run, room: float) -> Run:
    text = shorten(flat(run.text), room / run.size, bold=run.bold)
    return Run(text, run.size, run.bold, run.color)


def _target(target: Slot, lang: str) -> str:
    if words.is_blank(target):
        return ""
    return words.TARGET.say(lang, target=told(target, lang))


def _verdict(rate: Slot, verdict: Slot, lang: str) -> str:
    """Say the verdict with its mark, and the completion or headroom behind it."""
    parts = [words.tone(verdict).mark]
    if not words.is_blank(verdict):
        parts.append(slot_text(verdict, lang))
    if words.number(rate) is not None:
        parts.append(words.RATE.say(lang, rate=slot_text(rate, lang)))
    elif not words.is_blank(rate):
        parts.append(slot_text(rate, lang))
    return "  ".join(part for part in parts if part)


def _spoken(making: Making, block: Block, row: Sequence[Slot]) -> str:
    pairs = zip(block.heads, row, strict=False)
    return making.say(words.COMMA).join(
        f"{head.say(making.lang)} {slot_text(slot, making.lang)}" for head, slot in pairs
    )
