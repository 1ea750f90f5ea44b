"""Each channel against its day targets, to the day up to which its own data are complete."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isnan

from promo_xl.derive.aims import RECENT_DAYS
from promo_xl.derive.goals import Goals, Progress
from promo_xl.derive.pacing import Curve
from promo_xl.derive.tally import Tally
from promo_xl.derive.targets import Targets

NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Pace:
    """One channel, or one platform whose channels share a target."""

    name: str
    platform: bool
    through: float
    target: float
    expected: float
    reached: float
    needed: float
    recent: float
    members: tuple[str, ...]
    """The channels whose claims it adds."""

    @property
    def pace(self) -> float:
        """Actual ÷ expected, both to data-through."""
        return self.reached / self.expected if self.expected > 0 else NAN


def channel_paces(goals: Goals, tally: Tally, targets: Targets) -> tuple[Pace, ...]:
    """List the channels that have a GMV goal or day targets, then shared platforms."""
    asked = {str(one.aim.channel): one for one in reversed(goals.all) if _sets_gmv(one)}
    found = []
    for name in tally.channels:
        own = targets.own(name)
        if name in asked and not asked[name].typed:
            found.append(_by_goal(goals, asked[name], name))
        elif own.has_goal:
            through = goals.scope.through.channels.get(name, NAN)
            found.append(_by_curve(tally, own, (name,), through))
    for name in targets.shared():
        members = tuple(c for c in tally.channels if targets.platform_of.get(c) == name)
        curve = targets.platform(name)
        if curve.has_goal and members:
            one = _by_curve(tally, curve, members, _slowest(goals, members))
            found.append(replace(one, name=name, platform=True))
    return tuple(found)


def _sets_gmv(one: Progress) -> bool:
    aim = one.aim
    is_gmv = aim.metric is not None and aim.metric.key == "gmv" and aim.adds_up
    return is_gmv and aim.answerable and aim.channel is not None and not aim.phased


def _by_goal(goals: Goals, one: Progress, name: str) -> Pace:
    through = goals.scope.through.channels.get(name, NAN)
    return Pace(
        name=name,
        platform=False,
        through=through,
        target=float(goals.table["target"][one.aim.i]),
        expected=one.expected,
        reached=one.actual if isnan(one.to_date) else one.to_date,
        needed=one.needed,
        recent=one.recent,
        members=(name,),
    )


def _by_curve(tally: Tally, curve: Curve, members: tuple[str, ...], through: float) -> Pace:
    until = NAN if isnan(through) else min(through, curve.last)
    target = float(curve.targets.sum())
    begun = until >= curve.first
    reached = _claimed(tally, members, curve.first, until) if begun else NAN
    left = curve.last - until
    short = NAN if isnan(reached) else max(0.0, target - reached)
    needed = short / left if begun and left > 0 else NAN
    start = max(curve.first, until - RECENT_DAYS + 1)
    recent = _claimed(tally, members, start, until) / (until - start + 1) if begun else NAN
    return Pace(
        name=members[0],
        platform=False,
        through=through,
        target=target,
        expected=curve.between(curve.first, until) if begun else NAN,
        reached=reached,
        needed=needed,
        recent=recent,
        members=members,
    )


def _claimed(tally: Tally, members: tuple[str, ...], first: float, last: float) -> float:
    cut = tally.cut(members, first, last)
    if not cut(tally.used("claim", ("gmv",))):
        return NAN
    return float(cut(tally.sums("claim", "gmv", ("gmv",))))


def _slowest(goals: Goals, members: tuple[str, ...]) -> float:
    """Give the day complete in every channel of a platform that has sent anything."""
    days = [goals.scope.through.channels.get(one, NAN) for one in members]
    known = [day for day in days if not isnan(day)]
    return min(known) if known else NAN
