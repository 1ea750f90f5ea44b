"""What a template may see: plain text, numbers, lists and dicts, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from promo_xl.book import Table
from promo_xl.facts import Claim, Facts
from promo_xl.finding import Finding, Findings
from promo_xl.render.stamp import Stamp
from promo_xl.render.word.charts import Drawn
from promo_xl.render.word.contents import bookmark
from promo_xl.render.word.fields import (
    CAMPAIGN,
    CAMPAIGN_FIELDS,
    CHART_NOTE,
    CHARTS,
    CONCLUSION,
    CONCLUSION_FIELDS,
    CONTENTS,
    CONTENTS_FIELDS,
    FAULT_FIELDS,
    FAULTS,
    LISTS,
    METRIC,
    NOTES,
    metric_fields,
    plan_fields,
)
from promo_xl.render.word.lists import ROWS
from promo_xl.render.word.rows import Asked, listed
from promo_xl.render.word.slots import (
    Plain,
    as_plain,
    as_text,
)
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown

MAX_FAULTS = 5
"""Data errors a draft lists; the rest are counted."""
_NUMBERED = {"points": "conclusion", "decisions": "decision"}
_MOST = 6
_TO_APPROVE = Label("请批准：", "To approve:")
"""Words a decision begins with; they stand over the list."""
_TO = Label(" 至 ", " to ")

Context = dict[str, Any]


def context(
    facts: Facts,
    findings: Findings,
    stamp: Stamp,
    drawn: Mapping[str, Drawn | None],
    asked: Asked,
) -> Context:
    """Give what a template may name, values said in its language."""
    lang = asked.lang
    faults = [f for f in findings if f.blocks_report] if stamp.draft else []
    found: Context = {
        CAMPAIGN.say(lang): _campaign(facts, stamp, len(faults), lang),
        METRIC.say(lang): _metrics(facts, lang),
        CONCLUSION.say(lang): _conclusion(facts, lang),
        CHARTS.say(lang): {name: _chart(name, one, lang) for name, one in drawn.items()},
        CONTENTS.say(lang): [],
        FAULTS.say(lang): [_fault(fault, lang) for fault in faults[:MAX_FAULTS]],
    }
    for rows in ROWS:
        found |= listed(rows, facts.blocks.get(rows.block), asked)
    return found


def contents(headings: Sequence[str], lang: str) -> Context:
    """Give the list of contents: a heading and its bookmark a row."""
    title, anchor = (field.name.say(lang) for field in CONTENTS_FIELDS)
    rows = [{title: text, anchor: bookmark(i)} for i, text in enumerate(headings)]
    return {CONTENTS.say(lang): rows}


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
        "stage": stamp.stage.say(lang) if stamp.stage else None,
        "audience": stamp.audience.say(lang),
        "workbook": stamp.workbook,
        "version": stamp.version,
        "running": _running(facts, plan, lang),
        "more_faults": max(0, faults - MAX_FAULTS),
    }
    found = {name: _field(plan, c.key, lang) for name, c in plan_fields(lang).items()}
    return found | {f.name.say(lang): values[f.name.en] for f in CAMPAIGN_FIELDS}


def _plan(facts: Facts) -> Table | None:
    """Find the plan behind the figures: facts keep the tables they were computed from."""
    total = facts.figures.get("campaign.total_budget")
    tables = (source.table for source in total.sources) if total is not None else ()
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


def _running(facts: Facts, plan: Table | None, lang: str) -> bool:
    end = _field(plan, "period_end", lang) or _day(facts, "campaign.end", lang)
    return bool(end) and facts.as_of.date().isoformat() < str(end)[:10]


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
            claim = _claim(facts, field.name.en)
            found[field.name.say(lang)] = claim.say(lang) if claim else None
    return found


def _claim(facts: Facts, key: str) -> Claim | None:
    if key not in NOTES:
        return facts.claims.get(key)
    block = facts.blocks.get(NOTES[key])
    return block.note if block else None


def _claims(facts: Facts, stem: str, lang: str) -> list[str]:
    keys = (f"{stem}{n}" for n in range(1, _MOST + 1))
    said = [facts.claims[key].say(lang) for key in keys if key in facts.claims]
    lead = _TO_APPROVE.say(lang) if stem == _NUMBERED["decisions"] else ""
    return [text.removeprefix(lead).lstrip() for text in said]


def _chart(name: str, drawn: Drawn | None, lang: str) -> dict[str, Plain] | None:
    if drawn is None:
        return None
    return {
        "chart": name,
        "alt": drawn.alt,
        "height_cm": drawn.height_cm,
        CHART_NOTE.say(lang): drawn.note,
    }


def _fault(finding: Finding, lang: str) -> dict[str, str]:
    told = (str(finding.at), finding.message(lang), finding.advice(lang))
    return {f.name.say(lang): text for f, text in zip(FAULT_FIELDS, told, strict=True)}
