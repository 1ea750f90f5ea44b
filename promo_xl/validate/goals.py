"""Goals and their parts: a tree without rings, measured alike, that adds up."""

from collections.abc import Iterator, Mapping
from math import fsum

from promo_xl.book import Book, Table
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown
from promo_xl.validate.goal_tree import (
    differing,
    is_plain,
    metric_of,
    parents,
    rings,
)
from promo_xl.validate.limit import limit
from promo_xl.validate.rule import Hits, Wording, rule
from promo_xl.validate.say import goal_name, metric_kind, word

_NO_CUT = Label("未注明的维度", "an unnamed cut")
_NOISE = 1e-9


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
    in_ring = {i for ring in rings(goals) for i in ring}
    for (whole, cut), parts in _families(goals).items():
        if whole in in_ring or not _adds_up(goals, whole):
            continue
        a, b = _sum(goals, whole, parts), float(goals["target"][whole])
        if a is None or not abs(a - b) > tolerance * abs(b) + _NOISE * max(1.0, abs(b)):
            continue
        yield Hits(
            goals,
            [whole],
            "target",
            {
                "goal": [goal_name(book, whole)],
                "cut": [Shown(cut, goals.sheet["cut"].kind) if cut else _NO_CUT],
                "a": [_measured(goals, whole, a)],
                "b": [_measured(goals, whole, b)],
                "d": [_measured(goals, whole, abs(a - b))],
            },
        )


def _families(goals: Table) -> Mapping[tuple[int, str | None], list[int]]:
    found: dict[tuple[int, str | None], list[int]] = {}
    for i, whole in parents(goals).items():
        found.setdefault((whole, goals["cut"][i]), []).append(i)
    return found


def _adds_up(goals: Table, i: int) -> bool:
    """Whether a goal is a plain total of a metric that adds."""
    metric = metric_of(goals, i)
    if metric is not None and not metric.additive:
        return False
    agg = goals["agg"][i] or (metric.agg if metric else None)
    return agg == "sum" and is_plain(goals, i)


def _sum(goals: Table, whole: int, parts: list[int]) -> float | None:
    """Add the parts that measure the same; None where one is blank yet, or no plain total."""
    same = [i for i in parts if goals["metric"][i] == goals["metric"][whole]]
    total = fsum(float(goals["target"][i]) for i in same)
    known = bool(same) and total == total
    alike = all(_adds_up(goals, i) and not differing(goals, i, whole) for i in same)
    return total if known and alike else None


@rule(
    "G06",
    "goals.not_like_parent",
    Kind.DATA,
    Severity.ERROR,
    title=Label(
        "目标层级成环或与上级口径不一致", "ring of goals, or a part unlike its goal"
    ),
    fires="目标的上级绕回自己（每个环报一次），或指标、单位、数值形式、时间口径与上级不同。",
    says=Label(
        "「{g}」的{what}是 {a}，与上级「{p}」的 {b} 不一致",
        "{g}: its {what} is {a}, that of its goal {p} is {b}",
    ),
    hint=Label(
        "把{what}改成 {b}，或换一个上级目标",
        "Make its {what} {b}, or give it another goal above",
    ),
    variants={
        "ring": Wording(
            Label("上级目标绕成了环：{ring}", "The goals above form a ring: {ring}"),
            Label(
                "清空其中一个的「上级目标」，让最上层的目标没有上级",
                "Clear the parent of one of them: the topmost goal has none",
            ),
        )
    },
    sheet="goals",
    anchor="parent_id",
)
def not_like_parent(book: Book, facts: Facts) -> Iterator[Hits]:
    """A goal is its own ancestor (once a ring), or its metric, unit, value form or time basis is not its parent's."""
    goals = book["goals"]
    in_ring: set[int] = set()
    for ring in rings(goals):
        in_ring.update(ring)
        names = [str(goals["goal_id"][i]) for i in (*ring, ring[0])]
        said = {"ring": [" → ".join(names)]}
        yield Hits(goals, [ring[0]], "parent_id", said, variant="ring")
    for i, parent in parents(goals).items():
        key = "" if i in in_ring else differing(goals, i, parent)
        if key:
            slots = {
                "g": goal_name(book, i),
                "p": goal_name(book, parent),
                "what": goals.sheet[key].label,
                "a": word(goals, key, i),
                "b": word(goals, key, parent),
            }
            yield Hits(goals, [i], "parent_id", {slot: [v] for slot, v in slots.items()})


def _measured(goals: Table, i: int, value: float) -> Shown:
    return Shown(value, metric_kind(goals, i))


GOALS = (parts_miss_whole, not_like_parent)
