"""The numbers the samples must give, worked out apart from the product: `python samples/expect.py`.

Plain Python over the JSON rows: nothing of the package is imported. Each number stands with
how it was reached; a test compares what the product says. Money in 元, rates as fractions.
One long page on purpose: the whole arithmetic can be read through beside the manual's.
"""

import json
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from math import fsum, log
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
Row = dict[str, Any]
Rows = dict[str, list[Row]]
Figures = dict[str, list[Any]]
"""Key -> value and how it was reached."""


def total(rows: Iterable[Row], key: str) -> float:
    """Add a column over rows; an empty cell adds nothing."""
    return fsum(float(row[key]) for row in rows if key in row)


def of_level(rows: Rows, level: str) -> list[Row]:
    """Give the rows of 日数据 of one level; a blank level is the channel's claim."""
    return [row for row in rows["daily"] if row.get("level", "claim") == level]


def between(rows: Iterable[Row], first: str, last: str) -> list[Row]:
    """Give the rows dated from *first* to *last*, both counted."""
    return [row for row in rows if first[:10] <= row["date"] <= last[:10]]


def by_channel(rows: Rows, daily: list[Row]) -> dict[str, list[Row]]:
    """Give each channel's rows; a reference may be its ID or its name."""
    ids = {str(c["channel_name"]): str(c["channel_id"]) for c in rows["channels"]}
    found: dict[str, list[Row]] = {str(c["channel_id"]): [] for c in rows["channels"]}
    for row in daily:
        name = str(row["channel_id"])
        found[ids.get(name, name)].append(row)
    return found


def status(actual: float, goal: Row) -> str:
    """Say how a closed goal went, by the lines 100, 95 and 80 %; ≤ goals are kept or not."""
    if goal["op"] in ("<=", "<"):
        return "within_limit" if actual <= goal["target"] else "over_limit"
    reached = actual / goal["target"]
    for line, word in ((1.0, "reached"), (0.95, "close"), (0.8, "behind")):
        if reached >= line:
            return word
    return "missed"


_SUMS = (
    "gmv",
    "orders",
    "uv",
    "new_users",
    "buyers",
    "new_buyers",
    "members",
    "items",
    "add_cart",
    "refund_amt",
    "complaints",
)
_RATES = {
    "aov": ("gmv", "orders"),
    "cvr": ("orders", "uv"),
    "refund_rate": ("refund_amt", "gmv"),
    "new_share": ("new_buyers", "buyers"),
    "member_cvr": ("members", "new_users"),
    "cart_rate": ("add_cart", "uv"),
}
_CHANNEL_RATES = {
    "roi_ads": ("gmv", "cost"),
    "cvr": ("orders", "uv"),
    "aov": ("gmv", "orders"),
    "ctr": ("clicks", "impressions"),
    "cpc": ("cost", "clicks"),
    "cpa": ("cost", "orders"),
    "refund_rate": ("refund_amt", "gmv"),
    "cac": ("cost", "new_buyers"),
}


def sales(rows: Rows, daily: list[Row], where: str) -> Figures:
    """Work out the campaign's sales from *daily*, its one level."""
    found: Figures = {
        f"campaign.{key}": [total(daily, key), f"Σ {key} of {where}"]
        for key in _SUMS
        if any(key in row for row in daily)
    }
    for rate, (over, under) in _RATES.items():
        if any(over in row for row in daily) and any(under in row for row in daily):
            value = total(daily, over) / total(daily, under)
            found[f"campaign.{rate}"] = [value, f"Σ {over} ÷ Σ {under} of {where}"]
    return found


