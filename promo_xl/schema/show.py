"""The only number formatting: how a value is said to people, in zh and en."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isnan

from promo_xl.schema.kind import Kind
from promo_xl.schema.label import Label

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  (Excel's days have no zone)
DASH = "—"
_NOISE = 1e-9
_ENDLESS = 1e15
"""Sums of cents carry float noise: 119,999.99999999999 of 120,000 is all of it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value with the way it is shown: a kind, and 万 for large money where wanted."""

    value: object
    kind: Kind
    wan: bool = False
    digits: int | None = None


def to_day(serial: float) -> datetime:
    """Turn an Excel day number (1900 system) into a date and time, to the second."""
    return _EPOCH + timedelta(seconds=round(serial * 86400))


def to_serial(day: date) -> float:
    """Turn a date or datetime into an Excel day number (1900 system)."""
    if not isinstance(day, datetime):
        day = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    return (day - _EPOCH) / timedelta(days=1)


def said(value: object, lang: str) -> str:
    """Say anything a sentence slot may hold: text, a Label, a number with its kind, a day."""
    if isinstance(value, Shown):
        return show(value.value, value.kind, lang, wan=value.wan, digits=value.digits)
    if isinstance(value, Label):
        return value.say(lang)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M" if value.time() != time.min else "%Y-%m-%d")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return _plain(value)
    return DASH if value is None else str(value)


def show(
    value: object, kind: Kind, lang: str, *, wan: bool = False, digits: int | None = None
) -> str:
    """Show *value* of *kind* as a person writes it; blank is a dash, never 0.

    A percent is never rounded up to 100 %: 99.96 % shows 99.9 %.
    """
    if value is None or (isinstance(value, float) and isnan(value)):
        return DASH
    if kind.choices is not None:
        return kind.choices.say(str(value), lang)
    if not isinstance(value, int | float):
        return said(value, lang)
    number = float(value)
    if kind.key in ("date", "datetime"):
        return _moment(number, kind.key)
    if kind.key == "pct":
        return percent(number, 1 if digits is None else digits)
    if kind.key == "ratio":
        return _signed(f"{number:.{2 if digits is None else digits}f}")
    if kind.key == "money":
        return money(number, lang, wan=wan, digits=digits)
    return _plain(number) if digits is None else _signed(f"{number:,.{digits}f}")


def money(number: float, lang: str, *, wan: bool = False, digits: int | None = None) -> str:
    """Show 元: `4,800,000元`, or with *wan* `480.0万元` (in English `¥4.80M`, `¥52.3K`).

    An amount below one 万 (in English below one K) is said in full: `8,350元`, not 0.8万元.
    """
    if wan and digits is None and abs(number) < (1e4 if lang == "zh" else 1e3):
        wan = False
        number = round(number)
    if lang == "zh":
        if wan:
            return _signed(f"{number / 1e4:,.{1 if digits is None else digits}f}万元")
        return _signed(f"{_cents(number, digits)}元")
    sign = "−" if number < 0 else ""
    size = abs(number)
    if not wan:
        return f"{sign}¥{_cents(size, digits)}"
    if size >= 1e6:
        return f"{sign}¥{size / 1e6:,.2f}M"
    return f"{sign}¥{size / 1e3:,.1f}K"


def _cents(number: float, digits: int | None) -> str:
    return _plain(number) if digits is None else f"{number:,.{digits}f}"


def percent(number: float, digits: int = 1) -> str:
    """Show a fraction as a percent; the line at 100 % is never crossed by rounding."""
    text = f"{number * 100:,.{digits}f}"
    if number < 1 - _NOISE and float(text.replace(",", "")) >= 100:
        step = 10.0**-digits
        text = f"{100 - step:.{digits}f}"
    return _signed(text) + "%"


def _moment(serial: float, key: str) -> str:
    day = to_day(serial)
    if key == "datetime" and day.time() != time.min:
        return day.strftime("%Y-%m-%d %H:%M")
    return day.strftime("%Y-%m-%d")


def _plain(number: float) -> str:
    if isnan(number):
        return DASH
    if abs(number) >= _ENDLESS:
        return _signed(f"{number:.3g}")
    text = f"{number:,.2f}".rstrip("0").rstrip(".")
    return _signed("0" if text == "-0" else text)


def _signed(text: str) -> str:
    return text.replace("-", "−")  # ASCII hyphens break over two lines in Word
