"""跨平台 (manual 3: one core offer on every platform, content by each platform's size)."""

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

_MATRIX = Step(
    "matrix", "平台矩阵与分工：谁种草、谁转化 | Platforms and roles: who seeds, who converts", (-20, -18),
    deliverable="平台矩阵 | Platform matrix", standard="每个平台一个目的 | One purpose a platform",
)  # fmt: skip
_GOALS = s.GOALS_SET._replace(after=("matrix",), days=(-18, -16))
_POLICY = Step(
    "policy", "各平台对接人与政策确认（佣金、门槛、违规） | Contacts and policies: commission, entry, violations", (-15, -12),
    after=("goals",), deliverable="平台政策表 | Policies", standard="逐条确认并留底 | Confirmed line by line",
)  # fmt: skip
_OFFER = Step(
    "offer", "核心权益统一、平台差异权益确定 | One core offer, extras by platform", (-14, -11), after=("approved", "policy"),
    deliverable="权益表 | Offers", standard="统一权益跨平台一致 | The core offer is the same everywhere",
)  # fmt: skip
_CONTENT = s.CONTENT._replace(
    after=("offer", "resources"),
    standard="抖音/快手15–30秒1080×1920；小红书9图1:1 | Douyin/Kuaishou 15–30 s 1080×1920; RED 9 images 1:1",
)  # fmt: skip
_BACKUP = Step(
    "backup", "素材云端备份 | Back the materials up", (-4, -4), after=("reviewed",),
    deliverable="云盘链接 | Link", priority="p2",
)  # fmt: skip
_UNEQUAL = Hazard(
    "platform_rules", "同款权益跨平台不一致，被比价投诉 | Unequal offers, complaints about price", 3, 4,
    "同款到手价相差>1元 | Price differs by over CNY 1",
    "当天拉齐价格，差价退补 | Level the price the same day, refund the difference", 120, "差异权益说明 | Notes on extras", "补差价 | Refund the difference",
)  # fmt: skip
_CLASH = Hazard(
    "resource_conflict", "同一达人或素材档期冲突 | One KOL or creative is booked twice", 2, 3,
    "档期重叠≥1天 | Slots overlap by a day",
    "按平台优先级让位，启用备用 | By priority of platforms, use the spare", 240, "备用达人 | Spare KOL",
)  # fmt: skip

CROSS_PLATFORM = Starter(
    # Manual 3: 预热 10.20–10.31, 爆发 11.1–11.11, 返场 11.12–11.15
    phases=(
        Part("preheat", 12 / 27, "种草与预约，各平台同题不同材 | Seed and reserve: one topic, own material"),
        Part("burst", 11 / 27, "会场与直播集中转化 | Event page and live convert"),
        Part("encore", 4 / 27, "余货返场，私域召回 | Clear the stock, recall members"),
    ),
    steps=(
        _MATRIX,
        _GOALS,
        s.APPROVED,
        _POLICY,
        s.ENROL,
        s.RESOURCES,
        _OFFER,
        _CONTENT,
        s.PAGES,
        s.REVIEWED,
        _BACKUP,
        s.STOCKED,
        s.READY,
        s.CHECK_FUNCTION,
        s.CHECK_DATA,
        s.CHECK_STRESS,
        s.CHECK_PAGES,
        s.CHECK_WHOLE,
        s.TRAINING,
        *s.AFTER,
    ),
    goals=(
        Aim("gmv", path="天猫+京东+抖音+小红书+社群 | Tmall + JD + Douyin + RED + groups"),
        Aim("new_share"),
        Aim("impressions"),
        Aim("orders"),
        Aim("expense_ratio", "<="),
    ),
    channels=(
        Lane("天猫搜索 | Tmall search", "tmall", "paid_ads", "paid", "core", "conversion", "search_ads", 0.14,
             "会场承接 | Event page", "爆发加价 | Bid up in the burst"),
        Lane("京东搜索 | JD search", "jd", "paid_ads", "paid", "support", "conversion", "search_ads", 0.06,
             "次日达 | Next-day delivery", "稳定出价 | Steady bids"),
        Lane("抖音信息流 | Douyin feed ads", "douyin", "paid_ads", "paid", "core", "traffic", "feed_ads", 0.12,
             "直播间引流 | Into the live room", "每日3组素材 | Three creatives a day"),
        Lane("抖音达人直播 | Douyin KOL live", "douyin", "kol", "paid", "core", "conversion", "live", 0.12,
             "秒杀价专场 | Flash-price sessions", "爆发期3场 | Three in the burst"),
        Lane("小红书种草 | RED seeding", "xiaohongshu", "content_social", "paid", "support", "seeding", "image_and_text", 0.05,
             "晒单返现 | Cashback for reviews", "每周20篇 | 20 posts a week"),
        Lane("微信社群 | WeChat groups", "wechat_groups", "private_traffic", "private", "test", "conversion", "community", 0.01,
             "会员提前购 | Early access", "每日2条 | Two posts a day"),
    ),
    risks=(_UNEQUAL, _CLASH, s.FAILURE, s.STOCK_OUT, s.LOW_TRAFFIC, s.KOL_FAILS, s.COMPLAINTS, s.RULES_CHANGE),
    monitors=(
        s.WATCH_UV,
        s.WATCH_CVR,
        s.WATCH_STOCK,
        s.WATCH_SERVICE,
        Watch("new_share", "day", "<", "加大拉新权益与站外投放 | More offers for new buyers, more outside traffic"),
    ),
    # Manual 3: 内容制作 30, 投放 50, 备选 20
    costs=(
        Cost("content_production", "各平台内容制作 | Content for each platform", 0.2),
        Cost("materials", "物料与赠品 | Materials and gifts", 0.1),
        s.RESERVE._replace(share=0.2),
    ),
    preparation="定矩阵、齐政策、统权益、备内容 | Platforms, policies, offers, content",
    strategy="核心权益统一，平台各有差异 | One core offer, extras by platform",
)  # fmt: skip
