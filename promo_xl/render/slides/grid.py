"""Blocks as slide tables: units in the head, rows measured, long ones over more slides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from promo_xl.facts import Block, Slot
from promo_xl.render.slides import names, words
from promo_xl.render.slides.amounts import is_small, told
from promo_xl.render.slides.holders import EMU, EMU_POINT, Box, Holder
from promo_xl.render.slides.making import Head, Making
from promo_xl.render.slides.metrics import LINE, count_lines, shorten, width
from promo_xl.render.slides.page import Cell, Grid, GridIn, Page
from promo_xl.render.slides.paging import continued
from promo_xl.schema.show import DASH

_SIDES = 144_000
"""Left and right margin of a cell, EMU; top and bottom are half of it."""
_LINES = 4
"""A cell's longest text."""
_TALLEST = round(0.64 * EMU)
_SIZES = (14.0, 12.0, 11.0, 10.0)
_DENSE = 12.0
"""What a table that takes more than one slide is set in, unless its columns need less."""
_SMALL_SIZES = _SIZES[1:]
_PAD = 1.3
"""What a column has beside its text, ems."""
_NUMBER = re.compile(r"[\d.,%]")
_DIGITS = 0.3
"""Share of a number's characters that are digits at least: 余量1.5%, 30分钟."""
_LONG = 26.0
"""A column of texts wants this much at most, ems."""
_READABLE = 6.0
"""Texts keep this width at least before the type gets smaller, ems."""
Cells = tuple[Cell, ...]


def table_pages(making: Making, head: Head, block: Block) -> list[Page]:
    """Give the slides of a block's table; the total comes last."""
    layout = making.template.layout(names.TABLE_PAGE)
    holder, summary = layout.holder(names.TABLE), layout.find(names.SUMMARY)
    box = holder.box
    if summary is not None and summary.box.y >= box.y + box.h:
        box = box._replace(h=summary.box.y + summary.box.h - box.y)
    drawing = _Drawing(block, making.lang, box)
    parts = drawing.split()
    notes = [block.note.say(making.lang)] if block.note else []
    pages = []
    for i, rows in enumerate(parts, 1):
        last = i == len(parts)
        grid = drawing.grid(rows, total=last and block.total is not None)
        alt = making.say(words.TABLE, title=block.title.say(making.lang), rows=len(rows))
        title = continued(making, head, i, len(parts))
        pages.append(making.page(layout, title, [GridIn(holder, grid, alt)], notes))
    return pages


def free_table(block: Block, lang: str, box: Box, holder: Holder) -> tuple[GridIn, int]:
    """Give a table of the first rows that fit *box*, and how many those are.

    The total stands below all rows only.
    """
    drawing = _Drawing(block, lang, box, _SMALL_SIZES)
    rows = drawing.first()
    shown = min(len(rows), len(block.rows))
    total = block.total is not None and len(rows) > len(block.rows)
    alt = words.TABLE.say(lang, title=block.title.say(lang), rows=shown)
    return GridIn(holder, drawing.grid(rows, total=total), alt, box), shown


def measured_columns(block: Block) -> Block:
    """Leave out columns, after the first, in which no row has anything to say."""
    rows = [*block.rows, *([block.total] if block.total else [])]
    keep = [
        c
        for c in range(len(block.heads))
        if not c or any(c < len(row) and not words.is_blank(row[c]) for row in rows)
    ]
    if len(keep) == len(block.heads) or len(keep) < 2 or not rows:
        return block
    kept = [tuple(row[c] for c in keep if c < len(row)) for row in rows]
    return replace(
        block,
        heads=tuple(block.heads[c] for c in keep),
        rows=tuple(kept[: len(block.rows)]),
        total=kept[-1] if block.total else None,
    )


