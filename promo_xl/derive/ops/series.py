"""A metric day by day, over the rows a monitor is about, up to where it may be judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from promo_xl.book import Array
from promo_xl.derive.aims import net_metric
from promo_xl.derive.measure import AD_KEYS, measure, parts
from promo_xl.derive.ops.service import Service
from promo_xl.derive.ops.stock import WEEK, Stock
from promo_xl.derive.ops.watch_scope import Watched
from promo_xl.derive.scope import CLAIM, PLAN, SHOP, Mask, Scope, is_key, limit
from promo_xl.derive.tally import Grid, Tally
from promo_xl.derive.values import value
from promo_xl.schema.formula import leaves
from promo_xl.schema.metrics import Metric
from promo_xl.schema.show import to_serial

NAN = float("nan")
_SECOND = 1.5 / 86400
"""A bare as-of date ends a second before midnight; the last hour of the day is over."""
ATTRIBUTED = frozenset(
    {
        "gmv",
        "net_gmv",
        "settled_gmv",
        "orders",
        "items",
        "buyers",
        "new_buyers",
        "old_buyers",
        "conversions",
    }
)
"""What a platform may still claim while its attribution window is open."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values by day, in order; NaN where nothing is measured."""

    days: Array
    values: Array

    @staticmethod
    def one(number: float, day: float) -> Series:
        """Make a series of one value."""
        known = number == number and day == day
        cells = (np.array([day]), np.array([number])) if known else (np.zeros(0),) * 2
        return Series(*cells)

    def upto(self, first: float, last: float) -> Series:
        """Keep the days from *first* to *last*, both counted; NaN is no limit."""
        low = -np.inf if np.isnan(first) else first
        high = np.inf if np.isnan(last) else last
        kept = (self.days >= low) & (self.days <= high)
        return Series(self.days[kept], self.values[kept])

    @property
    def last(self) -> tuple[float, float]:
        """Give the last value measured, and its day."""
        known = np.flatnonzero(~np.isnan(self.values))
        if not len(known):
            return NAN, NAN
        return float(self.values[known[-1]]), float(self.days[known[-1]])


