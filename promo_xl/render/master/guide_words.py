"""The words of 使用说明."""

from __future__ import annotations

from promo_xl.render.master.styles import (
    ALERT,
    COMPUTED_BG,
    COMPUTED_FG,
    INPUT_BG,
    INPUT_FG,
    NAVY,
    OK,
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
        OK.bg, OK.fg, Label("绿底", "Green"),
        Label("达成、完成、通过", "Reached, done, approved"),
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
    (
        Label("运营经理", "Project owner"),
        ("plan", "phases", "goals", "day_targets", "tasks", "team", "risks", "review"),
    ),
    (Label("渠道专员", "Channel owner"), ("channels", "resources", "daily")),
    (Label("市场与内容", "Marketing, content"), ("personas", "materials")),
    (Label("商品运营", "Merchandising"), ("offers", "products")),
    (Label("财务", "Finance"), ("budget",)),
    (Label("客服与现场", "Service, on duty"), ("log", "feedback")),
    (Label("数据专员", "Analyst"), ("daily", "monitor", "issues")),
)
"""Who types where; a role none of whose sheets is in view is left out."""
SIZES_TITLE = Label("三种规模，哪些表在看", "Three sizes, and the sheets in view")
SIZES_SAID = {
    "small": Label("小店", "Small shop"),
    "team": Label("团队：另有", "Team, also"),
    "full": Label("完整：另有", "Full, also"),
}
NOW = Label("（本表）", " (this file)")
SHOWING = Label("要看隐藏的表", "To see a hidden sheet")
HOW_TO_SHOW = Label(
    "在任意标签上点右键→取消隐藏；或运行 promo-xl sheets 文件 --show 表名，"
    "promo-xl sheets 文件 --size team 换规模。",
    "Right-click any tab, Unhide; or run promo-xl sheets FILE --show NAME, or promo-xl "
    "sheets FILE --size team for another size.",
)
VERBS_TITLE = Label("命令", "Commands")
VERBS = (
    (
        "promo-xl new",
        Label("新建一本活动工作簿", "Make the workbook of a new campaign"),
    ),
    (
        "promo-xl check",
        Label("检查全部数据，指出问题单元格", "Check everything, name the cells"),
    ),
    (
        "promo-xl refresh",
        Label("把校验结果和首页更新到今天", "Bring Validation and Home up to date"),
    ),
    (
        "promo-xl check --gate launch",
        Label(
            "上线前把关：审批、合规、测试",
            "Before going live: approvals, compliance, tests",
        ),
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
        "设置、字典、日历、提前期、平台规格、词库在哪里？都在隐藏的表里，可以改；改了就按新的算。"
        "词库收的是中文广告用词，英文版里也是中文。",
        "Where are settings, lists, calendar, lead times and specs? Among the hidden sheets; "
        "edit them and the new values count. Restricted words are Chinese advertising terms.",
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
