"""Figures of 日数据: campaign, channels, phases and days, each with its question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isnan
from typing import NamedTuple

from promo_xl.derive.derived import Derived
from promo_xl.derive.excel import added, divided, less
from promo_xl.derive.groups import Group, Split, channel_group, day_group, phase_splits
from promo_xl.derive.measure import Part, Sums, measure_sums, parts, sources
from promo_xl.derive.money import fen
from promo_xl.derive.scope import CLAIM
from promo_xl.derive.tally import by_channel, by_day
from promo_xl.facts import Figure, Source
from promo_xl.schema.expression import Op
from promo_xl.schema.kind import Kind
from promo_xl.schema.label import Label
from promo_xl.schema.metrics import METRICS, Metric

MAIN = (
    "gmv",
    "cost",
    "orders",
    "uv",
    "impressions",
    "clicks",
    "new_users",
    "refund_amt",
    "ctr",
    "cvr",
    "aov",
    "roi_ads",
)
"""What every channel, phase and day has, blank or not; the rest only where measured."""
ELSEWHERE = frozenset({"net_gmv", "cs_seconds"})
"""Metrics the ledger or a weighting computes."""


@dataclass(frozen=True, slots=True)
class Told:
    """What else is known of a figure: its cells, its formula, why it may be blank."""

    about: Callable[[], tuple[Source, ...]] | tuple[Source, ...] = ()
    formula: Callable[[], str] | str = ""
    why: str = ""
    exact: bool = False
    """A rate in 元 (客单价) keeps its full precision."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The cells it stands on."""
        return self.about() if callable(self.about) else self.about

    @property
    def excel(self) -> str:
        """Its formula, "" where none can say it."""
        return self.formula() if callable(self.formula) else self.formula


NOTHING = Told()


class Asked(NamedTuple):
    """A metric over the rows of one group."""

    d: Derived
    metric: Metric
    group: Group
    parts: tuple[Part, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The rows of each part."""
        return sources(self.d.scope, self.parts, self.group.tests)

    @property
    def excel(self) -> str:
        """The metric over those rows."""
        return formula_of(self.d, self.metric, self.parts, self.sources)


def daily_metrics() -> tuple[Metric, ...]:
    """List the metrics that 日数据 alone answers."""
    return tuple(
        metric
        for metric in METRICS.values()
        if metric.expr is not None
        and metric.agg in ("sum", "ratio")
        and metric.key not in ELSEWHERE
    )


def daily_figures(d: Derived) -> Iterator[Figure]:
    """Make the figures of every scope, metric by metric."""
    scope, days = d.scope, d.tally.days
    campaign = (Group("campaign", scope.tests),)
    channels = tuple(channel_group(d, one) for one in d.tally.channels)
    dated = tuple(day_group(d, float(day)) for day in days.tolist())
    phases = phase_splits(d)
    splits = (
        Split(scope.level, campaign, d.tally.cut(), always=True),
        Split(CLAIM, channels, by_channel),
        Split(scope.level, dated, by_day, days=True),
        *phases,
    )
    kept = [(split, Sums(d.tally, split.cut)) for split in splits]
    for metric in daily_metrics():
        main = metric.key in MAIN
        for split, sums in kept:
            if main or not split.days:
                always = split.always or (main and not split.days)
                yield from _figures(d, metric, (split, sums), always=always)


def _figures(
    d: Derived, metric: Metric, place: tuple[Split, Sums], *, always: bool
) -> Iterator[Figure]:
    split, sums = place
    asked = parts(metric, split.level)
    if not always and not d.tally.any_measured(asked):
        return
    found = measure_sums(sums, metric, split.level)
    rows = zip(
        split.groups,
        found.value.tolist(),
        found.used.tolist(),
        found.of.tolist(),
        strict=True,
    )
    for group, value, used, of in rows:
        if always or used:
            yield _figure(d, metric, group, asked, (value, int(used), int(of)))


def _figure(
    d: Derived,
    metric: Metric,
    group: Group,
    asked: tuple[Part, ...],
    found: tuple[float, int, int],
) -> Figure:
    value, used, of = found
    return Figure(
        key=f"{group.name}.{metric.key}",
        value=shown_value(value, metric),
        kind=metric.kind,
        label=label_of(d, metric, group.name),
        asks=Asked(d, metric, group, asked),
        expr=metric.expr,
        used=used,
        of=of,
        why=why_blank(value, used),
    )


def shown_value(value: float, metric: Metric) -> float:
    """Round a sum of money to the fen; a rate keeps its full precision."""
    is_sum = metric.agg == "sum" and metric.kind.key == "money"
    return fen(value) if is_sum else value


def why_blank(value: float, used: int) -> str:
    """Say why a figure is blank: nothing measured, or a divisor of 0."""
    if not isnan(value):
        return ""
    return "zero_base" if used else "no_data"


def formula_of(
    d: Derived, metric: Metric, asked: tuple[Part, ...], about: tuple[Source, ...]
) -> str:
    """Write the question as a formula; "" where it takes more than one can say."""
    if metric.expr is None or not about:
        return ""
    if len(about) == 1:
        return d.formulas.over(metric.expr, about[0])
    leaf = {key: added(*_sums(d, key, about)) for part in asked for key in part.keys}
    if len(leaf) == 1:
        return next(iter(leaf.values()))
    apart = all(len(part.keys) == 1 for part in asked)
    if apart and isinstance(metric.expr, Op) and len(leaf) == 2:
        join = less if metric.expr.sign == "-" else divided
        return join(*leaf.values())
    return ""


def _sums(d: Derived, key: str, about: tuple[Source, ...]) -> list[str]:
    expr = METRICS[key].expr if key in METRICS else None
    return [d.formulas.over(expr, one) for one in about if one.keys == (key,) and expr]


_BASIS = {
    "ordered": ("下单", "ordered"),
    "paid": ("支付", "paid"),
    "net": ("净", "net"),
    "settled": ("结算", "settled"),
}


def basis_words(d: Derived) -> Label:
    """Say the basis of sales."""
    zh, en = _BASIS.get(d.scope.basis, (d.scope.basis, d.scope.basis))
    return Label(zh, en)


def label_of(d: Derived, metric: Metric, group: str) -> Label:
    """Name a figure; sales carry their level and basis, sums of visitors their Σ."""
    if metric.key == "gmv":
        basis = basis_words(d)
        if group.startswith("channel."):
            return Label(f"归因成交（{basis.zh}）", f"Attributed GMV ({basis.en})")
        shop = d.scope.level == "shop"
        zh, en = ("店铺大盘", "shop") if shop else ("渠道归因", "claims")
        return Label(f"GMV（{zh}·{basis.zh}）", f"GMV ({en}, {basis.en})")
    if metric.agg == "sum" and not metric.additive and not group.startswith("day."):
        return Label(f"Σ日{metric.label.zh}", f"Sum of daily {metric.label.en.lower()}")
    return metric.label


def plain(
    name: tuple[str, Label], value: float, kind: Kind, told: Told = NOTHING
) -> Figure:
    """Make a figure that stands on figures or on single cells; *name* is key and label."""
    is_sum = kind.key == "money" and not told.exact
    number = fen(value) if is_sum else float(value)
    why = (told.why or "no_data") if isnan(number) else ""
    return Figure(name[0], number, kind, name[1], told, why=why)
