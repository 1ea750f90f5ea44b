"""Every list of words a cell may hold; equal lists share one name and one block of 字典.

A word is written `中文 English (other spellings)`; its key is the English in snake_case.
"""

import re

from promo_xl.schema.kind import Choice, Choices
from promo_xl.schema.label import Label
from promo_xl.schema.metrics import METRICS

_WORD = re.compile(r"(\S+)\s+([^()]+?)(?:\s*\((.+)\))?")


def key_of(english: str) -> str:
    """Give the key of an English word: `Big day` is big_day; signs stay as they are."""
    return re.sub(r"[^a-z0-9]+", "_", english.lower()).strip("_") or english


def words(name: str, text: str, *, editable: bool = False) -> Choices:
    """Declare the list *name* from its words, separated by semicolons."""
    return Choices(name, tuple(map(_word, text.split(";"))), editable)


def _word(text: str) -> Choice:
    said = _WORD.fullmatch(text.strip())
    if said is None:
        raise ValueError(text)
    zh, en, others = said.groups()
    aliases = tuple(part.strip() for part in others.split(",")) if others else ()
    return Choice(key_of(en), Label(zh, en, aliases))


def _signs(name: str, text: str) -> Choices:
    """Read `sign alias alias, sign …`: a sign is its own key and its word in both languages."""
    parts = [part.split() for part in text.split(",")]
    items = (Choice(sign, Label(sign, sign, tuple(more))) for sign, *more in parts)
    return Choices(name, tuple(items))


