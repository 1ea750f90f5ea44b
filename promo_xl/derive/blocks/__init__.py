"""The tables of report, deck and home page: rows of figures, totals only where they add up."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from promo_xl.derive.blocks.day_channels import calc_targets
from promo_xl.derive.blocks.days import (
    calc_channel_chart,
    calc_channels,
    calc_day_chart,
    calc_days,
    calc_through,
    days,
)
from promo_xl.derive.blocks.gap import drivers, levers
from promo_xl.derive.blocks.history import last_year
from promo_xl.derive.blocks.money import money, register, roi
from promo_xl.derive.blocks.ops import OPS_BLOCKS
from promo_xl.derive.blocks.pace import curve, events, pace, phases
from promo_xl.derive.goals import Progress
from promo_xl.derive.story import Story, word_label
from promo_xl.derive.wording import (
    TABLE_WIDTH,
    before_number,
    fixed,
    listed,
    room,
    share,
    spoken,
)
from promo_xl.facts import Block, Claim, Figure, Slot
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown

NAN = float("nan")
RESULT_ROWS = 6
TOO_FEW = Label("样本不足", "too few")
_METRIC = Label("指标", "Metric")
_TARGET = Label("目标", "Target")
_ACTUAL = Label("实际", "Actual")
_COMPLETION = Label("完成率", "Completion")
_WITHIN = Label("预算内", "Within budget")
_OVER = Label("超支", "Over budget")


def block_makers(story: Story) -> Mapping[str, Callable[[], Block | None]]:
    """Give the maker of every table; a table without rows is None."""

    def maker(make: Callable[[Story], Block]) -> Callable[[], Block | None]:
        def made() -> Block | None:
            block = make(story)
            return block if block.rows else None

        return made

    found: dict[str, Callable[[Story], Block]] = {
        "result": result,
        "goals": goals,
        "channels": channels,
        "money": money,
        "roi": roi,
        "days": days,
        "register": register,
        "drivers": drivers,
        "levers": levers,
        "last_year": last_year,
        "phases": phases,
        "curve": curve,
        "events": events,
        "pace": pace,
        "calc_days": calc_days,
        "calc_channels": calc_channels,
        "calc_through": calc_through,
        "calc_targets": calc_targets,
        "calc_day_chart": calc_day_chart,
        "calc_channel_chart": calc_channel_chart,
        **OPS_BLOCKS,
    }
    return {key: maker(make) for key, make in found.items()}


def result(story: Story) -> Block:
    """The result in at most six rows: top goals, then what it cost."""
    rows = [goal_row(story, one) for one in _known(story) if one.aim.channel is None]
    if story.main is None and not story.figure("campaign.gmv").blank:
        gmv = story.figure("campaign.gmv")
        rows.insert(0, (gmv.label, None, gmv, None, None))
    if story.d.tally.days.size or rows:
        rows = rows[: RESULT_ROWS - 2] + _cost_rows(story)
    heads = (_METRIC, _TARGET, _ACTUAL, _COMPLETION, Label("结论", "Verdict"))
    return Block("result", Label("结果总览", "Result"), heads, tuple(rows[:RESULT_ROWS]))


def _known(story: Story) -> list[Progress]:
    """Leave out goals of which neither target nor actual is known: a row of dashes."""
    return [
        one
        for one in story.goals
        if not all(story.goal_figure(one, key).blank for key in ("target", "actual"))
    ]


def goal_row(story: Story, one: Progress) -> tuple[Slot, ...]:
    """Say one goal; a ≤ goal shows its headroom in words, never as a completion."""
    reached: Slot = story.goal_figure(one, "completion")
    if story.at_most(one):
        reached = _headroom(one)
    return (
        story.goal_dated(one),
        target(story, one),
        actual(story, one),
        reached,
        story.status(one) if one.status else None,
    )


def target(story: Story, one: Progress) -> Slot:
    """Give a goal's target; ≤ is said."""
    figure = story.goal_figure(one, "target")
    if not story.at_most(one) or figure.blank:
        return figure
    return fixed(Claim(Label("≤{x}", "≤ {x}"), {"x": story.goal_said(one, "target")}))


def actual(story: Story, one: Progress) -> Slot:
    """Give a goal's actual; a typed one is marked."""
    figure = story.goal_said(one, "actual")
    if not one.typed:
        return figure
    return fixed(Claim(Label("{x}（手工填报）", "{x} (typed)"), {"x": figure}))


def _headroom(one: Progress) -> Slot:
    return None if np.isnan(one.headroom) else room(one.headroom)


def _cost_rows(story: Story) -> list[tuple[Slot, ...]]:
    if story.figure("campaign.input_total").blank:
        return []
    spent, planned = story.figure("campaign.input_total"), story.planned
    verdict: Slot = None
    left: Slot = None
    if not planned.blank and planned.number:
        verdict = _WITHIN if spent.number <= planned.number else _OVER
        left = room((planned.number - spent.number) / planned.number)
    rows: list[tuple[Slot, ...]] = [(spent.label, planned, spent, left, verdict)]
    total = story.figure("campaign.roi_total")
    if not total.blank:
        rows.append((total.label, None, total, None, None))
    return rows


def goals(story: Story) -> Block:
    """Every goal, those with a completion first, ≤ goals apart below them."""
    ordered = sorted(_known(story), key=story.at_most)
    rows = tuple(_goal_line(story, one) for one in ordered)
    heads = (
        _METRIC,
        _TARGET,
        _ACTUAL,
        _COMPLETION,
        Label("余量/差额", "Headroom / gap"),
        Label("状态", "Status"),
    )
    title = Label("目标完成情况", "Goals")
    return Block("goals", title, heads, rows, note=_adjusted(story, ordered))


