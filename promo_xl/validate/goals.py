"""Goals: parts that add up to their whole."""

from collections.abc import Iterator, Mapping
from math import fsum

from promo_xl.book import Book, Table
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema import METRICS
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown
from promo_xl.validate.limit import limit
from promo_xl.validate.rule import Hits, rule

_NO_CUT = Label("未注明的维度", "an unnamed cut")


@rule(
    "G05",
    "goals.parts_miss_whole",
    Kind.DATA,
    Severity.ERROR,
    title=Label("拆解合计与上级目标不等", "parts do not add up to their goal"),
    fires="可加指标按同一维度拆解的下级合计，与上级目标相差超过1%（可设）；各维度分别核对，比率、日均、峰值不相加。",
    says=Label(
        "「{goal}」按{cut}拆解合计 {a}，不等于上级目标 {b}（差 {d}）",
        "{goal}: its parts by {cut} add up to {a}, the goal is {b} (off by {d})",
    ),
    hint=Label(
        "改下级目标或上级目标，使按{cut}的合计等于 {b}",
        "Change the parts or the goal, so that the sum by {cut} is {b}",
    ),
    sheet="goals",
    anchor="target",
    origin="1,2,4",
)
def parts_miss_whole(book: Book, facts: Facts) -> Iterator[Hits]:
    """Children of an additive metric, taken one cut at a time, add up to something more than 1 % (a setting) off their parent's target; ratios, daily means and peaks are never added."""
    goals = book["goals"]
    tolerance = limit(book, "goal_sum_tolerance")
    ids = {goals["goal_id"][i]: i for i in range(len(goals)) if goals["goal_id"][i]}
    for (parent, cut), parts in _families(goals).items():
        whole = ids.get(parent)
        if whole is None or not _adds_up(goals, whole):
            continue
        a, b = _sum(goals, whole, parts), float(goals["target"][whole])
        if a is None or not abs(a - b) > tolerance * abs(b) + 1e-9:
            continue
        yield Hits(
            goals,
            [whole],
            "target",
            {
                "goal": [_said(goals, "metric", whole)],
                "cut": [Shown(cut, goals.sheet["cut"].kind) if cut else _NO_CUT],
                "a": [_measured(goals, whole, a)],
                "b": [_measured(goals, whole, b)],
                "d": [_measured(goals, whole, abs(a - b))],
            },
        )


def _families(goals: Table) -> Mapping[tuple[str, str | None], list[int]]:
    found: dict[tuple[str, str | None], list[int]] = {}
    for i, parent in enumerate(goals["parent_id"].tolist()):
        if parent:
            found.setdefault((parent, goals["cut"][i]), []).append(i)
    return found


def _adds_up(goals: Table, i: int) -> bool:
    """Whether a goal is a plain total of a metric that adds."""
    metric = METRICS.get(goals["metric"][i])
    if metric is not None and not metric.additive:
        return False
    agg = goals["agg"][i] or (metric.agg if metric else None)
    cumulative = goals["time_basis"][i] in (None, "cumulative")
    return agg == "sum" and cumulative and goals["value_form"][i] in (None, "absolute")


def _sum(goals: Table, whole: int, parts: list[int]) -> float | None:
    """Add the parts that measure the same; None where one is blank yet, or no plain total."""
    same = [i for i in parts if goals["metric"][i] == goals["metric"][whole]]
    total = fsum(float(goals["target"][i]) for i in same)
    known = bool(same) and total == total
    return total if known and all(_adds_up(goals, i) for i in same) else None


def _said(goals: Table, key: str, i: int) -> object:
    return Shown(goals[key][i], goals.sheet[key].kind)


def _measured(goals: Table, i: int, value: float) -> Shown:
    metric = METRICS.get(goals["metric"][i])
    return Shown(value, metric.kind if metric else goals.sheet["target"].kind)


GOALS = (parts_miss_whole,)
