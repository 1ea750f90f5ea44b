"""The Gantt grid beside the task table: drawn by conditional formats, so it follows typing.

One blank column, then 98 day columns from the Monday on or before the first start, or as
many weeks when the cell above the grid says 周. Bars are read from the row's own cells;
nothing but the sign of a milestone stands in the grid.
"""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from promo_xl.render.master.formulas import EMPTY, column_name
from promo_xl.render.master.gantt_rules import Grid, add_rules
from promo_xl.render.master.making import FIRST, HEADER, Making
from promo_xl.render.master.page import A3
from promo_xl.render.master.styles import (
    DONE,
    GRID,
    HAIR,
    HOLIDAY,
    LATE,
    MILESTONE,
    MUTED,
    NAVY,
    PALE,
    REST,
    SLIP,
    SUMMARY,
    TODAY,
    WEEKEND,
    WHITE,
)
from promo_xl.render.master.table_sheet import Written
from promo_xl.schema.label import Label
from promo_xl.schema.show import to_day

DAYS = 98
_DATES, _LEGEND, _KINDS, _BAND, _DAY, _WEEKDAY = 0, 1, 2, 3, 4, HEADER
"""Rows of the head: dates and their kind (unseen), week, day, weekday."""
_KEYS = ("holiday", "workday")
"""What 日历 may say of a day."""
_HIDDEN = ";;;"
_SIGN = "◆"
_LETTERS = {"zh": "一二三四五六日", "en": "MTWTFSS"}

ZOOM = Label("时间单位", "Zoom")
DAY, WEEK = Label("日", "Day"), Label("周", "Week")
LEGEND = (
    (DONE, Label("已完成", "Done")),
    (REST, Label("剩余", "To do")),
    (LATE, Label("逾期未完", "Overdue")),
    (SLIP, Label("已拖延", "Slipped")),
    (SUMMARY, Label("汇总", "Summary")),
    (MILESTONE, Label("里程碑", "Milestone")),
    (WEEKEND, Label("周末", "Weekend")),
    (HOLIDAY, Label("法定假", "Holiday")),
    (TODAY, Label("基准日", "As of")),
)


def write_gantt(making: Making, written: Written) -> None:
    """Draw head, grid, legend and colours to the right of the task table."""
    grid = _grid(making, written)
    tab = written.tab
    tab.set_column(grid.left - 1, grid.left - 1, 2, None, {"collapsed": True})
    tab.set_column(grid.left, grid.right, 2.6)
    _write_zoom(making, written, grid)
    _write_head(making, tab, grid)
    _write_legend(making, tab, grid)
    _write_body(making, tab, written, grid)
    add_rules(making, tab, grid)
    tab.set_paper(A3)
    tab.print_area(0, 0, written.last + 3, grid.left + _weeks_printed(making) * 7 - 1)
    tab.repeat_rows(0, HEADER)


def _grid(making: Making, written: Written) -> Grid:
    left = len(written.lanes) + 1
    columns = {
        key: xl_col_to_name(written.at(key), col_abs=True)
        for key in ("name", "type", "start", "end", "pct", "status", "actual_end")
    }
    zoom = xl_rowcol_to_cell(_BAND, _zoom_at(written), row_abs=True, col_abs=True)
    return Grid(
        left=left,
        right=left + DAYS - 1,
        bottom=making.reach("tasks"),
        dates=_DATES + 1,
        kinds=_KINDS + 1,
        columns=columns,
        zoom=zoom,
        sheet=written.sheet,
        week=(WEEK.zh, WEEK.en),
    )


def first_day(making: Making) -> float:
    """Give the Monday on or before the first start, else before the plan or the as-of day."""
    starts = [day for day in making.table("tasks")["start"].tolist() if day == day]
    plan = making.table("plan").field("period_start") if len(making.table("plan")) else None
    if not starts and plan is not None and plan == plan:
        starts = [float(plan)]
    first = min(starts, default=making.today)
    return float(int(first) - to_day(int(first)).weekday())


def _first_formula(making: Making) -> str:
    """Say `first_day` in Excel's words; WEEKDAY counts Monday as 0 here."""
    starts = column_name(making, "tasks.start")
    first = (
        f"IF(COUNT({starts})>0,INT(MIN({starts})),"
        f"IF(COUNT(plan_period_start)>0,INT(plan_period_start),{int(making.today)}))"
    )
    return f"={first}-WEEKDAY({first},3)"


