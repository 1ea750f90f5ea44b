"""The computed sentences of operations: goods, users, monitors, what happened, what is next."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from promo_xl.derive.blocks.goods import products
from promo_xl.derive.blocks.users import users
from promo_xl.derive.claims.closing import (
    lessons_title,
    ops_decisions,
    schedule_title,
)
from promo_xl.derive.claims.log import feedback_title, incidents_title
from promo_xl.derive.ops.stock import SHORT
from promo_xl.derive.ops.words import monitor_name, product_name
from promo_xl.derive.story import Story
from promo_xl.derive.wording import (
    count,
    fitting,
    long_day,
    lowered,
    share,
    short_day,
)
from promo_xl.facts import Claim, Figure, Slot
from promo_xl.schema.kinds import NUM
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown

__all__ = ["OPS_CLAIMS", "ops_decisions"]
Maybe = Claim | None


def products_title(story: Story) -> Maybe:
    """Say what part of the stock is sold through, and how many products run short."""
    stock = story.d.ops.stock
    rate = story.figure("campaign.sellthrough")
    short = [one for one in stock.products if one.state in SHORT]
    read = [one for one in stock.products if not np.isnan(one.left)]
    slots: dict[str, Slot] = {"x": rate, "n": str(len(short)), "m": str(len(read))}
    if rate.blank and not read:
        return None
    if not read:
        words = Label(
            "件数为期初库存的{x}，未导入库存数", "Units sold are {x} of stock; none read"
        )
        return Claim(words, slots)
    if not short:
        if rate.blank:
            return Claim(
                Label("{m}款商品库存均正常", "Stock of all {m} products normal"), slots
            )
        words = Label(
            "库存清理率{x}，{m}款均在预警线上", "{x} sold through; all {m} above alert"
        )
        return Claim(words, slots)
    worst = min(short, key=lambda one: (one.left, one.i))
    slots |= {"name": product_name(story, worst.i, 8.0), "left": count(worst.left)}
    if rate.blank:
        words = Label(
            "{n}款低于库存预警线，{name}余{left}件",
            "{n} below stock alert; {name} has {left} left",
        )
        return Claim(words, slots)
    plain = Claim(
        Label(
            "库存清理率{x}，{n}款低于预警线", "{x} sold through; {n} below the alert line"
        ),
        slots,
    )
    words = Label(
        "库存清理率{x}，{n}款低于预警线，{name}余{left}件",
        "{x} sold through; {n} below alert: {name}, {left} left",
    )
    return fitting(Claim(words, slots), plain)


def users_title(story: Story) -> Maybe:
    """Say new users against their goal, else the share of new customers, else refunds."""
    refunds = story.figure("campaign.refund_rate")
    head = _new_users(story) or _new_share(story)
    if head is None:
        return _service(story) if refunds.blank else _refunds(story, refunds)
    if refunds.blank:
        return head
    whole = Label(head.says.zh + "，退款率{refund}", head.says.en + "; refunds {refund}")
    return fitting(Claim(whole, {**head.slots, "refund": refunds}), head)


def _new_users(story: Story) -> Maybe:
    figure = story.figure("campaign.new_users")
    if figure.blank:
        return None
    for one in story.goals:
        metric = one.aim.metric
        if metric is None or metric.key != "new_users" or not story.is_whole(one):
            continue
        if np.isnan(one.completion) or one.status is None:
            continue
        paced = one.status.endswith("pace") and not np.isnan(one.pace)
        slots: dict[str, Slot] = {
            "x": figure,
            "rate": share(one.pace if paced else one.completion),
            "word": lowered(story.status(one)),
        }
        if paced:
            zh, en = (
                "新增用户{x}人，为应到的{rate}（{word}）",
                "{x} new users, {rate} of expected ({word})",
            )
            if story.lags(one):
                day = short_day(story.d.goals.answers.through(one.aim))
                slots |= {"x": story.goal_said(one, "to_date"), "day": day}
                zh, en = "截至{day}" + zh, "To {day} " + en
            return Claim(Label(zh, en), slots)
        words = Label(
            "新增用户{x}人，完成目标{rate}（{word}）",
            "{x} new users, {rate} of goal ({word})",
        )
        return Claim(words, slots)
    return Claim(
        Label("新增用户{x}人，未设目标", "{x} new users, no goal set"), {"x": figure}
    )


def _new_share(story: Story) -> Maybe:
    figure = story.figure("campaign.new_share")
    if figure.blank:
        return None
    half = figure.number >= 0.5
    words = Label(
        "新客占比{x}，" + ("过半" if half else "老客为主"),
        "New buyers {x}: " + ("more than half" if half else "returning ones prevail"),
    )
    return Claim(words, {"x": figure})


def _refunds(story: Story, rate: Figure) -> Claim:
    ripe = story.d.ops.service.ripeness
    if ripe is None or ripe.share >= 1:
        return Claim(
            Label("退款率{x}，已过成熟期", "Refund rate {x}, complete"), {"x": rate}
        )
    words = Label("退款率{x}，尚未成熟", "Refund rate {x}, not complete yet")
    return Claim(words, {"x": rate})


def _service(story: Story) -> Maybe:
    figure = story.figure("campaign.cs_seconds")
    if figure.blank:
        return None
    seconds = Shown(figure.number, NUM, digits=0 if figure.number >= 10 else 1)
    for watch in story.d.ops.monitors.named:
        if watch.metric is None or watch.metric.key != "cs_seconds":
            continue
        late = figure.number > watch.target
        words = Label(
            "客服响应{x}秒，" + ("慢于目标" if late else "在目标内"),
            "Service answers in {x} s, " + ("above target" if late else "within target"),
        )
        return Claim(words, {"x": seconds})
    return Claim(
        Label("客服响应{x}秒，未设目标", "Answers in {x} s, no target set"), {"x": seconds}
    )


def monitor_title(story: Story) -> Maybe:
    """Say how many monitors are beyond their threshold, or at it."""
    watches = [one for one in story.d.ops.monitors.named if one.state is not None]
    if all(one.state == "no_data" for one in watches):
        return None
    hit = [one for one in watches if one.hit]
    near = [one for one in watches if one.state == "at_threshold"]
    blank = [one for one in watches if one.state == "no_data"]
    slots: dict[str, Slot] = {
        "n": str(len(watches)),
        "a": str(len(hit)),
        "b": str(len(near)),
        "c": str(len(blank)),
    }
    parts = [
        (hit, Label("{a}项预警", "{a} on alert")),
        (near, Label("{b}项临界", "{b} at threshold")),
        (blank, Label("{c}项无数据", "{c} without data")),
    ]
    said = [label for found, label in parts if found]
    if not said:
        return Claim(Label("{n}项监控均正常", "All {n} monitors normal"), slots)
    words = Label(
        "{n}项监控" + "、".join(one.zh for one in said),
        "Of {n} monitors " + ", ".join(one.en for one in said),
    )
    plain = Claim(words, slots)
    if not hit:
        return plain
    names = [monitor_name(story, one.i) for one in hit[:2]]
    zh, en = "、".join(one.zh for one in names), ", ".join(one.en for one in names)
    slots = {**slots, "names": Label(zh, en)}
    whole = Label(words.zh + "：{names}", words.en + ": {names}")
    bare = Label("{n}项监控{a}项预警：{names}", "{a} of {n} monitors on alert: {names}")
    return fitting(Claim(whole, slots), Claim(bare, slots), plain)


def source_products(story: Story) -> Maybe:
    """Say where goods and users are told from; nothing where there are neither."""
    goods = len(products(story).rows) > 0
    if not goods and not users(story).rows:
        return None
    return source(story, *(("products",) if goods else ()), "daily")


def source(story: Story, *sheets: str) -> Maybe:
    """Say from which sheets a page is told, as of which day."""
    known = [one for one in sheets if len(story.book[one])]
    if not known:
        return None
    titles = [story.book[one].title for one in known]
    slots: dict[str, Slot] = {
        "sheets": Label("".join(f"《{one}》" for one in titles), ", ".join(titles)),
        "day": long_day(story.d.scope.day),
    }
    words = Label("数据来源：{sheets}，截至{day}", "Source: {sheets}; as of {day}")
    return Claim(words, slots)


OPS_CLAIMS: Mapping[str, Callable[[Story], Maybe]] = {
    "products_title": products_title,
    "users_title": users_title,
    "monitor_title": monitor_title,
    "incidents_title": incidents_title,
    "feedback_title": feedback_title,
    "lessons_title": lessons_title,
    "schedule_title": schedule_title,
    "source_products": source_products,
    "source_log": lambda s: source(s, "log"),
    "source_review": lambda s: source(s, "review"),
    "source_tasks": lambda s: source(s, "tasks"),
}
