"""Every sum over 日数据 at once: leaf by leaf, channel × day, with the rows that counted.

Codes of channel and day are made once; one `bincount` a leaf fills the whole grid, and a
figure of any scope is a slice of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from promo_xl.book import Array
from promo_xl.derive.scope import SHOP, Mask, Scope

Grid = NDArray[np.float64]
"""channel (the last row: none or unknown) × day."""
Cut = Callable[[Grid], Any]
"""Adds a grid up to the groups of a scope: a float, one a channel, one a day."""


@dataclass(frozen=True)
class Tally:
    """Sums of 日数据 by channel and day."""

    scope: Scope

    @cached_property
    def channels(self) -> tuple[str, ...]:
        """The channels in the order of 渠道计划."""
        return tuple(self.scope.claims)

    @cached_property
    def days(self) -> Array:
        """The days that have rows, in order."""
        return self._days[0]

    @cached_property
    def _days(self) -> tuple[Array, NDArray[np.intp]]:
        dates = self.scope.dates
        seen = self.scope.ad | self.scope.shop
        days, codes = np.unique(np.where(seen, dates, 0.0), return_inverse=True)
        return days, codes

    @cached_property
    def _cells(self) -> NDArray[np.int64]:
        codes, names = self.scope.daily.codes("channel_id")
        place = {name: i for i, name in enumerate(self.channels)}
        rank = [place.get(str(name), len(place)) for name in names] + [len(place)]
        return np.array(rank, np.int64)[codes] * len(self.days) + self._days[1]

    @cached_property
    def _kept(self) -> dict[tuple[str, ...], Grid]:
        return {}

    def any_measured(self, parts: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
        """Whether any column of *parts* (side, columns) holds a number in any row."""
        return any(key in self._measured for _, keys in parts for key in keys)

    def measured(self, key: str) -> bool:
        """Whether a column holds a number in any row."""
        return key in self._measured

    @cached_property
    def _measured(self) -> frozenset[str]:
        columns = self.scope.daily.columns
        numbers = (key for key, column in columns.items() if column.dtype == float)
        return frozenset(key for key in numbers if not np.isnan(columns[key]).all())

    def mask(self, side: str) -> Mask:
        """Mark the rows of a side: `ad`, `claim` or `shop`."""
        return {"ad": self.scope.ad, "claim": self.scope.claim, SHOP: self.scope.shop}[side]

    def rows(self, side: str) -> Grid:
        """Count the rows in scope."""
        return self._grid(("rows", side), lambda: self.mask(side), None)

    def used(self, side: str, keys: tuple[str, ...]) -> Grid:
        """Count the rows in scope in which every key holds a number."""
        gaps = self.gaps(side, keys)
        if not gaps:
            return self.rows(side)
        return self._grid(("used", side, *gaps), lambda: self._complete(side, gaps), None)

    def any_used(self, side: str, keys: tuple[str, ...]) -> Grid:
        """Count the rows in scope in which any key holds a number."""
        if len(self.gaps(side, keys)) < len(keys):
            return self.rows(side)

        def rows() -> Mask:
            measured = [self._known(key) for key in keys]
            return np.asarray(self.mask(side) & np.logical_or.reduce(measured), bool)

        return self._grid(("any", side, *keys), rows, None)

    def sums(self, side: str, key: str, complete: tuple[str, ...]) -> Grid:
        """Add *key* up over the rows in which every key of *complete* holds a number."""
        gaps = self.gaps(side, complete)
        return self._grid(
            ("sums", side, key, *gaps),
            lambda: self._complete(side, gaps),
            self.scope.daily[key],
        )

    def gaps(self, side: str, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Leave out the keys that every row of a side measures: they narrow nothing."""
        found = self._gaps.get((side, keys))
        if found is None:
            rows = self.mask(side)
            found = tuple(key for key in keys if not self._known(key)[rows].all())
            self._gaps[side, keys] = found
        return found

    @cached_property
    def _gaps(self) -> dict[tuple[str, tuple[str, ...]], tuple[str, ...]]:
        return {}

    def _known(self, key: str) -> Mask:
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = ~np.isnan(self.scope.daily[key])
        return found

    @cached_property
    def _numbers(self) -> dict[str, Mask]:
        return {}

    def _complete(self, side: str, keys: tuple[str, ...]) -> Mask:
        rows = self.mask(side)
        for key in keys:
            rows = rows & self._known(key)
        return rows

    def _grid(
        self, name: tuple[str, ...], mask: Callable[[], Mask], weights: Array | None
    ) -> Grid:
        found = self._kept.get(name)
        if found is None:
            rows = mask()
            shape = (len(self.channels) + 1, len(self.days))
            found = (
                np.bincount(
                    self._cells[rows],
                    None if weights is None else weights[rows],
                    shape[0] * shape[1],
                )
                .astype(float)
                .reshape(shape)
            )
            self._kept[name] = found
        return found

    def between(self, first: float, last: float) -> slice:
        """Give the days from *first* to *last*, both counted; NaN is no limit."""
        low = 0 if np.isnan(first) else int(np.searchsorted(self.days, first, "left"))
        high = (
            len(self.days)
            if np.isnan(last)
            else int(np.searchsorted(self.days, last, "right"))
        )
        return slice(low, max(low, high))

    def cut(
        self,
        channels: tuple[str, ...] | None = None,
        first: float = float("nan"),
        last: float = float("nan"),
    ) -> Cut:
        """Add up over some channels (None: all rows) and days: one number."""
        days = self.between(first, last)
        if channels is None:
            return lambda grid: grid[:, days].sum()
        rows = [self.channels.index(c) for c in channels if c in self.scope.claims]
        return lambda grid: grid[rows, days].sum()


def by_channel(grid: Grid) -> Any:
    """Add up to one number a channel."""
    return grid[:-1].sum(axis=1)


def by_day(grid: Grid) -> Any:
    """Add up to one number a day."""
    return grid.sum(axis=0)
