"""Changes to a workbook, as data: nothing is written here."""

from promo_xl.edit.changes import list_changes
from promo_xl.edit.disagree import Disagreement, disagreement, own_moment
from promo_xl.edit.refresh import adds_rows, list_findings, refresh

__all__ = [
    "Disagreement",
    "adds_rows",
    "disagreement",
    "list_changes",
    "list_findings",
    "own_moment",
    "refresh",
]
