"""Each phase against its GMV goal, or against its day targets where it has none."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

import numpy as np

from promo_xl.derive.ops.spans import phase_spans
from promo_xl.derive.pacing import gmv_goals
from promo_xl.derive.scope import CLAIM
from promo_xl.derive.tally import Tally
from promo_xl.derive.targets import Targets

NAN = float("nan")


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """One phase: what it should bring, what it brought, how it is judged."""

    i: int
    name: str
    first: float
    last: float
    target: float
    gmv: float
    completion: float
    """Against the whole target, once the phase's data are complete."""
    pace: float
    """Against the day targets to data-through, while it runs."""


def phase_lines(tally: Tally, targets: Targets) -> tuple[PhaseLine, ...]:
    """Measure every phase that has days, in order of time."""
    scope = tally.scope
    goals, phases = scope.book["goals"], scope.book["phases"]
    names = phases["phase_id"].tolist()
    wanted: dict[str, float] = {}
    for i in gmv_goals(goals):
        if goals["phase_id"][i] is not None:
            wanted.setdefault(str(goals["phase_id"][i]), float(goals["target"][i]))
    found = []
    for span in phase_spans(tally):
        i = names.index(span.name)
        whole = span.channels is None
        curve = targets.gmv if whole else targets.platform(str(phases["track"][i]))
        planned = curve.between(span.first, span.last) if curve.has_goal else NAN
        target = wanted.get(span.name, planned)
        through = _through(tally, span.channels)
        side = scope.level if whole else CLAIM
        until = min(span.last, through) if through == through else NAN
        done = through >= span.last or scope.day >= scope.period[1]
        reached = _sold(tally, side, span.channels, (span.first, until))
        gmv = _sold(tally, side, span.channels, (span.first, span.last))
        share = curve.share(span.first, span.last, until) if until >= span.first else NAN
        found.append(
            PhaseLine(
                i=i,
                name=span.name,
                first=span.first,
                last=span.last,
                target=target if target > 0 else NAN,
                gmv=gmv,
                completion=gmv / target if done and target > 0 else NAN,
                pace=NAN if done or not target * share > 0 else reached / (target * share),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.first, one.i)))


def _through(tally: Tally, channels: tuple[str, ...] | None) -> float:
    """Give the day complete in the campaign, or in every channel of a phase's platform."""
    through = tally.scope.through
    if channels is None:
        return through.day
    days = [through.channels.get(one, NAN) for one in channels]
    return float(np.fmin.reduce(days)) if days else NAN


def _sold(
    tally: Tally, side: str, channels: tuple[str, ...] | None, span: tuple[float, float]
) -> float:
    if isnan(span[1]) or span[1] < span[0]:
        return NAN
    cut = tally.cut(channels, *span)
    if not cut(tally.used(side, ("gmv",))):
        return NAN
    return float(cut(tally.sums(side, "gmv", ("gmv",))))
