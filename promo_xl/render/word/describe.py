"""FIELDS.md: everything a report template may name, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    Field,
    metric_fields,
    plan_fields,
)
from promo_xl.render.word.filters import FORMATS
from promo_xl.render.word.lists import ROWS
from promo_xl.schema import METRICS
from promo_xl.schema.label import Label

_HEAD = """# 报告模板可用的字段 / Fields of report templates

本页由 `python report_templates/build_report.py` 生成。 / Generated; do not edit.

在 Word 里打开 `zh/report.docx`，另存一份，改版式、改文字、增删标签即可。 / Open `en/report.docx`
in Word, save it under another name, and change layout, words and tags.

| 写法 / Write | 作用 / Meaning |
|---|---|
| `{{ 活动.活动名称 }}` · `{{ campaign.title }}` | 写出一个值；空值写作 — / a value; blank is — |
| `{{ r.花费\\|万元 }}` · `{{ r.spend\\|money }}` | 按格式写出 / a value in a format |
| `{%p if … %}` `{%p else %}` `{%p endif %}` | 独占一段，条件成立才有中间各段 / alone in a paragraph: what is between stays while true |
| `{%p for t in 结论.要点 %}` `{%p endfor %}` | 独占一段，逐条重复中间各段 / repeats the paragraphs between |
| `{%tr for r in 渠道 %}` `{%tr endfor %}` | 独占表格一行，逐条重复中间各行 / alone in a table row: repeats the rows between |
| `{%p if 目录 %}` … `{%p endif %}` | 各章链接；八页以内整块不出现 / links to the chapters; the block is gone up to eight pages |
| `{{p 图表.渠道投入产出 }}` · `{{p charts.channel_return }}` | 独占一段，放一张可编辑的图表 / alone in a paragraph: an editable chart |

数字类字段是原值（金额为元，百分比为小数）；同名加“文”的字段是写好的文字，例如 `r.目标文`。 /
Number fields hold plain values (money in yuan, percents as fractions); the same name with
`_text` holds them as said, as in `r.target_text`.

有“重复标题行”的表，整列都是 — 的列不印出，其余列按比例加宽。 / In a table whose head row
repeats, a column in which every cell is — is not printed; the others grow in proportion.
"""


def fields_md() -> str:
    """Give the whole page."""
    return "\n".join(
        (_HEAD, *_campaign(), *_conclusion(), *_lists(), *_rest(), *_formats())
    )


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""


def _title(name: Label, says: Label) -> str:
    return f"## {name.zh} · {name.en}\n\n{says.zh} / {says.en}\n"


def _named(fields: Iterable[Field]) -> Iterator[tuple[str, str, str]]:
    for field in fields:
        yield (
            f"`{field.name.zh}`",
            f"`{field.name.en}`",
            f"{field.says.zh} / {field.says.en}",
        )


_COLUMNS = ("中文", "English", "说明 / Meaning")


def _campaign() -> Iterator[str]:
    yield _title(CAMPAIGN, Label("活动本身与项目总表", "the campaign and its plan sheet"))
    own = {field.name.zh for field in CAMPAIGN_FIELDS}
    plan = (
        (f"`{name}`", f"`{column.key}`", f"{column.label.zh} / {column.label.en}")
        for name, column in plan_fields("zh").items()
        if name not in own
    )
    yield from _table(_COLUMNS, (*_named(CAMPAIGN_FIELDS), *plan))
    yield _title(METRIC, Label("整场活动的指标", "figures of the whole campaign"))
    metrics = (
        (f"`{name}`", f"`{key}`", f"{METRICS[key].label.zh} / {METRICS[key].label.en}")
        for name, key in metric_fields("zh").items()
    )
    yield from _table(_COLUMNS, metrics)


def _conclusion() -> Iterator[str]:
    yield _title(CONCLUSION, Label("算出来的句子", "computed sentences"))
    rows = (
        (zh, en, says + ("（清单） (list)" if field.name.en in LISTS else ""))
        for field, (zh, en, says) in zip(
            CONCLUSION_FIELDS, _named(CONCLUSION_FIELDS), strict=True
        )
    )
    yield from _table(_COLUMNS, rows)


def _lists() -> Iterator[str]:
    for rows in ROWS:
        yield _title(rows.name, rows.says)
        if rows.total is not None:
            yield f"合计 / total: `{rows.total.zh}` · `{rows.total.en}`\n"
        if rows.heads is not None:
            yield (
                f"表头 / heads: `{rows.heads.zh}.{rows.fields[0].zh}` · "
                f"`{rows.heads.en}.{rows.fields[0].en}`\n"
            )
        texts = [
            (f"`{f.zh}` `{f.zh}{TEXT.zh}`", f"`{f.en}` `{f.en}{TEXT.en}`")
            for f in rows.fields
        ]
        more = [
            (f"`{f.zh}{MARK.zh}`", f"`{f.en}{MARK.en}`")
            for f in rows.fields
            if f.en in rows.marks
        ]
        if rows.group:
            more.append((f"`{LEADS.zh}`", f"`{LEADS.en}`"))
        if rows.numbered:
            more.append((f"`{NUMBER.zh}`", f"`{NUMBER.en}`"))
        yield from _table(_COLUMNS[:2], (*texts, *more, (f"`{LEVEL.zh}`", f"`{LEVEL.en}`")))


def _rest() -> Iterator[str]:
    yield _title(
        FAULTS, Label("草稿才有：要改的数据错误", "drafts only: data errors to mend")
    )
    yield from _table(_COLUMNS, _named(FAULT_FIELDS))
    yield _title(
        CONTENTS,
        Label("各章标题；八页以内为空", "the chapters; empty up to eight pages"),
    )
    yield from _table(_COLUMNS, _named(CONTENTS_FIELDS))
    yield _title(
        CHARTS,
        Label("可编辑的图表；没有数据时为空", "editable charts; absent without data"),
    )
    yield (
        f"每张图还有 `{CHART_NOTE.zh}`，例如 `图表.差距瀑布.{CHART_NOTE.zh}`。 / "
        f"Each has a `{CHART_NOTE.en}` too: `charts.gap_waterfall.{CHART_NOTE.en}`.\n"
    )
    yield from _table(_COLUMNS, _named(Field(kept.name, kept.says) for kept in KEPT))


def _formats() -> Iterator[str]:
    yield "## 格式 · Formats\n"
    rows = (
        (
            f"`{form.name.zh}`",
            f"`{form.name.en}`",
            f"{form.says.zh} / {form.says.en}",
            f"`{form.example}`",
        )
        for form in FORMATS
    )
    yield from _table((*_COLUMNS, "例 / Example"), rows)
