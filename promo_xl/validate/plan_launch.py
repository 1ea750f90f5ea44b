"""Before the launch: approvals given, planning begun in time, what the scenario needs."""

from collections.abc import Iterator, Sequence

import numpy as np

from promo_xl.book import Book
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.label import Label
from promo_xl.schema.show import to_serial
from promo_xl.validate.limit import limit
from promo_xl.validate.rule import Hits, Wording, rule
from promo_xl.validate.say import day, empty, word

_EVE = 1
"""Days before the launch by which everybody must have approved."""
_DEPARTMENTS = {
    "market": Label("市场部", "Marketing"),
    "ops": Label("运营部", "Operations"),
    "fin": Label("财务部", "Finance"),
}
"""In the order of the approval levels."""


@rule(
    "P10",
    "plan.not_approved",
    Kind.PROCESS,
    Severity.ERROR,
    title=Label("审批未通过，不得上线", "not approved, not to be launched"),
    fires="离上线只剩1天或已上线，《设置》要求的某级审批还不是“通过”；报在它的审批结果上。",
    says=Label(
        "{dept}审批未通过，{d} 不得上线",
        "{dept} has not approved: no launch on {d}",
    ),
    hint=Label(
        "请{dept}审批后把结果填为“通过”；不需要这级审批就改《设置》的审批级数",
        "Have {dept} approve and enter Approved; if this level is not needed, lower Approval levels in Settings",
    ),
    sheet="plan",
    anchor="appr_market_result",
    origin="4",
    off_in=("small",),
)
def not_approved(book: Book, facts: Facts) -> Iterator[Hits]:
    """From one day before the launch on, an approval that the settings ask for is not Approved; its result cell is reported."""
    plan = book["plan"]
    launch = plan.field("launch_date")
    for key in _unapproved(book, facts):
        slots: dict[str, Sequence[object]] = {
            "dept": [_DEPARTMENTS[key]],
            "d": [day(launch)],
        }
        yield Hits(plan, [0], _result(key), slots)


@rule(
    "P12",
    "plan.rejected",
    Kind.PROCESS,
    Severity.WARNING,
    title=Label("审批被驳回", "approval rejected"),
    fires="任一审批结果是“驳回”；报在这个结果上，临近上线由 P10 报。",
    says=Label("{dept}审批被驳回", "Rejected by {dept}"),
    hint=Label(
        "按{dept}的意见修改方案，重新提交，再更新审批结果",
        "Change the plan as {dept} asks, submit it again and update the result",
    ),
    sheet="plan",
    anchor="appr_market_result",
    origin="4",
    off_in=("small",),
)
def rejected(book: Book, facts: Facts) -> Iterator[Hits]:
    """An approval result is Rejected; its cell is reported, near the launch by P10."""
    plan = book["plan"]
    told = _unapproved(book, facts)
    for key, dept in _DEPARTMENTS.items():
        if plan.field(_result(key)) == "rejected" and key not in told:
            yield Hits(plan, [0], _result(key), {"dept": [dept]})


def _unapproved(book: Book, facts: Facts) -> list[str]:
    """List the departments that had to approve by now and have not."""
    plan, today = book["plan"], np.floor(to_serial(facts.as_of))
    if not today >= plan.field("launch_date") - _EVE:
        return []
    asked = list(_DEPARTMENTS)[: int(limit(book, "approval_levels"))]
    return [key for key in asked if plan.field(_result(key)) != "approved"]


def _result(key: str) -> str:
    return f"appr_{key}_result"


@rule(
    "P11",
    "plan.starts_late",
    Kind.PROCESS,
    Severity.WARNING,
    title=Label("策划启动偏晚", "planning starts late"),
    fires="最早的任务离上线不足15个自然日（可设）。",
    says=Label(
        "最早的任务 {s} 才开始，距上线 {d} 仅 {n} 天，指引为 {m} 天以上",
        "The first task starts {s}, only {n} days before the launch on {d}; the guidance is {m} or more",
    ),
    hint=Label(
        "把策划任务提前到 {by}，或压缩范围、推迟上线",
        "Start planning by {by}, do less, or launch later",
    ),
    variants={
        "after": Wording(
            Label(
                "最早的任务 {s} 才开始，不早于上线 {d}",
                "The first task starts {s}, not before the launch on {d}",
            ),
            Label(
                "补上线前的筹备任务（{by} 起），或改上线日",
                "Add the tasks that prepare the launch (from {by}), or move the launch",
            ),
        )
    },
    sheet="plan",
    anchor="launch_date",
    origin="3",
    off_in=("small",),
)
def starts_late(book: Book, facts: Facts) -> Iterator[Hits]:
    """The earliest task starts less than 15 natural days (a setting) before the launch."""
    plan, starts = book["plan"], book["tasks"]["start"]
    known, launch = starts[~np.isnan(starts)], plan.field("launch_date")
    if not len(known):
        return
    lead, first = limit(book, "prep_days"), float(np.floor(known.min()))
    if first > launch - lead:
        slots = {
            "s": day(first),
            "d": day(launch),
            "n": float(launch - first),
            "m": lead,
            "by": day(launch - lead),
        }
        variant = "" if first < launch else "after"
        said = {key: [value] for key, value in slots.items()}
        yield Hits(plan, [0], "launch_date", said, variant=variant)


_NEEDS = {"launch": "competitor_notes", "revive": "baseline_gmv"}


@rule(
    "P16",
    "plan.scenario_needs",
    Kind.PROCESS,
    Severity.WARNING,
    title=Label("活动类型缺少必要信息", "scenario lacks what it needs"),
    fires="新品首发没有市场与竞品洞察，或存量激活没有基准GMV；报在空着的格上。",
    says=Label("{scenario}缺少「{col}」", "{scenario} lacks “{col}”"),
    hint=Label("补上「{col}」，写明来源", "Fill in “{col}” with its source"),
    sheet="plan",
    anchor="scenario",
    origin="0",
    off_in=("small",),
)
def scenario_needs(book: Book, facts: Facts) -> Iterator[Hits]:
    """A product launch has no market and competitor insight, or a revival no baseline GMV; the empty cell is reported."""
    plan = book["plan"]
    key = _NEEDS.get(plan.field("scenario"))
    if key is not None and empty(book, "plan", key)[0]:
        slots: dict[str, Sequence[object]] = {
            "scenario": [word(plan, "scenario", 0)],
            "col": [plan.sheet[key].label],
        }
        yield Hits(plan, [0], key, slots)


LAUNCH = (not_approved, rejected, starts_late, scenario_needs)
