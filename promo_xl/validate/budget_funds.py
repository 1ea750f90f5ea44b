"""Money against what it pays for: funds before spending, fees with a line of their own."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from promo_xl.book import Book, Table
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.label import Label
from promo_xl.schema.show import to_serial
from promo_xl.validate.budget_lines import names_at
from promo_xl.validate.rule import Hits, rule
from promo_xl.validate.say import day, is_one_of, named_in, yuan


@rule(
    "B11",
    "budget.funds_late",
    Kind.BUSINESS,
    Severity.WARNING,
    title=Label("资金到账晚于投放", "funds arrive after spending starts"),
    fires="费用项的到账时间晚于它渠道的开始日期，或晚于日数据里第一笔花费。",
    says=Label(
        "「{b}」资金 {a} 到账，渠道「{c}」{s} 就开始花钱",
        "Funds for {b} arrive {a}, but channel {c} starts spending {s}",
    ),
    hint=Label(
        "请财务在 {s} 前到账，或推迟「{c}」的开始",
        "Agree with finance on funds before {s}, or start {c} later",
    ),
    sheet="budget",
    anchor="fund_date",
    origin="4",
    off_in=("small",),
)
def funds_late(book: Book, facts: Facts) -> Iterator[Hits]:
    """A line's funds arrive after its channel starts or after the first daily cost of the channel."""
    budget = book["budget"]
    begins = _first_spending(book, facts)
    starts = np.array([begins.get(c, np.nan) for c in budget["channel_id"].tolist()], float)
    at = np.flatnonzero(np.floor(budget["fund_date"]) > starts)
    slots: dict[str, Sequence[object]] = {
        "b": names_at(book, at),
        "a": [day(budget["fund_date"][i]) for i in at],
        "c": [named_in(book, "channels", budget["channel_id"][i]) for i in at],
        "s": [day(starts[i]) for i in at],
    }
    yield Hits(budget, at, "fund_date", slots)


def _first_spending(book: Book, facts: Facts) -> Mapping[object, float]:
    """Give the day on which each channel starts, or has its first daily cost."""
    channels, daily = book["channels"], book["daily"]
    pairs = zip(channels["channel_id"].tolist(), channels["start"].tolist(), strict=True)
    found = {channel: float(np.floor(start)) for channel, start in pairs}
    codes, names = daily.codes("channel_id")
    days = np.floor(daily["date"])
    paid = (daily["cost"] > 0) & (codes >= 0) & (days <= to_serial(facts.as_of))
    first = np.full(len(names), np.inf)
    np.minimum.at(first, codes[paid], days[paid])
    for name, since in zip(names, first.tolist(), strict=True):
        if since < np.inf:
            found[name] = float(np.fmin(found.get(name, np.nan), since))
    return found


@rule(
    "B13",
    "budget.fee_unplanned",
    Kind.DATA,
    Severity.WARNING,
    title=Label("资源费用未列预算", "resource fee not budgeted"),
    fires="资源有坑位费或固定费用，预算里既没有引用它的费用项，也没有它渠道里金额够得上的KOL合作或广告投放项；取消的资源不算。",
    says=Label("资源「{r}」费用 {v} 未列预算", "Fee {v} of resource {r} is not budgeted"),
    hint=Label(
        "在《预算》加一行，资源选「{r}」，金额不小于 {v}",
        "Add a line for resource {r} of at least {v} to Budget",
    ),
    sheet="resources",
    anchor="fixed_fee",
    origin="0",
)
def fee_unplanned(book: Book, facts: Facts) -> Iterator[Hits]:
    """A resource has a fee, but no budget line names it and no KOL or ads line of its channel is large enough; cancelled resources are left out."""
    resources, budget = book["resources"], book["budget"]
    named = set(budget["resource_id"].tolist())
    covers = _covers(budget)
    at = [
        i
        for i, fee in enumerate(resources["fixed_fee"].tolist())
        if fee > 0
        and resources["status"][i] != "cancelled"
        and resources["resource_id"][i] not in named
        and not fee <= covers.get(resources["channel_id"][i], 0.0)
    ]
    slots: dict[str, Sequence[object]] = {
        "r": [resources["name"][i] or resources["resource_id"][i] for i in at],
        "v": [yuan(resources["fixed_fee"][i]) for i in at],
    }
    yield Hits(resources, at, "fixed_fee", slots)


def _covers(budget: Table) -> Mapping[object, float]:
    """Give the largest KOL or ads line of each channel."""
    found: dict[object, float] = {}
    for i in np.flatnonzero(is_one_of(budget, "category", ("kol", "ads"))).tolist():
        channel, planned = budget["channel_id"][i], float(budget["planned"][i])
        if channel is not None and planned > found.get(channel, 0.0):
            found[channel] = planned
    return found


BUDGET_FUNDS = (funds_late, fee_unplanned)
