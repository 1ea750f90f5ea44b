"""The plan under sample (c) before anything is planted: a 双11 on five platforms, no finding.

It is seen on 2026-10-20, the day before its launch; only the seeding has begun.
"""

from datetime import date

from rows import Row, Rows, days_of, fen, split, table

AS_OF = "2026-10-20"
_START, _END = date(2026, 10, 11), date(2026, 11, 15)
_SEEDED = date(2026, 10, 18)

# fmt: off
_PLAN: Row = {
    "project_id": "P2026-D11", "project_name": "双11跨平台联动", "scenario": "cross_platform", "size": "full", "product_stage": "growth",
    "theme": "暖冬好物双11", "period_start": "2026-10-11", "period_end": "2026-11-15", "launch_date": "2026-10-21", "review_date": "2026-11-18",
    "core_goal": "GMV 500万元，2万单，新增会员11万人", "audience_summary": "25–40岁家庭用户，一二三线城市", "core_strategy": "小红书与B站种草，抖音直播转化，天猫与京东承接",
    "selling_points": "加厚保暖；30天无理由；满300减40", "competitor_notes": "同类店铺预售期给赠品，爆发期直降", "rules_text": "全场满300减40，各平台一致；不与店铺券叠加",
    "total_budget": 1_000_000, "roi_basis": "total_roi", "owner": "唐总监", "budget_profile": "001_core_test_reserve", "baseline_gmv": 3_600_000, "history_peak_gmv": 4_200_000,
    "ly1_name": "2025年双11", "ly1_gmv": 4_200_000, "ly1_input": 900_000, "ly1_refund_rate": 0.11, "ly1_days": 34,
    "appr_market": "唐总监", "appr_market_result": "approved", "appr_market_date": "2026-09-24", "appr_ops": "许主管", "appr_ops_result": "approved", "appr_ops_date": "2026-09-25",
    "appr_fin": "沈会计", "appr_fin_result": "approved", "appr_fin_date": "2026-09-28", "attribution_model": "last",
}
_PHASES = table(
    "phase_id phase track start end core_tasks owner",
    ("PH1", "seeding", "", "2026-10-11 00:00", "2026-10-20 23:59", "小红书笔记与B站测评", "苗专员"),
    ("PH2", "pre_sale_deposit", "tmall", "2026-10-21 20:00", "2026-10-31 19:59", "定金预售、会员锁单", "许主管"),
    ("PH3", "opening_burst", "tmall", "2026-10-31 20:00", "2026-11-02 23:59", "尾款与开门红", "许主管"),
    ("PH4", "special_session", "tmall", "2026-11-03 00:00", "2026-11-08 23:59", "品类专场", "许主管"),
    ("PH5", "burst", "tmall", "2026-11-09 00:00", "2026-11-11 23:59", "主会场爆发", "许主管"),
    ("PH6", "encore", "tmall", "2026-11-12 00:00", "2026-11-13 23:59", "清仓返场", "许主管"),
    ("PH7", "preheat", "douyin", "2026-10-21 00:00", "2026-10-27 23:59", "短视频预热、直播预约", "贺专员"),
    ("PH8", "opening_burst", "douyin", "2026-10-28 00:00", "2026-10-30 23:59", "达人首轮专场", "贺专员"),
    ("PH9", "special_session", "jd", "2026-11-05 00:00", "2026-11-08 23:59", "京东品类日", "简专员"),
    ("PH10", "review", "", "2026-11-16 00:00", "2026-11-18 23:59", "数据汇总与复盘", "唐总监"),
)
_PERSONAS = table(
    "persona_id segment age_range gender region preference active_channels pain_points content_angle data_source share",
    ("A1", "new", "25-32", "female", "一二线城市", "先看测评再下单", ["小红书笔记", "B站测评"], "怕薄怕起球", "实测对比", "平台画像", 0.5),
    ("A2", "returning", "28-40", "any", "一二三线城市", "囤货凑单", ["天猫直通车", "京东快车"], "凑单麻烦", "清单攻略", "店铺成交分析", 0.35),
    ("A3", "member", "30-45", "any", "全国", "看重售后", ["抖音达人"], "担心退换", "会员权益", "客服反馈", 0.15),
)
_GOALS = table(
    "goal_id parent_id cut level dimension metric op target time_basis unit owner channel_id segment phase_id resource_note path baseline growth start end agg",
    ("G1", "", "", "strategic", "sales", "gmv", ">=", 5_000_000, "cumulative", "元", "唐总监", "", "", "", "六个渠道预算100万元", "", "", "", "", "", ""),
    ("G2", "", "", "strategic", "sales", "orders", ">=", 20_000, "cumulative", "单", "许主管", "", "", "", "仓配日峰值4000单", "", "", "", "", "", ""),
    ("G3", "", "", "strategic", "sales", "uv", ">=", 2_000_000, "cumulative", "人", "许主管", "", "", "", "付费与会场流量", "", "", "", "", "", ""),
    ("G4", "", "", "strategic", "sales", "cvr", ">=", 0.01, "cumulative", "%", "许主管", "", "", "", "详情页改版", "", "", "", "", "", ""),
    ("G5", "", "", "strategic", "sales", "aov", ">=", 250, "cumulative", "元", "许主管", "", "", "", "满300减40", "", "", "", "", "", ""),
    ("G6", "", "", "strategic", "efficiency", "roi_total", ">=", 5.2, "cumulative", "倍", "唐总监", "", "", "", "按渠道投放ROI倒推", "", "", "", "", "", ""),
    ("G7", "", "", "strategic", "exposure", "impressions", ">=", 30_000_000, "cumulative", "次", "苗专员", "", "", "", "达人40位", "小红书2000万+B站1000万", "", "", "", "", ""),
    ("G8", "", "", "strategic", "interaction", "interaction_rate", ">=", 0.05, "cumulative", "%", "苗专员", "", "", "", "选题20组", "", "", "", "", "", ""),
    ("G9", "", "", "strategic", "user_growth", "members", ">=", 110_000, "cumulative", "人", "简专员", "", "", "", "入会礼", "", 100_000, 0.2, "", "", ""),
    ("G10", "", "", "strategic", "efficiency", "cpc", "<=", 2.2, "cumulative", "元", "贺专员", "", "", "", "出价上限", "", "", "", "", "", ""),
    ("G11", "", "", "strategic", "user_growth", "follows", ">=", 30_000, "cumulative", "人", "苗专员", "", "", "", "直播关注有礼", "", "", "", "", "", ""),
    ("G12", "", "", "strategic", "efficiency", "refund_rate", "<=", 0.12, "cumulative", "%", "简专员", "", "", "", "客服16人", "", "", "", "", "", ""),
    ("G13", "", "", "strategic", "user_growth", "new_users", ">=", 40_000, "cumulative", "人", "简专员", "", "", "", "拉新券4万张", "", "", "", "", "", ""),
    ("G14", "", "", "strategic", "interaction", "add_cart", ">=", 300_000, "cumulative", "件", "许主管", "", "", "", "预售加购提醒", "", "", "", "2026-10-21", "2026-11-11", ""),
    ("G15", "G1", "channel", "sub_goal", "sales", "gmv", ">=", 2_000_000, "cumulative", "元", "许主管", "天猫直通车", "", "", "", "", "", "", "", "", ""),
    ("G16", "G1", "channel", "sub_goal", "sales", "gmv", ">=", 800_000, "cumulative", "元", "贺专员", "抖音信息流", "", "", "", "", "", "", "", "", ""),
    ("G17", "G1", "channel", "sub_goal", "sales", "gmv", ">=", 1_200_000, "cumulative", "元", "贺专员", "抖音达人", "", "", "", "", "", "", "", "", ""),
    ("G18", "G1", "channel", "sub_goal", "sales", "gmv", ">=", 600_000, "cumulative", "元", "简专员", "京东快车", "", "", "", "", "", "", "", "", ""),
    ("G19", "G1", "channel", "sub_goal", "sales", "gmv", ">=", 100_000, "cumulative", "元", "苗专员", "小红书笔记", "", "", "", "", "", "", "", "", ""),
    ("G20", "G1", "channel", "sub_goal", "sales", "gmv", ">=", 300_000, "cumulative", "元", "苗专员", "B站测评", "", "", "", "", "", "", "", "", ""),
    ("G21", "G4", "channel", "sub_goal", "sales", "cvr", ">=", 0.02, "cumulative", "%", "贺专员", "抖音达人", "", "", "", "", "", "", "", "", ""),
    ("G22", "", "", "strategic", "sales", "favorites", ">=", 80_000, "cumulative", "次", "苗专员", "", "", "", "收藏提醒", "", "", "", "", "", ""),
    ("G23", "", "", "strategic", "sales", "items", ">=", 26_000, "cumulative", "件", "许主管", "", "", "", "备货3.2万件", "", "", "", "", "", ""),
)
_CHANNELS = table(
    "channel_id platform channel_name channel_type paid role purpose form content_theme cadence start end owner platform_contact policy_status target_roi target_cac",
    ("C01", "tmall", "天猫直通车", "paid_ads", "paid", "core", "conversion", ["search_ads"], "品类词承接", "每日调价两次", "2026-10-21", "2026-11-15", "许主管", "天猫小二", "confirmed", 5, 48),
    ("C02", "douyin", "抖音信息流", "paid_ads", "paid", "support", "conversion", ["feed_ads"], "15秒场景短片", "每日两批", "2026-10-21", "2026-11-15", "贺专员", "抖音对接", "confirmed", 4, 60),
    ("C03", "douyin", "抖音达人", "kol", "paid", "core", "conversion", ["live"], "保暖实测讲解", "每周三场", "2026-10-21", "2026-11-12", "贺专员", "抖音对接", "confirmed", 5, 55),
    ("C04", "jd", "京东快车", "paid_ads", "paid", "support", "conversion", ["search_ads"], "品类日承接", "每日调价", "2026-10-21", "2026-11-15", "简专员", "京东小二", "confirmed", 5, 52),
    ("C05", "xiaohongshu", "小红书笔记", "content_social", "paid", "support", "seeding", ["image_and_text"], "穿搭与实测", "每周12篇", "2026-10-11", "2026-10-20", "苗专员", "小红书对接", "confirmed", "", ""),
    ("C06", "bilibili", "B站测评", "content_social", "paid", "test", "seeding", ["short_video"], "长测评", "每周2条", "2026-10-21", "2026-11-08", "苗专员", "B站对接", "confirmed", "", ""),
)
_BUDGET = table(
    "budget_id category item channel_id resource_id planned actual owner approver appr_status appr_date fund_date",
    ("B01", "ads", "天猫直通车投放", "天猫直通车", "", 260_000, "", "许主管", "唐总监", "approved", "2026-09-28", "2026-10-09"),
    ("B02", "ads", "抖音信息流投放", "抖音信息流", "", 120_000, "", "贺专员", "唐总监", "approved", "2026-09-28", "2026-10-09"),
    ("B03", "kol", "达人坑位费", "抖音达人", "抖音头部主播甲", 140_000, "", "贺专员", "唐总监", "approved", "2026-09-28", "2026-10-15"),
    ("B04", "ads", "京东快车投放", "京东快车", "", 90_000, "", "简专员", "唐总监", "approved", "2026-09-28", "2026-10-15"),
    ("B05", "ads", "小红书笔记投放", "小红书笔记", "", 50_000, "", "苗专员", "唐总监", "approved", "2026-09-28", "2026-10-09"),
    ("B06", "ads", "B站测评投放", "B站测评", "", 140_000, "", "苗专员", "唐总监", "approved", "2026-09-28", "2026-10-15"),
    ("B07", "content_production", "短视频制作", "", "", 30_000, 12_000, "陆设计", "唐总监", "approved", "2026-09-28", ""),
    ("B08", "materials", "海报与包装", "", "", 30_000, 18_000, "陆设计", "唐总监", "approved", "2026-09-28", ""),
    ("B09", "technology", "会场页面与压测", "", "", 40_000, 10_000, "庄工程师", "唐总监", "approved", "2026-09-28", ""),
    ("B10", "people", "客服外包", "", "", 40_000, "", "简专员", "唐总监", "approved", "2026-09-28", ""),
    ("B11", "emergency_reserve", "应急备用金", "", "", 60_000, "", "唐总监", "唐总监", "approved", "2026-09-28", ""),
)
_RESOURCES = table(
    "resource_id side type name tier qty unit condition slot_start slot_end exclusive fixed_fee commission audience_fit contact owner status confirm_by backup_id channel_id",
    ("R01", "external", "kol", "抖音头部主播甲", "head", 2, "场", "坑位费结算", "2026-10-28 20:00", "2026-10-30 23:00", "yes", 110_000, 0, 0.74, "甲方经纪", "贺专员", "signed", "2026-10-10", "R02", "抖音达人"),
    ("R02", "external", "kol", "抖音腰部达人团", "mid", 8, "场", "坑位费结算", "2026-11-01 19:00", "2026-11-08 23:00", "no", 30_000, 0, 0.7, "机构运营", "贺专员", "signed", "2026-10-10", "R01", "抖音达人"),
    ("R03", "external", "venue", "直播间场地", "", 3, "天", "含灯光", "2026-10-28 08:00", "2026-10-30 23:00", "yes", "", "", "", "场地方", "陆设计", "confirmed", "2026-10-12", "", "抖音达人"),
    ("R04", "internal", "service_staff", "客服班组", "", 16, "人", "两班", "", "", "no", "", "", "", "简专员", "简专员", "confirmed", "2026-10-15", "", ""),
)
_OFFERS = table(
    "offer_id offer_key scope platform type threshold full_each benefit benefit_unit quota stackable stack_group audience sku_scope start end copy cost_bearer expected_uses expected_order_amt configured",
    ("O01", "满减主券", "uniform", "tmall", "spend_and_save", 300, "once_over", 40, "cny", "", "no", "店铺满减", "全部用户", ["SKU01", "SKU02"], "2026-10-21 20:00", "2026-11-15 23:59", "满300减40", "merchant", 8_000, 340, "tested"),
    ("O02", "满减主券", "uniform", "douyin", "spend_and_save", 300, "once_over", 40, "cny", "", "no", "店铺满减", "全部用户", ["SKU01", "SKU02"], "2026-10-21 20:00", "2026-11-15 23:59", "满300减40", "merchant", 6_000, 340, "tested"),
    ("O03", "满减主券", "uniform", "jd", "spend_and_save", 300, "once_over", 40, "cny", "", "no", "店铺满减", "全部用户", ["SKU01", "SKU02"], "2026-10-21 20:00", "2026-11-15 23:59", "满300减40", "merchant", 3_000, 340, "tested"),
)
_PRODUCTS = table(
    "sku_id name role ship_mode list_price promo_price low7_price unit_cost stock stock_ready_date alert_stock stop_stock substitute forecast_qty",
    ("SKU01", "加厚保暖内衣", "hero_item", "in_stock", 259, 199, 209, 68, 16_000, "2026-10-12", 500, 200, "SKU02", 13_000),
    ("SKU02", "羊毛混纺毛衣", "profit_item", "in_stock", 429, 349, 359, 128, 9_000, "2026-10-12", 300, 100, "SKU03", 7_600),
    ("SKU03", "法兰绒家居服", "traffic_item", "in_stock", 169, 129, 135, 45, 12_000, "2026-10-12", 300, 100, "SKU02", 9_800),
)
_MATERIALS = table(
    "material_id name kind channel_id spec duration_s core_message copy owner due status r1_by r1_result r1_date r2_by r2_result r2_date r3_by r3_result r3_date ip_image ip_font ip_music backup_url publish_at",
    ("M01", "主会场海报", "poster", "天猫直通车", "1920x1080", "", "满300减40", "暖冬好物，满300减40", "陆设计", "2026-10-13", "final", "陆设计", "approved", "2026-10-13", "秦法务", "approved", "2026-10-14", "天猫小二", "approved", "2026-10-15", "own", "licensed", "not_applicable", "https://example.com/d11/m01", "2026-10-21 20:00"),
    ("M02", "保暖实测短片", "video_script", "抖音信息流", "1080x1920", 20, "加厚不臃肿", "零下五度户外站十分钟，看内衣里的温度", "陆设计", "2026-10-13", "final", "陆设计", "approved", "2026-10-13", "秦法务", "approved", "2026-10-14", "抖音对接", "approved", "2026-10-15", "own", "licensed", "licensed", "https://example.com/d11/m02", "2026-10-21 08:00"),
    ("M03", "穿搭笔记", "image_and_text", "小红书笔记", "1:1", "", "秋冬叠穿", "三套叠穿，早晚温差也不怕", "苗专员", "2026-10-08", "live", "陆设计", "approved", "2026-10-08", "秦法务", "approved", "2026-10-09", "小红书对接", "approved", "2026-10-09", "own", "licensed", "not_applicable", "https://example.com/d11/m03", "2026-10-11 10:00"),
)
_TASKS = table(
    "task_id name type check_kind phase_id channel_id owner priority start end status pct actual_start actual_end check_result deliverable standard pred",
    ("T01", "目标与预算确认", "task", "", "", "", "唐总监", "p0", "2026-09-21", "2026-09-28", "done", 1, "2026-09-21", "2026-09-28", "", "目标清单", "审批通过", ""),
    ("T02", "达人签约", "task", "", "", "抖音达人", "贺专员", "p1", "2026-10-08", "2026-10-10", "done", 1, "2026-10-08", "2026-10-10", "", "合同", "法务盖章", "T01"),
    ("T03", "物料完成", "milestone", "", "", "", "陆设计", "p1", "2026-10-15", "2026-10-15", "done", 1, "2026-10-15", "2026-10-15", "", "物料清单", "三级审核通过", ""),
    ("T04", "会场页面开发", "task", "", "", "天猫直通车", "庄工程师", "p0", "2026-10-08", "2026-10-14", "done", 1, "2026-10-08", "2026-10-14", "", "会场页面", "打开小于3秒", ""),
    ("T05", "压力测试", "launch_check", "stress", "", "天猫直通车", "庄工程师", "p0", "2026-10-17", "2026-10-19", "done", 1, "2026-10-17", "2026-10-19", "passed", "压测报告（并发2000）", "错误率小于1%", "T04"),
    ("T06", "全链路测试", "launch_check", "end_to_end", "", "抖音信息流", "庄工程师", "p0", "2026-10-17", "2026-10-19", "done", 1, "2026-10-17", "2026-10-19", "passed", "测试记录", "下单退款走通", "T04"),
    ("T07", "客服培训", "task", "", "", "", "简专员", "p1", "2026-10-15", "2026-10-16", "done", 1, "2026-10-15", "2026-10-16", "", "培训记录", "考核通过", ""),
    ("T08", "跨平台上线", "milestone", "", "PH2", "", "唐总监", "p0", "2026-10-21", "2026-10-21", "not_started", 0, "", "", "", "上线公告", "20点准时", "T05;T06"),
    ("T09", "中期复盘", "milestone", "", "PH4", "", "唐总监", "p1", "2026-11-04", "2026-11-04", "not_started", 0, "", "", "", "调整清单", "有负责人", "T08"),
    ("T10", "结案报告", "milestone", "", "PH10", "", "唐总监", "p0", "2026-11-18", "2026-11-18", "not_started", 0, "", "", "", "结案报告", "3天内", "T09"),
)
_TEAM = table(
    "person_id name dept role duty email is_mgmt",
    ("U01", "唐总监", "marketing", "project_lead", "统筹目标与预算", "tang@example.com", "yes"),
    ("U02", "许主管", "operations", "operations", "天猫会场与搜索", "", "no"),
    ("U03", "贺专员", "marketing", "channel_specialist", "抖音达人与信息流", "", "no"),
    ("U04", "简专员", "operations", "execution_specialist", "京东与客服", "", "no"),
    ("U05", "苗专员", "marketing", "planner", "种草与测评", "", "no"),
    ("U06", "陆设计", "design", "designer", "素材与页面", "", "no"),
    ("U07", "庄工程师", "technology", "developer", "开发与测试", "", "no"),
    ("U08", "秦法务", "legal", "legal", "合规审核", "", "no"),
    ("U09", "沈会计", "finance", "finance", "资金与审批", "", "no"),
)
_RISKS = table(
    "risk_id category desc prob impact trigger response backup_plan sla_min compensation owner status",
    ("K01", "technical_failure", "会场页面打不开", 2, 5, "错误率>2%", "切静态备用页，30分钟内修复", "静态备用页", 30, "10元券", "庄工程师", "watching"),
    ("K02", "stock", "爆款断货", 3, 4, "爆款余量<500", "换替代款，调整推广重点", "替代款SKU02", 30, "补偿券", "许主管", "watching"),
    ("K03", "low_traffic", "预售流量不足", 3, 3, "UV（日）<40000", "追加信息流", "备用达人", 60, "", "贺专员", "watching"),
    ("K04", "complaints", "退换集中", 3, 3, "响应>45秒", "增派客服", "外包班组", 30, "", "简专员", "watching"),
    ("K05", "kol_or_partner", "达人改档", 2, 4, "开播前24小时未确认", "启用备用达人", "腰部达人团", 120, "", "贺专员", "watching"),
)
_MONITOR = table(
    "rule_id metric scope phase_id freq target op threshold level action owner",
    ("W01", "uv", "", "PH5", "day", 150_000, "<", 110_000, "urgent", "追加信息流投放", "贺专员"),
    ("W02", "cvr", "", "PH5", "day", 0.012, "<", 0.009, "warning", "检查详情页", "许主管"),
)
_LOG = table(
    "log_id kind time channel_id desc owner closed status",
    ("L01", "weekly", "2026-10-12 10:00", "", "周会：物料与种草进度", "唐总监", "2026-10-12 11:00", "closed"),
    ("L02", "weekly", "2026-10-19 10:00", "", "周会：上线前检查", "唐总监", "2026-10-19 11:00", "closed"),
)
_FEEDBACK = table(
    "fb_id date source channel_id topic quote sentiment count action owner status",
    ("F01", "2026-10-15", "comments", "小红书笔记", "product", "想看洗后有没有变形", "neutral", 12, "补拍水洗对比", "苗专员", "handled"),
)
_REVIEW = table(
    "item_id dimension content owner due",
    ("V01", "next_steps", "复盘会沿用618模板，指标口径不变", "唐总监", "2026-11-18"),
)
# fmt: on


