"""Starter rows for a new workbook: what its scenario knows beforehand, in the brief's language."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from promo_xl.errors import UsageError
from promo_xl.schema import choices as words
from promo_xl.schema.kind import Choices
from promo_xl.schema.label import named
from promo_xl.schema.metrics import METRICS
from promo_xl.schema.setting_rows import SPECS
from promo_xl.schema.starters import STARTERS
from promo_xl.schema.starters.parts import Aim, Hazard, Lane, Part, Starter, Step, Watch
from promo_xl.schema.starters.shared import PREPARATION_DAYS, REVIEW_DAYS

Row = dict[str, object]
"""Column key -> what a person would type, in the workbook's language."""
GOALS_SMALL = 2
ROLES = (
    "project_lead", "planner", "designer", "channel_specialist", "execution_specialist",
    "data_analyst", "customer_service", "legal",
)  # fmt: skip
"""Manual 2's team, and those who answer customers and read the law."""
_REVIEW = "汇总数据、复盘结案 | Collect the figures and close out"


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
    launch: date | None = None
    """The day of going live, from which preparation is counted back; None = the start."""
    gmv: float | None = None
    """The GMV goal in 元."""

    @property
    def live(self) -> date:
        """The day of going live."""
        return self.launch or self.start


def starter(brief: Brief, is_workday: Callable[[date], bool]) -> Mapping[str, list[Row]]:
    """Give sheet -> rows for a new workbook: what is known is filled, targets are left open.

    Preparation falls on working days: a day off becomes the nearest earlier working day.
    """
    scenario = find_scenario(brief.scenario)
    _refuse_impossible(brief)
    told = STARTERS[scenario]
    parts = list(_spans(told.phases, brief.start, brief.end))
    days = _back_dated(told.steps, _anchors(brief, parts), is_workday)
    rows = {
        "plan": [_plan(brief, scenario, told)],
        "phases": _phases(brief, told, parts, min(first for first, _ in days)),
        "goals": _goals(brief, told),
        "channels": [_channel(i, lane, brief) for i, lane in enumerate(told.channels, 1)],
        "tasks": [_task(i, told, brief, days[i]) for i in range(len(told.steps))],
    }
    if brief.size != "small":
        rows |= {"budget": _budget(brief, told), "team": _team(brief.lang)}
    if brief.size == "full":
        done = next(
            (d for s, d in zip(told.steps, days, strict=True) if s.key == "content"),
            days[0],
        )
        rows |= {
            "materials": _materials(brief, told, done[1]),
            "risks": [_risk(i, one, brief.lang) for i, one in enumerate(told.risks, 1)],
            "monitor": [
                _watch(i, one, brief.lang) for i, one in enumerate(told.monitors, 1)
            ],
        }
    return {key: found for key, found in rows.items() if found}


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


def _refuse_impossible(brief: Brief) -> None:
    if brief.end < brief.start:
        raise UsageError(
            f"结束日期 {brief.end} 早于开始日期 {brief.start}，请对调。",
            f"The end {brief.end} is before the start {brief.start}; swap them.",
        )
    if brief.live > brief.end:
        raise UsageError(
            f"上线日 {brief.live} 晚于活动结束 {brief.end}。",
            f"The launch {brief.live} is after the campaign ends, {brief.end}.",
        )


def _plan(brief: Brief, scenario: str, told: Starter) -> Row:
    full = brief.size == "full"
    return {
        "project_id": "P01",
        "project_name": brief.name,
        "scenario": words.SCENARIO.say(scenario, brief.lang),
        "size": brief.size,
        "period_start": brief.start,
        "period_end": brief.end,
        "launch_date": brief.launch,
        "core_strategy": named(told.strategy).say(brief.lang) if full else None,
        "total_budget": brief.budget,
    }


class _Span(NamedTuple):
    part: Part
    first: date
    last: date


def _spans(parts: tuple[Part, ...], start: date, end: date) -> Iterator[_Span]:
    """Cut the promotion into phases by their shares; one too short for a day is left out."""
    days = (end - start).days + 1
    share, used = 0.0, 0
    for part in parts:
        share += part.share
        until = max(used, round(days * share))
        if until > used:
            yield _Span(part, start + timedelta(used), start + timedelta(until - 1))
        used = until


