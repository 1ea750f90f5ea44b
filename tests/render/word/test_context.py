from dataclasses import replace
from datetime import datetime

import pytest

from promo_xl.derive import derive_facts
from promo_xl.errors import MissingToolError, TemplateError
from promo_xl.facts import Block, Claim, Facts
from promo_xl.read import read_book
from promo_xl.render.word import default_template, render_report
from promo_xl.render.word.charts import draw_all
from promo_xl.render.word.context import context
from promo_xl.render.word.known import known
from promo_xl.render.word.rows import Asked
from promo_xl.render.word.slots import level_of
from promo_xl.schema.label import Label
from promo_xl.workbook.text import TextWorkbook
from tests.render.sample_facts import closed_618, sample_stamp
from tests.render.word.reading import body_text, template

STAMP = sample_stamp()
PLAIN = (str, int, float, bool, type(None))


def planned() -> Facts:
    plan = {
        "project_name": "618", "scenario": "大促节点", "owner": "王经理", "total_budget": "124万",
        "period_start": "2026-06-01", "period_end": "2026-06-25",
    }  # fmt: skip
    book = read_book(TextWorkbook.of({"plan": [plan]}, lang="zh", name="a.xlsx"))
    return derive_facts(book, datetime(2026, 6, 28))  # noqa: DTZ001  (a workbook's day)


def only_plain(value: object) -> bool:
    if type(value) is dict:
        return all(type(k) is str and only_plain(v) for k, v in value.items())
    if type(value) is list:
        return all(map(only_plain, value))
    return type(value) in PLAIN


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_template_sees_plain_values_only(lang: str) -> None:
    facts = closed_618()
    assert only_plain(context(facts, (), STAMP, draw_all(facts, lang), Asked(lang)))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "facts", [closed_618(), Facts(as_of=STAMP.as_of)], ids=["full", "bare"]
)
def test_what_the_lint_knows_is_what_every_report_holds(lang: str, facts: Facts) -> None:
    held = context(facts, (), STAMP, draw_all(facts, lang), Asked(lang))
    names = known(lang)
    assert set(held) == set(names)
    for name, inside in names.items():
        if isinstance(inside, dict) and held[name] is not None:
            assert set(held[name]) == set(inside), name
        for row in held[name] if isinstance(inside, list) else ():
            assert isinstance(inside, list)
            assert set(row) == set(inside[0]), name


def test_fields_of_the_plan_can_be_written() -> None:
    data = template(
        "{{ 活动.活动周期 }} {{ 活动.负责人 }} {{ 活动.总预算|金额 }}",
        "{{ 活动.活动类型 }} {{ 活动.推广周期开始|日期('%m月%d日') }} {{ 活动.备注 }}",
    )
    assert body_text(render_report(planned(), (), data, "zh", STAMP)) == [
        "2026-06-01 至 2026-06-25 王经理 124.0万元",
        "大促节点 06月01日 —",
    ]


def test_choices_are_said_in_the_language_of_the_report() -> None:
    data = template("{{ campaign.scenario }} {{ campaign.period }}")
    made = render_report(planned(), (), data, "en", STAMP)
    assert body_text(made) == ["Big day 2026-06-01 to 2026-06-25"]


def test_the_label_of_the_cover_is_not_said_twice() -> None:
    line = Claim(Label("口径：渠道归因 · 支付", "Basis: channel claims, paid"))
    facts = replace(closed_618(), home={"basis_line": line})
    data = template("{{ 活动.数据口径 }}")
    assert body_text(render_report(facts, (), data, "zh", STAMP)) == ["渠道归因 · 支付"]


def test_period_and_owner_are_taken_from_the_home_page_where_nothing_else_says_them() -> (
    None
):
    facts = Facts(as_of=STAMP.as_of, home={"subtitle": "6月1日–6月25日 | 已结束 | 王经理"})
    data = template("{{ 活动.活动周期 }} {{ 活动.负责人 }}")
    assert body_text(render_report(facts, (), data, "zh", STAMP)) == [
        "6月1日–6月25日 王经理"
    ]


def test_charts_without_numbers_are_absent() -> None:
    words = tuple((Label("甲", "A"), *[None] * 9) for _ in range(2))
    blocks = {
        key: Block(key, Label("", ""), (), words)
        for key in ("goals", "channels", "money", "days")
    }
    facts = Facts(as_of=STAMP.as_of, blocks=blocks)
    assert set(draw_all(facts, "zh").values()) == {None}
    data = template("甲", "{{p 图表.渠道投入产出 }}", "乙")
    assert body_text(render_report(facts, (), data, "zh", STAMP)) == ["甲", "", "乙"]


def test_while_it_runs_a_goal_behind_pace_is_drawn_and_written_as_such() -> None:
    pace = {"进度正常": "good", "进度接近": "watch", "进度落后": "bad", "进度未达": "bad"}
    assert {word: level_of(Label(word, word)) for word in pace} == pace


def test_the_chart_of_costs_marks_what_is_over_budget() -> None:
    drawn = draw_all(closed_618(), "zh")["费用执行"]
    assert drawn is not None
    assert sorted(drawn.chart.series[1].points) == [2, 3]


def test_a_missing_shipped_template_is_told() -> None:
    with pytest.raises(MissingToolError, match="missing"):
        default_template("fr")


def test_a_template_of_the_other_language_is_told_what_the_names_are() -> None:
    with pytest.raises(TemplateError, match="“campaign” is no field"):
        render_report(closed_618(), (), template("{{ campaign.title }}"), "zh", STAMP)
