"""首页 while it is written: places on a grid of narrow columns, slots with their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from promo_xl.render.master.making import Making
from promo_xl.render.master.styles import NAVY


@dataclass(frozen=True, slots=True)
class Canvas:
    """首页 while it is written: places text and slots on a grid of 24 narrow columns."""

    making: Making
    tab: Worksheet

    def put(self, row: int, left: int, right: int, text: str, /, **look: Any) -> None:
        """Write *text* over columns *left* to *right* of *row*."""
        fmt = self.making.styles.cell(**look)
        if right > left:
            self.tab.merge_range(row, left, row, right, "", fmt)
        self.tab.write_string(row, left, text, fmt) if text else self.tab.write_blank(
            row, left, None, fmt
        )

    def slot(self, row: int, left: int, right: int, name: str, /, **look: Any) -> None:
        """Write the slot *name*, and give its cell the name a refresh looks for."""
        self.put(row, left, right, self.making.slot(name), **look)
        self.making.name_cell(f"home_{name}", "home", row, left)

    def section(self, row: int, left: int, right: int, text: str) -> None:
        """Write a section's heading with its line."""
        look = {"bold": True, "font_size": 12, "font_color": NAVY}
        self.put(row, left, right, text, bottom=2, bottom_color=NAVY, **look)