def _phases(brief: Brief, told: Starter, spans: list[_Span], first: date) -> list[Row]:
    before = min(first, brief.live - timedelta(PREPARATION_DAYS))
    after = brief.end + timedelta(REVIEW_DAYS)
    day = timedelta(1)
    every = (
        _Span(Part("preparation", 0, told.preparation), before, brief.start - day),
        *spans,
        _Span(Part("review", 0, _REVIEW), brief.end + day, after),
    )
    return [
        {
            "phase_id": f"PH{i}",
            "phase": words.PHASE_KIND.say(span.part.phase, brief.lang),
            "start": datetime.combine(span.first, time()),
            "end": datetime.combine(span.last, time(23, 59)),
            "core_tasks": named(span.part.tasks).say(brief.lang),
        }
        for i, span in enumerate(every, 1)
    ]


def _goals(brief: Brief, told: Starter) -> list[Row]:
    aims = told.goals[:GOALS_SMALL] if brief.size == "small" else told.goals
    if brief.gmv is not None and all(aim.metric != "gmv" for aim in aims):
        aims = (Aim("gmv"), *aims)
    return [_goal(i, aim, brief) for i, aim in enumerate(aims, 1)]


def _goal(number: int, aim: Aim, brief: Brief) -> Row:
    known = METRICS.get(aim.metric)
    return {
        "goal_id": f"G{number}",
        "metric": (known.label if known else named(aim.metric)).say(brief.lang),
        "op": aim.op,
        "target": brief.gmv if aim.metric == "gmv" else None,
        "path": named(aim.path).say(brief.lang)
        if aim.path and brief.size == "full"
        else None,
    }


def _channel(number: int, lane: Lane, brief: Brief) -> Row:
    lists: Mapping[str, Choices] = {
        "platform": words.PLATFORM,
        "channel_type": words.CHANNEL_TYPE,
        "paid": words.PAID,
        "role": words.CHANNEL_ROLE,
        "purpose": words.PURPOSE,
        "form": words.FORM,
    }
    said: Row = {
        key: items.say(getattr(lane, key), brief.lang) for key, items in lists.items()
    }
    row = {"channel_id": f"C{number:02}", "channel_name": named(lane.name).say(brief.lang)}
    more = {"content_theme": lane.theme, "cadence": lane.cadence}
    told = {key: named(text).say(brief.lang) for key, text in more.items() if text}
    return {**row, **said, **(told if brief.size == "full" else {})}


def _task(place: int, told: Starter, brief: Brief, days: tuple[date, date]) -> Row:
    step, lang = told.steps[place], brief.lang
    keys = [one.key for one in told.steps]
    waits = [_task_id(keys.index(key) + 1) for key in step.after if key in keys]
    return {
        "task_id": _task_id(place + 1),
        "name": named(step.name).say(lang),
        "type": words.TASK_TYPE.say(step.kind, lang),
        "check_kind": words.CHECK_KIND.say(step.check, lang) if step.check else None,
        "phase_id": words.PHASE_KIND.say(step.phase, lang) or None,
        "priority": words.PRIORITY.say(step.priority, lang),
        "start": days[0],
        "end": days[1],
        "pred": ";".join(waits) or None,
        "deliverable": named(step.deliverable).say(lang) if step.deliverable else None,
        "standard": _standard(step, brief),
        "status": words.TASK_STATUS.say("not_started", lang),
    }


def _standard(step: Step, brief: Brief) -> str | None:
    if brief.size == "small" or not step.standard:
        return None
    return named(step.standard).say(brief.lang)


def _task_id(number: int) -> str:
    return f"T{number:02}"


