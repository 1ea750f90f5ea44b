"""An expression as it would be written by hand: `gmv / cost`, or in a reader's words."""

from collections.abc import Callable
from typing import NamedTuple

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


class Words(NamedTuple):
    """What keys are called where an expression is read."""

    name: Callable[[str], str]
    """Key of a column or field (`AS_OF`: the as-of day) -> its name."""
    choice: Callable[[str, str], str]
    """(key of the column, choice key) -> the word."""


KEYS = Words(str, lambda _, word: repr(word))
"""The schema's own keys, for programs."""


def explain(expr: Expr, words: Words = KEYS) -> str:
    """Say *expr* with *words*."""
    if isinstance(expr, Op):
        left = _inner(expr, expr.left, words)
        return f"{left} {expr.sign} {_inner(expr, expr.right, words, last=True)}"
    if isinstance(expr, Col | Field):
        return words.name(expr.key)
    if isinstance(expr, SumIfs):
        return _sum_ifs(expr, words)
    if isinstance(expr, Num):
        return f"{expr.value:g}"
    if isinstance(expr, AsOf):
        return words.name("AS_OF")
    return _many(expr, words)


def _many(expr: Least | Most | Sum, words: Words) -> str:
    name = {Least: "MIN", Most: "MAX", Sum: "SUM"}[type(expr)]
    return f"{name}({', '.join(explain(item, words) for item in expr.items)})"


def _inner(outer: Op, inner: Expr, words: Words, *, last: bool = False) -> str:
    text = explain(inner, words)
    if not isinstance(inner, Op):
        return text
    weaker = inner.sign in "+-" and outer.sign in "*/"
    turned = last and outer.sign in "-/"
    return f"({text})" if weaker or turned else text


def _sum_ifs(expr: SumIfs, words: Words) -> str:
    summed = words.name(expr.key)
    if not expr.where:
        return f"SUM({summed})"
    tests = (_criterion(where, words) for where in expr.where)
    return f"SUMIFS({', '.join((summed, *tests))})"


def _criterion(where: Where, words: Words) -> str:
    value = where.value
    if isinstance(value, str):
        said = words.choice(where.key, value)
    else:
        said = f"{value:g}" if isinstance(value, int | float) else explain(value, words)
    return f"{words.name(where.key)} {where.sign} {said}"
