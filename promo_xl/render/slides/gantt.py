"""甘特: the plan as native shapes, late tasks in colour and words, today as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from promo_xl.facts import Block, Slot, slot_text
from promo_xl.render.slides import names, words
from promo_xl.render.slides import words_pages as said
from promo_xl.render.slides.amounts import day_of, short_day
from promo_xl.render.slides.holders import EMU, EMU_POINT, Box
from promo_xl.render.slides.making import Making, bullet
from promo_xl.render.slides.metrics import shorten, width
from promo_xl.render.slides.page import Group, Item, Page, Para, Run, Shape, TextIn
from promo_xl.render.slides.paging import Row, continued

_HEAD = round(0.34 * EMU)
_LOWEST, _TALLEST = round(0.207 * EMU), round(0.36 * EMU)
_NAMES = 0.31
"""Share of the width for task and owner."""
_OWNER = 0.26
"""Share of that for the owner."""
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_BEYOND = timedelta(days=21)
"""So long after the last task today's line is still drawn."""
_LATE = frozenset(("延期", "已延期", "逾期", "已逾期", "延误"))
_MILESTONE = "里程碑"


@dataclass(frozen=True, slots=True)
class _Task:
    """One row of the plan."""

    name: str
    owner: str
    milestone: bool
    start: date | None
    end: date | None
    done: float
    status: str
    late: int
    is_late: bool

    @property
    def last(self) -> date | None:
        """Its end with the days it is late."""
        return self.end + timedelta(days=self.late) if self.end else None


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days as places."""

    box: Box
    """Of the grid of days, below the head."""
    first: date
    last: date
    """The day after the last one shown."""

    def x(self, day: date) -> int:
        """Give where *day* begins."""
        days = (self.last - self.first).days
        place = min(max((day - self.first).days, 0), days)
        return self.box.x + self.box.w * place // days

    @property
    def week(self) -> float:
        """Width of a week, EMU."""
        return self.box.w * 7 / (self.last - self.first).days


def gantt_pages(making: Making) -> list[Page]:
    """Give the slides of the plan, marked as appendix; nothing where there is none."""
    block = making.block("schedule")
    if block is None:
        return []
    tasks = [_task(row, making.lang) for row in block.rows]
    layout = making.template.layout(names.FULL_CHART)
    box = layout.holder(names.CHART).box
    most = max((box.h - _HEAD) // _LOWEST, 1)
    count = ceil(len(tasks) / most)
    share = ceil(len(tasks) / count)
    scale = _scale(tasks, box, making.stamp.as_of.date())
    late = sum(task.is_late for task in tasks)
    usual = making.say(said.GANTT_ALL, n=len(tasks), late=late)
    head = making.head("schedule_title", "source_tasks", block, usual)
    head = replace(head, appendix=True)
    pages = []
    for i in range(count):
        part = tasks[i * share : (i + 1) * share]
        items: list[Item] = [_group(making, block, part, scale)]
        summary = layout.find(names.SUMMARY)
        if summary is not None:
            legend = bullet(summary, (Run(making.say(said.LEGEND), 11),), 1)
            drawn = items[0].box if isinstance(items[0], Group) else box
            below = min(summary.box.y, drawn.y + drawn.h + _HEAD // 2)
            items.append(TextIn(summary, (legend,), summary.box._replace(y=below)))
        notes = [_told(making, task) for task in part]
        pages.append(
            making.page(layout, continued(making, head, i + 1, count), items, notes)
        )
    return pages


def _task(row: Row, lang: str) -> _Task:
    name, kind, owner, start, end, done, status, late = row[:8]
    days = int(words.number(late) or 0)
    word = "" if words.is_blank(status) else slot_text(status, "zh")
    first, last = day_of(start), day_of(end)
    return _Task(
        name=slot_text(name, lang),
        owner="" if words.is_blank(owner) else slot_text(owner, lang),
        milestone=slot_text(kind, "zh") == _MILESTONE,
        start=first or last,
        end=last or first,
        done=min(max(_share(done, word), 0.0), 1.0),
        status=slot_text(status, lang) if word else "",
        late=max(days, 0),
        is_late=days > 0 or word in _LATE,
    )


def _share(done: Slot, word: str) -> float:
    value = words.number(done)
    if value is None:
        return 1.0 if word == "已完成" else 0.0
    return value


def _scale(tasks: Sequence[_Task], box: Box, today: date) -> _Scale:
    """Span whole weeks from the first task to the last, to today where that is near."""
    days = [day for task in tasks for day in (task.start, task.last) if day]
    first, last = min(days, default=today), max(days, default=today)
    if last < today <= last + _BEYOND:
        last = today
    first -= timedelta(days=first.weekday())
    weeks = max(ceil(((last - first).days + 1) / 7), 2)
    left = round(box.w * _NAMES)
    inner = Box(box.x + left, box.y + _HEAD, box.w - left, box.h - _HEAD)
    return _Scale(inner, first, first + weeks * _WEEK)


def _group(making: Making, block: Block, tasks: Sequence[_Task], scale: _Scale) -> Group:
    height = min(scale.box.h // len(tasks), _TALLEST)
    used = scale.box._replace(h=height * len(tasks))
    today = _today(making, scale, used)
    taken = today[-1].box if today else None
    shapes = _weeks(making, scale, used, taken)
    x = making.template.layout(names.FULL_CHART).holder(names.CHART).box.x
    for i, task in enumerate(tasks):
        row = Box(x, used.y + i * height, used.x - x, height)
        shapes += _row(making, task, row, scale)
    shapes += today
    whole = Box(x, used.y - _HEAD, used.x + used.w - x, used.h + _HEAD)
    items = making.say(words.COMMA).join(_told(making, task) for task in tasks[:_READ])
    alt = making.say(said.GANTT, n=len(tasks), items=items)
    return Group(block.title.say(making.lang), whole, tuple(shapes), alt)


_READ = 6
"""So many tasks are read out with the picture; each has its own alt text."""


def _told(making: Making, task: _Task) -> str:
    status = making.say(said.LATE, n=task.late) if task.late else task.status
    if task.start is None or task.end is None:
        status = making.say(said.NO_DAYS)
        return making.say(words.COMMA).join(part for part in (task.name, status) if part)
    label = said.TASK_DAY if task.milestone else said.TASK
    start, end = short_day(task.start), short_day(task.end)
    text = label.say(making.lang, name=task.name, start=start, end=end, status=status)
    return text.rstrip("，, ")


def _weeks(making: Making, scale: _Scale, box: Box, taken: Box | None) -> list[Shape]:
    """Draw every other week as a band; name as many as there is room for beside today."""
    count = (scale.last - scale.first).days // 7
    every = max(ceil(0.55 * EMU / scale.week), 1)
    shapes = []
    for i in range(count):
        day = scale.first + i * _WEEK
        x, end = scale.x(day), scale.x(day + _WEEK)
        name = short_day(day)
        if i % 2 == 0:
            shapes.append(Shape(f"{name} |", Box(x, box.y, end - x, box.h), "bg2"))
        end = x + round((width(name) + 0.6) * 10 * EMU_POINT)
        free = taken is None or end < taken.x or x > taken.x + taken.w
        if i % every == 0 and free:
            wide = min(scale.x(day + every * _WEEK), box.x + box.w) - x
            place = Box(x, box.y - _HEAD, wide, _HEAD)
            shapes.append(_words(name, place, Run(name, 10, color="accent3-dark")))
    return shapes


def _words(name: str, box: Box, *runs: Run, align: str = "l", tab: int = 0) -> Shape:
    return Shape(name, box, paras=(Para(runs),), align=align, tab=tab)


def _row(making: Making, task: _Task, row: Box, scale: _Scale) -> list[Shape]:
    size = 12.0 if row.h > 0.3 * EMU else 10.0
    owner = round(row.w * (1 - _OWNER))
    room = (owner - 60_000) / EMU_POINT / size
    name = Run(shorten(task.name, room, bold=task.is_late), size, task.is_late)
    if task.is_late:
        name = name._replace(color=words.BAD.ink)
    left = (row.w - owner - 60_000) / EMU_POINT / 10
    who = Run("\t" + shorten(task.owner, left), 10, color="accent3-dark")
    runs = (name, who) if task.owner else (name,)
    shapes = [_words(task.name, row, *runs, tab=owner)]
    if task.start is None or task.end is None:
        place = Box(scale.box.x + 60_000, row.y, EMU * 2, row.h)
        text = making.say(said.NO_DAYS)
        return [*shapes, _words(text, place, Run(text, 10, color="accent3-dark"))]
    if task.milestone:
        return [*shapes, *_milestone(making, task, row, scale)]
    return [*shapes, *_bar(making, task, row, scale)]


def _bar(making: Making, task: _Task, row: Box, scale: _Scale) -> list[Shape]:
    """Draw the planned time, the part that is done in front of it, and the days late."""
    start, end = task.start or scale.first, task.end or scale.first
    tall = round(row.h * 0.6)
    x, right = scale.x(start), scale.x(end + _DAY)
    box = Box(x, row.y + (row.h - tall) // 2, max(right - x, 18_000), tall)
    color = "accent5" if task.is_late else "accent1"
    alt = _told(making, task)
    shapes = [Shape(task.name, box, f"{color}-light", "roundRect", alt=alt)]
    if task.late:
        slip = scale.x(end + _DAY * (task.late + 1))
        low = box.y + tall // 4
        shapes.append(
            Shape(
                f"{task.name} +", Box(right, low, slip - right, tall // 2), "accent5-pale"
            )
        )
        right = max(slip, right)
    if task.done > 0:
        part = box._replace(w=round(box.w * task.done))
        shapes.append(Shape(f"{task.name} |", part, color, "roundRect"))
    return shapes + _status(making, task, Box(x, row.y, right - x, row.h), scale)


def _milestone(making: Making, task: _Task, row: Box, scale: _Scale) -> list[Shape]:
    side = min(round(row.h * 0.62), 200_000)
    day = task.end or scale.first
    middle = (scale.x(day) + scale.x(day + _DAY)) // 2
    box = Box(middle - side // 2, row.y + (row.h - side) // 2, side, side)
    color = "accent5" if task.is_late else "accent6"
    shape = Shape(task.name, box, color, "diamond", alt=_told(making, task))
    return [shape, *_status(making, task, box._replace(y=row.y, h=row.h), scale)]


def _status(making: Making, task: _Task, box: Box, scale: _Scale) -> list[Shape]:
    """Say what is late or not done beside the bar; left of it where the right is full."""
    late = making.say(said.LATE, n=task.late) if task.late else ""
    text = late or (task.status if task.is_late or task.done < 1 else "")
    if task.milestone and task.end and not late:
        text = short_day(task.end)
    if not text:
        return []
    wide = round((width(text, bold=True) + 0.6) * 10 * EMU_POINT)
    x, align = box.x + box.w + 50_000, "l"
    if x + wide > scale.box.x + scale.box.w:
        x, align = box.x - wide - 50_000, "r"
    color = words.BAD.ink if task.is_late else "accent3-dark"
    place = Box(x, box.y, wide, box.h)
    run = Run(text, 10, bold=task.is_late, color=color)
    return [_words(text, place, run, align=align)]


def _today(making: Making, scale: _Scale, box: Box) -> list[Shape]:
    today = making.stamp.as_of.date()
    if not scale.first <= today < scale.last:
        return []
    x = (scale.x(today) + scale.x(today + _DAY)) // 2
    text = making.say(said.TODAY, day=short_day(today))
    wide = round((width(text, bold=True) + 0.6) * 10 * EMU_POINT)
    right = scale.box.x + scale.box.w
    place = Box(min(x - wide // 2, right - wide), box.y - _HEAD - 40_000, wide, _HEAD // 2)
    line = Box(x - 6_350, box.y - _HEAD // 2, 12_700, box.h + _HEAD // 2)
    run = Run(text, 10, bold=True, color="accent2-dark")
    return [Shape(text, line, "accent2", alt=text), _words(text, place, run, align="ctr")]
