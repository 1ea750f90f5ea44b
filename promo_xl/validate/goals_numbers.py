"""A goal's own numbers: unit slips, roll-ups that cannot be, paths that miss their sum."""

import re
from collections.abc import Iterator, Sequence
from math import fsum

import numpy as np

from promo_xl.book import Book
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown
from promo_xl.validate.goal_tree import AT_MOST, is_absolute, metric_of
from promo_xl.validate.limit import limit
from promo_xl.validate.rule import Hits, Wording, rule
from promo_xl.validate.say import goal_name, metric_kind, word

_NOISE = 1e-9


@rule(
    "G07",
    "goals.path_misses_target",
    Kind.DATA,
    Severity.INFO,
    title=Label("达成路径合计与目标不等", "path does not sum to the goal"),
    fires="达成路径里用 + 连接的数字（如 500万+300万+200万）合计与目标相差超过1%（可设）。",
    says=Label(
        "「{g}」的达成路径合计 {a}，目标是 {b}",
        "{g}: the path sums to {a}, the goal is {b}",
    ),
    hint=Label(
        "改路径里的数，使合计为 {b}，或改目标",
        "Change the numbers of the path to sum to {b}, or change the goal",
    ),
    sheet="goals",
    anchor="path",
    origin="2",
)
def path_misses_target(book: Book, facts: Facts) -> Iterator[Hits]:
    """Numbers joined by + in the path do not sum to the target within 1 % (a setting)."""
    goals, tolerance = book["goals"], limit(book, "goal_sum_tolerance")
    for i, path in enumerate(goals["path"].tolist()):
        target = float(goals["target"][i])
        total = path_sum(path) if path and target > 0 else None
        if total is None or metric_kind(goals, i).key == "pct":
            continue
        # `500+300+200` under a goal of 1000万 leaves the 万 unsaid
        if any(
            abs(total * unit - target) <= tolerance * target + _NOISE * target
            for unit in (1, 1e4)
        ):
            continue
        kind = metric_kind(goals, i)
        slots = {"g": goal_name(book, i), "a": Shown(total, kind), "b": Shown(target, kind)}
        yield Hits(goals, [i], "path", {key: [v] for key, v in slots.items()})


_CLAUSE = re.compile(r"[，；;。、\n]|,(?!\d{3})")
_AMOUNT = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)\s*(亿|千万|百万|万|千|w|k|m)?(?![\d%])", re.IGNORECASE
)
_UNITS = {
    "亿": 1e8,
    "千万": 1e7,
    "百万": 1e6,
    "m": 1e6,
    "万": 1e4,
    "w": 1e4,
    "千": 1e3,
    "k": 1e3,
}


def path_sum(path: str) -> float | None:
    """Add the numbers a path joins by +: 抖音500万+朋友圈300万; None where it adds nothing."""
    for clause in _CLAUSE.split(path.replace("＋", "+")):
        terms = clause.split("+")
        amounts = [_amount(term) for term in terms]
        if len(terms) > 1 and None not in amounts:
            return fsum(amount for amount in amounts if amount is not None)
    return None


def _amount(term: str) -> float | None:
    found = _AMOUNT.findall(term)
    if not found or "%" in term:
        return None
    number, unit = found[-1]
    return float(number.replace(",", "")) * _UNITS.get(unit.lower(), 1.0)


@rule(
    "G08",
    "goals.ratio_summed",
    Kind.DATA,
    Severity.WARNING,
    title=Label("比率类指标不可求和", "a ratio cannot be summed"),
    fires="转化率、客单价、各种ROI等比率指标的汇总方式填成了 sum。",
    says=Label("比率类指标「{m}」不可求和", "Ratio metric {m} cannot be summed"),
    hint=Label(
        "把汇总方式改为 ratio，或清空用默认值",
        "Set Roll-up to ratio, or clear it to use the default",
    ),
    sheet="goals",
    anchor="agg",
)
def ratio_summed(book: Book, facts: Facts) -> Iterator[Hits]:
    """A ratio (conversion, order value, any ROI) is set to be rolled up by sum."""
    goals = book["goals"]
    at = [
        i
        for i, agg in enumerate(goals["agg"].tolist())
        if agg == "sum" and (metric := metric_of(goals, i)) and metric.agg == "ratio"
    ]
    yield Hits(goals, at, "agg", {"m": [word(goals, "metric", i) for i in at]})


