"""Which tabs are in view: those the size shows, and any in which something stands."""

from __future__ import annotations

from promo_xl.render.master.making import Making
from promo_xl.schema import SETTINGS_SHEETS

HIDDEN = frozenset(sheet.key for sheet in SETTINGS_SHEETS)


def is_shown(making: Making, key: str) -> bool:
    """Whether the tab *key* is in view in a new book."""
    if key in HIDDEN or key == "calc":
        return False
    sheet = making.by_key.get(key)
    if sheet is None or making.book.size in sheet.shown_in:
        return True
    return bool(making.findings if key == "issues" else len(making.table(key)))


def shown_sheets(making: Making) -> list[str]:
    """List the data sheets in view, in tab order."""
    return [sheet.key for sheet in making.sheets if is_shown(making, sheet.key)]


def hidden_sheets(making: Making) -> list[str]:
    """List the sheets people may open, in tab order: the data sheets first."""
    return [sheet.key for sheet in making.sheets if not is_shown(making, sheet.key)]
