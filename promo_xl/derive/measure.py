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
from promo_xl.derive.tally import Cut, Tally
from promo_xl.derive.values import value
from promo_xl.facts import Source
from promo_xl.schema import Metric
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


def measure(tally: Tally, metric: Metric, sales: str, cut: Cut) -> Measured:
    """Compute *metric* for every group of *cut*."""
    found: dict[str, Numbers] = {}
    asked = parts(metric, sales)
    for side, keys in asked:
        counted = np.atleast_1d(cut(tally.used(side, keys)))
        for key in keys:
            total = np.atleast_1d(cut(tally.sums(side, key, keys)))
            found[key] = np.where(counted > 0, total, np.nan)
    used, of = _rows(tally, asked, cut)
    return Measured(_value(metric, found), used, of)


def _rows(tally: Tally, asked: tuple[Part, ...], cut: Cut) -> tuple[Numbers, Numbers]:
    """Count the rows used, and those in scope; a row two parts share counts once."""
    used = of = np.zeros(1)
    if len(asked) == 1:
        side, keys = asked[0]
        return np.atleast_1d(cut(tally.used(side, keys))), np.atleast_1d(
            cut(tally.rows(side))
        )
    for shop in (True, False):
        own = [part for part in asked if (part.side == SHOP) is shop]
        if own:
            side = SHOP if shop else "ad"
            keys = tuple(key for part in own for key in part.keys)
            used = used + np.atleast_1d(cut(tally.any_used(side, keys)))
            of = of + np.atleast_1d(cut(tally.rows(side)))
    return used, of


def _value(metric: Metric, found: dict[str, Numbers]) -> Numbers:
    of: Callable[[str], Any] = found.__getitem__
    if metric.expr is None or not found:
        return np.full(1, np.nan)
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
