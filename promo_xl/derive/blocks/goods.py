"""What was sold from which shelf: opening stock, what is left, how long it lasts."""

from __future__ import annotations

import numpy as np

from promo_xl.derive.ops.stock import (
    ALERT,
    FREE,
    NORMAL,
    SOLD_OUT,
    STOP,
    UNKNOWN,
    Product,
)
from promo_xl.derive.ops.words import (
    TOTAL,
    product_name,
)
from promo_xl.derive.story import Story
from promo_xl.derive.wording import fixed
from promo_xl.facts import Block, Claim, Slot
from promo_xl.schema.kinds import INT, NUM
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown

STATES = {
    NORMAL: Label("正常", "Normal"),
    ALERT: Label("低于预警线", "Below alert line"),
    STOP: Label("低于停推线", "Below stop line"),
    SOLD_OUT: Label("售罄", "Sold out"),
    FREE: Label("不查库存", "Not watched"),
    UNKNOWN: Label("无数据", "No data"),
}


def products(story: Story) -> Block:
    """One row a product, the emptiest shelf first; the clearing rate over all below."""
    every = story.d.ops.stock.products
    measured = any(not np.isnan((one.left, one.sold)).all() for one in every)
    found = [one for one in every if measured and _told(one)]
    found.sort(key=lambda one: (_order(one), one.i))
    rows = tuple(_product_row(story, one) for one in found)
    heads = (
        Label("商品", "Product"),
        Label("期初库存", "Opening stock"),
        Label("当前库存", "Stock left"),
        Label("清理率", "Sell-through"),
        Label("可售天数", "Days of cover"),
        Label("预警线", "Alert line"),
        Label("状态", "State"),
    )
    total = _products_total(story) if rows else None
    note = _products_note(story) if rows else None
    return Block("products", Label("商品与库存", "Products"), heads, rows, total, note)


def _told(one: Product) -> bool:
    return not (np.isnan(one.left) and np.isnan(one.sold) and np.isnan(one.opening))


def _order(one: Product) -> int:
    return (SOLD_OUT, STOP, ALERT, NORMAL, UNKNOWN, FREE).index(one.state)


def _product_row(story: Story, one: Product) -> tuple[Slot, ...]:
    name = f"product.{one.sku}"
    keys = ("opening", "stock_left", "sellthrough")
    return (
        product_name(story, one.i),
        *(story.figure(f"{name}.{key}") for key in keys),
        None if np.isnan(one.days) else Shown(one.days, NUM, digits=1),
        _line(story, one),
        STATES[one.state],
    )


def _line(story: Story, one: Product) -> Slot:
    """Say the alert line: 300件/3天."""
    units = float(story.book["products"]["alert_stock"][one.i])
    days = story.d.ops.stock.line(one.i, "alert")
    slots: dict[str, Slot] = {"n": Shown(units, INT), "d": Shown(days, NUM)}
    if np.isnan(units):
        return None if np.isnan(days) else fixed(Claim(Label("{d}天", "{d} days"), slots))
    if np.isnan(days):
        return fixed(Claim(Label("{n}件", "{n} units"), slots))
    return fixed(Claim(Label("{n}件/{d}天", "{n} units / {d} days"), slots))


def _products_total(story: Story) -> tuple[Slot, ...] | None:
    counted = story.d.ops.stock.counted
    if not counted:
        return None
    opening = sum(one.opening for one in counted)
    by_items = story.d.ops.stock.by_items
    left = None if by_items else Shown(sum(one.left for one in counted), INT)
    rate = story.figure("campaign.sellthrough")
    return (TOTAL, Shown(opening, INT), left, rate, None, None, None)


def _products_note(story: Story) -> Claim | None:
    stock = story.d.ops.stock
    if stock.by_items:
        return Claim(
            Label(
                "未导入库存，清理率按支付件数÷期初库存",
                "No stock loaded: units sold ÷ opening",
            )
        )
    every, counted = len(stock.products), len(stock.counted)
    if not counted or counted == every:
        return None
    words = Label(
        "合计按有库存数的{n}款（共{m}款）", "Total over the {n} of {m} with stock data"
    )
    return Claim(words, {"n": str(counted), "m": str(every)})
