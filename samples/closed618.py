"""Sample (a): a closed 618 of 2026, at full size.

Its totals are the example figures of the promotion manual (活动复盘报告表): GMV 480万 of
500万, 1.2万 new users of 1万, 直通车 1:4, 信息流 1:3, 达人 1:5, 私域 conversion 25 %, 60 % of
the stock cleared, 200 of the hero item left, service at 60 seconds. What a day holds is drawn
from a seeded curve and then fitted to those totals, so that no day is a round number and
every total is exact.
"""

import itertools
import random
from datetime import date

from closed618_people import CHANNELS, RESOURCES, SUN, TEAM, TERMS, WANG, WU, ZHOU
from closed618_plan import (
    MATERIALS,
    OFFERS,
    PERSONAS,
    PHASE_TARGETS,
    PLAN,
    PRODUCTS,
    RISKS,
    goals,
)
from closed618_run import FEEDBACK, LOG, MONITOR, REVIEW, tasks
from rows import Row, Rows, T, days_of, fen, split

SEED = 618
START, END = date(2026, 6, 1), date(2026, 6, 25)
DAYS = days_of(START, END)
LAST_BURST = date(2026, 6, 20)

# per channel: GMV, cost, orders, visitors, impressions, clicks, new users, refunds, planned
# (money in 元). GMV, cost and plan are the manual's; 私域 3,650 / 14,600 = its 25 %.
TOTALS = (
    (1_800_000, 360_000, 7_600, 190_000, 4_200_000, 189_000, 4_900, 129_600, 380_000),
    (960_000, 240_000, 4_150, 125_800, 3_100_000, 124_000, 2_300, 61_400, 250_000),
    (600_000, 200_000, 2_480, 73_000, 2_900_000, 72_500, 2_050, 45_000, 180_000),
    (600_000, 120_000, 2_620, 67_200, 1_560_000, 68_600, 1_450, 36_600, 120_000),
    (840_000, 60_000, 3_650, 14_600, 360_000, 64_800, 1_300, 30_200, 70_000),
)
# New buyers of each channel; together the shop's.
NEW_BUYERS = (3_050, 1_310, 1_120, 870, 946)
# The whole shop: 20,500 orders of 820,000 visitors are the manual's 2.5 %.
SHOP: dict[str, int] = {
    "uv": 820_000,
    "pv": 2_706_000,
    "add_cart": 82_000,
    "orders": 20_500,
    "items": 24_000,
    "buyers": 19_200,
    "new_buyers": 7_296,
    "new_users": 12_000,
    "members": 3_600,
    "complaints": 164,
}
# On the last day of the burst visitors and conversion stand exactly at the manual's lines.
PINNED = {"uv": 80_000, "orders": 2_000}
# The share of the campaign that falls on each phase, and its peak days.
# fmt: off
PHASES = (
    ("preheat", date(2026, 6, 1), date(2026, 6, 10), 0.215, {}),
    ("burst", date(2026, 6, 11), date(2026, 6, 20), 0.645, {date(2026, 6, 18): 2.4, date(2026, 6, 17): 1.3, LAST_BURST: 1.75}),
    ("encore", date(2026, 6, 21), date(2026, 6, 25), 0.14, {}),
)
PHASE_WORDS = (
    (T("内容种草、领券蓄水、社群提前3天预热", "Content seeding, coupons, groups warmed up 3 days early"), WU),
    (T("达人直播、会场与搜索集中承接", "KOL live rooms, event page and search take the traffic"), SUN),
    (T("余货清仓、老客召回", "Clear the stock, call returning buyers back"), ZHOU),
)
# category, item, planned, actual (元): the manual's cost kinds
OTHER_LINES = (
    ("materials", T("物料制作与印刷", "Materials and print"), 50_000, 46_000, T("海报、短片、页面素材", "Posters, videos, page images")),
    ("technology", T("活动页与压测", "Event page and load test"), 30_000, 38_000, ""),
    ("people", T("加班与外包客服", "Overtime and hired service"), 100_000, 112_000, ""),
    ("emergency_reserve", T("应急备用金", "Emergency reserve"), 60_000, 18_000, T("首日补偿券1.5万、其他0.3万", "Make-good coupons 15,000, other 3,000")),
)
# per item: sold, GMV, orders, refunds, cost, visitors; opening stock stands in the goods
SKUS = {
    "SKU01": (8_800, 1_870_000, 7_600, 112_000, 352_000, 286_000),
    "SKU02": (8_700, 835_700, 7_100, 63_000, 228_000, 240_000),
    "SKU03": (4_100, 1_467_900, 3_600, 88_800, 268_000, 178_000),
    "SKU04": (2_400, 626_400, 2_200, 39_000, 132_000, 116_000),
}
NOTES = {
    (date(2026, 6, 1), 3): T("首日页面卡顿30分钟，已发10元无门槛券补偿", "Page lagged 30 minutes on day one; CNY 10 coupons sent"),
    (date(2026, 6, 13), 2): T("素材点击率走低，当晚换新素材", "Creatives tired; new ones the same evening"),
    (date(2026, 6, 18), 0): T("头部达人专场", "Top KOL session"),
}
# fmt: on


