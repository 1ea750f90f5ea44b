"""The Chinese working calendar: public holidays and make-up workdays, year by year.

From the official notices (holiday-cn, MIT), shipped as data. A year whose notice is not out
yet has no rows: its weekends are the estimate.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from promo_xl.config import data_folder
from promo_xl.schema.label import Label


class Noted(NamedTuple):
    """What a notice says of one day."""

    name: str
    """The holiday it belongs to, in Chinese as announced: 国庆节、中秋节."""
    off: bool
    """Whether people are off; False is a make-up workday."""


@cache
def notice(year: int) -> Mapping[date, Noted]:
    """Give the days of *year*'s notice; none while it is not published."""
    path = data_folder("calendar_cn") / f"{year}.json"
    if not path.exists():
        return MappingProxyType({})
    days = json.loads(path.read_text(encoding="utf-8"))["days"]
    return MappingProxyType(
        {date.fromisoformat(d["date"]): Noted(d["name"], bool(d["isOffDay"])) for d in days}
    )


def noted(day: date) -> Noted | None:
    """Give what a notice says of *day*, None for a day like any other."""
    # the notice for a year may name days of the last December or the next January
    for year in (day.year, day.year + 1, day.year - 1):
        found = notice(year).get(day)
        if found is not None:
            return found
    return None


def is_workday(day: date) -> bool:
    """Whether people work on *day*: weekdays but holidays, and make-up weekends."""
    found = noted(day)
    return day.weekday() < 5 if found is None else not found.off


_ENGLISH = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Qingming",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
}


def holiday_name(name: str) -> Label:
    """Name a holiday in both languages; a name of the team's own stays as it is."""
    parts = [_ENGLISH.get(part, part) for part in name.split("、")]
    return Label(name, " and ".join(parts))
