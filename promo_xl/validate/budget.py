"""Budget: lines within the total, and spending within the lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from promo_xl.book import Array, Book, Table
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.kinds import MONEY, PCT
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown, to_serial
from promo_xl.validate.condition import Mask, referring
from promo_xl.validate.limit import limit
from promo_xl.validate.rule import Hits, Wording, rule

_FEN = 0.005
"""Money is exact to the cent; floats are not."""
_WAN = 1e4


@rule(
    "B01",
    "budget.over_total",
    Kind.DATA,
    Severity.ERROR,
    title=Label("预算合计超过总预算", "budget lines exceed the total"),
    fires="各费用项预算合计（没有费用项的渠道取直填预算）超过总预算；报在最大的一项上。",
    says=Label(
        "预算合计 {a} 超过总预算 {b}（多 {d}）",
        "Budget lines add up to {a}, the total budget is {b} ({d} too much)",
    ),
    hint=Label(
        "调低费用项（这里是最大的一项），或把《项目总表》的总预算改为 {a}",
        "Lower a line (this one is the largest), or raise the plan's total budget to {a}",
    ),
    sheet="budget",
    anchor="planned",
    origin="2",
)
def over_total(book: Book, facts: Facts) -> Iterator[Hits]:
    """Planned lines (a channel's typed budget where it has no line) add up to more than the total budget; the largest line is reported."""
    budget, channels = book["budget"], book["channels"]
    planned = budget["planned"]
    typed = np.where(_without_lines(book), channels["budget_typed"], np.nan)
    total = book["plan"].field("total_budget")
    a = float(np.nansum(planned) + np.nansum(typed))
    if not a > max(total, 0.0) + _FEN:  # without lines, nothing is over even a wrong total
        return
    lines = (budget, planned, "planned"), (channels, typed, "budget_typed")
    table, amounts, key = next(line for line in lines if not np.isnan(line[1]).all())
    slots = {"a": a, "b": float(total), "d": a - float(total)}
    kind = table.sheet[key].kind
    at = [int(np.nanargmax(amounts))]
    yield Hits(table, at, key, {slot: [Shown(v, kind)] for slot, v in slots.items()})


def _without_lines(book: Book) -> Mask:
    return np.asarray(referring(book["budget"], "channel_id", book["channels"]) == 0)


@rule(
    "B10",
    "budget.overspent",
    Kind.BUSINESS,
    Severity.ERROR,
    title=Label("超支或即将用完", "overspent or nearly so"),
    fires="费用项（没有费用项的渠道按直填预算）的实际支出超过预算为错误；活动进行中用到90%（可设）为提醒。",
    says=Label(
        "「{b}」超支{d}（预算的 {r}）", "{b} is overspent by {d} ({r} of its budget)"
    ),
    hint=Label(
        "从其他费用项调拨、申请追加，或停投；确认无误后在《校验结果》标记已知悉",
        "Move money from another line, ask for more or stop; once it is known, tick it in Validation",
    ),
    variants={
        "unplanned": Wording(
            Label("「{b}」预算为 0，已支出{d}", "{b} has a budget of 0 and has spent {d}"),
            Label(
                "填上预算，或把这笔支出记到有预算的项上；确认无误后在《校验结果》标记已知悉",
                "Enter its budget or book it on a line that has one; once it is known, tick it in Validation",
            ),
        ),
        "nearly": Wording(
            Label(
                "「{b}」已用预算的 {r}（超出前还剩{d}）",
                "{b} has used {r} of its budget ({d} left)",
            ),
            Label(
                "看剩余天数够不够用，提前调拨或降低投放",
                "Check it against the days left; move money or slow down in time",
            ),
        ),
    },
    sheet="budget",
    anchor="spent",
)
def overspent(book: Book, facts: Facts) -> Iterator[Hits]:
    """A line (a channel's typed budget where it has no line) has spent more than planned: error; 90 % (a setting) of it while the campaign runs: warning."""
    plan, today = book["plan"], np.floor(to_serial(facts.as_of))
    running = plan.field("period_start") <= today <= plan.field("period_end")
    near = limit(book, "near_budget")
    for line in _lines(book, facts):
        over = line.spent > line.planned + _FEN
        yield line.hits(np.flatnonzero(over & (line.planned > 0)))
        yield line.hits(np.flatnonzero(over & ~(line.planned > 0)), variant="unplanned")
        if running:
            nearly = ~over & (line.planned > 0) & (line.spent >= near * line.planned)
            yield line.hits(
                np.flatnonzero(nearly), variant="nearly", severity=Severity.WARNING
            )


@dataclass(frozen=True, slots=True)
class _Lines:
    """Money planned and spent, a row each, and the column whose cell is reported."""

    table: Table
    key: str
    planned: Array
    spent: Array
    names: Sequence[object]

    def hits(
        self, at: Array, *, variant: str = "", severity: Severity | None = None
    ) -> Hits:
        planned, spent = self.planned[at], self.spent[at]
        share = np.divide(spent, planned, out=np.full(len(at), np.nan), where=planned > 0)
        slots: dict[str, Sequence[object]] = {
            "b": [self.names[i] for i in at],
            "d": [_amount(float(v)) for v in np.abs(spent - planned)],
            "r": [Shown(float(v), PCT) for v in share],
        }
        # to the fen: a sum in another order must not lapse an acknowledgement
        values = np.round(spent, 2).tolist() if self.key == "spent" else None
        return Hits(self.table, at, self.key, slots, severity, variant, values)


def _lines(book: Book, facts: Facts) -> Iterator[_Lines]:
    budget, channels = book["budget"], book["channels"]
    spent = facts.columns.get(("budget", "spent"), _none(budget))
    yield _Lines(budget, "spent", budget["planned"], spent, _line_names(book))
    typed = np.where(_without_lines(book), channels["budget_typed"], np.nan)
    spend = facts.columns.get(("channels", "spend"), _none(channels))
    yield _Lines(channels, "budget_typed", typed, spend, list(channels["channel_name"]))


def _line_names(book: Book) -> list[object]:
    """Name a budget line as people do: its item, else its channel, else its category."""
    budget, channels = book["budget"], book["channels"]
    named = dict(zip(channels["channel_id"], channels["channel_name"], strict=True))
    kind = budget.sheet["category"].kind
    rows = zip(budget["item"], budget["channel_id"], budget["category"], strict=True)
    return [
        item or named.get(channel) or Shown(category, kind)
        for item, channel, category in rows
    ]


def _amount(value: float) -> Shown:
    return Shown(value, MONEY, wan=value >= _WAN)


def _none(table: Table) -> NDArray[np.float64]:
    return np.full(len(table), np.nan)


BUDGET = (over_total, overspent)