SCENARIO = words(
    "scenario",
    "新品首发 Launch; 大促节点 Big day (大促, 大促冲刺, bigday); 存量激活 Revive; "
    "渠道优化 Channel tuning (channel); 跨平台 Cross-platform (crossplat); "
    "日常主题 Everyday theme (daily); 节日热点 Festival; 用户运营 User growth (users); "
    "品牌声量 Brand voice (brand)",
)
SIZE = words("size", "小店 small (小); 团队 team; 完整 full (全部)")
PRODUCT_STAGE = words("product_stage", "新品 New; 成长 Growth; 成熟 Mature; 衰退 Decline")
CAMPAIGN_STATUS = words(
    "campaign_status", "未开始 Not started; 进行中 Running; 已结束 Ended; 已结案 Closed out"
)
ROI_BASIS = words("roi_basis", "投放ROI Ad ROI; 综合ROI Total ROI; 净ROI Net ROI")
BUDGET_PROFILE = words(
    "budget_profile",
    "001-核心测试机动 001 Core-test-reserve; "
    "002-KOL广告物料应急 002 KOL-ads-material-emergency; "
    "003-制作投放备选 003 Production-media-reserve; 自定义 Custom",
)
APPROVAL = words(
    "approval",
    "未提交 Not submitted; 审批中 In review; 通过 Approved (已通过); "
    "驳回 Rejected (已驳回)",
)
ATTRIBUTION_MODEL = words(
    "attribution_model",
    "末次 Last; 线性 Linear; 首次 First; 时间衰减 Time decay; 位置 Position; "
    "马尔可夫 Markov; Shapley Shapley",
)
PHASE_KIND = words(
    "phase_kind",
    "筹备 Preparation (筹备期); 种草 Seeding (种草期); 蓄水 Warm-up pool (蓄水期); "
    "预热 Preheat (预热期); "
    "预售定金 Pre-sale deposit (预售定金期, 预售, 预售期, 定金); "
    "尾款 Balance payment (尾款期, 付尾款); 开门红 Opening burst (开门红期); "
    "专场 Special session (专场期); 爆发 Burst (爆发期); 高潮 Climax (高潮期, 狂欢); "
    "持续 Sustain (持续期); 返场 Encore (返场期); 复盘 Review (复盘期)",
    editable=True,
)
PHASE_JUDGE = words(
    "phase_judge", "GMV GMV; 预售额 Pre-sale amount; 加购 Add-to-cart; 曝光 Impressions"
)
PERSONA_SEGMENT = words(
    "persona_segment",
    "新客 New; 老客 Returning; 会员 Member; 潜在 Potential; 犹豫 Hesitant; 自定义 Custom",
)
GENDER = words("gender", "女 Female; 男 Male; 不限 Any")
GOAL_CUT = words(
    "goal_cut", "渠道 Channel; 阶段 Phase; 客群 Segment; 品类 Category; 平台 Platform"
)
GOAL_LEVEL = words("goal_level", "战略 Strategic; 分解 Sub-goal")
GOAL_DIMENSION = words(
    "goal_dimension",
    "品牌曝光 Exposure; 用户互动 Interaction; 销售转化 Sales; 用户增长 User growth; "
    "复购提升 Repurchase; 效率成本 Efficiency; 自定义 Custom",
)
COMPARATOR = _signs("comparator", ">= ≥ 不低于, <= ≤ 不超过, =, >, <")
VALUE_FORM = words(
    "value_form", "绝对 Absolute; 较基准% Percent vs baseline; 百分点 Percentage points"
)
TIME_BASIS = words(
    "time_basis", "累计 Cumulative; 日均 Daily mean; 爆发期日均 Burst daily mean; 峰值 Peak"
)
SEGMENT = words("segment", "新客 New; 老客 Returning; 会员 Member; 全部 All")
GOAL_CATEGORY = words(
    "goal_category", "引流款 Traffic item; 利润款 Profit item; 爆款 Hero item; 全部 All"
)
ROLL_UP = words("roll_up", "sum sum; ratio ratio; last last; max max")
GOAL_STATUS = words(
    "goal_status",
    "达成 Reached; 接近 Close; 落后 Behind; 未达 Missed; 达标 Within limit; "
    "超标 Over limit; 未开始 Not started; 无数据 No data; 进度正常 On pace; "
    "进度接近 Slightly behind pace; 进度落后 Behind pace; 进度未达 Far behind pace",
)
DAY_TARGET_SOURCE = words(
    "day_target_source",
    "阶段均摊 Even by phase; 去年曲线 Last year curve; 历史活动 Past campaigns; "
    "手工 Manual",
)
PLATFORM = words(
    "platform",
    "淘宝 Taobao; 天猫 Tmall; 京东 JD; 拼多多 Pinduoduo; 抖音 Douyin; 快手 Kuaishou; "
    "小红书 Xiaohongshu (RED); B站 Bilibili (哔哩哔哩); "
    "微信社群 WeChat groups (微信群, 社群); 企业微信 WeCom (企微); "
    "公众号 WeChat official account; 朋友圈 WeChat Moments; 短信 SMS; 百度 Baidu; "
    "Google Google; Meta Meta; TikTok TikTok; 独立站 Own site; 线下 Offline; "
    "其他 Other",
)
CHANNEL_TYPE = words(
    "channel_type",
    "电商搜索 E-commerce search; 内容社交 Content social; "
    "私域 Private traffic (私域社群); 直播 Live; 付费广告 Paid ads; "
    "达人 KOL (KOL/达人, 达人带货); 线下 Offline",
)
PAID = words("paid", "付费 Paid (收费); 免费 Free; 私域 Private")
CHANNEL_ROLE = words("channel_role", "核心 Core; 辅助 Support; 测试 Test")
PURPOSE = words("purpose", "种草 Seeding; 引流 Traffic; 转化 Conversion; 沉淀 Retention")
FORM = words(
    "form",
    "短视频 Short video; 图文 Image and text; 直播 Live; 搜索竞价 Search ads; "
    "信息流 Feed ads; 社群 Community; 海报 Poster; 活动页 Event page; 短信 SMS",
)
POLICY_STATUS = words(
    "policy_status", "未确认 Unconfirmed; 已确认 Confirmed; 有冲突 Conflict"
)
CLAIM_LEVEL = words("claim_level", "渠道归因 Claim; 计划 Ad plan; 场次 Session")
BUDGET_CATEGORY = words(
    "budget_category",
    "广告投放 Ads (推广费, 投放, 广告费); KOL合作 KOL (达人合作, KOL); "
    "内容制作 Content production; 物料制作 Materials (物料, 物料费); "
    "技术费 Technology (技术); 人力成本 People (人力, 人力费); 优惠补贴 Discounts; "
    "应急备用 Emergency reserve (应急, 备用金, 应急费); 其他 Other",
)
BUCKET = words("bucket", "核心 Core; 测试 Test; 机动 Reserve")
SIDE = words("side", "内部 Internal; 外部 External")
RESOURCE_TYPE = words(
    "resource_type",
    "流量位 Traffic slot; 优惠券 Coupon; 会员权益 Member benefit; KOL/达人 KOL; "
    "媒体广告 Media ad; 社群 Community; 库存 Stock; 客服人力 Service staff; "
    "设计人力 Design staff; MCN MCN; 物流 Logistics; 场地 Venue; 技术 Technology; "
    "广告位 Ad slot; 其他 Other",
)
TIER = words("tier", "头部 Head; 腰部 Mid; 尾部 Tail; KOC KOC")
YES_NO = words("yes_no", "是 Yes (Y, true, √, ✓, 对); 否 No (N, false, ×, ✗)")
RESOURCE_STATUS = words(
    "resource_status",
    "待联系 To contact; 洽谈中 Negotiating; 已确认 Confirmed; 已签约 Signed; "
    "取消 Cancelled",
)
OFFER_SCOPE = words("offer_scope", "统一 Uniform; 平台专享 Platform only")
OFFER_TYPE = words(
    "offer_type",
    "满减 Spend and save; 折扣 Discount; 优惠券 Coupon; 秒杀 Flash sale; "
    "拼团 Group buy; 买赠 Buy and get; 抽奖 Draw; 签到 Check-in; 答题 Quiz; "
    "直播专享价 Live-only price; 晒单返现 Review cashback; 包邮 Free shipping; "
    "赠品 Gift; 以旧换新 Trade-in; 免费试用 Free trial; 预售 Pre-sale",
)
FULL_EACH = words("full_each", "满 Once over; 每满 Every")
BENEFIT_UNIT = words("benefit_unit", "元 CNY; 折 Tenths of price; % Percent; 件 Pieces")
BEARER = words("bearer", "商家 Merchant; 平台 Platform; 共担 Shared")
CONFIGURED = words("configured", "未配置 Not configured; 已配置 Configured; 已测试 Tested")
SKU_ROLE = words(
    "sku_role",
    "引流款 Traffic item; 利润款 Profit item; 爆款 Hero item; 形象款 Image item; "
    "常规 Regular",
)
SHIP_MODE = words("ship_mode", "现货 In stock; 预售 Pre-sale; 代发 Drop-ship")
MATERIAL_KIND = words(
    "material_kind",
    "短视频脚本 Video script; 图文 Image and text; 海报 Poster; "
    "H5活动页 H5 event page; 详情页 Detail page; 主图 Main image; "
    "直播话术 Live script; 客服话术 Service script; 推广文案 Promo copy; "
    "规则说明页 Rules page; 优惠券模板 Coupon template; 抽奖插件 Draw plugin; "
    "弹窗 Pop-up; 统计代码 Tracking code; 用户见证 Testimonial",
)
MATERIAL_STATUS = words(
    "material_status",
    "未开始 Not started; 制作中 In production; 待审 To review; 已定稿 Final; "
    "已上线 Live; 作废 Void",
)
REVIEW_RESULT = words(
    "review_result", "待审 Pending; 通过 Approved (已通过); 驳回 Rejected (已驳回)"
)
RIGHTS = words(
    "rights", "自有 Own; 已授权 Licensed; 无授权 Unlicensed; 不涉及 Not applicable"
)
REVIEW_STATE = words(
    "review_state",
    "未送审 Not submitted; 一审 Review 1; 二审 Review 2; 三审 Review 3; "
    "全部通过 All passed; 驳回 Rejected",
)
TASK_TYPE = words(
    "task_type",
    "任务 Task; 里程碑 Milestone; 上线检查 Launch check; 报名提报 Enrolment; 汇总 Summary",
)
CHECK_KIND = words(
    "check_kind",
    "功能 Function; 数据 Data; 压力 Stress; 全链路 End-to-end; 合规 Compliance; 页面 Page",
)
PRIORITY = words("priority", "P0 P0; P1 P1; P2 P2; P3 P3")
TASK_STATUS = words(
    "task_status",
    "未开始 Not started; 进行中 In progress (进行); 已完成 Done (完成); "
    "延期 Delayed; 取消 Cancelled (已取消)",
)
CHECK_RESULT = words(
    "check_result", "未测 Untested; 通过 Passed; 失败 Failed; 不适用 Not applicable"
)
DEPT = words(
    "dept",
    "市场部 Marketing; 运营部 Operations; 销售部 Sales; 设计部 Design; "
    "技术部 Technology; 客服部 Customer service; 财务部 Finance; 法务 Legal; "
    "供应链 Supply chain; 外部 External",
)
TEAM_ROLE = words(
    "team_role",
    "组长/项目负责人 Project lead; 策划专员 Planner; 设计专员 Designer; "
    "渠道专员 Channel specialist; 执行专员 Execution specialist; "
    "数据专员 Data analyst; 运营 Operations; 开发 Developer; 客服 Customer service; "
    "法务 Legal; 财务 Finance; 推广 Promotion",
)
RISK_CATEGORY = words(
    "risk_category",
    "目标设定 Goal setting; 技术故障 Technical failure; 库存 Stock; "
    "流量不足 Low traffic; 客诉 Complaints; KOL/合作方 KOL or partner; "
    "平台规则 Platform rules; 竞品 Competitors; 天气场地 Weather and venue; "
    "资源协同 Resource conflict; 合规 Compliance; 资金 Funds",
)
RISK_STATUS = words("risk_status", "监控中 Watching; 已触发 Triggered; 已关闭 Closed")
TRAFFIC_SRC = words("traffic_src", "付费 Paid; 免费 Free; 直接 Direct")
LEVEL = words(
    "level",
    "店铺大盘 Shop (大盘, 店铺); 渠道归因 Claim (归因, 渠道); 商品 SKU; "
    "场次 Session; 计划 Ad plan",
)
BASIS = words("basis", "下单 Ordered; 支付 Paid; 净 Net (净成交); 结算 Settled")
REFUND_BASIS = words("refund_basis", "按支付日 By pay date; 按退款日 By refund date")
FREQ = words("freq", "小时 Hour; 半天 Half day; 日 Day; 周 Week")
ALERT_COMPARATOR = _signs("alert_comparator", "<, <= ≤ 不超过, >, >= ≥ 不低于")
ALERT_LEVEL = words("alert_level", "提示 Info; 预警 Warning; 紧急 Urgent")
MONITOR_STATE = words(
    "monitor_state",
    "正常 Normal; 临界 At threshold; 预警 Warning; 紧急 Urgent; 无数据 No data",
)
LOG_KIND = words(
    "log_kind",
    "异常 Incident; 策略调整 Adjustment; 站会 Stand-up; 周会 Weekly; 变更 Change",
)
LOG_SEVERITY = words("log_severity", "一般 Minor; 严重 Major; 紧急 Urgent")
LOG_STATUS = words(
    "log_status", "待处理 Open; 处理中 In progress; 已解决 Solved; 已关闭 Closed"
)
FEEDBACK_SOURCE = words(
    "feedback_source",
    "客服咨询 Customer service; 评论区 Comments; 问卷 Survey; 社群 Community; 其他 Other",
)
FEEDBACK_TOPIC = words(
    "feedback_topic",
    "活动规则 Rules; 优惠力度 Discount; 商品体验 Product; "
    "卖点不清 Unclear selling point; 物流 Logistics; 客服 Service; 系统 System; "
    "其他 Other",
)
SENTIMENT = words("sentiment", "正面 Positive; 中性 Neutral; 负面 Negative")
FEEDBACK_STATUS = words(
    "feedback_status", "待处理 Open; 处理中 In progress; 已处理 Handled"
)
REVIEW_DIMENSION = words(
    "review_dimension",
    "目标达成情况 Goal completion; 渠道效果分析 Channel analysis; "
    "用户反馈 User feedback; 成功经验 Successes; 不足与改进 Shortfalls and fixes; "
    "资源与预算 Resources and budget; SOP沉淀 SOP; 下一步计划 Next steps; "
    "请批准的决定 Decisions to approve",
)
VERDICT = words("verdict", "保留 Keep; 停止 Stop; 改变 Change")
FINDING_KIND = words(
    "finding_kind", "数据 Data; 业务 Business; 流程 Process; 合规 Compliance"
)
SEVERITY = words("severity", "错误 Error; 警告 Warning; 提示 Info")
METRIC = Choices(
    "metrics",
    tuple(Choice(m.key, m.label) for m in METRICS.values() if m.goal),
    editable=True,
)
"""A goal may also be free text: then its actual is typed."""
