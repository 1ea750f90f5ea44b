"""The plan against the Chinese calendar: holidays, make-up workdays, years not published."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from promo_xl.book import Book, Table
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.calendar import Noted, holiday_name
from promo_xl.schema.label import Label
from promo_xl.schema.show import to_day
from promo_xl.validate.calendar import Calendar
from promo_xl.validate.rule import Hits, rule
from promo_xl.validate.window import is_reversed, project_window

_LONGEST = 400
"""Days looked at: a longer period is a typing error."""
_NAMED = 4
"""Runs of days named in a sentence."""
_OFF, _ON = Label("放假", "off"), Label("调休上班", "make-up workday")


@rule(
    "P13",
    "plan.holidays",
    Kind.BUSINESS,
    Severity.INFO,
    title=Label("活动期遇到节假日或调休", "holidays in the campaign"),
    fires="推广周期内或上线日是法定节假日或调休上班日（按官方通知和《日历》）。",
    says=Label("推广周期遇到：{d}", "The campaign meets: {d}"),
    hint=Label(
        "确认这些天的排班、客服和物流",
        "Make sure of shifts, customer service and delivery on these days",
    ),
    sheet="plan",
    anchor="period_start",
)
def holidays(book: Book, facts: Facts) -> Iterator[Hits]:
    """A day of the campaign, or the launch date, is a public holiday or a make-up workday."""
    plan = book["plan"]
    if is_reversed(plan):
        return
    calendar = Calendar.of(book)
    noted = [(day, calendar.on(day)) for day in _days(plan)]
    runs = list(_runs([(day, found) for day, found in noted if found is not None]))
    if runs:
        yield Hits(plan, [0], "period_start", {"d": [_said(runs)]})


def _days(plan: Table) -> list[date]:
    """List the days of the period, and the launch date."""
    start, end = plan.field("period_start"), plan.field("period_end")
    days: set[date] = set()
    if end - start < _LONGEST:
        first = to_day(np.floor(start)).date()
        days = {first + timedelta(n) for n in range(int(end - start) + 1)}
    launch = plan.field("launch_date")
    if launch == launch:
        days.add(to_day(launch).date())
    return sorted(days)


_Run = tuple[date, date, Noted]


def _runs(days: list[tuple[date, Noted]]) -> Iterator[_Run]:
    """Join days in a row that say the same."""
    run: _Run | None = None
    for day, found in days:
        if run is not None and run[2] == found and day - run[1] == timedelta(1):
            run = (run[0], day, found)
            continue
        if run is not None:
            yield run
        run = (day, day, found)
    if run is not None:
        yield run


def _said(runs: list[_Run]) -> Label:
    said = [_run(*run) for run in runs[:_NAMED]]
    more = len(runs) - _NAMED
    zh = "；".join(one.zh for one in said) + (f"；另有{more}段" if more > 0 else "")
    en = "; ".join(one.en for one in said) + (f"; {more} more" if more > 0 else "")
    return Label(zh, en)


def _run(first: date, last: date, found: Noted) -> Label:
    name, what = holiday_name(found.name), _OFF if found.off else _ON
    days_zh = f"{first}" if first == last else f"{first} 至 {last}"
    days_en = f"{first}" if first == last else f"{first} to {last}"
    return Label(f"{name.zh} {days_zh} {what.zh}", f"{name.en} {days_en} ({what.en})")


@rule(
    "P14",
    "plan.calendar_unpublished",
    Kind.DATA,
    Severity.WARNING,
    title=Label("节假日安排未公布", "no official calendar yet"),
    fires="项目窗口（首个阶段至结案日）跨入节假日安排还没公布的年份，工期只能按周末估算。",
    says=Label(
        "{y}年节假日安排未公布，工期按周末估算",
        "No official calendar for {y} yet: working days are estimated by weekends",
    ),
    hint=Label(
        "通知公布后，用 promo-xl sheets 文件 --show 日历 显示《日历》，把放假和调休贴进去，"
        "再 promo-xl refresh",
        "When the notice is out, show the sheet (promo-xl sheets FILE --show Calendar), paste its "
        "days there, then promo-xl refresh",
    ),
    sheet="plan",
    anchor="period_start",
)
def calendar_unpublished(book: Book, facts: Facts) -> Iterator[Hits]:
    """The project window reaches into a year whose holidays are not published: working days are an estimate."""
    first, last = project_window(book)
    if not last - first < _LONGEST:
        return
    calendar = Calendar.of(book)
    years = [
        y for y in range(to_day(first).year, to_day(last).year + 1) if not calendar.knows(y)
    ]
    if years:
        zh, en = "、".join(map(str, years)), " and ".join(map(str, years))
        yield Hits(book["plan"], [0], "period_start", {"y": [Label(zh, en)]})


CALENDAR = (holidays, calendar_unpublished)
