"""The master workbook: one file people type in, and everything else is made from."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook

from promo_xl.book import Book
from promo_xl.facts import Facts
from promo_xl.finding import Findings
from promo_xl.render.master import styles
from promo_xl.render.master.board import write_board
from promo_xl.render.master.calc import write_calc
from promo_xl.render.master.form_sheet import write_form_sheet
from promo_xl.render.master.gantt import write_gantt
from promo_xl.render.master.guide import write_guide
from promo_xl.render.master.home import write_home
from promo_xl.render.master.issues import write_issues
from promo_xl.render.master.making import Making
from promo_xl.render.master.meta import write_meta
from promo_xl.render.master.names import (
    add_fixed_names,
    add_list_names,
    add_pick_names,
    write_names,
)
from promo_xl.render.master.settings_rows import with_settings
from promo_xl.render.master.summary import write_summary
from promo_xl.render.master.tab import Tab
from promo_xl.render.master.table_sheet import write_table_sheet
from promo_xl.render.master.visible import HIDDEN, is_shown
from promo_xl.schema import LIVE, SETTINGS_SHEETS, WORKBOOK
from promo_xl.schema.sheet import Shape

__all__ = ["render_master"]

_NAVY = ("home", "guide", "board")
_TEAL, _GREY = ("daily", "monitor", "log", "feedback", "review"), {"issues", "calc"}
"""Tabs are coloured by what people do there: look, enter data, else plan or system."""


def render_master(
    book: Book,
    facts: Facts,
    findings: Findings = (),
    *,
    lang: str,
    live_today: bool = False,
) -> bytes:
    """Write *book* as a new workbook in *lang*, every formula with the value it has.

    Same inputs, same bytes. *live_today*: 基准日 is `=TODAY()`, for a book without data.
    """
    sheets = tuple(s for s in (*WORKBOOK, *SETTINGS_SHEETS) if s.key in LIVE)
    target = BytesIO()
    workbook = Workbook(target, {"in_memory": True, "strings_to_urls": False})
    making = Making(
        workbook=workbook,
        styles=styles.Styles(workbook, lang),
        book=with_settings(book, sheets, facts.as_of.date(), lang),
        facts=facts,
        findings=findings,
        lang=lang,
        sheets=sheets,
    )
    _set_properties(making)
    _add_tabs(making)
    _write_everything(making, live_today=live_today)
    workbook.close()
    return target.getvalue()


def _set_properties(making: Making) -> None:
    day = datetime.combine(making.facts.as_of.date(), time())
    title = making.slot("title") or making.title("plan")
    making.workbook.set_properties({"title": title, "author": "promo_xl", "created": day})
    making.workbook.set_calc_mode("auto")
    making.workbook.set_size(28800, 17000)


def _add_tabs(making: Making) -> None:
    """Add the tabs in order: the two front pages, the data, the hidden ones."""
    keys = ["home", "guide", *[sheet.key for sheet in making.sheets], "calc"]
    for key in keys:
        tab = making.workbook.add_worksheet(making.title(key), Tab)
        tab.hide_gridlines(2)
        tab.set_tab_color(_tab_colour(key))
        if not is_shown(making, key):
            tab.hide()
        making.tabs[key] = tab
    making.tabs["_meta"] = making.workbook.add_worksheet("_meta")


def _tab_colour(key: str) -> str:
    if key in _NAVY:
        return styles.TAB_LOOK
    if key in _TEAL:
        return styles.TAB_DATA
    return styles.TAB_SYSTEM if key in HIDDEN | _GREY else styles.TAB_PLAN


def _write_everything(making: Making, *, live_today: bool) -> None:
    add_list_names(making)
    add_pick_names(making)
    add_fixed_names(making)
    write_home(making, live_today=live_today)
    write_guide(making)
    for sheet in making.sheets:
        _write_sheet(making, sheet.key)
    write_calc(making)
    write_meta(making, live_today=live_today)
    write_names(making)


def _write_sheet(making: Making, key: str) -> None:
    if making.by_key[key].shape is Shape.FORM:
        write_form_sheet(making, key)
    elif key == "issues":
        write_issues(making)
    elif key == "board":
        write_board(making)
    else:
        written = write_table_sheet(making, key)
        write_summary(making, written)
        if key == "tasks":
            write_gantt(making, written)
