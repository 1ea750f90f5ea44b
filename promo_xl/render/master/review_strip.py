"""The completion table above 复盘: what was aimed at and what was reached, goal by goal.

Three rows stand between the sheet's title and its header, so the goals go across. Every
value is a slot a refresh finds by its name.
"""

from __future__ import annotations

from promo_xl.render.master.highlights import chip_words
from promo_xl.render.master.making import Making
from promo_xl.render.master.styles import COMPUTED_BG, NAVY, PALE
from promo_xl.render.master.table_sheet import Written
from promo_xl.schema.label import Label

GOALS, _TOP = 5, 2
_HEADS = (
    Label("目标", "Goal"),
    Label("实际 / 目标", "Actual / target"),
    Label("完成情况", "Reached"),
)
_PARTS = ("name", "said", "word")


def write_review_strip(making: Making, written: Written) -> None:
    """Write the strip over the columns in view, a goal a column."""
    tab, lanes = written.tab, written.shown
    box = {"border": 1, "border_color": "#D9DEE6", "font_size": 9, "shrink": True}
    head = making.styles.cell(**box, bold=True, bg_color=PALE, font_color=NAVY, indent=1)
    for i, label in enumerate(_HEADS):
        tab.write_string(_TOP + i, lanes[0].at, making.say(label), head)
    status = making.by_key["goals"]["status"].kind.choices
    for n, lane in enumerate(lanes[1 : GOALS + 1], 1):
        for i, part in enumerate(_PARTS):
            look = {"bg_color": PALE, "bold": True} if part == "name" else {}
            cell = making.styles.cell(
                **{"bg_color": COMPUTED_BG, **box, **look}, align="center"
            )
            text = making.slot(f"review{n}_{part}")
            if text:
                tab.write_string(_TOP + i, lane.at, text, cell)
            else:
                tab.write_blank(_TOP + i, lane.at, None, cell)
            making.name_cell(f"home_review{n}_{part}", "review", _TOP + i, lane.at)
        if status is not None:
            chip_words(making, tab, status, (_TOP + 2, lane.at, _TOP + 2, lane.at))
