"""What every goal needs: a metric and a number, a window, a place in the tree, an owner."""

from collections.abc import Iterator, Sequence

import numpy as np

from promo_xl.book import Array, Book
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.label import Label
from promo_xl.validate.goal_tree import is_absolute
from promo_xl.validate.limit import limit
from promo_xl.validate.rule import Hits, Wording, rule
from promo_xl.validate.say import day, empty, goal_name, is_one_of, rows_of


def _goals(book: Book, at: Array) -> list[object]:
    return [goal_name(book, int(i)) for i in at]


@rule(
    "G01",
    "goals.incomplete",
    Kind.DATA,
    Severity.ERROR,
    title=Label("目标缺指标或量化值", "goal without metric or number"),
    fires="目标行填了内容，却没有指标或量化目标；报在空着的格上。日数据到来之前只是提醒。",
    says=Label("目标「{g}」没有量化目标值", "Goal {g} has no target"),
    hint=Label(
        "填一个数，如 1000万、≥5%、5000单；不用的目标整行清空",
        "Enter a number, such as 5000; clear the whole row if the goal is not needed",
    ),
    variants={
        "metric": Wording(
            Label("目标「{g}」没有指标", "Goal {g} has no metric"),
            Label(
                "从下拉里选指标，或自由填写；不用的目标整行清空",
                "Choose a metric or type your own; clear the whole row if it is not needed",
            ),
        )
    },
    sheet="goals",
    anchor="target",
    origin="2,3",
)
def incomplete(book: Book, facts: Facts) -> Iterator[Hits]:
    """A row of goals has data but no metric or no target; the empty cell is reported. Until daily data come in it is a warning."""
    goals = book["goals"]
    used = rows_of(goals)
    mild = None if len(book["daily"]) else Severity.WARNING
    for key, variant in (("target", ""), ("metric", "metric")):
        at = np.flatnonzero(used & empty(book, "goals", key))
        yield Hits(goals, at, key, {"g": _goals(book, at)}, mild, variant)


@rule(
    "G02",
    "goals.ends_before_start",
    Kind.DATA,
    Severity.ERROR,
    title=Label("目标结束早于开始", "goal ends before it starts"),
    fires="目标的结束日期早于开始日期；没填的按推广周期算，周期本身颠倒由 P01 报。",
    says=Label(
        "目标「{g}」结束 {b} 早于开始 {a}", "Goal {g} ends {b}, before it starts {a}"
    ),
    hint=Label(
        "把结束改到 {a} 或之后，或对调两列", "Move the end to {a} or later, or swap the two"
    ),
    sheet="goals",
    anchor="end",
    origin="2,3",
)
def ends_before_start(book: Book, facts: Facts) -> Iterator[Hits]:
    """A goal ends before it starts; blank dates mean the campaign's, whose own order is P01's."""
    goals = book["goals"]
    typed = ~(empty_typed(book, "start") & empty_typed(book, "end"))
    at = np.flatnonzero(typed & (goals["end"] < goals["start"]))
    slots: dict[str, Sequence[object]] = {
        "g": _goals(book, at),
        "a": [day(goals["start"][i]) for i in at],
        "b": [day(goals["end"][i]) for i in at],
    }
    yield Hits(goals, at, "end", slots)


def empty_typed(book: Book, key: str) -> Array:
    """Mark the goals whose cell itself is empty, whatever its grey default is."""
    goals = book["goals"]
    return np.array([goals.raw(i, key) is None for i in range(len(goals))], bool)


@rule(
    "G03",
    "goals.part_without_parent",
    Kind.PROCESS,
    Severity.WARNING,
    title=Label("分解目标未关联上级", "sub-goal without a parent"),
    fires="层级填了“分解”，但上级目标、渠道、阶段、用户分层、品类都空着。",
    says=Label(
        "分解目标「{g}」未关联上级", "Sub-goal {g} is not linked to a goal above it"
    ),
    hint=Label(
        "填上级目标的编号，或填它针对的渠道、阶段；其实是总目标就把层级改为“战略”",
        "Enter its parent, or the channel or phase it is about; make it Strategic if it is a top goal",
    ),
    sheet="goals",
    anchor="parent_id",
    origin="2",
    off_in=("small",),
)
def part_without_parent(book: Book, facts: Facts) -> Iterator[Hits]:
    """A row of level Sub-goal has no parent, channel, phase, segment or category."""
    goals = book["goals"]
    alone = is_one_of(goals, "level", ["sub_goal"])
    for key in ("parent_id", "channel_id", "phase_id", "segment", "category"):
        alone &= empty(book, "goals", key)
    at = np.flatnonzero(alone)
    yield Hits(goals, at, "parent_id", {"g": _goals(book, at)})


