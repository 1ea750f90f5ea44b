"""执行监控: the latest complete figure of each row, its deviation, and the state it is in.

Only complete periods are judged, strictly as written. Exactly at the threshold, or inside
the band of the settings on its good side, is 临界. Sales inside an open attribution window
are not judged yet. A stock is its last reading.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from promo_xl.book import Array, Table
from promo_xl.derive.aims import metric_of
from promo_xl.derive.goals import LEDGER
from promo_xl.derive.ledger import Ledger
from promo_xl.derive.ops.series import Series, Sight
from promo_xl.derive.ops.stock import Stock
from promo_xl.derive.ops.watch_scope import Watched, read_scope
from promo_xl.derive.pacing import phase_days
from promo_xl.derive.scope import is_key, limit
from promo_xl.derive.targets import COST, GMV, UV, Targets
from promo_xl.schema.metrics import Metric

NAN = float("nan")
GOODS = ("stock", "stock_days", "sellthrough")
_CURVES = {"gmv": GMV, "cost": COST, "uv": UV}
"""What 日目标拆解 says by day."""
_HOURS = {"hour": 1, "half_day": 12}
HIT = ("warning", "urgent")
_DIGITS = 12
_BREACH: dict[str, Callable[[float, float], bool]] = {
    "<": lambda actual, line: actual < line,
    "<=": lambda actual, line: actual <= line,
    ">": lambda actual, line: actual > line,
    ">=": lambda actual, line: actual >= line,
}


@dataclass(frozen=True, slots=True)
class Watch:
    """One monitor at this moment; NaN and None where there is nothing to say."""

    i: int
    metric: Metric | None
    about: Watched
    target: float
    """The day's own target where the day targets know it, else as typed."""
    actual: float = NAN
    day: float = NAN
    """The day the actual is of."""
    since: float = NAN
    """The first day of the run of days beyond the threshold."""
    state: str | None = None

    @property
    def deviation(self) -> float:
        """(actual − target) ÷ |target|."""
        return (self.actual - self.target) / abs(self.target) if self.target else NAN

    @property
    def hit(self) -> bool:
        """Whether the threshold is passed."""
        return self.state in HIT


