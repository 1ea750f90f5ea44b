"""Spend against its curve: what each channel should have spent by the day its data reach.

The day targets of spend say it; where they are silent, the channel's budget is spread as its
GMV targets are. Calendar time is not used.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from promo_xl.derive.derived import Derived
from promo_xl.derive.figures import Told, plain
from promo_xl.derive.ledger import ADS
from promo_xl.derive.scope import is_key
from promo_xl.derive.targets import COST
from promo_xl.facts import Criterion, Figure, Source
from promo_xl.schema import METRICS
from promo_xl.schema.kinds import MONEY, PCT
from promo_xl.schema.label import Label

NAN = float("nan")
EXPECTED = Label("应花", "Spend expected to date")
TO_DATE = Label("已花（到数据截至）", "Spend to data-through")


def burn_figures(d: Derived) -> Iterator[Figure]:
    """Make `spend_expected`, `spend_to_date` and `burn_pace` of each channel that has both."""
    channels = d.book["channels"]
    budgets = d.columns.of("channels", "budget")
    for i, name in enumerate(channels["channel_id"].tolist()):
        through = d.scope.through.channels.get(name, NAN)
        if name not in d.tally.channels or np.isnan(through):
            continue
        expected, told = _expected(d, i, _for_ads(d, i, float(budgets[i])), through)
        spent = _spent(d, name, through)
        if not expected > 0 or np.isnan(spent):
            continue
        rows = Source(d.book["daily"], ("cost",), _to_date(name, through))
        yield plain((f"channel.{name}.spend_expected", EXPECTED), expected, MONEY, told)
        yield plain((f"channel.{name}.spend_to_date", TO_DATE), spent, MONEY, Told((rows,)))
        both = Told((rows, *told.sources))
        label = METRICS["burn_pace"].label
        yield plain((f"channel.{name}.burn_pace", label), spent / expected, PCT, both)


def _for_ads(d: Derived, i: int, budget: float) -> float:
    """Give what a channel may spend on ads: fees and materials are no daily spend."""
    lines = d.book["budget"]
    own = is_key(lines, "channel_id", d.book["channels"]["channel_id"][i])
    if not own.any():
        return budget
    planned = lines["planned"][own & is_key(lines, "category", ADS)]
    known = planned[~np.isnan(planned)]
    return float(known.sum()) if len(known) else NAN


def _expected(d: Derived, i: int, budget: float, through: float) -> tuple[float, Told]:
    channels = d.book["channels"]
    name = channels["channel_id"][i]
    own = d.targets.own(name, COST)
    if own.has_goal:
        rows = Source(d.book["day_targets"], ("cost_target",), _to_date(name, through))
        return own.between(own.first, through), Told((rows,))
    first, last = (float(np.floor(channels[key][i])) for key in ("start", "end"))
    first = float(d.scope.period[0]) if np.isnan(first) else first
    last = float(d.scope.period[1]) if np.isnan(last) else last
    share = d.targets.shape(name, COST).share(first, last, through)
    one = (Criterion("channel_id", "=", name),)
    return budget * share, Told((Source(channels, ("budget",), one),))


def _spent(d: Derived, name: str, through: float) -> float:
    cut = d.tally.cut((name,), NAN, through)
    if not cut(d.tally.used("ad", ("cost",))):
        return NAN
    return float(cut(d.tally.sums("ad", "cost", ("cost",))))


def _to_date(name: str, through: float) -> tuple[Criterion, ...]:
    return Criterion("channel_id", "=", name), Criterion("date", "<=", through)
