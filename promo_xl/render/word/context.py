"""What a template may see: plain text, numbers, lists and dicts, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from promo_xl.book import Table
from promo_xl.facts import Block, Claim, Facts, Slot, slot_text
from promo_xl.finding import Finding, Findings
from promo_xl.render.stamp import Stamp
from promo_xl.render.word.charts import Drawn
from promo_xl.render.word.fields import (
    CAMPAIGN,
    CAMPAIGN_FIELDS,
    CHARTS,
    CONCLUSION,
    CONCLUSION_FIELDS,
    FAULT_FIELDS,
    FAULTS,
    LEVEL,
    LISTS,
    METRIC,
    ROWS,
    TEXT,
    Rows,
    metric_fields,
    plan_fields,
)
from promo_xl.render.word.slots import (
    LIMIT_WORDS,
    Plain,
    as_float,
    as_plain,
    as_text,
    level_name,
    level_of,
)
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown

MAX_FAULTS = 5
"""Data errors a draft lists; the rest are counted."""
_NUMBERED = {"points": "conclusion", "decisions": "decision"}
_MOST = 6
_TO = Label(" 至 ", " to ")

Context = dict[str, Any]


def context(
    facts: Facts,
    findings: Findings,
    stamp: Stamp,
    drawn: Mapping[str, Drawn | None],
    lang: str,
) -> Context:
    """Give everything a template of *lang* may name, values said in *lang*."""
    faults = [f for f in findings if f.blocks_report] if stamp.draft else []
    found: Context = {
        CAMPAIGN.say(lang): _campaign(facts, stamp, len(faults), lang),
        METRIC.say(lang): _metrics(facts, lang),
        CONCLUSION.say(lang): _conclusion(facts, lang),
        CHARTS.say(lang): {name: _chart(name, one) for name, one in drawn.items()},
        FAULTS.say(lang): [_fault(fault, lang) for fault in faults[:MAX_FAULTS]],
    }
    for rows in ROWS:
        found |= _rows(rows, facts.blocks.get(rows.block), lang)
    return found


def _campaign(facts: Facts, stamp: Stamp, faults: int, lang: str) -> dict[str, Plain]:
    plan = _plan(facts)
    values: dict[str, Plain] = {
        "title": stamp.title,
        "period": _period(facts, plan, lang),
        "owner": _lead(facts, plan, lang),
        "as_of": stamp.as_of.date().isoformat(),
        "basis_line": _unprefixed(_home(facts, "basis_line", lang)),
        "through": _home(facts, "through", lang),
        "draft": stamp.draft,
        "workbook": stamp.workbook,
        "version": stamp.version,
        "more_faults": max(0, faults - MAX_FAULTS),
    }
    found = {name: _field(plan, c.key, lang) for name, c in plan_fields(lang).items()}
    return found | {f.name.say(lang): values[f.name.en] for f in CAMPAIGN_FIELDS}


def _plan(facts: Facts) -> Table | None:
    """Find the plan behind the figures: facts keep the tables they were computed from."""
    tables = (s.table for f in facts.figures.values() for s in f.sources)
    return next((t for t in tables if t.sheet.key == "plan" and len(t)), None)


def _field(plan: Table | None, key: str, lang: str) -> Plain:
    if plan is None or key not in plan.columns:
        return None
    kind, value = plan.sheet[key].kind, plan.field(key)
    if kind.ref:
        value = plan.raw(0, key) or value
        return None if value is None else str(value)
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return as_plain(Shown(value, kind), lang)


def _period(facts: Facts, plan: Table | None, lang: str) -> str | None:
    ends = [_field(plan, key, lang) for key in ("period_start", "period_end")]
    if not all(ends):
        ends = [_day(facts, key, lang) for key in ("campaign.start", "campaign.end")]
    if all(ends):
        return _TO.say(lang).join(map(str, ends))
    return _subtitle(facts, 0, lang)


def _day(facts: Facts, key: str, lang: str) -> Plain:
    return as_plain(facts.figures.get(key), lang)


def _lead(facts: Facts, plan: Table | None, lang: str) -> Plain:
    return _field(plan, "owner", lang) or _subtitle(facts, 2, lang)


def _subtitle(facts: Facts, part: int, lang: str) -> str | None:
    parts = (_home(facts, "subtitle", lang) or "").replace("｜", "|").split("|")
    return parts[part].strip() if part < len(parts) and parts[part].strip() else None


def _home(facts: Facts, slot: str, lang: str) -> str | None:
    value = facts.home.get(slot)
    return value.say(lang) if isinstance(value, Claim) else as_text(value, lang)


def _unprefixed(line: str | None) -> str | None:
    """Drop the `口径：` a home page's line begins with: the report's label says it."""
    if line is None:
        return None
    for mark in ("：", ": "):
        head, _, rest = line.partition(mark)
        if head in ("口径", "Basis") and rest:
            return rest
    return line


def _metrics(facts: Facts, lang: str) -> dict[str, Plain]:
    return {
        name: as_plain(facts.figures.get(f"campaign.{key}"), lang)
        for name, key in metric_fields(lang).items()
    }


def _conclusion(facts: Facts, lang: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for field in CONCLUSION_FIELDS:
        if field.name.en in LISTS:
            found[field.name.say(lang)] = _claims(facts, _NUMBERED[field.name.en], lang)
        else:
            claim = facts.claims.get(field.name.en)
            found[field.name.say(lang)] = claim.say(lang) if claim else None
    return found


def _claims(facts: Facts, stem: str, lang: str) -> list[str]:
    keys = (f"{stem}{n}" for n in range(1, _MOST + 1))
    return [facts.claims[key].say(lang) for key in keys if key in facts.claims]


def _chart(name: str, drawn: Drawn | None) -> dict[str, Plain] | None:
    if drawn is None:
        return None
    return {"chart": name, "alt": drawn.alt, "height_cm": drawn.height_cm}


def _fault(finding: Finding, lang: str) -> dict[str, str]:
    told = (str(finding.at), finding.message(lang), finding.advice(lang))
    return {f.name.say(lang): text for f, text in zip(FAULT_FIELDS, told, strict=True)}


def _rows(rows: Rows, block: Block | None, lang: str) -> Context:
    kept = [] if block is None else [row for row in block.rows if _belongs(rows, row)]
    found: Context = {rows.name.say(lang): [_row(rows, row, lang) for row in kept]}
    if rows.total is not None:
        total = block.total if block else None
        found[rows.total.say(lang)] = _row(rows, total, lang) if total else None
    return found


def _belongs(rows: Rows, row: Sequence[Slot]) -> bool:
    """Goals that must not be exceeded are listed apart from those to be reached."""
    if rows.block != "goals":
        return True
    target, word = slot_text(row[1], "zh"), slot_text(row[-1], "zh")
    limit = target.startswith(("≤", "<")) or word in LIMIT_WORDS
    return limit is (rows.name.en == "limits")


def _row(rows: Rows, row: Sequence[Slot], lang: str) -> dict[str, Plain]:
    found: dict[str, Plain] = {LEVEL.say(lang): level_name(_level(rows, row), lang)}
    for i, field in enumerate(rows.fields):
        slot = row[i] if i < len(row) else None
        found[field.say(lang)] = as_plain(slot, lang)
        found[field.say(lang) + TEXT.say(lang)] = as_text(slot, lang)
    return found


def _level(rows: Rows, row: Sequence[Slot]) -> str:
    at = next((i for i, f in enumerate(rows.fields) if f.en == rows.word), None)
    if at is None or at >= len(row):
        return ""
    if rows.word != "used":
        return level_of(row[at])
    used = as_float(row[at])
    return "bad" if used is not None and used > 1 else ""
