"""Defined names: drop-down lists, what references offer, the calendar, the findings."""

from __future__ import annotations

from promo_xl.render.master.formulas import column_name
from promo_xl.render.master.making import FIRST, Making, quoted

_CALENDAR_ROWS, ISSUE_ROWS = 400, 500
"""Fixed rows: conditional formats take no structured references."""


def add_list_names(making: Making) -> None:
    """Name each list's words in the book's language `lst_<list>`."""
    where = quoted(making.title("lists"))
    letter = "C" if making.lang == "zh" else "D"
    lists = making.table("lists")["list"].tolist()
    for name in dict.fromkeys(lists):
        first = FIRST + lists.index(name) + 1
        last = first + lists.count(name) - 1
        making.add_name(f"lst_{name}", f"{where}!${letter}${first}:${letter}${last}")


def add_pick_names(making: Making) -> None:
    """Name the visible names other sheets refer to `pick_<sheet>`; they grow with the table."""
    for sheet in making.sheets:
        if sheet.name_key:
            making.add_name(
                f"pick_{sheet.key}", column_name(making, f"{sheet.key}.{sheet.name_key}")
            )


def add_fixed_names(making: Making) -> None:
    """Name the columns that conditional formats look into."""
    asked = (
        ("calendar_days", "calendar", "A", _CALENDAR_ROWS),
        ("calendar_kinds", "calendar", "B", _CALENDAR_ROWS),
        ("issues_sheet", "issues", _issue_letter(making, "sheet_name"), ISSUE_ROWS),
        ("issues_cell", "issues", _issue_letter(making, "cell"), ISSUE_ROWS),
        ("issues_severity", "issues", _issue_letter(making, "severity"), ISSUE_ROWS),
    )
    for name, key, letter, rows in asked:
        where = quoted(making.title(key))
        making.add_name(name, f"{where}!${letter}${FIRST + 1}:${letter}${FIRST + rows}")


def _issue_letter(making: Making, key: str) -> str:
    keys = [column.key for column in making.by_key["issues"].cells]
    return chr(ord("A") + keys.index(key))


def write_names(making: Making) -> None:
    """Write all names into the workbook, sorted."""
    for name in sorted(making.names, key=lambda each: each.name.casefold()):
        making.workbook.define_name(name.name, f"={name.to}")
