"""Slots as numbers and days: what charts are drawn from, in the unit the page shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from promo_xl.facts import Figure, Slot, slot_text
from promo_xl.render.slides import words
from promo_xl.schema.show import Shown, to_day

_SMALL = 10_000
"""Amounts below are said in 元: a basket of 0.0 万 says nothing."""
_NOTHING = 500
Values = tuple[float | None, ...]


def unit(lang: str) -> float:
    """Give what one of the shown money unit is: 万元, in English ¥K."""
    return 1e4 if lang == "zh" else 1e3


def money_format(lang: str) -> str:
    """Give the number format of money in charts."""
    return "#,##0.0" if lang == "zh" else "#,##0"


def scaled(slots: Iterable[Slot], lang: str) -> Values:
    """Give amounts of money in the unit charts show."""
    size = unit(lang)
    values = (words.number(slot) for slot in slots)
    return tuple(None if value is None else round(value / size, 4) for value in values)


def is_small(slot: Slot) -> bool:
    """Whether an amount of money is too small to be said in 万."""
    value = words.number(slot)
    return value is None or abs(value) < _SMALL


def told(slot: Slot, lang: str, *, small: bool | None = None) -> str:
    """Say a slot; a figure of little money stays in 元 (a table's column decides as one)."""
    little = is_small(slot) if small is None else small
    if little and isinstance(slot, Figure):
        return slot.show(lang)
    if small is None and isinstance(slot, Shown) and slot.wan and _rounds_away(slot):
        return slot_text(Shown(slot.value, slot.kind, digits=slot.digits), lang)
    return slot_text(slot, lang)


def _rounds_away(slot: Shown) -> bool:
    """Whether 万 would leave nothing of an amount: −15元 is no −0.0万元."""
    return 0 < abs(words.number(slot) or 0.0) < _NOTHING


def signed(slot: Slot, lang: str) -> str:
    """Say a change with its sign, a plus too."""
    value, text = words.number(slot), told(slot, lang)
    return f"+{text}" if value is not None and value > 0 else text


def day_of(slot: Slot) -> date | None:
    """Give the day a slot holds."""
    value = slot.value if isinstance(slot, Figure | Shown) else slot
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    kind = words.kind_key(slot)
    if isinstance(value, float) and value == value and kind in ("date", "datetime"):
        return to_day(value).date()
    return None


def short_day(day: date) -> str:
    """Say a day of the campaign: 6-18."""
    return f"{day.month}-{day.day}"
