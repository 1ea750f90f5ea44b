"""One data sheet: a real Excel Table with drop-downs, live formulas and folded columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from xlsxwriter.worksheet import Worksheet

from promo_xl.render.master import words
from promo_xl.render.master.cell_values import COMPUTED, Value, column_values
from promo_xl.render.master.column_look import ColumnLook, column_look, text_width
from promo_xl.render.master.daily_marks import mark_days
from promo_xl.render.master.formulas import EMPTY, column_formula
from promo_xl.render.master.highlights import (
    chip_words,
    mark_findings,
    show_share,
    show_where_to_type,
)
from promo_xl.render.master.making import FIRST, HEADER, Making
from promo_xl.render.master.page import set_page, write_frame
from promo_xl.render.master.row_formats import row_formats
from promo_xl.render.master.styles import MUTED
from promo_xl.render.master.validation import add_validation, default_words
from promo_xl.schema.sheet import Column, Owner, Sheet

_BARS = ("pct", "completion", "exec_rate", "ratio", "budget_share", "share", "audience_fit")
_PAGE, _BESIDE = 185.0, 118.0
"""Characters that still read well on a landscape page, and beside the bars of 任务与甘特;
more optional columns stay folded."""
_WHOLE = 12
"""Rows an unfilled table shows to write in, on the screen and on paper."""
_ZOOMED, _ZOOM = 170.0, 85
"""A wider table, and the one with bars, opens smaller, so that its states are in view."""
_UPRIGHT = 115.0
"""A table this narrow is still read well on an upright page."""
_LATIN = 1.15
"""Latin letters are narrower than the digits a column's width counts."""
_HEADER = {"zh": 36.0, "en": 46.0}
_LINE, _PAD = 16.0, 4.0
_LOWEST, _HIGHEST = 20.0, 240.0


@dataclass(frozen=True, slots=True)
class Lane:
    """One column of the table: what it is, what stands in it, how it looks, whether folded."""

    column: Column
    at: int
    values: list[Value]
    look: ColumnLook
    folded: bool
    formats: dict[int, str]
    """Row -> number format, where a row has its own."""

    @property
    def computed(self) -> bool:
        """Whether Excel or we fill it."""
        return self.column.owner in COMPUTED


@dataclass(frozen=True, slots=True)
class Written:
    """What a table sheet looks like once written, for what is drawn around the table."""

    tab: Worksheet
    sheet: Sheet
    lanes: tuple[Lane, ...]
    last: int

    @property
    def shown(self) -> list[Lane]:
        """The columns in view."""
        return [lane for lane in self.lanes if not lane.folded]

    def at(self, key: str) -> int:
        """Give the column of *key*."""
        return next(lane.at for lane in self.lanes if lane.column.key == key)


def write_table_sheet(making: Making, key: str) -> Written:
    """Write the sheet *key*: frame, table, colours, drop-downs and page set-up."""
    tab = making.tabs[key]
    sheet = making.by_key[key]
    lanes = _lanes(making, sheet)
    written = Written(tab, sheet, lanes, making.last_row(key))
    left, right = _first_two(written)
    write_frame(making, tab, key, left=left, text_at=right)
    set_columns(making, written)
    _write_table(making, written)
    _set_heights(making, written)
    if not sheet.owned and key != "tasks":
        _write_blanks(making, written)
    _add_colours(making, written)
    for lane in lanes:
        if not lane.computed:
            box = (FIRST, lane.at, making.reach(key), lane.at)
            add_validation(making, tab, lane.column, box)
    if key != "daily":  # the channels stand there
        _write_defaults(making, written)
    tab.freeze_panes(FIRST, right + 1)
    if key == "tasks" or sum(lane.look.width for lane in written.shown) > _ZOOMED:
        tab.set_zoom(_ZOOM)
    set_page(making, tab, making.title(key), upright=_is_upright(written))
    return written


def _is_upright(written: Written) -> bool:
    """Whether a long narrow table prints better upright: on fewer pages."""
    width = sum(lane.look.width for lane in written.shown)
    long = written.last - FIRST >= _WHOLE and written.sheet.key != "tasks"
    return long and width <= _UPRIGHT


def set_columns(making: Making, written: Written) -> None:
    """Set widths and formats for whole columns; fold the optional ones away."""
    after_fold = False
    for lane in written.lanes:
        options: dict[str, Any] = (
            {"collapsed": True} if after_fold and not lane.folded else {}
        )
        if lane.folded:
            options = {"level": 1, "hidden": True}
        fmt = making.styles.cell(locked=lane.computed, **lane.look.props)
        written.tab.set_column(lane.at, lane.at, lane.look.width, fmt, options)
        after_fold = lane.folded
    if after_fold:
        end = len(written.lanes)
        written.tab.set_column(end, end, 2, None, {"collapsed": True})


def _lanes(making: Making, sheet: Sheet) -> tuple[Lane, ...]:
    """Give the columns: the core in view, and optional ones in use while they fit a page."""
    found = [_lane(making, sheet, column, at) for at, column in enumerate(sheet.cells)]
    room = (_BESIDE if sheet.key == "tasks" else _PAGE) - sum(
        lane.look.width
        for lane in found
        if not lane.folded and not lane.column.folded_in(making.book.size)
    )
    for i, lane in enumerate(found):
        if lane.folded or not lane.column.folded_in(making.book.size):
            continue
        if lane.look.width > room and lane.column.kind.key != "id":
            found[i] = replace(lane, folded=True)
        else:
            room -= lane.look.width
    return tuple(_kept_in(lane) if lane.folded else lane for lane in found)


