"""The schema told to programs and to the team."""

import json
import re

import pytest

from promo_xl.schema import METRICS, SETTINGS_SHEETS, WORKBOOK, all_choices
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
