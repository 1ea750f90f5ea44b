"""Tables by day: the daily table of the appendix, and what charts on 首页 stand on."""

from __future__ import annotations

from datetime import date

import numpy as np

from promo_xl.derive.story import Story, word_label
from promo_xl.facts import Block, Figure, Slot, slot_text
from promo_xl.schema.kinds import MONEY
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown, to_day

DAYS = 120
CHANNELS = 20
LABEL = {"zh": 12, "en": 24}
"""Characters of a channel's name beside its bar: a longer one would squeeze the bars."""
NO_VALUE = "#N/A"
"""What a chart skips; an empty text it would draw as 0."""
_DATE = Label("日期", "Date")
_TARGET = Label("日目标", "Day target")
_COST = Label("花费", "Spend")


def campaign_days(story: Story) -> list[float]:
    """List the days of the period, at most 120; without one, the days that have data."""
    curve = story.d.curve
    if len(curve.targets):
        return [curve.first + i for i in range(min(len(curve.targets), DAYS))]
    days = story.d.tally.days
    return [float(day) for day in days[days > 0][:DAYS]]


def listed_days(story: Story) -> list[float]:
    """List the days 计算 shows by its own formulas: the plan's period as it is typed."""
    first, last = story.d.scope.period
    if np.isnan(first):
        return []
    count = DAYS if np.isnan(last) else min(int(last - first) + 1, DAYS)
    return [first + i for i in range(count)]


def days(story: Story) -> Block:
    """One row a day up to data-through."""
    through = story.d.scope.through.day
    rows = tuple(_day_row(story, day) for day in campaign_days(story) if day <= through)
    heads = (
        _DATE,
        Label("GMV", "GMV"),
        _TARGET,
        _COST,
        Label("访客", "Visitors"),
        Label("订单", "Orders"),
    )
    return Block("days", Label("每日数据", "Daily data"), heads, rows)


def _day_row(story: Story, day: float) -> tuple[Slot, ...]:
    name = day_name(day)
    target = story.d.curve.on(day)
    return (
        to_day(day).date(),
        story.figure(f"{name}.gmv"),
        None if np.isnan(target) else Shown(target, MONEY, wan=True),
        *(story.figure(f"{name}.{key}") for key in ("cost", "uv", "orders")),
    )


def day_name(day: float) -> str:
    """Give the scope of a day: day.2026-06-18."""
    return f"day.{to_day(day):%Y-%m-%d}"


def calc_days(story: Story) -> Block:
    """Day GMV, cumulated, day target, cumulated, day cost, same T-day last year.

    No actual after data-through.
    """
    through, curve = story.d.scope.through.day, story.d.curve
    last_year = story.d.targets.last_year
    reached = planned = 0.0
    rows: list[tuple[Slot, ...]] = []
    listed = listed_days(story)
    aimed = not all(np.isnan(curve.on(day)) for day in listed)
    for day in listed:
        complete = day <= through
        gmv = _number(story, day, "gmv") if complete else None
        cost = _number(story, day, "cost") if complete else None
        target = curve.on(day)
        reached += gmv or 0.0
        planned += 0.0 if np.isnan(target) else target
        row: tuple[Slot, ...] = (
            to_day(day).date(),
            gmv,
            round(reached, 2) if complete else None,
            None if np.isnan(target) else target,
            planned if aimed else None,
            cost,
            last_year.get(day),
        )
        rows.append(row)
    heads = (
        _DATE,
        Label("日GMV", "Day GMV"),
        Label("累计GMV", "Cumulative GMV"),
        _TARGET,
        Label("累计目标", "Cumulative target"),
        _COST,
        Label("去年同T日", "Same T-day last year"),
    )
    return Block("calc_days", Label("按日", "By day"), heads, tuple(rows))


def _number(story: Story, day: float, key: str) -> float | None:
    number = story.number(f"{day_name(day)}.{key}")
    return None if np.isnan(number) else number


def calc_channels(story: Story) -> Block:
    """Name, claim, spend, ad ROI and purpose of each channel, in the order of 渠道计划."""
    names = story.book["channels"]["channel_id"].tolist()[:CHANNELS]
    rows = tuple(_channel_row(story, name) for name in names)
    heads = (
        Label("渠道", "Channel"),
        Label("归因成交", "Attributed GMV"),
        Label("投放花费", "Ad spend"),
        Label("投放ROI", "Ad ROI"),
        Label("目的", "Purpose"),
    )
    return Block("calc_channels", Label("按渠道", "By channel"), heads, rows)


def _channel_row(story: Story, name: str) -> tuple[Slot, ...]:
    keys = ("gmv", "cost", "roi_ads")
    parts = [story.figure(f"channel.{name}.{key}") for key in keys]
    table = story.book["channels"]
    purpose = dict(
        zip(table["channel_id"].tolist(), table["purpose"].tolist(), strict=True)
    )
    word = word_label(table, "purpose", purpose.get(name)).say(story.book.lang)
    return (story.channel_name(name), *parts, word or None)


def calc_through(story: Story) -> Block:
    """The last complete day, up to which the blocks show actuals."""
    through = story.d.scope.through.day
    rows = () if np.isnan(through) else ((to_day(through).date(),),)
    return Block("calc_through", Label("数据截至", "Data through"), (_DATE,), rows)


def calc_day_chart(story: Story) -> Block:
    """What the curve on 首页 shows: in 万, in English in thousands."""
    unit, days_of = _chart_unit(story), calc_days(story).rows
    compared, then, rows = any(row[6] is not None for row in days_of), 0.0, []
    for day, gmv, total, _, target, _, before in days_of:
        then += before if isinstance(before, float) else 0.0
        last_year = then if compared else None
        shown = [value / unit if isinstance(value, float) else NO_VALUE for value in
                 (gmv, total, target, last_year)]  # fmt: skip
        label = f"{day.month}/{day.day}" if isinstance(day, date) else None
        rows.append((label, *shown))
    heads = (
        _DATE,
        Label("日GMV", "Day GMV"),
        Label("累计", "Cumulative"),
        _TARGET,
        Label("去年同期累计", "Last year to date"),
    )
    return Block("calc_day_chart", Label("曲线", "Curve"), heads, tuple(rows))


def calc_channel_chart(story: Story) -> Block:
    """What the bars on 首页 show: each channel with purpose and ad ROI, and its claim."""
    rows, joint = [], "·" if story.book.lang == "zh" else " · "
    for name, gmv, _, roi, purpose in calc_channels(story).rows:
        said = slot_text(name, story.book.lang)
        ratio = roi.number if isinstance(roi, Figure) else float("nan")
        claim = gmv.number if isinstance(gmv, Figure) else float("nan")
        said = _cut(said, LABEL[story.book.lang]) + (f"{joint}{purpose}" if purpose else "")
        label = said if np.isnan(ratio) else f"{said}  {ratio:.2f}"
        rows.append((label, None if np.isnan(claim) else claim / _chart_unit(story)))
    heads = (Label("渠道", "Channel"), Label("归因成交", "Attributed GMV"))
    return Block("calc_channel_chart", Label("渠道", "Channels"), heads, tuple(rows))


def _cut(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1] + "…"


def _chart_unit(story: Story) -> int:
    return 10_000 if story.book.lang == "zh" else 1_000
