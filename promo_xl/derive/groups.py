"""The scopes figures are made for: which rows each is about, as groups and as criteria."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from promo_xl.derive.derived import Derived
from promo_xl.derive.ops.spans import Span, phase_spans
from promo_xl.derive.scope import CLAIM, Test
from promo_xl.derive.tally import Grid
from promo_xl.facts import Criterion
from promo_xl.schema.show import to_day

Tests = Callable[[str], tuple[Test, ...]]
"""A side of the rows -> the criteria of its sources."""


@dataclass(frozen=True, slots=True)
class Group:
    """One scope of figures: `channel.C01`, and the rows it is about."""

    name: str
    tests: Tests


@dataclass(frozen=True, slots=True)
class Split:
    """A way to split the rows into groups, and from which level sales come there."""

    level: str
    groups: tuple[Group, ...]
    cut: Callable[[Grid], object]
    always: bool = False
    """Whether blank figures are made too, of every metric."""
    days: bool = False
    """Whether its groups are single days: they have the main metrics only."""


def channel_group(d: Derived, channel: str) -> Group:
    def tests(side: str) -> tuple[Test, ...]:
        return (d.scope.channel_test(channel, side),)

    return Group(f"channel.{channel}", tests)


def day_group(d: Derived, day: float) -> Group:
    def tests(side: str) -> tuple[Test, ...]:
        on = Criterion("date", "=", day)
        return tuple((*_undated(test), on) for test in d.scope.tests(side))

    return Group(f"day.{to_day(day):%Y-%m-%d}", tests)


def phase_splits(d: Derived) -> tuple[Split, ...]:
    spans = phase_spans(d.tally)
    whole = tuple(one for one in spans if one.channels is None)
    member = np.zeros((len(d.tally.days), len(whole)))
    for i, one in enumerate(whole):
        member[d.tally.between(one.first, one.last), i] = 1.0

    def cut(grid: Grid) -> object:
        return grid.sum(axis=0) @ member

    groups = tuple(_phase(d, one) for one in whole)
    own = [
        Split(CLAIM, (_phase(d, one),), d.tally.cut(one.channels, one.first, one.last))
        for one in spans
        if one.channels is not None
    ]
    return (Split(d.scope.level, groups, cut), *own) if groups else tuple(own)


def _phase(d: Derived, span: Span) -> Group:
    tests = _phase_tests(d, (span.first, span.last), span.channels)
    return Group(f"phase.{span.name}", tests)


def _phase_tests(
    d: Derived, span: tuple[float, float], channels: tuple[str, ...] | None
) -> Tests:
    days = (
        Criterion("date", ">=", float(span[0])),
        Criterion("date", "<=", min(float(span[1]), d.scope.day)),
    )

    def tests(side: str) -> tuple[Test, ...]:
        found = (
            d.scope.tests(side)
            if channels is None
            else tuple(d.scope.channel_test(one, side) for one in channels)
        )
        return tuple((*_undated(test), *days) for test in found)

    return tests


def _undated(test: Test) -> Test:
    return tuple(one for one in test if one.key != "date")
