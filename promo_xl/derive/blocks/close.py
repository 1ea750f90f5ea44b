"""Tables of the close-out: lessons, what is still open, the schedule."""

from __future__ import annotations

import numpy as np

from promo_xl.derive.ops.closing import Closing
from promo_xl.derive.ops.logbook import Logbook
from promo_xl.derive.ops.words import choice_word, monitor_name, on_day, text
from promo_xl.derive.story import Story, word_label
from promo_xl.derive.wording import fixed, share, wan
from promo_xl.facts import Block, Claim, Slot
from promo_xl.schema.kinds import INT
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown

_OWNER = Label("责任人", "Owner")
_STATUS = Label("状态", "Status")
_OTHER = Label("其他", "Other")


def lessons(story: Story) -> Block:
    """What is kept, stopped and changed, with owner and date."""
    review = story.book["review"]
    rows = tuple(
        (
            word_label(review, "verdict", one.verdict) if one.verdict else _OTHER,
            choice_word(story, "review", "dimension", one.i),
            text(review["content"][one.i]),
            text(review["action"][one.i]),
            story.person(review["owner"][one.i]),
            on_day(float(review["due"][one.i])),
        )
        for one in Closing(story).lessons
    )
    heads = (
        Label("处置", "Verdict"),
        Label("维度", "Dimension"),
        Label("内容", "Content"),
        Label("改进措施", "Action"),
        Label("负责人", "Owner"),
        Label("完成时间", "Due"),
    )
    return Block("lessons", Label("经验与下次", "Lessons and next time"), heads, rows)


def still_open(story: Story) -> Block:
    """What nobody has closed: events, late tasks, alerts without answer, money unapproved."""
    rows = (*_logged(story), *_late(story), *_alerts(story), *_money(story))
    heads = (
        Label("类型", "Kind"),
        Label("事项", "Item"),
        _OWNER,
        Label("期限", "Due"),
        _STATUS,
    )
    return Block("open", Label("未关闭项", "Open items"), heads, rows)


def _logged(story: Story) -> list[tuple[Slot, ...]]:
    book = Logbook(story)
    log = book.log
    return [
        (
            choice_word(story, "log", "kind", i),
            text(log["desc"][i]),
            story.person(log["owner"][i]),
            on_day(float(log["due"][i])),
            choice_word(story, "log", "status", i) or _UNSAID,
        )
        for i in book.open
    ]


_UNSAID = Label("未填状态", "No status")


def _late(story: Story) -> list[tuple[Slot, ...]]:
    closing = Closing(story)
    tasks = closing.tasks
    return [
        (
            Label("逾期任务", "Late task"),
            text(tasks["name"][i]) or str(tasks["task_id"][i]),
            story.person(tasks["owner"][i]),
            on_day(float(tasks["end"][i])),
            _overdue(closing.delay(i)),
        )
        for i in closing.late
    ]


def _overdue(days: float) -> Label:
    return Label(f"逾期{days:.0f}天", f"{days:.0f} d overdue")


def _alerts(story: Story) -> list[tuple[Slot, ...]]:
    table = story.book["monitor"]
    found: list[tuple[Slot, ...]] = []
    for watch in Closing(story).unanswered:
        action = text(table["action"][watch.i])
        name = monitor_name(story, watch.i)
        more = f"：{action}", f": {action}"
        item = Label(name.zh + more[0], name.en + more[1]) if action else name
        state = story.figure(f"monitor.{table['rule_id'][watch.i]}.state")
        owner = story.person(table["owner"][watch.i])
        found.append((Label("预警未回应", "Alert unanswered"), item, owner, None, state))
    return found


def _money(story: Story) -> list[tuple[Slot, ...]]:
    closing, budget = Closing(story), story.book["budget"]
    found: list[tuple[Slot, ...]] = []
    for i in closing.unapproved:
        slots: dict[str, Slot] = {"name": story.line_name(i), "x": wan(closing.money(i))}
        found.append(
            (
                Label("费用未批", "Money unapproved"),
                fixed(Claim(Label("{name} {x}", "{name} {x}"), slots)),
                story.person(budget["approver"][i] or budget["owner"][i]),
                None,
                choice_word(story, "budget", "appr_status", i),
            )
        )
    return found


def schedule(story: Story) -> Block:
    """Every task and milestone by date, with its word and how late it is at the as-of day."""
    closing = Closing(story)
    rows = tuple(_task(story, closing, i) for i in closing.scheduled)
    heads = (
        Label("任务", "Task"),
        Label("类型", "Kind"),
        Label("负责人", "Owner"),
        Label("开始", "Start"),
        Label("结束", "End"),
        Label("完成", "Done"),
        _STATUS,
        Label("延误天数", "Days late"),
    )
    return Block("schedule", Label("排期", "Schedule"), heads, rows)


def _task(story: Story, closing: Closing, i: int) -> tuple[Slot, ...]:
    tasks = closing.tasks
    delay = closing.delay(i)
    return (
        text(tasks["name"][i]) or str(tasks["task_id"][i]),
        choice_word(story, "tasks", "type", i) or word_label(tasks, "type", "task"),
        story.person(tasks["owner"][i]),
        on_day(float(tasks["start"][i])),
        on_day(float(tasks["end"][i])),
        _done(story, i),
        _status(story, closing, i),
        Shown(delay, INT) if delay > 0 else None,
    )


def _done(story: Story, i: int) -> Slot:
    tasks = story.book["tasks"]
    if tasks["status"][i] == "done":
        return share(1.0)
    done = float(tasks["pct"][i])
    return None if np.isnan(done) else share(done)


def _status(story: Story, closing: Closing, i: int) -> Slot:
    """Say the word people typed; late and not done is said whatever was typed."""
    if i in closing.late:
        return Label("逾期", "Overdue")
    typed = choice_word(story, "tasks", "status", i)
    begins = float(story.book["tasks"]["start"][i])
    if typed is None and begins > story.d.scope.day:
        return word_label(story.book["tasks"], "status", "not_started")
    return typed
