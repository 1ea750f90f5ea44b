"""Colours and cell formats of the workbook; every contrast was measured (WCAG AA)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

INK, MUTED, NAVY, LINK = "#1F2937", "#5B6573", "#1F3A5F", "#2563A8"
WHITE, PALE, BAR, GRID, HAIR = "#FFFFFF", "#E4EAF2", "#CFE0F3", "#D9DEE6", "#E7EBF0"
CARD, SLATE, ON_NAVY, GOLD = "#F8FAFC", "#4A5A70", "#D5E0EE", "#FFE08A"
INPUT_BG, INPUT_FG = "#FFF9E5", "#1D4ED8"
COMPUTED_BG, COMPUTED_FG = "#F3F5F8", "#374151"
DONE, REST, LATE, SLIP = "#1B4B82", "#6C98CF", "#C93A30", "#F3B8B2"
SUMMARY, TODAY, TODAY_BG, MILESTONE = "#3A4F6B", "#D92D20", "#FFF1EF", "#6D28D9"
WEEKEND, HOLIDAY = "#EDF0F4", "#FBE9E6"
BROWN, PAST = "#92400E", "#6B7280"

TAB_LOOK, TAB_PLAN, TAB_DATA, TAB_SYSTEM = NAVY, LINK, "#0F766E", "#8A94A3"

FONTS = {"zh": "微软雅黑", "en": "Arial"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A word's colours: background and text. The word itself always stands there too."""

    bg: str
    fg: str


OK = Chip("#E3F4E8", "#166534")
WATCH = Chip("#FEF0D5", "#92400E")
ALERT = Chip("#FCE4E1", "#A61B1B")
IDLE = Chip("#E9ECF1", "#4B5563")
BUSY = Chip("#DCEAF8", "#1B4B82")

CHIPS: dict[str, Chip] = {
    "done": OK, "reached": OK, "within_limit": OK, "on_pace": OK, "approved": OK,
    "passed": OK, "confirmed": OK, "closed_out": OK,
    "close": WATCH, "behind": WATCH, "slightly_behind_pace": WATCH, "behind_pace": WATCH,
    "warning": WATCH, "delayed": ALERT, "missed": ALERT, "over_limit": ALERT,
    "far_behind_pace": ALERT, "rejected": ALERT, "failed": ALERT, "conflict": ALERT,
    "error": ALERT, "in_progress": BUSY, "in_review": BUSY, "running": BUSY, "info": BUSY,
    "not_started": IDLE, "no_data": IDLE, "not_submitted": IDLE, "untested": IDLE,
    "cancelled": IDLE, "ended": IDLE,
    "normal": OK, "at_threshold": WATCH, "urgent": ALERT, "major": WATCH, "minor": IDLE,
    "open": WATCH, "solved": OK, "closed": OK, "handled": OK,
    "watching": BUSY, "triggered": ALERT,
    "positive": OK, "neutral": IDLE, "negative": WATCH,
    "keep": OK, "stop": ALERT, "change": WATCH,
    "to_contact": IDLE, "negotiating": WATCH, "signed": OK, "unconfirmed": WATCH,
    "not_configured": IDLE, "configured": BUSY, "tested": OK,
    "in_production": BUSY, "to_review": WATCH, "final": OK, "live": OK, "void": IDLE,
    "pending": IDLE, "all_passed": OK, "review_1": BUSY, "review_2": BUSY,
    "review_3": BUSY, "own": OK, "licensed": OK, "unlicensed": ALERT,
}  # fmt: skip
"""Choice key -> chip, for every list whose words judge something."""


@dataclass(slots=True)
class Styles:
    """The formats of one workbook, each made once."""

    workbook: Workbook
    lang: str
    _made: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    @property
    def font(self) -> str:
        """The font of every cell: 微软雅黑 in Chinese books, Arial in English ones."""
        return FONTS[self.lang]

    def cell(self, **wanted: Any) -> Format:
        """Give a cell format: the workbook's font, vertically centred, and what is wanted."""
        return self._make(
            font_name=self.font,
            font_size=wanted.pop("font_size", 10),
            font_color=wanted.pop("font_color", INK),
            valign=wanted.pop("valign", "vcenter"),
            **wanted,
        )

    def boxed(self, **wanted: Any) -> Format:
        """Give a cell format with the thin grey box of tables."""
        return self.cell(**{"border": 1, "border_color": GRID, **wanted})

    def typed(self, **wanted: Any) -> Format:
        """Give the format of a cell people fill: yellow, blue text, unlocked."""
        look = {"bg_color": INPUT_BG, "font_color": INPUT_FG, "locked": False}
        return self.boxed(**{**look, **wanted})

    def computed(self, **wanted: Any) -> Format:
        """Give the format of a cell computed by Excel or by us."""
        return self.boxed(**{"bg_color": COMPUTED_BG, "font_color": COMPUTED_FG, **wanted})

    def header(self, *, computed: bool = False, **wanted: Any) -> Format:
        """Give the format of a table's header: navy where people type, slate where not."""
        return self.cell(
            bold=True,
            bg_color=SLATE if computed else NAVY,
            font_color=WHITE,
            align="center",
            text_wrap=True,
            border=1,
            border_color="#3B5478",
            **wanted,
        )

    def rule(self, **wanted: Any) -> Format:
        """Give what a conditional format changes: nothing but what is wanted."""
        return self._make(**wanted)

    def chip(self, chip: Chip) -> Format:
        """Give a chip as a conditional format."""
        return self.rule(bg_color=chip.bg, font_color=chip.fg, bold=True)

    def _make(self, **wanted: Any) -> Format:
        key = tuple(sorted(wanted.items()))
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self.workbook.add_format(wanted)
        return found
