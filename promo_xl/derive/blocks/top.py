"""The ranking of products, ad plans and creatives by what they sold."""

from __future__ import annotations

import numpy as np

from promo_xl.book import Array
from promo_xl.derive.ops.words import product_name
from promo_xl.derive.scope import CLAIM, PLAN, SESSION, is_key
from promo_xl.derive.story import Story
from promo_xl.derive.wording import TABLE_WIDTH, shorten
from promo_xl.facts import Block, Figure, Slot
from promo_xl.schema.kinds import INT, MONEY, RATIO
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown

RANKED = 10


def top(story: Story) -> Block:
    """Products, then ad plans and creatives, by what they sold; at most ten."""
    goods = _ranked_goods(story)
    plans = [row for _, row in sorted(_ranked_plans(story), key=lambda one: one[0])]
    half = RANKED // 2 if goods and plans else RANKED
    spare = max(0, half - len(plans)) if plans else 0
    kept = goods[: half + spare]
    rows = [*kept, *plans[: RANKED - len(kept)]]
    heads = (
        Label("名称", "Name"),
        Label("类别", "Kind"),
        Label("花费", "Spend"),
        Label("成交", "Sales"),
        Label("投放ROI", "Ad ROI"),
        Label("订单", "Orders"),
    )
    title = Label("商品与计划榜", "Top products and ad plans")
    return Block("top", title, heads, tuple(rows))


_GOODS = Label("商品", "Product")
_PLAN = Label("计划/创意", "Ad plan")
_HOST = Label("达人/场次", "Live session")


def _ranked_goods(story: Story) -> list[tuple[Slot, ...]]:
    ranked = []
    for one in story.d.ops.stock.products:
        gmv = story.figure(f"product.{one.sku}.gmv")
        if not gmv.blank and gmv.number > 0:
            orders = story.figure(f"product.{one.sku}.orders")
            name = product_name(story, one.i)
            rows = story.d.ops.stock.level_rows(one.sku)
            cost = _sum(story, "cost", rows & (story.d.scope.dates <= story.d.scope.day))
            ranked.append((-gmv.number, one.i, _top_row(name, _GOODS, cost, gmv, orders)))
    return [row for *_, row in sorted(ranked, key=lambda found: found[:2])]


def _ranked_plans(story: Story) -> list[tuple[float, tuple[Slot, ...]]]:
    """Give ad plans and live sessions with what they sold, negated to sort by."""
    scope = story.d.scope
    daily = scope.daily
    codes, names = daily.codes("campaign")
    if not names:
        return []
    seen = np.asarray((codes >= 0) & (scope.dates <= scope.day), bool)
    own = {level: seen & is_key(daily, "level", level) for level in (PLAN, SESSION, CLAIM)}
    plans = own[PLAN] if own[PLAN].any() else own[CLAIM]
    return [
        *_named(story, names, plans, _PLAN),
        *_named(story, names, own[SESSION], _HOST),
    ]


def _named(
    story: Story, names: tuple[object, ...], rows: Array, kind: Label
) -> list[tuple[float, tuple[Slot, ...]]]:
    paid = rows & is_key(story.d.scope.daily, "basis", story.d.scope.basis)
    gmv, orders = (_by_code(story, key, paid) for key in ("gmv", "orders"))
    cost = _by_code(story, "cost", rows)
    return [
        (
            -float(gmv[i]),
            _top_row(
                shorten(str(name), TABLE_WIDTH),
                kind,
                float(cost[i]),
                Shown(float(gmv[i]), MONEY, wan=True),
                None if np.isnan(orders[i]) else Shown(float(orders[i]), INT),
            ),
        )
        for i, name in enumerate(names)
        if gmv[i] > 0
    ]


def _by_code(story: Story, key: str, rows: Array) -> Array:
    daily = story.d.scope.daily
    codes, names = daily.codes("campaign")
    used = rows & ~np.isnan(daily[key])
    sums = np.bincount(codes[used], daily[key][used], len(names))
    counts = np.bincount(codes[used], minlength=len(names))
    return np.where(counts > 0, sums, np.nan)


def _sum(story: Story, key: str, rows: Array) -> float:
    cells = story.d.scope.daily[key][rows]
    known = cells[~np.isnan(cells)]
    return float(known.sum()) if len(known) else float("nan")


def _top_row(
    name: str, kind: Label, cost: float, gmv: Figure | Shown, orders: Slot
) -> tuple[Slot, ...]:
    sold = gmv.number if isinstance(gmv, Figure) else float(str(gmv.value))
    roi = sold / cost if cost > 0 else float("nan")
    spent = None if np.isnan(cost) else Shown(cost, MONEY, wan=True)
    return (name, kind, spent, gmv, None if np.isnan(roi) else Shown(roi, RATIO), orders)
