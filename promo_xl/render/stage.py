"""How settled a document's figures are: 进行中, 快报, 初版, 终版."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from promo_xl.errors import UsageError
from promo_xl.facts import Claim, Facts
from promo_xl.schema.label import Label, fold

RUNNING = Label("进行中", "in progress", ("running",))
FLASH = Label("快报", "flash report", ("flash",))
FIRST = Label("初版", "first edition", ("first", "preliminary"))
FINAL = Label("终版", "final edition", ("final",))
STAGES = (RUNNING, FLASH, FIRST, FINAL)
FIRST_AFTER, FINAL_AFTER = 3, 30
"""Days after the campaign's end."""
_SOURCE = "source_"
_TO_SOURCE = Label("{source}，{stage}", "{source}; {stage}")


def stage_named(word: str) -> Label:
    """Find a stage by its word in either language; UsageError lists them."""
    for stage in STAGES:
        if fold(word) in map(fold, (stage.zh, stage.en, *stage.aliases)):
            return stage
    zh = "、".join(stage.zh for stage in STAGES)
    en = ", ".join((stage.aliases or (stage.en,))[0] for stage in STAGES)
    raise UsageError(
        f"没有“{word}”这个版次：可用 {zh}", f"No stage “{word}”: it is one of {en}"
    )


def stage_of(
    end: date | None, as_of: datetime, mature: float | None, final_after: int = FINAL_AFTER
) -> Label | None:
    """Judge the stage at *as_of* by the campaign's last day and the part of GMV past refunds.

    A final edition needs both: its day, and no refund window still open. None without an end.
    """
    if end is None:
        return None
    since = (as_of.date() - end).days
    if since <= 0:
        return RUNNING
    if since < FIRST_AFTER:
        return FLASH
    settled = mature is None or mature != mature or mature >= 1
    return FINAL if since >= final_after and settled else FIRST


def staged(facts: Facts, stage: Label | None) -> Facts:
    """Say the stage at the end of every source line."""
    if stage is None:
        return facts
    claims: Mapping[str, Claim] = {
        key: _with(claim, stage) if key.startswith(_SOURCE) else claim
        for key, claim in facts.claims.items()
    }
    return replace(facts, claims=claims)


def _with(claim: Claim, stage: Label) -> Claim:
    zh, en = (
        _TO_SOURCE.say(lang, source=claim.say(lang), stage=stage.say(lang))
        for lang in ("zh", "en")
    )
    return Claim(Label(zh, en))
