"""Figures of single rows: budget lines and categories, goals, tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import isnan

import numpy as np

from promo_xl.derive.derived import Derived
from promo_xl.derive.excel import cell, divided
from promo_xl.derive.figures import NOTHING, Told, formula_of, plain
from promo_xl.derive.goals import Progress, on_ledger
from promo_xl.derive.inputs import (
    BUDGET,
    EXECUTION,
    LEFT,
    SPENT,
    campaign_told,
    channel_told,
    typed_budget_sources,
)
from promo_xl.derive.ledger import ADS
from promo_xl.derive.scope import is_key
from promo_xl.facts import Criterion, Figure, Source
from promo_xl.schema.kind import Kind
from promo_xl.schema.kinds import MONEY, NUM, PCT
from promo_xl.schema.label import Label

NAN = float("nan")
COMMISSION = "commission"
BORNE = "merchant_disc"
"""Discounts the merchant bears: input where the settings say so, and no line of the budget."""


def budget_figures(d: Derived) -> Iterator[Figure]:
    """Make the figures of every budget line and of every category."""
    table = d.book["budget"]
    for i, name in enumerate(table["budget_id"].tolist()):
        planned, spent = float(table["planned"][i]), float(d.ledger.spent[i])
        left = float(d.columns.of("budget", "remaining")[i])
        plan = Told(_row(d, i, "planned"), cell(table, i, "planned"))
        told = Told(_spent_source(d, i), cell(table, i, "spent"))
        rate = Told((*told.sources, *plan.sources), divided(told.excel, plan.excel))
        yield plain((f"budget.{name}.planned", BUDGET), planned, MONEY, plan)
        yield plain((f"budget.{name}.spent", SPENT), spent, MONEY, told)
        yield plain(
            (f"budget.{name}.exec_rate", EXECUTION), _over(spent, planned), PCT, rate
        )
        rest = Told(rate.sources, cell(table, i, "remaining"))
        yield plain((f"budget.{name}.remaining", LEFT), left, MONEY, rest)
    for category in categories(d):
        yield from _category_figures(d, category)


def categories(d: Derived) -> tuple[str, ...]:
    """List the cost categories in the order of the list; commission where it is paid."""
    table = d.book["budget"]
    choices = table.sheet["category"].kind.choices
    used = set(table["category"].tolist())
    if not np.isnan(_unlined(d, d.columns.of("channels", "spend"))) or not np.isnan(
        _unlined(d, d.book["channels"]["budget_typed"])
    ):
        used.add(ADS)
    if d.ledger.number(d.ledger.cost) > 0:  # spent without a line of its own
        used.add(ADS)
    known = [item.key for item in choices.items] if choices else []
    own = sorted(str(word) for word in used if word is not None and word not in known)
    found = [key for key in known if key in used] + own
    for key in (COMMISSION, BORNE):
        if abs(category_sums(d, key)[1]) > 0:
            found.append(key)
    return tuple(found)


def _category_figures(d: Derived, category: str) -> Iterator[Figure]:
    planned, spent = category_sums(d, category)
    test = (Criterion("category", "=", category),)
    about: tuple[Source, ...] = (Source(d.book["budget"], ("planned",), test),)
    paid: tuple[Source, ...] = (Source(d.book["budget"], ("actual",), test),)
    if category == ADS:
        about = (*about, *typed_budget_sources(d))
        paid = (*d.ledger.sources("cost"), *d.ledger.typed_ad_sources())
    if category == COMMISSION:
        paid = (Source(d.book["channels"], ("commission",)),)
    if category == BORNE:
        paid = d.ledger.sources("merchant_disc")
    left = planned - (0.0 if isnan(spent) else spent)
    name = f"budget.{category}"
    yield plain((f"{name}.planned", BUDGET), planned, MONEY, Told(about))
    yield plain((f"{name}.spent", SPENT), spent, MONEY, Told(paid))
    rate = Told((*paid, *about))
    yield plain((f"{name}.exec_rate", EXECUTION), _over(spent, planned), PCT, rate)
    yield plain((f"{name}.remaining", LEFT), left, MONEY, rate)


def category_sums(d: Derived, category: str) -> tuple[float, float]:
    """Give what a category was planned to cost and has cost.

    Ads include the channels that have no budget line: their budget is typed beside them.
    """
    if category == COMMISSION:
        return NAN, d.ledger.number(d.ledger.commission)
    if category == BORNE:
        borne = d.ledger.bears_discounts
        return NAN, d.ledger.number(d.ledger.discounts) if borne else NAN
    table = d.book["budget"]
    rows = is_key(table, "category", category)
    planned = _total(table["planned"][rows])
    spent = _total(d.ledger.spent[rows])
    if category == ADS:
        typed = _unlined(d, d.book["channels"]["budget_typed"])
        planned = _total(np.array([planned, typed]))
        ads = d.ledger.number(d.ledger.cost)
        spent = _total(np.array([ads, _total(table["actual"][d.ledger.typed_ads])]))
    return planned, spent


def _unlined(d: Derived, column: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    lined = set(d.book["budget"]["channel_id"].tolist())
    names = d.book["channels"]["channel_id"].tolist()
    return _total(column[[i for i, name in enumerate(names) if name not in lined]])


def _total(amounts: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    known = amounts[~np.isnan(amounts)]
    return float(known.sum()) if len(known) else NAN


def _row(d: Derived, i: int, key: str) -> tuple[Source, ...]:
    table = d.book["budget"]
    return (Source(table, (key,), (Criterion("budget_id", "=", table["budget_id"][i]),)),)


def _spent_source(d: Derived, i: int) -> tuple[Source, ...]:
    table = d.book["budget"]
    channel = table["channel_id"][i]
    if table["category"][i] != ADS or d.ledger.typed_ads[i]:
        return _row(d, i, "actual")
    return tuple(
        Source(d.scope.daily, ("cost",), d.scope.channel_test(one, "ad"))
        for one in (d.ledger.unlined if channel is None else (channel,))
    )


def _over(spent: float, planned: float) -> float:
    return spent / planned if planned else NAN


GOAL_PARTS = {
    "target": Label("目标", "Target"),
    "actual": Label("实际", "Actual"),
    "completion": Label("完成率", "Completion"),
    "completion_adjusted": Label("完成率(调整后)", "Completion (adjusted)"),
    "headroom": Label("余量", "Headroom"),
    "expected": Label("应到", "Expected to date"),
    "to_date": Label("至数据截至日", "To data-through"),
    "pace": Label("进度", "Pace"),
    "needed": Label("还需日均", "Needed per day"),
    "recent": Label("近3日均", "Mean of the last 3 days"),
    "forecast": Label("预计达成", "Forecast"),
}
_NAMES = {"needed": "daily_needed", "recent": "recent_daily"}
_RATES = frozenset({"completion", "completion_adjusted", "headroom", "pace"})


def goal_kind(d: Derived, found: Progress) -> Kind:
    """Give the kind a goal's amounts are shown in."""
    form = d.book["goals"]["value_form"][found.aim.i]
    if form in ("percent_vs_baseline", "percentage_points"):
        return PCT
    if found.aim.metric is not None:
        return found.aim.metric.kind
    table, i = d.book["goals"], found.aim.i
    typed = (table["unit"][i], table.raw(i, "target"))
    return PCT if any(str(word).strip().endswith(("%", "％")) for word in typed) else NUM


