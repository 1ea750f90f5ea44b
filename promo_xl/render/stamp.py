"""What every document says about its own making, in the pages' margins and its properties."""

from dataclasses import dataclass
from datetime import datetime

from promo_xl.render.audience import MANAGEMENT
from promo_xl.schema.label import Label


@dataclass(frozen=True, slots=True)
class Edition:
    """What is asked of a document beside its language."""

    audience: Label = MANAGEMENT
    stage: Label | None = None
    """None: told by the campaign's end and the refunds still open."""


USUAL = Edition()


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which workbook, which moment, which program made a document."""

    title: str
    """The campaign's name, verbatim."""
    workbook: str
    """File name of the workbook."""
    sha256: str
    """Of the workbook's bytes."""
    version: str
    """Of promo_xl."""
    as_of: datetime
    """The moment the document speaks of; its dates are this, never the clock's."""
    template: str = ""
    """sha256 of the template's bytes."""
    draft: bool = False
    """Data errors stand in the way of a final version."""
    audience: Label = MANAGEMENT
    """Who it is for."""
    stage: Label | None = None
    """How settled its figures are; None where the campaign has no end."""
