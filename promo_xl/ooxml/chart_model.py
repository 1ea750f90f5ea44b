"""What a chart is made of: categories and series of numbers. Knows nothing of their meaning.

Colours are RRGGBB or a theme colour, `accent1-light`, `-pale` and `-dark` for its shades.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite


@dataclass(frozen=True, slots=True)
class Series:
    """One series."""

    name: str
    values: tuple[float | None, ...]
    """None (and NaN) is a gap, not a zero."""
    color: str = "2456C8"
    line: bool = False
    """Drawn as a line; otherwise as bars."""
    second: bool = False
    """Measured on the second value axis."""
    labels: bool = False
    points: Mapping[int, str] = field(default_factory=dict)
    """Position -> colour of that bar or marker alone."""
    hidden: bool = False
    """Drawn without fill and left out of the legend: the base under a waterfall's steps."""
    markers_only: bool = False
    """Markers without a connecting line: categories are not a course of time."""
    markers: bool = False
    """A marker at every value of a line: few values, or one alone, would not be seen."""
    dashed: bool = False
    thin: bool = False
    """A line in the background of the others."""
    number_format: str = "General"
    place: str = ""
    """Where labels stand (`inBase`, `ctr`, `inEnd`, `outEnd`, `t`, `b`, `l`, `r`); "" is usual."""
    places: Mapping[int, str] = field(default_factory=dict)
    """Position -> the place of that label alone; on bars, outside ones are in dark ink."""
    ink: str = ""
    """Colour of the labels; "" goes by where they stand."""
    named: bool = False
    """Labels say the series' name, not its values: a marked event."""
    unlisted: bool = False
    """Drawn, but left out of the legend."""
    texts: Mapping[int, str] = field(default_factory=dict)
    """Position -> words written at that point instead of its value, drawn or hidden."""

    def at(self, i: int) -> float | None:
        """Give the value at position *i*; None where there is none to draw."""
        value = self.values[i] if i < len(self.values) else None
        return float(value) if value is not None and isfinite(value) else None

    @property
    def as_line(self) -> bool:
        """Whether it belongs to a line plot."""
        return self.line or self.markers_only


@dataclass(frozen=True, slots=True)
class Chart:
    """One native chart: bars, lines, or both, with up to two value axes."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    horizontal: bool = False
    """Bars run to the right, the first category on top; lines are not drawn."""
    stacked: bool = False
    legend: bool = True
    axis_format: str = "General"
    font_pt: float = 10
    gap: int = 60
    """Room between groups of bars, % of a bar."""
    overlap: int = -5
    """How far bars of a group cover each other, %; 100 puts the last series in front."""
    axis_visible: bool = True
    """Numbers and grid lines of the value axes; off where bars carry labels."""
    fonts: tuple[str, str] = ("Arial", "微软雅黑")
    """Latin and East Asian typeface."""
    limits: tuple[float | None, float | None] = (None, None)
    """Lowest and highest value of the first axis; None lets the program choose."""
    second_limits: tuple[float | None, float | None] = (None, None)
    second_format: str = "General"
    second_gap: int | None = None
    """Room between bars of the second axis; narrow bars before wide ones make bullets."""
    second_stacked: bool = False
    """Bars of the second axis stand on each other: a bullet's invisible base and its mark."""
    groups: tuple[str, ...] = ()
    """What each category belongs to, written under them; neighbours of a group share it."""

    def is_stacked(self, plot: Plot) -> bool:
        """Whether the bars of *plot* stand on each other."""
        return not plot.line and (self.second_stacked if plot.second else self.stacked)


@dataclass(frozen=True, slots=True)
class Plot:
    """The series that share a shape and an axis, with their positions in the chart."""

    line: bool
    second: bool
    members: tuple[tuple[int, Series], ...]


def plots(chart: Chart) -> tuple[Plot, ...]:
    """Split a chart's series into plots, in drawing order: bars lie under lines. Never empty."""
    found = []
    alone = all(series.second for series in chart.series)
    for line, second in ((False, False), (False, True), (True, False), (True, True)):
        members = tuple(
            (i, series)
            for i, series in enumerate(chart.series)
            if (series.as_line and not chart.horizontal) is line
            and (series.second and not alone) is second
        )
        if members:
            found.append(Plot(line, second, members))
    return tuple(found) or (Plot(line=False, second=False, members=()),)
