"""The names a template may use, as the lint wants them: name -> fields, list, value, chart."""

from __future__ import annotations

from functools import cache

from promo_xl.render.word.charts import CHARTS as KEPT
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
    LEADS,
    LEVEL,
    LISTS,
    MARK,
    METRIC,
    NUMBER,
    TEXT,
    Rows,
    metric_fields,
    plan_fields,
)
from promo_xl.render.word.language import VALUE, Drawing
from promo_xl.render.word.lists import ROWS


@cache
def known(lang: str) -> dict[str, object]:
    """Give every name of *lang*; the same whatever the campaign's data hold."""
    campaign = [*plan_fields(lang), *(f.name.say(lang) for f in CAMPAIGN_FIELDS)]
    found: dict[str, object] = {
        CAMPAIGN.say(lang): dict.fromkeys(campaign, VALUE),
        METRIC.say(lang): dict.fromkeys(metric_fields(lang), VALUE),
        CONCLUSION.say(lang): {
            f.name.say(lang): [VALUE] if f.name.en in LISTS else VALUE
            for f in CONCLUSION_FIELDS
        },
        CHARTS.say(lang): {
            kept.name.say(lang): Drawing({CHART_NOTE.say(lang): VALUE}) for kept in KEPT
        },
        CONTENTS.say(lang): [{f.name.say(lang): VALUE for f in CONTENTS_FIELDS}],
        FAULTS.say(lang): [{f.name.say(lang): VALUE for f in FAULT_FIELDS}],
    }
    for rows in ROWS:
        found[rows.name.say(lang)] = [row_fields(rows, lang)]
        if rows.total is not None:
            total = row_fields(rows, lang)
            total.pop(LEADS.say(lang), None)
            found[rows.total.say(lang)] = total
        if rows.heads is not None:
            heads = [field.say(lang) for field in rows.fields]
            found[rows.heads.say(lang)] = dict.fromkeys(heads, VALUE)
    return found


def row_fields(rows: Rows, lang: str) -> dict[str, object]:
    """Give the fields of one row: each column as a value and as text, and the level."""
    names = [field.say(lang) for field in rows.fields]
    texts = [name + TEXT.say(lang) for name in names]
    marks = [f.say(lang) + MARK.say(lang) for f in rows.fields if f.en in rows.marks]
    leads = [LEADS.say(lang)] if rows.group else []
    leads += [NUMBER.say(lang)] if rows.numbered else []
    return dict.fromkeys([*names, *texts, *marks, *leads, LEVEL.say(lang)], VALUE)
