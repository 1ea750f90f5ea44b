"""新品首发, and its neighbour 品牌声量 (manuals 0, 1, 2)."""

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

_SEED = "达人与素人内容铺量，测卖点 | Content by KOLs and users, test the selling points"
_WARM = "首发预约、社群试用、加购蓄水 | Reservations, trials in groups, fill carts"
_PEAK = "首发上架，直播与搜索承接 | On sale: live and search take the traffic"
_KEEP = "口碑沉淀，按周优化投放 | Collect reviews, tune the spend every week"

_MARKET = Step(
    "market", "市场、竞品与用户调研（≥2个来源互证） | Market, competitors, users: two sources that agree", (-30, -23),
    deliverable="市场调研报告 | Market research", standard="竞品价格、卖点、声量齐全 | Prices, claims and voice of competitors",
)  # fmt: skip
_PERSONA = Step(
    "persona", "目标人群画像与核心卖点 | Personas and key selling points", (-22, -20), after=("market",),
    deliverable="目标受众画像表 | Personas", standard="每类人群一句卖点 | One claim for each audience",
)  # fmt: skip
_GOALS = s.GOALS_SET._replace(after=("persona",), days=(-19, -16))
_SIGN = Step(
    "sign", "达人分层签约（头部+腰部） | Sign KOLs: head and middle tier", (-14, -11), after=("approved",),
    deliverable="达人名单与合同 | KOLs and contracts", standard="粉丝画像匹配≥60%，有备用 | Audience fit 60 % or more, with spares",
)  # fmt: skip
_TRIAL = Step(
    "trial", "试用样品寄送与素人种草 | Send samples, seed with users", (-10, -5), after=("sign",),
    deliverable="种草内容 | Seeding content", standard="每周产出≥20篇 | 20 posts a week", priority="p1",
)  # fmt: skip
_DETAIL = Step(
    "detail", "详情页、主图与卖点视频 | Detail page, main image, video", (-10, -7), after=("approved",),
    deliverable="详情页、主图、视频 | Page, image, video", standard="功效有依据，不用绝对化用语 | Claims with evidence, no absolutes",
)  # fmt: skip
_TEST = Step(
    "creative", "创意小预算测试：选点击率高、点击成本低 | Test creatives small: high CTR, low CPC", (-9, -4), after=("sign",),
    deliverable="测试结论 | Result of the test", standard="每组≥100次点击 | 100 clicks a group", priority="p1",
)  # fmt: skip
_REVIEWED = s.REVIEWED._replace(after=("detail", "trial"))
_WEEK = Step(
    "week", "首发7天数据复盘 | Review of the first 7 days", (7, 7), "launch", "", "milestone", after=("live",),
    standard="曝光、转化率对目标 | Impressions and CVR against goal", priority="p1",
)  # fmt: skip
_WEAK = Hazard(
    "goal_setting", "首周声量或转化低于预期 | First week's voice or conversion falls short", 3, 4,
    "7天曝光<目标80%或转化率<2% | Impressions under 80 % of goal or CVR below 2 % after 7 days",
    "换卖点与人群，追加腰部达人，首页补资源位 | Other claims and audience, more middle-tier KOLs, a slot on the front page", 1440,
    "备用卖点脚本 | Spare script",
)  # fmt: skip
_CLAIM = Hazard(
    "compliance", "功效或绝对化用语被投诉、下架 | A claim is reported and the item taken down", 2, 5,
    "物料含违禁词≥1处 | One banned word in a material",
    "立即下架改稿，法务复核 | Take it down, rewrite, legal checks again", 60, "合规文案备份 | Cleared spare copy",
)  # fmt: skip

