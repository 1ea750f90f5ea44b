"""What is weighted or dated, not added: seconds to answer, and how ripe refunds are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from promo_xl.book import Array
from promo_xl.derive.scope import Mask, Scope, limit

NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Ripeness:
    """How long ago what was refunded had been paid."""

    share: float
    """The part of GMV whose maturity is over."""
    newest: float
    """Days since the last day of sales."""
    oldest: float
    days: float
    """After how many days refunds count as complete."""


@dataclass(frozen=True)
class Service:
    """Customer service and refunds of the campaign."""

    scope: Scope

    @cached_property
    def rows(self) -> Mask:
        """Rows that tell seconds: of the whole shop, else the channels', else any."""
        daily, seen = self.scope.daily, self.scope.dates <= self.scope.day
        told = ~np.isnan(daily["cs_seconds"])
        for mask in (self.scope.shop, self.scope.ad):
            if (told & mask).any():
                return np.asarray(told & mask, bool)
        return np.asarray(told & seen, bool)

    @cached_property
    def weighted(self) -> bool:
        """Whether sessions are known; else the mean is a plain one."""
        return bool((self.scope.daily["cs_sessions"][self.rows] > 0).any())

    def seconds(self, rows: Mask | None = None) -> float:
        """Give the mean seconds to answer, weighted by sessions where they are known."""
        mask = self.rows if rows is None else self.rows & rows
        seconds = self.scope.daily["cs_seconds"][mask]
        weights = np.nan_to_num(self.scope.daily["cs_sessions"][mask])
        if not self.weighted:
            weights = np.ones(len(seconds))
        whole = float(weights.sum())
        return float((seconds * weights).sum()) / whole if whole > 0 else NAN

    def by_day(self, days: Array, rows: Mask) -> Array:
        """Give the mean seconds of each day."""
        dates = self.scope.dates
        return np.array([self.seconds(rows & (dates == day)) for day in days], float)

    @cached_property
    def ripeness(self) -> Ripeness | None:
        """Say how much of GMV is old enough for its refunds to be complete."""
        scope = self.scope
        gmv, rows = scope.daily["gmv"], scope.sales
        sold = rows & (gmv > 0)
        if not sold.any() or np.isnan(scope.daily["refund_amt"][rows]).all():
            return None
        days = limit(scope.book, "maturity_days", 30)
        age = scope.day - scope.dates[sold]
        old = float(gmv[sold][age >= days].sum())
        whole = float(gmv[sold].sum())
        return Ripeness(old / whole, float(age.min()), float(age.max()), days)