def goal_figures(d: Derived) -> Iterator[Figure]:
    """Make the figures of every goal."""
    table = d.book["goals"]
    status = table.sheet["status"]
    for found in d.goals.all:
        i = found.aim.i
        name = table["goal_id"][i]
        kind = goal_kind(d, found)
        rate = found.aim.metric is not None and found.aim.metric.agg == "ratio"
        told = _goal_told(d, found)
        for key, label in GOAL_PARTS.items():
            value = table["target"][i] if key == "target" else getattr(found, key)
            shown = PCT if key in _RATES else kind
            why = "too_few" if key == "forecast" else ""
            about, formula = told[key] if key in told else told[""]
            one = Told(about, formula, why, exact=rate)
            yield plain(
                (f"goal.{name}.{_NAMES.get(key, key)}", label), float(value), shown, one
            )
        yield Figure(f"goal.{name}.status", found.status, status.kind, status.label)


Ask = tuple[Callable[[], tuple[Source, ...]], Callable[[], str] | str]


def _goal_told(d: Derived, found: Progress) -> Mapping[str, Ask]:
    """Say, when asked, what a goal's figures stand on; "" stands for all the others."""
    table, i = d.book["goals"], found.aim.i
    test = (Criterion("goal_id", "=", table["goal_id"][i]),)
    plain_rate = table["op"][i] in (None, ">=", ">")

    def target() -> Told:
        return Told((Source(table, ("target",), test),), cell(table, i, "target"))

    def actual() -> Told:
        if not found.typed:
            return _actual_told(d, found)
        own = (Source(table, ("actual_typed",), test),)
        return Told(own, cell(table, i, "actual_typed"))

    def both() -> tuple[Source, ...]:
        return (*actual().sources, *target().sources)

    def whole() -> str:
        return divided(actual().excel, target().excel)

    return {
        "": (both, ""),
        "target": (lambda: target().sources, lambda: target().excel),
        "actual": (lambda: actual().sources, lambda: actual().excel),
        "completion": (both, whole if plain_rate else ""),
    }


def _actual_told(d: Derived, found: Progress) -> Told:
    one, goals = found.aim, d.book["goals"]
    if not on_ledger(one):
        return Told(d.goals.answers.sources(one), _actual_formula(d, found))
    key = one.metric.key if one.metric else ""
    told = (
        campaign_told(d)[key] if one.channel is None else channel_told(d, one.channel, key)
    )
    if goals["phase_id"][one.i] is not None:
        return NOTHING  # the ledger knows no phases
    plain_value = goals["value_form"][one.i] in (None, "absolute")
    return told if plain_value else Told(told.sources)


def _actual_formula(d: Derived, found: Progress) -> str:
    one, table = found.aim, d.book["goals"]
    metric = one.metric
    form, basis = table["value_form"][one.i], table["time_basis"][one.i]
    plain_sum = basis in (None, "cumulative") and form in (None, "absolute")
    if metric is None or metric.agg not in ("sum", "ratio") or not plain_sum:
        return ""
    if not one.answerable:
        return ""
    asked = d.goals.answers.parts(one)
    return formula_of(d, metric, asked, d.goals.answers.sources(one))


def task_figures(d: Derived) -> Iterator[Figure]:
    """Make each task's delay, in days."""
    tasks = d.book["tasks"]
    column = tasks.sheet["delay"]
    late = d.columns.of("tasks", "delay")
    for i, name in enumerate(tasks["task_id"].tolist()):
        told = Told(
            (Source(tasks, ("end", "actual_end"), (Criterion("task_id", "=", name),)),)
        )
        yield plain((f"task.{name}.delay", column.label), float(late[i]), column.kind, told)
