"""What reports may say: figures with their source, blocks of figures, computed sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from math import isnan
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from promo_xl.book import Array, Ref, Table
from promo_xl.schema.expression import Expr
from promo_xl.schema.kind import Kind
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown, said, show

MAX_RANGES = 20
PRICE = 500.0
"""Money below this is said in 元: the price of a thing, not a sum."""


class Criterion(NamedTuple):
    """One criterion of a source: column `key` `sign` `value` (choice key, ID or number)."""

    key: str
    sign: str
    value: object


@dataclass(frozen=True, slots=True)
class Source:
    """A question to a table: which columns, over which rows. Cells are listed when asked."""

    table: Table
    keys: tuple[str, ...]
    where: tuple[Criterion, ...] = ()
    complete: bool = False
    """Only rows in which every key holds a number (rates: CTR, CVR, AOV)."""

    def scope(self) -> NDArray[np.bool_]:
        """Mark the rows the question is about."""
        mask = np.ones(len(self.table), bool)
        for test in self.where:
            mask &= _meets(self.table[test.key], test)
        return mask

    def rows(self) -> NDArray[np.bool_]:
        """Mark the rows that count: in scope, with a number in any (complete: every) key."""
        measured = [
            ~np.isnan(self.table[key])
            if self.table.sheet[key].kind.numeric
            else np.array([v is not None for v in self.table[key]], bool)
            for key in self.keys
        ]
        if not measured:
            return self.scope()
        join = np.logical_and if self.complete else np.logical_or
        return np.asarray(self.scope() & join.reduce(measured), bool)

    def ranges(self, limit: int | None = MAX_RANGES) -> list[Ref]:
        """List the cells as merged blocks, at most *limit*."""
        positions = np.flatnonzero(self.rows())
        found: list[Ref] = []
        for key in self.keys:
            if key not in self.table.places:
                continue
            for first, last in _runs(positions):
                row, column = self.table.place(first, key)
                found.append(Ref(self.table.title, row, column, row + last - first))
        return found if limit is None else found[:limit]


class Question(Protocol):
    """What a figure answers: columns and rows of tables, and the same as a formula."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """Each question to one table."""
        ...

    @property
    def excel(self) -> str:
        """A formula with leading `=`; "" = none."""
        ...


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that may be printed, with the question it answers.

    `key` is `campaign.gmv`, `channel.C01.roi_ads`, `goal.G1.completion`, `day.2026-06-01.gmv`.
    """

    key: str
    value: float | str | None
    """NaN or None = not measured; a str is a choice key or text."""
    kind: Kind
    label: Label
    asks: Question | None = field(default=None, compare=False, repr=False)
    """Writes its sources and its formula when asked: most figures are only printed."""
    expr: Expr | None = None
    used: int = 0
    of: int = 0
    why: str = ""
    """Why it is blank: no_data · zero_base · too_few · not_additive · immature."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The questions it answers: columns and rows of tables."""
        return self.asks.sources if self.asks is not None else ()

    @property
    def excel(self) -> str:
        """The same question as a formula anyone can paste, with leading `=`; "" = none."""
        return self.asks.excel if self.asks is not None else ""

    @property
    def blank(self) -> bool:
        """Whether it was not measured."""
        return self.value is None or (isinstance(self.value, float) and isnan(self.value))

    @property
    def number(self) -> float:
        """The value as a float, NaN when blank or a word."""
        return self.value if isinstance(self.value, float) else float("nan")

    def show(self, lang: str, *, wan: bool = False, digits: int | None = None) -> str:
        """Say the value as a person writes it."""
        return show(self.value, self.kind, lang, wan=wan, digits=digits)

    def cells(self, limit: int | None = MAX_RANGES) -> list[Ref]:
        """List the cells it was computed from."""
        found = [ref for source in self.sources for ref in source.ranges(None)]
        return found if limit is None else found[:limit]


Slot = Figure | Shown | Label | str | float | date | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A computed sentence: a Label with slots, and what stands in them."""

    says: Label
    slots: Mapping[str, Slot] = field(default_factory=dict)

    def say(self, lang: str) -> str:
        """Say the sentence in *lang*; money reads in 万 (zh) or K/M (en)."""
        return self.says.say(lang, **{k: slot_text(v, lang) for k, v in self.slots.items()})


def slot_text(value: Slot, lang: str) -> str:
    """Say what a claim's slot or a block's cell holds."""
    if isinstance(value, Figure):
        return value.show(lang, wan=value.kind.key == "money" and not _price(value.number))
    if isinstance(value, Shown) and value.wan and _price(value.value):
        value = replace(value, wan=False)
    return said(value, lang)


def _price(amount: object) -> bool:
    """Whether 万 would make 0.0 of it."""
    return isinstance(amount, int | float) and 0 < abs(amount) < PRICE


@dataclass(frozen=True, slots=True)
class Block:
    """One table of figures: a Word table, a slide table, a range of the board, chart data."""

    key: str
    title: Label
    heads: tuple[Label, ...]
    rows: tuple[tuple[Slot, ...], ...]
    total: tuple[Slot, ...] | None = None
    note: Claim | None = None


@dataclass(frozen=True)
class Facts:
    """Everything a run may say about one workbook at one moment."""

    as_of: datetime
    """A bare date is the end of that day."""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    blocks: Mapping[str, Block] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    columns: Mapping[tuple[str, str], Array] = field(default_factory=dict)
    """(sheet, column) -> the computed values of formula and tool columns, a row each."""
    home: Mapping[str, Slot | Claim] = field(default_factory=dict)
    """What stands on 首页: slot name -> value; the slot's cell has the name `home_<slot>`."""
    later: int = 0
    """Rows dated after as-of that were left out."""

    def __getitem__(self, key: str) -> Figure:
        return self.figures[key]


def _meets(column: Array, test: Criterion) -> NDArray[np.bool_]:
    if test.sign == "=":
        return np.asarray(column == test.value, bool)
    if test.sign == "<>":
        return np.asarray(column != test.value, bool)
    limit = float(str(test.value))
    below = column <= limit if test.sign == "<=" else column >= limit
    return np.asarray(below, bool)


def _runs(positions: NDArray[np.intp]) -> Sequence[tuple[int, int]]:
    if not len(positions):
        return ()
    cut = np.flatnonzero(np.diff(positions) != 1)
    firsts = positions[np.r_[0, cut + 1]]
    lasts = positions[np.r_[cut, len(positions) - 1]]
    return [(int(a), int(b)) for a, b in zip(firsts, lasts, strict=True)]
