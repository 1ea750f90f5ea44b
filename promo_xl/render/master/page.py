"""The frame every sheet shares: title, how-to, way home, and how it prints."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from promo_xl.render.master import words
from promo_xl.render.master.making import HEADER, Making
from promo_xl.render.master.styles import LINK, MUTED, NAVY

A3, A4 = 8, 9


def write_frame(
    making: Making, tab: Worksheet, key: str, *, left: int, text_at: int
) -> None:
    """Write title, back link (column *left*) and how-to (column *text_at*)."""
    sheet = making.by_key[key]
    styles = making.styles
    tab.set_row(0, 30)
    tab.set_row(1, 18)
    tab.write_string(
        0,
        left,
        making.say(sheet.label),
        styles.cell(bold=True, font_size=18, font_color=NAVY),
    )
    link = styles.cell(font_color=LINK, underline=1, font_size=9)
    tab.write_url(
        1, left, f"internal:'{making.title('home')}'!A1", link, making.say(words.BACK)
    )
    if sheet.how is not None:
        note = styles.cell(font_color=MUTED, font_size=9)
        tab.write_string(1, text_at, making.say(sheet.how), note)


def set_page(making: Making, tab: Worksheet, title: str, *, upright: bool = False) -> None:
    """Set up printing: one page wide, landscape as a rule, header and number on every page."""
    if upright:
        tab.set_portrait()
    else:
        tab.set_landscape()
    tab.set_paper(A4)
    tab.fit_to_pages(1, 0)
    tab.repeat_rows(HEADER)
    set_edges(making, tab, title)


def set_edges(making: Making, tab: Worksheet, title: str) -> None:
    """Set margins and the footer: the sheet's title and the page number."""
    tab.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    safe = title.replace("&", "&&")
    tab.set_footer(f"&L&8{safe}&C&8{making.say(words.PAGE)}", {"margin": 0.3})


def blank(tab: Worksheet) -> None:
    """Hide gridlines and page headings a reader does not need."""
    tab.hide_gridlines(2)
