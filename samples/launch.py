"""Sample (b): a new product's launch in mid-flight, seen on 2026-09-16, in real trouble.

Three tasks are late, 信息流 stands 30 % under its target, 搜索 has sent no data for three days,
money was spent before it was approved, and an incident is open past its limit.
"""

import random
from datetime import date, timedelta

from rows import Row, Rows, days_of, fen, split, table

AS_OF = "2026-09-16"
START, THROUGH = date(2026, 9, 8), date(2026, 9, 15)
_SEEDED = date(2026, 8, 25)

# fmt: off
_PLAN: Row = {
    "project_id": "P2026-NEW", "project_name": "轻透防晒喷雾首发", "scenario": "launch", "size": "team", "product_stage": "new",
    "theme": "轻装出门", "period_start": "2026-09-08", "period_end": "2026-09-27", "launch_date": "2026-09-08", "review_date": "2026-09-30",
    "core_goal": "20天GMV 120万元，新客8000人，曝光600万次", "audience_summary": "18–30岁，通勤与户外人群", "core_strategy": "小红书种草，抖音直播首发，私域与搜索承接",
    "selling_points": "成膜快、不油腻；首发赠旅行装", "competitor_notes": "同类喷雾价格带79–129元，多以两支装促销", "rules_text": "首发价89元，前500单赠旅行装；不与店铺券叠加",
    "total_budget": 420_000, "owner": "林经理", "appr_market": "林经理", "appr_market_result": "approved", "appr_market_date": "2026-08-14",
}
_PHASES = table(
    "phase_id phase start end core_tasks owner",
    ("PH1", "seeding", "2026-08-25", "2026-09-07", "小红书笔记与试用，积累收藏加购", "方专员"),
    ("PH2", "burst", "2026-09-08", "2026-09-14", "抖音直播首发，信息流与搜索放量", "邓专员"),
    ("PH3", "sustain", "2026-09-15", "2026-09-27", "口碑返图，老客复购，补投高点击素材", "邓专员"),
)
_GOALS = table(
    "goal_id parent_id cut level metric op target unit channel_id phase_id owner resource_note",
    ("G1", "", "", "strategic", "gmv", ">=", 1_200_000, "元", "", "", "林经理", "首批备货1.6万支"),
    ("G2", "", "", "strategic", "new_buyers", ">=", 8_000, "人", "", "", "邓专员", "新客券8000张"),
    ("G3", "", "", "strategic", "impressions", ">=", 6_000_000, "次", "", "", "方专员", "达人30位"),
    ("G4", "", "", "strategic", "expense_ratio", "<=", 0.36, "%", "", "", "林经理", "新品期费比放宽"),
    ("G5", "G1", "phase", "sub_goal", "gmv", ">=", 620_000, "元", "", "PH2", "林经理", ""),
    ("G6", "G1", "phase", "sub_goal", "gmv", ">=", 580_000, "元", "", "PH3", "林经理", ""),
    ("G7", "G1", "channel", "sub_goal", "gmv", ">=", 520_000, "元", "C01", "", "林经理", ""),
    ("G8", "G1", "channel", "sub_goal", "gmv", ">=", 300_000, "元", "C02", "", "邓专员", ""),
    ("G9", "G1", "channel", "sub_goal", "gmv", ">=", 80_000, "元", "C03", "", "方专员", ""),
    ("G10", "G1", "channel", "sub_goal", "gmv", ">=", 120_000, "元", "C04", "", "方专员", ""),
    ("G11", "G1", "channel", "sub_goal", "gmv", ">=", 180_000, "元", "C05", "", "邓专员", ""),
)
_CHANNELS = table(
    "channel_id platform channel_name channel_type paid role purpose form content_theme cadence start end owner policy_status target_roi",
    ("C01", "douyin", "抖音直播", "live", "paid", "core", "conversion", ["live"], "首发场与日播", "每晚一场", "2026-09-08", "2026-09-27", "邓专员", "confirmed", 3.5),
    ("C02", "douyin", "信息流", "paid_ads", "paid", "core", "conversion", ["feed_ads"], "15秒通勤场景", "每日两批素材", "2026-09-08", "2026-09-27", "邓专员", "confirmed", 3),
    ("C03", "xiaohongshu", "小红书种草", "content_social", "paid", "support", "seeding", ["image_and_text"], "试用笔记与测评", "每周10篇", "2026-08-25", "2026-09-27", "方专员", "confirmed", ""),
    ("C04", "wechat_groups", "私域社群", "private_traffic", "private", "support", "conversion", ["community"], "老客首发价", "每日一次", "2026-09-08", "2026-09-27", "方专员", "confirmed", ""),
    ("C05", "tmall", "搜索", "paid_ads", "paid", "support", "conversion", ["search_ads"], "品类词与品牌词", "每日调价", "2026-09-08", "2026-09-27", "邓专员", "confirmed", 4),
)
_BUDGET = table(
    "budget_id category item channel_id resource_id planned actual owner approver appr_status appr_date",
    ("B01", "ads", "抖音直播投流", "C01", "", 120_000, "", "邓专员", "林经理", "approved", "2026-08-20"),
    ("B02", "ads", "信息流投放", "C02", "", 100_000, "", "邓专员", "林经理", "approved", "2026-08-20"),
    ("B03", "ads", "小红书笔记投放", "C03", "", 60_000, "", "方专员", "林经理", "approved", "2026-08-20"),
    ("B04", "ads", "搜索投放", "C05", "", 50_000, "", "邓专员", "林经理", "in_review", ""),
    ("B05", "kol", "首发主播坑位费", "", "R01", 50_000, 44_000, "邓专员", "林经理", "approved", "2026-08-20"),
    ("B06", "content_production", "短片与图文制作", "", "", 25_000, 22_000, "韦设计", "林经理", "approved", "2026-08-20"),
    ("B07", "emergency_reserve", "应急备用金", "", "", 15_000, "", "林经理", "林经理", "approved", "2026-08-20"),
)
_RESOURCES = table(
    "resource_id side type name tier qty unit condition slot_start slot_end exclusive fixed_fee commission audience_fit contact owner status channel_id",
    ("R01", "external", "kol", "首发主播甲", "head", 1, "场", "坑位费结算，不另付佣金", "2026-09-08 20:00", "2026-09-08 23:59", "yes", 44_000, 0, 0.74, "甲方经纪", "邓专员", "signed", "C01"),
    ("R02", "external", "kol", "测评达人团", "mid", 12, "篇", "按篇结算", "2026-08-25 10:00", "2026-09-07 22:00", "no", 24_000, 0, 0.7, "机构运营", "方专员", "signed", "C03"),
)
_MATERIALS = table(
    "material_id name kind channel_id spec duration_s core_message copy owner due status r1_by r1_result r1_date ip_image ip_font ip_music publish_at",
    ("M01", "首发直播话术", "live_script", "C01", "", "", "首发价89元", "首发价89元，前500单赠旅行装", "邓专员", "2026-08-31", "live", "林经理", "approved", "2026-09-01", "not_applicable", "not_applicable", "not_applicable", "2026-09-08 20:00"),
    ("M02", "通勤场景短片", "video_script", "C02", "1080x1920", 15, "出门喷一下", "出门前喷一下，到公司还是清爽的", "韦设计", "2026-09-02", "live", "林经理", "approved", "2026-09-03", "own", "licensed", "licensed", "2026-09-08 08:00"),
    ("M03", "试用笔记模板", "image_and_text", "C03", "1:1", "", "真实试用", "真实试用七天，写下使用前后的感受", "方专员", "2026-08-22", "live", "林经理", "approved", "2026-08-23", "own", "licensed", "not_applicable", "2026-08-25 10:00"),
    ("M04", "持续期新素材", "video_script", "C02", "1080x1920", 18, "返图口碑", "姐妹们的返图来了，通勤一天也清爽", "韦设计", "2026-09-14", "in_production", "", "", "", "", "", "", "2026-09-17 08:00"),
)
_TASKS = table(
    "task_id name type check_kind owner priority start end status pct actual_start actual_end pred phase_id channel_id check_result deliverable standard blocker",
    ("T01", "目标与预算确认", "task", "", "林经理", "p0", "08-10", "08-14", "done", 1, "08-10", "08-14", "", "", "", "", "目标清单", "审批通过", ""),
    ("T02", "试用样品寄送", "task", "", "方专员", "p1", "08-17", "08-22", "done", 1, "08-17", "08-22", "T01", "", "C03", "", "寄送清单", "60份全部签收", ""),
    ("T03", "直播与短片物料", "task", "", "韦设计", "p1", "08-19", "09-02", "done", 1, "08-19", "09-03", "T01", "", "", "", "话术与短片", "审核通过", ""),
    ("T04", "物料完成", "milestone", "", "韦设计", "p1", "09-03", "09-03", "done", 1, "09-03", "09-03", "T03", "", "", "", "物料清单", "全部定稿", ""),
    ("T05", "链路与下单测试", "launch_check", "end_to_end", "梁工程师", "p0", "09-04", "09-06", "done", 1, "09-04", "09-06", "", "", "", "passed", "测试记录", "错误率小于1%", ""),
    ("T06", "首发上线", "milestone", "", "林经理", "p0", "09-08", "09-08", "done", 1, "09-08", "09-08", "T05", "PH2", "", "", "上线公告", "20点准时开播", ""),
    ("T07", "首发直播专场", "task", "", "邓专员", "p0", "09-08", "09-14", "done", 1, "09-08", "09-14", "T06", "PH2", "C01", "", "战报", "阶段GMV 62万", ""),
    ("T08", "信息流素材更换", "task", "", "韦设计", "p0", "09-10", "09-13", "in_progress", 0.5, "09-11", "", "T06", "PH2", "C02", "", "新素材三组", "点击率高于2.5%", "拍摄场地改期"),
    ("T09", "搜索词数据补导", "task", "", "邓专员", "p1", "09-13", "09-14", "in_progress", 0.2, "09-14", "", "", "PH2", "C05", "", "补齐的日数据", "三天数据到齐", "账号权限到期"),
    ("T10", "中期复盘", "milestone", "", "林经理", "p1", "09-15", "09-15", "not_started", 0, "", "", "T07", "PH3", "", "", "调整清单", "调整项有负责人", ""),
    ("T11", "口碑返图活动", "task", "", "方专员", "p1", "09-15", "09-22", "in_progress", 0.2, "09-15", "", "T07", "PH3", "C03", "", "返图200张", "每日20张", ""),
    ("T12", "补货到仓", "task", "", "梁工程师", "p1", "09-18", "09-20", "not_started", 0, "", "", "", "PH3", "", "", "入库单", "6000支", ""),
    ("T13", "复盘会与结案报告", "milestone", "", "林经理", "p0", "09-30", "09-30", "not_started", 0, "", "", "T11", "", "", "", "结案报告", "结束后3天内", ""),
)
_TEAM = table(
    "person_id name dept role duty email is_mgmt",
    ("U01", "林经理", "marketing", "project_lead", "目标、预算与复盘", "lin@example.com", "yes"),
    ("U02", "邓专员", "marketing", "channel_specialist", "直播、信息流与搜索", "", "no"),
    ("U03", "方专员", "operations", "execution_specialist", "种草与社群", "", "no"),
    ("U04", "韦设计", "design", "designer", "素材与页面", "", "no"),
    ("U05", "梁工程师", "technology", "developer", "测试、备货系统", "", "no"),
)
_LOG = table(
    "log_id kind time channel_id metric desc severity cause measure before after basis owner due closed status effect loss_est",
    ("L01", "incident", "2026-09-08 20:20", "C01", "订单", "首发场前10分钟库存显示为0", "major", "库存同步间隔15分钟", "改为1分钟同步", "", "", "", "梁工程师", "2026-09-08 21:00", "2026-09-08 20:45", "closed", "25分钟后恢复下单", 18_000),
    ("L02", "adjustment", "2026-09-12 10:00", "C01", "GMV", "直播改为一天两场", "", "", "午间增播一场", "每日1场", "每日2场", "首发三日完成率103%", "邓专员", "2026-09-12 12:00", "2026-09-12 12:00", "closed", "次日GMV提高一成", ""),
    ("L03", "incident", "2026-09-13 09:30", "C02", "点击率", "信息流点击率连续三天低于1.5%", "major", "", "", "", "", "", "邓专员", "2026-09-14 18:00", "", "in_progress", "", 40_000),
    ("L04", "incident", "2026-09-14 11:00", "C05", "数据", "搜索账号权限到期，数据导不出", "minor", "", "", "", "", "", "邓专员", "2026-09-15 12:00", "", "open", "", ""),
)
# channel: GMV, cost, orders, visitors, impressions, clicks, new buyers, refunds to its last day
_TOTALS = {
    "C01": (298_600, 66_100, 3_050, 62_700, 1_360_000, 68_000, 1_935, 12_000, THROUGH),
    "C02": (116_300, 57_900, 1_211, 52_600, 1_480_000, 22_200, 850, 5_750, THROUGH),
    "C03": (43_100, 23_000, 447, 16_000, 540_000, 24_900, 322, 1_800, THROUGH),
    "C04": (68_900, 0, 740, 5_100, 82_000, 9_700, 206, 2_200, THROUGH),
    "C05": (63_800, 18_700, 654, 19_100, 321_000, 13_800, 368, 2_500, THROUGH - timedelta(days=3)),
}
# fmt: on
_SEEDING = (1_380_000, 41_200, 9_700)  # impressions, clicks and cost before the launch
_KEYS = ["gmv", "cost", "orders", "uv", "impressions", "clicks", "new_buyers", "refund_amt"]
_MONEY = {"gmv", "cost", "refund_amt"}
_FIRST_DAY, _FADING = 1.3, 0.96


