"""The two charts of 首页: the curve of the campaign, and its channels. Native, editable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from promo_xl.render.master import calc
from promo_xl.render.master import home_words as say
from promo_xl.render.master.making import FIRST, Making
from promo_xl.render.master.styles import BROWN, DONE, GRID, HAIR, INK, MUTED, PAST

if TYPE_CHECKING:
    from promo_xl.render.master.home_canvas import Canvas

_CURVE, _BARS = {"width": 660, "height": 284}, {"width": 352, "height": 284}
_PALE = "#BCD2EA"


def add_charts(canvas: Canvas, top: int) -> None:
    """Write both headings on row *top* and the charts below."""
    making, tab = canvas.making, canvas.tab
    unit = making.say(say.UNIT)
    title = making.say(say.CURVE_THEN if _compares(making) else say.CURVE, unit=unit)
    canvas.section(top, 1, 15, title)
    canvas.section(top, 17, 24, making.say(say.CHANNELS, unit=unit))
    place = {"x_offset": 2, "y_offset": 4, "object_position": 2}
    curve = {**place, "description": title}
    tab.insert_chart(top + 1, 1, _curve(making), curve)
    bars = {**place, "description": making.say(say.CHANNELS, unit=unit)}
    tab.insert_chart(top + 1, 17, _bars(making), bars)


def _curve(making: Making) -> Any:
    days = making.workbook.add_chart({"type": "column"})
    lines = making.workbook.add_chart({"type": "line"})
    last = FIRST + calc.days_shown(making) - 1
    days.add_series(
        {
            **_series(making, 1, say.DAY_GMV, last),
            "fill": {"color": _PALE},
            "border": {"none": True},
            "gap": 50,
        }
    )
    actual = {"color": DONE, "width": 2.5}
    target = {"color": BROWN, "width": 1.75, "dash_type": "dash"}
    shown = [(2, say.ACTUAL_TOTAL, actual), (3, say.TARGET_TOTAL, target)]
    if _compares(making):
        past = {"color": PAST, "width": 1.75, "dash_type": "round_dot"}
        shown.append((4, say.PAST_TOTAL, past))
    for offset, name, line in shown:
        dots = {"marker": {"type": "circle", "size": 7}} if last == FIRST else {}
        lines.add_series({**_series(making, offset, name, last), "line": line, **dots})
    days.combine(lines)
    font = _font(making)
    days.set_legend({"position": "top", "font": font})
    axis = {"num_font": font, "line": {"color": GRID}, "major_tick_mark": "none"}
    days.set_x_axis({**axis, "text_axis": True, "interval_unit": _interval(making)})
    _finish(days, font, _CURVE)
    return days


def _compares(making: Making) -> bool:
    """Whether last year's days have a place in this book: the sheet they are typed in."""
    sheet = making.by_key["day_targets"]
    return making.book.size in sheet.shown_in or bool(len(making.table("day_targets")))


def _bars(making: Making) -> Any:
    chart = making.workbook.add_chart({"type": "bar"})
    last = FIRST + calc.channels_shown(making) - 1
    title, font = making.title("calc"), _font(making)
    at = calc.CHANNEL_CHART
    label = {
        "value": True,
        "num_format": "#,##0.0" if making.lang == "zh" else "#,##0",
        "font": {**font, "color": INK, "bold": True},
    }
    chart.add_series(
        {
            "name": making.say(calc.CHANNEL_HEADS[1]),
            "categories": [title, FIRST, at, last, at],
            "values": [title, FIRST, at + 1, last, at + 1],
            "fill": {"color": DONE},
            "gap": 55,
            "data_labels": label,
        }
    )
    chart.set_legend({"none": True})
    _finish(chart, font, _BARS)
    names = {"num_font": {**font, "color": INK}, "line": {"color": GRID}}
    chart.set_y_axis({**names, "reverse": True, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    return chart


def _series(making: Making, offset: int, label: Any, last: int) -> dict[str, Any]:
    title, at = making.title("calc"), calc.DAY_CHART
    return {
        "name": making.say(label),
        "categories": [title, FIRST, at, last, at],
        "values": [title, FIRST, at + offset, last, at + offset],
    }


def _finish(chart: Any, font: dict[str, Any], size: dict[str, int]) -> None:
    chart.set_title({"none": True})
    chart.set_chartarea({"border": {"none": True}})
    lines = {"visible": True, "line": {"color": HAIR}}
    chart.set_y_axis(
        {
            "num_font": font,
            "num_format": "#,##0",
            "major_gridlines": lines,
            "line": {"none": True},
        }
    )
    chart.set_size(size)


def _font(making: Making) -> dict[str, Any]:
    return {"name": making.styles.font, "size": 9, "color": MUTED}


def _interval(making: Making) -> int:
    return max(1, -(-calc.days_shown(making) // 13))
