"""任务与甘特, continued: progress, checks, enrolment and the computed schedule."""

from promo_xl.schema import units as u
from promo_xl.schema.choices import APPROVAL, CHECK_RESULT, TASK_STATUS, YES_NO
from promo_xl.schema.kinds import DATE, MONEY, NUM, PCT, TEXT, choice, ref
from promo_xl.schema.label import named
from promo_xl.schema.sheet import ALL, FULL, SMALL, Column, Owner

PROGRESS = (
    Column(
        "status",
        named("状态 | Status | 完成状态"),
        choice(TASK_STATUS),
        example="进行中",
        seeds="2,4",
    ),
    Column(
        "pct",
        named("完成百分比 | % complete | 完成率, 进度"),
        PCT,
        folded=SMALL,
        example="60%",
    ),
    Column("actual_start", named("实际开始 | Actual start"), DATE, folded=ALL),
    Column("actual_end", named("实际结束 | Actual end"), DATE, folded=ALL),
    Column(
        "check_result",
        named("检查结果 | Check result"),
        choice(CHECK_RESULT),
        when="type == 'launch_check' and AS_OF >= plan.launch_date - 1",
        when_in=ALL,
        folded=ALL,
        seeds="3,4",
    ),
    Column(
        "enroll_sku",
        named("报名商品 | Enrolled SKU"),
        ref("products.sku_id"),
        when="type == 'enrolment'",
        when_in=FULL,
        folded=ALL,
        seeds="3",
    ),
    Column(
        "enroll_price",
        named("报名价 | Enrolled price"),
        MONEY,
        unit=u.YUAN,
        when="type == 'enrolment'",
        when_in=FULL,
        folded=ALL,
        example="299",
        seeds="3",
    ),
    Column(
        "price_cap",
        named("最低价要求 | Price required at most"),
        MONEY,
        unit=u.YUAN,
        folded=ALL,
        note="the platform's cap",
        note_zh="平台要求的最高报名价",
        example="299",
        seeds="3",
    ),
    Column(
        "enroll_result",
        named("报名结果 | Enrolment result"),
        choice(APPROVAL),
        when="type == 'enrolment' and AS_OF >= end",
        when_in=FULL,
        folded=ALL,
        example="通过",
        seeds="3",
    ),
    Column("defect", named("缺陷/问题 | Defect"), TEXT, folded=ALL, seeds="2,4"),
    Column(
        "blocker",
        named("阻塞原因 | Blocker"),
        TEXT,
        folded=ALL,
        example="海报延迟需协调资源",
        seeds="2",
    ),
    Column(
        "note",
        named("备注 | Note"),
        TEXT,
        folded=ALL,
        example="已通过运营组审核",
        seeds="4",
    ),
    Column("es", named("最早开始 | Early start"), DATE, owner=Owner.TOOL, folded=ALL),
    Column("ef", named("最早结束 | Early finish"), DATE, owner=Owner.TOOL, folded=ALL),
    Column("ls", named("最晚开始 | Late start"), DATE, owner=Owner.TOOL, folded=ALL),
    Column("lf", named("最晚结束 | Late finish"), DATE, owner=Owner.TOOL, folded=ALL),
    Column(
        "tf", named("总浮动 | Total float"), NUM, unit=u.DAYS, owner=Owner.TOOL, folded=ALL
    ),
    Column(
        "ff", named("自由浮动 | Free float"), NUM, unit=u.DAYS, owner=Owner.TOOL, folded=ALL
    ),
    Column(
        "critical",
        named("关键路径 | Critical"),
        choice(YES_NO, key="bool"),
        owner=Owner.TOOL,
        folded=SMALL,
        note="total float not above 0",
        note_zh="总浮动不大于 0",
    ),
    Column(
        "delay",
        named("延误天数 | Delay"),
        NUM,
        unit=u.DAYS,
        owner=Owner.TOOL,
        how='IF(OR(end="",status="取消"),"",MAX(0,IF(actual_end<>"",actual_end,IF(status="已完成",end,AS_OF))-end))',
        note="days the as-of day or actual end is past the plan",
        note_zh="基准日或实际结束晚于计划结束的天数",
    ),
)
