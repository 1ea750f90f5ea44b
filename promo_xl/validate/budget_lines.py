"""Each budget line: who owns and approves it, in which unit it stands, typed once."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from promo_xl.book import Array, Book
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown
from promo_xl.validate.limit import limit
from promo_xl.validate.rule import Hits, Wording, rule
from promo_xl.validate.say import (
    empty,
    is_one_of,
    named_in,
    rows_of,
    same,
    word,
    yuan,
)


def line_names(book: Book) -> list[object]:
    """Name a budget line as people do: its item, else its channel, else its category."""
    budget, channels = book["budget"], book["channels"]
    named = dict(zip(channels["channel_id"], channels["channel_name"], strict=True))
    kind = budget.sheet["category"].kind
    rows = zip(budget["item"], budget["channel_id"], budget["category"], strict=True)
    return [
        item or named.get(channel) or Shown(category, kind)
        for item, channel, category in rows
    ]


def names_at(book: Book, at: Array) -> list[object]:
    """Name the budget lines at these positions."""
    names = line_names(book)
    return [names[int(i)] for i in at]


_APPROVER = Wording(
    Label(
        "预算项「{b}」已提交审批，却没有审批人",
        "Budget line {b} is up for approval, but has no approver",
    ),
    Label(
        "填审批人；还没提交就把审批状态改为“未提交”",
        "Enter the approver, or set Approval to Not submitted",
    ),
)


@rule(
    "B08",
    "budget.no_owner",
    Kind.PROCESS,
    Severity.WARNING,
    title=Label("预算项无负责人或审批人", "budget line without owner or approver"),
    fires="费用项和项目总表都没有负责人；或要求审批（审批级数≥1）的费用项已提交，却没有审批人。报在空着的格上。",
    says=Label("预算项「{b}」无负责人", "Budget line {b} has no owner"),
    hint=Label(
        "填负责人，或先填《项目总表》的负责人（其余默认用他）",
        "Enter an owner, or the plan's owner, who stands for all the others",
    ),
    variants={"approver": _APPROVER},
    sheet="budget",
    anchor="owner",
    origin="2",
    off_in=("small",),
)
def no_owner(book: Book, facts: Facts) -> Iterator[Hits]:
    """Neither the line nor the plan has an owner, or a submitted line has no approver although approvals are asked for (levels ≥ 1); the empty cell is reported."""
    budget = book["budget"]
    used = rows_of(budget)
    at = np.flatnonzero(used & empty(book, "budget", "owner"))
    if len(at) and empty(book, "plan", "owner")[0]:
        yield Hits(budget, at, "owner", {"b": names_at(book, at)})
    if limit(book, "approval_levels") >= 1:
        submitted = is_one_of(budget, "appr_status", ("in_review", "approved", "rejected"))
        at = np.flatnonzero(used & submitted & empty(book, "budget", "approver"))
        yield Hits(budget, at, "approver", {"b": names_at(book, at)}, variant="approver")


@rule(
    "B09",
    "budget.spent_unapproved",
    Kind.PROCESS,
    Severity.ERROR,
    title=Label("未审批先支出", "spent without approval"),
    fires="要求审批（审批级数≥1）时，费用项已有支出或签约，审批状态却不是“通过”。",
    says=Label(
        "「{b}」审批状态为“{s}”，却已支出或签约 {a}",
        "{b} has spent or committed {a}, yet its approval is “{s}”",
    ),
    hint=Label(
        "补审批，再把审批状态改为“通过”", "Have it approved, then set Approval to Approved"
    ),
    sheet="budget",
    anchor="appr_status",
    origin="2",
    off_in=("small",),
)
def spent_unapproved(book: Book, facts: Facts) -> Iterator[Hits]:
    """A line has spent or committed money while it is not approved and approvals are asked for (levels ≥ 1)."""
    budget = book["budget"]
    if limit(book, "approval_levels") < 1:
        return
    spent = facts.columns.get(("budget", "spent"), np.full(len(budget), np.nan))
    used = np.fmax(spent, budget["committed"])
    at = np.flatnonzero((used > 0) & ~is_one_of(budget, "appr_status", ["approved"]))
    slots: dict[str, Sequence[object]] = {
        "b": names_at(book, at),
        "s": [word(budget, "appr_status", int(i)) for i in at],
        "a": [yuan(used[i]) for i in at],
    }
    yield Hits(budget, at, "appr_status", slots)


@rule(
    "B12",
    "budget.unit_mixed",
    Kind.DATA,
    Severity.WARNING,
    title=Label("金额疑似单位错误", "amount in the wrong unit"),
    fires="预算金额为负；或小于1,000而另有一项不小于100,000（都可设）：疑似把万元填成了元。",
    says=Label(
        "「{b}」预算只有 {v}，而「{big}」有 {w}，疑似按万元填写",
        "{b} has only {v} while {big} has {w}: was it typed in ten thousands (万元)?",
    ),
    hint=Label(
        "金额单位一律是元；5万请填 50000 或 5万",
        "Amounts are in CNY throughout: write 50000, not 5",
    ),
    variants={
        "negative": Wording(
            Label("「{b}」的预算 {v} 是负数", "{b} has a negative budget of {v}"),
            Label(
                "预算不小于0；要减少就改对应的项",
                "A budget is not below 0; lower the line itself instead",
            ),
        )
    },
    sheet="budget",
    anchor="planned",
    origin="4",
)
def unit_mixed(book: Book, facts: Facts) -> Iterator[Hits]:
    """A planned amount is negative, or below 1,000 while another line has 100,000 or more (both settings): 万元 may have been typed as 元."""
    budget = book["budget"]
    planned = budget["planned"]
    at = np.flatnonzero(planned < 0)
    yield _amounts(book, at, {}, "negative")
    low, high = limit(book, "unit_low"), limit(book, "unit_high")
    if len(planned) and np.nanmax(planned, initial=0.0) >= high:
        big = int(np.nanargmax(planned))
        at = np.flatnonzero((planned > 0) & (planned < low))
        more = {"big": line_names(book)[big], "w": yuan(planned[big])}
        yield _amounts(book, at, more)


def _amounts(
    book: Book, at: NDArray[np.intp], more: Mapping[str, object], variant: str = ""
) -> Hits:
    budget = book["budget"]
    slots: dict[str, Sequence[object]] = {
        "b": names_at(book, at),
        "v": [yuan(budget["planned"][i]) for i in at],
        **{key: same(value, at.tolist()) for key, value in more.items()},
    }
    return Hits(budget, at, "planned", slots, variant=variant)


@rule(
    "B16",
    "budget.ads_typed_twice",
    Kind.DATA,
    Severity.WARNING,
    title=Label("广告费直填与日数据并存", "ad cost typed besides daily data"),
    fires="广告投放的费用项填了实际支出，而它的渠道在日数据里已有花费；账上以日数据为准。",
    says=Label(
        "广告费「{b}」直填 {a}，渠道「{c}」日数据已有花费 {d}",
        "Ad line {b}: {a} typed besides the daily cost {d} of channel {c}",
    ),
    hint=Label("清空直填，以日数据为准", "Clear the typed amount: the daily data count"),
    sheet="budget",
    anchor="actual",
)
def ads_typed_twice(book: Book, facts: Facts) -> Iterator[Hits]:
    """An actual is typed on an ads line whose channel has daily cost; the ledger takes the daily data."""
    budget, channels = book["budget"], book["channels"]
    spend = facts.columns.get(("channels", "spend"), np.full(len(channels), np.nan))
    cost = dict(zip(channels["channel_id"].tolist(), spend.tolist(), strict=True))
    daily = np.array([cost.get(c, np.nan) for c in budget["channel_id"].tolist()], float)
    typed = is_one_of(budget, "category", ["ads"]) & ~np.isnan(budget["actual"])
    at = np.flatnonzero(typed & (daily > 0))
    slots: dict[str, Sequence[object]] = {
        "b": names_at(book, at),
        "a": [yuan(budget["actual"][i]) for i in at],
        "c": [named_in(book, "channels", budget["channel_id"][i]) for i in at],
        "d": [yuan(round(float(daily[i]), 2)) for i in at],
    }
    yield Hits(budget, at, "actual", slots)


BUDGET_LINES = (
    no_owner,
    spent_unapproved,
    unit_mixed,
    ads_typed_twice,
)
