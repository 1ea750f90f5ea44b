"""Colours that follow the cells: findings, judged words, rows waiting to be filled.

LibreOffice draws only the first rule that matches a cell, so the order is: what was found,
what a word says, where to type.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from promo_xl.render.master.making import Making
from promo_xl.render.master.styles import (
    ALERT,
    BAR,
    CHIPS,
    GRID,
    INPUT_BG,
    WATCH,
    Chip,
)
from promo_xl.render.master.validation import Box
from promo_xl.schema.kind import Choices

SPARE = 5
"""Empty rows below a table that show where to go on typing."""
_WORST_FIRST = (("error", ALERT), ("warning", WATCH))


def mark_findings(making: Making, tab: Worksheet, key: str, box: Box) -> None:
    """Colour the cells of *box* that 校验结果 names as wrong or worth a look."""
    severity = making.by_key["issues"]["severity"].kind.choices
    if severity is None:
        return
    here = making.title(key).replace('"', '""')
    for word, chip in _WORST_FIRST:
        test = (
            f'=COUNTIFS(issues_sheet,"{here}",issues_cell,ADDRESS(ROW(),COLUMN(),4),'
            f'issues_severity,"{severity.say(word, making.lang)}")>0'
        )
        look = making.styles.rule(
            bg_color=chip.bg, font_color=chip.fg, border=1, border_color=chip.fg
        )
        tab.conditional_format(*box, {"type": "formula", "criteria": test, "format": look})


def chip_words(making: Making, tab: Worksheet, choices: Choices, box: Box) -> None:
    """Colour the words of *choices* that judge something, in either language."""
    cell = f"{xl_col_to_name(box[1], col_abs=True)}{box[0] + 1}"
    for chip, labels in words_by_chip(choices).items():
        tests = ",".join(f'{cell}="{word}"' for word in labels)
        rule = {
            "type": "formula",
            "criteria": f"=OR({tests})",
            "format": making.styles.chip(chip),
        }
        tab.conditional_format(*box, rule)


def show_where_to_type(
    making: Making,
    tab: Worksheet,
    columns: Sequence[int],
    rows: tuple[int, int],
    *,
    width: int,
) -> None:
    """Paint typed *columns* yellow in the next rows to fill: the paint follows the typing."""
    first, last = rows
    right = xl_col_to_name(width - 1, col_abs=True)
    test = f"=OR(ROW()<={first + SPARE},COUNTA($A{first}:{right}{first + 1})>0)"
    look = making.styles.rule(bg_color=INPUT_BG, border=1, border_color=GRID)
    rule = {"type": "formula", "criteria": test, "format": look}
    for left, end in _runs(columns):
        tab.conditional_format(first, left, last, end, rule)


def show_share(tab: Worksheet, box: Box) -> None:
    """Draw a percent as a pale bar behind its number, full at 100 %."""
    tab.conditional_format(
        *box,
        {
            "type": "data_bar",
            "bar_color": BAR,
            "bar_border_color": BAR,
            "bar_solid": True,
            "min_type": "num",
            "min_value": 0,
            "max_type": "num",
            "max_value": 1,
        },
    )


def words_by_chip(choices: Choices) -> dict[Chip, list[str]]:
    """Group the words of *choices* that judge something, in either language.

    A list judges when at least two of its words do: 直播 is a form of promotion as well as
    a state.
    """
    judging = [item for item in choices.items if item.key in CHIPS]
    found: dict[Chip, list[str]] = {}
    for item in judging if len(judging) > 1 else ():
        words = dict.fromkeys((item.label.zh, item.label.en))
        found.setdefault(CHIPS[item.key], []).extend(words)
    return found


def _runs(columns: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for column in columns:
        if runs and runs[-1][1] == column - 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs
