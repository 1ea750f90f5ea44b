"""Day targets: one grain a day, adding up to the GMV goals they spread."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from promo_xl.book import Array, Book, Table
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.label import Label
from promo_xl.validate.goal_tree import is_plain, scope_of
from promo_xl.validate.limit import limit
from promo_xl.validate.rule import Hits, Wording, rule
from promo_xl.validate.say import day, named_in, phase_name, yuan

_NOISE = 1e-9


@rule(
    "G18",
    "day_targets.miss_goal",
    Kind.DATA,
    Severity.WARNING,
    title=Label("日目标合计与GMV目标不等", "day targets do not add up to the GMV goal"),
    fires="日目标的GMV合计与全场GMV目标，或某阶段的日目标合计与该阶段的GMV目标，相差超过1%（可设）；报在第一行上。",
    says=Label(
        "日目标合计 {a}，不等于GMV目标 {b}（差 {d}）",
        "Day targets sum to {a}, the GMV goal is {b} (off by {d})",
    ),
    hint=Label(
        "清空全部日目标后运行 promo-xl refresh 重新分摊，或手工改到合计 {b}",
        "Clear all rows and run promo-xl refresh to spread the goal anew, or edit them to sum to {b}",
    ),
    variants={
        "phase": Wording(
            Label(
                "「{p}」各日目标合计 {a}，不等于该阶段GMV目标 {b}（差 {d}）",
                "The day targets of {p} sum to {a}, its GMV goal is {b} (off by {d})",
            ),
            Label(
                "改「{p}」的日目标或阶段目标，使合计为 {b}",
                "Change the day targets of {p} or its goal, so that they sum to {b}",
            ),
        )
    },
    sheet="day_targets",
    anchor="gmv_target",
    off_in=("small",),
)
def miss_goal(book: Book, facts: Facts) -> Iterator[Hits]:
    """Day targets add up to something more than 1 % (a setting) off the campaign's GMV goal, or those of a phase off its GMV goal; the first row is reported. Silent while a day has several grains."""
    table = book["day_targets"]
    if not len(table) or _mixed(book):
        return
    goals, dates = _gmv_goals(book), np.floor(table["date"])
    spans = _spans(book["phases"])
    missed = False
    for phase in [key for key in goals if key in spans]:
        first, last = spans[phase]
        hit = _missed(book, (dates >= first) & (dates <= last), goals[phase], phase)
        missed = missed or hit is not None
        if hit is not None:
            yield hit
    whole = goals.get(None)
    if whole is not None and not missed:
        hit = _missed(book, ~np.isnan(dates), whole, None)
        if hit is not None:
            yield hit


def _missed(book: Book, rows: NDArray[np.bool_], goal: float, phase: object) -> Hits | None:
    table = book["day_targets"]
    at = np.flatnonzero(rows & ~np.isnan(table["gmv_target"]))
    total = float(table["gmv_target"][at].sum())
    tolerance = limit(book, "goal_sum_tolerance")
    if not len(at) or not abs(total - goal) > (tolerance + _NOISE) * goal:
        return None
    slots: dict[str, list[object]] = {
        "a": [yuan(total)],
        "b": [yuan(goal)],
        "d": [yuan(abs(total - goal))],
    }
    if phase is not None:
        slots["p"] = [phase_name(book["phases"], named_in(book, "phases", phase))]
    variant = "" if phase is None else "phase"
    return Hits(table, [int(at[0])], "gmv_target", slots, variant=variant)


def _gmv_goals(book: Book) -> Mapping[object, float]:
    """Give the GMV goal of the campaign (None) and of each phase that has one."""
    goals = book["goals"]
    found: dict[object, float] = {}
    for i, metric in enumerate(goals["metric"].tolist()):
        channel, phase, segment, category = scope_of(goals, i)
        shared = channel is None and segment is None and category is None
        top = phase is not None or goals["parent_id"][i] is None
        if (
            metric == "gmv"
            and shared
            and top
            and is_plain(goals, i)
            and goals["target"][i] > 0
        ):
            found.setdefault(phase, float(goals["target"][i]))
    return found


