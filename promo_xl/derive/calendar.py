"""The Chinese working calendar: public holidays and make-up workdays, year by year.

From the official notices (holiday-cn, MIT), shipped as data. A year whose notice is not out
yet has no rows: its weekends are the estimate, and rule P14 says so.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from promo_xl.config import data_folder
from promo_xl.schema.show import to_serial


@cache
def _notice(year: int) -> Mapping[date, tuple[bool, str]]:
    """Give the days of *year*'s notice: whether people are off, and the holiday's name."""
    path = data_folder("calendar_cn") / f"{year}.json"
    if not path.exists():
        return MappingProxyType({})
    days = json.loads(path.read_text(encoding="utf-8"))["days"]
    return MappingProxyType(
        {date.fromisoformat(d["date"]): (bool(d["isOffDay"]), str(d["name"])) for d in days}
    )


def published(year: int) -> bool:
    """Whether the notice for *year* is known; otherwise its calendar is an estimate."""
    return bool(_notice(year))


def is_workday(day: date) -> bool:
    """Whether people work on *day*: weekdays but holidays, and make-up weekends."""
    noted = _noted(day)
    return day.weekday() < 5 if noted is None else not noted[0]


def workday_in(extra: Mapping[date, bool]) -> Callable[[date], bool]:
    """Give `is_workday` with the workbook's own 日历 first: day -> whether people work."""
    return lambda day: extra[day] if day in extra else is_workday(day)


def days_of(year: int) -> list[dict[str, object]]:
    """Give the rows of the 日历 sheet for *year*, dates as Excel days; none if unpublished."""
    return [
        {"date": to_serial(day), "kind": "holiday" if off else "workday", "name": name}
        for day, (off, name) in sorted(_notice(year).items())
    ]


def _noted(day: date) -> tuple[bool, str] | None:
    # the notice for a year may name days of the last December or the next January
    for year in (day.year, day.year + 1, day.year - 1):
        found = _notice(year).get(day)
        if found is not None:
            return found
    return None
