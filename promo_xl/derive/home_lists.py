"""The lists of 首页: at most three alerts and five must-dos, each with its owner."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan

import numpy as np

from promo_xl.derive.goals import Progress
from promo_xl.derive.story import Over, Story, word_label
from promo_xl.derive.wording import (
    fixed,
    long_day,
    lowered,
    share,
    short_day,
    shorten,
    wan,
)
from promo_xl.facts import Claim, Slot
from promo_xl.schema.label import Label

ALERTS, TODOS = 3, 5
NAME = 14.0
"""Full-width characters of a name in an alert; a longer one would shrink the line."""
NO_ALERTS = Label("暂无预警", "No alerts")
NO_TODOS = Label("暂无待办", "Nothing to do")
LATE = ("behind_pace", "far_behind_pace", "missed")
_CLOSED = ("done", "cancelled")
Row = Mapping[str, Slot]


def alerts(story: Story) -> dict[str, Slot | Claim]:
    """Say goals far behind, stale data and overspending, with owner and since when."""
    found = [*_goal_alerts(story)[:1], *_stale_alert(story)]
    found += [_over_alert(story, one) for one in story.over[: ALERTS - len(found)]]
    none = {"text": NO_ALERTS, "owner": None, "since": None}
    return _slots("alert", ALERTS, ("text", "owner", "since"), found or [none])


def _slots(
    name: str, most: int, keys: tuple[str, ...], rows: list[Row]
) -> dict[str, Slot | Claim]:
    return {
        f"{name}{i + 1}_{key}": rows[i][key] if i < len(rows) else None
        for i in range(most)
        for key in keys
    }


def _goal_alerts(story: Story) -> list[Row]:
    late = [one for one in story.goals if one.status in LATE]
    return [_goal_alert(story, one) for one in late]


def _goal_alert(story: Story, one: Progress) -> Row:
    paced = one.status is not None and one.status.endswith("pace")
    words = Label("{name}{word}：为应到的{x}", "{name}: {word}, {x} of expected")
    if not paced:
        words = Label("{name}{word}：完成目标{x}", "{name}: {word}, {x} of goal")
    slots: dict[str, Slot] = {
        "name": story.goal_name(one, 14),
        "word": lowered(story.status(one)),
        "x": share(one.pace if paced else one.completion),
    }
    owner = story.person(story.book["goals"]["owner"][one.aim.i])
    day = story.d.goals.answers.through(one.aim)
    return {
        "text": fixed(Claim(words, slots)),
        "owner": owner,
        "since": None if isnan(day) else long_day(day),
    }


def _stale_alert(story: Story) -> list[Row]:
    through = story.d.scope.through
    if not through.stale:
        return []
    names = [story.channel_name(one, 8) for one in through.stale[:3]]
    more = len(through.stale) - len(names)
    zh = "、".join(names) + (f"等{len(through.stale)}个渠道" if more else "")
    en = ", ".join(names) + (f" and {more} more" if more else "")
    days = [through.channels[one] for one in through.stale]
    known = [day for day in days if not isnan(day)]
    table = story.book["channels"]
    rows = np.flatnonzero(table["channel_id"] == through.stale[0])
    owner = table["owner"][rows[0]] if len(rows) else None  # days may name no known channel
    return [
        {
            "text": Label(f"数据未更新：{zh}", f"Data missing: {en}"),
            "owner": story.person(owner),
            "since": long_day(min(known)) if known else None,
        }
    ]


def _over_alert(story: Story, one: Over) -> Row:
    slots: dict[str, Slot] = {
        "name": shorten(one.name, NAME),
        "x": wan(one.excess),
        "rate": share(one.spent / one.planned) if one.planned else "—",
    }
    words = Label("{name}超支{x}（执行率{rate}）", "{name} over by {x} ({rate})")
    return {
        "text": fixed(Claim(words, slots)),
        "owner": one.owner,
        "since": _since(story, one),
    }


def _since(story: Story, one: Over) -> str | None:
    """Find the day on which a channel's spend passed its budget."""
    if one.channel is None or one.channel not in story.d.tally.channels:
        return None
    row = story.d.tally.channels.index(one.channel)
    spent = story.d.tally.sums("ad", "cost", ("cost",))[row].cumsum()
    passed = np.flatnonzero(spent > one.planned)
    return long_day(float(story.d.tally.days[passed[0]])) if len(passed) else None


def todos(story: Story) -> dict[str, Slot | Claim]:
    """Say what is overdue, then what is due next, the most pressing first."""
    tasks = story.book["tasks"]
    status = tasks["status"].tolist()
    rows = [
        i
        for i, end in enumerate(tasks["end"].tolist())
        if not isnan(end) and status[i] not in _CLOSED and tasks["type"][i] != "summary"
    ]
    rows.sort(key=lambda i: _press(story, i))
    keys = ("level", "task", "owner", "due", "state")
    found = [_todo(story, i) for i in rows[:TODOS]]
    none: Row = dict.fromkeys(keys) | {"task": NO_TODOS}
    return _slots("todo", TODOS, keys, found or [none])


def _press(story: Story, i: int) -> tuple[int, str, float, int]:
    tasks = story.book["tasks"]
    late = tasks["end"][i] < story.d.scope.day
    end = float(tasks["end"][i])
    priority = str(tasks["priority"][i] or "p9")
    return (0, priority, end, i) if late else (1, f"{end:09.2f}", 0.0, i)


def _todo(story: Story, i: int) -> Row:
    tasks = story.book["tasks"]
    level = tasks["priority"][i]
    return {
        "level": word_label(tasks, "priority", level) if level else None,
        "task": tasks["name"][i] or str(tasks["task_id"][i]),
        "owner": story.person(tasks["owner"][i]),
        "due": short_day(float(tasks["end"][i])),
        "state": _state(story, i),
    }


def _state(story: Story, i: int) -> Label:
    tasks = story.book["tasks"]
    left = int(np.floor(tasks["end"][i]) - story.d.scope.day)
    if left < 0:
        return Label(f"逾期{-left}天", f"{-left} d overdue")
    if left == 0:
        return Label("今日到期", "due today")
    if left == 1:
        return Label("明日到期", "due tomorrow")
    status = tasks["status"][i]
    said = word_label(tasks, "status", status)
    return said if status else Label(f"{left}天后到期", f"due in {left} d")