def _kept_in(lane: Lane) -> Lane:
    """Keep a folded column's words in their cells: some programs let them spill out."""
    if lane.look.props.get("text_wrap"):
        return lane
    props = {**lane.look.props, "text_wrap": True}
    return replace(lane, look=ColumnLook(props, lane.look.width))


def _lane(making: Making, sheet: Sheet, column: Column, at: int) -> Lane:
    table = making.table(sheet.key)
    values = column_values(making, table, column)
    shown = row_formats(table, column, values)
    header = making.headers[sheet.key][column.key]
    look = column_look(column, header, values)
    folded = column.folded_in(making.book.size) and not _in_use(
        making, sheet, column, values
    )
    return Lane(column, at, values, look, folded, shown)


def _in_use(making: Making, sheet: Sheet, column: Column, values: list[Value]) -> bool:
    """Whether people filled a column that is folded by size: it is shown then.

    IDs stay folded unless another column of the sheet shows them: a goal's parent.
    """
    if column.kind.key == "id":
        return not sheet.name_key and any(
            other.kind.ref == f"{sheet.key}.{column.key}"
            and any(v is not None for v in making.table(sheet.key)[other.key].tolist())
            for other in sheet.cells
        )
    typed = column.owner in (Owner.IN, Owner.SETTING)
    return typed and any(value is not None for value in values)


def _first_two(written: Written) -> tuple[int, int]:
    shown = written.shown or list(written.lanes)
    return shown[0].at, shown[min(1, len(shown) - 1)].at


def _write_table(making: Making, written: Written) -> None:
    columns = []
    for lane in written.lanes:
        head = {
            "header": making.headers[written.sheet.key][lane.column.key],
            "header_format": making.styles.header(computed=lane.computed),
        }
        if lane.column.owner is Owner.FORMULA:
            head["formula"] = column_formula(making, written.sheet, lane.column)
        columns.append(head)
    size = (HEADER, 0, written.last, len(written.lanes) - 1)
    written.tab.add_table(
        *size, {"name": written.sheet.table, "columns": columns, "style": None}
    )
    for lane, head in zip(written.lanes, columns, strict=True):
        _write_lane(making, written, lane, head.get("formula", ""))


def _write_lane(making: Making, written: Written, lane: Lane, formula: str) -> None:
    make = making.styles.computed if lane.computed else making.styles.typed
    plain = make(**lane.look.props)
    rows = written.last - FIRST + 1
    for i in range(rows):
        value = lane.values[i] if i < len(lane.values) else None
        own = lane.formats.get(i)
        fmt = make(**{**lane.look.props, "num_format": own}) if own else plain
        if formula:
            cached = EMPTY if value is None else value
            written.tab.write_formula(FIRST + i, lane.at, formula, fmt, cached)
        else:
            _write_value(written.tab, FIRST + i, lane, value, fmt)


def _write_value(tab: Worksheet, row: int, lane: Lane, value: Value, fmt: Any) -> None:
    if isinstance(value, str):
        tab.write_string(row, lane.at, value, fmt)
    elif value is not None:
        tab.write_number(row, lane.at, value, fmt)
    elif not lane.folded:
        tab.write_blank(row, lane.at, None, fmt)


def _write_blanks(making: Making, written: Written) -> None:
    """Draw the rows below a short table as it goes on, so that people see where to write."""
    for row in range(written.last + 1, FIRST + _WHOLE):
        written.tab.set_row(row, _LOWEST)
        for lane in written.shown:
            make = making.styles.computed if lane.computed else making.styles.typed
            written.tab.write_blank(row, lane.at, None, make(**lane.look.props))


def _write_defaults(making: Making, written: Written) -> None:
    """Say above a column what its blank cells count as."""
    look = {"font_size": 8, "font_color": MUTED, "align": "center", "shrink": True}
    for lane in written.shown:
        said = "" if lane.computed else default_words(making, lane.column)
        if said:
            text = making.say(words.BLANK, default=said)
            written.tab.write_string(HEADER - 1, lane.at, text, making.styles.cell(**look))


def _set_heights(making: Making, written: Written) -> None:
    written.tab.set_row(HEADER, _HEADER[making.lang])
    wrapped = [lane for lane in written.shown if lane.look.props.get("text_wrap")]
    for row in range(FIRST, written.last + 1):
        lines = max((_lines(lane, row - FIRST) for lane in wrapped), default=1)
        height = min(max(_LOWEST, lines * _LINE + _PAD), _HIGHEST)
        written.tab.set_row(row, height)


def _lines(lane: Lane, i: int) -> int:
    value = lane.values[i] if i < len(lane.values) else None
    if not isinstance(value, str):
        return 1
    room = max(lane.look.width - 2, 1) * (_LATIN if value.isascii() else 1)
    return sum(max(ceil(text_width(part) / room), 1) for part in value.split("\n"))


def _add_colours(making: Making, written: Written) -> None:
    key, tab = written.sheet.key, written.tab
    bottom = making.reach(key)
    if not written.sheet.owned:
        mark_findings(making, tab, key, (FIRST, 0, bottom, len(written.lanes) - 1))
    for lane in written.lanes:
        box = (FIRST, lane.at, bottom, lane.at)
        if lane.column.kind.choices is not None:
            chip_words(making, tab, lane.column.kind.choices, box)
        elif lane.column.key in _BARS:
            show_share(tab, box)
    if key == "daily":
        mark_days(making, tab, written.sheet, bottom)
    typed = [lane.at for lane in written.lanes if not lane.computed]
    rows = (written.last + 1, bottom)
    show_where_to_type(making, tab, typed, rows, width=len(written.lanes))