def ledger(rows: Rows, sold: list[Row]) -> Figures:
    """Work out cost, all input and what stands on them."""
    claims = by_channel(rows, of_level(rows, "claim"))
    cost = fsum(total(found, "cost") for found in claims.values())
    other = fsum(
        float(line.get("actual", 0))
        for line in rows.get("budget", [])
        if line["category"] != "ads"
    )
    rates = {c["channel_id"]: float(c.get("commission", 0)) for c in rows["channels"]}
    commission = fsum(
        rates[c] * (total(found, "gmv") - total(found, "refund_amt"))
        for c, found in claims.items()
    )
    all_in, gmv = cost + other + commission, total(sold, "gmv")
    found: Figures = {
        "campaign.cost": [cost, "Σ cost of the channels' own rows"],
        "campaign.input_total": [
            all_in,
            f"cost {cost:,.2f} + other lines {other:,.2f} + commission {commission:,.2f}",
        ],
        "campaign.roi_ads": [gmv / cost, "GMV ÷ cost"],
        "campaign.roi_total": [gmv / all_in, "GMV ÷ all input"],
        "campaign.expense_ratio": [all_in / gmv, "all input ÷ GMV"],
    }
    if any("refund_amt" in row for row in sold):
        net = gmv - total(sold, "refund_amt")
        found["campaign.net_gmv"] = [net, "GMV − refunds"]
        found["campaign.roi_net"] = [net / all_in, "(GMV − refunds) ÷ all input"]
    return found


def channels(rows: Rows) -> Figures:
    """Work out each channel from its own rows."""
    found: Figures = {}
    for channel, daily in by_channel(rows, of_level(rows, "claim")).items():
        name = f"channel.{channel}"
        for key in ("gmv", "cost", "orders", "uv"):
            found[f"{name}.{key}"] = [total(daily, key), f"Σ {key} of the channel's rows"]
        for rate, (over, under) in _CHANNEL_RATES.items():
            rows_with = [row for row in daily if over in row and under in row]
            both = daily if rate == "roi_ads" else rows_with
            if rows_with and total(both, under):
                value = total(both, over) / total(both, under)
                found[f"{name}.{rate}"] = [
                    value,
                    f"Σ {over} ÷ Σ {under}{_WHERE[both is daily]}",
                ]
    return found


_WHERE = {
    True: " of the channel's rows",
    False: " of the channel's rows that hold both",
}


def budget_lines(rows: Rows) -> Figures:
    """Work out what each line has spent: ad lines from the daily data, the others as typed."""
    claims = by_channel(rows, of_level(rows, "claim"))
    found: Figures = {}
    for line in rows["budget"]:
        ads = line["category"] == "ads"
        spent = total(claims[line["channel_id"]], "cost") if ads else line.get("actual")
        if spent is None:
            continue
        name, how = f"budget.{line['budget_id']}", "daily cost" if ads else "as typed"
        found[f"{name}.spent"] = [spent, how]
        found[f"{name}.exec_rate"] = [spent / line["planned"], "spent ÷ planned"]
    planned = total(rows["budget"], "planned")
    found["campaign.budget"] = [planned, "Σ planned of all lines"]
    return found


def phases(rows: Rows, sold: list[Row]) -> Figures:
    """Work out each phase from the days it covers."""
    goals = {
        g["phase_id"]: g["target"]
        for g in rows["goals"]
        if g["metric"] == "gmv" and "phase_id" in g
    }
    found: Figures = {}
    for phase in rows["phases"]:
        name, days = f"phase.{phase['phase_id']}", (phase["start"], phase["end"])
        inside, ads = between(sold, *days), between(of_level(rows, "claim"), *days)
        gmv, cost = total(inside, "gmv"), total(ads, "cost")
        how = f"{days[0]} … {days[1]}"
        found[f"{name}.gmv"] = [gmv, f"Σ gmv, {how}"]
        found[f"{name}.cost"] = [cost, f"Σ cost of the channels, {how}"]
        found[f"{name}.roi_ads"] = [gmv / cost, f"{gmv:,.2f} ÷ {cost:,.2f}"]
        orders, visitors = total(inside, "orders"), total(inside, "uv")
        found[f"{name}.orders"] = [orders, f"Σ orders, {how}"]
        found[f"{name}.cvr"] = [orders / visitors, f"{orders:g} ÷ {visitors:g}"]
        target = goals[phase["phase_id"]]
        found[f"{name}.gmv_target"] = [target, "the phase's GMV goal"]
        found[f"{name}.completion"] = [gmv / target, f"{gmv:,.2f} ÷ {target:,.2f}"]
    return found


