"""Figures of operations: products, monitors, customer service, refunds, the clearing rate."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from promo_xl.derive.derived import Derived
from promo_xl.derive.excel import cell
from promo_xl.derive.figures import Told, basis_words, plain
from promo_xl.derive.money import fen
from promo_xl.derive.ops.stock import Product
from promo_xl.derive.scope import is_key
from promo_xl.facts import Criterion, Figure, Source
from promo_xl.schema import METRICS
from promo_xl.schema.formula import leaves
from promo_xl.schema.kind import Kind
from promo_xl.schema.kinds import INT, MONEY, NUM, PCT
from promo_xl.schema.label import Label

NAN = float("nan")
_OPENING = Label("期初库存", "Opening stock")
_LEFT = Label("当前库存", "Stock left")
CLEARED = Label("库存清理率（1−当前库存÷期初）", "Sell-through (1 − stock left ÷ opening)")
BY_ITEMS = Label("库存清理率（件数÷期初库存）", "Sell-through (units sold ÷ opening)")
RIPE = Label("退款成熟度", "Refund maturity")


def ops_figures(d: Derived) -> Iterator[Figure]:
    """Make the figures of operations."""
    yield from _campaign(d)
    for one in d.ops.stock.products:
        yield from _product(d, one)
    for watch in d.ops.monitors.named:
        yield from _monitor(d, watch.i)


def _campaign(d: Derived) -> Iterator[Figure]:
    stock, service = d.ops.stock, d.ops.service
    products, daily = d.book["products"], d.scope.daily
    about: tuple[Source, ...]
    if stock.products:
        about = (Source(products, ("stock",)), Source(daily, (_left_key(stock.by_items),)))
        label = BY_ITEMS if stock.by_items else CLEARED
        yield plain(("campaign.sellthrough", label), stock.cleared, PCT, Told(about))
    if service.rows.any():
        metric = METRICS["cs_seconds"]
        about = (Source(daily, ("cs_seconds",), (_until(d),)),)
        name = ("campaign.cs_seconds", metric.label)
        yield plain(name, service.seconds(), metric.kind, Told(about))
    ripe = service.ripeness
    if ripe is not None:
        tests = d.scope.tests(d.scope.level)
        about = tuple(Source(daily, ("gmv",), test) for test in tests)
        yield plain(("campaign.refund_maturity", RIPE), ripe.share, PCT, Told(about))


def _left_key(by_items: bool) -> str:
    return "items" if by_items else "stock"


def _until(d: Derived) -> Criterion:
    return Criterion("date", "<=", d.scope.day)


def _product(d: Derived, one: Product) -> Iterator[Figure]:
    table, daily = d.book["products"], d.scope.daily
    named = (Criterion("sku_id", "=", one.sku), _until(d))
    own = Criterion("sku_id", "=", one.sku)
    opening = Told((Source(table, ("stock",), (own,)),), cell(table, one.i, "stock"))
    read = Told((Source(daily, ("stock",), named),), cell(table, one.i, "stock_left"))
    sold = Told((Source(daily, ("items",), named),))
    both = Told((*opening.sources, *(sold if one.by_items else read).sources))
    days = Told((*read.sources, *sold.sources), cell(table, one.i, "stock_days"))
    cleared = BY_ITEMS if one.by_items else CLEARED
    parts: tuple[tuple[str, Label, float, Kind, Told], ...] = (
        ("opening", _OPENING, one.opening, INT, opening),
        ("stock_left", _LEFT, one.left, INT, read),
        ("sellthrough", cleared, one.cleared, PCT, both),
        ("stock_days", METRICS["stock_days"].label, one.days, NUM, days),
        ("items", METRICS["items"].label, one.sold, INT, sold),
    )
    for key, label, value, kind, told in parts:
        yield plain((f"product.{one.sku}.{key}", label), value, kind, told)
    yield from _sales(d, one)


def _sales(d: Derived, one: Product) -> Iterator[Figure]:
    daily, basis = d.scope.daily, basis_words(d)
    rows = d.ops.stock.level_rows(one.sku) & is_key(daily, "basis", d.scope.basis)
    rows = rows & (d.scope.dates <= d.scope.day)
    test = (Criterion("sku_id", "=", one.sku), _until(d))
    for key, kind, label in (
        ("gmv", MONEY, Label(f"GMV（商品·{basis.zh}）", f"GMV (SKU, {basis.en})")),
        ("orders", INT, METRICS["orders"].label),
    ):
        cells = daily[key][rows]
        known = cells[~np.isnan(cells)]
        value = float(known.sum()) if len(known) else NAN
        value = fen(value) if kind is MONEY else value
        told = Told((Source(daily, (key,), test),))
        yield plain((f"product.{one.sku}.{key}", label), value, kind, told)


def _monitor(d: Derived, i: int) -> Iterator[Figure]:
    table, watch = d.book["monitor"], d.ops.monitors.all[i]
    name = f"monitor.{table['rule_id'][i]}"
    kind = watch.metric.kind if watch.metric else NUM
    own = Criterion("rule_id", "=", table["rule_id"][i])
    typed = watch.target == float(table["target"][i])
    said = cell(table, i, "target") if typed else ""  # the day targets know another
    target = Told((Source(table, ("target",), (own,)),), said)
    limits = Told((Source(table, ("threshold",), (own,)),), cell(table, i, "threshold"))
    keys = tuple(
        k for k in _columns(watch.metric.key if watch.metric else "") if k in _daily(d)
    )
    about = (Source(d.scope.daily, keys, (_until(d),)),) if keys else ()
    actual = Told(about, cell(table, i, "actual"), exact=True)
    gap = Told((*about, *target.sources), cell(table, i, "deviation"))
    line = float(table["threshold"][i])
    yield plain((f"{name}.target", table.sheet["target"].label), watch.target, kind, target)
    yield plain((f"{name}.actual", table.sheet["actual"].label), watch.actual, kind, actual)
    yield plain(
        (f"{name}.deviation", table.sheet["deviation"].label), watch.deviation, PCT, gap
    )
    yield plain((f"{name}.threshold", table.sheet["threshold"].label), line, kind, limits)
    state = table.sheet["state"]
    yield Figure(f"{name}.state", watch.state, state.kind, state.label)


def _columns(metric: str) -> tuple[str, ...]:
    found = METRICS.get(metric)
    if metric in ("stock", "cs_seconds") or found is None:
        return (metric,)
    if metric == "stock_days":
        return ("stock", "items")
    return ("stock",) if metric == "sellthrough" else _leaves(metric)


def _leaves(metric: str) -> tuple[str, ...]:
    expr = METRICS[metric].expr
    return tuple(dict.fromkeys(leaves(expr))) if expr is not None else ()


def _daily(d: Derived) -> set[str]:
    return {column.key for column in d.scope.daily.sheet.cells}
