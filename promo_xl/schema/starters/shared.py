"""Starter rows that several scenarios share: the manuals' lead times, risks and thresholds.

Lead times: manual 3 has planning 20–15 days before launch, resources 15–10, content 10–7,
tests 3–1; manual 4 builds 7 days before, warms private traffic up 3 days before the burst and
wants figures within 3 days after the end. Thresholds: manual 4's table of monitoring.
"""

from promo_xl.schema.starters.parts import Cost, Hazard, Step, Watch

PREPARATION_DAYS = 20
REVIEW_DAYS = 3

# --- tasks
GOALS_SET = Step(
    "goals", "确定目标、主题与预算 | Agree goals, theme and budget", (-20, -16),
    deliverable="推广目标与策略确认表 | Goals and strategy", standard="目标可量化，预算分到渠道 | Goals in numbers, budget by channel",
)  # fmt: skip
APPROVED = Step(
    "approved", "方案审批通过 | Plan approved", (-15, -15), kind="milestone", after=("goals",),
    standard="市场、运营、财务依次通过 | Marketing, operations and finance in turn",
)  # fmt: skip
RESOURCES = Step(
    "resources", "资源与达人洽谈、签约 | Book resources and KOLs", (-14, -11), after=("approved",),
    deliverable="资源清单 | Resource list", standard="档期、费用、佣金写进合同 | Slots, fees and commission signed",
)  # fmt: skip
ENROL = Step(
    "enrol", "平台报名与价格提报 | Enrol on platforms, submit prices", (-14, -11), after=("approved",),
    deliverable="报名结果截图 | Proof of enrolment", standard="全部商品报名通过 | Every item accepted",
)  # fmt: skip
CONTENT = Step(
    "content", "内容与物料制作 | Produce content and materials", (-10, -7), after=("resources",),
    deliverable="海报、短视频、详情页 | Posters, videos, detail pages", standard="符合各平台规格 | As each platform asks for",
)  # fmt: skip
REVIEWED = Step(
    "reviewed", "物料审核（内容→法务→平台） | Review the materials: content, legal, platform", (-6, -5), after=("content",),
    standard="无违禁用语，版权齐全 | No banned words, all rights cleared",
)  # fmt: skip
READY = Step("ready", "物料完成 | Materials ready", (-4, -4), kind="milestone", after=("reviewed",))  # fmt: skip
PAGES = Step(
    "pages", "活动页开发与优惠券配置 | Build pages, set up coupons", (-7, -4), after=("approved",),
    deliverable="活动页、优惠券 | Event page, coupons", standard="优惠能领、能用、能核销 | Coupons can be claimed, used and redeemed",
)  # fmt: skip
STOCKED = Step(
    "stocked", "备货到仓 | Stock in the warehouse", (-5, -3), after=("goals",),
    deliverable="入库单 | Receipt", standard="主推款可售天数够用 | Days of cover suffice for the hero items",
)  # fmt: skip
CHECK_FUNCTION = Step(
    "check_function", "功能测试 | Function test", (-3, -2), kind="launch_check", after=("pages",), check="function",
    standard="下单、支付、优惠、退款走通 | Order, payment, discount and refund work",
)  # fmt: skip
CHECK_DATA = Step(
    "check_data", "数据埋点测试 | Tracking test", (-3, -2), kind="launch_check", after=("pages",), check="data",
    standard="各渠道访客与订单能分开看 | Visitors and orders by channel", priority="p1",
)  # fmt: skip
CHECK_STRESS = Step(
    "check_stress", "压力测试 | Stress test", (-3, -2), kind="launch_check", after=("pages",), check="stress",
    deliverable="压测报告：模拟1000人同时下单 | Report: 1,000 orders at once", standard="页面不卡、库存不超卖 | No lag, no overselling",
)  # fmt: skip
CHECK_WHOLE = Step(
    "check_whole", "全链路测试 | End-to-end test", (-3, -1), kind="launch_check", after=("ready", "pages"),
    check="end_to_end", standard="从看到广告到收到货全程走通 | From the ad to the parcel",
)  # fmt: skip
CHECK_RULES = Step(
    "check_rules", "合规检查（广告法、版权、价格） | Compliance: ad law, rights, prices", (-3, -2), kind="launch_check",
    after=("ready",), check="compliance", standard="无违禁用语，划线价有依据 | No banned words, prices with evidence",
)  # fmt: skip
CHECK_PAGES = Step(
    "check_pages", "页面检查（规格、价格、链接） | Pages: sizes, prices, links", (-3, -2), kind="launch_check",
    after=("ready",), check="page", standard="各平台价格与权益一致 | Same price and offer everywhere", priority="p1",
)  # fmt: skip
TRAINING = Step(
    "training", "客服培训与话术 | Train customer service", (-3, -1),
    deliverable="客服话术（FAQ） | Service script (FAQ)", standard="响应≤30秒 | Answer within 30 seconds", priority="p1",
)  # fmt: skip
LIVE = Step("live", "活动上线 | Launch", (0, 0), phase="", kind="milestone", after=("check_whole",))  # fmt: skip
PRIVATE = Step(
    "private", "私域提前预热 | Warm up private traffic", (-3, -1), "burst", "",
    deliverable="社群话术与海报 | Group script and poster", priority="p1",
)  # fmt: skip
MIDDLE = Step(
    "middle", "中期复盘 | Mid-campaign review", (0, 0), "middle", "", "milestone",
    standard="调整写进执行日志 | Changes go into the log", priority="p1",
)  # fmt: skip
FIGURES = Step(
    "figures", "数据汇总与核对 | Collect and check the figures", (1, 3), "end", "review",
    deliverable="结案报告 | Close-out report", standard="结束后3天内出数据 | Figures within 3 days",
)  # fmt: skip
CLOSED = Step("closed", "复盘会、结案 | Review meeting, close-out", (3, 3), "end", "review", "milestone")  # fmt: skip
AFTER = (LIVE, PRIVATE, MIDDLE, FIGURES, CLOSED)

