"""使用说明: one page for everybody who opens the workbook for the first time."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from promo_xl.render.master import words
from promo_xl.render.master.making import Making
from promo_xl.render.master.page import set_edges
from promo_xl.render.master.styles import (
    ALERT,
    COMPUTED_BG,
    COMPUTED_FG,
    INPUT_BG,
    INPUT_FG,
    LINK,
    MUTED,
    NAVY,
    SLATE,
    WATCH,
    WHITE,
)
from promo_xl.schema.label import Label

STEPS_TITLE = Label("五步用起来", "Five steps")
STEPS = (
    (
        Label("填项目总表", "Fill in the plan"),
        Label(
            "名称、推广周期、总预算、负责人、核心目标。灰字提示写明留空时按什么算。",
            "Name, dates, total budget, owner, core goal. The hint of a cell says what a blank "
            "counts as.",
        ),
    ),
    (
        Label("填目标、渠道、预算", "Fill in goals, channels, budget"),
        Label(
            "一行一个目标、一个渠道、一笔费用。选填列收起在 ＋ 里。",
            "One row per goal, channel and cost line. Optional columns are folded behind +.",
        ),
    ),
    (
        Label("排任务", "Plan the tasks"),
        Label(
            "在任务与甘特里填开始、结束和状态，右侧横道图自动跟着变。",
            "Type start, end and status under Tasks & Gantt; the bars follow.",
        ),
    ),
    (
        Label("每天填日数据", "Enter the daily data"),
        Label(
            "一行一天一渠道：访客、订单、成交、退款、花费。没有数据就留空，不要填 0。",
            "One row per day and channel: visitors, orders, GMV, refunds, cost. Leave what was "
            "not measured empty; do not type 0.",
        ),
    ),
    (
        Label("校验、刷新、出报告", "Check, refresh, report"),
        Label(
            "保存并关闭工作簿，再运行下面的命令；结果写回首页和校验结果。",
            "Save and close the workbook, then run the commands below; the results are written "
            "to Home and Validation.",
        ),
    ),
)
COLOURS_TITLE = Label("颜色的意思", "What the colours mean")
COLOURS = (
    (INPUT_BG, INPUT_FG, Label("黄底蓝字", "Yellow"), Label("由人填写", "People type here")),
    (
        COMPUTED_BG, COMPUTED_FG, Label("灰底", "Grey"),
        Label("自动计算或由工具写入，不用填", "Calculated or written for you"),
    ),
    (NAVY, WHITE, Label("深蓝表头", "Navy header"), Label("要填的列", "A column to fill in")),
    (
        SLATE, WHITE, Label("灰蓝表头", "Slate header"),
        Label("自动计算的列", "A calculated column"),
    ),
    (
        ALERT.bg, ALERT.fg, Label("红底", "Red"),
        Label("校验发现错误，或已逾期、未达", "An error was found, or something is overdue or missed"),
    ),
    (
        WATCH.bg, WATCH.fg, Label("橙底", "Amber"),
        Label("值得看一眼：提醒、接近、临期", "Worth a look: a warning, close, due soon"),
    ),
)  # fmt: skip
WHO_TITLE = Label("谁填什么", "Who fills what")
WHO = (
    (Label("运营经理", "Project owner"), ("plan", "phases", "goals", "tasks")),
    (Label("渠道专员", "Channel owner"), ("channels", "daily")),
    (Label("财务", "Finance"), ("budget",)),
    (Label("数据专员", "Analyst"), ("daily", "issues")),
)
VERBS_TITLE = Label("命令", "Commands")
VERBS = (
    (
        "promo-xl check",
        Label("检查全部数据，指出问题单元格", "Check everything, name the cells"),
    ),
    (
        "promo-xl refresh",
        Label("把校验结果和首页更新到今天", "Bring Validation and Home up to date"),
    ),
    ("promo-xl report", Label("生成 Word 结案报告", "Write the Word close-out report")),
    ("promo-xl deck", Label("生成 PowerPoint 复盘", "Write the PowerPoint review deck")),
    (
        "promo-xl facts",
        Label("列出全部数字和它们的来源单元格", "List every figure and its cells"),
    ),
)
QUESTIONS_TITLE = Label("常见问题", "Questions")
QUESTIONS = (
    Label(
        "为什么没有按钮？本文件是 .xlsx，不含宏，可放心转发；WPS 和网页版同样能用。按上面的命令操作即可。",
        "Why no buttons? This file is .xlsx without macros, safe to mail and fine in WPS and on "
        "the web. Use the commands above.",
    ),
    Label(
        "怎么看隐藏的表？在任意标签上点右键，选“取消隐藏”。设置、字典、日历都在里面，可以改。",
        "Where are the hidden sheets? Right-click any tab and choose Unhide. Settings, lists and "
        "the calendar are there and may be edited.",
    ),
    Label(
        "可以加自己的列吗？可以，加在表格右边；工具不会动它。列名和表名也可以改。",
        "May I add columns? Yes, to the right of a table; they are left alone. Headers and tabs "
        "may be renamed too.",
    ),
    Label(
        "层级是什么？店铺大盘、渠道归因、商品等口径从不相加；归因成交之间有重复，不可相加。",
        "What are levels? Shop totals, channel claims and SKUs are never added together; claims "
        "overlap.",
    ),
)
_LAST = 3


def write_guide(making: Making) -> None:
    """Write the page and protect it."""
    tab = making.tabs["guide"]
    for at, width in enumerate((2, 32, 56, 20)):
        tab.set_column(at, at, width)
    tab.set_row(0, 32)
    title = making.styles.cell(bold=True, font_size=18, font_color=NAVY)
    tab.write_string(0, 1, making.title("guide"), title)
    link = making.styles.cell(font_color=LINK, underline=1, font_size=9)
    tab.write_url(
        1, 1, f"internal:'{making.title('home')}'!A1", link, making.say(words.BACK)
    )
    row = _write_steps(making, tab, 3)
    row = _write_colours(making, tab, row + 1)
    row = _write_who(making, tab, row + 1)
    row = _write_verbs(making, tab, row + 1)
    row = _write_questions(making, tab, row + 1)
    _set_page(making, tab, row)


def _head(making: Making, tab: Worksheet, row: int, label: Label) -> int:
    look = making.styles.cell(
        bold=True, font_size=12, font_color=NAVY, bottom=2, bottom_color=NAVY
    )
    tab.set_row(row, 22)
    tab.write_string(row, 1, making.say(label), look)
    for at in range(2, _LAST + 1):
        tab.write_blank(row, at, None, look)
    return row + 1


def _pair(tab: Worksheet, row: int, cells: tuple[tuple[str, Any], tuple[str, Any]]) -> None:
    (first, bold), (second, text) = cells
    tab.set_row(row, 34 if len(second.encode()) > 130 else 21)
    tab.write_string(row, 1, first, bold)
    tab.merge_range(row, 2, row, _LAST, "", text)
    tab.write_string(row, 2, second, text)


def _write_steps(making: Making, tab: Worksheet, row: int) -> int:
    row = _head(making, tab, row, STEPS_TITLE)
    bold, text = making.styles.cell(bold=True), making.styles.cell(text_wrap=True)
    for i, (what, how) in enumerate(STEPS, 1):
        _pair(tab, row, ((f"{i}. {making.say(what)}", bold), (making.say(how), text)))
        row += 1
    return row


def _write_colours(making: Making, tab: Worksheet, row: int) -> int:
    row = _head(making, tab, row, COLOURS_TITLE)
    for bg, fg, name, meaning in COLOURS:
        chip = making.styles.boxed(bg_color=bg, font_color=fg, bold=True, align="center")
        text = making.styles.cell(indent=1)
        _pair(tab, row, ((making.say(name), chip), (making.say(meaning), text)))
        row += 1
    return row


def _write_who(making: Making, tab: Worksheet, row: int) -> int:
    row = _head(making, tab, row, WHO_TITLE)
    joint = "、" if making.lang == "zh" else ", "
    bold, text = making.styles.cell(bold=True), making.styles.cell(text_wrap=True)
    for who, keys in WHO:
        what = joint.join(making.title(key) for key in keys if key in making.tabs)
        _pair(tab, row, ((making.say(who), bold), (what, text)))
        row += 1
    return row


def _write_verbs(making: Making, tab: Worksheet, row: int) -> int:
    row = _head(making, tab, row, VERBS_TITLE)
    code = making.styles.cell(bold=True, font_color=LINK)
    text = making.styles.cell(text_wrap=True)
    for verb, what in VERBS:
        _pair(tab, row, ((verb, code), (making.say(what), text)))
        row += 1
    return row


def _write_questions(making: Making, tab: Worksheet, row: int) -> int:
    row = _head(making, tab, row, QUESTIONS_TITLE)
    text = making.styles.cell(text_wrap=True, font_color=MUTED)
    for question in QUESTIONS:
        tab.set_row(row, 34)
        tab.merge_range(row, 1, row, _LAST, "", text)
        tab.write_string(row, 1, making.say(question), text)
        row += 1
    return row


def _set_page(making: Making, tab: Worksheet, last: int) -> None:
    tab.set_portrait()
    tab.set_paper(9)
    tab.fit_to_pages(1, 1)
    tab.print_area(0, 0, last, _LAST)
    set_edges(making, tab, making.title("guide"))
    tab.protect("", {"select_locked_cells": True})
