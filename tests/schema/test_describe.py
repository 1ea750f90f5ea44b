"""The schema told to programs and to the team."""

import json
import re

import pytest

from promo_xl.schema import LIVE, METRICS, SETTINGS_SHEETS, WORKBOOK, all_choices, sheet
from promo_xl.schema.describe import schema_json, schema_md
from promo_xl.schema.explain import explain
from promo_xl.schema.expression import (
    AsOf,
    Col,
    Field,
    Least,
    Most,
    Num,
    Sum,
    SumIfs,
    Where,
)


def test_the_json_loses_nothing() -> None:
    data = json.loads(json.dumps(schema_json()))
    assert [one["key"] for one in data["sheets"]] == [one.key for one in WORKBOOK]
    assert sum(len(one["columns"]) for one in data["sheets"]) == 531
    assert [one["key"] for one in data["settings"]] == [one.key for one in SETTINGS_SHEETS]
    assert set(data["lists"]) == set(all_choices())
    assert len(data["metrics"]) == len(METRICS)


def test_the_json_of_a_column_says_all_there_is() -> None:
    channels = next(one for one in schema_json()["sheets"] if one["key"] == "channels")
    column = next(c for c in channels["columns"] if c["key"] == "roi_total")
    assert column["formula"] == "gmv / input_total"
    assert column["label"] == {"zh": "综合ROI", "en": "Total ROI"}
    assert (column["kind"], column["owner"]) == ("ratio", "formula")
    review = next(
        c for c in schema_json()["sheets"][0]["columns"] if c["key"] == "review_date"
    )
    assert review["default"] == {"formula": "plan.period_end + 3"}
    launch = next(
        c for c in schema_json()["sheets"][0]["columns"] if c["key"] == "launch_date"
    )
    assert "computed" in launch["default"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_dictionary_has_a_row_for_every_column(lang: str) -> None:
    text = schema_md(lang)
    rows = [line for line in text.splitlines() if re.match(r"\| [^-]", line)]
    sheets = (*WORKBOOK, *SETTINGS_SHEETS)
    columns = sum(len(one.columns) for one in sheets)
    heads = len(sheets) + 1
    assert len(rows) == columns + heads + len(METRICS)


def test_the_dictionary_speaks_its_language() -> None:
    zh, en = schema_md("zh"), schema_md("en")
    assert (
        "| 花费(元) | `cost` | 金额 | 必填 | 手填 | 广告花费；没花填 0；店铺大盘行不用。"
        in zh
    )
    assert "| Cost (CNY) | `cost` | amount | yes | people | Ad cost; 0 when nothing" in en
    assert "默认：支付" in zh
    assert "Default: Paid." in en
    prose = re.sub(r"`[^`]*`|Example: [^|]*|[^|]*万[^|]*", "", en)
    sentences = [line for line in prose.splitlines() if re.search(r"[\u4e00-\u9fff]", line)]
    assert len(sentences) < 30  # our own words are English; the trade's names stay


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_formulas_and_conditions_are_said_in_words_not_in_keys(lang: str) -> None:
    told = re.sub(r"`[^`]*`|(例：|Example: )[^|]*", "", schema_md(lang))
    keys = {c.key for one in (*WORKBOOK, *SETTINGS_SHEETS) for c in one.columns}
    assert {key for key in keys if "_" in key and re.search(rf"\b{key}\b", told)} == set()
    assert not re.search(r"AS_OF|==|!=|\['|\bin \[", told)


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        (
            "budget.appr_date",
            "当 审批状态 = 通过 时必填（团队、完整）",
            "Required when Approval = Approved (team, full)",
        ),
        (
            "plan.appr_market",
            "当 设置[审批级数] ≥ 1 且 基准日 ≥ 上线日前 10 天 时必填",
            "Required when Settings[Approval levels] ≥ 1 and as-of day ≥ 10 days before",
        ),
        (
            "channels.budget_typed",
            "当 付费属性 ≠ 免费 / 私域 且 预算里引用本行的行数 = 0 时必填",
            "≠ Free / Private and the rows of Budget that name this one = 0",
        ),
        (
            "log.measure",
            "或 (类型 = 异常 且 状态 = 已解决 / 已关闭)",
            "or (Kind = Incident and",
        ),
        (
            "channels.other_input",
            "预算[费用类别] <> 广告投放",
            "Budget[Category] <> Ads",
        ),
        ("phases.owner", "默认：项目总表[负责人]", "Default: Plan[Overall owner]"),
    ],
)
def test_a_column_says_when_it_is_needed_and_how_it_is_computed(
    key: str, zh: str, en: str
) -> None:
    at = WORKBOOK.index(sheet(key.partition(".")[0]))
    row = f"`{key.partition('.')[2]}` |"
    for lang, words in (("zh", zh), ("en", en)):
        part = schema_md(lang).split("\n## ")[at + 1]
        (line,) = [line for line in part.splitlines() if row in line]
        assert words in line


def test_a_sheet_that_no_new_workbook_has_says_so() -> None:
    parts = schema_md("zh").split("\n## ")[1:]
    told = {part.split("`")[1] for part in parts if "新工作簿里还没有这张表" in part}
    assert told == {one.key for one in WORKBOOK} - LIVE


def test_every_expression_reads_like_handwriting() -> None:
    assert explain((Col("a") - Col("b")) / Col("c")) == "(a - b) / c"
    assert explain(Col("a") - (Col("b") - Col("c"))) == "a - (b - c)"
    assert explain(Col("a") * Col("b") / Num(2)) == "a * b / 2"
    assert explain(Most((Num(0), Least((Num(1), AsOf()))))) == "MAX(0, MIN(1, AS_OF))"
    assert explain(Sum((Col("a"), Field("plan.b")))) == "SUM(a, plan.b)"
    assert explain(SumIfs("budget.planned")) == "SUM(budget.planned)"
    where = (Where("budget.category", "ads", "<>"), Where("budget.channel_id", Col("id")))
    assert (
        explain(SumIfs("budget.actual", where))
        == "SUMIFS(budget.actual, budget.category <> 'ads', budget.channel_id = id)"
    )
