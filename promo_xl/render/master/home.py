"""首页: what a manager sees first, in the order practice demands.

Data-through and who is missing, yesterday, to date, still needed per day, the campaign's
own goals, money, two charts, alerts and must-dos. Every value that we write stands in a
cell named `home_<slot>`, so that a refresh finds it. 基准日 is the one cell to type in.
"""

from __future__ import annotations

from datetime import time
from math import ceil

from xlsxwriter.worksheet import Worksheet

from promo_xl.finding import check_line
from promo_xl.render.master import home_words as say
from promo_xl.render.master.column_look import text_width
from promo_xl.render.master.home_canvas import Canvas
from promo_xl.render.master.home_charts import add_charts
from promo_xl.render.master.home_links import write_links
from promo_xl.render.master.home_lists import write_lists
from promo_xl.render.master.home_tiles import write_tiles
from promo_xl.render.master.making import Making
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
    WATCH,
    WHITE,
)
from promo_xl.render.master.visible import hidden_sheets
from promo_xl.schema.show import to_serial
from promo_xl.schema.tabs import hidden_tabs

COLUMNS = 24
_BAND, _NAV, _THROUGH, _PULSE, _MONEY, _TILES = range(5), 5, 7, 8, 12, 15
_LISTS, _CHARTS, _FOOT = 20, 28, 41
_LINE = 130
"""Characters on a line across the page."""


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
    write_links(canvas, _NAV)
    _write_pulse(canvas)
    _write_money(canvas)
    write_tiles(canvas, _TILES)
    write_lists(canvas, _LISTS)
    add_charts(canvas, _CHARTS)
    _write_hidden(canvas)
    _set_page(making, tab)


def _set_heights(tab: Worksheet) -> None:
    heights = {0: 8, 1: 34, 2: 20, 3: 20, 4: 8, 5: 22, 6: 22, 7: 20}
    heights |= {8: 18, 9: 17, 10: 25, 11: 6, 12: 26, 13: 18, 14: 5}
    heights |= {15: 21, 16: 36, 17: 9, 18: 20, 19: 8, 20: 21, 21: 19, 27: 8, 28: 21}
    heights |= dict.fromkeys(range(22, 27), 20)
    heights |= dict.fromkeys(range(29, 41), 18)
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
    label["indent"] = 1
    canvas.put(2, 18, 20, making.say(say.AS_OF), **label)
    whole = live_today or making.as_of.time() == time()
    shown = "yyyy-mm-dd" if whole else "yyyy-mm-dd hh:mm"
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


def _write_hidden(canvas: Canvas) -> None:
    """Name the sheets out of view and say how to see them; room for all of them."""
    making = canvas.making
    titles = [making.title(key) for key in hidden_sheets(making)]
    text = making.say(hidden_tabs(titles))
    look = {"font_size": 9, "font_color": MUTED, "text_wrap": True, "valign": "top"}
    canvas.tab.set_row(_FOOT, 6 + 13 * max(ceil(text_width(text) / _LINE), 2))
    canvas.put(_FOOT, 1, COLUMNS, text, **look)
    making.name_cell("home_hidden_line", "home", _FOOT, 1)


def _write_pulse(canvas: Canvas) -> None:
    canvas.slot(_THROUGH, 1, COLUMNS, "through", bold=True, shrink=True)
    for word in (say.NEXT.zh, say.NEXT.en):
        look = canvas.making.styles.rule(font_color=WATCH.fg, bg_color=WATCH.bg, bold=True)
        rule = {"type": "text", "criteria": "containing", "value": word, "format": look}
        canvas.tab.conditional_format(_THROUGH, 1, _THROUGH, COLUMNS, rule)
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
    tab.freeze_panes(7, 0)
    tab.hide_row_col_headers()
    tab.protect("", {"select_locked_cells": True, "objects": True})
    tab.activate()
    tab.set_first_sheet()
