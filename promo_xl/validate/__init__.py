"""Book and facts → findings: every rule of the catalogue, asked once."""

from __future__ import annotations

from collections.abc import Iterable

from promo_xl.book import Book, Ref
from promo_xl.facts import Facts
from promo_xl.finding import Finding, Findings, Kind, Severity
from promo_xl.validate.budget import BUDGET
from promo_xl.validate.budget_funds import BUDGET_FUNDS
from promo_xl.validate.budget_lines import BUDGET_LINES
from promo_xl.validate.budget_pace import BUDGET_PACE
from promo_xl.validate.budget_shares import BUDGET_SHARES
from promo_xl.validate.day_targets import DAY_TARGETS
from promo_xl.validate.goals import GOALS
from promo_xl.validate.goals_funnel import GOAL_FUNNEL
from promo_xl.validate.goals_numbers import GOAL_NUMBERS
from promo_xl.validate.goals_plan import GOAL_PLAN
from promo_xl.validate.goals_rows import GOAL_ROWS
from promo_xl.validate.phases import PHASES
from promo_xl.validate.plan import PLAN
from promo_xl.validate.plan_calendar import CALENDAR
from promo_xl.validate.plan_launch import LAUNCH
from promo_xl.validate.required import REQUIRED
from promo_xl.validate.rule import Rule, findings_of_rule
from promo_xl.validate.structure import STRUCTURE

__all__ = ["RULES", "validate_book"]

_PLAN = (*PLAN, *PHASES, *LAUNCH, *CALENDAR)
_GOALS = (*GOALS, *GOAL_ROWS, *GOAL_NUMBERS, *GOAL_PLAN, *GOAL_FUNNEL, *DAY_TARGETS)
_BUDGET = (*BUDGET, *BUDGET_LINES, *BUDGET_FUNDS, *BUDGET_SHARES, *BUDGET_PACE)

RULES: tuple[Rule, ...] = tuple(
    sorted((*STRUCTURE, *REQUIRED, *_PLAN, *_GOALS, *_BUDGET), key=lambda rule: rule.id)
)

_STRUCTURAL = "A"
_EMPTY = "A07"


def validate_book(book: Book, facts: Facts) -> Findings:
    """Give every finding of every rule, by sheet, row, column and id; data never raises."""
    found = [finding for rule in RULES for finding in findings_of_rule(rule, book, facts)]
    order = {table.title: n for n, table in enumerate(book)}
    found.sort(key=lambda f: (order.get(f.at.sheet, len(order)), f.at.top, f.at.left, f.id))
    return tuple(_one_a_cause(found))


def _one_a_cause(found: Iterable[Finding]) -> Iterable[Finding]:
    """One cause, one finding.

    What cannot be read is not judged again, and a cell a rule of a group reports or names as
    missing is not reported as empty too.
    """
    found = list(found)
    cells: dict[Ref, list[Finding]] = {}
    for finding in found:
        if finding.at.top:
            for at in (finding.at, *finding.names):
                cells.setdefault(at, []).append(finding)
    return [f for f in found if not _repeated(f, cells.get(f.at, ()))]


def _repeated(found: Finding, there: Iterable[Finding]) -> bool:
    others = [other for other in there if other is not found]
    if found.id == _EMPTY:
        return bool(others)
    if found.kind is not Kind.DATA:
        return False
    return any(
        other.id.startswith(_STRUCTURAL)
        and other.severity is Severity.ERROR
        and (other.id < found.id or not found.id.startswith(_STRUCTURAL))
        for other in others
    )
