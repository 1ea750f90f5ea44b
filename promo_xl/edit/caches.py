"""Computed cells of the team's sheets: columns written by us, and values saved beside formulas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from promo_xl.book import Array, Book
from promo_xl.edit.cells import is_error, number, same
from promo_xl.facts import Facts, Slot
from promo_xl.patch import Cached, Cell
from promo_xl.schema.kind import Kind
from promo_xl.schema.sheet import Owner
from promo_xl.schema.show import to_day

At = tuple[str, int, int]
"""Tab title, row, column."""
_CONSTANTS = frozenset(
    {("calc_days", 3), ("calc_days", 6), ("calc_through", 0), ("calc_channels", 4)}
)
"""Day target, last year, data-through, purpose: values of ours among formulas."""
_WRITTEN = frozenset({"calc_board", "calc_targets"})
"""Blocks without a formula: every cell is a value of ours."""


def column_caches(book: Book, facts: Facts) -> Iterator[tuple[At, Cell]]:
    """Give every cell of a formula column whose saved value is stale."""
    for (sheet, key), old in book.stale.items():
        new = facts.columns.get((sheet, key))
        if not sheet or new is None:
            continue
        table = book[sheet]
        for i in _differing(old, new):
            if (sheet, key, int(i)) in book.typed_over or is_error(old[i]):
                continue
            row, column = table.place(int(i), key)
            if column:
                value = _dated(_plain(new[i]), table.sheet[key].kind)
                yield (table.title, row, column), Cached(value)


def written_columns(book: Book, facts: Facts, lang: str) -> Iterator[tuple[At, Cell]]:
    """Give every cell of a column written by us alone that holds something else.

    They are the inputs of live formulas: left old, a workbook would compute old results.
    """
    for (sheet, key), new in facts.columns.items():
        table = book[sheet]
        column = table.sheet[key]
        if column.owner is not Owner.TOOL or table.sheet.owned or key not in table.places:
            continue
        for i in _differing(table[key], new):
            row, at = table.place(int(i), key)
            yield (table.title, row, at), _written(new[i], column.kind, lang)


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
    n = min(len(old), len(new))
    if old.dtype == object or new.dtype == object:
        return np.array([i for i in range(n) if not same(old[i], new[i])], np.intp)
    a, b = old[:n], new[:n]
    equal = np.isclose(a, b, rtol=1e-9, atol=0.0, equal_nan=True)
    return np.flatnonzero(~equal)


def _plain(value: object) -> str | float | bool:
    found = value.item() if isinstance(value, np.generic) else value
    if isinstance(found, str | bool):
        return found
    return found if isinstance(found, float) and found == found else ""


def block_caches(book: Book, facts: Facts) -> Iterator[tuple[At, Cell]]:
    """Give every stale cell of 计算's blocks, which feed tiles and charts."""
    for key, block in facts.blocks.items():
        ref, old = book.names.get(key), book.stale.get(("", key))
        if ref is None or old is None:
            continue
        width = max(ref.right, ref.left) - ref.left + 1
        for n, before in enumerate(old.tolist()):
            i, j = divmod(n, width)
            slot = _slot(block.rows, i, j)
            after = number(slot)
            constant = key in _WRITTEN or (key, j) in _CONSTANTS
            if same(before, after) or (is_error(before) and not constant):
                continue
            day = slot if isinstance(slot, date) else after
            value = day if day != "" else None
            yield (
                (ref.sheet, ref.top + i, ref.left + j),
                value if constant else Cached(day),
            )


def _slot(rows: tuple[tuple[Slot, ...], ...], i: int, j: int) -> Slot:
    return rows[i][j] if i < len(rows) and j < len(rows[i]) else None