def _budget(brief: Brief, told: Starter) -> list[Row]:
    """Split the budget by the scenario's shares; without one the amounts are left open."""
    lines: list[Row] = [
        {
            "category": words.BUDGET_CATEGORY.say("ads", brief.lang),
            "item": named(lane.name).say(brief.lang),
            "bucket": words.BUCKET.say(
                "test" if lane.role == "test" else "core", brief.lang
            ),
            "channel_id": named(lane.name).say(brief.lang),
            "planned": _part(brief.budget, lane.share),
        }
        for lane in told.channels
        if lane.share
    ]
    lines += [
        {
            "category": words.BUDGET_CATEGORY.say(cost.category, brief.lang),
            "item": named(cost.item).say(brief.lang),
            "bucket": words.BUCKET.say(cost.bucket, brief.lang),
            "planned": _part(brief.budget, cost.share),
        }
        for cost in told.costs
    ]
    return [{"budget_id": f"B{i:02}", **line} for i, line in enumerate(lines, 1)]


def _part(budget: float | None, share: float) -> float | None:
    return None if budget is None else round(budget * share, 2)


def _team(lang: str) -> list[Row]:
    return [
        {"person_id": f"U{i:02}", "role": words.TEAM_ROLE.say(role, lang)}
        for i, role in enumerate(ROLES, 1)
    ]


def _materials(brief: Brief, told: Starter, due: date) -> list[Row]:
    """List what each platform asks for, in its own size."""
    found: list[Row] = []
    for lane in told.channels:
        for spec in (one for one in SPECS if one.platform == lane.platform):
            kind = words.MATERIAL_KIND.say(spec.material, brief.lang)
            channel = named(lane.name).say(brief.lang)
            row: Row = {
                "material_id": f"M{len(found) + 1:02}",
                "name": f"{channel} {kind}" if brief.lang == "en" else f"{channel}·{kind}",
                "kind": kind,
                "channel_id": channel,
                "spec": spec.size or None,
                "due": due,
                "status": words.MATERIAL_STATUS.say("not_started", brief.lang),
            }
            found.append(row)
    return found


def _risk(number: int, one: Hazard, lang: str) -> Row:
    texts = {
        "desc": one.text,
        "trigger": one.trigger,
        "response": one.response,
        "backup_plan": one.backup,
        "compensation": one.compensation,
    }
    said = {key: named(text).say(lang) for key, text in texts.items() if text}
    return {
        "risk_id": f"K{number:02}",
        "category": words.RISK_CATEGORY.say(one.category, lang),
        "prob": one.prob,
        "impact": one.impact,
        "sla_min": one.minutes,
        "status": words.RISK_STATUS.say("watching", lang),
        **said,
    }


def _watch(number: int, one: Watch, lang: str) -> Row:
    return {
        "rule_id": f"W{number:02}",
        "metric": METRICS[one.metric].label.say(lang),
        "freq": words.FREQ.say(one.freq, lang),
        "target": one.target,
        "op": one.op,
        "threshold": one.threshold,
        "level": words.ALERT_LEVEL.say(one.level, lang),
        "action": named(one.action).say(lang),
    }


def _anchors(brief: Brief, spans: list[_Span]) -> Mapping[str, date]:
    main = next((span for span in spans if span.part.phase == "burst"), spans[0])
    return {
        "launch": brief.live,
        "start": brief.start,
        "end": brief.end,
        "burst": main.first,
        "middle": main.first + (main.last - main.first) // 2,
    }


def _back_dated(
    steps: tuple[Step, ...],
    anchors: Mapping[str, date],
    is_workday: Callable[[date], bool],
) -> list[tuple[date, date]]:
    """Give each step's days, the last first: whatever waits for it starts after its end."""
    days = [_days(step, anchors, is_workday) for step in steps]
    place = {step.key: i for i, step in enumerate(steps)}
    for i in reversed(range(len(steps))):
        first = days[i][0]
        for before in (place[key] for key in steps[i].after if key in place):
            start, end = days[before]
            end = min(end, _workday(first - timedelta(1), is_workday))
            days[before] = min(start, end), end
    return days


def _days(
    step: Step, anchors: Mapping[str, date], is_workday: Callable[[date], bool]
) -> tuple[date, date]:
    anchor = anchors[step.anchor]
    first, last = anchor + timedelta(step.days[0]), anchor + timedelta(step.days[1])
    if step.anchor == "launch" and step.days[0] < 0:
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
