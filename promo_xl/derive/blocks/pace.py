"""Tables along time: phases, the curve with its marked days, and each channel's pace."""

from __future__ import annotations

from math import isnan

import numpy as np

from promo_xl.derive.blocks.days import campaign_days, day_name
from promo_xl.derive.pacing import BURST, phase_days
from promo_xl.derive.phases import PhaseLine
from promo_xl.derive.story import Story
from promo_xl.derive.wording import TABLE_WIDTH, fixed, share, short_day, shorten, wan
from promo_xl.facts import Block, Claim, Slot
from promo_xl.schema.kinds import RATIO
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown, to_day

EVENTS = 4
EVENT_WIDTH = 24.0
TOO_FEW = Label("样本不足", "too few")
_DATE = Label("日期", "Date")
_LATER = Label("—（成交在尾款期）", "— (sold with the balance)")


def phases(story: Story) -> Block:
    """One row a phase with data or a goal."""
    heads = (
        Label("阶段", "Phase"),
        Label("起止", "Dates"),
        Label("GMV目标", "GMV target"),
        Label("GMV", "GMV"),
        Label("完成率", "Completion"),
        Label("花费", "Spend"),
        Label("投放ROI", "Ad ROI"),
        Label("订单", "Orders"),
        Label("转化率", "CVR"),
    )
    rows = tuple(
        _phase_row(story, one)
        for one in story.phases
        if one.target == one.target or not isnan(one.gmv)
    )
    title = Label("分阶段表现", "By phase")
    return Block("phases", title, heads, rows, note=_presale(story))


def _presale(story: Story) -> Claim | None:
    """Say the ad ROI of deposit and balance phases together: apart it means nothing."""
    kinds = story.book["phases"]["phase"]
    pair = [
        one
        for one in story.phases
        if kinds[one.i] in ("pre_sale_deposit", "balance_payment")
    ]
    if len({kinds[one.i] for one in pair}) < 2:
        return None
    gmv, cost = (
        sum(x for one in pair if (x := story.number(f"phase.{one.name}.{key}")) == x)
        for key in ("gmv", "cost")
    )
    if not cost:
        return None
    words = Label(
        "预售定金与尾款合并，投放ROI为{x}", "Deposit and balance together: ad ROI {x}"
    )
    return Claim(words, {"x": Shown(gmv / cost, RATIO)})


def _phase_row(story: Story, one: PhaseLine) -> tuple[Slot, ...]:
    i = one.i
    prefix = f"phase.{one.name}"
    roi: Slot = story.figure(f"{prefix}.roi_ads")
    kind = story.book["phases"]["phase"][i]
    if kind == "pre_sale_deposit" and not story.figure(f"{prefix}.cost").blank:
        roi = _LATER
    cvr: Slot = story.figure(f"{prefix}.cvr")
    if not story.figure(f"{prefix}.cvr").blank and story.too_few(prefix, "cvr"):
        cvr = TOO_FEW
    return (
        story.phase_name(i),
        f"{short_day(one.first)}—{short_day(one.last)}",
        None if isnan(one.target) else wan(one.target),
        story.figure(f"{prefix}.gmv"),
        _reached(one.completion, one.pace),
        story.figure(f"{prefix}.cost"),
        roi,
        story.figure(f"{prefix}.orders"),
        cvr,
    )


def _reached(completion: float, pace: float) -> Slot:
    if not isnan(completion):
        return share(completion)
    if isnan(pace):
        return None
    return fixed(Claim(Label("进度{x}", "pace {x}"), {"x": share(pace)}))


def curve(story: Story) -> Block:
    """Every campaign day: actual to data-through, day target, same T-day last year."""
    through, targets = story.d.scope.through.day, story.d.targets
    known = targets.last_year
    rows = []
    for day in campaign_days(story):
        gmv = story.figure(f"{day_name(day)}.gmv") if day <= through else None
        target, then = story.d.curve.on(day), known.get(day)
        row: tuple[Slot, ...] = (
            to_day(day).date(),
            gmv,
            None if isnan(target) else wan(target),
            None if then is None else wan(then),
        )
        rows.append(row)
    if all(row[1] is None for row in rows):
        rows = []
    heads = (
        _DATE,
        Label("实际", "Actual"),
        Label("日目标", "Day target"),
        Label("去年同T日", "Same T-day last year"),
    )
    return Block("curve", Label("每日走势", "Day by day"), heads, tuple(rows))


