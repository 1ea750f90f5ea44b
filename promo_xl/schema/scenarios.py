"""Starter rows for a new workbook: phases, tasks, goals and channels of the scenario."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from promo_xl.errors import UsageError
from promo_xl.schema import choices as words
from promo_xl.schema import scenario_rows as rows
from promo_xl.schema.kind import Choices
from promo_xl.schema.label import named
from promo_xl.schema.metrics import METRICS

Row = dict[str, object]
"""Column key -> what a person would type, in the workbook's language."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What is known of a campaign when its workbook is made."""

    name: str
    scenario: str
    """A word of the list 活动类型, in either language."""
    lang: str
    start: date
    end: date
    budget: float | None = None
    """元."""
    size: str = "small"


def starter(brief: Brief, is_workday: Callable[[date], bool]) -> Mapping[str, list[Row]]:
    """Give sheet -> rows for a new workbook: what is known is filled, targets are left open.

    Preparation falls on working days: a day off becomes the nearest earlier working day.
    """
    scenario = find_scenario(brief.scenario)
    if brief.end < brief.start:
        raise UsageError(
            f"结束日期 {brief.end} 早于开始日期 {brief.start}，请对调。",
            f"The end {brief.end} is before the start {brief.start}; swap them.",
        )
    parts = list(_spans(rows.PHASES[scenario], brief.start, brief.end))
    days = _back_dated(rows.STEPS, _anchors(brief, parts), is_workday)
    return {
        "plan": [_plan(brief, scenario)],
        "phases": _phases(brief, parts, min(first for first, _ in days)),
        "goals": _goals(brief.lang, scenario),
        "channels": [
            _channel(i, lane, brief.lang) for i, lane in enumerate(rows.CHANNELS, 1)
        ],
        "tasks": [_task(i, brief.lang, days[i]) for i in range(len(rows.STEPS))],
    }


def find_scenario(word: str) -> str:
    """Give the key of a scenario in either language; UsageError names the known ones."""
    key = words.SCENARIO.find(word)
    if key is None:
        known = [item.label for item in words.SCENARIO.items]
        raise UsageError(
            f"没有“{word}”这种活动类型，可选：{'、'.join(label.zh for label in known)}。",
            f"No scenario {word!r}; choose one of: {', '.join(label.en for label in known)}.",
        )
    return key


def _plan(brief: Brief, scenario: str) -> Row:
    return {
        "project_name": brief.name,
        "scenario": words.SCENARIO.say(scenario, brief.lang),
        "size": brief.size,
        "period_start": brief.start,
        "period_end": brief.end,
        "total_budget": brief.budget,
    }


@dataclass(frozen=True, slots=True)
class _Span:
    part: rows.Part
    first: date
    last: date


def _spans(parts: tuple[rows.Part, ...], start: date, end: date) -> Iterator[_Span]:
    """Cut the promotion into phases by their shares; one too short for a day is left out."""
    days = (end - start).days + 1
    share, used = 0.0, 0
    for part in parts:
        share += part.share
        until = max(used, round(days * share))
        if until > used:
            yield _Span(part, start + timedelta(used), start + timedelta(until - 1))
        used = until


def _phases(brief: Brief, spans: list[_Span], first: date) -> list[Row]:
    before = min(first, brief.start - timedelta(rows.PREPARATION_DAYS))
    after = brief.end + timedelta(rows.REVIEW_DAYS)
    day = timedelta(1)
    every = (
        _Span(rows.PREPARE, before, brief.start - day),
        *spans,
        _Span(rows.REVIEW, brief.end + day, after),
    )
    return [
        {
            "phase_id": f"PH{i}",
            "phase": words.PHASE_KIND.say(span.part.phase, brief.lang),
            "start": datetime.combine(span.first, time()),
            "end": datetime.combine(span.last, time(23, 59)),
            "core_tasks": span.part.tasks.say(brief.lang),
        }
        for i, span in enumerate(every, 1)
    ]


def _goals(lang: str, scenario: str) -> list[Row]:
    return [
        {"goal_id": f"G{i}", "metric": METRICS[key].label.say(lang)}
        for i, key in enumerate(rows.GOALS[scenario], 1)
    ]


def _channel(number: int, lane: rows.Lane, lang: str) -> Row:
    lists: Mapping[str, Choices] = {
        "platform": words.PLATFORM,
        "channel_type": words.CHANNEL_TYPE,
        "paid": words.PAID,
        "role": words.CHANNEL_ROLE,
        "purpose": words.PURPOSE,
        "form": words.FORM,
    }
    said: Row = {key: items.say(getattr(lane, key), lang) for key, items in lists.items()}
    return {"channel_id": f"C{number:02}", "channel_name": lane.name.say(lang), **said}


def _task(place: int, lang: str, days: tuple[date, date]) -> Row:
    step = rows.STEPS[place]
    check = "end_to_end" if step.kind == "launch_check" else ""
    return {
        "task_id": _task_id(place + 1),
        "name": named(step.name).say(lang),
        "type": words.TASK_TYPE.say(step.kind, lang),
        "check_kind": words.CHECK_KIND.say(check, lang) or None,
        "phase_id": words.PHASE_KIND.say(step.phase, lang) or None,
        "priority": words.PRIORITY.say(step.priority, lang),
        "start": days[0],
        "end": days[1],
        "pred": ";".join(map(_task_id, step.after)) or None,
        "deliverable": named(step.deliverable).say(lang) if step.deliverable else None,
        "status": words.TASK_STATUS.say("not_started", lang),
    }


def _task_id(number: int) -> str:
    return f"T{number:02}"


def _anchors(brief: Brief, spans: list[_Span]) -> Mapping[str, date]:
    main = next((span for span in spans if span.part.phase == "burst"), spans[0])
    middle = main.first + (main.last - main.first) // 2
    return {"start": brief.start, "end": brief.end, "burst": main.first, "middle": middle}


def _back_dated(
    steps: tuple[rows.Step, ...],
    anchors: Mapping[str, date],
    is_workday: Callable[[date], bool],
) -> list[tuple[date, date]]:
    """Give each step's days, the last first: whatever waits for it starts after its end."""
    days = [_days(step, anchors, is_workday) for step in steps]
    for place in reversed(range(len(steps))):
        first = days[place][0]
        for before in steps[place].after:
            start, end = days[before - 1]
            end = min(end, _workday(first - timedelta(1), is_workday))
            days[before - 1] = min(start, end), end
    return days


def _days(
    step: rows.Step, anchors: Mapping[str, date], is_workday: Callable[[date], bool]
) -> tuple[date, date]:
    anchor = anchors[step.anchor]
    first, last = anchor + timedelta(step.days[0]), anchor + timedelta(step.days[1])
    if step.anchor == "start" and step.days[0] < 0:
        return _workday(first, is_workday), _workday(last, is_workday)
    if step.anchor == "end":
        return _workday(first, is_workday, anchor), _workday(last, is_workday, anchor)
    return first, last  # inside the promotion, days off are the busiest


def _workday(
    day: date, is_workday: Callable[[date], bool], after: date | None = None
) -> date:
    """Give the nearest working day up to *day* (and after *after*), else *day* itself."""
    for back in range(15):  # the longest holiday on record is nine days
        found = day - timedelta(back)
        if after is not None and found <= after:
            break
        if is_workday(found):
            return found
    return day
