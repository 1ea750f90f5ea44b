"""What stands in a cell and what should: the same or not."""

from __future__ import annotations

from datetime import date
from math import isclose

from promo_xl.facts import Claim, Figure, Slot, slot_text
from promo_xl.patch import Cached, Cell, Formula
from promo_xl.schema.show import to_serial

_RELATIVE = 1e-9
_ERRORS = ("#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!")


def bare(cell: object) -> object:
    """Give the value of a cell without its wrapping; dates are days, blank is ""."""
    if isinstance(cell, Formula | Cached):
        cell = cell.value
    if isinstance(cell, date):
        return to_serial(cell)
    if cell is None or cell != cell:
        return ""
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def same(old: object, new: object) -> bool:
    """Whether two cells show the same; numbers within 1e-9 of each other."""
    a, b = bare(old), bare(new)
    if isinstance(a, float) and isinstance(b, float):
        return isclose(a, b, rel_tol=_RELATIVE, abs_tol=0.0)
    return type(a) is type(b) and a == b


def is_error(cell: object) -> bool:
    """Whether a live formula shows an error: Excel would show it again whatever is cached.

    #N/A is none here: it is how a chart leaves a gap.
    """
    return isinstance(cell, str) and cell in _ERRORS


def number(value: Slot) -> str | float | bool | None:
    """Give what a formula would show for a value of a block: "" where it is blank."""
    found = value.value if isinstance(value, Figure) else value
    if isinstance(found, str | float | int | bool | date) or found is None:
        plain = bare(found)
        return plain if isinstance(plain, str | float | bool) else None
    return slot_text(value, "zh")


def bar(value: Slot | Claim) -> Cell:
    """Give the number behind a bar of 首页, None when there is none to draw."""
    found = value.number if isinstance(value, Figure) else value
    return found if isinstance(found, float) and found == found else None


def words(value: Slot | Claim, lang: str) -> Cell:
    """Say what a slot of 首页 shows, None when empty."""
    if isinstance(value, Claim):
        return value.say(lang)
    return None if value is None else slot_text(value, lang) or None
