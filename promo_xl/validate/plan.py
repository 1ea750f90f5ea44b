"""Plan and phases: dates that fit together."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from promo_xl.book import Array, Book, Table
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown, to_day
from promo_xl.validate.limit import limit
from promo_xl.validate.rule import Hits, rule


@rule(
    "P01",
    "plan.ends_before_start",
    Kind.DATA,
    Severity.ERROR,
    title=Label("推广周期结束早于开始", "campaign ends before it starts"),
    fires="推广周期的结束日期早于开始日期。",
    says=Label(
        "推广周期结束 {b} 早于开始 {a}", "The campaign ends {b}, before it starts {a}"
    ),
    hint=Label(
        "把结束日期改到 {a} 或之后，或对调开始与结束",
        "Move the end to {a} or later, or swap start and end",
    ),
    sheet="plan",
    anchor="period_end",
    origin="0",
)
def ends_before_start(book: Book, facts: Facts) -> Iterator[Hits]:
    """The campaign period ends before it starts."""
    plan = book["plan"]
    if _reversed(plan):
        a, b = plan.field("period_start"), plan.field("period_end")
        yield Hits(plan, [0], "period_end", {"a": [_day(a)], "b": [_day(b)]})


@rule(
    "P03",
    "phases.outside_window",
    Kind.DATA,
    Severity.WARNING,
    title=Label("阶段在项目窗口之外", "phase outside the project window"),
    fires="阶段晚于结案日才结束，或比推广开始早60天（可设）以上；种草、预售早于推广开始属正常。",
    says=Label(
        "阶段「{p}」{s} 至 {e}，在项目窗口 {a} 至 {b} 之外",
        "Phase {p} ({s} to {e}) lies outside the project window {a} to {b}",
    ),
    hint=Label(
        "改阶段的日期，或把《项目总表》的结案日改到 {e} 之后",
        "Change the phase's dates, or move the close-out date in the plan past {e}",
    ),
    sheet="phases",
    anchor="start",
    origin="3,4",
)
def outside_window(book: Book, facts: Facts) -> Iterator[Hits]:
    """A phase ends after the close-out date, or starts more than 60 days (a setting) before the campaign; seeding and pre-sale before it are normal."""
    plan, phases = book["plan"], book["phases"]
    if not len(phases) or _reversed(plan):
        return
    first = plan.field("period_start") - limit(book, "window_before_days")
    last = plan.field("review_date")
    if np.isnan(last):
        last = plan.field("period_end") + limit(book, "review_grace_days")
    start, end = np.floor(phases["start"]), np.floor(phases["end"])
    at = np.flatnonzero((start < first) | (end > last))
    slots: dict[str, Sequence[object]] = {
        "p": [Shown(phases["phase"][i], phases.sheet["phase"].kind) for i in at],
        "s": _days(start, at),
        "e": _days(end, at),
        "a": [_day(first)] * len(at),
        "b": [_day(last)] * len(at),
    }
    yield Hits(phases, at, "start", slots)


def _reversed(plan: Table) -> bool:
    return bool(plan.field("period_end") < plan.field("period_start"))


def _days(column: Array, at: Array) -> list[date | None]:
    return [_day(float(column[i])) for i in at]


def _day(serial: float) -> date | None:
    return None if np.isnan(serial) else to_day(serial).date()


PLAN = (ends_before_start, outside_window)
