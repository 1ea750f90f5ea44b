"""What the referee asks: every declared expression by row and in total, and odd criteria."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from promo_xl.schema import METRICS, WORKBOOK
from promo_xl.schema.expression import (
    AsOf,
    Col,
    Expr,
    Field,
    Most,
    Num,
    Op,
    Sum,
    SumIfs,
    Where,
)
from promo_xl.schema.formula import CellText, Test, leaves
from promo_xl.schema.sheet import Column, Owner, Sheet

AS_OF = 46185.0
FIRST_DAY = 46174
CELLS: Sequence[object] = ("A*B", "C02", "Claim", 46177.0)
"""What stands in the cells of 首页 that criteria point at."""


@dataclass(frozen=True)
class Asked:
    """One figure over a whole table, in both readings."""

    name: str
    sheet: str
    expr: Expr
    tests: tuple[Test, ...]
    complete: bool
    means: tuple[Where, ...] = ()
    """The same questions in Python's words, where a test points at a cell or lists words."""


def formula_columns() -> list[tuple[Sheet, Column]]:
    """List every column of the workbook that Excel computes."""
    return [
        (one, column)
        for one in WORKBOOK
        for column in one.columns
        if column.owner is Owner.FORMULA
    ]


def figures() -> list[Asked]:
    """List every declared expression as a total: formulas, metrics and the catalogue."""
    found = [
        Asked(f"{one.key}.{column.key}.{complete}", one.key, expr, (), complete)
        for one in WORKBOOK
        for column in one.columns
        if column.formula is not None
        for expr in [_totalled(column)]
        for complete in _ways(expr)
    ]
    scopes: Mapping[str, tuple[Test, ...]] = {
        "claim": (("daily.level", "=", "claim"), ("daily.date", "<=", AsOf())),
        "channel": (("daily.channel_id", "=", "C01"), ("daily.basis", "=", "paid")),
        "day": (("daily.date", "=", FIRST_DAY + 3.0), ("daily.level", "<>", "shop")),
    }
    found += [
        Asked(f"{scope}.{key}.{complete}", "daily", metric.expr, tests, complete)
        for key, metric in METRICS.items()
        if metric.expr is not None
        for scope, tests in scopes.items()
        for complete in _ways(metric.expr)
    ]
    return found + _pointing()


def _pointing() -> list[Asked]:
    """List questions whose answer stands in a cell of 首页, is a field, or is spelt out."""
    name, code, level, day = (CellText(f"$D${row}") for row in range(1, 5))
    asked: list[tuple[Test, Where]] = [
        (("daily.channel_id", "=", name), Where("daily.channel_id", "C03")),
        (("daily.channel_id", "=", code), Where("daily.channel_id", "C02")),
        (("daily.channel_id", "=", ("A*B", "C03")), Where("daily.channel_id", "C03")),
        (("daily.channel_id", "<>", "C03"), Where("daily.channel_id", "C03", "<>")),
        (("daily.level", "=", level), Where("daily.level", "claim")),
        (("daily.basis", "=", Field("settings.basis")), Where("daily.basis", "paid")),
        (("daily.date", "=", day), Where("daily.date", 46177.0)),
        (("daily.date", "<>", day), Where("daily.date", 46177.0, "<>")),
        (("daily.date", ">=", Field("plan.period_start")), Where("daily.date", 0.0, ">=")),
        (("daily.date", "<=", AsOf() - 7), Where("daily.date", AS_OF - 7, "<=")),
        (("daily.campaign", "=", "campaign7"), Where("daily.campaign", "campaign7")),
        (("daily.source", "=", "手工"), Where("daily.source", "手工")),
        (("budget.phase_id", "=", "PH5"), Where("budget.phase_id", "PH5")),
    ]
    expr = Most((Num(-1e9), Sum((Col("cost"), Col("gmv") * 2))))
    found = [
        Asked(f"pointing.{i}", "daily", expr, (test,), False, (means,))
        for i, (test, means) in enumerate(asked[:-1])
    ]
    test, means = asked[-1]
    return [
        *found,
        Asked("pointing.phase", "budget", Col("planned"), (test,), False, (means,)),
    ]


def _ways(expr: Expr) -> tuple[bool, ...]:
    """A sum of one column is the same over its measured rows and over all."""
    return (False, True) if len(leaves(expr)) > 1 else (False,)


def _totalled(column: Column) -> Expr:
    """A column that asks row by row is totalled as itself."""
    if column.formula is None or _asks_rows(column.formula):
        return Col(column.key)
    return column.formula


def _asks_rows(e: Expr) -> bool:
    if isinstance(e, SumIfs):
        return any(isinstance(test.value, Col) for test in e.where)
    if isinstance(e, Op):
        return _asks_rows(e.left) or _asks_rows(e.right)
    return isinstance(e, Sum) and any(map(_asks_rows, e.items))
