"""Computed cells of the team's sheets: columns written by us, and values saved beside formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np

from promo_xl.book import Array, Book, Table
from promo_xl.edit.cells import is_error, number, same
from promo_xl.edit.day_formulas import BLOCK as DAYS
from promo_xl.facts import Facts, Slot
from promo_xl.patch import Cached, Cell, Formula
from promo_xl.schema.kind import Kind
from promo_xl.schema.sheet import Owner
from promo_xl.schema.show import to_day

At = tuple[str, int, int]
"""Tab title, row, column."""
_CONSTANTS = frozenset(
    {("calc_days", 3), ("calc_days", 6), ("calc_through", 0), ("calc_channels", 4)}
)
"""Day target, last year, data-through, purpose: values of ours among formulas."""
_BLOCKS = (
    "calc_days", "calc_channels", "calc_through", "calc_targets", "calc_day_chart",
    "calc_channel_chart", "calc_board",
)  # fmt: skip
_WRITTEN = frozenset({"calc_board", "calc_targets"})
"""Blocks without a formula: every cell is a value of ours."""
NO_VALUE = "#N/A"
"""What a chart skips; an empty text it would draw as 0."""


def column_caches(book: Book, facts: Facts) -> Iterator[tuple[At, Cell]]:
    """Give every cell of a formula column whose saved value is stale."""
    for (sheet, key), old in book.stale.items():
        new = facts.columns.get((sheet, key))
        if not sheet or new is None:
            continue
        table = book[sheet]
        for i in (*_differing(old, new), *_uncached(book, table, key, len(new))):
            if (sheet, key, int(i)) in book.typed_over or is_error(old[i]):
                continue
            row, column = table.place(int(i), key)
            if column:
                value = _dated(_plain(new[i]), table.sheet[key].kind)
                yield (table.title, row, column), Cached(value)


def _uncached(book: Book, table: Table, key: str, count: int) -> Iterator[int]:
    """Give the positions of a column whose formula carries no value: "" is one too."""
    for row, column in book.uncached.get(table.title, ()):
        i = row - table.top
        if 0 <= i < count and table.place(i, key) == (row, column):
            yield i


def written_columns(book: Book, facts: Facts, lang: str) -> Iterator[tuple[At, Cell]]:
    """Give every cell of a column written by us alone that holds something else.

    They are the inputs of live formulas: left old, a workbook would compute old results.
    """
    for (sheet, key), new in facts.columns.items():
        table = book[sheet]
        column = table.sheet[key]
        if column.owner is not Owner.TOOL or table.sheet.owned or key not in table.places:
            continue
        if column.later:
            continue
        for i in (*_differing(table[key], new), *_unread(table, key, new)):
            row, at = table.place(int(i), key)
            yield (table.title, row, at), _written(new[i], column.kind, lang)


def _unread(table: Table, key: str, new: Array) -> Iterator[int]:
    """Give the positions to be blank where something stands that could not be read."""
    blank = new == np.array(None, object) if new.dtype == object else np.isnan(new)
    place = table.places[key]
    if not isinstance(place, int) or new is table[key]:
        return
    rows = table.cells[table.top - 1 : table.top - 1 + len(new)]
    for i in np.flatnonzero(blank[: len(rows)]).tolist():
        row = rows[i]
        if len(row) >= place and row[place - 1] not in (None, ""):
            yield i


def _written(value: object, kind: Kind, lang: str) -> Cell:
    plain = _plain(value)
    if plain == "":
        return None
    if kind.choices is not None:
        return kind.choices.say(str(plain), lang)
    return _dated(plain, kind)


def _dated(plain: str | float | bool, kind: Kind) -> str | float | bool | date:
    """Give a day as a day: which number it is in the file, the file's epoch decides."""
    if not isinstance(plain, float) or kind.key not in ("date", "datetime"):
        return plain
    moment = to_day(plain)
    return moment if kind.key == "datetime" else moment.date()


def _differing(old: Array, new: Array) -> Array:
    """Mark in one stroke where two number columns differ; a daily sheet has 100,000 rows."""
    n = 0 if old is new else min(len(old), len(new))
    if old.dtype == object or new.dtype == object:
        unlike = np.flatnonzero(old[:n] != new[:n])
        return np.array([i for i in unlike if not same(old[i], new[i])], np.intp)
    a, b = old[:n], new[:n]
    equal = np.isclose(a, b, rtol=1e-9, atol=0.0, equal_nan=True)
    return np.flatnonzero(~equal)


def _plain(value: object) -> str | float | bool:
    found = value.item() if isinstance(value, np.generic) else value
    if isinstance(found, str | bool):
        return found
    return found if isinstance(found, float) and found == found else ""


def block_caches(
    book: Book, facts: Facts, formulas: Mapping[tuple[int, int], str]
) -> Iterator[tuple[At, Cell]]:
    """Give every stale cell of 计算's blocks and of the board, which feed tiles and charts.

    *formulas* are those to be rewritten, by position among the days. A block without rows, when the data went, is blank from end to end.
    """
    for key in _BLOCKS:
        ref, old = book.names.get(key), book.stale.get(("", key))
        if ref is None or old is None:
            continue
        block = facts.blocks.get(key)
        rows = block.rows if block is not None else ()
        width = max(ref.right, ref.left) - ref.left + 1
        missing = book.uncached.get(ref.sheet, frozenset())
        texts = formulas if key == DAYS else {}
        for n, before in enumerate(old.tolist()):
            i, j = divmod(n, width)
            slot = _slot(rows, i, j)
            after = _blank(key, j) if slot is None else number(slot)
            constant = key in _WRITTEN or (key, j) in _CONSTANTS
            at = (ref.sheet, ref.top + i, ref.left + j)
            known = same(before, after) and at[1:] not in missing
            if (i, j) in texts:
                yield at, Formula(texts[i, j], after)
            elif not known and (constant or not is_error(before)):
                day = slot if isinstance(slot, date) else after
                yield at, (day if day != "" else None) if constant else Cached(day)


def _blank(key: str, j: int) -> str:
    """Give what a formula shows where there is nothing: a chart must leave a gap."""
    return NO_VALUE if key == "calc_day_chart" and j else ""


def _slot(rows: tuple[tuple[Slot, ...], ...], i: int, j: int) -> Slot:
    return rows[i][j] if i < len(rows) and j < len(rows[i]) else None
