"""复盘, 汇总看板 and 校验结果: what was learnt, and what the tool writes."""

from promo_xl.schema import units as u
from promo_xl.schema.choices import (
    FINDING_KIND,
    REVIEW_DIMENSION,
    SEVERITY,
    VERDICT,
    YES_NO,
)
from promo_xl.schema.expression import Field
from promo_xl.schema.kinds import DATE, ID, LONGTEXT, MONEY, TEXT, choice, ref
from promo_xl.schema.label import Label, named
from promo_xl.schema.sheet import ALL, FULL, LARGER, Column, Grey, Owner, Sheet

REVIEW = Sheet(
    "review",
    Label("复盘", "Review"),
    (
        Column(
            "item_id",
            named("条目编号 | Item ID"),
            ID,
            folded=ALL,
            default=Grey("the next free ID"),
            example="V01",
        ),
        Column(
            "dimension",
            named("复盘维度 | Dimension"),
            choice(REVIEW_DIMENSION),
            need=ALL,
            example="成功经验",
            seeds="0,2,4",
        ),
        Column(
            "content",
            named("具体内容 | Content | 内容"),
            LONGTEXT,
            need=ALL,
            example="达人带货精准触达目标用户",
            seeds="4",
        ),
        Column(
            "evidence",
            named("数据依据 | Evidence (metric ref)"),
            TEXT,
            when="dimension in ['goal_completion','channel_analysis']",
            when_in=LARGER,
            note="compared with the computed figures",
            note_zh="与算出的数字核对",
            example="roi_total[达人]=4.4",
            seeds="0,4",
        ),
        Column("cause", named("原因分析 | Cause"), LONGTEXT, folded=ALL, seeds="0,2"),
        Column(
            "action",
            named("改进措施 | Action"),
            LONGTEXT,
            when="dimension == 'shortfalls_and_fixes'",
            when_in=ALL,
            example="下次增加压力测试",
            seeds="2,4",
        ),
        Column(
            "verdict",
            named("处置 | Keep, stop or change"),
            choice(VERDICT),
            note="used in lessons and next time",
            note_zh="用于“经验与下次”",
            example="保留",
        ),
        Column(
            "amount",
            named("金额 | Amount"),
            MONEY,
            unit=u.YUAN,
            when="dimension == 'decisions_to_approve'",
            when_in=FULL,
            folded=ALL,
            note="for decisions to approve",
            note_zh="请批准的决定用",
        ),
        Column(
            "owner",
            named("负责人 | Owner"),
            ref("team.person_id"),
            when="dimension == 'shortfalls_and_fixes'",
            when_in=ALL,
            default=Field("plan.owner"),
        ),
        Column("due", named("完成时间 | Due"), DATE),
        Column(
            "reusable",
            named("可复用SOP | Reusable as SOP"),
            choice(YES_NO, key="bool"),
            folded=ALL,
            seeds="0,2",
        ),
        Column(
            "week",
            named("所属周 | Week"),
            TEXT,
            folded=ALL,
            note="for weekly reviews, such as 2025-W23",
            note_zh="周复盘用，如 2025-W23",
            example="2025-W23",
            seeds="2",
        ),
    ),
    id=("item_id",),
    phase="5 复盘",
    shown_in=FULL,
    id_prefix="V",
    how=Label(
        "一行一条结论、经验或待批事项。", "One row per conclusion, lesson or decision."
    ),
)

BOARD = Sheet(
    "board",
    Label("汇总看板", "Dashboard"),
    (
        Column(
            "block",
            named("区块 | Block"),
            TEXT,
            owner=Owner.TOOL,
            note="charts follow the sheets",
            note_zh="图表随各表更新",
            example="目标达成 / 渠道效果 / 阶段 / 预算 / 进度 / 归因 / A/B / 趋势",
            seeds="0,4",
        ),
    ),
    id=(),
    phase="5 复盘",
    shown_in=FULL,
    owned=True,
    how=Label("由工具写入，请勿填写。", "Written by the tool; nothing to type here."),
)

ISSUES = Sheet(
    "issues",
    Label("校验结果", "Validation"),
    (
        Column("rule_id", named("规则 | Rule"), TEXT, owner=Owner.TOOL, example="G05"),
        Column(
            "kind",
            named("类别 | Kind"),
            choice(FINDING_KIND),
            owner=Owner.TOOL,
            note="only data errors stop a report",
            note_zh="只有数据类错误会阻止出报告",
            example="数据",
        ),
        Column("severity", named("级别 | Severity"), choice(SEVERITY), owner=Owner.TOOL),
        Column("sheet_name", named("工作表 | Sheet"), TEXT, owner=Owner.TOOL),
        Column(
            "cell",
            named("单元格 | Cell"),
            TEXT,
            owner=Owner.TOOL,
            note="click to jump to the cell",
            note_zh="点击跳到单元格",
            example="C7",
        ),
        Column("message", named("说明 | Message"), TEXT, owner=Owner.TOOL),
        Column("hint", named("修改建议 | Fix hint"), TEXT, owner=Owner.TOOL),
        Column(
            "fixable",
            named("可自动改 | Fixable"),
            choice(YES_NO, key="bool"),
            owner=Owner.TOOL,
            folded=ALL,
            note="whether there is only one way to mend it",
            note_zh="是否只有一种改法",
        ),
        Column(
            "ack",
            named("已知悉 | Acknowledged | 知悉"),
            choice(YES_NO),
            note="Yes keeps it listed but uncounted; lapses when the cell changes; data errors cannot be acknowledged",
            note_zh="填“是”后保留但不再计数；该格改动后失效；数据类错误不可确认",
        ),
        Column(
            "mark",
            named("标记 | Mark"),
            TEXT,
            owner=Owner.TOOL,
            folded=ALL,
            note="identifies the finding; leave as it is",
            note_zh="识别同一提示用，请勿改",
        ),
    ),
    id=(),
    phase="0 工具",
    shown_in=FULL,
    owned=True,
    how=Label(
        "点单元格跳到问题处；在“已知悉”填“是”，该提示保留但不再计数。",
        "Click a cell to jump to the problem; type Yes under Acknowledged to stop counting it.",
    ),
)
