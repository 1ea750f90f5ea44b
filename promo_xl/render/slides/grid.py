"""Blocks as slide tables: units in the head, rows measured, long ones over more slides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from promo_xl.facts import Block, Slot, slot_text
from promo_xl.render.slides import names, words
from promo_xl.render.slides.holders import EMU, EMU_POINT, Box
from promo_xl.render.slides.making import Head, Making, bullet, fill
from promo_xl.render.slides.metrics import LINE, count_lines, shorten, width
from promo_xl.render.slides.page import Cell, Grid, GridIn, Item, Page, Para, TextIn
from promo_xl.render.slides.paging import continued
from promo_xl.schema.show import DASH

_SIDES = 144_000
"""Left and right margin of a cell, EMU; top and bottom are half of it."""
_LINES = 3
"""A cell's longest text."""
_TALLEST = round(0.64 * EMU)
_MANY_COLUMNS = 8
Cells = tuple[Cell, ...]


def table_pages(making: Making, head: Head, block: Block, extra: Extra) -> list[Page]:
    """Give the slides of a block's table; the total comes last."""
    layout = making.template.layout(names.TABLE_PAGE)
    holder = layout.holder(names.TABLE)
    drawing = _Drawing(block, making.lang, holder.box, extra.used)
    parts = drawing.split()
    pages = []
    for i, rows in enumerate(parts, 1):
        last = i == len(parts)
        grid = drawing.grid(rows, total=last and block.total is not None)
        alt = making.say(words.TABLE, title=block.title.say(making.lang), rows=len(rows))
        items: list[Item] = [GridIn(holder, grid, alt)]
        summary = layout.find(names.SUMMARY)
        if extra.below and last and summary is not None:
            lines = [bullet(summary, para.runs, 2) for para in extra.below]
            items.append(TextIn(summary, tuple(lines[: fill(summary, lines)])))
        pages.append(
            making.page(layout, continued(making, head, i, len(parts)), items, extra.notes)
        )
    return pages


class Extra(NamedTuple):
    """What goes with a table: text under it, notes, the column of shares of a budget."""

    below: tuple[Para, ...] = ()
    notes: Sequence[str] = ()
    used: int = -1


class _Drawing:
    """One block measured for one place."""

    def __init__(self, block: Block, lang: str, box: Box, used: int) -> None:
        self.size = 14.0 if len(block.heads) < _MANY_COLUMNS else 12.0
        self.box = box
        rows = [*block.rows, *([block.total] if block.total else [])]
        money = [_is_money([row[c] for row in rows]) for c in range(len(block.heads))]
        self.heads = tuple(
            (words.IN_UNIT if money[c] else words.AS_IS).say(lang, head=head.say(lang))
            for c, head in enumerate(block.heads)
        )
        self.cells = [_cells(row, money, used, lang) for row in rows]
        self.right = tuple(
            c > 0 and all(_is_numeric(row[c].text) for row in self.cells)
            for c in range(len(block.heads))
        )
        self.widths = _widths(self.heads, self.cells, box.w)
        self.cells = [self._shortened(row) for row in self.cells]

    def split(self) -> list[Sequence[Cells]]:
        """Split the rows into slides by their heights."""
        found: list[list[Cells]] = [[]]
        used = head = self._height([Cell(text) for text in self.heads])
        for row in self.cells:
            tall = self._height(row)
            if found[-1] and used + tall > self.box.h:
                found.append([])
                used = head
            found[-1].append(row)
            used += tall
        return list(found)

    def grid(self, rows: Sequence[Cells], *, total: bool) -> Grid:
        """Give the table of *rows*, stretched over the place up to a readable height."""
        heads = tuple(Cell(text) for text in self.heads)
        spread = min(self.box.h // (len(rows) + 1), _TALLEST)
        heights = [max(self._height(row), spread) for row in (heads, *rows)]
        if sum(heights) > self.box.h:
            heights = [self._height(row) for row in (heads, *rows)]
        return Grid(
            self.heads,
            tuple(rows),
            self.right,
            self.widths,
            tuple(heights),
            self.size,
            total,
        )

    def _room(self, column: int) -> float:
        return (self.widths[column] - _SIDES) / EMU_POINT / self.size

    def _height(self, row: Sequence[Cell]) -> int:
        lines = max(
            count_lines(cell.text, self._room(c), bold=True) for c, cell in enumerate(row)
        )
        return round(lines * self.size * LINE * EMU_POINT) + _SIDES // 2

    def _shortened(self, row: Cells) -> Cells:
        return tuple(
            Cell(shorten(cell.text, self._room(c), _LINES, bold=True), cell.color)
            for c, cell in enumerate(row)
        )


def _is_numeric(text: str) -> bool:
    return text == DASH or any(char.isdigit() for char in text)


def _is_money(slots: Sequence[Slot]) -> bool:
    kinds = {words.kind_key(slot) for slot in slots}
    return kinds == {"money"}


def _cells(row: Sequence[Slot], money: Sequence[bool], used: int, lang: str) -> Cells:
    return tuple(
        _share(slot, lang) if c == used else _cell(slot, lang, bare=money[c])
        for c, slot in enumerate(row)
    )


def _share(slot: Slot, lang: str) -> Cell:
    """Say how much of a budget was used; above all of it is coloured and said."""
    text, value = slot_text(slot, lang), words.number(slot)
    if value is not None and value > 1:
        return Cell(f"{words.OVERSPENT.say(lang)} {text}", words.BAD.ink)
    return Cell(text)


def _cell(slot: Slot, lang: str, *, bare: bool) -> Cell:
    text = slot_text(slot, lang)
    if bare and lang == "zh":
        text = text.removesuffix("万元")
    look = words.tone(slot)
    return Cell(text) if look is words.PLAIN else Cell(f"{look.mark} {text}", look.ink)


def _widths(heads: Sequence[str], rows: Iterable[Cells], room: int) -> tuple[int, ...]:
    """Share the width by what the columns hold, none below a fair part."""
    longest = [width(head, bold=True) for head in heads]
    for row in rows:
        for c, cell in enumerate(row):
            longest[c] = max(longest[c], width(cell.text, bold=True))
    wanted = [min(max(size, 4.0), 16.0) + 1.5 for size in longest]
    total = sum(wanted)
    shares = [int(room * size / total) for size in wanted]
    shares[0] += room - sum(shares)
    return tuple(shares)
