"""How people write days and times; every result is an Excel day number (1900 system)."""

import datetime as dt
import re
from unicodedata import normalize

from promo_xl.schema.blank import is_blank
from promo_xl.schema.show import to_day, to_serial

_FIRST, _LAST = 18264, 80000
"""Excel days taken as dates, 1950 to 2119: smaller numbers are mistyped (6.1 for 6月1日)."""
_LAST_SECOND = 86399 / 86400
_CLOCK = r"(?:[ t]*(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2})(?:\.\d+)?)?)?"
_FULL = re.compile(
    r"(?P<y>\d{4})(?P<sep>[-/.年])\s*(?P<m>\d{1,2})[-/.月]\s*(?P<d>\d{1,2})[日号]?"
    + _CLOCK,
    re.ASCII,
)
_PACKED = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:\.0)?" + _CLOCK, re.ASCII)
_WESTERN = re.compile(
    r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>\d{4})" + _CLOCK, re.ASCII
)
_SHORT = re.compile(r"(?P<m>\d{1,2})(?:月|[./])\s*(?P<d>\d{1,2})[日号]?" + _CLOCK, re.ASCII)


def date(raw: object, around: float | None = None) -> float | None:
    """Read a day; a time of day beside it is dropped."""
    found = _read(raw, around)
    return None if found is None else float(found[0])


def moment(raw: object, around: float | None = None) -> float | None:
    """Read a date and time; a bare date is its 00:00, 24:00 the next day's."""
    found = _read(raw, around)
    return None if found is None else found[0] + found[1]


def end_moment(raw: object, around: float | None = None) -> float | None:
    """Read when something ends; a bare date, 00:00 and 24:00 are that day's last second."""
    found = _read(raw, around)
    if found is None:
        return None
    day, clock = found
    return day + (clock if 0 < clock < 1 else _LAST_SECOND)


def _read(raw: object, around: float | None) -> tuple[int, float] | None:
    """Give (Excel day, fraction of the day); the fraction is 1 for 24:00."""
    if is_blank(raw):
        return None
    if isinstance(raw, bool):
        raise ValueError(str(raw))
    if isinstance(raw, int | float):
        return _number(float(raw))
    if isinstance(raw, dt.date):
        whole, part = divmod(to_serial(raw), 1)
        return _inside(int(whole), part)
    if not isinstance(raw, str):
        raise ValueError(str(raw))
    return _text(normalize("NFKC", raw).strip().casefold(), around)


def _number(number: float) -> tuple[int, float]:
    if number.is_integer() and 19500101 <= number <= 21191231:
        year, rest = divmod(int(number), 10000)
        return _inside(_day(year, *divmod(rest, 100)), 0.0)
    if not _FIRST <= number < _LAST:  # refuses NaN and infinity too
        raise ValueError(str(number))
    return int(number), number - int(number)


def _text(said: str, around: float | None) -> tuple[int, float]:
    if found := _FULL.fullmatch(said) or _PACKED.fullmatch(said):
        day = _day(*(int(found[part]) for part in "ymd"))
    elif found := _WESTERN.fullmatch(said):
        day = _western(int(found["y"]), int(found["a"]), int(found["b"]))
    elif (found := _SHORT.fullmatch(said)) and around is not None:
        day = _nearest(int(found["m"]), int(found["d"]), around)
    else:
        raise ValueError(said)
    return _inside(day, _clock(found))


def _western(year: int, first: int, second: int) -> int:
    """01.02.2026 is the first of February here and the second of January there: refused."""
    if first > 12 >= second:
        return _day(year, second, first)
    if second > 12 >= first:
        return _day(year, first, second)
    raise ValueError(f"{first}.{second}.{year}")


def _nearest(month: int, day: int, around: float) -> int:
    """Give the day of the year that brings it nearest to *around*."""
    year = to_day(around).year
    found = [d for y in (year - 1, year, year + 1) if (d := _known(y, month, day))]
    if not found:
        raise ValueError(f"{month}.{day}")
    return min(found, key=lambda serial: abs(serial - around))


def _known(year: int, month: int, day: int) -> int | None:
    try:
        return _day(year, month, day)
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> int:
    return int(to_serial(dt.date(year, month, day)))


def _clock(found: re.Match[str]) -> float:
    hour, minute, second = (int(found[part] or 0) for part in ("h", "min", "s"))
    if (hour, minute, second) == (24, 0, 0):
        return 1.0
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError(found[0])
    return (hour * 3600 + minute * 60 + second) / 86400


def _inside(day: int, part: float) -> tuple[int, float]:
    if not _FIRST <= day < _LAST:
        raise ValueError(str(day))
    return day, part