def goods(rows: Rows) -> Figures:
    """Work out stock: what is left, what was cleared, for how many days it lasts."""
    left, opening, found = 0.0, total(rows["products"], "stock"), Figures()
    for product in rows["products"]:
        sku, name = product["sku_id"], f"product.{product['sku_id']}"
        daily = sorted(
            (row for row in of_level(rows, "sku") if row["sku_id"] == sku),
            key=lambda row: str(row["date"]),
        )
        last, week = daily[-1]["stock"], total(daily[-7:], "items") / 7
        left += last
        found[f"{name}.stock_left"] = [last, f"stock on {daily[-1]['date']}"]
        cleared = 1 - last / product["stock"]
        found[f"{name}.sellthrough"] = [cleared, f"1 − {last:g} ÷ {product['stock']}"]
        found[f"{name}.stock_days"] = [last / week, f"{last:g} ÷ {week:.4f} items a day"]
        for key in ("items", "gmv"):
            found[f"{name}.{key}"] = [total(daily, key), f"Σ {key} of the item's rows"]
    found["campaign.sellthrough"] = [1 - left / opening, f"1 − {left:g} ÷ {opening:g}"]
    return found


def sample_a() -> Row:
    """Work out the closed 618."""
    rows = read("a/rows_zh.json")
    shop, claims = of_level(rows, "shop"), of_level(rows, "claim")
    found = sales(rows, shop, "店铺大盘") | ledger(rows, shop)
    found |= channels(rows) | budget_lines(rows) | phases(rows, shop) | goods(rows)
    for key in ("impressions", "clicks"):
        found[f"campaign.{key}"] = [total(claims, key), f"Σ {key} of the channels' rows"]
    share = total(claims, "gmv") / total(shop, "gmv")
    found["campaign.claim_share"] = [share, "Σ gmv of the channels ÷ of the shop"]
    seconds = fsum(row["cs_seconds"] * row["cs_sessions"] for row in shop)
    answered = seconds / total(shop, "cs_sessions")
    found["campaign.cs_seconds"] = [answered, "Σ seconds × sessions ÷ Σ sessions"]
    days = len(shop)
    actuals: dict[str, float] = {
        "uv": total(shop, "uv") / days,
        "impressions": total(claims, "impressions"),
        "cs_seconds": answered,
    }
    words = goal_words(rows, found, actuals)
    return {
        "as_of": "2026-06-28",
        "figures": found | words[0],
        "goal_status": words[1],
        "monitors": monitors(rows),
        "drivers": drivers(rows, found),
        "levers": levers(rows, found, days),
        "last_year": last_year(rows, found, days),
        "day_targets": day_targets(rows),
    }


def goal_words(
    rows: Rows, found: Figures, actuals: dict[str, float]
) -> tuple[Figures, dict[str, str]]:
    """Work out every goal: what was reached, how much of it, and the word for it."""
    figures: Figures = {}
    words: dict[str, str] = {}
    for goal in rows["goals"]:
        metric = goal["metric"]
        if "actual_typed" in goal:
            actual, how = goal["actual_typed"], "as typed"
        elif "channel_id" in goal:
            actual, how = (
                found[f"channel.{goal['channel_id']}.{metric}"][0],
                "the channel's",
            )
        elif "phase_id" in goal:
            actual, how = found[f"phase.{goal['phase_id']}.{metric}"][0], "the phase's"
        elif metric in actuals:
            actual, how = actuals[metric], "see the campaign; visitors as a daily mean"
        else:
            actual, how = found[f"campaign.{metric}"][0], "the campaign's"
        name, target = f"goal.{goal['goal_id']}", goal["target"]
        figures[f"{name}.actual"] = [actual, how]
        if goal["op"] in ("<=", "<"):
            left = (target - actual) / target
            figures[f"{name}.headroom"] = [left, f"({target} − {actual:.6g}) ÷ {target}"]
        else:
            figures[f"{name}.completion"] = [actual / target, f"{actual:.9g} ÷ {target}"]
        words[goal["goal_id"]] = status(actual, goal)
    return figures, words


_PAST: dict[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
}


