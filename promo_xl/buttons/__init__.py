"""The buttons: one list, and what each one calls. A button is a verb of the command line.

A workbook's macro runs `import promo_xl.buttons as b; b.check()`; a launcher beside the
workbook runs the same verb. Nothing heavy is imported before a button is pressed.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from promo_xl.schema.label import Label


@dataclass(frozen=True, slots=True)
class Button:
    """A button on 首页, its macro, its launcher and its verb."""

    key: str
    """The function of this package that the macro calls."""
    sub: str
    """The macro's name: ASCII, since VBA sources know one code page only."""
    label: Label
    """What stands on the button and what its launcher is called."""
    verb: tuple[str, ...]
    """The words after `promo-xl`, before the workbook."""


BUTTONS = (
    Button("check", "PromoCheck", Label("校验", "Check"), ("check", "--write")),
    Button("refresh", "PromoRefresh", Label("刷新", "Refresh"), ("refresh",)),
    Button("report", "PromoReport", Label("报告", "Report"), ("report",)),
    Button("deck", "PromoDeck", Label("复盘PPT", "Review deck"), ("deck",)),
)


def check() -> None:
    """Judge the open workbook and write 校验结果."""
    _press("check")


def refresh() -> None:
    """Bring the open workbook up to date."""
    _press("refresh")


def report() -> None:
    """Write the Word close-out report of the open workbook beside it."""
    _press("report")


def deck() -> None:
    """Write the PowerPoint review deck of the open workbook beside it."""
    _press("deck")


def _press(key: str) -> None:
    try:
        from promo_xl.buttons.press import press
    except ImportError as fault:  # a line on stderr: xlwings shows it in a box
        sys.exit(
            f"promo_xl 没有装完整，请运行 promo-xl doctor / promo_xl is not installed "
            f"completely, run promo-xl doctor ({fault})"
        )
    press(next(button for button in BUTTONS if button.key == key))
