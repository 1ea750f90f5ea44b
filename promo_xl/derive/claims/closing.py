"""The computed sentences of the end: lessons, the schedule, what somebody must decide."""

from __future__ import annotations

from collections import Counter

import numpy as np

from promo_xl.derive.claims.money import decisions as over_decisions
from promo_xl.derive.ops.closing import DECISIONS, Closing
from promo_xl.derive.ops.logbook import Logbook
from promo_xl.derive.story import Story
from promo_xl.derive.wording import TITLE_WIDTH, fitting, long_day, shorten, wan
from promo_xl.facts import Claim, Slot
from promo_xl.schema.label import Label

Maybe = Claim | None
MOST = 3
_VERDICTS = {
    "keep": Label("保留{keep}", "keep {keep}"),
    "stop": Label("停止{stop}", "stop {stop}"),
    "change": Label("改变{change}", "change {change}"),
}


def lessons_title(story: Story) -> Maybe:
    """Say how many lessons are kept, stopped, changed, and whether each has a date."""
    every = Closing(story).lessons
    if not every:
        return None
    found = Counter(one.verdict for one in every if one.verdict)
    due = story.book["review"]["due"]
    changes = [one for one in every if one.verdict in ("stop", "change")]
    open_ended = [one for one in changes if np.isnan(due[one.i])]
    slots: dict[str, Slot] = {key: str(found[key]) for key in _VERDICTS}
    slots |= {"n": str(len(every)), "k": str(len(open_ended))}
    said = [label for key, label in _VERDICTS.items() if found[key]]
    zh, en = "复盘{n}条", "{n} lessons"
    if not said:
        return Claim(Label(zh + "，尚未定处置", en + ", no verdicts yet"), slots)
    zh += "：" + "、".join(one.zh for one in said)
    en += ": " + ", ".join(one.en for one in said)
    if changes:
        zh += "，{k}条待定日期" if open_ended else "，改进均有日期"
        en += "; {k} without a date" if open_ended else "; every change has a date"
    return Claim(Label(zh, en), slots)


def schedule_title(story: Story) -> Maybe:
    """Say how many tasks are done, and how many are late by how much."""
    closing = Closing(story)
    rows = [i for i in closing.scheduled if closing.real(i)]
    if not rows:
        return None
    status = closing.tasks["status"]
    done = [i for i in rows if status[i] == "done"]
    late = closing.late
    slots: dict[str, Slot] = {"n": str(len(rows)), "m": str(len(done)), "k": str(len(late))}
    past = [i for i in rows if i not in late and closing.delay(i) > 0]
    slots["p"] = str(len(past))
    if late:
        slots["d"] = f"{closing.delay(late[0]):.0f}"
        words = Label(
            "{n}项任务完成{m}项，{k}项逾期，最长{d}天",
            "{m} of {n} tasks done; {k} overdue, up to {d} days",
        )
    else:
        words = Label("{n}项任务完成{m}项，无逾期", "{m} of {n} tasks done, none overdue")
    plain = Claim(words, slots)
    if not past:
        return plain
    more = Label(words.zh + "，{p}项曾延误", words.en + ", {p} finished late")
    return fitting(Claim(more, slots), plain)


def ops_decisions(story: Story) -> list[Claim]:
    """Say what somebody must decide: what 复盘 asks, overspending, approvals, open items."""
    asked = [_asked(story, i) for i in Closing(story).asked]
    rest = [*_unapproved(story), *_open(story)]
    over = over_decisions(story)
    # Each kind is heard: overspending alone could fill the page.
    room = max(1, MOST - len(asked) - len(rest))
    return [*asked, *over[:room], *rest, *over[room:]]


def _asked(story: Story, i: int) -> Claim:
    review = story.book["review"]
    amount, due = float(review["amount"][i]), float(review["due"][i])
    decision = review["dimension"][i] == DECISIONS
    keys = ("content", "action") if decision else ("action", "content")
    what = next(str(review[key][i]) for key in keys if review[key][i])
    slots: dict[str, Slot] = {
        "what": shorten(what, TITLE_WIDTH),
        "x": wan(amount),
        "day": long_day(due),
        "who": story.person(review["owner"][i]),
    }
    zh, en = ["请批准：{what}"], ["To approve: {what}"]
    if not np.isnan(amount):
        zh.append("金额{x}")
        en.append("{x}")
    if not np.isnan(due):
        zh.append("{day}前")
        en.append("by {day}")
    if slots["who"]:
        zh.append("{who}负责")
        en.append("{who}")
    return Claim(Label("，".join(zh), ", ".join(en)), slots)


def _unapproved(story: Story) -> list[Claim]:
    closing = Closing(story)
    rows = closing.unapproved
    if not rows:
        return []
    slots: dict[str, Slot] = {
        "n": str(len(rows)),
        "x": wan(sum(closing.money(i) for i in rows)),
        "name": shorten(story.line_name(rows[0])),
    }
    if len(rows) == 1:
        words = Label(
            "{name}{x}尚未批准，请确认是否批准", "{name}, {x}, is not approved: approve it?"
        )
        return [Claim(words, slots)]
    words = Label(
        "{n}项费用共{x}尚未批准（{name}等），请确认是否批准",
        "{n} lines worth {x} are not approved ({name} first): approve them?",
    )
    return [Claim(words, slots)]


def _open(story: Story) -> list[Claim]:
    book, closing = Logbook(story), Closing(story)
    counts = (
        (len(book.open), "{a}项记录未关闭", ("{a} log entry", "{a} log entries")),
        (len(closing.late), "{b}项任务逾期", ("{b} overdue task", "{b} overdue tasks")),
        (
            len(closing.unanswered),
            "{c}项预警未回应",
            ("{c} unanswered alert", "{c} unanswered alerts"),
        ),
    )
    said = [Label(zh, en[number > 1]) for number, zh, en in counts if number]
    if not said:
        return []
    slots: dict[str, Slot] = {
        key: str(count[0]) for key, count in zip("abc", counts, strict=True)
    }
    words = Label(
        "、".join(one.zh for one in said) + "，请确认责任人与期限",
        "Confirm owner and date of " + ", ".join(one.en for one in said),
    )
    return [Claim(words, slots)]