def base() -> Rows:
    """Give the clean rows."""
    return {
        "plan": [_PLAN],
        "phases": _PHASES,
        "personas": _PERSONAS,
        "goals": _GOALS,
        "day_targets": _day_targets(),
        "channels": _CHANNELS,
        "budget": _BUDGET,
        "resources": _RESOURCES,
        "offers": _OFFERS,
        "products": _PRODUCTS,
        "materials": _MATERIALS,
        "tasks": _TASKS,
        "team": _TEAM,
        "risks": _RISKS,
        "daily": _daily(),
        "monitor": _MONITOR,
        "log": _LOG,
        "feedback": _FEEDBACK,
        "review": _REVIEW,
        "settings": [{"approval_levels": 2, "review_levels": 3}],
    }


_WEIGHTS = {date(2026, 10, 31): 3.0, date(2026, 11, 1): 2.2, date(2026, 11, 10): 2.0}
_WEIGHTS |= {date(2026, 11, 11): 5.0}


def _day_targets() -> list[Row]:
    days = days_of(_START, _END)
    curve = [0.02 if d < date(2026, 10, 21) else _WEIGHTS.get(d, 1.0) for d in days]
    sales, visitors = split(5_000_000, curve), split(2_000_000, curve)
    return [
        {
            "date": day.isoformat(),
            "gmv_target": sales[n],
            "uv_target": visitors[n],
            "source": "manual",
        }
        for n, day in enumerate(days)
    ]


def _daily() -> list[Row]:
    """Give the seeding of 小红书 so far."""
    days = days_of(_START, _SEEDED)
    curve = [1 + 0.04 * (n % 3) for n in range(len(days))]
    columns = {
        "impressions": split(2_400_000, curve),
        "clicks": split(96_000, curve),
        "interactions": split(132_000, curve),
        "favorites": split(21_000, curve),
        "cost": fen(40_000, curve),
    }
    return [
        {"date": day.isoformat(), "channel_id": "小红书笔记", "gmv": 0}
        | {key: values[n] for key, values in columns.items()}
        for n, day in enumerate(days)
    ]
