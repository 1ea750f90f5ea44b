"""The two lists of 首页, written by us: must-dos and alerts, each with its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promo_xl.render.master import home_words as say
from promo_xl.render.master.highlights import chip_words
from promo_xl.render.master.styles import ALERT, GRID, NAVY, PALE, WATCH

if TYPE_CHECKING:
    from promo_xl.render.master.home_canvas import Canvas

_TODOS, _ALERTS = 5, 3
_MIDDLE = ("level", "owner", "due", "state", "since")


def write_lists(canvas: Canvas, top: int) -> None:
    """Write both lists under their headings from row *top*."""
    making = canvas.making
    canvas.section(top, 1, 12, making.say(say.TODOS))
    canvas.section(top, 14, 24, making.say(say.ALERTS))
    lists = (("todo", _TODOS, say.TODO_HEADS), ("alert", _ALERTS, say.ALERT_HEADS))
    for name, count, heads in lists:
        for key, label, left, right in heads:
            look = {"bold": True, "font_size": 9, "bg_color": PALE, "font_color": NAVY}
            box = {"border": 1, "border_color": GRID, "align": "center", "shrink": True}
            canvas.put(top + 1, left, right, making.say(label), **look, **box)
            for i in range(count):
                row, slot = top + 2 + i, f"{name}{i + 1}_{key}"
                centred = {"align": "center"} if key in _MIDDLE else {"indent": 1}
                text = {"font_size": 9.5, "border": 1, "border_color": GRID, "shrink": True}
                canvas.slot(row, left, right, slot, **text, **centred)
    _colour_states(canvas, top + 2)


def _colour_states(canvas: Canvas, top: int) -> None:
    making, tab = canvas.making, canvas.tab
    at = next(left for key, _, left, _ in say.TODO_HEADS if key == "state")
    box = (top, at, top + _TODOS - 1, at)
    for label, chip in ((say.OVERDUE, ALERT), (say.DUE_SOON, WATCH)):
        for word in (label.zh, label.en):
            tab.conditional_format(
                *box,
                {
                    "type": "text",
                    "criteria": "containing",
                    "value": word,
                    "format": making.styles.chip(chip),
                },
            )
    status = making.by_key["tasks"]["status"].kind.choices
    if status is not None:
        chip_words(making, tab, status, box)
