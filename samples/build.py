"""Make the sample campaigns: `python samples/build.py`. Seeded, so always the same rows.

Sample (a) is a closed 618 of 2026. Its totals are the example figures of the promotion
manual (活动复盘报告表): GMV 480万 of 500万, 1.2万 new users of 1万, 直通车 1:4, 信息流 1:3,
达人 1:5, 私域 conversion 25 %. What a day holds is drawn from a seeded curve and then fitted
to those totals, so that no day is a round number and every total is exact.
"""

import itertools
import json
import random
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEED = 618
START, END = date(2026, 6, 1), date(2026, 6, 25)
DAYS = [START + timedelta(days=n) for n in range((END - START).days + 1)]

# zh, en, platform, type, paid, role, purpose, owner zh, owner en
# fmt: off
CHANNELS = (
    ("达人带货", "KOL selling", "douyin", "kol", "paid", "core", "conversion", "陈专员", "Chen"),
    ("直通车", "Search ads", "taobao", "paid_ads", "paid", "core", "conversion", "孙运营", "Sun"),
    ("信息流", "Feed ads", "douyin", "paid_ads", "paid", "support", "traffic", "周主管", "Zhou"),
    ("会场", "Event page", "tmall", "e_commerce_search", "paid", "support", "conversion", "孙运营", "Sun"),
    ("私域", "Private traffic", "wechat_groups", "private_traffic", "private", "core", "conversion", "吴专员", "Wu"),
)
# fmt: on
# per channel: GMV, cost, orders, visitors, impressions, clicks, new users, refunds, planned
# (money in 元). GMV, cost and plan are the manual's; 私域 3,650 / 14,600 = its 25 %.
TOTALS = (
    (1_800_000, 360_000, 7_600, 190_000, 4_200_000, 189_000, 4_900, 129_600, 380_000),
    (960_000, 240_000, 4_150, 125_800, 3_100_000, 124_000, 2_300, 61_400, 250_000),
    (600_000, 200_000, 2_480, 73_000, 2_900_000, 72_500, 2_050, 45_000, 180_000),
    (600_000, 120_000, 2_620, 67_200, 1_560_000, 68_600, 1_450, 36_600, 120_000),
    (840_000, 60_000, 3_650, 14_600, 360_000, 64_800, 1_300, 30_200, 70_000),
)
# The share of the campaign that falls on each phase, and its peak days.
# fmt: off
PHASES = (
    ("preheat", date(2026, 6, 1), date(2026, 6, 10), 0.215, {}),
    ("burst", date(2026, 6, 11), date(2026, 6, 20), 0.645, {date(2026, 6, 18): 2.4, date(2026, 6, 17): 1.3}),
    ("encore", date(2026, 6, 21), date(2026, 6, 25), 0.14, {}),
)
# fmt: on
# fmt: off
PHASE_WORDS = {
    "preheat": ("内容种草、领券蓄水、社群提前3天预热", "Content seeding, coupons, groups warmed up 3 days early"),
    "burst": ("达人直播、会场与搜索集中承接", "KOL live rooms, event page and search take the traffic"),
    "encore": ("余货清仓、老客召回", "Clear the stock, call returning buyers back"),
}
# fmt: on
# metric, unit zh, unit en, target, op
# fmt: off
GOALS = (
    ("gmv", "元", "CNY", 5_000_000, ">="),
    ("new_users", "人", "people", 10_000, ">="),
    ("orders", "单", "orders", 20_000, ">="),
    ("roi_ads", "倍", "x", 4.5, ">="),
    ("expense_ratio", "%", "%", 0.26, "<="),
    ("refund_rate", "%", "%", 0.08, "<="),
)
# fmt: on
PHASE_TARGETS = (1_100_000, 3_050_000, 850_000)
CHANNEL_TARGETS = (1_700_000, 1_000_000, 850_000, 650_000, 800_000)
# category, item zh, item en, planned, actual (元): the manual's cost kinds
# fmt: off
OTHER_LINES = (
    ("materials", "物料制作与印刷", "Materials and print", 50_000, 46_000),
    ("technology", "活动页与压测", "Event page and load test", 30_000, 38_000),
    ("people", "加班与外包客服", "Overtime and hired service", 100_000, 112_000),
    ("emergency_reserve", "应急备用金", "Emergency reserve", 60_000, 18_000),
)
# fmt: on
# name zh, name en, type, owner zh, owner en, priority, start, end, actual end
# fmt: off
TASKS = (
    ("活动主题与目标确认", "Theme and goals agreed", "task", "王经理", "Wang", "P0", "05-06", "05-08", "05-08"),
    ("预算与渠道策略评审", "Budget and channels reviewed", "task", "王经理", "Wang", "P0", "05-08", "05-12", "05-12"),
    ("方案批准", "Plan approved", "milestone", "王经理", "Wang", "P0", "05-13", "05-13", "05-13"),
    ("页面原型与主视觉设计", "Page prototype and key visual", "task", "李设计师", "Li", "P1", "05-11", "05-18", "05-18"),
    ("达人签约与脚本审核", "KOLs signed, scripts reviewed", "task", "陈专员", "Chen", "P1", "05-12", "05-22", "05-22"),
    ("活动页面开发与联调", "Event page built", "task", "赵工程师", "Zhao", "P0", "05-18", "05-26", "05-28"),
    ("优惠券配置与核销测试", "Coupons set up and tested", "task", "孙运营", "Sun", "P0", "05-27", "05-29", "05-29"),
    ("全链路与压力测试", "End-to-end and load test", "launch_check", "赵工程师", "Zhao", "P0", "05-29", "05-31", "05-31"),
    ("活动上线", "Go live", "milestone", "孙运营", "Sun", "P0", "06-01", "06-01", "06-01"),
    ("预热期：种草与领券", "Preheat: seeding and coupons", "task", "吴专员", "Wu", "P1", "06-01", "06-10", "06-10"),
    ("爆发期：直播与全渠道投放", "Burst: live rooms and all channels", "task", "陈专员", "Chen", "P0", "06-11", "06-20", "06-20"),
    ("返场期：余货清仓", "Encore: clear the stock", "task", "周主管", "Zhou", "P1", "06-21", "06-25", "06-25"),
    ("数据汇总与复盘会", "Data summary and review meeting", "task", "吴专员", "Wu", "P1", "06-26", "06-27", "06-27"),
    ("结案报告提交", "Close-out report handed in", "milestone", "王经理", "Wang", "P0", "06-28", "06-28", "06-28"),
)
# fmt: on
# fmt: off
NOTES = {
    (date(2026, 6, 1), 3): ("首日页面卡顿30分钟，已发10元无门槛券补偿", "Page lagged 30 minutes on day one; CNY 10 coupons sent"),
    (date(2026, 6, 13), 2): ("素材点击率走低，当晚换新素材", "Creatives tired; new ones the same evening"),
    (date(2026, 6, 18), 0): ("头部达人专场", "Top KOL session"),
}
# fmt: on


