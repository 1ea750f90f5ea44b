"""GMV = visitors × conversion × order value, wherever all of them are goals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from promo_xl.book import Book, Table
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.kinds import MONEY, PCT
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown
from promo_xl.validate.goal_tree import is_absolute, scope_of
from promo_xl.validate.limit import limit
from promo_xl.validate.rule import Hits, rule
from promo_xl.validate.say import goal_name, yuan

_NOISE = 1e-9
_BURSTS = frozenset(["opening_burst", "burst", "climax"])
_FUNNEL = frozenset(["gmv", "uv", "cvr", "aov"])


@rule(
    "G12",
    "goals.funnel_misses_gmv",
    Kind.DATA,
    Severity.WARNING,
    title=Label("GMV目标与UV×转化率×客单价不符", "GMV goal off visitors × CVR × AOV"),
    fires="同一范围的访客、转化率、客单价都有目标时，三者相乘与GMV目标相差超过10%（可设）；日均访客先乘天数，爆发期日均只乘爆发的天数、与这些阶段的GMV目标比，峰值不用。",
    says=Label(
        "「{g}」目标 {v}，而 {uv}×{cvr}×{aov}={p}，相差 {d}",
        "{g}: the goal is {v}, but {uv} × {cvr} × {aov} = {p}, {d} off",
    ),
    hint=Label(
        "核对四个目标；访客是每天的数就把时间口径改为“日均”",
        "Look at all four goals; if visitors are a daily number, set Time basis to Daily mean",
    ),
    sheet="goals",
    anchor="target",
)
def funnel_misses_gmv(book: Book, facts: Facts) -> Iterator[Hits]:
    """Where one scope has goals for visitors, conversion and order value, their product is more than 10 % (a setting) off its GMV goal; daily means are multiplied by their days, a burst daily mean by the burst days only and compared with those phases' GMV; peaks are not used."""
    goals, tolerance = book["goals"], limit(book, "gmv_identity_tolerance")
    for scope, at in _scopes(goals).items():
        if {"uv", "cvr", "aov"} - set(at):
            continue
        found = _visitors(book, at["uv"])
        whole = _sales(book, scope, at.get("gmv"), in_burst=found.in_burst)
        cvr, aov = (float(goals["target"][at[key]]) for key in ("cvr", "aov"))
        product = found.number * cvr * aov
        if whole is None or not abs(product - whole[1]) > (tolerance + _NOISE) * whole[1]:
            continue
        slots = {
            "g": goal_name(book, whole[0]),
            "v": yuan(whole[1]),
            "uv": found.number,
            "cvr": Shown(cvr, PCT),
            "aov": Shown(aov, MONEY),
            "p": Shown(round(product, 2), MONEY),
            "d": Shown(abs(product / whole[1] - 1), PCT),
        }
        yield Hits(goals, [whole[0]], "target", {key: [v] for key, v in slots.items()})


def _scopes(goals: Table) -> Mapping[tuple[object, ...], dict[str, int]]:
    """Give the first goal of each metric of the funnel, scope by scope."""
    found: dict[tuple[object, ...], dict[str, int]] = {}
    for i, metric in enumerate(goals["metric"].tolist()):
        usable = goals["time_basis"][i] != "peak" and is_absolute(goals, i)
        if metric in _FUNNEL and usable and goals["target"][i] > 0:
            found.setdefault(scope_of(goals, i), {}).setdefault(metric, i)
    return found


@dataclass(frozen=True, slots=True)
class _Visitors:
    number: float
    """Over all days; NaN where the days are not known."""
    in_burst: bool


def _visitors(book: Book, i: int) -> _Visitors:
    goals = book["goals"]
    basis, target = goals["time_basis"][i], float(goals["target"][i])
    if basis == "burst_daily_mean":
        return _Visitors(target * _burst_days(book), in_burst=True)
    days = _window_days(goals, i) if basis == "daily_mean" else 1.0
    return _Visitors(target * days, in_burst=False)


def _sales(
    book: Book, scope: tuple[object, ...], i: int | None, *, in_burst: bool
) -> tuple[int, float] | None:
    """Give the GMV goal to compare with, its row and amount over all days."""
    goals = book["goals"]
    if in_burst:
        return _burst_sales(book, scope)
    if i is None:
        return None
    basis, target = goals["time_basis"][i], float(goals["target"][i])
    if basis == "burst_daily_mean":
        return None
    return i, target * (_window_days(goals, i) if basis == "daily_mean" else 1.0)


def _burst_sales(book: Book, scope: tuple[object, ...]) -> tuple[int, float] | None:
    """Add the GMV goals of the burst phases; None where one of them has none."""
    goals, wanted = book["goals"], _burst_phases(book)
    rows: dict[object, int] = {}
    for other, at in _scopes(goals).items():
        alike = other[0] == scope[0] and other[2:] == scope[2:]
        plain = "gmv" in at and goals["time_basis"][at["gmv"]] in (None, "cumulative")
        if alike and plain and other[1] in wanted:
            rows[other[1]] = at["gmv"]
    if not wanted or set(rows) != set(wanted):
        return None
    return min(rows.values()), float(sum(goals["target"][i] for i in rows.values()))


def _burst_phases(book: Book) -> dict[object, float]:
    """Give the days of each burst phase, both ends counted."""
    phases = book["phases"]
    days = np.floor(phases["end"]) - np.floor(phases["start"]) + 1
    rows = zip(phases["phase_id"].tolist(), phases["phase"].tolist(), days, strict=True)
    return {name: float(n) for name, kind, n in rows if kind in _BURSTS and n > 0}


def _burst_days(book: Book) -> float:
    found = _burst_phases(book)
    return sum(found.values()) if found else float("nan")


def _window_days(goals: Table, i: int) -> float:
    days = float(np.floor(goals["end"][i]) - np.floor(goals["start"][i])) + 1
    return days if days > 0 else float("nan")


GOAL_FUNNEL = (funnel_misses_gmv,)