class _Drawing:
    """One block measured for one place."""

    def __init__(
        self,
        block: Block,
        lang: str,
        box: Box,
        sizes: Sequence[float] = _SIZES,
    ) -> None:
        self.box = box
        self.known: dict[tuple[float, Cells], int] = {}
        block = measured_columns(block)
        rows = [*block.rows, *([block.total] if block.total else [])]
        money = [_column([row[c] for row in rows], lang) for c in range(len(block.heads))]
        self.heads = tuple(
            (words.IN_UNIT if money[c].in_unit else words.AS_IS).say(
                lang, head=head.say(lang)
            )
            for c, head in enumerate(block.heads)
        )
        self.cells = [_cells(row, money, lang) for row in rows]
        self.right = tuple(
            c > 0 and all(_is_numeric(row[c].text) for row in self.cells)
            for c in range(len(block.heads))
        )
        longest = _longest(self.heads, self.cells)
        whole = self.cells
        for size in sizes:
            if size != sizes[-1] and not _fits(longest, self.right, box.w, size):
                continue
            self.size = size
            self.widths = _widths(longest, self.right, box.w, size)
            self.cells = [self._shortened(row) for row in whole]
            if size <= _DENSE or self._tall() <= box.h:
                break

    def split(self) -> list[Sequence[Cells]]:
        """Split the rows into as few slides as hold them, about equally full."""
        head = self._height(self._head)
        heights = [self._height(row) for row in self.cells]
        greedy = self._cut(head, heights, self.box.h)
        even = self._share(head, heights, len(greedy))
        return even if len(even) == len(greedy) else greedy

    def _share(
        self, head: int, heights: Sequence[int], count: int
    ) -> list[Sequence[Cells]]:
        """Cut into *count* about equal parts, more where one would not fit."""
        share = sum(heights) / max(count, 1)
        found: list[list[Cells]] = [[]]
        used, before = head, 0
        for row, tall in zip(self.cells, heights, strict=True):
            enough = before + tall / 2 > share * len(found) and len(found) < count
            if found[-1] and (enough or used + tall > self.box.h):
                found.append([])
                used = head
            found[-1].append(row)
            used, before = used + tall, before + tall
        return list(found)

    def _tall(self) -> int:
        return sum(self._height(row) for row in (self._head, *self.cells))

    @property
    def _head(self) -> Cells:
        return tuple(Cell(text) for text in self.heads)

    def first(self) -> Sequence[Cells]:
        """Give the rows that fit."""
        head = self._height(self._head)
        return self._cut(head, [self._height(row) for row in self.cells], self.box.h)[0]

    def _cut(self, head: int, heights: Sequence[int], most: int) -> list[Sequence[Cells]]:
        found: list[list[Cells]] = [[]]
        used = head
        for row, tall in zip(self.cells, heights, strict=True):
            if found[-1] and used + tall > most:
                found.append([])
                used = head
            found[-1].append(row)
            used += tall
        return list(found)

    def grid(self, rows: Sequence[Cells], *, total: bool) -> Grid:
        """Give the table of *rows*, stretched over the place up to a readable height."""
        heads = self._head
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

    def _height(self, row: Cells) -> int:
        key = (self.size, row)
        if key not in self.known:
            self.known[key] = self._measured(row)
        return self.known[key]

    def _measured(self, row: Cells) -> int:
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
    """Whether a cell holds a number with a word or unit about it, not words with a number."""
    if not any(map(str.isdigit, text)):
        return text == DASH
    return len(_NUMBER.findall(text)) >= _DIGITS * len(text)


class _Column(NamedTuple):
    """How a column of amounts is said."""

    small: bool | None = None
    """In 元: its amounts are too little for 万; None where each cell decides."""
    in_unit: bool = False
    """In 万元, which the head says once."""


def _column(slots: Sequence[Slot], lang: str) -> _Column:
    if {words.kind_key(slot) for slot in slots if slot is not None} != {"money"}:
        return _Column()
    small = all(is_small(slot) for slot in slots)
    texts = [told(slot, lang, small=small) for slot in slots if not words.is_blank(slot)]
    whole = bool(texts) and all(text.endswith("万元") for text in texts)
    return _Column(small, whole and lang == "zh")


def _cells(row: Sequence[Slot], columns: Sequence[_Column], lang: str) -> Cells:
    return tuple(_cell(slot, lang, columns[c]) for c, slot in enumerate(row))


def _cell(slot: Slot, lang: str, column: _Column) -> Cell:
    text = told(slot, lang, small=column.small)
    if column.in_unit:
        text = text.removesuffix("万元")
    look = words.tone(slot)
    return Cell(text) if look is words.PLAIN else Cell(f"{look.mark} {text}", look.ink)


def _longest(heads: Sequence[str], rows: Iterable[Cells]) -> list[float]:
    """Measure each column's longest text, in ems; a head of several words may wrap."""
    longest = [max(width(part, bold=True) for part in head.split(" ")) for head in heads]
    for row in rows:
        for c, cell in enumerate(row):
            longest[c] = max(longest[c], width(cell.text, bold=True))
    return longest


def _needs(longest: Sequence[float], right: Sequence[bool]) -> list[float]:
    """Give the ems each column wants: numbers all of theirs, texts a line of reading size."""
    return [
        max(size, 2.5) + _PAD if right[c] else min(max(size, 3.0), _LONG) + _PAD
        for c, size in enumerate(longest)
    ]


def _fits(longest: Sequence[float], right: Sequence[bool], room: int, size: float) -> bool:
    """Whether numbers stay whole and texts keep a readable width."""
    texts = right.count(False)
    numbers = sum(need for c, need in enumerate(_needs(longest, right)) if right[c])
    least = sum(min(longest[c], _READABLE) + _PAD for c, one in enumerate(right) if not one)
    return numbers + least <= room / EMU_POINT / size or not texts


def _widths(
    longest: Sequence[float], right: Sequence[bool], room: int, size: float
) -> tuple[int, ...]:
    """Share the width by what the columns hold; where it is short, texts wrap, not numbers."""
    wanted = _needs(longest, right)
    ems = room / EMU_POINT / size
    texts = sorted((wanted[c], c) for c, number in enumerate(right) if not number)
    left = ems - sum(need for c, need in enumerate(wanted) if right[c])
    for rank, (need, c) in enumerate(texts):  # short ones keep theirs, long ones share
        wanted[c] = max(min(need, left / (len(texts) - rank)), 2.0)
        left -= wanted[c]
    total = sum(wanted)
    shares = [int(room * need / total) for need in wanted]
    shares[0] += room - sum(shares)
    return tuple(shares)
