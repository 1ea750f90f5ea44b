"""How far each goal is: actual, completion or headroom, what was expected by now, the word.

The exact value is judged. A ≤ goal has a headroom and no completion; a goal whose window
still runs is judged by its pace: actual over expected, both to the day where data are
complete.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from promo_xl.book import Array, Book, Table
from promo_xl.derive.aims import NEVER, Aim, Answers, Total, aim
from promo_xl.derive.ledger import Ledger
from promo_xl.derive.ops.service import Service
from promo_xl.derive.ops.stock import Stock
from promo_xl.derive.pacing import Curve
from promo_xl.derive.scope import Scope, limit
from promo_xl.derive.tally import Tally
from promo_xl.derive.targets import COST, EMPTY, GMV, UV, Targets

NAN = float("nan")
AT_MOST = ("<=", "<")
_CURVES = {"cost": COST, "input_total": COST, "uv": UV}
"""Which day targets a metric follows; every other follows GMV."""
LEDGER = ("input_total", "roi_total", "roi_net", "expense_ratio")
_DIGITS = 12
"""Binary noise is cut here, so that 475 of 500 is judged as exactly 95 %."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One goal at this moment; NaN and "" where there is nothing to say."""

    aim: Aim
    actual: float = NAN
    completion: float = NAN
    completion_adjusted: float = NAN
    headroom: float = NAN
    expected: float = NAN
    pace: float = NAN
    forecast: float = NAN
    status: str | None = None
    to_date: float = NAN
    """The actual up to the day where data are complete."""
    needed: float = NAN
    recent: float = NAN
    used: int = 0
    of: int = 0
    typed: bool = False


COLUMNS = (
    "actual",
    "completion",
    "completion_adjusted",
    "headroom",
    "expected",
    "pace",
    "forecast",
    "status",
)


