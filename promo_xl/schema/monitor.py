"""执行监控: which figure is watched, and what is done when it falls."""

from promo_xl.schema.choices import (
    ALERT_COMPARATOR,
    ALERT_LEVEL,
    FREQ,
    METRIC,
    MONITOR_STATE,
)
from promo_xl.schema.expression import Field
from promo_xl.schema.kinds import ID, LONGTEXT, NUM, PCT, TEXT, choice, ref
from promo_xl.schema.label import Label, named
from promo_xl.schema.sheet import ALL, FULL, Column, Grey, Owner, Sheet

MONITOR = Sheet(
    "monitor",
    Label("执行监控", "Monitoring"),
    (
        Column(
            "rule_id",
            named("监控编号 | Rule ID"),
            ID,
            folded=ALL,
            default=Grey("the next free ID"),
            example="W01",
        ),
        Column(
            "metric",
            named("监控指标 | Indicator | 指标"),
            choice(METRIC),
            need=ALL,
            example="UV(日)",
            seeds="4",
        ),
        Column(
            "scope",
            named("范围 | Scope"),
            TEXT,
            example="channel=C01; sku=爆款",
            seeds="0,4",
        ),
        Column(
            "phase_id",
            named("阶段 | Phase"),
            ref("phases.phase_id"),
            note="blank = all phases; one daily target rarely fits both preheat and burst",
            note_zh="空 = 全部阶段；预热与爆发很难用同一目标",
            example="爆发",
        ),
        Column(
            "freq",
            named("频率 | Frequency"),
            choice(FREQ),
            folded=ALL,
            note="complete periods only",
            note_zh="只判断完整的时段",
            example="小时",
            seeds="2,4",
        ),
        Column(
            "target",
            named("目标值 | Target"),
            NUM,
            need=ALL,
            note="100K, 3% or <=30 may be typed",
            note_zh="可填 10万、3%、≤30秒",
            example="100000",
            seeds="4",
        ),
        Column(
            "op",
            named("预警比较符 | Alert comparator"),
            choice(ALERT_COMPARATOR),
            example="<",
            seeds="4",
        ),
        Column(
            "threshold",
            named("预警阈值 | Alert threshold"),
            NUM,
            need=ALL,
            example="80000",
            seeds="4",
        ),
        Column(
            "level", named("级别 | Level"), choice(ALERT_LEVEL), example="紧急", seeds="4"
        ),
        Column(
            "action",
            named("处理措施 | Action"),
            LONGTEXT,
            need=ALL,
            example="紧急追加信息流投放, 引导私域流量跳转",
            seeds="4",
        ),
        Column(
            "owner",
            named("负责人 | Owner"),
            ref("team.person_id"),
            default=Field("plan.owner"),
        ),
        Column(
            "actual",
            named("实时数据 | Actual | 实际值"),
            NUM,
            owner=Owner.TOOL,
            note="latest from the daily data",
            note_zh="日数据的最新值",
            seeds="4",
        ),
        Column(
            "deviation",
            named("偏差率 | Deviation"),
            PCT,
            owner=Owner.TOOL,
            note="(actual − target) ÷ target",
            note_zh="（实际 − 目标）÷ 目标",
            example="-20%",
            seeds="0",
        ),
        Column(
            "state",
            named("状态 | State"),
            choice(MONITOR_STATE),
            owner=Owner.TOOL,
            note="at the threshold, or inside the band of the settings: at threshold",
            note_zh="恰在阈值（或设置的临界带内）为临界",
            seeds="4",
        ),
    ),
    id=("rule_id",),
    phase="4 监控",
    shown_in=FULL,
    id_prefix="W",
    how=Label(
        "一行一个监控指标；实时数据和状态由工具写入。",
        "One row per indicator; actual and state are written for you.",
    ),
)