def sample_a() -> Rows:
    """Give the typed rows of the closed 618, by sheet and column key."""
    return {
        "plan": [PLAN],
        "phases": _phases(),
        "personas": PERSONAS,
        "goals": goals(),
        "day_targets": _day_targets(),
        "channels": [a | b for a, b in zip(CHANNELS, TERMS, strict=True)],
        "budget": _budget(),
        "resources": RESOURCES,
        "offers": OFFERS,
        "products": PRODUCTS,
        "materials": MATERIALS,
        "tasks": tasks(),
        "team": TEAM,
        "risks": RISKS,
        "daily": _daily(),
        "monitor": MONITOR,
        "log": LOG,
        "feedback": FEEDBACK,
        "review": REVIEW,
        "settings": [{"approval_levels": 3, "review_levels": 3}],
    }


def _phases() -> list[Row]:
    return [
        {
            "phase_id": f"PH{n}",
            "phase": kind,
            "start": start.isoformat(),
            "end": end.isoformat(),
            "core_tasks": words,
            "owner": owner,
        }
        for n, ((kind, start, end, *_), (words, owner)) in enumerate(
            zip(PHASES, PHASE_WORDS, strict=True), 1
        )
    ]


def _day_targets() -> list[Row]:
    """Spread the phase goals along last year's curve; the whole campaign is the grain."""
    draw = random.Random(SEED + 2)
    last_year = split(4_300_000, [_weight(day) * draw.uniform(0.85, 1.15) for day in DAYS])
    targets: list[float] = []
    for (_, start, end, *_), target in zip(PHASES, PHASE_TARGETS, strict=True):
        first, last = DAYS.index(start), DAYS.index(end)
        targets += split(target, last_year[first : last + 1])
    costs = split(1_000_000, [t**0.85 for t in targets])
    visitors = split(625_000, [t**0.75 for t in targets])
    return [
        {
            "date": day.isoformat(),
            "gmv_target": targets[n],
            "cost_target": costs[n],
            "uv_target": visitors[n],
            "ly_gmv": last_year[n],
            "source": "last_year_curve",
        }
        for n, day in enumerate(DAYS)
    ]


def _budget() -> list[Row]:
    approved: Row = {"approver": WANG, "appr_status": "approved", "appr_date": "2026-05-12"}
    lines: list[Row] = []
    for channel, totals in zip(CHANNELS, TOTALS, strict=True):
        name = channel["channel_name"]
        assert isinstance(name, T)  # noqa: S101 — the channels' own table
        lines.append(
            {
                "category": "ads",
                "item": T(f"{name.zh}投放", name.en),
                "channel_id": channel["channel_id"],
                "planned": totals[8],
                "owner": channel["owner"],
                **approved,
                "fund_date": "2026-05-25",
                "committed": totals[8],
            }
        )
    for category, item, planned, actual, note in OTHER_LINES:
        line: Row = {"category": category, "item": item, "planned": planned}
        line |= {"actual": actual, "owner": WANG, **approved}
        lines.append(line | ({"note": note} if note else {}))
    return [{"budget_id": f"B{n:02d}", **line} for n, line in enumerate(lines, 1)]


def _daily() -> list[Row]:
    draw = random.Random(SEED)
    columns = [_channel_days(draw, totals) for totals in TOTALS]
    for column, number in zip(columns, NEW_BUYERS, strict=True):
        column["new_buyers"] = split(number, column["orders"])
    shop, goods = _shop_days(columns), {sku: _sku_days(sku) for sku in SKUS}
    rows: list[Row] = []
    for n, day in enumerate(DAYS):
        when = {"date": day.isoformat()}
        for c, column in enumerate(columns):
            row: Row = {**when, "channel_id": f"C{c + 1:02d}"}
            row |= {key: values[n] for key, values in column.items()}
            rows.append(row | ({"note": NOTES[day, c]} if (day, c) in NOTES else {}))
        rows.append({**when, "level": "shop", **{k: v[n] for k, v in shop.items()}})
        rows += [
            {**when, "sku_id": sku, "level": "sku"}
            | {key: values[n] for key, values in columns_of.items()}
            for sku, columns_of in goods.items()
        ]
    return rows