def sample_b() -> Rows:
    """Give the rows of the launch in mid-flight, in Chinese."""
    return {
        "plan": [_PLAN],
        "phases": _PHASES,
        "goals": _GOALS,
        "channels": _CHANNELS,
        "budget": _BUDGET,
        "resources": _RESOURCES,
        "materials": _MATERIALS,
        "tasks": [_dated(row) for row in _TASKS],
        "team": _TEAM,
        "log": _LOG,
        "daily": _daily(),
        "settings": [{"approval_levels": 1, "review_levels": 1}],
    }


def _dated(row: Row) -> Row:
    days = ("start", "end", "actual_start", "actual_end")
    return {k: f"2026-{v}" if k in days else v for k, v in row.items()}


def _daily() -> list[Row]:
    draw = random.Random(916)
    rows = _seeding(draw)
    for channel, (*totals, last) in _TOTALS.items():
        days = days_of(START, last)
        curve = [_FIRST_DAY if d == START else _FADING**n for n, d in enumerate(days)]
        columns = {}
        for key, total in zip(_KEYS, totals, strict=True):
            weights = [w * draw.uniform(0.93, 1.07) for w in curve]
            columns[key] = (fen if key in _MONEY else split)(total, weights)
        rows += [
            {"date": day.isoformat(), "channel_id": channel}
            | {key: column[n] for key, column in columns.items()}
            for n, day in enumerate(days)
        ]
    return sorted(rows, key=lambda row: (str(row["date"]), str(row["channel_id"])))


def _seeding(draw: random.Random) -> list[Row]:
    days = days_of(_SEEDED, START - timedelta(days=1))
    impressions, clicks, cost = _SEEDING
    weights = [draw.uniform(0.8, 1.2) for _ in days]
    shown, clicked = split(impressions, weights), split(clicks, weights)
    spent = fen(cost, weights)
    return [
        {"date": day.isoformat(), "channel_id": "C03", "impressions": shown[n]}
        | {"clicks": clicked[n], "gmv": 0, "cost": spent[n]}
        for n, day in enumerate(days)
    ]
