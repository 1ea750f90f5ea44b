"""Against the campaigns before: GMV, daily mean, input, ROI, 费比, refunds and days."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

from promo_xl.book import Book
from promo_xl.derive.derived import Derived
from promo_xl.derive.scope import field

NAN = float("nan")
PAST = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Campaign:
    """The few figures that compare one campaign with another; NaN where unknown."""

    name: str
    gmv: float
    input_total: float
    refund_rate: float
    days: float

    @property
    def daily(self) -> float:
        """Mean GMV a day."""
        return self.gmv / self.days if self.days > 0 else NAN

    @property
    def roi_total(self) -> float:
        """GMV ÷ all input."""
        return self.gmv / self.input_total if self.input_total > 0 else NAN

    @property
    def expense_ratio(self) -> float:
        """All input ÷ GMV."""
        return self.input_total / self.gmv if self.gmv > 0 else NAN

    @property
    def known(self) -> bool:
        """Whether anything but the name is known."""
        amounts = (self.gmv, self.input_total, self.refund_rate)
        return not all(isnan(amount) for amount in amounts)


def past_campaigns(book: Book) -> tuple[Campaign, ...]:
    """List the campaigns typed in 项目总表, the latest first."""
    found = (_past(book, nth) for nth in PAST)
    return tuple(one for one in found if one.known)


def _past(book: Book, nth: int) -> Campaign:
    def number(key: str) -> float:
        return float(field(book, f"ly{nth}_{key}"))

    name = field(book, f"ly{nth}_name")
    gmv, spent = number("gmv"), number("input")
    return Campaign(str(name or ""), gmv, spent, number("refund_rate"), number("days"))


def this_campaign(d: Derived, refund_rate: float, gmv: float) -> Campaign:
    """Give the running or closed campaign in the same few figures.

    While it runs, GMV and days are those up to data-through.
    """
    first, last = d.scope.period
    if d.scope.day < last:
        last = d.scope.through.day
        cut = d.tally.cut(None, first, last)
        known = not isnan(last) and cut(d.tally.used(d.scope.level, ("gmv",)))
        gmv = float(cut(d.tally.sums(d.scope.level, "gmv", ("gmv",)))) if known else NAN
    days = last - first + 1
    return Campaign("", gmv, d.ledger.value("input_total"), refund_rate, days)
