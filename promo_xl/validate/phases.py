"""Phases: dates that fit the campaign and each other, track by track."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from promo_xl.book import Array, Book, Table
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.label import Label
from promo_xl.validate.limit import limit
from promo_xl.validate.rule import Hits, Wording, rule
from promo_xl.validate.say import day, listed, moment, phase_name, same, word
from promo_xl.validate.window import closing, is_reversed

_SECOND = 1 / 86400
_BURSTS = ("burst", "opening_burst", "climax")
_ANYWHERE = frozenset({"seeding", "preparation", "review"})
"""Phases that run beside others."""
_OFFSTAGE = frozenset({"preparation", "review"})
_EVERYWHERE = Label("未填平台", "no platform")


@rule(
    "P02",
    "phases.ends_before_start",
    Kind.DATA,
    Severity.ERROR,
    title=Label("阶段结束早于开始", "phase ends before it starts"),
    fires="阶段的结束时间早于开始时间。",
    says=Label(
        "阶段「{p}」结束 {b} 早于开始 {a}", "Phase {p} ends {b}, before it starts {a}"
    ),
    hint=Label(
        "把结束改到 {a} 或之后，或对调两列", "Move the end to {a} or later, or swap the two"
    ),
    sheet="phases",
    anchor="end",
    origin="3",
)
def ends_before_start(book: Book, facts: Facts) -> Iterator[Hits]:
    """A phase ends before it starts."""
    phases = book["phases"]
    at = np.flatnonzero(phases["end"] < phases["start"])
    slots: dict[str, Sequence[object]] = {
        "p": _names(phases, at),
        "a": [moment(phases["start"][i]) for i in at],
        "b": [moment(phases["end"][i]) for i in at],
    }
    yield Hits(phases, at, "end", slots)


@rule(
    "P03",
    "phases.outside_window",
    Kind.DATA,
    Severity.WARNING,
    title=Label("阶段在项目窗口之外", "phase outside the project window"),
    fires="阶段晚于结案日才结束，或比推广开始早60天（可设）以上；种草、预售早于推广开始属正常。",
    says=Label(
        "阶段「{p}」{s} 至 {e}，在项目窗口 {a} 至 {b} 之外",
        "Phase {p} ({s} to {e}) lies outside the project window {a} to {b}",
    ),
    hint=Label(
        "改阶段的日期，或把《项目总表》的结案日改到 {e} 之后",
        "Change the phase's dates, or move the close-out date in the plan past {e}",
    ),
    variants={
        "early": Wording(
            Label(
                "阶段「{p}」{s} 至 {e}，在项目窗口 {a} 至 {b} 之外",
                "Phase {p} ({s} to {e}) lies outside the project window {a} to {b}",
            ),
            Label(
                "把阶段的开始改到 {a} 或之后，或核对《项目总表》的推广周期",
                "Start the phase on {a} or later, or look at the dates in the plan",
            ),
        )
    },
    sheet="phases",
    anchor="start",
    origin="3,4",
)
def outside_window(book: Book, facts: Facts) -> Iterator[Hits]:
    """A phase ends after the close-out date, or starts more than 60 days (a setting) before the campaign; seeding and pre-sale before it are normal."""
    plan, phases = book["plan"], book["phases"]
    if not len(phases) or is_reversed(plan):
        return
    first = plan.field("period_start") - limit(book, "window_before_days")
    last = closing(book)
    start, end = np.floor(phases["start"]), np.floor(phases["end"])
    early = start < first
    for at, variant in (
        (np.flatnonzero(early), "early"),
        (np.flatnonzero((end > last) & ~early), ""),
    ):
        slots: dict[str, Sequence[object]] = {
            "p": _names(phases, at),
            "s": [day(start[i]) for i in at],
            "e": [day(end[i]) for i in at],
            "a": [day(first)] * len(at),
            "b": [day(last)] * len(at),
        }
        yield Hits(phases, at, "start", slots, variant=variant)


@rule(
    "P04",
    "phases.overlap",
    Kind.DATA,
    Severity.ERROR,
    title=Label("同一平台的阶段重叠", "phases of one track overlap"),
    fires="同一平台/赛道的两个阶段时间重叠（未填平台的算一条赛道）；种草、筹备、复盘可以与其他阶段重叠。",
    says=Label(
        "「{a}」到 {e} 才结束，同一赛道（{t}）的「{b}」{s} 已经开始",
        "{a} runs until {e}, but {b} of the same track ({t}) starts {s}",
    ),
    hint=Label(
        "改其中一个阶段的时间；分属不同平台时填「平台/赛道」",
        "Move one of them; if they run on different platforms, fill in Track",
    ),
    sheet="phases",
    anchor="start",
    origin="3",
)
def overlap(book: Book, facts: Facts) -> Iterator[Hits]:
    """Two phases of one track (those without a platform are one track) overlap; seeding, preparation and review may run beside others."""
    phases = book["phases"]
    for before, i in _neighbours(phases, _ANYWHERE):
        if phases["start"][i] < phases["end"][before] - _SECOND:
            slots = {
                "a": word(phases, "phase", before),
                "b": word(phases, "phase", i),
                "e": moment(phases["end"][before]),
                "s": moment(phases["start"][i]),
                "t": _track(phases, i),
            }
            yield Hits(phases, [i], "start", {key: [v] for key, v in slots.items()})


@rule(
    "P05",
    "phases.gap",
    Kind.BUSINESS,
    Severity.WARNING,
    title=Label("阶段之间有空档", "gap between phases"),
    fires="同一平台/赛道前后两个阶段之间有一整天以上没有安排；筹备和复盘不算。",
    says=Label(
        "「{a}」{e} 结束，「{b}」{s} 开始，中间空了 {n} 天",
        "{a} ends {e} and {b} starts {s}: {n} days without a phase",
    ),
    hint=Label(
        "把前一阶段延到 {upto}，或在核心任务里说明为什么停",
        "Let the earlier one run until {upto}, or note under Core tasks why it pauses",
    ),
    sheet="phases",
    anchor="start",
    off_in=("small",),
)
def gap(book: Book, facts: Facts) -> Iterator[Hits]:
    """Whole days lie between two consecutive phases of one track; preparation and review do not count."""
    phases = book["phases"]
    for before, i in _neighbours(phases, _OFFSTAGE):
        start, end = np.floor(phases["start"][i]), np.floor(phases["end"][before])
        if start - end > 1:
            slots = {
                "a": word(phases, "phase", before),
                "b": word(phases, "phase", i),
                "e": day(end),
                "s": day(start),
                "upto": day(start - 1),
                "n": float(start - end - 1),
            }
            yield Hits(phases, [i], "start", {key: [v] for key, v in slots.items()})


@rule(
    "P06",
    "phases.big_day_lacks",
    Kind.BUSINESS,
    Severity.INFO,
    title=Label("大促缺少阶段", "big-day campaign lacks a phase"),
    fires="大促节点的活动节奏里没有预热、爆发（或开门红、高潮）或返场；一个阶段都没填时不提示。",
    says=Label("大促活动缺少{p}阶段", "The big-day campaign has no {p} phase"),
    hint=Label(
        "按 预热→爆发→返场 补上，不做的不用理会",
        "Plan preheat → burst → encore; leave out what you do not run",
    ),
    sheet="phases",
    anchor="phase",
    origin="3,4",
)
def big_day_lacks(book: Book, facts: Facts) -> Iterator[Hits]:
    """A big-day campaign has no preheat, burst (or opening burst, climax) or encore among its phases; silent while no phase is filled in."""
    phases = book["phases"]
    there = {kind for kind in phases["phase"].tolist() if kind is not None}
    if not there or book["plan"].field("scenario") != "big_day":
        return
    wanted = {"preheat": ("preheat",), "burst": _BURSTS, "encore": ("encore",)}
    missing = [key for key, kinds in wanted.items() if not there.intersection(kinds)]
    if missing:
        said = listed([phase_name(phases, key) for key in missing])
        yield Hits(phases, [-1], "phase", {"p": [said]})


class _Guide(NamedTuple):
    kinds: tuple[str, ...]
    least: str
    most: str


_GUIDES = (
    _Guide(("preheat",), "preheat_days_min", "preheat_days_max"),
    _Guide(_BURSTS, "burst_days_min", "burst_days_max"),
    _Guide(("encore",), "encore_days_min", "encore_days_max"),
)


@rule(
    "P07",
    "phases.length",
    Kind.BUSINESS,
    Severity.INFO,
    title=Label("阶段天数与指引不同", "phase length off the guidance"),
    fires="预热不是3–7天，爆发、开门红、高潮不是1–3天，或返场不是1–2天（都可设）；手册自己的例子也不守，故只提示。",
    says=Label(
        "「{p}」共 {n} 天，指引为 {r} 天", "{p} lasts {n} days, the guidance is {r}"
    ),
    hint=Label(
        "大促可以更长；想改指引就改《设置》",
        "A big day may take longer; the guidance is in Settings",
    ),
    sheet="phases",
    anchor="end",
    origin="4",
    off_in=("small",),
)
def length(book: Book, facts: Facts) -> Iterator[Hits]:
    """Preheat does not last 3 to 7 days, a burst (opening burst, climax) 1 to 3, or the encore 1 to 2 (all settings); the manuals' own examples differ, so it is only noted."""
    phases = book["phases"]
    days = facts.columns.get(("phases", "days"), np.full(len(phases), np.nan))
    kinds = phases["phase"].tolist()
    for guide in _GUIDES:
        least, most = limit(book, guide.least), limit(book, guide.most)
        at = [
            i
            for i, kind in enumerate(kinds)
            if kind in guide.kinds and (days[i] < least or days[i] > most)
        ]
        slots: Mapping[str, Sequence[object]] = {
            "p": [word(phases, "phase", i) for i in at],
            "n": [float(days[i]) for i in at],
            "r": same(f"{least:g}–{most:g}", at),
        }
        yield Hits(phases, at, "end", slots)


@dataclass(slots=True)
class _Latest:
    """The phase of a track that runs longest so far."""

    i: int
    end: float


def _neighbours(phases: Table, left_out: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Give each phase with the one of its track that runs longest before it starts."""
    start, end = phases["start"], phases["end"]
    kinds, tracks = phases["phase"].tolist(), phases["track"].tolist()
    latest: dict[object, _Latest] = {}
    for i in np.argsort(start, kind="stable").tolist():
        if kinds[i] is None or kinds[i] in left_out or not start[i] <= end[i]:
            continue
        before = latest.get(tracks[i])
        if before is not None:
            yield before.i, i
        if before is None or end[i] > before.end:
            latest[tracks[i]] = _Latest(i, float(end[i]))


def _names(phases: Table, at: Array) -> list[object]:
    return [word(phases, "phase", i) for i in at]


def _track(phases: Table, i: int) -> object:
    return _EVERYWHERE if phases["track"][i] is None else word(phases, "track", i)


PHASES = (ends_before_start, outside_window, overlap, gap, big_day_lacks, length)
