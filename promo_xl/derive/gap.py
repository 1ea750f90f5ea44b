"""Where actual GMV parts from its goal: along one dimension, and by the three levers.

Both splits are exact to the fen: what a dimension's members leave over is a row of its own,
and the levers take the logarithmic mean, which leaves nothing over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log

import numpy as np

from promo_xl.derive.aims import Aim
from promo_xl.derive.derived import Derived
from promo_xl.derive.goals import Progress
from promo_xl.derive.money import fen
from promo_xl.derive.pacing import gmv_goals, main_goal, phase_days
from promo_xl.derive.scope import SHOP, limit

NAN = float("nan")
CHANNEL, PHASE, DAYS = "channel", "phase", "days"
REST = ""
"""The member that balances: what no other member holds."""
OTHERS = "*"
"""Small members joined, so that a chart stays readable."""
MOST = 8
"""Changes between start and end; with both a waterfall has ten bars."""


@dataclass(frozen=True, slots=True)
class Member:
    """One change on the way from the goal to what was reached."""

    name: str
    """ID of a channel or phase, REST or OTHERS."""
    target: float
    actual: float
    change: float


@dataclass(frozen=True, slots=True)
class Gap:
    """The way from the goal to the actual along one dimension, exact to the fen."""

    dimension: str
    """channel · phase (by their goals) · days (phases by day targets)."""
    start: float
    end: float
    members: tuple[Member, ...]
    to_date: bool
    """Whether both sides speak of the days up to data-through."""
    shop: bool
    """Whether the total is the shop's, so that claims may overlap or miss some of it."""


def gmv_gap(d: Derived) -> Gap | None:
    """Split actual − goal along the first cut that adds up; None where there is none."""
    i = main_goal(d.book["goals"])
    main = None if i is None else d.goals.all[i]
    if main is None or np.isnan(main.actual) or not main.aim.answerable:
        return None
    to_date = d.scope.day < end_of(d, main.aim) and not main.typed
    start = main.expected if to_date else float(d.book["goals"]["target"][main.aim.i])
    end = main.to_date if to_date else main.actual
    if np.isnan(start) or np.isnan(end):
        return None
    for dimension, found in (
        (CHANNEL, _by_channel(d, main, to_date=to_date)),
        (PHASE, _by_phase_goal(d, main, to_date=to_date)),
        (DAYS, _by_phase_days(d, main, to_date=to_date)),
    ):
        parts = [part for part in found if part[1] or part[2] > 0]
        if parts:
            shop = dimension == CHANNEL and d.scope.level == SHOP
            members = _balanced(parts, fen(start), fen(end))
            return Gap(dimension, fen(start), fen(end), members, to_date, shop)
    return None


def end_of(d: Derived, one: Aim) -> float:
    """Give the last day of a goal's window."""
    return d.scope.period[1] if np.isnan(one.last) else one.last


Part = tuple[str, float, float]
"""Name, target, actual."""


def _by_channel(d: Derived, main: Progress, *, to_date: bool) -> list[Part]:
    goals = d.book["goals"]
    found = [
        one
        for one in d.goals.all
        if one.aim.channel is not None
        and goals["phase_id"][one.aim.i] is None
        and _is_part(d, one)
    ]
    if not _adds_up(d, main, found) or len({one.aim.channel for one in found}) < len(found):
        return []
    until = d.goals.answers.through(main.aim) if to_date else NAN
    parts = [
        (str(one.aim.channel), *_sides(d, one, until, to_date=to_date)) for one in found
    ]
    aimed = {name for name, _, _ in parts}
    for name in d.tally.channels:
        if name not in aimed:
            aim = replace(main.aim, channel=name, members=(name,))
            reached, _, _ = d.goals.answers.actual(aim, until)
            parts.append((name, 0.0, reached))
    return [(name, t, a) for name, t, a in parts if t or not np.isnan(a)]


def _by_phase_goal(d: Derived, main: Progress, *, to_date: bool) -> list[Part]:
    goals = d.book["goals"]
    rows = [i for i in gmv_goals(goals) if goals["phase_id"][i] is not None]
    found = [d.goals.all[i] for i in rows if d.goals.all[i].aim.answerable]
    names = [str(goals["phase_id"][one.aim.i]) for one in found]
    if not _adds_up(d, main, found) or len(set(names)) < len(names):
        return []
    until = d.goals.answers.through(main.aim) if to_date else NAN
    sides = (_sides(d, one, until, to_date=to_date) for one in found)
    parts = [(name, *side) for name, side in zip(names, sides, strict=True)]
    return [part for part in parts if not to_date or part[1] > 0]