def _spans(phases: Table) -> Mapping[object, tuple[float, float]]:
    """Give the days of the phases that run on all platforms."""
    rows = zip(
        phases["phase_id"].tolist(),
        phases["track"].tolist(),
        np.floor(phases["start"]).tolist(),
        np.floor(phases["end"]).tolist(),
        strict=True,
    )
    return {name: (a, b) for name, track, a, b in rows if track is None and a <= b}


@rule(
    "G19",
    "day_targets.several_grains",
    Kind.DATA,
    Severity.ERROR,
    title=Label("同一天的日目标有多个颗粒度", "day targets of one day in several grains"),
    fires="同一天、同一范围既有全局行又有平台或渠道行，或既有平台行又有它下面的渠道行：会重复计算。",
    says=Label(
        "{d} 的日目标既有{a}行又有{b}行",
        "{d} has day targets both by {a} and by {b}",
    ),
    hint=Label(
        "同一天只留一种：全局、平台或渠道；把多余的行删掉",
        "Keep one grain a day (campaign, platform or channel) and delete the other rows",
    ),
    sheet="day_targets",
    anchor="platform",
)
def several_grains(book: Book, facts: Facts) -> Iterator[Hits]:
    """One date has rows for the whole campaign beside rows of platforms or channels, or a platform beside its own channels."""
    table = book["day_targets"]
    mixed = _mixed(book)
    at = [i for i, _, _ in mixed]
    yield Hits(
        table,
        at,
        "platform",
        {
            "d": [day(table["date"][i]) for i in at],
            "a": [_GRAINS[a] for _, a, _ in mixed],
            "b": [_GRAINS[b] for _, _, b in mixed],
        },
    )


_GRAINS = (
    Label("全局", "campaign"),
    Label("平台", "platform"),
    Label("渠道", "channel"),
)


def _mixed(book: Book) -> list[tuple[int, int, int]]:
    """Give (row, grain, other grain) of every day with several, at the row that adds one."""
    table = book["day_targets"]
    dates = np.floor(table["date"])
    grains = _grain(table)
    if len(set(grains[~np.isnan(dates)].tolist())) < 2:
        return []
    scopes = _platforms(book)
    days: dict[float, list[int]] = {}
    for i in np.flatnonzero(~np.isnan(dates)).tolist():
        days.setdefault(float(dates[i]), []).append(i)
    found = (_clash(rows, grains, scopes) for rows in days.values())
    return [clash for clash in found if clash is not None]


def _clash(
    rows: list[int], grains: Array, scopes: list[object]
) -> tuple[int, int, int] | None:
    seen: dict[int, set[object]] = {}
    for i in rows:
        mine = int(grains[i])
        for other, there in seen.items():
            covers = 0 in (mine, other) or scopes[i] in there
            if other != mine and covers:
                return i, min(mine, other), max(mine, other)
        seen.setdefault(mine, set()).add(scopes[i])
    return None


def _grain(table: Table) -> Array:
    """0 = the whole campaign, 1 = a platform, 2 = a channel."""
    pairs = zip(table["platform"].tolist(), table["channel_id"].tolist(), strict=True)
    return np.array(
        [
            2 if channel is not None else int(platform is not None)
            for platform, channel in pairs
        ],
        int,
    )


def _platforms(book: Book) -> list[object]:
    """Give the platform of each row: its own, else its channel's."""
    table, channels = book["day_targets"], book["channels"]
    pairs = zip(channels["channel_id"].tolist(), channels["platform"].tolist(), strict=True)
    of = dict(pairs)
    rows = zip(table["platform"].tolist(), table["channel_id"].tolist(), strict=True)
    return [platform or of.get(channel) for platform, channel in rows]


DAY_TARGETS = (miss_goal, several_grains)
