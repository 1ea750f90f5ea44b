"""Python's reading of an expression: whole columns, and totals over rows of a table.

Blank is NaN; blank anywhere is blank, and so is x/0.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from math import floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from promo_xl.book import Array, Book
from promo_xl.schema import sheet as find_sheet
from promo_xl.schema.expression import (
    AsOf,
    Col,
    Expr,
    Field,
    Least,
    Most,
    Num,
    Op,
    Sum,
    SumIfs,
    Where,
)
from promo_xl.schema.formula import leaves, told_by
from promo_xl.schema.sheet import Owner
from promo_xl.schema.show import to_serial

Of = Callable[[str], Array]
"""A column by its key; a form's field by `sheet.key`; the as-of day by `AS_OF`."""
Sums = Callable[[SumIfs], Array]
Mask = NDArray[np.bool_]
Codes = NDArray[np.int64]

AS_OF = "AS_OF"
_ARITHMETIC = {"+": np.add, "-": np.subtract, "*": np.multiply}
_COMPARE = {"=": np.equal, "<=": np.less_equal, ">=": np.greater_equal}


class Columns:
    """Every column of a book, computed when first asked for."""

    def __init__(
        self,
        book: Book,
        as_of: datetime,
        written: Mapping[tuple[str, str], Callable[["Columns"], Array]] | None = None,
    ) -> None:
        self.book = book
        self.as_of = float(floor(to_serial(as_of)))
        self._written = written or {}
        self._known: dict[tuple[str, str], Array] = {}
        self._codes: dict[tuple[str, str], tuple[Codes, Mapping[object, int]]] = {}

    def of(self, sheet: str, key: str) -> Array:
        """Give a column: typed as read, a formula from its expression, ours from its maker."""
        found = self._known.get((sheet, key))
        if found is None:
            found = self._known[sheet, key] = self._compute(sheet, key)
        return found

    def field(self, key: str) -> Any:
        """Give a form's field by `sheet.key`: a number (NaN blank), a choice key or None."""
        sheet, _, name = key.partition(".")
        if sheet == "settings" and name in self.book.settings:
            return self.book.settings[name]
        return self.of(sheet, name)[0]

    def sums(self, node: SumIfs, sheet: str = "") -> Array:
        """Give a SUMIFS: a number a row of *sheet*, or one where no criterion asks a row."""
        target, _, key = node.key.partition(".")
        data = self.of(target, key)
        scope = np.ones(len(data), bool)
        pairs: list[tuple[Codes, Codes]] = []
        for test in node.where:
            if isinstance(test.value, Col):
                pairs.append(self._pair(target, sheet, test))
            else:
                scope &= self.meets(target, test.key.partition(".")[2], test)
        return _sum_by(data, scope, pairs) if pairs else _sum(data[scope])

    def codes(self, sheet: str, key: str) -> tuple[Codes, Mapping[object, int]]:
        """Factorise a column once: a code a row (-1 = blank), and the code of each value."""
        found = self._codes.get((sheet, key))
        if found is None:
            seen: dict[object, int] = {}
            codes = [
                -1 if c is None or c != c else seen.setdefault(c, len(seen))
                for c in self.of(sheet, key).tolist()
            ]
            found = self._codes[sheet, key] = np.array(codes, np.int64), seen
        return found

    def meets(self, sheet: str, key: str, test: Where) -> Mask:
        """Mark the rows of *sheet* whose *key* stands in the sign to the value of *test*."""
        cells, wanted = self.of(sheet, key), self._wanted(test.value)
        if isinstance(test.value, AsOf) and test.sign == "<=":
            return np.asarray(cells < self.as_of + 1, bool)
        if cells.dtype == object:
            codes, seen = self.codes(sheet, key)
            same = codes == seen.get(wanted, -2)
        else:
            limit = wanted if isinstance(wanted, int | float) else np.nan
            same = _COMPARE["=" if test.sign == "<>" else test.sign](cells, limit)
        return np.asarray(~same if test.sign == "<>" else same, bool)

    def scalar(self, key: str, sheet: str) -> Array:
        """Give what a key of an expression means in a row of *sheet*."""
        if key == AS_OF:
            return np.asarray(self.as_of)
        return np.asarray(self.field(key) if "." in key else self.of(sheet, key))

    def _compute(self, sheet: str, key: str) -> Array:
        table = self.book[sheet]
        if not len(table):
            return table[key]
        column = table.sheet[key]
        if (sheet, key) in self._written:
            return self._written[sheet, key](self)
        if column.formula is None or column.owner is Owner.TOOL:
            return table[key]
        found = value(
            column.formula,
            lambda leaf: self.scalar(leaf, sheet),
            lambda node: self.sums(node, sheet),
        )
        values = np.array(np.broadcast_to(found, len(table)), float)
        told = _told_by(sheet, key)
        if told:
            values[table[told] == np.array(None, object)] = np.nan
        return values

    def _pair(self, target: str, sheet: str, test: Where) -> tuple[Codes, Codes]:
        """Give the codes of the cells and, in the same code, of the rows that ask."""
        if test.sign != "=" or not isinstance(test.value, Col):
            raise ValueError(f"{test.key} {test.sign} a column of the row")
        codes, seen = self.codes(target, test.key.partition(".")[2])
        asked = [seen.get(c, -1) for c in self.of(sheet, test.value.key).tolist()]
        return codes, np.array(asked, np.int64)

    def _wanted(self, wanted: Expr | str | float) -> object:
        if isinstance(wanted, Field):
            return self.field(wanted.key)
        if isinstance(wanted, Expr):
            return float(value(wanted, lambda leaf: self.scalar(leaf, ""), self.sums))
        return wanted