# --- risks (manual 4: failures within 30 minutes, CNY 10 coupon; manual 2: KOL, weather)
FAILURE = Hazard(
    "technical_failure", "页面卡顿或无法下单 | The page lags or orders fail", 3, 5,
    "页面打开>5秒或下单失败率>1% | Page over 5 s or order failures over 1 %",
    "联系平台技术支持并切备用页，社群同步进展 | Call the platform's support, switch to the spare page, tell the groups", 30,
    "备用活动页 | Spare page", "10元无门槛券 | CNY 10 coupon",
)  # fmt: skip
STOCK_OUT = Hazard(
    "stock", "爆款断货或超卖 | The hero item runs out or is oversold", 3, 4,
    "爆款余量<500件 | Hero item below 500 pieces",
    "停止该款推广，换同类款；超卖退款并补偿 | Stop promoting it, show a like item; refund and compensate overselling", 30,
    "同类替代款 | Like item", "退款+补偿券 | Refund and coupon",
)  # fmt: skip
LOW_TRAFFIC = Hazard(
    "low_traffic", "流量低于日目标 | Visitors below the day target", 3, 4,
    "访客低于日目标30% | Visitors 30 % below the day target",
    "追加信息流，引导私域跳转 | Add feed ads, send the groups there", 60, "备用流量位 | Spare traffic slot",
)  # fmt: skip
COMPLAINTS = Hazard(
    "complaints", "客诉集中爆发 | A wave of complaints", 2, 4,
    "客服响应>45秒或客诉>20条/小时 | Answers over 45 s or 20 complaints an hour",
    "增派客服，置顶说明，主动补偿 | More staff, a pinned notice, offer compensation", 30,
    "外包客服待命 | Hired service on call", "补偿券 | Coupon",
)  # fmt: skip
KOL_FAILS = Hazard(
    "kol_or_partner", "达人临时爽约或数据不达预期 | A KOL cancels or falls short", 3, 3,
    "直播前24小时未确认，或首小时成交<预期50% | Unconfirmed 24 h before, or first hour under 50 %",
    "启用备用达人，调整货盘与投流 | Use the spare KOL, change items and boost", 60, "备用达人名单 | Spare KOLs",
)  # fmt: skip
RULES_CHANGE = Hazard(
    "platform_rules", "平台规则变化或物料被拒 | Platform rules change, materials rejected", 2, 4,
    "审核驳回≥1次 | Rejected at least once",
    "当天改稿重提，联系平台对接人 | Change and resubmit the same day, call the contact", 240, "备用素材 | Spare creatives",
)  # fmt: skip

# --- monitors (manual 4, 活动执行监控表)
WATCH_UV = Watch("uv", "hour", "<", "紧急追加信息流投放，引导私域流量跳转 | Add feed ads at once, send private traffic there", "urgent", 100_000, 80_000)  # fmt: skip
WATCH_CVR = Watch("cvr", "half_day", "<", "检查页面加载速度，优化商品详情页文案 | Check page speed, improve the detail page", "warning", 0.03, 0.025)  # fmt: skip
WATCH_STOCK = Watch("stock", "hour", "<", "下架商品并替换为同类款，调整推广重点 | Take it down, show a like item, shift the focus", "urgent", 500, 300)  # fmt: skip
WATCH_SERVICE = Watch("cs_seconds", "hour", ">", "立即增派客服，分流咨询问题 | More staff at once, split the questions", "warning", 30, 45)  # fmt: skip
WATCH_CTR = Watch("ctr", "day", "<", "换素材与定向，先小额测试 | Change creatives and targeting, test small", "warning")  # fmt: skip
WATCH_ROI = Watch("roi_ads", "day", "<", "降低出价或暂停计划，先看归因窗口是否已关 | Bid lower or pause; see first whether the attribution window is closed", "warning")  # fmt: skip
WATCH_COST = Watch("cost", "day", ">", "检查日预算与出价 | Check day budgets and bids", "warning")  # fmt: skip
WATCH_REFUND = Watch("refund_rate", "day", ">", "看退款原因，补充说明或调整货盘 | Read the reasons; explain more or change the items", "warning")  # fmt: skip

# --- budgets
RESERVE = Cost("emergency_reserve", "应急备用金 | Emergency reserve", 0.1, "reserve")
