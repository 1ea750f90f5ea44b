"""What is left to do and to decide: lessons, tasks late or open, money nobody approved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from promo_xl.book import Table
from promo_xl.derive.ops.logbook import Logbook
from promo_xl.derive.ops.monitor import Watch
from promo_xl.derive.scope import is_key, limit
from promo_xl.derive.story import Story

DONE = ("done", "cancelled")
DECISIONS = "decisions_to_approve"
_VERDICTS = ("keep", "stop", "change")
_MEANT = {"successes": "keep", "shortfalls_and_fixes": "change"}
"""What a lesson without a verdict says by where it stands: 成功经验 is kept, 不足 is changed."""


_TOLD = ("goal_completion", "channel_analysis")


class Lesson(NamedTuple):
    """One row of 复盘."""

    i: int
    verdict: str | None


@dataclass(frozen=True)
class Closing:
    """What stands open at the end of a run."""

    story: Story

    @property
    def review(self) -> Table:
        """复盘."""
        return self.story.book["review"]

    @property
    def tasks(self) -> Table:
        """任务与甘特."""
        return self.story.book["tasks"]

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """What is kept, stopped, changed, in this order; then the rest of 复盘.

        What only says how goals and channels did is told in their chapters.
        """
        review = self.review
        found = [
            Lesson(i, review["verdict"][i] or _MEANT.get(str(review["dimension"][i])))
            for i in range(len(review))
            if review["dimension"][i] != DECISIONS
            and any(review[key][i] for key in ("content", "action"))
            and not (review["dimension"][i] in _TOLD and self._only_says(i))
        ]
        return tuple(sorted(found, key=lambda one: (_place(one.verdict), one.i)))

    def _only_says(self, i: int) -> bool:
        return not any(self.review[key][i] for key in ("verdict", "action"))

    @cached_property
    def asked(self) -> tuple[int, ...]:
        """Rows of 复盘 that ask for a decision: those marked so, then lessons that cost."""
        review = self.review
        asks = is_key(review, "dimension", DECISIONS)
        cost = ~asks & (review["amount"] > 0)
        rows = [*np.flatnonzero(asks).tolist(), *np.flatnonzero(cost).tolist()]
        return tuple(i for i in rows if review["action"][i] or review["content"][i])

    @cached_property
    def scheduled(self) -> tuple[int, ...]:
        """The tasks in the order of their dates."""
        tasks = self.tasks
        named = [i for i in range(len(tasks)) if tasks["name"][i] or tasks["end"][i] > 0]
        return tuple(sorted(named, key=lambda i: (*_dates(tasks, i), i)))

    def real(self, i: int) -> bool:
        """Whether a task is one somebody does: not a heading over others, not called off."""
        tasks = self.tasks
        return bool(tasks["type"][i] != "summary" and tasks["status"][i] != "cancelled")

    def delay(self, i: int) -> float:
        """Give the days a task is late."""
        return float(self.story.d.columns.of("tasks", "delay")[i])

    @cached_property
    def late(self) -> tuple[int, ...]:
        """Tasks past their end and not done, the latest first."""
        tasks = self.tasks
        late = [
            i
            for i in self.scheduled
            if self.real(i)
            and self.delay(i) > 0
            and tasks["status"][i] != "done"
            and np.isnan(tasks["actual_end"][i])
        ]
        return tuple(sorted(late, key=lambda i: (-self.delay(i), i)))

    @cached_property
    def unanswered(self) -> tuple[Watch, ...]:
        """Monitors beyond their threshold that no row of the log answers."""
        answered, table = Logbook(self.story).answered, self.story.book["monitor"]
        return tuple(
            one
            for one in self.story.d.ops.monitors.named
            if one.hit and str(table["rule_id"][one.i]) not in answered
        )

    @cached_property
    def unapproved(self) -> tuple[int, ...]:
        """Budget lines nobody approved, the dearest first."""
        budget = self.story.book["budget"]
        # Without levels of approval a line never handed in waits for nobody.
        free = limit(self.story.book, "approval_levels", 0) < 1
        passed = ("approved", "not_submitted", None) if free else ("approved",)
        words = budget["appr_status"].tolist()
        found = [
            i for i, word in enumerate(words) if word not in passed and self.money(i) > 0
        ]
        return tuple(sorted(found, key=lambda i: (-self.money(i), i)))

    def money(self, i: int) -> float:
        """Give what a budget line is about: its plan, or more where more is spent."""
        budget, spent = self.story.book["budget"], self.story.d.ledger.spent
        return float(np.fmax(budget["planned"][i], spent[i]))


def _place(verdict: str | None) -> int:
    return _VERDICTS.index(verdict) if verdict in _VERDICTS else len(_VERDICTS)


def _dates(tasks: Table, i: int) -> tuple[float, float]:
    start, end = float(tasks["start"][i]), float(tasks["end"][i])
    start = end if np.isnan(start) else start
    return start if start == start else np.inf, end if end == end else np.inf
