"""What stands on a slide, as data: texts in placeholders, charts, tables, tiles, shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from promo_xl.ooxml.chart import Chart
from promo_xl.render.slides.holders import Box, Holder
from promo_xl.render.slides.template import Layout


class Run(NamedTuple):
    """Text in one look; size 0 and colour "" are the placeholder's own."""

    text: str
    size: float = 0
    bold: bool = False
    color: str = ""
    """A theme colour, `-dark` for its darker shade: `accent2-dark`."""


class Para(NamedTuple):
    """One paragraph, with room below it in pt."""

    runs: tuple[Run, ...]
    after: float = 0

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class TextIn:
    """Paragraphs in a placeholder."""

    holder: Holder
    paras: tuple[Para, ...]
    box: Box | None = None
    """Another place than the layout's."""


@dataclass(frozen=True, slots=True)
class NumberIn:
    """The page's number in its placeholder."""

    holder: Holder
    number: int


@dataclass(frozen=True, slots=True)
class ChartIn:
    """A native chart in a placeholder's place; *alt* is read to those who do not see it."""

    holder: Holder
    chart: Chart
    alt: str
    box: Box | None = None
    """Another place than the layout's."""


class Cell(NamedTuple):
    """One cell of a table; a colour marks the exceptional one."""

    text: str
    color: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the head's texts, rows of cells, whether the last row is the total."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: tuple[bool, ...]
    """Which columns hold numbers."""
    widths: tuple[int, ...]
    """Of the columns, EMU."""
    heights: tuple[int, ...]
    """Of the head and the rows, EMU."""
    size: float
    total: bool = False


@dataclass(frozen=True, slots=True)
class GridIn:
    """A table in a placeholder's place."""

    holder: Holder
    grid: Grid
    alt: str
    box: Box | None = None
    """Where a table stands that is not the placeholder's own."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A panel with a coloured bar at its left edge."""

    name: str
    box: Box
    paras: tuple[Para, ...]
    color: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A native shape: a bar, a line, a milestone, a text beside them."""

    name: str
    box: Box
    color: str = ""
    kind: str = "rect"
    """PowerPoint's name of the geometry: rect, roundRect, diamond."""
    paras: tuple[Para, ...] = ()
    alt: str = ""
    """Without words and alt text it is decoration."""
    align: str = "l"
    tab: int = 0
    """Where a tab in its text leads, EMU."""


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that make one picture."""

    name: str
    box: Box
    shapes: tuple[Shape, ...]
    alt: str


Item = TextIn | NumberIn | ChartIn | GridIn | Tile | Shape | Group


@dataclass(frozen=True, slots=True)
class Page:
    """One slide, and what its speaker may want to say."""

    layout: Layout
    items: tuple[Item, ...]
    notes: tuple[str, ...] = ()

    @property
    def charts(self) -> Sequence[ChartIn]:
        """Its charts, in order."""
        return [item for item in self.items if isinstance(item, ChartIn)]
