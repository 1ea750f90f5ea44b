"""Every name a report template may use, declared once: context, lint and FIELDS.md read it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from promo_xl.schema import METRICS, sheet
from promo_xl.schema.label import Label
from promo_xl.schema.sheet import Column

_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_SIGNS = re.compile(r"\W+")

TEXT = Label("文", "_text")
"""Suffix of the field that holds a value as it is said: 目标 5000000.0, 目标文 500.0万元."""
LEVEL = Label("级别", "level")
MARK = Label("级别", "_level")
"""Suffix of the level of one column's own word."""
NUMBER = Label("序号", "number")
"""The mark of a row on its chart: ①."""
LEADS = Label("组首", "leads")
"""Whether a row is the first of its group."""


@dataclass(frozen=True, slots=True)
class Field:
    """One name: Chinese in Chinese templates, the schema's key in English ones."""

    name: Label
    says: Label


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of rows made from one block of facts, its columns by position."""

    name: Label
    block: str
    says: Label
    fields: tuple[Label, ...]
    word: str = ""
    """English name of the column whose word decides the row's level."""
    total: Label | None = None
    marks: tuple[str, ...] = ()
    """English names of more columns whose own word has a level: 审批级别."""
    heads: Label | None = None
    """Object that holds the columns' heads as the facts word them."""
    numbered: bool = False
    """Whether rows carry the number they have on a chart."""
    group: str = ""
    """English name of the column rows are grouped by; a group's first row says so."""


CAMPAIGN = Label("活动", "campaign")
METRIC = Label("指标", "metrics")
CONCLUSION = Label("结论", "conclusion")
CHARTS = Label("图表", "charts")
FAULTS = Label("数据错误", "faults")
CONTENTS = Label("目录", "contents")
CHART_NOTE = Label("说明", "note")
"""What a reader must know to read a chart: `图表.差距瀑布.说明`."""

CAMPAIGN_FIELDS = (
    Field(Label("活动名称", "title"), Label("活动名称", "the campaign's name")),
    Field(
        Label("活动周期", "period"),
        Label("活动周期，起至止", "first to last day of the campaign"),
    ),
    Field(
        Label("负责人", "owner"), Label("负责人姓名", "the name of the person in charge")
    ),
    Field(
        Label("基准日", "as_of"), Label("报告所讲的日期", "the day the report speaks of")
    ),
    Field(
        Label("数据口径", "basis_line"),
        Label("取数层级与成交口径", "level and basis of sales"),
    ),
    Field(
        Label("数据截至", "through"), Label("数据截至哪天、缺谁", "data through, who lacks")
    ),
    Field(
        Label("草稿", "draft"), Label("有数据错误时为真", "true while data errors stand")
    ),
    Field(
        Label("版次", "stage"),
        Label(
            "进行中、快报、初版或终版", "in progress, flash report, first or final edition"
        ),
    ),
    Field(Label("读者", "audience"), Label("管理层、团队或对外", "who the report is for")),
    Field(Label("工作簿", "workbook"), Label("工作簿文件名", "the workbook's file name")),
    Field(Label("版本", "version"), Label("promo_xl 版本", "promo_xl's version")),
    Field(
        Label("进行中", "running"),
        Label("推广周期未结束时为真", "true while the campaign runs"),
    ),
    Field(
        Label("其余错误数", "more_faults"),
        Label("没有列出的数据错误数", "data errors beyond those listed"),
    ),
)


def _claims(text: str) -> tuple[Field, ...]:
    lines = (line.split("|") for line in text.strip().splitlines())
    return tuple(Field(Label(zh.strip(), key), Label(a, b)) for zh, key, a, b in lines)


CONCLUSION_FIELDS = _claims(
    """
    一句话|headline|一句结论|the one-sentence verdict
    要点|points|结论要点清单|list of conclusions
    决定|decisions|请批准的决定清单|list of decisions wanted
    目标标题|goals_title|目标完成的论断|claim: goals
    同期标题|last_year_title|与去年同期相比的论断|claim: against last year
    差距标题|gap_title|差距在哪的论断|claim: where the gap lies
    差距说明|gap_note|差距按什么拆、如何合计|what the gap is split by, how it sums
    因素标题|levers_title|流量、转化、客单价的论断|claim: visitors, conversion, order value
    费用标题|money_title|费用的论断|claim: money
    渠道标题|channels_title|渠道的论断|claim: channels
    归因说明|claim_line|归因合计与大盘的关系|how attributed and total sales relate
    走势标题|curve_title|每日走势的论断|claim: the daily curve
    阶段标题|phases_title|各阶段的论断|claim: phases
    商品标题|products_title|商品与库存的论断|claim: products and stock
    用户标题|users_title|用户与售后的论断|claim: users and service
    反馈标题|feedback_title|用户反馈的论断|claim: feedback
    监控标题|monitor_title|监控指标的论断|claim: monitored figures
    异常标题|incidents_title|异常的论断|claim: incidents
    复盘标题|lessons_title|经验的论断|claim: lessons
    排期标题|schedule_title|排期的论断|claim: schedule
    目标来源|source_goals|目标数据来源|source line: goals
    差距来源|source_gap|差距数据来源|source line: the gap
    费用来源|source_money|费用数据来源|source line: money
    渠道来源|source_channels|渠道数据来源|source line: channels
    走势来源|source_curve|走势数据来源|source line: the curve
    商品来源|source_products|商品与用户数据来源|source line: products and users
    日志来源|source_log|异常与调整的来源|source line: log
    复盘来源|source_review|复盘的来源|source line: lessons
    任务来源|source_tasks|排期的来源|source line: tasks
    """
)
NOTES = {"gap_note": "drivers"}
"""Claims that stand as a block's note: English name -> block."""
LISTS = ("points", "decisions")

CONTENTS_FIELDS = (
    Field(Label("标题", "title"), Label("一章的标题", "a chapter's heading")),
    Field(Label("书签", "anchor"), Label("这一章的书签", "the chapter's bookmark")),
)
FAULT_FIELDS = (
    Field(Label("位置", "place"), Label("哪个单元格", "which cell")),
    Field(Label("问题", "problem"), Label("什么不对", "what is wrong")),
    Field(Label("改法", "advice"), Label("怎么改", "how to mend it")),
)


def identifier(text: str) -> str:
    """Give a label as a field name: no brackets, hyphens, slashes or spaces."""
    return _SIGNS.sub("", text)


def plan_fields(lang: str) -> Mapping[str, Column]:
    """Map field names to the plan's columns: 总预算, 推广周期开始; in English the key."""
    columns = sheet("plan").cells
    if lang != "zh":
        return {column.key: column for column in columns}
    short = [identifier(_BRACKET.sub("", column.label.zh)) for column in columns]
    return {
        name if short.count(name) == 1 else identifier(column.label.zh): column
        for name, column in zip(short, columns, strict=True)
    }


def metric_fields(lang: str) -> Mapping[str, str]:
    """Map field names to metric keys: 投放ROI → roi_ads; in English the key."""
    if lang != "zh":
        return {key: key for key in METRICS}
    return {identifier(m.label.zh): key for key, m in METRICS.items()}
