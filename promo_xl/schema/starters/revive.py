"""存量激活, and its neighbour 用户运营 (manuals 0, 1, 4)."""

from dataclasses import replace

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

_DIAGNOSE = Step(
    "diagnose", "老品诊断：流量、转化、评价、库存 | Diagnose the item: traffic, CVR, reviews, stock", (-20, -18),
    deliverable="诊断表与基准GMV | Diagnosis, baseline GMV", standard="近90天数据，找出掉在哪一步 | 90 days, which step lost it",
)  # fmt: skip
_SEGMENT = Step(
    "segment", "老客分层与召回名单 | Segments and recall lists", (-17, -15), after=("diagnose",),
    deliverable="人群包 | Audience lists", standard="按最近购买与金额分层 | By last order and amount",
)  # fmt: skip
_GOALS = s.GOALS_SET._replace(days=(-17, -16), after=("diagnose",))
_OFFER = Step(
    "offer", "激活权益与价格方案（含价保测算） | Offers and prices, price guard checked", (-14, -12), after=("approved", "segment"),
    deliverable="权益表 | Offers", standard="叠加后不亏，返场不低于爆发 | No loss when stacked, encore not cheaper",
)  # fmt: skip
_FRESH = Step(
    "fresh", "主图、详情页与评价区焕新 | Renew main image, page and reviews", (-10, -7), after=("offer",),
    deliverable="新主图、详情页 | New image and page", standard="先小流量测点击率 | Test the CTR on little traffic first",
)  # fmt: skip
_REACH = Step(
    "reach", "短信、社群触达文案与排期 | Texts and slots for SMS and groups", (-7, -5), after=("segment",),
    deliverable="触达排期 | Slots", standard="同一用户7天不超过2次 | Two messages a week at most", priority="p1",
)  # fmt: skip
_REVIEWED = s.REVIEWED._replace(after=("fresh",))
_LEFT = Hazard(
    "stock", "余货清不完 | Stock is left over", 3, 4,
    "返场首日清理率<50% | Less than 50 % cleared on the first encore day",
    "加大返场力度，组合装，转社群清仓 | Push the encore, bundles, clear in the groups", 1440, "清仓渠道 | Clearance channel",
)  # fmt: skip
_TIRED = Hazard(
    "complaints", "老客嫌打扰，退订、投诉 | Returning buyers feel disturbed", 3, 3,
    "退订率>2%或投诉>5条/天 | Over 2 % unsubscribe or 5 complaints a day",
    "降低触达频次，换内容，致歉补券 | Fewer messages, other content, apology and coupon", 240,
)  # fmt: skip

REVIVE = Starter(
    phases=(
        Part("preheat", 0.3, "老客召回，试探价格与卖点 | Recall buyers, try price and claims"),
        Part("burst", 0.4, "集中转化，搭配爆款 | Convert, bundled with hero items"),
        Part("encore", 0.3, "清余货，沉淀会员 | Clear the stock, win members"),
    ),
    steps=(
        _DIAGNOSE,
        _GOALS,
        _SEGMENT,
        s.APPROVED,
        _OFFER,
        _FRESH,
        _REVIEWED,
        s.READY,
        _REACH,
        s.PAGES,
        s.CHECK_FUNCTION,
        s.CHECK_PAGES,
        s.CHECK_WHOLE,
        s.TRAINING,
        *s.AFTER,
    ),
    # Manual 0: 老品销量 +30 %; manual 4: 库存清理率, 复购
    goals=(Aim("gmv"), Aim("sellthrough"), Aim("orders"), Aim("repurchase"), Aim("expense_ratio", "<=")),
    channels=(
        Lane("短信召回 | SMS recall", "sms", "private_traffic", "private", "core", "conversion", "sms", 0.08,
             "老客专享价 | Price for returning buyers", "预热、爆发各一次 | Once before, once in the burst"),
        Lane("私域社群 | Member groups", "wechat_groups", "private_traffic", "private", "core", "conversion", "community", 0.06,
             "会员日与组合装 | Member day, bundles", "每日2条 | Two posts a day"),
        Lane("直通车 | Search ads", "tmall", "paid_ads", "paid", "core", "conversion", "search_ads", 0.36,
             "老品长尾词 | Long-tail words", "稳定出价 | Steady bids"),
        Lane("短视频 | Short videos", "douyin", "content_social", "paid", "test", "traffic", "short_video", 0.15,
             "新用法、新场景 | New uses", "每周3条，小预算测试 | Three a week, small tests"),
    ),
    risks=(_LEFT, _TIRED, s.LOW_TRAFFIC, s.FAILURE, s.STOCK_OUT),
    monitors=(
        Watch("sellthrough", "day", "<", "加大返场力度或做组合装 | Push the encore or bundle"),
        s.WATCH_CVR,
        s.WATCH_STOCK,
        s.WATCH_REFUND,
        s.WATCH_SERVICE,
    ),
    costs=(
        Cost("discounts", "老客券与组合优惠 | Coupons and bundles", 0.15),
        Cost("content_production", "主图与详情页焕新 | New image and page", 0.06),
        Cost("people", "社群与客服人力 | Groups and service", 0.04),
        s.RESERVE,
    ),
    preparation="诊断老品、分层老客、备权益 | Diagnose, segment, offers",
    strategy="召回老客为主，小预算拓新 | Recall buyers first, test for new ones",
)  # fmt: skip

_GROW = Step(
    "grow", "拉新裂变与会员权益设计 | Referral scheme and member benefits", (-14, -12), after=("approved",),
    deliverable="裂变规则 | Rules", standard="一人一次，防刷有上限 | Once a person, capped",
)  # fmt: skip
USER_GROWTH = replace(
    REVIVE,
    phases=(
        Part("preheat", 0.2, "种子用户邀请 | Invite the first users"),
        Part("sustain", 0.8, "裂变扩散，按周看留存 | Referrals, retention every week"),
    ),
    steps=(
        s.GOALS_SET,
        s.APPROVED,
        _GROW,
        _SEGMENT._replace(after=("goals",)),
        _REACH,
        s.CONTENT,
        s.PAGES,
        s.REVIEWED,
        s.READY,
        s.CHECK_FUNCTION,
        s.CHECK_DATA,
        s.CHECK_WHOLE,
        s.TRAINING,
        s.LIVE,
        s.MIDDLE,
        s.FIGURES,
        s.CLOSED,
    ),
    goals=(Aim("new_users"), Aim("members"), Aim("repurchase"), Aim("cac", "<=")),
    strategy="老带新，用会员权益留住 | Members bring members, benefits keep them",
)  # fmt: skip
