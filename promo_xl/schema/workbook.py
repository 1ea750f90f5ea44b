"""Every sheet in tab order, and how to find one."""

from promo_xl.schema.budget import BUDGET
from promo_xl.schema.channels import CHANNELS
from promo_xl.schema.daily import DAILY
from promo_xl.schema.day_targets import DAY_TARGETS
from promo_xl.schema.goals import GOALS
from promo_xl.schema.kind import Choices
from promo_xl.schema.log import FEEDBACK, LOG
from promo_xl.schema.materials import MATERIALS
from promo_xl.schema.monitor import MONITOR
from promo_xl.schema.offers import OFFERS
from promo_xl.schema.phases import PERSONAS, PHASES
from promo_xl.schema.plan import PLAN
from promo_xl.schema.products import PRODUCTS
from promo_xl.schema.resources import RESOURCES
from promo_xl.schema.review import BOARD, ISSUES, REVIEW
from promo_xl.schema.sessions import SESSIONS
from promo_xl.schema.settings import SETTINGS_SHEETS
from promo_xl.schema.sheet import Sheet
from promo_xl.schema.tasks import TASKS
from promo_xl.schema.team import RISKS, TEAM

WORKBOOK: tuple[Sheet, ...] = (
    PLAN,
    PHASES,
    PERSONAS,
    GOALS,
    DAY_TARGETS,
    CHANNELS,
    BUDGET,
    RESOURCES,
    SESSIONS,
    OFFERS,
    PRODUCTS,
    MATERIALS,
    TASKS,
    TEAM,
    RISKS,
    DAILY,
    MONITOR,
    LOG,
    FEEDBACK,
    REVIEW,
    BOARD,
    ISSUES,
)
"""The data sheets, by phase of the work."""

LIVE: frozenset[str] = frozenset(
    sheet.key for sheet in (*WORKBOOK, *SETTINGS_SHEETS) if not sheet.later
)
"""The sheets a workbook contains; the others come with their capability."""

_SHEETS = {sheet.key: sheet for sheet in (*WORKBOOK, *SETTINGS_SHEETS)}


def sheet_of(key: str) -> Sheet:
    """Give the sheet *key*, of the data or of the settings."""
    return _SHEETS[key]


def all_choices() -> dict[str, Choices]:
    """Give every list of words by its name, in the order the sheets first use them."""
    kinds = (column.kind for sheet in _SHEETS.values() for column in sheet.columns)
    found: dict[str, Choices] = {}
    for kind in kinds:
        if kind.choices is not None:
            found.setdefault(kind.choices.name, kind.choices)
    return found