@dataclass(frozen=True)
class Sight:
    """Reads any metric of 日数据 by day, for the campaign, a channel, products, an ad plan."""

    scope: Scope
    tally: Tally
    stock: Stock
    service: Service

    def until(self, metric: Metric, about: Watched) -> float:
        """Give the last day that may be judged: complete, its attribution windows closed."""
        through, scope = self.scope.through, self.scope
        side = self._side(metric, about)
        if about.channel is not None:
            day = through.channels.get(about.channel, NAN)
        else:
            day = through.claim if side == "ad" else through.day
        day = scope.day - 1 if np.isnan(day) else day
        return day - self._open(metric, about, side)

    def series(self, metric: Metric, about: Watched) -> Series:
        """Give a metric by day, up to where it may be judged."""
        days = self.tally.days
        last = self.until(metric, about)
        if metric.key == "cs_seconds":
            found = self.service.by_day(days, self._rows(about))
        elif metric.expr is None:
            found = np.full(len(days), np.nan)
        elif about.skus is None and about.campaign is None:
            found = self._tallied(metric, about)
        else:
            found = self._by_mask(metric, self._rows(about), days)
        return Series(days, found).upto(1.0, last)

    def weekly(self, metric: Metric, about: Watched, by_day: Series) -> Series:
        """Give the last seven complete days as one period; blank before there are seven."""
        last = by_day.last[1]
        first = last - WEEK + 1
        week = by_day.upto(first, last)
        if len(week.days) < WEEK or np.isnan(week.values).any():
            return Series.one(NAN, NAN)
        if metric.key == "cs_seconds":
            dates = self.scope.dates
            inside = self._rows(about) & (dates >= first) & (dates <= last)
            return Series.one(self.service.seconds(np.asarray(inside, bool)), last)
        if metric.agg == "sum":
            return Series.one(float(week.values.sum()), last)
        if about.skus is not None or about.campaign is not None:
            rows = self._rows(about)
            return Series.one(self._over(metric, rows, (first, last)), last)
        return Series.one(self._pooled(metric, about, (first, last)), last)

    def _side(self, metric: Metric, about: Watched) -> str:
        if metric.expr is not None and set(leaves(metric.expr)) <= AD_KEYS:
            return "ad"
        return self.scope.level if about == Watched() else CLAIM

    def _open(self, metric: Metric, about: Watched, side: str) -> float:
        """Give the days of the attribution window that may still change what is asked."""
        asked = set(leaves(metric.expr)) if metric.expr is not None else set()
        if side != CLAIM or about.skus is not None or not asked & ATTRIBUTED:
            return 0.0
        windows = attribution_windows(self.scope)
        if about.channel is not None:
            return windows.get(about.channel, 0.0)
        sent = {one for one, day in self.scope.through.channels.items() if day == day}
        return max((days for one, days in windows.items() if one in sent), default=0.0)

    def _row(self, about: Watched) -> slice:
        if about.channel is None:
            return slice(None)
        at = self.tally.channels.index(about.channel)
        return slice(at, at + 1)

    def _tallied(self, metric: Metric, about: Watched) -> Array:
        rows = self._row(about)

        def cut(grid: Grid) -> Any:
            return grid[rows].sum(axis=0)

        asked = self._net(metric, about)
        level = CLAIM if about.channel is not None else self.scope.level
        found = measure(self.tally, asked, level, cut).value
        if level == SHOP and np.isnan(found).all():
            # The shop's export does not know it; the channels do.
            found = measure(self.tally, asked, CLAIM, cut).value
        return np.asarray(np.broadcast_to(found, len(self.tally.days)), float)

    def _pooled(self, metric: Metric, about: Watched, span: tuple[float, float]) -> float:
        rows, days = self._row(about), self.tally.between(*span)

        def cut(grid: Grid) -> Any:
            return grid[rows, days].sum()

        level = CLAIM if about.channel is not None else self.scope.level
        asked = self._net(metric, about)
        found = float(measure(self.tally, asked, level, cut).value[0])
        if np.isnan(found) and level == SHOP:
            found = float(measure(self.tally, asked, CLAIM, cut).value[0])
        return found

    def _net(self, metric: Metric, about: Watched) -> Metric:
        return net_metric(self.scope, metric, about.channel) or metric

    def _rows(self, about: Watched) -> Mask:
        """Mark the rows of products or of an ad plan, in the one basis."""
        scope, daily = self.scope, self.scope.daily
        seen = np.asarray(scope.dates <= scope.day, bool)
        if about.channel is not None:
            seen = seen & is_key(daily, "channel_id", about.channel)
        if about.skus is not None:
            own = np.zeros(len(daily), bool)
            for sku in about.skus:
                own |= self.stock.level_rows(sku)
            seen = seen & own
        if about.campaign is not None:
            named = seen & is_key(daily, "campaign", about.campaign)
            plans = named & is_key(daily, "level", PLAN)
            seen = plans if plans.any() else named
        return np.asarray(seen, bool)

    def _by_mask(self, metric: Metric, rows: Mask, days: Array) -> Array:
        spans = [(float(day), float(day)) for day in days]
        return np.array([self._over(metric, rows, span) for span in spans], float)

    def hourly(self, metric: Metric, about: Watched, hours: int) -> Series | None:
        """Give a rate over the last complete *hours* hours; None without hourly rows."""
        scope, daily = self.scope, self.scope.daily
        rows = self._rows(about)
        if about == Watched():
            rows = scope.ad if self._side(metric, about) == "ad" else scope.sales
        ends = scope.dates + (np.floor(daily["hour"] / hours) + 1) * hours / 24
        rows = np.asarray(rows & (ends <= _now(scope) + _SECOND), bool)
        if not rows.any():
            return None
        last = float(ends[rows].max())
        period = np.asarray(rows & (ends == last), bool)
        day = float(np.floor(last - hours / 24))
        if metric.key == "cs_seconds":
            return Series.one(self.service.seconds(period), day)
        return Series.one(self._over(metric, period, (day, day)), day)

    def _over(self, metric: Metric, rows: Mask, span: tuple[float, float]) -> float:
        scope, daily = self.scope, self.scope.daily
        at = np.flatnonzero(rows)
        dates = scope.dates[at]
        at = at[(dates >= span[0]) & (dates <= span[1])]
        paid = is_key(daily, "basis", scope.basis)
        asked = self._net(metric, Watched(channel=""))
        totals: dict[str, float] = {}
        for part in parts(asked, CLAIM):
            used = at if part.side == "ad" else at[paid[at]]
            for key in part.keys:
                used = used[~np.isnan(daily[key][used])]
            for key in part.keys:
                totals[key] = float(daily[key][used].sum()) if len(used) else NAN
        if asked.expr is None:
            return NAN
        return float(value(asked.expr, lambda key: np.asarray(totals[key])))


def _now(scope: Scope) -> float:
    serial = to_serial(scope.as_of)
    return serial + 1 if serial == scope.day else serial


def attribution_windows(scope: Scope) -> dict[str, float]:
    """Give the attribution window of each channel, in days."""
    table = scope.book["channels"]
    usual = limit(scope.book, "window_days_default", 0)
    names = table["channel_id"].tolist()
    typed = [float(days) for days in table["window_days"]]
    return {
        name: max(0.0, usual if np.isnan(days) else days)
        for name, days in zip(names, typed, strict=True)
    }
