"""The Chinese working calendar: public holidays and make-up workdays, year by year.

From the official notices (holiday-cn, MIT), shipped as data. A year whose notice is not out
yet has no rows: its weekends are the estimate.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from promo_xl.config import data_folder


@cache
def _notice(year: int) -> Mapping[date, bool]:
    """Give the days of *year*'s notice: whether people are off."""
    path = data_folder("calendar_cn") / f"{year}.json"
    if not path.exists():
        return MappingProxyType({})
    days = json.loads(path.read_text(encoding="utf-8"))["days"]
    return MappingProxyType(
        {date.fromisoformat(d["date"]): bool(d["isOffDay"]) for d in days}
    )


def is_workday(day: date) -> bool:
    """Whether people work on *day*: weekdays but holidays, and make-up weekends."""
    off = _noted(day)
    return day.weekday() < 5 if off is None else not off


def _noted(day: date) -> bool | None:
    # the notice for a year may name days of the last December or the next January
    for year in (day.year, day.year + 1, day.year - 1):
        found = _notice(year).get(day)
        if found is not None:
            return found
    return None