LAUNCH = Starter(
    phases=(
        Part("seeding", 0.3, _SEED),
        Part("preheat", 0.2, _WARM),
        Part("burst", 0.3, _PEAK),
        Part("sustain", 0.2, _KEEP),
    ),
    steps=(
        _MARKET,
        _PERSONA,
        _GOALS,
        s.APPROVED,
        _SIGN,
        _TRIAL,
        _TEST,
        _DETAIL,
        _REVIEWED,
        s.READY,
        s.PAGES,
        s.STOCKED,
        s.CHECK_FUNCTION,
        s.CHECK_DATA,
        s.CHECK_RULES,
        s.CHECK_WHOLE,
        s.TRAINING,
        s.LIVE,
        _WEEK,
        s.MIDDLE,
        s.FIGURES,
        s.CLOSED,
    ),
    goals=(
        Aim("impressions", path="抖音信息流+朋友圈+达人 | Feed ads + Moments + KOLs"),
        Aim("cvr"),
        Aim("orders"),
        Aim("new_buyers"),
        Aim("cac", "<="),
    ),
    channels=(
        Lane("抖音信息流 | Douyin feed ads", "douyin", "paid_ads", "paid", "core", "traffic", "feed_ads", 0.2,
             "使用场景+痛点解决 | In use, problem solved", "每日3组素材轮换 | Three creatives a day"),
        Lane("小红书达人 | RED KOLs", "xiaohongshu", "kol", "paid", "core", "seeding", "image_and_text", 0.3,
             "真实测评 | Honest reviews", "每周20篇 | 20 posts a week"),
        Lane("天猫搜索 | Tmall search", "tmall", "paid_ads", "paid", "core", "conversion", "search_ads", 0.1,
             "新品词与品类词 | New-item and category words", "首发周加价 | Bid up in the first week"),
        Lane("私域社群 | Member groups", "wechat_groups", "private_traffic", "private", "test", "conversion", "community", 0.02,
             "老客优先试用 | Trials for returning buyers", "每日1条 | One post a day"),
    ),
    risks=(_WEAK, s.KOL_FAILS, s.STOCK_OUT, s.LOW_TRAFFIC, s.COMPLAINTS, s.FAILURE, _CLAIM),
    monitors=(
        Watch("impressions", "day", "<", "追加腰部达人与信息流 | More middle-tier KOLs and feed ads"),
        s.WATCH_CTR,
        s.WATCH_CVR._replace(target=0.02, threshold=0.014),  # manual 0: CVR ≥ 2 %, an alarm at −30 %
        s.WATCH_STOCK,
        s.WATCH_SERVICE,
    ),
    # Manual 2: KOL 40, ads 30, materials 20, emergency 10
    costs=(
        Cost("kol", "达人合作（头部坑位费） | KOLs (fee of the head tier)", 0.08),
        Cost("content_production", "详情页与视频制作 | Detail page and video", 0.1),
        Cost("materials", "试用样品与物料 | Samples and materials", 0.1),
        s.RESERVE,
    ),
    preparation="调研、定位、签达人、备内容 | Research, positioning, KOLs, content",
    strategy="先种草测卖点，再集中首发转化 | Seed and test first, then convert at launch",
)  # fmt: skip

_VOICE = Step(
    "voice", "品牌主张与传播主线确定 | Choose the brand's message", (-18, -16), after=("goals",),
    deliverable="传播脚本 | Script", standard="一句话能记住 | One line that sticks",
)  # fmt: skip
BRAND_VOICE = replace(
    LAUNCH,
    phases=(Part("seeding", 0.5, _SEED), Part("burst", 0.3, "话题集中发声 | The topic peaks"), Part("sustain", 0.2, _KEEP)),
    steps=(
        _MARKET,
        _PERSONA,
        _GOALS,
        _VOICE,
        s.APPROVED,
        _SIGN,
        s.CONTENT,
        s.REVIEWED,
        s.READY,
        s.CHECK_DATA,
        s.CHECK_RULES,
        s.CHECK_WHOLE._replace(after=("ready",)),
        s.LIVE,
        s.MIDDLE,
        s.FIGURES,
        s.CLOSED,
    ),
    goals=(Aim("impressions"), Aim("interactions"), Aim("品牌搜索量 | Brand searches"), Aim("cpe", "<=")),
    strategy="一个主张、多平台同声 | One message on every platform",
)  # fmt: skip
