"""Figures of the ledger: all input, the three ROIs, 费比, budgets and what was spent."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from promo_xl.derive.derived import Derived
from promo_xl.derive.excel import added, cell, divided, less
from promo_xl.derive.figures import Told, plain
from promo_xl.derive.ledger import ADS, NET_ALREADY
from promo_xl.derive.scope import SHOP, field, is_key
from promo_xl.derive.tally import by_day
from promo_xl.facts import Criterion, Figure, Source
from promo_xl.schema import METRICS
from promo_xl.schema.expression import Col, Expr
from promo_xl.schema.kinds import DATE, MONEY, PCT
from promo_xl.schema.label import Label

NAN = float("nan")
BUDGET = Label("预算", "Budget")
SPENT = Label("实际支出", "Spent")
EXECUTION = Label("执行率", "Execution")
LEFT = Label("剩余", "Left")
SHARES = {
    "roi_total": ("gmv", "input_total"),
    "roi_net": ("net_gmv", "input_total"),
    "expense_ratio": ("input_total", "gmv"),
}
"""What the campaign's ledger ratios divide."""


def ledger_figures(d: Derived) -> Iterator[Figure]:
    """Make the campaign's ledger figures."""
    for key, told in campaign_told(d).items():
        metric = METRICS[key]
        yield plain(
            (f"campaign.{key}", metric.label), d.ledger.value(key), metric.kind, told
        )
    yield from _claim_share(d)
    yield from _plan_figures(d)


def campaign_told(d: Derived) -> dict[str, Told]:
    """Say, when asked, what each ledger metric of the campaign stands on."""
    columns = {"gmv": ("gmv",), "net_gmv": d.scope.net, "input_total": ("input",)}

    def told(*parts: str) -> Told:
        def about() -> tuple[Source, ...]:
            return tuple(one for p in parts for one in d.ledger.sources(*columns[p]))

        def formula() -> str:
            said = _formulas(d)
            return divided(said[parts[0]], said[parts[1]]) if parts[1:] else said[parts[0]]

        return Told(about, formula)

    sums = {key: told(key) for key in ("net_gmv", "input_total")}
    return sums | {key: told(*parts) for key, parts in SHARES.items()}


def channel_told(d: Derived, channel: str, key: str) -> Told:
    """Say what a ledger metric of one channel stands on."""
    channels, column = d.book["channels"], _column(d, key)

    def formula() -> str:
        return cell(channels, channels["channel_id"].tolist().index(channel), column)

    return Told(lambda: _channel_sources(d, channel, column), formula)


def _column(d: Derived, key: str) -> str:
    """Give the column a figure is read from: on a net basis, sales are net already."""
    return NET_ALREADY.get(key, key) if d.scope.basis == "net" else key


def _formulas(d: Derived) -> dict[str, str]:
    def total(key: str) -> str:
        about = d.ledger.sources(key)
        return added(*(d.formulas.over(Col(key), one) for one in about))

    net = d.scope.net
    other: tuple[Expr, ...] = (d.ledger.other, d.ledger.commission)
    disc = [total("merchant_disc")] if d.ledger.bears_discounts else []
    return {
        "gmv": total("gmv"),
        "net_gmv": less(total(net[0]), total(net[1])) if len(net) > 1 else total(net[0]),
        "input_total": added(
            total("cost"), *(d.formulas.free(one) for one in other), *disc
        ),
    }


def _claim_share(d: Derived) -> Iterator[Figure]:
    """Σ channel claims ÷ shop total, where the shop has every day the channels have.

    The channels overlap, so it may pass 100 %.
    """
    keys = ("gmv",)
    shop = by_day(d.tally.used(SHOP, keys)) > 0
    claimed = by_day(d.tally.used("claim", keys)) > 0
    if not shop.any() or not claimed.any() or (claimed & ~shop).any():
        return
    whole = float(d.tally.sums(SHOP, "gmv", keys).sum())
    claims = float(d.tally.sums("claim", "gmv", keys).sum())

    def about() -> tuple[Source, ...]:
        return tuple(
            Source(d.scope.daily, keys, test)
            for side in ("claim", SHOP)
            for test in d.scope.tests(side)
        )

    def formula() -> str:
        texts = [d.formulas.over(Col("gmv"), one) for one in about()]
        return divided(added(*texts[:-1]), texts[-1])

    told = Told(about, formula)
    value = claims / whole if whole else NAN
    label = METRICS["claim_share"].label
    yield plain(("campaign.claim_share", label), value, PCT, told)
    natural = Label("自然/未归因", "Organic / unattributed")
    rest = whole - claims if whole > claims else NAN
    yield plain(("campaign.unattributed", natural), rest, MONEY, Told(about))