def sample_a(lang: str) -> dict[str, list[dict[str, object]]]:
    """Give the typed rows of sample (a), by sheet and column key, in *lang*."""
    say = 0 if lang == "zh" else 1
    return {
        "plan": [_plan(say)],
        "phases": [_phase(say, *phase[:3]) for phase in PHASES],
        "goals": _goals(say),
        "channels": [_channel(say, channel) for channel in CHANNELS],
        "budget": _budget(say),
        "tasks": [_task(say, n, task) for n, task in enumerate(TASKS, 1)],
        "daily": _daily(say),
    }


def _plan(say: int) -> dict[str, object]:
    return {
        "project_id": "P2026-618",
        "project_name": (
            "618年中狂欢·全场满300减50",
            "618 Mid-Year Carnival: CNY 50 off every 300",
        )[say],
        "scenario": "big_day",
        "size": "small",
        "period_start": START.isoformat(),
        "period_end": END.isoformat(),
        "launch_date": START.isoformat(),
        "review_date": "2026-06-28",
        "core_goal": ("GMV 500万元，新增用户1万人", "GMV CNY 5 million, 10,000 new users")[
            say
        ],
        "rules_text": (
            "全场商品满300减50，限每天前1000名下单用户；满减仅限指定品类，优惠券不可叠加",
            "CNY 50 off 300 across the shop for the first 1,000 orders a day; listed categories only, coupons do not stack",
        )[say],
        "total_budget": 1_240_000,
        "owner": ("王经理", "Wang")[say],
        "ly1_name": ("2025年618", "618 of 2025")[say],
        "ly1_gmv": 4_300_000,
        "ly1_input": 1_120_000,
        "ly1_refund_rate": 0.068,
        "ly1_days": 25,
    }


def _phase(say: int, kind: str, start: date, end: date) -> dict[str, object]:
    return {
        "phase_id": f"PH{[p[0] for p in PHASES].index(kind) + 1}",
        "phase": kind,
        "start": start.isoformat(),
        "end": end.isoformat(),
        "core_tasks": PHASE_WORDS[kind][say],
    }


def _goals(say: int) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {
            "goal_id": f"G{n}",
            "metric": metric,
            "op": op,
            "target": target,
            "unit": (unit, unit_en)[say],
            "owner": ("王经理", "Wang")[say],
        }
        for n, (metric, unit, unit_en, target, op) in enumerate(GOALS, 1)
    ]
    parts = [("phase_id", "phase", f"PH{n}", t) for n, t in enumerate(PHASE_TARGETS, 1)]
    parts += [
        ("channel_id", "channel", f"C{n:02d}", t) for n, t in enumerate(CHANNEL_TARGETS, 1)
    ]
    for n, (column, cut, target_id, target) in enumerate(parts, len(rows) + 1):
        rows.append(
            {
                "goal_id": f"G{n}",
                "parent_id": "G1",
                "cut": cut,
                "level": "sub_goal",
                "metric": "gmv",
                "op": ">=",
                "target": target,
                "unit": ("元", "CNY")[say],
                column: target_id,
            }
        )
    return rows