@rule(
    "G09",
    "goals.strange_target",
    Kind.DATA,
    Severity.WARNING,
    title=Label("目标值异常", "suspicious target"),
    fires="百分比指标的目标超过100%或不大于0，或ROI目标超过50（可设）。",
    says=Label("「{g}」的目标 {v} 异常", "{g}: the target {v} looks wrong"),
    hint=Label(
        "检查单位：百分之五填 5% 或 0.05，不是 5",
        "Look at the unit: five per cent is 5% or 0.05, not 5",
    ),
    variants={
        "roi": Wording(
            Label(
                "「{g}」的目标 {v} 异常，超过 {m}",
                "{g}: the target {v} looks wrong, above {m}",
            ),
            Label(
                "检查单位：1:5 填 5，不是 500 或 500万",
                "Look at the unit: 1:5 is 5, not 500",
            ),
        )
    },
    sheet="goals",
    anchor="target",
)
def strange_target(book: Book, facts: Facts) -> Iterator[Hits]:
    """A percentage is to exceed 100 % or is 0 or less, or an ROI is to exceed 50 (a setting)."""
    goals = book["goals"]
    targets, most = goals["target"].tolist(), limit(book, "roi_target_max")
    found: dict[str, list[int]] = {"": [], "roi": []}
    for i, target in enumerate(targets):
        metric = metric_of(goals, i)
        if metric is None or not is_absolute(goals, i):
            continue
        if metric.kind.key == "pct" and (target > 1 + _NOISE or target <= 0):
            found[""].append(i)
        elif metric.key.startswith("roi_") and target > most:
            found["roi"].append(i)
    for variant, at in found.items():
        slots: dict[str, Sequence[object]] = {
            "g": [goal_name(book, i) for i in at],
            "v": [Shown(targets[i], metric_kind(goals, i)) for i in at],
            "m": [most] * len(at),
        }
        yield Hits(goals, at, "target", slots, variant=variant)


@rule(
    "G14",
    "goals.off_stretch",
    Kind.BUSINESS,
    Severity.INFO,
    title=Label("目标不在基准与弹性之间", "target outside baseline and stretch"),
    fires="填了基准值和增长空间，而目标不在 基准 至 基准×(1+增长空间) 之间；两端都算在内，≤ 类目标不看。",
    says=Label(
        "「{g}」目标 {v} 不在 基准 {b} 至弹性 {s} 之间",
        "{g}: the target {v} is not between the baseline {b} and the stretch {s}",
    ),
    hint=Label(
        "如 300万×1.5=450万；核对基准值、增长空间和目标",
        "Such as 3 million × 1.5 = 4.5 million; look at baseline, headroom and target",
    ),
    sheet="goals",
    anchor="target",
    origin="4",
)
def off_stretch(book: Book, facts: Facts) -> Iterator[Hits]:
    """Baseline and growth are filled in and the target is outside baseline … baseline × (1 + growth), both ends counted; ≤ goals are left out."""
    goals = book["goals"]
    base, target = goals["baseline"], goals["target"]
    stretch = facts.columns.get(("goals", "stretch"), np.full(len(goals), np.nan))
    slack = _NOISE * np.abs(stretch)
    outside = (target < np.minimum(base, stretch) - slack) | (
        target > np.maximum(base, stretch) + slack
    )
    at = [
        i
        for i in np.flatnonzero(outside).tolist()
        if is_absolute(goals, i) and goals["op"][i] not in AT_MOST
    ]
    slots: dict[str, Sequence[object]] = {"g": [goal_name(book, i) for i in at]}
    for slot, column in (("v", target), ("b", base), ("s", stretch)):
        slots[slot] = [Shown(float(column[i]), metric_kind(goals, i)) for i in at]
    yield Hits(goals, at, "target", slots)


_COSTLY = frozenset(
    [
        "cpc",
        "cpm",
        "cpa",
        "cac",
        "cpe",
        "seed_cpa",
        "refund_rate",
        "refund_rate_orders",
        "refund_amt",
        "refund_orders",
        "complaints",
        "cs_seconds",
        "expense_ratio",
    ]
)
"""Metrics of which less is better; money to be spent may well have a floor."""


@rule(
    "G17",
    "goals.cost_at_least",
    Kind.DATA,
    Severity.INFO,
    title=Label("成本类指标应使用≤", "a cost should be at most"),
    fires="点击成本、获客成本、退款率、响应时长、费比等越低越好的指标，比较符填了 >= 或 >。",
    says=Label(
        "「{m}」越低越好，比较符却是 {op}",
        "For {m} less is better, yet the comparator is {op}",
    ),
    hint=Label(
        "把比较符改为 <=，或清空用默认值",
        "Set the comparator to <=, or clear it to use the default",
    ),
    sheet="goals",
    anchor="op",
)
def cost_at_least(book: Book, facts: Facts) -> Iterator[Hits]:
    """A metric of which less is better (CPC, CAC, refund rate, response time, expense ratio …) is compared by >= or >."""
    goals = book["goals"]
    pairs = zip(goals["metric"].tolist(), goals["op"].tolist(), strict=True)
    at = [
        i for i, (metric, op) in enumerate(pairs) if metric in _COSTLY and op in (">=", ">")
    ]
    slots: dict[str, Sequence[object]] = {
        "m": [word(goals, "metric", i) for i in at],
        "op": [word(goals, "op", i) for i in at],
    }
    yield Hits(goals, at, "op", slots)


GOAL_NUMBERS = (
    path_misses_target,
    ratio_summed,
    strange_target,
    off_stretch,
    cost_at_least,
)
