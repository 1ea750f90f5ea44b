"""Budget: lines within the total, and spending within the lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from promo_xl.book import Array, Book, Table
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.kinds import MONEY, PCT
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown, to_serial
from promo_xl.validate.budget_lines import line_names
from promo_xl.validate.condition import Mask, blanks, referring
from promo_xl.validate.limit import limit
from promo_xl.validate.rule import Hits, Wording, rule
from promo_xl.validate.say import is_one_of, rows_of

_FEN = 0.005
"""Money is exact to the cent; floats are not."""
_WAN = 1e4


@rule(
    "B01",
    "budget.over_total",
    Kind.DATA,
    Severity.ERROR,
    title=Label("预算合计超过总预算", "budget lines exceed the total"),
    fires="各费用项预算合计（没有费用项的渠道取直填预算）超过总预算；报在最大的一项上。总预算本身不大于0由 P15 报。",
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
    """Planned lines (a channel's typed budget where it has no line) add up to more than the total budget; the largest line is reported. A total of 0 or less is P15's."""
    total = float(book["plan"].field("total_budget"))
    lines = _all_lines(book)
    if lines is not None and total > 0 and lines.sum > total + _FEN:
        yield lines.largest({"a": lines.sum, "b": total, "d": lines.sum - total})


@rule(
    "B02",
    "budget.unallotted",
    Kind.BUSINESS,
    Severity.INFO,
    title=Label("预算未分完", "budget not fully allotted"),
    fires="各费用项预算合计（没有费用项的渠道取直填预算）不到总预算的95%（可设）；报在最大的一项上，还有金额没填时不提示。",
    says=Label(
        "预算合计 {a}，总预算 {b} 还有 {d} 未分配",
        "Budget lines add up to {a}; {d} of the total {b} is not allotted",
    ),
    hint=Label(
        "分到各项，或加一行应急备用 {d}",
        "Allot it, or add a line Emergency reserve of {d}",
    ),
    sheet="budget",
    anchor="planned",
    origin="2",
)
def unallotted(book: Book, facts: Facts) -> Iterator[Hits]:
    """Planned lines (a channel's typed budget where it has no line) add up to less than 95 % (a setting) of the total budget; the largest line is reported. Silent while there is no line or an amount is still to come."""
    total = float(book["plan"].field("total_budget"))
    lines, floor = _all_lines(book), limit(book, "budget_floor")
    if lines is not None and not _incomplete(book) and lines.sum < floor * total - _FEN:
        yield lines.largest({"a": lines.sum, "b": total, "d": total - lines.sum})


def _incomplete(book: Book) -> bool:
    """Whether a line's amount, or the budget of a channel that costs money, is still to come."""
    budget, channels = book["budget"], book["channels"]
    free = is_one_of(channels, "paid", ("free", "private"))
    untyped = (
        rows_of(channels) & _without_lines(book) & ~free & blanks(channels["budget_typed"])
    )
    return bool(untyped.any() or (rows_of(budget) & blanks(budget["planned"])).any())


@dataclass(frozen=True, slots=True)
class _All:
    """Every amount that is planned, and the column its largest is reported in."""

    table: Table
    key: str
    amounts: Array
    sum: float

    def largest(self, slots: Mapping[str, float]) -> Hits:
        at = [int(np.nanargmax(self.amounts))]
        said = {slot: [Shown(v, MONEY)] for slot, v in slots.items()}
        return Hits(self.table, at, self.key, said)


def _all_lines(book: Book) -> _All | None:
    """Add up lines and typed channel budgets; None where there is neither."""
    budget, channels = book["budget"], book["channels"]
    planned = budget["planned"]
    typed = np.where(_without_lines(book), channels["budget_typed"], np.nan)
    total = float(np.nansum(planned) + np.nansum(typed))
    if not np.isnan(planned).all():
        return _All(budget, "planned", planned, total)
    return None if np.isnan(typed).all() else _All(channels, "budget_typed", typed, total)


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
    yield _Lines(budget, "spent", budget["planned"], spent, line_names(book))
    typed = np.where(_without_lines(book), channels["budget_typed"], np.nan)
    spend = facts.columns.get(("channels", "spend"), _none(channels))
    yield _Lines(channels, "budget_typed", typed, spend, list(channels["channel_name"]))


def _amount(value: float) -> Shown:
    return Shown(value, MONEY, wan=value >= _WAN)


def _none(table: Table) -> NDArray[np.float64]:
    return np.full(len(table), np.nan)


BUDGET = (over_total, unallotted, overspent)
