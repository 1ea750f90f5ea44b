"""Goals as a tree: who is whose parent, rings, and what is measured alike."""

from collections.abc import Iterator, Mapping

from promo_xl.book import Table
from promo_xl.schema import METRICS
from promo_xl.schema.label import fold
from promo_xl.schema.metrics import Metric

PLAIN = {"value_form": "absolute", "time_basis": "cumulative"}
"""What a goal is where nothing else is said."""
AT_MOST = ("<=", "<")


def metric_of(goals: Table, i: int) -> Metric | None:
    """Give the metric of a goal, None for free text."""
    return METRICS.get(goals["metric"][i])


def is_plain(goals: Table, i: int) -> bool:
    """Whether a goal is an absolute amount reached over the days."""
    return all(goals[key][i] in (None, usual) for key, usual in PLAIN.items())


def is_absolute(goals: Table, i: int) -> bool:
    """Whether a goal's target is the amount itself, not a change."""
    return goals["value_form"][i] in (None, "absolute")


def is_top(goals: Table, i: int) -> bool:
    """Whether a goal has no parent and speaks of the whole campaign."""
    return goals["parent_id"][i] is None and scope_of(goals, i) == (None,) * 4


def scope_of(goals: Table, i: int) -> tuple[object, ...]:
    """Give what a goal is about: channel, phase, segment, category; None = all."""
    found = (goals[key][i] for key in ("channel_id", "phase_id", "segment", "category"))
    return tuple(None if value == "all" else value for value in found)


def parents(goals: Table) -> Mapping[int, int]:
    """Give the position of each goal's parent, where there is such a goal."""
    ids = {name: i for i, name in enumerate(goals["goal_id"].tolist()) if name}
    named = enumerate(goals["parent_id"].tolist())
    return {i: ids[parent] for i, parent in named if parent in ids}


def rings(goals: Table) -> Iterator[tuple[int, ...]]:
    """Give every ring of parents once, from its first row on."""
    above = parents(goals)
    done: set[int] = set()
    for start in sorted(above):
        path: list[int] = []
        i: int | None = start
        while i is not None and i not in done and i not in path:
            path.append(i)
            i = above.get(i)
        if i is not None and i in path:
            ring = path[path.index(i) :]
            first = ring.index(min(ring))
            yield tuple(ring[first:] + ring[:first])
        done.update(path)


def differing(goals: Table, child: int, parent: int) -> str:
    """Give the first column in which a part is measured otherwise than its goal; "" = none."""
    for key in ("metric", "unit", "value_form", "time_basis"):
        a, b = goals[key][child], goals[key][parent]
        usual = PLAIN.get(key)
        a, b = a or usual, b or usual
        if a is not None and b is not None and fold(a) != fold(b):
            return key
    return ""
