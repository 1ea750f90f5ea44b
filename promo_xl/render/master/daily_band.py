"""What stands above 日数据: what the filter shows, the claim line, and the channels at a glance.

Three rows lie between the sheet's title and its header, so the channels go across, the one
with the most claimed first. Every value of ours is a slot a refresh finds by its name.
"""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name

from promo_xl.render.master.daily_marks import legend
from promo_xl.render.master.making import Making
from promo_xl.render.master.styles import COMPUTED_BG, GRID, MUTED, NAVY, PALE
from promo_xl.render.master.table_sheet import Written
from promo_xl.schema.label import Label

CHANNELS = 7
FILTER, CLAIM = (0, 2), (0, 5)
"""Row, and which of the columns in view, of the two sentences beside the title."""
_LEGEND, _TOP = (1, 5), 2
_HEADS = (
    Label("渠道", "Channel"),
    Label("归因成交", "Attributed"),
    Label("投放ROI·截至", "Ad ROI, data to"),
)
_PARTS = ("name", "gmv", "roi")


def place(written: Written, at: tuple[int, int]) -> tuple[int, int]:
    """Give row and column of a sentence: counted in columns in view."""
    shown = written.shown
    return at[0], shown[min(at[1], len(shown) - 1)].at


def write_daily_band(making: Making, written: Written) -> None:
    """Write the legend, the claim line and the strip of channels."""
    tab = written.tab
    small = making.styles.cell(font_size=9, font_color=MUTED)
    tab.write_string(*place(written, _LEGEND), legend(making), small)
    _write_slot(making, written, place(written, CLAIM), "daily_claim_line", small)
    grid, text = {"border": 1, "border_color": GRID}, {"font_size": 9, "shrink": True}
    look = {"bold": True, "bg_color": PALE, "font_color": NAVY}
    head = making.styles.cell(**grid, **text, **look)
    lanes = written.shown
    for i, label in enumerate(_HEADS):
        tab.write_string(_TOP + i, lanes[0].at, making.say(label), head)
    for n, lane in enumerate(lanes[1 : CHANNELS + 1], 1):
        for i, part in enumerate(_PARTS):
            cell = making.styles.cell(**text, align="center", bold=part == "name")
            slot = f"strip{n}_{part}"
            _write_slot(making, written, (_TOP + i, lane.at), slot, cell)
    first, last = lanes[1].at, lanes[-1].at
    for top, bottom, colour in ((_TOP, _TOP, PALE), (_TOP + 1, _TOP + 2, COMPUTED_BG)):
        test = f'={xl_col_to_name(first)}${_TOP + 1}<>""'
        drawn = making.styles.rule(bg_color=colour, **grid)
        rule = {"type": "formula", "criteria": test, "format": drawn}
        tab.conditional_format(top, first, bottom, last, rule)


def _write_slot(
    making: Making, written: Written, at: tuple[int, int], slot: str, look: object
) -> None:
    text = making.slot(slot)
    if text:
        written.tab.write_string(*at, text, look)
    else:
        written.tab.write_blank(*at, None, look)
    making.name_cell(f"home_{slot}", written.sheet.key, *at)
