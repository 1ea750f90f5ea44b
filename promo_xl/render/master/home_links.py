"""The links of 首页: they follow which tabs stand in view, and what these are called.

The titles stand on 计算, where a refresh writes them; the links are formulas that read them.
A link to a tab out of view would do nothing, so there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name

from promo_xl.render.master.calc import LINK_AT, LINKS
from promo_xl.render.master.formulas import EMPTY
from promo_xl.render.master.making import FIRST, quoted
from promo_xl.render.master.styles import NAVY, PALE, WHITE
from promo_xl.render.master.visible import shown_sheets

if TYPE_CHECKING:
    from promo_xl.render.master.home_canvas import Canvas

_WIDE, _NARROW = (8, 3), (12, 2)
"""Links on a line, and the columns of each; there are two lines."""
_LINES = 2


def write_links(canvas: Canvas, top: int) -> None:
    """Link the guide first, then every sheet in view, in the order of the work."""
    making, tab = canvas.making, canvas.tab
    titles = [making.title(key) for key in shown_sheets(making)]
    across, wide = _WIDE if len(titles) < _WIDE[0] * _LINES else _NARROW
    look = making.styles.cell(
        font_color=NAVY, bold=True, align="center", shrink=True, right=1, right_color=WHITE,
        bottom=1, bottom_color=WHITE, font_size=10 if wide > 2 else 9,
    )  # fmt: skip
    for i in range(across * _LINES):
        row, left = top + i // across, 1 + i % across * wide
        tab.merge_range(row, left, row, left + wide - 1, "", look)
        if i == 0:
            guide = making.title("guide")
            target = f"#{quoted(guide)}!A1".replace('"', '""')
            tab.write_formula(row, left, f'=HYPERLINK("{target}","{guide}")', look, guide)
        else:
            shown = titles[i - 1] if i <= len(titles) else EMPTY
            tab.write_formula(row, left, _formula(making.title("calc"), i), look, shown)
            making.name_cell(f"home_nav{i}", "home", row, left)
    _write_titles(canvas, titles)
    cell = f"B{top + 1}"
    filled = making.styles.rule(bg_color=PALE)
    rule = {"type": "formula", "criteria": f'={cell}<>""', "format": filled}
    tab.conditional_format(top, 1, top + _LINES - 1, across * wide, rule)


def _formula(calc: str, n: int) -> str:
    cell = f"{quoted(calc)}!{xl_col_to_name(LINK_AT)}{FIRST + n}"
    target = f'"#\'"&SUBSTITUTE({cell},"\'","\'\'")&"\'!A1"'
    return f'=IF({cell}="","",HYPERLINK({target},{cell}))'


def _write_titles(canvas: Canvas, titles: list[str]) -> None:
    calc = canvas.making.tabs["calc"]
    for n in range(1, LINKS + 1):
        row = FIRST + n - 1
        if n <= len(titles):
            calc.write_string(row, LINK_AT, titles[n - 1])
        canvas.making.name_cell(f"home_link{n}", "calc", row, LINK_AT)
