"""The closed 618 with its operations side: stock, monitors, log, feedback, review, tasks."""

from __future__ import annotations

from datetime import date

from promo_xl.facts import Facts, Slot, slot_text
from tests.derive.campaigns import END, Rows, closed_618, days, moment

SHOP_UV = 80_000


def watched_618() -> Rows:
    """Add what the manual's own monitoring table watches, at its own figures.

    The hero item starts at 2,000 units and ends at 200; the other at 3,000 and 1,800:
    1 − 2,000 ÷ 5,000 = 60 % sold through. UV 80,000 a day, 2,000 orders: 2.5 %. 60 seconds.
    """
    rows = closed_618()
    rows["products"] = [
        {
            "sku_id": "SKU001",
            "name": "补水面膜",
            "role": "爆款",
            "stock": 2000,
            "alert_stock": 300,
            "stop_stock": 100,
            "promo_price": 99,
        },
        {"sku_id": "SKU002", "name": "保湿面霜", "role": "利润款", "stock": 3000},
    ]
    for i, day in enumerate(days()):
        rows["daily"] += [
            {
                "date": day,
                "level": "商品",
                "sku_id": "补水面膜",
                "items": 20,
                "gmv": 2000,
                "orders": 18,
                "stock": 200 if day == END else 1900 - 60 * i,
            },
            {
                "date": day,
                "level": "商品",
                "sku_id": "SKU002",
                "items": 60,
                "gmv": 12_000,
                "orders": 55,
                "stock": 1800,
            },
            {
                "date": day,
                "level": "店铺大盘",
                "gmv": 190_000,
                "uv": SHOP_UV,
                "orders": 2000,
                "buyers": 1900,
                "new_buyers": 570,
                "new_users": 480,
                "refund_amt": 19_000,
                "cs_seconds": 60,
                "cs_sessions": 100 + i,
            },
        ]
    rows["monitor"] = [
        {"metric": "UV(日)", "target": "10万", "op": "<", "threshold": 80_000},
        {"metric": "转化率", "target": "3%", "op": "<", "threshold": "2.5%"},
        {"metric": "库存余量(爆款)", "target": 500, "op": "<", "threshold": 300},
        {"metric": "客服响应时长", "target": 30, "op": ">", "threshold": 45},
    ]
    for row, action in zip(
        rows["monitor"],
        ("追加信息流投放", "优化详情页", "替换同类款", "增派客服"),
        strict=True,
    ):
        row["action"] = action
    return rows


def logged_618() -> Rows:
    """Add what happened and what was learnt."""
    rows = watched_618()
    rows["log"] = [
        {
            "kind": "异常",
            "time": moment("2026-06-15T10:00"),
            "desc": "视频未过审",
            "severity": "一般",
            "status": "处理中",
            "due": date(2026, 6, 20),
        },
        {
            "kind": "异常",
            "time": moment("2026-06-11T20:00"),
            "closed": moment("2026-06-11T20:30"),
            "desc": "页面卡顿",
            "severity": "紧急",
            "cause": "压力测试遗漏",
            "measure": "扩容",
            "status": "已解决",
            "channel_id": "会场",
            "loss_est": 120_000,
        },
        {
            "kind": "策略调整",
            "time": moment("2026-06-13T10:00"),
            "desc": "信息流加预算",
            "before": "18万",
            "after": "20万",
            "amount": 20_000,
            "basis": "投放ROI 3.1",
            "effect": "访客回升",
            "alert_ids": "W04",
        },
        {"kind": "异常", "time": moment("2026-06-30T10:00"), "desc": "以后的事"},
    ]
    rows["feedback"] = [
        {"date": date(2026, 6, 6), "topic": "物流", "quote": "到货快", "count": 4},
        {"date": date(2026, 6, 5), "topic": "活动规则", "quote": "规则复杂", "count": 15},
        {"date": date(2026, 6, 7), "topic": "活动规则", "quote": "看不懂"},
        {"date": date(2026, 7, 7), "topic": "客服", "quote": "以后的话", "count": 99},
    ]
    moods = ("正面", "负面", "负面", "负面")
    for row, mood in zip(rows["feedback"], moods, strict=True):
        row["sentiment"] = mood
    rows["feedback"][1]["action"] = "简化规则"
    rows["review"] = [
        {"dimension": "不足与改进", "content": "返场弱", "action": "提前备货"},
        {"dimension": "成功经验", "content": "达人分层"},
        {"dimension": "渠道效果分析", "content": "短信无效", "verdict": "停止"},
        {
            "dimension": "请批准的决定",
            "content": "追加达人预算",
            "amount": 200_000,
            "due": date(2026, 7, 5),
        },
    ]
    rows["tasks"] = [
        {
            "name": "复盘会",
            "type": "里程碑",
            "start": date(2026, 6, 28),
            "end": "2026-06-28",
        },
        {"name": "结算", "start": date(2026, 6, 18), "end": date(2026, 6, 20), "pct": 0.6},
        {
            "name": "上线",
            "start": date(2026, 5, 18),
            "end": "2026-06-01",
            "status": "已完成",
        },
        {"name": "短信", "end": date(2026, 6, 2), "status": "取消"},
    ]
    return rows


def table(facts: Facts, key: str, lang: str = "zh") -> list[list[str]]:
    """Say a block row by row."""
    return [[slot_text(cell, lang) for cell in row] for row in facts.blocks[key].rows]


def said(facts: Facts, key: str, lang: str = "zh") -> str:
    """Say a claim."""
    return facts.claims[key].say(lang)


def cell(value: Slot) -> str:
    """Say one cell in Chinese."""
    return slot_text(value, "zh")
