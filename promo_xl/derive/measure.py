"""A metric over some rows: its value, how many rows counted of how many, and the question.

A rate takes the rows in which every leaf is a number; ROI takes everything in scope, cost
and sales needing no common row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from promo_xl.derive.scope import SHOP, Scope, Test
from promo_xl.derive.tally import Cut, Grid, Tally
from promo_xl.derive.values import value
from promo_xl.facts import Source
from promo_xl.schema import Metric
from promo_xl.schema.expression import Col, Op
from promo_xl.schema.formula import leaves

AD_KEYS = frozenset(
    {"cost", "impressions", "clicks", "interactions", "plays", "reach", "seed_users"}
)
"""What only a channel's own account measures; the shop's total knows nothing of it."""
EVERYTHING = frozenset({"roi_ads", "roi_total", "roi_net", "expense_ratio", "net_gmv"})
Numbers = NDArray[np.float64]


class Part(NamedTuple):
    """Columns that are added up over the same rows."""

    side: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """A value for each group, and the rows it stands on."""

    value: Numbers
    used: Numbers
    of: Numbers


@cache
def parts(metric: Metric, sales: str) -> tuple[Part, ...]:
    """Say over which rows each leaf of *metric* is added; *sales* is `claim` or `shop`."""
    if metric.expr is None:
        return ()
    keys = tuple(dict.fromkeys(leaves(metric.expr)))
    own = {key: "ad" if key in AD_KEYS else sales for key in keys}
    if all(side == "ad" for side in own.values()):
        return (Part("ad", keys),)
    mixed = sales == SHOP and "ad" in own.values()
    if metric.key in EVERYTHING or mixed:
        return tuple(Part(side, (key,)) for key, side in own.items())
    return (Part(sales, keys),)


@cache
def ratio_of(metric: Metric) -> tuple[str, str]:
    """Give the two columns of a plain ratio, "" for any other expression."""
    expr = metric.expr
    if isinstance(expr, Op) and expr.sign == "/":
        left, right = expr.left, expr.right
        if isinstance(left, Col) and isinstance(right, Col):
            return left.key, right.key
    return "", ""


class Sums:
    """What one cut adds up, kept for the metrics that share a column."""

    def __init__(self, tally: Tally, cut: Cut) -> None:
        self.tally = tally
        self._cut = cut
        self._kept: dict[tuple[object, ...], Numbers] = {}

    def rows(self, side: str) -> Numbers:
        """Count the rows in scope of each group."""
        return self._of(("rows", side), lambda: self.tally.rows(side))

    def used(self, side: str, keys: tuple[str, ...]) -> Numbers:
        """Count the rows of each group in which every key holds a number."""
        gaps = self.tally.gaps(side, keys)
        if not gaps:
            return self.rows(side)
        return self._of(("used", side, gaps), lambda: self.tally.used(side, keys))

    def any_used(self, side: str, keys: tuple[str, ...]) -> Numbers:
        """Count the rows of each group in which any key holds a number."""
        return self._of(("any", side, keys), lambda: self.tally.any_used(side, keys))

    def sum(self, side: str, key: str, keys: tuple[str, ...]) -> Numbers:
        """Add *key* up over the rows in which every one of *keys* holds a number."""
        gaps = self.tally.gaps(side, keys)
        return self._of((side, key, gaps), lambda: self.tally.sums(side, key, keys))

    def _of(self, name: tuple[object, ...], grid: Callable[[], Grid]) -> Numbers:
        found = self._kept.get(name)
        if found is None:
            found = self._kept[name] = np.atleast_1d(self._cut(grid()))
        return found


def measure(tally: Tally, metric: Metric, sales: str, cut: Cut) -> Measured:
    """Compute *metric* for every group of *cut*."""
    return measure_sums(Sums(tally, cut), metric, sales)


def measure_sums(sums: Sums, metric: Metric, sales: str) -> Measured:
    """Compute *metric* for every group of a cut whose sums are kept."""
    asked = parts(metric, sales)
    used, of = _rows(sums, asked)
    if not all(sums.tally.measured(key) for part in asked for key in part.keys):
        return Measured(np.full(len(of), np.nan), used, of)
    found: dict[str, Numbers] = {}
    for side, keys in asked:
        counted = sums.used(side, keys)
        full = bool(counted.all())
        for key in keys:
            total = sums.sum(side, key, keys)
            found[key] = total if full else np.where(counted > 0, total, np.nan)
    return Measured(_value(metric, found), used, of)


def _rows(sums: Sums, asked: tuple[Part, ...]) -> tuple[Numbers, Numbers]:
    """Count the rows used, and those in scope; a row two parts share counts once."""
    used = of = np.zeros(1)
    if len(asked) == 1:
        side, keys = asked[0]
        return sums.used(side, keys), sums.rows(side)
    for shop in (True, False):
        own = [part for part in asked if (part.side == SHOP) is shop]
        if own:
            side = SHOP if shop else "ad"
            keys = tuple(key for part in own for key in part.keys)
            used = used + sums.any_used(side, keys)
            of = of + sums.rows(side)
    return used, of


def _value(metric: Metric, found: dict[str, Numbers]) -> Numbers:
    of: Callable[[str], Any] = found.__getitem__
    if metric.expr is None or not found:
        return np.full(1, np.nan)
    if isinstance(metric.expr, Col):
        return found[metric.expr.key]
    over, under = ratio_of(metric)
    if under:
        divisor = found[under]
        if not divisor.all():
            divisor = np.where(divisor == 0, np.nan, divisor)
        return np.asarray(found[over] / divisor)
    return np.asarray(value(metric.expr, of), float)


def sources(
    scope: Scope, found: tuple[Part, ...], tests: Callable[[str], tuple[Test, ...]]
) -> tuple[Source, ...]:
    """Say the question as sources: one for each part and each list of criteria."""
    return tuple(
        Source(scope.daily, part.keys, test, complete=len(part.keys) > 1)
        for part in found
        for test in tests(part.side)
    )