def _channel(say: int, channel: tuple[str, ...]) -> dict[str, object]:
    number = CHANNELS.index(channel) + 1  # type: ignore[arg-type]  # same tuple type
    zh, en, platform, sort, paid, role, purpose, owner, owner_en = channel
    return {
        "channel_id": f"C{number:02d}",
        "platform": platform,
        "channel_name": (zh, en)[say],
        "channel_type": sort,
        "paid": paid,
        "role": role,
        "purpose": purpose,
        "owner": (owner, owner_en)[say],
    }


def _budget(say: int) -> list[dict[str, object]]:
    lines: list[dict[str, object]] = []
    for n, (channel, totals) in enumerate(zip(CHANNELS, TOTALS, strict=True), 1):
        item = (channel[0] + "投放", channel[1])[say]
        owner = channel[7 + say]
        lines.append(
            {
                "category": "ads",
                "item": item,
                "channel_id": f"C{n:02d}",
                "planned": totals[8],
                "owner": owner,
            }
        )
    for category, zh, en, planned, actual in OTHER_LINES:
        lines.append(
            {
                "category": category,
                "item": (zh, en)[say],
                "planned": planned,
                "actual": actual,
                "owner": ("王经理", "Wang")[say],
            }
        )
    approved = {
        "approver": ("王经理", "Wang")[say],
        "appr_status": "approved",
        "appr_date": "2026-05-12",
    }
    return [
        {"budget_id": f"B{n:02d}", **line, **approved} for n, line in enumerate(lines, 1)
    ]


def _task(say: int, number: int, task: tuple[str, ...]) -> dict[str, object]:
    zh, en, sort, owner, owner_en, priority, start, end, done = task
    row: dict[str, object] = {
        "task_id": f"T{number:02d}",
        "name": (zh, en)[say],
        "type": sort,
        "owner": (owner, owner_en)[say],
        "priority": priority,
        "start": f"2026-{start}",
        "end": f"2026-{end}",
        "status": "done",
        "pct": 1.0,
        "actual_end": f"2026-{done}",
    }
    if sort == "launch_check":
        row |= {"check_kind": "stress", "check_result": "passed"}
    return row


def _daily(say: int) -> list[dict[str, object]]:
    draw = random.Random(SEED)
    columns = [_channel_days(draw, totals) for totals in TOTALS]
    return [
        {"date": day.isoformat(), "channel_id": f"C{c + 1:02d}"}
        | {key: values[n] for key, values in columns[c].items()}
        | ({"note": NOTES[day, c][say]} if (day, c) in NOTES else {})
        for n, day in enumerate(DAYS)
        for c in range(len(CHANNELS))
    ]


def _channel_days(draw: random.Random, totals: tuple[int, ...]) -> dict[str, list[float]]:
    """Spread one channel's totals over the days: sales follow the curve, clicks follow visitors."""
    curve = [_weight(day) * draw.uniform(0.88, 1.12) for day in DAYS]
    flatter = [w**0.75 * draw.uniform(0.95, 1.05) for w in curve]
    gmv, cost, orders, uv, impressions, clicks, new_users, refunds, _ = totals
    ordered = _split(orders, curve)
    lagged = [
        0.4,
        0.7,
        *(0.5 * a + 0.5 * b for a, b in itertools.pairwise(curve)),
    ]
    return {
        "impressions": _split(impressions, flatter),
        "clicks": _split(clicks, [w * draw.uniform(0.96, 1.04) for w in flatter]),
        "uv": _split(uv, [w * draw.uniform(0.96, 1.04) for w in flatter]),
        "orders": ordered,
        "gmv": [
            v / 100
            for v in _split(gmv * 100, [n * draw.uniform(0.95, 1.05) for n in ordered])
        ],
        "refund_amt": [v / 100 for v in _split(refunds * 100, lagged[: len(DAYS)])],
        "cost": [
            v / 100
            for v in _split(cost * 100, [w * draw.uniform(0.93, 1.07) for w in flatter])
        ],
        "new_users": _split(new_users, [n * draw.uniform(0.9, 1.1) for n in ordered]),
    }


def _weight(day: date) -> float:
    for _, start, end, share, peaks in PHASES:
        if start <= day <= end:
            days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
            return share * peaks.get(day, 1.0) / sum(peaks.get(d, 1.0) for d in days)
    raise ValueError(day)


def _split(total: int, weights: list[float]) -> list[float]:
    """Cut an integer total in proportion to *weights*; the parts add up exactly."""
    whole = sum(weights)
    exact = [total * w / whole for w in weights]
    parts = [int(x) for x in exact]
    by_rest = sorted(range(len(exact)), key=lambda i: exact[i] - parts[i], reverse=True)
    for i in by_rest[: total - sum(parts)]:
        parts[i] += 1
    return [float(p) for p in parts]


def main() -> None:
    """Write every sample's rows beside this script."""
    folder = HERE / "a"
    folder.mkdir(exist_ok=True)
    for lang in ("zh", "en"):
        rows = json.dumps(sample_a(lang), ensure_ascii=False, indent=1)
        (folder / f"rows_{lang}.json").write_text(
            rows + "\n", encoding="utf-8", newline="\n"
        )


if __name__ == "__main__":
    main()
