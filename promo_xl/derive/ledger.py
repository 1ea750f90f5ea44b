"""The one cost ledger: ad spend from 日数据, everything else typed in 预算, commission.

Every amount is in it once. The campaign's three ROIs and its 费比 stand on it, and take
everything in scope: cost and sales need no common row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from promo_xl.book import Array, Table
from promo_xl.derive.measure import AD_KEYS
from promo_xl.derive.scope import Mask, Scope, Test, is_key, word
from promo_xl.derive.tally import Tally
from promo_xl.derive.values import Columns, value
from promo_xl.facts import Criterion, Source
from promo_xl.schema.expression import Expr, Sum, SumIfs, Where

NAN = float("nan")
_PARTS = {
    "roi_ads": "gmv/cost",
    "roi_total": "gmv/input_total",
    "roi_net": "net_gmv/input_total",
    "expense_ratio": "input_total/gmv",
}
ADS = "ads"
NET_ALREADY = {"net_gmv": "gmv", "roi_net": "roi_total"}
"""Which columns of 渠道计划 say net figures where the basis is net already."""


@dataclass(frozen=True)
class Ledger:
    """All input of the campaign, and what it stands on."""

    scope: Scope
    tally: Tally
    columns: Columns

    @property
    def budget(self) -> Table:
        """预算."""
        return self.scope.book["budget"]

    @cached_property
    def channel_cost(self) -> dict[str, float]:
        """Ad spend of each channel at its claim level, NaN while nothing is measured."""
        rows = self.tally.used("ad", ("cost",))[:-1].sum(axis=1)
        cost = self.tally.sums("ad", "cost", ("cost",))[:-1].sum(axis=1)
        return {
            channel: float(cost[i]) if rows[i] else NAN
            for i, channel in enumerate(self.tally.channels)
        }

    @cached_property
    def spent(self) -> Array:
        """What each budget line has cost: ad lines from 日数据, the others as typed.

        Several ad lines of one channel share its cost in proportion to their plans. An ad
        line whose channel has no daily cost shows what was typed.
        """
        table = self.budget
        spent = np.array(table["actual"], float)
        for channel, rows in self._ad_lines.items():
            cost = self._cost_of(channel)
            if cost == cost:
                spent[rows] = cost * _shares(table["planned"][rows])
        return spent

    @cached_property
    def _ad_lines(self) -> dict[str | None, list[int]]:
        table = self.budget
        lines: dict[str | None, list[int]] = {}
        for i in np.flatnonzero(is_key(table, "category", ADS)).tolist():
            lines.setdefault(table["channel_id"][i], []).append(i)
        return lines

    def _cost_of(self, channel: str | None) -> float:
        if channel is not None:
            return self.channel_cost.get(channel, NAN)
        measured = [
            cost for one in self.unlined if (cost := self.channel_cost[one]) == cost
        ]
        return sum(measured) if measured else NAN

    @cached_property
    def unlined(self) -> tuple[str, ...]:
        """Channels without an ad line: a line for no channel in particular pays for them."""
        return tuple(one for one in self.channel_cost if one not in self._ad_lines)

    @cached_property
    def typed_ads(self) -> Mask:
        """Ad lines whose money stands nowhere in 日数据, so that the typed amount counts."""
        found = np.zeros(len(self.budget), bool)
        for channel, rows in self._ad_lines.items():
            found[rows] = np.isnan(self._cost_of(channel))
        return np.asarray(found & ~np.isnan(self.budget["actual"]), bool)

    @cached_property
    def cost(self) -> Expr:
        """Ad spend: every channel at its claim level."""
        return _sum("daily.cost", self.scope.tests("ad"), "daily")

    @cached_property
    def sales(self) -> Expr:
        """GMV at the campaign's level and basis."""
        return _sum("daily.gmv", self._sales_tests, "daily")

    @cached_property
    def net(self) -> Expr:
        """Net GMV: as exports say it, else GMV less refunds."""
        sums = [_sum(f"daily.{key}", self._sales_tests, "daily") for key in self.scope.net]
        return sums[0] if len(sums) == 1 else sums[0] - sums[1]

    @property
    def _sales_tests(self) -> tuple[Test, ...]:
        return self.scope.tests(self.scope.level)

    @cached_property
    def other(self) -> Expr:
        """What is typed in 预算 besides ads, and ads that stand nowhere else."""
        found: list[Expr] = [
            SumIfs("budget.actual", (Where("budget.category", ADS, "<>"),))
        ]
        for i in np.flatnonzero(self.typed_ads).tolist():
            line = str(self.budget["budget_id"][i])
            found.append(SumIfs("budget.actual", (Where("budget.budget_id", line),)))
        return Sum(tuple(found))

    @cached_property
    def commission(self) -> Expr:
        """Commission: each channel's rate on its net sales."""
        return SumIfs("channels.commission_amt")

    @property
    def bears_discounts(self) -> bool:
        """Whether discounts the merchant bears count as input."""
        return word(self.scope.book, "merchant_disc_input", "no") == "yes"

    @cached_property
    def input_total(self) -> Expr:
        """All input."""
        found = (self.cost, self.other, self.commission)
        return Sum((*found, self.discounts) if self.bears_discounts else found)

    @cached_property
    def discounts(self) -> Expr:
        """Discounts the merchant bears on the campaign's sales."""
        return _sum("daily.merchant_disc", self._sales_tests, "daily")

    def number(self, expr: Expr) -> float:
        """Compute an expression that names its own tables."""
        return float(value(expr, self._unread, self.columns.sums))

    def value(self, key: str, channel: str | None = None) -> float:
        """Give a ledger metric of the campaign or of one channel, NaN where blank."""
        if channel is None:
            over, _, under = _PARTS.get(key, key).partition("/")
            amount = self._amounts
            return amount(over) / (amount(under) or NAN) if under else amount(over)
        names = self.scope.book["channels"]["channel_id"].tolist()
        if channel not in names:
            return NAN
        net = self.scope.basis == "net"
        column = NET_ALREADY.get(key, key) if net else key
        return float(self.columns.of("channels", column)[names.index(channel)])

    @cached_property
    def _amounts(self) -> Callable[[str], float]:
        """Compute each amount of the ledger once."""
        return cache(lambda key: self.number(self.expression(key)))

    def expression(self, key: str) -> Expr:
        """Give the campaign's ledger metric as an expression."""
        return {
            "cost": self.cost,
            "gmv": self.sales,
            "net_gmv": self.net,
            "input_total": self.input_total,
            "roi_ads": self.sales / self.cost,
            "roi_total": self.sales / self.input_total,
            "roi_net": self.net / self.input_total,
            "expense_ratio": self.input_total / self.sales,
        }[key]

    def sources(self, *columns: str) -> tuple[Source, ...]:
        """Give the sources of `gmv`, `net_gmv`, `refund_amt`, `cost` or the other input."""
        scope = self.scope
        found: list[Source] = []
        for key in columns:
            if key == "input":
                found += [*self.sources("cost"), *self._typed_sources()]
                if self.bears_discounts:
                    found += self.sources("merchant_disc")
                continue
            tests = scope.tests("ad") if key in AD_KEYS else self._sales_tests
            found += [Source(scope.daily, (key,), test) for test in tests]
        return tuple(found)

    def _typed_sources(self) -> tuple[Source, ...]:
        other = Source(self.budget, ("actual",), (Criterion("category", "<>", ADS),))
        channels = self.scope.book["channels"]
        return (other, *self.typed_ad_sources(), Source(channels, ("commission",)))

    def typed_ad_sources(self) -> tuple[Source, ...]:
        """Give the ad lines that count as typed."""
        return tuple(
            Source(
                self.budget,
                ("actual",),
                (Criterion("budget_id", "=", self.budget["budget_id"][i]),),
            )
            for i in np.flatnonzero(self.typed_ads).tolist()
        )

    @staticmethod
    def _unread(key: str) -> Array:
        raise KeyError(key)


def _sum(key: str, tests: tuple[Test, ...], sheet: str) -> Expr:
    sums: list[Expr] = [
        SumIfs(key, tuple(Where(f"{sheet}.{t.key}", _operand(t), t.sign) for t in test))
        for test in tests
    ]
    return sums[0] if len(sums) == 1 else Sum(tuple(sums))


def _operand(test: Criterion) -> str | float:
    return test.value if isinstance(test.value, str | float) else str(test.value)


def _shares(planned: Array) -> Array:
    known = np.where(np.isnan(planned), 0.0, planned)
    total = known.sum()
    return known / total if total > 0 else np.full(len(known), 1 / len(known))
