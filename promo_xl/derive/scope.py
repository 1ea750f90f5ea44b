"""Which rows of 日数据 count: dated up to as-of, at one level and one basis.

Sales of the campaign come from one level (店铺大盘, else 渠道归因) and one basis; cost is
each channel's spend at the channel's own claim level, whatever the sales level. Levels are
never added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from math import floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from promo_xl.book import Array, Book, Table
from promo_xl.derive.through import Through, data_through
from promo_xl.facts import Criterion
from promo_xl.schema.show import to_serial

Mask = NDArray[np.bool_]
Test = tuple[Criterion, ...]
CLAIM, PLAN, SESSION, SHOP = "claim", "ad_plan", "session", "shop"


@dataclass(frozen=True)
class Scope:
    """The rows one run speaks of, and up to which day they are complete."""

    book: Book
    as_of: datetime
    day: float
    """The as-of day; rows dated after it are left out."""
    basis: str
    level: str
    """Where the campaign's sales come from: `shop` or `claim`."""
    claims: Mapping[str, str]
    """Channel -> the one level its own figures come from."""
    dates: Array
    """The day of each row of 日数据, NaN where undated."""
    ad: Mask
    """Rows at their channel's claim level, any basis: cost, impressions, clicks."""
    claim: Mask
    """The same rows in the one basis: what platforms claim."""
    shop: Mask
    """Rows of the whole shop in the one basis."""
    through: Through
    later: int

    @property
    def daily(self) -> Table:
        """日数据."""
        return self.book["daily"]

    @property
    def sales(self) -> Mask:
        """The rows the campaign's sales are read from."""
        return self.shop if self.level == SHOP else self.claim

    def tests(self, side: str) -> tuple[Test, ...]:
        """Say the rows of a side (`ad`, `claim`, `shop`) as criteria, one list a source."""
        end = Criterion("date", "<=", self.day)
        basis = () if side == "ad" else (Criterion("basis", "=", self.basis),)
        if side == SHOP:
            return ((Criterion("level", "=", SHOP), *basis, end),)
        own = [
            (Criterion("channel_id", "=", channel), Criterion("level", "=", level))
            for channel, level in self.claims.items()
            if level != CLAIM
        ]
        plain: list[Test] = [(Criterion("level", "=", CLAIM),)]
        return tuple((*test, *basis, end) for test in plain + own)

    def channel_test(self, channel: str, side: str) -> Test:
        """Say the rows of one channel as criteria."""
        found = (
            Criterion("channel_id", "=", channel),
            Criterion("level", "=", self.claims.get(channel, CLAIM)),
        )
        basis = () if side == "ad" else (Criterion("basis", "=", self.basis),)
        return (*found, *basis, Criterion("date", "<=", self.day))

    @cached_property
    def net(self) -> tuple[str, ...]:
        """Name the columns net sales are made of: the first, less the second if there is one.

        Net sales as exports say them, where they say them for every row that sold; else sales
        less refunds.
        """
        if self.basis == "net":
            return ("gmv",)
        sold, net, refunds = (
            ~np.isnan(self.daily[key][self.sales])
            for key in ("gmv", "net_gmv", "refund_amt")
        )
        told = net.any() and (net[sold].all() or not refunds.any())
        return ("net_gmv",) if told else ("gmv", "refund_amt")

    @cached_property
    def windows(self) -> Mapping[str, float]:
        """The attribution window of each channel, in days; 0 where nobody set one."""
        table = self.book["channels"]
        usual = limit(self.book, "window_days_default", 0)
        pairs = zip(
            table["channel_id"].tolist(), table["window_days"].tolist(), strict=True
        )
        return {one: max(0.0, usual if x != x else float(x)) for one, x in pairs}

    def mature(self, channel: str) -> float:
        """Give the last day whose attribution window is closed."""
        return self.day - self.windows.get(channel, 0.0)

    @cached_property
    def immature(self) -> Mask:
        """Mark claims whose attribution window is open: shown, never judged."""
        if not any(self.windows.values()):
            return np.zeros(len(self.dates), bool)
        codes, names = self.daily.codes("channel_id")
        limits = np.array([*(self.mature(str(one)) for one in names), np.inf])
        return np.asarray(self.claim & (self.dates > limits[codes]), bool)

    @property
    def period(self) -> tuple[float, float]:
        """First and last day of the promotion period, NaN where blank."""
        return (
            day_field(self.book, "period_start"),
            day_field(self.book, "period_end"),
        )


