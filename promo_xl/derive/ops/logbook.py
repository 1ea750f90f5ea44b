"""What happened and was said up to as-of: rows of 执行日志 and 用户反馈."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from promo_xl.book import Table
from promo_xl.derive.story import Story

DONE = ("solved", "closed")
_SEVERITY = ("urgent", "major", "minor")
NOTED = ("adjustment", "change")
"""Records of what was done: open only where somebody says so."""


@dataclass(frozen=True)
class Logbook:
    """The rows of a run."""

    story: Story

    @property
    def log(self) -> Table:
        """执行日志."""
        return self.story.book["log"]

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """Rows that say something and are not dated after as-of, in order of time."""
        end = self.story.d.scope.day + 1
        time = self.log["time"]
        said = [
            i
            for i in range(len(self.log))
            if not time[i] >= end and any(self.log[k][i] for k in ("kind", "desc"))
        ]
        return tuple(
            sorted(said, key=lambda i: (float(time[i]) if time[i] == time[i] else 0.0, i))
        )

    def of(self, kind: str) -> tuple[int, ...]:
        """Give the rows of one kind."""
        return tuple(i for i in self.rows if self.log["kind"][i] == kind)

    @cached_property
    def incidents(self) -> tuple[int, ...]:
        """The incidents, worst first: by severity, by the loss people estimate, by time."""
        loss = self.log["loss_est"]
        return tuple(
            sorted(
                self.of("incident"),
                key=lambda i: (self._rank(i), -float(np.nan_to_num(loss[i]))),
            )
        )

    def _rank(self, i: int) -> int:
        word = self.log["severity"][i]
        return _SEVERITY.index(word) if word in _SEVERITY else len(_SEVERITY)

    def solved(self, i: int) -> bool:
        """Whether a row is solved or closed by as-of."""
        closed = self.log["closed"][i]
        return self.log["status"][i] in DONE or closed < self.story.d.scope.day + 1

    def minutes(self, i: int) -> float:
        """Give the minutes from the moment something happened to its close."""
        return float(self.story.d.columns.of("log", "minutes")[i])

    @cached_property
    def open(self) -> tuple[int, ...]:
        """Incidents, and adjustments and changes said to be under way, that nobody closed."""
        kinds, status = self.log["kind"], self.log["status"]
        return tuple(
            i
            for i in self.rows
            if not self.solved(i)
            and (kinds[i] == "incident" or (kinds[i] in NOTED and status[i] is not None))
        )

    @cached_property
    def answered(self) -> frozenset[str]:
        """The monitors some row answers."""
        ids = self.log["alert_ids"]
        return frozenset(str(one) for i in self.rows for one in ids[i] or ())

    @cached_property
    def feedback(self) -> tuple[int, ...]:
        """Rows of 用户反馈 up to as-of."""
        table = self.story.book["feedback"]
        end = self.story.d.scope.day + 1
        return tuple(
            i
            for i in range(len(table))
            if not table["date"][i] >= end
            and (table["topic"][i] is not None or table["quote"][i] is not None)
        )

    def voices(self, i: int) -> float:
        """Give how many customers said it: one where nothing is typed."""
        count = float(self.story.book["feedback"]["count"][i])
        return 1.0 if np.isnan(count) else max(0.0, count)