def monitors(rows: Rows) -> Row:
    """Say each monitor's latest value, its deviation and its state.

    The latest complete day; of the phase, where the monitor names one. Exactly at the
    threshold is neither normal nor an alert.
    """
    ends = {p["phase_id"]: p["end"] for p in rows["phases"]}
    shop = {row["date"]: row for row in of_level(rows, "shop")}
    found: Row = {}
    for rule in rows["monitor"]:
        day = ends.get(rule.get("phase_id", ""), max(shop))
        row = shop[day]
        if "scope" in rule:
            wanted = rule["scope"].removeprefix("sku=")
            row = next(
                r
                for r in of_level(rows, "sku")
                if (r["date"], r["sku_id"]) == (day, wanted)
            )
        metric = rule["metric"]
        actual = row["orders"] / row["uv"] if metric == "cvr" else row[metric]
        if actual == rule["threshold"]:
            state = "at_threshold"
        elif _PAST[rule["op"]](actual, rule["threshold"]):
            state = "urgent" if rule["level"] == "urgent" else "warning"
        else:
            state = "normal"
        found[rule["rule_id"]] = {
            "actual": actual,
            "deviation": (actual - rule["target"]) / rule["target"],
            "state": state,
            "how": f"{metric} of {day}, target {rule['target']}, alert {rule['op']} {rule['threshold']}",
        }
    return found


def drivers(rows: Rows, found: Figures) -> Row:
    """Take the GMV gap apart by channel: each channel's sales less its own goal."""
    top = rows["goals"][0]["target"]
    parts = {
        g["channel_id"]: found[f"channel.{g['channel_id']}.gmv"][0] - g["target"]
        for g in rows["goals"]
        if g["metric"] == "gmv" and "channel_id" in g
    }
    end = top + fsum(parts.values())
    return {
        "start": top,
        "changes": parts,
        "end": end,
        "how": "goal of the campaign + Σ (channel − its goal) = GMV; the claims are all of the shop's",
    }


def levers(rows: Rows, found: Figures, days: int) -> Row:
    """Split the GMV gap into visitors, conversion and order value by logarithmic means."""
    goals = {g["metric"]: g["target"] for g in rows["goals"] if "channel_id" not in g}
    before = {"uv": goals["uv"] * days, "cvr": goals["cvr"], "aov": goals["aov"]}
    after = {key: found[f"campaign.{key}"][0] for key in before}
    base = before["uv"] * before["cvr"] * before["aov"]
    gmv = found["campaign.gmv"][0]
    mean = (gmv - base) / log(gmv / base)
    return {
        "base": base,
        "parts": {key: mean * log(after[key] / before[key]) for key in before},
        "how": f"L = (GMV − base) ÷ ln(GMV ÷ base) = {mean:,.2f}; part = L × ln(actual ÷ goal)",
    }


def last_year(rows: Rows, found: Figures, days: int) -> Row:
    """Compare with the last campaign: amounts relatively, rates in points."""
    plan = rows["plan"][0]
    gmv, spent = found["campaign.gmv"][0], found["campaign.input_total"][0]
    refunds = found["campaign.refund_rate"][0]
    then, cost = plan["ly1_gmv"], plan["ly1_input"]
    return {
        "gmv": [gmv / then - 1, f"{gmv:,.0f} ÷ {then:,} − 1"],
        "daily_gmv": [
            gmv / days / (then / plan["ly1_days"]) - 1,
            f"{gmv / days:,.0f} a day against {then / plan['ly1_days']:,.0f}",
        ],
        "input_total": [spent / cost - 1, f"{spent:,.0f} ÷ {cost:,} − 1"],
        "roi_total": [gmv / spent / (then / cost) - 1, "of GMV ÷ all input"],
        "expense_ratio": [spent / gmv - cost / then, "points"],
        "refund_rate": [refunds - plan["ly1_refund_rate"], "points"],
    }


def day_targets(rows: Rows) -> Row:
    """Add the day targets up; they are the GMV goal, phase by phase, and last year's GMV."""
    table = rows["day_targets"]
    found = {key: total(table, key) for key in ("gmv_target", "cost_target", "ly_gmv")}
    by_phase = {
        p["phase_id"]: total(between(table, p["start"], p["end"]), "gmv_target")
        for p in rows["phases"]
    }
    return {**found, "by_phase": by_phase, "days": len(table), "how": "sums of the columns"}


