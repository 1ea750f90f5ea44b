"""日目标拆解 as curves: what each scope is to reach by which day, as the sheet says it.

A day's target stands in one grain: the whole campaign, platforms or channels. Coarser scopes
add finer ones up; a channel without rows of its own follows its platform, else the campaign.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from promo_xl.book import Array, Book
from promo_xl.derive.pacing import LONGEST, Curve, make_curve

NAN = float("nan")
GMV, COST, UV, LAST_YEAR = "gmv_target", "cost_target", "uv_target", "ly_gmv"
EMPTY = Curve(NAN, np.zeros(0), has_goal=False)
Days = Mapping[float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One column of 日目标拆解, day by day, for every scope that has rows."""

    whole: Days = field(default_factory=dict)
    platforms: Mapping[str, Days] = field(default_factory=dict)
    channels: Mapping[str, Days] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Targets:
    """The day targets of the campaign, its platforms and its channels."""

    gmv: Curve
    """The campaign's; phase goals where the sheet has no row."""
    sheets: Mapping[str, Sheet]
    platform_of: Mapping[str, str]
    """Channel -> its platform."""

    @property
    def last_year(self) -> Days:
        """GMV of the same T-day last year, by the day it is compared with."""
        return self.sheets[LAST_YEAR].whole

    def own(self, channel: str, key: str = GMV) -> Curve:
        """Give the curve of a channel's own rows, an empty one where it has none."""
        return curve_of(self.sheets[key].channels.get(channel, {}))

    def platform(self, name: str, key: str = GMV) -> Curve:
        """Give the curve of a platform's rows, an empty one where it has none."""
        return curve_of(self.sheets[key].platforms.get(name, {}))

    def shape(self, channel: str | None, key: str = GMV) -> Curve:
        """Give the curve that says how an amount of this scope spreads over the days."""
        if channel is not None:
            own = self.own(channel, key)
            shared = self.platform(self.platform_of.get(channel, ""), key)
            for one in (own, shared):
                if one.has_goal:
                    return one
        whole = curve_of(self.sheets[key].whole)
        return whole if key != GMV and whole.has_goal else self.gmv

    def shared(self) -> tuple[str, ...]:
        """List the platforms that have a target of their own, shared by their channels."""
        return tuple(self.sheets[GMV].platforms)

    def on(self, day: float, channel: str | None = None, key: str = GMV) -> float:
        """Give what one day should bring: 元, or visitors; NaN where nothing is said."""
        if channel is not None:
            return self.own(channel, key).on(day)
        found = self.sheets[key].whole.get(day, NAN)
        return self.gmv.on(day) if key == GMV else found


def make_targets(book: Book) -> Targets:
    """Read 日目标拆解, and fill the campaign's curve from phase goals where it is silent."""
    channels = book["channels"]
    pairs = zip(channels["channel_id"].tolist(), channels["platform"].tolist(), strict=True)
    platform_of = {str(one): str(two) for one, two in pairs if two is not None}
    sheets = {key: _sheet(book, key, platform_of) for key in (GMV, COST, UV, LAST_YEAR)}
    plain = make_curve((book["plan"], book["phases"], book["goals"]))
    return Targets(_filled(plain, sheets[GMV].whole), sheets, platform_of)


def curve_of(days: Days) -> Curve:
    """Turn amounts by day into a curve; days between without a row hold nothing."""
    if not days:
        return EMPTY
    first, last = min(days), max(days)
    if last - first >= LONGEST:
        return EMPTY
    targets = np.zeros(int(last - first) + 1)
    for day, amount in days.items():
        targets[int(day - first)] = amount
    return Curve(first, targets, has_goal=bool(targets.sum() > 0), typed=True)


def _sheet(book: Book, key: str, platform_of: Mapping[str, str]) -> Sheet:
    table = book["day_targets"]
    dates, amounts = np.floor(table["date"]), table[key]
    known = np.flatnonzero(~np.isnan(dates) & ~np.isnan(amounts)).tolist()
    if not known:
        return Sheet()
    whole: dict[float, float] = {}
    platforms: dict[str, dict[float, float]] = {}
    channels: dict[str, dict[float, float]] = {}
    for i in known:
        day, amount = float(dates[i]), float(amounts[i])
        channel, platform = table["channel_id"][i], table["platform"][i]
        if channel is not None:
            channels.setdefault(str(channel), {}).setdefault(day, amount)
        elif platform is not None:
            platforms.setdefault(str(platform), {}).setdefault(day, amount)
        else:
            whole.setdefault(day, amount)
    return Sheet(_whole(whole, platforms, channels, platform_of), platforms, channels)


def _whole(
    whole: Days,
    platforms: Mapping[str, Days],
    channels: Mapping[str, Days],
    platform_of: Mapping[str, str],
) -> Days:
    """Add finer grains up on the days that have no row for the whole campaign."""
    found: dict[float, float] = {}
    for rows in platforms.values():
        for day, amount in rows.items():
            found[day] = found.get(day, 0.0) + amount
    for channel, rows in channels.items():
        shared = platforms.get(platform_of.get(channel, ""), {})
        for day, amount in rows.items():
            if day not in shared:
                found[day] = found.get(day, 0.0) + amount
    return {**found, **whole}


def _filled(plain: Curve, days: Days) -> Curve:
    """Take the sheet's days as they stand; the others share what is left of the goal."""
    if not days:
        return plain
    typed = curve_of(days)
    if not len(plain.targets):
        return typed
    first, last = min(plain.first, *days), max(plain.last, *days)
    if last - first >= LONGEST:
        return plain
    size = int(last - first) + 1
    free = np.ones(size, bool)
    targets: Array = np.zeros(size)
    for day, amount in days.items():
        targets[int(day - first)] = amount
        free[int(day - first)] = False
    start = int(plain.first - first)
    weights = np.zeros(size)
    weights[start : start + len(plain.targets)] = plain.targets
    weights[~free] = 0.0
    if plain.has_goal and weights.sum() > 0:
        left = max(0.0, float(plain.targets.sum()) - float(targets.sum()))
        targets += weights * (left / weights.sum())
    return replace(plain, first=first, targets=targets, has_goal=True, typed=True)
