"""项目总表 and 设置: one record, read downwards as 项目 · 内容 · 说明, a name a field."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from promo_xl.render.master import words
from promo_xl.render.master.cell_values import COMPUTED, Value, field_value
from promo_xl.render.master.column_look import column_look, text_width
from promo_xl.render.master.highlights import chip_words, mark_findings
from promo_xl.render.master.making import FIRST, HEADER, Making
from promo_xl.render.master.page import set_edges, write_frame
from promo_xl.render.master.styles import HAIR, MUTED, NAVY, PALE
from promo_xl.render.master.validation import add_validation, hint
from promo_xl.schema.label import Label
from promo_xl.schema.sheet import Column, Owner, Sheet

_LABEL, _VALUE, _NOTE, _GROUP = 26.0, 52.0, 58.0, 17.0
_LINE = 16.0
_ACROSS, _ONE_PAGE = 400.0, 1600.0
"""Points of fields that fit a page lying across, and one standing, and are still read."""
GROUPS = {
    ("plan", "project_id"): Label("活动", "The campaign"),
    ("plan", "core_goal"): Label("目标与策略", "Goals and strategy"),
    ("plan", "total_budget"): Label("预算与负责人", "Budget and owner"),
    ("plan", "budget_profile"): Label("基准与历史峰值", "Baseline and past peak"),
    ("plan", "ly1_name"): Label("近三次同期活动", "Past campaigns"),
    ("plan", "appr_market"): Label("三部门审批", "Approvals"),
    ("plan", "attribution_model"): Label("其他", "Other"),
}
"""The name of the group that a field begins."""
_SMALL = {"zh": 1.15, "en": 1.45}
"""How much more fits into a column at 9 points."""


def write_form_sheet(making: Making, key: str) -> None:
    """Write the form *key*: optional fields are folded away, a row each."""
    tab = making.tabs[key]
    sheet = making.by_key[key]
    write_frame(making, tab, key, left=0, text_at=1)
    for at, width in enumerate((_LABEL, _VALUE, _NOTE, _GROUP)):
        tab.set_column(at, at, width)
    _write_heads(making, tab, key, len(sheet.cells))
    last = FIRST + len(sheet.cells) - 1
    mark_findings(making, tab, key, (FIRST, 1, last, 1))
    folded = [_is_folded(making, key, column) for column in sheet.cells]
    after_fold, tall = False, 0.0
    for row, column in enumerate(sheet.cells, FIRST):
        height = _write_field(making, tab, key, column, row)
        tab.set_row(row, height, None, _fold(folded[row - FIRST], after_fold))
        after_fold = folded[row - FIRST]
        tall += 0.0 if after_fold else height
    if after_fold:
        tab.set_row(last + 1, 15, None, _fold(False, True))
    _write_groups(making, tab, sheet, folded)
    tab.freeze_panes(FIRST, 1)
    _set_page(tab, tall)
    set_edges(making, tab, making.title(key))


def _set_page(tab: Worksheet, tall: float) -> None:
    """A short form lies across the page, a long one stands on one; the longest goes on."""
    if tall <= _ACROSS:
        tab.set_landscape()
    else:
        tab.set_portrait()
    tab.set_paper(9)
    tab.fit_to_pages(1, 1 if tall <= _ONE_PAGE else 0)
    tab.repeat_rows(HEADER)


def _write_groups(making: Making, tab: Worksheet, sheet: Sheet, folded: list[bool]) -> None:
    """Name the groups of fields in a strip to the right, and say which are folded away."""
    starts = [i for i, c in enumerate(sheet.cells) if (sheet.key, c.key) in GROUPS]
    away = []
    for n, start in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(sheet.cells)
        label = GROUPS[sheet.key, sheet.cells[start].key]
        ground = {"bg_color": PALE if n % 2 == 0 else HAIR}
        look = {"bold": True, "font_color": NAVY, "indent": 1, "shrink": True}
        seen = [i for i in range(start, end) if not folded[i]]
        for i in range(start, end):
            tab.write_blank(FIRST + i, 3, None, making.styles.cell(**ground))
        if seen:
            head = making.styles.cell(**ground, **look)
            tab.write_string(FIRST + seen[0], 3, making.say(label), head)
        else:
            away.append(making.say(label))
    if away:
        joint = "、" if making.lang == "zh" else ", "
        note = making.styles.cell(font_color=MUTED, font_size=9)
        said = making.say(words.FOLDED, names=joint.join(away))
        tab.write_string(2, 1, said, note)


def _write_heads(making: Making, tab: Worksheet, key: str, count: int) -> None:
    heads = [
        {"header": making.say(label), "header_format": making.styles.header(computed=grey)}
        for label, grey in ((words.ITEM, False), (words.CONTENT, False), (words.NOTE, True))
    ]
    options = {"name": f"t_{key}", "columns": heads, "style": None, "autofilter": False}
    tab.add_table(HEADER, 0, HEADER + count, 2, options)
    tab.set_row(HEADER, 24)


def _write_field(
    making: Making, tab: Worksheet, key: str, column: Column, row: int
) -> float:
    """Write one row and give the height it needs."""
    table = making.table(key)
    value = field_value(making, table, column)
    look = {**column_look(column, "", [value]).props, "align": "left", "indent": 1}
    look["text_wrap"] = column.kind.key in ("longtext", "text")
    computed = column.owner in COMPUTED
    box = making.styles.computed(**look) if computed else making.styles.typed(**look)
    needed = column.required_in(making.book.size)
    label = making.styles.boxed(bold=needed, indent=1, text_wrap=True)
    tab.write_string(row, 0, making.headers[key][column.key], label)
    _write_content(tab, row, value, box)
    note = making.say(words.AUTOMATIC) if computed else hint(making, column)
    muted = making.styles.boxed(font_color=MUTED, font_size=9, indent=1, text_wrap=True)
    tab.write_string(row, 2, note, muted)
    making.name_cell(f"{key}_{column.key}", key, row, 1)
    if column.kind.choices is not None:
        chip_words(making, tab, column.kind.choices, (row, 1, row, 1))
    if not computed:
        add_validation(making, tab, column, (row, 1, row, 1))
    return _height(value, note, _NOTE * _SMALL[making.lang])


def _is_folded(making: Making, key: str, column: Column) -> bool:
    """Whether a field is folded away: optional in this size, and nobody filled it."""
    if not column.folded_in(making.book.size):
        return False
    return (
        column.owner is Owner.TOOL or field_value(making, making.table(key), column) is None
    )


def _fold(folded: bool, after_fold: bool) -> dict[str, Any]:
    if folded:
        return {"level": 1, "hidden": True}
    return {"collapsed": True} if after_fold else {}


def _write_content(tab: Worksheet, row: int, value: Value, box: Any) -> None:
    if isinstance(value, str):
        tab.write_string(row, 1, value, box)
    elif value is not None:
        tab.write_number(row, 1, value, box)
    else:
        tab.write_blank(row, 1, None, box)


def _height(value: Value, note: str, room: float) -> float:
    lines = max(_lines(value, _VALUE), _lines(note, room), 1)
    return 6 + _LINE * lines


def _lines(value: Value, width: float) -> int:
    if not isinstance(value, str):
        return 1
    return sum(-(-text_width(part) // int(width - 3)) or 1 for part in value.split("\n"))
