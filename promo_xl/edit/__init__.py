"""Changes to a workbook, as data: nothing is written here."""

from promo_xl.edit.changes import list_changes
from promo_xl.edit.refresh import refresh

__all__ = ["list_changes", "refresh"]
