"""The alerts of 首页: at most three, of different kinds first, with owner and since when."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, zip_longest
from math import isnan

import numpy as np

from promo_xl.derive.goals import Progress
from promo_xl.derive.ops.logbook import Logbook
from promo_xl.derive.ops.monitor import Watch
from promo_xl.derive.ops.stock import SHORT, Product
from promo_xl.derive.ops.words import (
    monitor_name,
    monitor_scope,
    priced,
    product_name,
)
from promo_xl.derive.story import Over, Story
from promo_xl.derive.wording import (
    before_number,
    count,
    fixed,
    long_day,
    lowered,
    share,
    shorten,
    wan,
)
from promo_xl.facts import Claim, Slot
from promo_xl.schema.kinds import INT, NUM
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown

NAME = 14.0
"""Full-width characters of a name in an alert; a longer one would shrink the line."""
LATE = ("behind_pace", "far_behind_pace", "missed")
Row = Mapping[str, Slot]


def found_alerts(story: Story) -> list[Row]:
    """List what is wrong, the worst of each kind first.

    Goals behind, monitors beyond their threshold, stale data, open incidents, overspending,
    empty shelves.
    """
    kinds = (
        _goal_alerts(story)[:1],
        _monitor_alerts(story),
        _stale_alert(story),
        _incident_alerts(story),
        [_over_alert(story, one) for one in story.over],
        _stock_alerts(story),
    )
    turns = zip_longest(*kinds)
    return [row for row in chain.from_iterable(turns) if row is not None]


def _goal_alerts(story: Story) -> list[Row]:
    late = [one for one in story.goals if one.status in LATE]
    return [_goal_alert(story, one) for one in late]


def _goal_alert(story: Story, one: Progress) -> Row:
    paced = one.status is not None and one.status.endswith("pace")
    words = Label("{name}{word}：为应到的{x}", "{name}: {word}, {x} of expected")
    if not paced:
        words = Label("{name}{word}：完成目标{x}", "{name}: {word}, {x} of goal")
    slots: dict[str, Slot] = {
        "name": story.goal_name(one, 14),
        "word": lowered(story.status(one)),
        "x": share(one.pace if paced else one.completion),
    }
    owner = story.person(story.book["goals"]["owner"][one.aim.i])
    day = story.d.goals.answers.through(one.aim)
    return {
        "text": fixed(Claim(words, slots)),
        "owner": owner,
        "since": None if isnan(day) else long_day(day),
    }


def _monitor_alerts(story: Story) -> list[Row]:
    hits = [one for one in story.d.ops.monitors.named if one.hit]
    hits.sort(key=lambda one: (one.state != "urgent", one.i))
    return [_monitor_alert(story, one) for one in hits]


def _monitor_alert(story: Story, one: Watch) -> Row:
    """Say `库存余量（爆款2款）200件，低于预警线300件`."""
    table = story.book["monitor"]
    name = f"monitor.{table['rule_id'][one.i]}"
    said, about = monitor_name(story, one.i), monitor_scope(story, one.i)
    zh, en = shorten(said.zh, NAME), shorten(said.en, NAME)
    if about is not None:
        zh = f"{zh}（{shorten(about.zh, NAME)}）"
        en = f"{en} ({shorten(about.en, NAME)})"
    slots: dict[str, Slot] = {
        "name": before_number(Label(zh, en)),
        "x": _amount(story, one, f"{name}.actual"),
        "line": _amount(story, one, f"{name}.threshold"),
    }
    words = _BEYOND[story.d.ops.monitors.sign(one.i)]
    return {
        "text": fixed(Claim(words, slots)),
        "owner": story.person(table["owner"][one.i]),
        "since": None if isnan(one.since) else long_day(one.since),
    }


_REACHED = Label("{name}{x}，达到预警线{line}", "{name} {x}, at the line of {line}")
_BEYOND = {
    "<": Label("{name}{x}，低于预警线{line}", "{name} {x}, below {line}"),
    ">": Label("{name}{x}，高于预警线{line}", "{name} {x}, above {line}"),
    "<=": _REACHED,
    ">=": _REACHED,
}


def _amount(story: Story, one: Watch, key: str) -> Slot:
    """Say an amount with its unit: 60秒, 200件, 2.4%."""
    figure, metric = story.figure(key), one.metric
    if metric is None or figure.blank:
        return None
    if figure.kind not in (INT, NUM):
        return priced(figure) if metric.agg == "ratio" else figure
    shown = Shown(round(figure.number, 1), figure.kind)
    unit = metric.unit or Label("", "")
    words = Label("{x}" + unit.zh, "{x} " + unit.en if unit.en else "{x}")
    return fixed(Claim(words, {"x": shown}))


def _incident_alerts(story: Story) -> list[Row]:
    """Say incidents still open that are not minor, the worst first."""
    book = Logbook(story)
    log = book.log
    found = [
        i
        for i in book.incidents
        if i in book.open and log["severity"][i] in ("urgent", "major") and log["desc"][i]
    ]
    return [
        {
            "text": Label(
                f"异常未关闭：{shorten(str(log['desc'][i]), NAME)}",
                f"Open incident: {shorten(str(log['desc'][i]), NAME)}",
            ),
            "owner": story.person(log["owner"][i]),
            "since": long_day(float(np.floor(log["time"][i]))),
        }
        for i in found
    ]


def _stale_alert(story: Story) -> list[Row]:
    through = story.d.scope.through
    if not through.stale:
        return []
    names = [story.channel_name(one, 8) for one in through.stale[:3]]
    more = len(through.stale) - len(names)
    zh = "、".join(names) + (f"等{len(through.stale)}个渠道" if more else "")
    en = ", ".join(names) + (f" and {more} more" if more else "")
    days = [through.channels[one] for one in through.stale]
    known = [day for day in days if not isnan(day)]
    table = story.book["channels"]
    rows = np.flatnonzero(table["channel_id"] == through.stale[0])
    owner = table["owner"][rows[0]] if len(rows) else None  # days may name no known channel
    return [
        {
            "text": Label(f"数据未更新：{zh}", f"Data missing: {en}"),
            "owner": story.person(owner),
            "since": long_day(min(known)) if known else None,
        }
    ]


def _over_alert(story: Story, one: Over) -> Row:
    slots: dict[str, Slot] = {
        "name": shorten(one.name, NAME),
        "x": wan(one.excess),
        "rate": share(one.spent / one.planned) if one.planned else "—",
    }
    words = Label("{name}超支{x}（执行率{rate}）", "{name} over by {x} ({rate})")
    return {
        "text": fixed(Claim(words, slots)),
        "owner": one.owner,
        "since": _since(story, one),
    }


def _since(story: Story, one: Over) -> str | None:
    """Find the day on which a channel's spend passed its budget."""
    if one.channel is None or one.channel not in story.d.tally.channels:
        return None
    row = story.d.tally.channels.index(one.channel)
    spent = story.d.tally.sums("ad", "cost", ("cost",))[row].cumsum()
    passed = np.flatnonzero(spent > one.planned)
    return long_day(float(story.d.tally.days[passed[0]])) if len(passed) else None


