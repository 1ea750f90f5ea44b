"""Figures of single products beyond stock: what rows of level 商品 measure.

A product's rows are never added to those of the shop or of channels: they speak of the same
sales.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from promo_xl.book import Array
from promo_xl.derive.derived import Derived
from promo_xl.derive.figures import Told, daily_metrics, plain
from promo_xl.derive.measure import ratio_of
from promo_xl.derive.scope import Mask, is_key
from promo_xl.facts import Criterion, Figure, Source
from promo_xl.schema.expression import Col
from promo_xl.schema.metrics import Metric

NAN = float("nan")
SKU = "sku"
ELSEWHERE = frozenset({"gmv", "orders", "items"})
"""What is told beside the stock of each product."""


def product_figures(d: Derived) -> Iterator[Figure]:
    """Make every measured metric of every product that has rows of level 商品."""
    scope, daily = d.scope, d.scope.daily
    rows = is_key(daily, "level", SKU) & is_key(daily, "basis", scope.basis)
    rows = np.asarray(rows & (scope.dates <= scope.day), bool)
    if not rows.any():
        return
    known = {key for key in daily.columns if _holds(daily[key], rows)}
    codes, names = daily.codes("sku_id")
    asked = [
        (metric, keys)
        for metric in daily_metrics()
        if metric.key not in ELSEWHERE and (keys := _keys(metric)) and known >= {*keys}
    ]
    for one in d.ops.stock.products:
        if one.sku in names:
            own = rows & (codes == names.index(one.sku))
            for metric, keys in asked:
                yield from _figure(d, metric, keys, (one.sku, np.asarray(own, bool)))


def _holds(column: Array, rows: Mask) -> bool:
    return column.dtype == float and bool((~np.isnan(column[rows])).any())


def _keys(metric: Metric) -> tuple[str, ...]:
    """Give the columns of a plain sum or ratio, () for anything else."""
    over, under = ratio_of(metric)
    if under:
        return over, under
    return (metric.expr.key,) if isinstance(metric.expr, Col) else ()


def _figure(
    d: Derived, metric: Metric, keys: tuple[str, ...], own: tuple[str, Mask]
) -> Iterator[Figure]:
    sku, rows = own
    used = rows
    for key in keys:
        used = used & ~np.isnan(d.scope.daily[key])
    if not used.any():
        return
    over, *under = (float(d.scope.daily[key][used].sum()) for key in keys)
    value = over / (under[0] or NAN) if under else over
    tests = (
        Criterion("sku_id", "=", sku),
        Criterion("level", "=", SKU),
        Criterion("basis", "=", d.scope.basis),
        Criterion("date", "<=", d.scope.day),
    )
    told = Told((Source(d.scope.daily, keys, tests, complete=len(keys) > 1),))
    why = "zero_base" if value != value else ""
    rate = metric.agg == "ratio"
    said = Told(told.about, why=why, exact=rate)
    yield plain((f"product.{sku}.{metric.key}", metric.label), value, metric.kind, said)
