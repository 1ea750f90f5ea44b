"""A computed column or figure, declared once and read three ways: value, formula, cells.

An expression is + - * / over columns, min, max, a sum of what is measured, SUMIFS, a form
field and the as-of day; every other computed column is written by Python. Blank anywhere
is blank, and so is a division by zero.
"""

from __future__ import annotations

from dataclasses import dataclass


class _Arithmetic:
    """Lets declarations read like the manuals' formulas: `GMV / COST`."""

    __slots__ = ()

    def __add__(self, other: Expr | float) -> Op:
        return Op("+", _node(self), _node(other))

    def __sub__(self, other: Expr | float) -> Op:
        return Op("-", _node(self), _node(other))

    def __mul__(self, other: Expr | float) -> Op:
        return Op("*", _node(self), _node(other))

    def __truediv__(self, other: Expr | float) -> Op:
        return Op("/", _node(self), _node(other))


@dataclass(frozen=True, slots=True)
class Col(_Arithmetic):
    """A column of the same row, by its schema key."""

    key: str


@dataclass(frozen=True, slots=True)
class Num(_Arithmetic):
    """A number written into the definition."""

    value: float


@dataclass(frozen=True, slots=True)
class Op(_Arithmetic):
    """left (+ - * /) right; blank where either side is blank or the divisor is 0."""

    sign: str
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Least(_Arithmetic):
    """The smallest of its items; blank where any is blank."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Most(_Arithmetic):
    """The largest of its items; blank where any is blank."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Sum(_Arithmetic):
    """The sum of those items that are measured; blank only where none is."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """One criterion of a SUMIFS: `key` (sheet.key) stands in `sign` to `value`.

    A str value is a choice key (either language in the cell, a blank cell matches the
    column's grey default) or, for a reference column, an ID; an Expr is taken per row: the
    column of a choice or reference matches its word in either language or name or ID.
    """

    key: str
    value: Expr | str | float
    sign: str = "="
    """One of = <> <= >=."""


@dataclass(frozen=True, slots=True)
class SumIfs(_Arithmetic):
    """The sum of `key` (sheet.key) over the rows that meet every criterion.

    Without criteria: the whole column. Blank while no matching cell holds a number.
    """

    key: str
    where: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Field(_Arithmetic):
    """A field of a form: `plan.total_budget`, `settings.basis`."""

    key: str


@dataclass(frozen=True, slots=True)
class AsOf(_Arithmetic):
    """The as-of day, as an Excel day number."""


Expr = Col | Num | Op | Least | Most | Sum | SumIfs | Field | AsOf


def _node(value: object) -> Expr:
    if isinstance(value, Expr):
        return value
    if isinstance(value, int | float):
        return Num(float(value))
    raise TypeError(f"not an expression: {value!r}")