def make_scope(book: Book, as_of: datetime) -> Scope:
    """Decide level, basis and dates once for everything that is derived."""
    daily = book["daily"]
    day = float(floor(to_serial(as_of)))
    dates = np.floor(daily["date"])
    seen = np.asarray(dates <= day, bool)
    claims = claim_levels(book)
    basis = word(book, "basis", "paid")
    ad = seen & _at_claim_level(daily, claims)
    in_basis = is_key(daily, "basis", basis)
    claim, shop = ad & in_basis, seen & in_basis & is_key(daily, "level", SHOP)
    through = data_through(book, as_of, dates, (ad, shop))
    level = _sales_level(book, dates, shop, through)
    return Scope(
        book=book,
        as_of=as_of,
        day=day,
        basis=basis,
        level=level,
        claims=claims,
        dates=dates,
        ad=ad,
        claim=claim,
        shop=shop,
        through=through.at(level),
        later=int(np.count_nonzero(dates > day)),
    )


def is_key(table: Table, key: str, value: object) -> Mask:
    """Mark the rows whose choice or reference is *value*; None marks the blank ones."""
    codes, values = table.codes(key)
    wanted = -1 if value is None else values.index(value) if value in values else -2
    return np.asarray(codes == wanted, bool)


def claim_levels(book: Book) -> dict[str, str]:
    """Give each channel the one level its own figures come from.

    渠道归因 where it has such rows, else 计划, else 场次.
    """
    daily = book["daily"]
    codes, channels = daily.codes("channel_id")
    levels, words = daily.codes("level")
    pairs = np.unique(codes * (len(words) + 1) + levels)
    has = {
        (channels[pair // (len(words) + 1)], words[pair % (len(words) + 1)])
        for pair in pairs.tolist()
        if pair >= 0 and pair % (len(words) + 1) < len(words)
    }
    found = {}
    for channel in book["channels"]["channel_id"].tolist():
        own = [level for level in (CLAIM, PLAN, SESSION) if (channel, level) in has]
        found[channel] = own[0] if own else CLAIM
    return found


def _at_claim_level(daily: Table, claims: Mapping[str, str]) -> Mask:
    codes, channels = daily.codes("channel_id")
    levels, words = daily.codes("level")
    place = {word: i for i, word in enumerate(words)}
    wanted = [place.get(claims.get(str(c), CLAIM), -2) for c in channels]
    wanted.append(place.get(CLAIM, -2))  # code -1: no channel
    return np.asarray(levels == np.array(wanted, np.int64)[codes], bool)


def _sales_level(book: Book, dates: Array, shop: Mask, through: Through) -> str:
    """店铺大盘 where its rows cover every day to data-through, else 渠道归因."""
    chosen = word(book, "sales_level", "auto")
    if chosen in (SHOP, CLAIM):
        return chosen
    days = np.unique(dates[shop & ~np.isnan(book["daily"]["gmv"])])
    if not len(days):
        return CLAIM
    first = day_field(book, "period_start")
    last = np.fmin(np.fmax(through.claim, through.shop), day_field(book, "period_end"))
    first = float(days[0]) if np.isnan(first) else first
    inside = np.count_nonzero((days >= first) & (days <= last))
    return SHOP if last >= first and inside == last - first + 1 else CLAIM


def word(book: Book, key: str, default: str) -> str:
    """Give a setting that is a word."""
    found = book.settings.get(key)
    return found if isinstance(found, str) and found else default


def limit(book: Book, key: str, default: float) -> float:
    """Give a setting that is a number."""
    found = book.settings.get(key)
    return float(found) if isinstance(found, int | float) and found == found else default


def field(book: Book, key: str) -> Any:
    """Give a field of the plan: float (NaN blank), str or None."""
    table = book["plan"]
    return table[key][0] if len(table) else _nothing(table, key)


def _nothing(table: Table, key: str) -> float | None:
    return float("nan") if table.sheet[key].kind.numeric else None


def day_field(book: Book, key: str) -> float:
    """Give a day of the plan, NaN where blank."""
    return float(np.floor(field(book, key)))
