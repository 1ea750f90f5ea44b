"""The waterfall: from a start to an end by changes, stacked columns on an unseen base."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10
from typing import NamedTuple

from promo_xl.ooxml.chart_model import Chart, Series

HEAD = 1.12
"""Room above the tallest, for its label."""


class Palette(NamedTuple):
    """What each role is drawn in: theme colours with shades, or RRGGBB."""

    main: str = "accent1"
    pale: str = "accent1-light"
    good: str = "accent4"
    bad: str = "accent5"
    mark: str = "accent2"
    quiet: str = "accent3"
    ink: str = "tx2"


THEME = Palette()


class Step(NamedTuple):
    """One column of a waterfall: a change, or a level where *total*."""

    name: str
    amount: float
    total: bool = False


class Words(NamedTuple):
    """Names of a waterfall's series, seen where its data are edited."""

    base: str
    total: str
    more: str
    less: str


class _Columns(NamedTuple):
    """The columns of a waterfall as they stack."""

    base: list[float | None]
    total: list[float | None]
    more: list[float | None]
    less: list[float | None]
    below: list[float | None]
    """The part below zero of a change that crosses it."""
    levels: list[float]


def waterfall(
    steps: Sequence[Step],
    words: Words,
    number_format: str = "#,##0.0",
    palette: Palette = THEME,
    *,
    cut: bool = True,
) -> Chart:
    """Give a waterfall; its changes are labelled with their sign above the bar.

    With *cut* the axis begins near the lowest level where changes would be slivers otherwise.
    """
    made = _stack(steps)
    inks = ((words.more, made.more, palette.good), (words.less, made.less, palette.bad))
    series = [
        Series(words.base, tuple(made.base), hidden=True),
        Series(
            words.total,
            tuple(made.total),
            palette.main,
            labels=True,
            number_format=number_format,
        ),
        *(Series(name, tuple(values), color) for name, values, color in inks),
        *(
            Series(
                f"{name} ±",
                tuple(abs(s.amount) if v is not None else None for s, v in pairs),
                hidden=True,
                labels=True,
                place="inBase",
                ink=f"{color}-dark" if color.startswith("accent") else color,
                number_format=f'"{sign}"{number_format}',
            )
            for (name, values, color), sign in zip(inks, "+−", strict=True)
            if (pairs := list(zip(steps, values, strict=True)))
        ),
    ]
    if any(v is not None for v in made.below):
        shade = {i: palette.good for i, s in enumerate(steps) if s.amount > 0}
        series.append(Series("0", tuple(made.below), palette.bad, points=shade))
    low, high = _span(made.levels, cut=cut)
    return Chart(
        tuple(step.name for step in steps),
        tuple(series),
        stacked=True,
        legend=False,
        axis_visible=False,
        gap=45,
        limits=(low, high),
    )


def _stack(steps: Sequence[Step]) -> _Columns:
    made = _Columns([], [], [], [], [], [])
    level = 0.0
    for step in steps:
        before = 0.0 if step.total else level
        level = step.amount if step.total else level + step.amount
        low, high = min(before, level), max(before, level)
        above, below = max(high, 0.0) - max(low, 0.0), min(low, 0.0) - min(high, 0.0)
        seen = above if above or not below else below
        crosses = above > 0 and below < 0
        made.base.append(None if step.total else max(low, 0.0) + min(high, 0.0))
        made.total.append(level if step.total else None)
        rises = not step.total and step.amount > 0
        falls = not step.total and not rises
        made.more.append(round(seen, 6) if rises else None)
        made.less.append(round(seen, 6) if falls else None)
        made.below.append(round(below, 6) if crosses and not step.total else None)
        made.levels.extend((before, level) if not step.total else (level,))
    return made


def _span(levels: Sequence[float], *, cut: bool) -> tuple[float | None, float | None]:
    """Give the ends of a waterfall's axis: a cut one leaves the changes half of it."""
    low, high = min(levels, default=0.0), max(levels, default=0.0)
    if low < 0 or high <= 0:
        return (None, None)
    if not cut or low < high * 0.5 or high - low < 1e-9:
        return (0.0, high * HEAD)
    step = 10.0 ** floor(log10(high - low))
    start = max(floor((low - (high - low) * 0.8) / step) * step, 0.0)
    return (round(start, 6), high + (high - start) * (HEAD - 1))