def _stock_alerts(story: Story) -> list[Row]:
    """Say the products that run short and that no monitor already speaks of."""
    hits = [one for one in story.d.ops.monitors.named if one.hit and one.metric]
    told = {
        sku
        for one in hits
        if one.metric is not None and one.metric.key in ("stock", "stock_days")
        for sku in one.about.skus or ()
    }
    short = [
        one
        for one in story.d.ops.stock.products
        if one.state in SHORT and one.sku not in told
    ]
    short.sort(key=lambda one: (one.left, one.i))
    return [_stock_alert(story, one) for one in short]


def _stock_alert(story: Story, one: Product) -> Row:
    slots: dict[str, Slot] = {
        "name": product_name(story, one.i, NAME),
        "n": count(one.left),
        "d": f"{one.days:.1f}",
    }
    words = Label("{name}库存仅{n}件", "{name}: {n} units left")
    if not isnan(one.days):
        words = Label("{name}库存{n}件，可售{d}天", "{name}: {n} units, {d} days of cover")
    return {
        "text": fixed(Claim(words, slots)),
        "owner": story.person(_plan_owner(story)),
        "since": long_day(one.read_on),
    }


def _plan_owner(story: Story) -> object:
    plan = story.book["plan"]
    return plan["owner"][0] if len(plan) else None
