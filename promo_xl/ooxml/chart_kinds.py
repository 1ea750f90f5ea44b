"""The kinds of chart documents are made of, each a function from numbers to a `Chart`.

    waterfall(steps, words)              start, changes, end: stacked columns on an unseen base
    lines(days, courses, marks)          actual, day target, last year; marked events
    bullet(names, done, targets)         bars with a tick where each target lies
    bar_h(names, series)                 bars to the right, side by side
    combo(names, columns, dots)          columns, and markers on a second axis above them

All take series that already have a name, values in the unit shown and a number format; colour,
shape, axis and labels are set here. `palette` is theme colours unless told otherwise, for
packages whose theme is not ours. What comes back is a plain `Chart`: set type size and
typefaces with `dataclasses.replace`. Up to `FEW` points carry their value and the axis goes;
more have an axis and a light grid. Where an axis does not begin at zero, `limits[0]` says
where: the page has to state it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import floor, isfinite, log10
from typing import NamedTuple

from promo_xl.ooxml.chart import lift_markers
from promo_xl.ooxml.chart_model import Chart, Series
from promo_xl.ooxml.chart_waterfall import (
    HEAD,
    THEME,
    Palette,
    Step,
    Words,
    waterfall,
)

__all__ = [
    "FEW",
    "THEME",
    "Courses",
    "Mark",
    "Palette",
    "Step",
    "Targets",
    "Words",
    "bar_h",
    "bullet",
    "combo",
    "lines",
    "waterfall",
]

FEW = 8
"""So many points at most are labelled directly."""
_ROOM = 560
"""Room between the bars of a chart, shared by them: one bar alone must not fill it."""
_TICK = 0.006
"""Thickness of a bullet's target, of the axis."""
_SHORT = 0.16
"""A bar below this share of the axis has its label behind it, not inside."""
_TIDY = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


class Mark(NamedTuple):
    """A marked point of a course: its words, position and height."""

    name: str
    at: int
    value: float
    place: str = "t"


class Courses(NamedTuple):
    """What is drawn over days."""

    actual: Series
    target: Series | None = None
    last_year: Series | None = None


class Targets(NamedTuple):
    """The ticks of a bullet chart: what they are called, and one a bar."""

    word: str
    values: Sequence[float | None]


def lines(
    days: Sequence[str],
    courses: Courses,
    marks: Sequence[Mark] = (),
    palette: Palette = THEME,
) -> Chart:
    """Give a course over days: actual strong, target dashed, last year in the background."""
    actual = courses.actual
    if len(days) == 1:
        return _one_day(days, courses, palette)
    few = len(days) <= FEW
    known = sum(actual.at(i) is not None for i in range(len(days)))
    series = [
        replace(s, color=color, line=True, dashed=dashed, thin=thin)
        for s, color, dashed, thin in (
            (courses.last_year, palette.quiet, False, True),
            (courses.target, palette.mark, True, True),
        )
        if s is not None and any(v is not None for v in s.values)
    ]
    own = replace(actual, color=palette.main, line=True, markers=known <= FEW)
    series.append(replace(own, labels=few and not marks))
    series += [_marked(mark, len(days), actual.number_format, palette) for mark in marks]
    tops = [v for s in series for i in range(len(days)) if (v := s.at(i)) is not None]
    top = max(tops, default=0.0)
    return Chart(
        tuple(days),
        tuple(series),
        axis_format="#,##0" if top >= FEW else "#,##0.0",
        limits=(0.0 if min(tops, default=0.0) >= 0 else None, _round_up(top * HEAD)),
    )


def _one_day(days: Sequence[str], courses: Courses, palette: Palette) -> Chart:
    """Give one day's sales as columns: it has no course."""
    colors = (palette.quiet, palette.pale, palette.main)
    found = (courses.last_year, courses.target, courses.actual)
    return Chart(
        tuple(days),
        tuple(
            replace(s, color=color, labels=True)
            for s, color in zip(found, colors, strict=True)
            if s is not None and any(v is not None for v in s.values)
        ),
        axis_visible=False,
        gap=400,
        limits=(0.0, None),
    )


