"""使用说明: one page for everybody who opens the workbook for the first time."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from promo_xl.render.master import guide_words as say
from promo_xl.render.master import words
from promo_xl.render.master.column_look import text_width
from promo_xl.render.master.making import Making
from promo_xl.render.master.page import set_edges
from promo_xl.render.master.styles import LINK, MUTED, NAVY
from promo_xl.render.master.visible import is_shown
from promo_xl.schema import WORKBOOK
from promo_xl.schema.label import Label

_LAST, _WIDE = 3, {"zh": 76, "en": 96}
_ACROSS = 32
"""Characters of the first column, which a question runs over too."""


def write_guide(making: Making) -> None:
    """Write the page and protect it."""
    tab = making.tabs["guide"]
    for at, width in enumerate((2, 32, 56, 20)):
        tab.set_column(at, at, width)
    tab.set_row(0, 32)
    title = making.styles.cell(bold=True, font_size=18, font_color=NAVY)
    tab.write_string(0, 1, making.title("guide"), title)
    link = making.styles.cell(font_color=LINK, underline=1, font_size=9)
    tab.write_url(
        1, 1, f"internal:'{making.title('home')}'!A1", link, making.say(words.BACK)
    )
    row = _write_steps(making, tab, 3)
    row = _write_colours(making, tab, row + 1)
    row = _write_who(making, tab, row + 1)
    row = _write_sizes(making, tab, row + 1)
    row = _write_verbs(making, tab, row + 1)
    row = _write_questions(making, tab, row + 1)
    _set_page(making, tab, row)


def _head(making: Making, tab: Worksheet, row: int, label: Label) -> int:
    look = making.styles.cell(
        bold=True, font_size=12, font_color=NAVY, bottom=2, bottom_color=NAVY
    )
    tab.set_row(row, 22)
    tab.write_string(row, 1, making.say(label), look)
    for at in range(2, _LAST + 1):
        tab.write_blank(row, at, None, look)
    return row + 1


def _pair(
    making: Making, tab: Worksheet, row: int, cells: tuple[tuple[str, Any], tuple[str, Any]]
) -> None:
    (first, bold), (second, text) = cells
    tab.set_row(row, 21 + 14 * ((text_width(second) - 1) // _WIDE[making.lang]))
    tab.write_string(row, 1, first, bold)
    tab.merge_range(row, 2, row, _LAST, "", text)
    tab.write_string(row, 2, second, text)


def _write_steps(making: Making, tab: Worksheet, row: int) -> int:
    row = _head(making, tab, row, say.STEPS_TITLE)
    bold, text = making.styles.cell(bold=True), making.styles.cell(text_wrap=True)
    for i, (what, how) in enumerate(say.STEPS, 1):
        _pair(
            making, tab, row, ((f"{i}. {making.say(what)}", bold), (making.say(how), text))
        )
        row += 1
    return row


def _write_colours(making: Making, tab: Worksheet, row: int) -> int:
    row = _head(making, tab, row, say.COLOURS_TITLE)
    for bg, fg, name, meaning in say.COLOURS:
        chip = making.styles.boxed(bg_color=bg, font_color=fg, bold=True, align="center")
        text = making.styles.cell(indent=1)
        _pair(making, tab, row, ((making.say(name), chip), (making.say(meaning), text)))
        row += 1
    return row


def _write_who(making: Making, tab: Worksheet, row: int) -> int:
    row = _head(making, tab, row, say.WHO_TITLE)
    joint = "、" if making.lang == "zh" else ", "
    bold, text = making.styles.cell(bold=True), making.styles.cell(text_wrap=True)
    for who, keys in say.WHO:
        what = joint.join(making.title(key) for key in keys if is_shown(making, key))
        if what:
            _pair(making, tab, row, ((making.say(who), bold), (what, text)))
            row += 1
    return row


def _write_sizes(making: Making, tab: Worksheet, row: int) -> int:
    """Say which sheets each size shows, and how to see the others."""
    row = _head(making, tab, row, say.SIZES_TITLE)
    bold, text = making.styles.cell(bold=True), making.styles.cell(text_wrap=True)
    joint, before = "、" if making.lang == "zh" else ", ", ""
    for size, label in say.SIZES_SAID.items():
        keys = [
            sheet.key for sheet in WORKBOOK
            if sheet.key in making.tabs and size in sheet.shown_in
            and before not in sheet.shown_in
        ]  # fmt: skip
        name = making.say(label) + (making.say(say.NOW) if size == making.book.size else "")
        what = joint.join(making.title(key) for key in keys)
        _pair(making, tab, row, ((name, bold), (what, text)))
        row, before = row + 1, size
    _pair(
        making,
        tab,
        row,
        ((making.say(say.SHOWING), bold), (making.say(say.HOW_TO_SHOW), text)),
    )
    return row + 1


def _write_verbs(making: Making, tab: Worksheet, row: int) -> int:
    row = _head(making, tab, row, say.VERBS_TITLE)
    code = making.styles.cell(bold=True, font_color=LINK)
    text = making.styles.cell(text_wrap=True)
    for verb, what in say.VERBS:
        _pair(making, tab, row, ((verb, code), (making.say(what), text)))
        row += 1
    return row


def _write_questions(making: Making, tab: Worksheet, row: int) -> int:
    row = _head(making, tab, row, say.QUESTIONS_TITLE)
    text = making.styles.cell(text_wrap=True, font_color=MUTED)
    for question in say.QUESTIONS:
        lines = (text_width(making.say(question)) - 1) // (_WIDE[making.lang] + _ACROSS)
        tab.set_row(row, 20 + 14 * lines)
        tab.merge_range(row, 1, row, _LAST, "", text)
        tab.write_string(row, 1, making.say(question), text)
        row += 1
    return row


def _set_page(making: Making, tab: Worksheet, last: int) -> None:
    tab.set_portrait()
    tab.set_paper(9)
    tab.fit_to_pages(1, 1)
    tab.print_area(0, 0, last, _LAST)
    set_edges(making, tab, making.title("guide"))
    tab.protect("", {"select_locked_cells": True})
