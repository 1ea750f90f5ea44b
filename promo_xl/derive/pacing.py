"""What should have been reached by which day: the day targets and what follows from them.

Where 日目标拆解 says nothing, day targets spread the GMV goal: each phase that has a GMV goal of its own takes it evenly
over its days, days without one share what is left evenly, and the whole is scaled to the
goal. Without phase goals every day of the period counts the same. Other additive goals
follow the same curve.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from promo_xl.book import Array, Table

NAN = float("nan")
LONGEST = 1000
"""A period longer than this is a typing error, not a campaign."""
BURST = frozenset({"opening_burst", "burst", "climax"})


@dataclass(frozen=True, slots=True)
class Curve:
    """The day targets of GMV, one a day from the first."""

    first: float
    targets: Array
    """元 a day; shares of 1 where no GMV goal is set. Empty without a period."""
    has_goal: bool
    typed: bool = False
    """Whether 日目标拆解 says them: they count as they stand, whatever they add up to."""

    @property
    def last(self) -> float:
        """The last day."""
        return self.first + len(self.targets) - 1

    def share(self, start: float, end: float, through: float) -> float:
        """Give the part of start … end that should be reached by *through*."""
        until = float(np.fmin(end, through))
        whole = self.between(start, end)
        if whole > 0:
            return self.between(start, until) / whole
        # A phase before the period has no day targets: its days count the same.
        return max(0.0, until - start + 1) / (end - start + 1) if end >= start else NAN

    def between(self, start: float, end: float) -> float:
        """Add the targets of the days from *start* to *end*, both counted."""
        if not len(self.targets) or np.isnan(start) or np.isnan(end):
            return NAN
        low, high = max(0, int(start - self.first)), int(end - self.first) + 1
        return float(self.targets[low : max(low, high)].sum())

    def on(self, day: float) -> float:
        """Give the target of one day, NaN outside and without a goal."""
        i = day - self.first
        inside = 0 <= i < len(self.targets)
        return float(self.targets[int(i)]) if inside and self.has_goal else NAN


def phase_days(phases: Table) -> tuple[Array, Array]:
    """Give first and last day of each phase, NaN where blank.

    A day on which one phase of a track ends and the next begins belongs to the next.
    """
    first, last = np.floor(phases["start"]), np.floor(phases["end"])
    tracks = phases["track"].tolist()
    trimmed = last.copy()
    for i in range(len(first)):
        for k in range(len(first)):
            shared = first[k] == last[i] and first[k] > first[i]
            if i != k and shared and tracks[i] == tracks[k]:
                trimmed[i] = last[i] - 1
    return first, trimmed


def burst_days(
    phases: Table, platform: str | None = None
) -> tuple[tuple[float, float], ...]:
    """Give the day ranges of 开门红, 爆发 and 高潮, a day in one of them only.

    With a *platform*, bursts of other platforms are none of its days.
    """
    first, last = phase_days(phases)
    kinds, tracks = phases["phase"].tolist(), phases["track"].tolist()
    own = sorted(
        (float(first[i]), float(last[i]))
        for i, kind in enumerate(kinds)
        if kind in BURST
        and first[i] <= last[i]
        and (platform is None or tracks[i] in (None, platform))
    )
    found: list[tuple[float, float]] = []
    for start, end in own:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def is_whole(goals: Table, i: int) -> bool:
    """Whether a goal speaks of everyone and everything, up to channel and phase."""
    return all(goals[key][i] in (None, "all") for key in ("segment", "category"))


def is_sum(goals: Table, i: int) -> bool:
    """Whether a goal is an absolute amount reached over the days."""
    return is_cumulative(goals, i) and goals["value_form"][i] in (None, "absolute")


def is_change(goals: Table, i: int) -> bool:
    """Whether a goal is the change of an amount reached over the days."""
    return is_cumulative(goals, i) and not is_sum(goals, i)


def is_cumulative(goals: Table, i: int) -> bool:
    """Whether a goal is reached over the days together."""
    return goals["time_basis"][i] in (None, "cumulative")


def gmv_goals(goals: Table) -> list[int]:
    """List the rows that set GMV itself, the campaign's first: strategic, then priority."""
    rows = [
        i
        for i, metric in enumerate(goals["metric"].tolist())
        if metric == "gmv"
        and goals["target"][i] > 0
        and goals["op"][i] not in ("<=", "<")
        and goals["channel_id"][i] is None
        and is_whole(goals, i)
        and is_sum(goals, i)
    ]
    return sorted(rows, key=lambda i: rank(goals, i))


def rank(goals: Table, i: int) -> tuple[int, float, int]:
    """Order goals as people do: strategic first, then by priority, then as typed."""
    priority = goals["priority"][i]
    return (
        0 if goals["level"][i] == "strategic" else 1,
        99.0 if np.isnan(priority) else float(priority),
        i,
    )


def main_goal(goals: Table) -> int | None:
    """Give the row of the campaign's GMV goal."""
    whole = [i for i in gmv_goals(goals) if goals["phase_id"][i] is None]
    return whole[0] if whole else None


def make_curve(plan_book_tables: tuple[Table, Table, Table]) -> Curve:
    """Spread the GMV goal over the days of the period, phase by phase."""
    plan, phases, goals = plan_book_tables
    first, last = _window(plan)
    if not 0 <= last - first < LONGEST:
        return Curve(NAN, np.zeros(0), has_goal=False)
    main = main_goal(goals)
    by_phase = _phase_targets(phases, goals)
    total = float(goals["target"][main]) if main is not None else sum(by_phase.values())
    weights = _weights((first, last), phases, by_phase, total)
    goal = total if total > 0 else 1.0
    return Curve(first, weights * (goal / weights.sum()), has_goal=total > 0)


def _window(plan: Table) -> tuple[float, float]:
    if not len(plan):
        return NAN, NAN
    return float(np.floor(plan["period_start"][0])), float(np.floor(plan["period_end"][0]))


def _phase_targets(phases: Table, goals: Table) -> dict[int, float]:
    place = {name: i for i, name in enumerate(phases["phase_id"].tolist())}
    found: dict[int, float] = {}
    for i in gmv_goals(goals):
        phase = place.get(goals["phase_id"][i])
        if phase is not None:
            found.setdefault(phase, float(goals["target"][i]))
    return found


def _weights(
    window: tuple[float, float], phases: Table, by_phase: dict[int, float], total: float
) -> Array:
    first, last = window
    size = int(last - first) + 1
    weights, free = np.zeros(size), np.ones(size, bool)
    starts, ends = phase_days(phases)
    for phase, target in by_phase.items():
        days = _span(starts[phase] - first, ends[phase] - first, size)
        if days.stop > days.start:
            weights[days] += target / (days.stop - days.start)
            free[days] = False
    rest = max(0.0, total - weights.sum())
    if free.any():
        weights[free] = rest / np.count_nonzero(free)
    return weights if weights.sum() > 0 else np.ones(size)


def _span(low: float, high: float, size: int) -> slice:
    if np.isnan(low) or np.isnan(high):
        return slice(0, 0)
    start = min(max(0, int(low)), size)
    return slice(start, max(start, min(size, int(high) + 1)))


def current_phase(phases: Table, day: float) -> int | None:
    """Give the phase *day* lies in, the last begun where several do."""
    first, last = phase_days(phases)
    inside = [i for i in range(len(first)) if first[i] <= day <= last[i]]
    return max(inside, key=lambda i: (first[i], i)) if inside else None