def _channel_days(draw: random.Random, totals: tuple[int, ...]) -> dict[str, list[float]]:
    """Spread one channel's totals over the days: sales follow the curve, clicks follow visitors."""
    curve = [_weight(day) * draw.uniform(0.88, 1.12) for day in DAYS]
    flatter = [w**0.75 * draw.uniform(0.95, 1.05) for w in curve]
    gmv, cost, orders, uv, impressions, clicks, new_users, refunds, _ = totals
    ordered = split(orders, curve)
    return {
        "impressions": split(impressions, flatter),
        "clicks": split(clicks, [w * draw.uniform(0.96, 1.04) for w in flatter]),
        "uv": split(uv, [w * draw.uniform(0.96, 1.04) for w in flatter]),
        "orders": ordered,
        "gmv": fen(gmv, [n * draw.uniform(0.95, 1.05) for n in ordered]),
        "refund_amt": fen(refunds, _lagged(curve)),
        "cost": fen(cost, [w * draw.uniform(0.93, 1.07) for w in flatter]),
        "new_users": split(new_users, [n * draw.uniform(0.9, 1.1) for n in ordered]),
    }


def _shop_days(columns: list[dict[str, list[float]]]) -> dict[str, list[float]]:
    """Give the whole shop's days: its curve is near the channels' sum, its totals are SHOP."""
    draw = random.Random(SEED + 1)
    curve = [sum(c["orders"][n] for c in columns) for n in range(len(DAYS))]
    pinned = DAYS.index(LAST_BURST)
    found = {
        key: split(total, [w * draw.uniform(0.97, 1.03) for w in curve])
        for key, total in SHOP.items()
    }
    for key, value in PINNED.items():
        rest = [w for n, w in enumerate(found[key]) if n != pinned]
        found[key] = split(SHOP[key] - value, rest)
        found[key].insert(pinned, float(value))
    found["gmv"] = fen(4_800_000, [n * draw.uniform(0.97, 1.03) for n in found["orders"]])
    found["refund_amt"] = fen(302_800, _lagged(curve))
    found["cs_seconds"], found["cs_sessions"] = _service(curve)
    return found


def _service(curve: list[float]) -> tuple[list[float], list[float]]:
    """Give seconds and sessions a day whose weighted mean is exactly 60 seconds."""
    fixed = {len(DAYS) - 1: 0, DAYS.index(LAST_BURST): 0, DAYS.index(date(2026, 6, 18)): 24}
    free = DAYS.index(date(2026, 6, 5))
    for seed in itertools.count(SEED):
        draw = random.Random(seed)
        off = [fixed.get(n, draw.randint(-18, 18)) for n in range(len(DAYS))]
        sessions = [round(n * draw.uniform(0.5, 0.6)) for n in curve]
        rest = -sum(
            a * b for n, (a, b) in enumerate(zip(off, sessions, strict=True)) if n != free
        )
        by = round(rest / sessions[free])
        if 0 < abs(by) < 20 and rest % by == 0:
            off[free], sessions[free] = by, rest // by
            return [60.0 + d for d in off], [float(s) for s in sessions]
    raise AssertionError


def _sku_days(sku: str) -> dict[str, list[float]]:
    """Give one item's days; stock is what the opening stock has left in the evening."""
    sold, gmv, orders, refunds, cost, uv = SKUS[sku]
    draw = random.Random(f"{SEED}{sku}")
    curve = [_weight(day) * draw.uniform(0.9, 1.1) for day in DAYS]
    items = split(sold, curve)
    opening = next(float(str(p["stock"])) for p in PRODUCTS if p["sku_id"] == sku)
    return {
        "uv": split(uv, [w**0.8 for w in curve]),
        "orders": split(orders, items),
        "items": items,
        "gmv": fen(gmv, items),
        "refund_amt": fen(refunds, _lagged(curve)),
        "cost": fen(cost, [w**0.85 for w in curve]),
        "stock": [opening - gone for gone in itertools.accumulate(items)],
    }


def _lagged(curve: list[float]) -> list[float]:
    """Refunds come a day later, half of them two."""
    first = [curve[0] * 0.4, curve[0] * 0.7]
    return [*first, *(0.5 * a + 0.5 * b for a, b in itertools.pairwise(curve))][: len(DAYS)]


def _weight(day: date) -> float:
    for _, start, end, share, peaks in PHASES:
        if start <= day <= end:
            days = days_of(start, end)
            return share * peaks.get(day, 1.0) / sum(peaks.get(d, 1.0) for d in days)
    raise ValueError(day)
