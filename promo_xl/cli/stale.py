"""What is said before a document is made from a workbook that shows other values."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from promo_xl.pipeline import Run


def say_stale(run: Run, lang: str) -> None:
    """Say in one sentence that saved values are not what the data give; nothing is stopped."""
    from promo_xl.pipeline import disagreeing

    found = disagreeing(run)
    if found is not None:
        print(found.say(lang), file=sys.stderr)
