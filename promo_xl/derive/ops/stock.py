"""What is left of each product: its last reading, how fast it sells, how long it lasts.

A reading is the last 库存余量 of 日数据 up to as-of, never a sum. Units sold come from the
rows of level 商品 where a product has them, else from the channels' own rows. Where no stock
is loaded, what was sold stands in for what left the shelf, and the label says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from promo_xl.book import Array, Table
from promo_xl.derive.scope import Mask, Scope, is_key, limit

NAN = float("nan")
SKU = "sku"
WEEK = 7
EXEMPT = ("pre_sale", "drop_ship")
"""Ship modes without stock of one's own."""
NORMAL, ALERT, STOP, SOLD_OUT, FREE, UNKNOWN = (
    "normal",
    "alert",
    "stop",
    "sold_out",
    "exempt",
    "no_data",
)
SHORT = (ALERT, STOP, SOLD_OUT)


@dataclass(frozen=True, slots=True)
class Product:
    """One product at this moment; NaN where nothing is measured."""

    i: int
    sku: str
    opening: float
    left: float
    read_on: float
    """The day of the last reading."""
    sold: float
    """Units since the first row."""
    pace: float
    """Mean units a day over the seven days up to the reading."""
    state: str

    @property
    def by_items(self) -> bool:
        """Whether units sold stand in for a stock nobody loaded."""
        return bool(np.isnan(self.left) and not np.isnan(self.sold))

    @property
    def gone(self) -> float:
        """Units of the opening stock that are gone."""
        return self.sold if self.by_items else self.opening - self.left

    @property
    def cleared(self) -> float:
        """The part of the opening stock that is gone."""
        return self.gone / self.opening if self.opening > 0 else NAN

    @property
    def days(self) -> float:
        """How many days the stock lasts at this pace."""
        return cover(self.left, self.pace)


def cover(left: float, pace: float) -> float:
    """Give days of cover: stock ÷ mean daily units."""
    return left / pace if pace > 0 else NAN


@dataclass(frozen=True)
class Stock:
    """Every product of 商品与库存."""

    scope: Scope

    @property
    def table(self) -> Table:
        """商品与库存."""
        return self.scope.book["products"]

    @cached_property
    def products(self) -> tuple[Product, ...]:
        """Each row that names a product."""
        names = self.table["sku_id"].tolist()
        return tuple(self._product(i, str(one)) for i, one in enumerate(names) if one)

    def of(self, sku: str) -> Product | None:
        """Give one product."""
        return next((one for one in self.products if one.sku == sku), None)

    @cached_property
    def counted(self) -> tuple[Product, ...]:
        """The products the clearing rate of all is over: one way of measuring, not two."""
        known = [one for one in self.products if one.opening > 0]
        read = tuple(one for one in known if not np.isnan(one.left))
        return read or tuple(one for one in known if one.by_items)

    @property
    def cleared(self) -> float:
        """1 − Σ last readings ÷ Σ opening stock."""
        whole = sum(one.opening for one in self.counted)
        return sum(one.gone for one in self.counted) / whole if whole else NAN

    @property
    def by_items(self) -> bool:
        """Whether the clearing rate of all stands on units sold."""
        return bool(self.counted) and self.counted[0].by_items

    def level_rows(self, sku: str) -> Mask:
        """Mark a product's rows of level 商品, else all rows that name it."""
        named = is_key(self.scope.daily, "sku_id", sku)
        own = named & is_key(self.scope.daily, "level", SKU)
        return np.asarray(own if own.any() else named & self.scope.ad, bool)

    def readings(self, sku: str | None) -> tuple[Array, Array]:
        """Give the last reading of each day: days, units; None = of no product."""
        rows = self._of(self._read, sku)
        dates = self.scope.dates[rows]
        last = np.flatnonzero(np.r_[dates[1:] != dates[:-1], True][: len(dates)])
        return dates[last], self.scope.daily["stock"][rows[last]]

    def _product(self, i: int, sku: str) -> Product:
        days, units = self.readings(sku)
        left, on = (float(units[-1]), float(days[-1])) if len(days) else (NAN, NAN)
        rows = self._of(self._items, sku)
        items = self.scope.daily["items"][rows]
        opening = float(self.table["stock"][i])
        pace = self._pace(rows, on)
        return Product(
            i=i,
            sku=sku,
            opening=opening,
            left=left,
            read_on=on,
            sold=float(items.sum()) if len(items) else NAN,
            pace=pace,
            state=self._state(i, left, cover(left, pace)),
        )

    def _pace(self, rows: Array, until: float) -> float:
        dates, items = self.scope.dates[rows], self.scope.daily["items"][rows]
        last = float(dates.max()) if len(dates) and np.isnan(until) else until
        week = (dates > last - WEEK) & (dates <= last)
        if not week.any():
            return NAN
        # An export lists what was sold: a day that names other products only is a 0 here.
        told = self._told_days
        return float(items[week].sum()) / np.count_nonzero(
            (told > last - WEEK) & (told <= last)
        )

    @cached_property
    def _told_days(self) -> Array:
        return np.unique(self.scope.dates[self._items])

    def _state(self, i: int, left: float, days: float) -> str:
        if self.table["ship_mode"][i] in EXEMPT:
            return FREE
        if np.isnan(left):
            return UNKNOWN
        if left <= 0:
            return SOLD_OUT
        if self._below(i, "stop", left, days):
            return STOP
        return ALERT if self._below(i, "alert", left, days) else NORMAL

    def _below(self, i: int, line: str, left: float, days: float) -> bool:
        """Whether a line is crossed: days of cover, or the floor in units. Strictly."""
        return bool(left < self.table[f"{line}_stock"][i] or days < self.line(i, line))

    def line(self, i: int, line: str) -> float:
        """Give the line in days of cover: the product's own, else the setting."""
        own = float(self.table[f"{line}_days"][i])
        return limit(self.scope.book, f"{line}_days", NAN) if np.isnan(own) else own

    @cached_property
    def _seen(self) -> Mask:
        return np.asarray(self.scope.dates <= self.scope.day, bool)

    @cached_property
    def _moments(self) -> Array:
        hours = np.nan_to_num(self.scope.daily["hour"], nan=24.0)
        return np.asarray(self.scope.dates + hours / 48, float)

    def _of(self, rows: Array, sku: str | None) -> Array:
        codes, names = self.scope.daily.codes("sku_id")
        code = -1 if sku is None else names.index(sku) if sku in names else -2
        return np.asarray(rows[codes[rows] == code])

    @cached_property
    def _read(self) -> Array:
        """Rows with a reading in order of time; those of level 商品 where a product has them."""
        rows = np.flatnonzero(self._own_level("stock", self._seen))
        return np.asarray(rows[np.argsort(self._moments[rows], kind="stable")])

    @cached_property
    def _items(self) -> Array:
        """Rows with units sold, in the one basis."""
        seen = self._seen & is_key(self.scope.daily, "basis", self.scope.basis)
        own = is_key(self.scope.daily, "level", SKU)
        found = self._own_level("items", seen & (own | self.scope.claim))
        return np.asarray(np.flatnonzero(found))

    def _own_level(self, key: str, rows: Mask) -> Mask:
        daily = self.scope.daily
        found = rows & ~np.isnan(daily[key])
        codes, _ = daily.codes("sku_id")
        own = found & is_key(daily, "level", SKU)
        has = np.zeros(int(codes.max(initial=-1)) + 2, bool)
        has[codes[own]] = True
        return np.asarray(np.where(has[codes], own, found), bool)