def _by_phase_days(d: Derived, main: Progress, *, to_date: bool) -> list[Part]:
    phases, curve = d.book["phases"], d.curve
    if not curve.has_goal:
        return []
    first, last = phase_days(phases)
    through = d.goals.answers.through(main.aim) if to_date else np.inf
    rows = [
        i
        for i in range(len(first))
        if first[i] <= last[i] and first[i] <= through and phases["track"][i] is None
    ]
    rows = sorted(rows, key=lambda i: first[i])
    apart = all(last[a] < first[b] for a, b in pairwise(rows))
    if len(rows) < 2 or not apart:
        return []
    found = []
    for i in rows:
        until = float(np.fmin(last[i], through))
        aim = replace(main.aim, first=float(first[i]), last=until)
        target = curve.between(float(first[i]), until)
        found.append((str(phases["phase_id"][i]), target, d.goals.answers.actual(aim)[0]))
    return found


def _is_part(d: Derived, one: Progress) -> bool:
    goals, i = d.book["goals"], one.aim.i
    metric = one.aim.metric
    ok = metric is not None and metric.key == "gmv" and one.aim.answerable
    return ok and one.aim.adds_up and goals["target"][i] > 0


def _adds_up(d: Derived, main: Progress, parts: Sequence[Progress]) -> bool:
    """Whether the parts' targets come to the whole, within the tolerance of the settings."""
    goals = d.book["goals"]
    whole = float(goals["target"][main.aim.i])
    total = sum(float(goals["target"][one.aim.i]) for one in parts)
    near = limit(d.book, "goal_sum_tolerance", 0.01) * whole
    return len(parts) > 1 and abs(total - whole) <= near


def _sides(
    d: Derived, one: Progress, until: float, *, to_date: bool
) -> tuple[float, float]:
    """Give target and actual of one part, both to date where the whole is."""
    target = float(d.book["goals"]["target"][one.aim.i])
    if not to_date:
        return target, one.actual
    start = d.scope.period[0] if np.isnan(one.aim.first) else one.aim.first
    share = d.curve.share(start, end_of(d, one.aim), until) if until >= start else 0.0
    reached, _, _ = d.goals.answers.actual(one.aim, until)
    return target * share, reached


def _balanced(parts: list[Part], start: float, end: float) -> tuple[Member, ...]:
    """Join small members, and add the one that makes the whole sum to the fen."""
    members = [
        Member(name, fen(t), fen(float(np.nan_to_num(a))), fen(float(np.nan_to_num(a)) - t))
        for name, t, a in parts
    ]
    rest = fen(end - start - sum(one.change for one in members))
    room = MOST if abs(rest) < 0.01 else MOST - 1
    if len(members) > room:
        members = _joined(members, room)
    if abs(rest) >= 0.01:
        members.append(Member(REST, 0.0, 0.0, rest))
    # binary noise of the joins is the last member's
    last = members[-1]
    members[-1] = replace(
        last, change=fen(end - start - sum(one.change for one in members[:-1]))
    )
    return tuple(members)


def _joined(members: list[Member], room: int) -> list[Member]:
    kept = sorted(members, key=lambda one: -abs(one.change))[: room - 1]
    small = [one for one in members if one not in kept]
    joined = Member(
        OTHERS,
        fen(sum(one.target for one in small)),
        fen(sum(one.actual for one in small)),
        fen(sum(one.change for one in small)),
    )
    return [*(one for one in members if one in kept), joined]


@dataclass(frozen=True, slots=True)
class Lever:
    """One factor of GMV: what it should have been, what it was, what that comes to."""

    key: str
    base: float
    actual: float
    effect: float


@dataclass(frozen=True, slots=True)
class Levers:
    """GMV = visitors × conversion × order value, and what each moved, exact to the fen."""

    base: float
    actual: float
    parts: tuple[Lever, ...]
    to_date: bool
    derived: str
    """The factor no goal names: GMV's goal ÷ the other two. "" where all three have one."""


FACTORS = ("uv", "cvr", "aov")
COVERAGE = 0.99
"""Rows that hold visitors, orders and sales must hold this part of all sales."""


