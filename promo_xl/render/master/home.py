"""首页: what a manager sees first, in the order practice demands.

Data-through and who is missing, yesterday, to date, still needed per day, the campaign's
own goals, money, two charts, alerts and must-dos. Every value that we write stands in a
cell named `home_<slot>`, so that a refresh finds it. 基准日 is the one cell to type in.
"""

from __future__ import annotations

from datetime import time

from xlsxwriter.worksheet import Worksheet

from promo_xl.finding import check_line
from promo_xl.render.master import home_words as say
from promo_xl.render.master.home_canvas import Canvas
from promo_xl.render.master.home_charts import add_charts
from promo_xl.render.master.home_lists import write_lists
from promo_xl.render.master.home_tiles import write_tiles
from promo_xl.render.master.making import Making, quoted
from promo_xl.render.master.page import set_edges
from promo_xl.render.master.styles import (
    CARD,
    GOLD,
    GRID,
    INPUT_BG,
    INPUT_FG,
    MUTED,
    NAVY,
    ON_NAVY,
    PALE,
    WHITE,
)
from promo_xl.schema.show import to_serial

COLUMNS = 24
_BAND, _NAV, _THROUGH, _PULSE, _TILES, _MONEY = range(5), 5, 7, 8, 12, 17
_CHARTS, _LISTS, _FOOT = 20, 33, 42


def write_home(making: Making, *, live_today: bool) -> None:
    """Write the whole page."""
    tab = making.tabs["home"]
    canvas = Canvas(making, tab)
    tab.set_column(0, 0, 1.5)
    tab.set_column(1, COLUMNS, 5.6)
    tab.set_column(COLUMNS + 1, COLUMNS + 1, 1.5)
    _set_heights(tab)
    _write_band(canvas)
    _write_as_of(canvas, live_today=live_today)
    _write_links(canvas)
    _write_pulse(canvas)
    write_tiles(canvas, _TILES)
    _write_money(canvas)
    add_charts(canvas, _CHARTS)
    write_lists(canvas, _LISTS)
    canvas.put(_FOOT, 1, COLUMNS, making.say(say.HIDDEN), font_size=9, font_color=MUTED)
    _set_page(making, tab)


def _set_heights(tab: Worksheet) -> None:
    heights = {0: 8, 1: 34, 2: 20, 3: 20, 4: 8, 5: 24, 6: 6, 7: 20, 8: 18, 9: 17, 10: 25}
    heights |= {11: 8, 12: 21, 13: 36, 14: 9, 15: 20, 16: 8, 17: 26, 18: 18, 19: 6, 20: 21}
    heights |= dict.fromkeys(range(21, 33), 18)
    heights |= {33: 21, 34: 19, 40: 6, 41: 4, 42: 18}
    heights |= dict.fromkeys(range(35, 40), 20)
    for row, height in heights.items():
        tab.set_row(row, height)


def _write_band(canvas: Canvas) -> None:
    navy = canvas.making.styles.cell(bg_color=NAVY)
    for row in _BAND:
        for at in range(COLUMNS + 2):
            canvas.tab.write_blank(row, at, None, navy)
    pale = {"bg_color": NAVY, "font_color": ON_NAVY, "shrink": True}
    title = {"bold": True, "font_size": 22, "bg_color": NAVY, "font_color": WHITE}
    canvas.slot(1, 1, 17, "title", **title, shrink=True)
    canvas.slot(2, 1, 17, "subtitle", **pale)
    canvas.slot(3, 1, 17, "goal_line", **pale)
    check = canvas.making.say(check_line(canvas.making.findings))
    gold = {"bold": True, "font_size": 11, "bg_color": NAVY, "font_color": GOLD}
    canvas.put(1, 18, COLUMNS, check, **gold, align="right", shrink=True)
    canvas.making.name_cell("home_check", "home", 1, 18)
    canvas.slot(3, 18, COLUMNS, "basis_line", **pale, align="right", font_size=9)