class Monitors:
    """Every row of 执行监控, measured once."""

    def __init__(
        self,
        sight: Sight,
        stock: Stock,
        targets: Targets,
        ledger: Callable[[], Ledger],
    ) -> None:
        self.sight = sight
        self.scope = sight.scope
        self.table: Table = self.scope.book["monitor"]
        self.stock = stock
        self.targets = targets
        self._ledger = ledger

    @cached_property
    def all(self) -> tuple[Watch, ...]:
        """The rows, as they stand in the sheet."""
        return tuple(self._watch(i) for i in range(len(self.table)))

    @cached_property
    def named(self) -> tuple[Watch, ...]:
        """The rows that name an indicator."""
        return tuple(one for one in self.all if self.table["metric"][one.i] is not None)

    def column(self, key: str) -> Array:
        """Give one of the columns we write."""
        found = [getattr(one, key) for one in self.all]
        if key != "state":
            return np.array(found, float)
        words = np.empty(len(found), object)
        words[:] = found
        return words

    def _watch(self, i: int) -> Watch:
        word = self.table["metric"][i]
        metric = metric_of(word)
        about = read_scope(
            self.scope.book, self.table["scope"][i], self.table.raw(i, "metric")
        )
        found = Watch(i, metric, about, float(self.table["target"][i]))
        if metric is None or not about.known:
            return Watch(i, metric, about, found.target, state="no_data" if word else None)
        series = self._periods(i, metric, self._series(metric, about), about)
        actual, day = series.last
        return Watch(
            i,
            metric,
            about,
            self._target(i, metric, about, day),
            actual,
            day,
            self._since(i, metric, series),
            self._state(i, metric, actual),
        )

    def _periods(self, i: int, metric: Metric, days: Series, about: Watched) -> Series:
        """Give the periods a row is judged on: days of its phase, a week, hours.

        A sum asked for by the hour is still a day's: its target and threshold are.
        """
        found, freq = days.upto(*self._window(i)), self.table["freq"][i]
        if metric.key in (*GOODS, *LEDGER):
            return found
        if freq == "week":
            return self.sight.weekly(metric, about, found)
        if freq in _HOURS and (metric.agg == "ratio" or metric.key == "cs_seconds"):
            hours = self.sight.hourly(metric, about, _HOURS[freq])
            return found if hours is None else hours.upto(*self._window(i))
        return found

    def _window(self, i: int) -> tuple[float, float]:
        """Give the days a row speaks of: its phase's."""
        phases, wanted = self.scope.book["phases"], self.table["phase_id"][i]
        rows = np.flatnonzero(is_key(phases, "phase_id", wanted))
        if wanted is None or not len(rows):
            return NAN, NAN
        first, last = phase_days(phases)
        return float(first[rows[0]]), float(last[rows[0]])

    def _series(self, metric: Metric, about: Watched) -> Series:
        if metric.key in GOODS:
            return self._goods(metric.key, about)
        if metric.key in LEDGER:
            plain = about.skus is None and about.campaign is None
            value = self._ledger().value(metric.key, about.channel) if plain else NAN
            return Series.one(value, self.sight.until(metric, about))
        return self.sight.series(metric, about)

    def _goods(self, key: str, about: Watched) -> Series:
        if key == "stock":
            return self._left(about)
        products = self.stock.products
        if about.skus is not None:
            products = tuple(one for one in products if one.sku in about.skus)
        if key == "sellthrough":
            known = [one for one in self.stock.counted if one in products]
            whole = sum(one.opening for one in known)
            value = sum(one.gone for one in known) / whole if whole else NAN
        else:
            # The product that runs out first is the one to watch.
            value = min((one.days for one in products if one.days == one.days), default=NAN)
        days = [one.read_on for one in products if one.read_on == one.read_on]
        return Series.one(value, max(days, default=self.scope.through.day))

    def _left(self, about: Watched) -> Series:
        """Give the stock of the products together, reading by reading."""
        skus = about.skus or tuple(one.sku for one in self.stock.products)
        found = [read for sku in skus if len((read := self.stock.readings(sku))[0])]
        if not found and about.skus is None:
            found = [self.stock.readings(None)]
        days = (
            np.unique(np.concatenate([one for one, _ in found])) if found else np.zeros(0)
        )
        total = np.zeros(len(days))
        for own, units in found:
            # Between two readings the earlier one stands; before the first, the first.
            at = np.searchsorted(own, days, "right") - 1
            total += units[np.maximum(at, 0)] if len(own) else np.nan
        return Series(days, total)

    def _target(self, i: int, metric: Metric, about: Watched, day: float) -> float:
        """Give the target: the day's own where the day targets know it, else as typed.

        A row for one phase or for weeks says its own target.
        """
        typed = float(self.table["target"][i])
        key = _CURVES.get(metric.key)
        own_rows = about.skus is not None or about.campaign is not None
        said = self.table["phase_id"][i] is not None or self.table["freq"][i] == "week"
        if key is None or own_rows or said or np.isnan(day):
            return typed
        own = self.targets.on(day, about.channel, key)
        return own if own > 0 else typed

    def sign(self, i: int) -> str:
        """Give the comparator of a row's threshold."""
        metric = self.all[i].metric
        typed = self.table["op"][i]
        return self._op(i, metric) if metric else str(typed or "")

    def _op(self, i: int, metric: Metric) -> str:
        """Give the comparator; where none is typed, the side on which a metric is bad."""
        typed = self.table["op"][i]
        return str(typed) if typed in _BREACH else "<" if metric.op == ">=" else ">"

    def _state(self, i: int, metric: Metric, actual: float) -> str | None:
        line = float(self.table["threshold"][i])
        if np.isnan(actual):
            return "no_data"
        if np.isnan(line):
            return None
        op, value, edge = self._op(i, metric), _exact(actual), _exact(line)
        if _BREACH[op](value, edge):
            return "urgent" if self.table["level"][i] == "urgent" else "warning"
        band = _exact(limit(self.scope.book, "near_band", 0.0) * abs(line))
        return "at_threshold" if _exact(abs(value - edge)) <= band else "normal"

    def _since(self, i: int, metric: Metric, series: Series) -> float:
        line, op = float(self.table["threshold"][i]), self._op(i, metric)
        since = NAN
        for day, value in zip(series.days[::-1], series.values[::-1], strict=True):
            if np.isnan(value) or np.isnan(line):
                continue
            if not _BREACH[op](_exact(float(value)), _exact(line)):
                break
            since = float(day)
        return since


def _exact(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
