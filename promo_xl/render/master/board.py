"""汇总看板: what was computed, one table below the other, on cells that never move.

The region `calc_board` holds a code and twelve cells a row; a refresh writes values into it
and nothing else. How a row looks is read from its code by conditional formats, so the look
follows whatever stands there. The declared table stays beside it, folded away.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from promo_xl.render.master.highlights import words_by_chip
from promo_xl.render.master.home_words import OVER, WITHIN
from promo_xl.render.master.making import FIRST, HEADER, Making, quoted
from promo_xl.render.master.page import set_page, write_frame
from promo_xl.render.master.styles import (
    ALERT,
    COMPUTED_FG,
    GRID,
    INK,
    MUTED,
    NAVY,
    OK,
    PALE,
    WHITE,
    Chip,
)

ROWS, WIDTH = 260, 12
"""The size of the region: 260 rows of a code and twelve cells."""
_CODE, _LEFT = 1, 2
_NAME, _CELL = {"zh": 38, "en": 40}, {"zh": 12.5, "en": 14}
_FORMATS = {
    "m": {"zh": '#,##0"元"', "en": '"¥"#,##0'},
    "p": {"zh": "0.0%", "en": "0.0%"},
    "i": {"zh": "#,##0", "en": "#,##0"},
    "d": {"zh": "#,##0.##", "en": "#,##0.##"},
    "f": {"zh": "0.00", "en": "0.00"},
}
_STATES = (
    ("goals", "status"), ("tasks", "status"), ("monitor", "state"), ("budget", "appr_status"),
    ("log", "status"), ("feedback", "status"),
)  # fmt: skip
"""The columns whose words judge something and may stand on the board."""


def write_board(making: Making) -> None:
    """Write the page and protect it, without a password."""
    tab = making.tabs["board"]
    write_frame(making, tab, "board", left=_LEFT, text_at=_LEFT + 1)
    _set_columns(making, tab)
    _write_table(making, tab)
    _write_region(making, tab)
    for test, look in _rules(making):
        box = (FIRST, _LEFT, FIRST + ROWS - 1, _LEFT + WIDTH - 1)
        rule = {"type": "formula", "criteria": f"={test}", "format": look}
        tab.conditional_format(*box, rule)
    tab.freeze_panes(FIRST, _LEFT + 1)
    set_page(making, tab, making.title("board"))
    tab.protect("", {"select_locked_cells": True, "format_columns": True})


def _set_columns(making: Making, tab: Worksheet) -> None:
    plain = {"font_color": COMPUTED_FG}
    tab.set_column(0, _CODE, 3, making.styles.cell(), {"hidden": True})
    name = making.styles.cell(**plain, align="left", indent=1)
    tab.set_column(_LEFT, _LEFT, _NAME[making.lang], name)
    cell = making.styles.cell(**plain, align="right", indent=1, shrink=True)
    tab.set_column(_LEFT + 1, _LEFT + WIDTH - 1, _CELL[making.lang], cell)


def _write_table(making: Making, tab: Worksheet) -> None:
    (column,) = making.by_key["board"].cells
    head = {
        "header": making.headers["board"][column.key],
        "header_format": making.styles.header(computed=True),
    }
    options = {"name": "t_board", "columns": [head], "style": None, "autofilter": False}
    tab.add_table(HEADER, 0, HEADER + 1, 0, options)
    tab.set_row(HEADER, 6)


def _write_region(making: Making, tab: Worksheet) -> None:
    block = making.facts.blocks.get("calc_board")
    for row, cells in enumerate(block.rows[:ROWS] if block else (), FIRST):
        for at, value in enumerate(cells[: WIDTH + 1], _CODE):
            if isinstance(value, str):
                tab.write_string(row, at, value)
            elif isinstance(value, int | float):
                tab.write_number(row, at, value)
    for row in range(FIRST, FIRST + ROWS):
        tab.set_row(row, 19)
    region = xl_range_abs(FIRST, _CODE, FIRST + ROWS - 1, _CODE + WIDTH)
    making.add_name("calc_board", f"{quoted(making.title('board'))}!{region}")


def _rules(making: Making) -> Iterator[tuple[str, Any]]:
    """Give each test with its look; LibreOffice draws only the first that is met."""
    n = FIRST + 1
    kind, letter = f"LEFT($B{n},1)", f"MID($B{n},COLUMN()-{_LEFT - 1},1)"
    rule = making.styles.rule
    box = {"border": 1, "border_color": GRID}
    for chip, labels in _chips(making).items():
        tests = ",".join(f'C{n}="{word}"' for word in labels)
        look = rule(bg_color=chip.bg, font_color=chip.fg, bold=True, **box)
        yield f'AND({kind}="r",OR({tests}))', look
    line = {"bottom": 2, "bottom_color": NAVY}
    yield f'AND({kind}="t",{letter}<>"")', rule(bold=True, font_color=NAVY, **line)
    head = rule(bold=True, bg_color=NAVY, font_color=WHITE, **box)
    yield f'AND({kind}="h",{letter}<>"")', head
    for key, shown in _FORMATS.items():
        here, form = f'{letter}="{key}"', {"num_format": shown[making.lang]}
        bold = rule(bold=True, bg_color=PALE, font_color=NAVY, **box, **form)
        yield f'AND({kind}="s",{here})', bold
        yield f'AND({kind}="r",{here})', rule(**box, **form)
    yield (
        f'AND({kind}="s",{letter}<>"")',
        rule(bold=True, bg_color=PALE, font_color=NAVY, **box),
    )
    yield f'AND({kind}="r",{letter}<>"")', rule(**box)
    yield f'{kind}="n"', rule(font_color=MUTED, italic=False)
    yield f'{kind}="l"', rule(font_color=INK, bold=True)


def _chips(making: Making) -> dict[Chip, list[str]]:
    found: dict[Chip, list[str]] = {OK: [WITHIN.zh, WITHIN.en], ALERT: [OVER.zh, OVER.en]}
    for key, column in _STATES:
        choices = making.by_key[key][column].kind.choices
        for chip, labels in words_by_chip(choices).items() if choices else ():
            known = found.setdefault(chip, [])
            known += [word for word in labels if word not in known]
    return found