def _write_as_of(canvas: Canvas, *, live_today: bool) -> None:
    making, tab = canvas.making, canvas.tab
    label = {"bg_color": NAVY, "font_color": ON_NAVY, "align": "right", "font_size": 9}
    canvas.put(2, 18, 20, making.say(say.AS_OF), **label)
    shown = "yyyy-mm-dd" if making.as_of.time() == time() else "yyyy-mm-dd hh:mm"
    box = making.styles.cell(
        bg_color=INPUT_BG, font_color=INPUT_FG, bold=True, align="center", border=1,
        border_color="#E8C96A", num_format=shown, locked=False,
    )  # fmt: skip
    tab.merge_range(2, 21, 2, COLUMNS, "", box)
    if live_today:
        tab.write_formula(2, 21, "=TODAY()", box, making.today)
    else:
        tab.write_number(2, 21, to_serial(making.as_of), box)
    making.name_cell("AS_OF", "home", 2, 21)
    hint = {
        "input_title": making.say(say.AS_OF),
        "input_message": making.say(say.AS_OF_HINT),
    }
    rule = {
        "validate": "decimal",
        "criteria": ">=",
        "value": 36526,
        "error_type": "warning",
    }
    tab.data_validation(2, 21, 2, 21, {**rule, **hint})


def _write_links(canvas: Canvas) -> None:
    making, tab = canvas.making, canvas.tab
    keys = [key for key in say.LINKS if key in making.tabs]
    edges = [1 + round(i * COLUMNS / len(keys)) for i in range(len(keys) + 1)]
    look = making.styles.cell(
        bg_color=PALE, font_color=NAVY, bold=True, align="center", right=1, right_color=WHITE,
        shrink=True,
    )  # fmt: skip
    for key, left, end in zip(keys, edges, edges[1:], strict=False):
        tab.merge_range(_NAV, left, _NAV, end - 1, "", look)
        target = f"internal:{quoted(making.title(key))}!A1"
        tab.write_url(_NAV, left, target, look, making.title(key))


def _write_pulse(canvas: Canvas) -> None:
    canvas.slot(_THROUGH, 1, COLUMNS, "through", font_color=MUTED, shrink=True)
    for title, left, right, slots in say.PULSE:
        look = {
            "bold": True,
            "font_size": 9,
            "font_color": NAVY,
            "bg_color": PALE,
            "indent": 1,
        }
        canvas.put(
            _PULSE,
            left,
            right,
            canvas.making.say(title),
            **look,
            border=1,
            border_color=GRID,
        )
        for i, (name, label) in enumerate(slots):
            a, b = left + 3 * i, left + 3 * i + 2
            box = {"bg_color": CARD, "indent": 1, "left": 1, "left_color": GRID}
            box |= {"right": 1, "right_color": GRID}
            text = canvas.making.say(label)
            canvas.put(_PULSE + 1, a, b, text, font_size=9, font_color=MUTED, **box)
            size = {"font_size": 14, "bold": True} if i == 0 else {"font_size": 12}
            low = {"bottom": 1, "bottom_color": GRID, "shrink": True}
            canvas.slot(_PULSE + 2, a, b, name, **size, **box, **low)


def _write_money(canvas: Canvas) -> None:
    for i, (name, label) in enumerate(say.MONEY):
        left = 1 + 6 * i
        box = {
            "bg_color": CARD,
            "top": 1,
            "top_color": GRID,
            "bottom": 1,
            "bottom_color": GRID,
        }
        text = canvas.making.say(label)
        grey = {"font_size": 9, "font_color": MUTED, "indent": 1}
        canvas.put(_MONEY, left, left + 2, text, **grey, **box, left=1, left_color=GRID)
        bold = {
            "bold": True,
            "font_size": 13,
            "align": "right",
            "indent": 1,
            "shrink": True,
        }
        canvas.slot(
            _MONEY, left + 3, left + 5, name, **bold, **box, right=1, right_color=GRID
        )
    look = {"font_size": 9, "font_color": MUTED, "shrink": True}
    canvas.slot(_MONEY + 1, 1, COLUMNS, "claim_line", **look)


def _set_page(making: Making, tab: Worksheet) -> None:
    tab.set_landscape()
    tab.set_paper(9)
    tab.fit_to_pages(1, 1)
    tab.center_horizontally()
    tab.print_area(0, 0, _FOOT, COLUMNS + 1)
    set_edges(making, tab, "")
    tab.freeze_panes(6, 0)
    tab.hide_row_col_headers()
    tab.protect("", {"select_locked_cells": True, "objects": True})
    tab.activate()
    tab.set_first_sheet()
