"""What a goal asks of 日数据: which metric, over which channel and days, in which form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from promo_xl.derive.measure import Measured, Part, measure, parts, sources
from promo_xl.derive.ops.service import Service
from promo_xl.derive.ops.stock import Stock
from promo_xl.derive.pacing import burst_days, is_change, is_sum, is_whole, phase_days
from promo_xl.derive.scope import CLAIM, Scope, Test, is_key
from promo_xl.derive.tally import Grid, Tally
from promo_xl.facts import Criterion, Source
from promo_xl.schema.expression import Col
from promo_xl.schema.metrics import METRICS, Metric, find_metric

NAN = float("nan")
RECENT_DAYS = 3
NEVER = (NAN, 0, 0)
SECONDS = "cs_seconds"
APART = frozenset({SECONDS, "stock", "stock_days", "sellthrough"})
"""Metrics that are no sum over rows of 日数据."""
Total = tuple[float, int, int]
"""A value, the rows it stands on, of how many."""


@dataclass(frozen=True, slots=True)
class Aim:
    """One goal as a question to 日数据."""

    i: int
    metric: Metric | None
    channel: str | None
    members: tuple[str, ...] | None
    """The channels it counts: its own, those of its phase's platform, or None for all."""
    first: float
    """The goal's first day, NaN for no limit."""
    last: float
    answerable: bool
    """Whether 日数据 can answer its filters (segments and categories it cannot)."""
    adds_up: bool
    """An absolute amount reached over the days."""
    phased: bool
    """Whether it speaks of one phase."""
    change: bool
    """The same amount, told as its change against a baseline."""

    @property
    def fills(self) -> bool:
        """Whether it is a rate that fills up over the days: the part of stock cleared."""
        return self.metric is not None and self.metric.key == "sellthrough"


def aim(scope: Scope, i: int) -> Aim:
    """Read row *i* of 目标 as a question."""
    goals = scope.book["goals"]
    first, last = _days(scope, i)
    channel = goals["channel_id"][i]
    metric = net_metric(scope, metric_of(goals["metric"][i]), channel)
    adds = metric is not None and metric.agg == "sum"
    known = channel is None or channel in scope.claims
    phase = goals["phase_id"][i]
    phase_known = phase is None or phase in scope.book["phases"]["phase_id"].tolist()
    return Aim(
        i=i,
        metric=metric,
        channel=channel,
        members=_members(scope, i),
        first=first,
        last=last,
        answerable=known and phase_known and is_whole(goals, i),
        adds_up=adds and is_sum(goals, i),
        phased=phase is not None,
        change=metric is not None
        and metric.expr is not None
        and adds
        and is_change(goals, i),
    )


def _members(scope: Scope, i: int) -> tuple[str, ...] | None:
    """Give a goal's own channel, or the channels of the platform its phase runs on."""
    goals, phases, channels = (scope.book[k] for k in ("goals", "phases", "channels"))
    if goals["channel_id"][i] is not None:
        return (str(goals["channel_id"][i]),)
    wanted = goals["phase_id"][i]
    at = np.flatnonzero(is_key(phases, "phase_id", wanted)).tolist()
    track = phases["track"][at[0]] if at and wanted is not None else None
    if track is None:
        return None
    platforms = zip(channels["channel_id"].tolist(), channels["platform"], strict=True)
    return tuple(str(one) for one, platform in platforms if platform == track)


def metric_of(word: object) -> Metric | None:
    """Give the metric a cell names; None for free text."""
    if word is None:
        return None
    key = str(word)
    return METRICS.get(key) or METRICS.get(find_metric(key) or "")


def net_metric(scope: Scope, metric: Metric | None, channel: str | None) -> Metric | None:
    """Read net sales as the ledger does: where exports do not say them, less refunds."""
    if metric is None or metric.key != "net_gmv":
        return metric
    told = channel is None or scope.basis == "net"
    keys = scope.net if told else ("gmv", "refund_amt")
    first, *less = [Col(key) for key in keys]
    return replace(metric, expr=first - less[0] if less else first)


