"""Figures along time: each channel's pace, open windows, each phase against its target."""

from __future__ import annotations

from collections.abc import Iterator

from promo_xl.derive.derived import Derived
from promo_xl.derive.figures import Told, plain
from promo_xl.derive.paces import Pace
from promo_xl.derive.phases import PhaseLine
from promo_xl.facts import Criterion, Figure, Source
from promo_xl.schema.kinds import DATE, MONEY, PCT
from promo_xl.schema.label import Label
from promo_xl.schema.metrics import METRICS

_EXPECTED = Label("GMV应到", "Expected GMV to date")
_REACHED = Label("归因成交（至数据截至日）", "Attributed GMV to data-through")
_NEEDED = Label("还需日均", "Needed per day")
_RECENT = Label("近3日均", "Mean of the last 3 days")
_TARGET = Label("阶段GMV目标", "Phase GMV target")
_MATURE = Label("成交成熟至", "Sales mature to")
_OPEN = Label("未成熟成交", "Sales inside an open window")


def pace_figures(d: Derived) -> Iterator[Figure]:
    """Make the figures of pace, open windows and phases."""
    for one in d.paces:
        yield from _pace(d, one)
    yield from _immature(d)
    for line in d.phases:
        yield from _phase(d, line)


def _pace(d: Derived, one: Pace) -> Iterator[Figure]:
    scope = "platform" if one.platform else "channel"
    name = f"{scope}.{one.name}"
    tests = tuple(d.scope.channel_test(c, "claim") for c in one.members)
    sales = Told(tuple(Source(d.scope.daily, ("gmv",), test) for test in tests))
    label = METRICS["pace"].label
    yield plain((f"{name}.expected", _EXPECTED), one.expected, MONEY)
    yield plain((f"{name}.to_date", _REACHED), one.reached, MONEY, sales)
    yield plain((f"{name}.pace", label), one.pace, PCT, sales)
    yield plain((f"{name}.daily_needed", _NEEDED), one.needed, MONEY, sales)
    yield plain((f"{name}.recent_daily", _RECENT), one.recent, MONEY, sales)


def _immature(d: Derived) -> Iterator[Figure]:
    """Say up to which day sales are final, and how much is not yet."""
    scope = d.scope
    if not scope.immature.any():
        return
    codes, names = scope.daily.codes("channel_id")
    for i, one in enumerate(names):
        rows = scope.immature & (codes == i)
        if str(one) not in scope.claims or not rows.any():
            continue
        cells = scope.daily["gmv"][rows]
        amount = float(cells[cells == cells].sum())
        test = scope.channel_test(str(one), "claim")
        after = Criterion("date", ">=", scope.mature(str(one)) + 1)
        told = Told((Source(scope.daily, ("gmv",), (*test, after)),))
        name = f"channel.{one}"
        yield plain((f"{name}.mature_through", _MATURE), scope.mature(str(one)), DATE)
        yield plain((f"{name}.immature_gmv", _OPEN), amount, MONEY, told)


def _phase(d: Derived, line: PhaseLine) -> Iterator[Figure]:
    name = f"phase.{line.name}"
    label = METRICS["completion"].label
    yield plain((f"{name}.gmv_target", _TARGET), line.target, MONEY)
    yield plain((f"{name}.completion", label), line.completion, PCT)
    yield plain((f"{name}.pace", METRICS["pace"].label), line.pace, PCT)