def gmv_levers(d: Derived) -> Levers | None:
    """Split actual − planned GMV by visitors, conversion and order value."""
    i = main_goal(d.book["goals"])
    main = None if i is None else d.goals.all[i]
    to_date = main is not None and d.scope.day < end_of(d, main.aim)
    share = _share_to_date(d, main) if to_date else 1.0
    planned, derived = _planned(d, main)
    actual = _factors(d, main, to_date=to_date)
    if not planned or not actual or not share > 0:
        return None
    planned["uv"] *= share
    base, reached = (float(np.prod([x[k] for k in FACTORS])) for x in (planned, actual))
    effects = split(
        [(planned[key], actual[key]) for key in FACTORS], fen(base), fen(reached)
    )
    parts = tuple(
        Lever(key, planned[key], actual[key], effect)
        for key, effect in zip(FACTORS, effects, strict=True)
    )
    return Levers(fen(base), fen(reached), parts, to_date, derived)


def split(factors: Sequence[tuple[float, float]], base: float, end: float) -> list[float]:
    """Split end − base, two products of *factors* (before, after), with nothing left over."""
    mean = (end - base) / log(end / base) if end != base else base
    effects = [fen(mean * log(after / before)) for before, after in factors]
    largest = max(range(len(effects)), key=lambda k: abs(effects[k]))
    others = sum(x for k, x in enumerate(effects) if k != largest)
    effects[largest] = fen(end - base - others)
    return effects


def _share_to_date(d: Derived, main: Progress | None) -> float:
    if main is None or np.isnan(main.expected):
        return NAN
    return main.expected / float(d.book["goals"]["target"][main.aim.i])


def _planned(d: Derived, main: Progress | None) -> tuple[dict[str, float], str]:
    """Give the three planned factors; where one has no goal, GMV's goal gives it."""
    found = {key: x for key in FACTORS if (x := _goal_of(d, key)) > 0}
    missing = [key for key in FACTORS if key not in found]
    if len(missing) == 1 and main is not None:
        target = float(d.book["goals"]["target"][main.aim.i])
        found[missing[0]] = target / float(np.prod(list(found.values())))
        return found, missing[0]
    return (found, "") if not missing else ({}, "")


def _goal_of(d: Derived, key: str) -> float:
    """Give what the campaign's own goal of a factor comes to over the whole period."""
    table = d.book["goals"]
    for one in d.goals.all:
        i = one.aim.i
        metric = one.aim.metric
        whole = all(table[k][i] is None for k in ("channel_id", "phase_id"))
        if metric is None or metric.key != key or not whole or not one.aim.answerable:
            continue
        if (amount := absolute(d, one)) > 0:
            return amount
    return NAN


def absolute(d: Derived, one: Progress) -> float:
    """Give a goal's target as a plain amount over its whole window, NaN where it is none."""
    table, i = d.book["goals"], one.aim.i
    target, baseline = float(table["target"][i]), float(table["baseline"][i])
    if table["value_form"][i] == "percent_vs_baseline":
        target = baseline * (1 + target)
    if table["value_form"][i] == "percentage_points":
        target = baseline + target
    basis = table["time_basis"][i]
    if basis in (None, "cumulative"):
        return target
    if basis == "daily_mean":
        first = d.scope.period[0] if np.isnan(one.aim.first) else one.aim.first
        ratio = one.aim.metric is not None and one.aim.metric.agg == "ratio"
        return target if ratio else target * (end_of(d, one.aim) - first + 1)
    return NAN


def _factors(d: Derived, main: Progress | None, *, to_date: bool) -> dict[str, float]:
    """Give the three factors as they were; {} where rows miss one of their columns."""
    first, last = (main.aim.first, main.aim.last) if main is not None else (NAN, NAN)
    if to_date and main is not None:
        last = float(np.fmin(last, d.goals.answers.through(main.aim)))
    cut = d.tally.cut(None, first, last)
    side, keys = d.scope.level, ("uv", "orders", "gmv")
    uv, orders, gmv = (float(cut(d.tally.sums(side, key, (key,)))) for key in keys)
    whole = float(cut(d.tally.sums(side, "gmv", keys)))
    if not (uv > 0 and orders > 0 and gmv > 0) or whole < COVERAGE * gmv:
        return {}
    return {"uv": uv, "cvr": orders / uv, "aov": gmv / orders}