@cache
def _told_by(sheet: str, key: str) -> str:
    found = find_sheet(sheet)
    return told_by(found, found[key])


def value(expr: Expr, of: Of, sums: Sums | None = None) -> Array:
    """Compute *expr*; *of* gives columns (or their totals) by key, *sums* its SUMIFS."""

    def read(e: Expr) -> Array:
        if isinstance(e, Num):
            return np.asarray(e.value)
        if isinstance(e, Op):
            return _operate(e.sign, read(e.left), read(e.right))
        if isinstance(e, Least | Most | Sum):
            return _gather(e, [read(item) for item in e.items])
        if isinstance(e, SumIfs):
            if sums is None:
                raise ValueError(f"no rows to add up for {e.key}")
            return sums(e)
        return np.asarray(of(AS_OF if isinstance(e, AsOf) else e.key), float)

    return read(expr)


def total(
    expr: Expr, of: Of, mask: Mask, *, complete: bool = False, sums: Sums | None = None
) -> tuple[float, int, int]:
    """Give a figure over the rows of *mask*: its value, the rows used, of how many.

    A column stands for its sum over what is measured; *complete* (rates): over the rows in
    which every leaf is measured. Rows used have a number in any (complete: every) leaf.
    """
    columns = {key: np.asarray(of(key), float) for key in leaves(expr)}
    measured = [~np.isnan(column) for column in columns.values()]
    join = np.logical_and if complete else np.logical_or
    used = mask & join.reduce(measured) if measured else mask
    totals = {key: _sum(column[used]) for key, column in columns.items()}

    def read(key: str) -> Array:
        return totals[key] if key in totals else of(key)

    return float(value(expr, read, sums)), int(used.sum()), int(mask.sum())


def _operate(sign: str, left: Array, right: Array) -> Array:
    if sign == "/":
        return np.asarray(left / np.where(right == 0, np.nan, right))
    return np.asarray(_ARITHMETIC[sign](left, right))


def _gather(e: Least | Most | Sum, items: list[Array]) -> Array:
    if isinstance(e, Least):
        return np.asarray(np.minimum.reduce(np.broadcast_arrays(*items)))
    if isinstance(e, Most):
        return np.asarray(np.maximum.reduce(np.broadcast_arrays(*items)))
    stacked = np.stack(np.broadcast_arrays(*items))
    blank = np.isnan(stacked)
    added = np.where(blank, 0.0, stacked).sum(axis=0)
    return np.where(blank.all(axis=0), np.nan, added)


def _sum(cells: Array) -> Array:
    measured = cells[~np.isnan(cells)]
    return np.asarray(measured.sum() if len(measured) else np.nan)


def _sum_by(data: Array, scope: Mask, pairs: list[tuple[Codes, Codes]]) -> Array:
    """Add *data* up once for every row that asks, by all its keys together."""
    codes = np.zeros(len(data), np.int64)
    asked = np.zeros(len(pairs[0][1]), np.int64)
    for theirs, ours in pairs:
        size = int(max(theirs.max(initial=0), ours.max(initial=0))) + 1
        codes = np.where((codes < 0) | (theirs < 0), -1, codes * size + theirs)
        asked = np.where((asked < 0) | (ours < 0), -1, asked * size + ours)
    counted = scope & (codes >= 0) & ~np.isnan(data)
    size = int(max(codes.max(initial=0), asked.max(initial=0))) + 1
    added = np.bincount(codes[counted], data[counted], size)
    rows = np.bincount(codes[counted], minlength=size)
    return np.where((asked >= 0) & (rows[asked] > 0), added[asked], np.nan)
