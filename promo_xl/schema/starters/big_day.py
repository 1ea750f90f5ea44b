"""大促节点, and its neighbours 日常主题 and 节日热点 (manuals 0, 3, 4)."""

from dataclasses import replace

from promo_xl.schema.starters import shared as s
from promo_xl.schema.starters.parts import Aim, Cost, Lane, Part, Starter, Step

_WARM = "内容种草，私域预热，加购蓄水 | Seed content, warm up members, fill carts"
_PEAK = (
    "主推期：直播与投放加力，盯转化与库存 | Main push: live and ads, conversion and stock"
)
_LAST = "清余货，召回未下单用户 | Clear what is left, recall those who did not buy"

BIG_DAY = Starter(
    # Manual 4: 预热 6.1–6.10, 爆发 6.11–6.20, 返场 6.21–6.25
    phases=(Part("preheat", 0.4, _WARM), Part("burst", 0.4, _PEAK), Part("encore", 0.2, _LAST)),
    steps=(
        s.GOALS_SET,
        s.APPROVED,
        s.ENROL,
        s.RESOURCES,
        s.CONTENT,
        s.PAGES,
        s.REVIEWED,
        s.STOCKED,
        s.READY,
        s.CHECK_FUNCTION,
        s.CHECK_STRESS,
        s.CHECK_WHOLE,
        s.TRAINING,
        *s.AFTER,
    ),
    goals=(
        Aim("gmv", path="各渠道归因成交+自然成交 | Claims of the channels + direct sales"),
        Aim("new_users"),
        Aim("orders"),
        Aim("expense_ratio", "<="),
    ),
    channels=(
        Lane("直通车 | Search ads", "tmall", "paid_ads", "paid", "core", "conversion", "search_ads", 0.17,
             "大促价与满减 | Promotion price and discounts", "预热放量、爆发加价、返场收缩 | Ramp up, bid up, wind down"),
        Lane("信息流 | Feed ads", "douyin", "paid_ads", "paid", "core", "conversion", "feed_ads", 0.15,
             "爆款场景 | Hero items in use", "每日3组素材轮换 | Three creatives a day"),
        Lane("达人 | KOL live", "douyin", "kol", "paid", "core", "conversion", "live", 0.22,
             "专场直播 | Live sessions", "预热1场、爆发3场 | One before, three in the burst"),
        Lane("私域社群 | Member groups", "wechat_groups", "private_traffic", "private", "support", "conversion", "community", 0.02,
             "会员提前购 | Early access for members", "每日2条，提前3天预热 | Two posts a day, from 3 days before"),
    ),
    risks=(s.FAILURE, s.STOCK_OUT, s.LOW_TRAFFIC, s.COMPLAINTS, s.KOL_FAILS, s.RULES_CHANGE),
    monitors=(s.WATCH_UV, s.WATCH_CVR, s.WATCH_STOCK, s.WATCH_SERVICE),
    # After manual 4's 推广30 物料5 技术3 人力10, with a reserve as manuals 1–3 keep one
    costs=(
        Cost("materials", "物料制作 | Materials", 0.1),
        Cost("technology", "活动页与压测 | Event page and load test", 0.06),
        Cost("people", "加班与外包客服 | Overtime and hired service", 0.18),
        s.RESERVE,
    ),
    preparation="定目标、锁资源、备物料、做测试 | Goals, resources, materials, tests",
    strategy="预热蓄水、爆发转化、返场清货 | Fill carts, convert, clear the stock",
)  # fmt: skip

_PICK = Step(
    "pick", "选品与主题商品池确定 | Choose the items of the theme", (-18, -16), after=("goals",),
    deliverable="商品清单 | List of items", standard="库存与毛利够用 | Stock and margin suffice",
)  # fmt: skip
EVERYDAY = replace(
    BIG_DAY,
    phases=(Part("preheat", 0.2, _WARM), Part("burst", 0.6, _PEAK), Part("encore", 0.2, _LAST)),
    steps=(
        s.GOALS_SET,
        s.APPROVED,
        _PICK,
        s.CONTENT,
        s.PAGES,
        s.REVIEWED,
        s.READY,
        s.CHECK_FUNCTION,
        s.CHECK_WHOLE,
        s.TRAINING,
        *s.AFTER,
    ),
    goals=(Aim("gmv"), Aim("orders"), Aim("sellthrough"), Aim("expense_ratio", "<=")),
    strategy="一个主题、一批货、一个会场 | One theme, one set of items, one page",
)  # fmt: skip
_HOOK = Step(
    "hook", "热点话题与创意方向确定 | Choose topic and creative idea", (-18, -16), after=("goals",),
    deliverable="创意脚本 | Creative script", standard="不碰赛事与肖像版权 | No rights of events or persons",
    priority="p1",
)  # fmt: skip
FESTIVAL = replace(
    BIG_DAY,
    phases=(Part("preheat", 0.5, _WARM), Part("burst", 0.4, _PEAK), Part("encore", 0.1, _LAST)),
    steps=(
        s.GOALS_SET,
        s.APPROVED,
        _HOOK,
        s.RESOURCES,
        s.CONTENT,
        s.PAGES,
        s.REVIEWED,
        s.STOCKED,
        s.READY,
        s.CHECK_FUNCTION,
        s.CHECK_RULES,
        s.CHECK_WHOLE,
        s.TRAINING,
        *s.AFTER,
    ),
    goals=(Aim("gmv"), Aim("orders"), Aim("interactions"), Aim("expense_ratio", "<=")),
    strategy="借节日话题带新客，礼赠场景促下单 | Topic of the day for new buyers, gifts for orders",
)  # fmt: skip