def _weeks_printed(making: Making) -> int:
    """Give the weeks a print shows: up to the last end and the as-of day, 8 at least."""
    ends = [day for day in making.table("tasks")["end"].tolist() if day == day]
    days = max([*ends, making.today]) - first_day(making) + 7
    return int(min(max(days // 7 + 1, 8), DAYS // 7))


def _zoom_at(written: Written) -> int:
    shown = written.shown
    return shown[min(1, len(shown) - 1)].at


def _write_zoom(making: Making, written: Written, grid: Grid) -> None:
    tab, at = written.tab, _zoom_at(written)
    first = written.shown[0].at
    label = making.styles.cell(font_color=MUTED, font_size=9, align="right")
    tab.write_string(_BAND, first, making.say(ZOOM), label)
    box = making.styles.typed(align="center", bold=True)
    tab.write_string(_BAND, at, making.say(DAY), box)
    choices = [making.say(DAY), making.say(WEEK)]
    tab.data_validation(
        _BAND,
        at,
        _BAND,
        at,
        {"validate": "list", "source": choices, "error_type": "warning"},
    )


def _write_head(making: Making, tab: Worksheet, grid: Grid) -> None:
    unseen = making.styles.cell(num_format=_HIDDEN, font_size=6, font_color=WHITE)
    start, weeks = first_day(making), f'OR({grid.zoom}="{WEEK.zh}",{grid.zoom}="{WEEK.en}")'
    small = making.styles.cell(
        font_size=8, align="center", bg_color=PALE, border=1, border_color=GRID
    )
    letter = making.styles.cell(
        font_size=7, align="center", font_color=MUTED, bg_color="#F3F6FA", border=1,
        border_color=GRID,
    )  # fmt: skip
    for i in range(DAYS):
        at = grid.left + i
        cell = xl_rowcol_to_cell(_DATES, at)
        day = start + i
        if i:
            before = xl_rowcol_to_cell(_DATES, at - 1)
            tab.write_formula(_DATES, at, f"={before}+IF({weeks},7,1)", unseen, day)
        else:
            tab.write_formula(_DATES, at, _first_formula(making), unseen, day)
        tab.write_formula(
            _KINDS, at, _kind_formula(making, cell), unseen, _kind(making, day)
        )
        tab.write_formula(_DAY, at, f'=TEXT({cell},"d")', small, str(to_day(day).day))
        letters = _LETTERS[making.lang]
        said = f'MID("{letters}",WEEKDAY({cell},2),1)'
        month = f'TEXT({cell},"m")'
        tab.write_formula(
            _WEEKDAY,
            at,
            f"=IF({weeks},{month},{said})",
            letter,
            letters[to_day(day).weekday()],
        )
    _write_band(making, tab, grid, start)


def _write_band(making: Making, tab: Worksheet, grid: Grid, start: float) -> None:
    band = making.styles.cell(
        bold=True, bg_color=NAVY, font_color=WHITE, align="center", font_size=9, border=1,
        border_color="#3B5478",
    )  # fmt: skip
    for i in range(0, DAYS, 7):
        left = grid.left + i
        cell = xl_rowcol_to_cell(_DATES, left)
        day = to_day(start + i)
        tab.merge_range(_BAND, left, _BAND, left + 6, "", band)
        if making.lang == "zh":
            text, cached = (
                f'TEXT({cell},"yyyy年m月d日")',
                f"{day.year}年{day.month}月{day.day}日",
            )
        else:
            text, cached = f'TEXT({cell},"yyyy-mm-dd")', f"{day:%Y-%m-%d}"
        tab.write_formula(_BAND, left, f"={text}", band, cached)


def _kind_formula(making: Making, cell: str) -> str:
    """1 a weekend, 2 a public holiday, 0 a working day, make-up days included."""
    choices = making.by_key["calendar"]["kind"].kind.choices
    words = [choices.say(key, making.lang) if choices else key for key in _KEYS]
    off, work = words
    return (
        f'=IF(COUNTIFS(calendar_days,{cell},calendar_kinds,"{off}")>0,2,'
        f'IF(AND(WEEKDAY({cell},2)>5,COUNTIFS(calendar_days,{cell},calendar_kinds,"{work}")=0),1,0))'
    )


def _kind(making: Making, day: float) -> int:
    noted = making.day_kinds.get(day)
    if noted == _KEYS[0]:
        return 2
    return 1 if to_day(day).weekday() > 4 and noted != _KEYS[1] else 0


def _write_legend(making: Making, tab: Worksheet, grid: Grid) -> None:
    text = making.styles.cell(font_size=9, font_color=MUTED)
    at = grid.left
    for colour, label in LEGEND:
        sign = _SIGN if colour == MILESTONE else ""
        fill = making.styles.cell(
            bg_color=colour, border=1, border_color="#B8C0CC", font_color=WHITE, align="center",
            font_size=8,
        )  # fmt: skip
        if sign:
            tab.write_string(_LEGEND, at, sign, fill)
        else:
            tab.write_blank(_LEGEND, at, None, fill)
        tab.write_string(_LEGEND, at + 1, making.say(label), text)
        at += 6 if making.lang == "en" else 5


def _write_body(making: Making, tab: Worksheet, written: Written, grid: Grid) -> None:
    """Write the signs of milestones; everything else is drawn by rules on empty cells."""
    sign = making.styles.cell(
        border=1, border_color=HAIR, align="center", font_color=MILESTONE, font_size=9
    )
    first = first_day(making)
    types = making.table("tasks")["type"].tolist() or [None]
    starts = making.table("tasks")["start"].tolist() or [float("nan")]
    for i, row in enumerate(range(FIRST, written.last + 1)):
        if types[i] != "milestone":
            continue
        for at in range(grid.left, grid.right + 1):
            day = first + at - grid.left
            shown = _SIGN if starts[i] == day else EMPTY
            tab.write_formula(row, at, grid.sign_formula(row, at, _SIGN), sign, shown)
