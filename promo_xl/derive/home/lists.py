"""The lists of 首页: at most three alerts and five must-dos, each with its owner."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan

import numpy as np

from promo_xl.derive.home.alerts import found_alerts
from promo_xl.derive.ops.logbook import Logbook
from promo_xl.derive.story import Story, word_label
from promo_xl.derive.wording import short_day
from promo_xl.facts import Claim, Slot
from promo_xl.schema.label import Label

ALERTS, TODOS = 3, 5
NO_ALERTS = Label("暂无预警", "No alerts")
NO_TODOS = Label("暂无待办", "Nothing to do")
_CLOSED = ("done", "cancelled")
Row = Mapping[str, Slot]


def alerts(story: Story) -> dict[str, Slot | Claim]:
    """Say what is wrong, of different kinds first, with owner and since when."""
    none = {"text": NO_ALERTS, "owner": None, "since": None}
    found = found_alerts(story)[:ALERTS]
    return _slots("alert", ALERTS, ("text", "owner", "since"), found or [none])


def _slots(
    name: str, most: int, keys: tuple[str, ...], rows: list[Row]
) -> dict[str, Slot | Claim]:
    return {
        f"{name}{i + 1}_{key}": rows[i][key] if i < len(rows) else None
        for i in range(most)
        for key in keys
    }


def todos(story: Story) -> dict[str, Slot | Claim]:
    """Say what is overdue, then what is due next, the most pressing first.

    Tasks, and incidents somebody has a date for.
    """
    tasks = story.book["tasks"]
    status = tasks["status"].tolist()
    found = [
        (_press(story, i), _todo(story, i))
        for i, end in enumerate(tasks["end"].tolist())
        if not isnan(end) and status[i] not in _CLOSED and tasks["type"][i] != "summary"
    ]
    log = story.book["log"]
    found += [
        (_press_log(story, i), _todo_log(story, i))
        for i in Logbook(story).open
        if not np.isnan(log["due"][i])
    ]
    found.sort(key=lambda one: one[0])
    keys = ("level", "task", "owner", "due", "state")
    none: Row = dict.fromkeys(keys) | {"task": NO_TODOS}
    rows = [row for _, row in found[:TODOS]]
    return _slots("todo", TODOS, keys, rows or [none])


Press = tuple[int, str, float, int]


def _press(story: Story, i: int) -> Press:
    tasks = story.book["tasks"]
    late = tasks["end"][i] < story.d.scope.day
    end = float(tasks["end"][i])
    priority = str(tasks["priority"][i] or "p9")
    return (0, priority, end, i) if late else (1, f"{end:09.2f}", 0.0, i)


def _press_log(story: Story, i: int) -> Press:
    log = story.book["log"]
    due = float(np.floor(log["due"][i]))
    rank = {"urgent": "p0", "major": "p1"}.get(log["severity"][i], "p9")
    late = due < story.d.scope.day
    return (0, rank, due, -1 - i) if late else (1, f"{due:09.2f}", 0.0, -1 - i)


def _todo(story: Story, i: int) -> Row:
    tasks = story.book["tasks"]
    level = tasks["priority"][i]
    return {
        "level": word_label(tasks, "priority", level) if level else None,
        "task": tasks["name"][i] or str(tasks["task_id"][i]),
        "owner": story.person(tasks["owner"][i]),
        "due": short_day(float(tasks["end"][i])),
        "state": _state(story, float(tasks["end"][i]), _said(story, "tasks", i)),
    }


def _todo_log(story: Story, i: int) -> Row:
    log = story.book["log"]
    level = log["severity"][i]
    due = float(np.floor(log["due"][i]))
    return {
        "level": word_label(log, "severity", level) if level else None,
        "task": log["desc"][i] or str(log["log_id"][i]),
        "owner": story.person(log["owner"][i]),
        "due": short_day(due),
        "state": _state(story, due, _said(story, "log", i)),
    }


def _said(story: Story, sheet: str, i: int) -> Label | None:
    table = story.book[sheet]
    status = table["status"][i]
    return word_label(table, "status", status) if status else None


def _state(story: Story, end: float, said: Label | None) -> Label:
    left = int(np.floor(end) - story.d.scope.day)
    if left < 0:
        return Label(f"逾期{-left}天", f"{-left} d overdue")
    if left == 0:
        return Label("今日到期", "due today")
    if left == 1:
        return Label("明日到期", "due tomorrow")
    return said or Label(f"{left}天后到期", f"due in {left} d")