def _days(scope: Scope, i: int) -> tuple[float, float]:
    """Give a goal's first and last day: its phase's, unless its own are narrower.

    The promotion period is the grey default, and no limit to a phase before or after it.
    """
    phases, goals = scope.book["phases"], scope.book["goals"]
    first, last = np.floor(goals["start"][i]), np.floor(goals["end"][i])
    starts, ends = phase_days(phases)
    rows = is_key(phases, "phase_id", goals["phase_id"][i])
    if goals["phase_id"][i] is not None and rows.any():
        at = int(np.flatnonzero(rows)[0])
        begun, over = scope.period
        first = starts[at] if first == begun else np.fmax(first, starts[at])
        last = ends[at] if last == over else np.fmin(last, ends[at])
    return float(first), float(last)


class Answers:
    """Answers goals from the sums of 日数据."""

    def __init__(self, tally: Tally, stock: Stock, service: Service) -> None:
        self.scope: Scope = tally.scope
        self.tally = tally
        self.stock = stock
        self.service = service

    def side(self, one: Aim) -> str:
        """Say where sales come from: a channel's own claim, else the campaign's level."""
        return CLAIM if one.members is not None else self.scope.level

    def parts(self, one: Aim) -> tuple[Part, ...]:
        """Say over which rows the goal's columns are added."""
        return parts(one.metric, self.side(one)) if one.metric else ()

    def through(self, one: Aim) -> float:
        """Give the day up to which the goal's data are complete."""
        if one.members is not None:
            days = [self.scope.through.channels.get(c, NAN) for c in one.members]
            return float(np.fmin.reduce(days)) if days else NAN
        found = self.parts(one)
        ads = bool(found) and all(part.side == "ad" for part in found)
        return self.scope.through.claim if ads else self.scope.through.day

    def actual(self, one: Aim, until: float = NAN) -> Total:
        """Compute the goal's metric over its rows, up to *until* where given."""
        if one.metric is None or not one.answerable:
            return NEVER
        if one.metric.key in APART:
            return self._apart(one, until)
        if one.metric.expr is None:
            return NEVER
        basis = self.scope.book["goals"]["time_basis"][one.i]
        last = float(np.fmin(one.last, until))
        if one.metric.agg in ("last", "max") or basis == "peak":
            return self._single_day(one, last, basis)
        if basis == "burst_daily_mean":
            return self._mean(one, self._burst_days(one, last))
        if basis == "daily_mean" and one.metric.agg == "sum":
            return self._mean(one, ((one.first, self._complete(one, last)),))
        cut = self.tally.cut(one.members, one.first, last)
        return _first(measure(self.tally, one.metric, self.side(one), cut))

    def _apart(self, one: Aim, until: float) -> Total:
        """Answer what is no sum over rows: seconds to answer, and what is left in stock."""
        if one.metric is None or (one.phased and one.metric.key != SECONDS):
            return NEVER
        if one.metric.key == SECONDS:
            return self._seconds(one, until)
        if one.channel is not None:
            return NEVER
        if one.metric.key == "sellthrough":
            return self.stock.cleared, 0, 0
        left, pace = self._left()
        days = left / pace if pace > 0 else NAN
        return (left if one.metric.key == "stock" else days), 0, 0

    def _left(self) -> tuple[float, float]:
        """Give what is left of all products together, and how many sell a day."""
        known = [p for p in self.stock.products if not np.isnan(p.left)]
        if known:
            pace = [p.pace for p in known if not np.isnan(p.pace)]
            return sum(p.left for p in known), sum(pace)
        _, units = self.stock.readings(None)
        return (float(units[-1]) if len(units) else NAN), NAN

    def _seconds(self, one: Aim, until: float) -> Total:
        dates, last = self.scope.dates, float(np.fmin(one.last, until))
        rows = np.asarray(~((dates < one.first) | (dates > last)), bool)
        if one.members is not None:
            own = np.zeros(len(rows), bool)
            for channel in one.members:
                own |= is_key(self.scope.daily, "channel_id", channel)
            rows &= own
        counted = int((rows & self.service.rows).sum())
        return self.service.seconds(rows), counted, counted

    def recent(self, one: Aim) -> float:
        """Give the mean of the last three complete days."""
        until = float(np.fmin(self.through(one), one.last))
        first = float(np.fmax(until - RECENT_DAYS + 1, one.first))
        value, _, _ = self._sum(one, first, until)
        return value / (until - first + 1) if until >= first else NAN

    def sources(self, one: Aim, until: float = NAN) -> tuple[Source, ...]:
        """Say the question with its criteria."""
        last = float(np.fmin(one.last, until))
        more = tuple(
            Criterion("date", sign, day)
            for sign, day in ((">=", one.first), ("<=", last))
            if not np.isnan(day)
        )
        return sources(self.scope, self.parts(one), self._tests(one, more))

    def _tests(self, one: Aim, more: Test) -> Callable[[str], tuple[Test, ...]]:
        def tests(side: str) -> tuple[Test, ...]:
            if one.members is None:
                return tuple(_within(test, more) for test in self.scope.tests(side))
            own = (self.scope.channel_test(c, side) for c in one.members)
            return tuple(_within(test, more) for test in own)

        return tests

    def _sum(self, one: Aim, first: float, last: float) -> Total:
        if one.metric is None or np.isnan(last):
            return NEVER
        cut = self.tally.cut(one.members, first, last)
        return _first(measure(self.tally, one.metric, self.side(one), cut))

    def _by_day(self, one: Aim, first: float, last: float) -> Measured:
        days = self.tally.between(first, last)
        rows = self._rows(one)

        def cut(grid: Grid) -> Any:
            return grid[rows, days].sum(axis=0)

        if one.metric is None:
            return Measured(np.zeros(0), np.zeros(0), np.zeros(0))
        return measure(self.tally, one.metric, self.side(one), cut)

    def _rows(self, one: Aim) -> list[int] | slice:
        if one.members is None:
            return slice(None)
        return [self.tally.channels.index(c) for c in one.members if c in self.scope.claims]

    def _single_day(self, one: Aim, last: float, basis: object) -> Total:
        days = self._by_day(one, one.first, last)
        measured = np.flatnonzero(~np.isnan(days.value))
        if not len(measured):
            return NEVER
        largest = basis == "peak" or (one.metric is not None and one.metric.agg == "max")
        at = int(np.nanargmax(days.value) if largest else measured[-1])
        return float(days.value[at]), int(days.used[at]), int(days.of[at])

    def _complete(self, one: Aim, last: float) -> float:
        """Give the last complete day of a goal's window; before any day where there is none."""
        through = self.through(one)
        return float(np.fmin(last, -np.inf if np.isnan(through) else through))

    def _burst_days(self, one: Aim, last: float) -> tuple[tuple[float, float], ...]:
        end = self._complete(one, last)
        bursts = burst_days(self.scope.book["phases"], self._platform(one))
        return tuple(
            (float(np.fmax(one.first, a)), float(np.fmin(end, b))) for a, b in bursts
        )

    def _platform(self, one: Aim) -> str | None:
        """Give the platform a goal's channels are all on, None where there are several."""
        channels = self.scope.book["channels"]
        pairs = zip(channels["channel_id"].tolist(), channels["platform"], strict=True)
        found = {platform for name, platform in pairs if name in (one.members or ())}
        return str(found.pop()) if len(found) == 1 and None not in found else None

    def _mean(self, one: Aim, ranges: tuple[tuple[float, float], ...]) -> Total:
        """Take the mean of the days that have data; a rate is never a mean of rates."""
        found = [self._by_day(one, a, b) for a, b in ranges if not a > b]
        values = [v for part in found for v in part.value.tolist() if v == v]
        if not values:
            return NEVER
        used = int(sum(part.used.sum() for part in found))
        of = int(sum(part.of.sum() for part in found))
        if one.metric is not None and one.metric.agg == "ratio":
            return self._pooled(one, ranges), used, of
        return sum(values) / len(values), used, of

    def _pooled(self, one: Aim, ranges: tuple[tuple[float, float], ...]) -> float:
        slices = [self.tally.between(a, b) for a, b in ranges if not a > b]
        rows = self._rows(one)

        def cut(grid: Grid) -> Any:
            return sum(grid[rows, days].sum() for days in slices)

        if one.metric is None:
            return NAN
        return _first(measure(self.tally, one.metric, self.side(one), cut))[0]


def _first(found: Measured) -> Total:
    return float(found.value[0]), int(found.used[0]), int(found.of[0])


def _within(test: Test, more: Test) -> Test:
    """Add a date range; the tighter end stands alone."""
    ends = [one for one in (*test, *more) if one[:2] == ("date", "<=")]
    rest = tuple(one for one in (*test, *more) if one[:2] != ("date", "<="))
    tightest = min(ends, key=lambda one: float(str(one.value)))
    return (*rest, tightest)