def events(story: Story) -> Block:
    """At most four marked days of the curve, in order of date."""
    heads = (_DATE, Label("事件", "Event"), Label("GMV", "GMV"))
    found: dict[float, Slot] = {}
    for day, said in (*_peaks(story), *_incidents(story), *_changes(story)):
        if len(found) < EVENTS:
            found.setdefault(day, said)
    rows = tuple(
        (to_day(day).date(), found[day], story.figure(f"{day_name(day)}.gmv"))
        for day in sorted(found)
    )
    return Block("events", Label("标注的日子", "Marked days"), heads, rows)


def _peaks(story: Story) -> list[tuple[float, Slot]]:
    best, found = story.best_day, list[tuple[float, Slot]]()
    if best is None:
        return []
    start = _main_phase(story)
    if start is None or start[0] != best[1]:
        found.append((best[1], Label("全期最高", "Best day")))
    if start is not None:
        day, i = start
        name = story.phase_name(i)
        top = ("·全期最高", ", best day") if day == best[1] else ("", "")
        words = Label(f"{name.zh}首日{top[0]}", f"{name.en} begins{top[1]}")
        found.append((day, words))
    return found


def _main_phase(story: Story) -> tuple[float, int] | None:
    """Give the first day of the main phase: the first 开门红, 爆发 or 高潮 with data."""
    table = story.book["phases"]
    first, last = phase_days(table)
    through = story.d.scope.through.day
    shown = set(campaign_days(story))
    found = [
        (float(first[i]), i)
        for i, kind in enumerate(table["phase"].tolist())
        if kind in BURST and first[i] <= last[i] and first[i] <= through
    ]
    # the climax of several is the one with the highest day targets
    found = [(day, i) for day, i in found if day in shown]
    return max(found, key=lambda one: _weight(story, one[1]), default=None)


def _weight(story: Story, i: int) -> tuple[float, float]:
    first, last = phase_days(story.book["phases"])
    targets = story.d.curve.between(float(first[i]), float(last[i]))
    days = float(last[i] - first[i] + 1)
    return float(np.nan_to_num(targets)) / days, -float(first[i])


_RANK = {"urgent": 0, "major": 1}


def _incidents(story: Story) -> list[tuple[float, Slot]]:
    log = story.book["log"]
    rows = [
        i
        for i, day in _logged(story, "incident")
        if log["severity"][i] in _RANK and day == day
    ]
    rows.sort(key=lambda i: (_RANK[str(log["severity"][i])], float(log["time"][i]), i))
    return [(float(np.floor(log["time"][i])), _said(log["desc"][i])) for i in rows]


def _changes(story: Story) -> list[tuple[float, Slot]]:
    log = story.book["log"]
    return [(day, _said(log["desc"][i])) for i, day in _logged(story, "adjustment")]


def _logged(story: Story, kind: str) -> list[tuple[int, float]]:
    """List rows of 执行日志 of a kind that fall on a shown day and are not in the future."""
    log = story.book["log"]
    shown = {day for day in campaign_days(story) if day <= story.d.scope.through.day}
    days = np.floor(log["time"])
    return [
        (i, float(days[i]))
        for i, word in enumerate(log["kind"].tolist())
        if word == kind and float(days[i]) in shown and log["desc"][i]
    ]


def _said(text: object) -> str:
    return shorten(str(text), EVENT_WIDTH)


def pace(story: Story) -> Block:
    """One row a channel (or a platform its channels share) with a goal or day targets."""
    heads = (
        Label("渠道", "Channel"),
        Label("数据截至", "Data through"),
        Label("应到", "Expected"),
        Label("实际", "Actual"),
        Label("进度", "Pace"),
        Label("还需日均", "Needed per day"),
        Label("近3日日均", "Mean of the last 3 days"),
    )
    rows = []
    for one in story.d.paces:
        if isnan(one.expected) and isnan(one.reached):
            continue
        name = one.name if one.platform else story.channel_name(one.name, TABLE_WIDTH)
        row: tuple[Slot, ...] = (
            story.platform_name(one.name) if one.platform else name,
            None if isnan(one.through) else to_day(one.through).date(),
            _money(one.expected),
            _money(one.reached),
            None if isnan(one.pace) else share(one.pace),
            _money(one.needed),
            _money(one.recent),
        )
        rows.append(row)
    return Block("pace", Label("各渠道进度", "Pace by channel"), heads, tuple(rows))


def _money(amount: float) -> Slot:
    return None if isnan(amount) else wan(amount)
