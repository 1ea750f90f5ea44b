"""日目标拆解: what is to be reached by which day."""

from promo_xl.schema import units as u
from promo_xl.schema.choices import DAY_TARGET_SOURCE, PLATFORM
from promo_xl.schema.kinds import DATE, INT, MONEY, choice, ref
from promo_xl.schema.label import Label, named
from promo_xl.schema.sheet import ALL, FULL, Column, Rollup, Sheet

DAY_TARGETS = Sheet(
    "day_targets",
    Label("日目标拆解", "Day targets"),
    (
        Column(
            "date", named("日期 | Date"), DATE, need=ALL, example="2025-06-01", seeds="4"
        ),
        Column(
            "platform",
            named("平台 | Platform"),
            choice(PLATFORM),
            note="blank = all platforms",
            note_zh="空 = 全部平台",
            example="天猫",
            seeds="4",
        ),
        Column(
            "channel_id",
            named("渠道 | Channel"),
            ref("channels.channel_id"),
            note="blank = all channels of the platform",
            note_zh="空 = 该平台全部渠道",
            seeds="4",
        ),
        Column(
            "gmv_target",
            named("GMV目标 | GMV target | 日目标"),
            MONEY,
            unit=u.YUAN,
            need=ALL,
            example="200000",
            seeds="4",
        ),
        Column(
            "cost_target",
            named("费用目标 | Spend target"),
            MONEY,
            unit=u.YUAN,
            example="40000",
            seeds="4",
        ),
        Column(
            "uv_target",
            named("UV目标 | Visitors target"),
            INT,
            unit=u.PEOPLE,
            rollup=Rollup.NONE,
            note="days cannot be added",
            note_zh="各日不可相加",
            example="80000",
            seeds="4",
        ),
        Column(
            "ly_gmv",
            named("去年同T日GMV | Last year, same T-day GMV"),
            MONEY,
            unit=u.YUAN,
            note="aligned by T-day, not by date",
            note_zh="按 T 日对齐，不按日期",
            seeds="4",
        ),
        Column(
            "source",
            named("来源 | Source"),
            choice(DAY_TARGET_SOURCE),
            folded=ALL,
            note="a row edited by hand becomes Manual and is kept",
            note_zh="手改过的行变为“手工”，不再生成",
            example="手工",
        ),
    ),
    id=(
        "date",
        "platform",
        "channel_id",
    ),
    phase="1 策划",
    shown_in=FULL,
    how=Label(
        "一行一天一渠道；由阶段目标生成，手改过的行不再覆盖。",
        "One row per day and channel; generated from the phases, rows edited by hand are kept.",
    ),
)