def _adjusted(story: Story, shown: list[Progress]) -> Claim | None:
    """Say adjusted targets beside the original ones, which alone are judged."""
    parts = []
    for one in shown:
        figure = story.goal_figure(one, "completion_adjusted")
        if figure.blank:
            continue
        table, i = story.book["goals"], one.aim.i
        target = story.goal_figure(one, "target")
        slots: dict[str, Slot] = {
            "name": before_number(story.goal_name(one, TABLE_WIDTH)),
            "x": Shown(float(table["target_adjusted"][i]), target.kind, wan=True),
            "rate": figure,
        }
        words = Label("{name}{x}，完成{rate}", "{name} {x}, {rate} reached")
        parts.append(fixed(Claim(words, slots)))
    if not parts:
        return None
    zh = "完成率按原目标；调整后目标：" + "；".join(part.zh for part in parts)
    en = "Completion is against original targets; adjusted: " + "; ".join(
        part.en for part in parts
    )
    return Claim(Label("{says}", "{says}"), {"says": Label(zh, en)})


def _goal_line(story: Story, one: Progress) -> tuple[Slot, ...]:
    name, wanted, found, _, word = goal_row(story, one)
    if story.at_most(one):
        return (name, wanted, found, None, _headroom(one), word)
    return (
        name,
        wanted,
        found,
        story.goal_figure(one, "completion"),
        gap(story, one),
        word,
    )


def gap(story: Story, one: Progress) -> Slot:
    """Say actual − target in the goal's own unit; rates differ by percentage points."""
    figure = story.goal_figure(one, "target")
    difference = one.actual - figure.number
    if np.isnan(difference):
        return None
    if figure.kind.key == "pct":
        points = Shown(difference * 100, story.figure("").kind, digits=1)
        return fixed(Claim(Label("{x}个百分点", "{x} pp"), {"x": points}))
    return Shown(difference, figure.kind, wan=True)


CHANNEL_PARTS = (
    "budget",
    "cost",
    "exec_rate",
    "gmv",
    "roi_ads",
    "roi_total",
    "orders",
    "cvr",
)


def channels(story: Story) -> Block:
    """One row a channel, grouped by purpose; sales are claims and may overlap."""
    table = story.book["channels"]
    names = table["channel_id"].tolist()
    order = sorted(range(len(names)), key=lambda i: _channel_order(story, i))
    rows = tuple(_channel_row(story, i) for i in order)
    if not any(_holds(cell) for row in rows for cell in row[2:]):
        rows = ()
    heads = (
        Label("渠道", "Channel"),
        Label("目的", "Purpose"),
        Label("预算", "Budget"),
        Label("花费", "Spend"),
        Label("执行率", "Execution"),
        Label("归因成交", "Attributed GMV"),
        Label("投放ROI", "Ad ROI"),
        Label("综合ROI", "Total ROI"),
        Label("订单", "Orders"),
        Label("转化率", "CVR"),
    )
    note = _channels_note(story)
    total = _channel_total(story) if rows else None
    title = Label("渠道投放表现", "Channels")
    return Block("channels", title, heads, rows, total, note)


def _channels_note(story: Story) -> Claim:
    """Say that claims may overlap, and whose attribution windows are still open."""
    zh, en = "归因口径，渠道间可能重复", "As claimed; channels may overlap"
    names = story.book["channels"]["channel_id"].tolist()
    open_ = [one for one in names if f"channel.{one}.immature_gmv" in story.figures]
    if not open_:
        return Claim(Label(zh, en))
    said = [story.channel_name(one, TABLE_WIDTH) for one in open_]
    words = Label(
        zh + "；{names}的归因窗口未关，近期成交未成熟，只展示不判断",
        en + "; windows of {names} are open: recent sales are shown, not judged",
    )
    return Claim(words, {"names": listed(said)})


def _holds(cell: Slot) -> bool:
    return not (cell is None or (isinstance(cell, Figure) and cell.blank))


def _channel_order(story: Story, i: int) -> tuple[int, float, int]:
    table = story.book["channels"]
    choices = table.sheet["purpose"].kind.choices
    purposes = [item.key for item in choices.items] if choices else []
    purpose = table["purpose"][i]
    place = purposes.index(purpose) if purpose in purposes else len(purposes)
    gmv = story.number(f"channel.{table['channel_id'][i]}.gmv")
    return place, -float(np.nan_to_num(gmv)), i


def _channel_row(story: Story, i: int) -> tuple[Slot, ...]:
    table = story.book["channels"]
    name = table["channel_id"][i]
    purpose = table["purpose"][i]
    cells = [_channel_cell(story, f"channel.{name}", key) for key in CHANNEL_PARTS]
    said = word_label(table, "purpose", purpose) if purpose else None
    return (story.channel_name(name, TABLE_WIDTH), said, *cells)


def _channel_cell(story: Story, prefix: str, key: str) -> Slot:
    figure = story.figure(f"{prefix}.{key}")
    if key == "cvr" and not figure.blank and story.too_few(prefix, key):
        return TOO_FEW
    return figure


def _channel_total(story: Story) -> tuple[Slot, ...]:
    budgets = story.d.columns.of("channels", "budget")
    known = budgets[~np.isnan(budgets)]
    planned = float(known.sum()) if len(known) else NAN
    cost = story.figure("campaign.cost")
    figure = story.figure("campaign.budget")
    rate = share(cost.number / planned) if planned else None
    claims = story.d.scope.level == "claim"
    sums = [
        story.figure(f"campaign.{key}") if claims else None
        for key in ("gmv", "roi_ads", "roi_total", "orders", "cvr")
    ]
    total = Shown(planned, figure.kind, wan=True)
    return (spoken(Label("合计", "Total")), None, total, cost, rate, *sums)
