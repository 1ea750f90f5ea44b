"""What stands on 汇总看板: the tables that have data, one below the other, as one block.

Every row begins with a code that says how it looks: its kind (title, heads, row, total,
note), then a letter a cell. Formats follow the codes, so that a refresh rewrites values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isnan

from promo_xl.derive.story import Story
from promo_xl.derive.wording import shorten
from promo_xl.facts import Block, Claim, Figure, Slot, slot_text
from promo_xl.schema.kind import Kind
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown, percent

WIDTH, ROWS = 12, 260
"""Cells in a row beside its code, and the most rows."""
MOST = 30
"""Rows of one table; the sheet it comes from holds them all."""
NAME = 20.0
"""Full-width characters of a row's name."""
TITLE, HEADS, ROW, TOTAL, NOTE, LEAD = "t", "h", "r", "s", "n", "l"
TEXT, NONE = "x", "-"
NUMBERS = {"money": "m", "pct": "p", "int": "i", "num": "d", "ratio": "f"}
"""Kind of value -> the letter of its cell."""

SHOWN: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("result", ()), ("goals", ()), ("last_year", ()), ("drivers", (0, 1)), ("levers", ()),
    ("phases", ()), ("pace", ()), ("channels", ()), ("channel_detail", ()), ("money", ()),
    ("roi", (0, 1)), ("users", (0, 1)), ("products", ()), ("monitor", ()), ("top", ()),
    ("schedule", ()), ("incidents", (1, 0, 4, 5)), ("feedback", (0, 1, 2, 3, 4)),
    ("lessons", (2, 0, 1, 4, 5)), ("open", (1, 0, 2, 3, 4)),
)  # fmt: skip
"""The tables in their order, and the columns shown where not all: long texts stay away."""

_EMPTY = Label(
    "还没有可汇总的内容：填了目标和日数据，再刷新一次，这里就有。",
    "Nothing to sum up yet: fill in goals and daily data, refresh, and it stands here.",
)
_MORE = Label("另有{n}行未列出", "{n} more rows not listed")
Row = tuple[Slot, ...]


def board(story: Story, blocks: Mapping[str, Block], claims: Mapping[str, Claim]) -> Block:
    """Stack the tables of *blocks* that have rows; one line says so where none has."""
    lang = story.book.lang
    rows: list[Row] = []
    for key, picked in SHOWN:
        block = blocks.get(key)
        if block is not None and block.rows:
            rows += [_line("", ()), *_band(_some(block, picked), lang)]
    lead = [claims[key].say(lang) for key in ("headline", "claim_line") if key in claims]
    if not rows:
        lead = [_EMPTY.say(lang)]
    said = [*(_line(LEAD, (text,)) for text in lead), *rows]
    return Block("calc_board", Label("汇总看板", "Dashboard"), (), tuple(said[:ROWS]))


def _some(block: Block, picked: Sequence[int]) -> Block:
    if not picked:
        return block

    def some(cells: Sequence[Slot]) -> Row:
        return tuple(cells[i] for i in picked if i < len(cells))

    heads = tuple(block.heads[i] for i in picked if i < len(block.heads))
    return Block(block.key, block.title, heads, tuple(some(row) for row in block.rows))


def _band(block: Block, lang: str) -> Iterator[Row]:
    count = min(len(block.heads), WIDTH)
    yield _line(TITLE + TEXT * count, (block.title.say(lang),))
    yield _line(HEADS + TEXT * count, [head.say(lang) for head in block.heads])
    for cells in block.rows[:MOST]:
        yield _cells(ROW, cells, count, lang)
    if len(block.rows) > MOST:
        yield _line(NOTE, (_MORE.say(lang, n=len(block.rows) - MOST),))
    if block.total is not None:
        yield _cells(TOTAL, block.total, count, lang)
    if block.note is not None:
        yield _line(NOTE, (block.note.say(lang),))


def _cells(kind: str, cells: Sequence[Slot], count: int, lang: str) -> Row:
    filled = [*cells, *[None] * (count - len(cells))][:count]
    said = [_cell(cell, lang) for cell in filled]
    first = said[0][1]
    if isinstance(first, str):
        said[0] = (TEXT, shorten(first, NAME))
    code = kind + "".join(letter for letter, _ in said)
    return _line(code, [value for _, value in said])


def _line(code: str, cells: Sequence[Slot]) -> Row:
    shown = [*cells, *[None] * (WIDTH - len(cells))][:WIDTH]
    return (code or None, *shown)


def _cell(cell: Slot, lang: str) -> tuple[str, Slot]:
    """Give a cell's letter and what stands in it: a number where it is one, else words."""
    if cell is None:
        return NONE, None
    if isinstance(cell, Figure | Shown):
        return _number(cell.value, cell.kind, slot_text(cell, lang))
    return TEXT, slot_text(cell, lang)


def _number(value: object, kind: Kind, said: str) -> tuple[str, Slot]:
    letter = NUMBERS.get(kind.key)
    if letter is None or isinstance(value, bool) or not isinstance(value, int | float):
        return TEXT, said
    number = float(value)
    if isnan(number) or (letter == "p" and _crosses(number)):
        return TEXT, said
    return letter, number


def _crosses(number: float) -> bool:
    """Whether one decimal would round to 100 % what has not reached it."""
    return percent(number) != f"{number * 100:,.1f}%".replace("-", "−")
