"""What a new campaign starts with, as rows of data: no scenario has code of its own.

Days are counted from an anchor: `start` and `end` of the promotion, `burst` the first day of
its main phase. Back-dates are the manuals' lead times (3: planning 20–15 days before,
resources 15–10, content 10–7, tests 3–1; 4: build 7 days before, private traffic warmed up
3 days before the burst, figures within 3 days after the end).
"""

from typing import NamedTuple

from promo_xl.schema.label import Label, named

PREPARATION_DAYS = 20
REVIEW_DAYS = 3


class Part(NamedTuple):
    """One phase of the promotion and its share of the days."""

    phase: str
    share: float
    tasks: Label


class Step(NamedTuple):
    """One starter task: from and to are days after (−: before) its anchor."""

    name: str
    """`中文 | English`, as the deliverable."""
    days: tuple[int, int]
    anchor: str = "start"
    phase: str = "preparation"
    kind: str = "task"
    after: tuple[int, ...] = ()
    """Positions of the tasks it waits for, 1 = the first."""
    deliverable: str = ""
    priority: str = "p0"


class Lane(NamedTuple):
    """One starter channel, in choice keys."""

    name: Label
    platform: str
    channel_type: str
    paid: str
    role: str
    purpose: str
    form: str


PREPARE = Part(
    "preparation",
    0,
    named("定目标、锁资源、备物料、做测试 | Goals, resources, materials, tests"),
)
REVIEW = Part("review", 0, named("汇总数据、复盘结案 | Collect the figures and close out"))

_WARM = named("内容种草，私域预热，加购蓄水 | Seed content, warm up members, fill carts")
_PEAK = named(
    "主推期，直播与投放加力，盯转化与库存 | Main push: live, ads, conversion and stock"
)
_LAST = named("清余货，召回未下单用户 | Clear what is left, recall those who did not buy")
_SEED = named("达人与素人内容铺量 | Spread content by KOLs and users")
_KEEP = named("稳定投放，按周优化 | Steady spend, tuned every week")

PHASES: dict[str, tuple[Part, ...]] = {
    # Manual 4: 预热 6.1–6.10, 爆发 6.11–6.20, 返场 6.21–6.25
    "big_day": (
        Part("preheat", 0.4, _WARM),
        Part("burst", 0.4, _PEAK),
        Part("encore", 0.2, _LAST),
    ),
    # The shares below are ours
    "launch": (
        Part("seeding", 0.3, _SEED),
        Part("preheat", 0.2, _WARM),
        Part("burst", 0.3, _PEAK),
        Part("sustain", 0.2, _KEEP),
    ),
    "revive": (
        Part("preheat", 0.3, _WARM),
        Part("burst", 0.4, _PEAK),
        Part("encore", 0.3, _LAST),
    ),
    "channel_tuning": (Part("sustain", 1, _KEEP),),
    "cross_platform": (
        Part("preheat", 0.4, _WARM),
        Part("burst", 0.4, _PEAK),
        Part("encore", 0.2, _LAST),
    ),
    "everyday_theme": (
        Part("preheat", 0.2, _WARM),
        Part("burst", 0.6, _PEAK),
        Part("encore", 0.2, _LAST),
    ),
    "festival": (
        Part("preheat", 0.5, _WARM),
        Part("burst", 0.4, _PEAK),
        Part("encore", 0.1, _LAST),
    ),
    "user_growth": (Part("preheat", 0.2, _WARM), Part("sustain", 0.8, _KEEP)),
    "brand_voice": (
        Part("seeding", 0.5, _SEED),
        Part("burst", 0.3, _PEAK),
        Part("sustain", 0.2, _KEEP),
    ),
}

GOALS: dict[str, tuple[str, ...]] = {
    "big_day": ("gmv", "new_users"),
    "launch": ("impressions", "cvr"),
    "revive": ("gmv", "sellthrough"),
    "channel_tuning": ("roi_ads", "cac"),
    "cross_platform": ("gmv", "orders"),
    "everyday_theme": ("gmv", "orders"),
    "festival": ("gmv", "orders"),
    "user_growth": ("new_users", "members"),
    "brand_voice": ("impressions", "interactions"),
}
"""The two goals to type first, by metric."""

STEPS: tuple[Step, ...] = (
    Step("确定目标、主题与预算 | Agree goals, theme and budget", (-20, -16)),
    Step("方案审批通过 | Plan approved", (-15, -15), kind="milestone", after=(1,)),
    Step("资源与达人洽谈、签约 | Book resources and KOLs", (-14, -11), after=(2,)),
    Step("平台报名与价格提报 | Enrol on platforms, submit prices", (-14, -11), after=(2,)),
    Step(
        "内容与物料制作 | Produce content and materials",
        (-10, -7),
        after=(3,),
        deliverable="海报、短视频、详情页 | Posters, videos, detail pages",
    ),
    Step("物料审核 | Review the materials", (-6, -5), after=(5,)),
    Step("物料完成 | Materials ready", (-4, -4), kind="milestone", after=(6,)),
    Step("活动页与优惠券配置 | Build pages and coupons", (-7, -4), after=(2,)),
    Step("全链路测试 | End-to-end test", (-3, -1), kind="launch_check", after=(7, 8)),
    Step(
        "客服培训与话术 | Train customer service",
        (-3, -1),
        deliverable="客服话术 | Service script",
        priority="p1",
    ),
    Step("活动上线 | Launch", (0, 0), phase="", kind="milestone", after=(9,)),
    Step("私域预热 | Warm up private traffic", (-3, -1), "burst", "", priority="p1"),
    Step(
        "中期复盘 | Mid-campaign review", (0, 0), "middle", "", "milestone", priority="p1"
    ),
    Step(
        "数据汇总与核对 | Collect and check the figures",
        (1, 3),
        "end",
        "review",
        deliverable="结案报告 | Close-out report",
    ),
    Step("复盘会、结案 | Review meeting, close-out", (3, 3), "end", "review", "milestone"),
)

CHANNELS: tuple[Lane, ...] = (
    Lane(named("直通车 | Search ads"), "tmall", "paid_ads", "paid", "core", "conversion", "search_ads"),
    Lane(named("信息流 | Feed ads"), "douyin", "paid_ads", "paid", "core", "conversion", "feed_ads"),
    Lane(named("达人 | KOL live"), "douyin", "kol", "paid", "core", "conversion", "live"),
    Lane(named("私域社群 | Member groups"), "wechat_groups", "private_traffic", "private", "support", "conversion", "community"),
)  # fmt: skip