def sample_b() -> Row:
    """Work out the launch in mid-flight: pace by channel, what is late, who is stale."""
    rows, as_of = read("b/rows_zh.json"), date(2026, 9, 16)
    claims = of_level(rows, "claim")
    found = sales(rows, claims, "渠道归因") | ledger(rows, claims)
    found |= channels(rows) | budget_lines(rows)
    curve = _curve(rows)
    through: dict[str, str] = {}
    for channel, daily in by_channel(rows, claims).items():
        last = max(row["date"] for row in daily)
        through[channel] = last
        goal = next(g for g in rows["goals"] if g.get("channel_id") == channel)
        share = fsum(v for day, v in curve.items() if day <= last) / fsum(curve.values())
        due, sold = goal["target"] * share, total(daily, "gmv")
        found[f"channel.{channel}.expected"] = [
            due,
            f"{goal['target']:,} × {share:.6f} of the curve by {last}",
        ]
        found[f"channel.{channel}.pace"] = [sold / due, f"{sold:,.2f} ÷ {due:,.2f}"]
    late = {
        task["name"]: (as_of - date.fromisoformat(task["end"])).days
        for task in rows["tasks"]
        if task["status"] not in ("done", "cancelled")
        and date.fromisoformat(task["end"]) < as_of
    }
    yesterday = (as_of - timedelta(days=1)).isoformat()
    return {
        "as_of": as_of.isoformat(),
        "figures": found,
        "late_tasks": late,
        "weak_channel": min(through, key=lambda c: found[f"channel.{c}.pace"][0]),
        "stale": {c: day for c, day in through.items() if day < yesterday},
        "open_incidents": [
            row["log_id"]
            for row in rows["log"]
            if row["status"] not in ("solved", "closed")
        ],
        "unapproved": [
            line["budget_id"]
            for line in rows["budget"]
            if line["appr_status"] != "approved"
        ],
        "how": "late: end before the as-of day and not done; stale: no rows of yesterday",
    }


def _curve(rows: Rows) -> dict[str, float]:
    """Spread each phase's GMV goal evenly over its days."""
    goals = {
        g["phase_id"]: g["target"]
        for g in rows["goals"]
        if g["metric"] == "gmv" and "phase_id" in g
    }
    found: dict[str, float] = {}
    for phase in rows["phases"]:
        first, last = (date.fromisoformat(phase[key]) for key in ("start", "end"))
        n = (last - first).days + 1
        for i in range(n if phase["phase_id"] in goals else 0):
            found[(first + timedelta(days=i)).isoformat()] = goals[phase["phase_id"]] / n
    return found


def sample_c() -> Row:
    """Work out what a plan before its launch can say: the money, and the seeding so far."""
    rows = read("c/rows_zh.json")
    claims = of_level(rows, "claim")
    cost, shown = total(claims, "cost"), total(claims, "impressions")
    acted, planned = total(claims, "interactions"), total(rows["budget"], "planned")
    faults: list[Row] = json.loads((HERE / "c/faults.json").read_text("utf-8"))["faults"]
    counted = {f["id"]: sum(g["id"] == f["id"] for g in faults) for f in faults}
    return {
        "as_of": "2026-10-20",
        "figures": {
            "campaign.budget": [planned, "Σ planned of all lines"],
            "campaign.cost": [cost, "Σ cost of the seeding"],
            "campaign.impressions": [shown, "Σ impressions of the seeding"],
            "campaign.cpe": [cost / acted, f"{cost:,.2f} ÷ {acted:,.0f} interactions"],
        },
        "findings": counted,
    }


def sample_e() -> Row:
    """Work out the small shop's weekend."""
    rows = read("e/rows_zh.json")
    claims = of_level(rows, "claim")
    found = sales(rows, claims, "渠道归因") | ledger(rows, claims) | channels(rows)
    words = {}
    for goal, key in zip(rows["goals"], ("gmv", "orders"), strict=True):
        actual = found[f"campaign.{key}"][0]
        name, target = f"goal.{goal['goal_id']}", goal["target"]
        found[f"{name}.actual"] = [actual, "the campaign's"]
        found[f"{name}.completion"] = [actual / target, f"{actual:,.2f} ÷ {target:,}"]
        words[goal["goal_id"]] = status(actual, goal)
    return {"as_of": "2026-07-15", "figures": found, "goal_status": words}


def read(name: str) -> Rows:
    """Read a sample's rows."""
    found: Rows = json.loads((HERE / name).read_text(encoding="utf-8"))
    return found


def everything() -> Row:
    """Give what every sample must say; (d) is (a) in English, to the same numbers."""
    return {"a": sample_a(), "b": sample_b(), "c": sample_c(), "e": sample_e()}


def main() -> None:
    """Write the expected numbers beside this script."""
    text = json.dumps(everything(), ensure_ascii=False, indent=1)
    (HERE / "expected.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
