"""What the workbook is: every sheet, column, word and metric, declared once."""

from promo_xl.schema.metrics import METRICS, Metric, find_metric
from promo_xl.schema.settings import DEFAULTS, SETTINGS_SHEETS, defaults
from promo_xl.schema.workbook import LIVE, WORKBOOK, all_choices
from promo_xl.schema.workbook import sheet_of as sheet

__all__ = [
    "DEFAULTS",
    "LIVE",
    "METRICS",
    "SETTINGS_SHEETS",
    "WORKBOOK",
    "Metric",
    "all_choices",
    "defaults",
    "find_metric",
    "sheet",
]
