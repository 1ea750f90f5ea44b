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
    """English name of the column whose word decides the level."""
    total: Label | None = None


CAMPAIGN = Label("活动", "campaign")
METRIC = Label("指标", "metrics")
CONCLUSION = Label("结论", "conclusion")
CHARTS = Label("图表", "charts")
FAULTS = Label("数据错误", "faults")

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
    Field(Label("工作簿", "workbook"), Label("工作簿文件名", "the workbook's file name")),
    Field(Label("版本", "version"), Label("promo_xl 版本", "promo_xl's version")),
    Field(
        Label("其余错误数", "more_faults"),
        Label("没有列出的数据错误数", "data errors beyond those listed"),
    ),
)

CONCLUSION_FIELDS = (
    Field(Label("一句话", "headline"), Label("一句结论", "the one-sentence verdict")),
    Field(Label("要点", "points"), Label("结论要点清单", "list of conclusions")),
    Field(
        Label("决定", "decisions"), Label("请批准的决定清单", "list of decisions wanted")
    ),
    Field(
        Label("目标标题", "goals_title"),
        Label("目标一章的论断", "the claim of the goals chapter"),
    ),
    Field(
        Label("渠道标题", "channels_title"),
        Label("渠道一章的论断", "the claim of the channels chapter"),
    ),
    Field(
        Label("费用标题", "money_title"),
        Label("费用一章的论断", "the claim of the money chapter"),
    ),
    Field(
        Label("走势标题", "curve_title"),
        Label("每日走势的论断", "the claim about the daily curve"),
    ),
    Field(
        Label("归因说明", "claim_line"),
        Label("归因合计与大盘的关系", "how attributed and total sales relate"),
    ),
    Field(
        Label("目标来源", "source_goals"), Label("目标数据来源", "source line of the goals")
    ),
    Field(
        Label("渠道来源", "source_channels"),
        Label("渠道数据来源", "source line of the channels"),
    ),
    Field(
        Label("费用来源", "source_money"), Label("费用数据来源", "source line of the money")
    ),
)
LISTS = ("points", "decisions")

FAULT_FIELDS = (
    Field(Label("位置", "place"), Label("哪个单元格", "which cell")),
    Field(Label("问题", "problem"), Label("什么不对", "what is wrong")),
    Field(Label("改法", "advice"), Label("怎么改", "how to mend it")),
)

_GOAL = (
    Label("指标", "metric"),
    Label("目标", "target"),
    Label("实际", "actual"),
    Label("完成率", "completion"),
)
ROWS = (
    Rows(
        Label("结果", "result"),
        "result",
        Label("结果一览，最多六行", "the results, six rows at most"),
        (*_GOAL, Label("结论", "verdict")),
        "verdict",
    ),
    Rows(
        Label("目标", "goals"),
        "goals",
        Label("越高越好的目标", "goals to reach or exceed"),
        (*_GOAL, Label("差额", "gap"), Label("状态", "status")),
        "status",
    ),
    Rows(
        Label("限额目标", "limits"),
        "goals",
        Label("不得超过的目标，看余量", "goals to stay below, with headroom"),
        (*_GOAL, Label("余量", "headroom"), Label("状态", "status")),
        "status",
    ),
    Rows(
        Label("渠道", "channels"),
        "channels",
        Label("各渠道投入产出", "spend and return by channel"),
        (
            Label("渠道", "channel"),
            Label("目的", "purpose"),
            Label("预算", "budget"),
            Label("花费", "spend"),
            Label("执行率", "used"),
            Label("归因成交", "gmv"),
            Label("投放ROI", "roi_ads"),
            Label("综合ROI", "roi_total"),
            Label("订单", "orders"),
            Label("转化率", "cvr"),
        ),
        "used",
        Label("渠道合计", "channels_total"),
    ),
    Rows(
        Label("费用", "money"),
        "money",
        Label("各类费用的预算与实际", "budget and actual by cost type"),
        (
            Label("类别", "category"),
            Label("预算", "budget"),
            Label("实际", "actual"),
            Label("执行率", "used"),
            Label("差额", "gap"),
        ),
        "used",
        Label("费用合计", "money_total"),
    ),
    Rows(
        Label("投入产出", "returns"),
        "roi",
        Label("三个 ROI 与费比", "three ROIs and the expense ratio"),
        (Label("指标", "metric"), Label("数值", "value"), Label("算法", "formula")),
    ),
    Rows(
        Label("每日", "days"),
        "days",
        Label("日数据", "the days"),
        (
            Label("日期", "date"),
            Label("成交", "gmv"),
            Label("日目标", "target"),
            Label("花费", "spend"),
            Label("访客", "uv"),
            Label("订单", "orders"),
        ),
    ),
    Rows(
        Label("口径", "register"),
        "register",
        Label("口径与数据源", "definitions and sources"),
        (Label("项目", "item"), Label("说明", "text")),
    ),
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
