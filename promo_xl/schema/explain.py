"""An expression in words a reader of the data dictionary follows: `gmv / cost`."""

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


def explain(expr: Expr) -> str:
    """Say *expr* as it would be written by hand, in schema keys."""
    if isinstance(expr, Op):
        return (
            f"{_inner(expr, expr.left)} {expr.sign} {_inner(expr, expr.right, last=True)}"
        )
    if isinstance(expr, Col | Field):
        return expr.key
    if isinstance(expr, SumIfs):
        return _sum_ifs(expr)
    if isinstance(expr, Num):
        return f"{expr.value:g}"
    if isinstance(expr, AsOf):
        return "AS_OF"
    return _many(expr)


def _many(expr: Least | Most | Sum) -> str:
    name = {Least: "MIN", Most: "MAX", Sum: "SUM"}[type(expr)]
    return f"{name}({', '.join(map(explain, expr.items))})"


def _inner(outer: Op, inner: Expr, *, last: bool = False) -> str:
    text = explain(inner)
    if not isinstance(inner, Op):
        return text
    weaker = inner.sign in "+-" and outer.sign in "*/"
    turned = last and outer.sign in "-/"
    return f"({text})" if weaker or turned else text


def _sum_ifs(expr: SumIfs) -> str:
    if not expr.where:
        return f"SUM({expr.key})"
    return f"SUMIFS({', '.join((expr.key, *map(_criterion, expr.where)))})"


def _criterion(where: Where) -> str:
    value = where.value
    said = f"{value!r}" if isinstance(value, str | int | float) else explain(value)
    return f"{where.key} {where.sign} {said}"