def _plan_figures(d: Derived) -> Iterator[Figure]:
    total = float(field(d.book, "total_budget"))
    plan = d.book["plan"]
    told = Told((Source(plan, ("total_budget",)),), cell(plan, 0, "total_budget"))
    label = Label("总预算", "Total budget")
    yield plain(("campaign.total_budget", label), total, MONEY, told)
    planned = planned_total(d)

    def about() -> tuple[Source, ...]:
        return (Source(d.book["budget"], ("planned",)), *typed_budget_sources(d))

    yield plain(("campaign.budget", BUDGET), planned, MONEY, Told(about))
    spent = d.ledger.value("input_total")
    rate = spent / planned if planned else NAN
    told = Told(lambda: (*d.ledger.sources("input"), *about()))
    yield plain(("campaign.exec_rate", EXECUTION), rate, PCT, told)


def planned_total(d: Derived) -> float:
    """Add all budget lines and the budgets typed beside channels without lines."""
    budget = d.book["budget"]
    found = [*budget["planned"].tolist(), *_typed_budgets(d).values()]
    known = [amount for amount in found if not isnan(amount)]
    return sum(known) if known else NAN


def typed_budget_sources(d: Derived) -> tuple[Source, ...]:
    """Say where the budgets stand that are typed beside channels without lines."""
    channels = d.book["channels"]
    return tuple(
        Source(channels, ("budget_typed",), (Criterion("channel_id", "=", one),))
        for one in _typed_budgets(d)
    )


def _typed_budgets(d: Derived) -> dict[str, float]:
    lined = set(d.book["budget"]["channel_id"].tolist())
    channels = d.book["channels"]
    pairs = zip(
        channels["channel_id"].tolist(), channels["budget_typed"].tolist(), strict=True
    )
    return {one: amount for one, amount in pairs if one not in lined}


def channel_figures(d: Derived) -> Iterator[Figure]:
    """Make each channel's ledger figures from the columns of 渠道计划."""
    channels = d.book["channels"]
    for i, name in enumerate(channels["channel_id"].tolist()):
        for key in _CHANNEL_KEYS:
            column = channels.sheet[key]
            told = channel_told(d, name, key)
            value = float(d.columns.of("channels", _column(d, key))[i])
            yield plain((f"channel.{name}.{key}", column.label), value, column.kind, told)
        yield _channel_execution(d, i, name)
        through = d.scope.through.channels.get(name, NAN)
        label = channels.sheet["data_through"].label
        yield plain((f"channel.{name}.data_through", label), through, DATE)


_CHANNEL_KEYS = (
    "budget",
    "budget_share",
    "other_input",
    "net_gmv",
    "commission_amt",
    "input_total",
    "roi_total",
    "roi_net",
    "expense_ratio",
)
_MADE_FROM = {
    "gmv": ("gmv",),
    "budget": ("budget",),
    "budget_share": ("budget",),
    "other_input": ("other",),
    "net_gmv": ("gmv", "refund_amt"),
    "commission_amt": ("gmv", "refund_amt"),
    "input_total": ("cost", "other"),
    "roi_total": ("gmv", "cost", "other"),
    "roi_net": ("gmv", "refund_amt", "cost", "other"),
    "expense_ratio": ("cost", "other", "gmv"),
}


def _channel_sources(d: Derived, name: str, key: str) -> tuple[Source, ...]:
    return tuple(
        source for part in _MADE_FROM[key] for source in _channel_source(d, name, part)
    )


def _channel_source(d: Derived, name: str, part: str) -> tuple[Source, ...]:
    if part == "budget":
        return budget_sources(d, name)
    if part == "other":
        return (_other_source(d, name),)
    side = "ad" if part == "cost" else "claim"
    return (Source(d.scope.daily, (part,), d.scope.channel_test(name, side)),)


def budget_sources(d: Derived, name: str) -> tuple[Source, ...]:
    """Say where a channel's budget stands: its lines, else beside its name."""
    budget, channels = d.book["budget"], d.book["channels"]
    test = (Criterion("channel_id", "=", name),)
    lined = bool(is_key(budget, "channel_id", name).any())
    return (
        Source(budget, ("planned",), test)
        if lined
        else Source(channels, ("budget_typed",), test),
    )


def _other_source(d: Derived, name: str) -> Source:
    tests = (Criterion("channel_id", "=", name), Criterion("category", "<>", ADS))
    return Source(d.book["budget"], ("actual",), tests)


def _channel_execution(d: Derived, i: int, name: str) -> Figure:
    """Spend and other input of the channel ÷ its budget."""
    cost = float(d.columns.of("channels", "spend")[i])
    other = float(d.columns.of("channels", "other_input")[i])
    planned = float(d.columns.of("channels", "budget")[i])
    parts = [one for one in (cost, other) if not isnan(one)]
    rate = sum(parts) / planned if parts and planned else NAN
    channels = d.book["channels"]

    def formula() -> str:
        spent = added(*(cell(channels, i, key) for key in ("spend", "other_input")))
        return divided(spent, cell(channels, i, "budget"))

    def about() -> tuple[Source, ...]:
        return (
            *_channel_source(d, name, "cost"),
            _other_source(d, name),
            *budget_sources(d, name),
        )

    told = Told(about, formula, "zero_base" if parts and planned == 0 else "")
    return plain((f"channel.{name}.exec_rate", EXECUTION), rate, PCT, told)
