"""The conditional formats of the Gantt grid, in the order they win.

LibreOffice applies the first rule that matches, Excel merges them: every fill is written
twice, with and without the red borders of the as-of day, so both draw the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from promo_xl.render.master.making import FIRST, HEADER, Making
from promo_xl.render.master.styles import (
    DONE,
    HAIR,
    HOLIDAY,
    LATE,
    MILESTONE,
    REST,
    SLIP,
    SUMMARY,
    TODAY,
    TODAY_BG,
    WEEKEND,
    WHITE,
)
from promo_xl.schema.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the grid lies, and where a row's own cells are."""

    left: int
    right: int
    bottom: int
    dates: int
    """Excel row of the dates."""
    kinds: int
    """Excel row of the day kinds: 1 weekend, 2 holiday."""
    columns: Mapping[str, str]
    """Task column -> its letters, absolute."""
    zoom: str
    sheet: Sheet
    week: tuple[str, str]

    def cell(self, key: str, row: int = FIRST) -> str:
        """Give the cell of task column *key* in *row*."""
        return f"{self.columns[key]}{row + 1}"

    def day(self, at: int | None = None) -> str:
        """Give the date above a grid column."""
        return f"{xl_col_to_name(self.left if at is None else at)}${self.dates}"

    def is_word(self, key: str, word: str, row: int = FIRST) -> str:
        """Give a test whether a choice cell says *word*, in either language."""
        choices = self.sheet[key].kind.choices
        cell = self.cell(key, row)
        said = [choices.say(word, lang) for lang in ("zh", "en")] if choices else [word]
        return "OR(" + ",".join(f'{cell}="{text}"' for text in dict.fromkeys(said)) + ")"

    def step(self) -> str:
        """Give the days a grid column stands for."""
        return f'IF(OR({self.zoom}="{self.week[0]}",{self.zoom}="{self.week[1]}"),7,1)'

    def covers(self, text: str, at: int | None = None) -> str:
        """Give a test whether a grid column holds the day *text*."""
        day = self.day(at)
        return f"AND({text}>={day},{text}<{day}+{self.step()})"

    def sign_formula(self, row: int, at: int, sign: str) -> str:
        """Give the formula that shows a milestone's sign on its day."""
        start = self.cell("start", row)
        test = f"{self.is_word('type', 'milestone', row)},{self.covers(start, at)}"
        return f'=IF(AND({test}),"{sign}","")'


def add_rules(making: Making, tab: Worksheet, grid: Grid) -> None:
    """Write every rule of the grid and of its head."""
    for test, fill in _fills(grid):
        look = {"border": 1, "border_color": HAIR, **fill}
        _add(
            making,
            tab,
            grid,
            f"AND({grid.covers('INT(AS_OF)')},{test})",
            {**look, **_EDGES},
        )
        _add(making, tab, grid, test, look)
    named = f'{grid.cell("name")}<>""'
    today = {"border": 1, "border_color": HAIR, "bg_color": TODAY_BG, **_EDGES}
    _add(making, tab, grid, f"AND({grid.covers('INT(AS_OF)')},{named})", today)
    kind = f"{xl_col_to_name(grid.left)}${grid.kinds}"
    for code, colour in ((2, HOLIDAY), (1, WEEKEND)):
        shade = {"bg_color": colour, "border": 1, "border_color": HAIR}
        _add(making, tab, grid, f"AND({kind}={code},{grid.step()}=1,{named})", shade)
    _add(making, tab, grid, named, {"border": 1, "border_color": HAIR})
    _add_head_rules(making, tab, grid, kind)


_EDGES = {"left": 1, "left_color": TODAY, "right": 1, "right_color": TODAY}


def _fills(grid: Grid) -> list[tuple[str, dict[str, object]]]:
    """Give the bars, the winning one first."""
    start, end, day = grid.cell("start"), grid.cell("end"), grid.day()
    done, dropped = grid.is_word("status", "done"), grid.is_word("status", "cancelled")
    share = f"IF({done},1,N({grid.cell('pct')}))"
    bar = (
        f"ISNUMBER({start}),ISNUMBER({end}),{day}+{grid.step()}>{start},{day}<={end},"
        f"NOT({dropped})"
    )
    finished = f"{day}<{start}+ROUND(({end}-{start}+1)*{share},0)"
    late = f"NOT({done}),{end}<INT(AS_OF)"
    actual = grid.cell("actual_end")
    until = f"IF({done},N({actual}),INT(AS_OF))"
    slipped = f"ISNUMBER({start}),ISNUMBER({end}),{day}>{end},{day}<={until},NOT({dropped})"
    milestone = grid.is_word("type", "milestone")
    return [
        (
            f"AND({milestone},{grid.covers(start)})",
            {"font_color": WHITE, "bg_color": MILESTONE},
        ),
        (
            f"AND(NOT({milestone}),{grid.is_word('type', 'summary')},{bar})",
            {"bg_color": SUMMARY},
        ),
        (f"AND(NOT({milestone}),{bar},{finished})", {"bg_color": DONE}),
        (f"AND(NOT({milestone}),{bar},{late})", {"bg_color": LATE}),
        (f"AND(NOT({milestone}),{bar})", {"bg_color": REST}),
        (f"AND({slipped})", {"bg_color": SLIP}),
    ]


def _add(
    making: Making, tab: Worksheet, grid: Grid, test: str, look: dict[str, object]
) -> None:
    rule = {
        "type": "formula",
        "criteria": f"={test}",
        "format": making.styles.rule(**look),
        "stop_if_true": True,
    }
    tab.conditional_format(FIRST, grid.left, grid.bottom, grid.right, rule)


def _add_head_rules(making: Making, tab: Worksheet, grid: Grid, kind: str) -> None:
    today = making.styles.rule(bg_color=TODAY, font_color=WHITE, bold=True)
    free = making.styles.rule(font_color="#A61B1B")
    box = (HEADER - 1, grid.left, HEADER, grid.right)
    is_today = {
        "type": "formula",
        "criteria": f"={grid.covers('INT(AS_OF)')}",
        "format": today,
    }
    tab.conditional_format(*box, is_today)
    is_free = {
        "type": "formula",
        "criteria": f"=AND({kind}>0,{grid.step()}=1)",
        "format": free,
    }
    tab.conditional_format(*box, is_free)
