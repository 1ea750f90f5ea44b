"""The four tiles of 首页: the campaign's own top goals, their pace and their word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from promo_xl.render.master.highlights import chip_words
from promo_xl.render.master.home_words import OVER, WITHIN
from promo_xl.render.master.styles import ALERT, CARD, GRID, LINK, MUTED, OK

if TYPE_CHECKING:
    from promo_xl.render.master.home_canvas import Canvas

TILES, _WIDTH = 4, 6
_TRACK = "#E9EEF5"


def write_tiles(canvas: Canvas, top: int) -> None:
    """Write the tiles on rows *top* to *top* + 3."""
    for i in range(TILES):
        _write_tile(canvas, top, 1 + i * _WIDTH, f"tile{i + 1}")


def _write_tile(canvas: Canvas, top: int, left: int, name: str) -> None:
    right = left + _WIDTH - 1
    head = {"bg_color": CARD, "top": 5, "top_color": LINK}
    begins = {"left": 1, "left_color": GRID}
    ends = {"right": 1, "right_color": GRID}
    ground = {"bottom": 1, "bottom_color": GRID, "bg_color": CARD}
    label = {"font_size": 9.5, "font_color": MUTED, "indent": 1, "shrink": True}
    canvas.slot(top, left, right - 2, f"{name}_label", **label, **head, **begins)
    word = {"font_size": 9, "align": "center", "shrink": True}
    canvas.slot(top, right - 1, right, f"{name}_word", **word, **head, **ends)
    value = {"bold": True, "font_size": 22, "indent": 1, "bg_color": CARD, "shrink": True}
    canvas.slot(top + 1, left, right, f"{name}_value", **value, **begins, **ends)
    _write_bar(canvas, top + 2, left, f"{name}_rate")
    small = {"font_size": 9, "font_color": MUTED, "shrink": True}
    canvas.slot(
        top + 3, left, left + 2, f"{name}_target", **small, indent=1, **ground, **begins
    )
    pace: dict[str, Any] = {**small, "align": "right", "indent": 1}
    canvas.slot(top + 3, left + 3, right, f"{name}_pace", **pace, **ground, **ends)
    status = canvas.making.by_key["goals"]["status"].kind.choices
    if status is not None:
        chip_words(canvas.making, canvas.tab, status, (top, right - 1, top, right - 1))
    _chip_budget(canvas, top, right - 1)


def _chip_budget(canvas: Canvas, row: int, at: int) -> None:
    for label, chip in ((WITHIN, OK), (OVER, ALERT)):
        for word in (label.zh, label.en):
            look = canvas.making.styles.chip(chip)
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
            canvas.tab.conditional_format(row, at, row, at, rule)


def _write_bar(canvas: Canvas, row: int, left: int, name: str) -> None:
    making, tab = canvas.making, canvas.tab
    right = left + _WIDTH - 1
    edge = {"left": 2, "left_color": CARD, "right": 2, "right_color": CARD}
    fmt = making.styles.cell(
        bg_color=_TRACK, font_color=_TRACK, font_size=6, num_format=";;;", **edge
    )
    tab.merge_range(row, left, row, right, "", fmt)
    rate = making.facts.home.get(name)
    number = getattr(rate, "number", rate)
    if isinstance(number, int | float) and number == number:
        tab.write_number(row, left, float(number), fmt)
    making.name_cell(f"home_{name}", "home", row, left)
    bar = {
        "type": "data_bar",
        "bar_color": LINK,
        "bar_border_color": LINK,
        "bar_solid": True,
    }
    scale = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
    tab.conditional_format(row, left, row, right, {**bar, **scale, "bar_only": True})