@rule(
    "G04",
    "goals.no_reason",
    Kind.PROCESS,
    Severity.INFO,
    title=Label("目标缺可达性依据", "goal without a reason to be attainable"),
    fires="战略目标没写资源匹配说明也没填增长空间；或目标超过基准值的1.5倍（可设）而没填增长空间。",
    says=Label(
        "目标「{g}」缺可达性依据：没有资源匹配说明，也没有增长空间",
        "Goal {g} gives no evidence that it is attainable: neither resources nor growth headroom",
    ),
    hint=Label(
        "在「资源匹配说明」写明靠什么达成，或填基准值和增长空间",
        "Say under Resources what stands behind it, or fill in baseline and growth headroom",
    ),
    variants={
        "bold": Wording(
            Label(
                "目标「{g}」是基准值的 {r} 倍，却没有填增长空间",
                "Goal {g} is {r} × its baseline, but no growth headroom is given",
            ),
            Label(
                "填增长空间（如 50%），或核对基准值",
                "Fill in growth headroom (such as 50%), or look at the baseline",
            ),
        )
    },
    sheet="goals",
    anchor="resource_note",
    origin="1,4",
    off_in=("small",),
)
def no_reason(book: Book, facts: Facts) -> Iterator[Hits]:
    """A strategic goal has neither a note on resources nor growth headroom, or a target is more than 1.5 × (a setting) its baseline without growth headroom."""
    goals = book["goals"]
    no_growth = rows_of(goals) & empty(book, "goals", "growth")
    strategic = is_one_of(goals, "level", ["strategic"])
    bare = no_growth & strategic & empty(book, "goals", "resource_note")
    base = np.where(goals["baseline"] > 0, goals["baseline"], np.nan)
    ratio = goals["target"] / base
    absolute = np.array([is_absolute(goals, i) for i in range(len(goals))], bool)
    bold = no_growth & ~bare & absolute & (ratio > limit(book, "goal_stretch_max") + 1e-9)
    at = np.flatnonzero(bare)
    yield Hits(goals, at, "resource_note", {"g": _goals(book, at)})
    at = np.flatnonzero(bold)
    slots: dict[str, Sequence[object]] = {
        "g": _goals(book, at),
        "r": [float(ratio[i]) for i in at],
    }
    yield Hits(goals, at, "resource_note", slots, variant="bold")


@rule(
    "G16",
    "goals.no_owner",
    Kind.PROCESS,
    Severity.WARNING,
    title=Label("目标无负责人", "goal without owner"),
    fires="目标和项目总表都没有负责人；填了却不在团队里的名字由 A06 报。",
    says=Label("目标「{g}」无负责人", "Goal {g} has no owner"),
    hint=Label(
        "填负责人，或先填《项目总表》的负责人（其余默认用他）",
        "Enter an owner, or the plan's owner, who stands for all the others",
    ),
    sheet="goals",
    anchor="owner",
    origin="2",
    off_in=("small",),
)
def no_owner(book: Book, facts: Facts) -> Iterator[Hits]:
    """Neither the goal nor the plan has an owner; a name that is not in the team is A06's."""
    goals = book["goals"]
    at = np.flatnonzero(rows_of(goals) & empty(book, "goals", "owner"))
    if len(at) and empty(book, "plan", "owner")[0]:
        yield Hits(goals, at, "owner", {"g": _goals(book, at)})


@rule(
    "G20",
    "goals.adjusted_unsigned",
    Kind.PROCESS,
    Severity.WARNING,
    title=Label("目标已调整但无审批人或日期", "goal adjusted without approver or date"),
    fires="填了调整后目标，调整审批人或调整日期空着。",
    says=Label(
        "目标「{g}」已调整，但没有{what}", "Goal {g} was adjusted; still missing: {what}"
    ),
    hint=Label("补上{what}", "Fill in {what}"),
    sheet="goals",
    anchor="target_adjusted",
)
def adjusted_unsigned(book: Book, facts: Facts) -> Iterator[Hits]:
    """An adjusted target stands without who approved it or when."""
    goals = book["goals"]
    adjusted = ~np.isnan(goals["target_adjusted"])
    by, when = (adjusted & empty(book, "goals", key) for key in _SIGNED)
    labels = [goals.sheet[key].label for key in _SIGNED]
    both = Label(f"{labels[0].zh}和{labels[1].zh}", f"{labels[0].en} and {labels[1].en}")
    for rows, what, names in (
        (by & when, both, _SIGNED),
        (by & ~when, labels[0], _SIGNED[:1]),
        (when & ~by, labels[1], _SIGNED[1:]),
    ):
        at = np.flatnonzero(rows)
        slots: dict[str, Sequence[object]] = {
            "g": _goals(book, at),
            "what": [what] * len(at),
        }
        yield Hits(goals, at, "target_adjusted", slots, names=names)


_SIGNED = ("adjusted_by", "adjusted_date")

GOAL_ROWS = (
    incomplete,
    ends_before_start,
    part_without_parent,
    no_reason,
    no_owner,
    adjusted_unsigned,
)