class Goals:
    """Every goal of the workbook, measured once."""

    def __init__(
        self, tally: Tally, targets: Targets, ledger: Ledger, goods: tuple[Stock, Service]
    ) -> None:
        self.scope: Scope = tally.scope
        self.table: Table = self.scope.book["goals"]
        self.targets = targets
        self.answers = Answers(tally, *goods)
        self.ledger = ledger
        self.all = tuple(self._progress(i) for i in range(len(self.table)))

    def column(self, key: str) -> Array:
        """Give one of the columns we write."""
        found = [getattr(one, key) for one in self.all]
        if key != "status":
            return np.array(found, float)
        words = np.empty(len(found), object)
        words[:] = found
        return words

    def _progress(self, i: int) -> Progress:
        one = aim(self.scope, i)
        typed = float(self.table["actual_typed"][i])
        value, used, of = self._measured(one)
        actual = typed if typed == typed else self._in_form(i, value)
        found = Progress(
            aim=one,
            actual=actual,
            completion=self._completion(i, actual, "target"),
            completion_adjusted=self._completion(i, actual, "target_adjusted"),
            headroom=self._headroom(i, actual),
            used=used,
            of=of,
            typed=typed == typed,
        )
        found = found if found.typed else self._paced(found)
        return _with(found, status=self._status(found))

    def _measured(self, one: Aim) -> Total:
        if one.metric is not None and on_ledger(one):
            phase = self.table["phase_id"][one.i]
            value = self.ledger.value(one.metric.key, one.channel)
            return NEVER if phase is not None else (value, 0, 0)
        return self.answers.actual(one)

    def _in_form(self, i: int, value: float) -> float:
        form, baseline = self.table["value_form"][i], float(self.table["baseline"][i])
        if form == "percent_vs_baseline":
            return (value - baseline) / baseline if baseline else NAN
        return value - baseline if form == "percentage_points" else value

    def _at_most(self, i: int) -> bool:
        return self.table["op"][i] in AT_MOST

    def _completion(self, i: int, actual: float, key: str) -> float:
        target = float(self.table[key][i])
        if self._at_most(i) or target == 0:
            return NAN
        if self.table["op"][i] == "=":
            return _exact(np.maximum(0.0, 1 - abs(actual - target) / abs(target)))
        return _exact(actual / target)

    def _headroom(self, i: int, actual: float) -> float:
        target = float(self.table["target"][i])
        if not self._at_most(i) or target == 0:
            return NAN
        return _exact((target - actual) / target)

    def _paced(self, found: Progress) -> Progress:
        one, target = found.aim, float(self.table["target"][found.aim.i])
        through, start, end = self.answers.through(one), self._start(one), self._end(one)
        until = float(np.fmin(through, one.last))
        if np.isnan(through) or until < start or np.isnan(found.actual):
            return found
        share = self._curve(one).share(start, end, until)
        if one.change:
            reached, _, _ = self.answers.actual(one, until)
            return _with(
                found,
                pace=_over(reached, self._whole(one.i) * share),
                to_date=self._in_form(one.i, reached),
            )
        if not one.adds_up and not one.fills:
            reached = self._to_date(found, until)
            return _with(
                found, expected=target, pace=_over(reached, target), to_date=reached
            )
        expected = self._typed(one, start, until)
        expected = target * share if np.isnan(expected) else expected
        reached = self._to_date(found, until)
        left = end - until
        needed = float(np.maximum(0.0, target - reached)) / left if left > 0 else NAN
        return _with(
            found,
            expected=expected,
            pace=_over(reached, expected),
            to_date=reached,
            needed=needed,
            recent=self.answers.recent(one),
        )

    def _curve(self, one: Aim) -> Curve:
        """Give the day targets a goal's amount follows: its own measure's, else GMV's."""
        key = _CURVES.get(one.metric.key, GMV) if one.metric else GMV
        shared = self._shared(one, key)
        return shared if shared.has_goal else self.targets.shape(one.channel, key)

    def _shared(self, one: Aim, key: str = GMV) -> Curve:
        """Give the day targets of the platform whose phase a goal speaks of."""
        if one.channel is not None or not one.members:
            return EMPTY
        return self.targets.platform(self.targets.platform_of[one.members[0]], key)

    def _typed(self, one: Aim, start: float, until: float) -> float:
        """Give what 日目标拆解 itself expects of a GMV goal by *until*, else NaN."""
        if one.metric is None or one.metric.key != "gmv":
            return NAN
        if one.members is None:
            own = self.targets.gmv
        else:
            own = self.targets.own(one.channel) if one.channel else self._shared(one)
        return own.between(start, until) if own.typed and own.has_goal else NAN

    def _whole(self, i: int) -> float:
        """Give the amount that a wanted change of a sum comes to."""
        baseline, target = float(self.table["baseline"][i]), float(self.table["target"][i])
        percent = self.table["value_form"][i] == "percent_vs_baseline"
        return baseline * (1 + target) if percent else baseline + target

    def _to_date(self, found: Progress, until: float) -> float:
        one = found.aim
        if one.metric is None or one.metric.key in LEDGER or one.last <= until:
            return found.actual
        value, _, _ = self.answers.actual(one, until)
        return self._in_form(one.i, value)

    def _end(self, one: Aim) -> float:
        last = float(self.scope.period[1]) if np.isnan(one.last) else one.last
        return float(np.fmin(last, self._run(one)[1]))

    def _start(self, one: Aim) -> float:
        first = float(self.scope.period[0]) if np.isnan(one.first) else one.first
        return float(np.fmax(first, self._run(one)[0]))

    def _run(self, one: Aim) -> tuple[float, float]:
        """Give the days a goal's channel runs: its target is due within them."""
        channels = self.scope.book["channels"]
        names = channels["channel_id"].tolist()
        if one.channel not in names:
            return NAN, NAN
        i = names.index(one.channel)
        return float(np.floor(channels["start"][i])), float(np.floor(channels["end"][i]))

    def _status(self, found: Progress) -> str | None:
        one = found.aim
        if np.isnan(found.actual):
            return self._unmeasured(one, self._start(one))
        if self._at_most(one.i):
            if np.isnan(found.headroom):
                return None
            return "within_limit" if found.headroom >= 0 else "over_limit"
        if found.completion >= lines_of(self.scope.book)[0]:
            return "reached"
        if self._runs(one) and not (found.typed or np.isnan(found.completion)):
            # Before the first complete day there is no pace, and nothing to judge.
            return self._word(found.pace, PACE_WORDS)
        return self._word(found.completion, WORDS)

    def _runs(self, one: Aim) -> bool:
        """Whether a goal's window is open, or its last days still miss data mid-campaign."""
        day, end = self.scope.day, self._end(one)
        return day < end or (self.answers.through(one) < end and day < self.scope.period[1])

    def _unmeasured(self, one: Aim, start: float) -> str | None:
        if np.isnan(self.table["target"][one.i]) and self.table["metric"][one.i] is None:
            return None
        return "not_started" if self.scope.day < start else "no_data"

    def _word(self, ratio: float, words: tuple[str, str, str, str]) -> str | None:
        if np.isnan(ratio):
            return None
        lines = lines_of(self.scope.book)
        rank = sum(ratio < line for line in lines)
        return words[rank]


def on_ledger(one: Aim) -> bool:
    """Whether a goal asks what only the ledger knows."""
    return one.metric is not None and one.metric.key in LEDGER and one.answerable


WORDS = ("reached", "close", "behind", "missed")
PACE_WORDS = ("on_pace", "slightly_behind_pace", "behind_pace", "far_behind_pace")


def lines_of(book: Book) -> tuple[float, float, float]:
    """Give the lines of the settings: 达成 from 100 %, 接近 from 95 %, 落后 from 80 %."""
    return (
        limit(book, "line_reached", 1.0),
        limit(book, "line_close", 0.95),
        limit(book, "line_behind", 0.8),
    )


def _over(actual: float, expected: float) -> float:
    return _exact(actual / expected) if expected else NAN


def _exact(ratio: float) -> float:
    return round(float(ratio), _DIGITS)


def _with(found: Progress, **changes: Any) -> Progress:
    return replace(found, **changes)