def _round_up(value: float) -> float | None:
    """Give the next tidy number: a grid of even steps ends there."""
    if value <= 0 or not isfinite(value):
        return None
    unit = 10.0 ** floor(log10(value))
    return round(unit * next(step for step in _TIDY if unit * step >= value), 9)


def _gap(count: int, least: int) -> int:
    return min(max(_ROOM // max(count, 1) - 40, least), 500)


def _marked(mark: Mark, count: int, number_format: str, palette: Palette) -> Series:
    return Series(
        mark.name,
        tuple(mark.value if i == mark.at else None for i in range(count)),
        palette.bad,
        markers_only=True,
        labels=True,
        named=True,
        unlisted=True,
        place=mark.place,
        ink=palette.ink,
        number_format=number_format,
    )


def bullet(
    names: Sequence[str],
    done: Series,
    targets: Targets,
    palette: Palette = THEME,
    *,
    most: float | None = None,
) -> Chart:
    """Give bars of what was done with a tick at each target, both called in the legend.

    A bar beyond *most* is drawn to the axis' end; its label still says its value.
    """
    values = [done.at(i) for i in range(len(names))]
    top = max([v for v in (*values, *targets.values) if v is not None], default=1.0)
    high = min(top, most) if most else top
    limits = (0.0, high * 1.06 if high > 0 else 1.0)
    tick = limits[1] * _TICK
    short = {
        i: "outEnd"
        for i, v in enumerate(values)
        if v is not None and v < limits[1] * _SHORT
    }
    bars = replace(
        done, labels=True, place="inBase", places=short, color=done.color or palette.main
    )
    base = Series(
        f"{targets.word} ",
        tuple(None if t is None else round(t - tick / 2, 9) for t in targets.values),
        second=True,
        hidden=True,
    )
    at = Series(
        targets.word,
        tuple(None if t is None else round(tick, 9) for t in targets.values),
        palette.ink,
        second=True,
    )
    return Chart(
        tuple(names),
        (bars, base, at),
        horizontal=True,
        axis_visible=False,
        gap=_gap(len(names), 70),
        overlap=100,
        limits=limits,
        second_limits=limits,
        second_stacked=True,
        second_gap=_gap(len(names), 70) // 3,
    )


def bar_h(
    names: Sequence[str], series: Sequence[Series], palette: Palette = THEME
) -> Chart:
    """Give bars to the right, the series of a name side by side: first pale, last strong."""
    few = len(names) * len(series) <= 2 * FEW
    colors = (palette.pale,) * (len(series) - 1) + (palette.main,)
    drawn = tuple(
        replace(s, labels=few, color=color) for s, color in zip(series, colors, strict=True)
    )
    tops = [v for s in drawn for i in range(len(names)) if (v := s.at(i)) is not None]
    top = max(tops, default=0.0)
    return Chart(
        tuple(names),
        drawn,
        horizontal=True,
        legend=len(drawn) > 1,
        axis_visible=not few,
        axis_format="#,##0",
        gap=_gap(len(names), 40),
        overlap=-5,
        limits=(
            0.0 if min(tops, default=0.0) >= 0 else None,
            top * 1.15 if top > 0 else None,
        ),
    )


def combo(
    names: Sequence[str],
    columns: Sequence[Series],
    dots: Series,
    groups: Sequence[str] = (),
    palette: Palette = THEME,
) -> Chart:
    """Give columns, first pale and last strong, and dots of a second axis above them.

    *groups* name what neighbouring categories belong to, under them.
    """
    few = len(names) <= FEW
    colors = (palette.pale,) * (len(columns) - 1) + (palette.main,)
    bars = tuple(
        replace(s, labels=few, color=color)
        for s, color in zip(columns, colors, strict=True)
    )
    marks = replace(
        dots,
        color=palette.mark,
        second=True,
        markers_only=True,
        labels=len(names) <= 2 * FEW,
    )
    chart = Chart(
        tuple(names),
        (*bars, marks) if any(v is not None for v in dots.values) else bars,
        axis_visible=not few,
        axis_format="#,##0",
        gap=_gap(len(names), 60),
        groups=tuple(groups),
    )
    return lift_markers(chart)
