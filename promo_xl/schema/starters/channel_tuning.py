"""渠道优化 (manual 1: two or three core channels, tests on small budgets, then scale)."""

from promo_xl.schema.starters import shared as s
from promo_xl.schema.starters.parts import (
    Aim,
    Cost,
    Hazard,
    Lane,
    Part,
    Starter,
    Step,
    Watch,
)

_AUDIT = Step(
    "audit", "近90天渠道数据诊断：花费、归因成交、投放ROI、获客成本 | Audit 90 days by channel: spend, claims, ad ROI, CAC", (-20, -18),
    deliverable="渠道诊断表 | Channel audit", standard="同一口径、同一归因窗口 | One basis, one attribution window",
)  # fmt: skip
_RANK = Step(
    "rank", "渠道分级：核心2–3个、测试、机动 | Rank channels: 2–3 core, tests, reserve", (-17, -16), after=("audit",),
    deliverable="渠道组合与预算 | Channels and budget", standard="核心60–70%，测试10–20% | Core 60–70 %, tests 10–20 %",
)  # fmt: skip
_GOALS = s.GOALS_SET._replace(after=("rank",), days=(-16, -16))
_IDEAS = Step(
    "ideas", "多组创意×定向准备 | Creatives × audiences", (-12, -8), after=("approved",),
    deliverable="素材与人群组合 | Creatives and audiences", standard="每渠道≥3组 | Three a channel at least",
)  # fmt: skip
_REVIEWED = s.REVIEWED._replace(after=("ideas",))
_TRACK = Step(
    "track", "埋点与归因窗口统一 | Tracking, one attribution window", (-7, -5), after=("approved",),
    deliverable="口径说明 | Definitions", standard="各平台数据对得上店铺大盘 | Claims checked against the shop",
)  # fmt: skip
_SMALL = Step(
    "small", "小预算测试：选点击率高、点击成本低的组合 | Small tests: high CTR, low CPC", (0, 6), "start", "preheat",
    after=("live",), deliverable="测试结论 | Result", standard="每组≥100次点击、满7天 | 100 clicks a group, 7 days",
)  # fmt: skip
_SCALE = Step(
    "scale", "放量决定 | Decide what to scale", (7, 7), "start", "sustain", "milestone", after=("small",),
    standard="归因窗口已关、≥30单 | Window closed, 30 orders",
)  # fmt: skip
_THIN = Hazard(
    "goal_setting", "测试样本不足就下结论 | A verdict on too few clicks", 4, 3,
    "点击<100次或订单<30单 | Under 100 clicks or 30 orders",
    "延长测试，不调整主预算 | Test longer, leave the main budget", 1440,
)  # fmt: skip
_DEAR = Hazard(
    "funds", "点击成本上涨，日预算提前用完 | Clicks get dearer, day budgets run out", 3, 4,
    "点击成本高于目标30% | CPC 30 % above target",
    "收窄定向，降低出价，机动预算补位 | Narrow the audience, bid lower, use the reserve", 240, "备用渠道 | Spare channel",
)  # fmt: skip

CHANNEL_TUNING = Starter(
    phases=(
        Part("preheat", 0.3, "小预算多组测试 | Small tests"),
        Part("sustain", 0.7, "胜出组合放量，按周复盘 | Scale what won, review every week"),
    ),
    steps=(
        _AUDIT,
        _RANK,
        _GOALS,
        s.APPROVED,
        _IDEAS,
        _REVIEWED,
        s.READY,
        _TRACK,
        s.CHECK_DATA._replace(after=("track",)),
        s.CHECK_WHOLE._replace(after=("ready", "track")),
        s.LIVE,
        _SMALL,
        _SCALE,
        s.MIDDLE,
        s.FIGURES,
        s.CLOSED,
    ),
    goals=(Aim("roi_ads"), Aim("cac", "<="), Aim("cpc", "<="), Aim("ctr")),
    channels=(
        Lane("直通车 | Search ads", "tmall", "paid_ads", "paid", "core", "conversion", "search_ads", 0.35,
             "高转化词 | Words that convert", "按小时分时折扣 | Bids by the hour"),
        Lane("信息流 | Feed ads", "douyin", "paid_ads", "paid", "core", "conversion", "feed_ads", 0.3,
             "多组创意×定向 | Creatives × audiences", "每日看点击率 | CTR every day"),
        Lane("小红书薯条 | RED boost", "xiaohongshu", "content_social", "paid", "test", "seeding", "image_and_text", 0.1,
             "爆文加热 | Boost good posts", "每周2篇 | Two posts a week"),
        Lane("朋友圈广告 | Moments ads", "wechat_moments", "paid_ads", "paid", "test", "traffic", "feed_ads", 0.05,
             "相似人群 | Look-alikes", "小预算测试 | Small tests"),
    ),
    risks=(_THIN, _DEAR, s.LOW_TRAFFIC, s.RULES_CHANGE, s.FAILURE),
    monitors=(
        s.WATCH_ROI,
        Watch("cpc", "day", ">", "收窄定向，换素材 | Narrow the audience, other creatives"),
        s.WATCH_CTR,
        s.WATCH_COST,
    ),
    costs=(
        Cost("content_production", "创意素材 | Creatives", 0.1),
        s.RESERVE,
    ),
    preparation="诊断、分级、备创意、统一口径 | Audit, rank, creatives, definitions",
    strategy="聚焦2–3个核心渠道，先测后放量 | Two or three core channels, test before scaling",
)  # fmt: skip
