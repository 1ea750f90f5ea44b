import io

import pytest
from docx import Document

from promo_xl.errors import TemplateError
from promo_xl.render.lint import template_faults
from promo_xl.render.word.template import compile_template
from tests.render.word.reading import saved, table_template, template


def faults(data: bytes, lang: str = "zh") -> list[str]:
    with pytest.raises(TemplateError) as caught:
        compile_template(data, lang)
    return caught.value.say(lang).splitlines()[1:]


def test_a_misspelt_field_is_told_with_its_place_and_the_nearest_name() -> None:
    data = table_template(
        ("渠道", "花费"),
        ("{%tr for c in 渠道 %}", ""),
        ("{{ c.渠道 }}", "{{ c.花销|万圆 }}"),
        ("{%tr endfor %}", ""),
    )
    place = "“渠道表现”一节，第1个表第3行第2列："
    assert faults(data) == [
        place + "{{ c.花销|万圆 }} 用了未知的格式“万圆”，是否想写“万元”？",
        place + "{{ c.花销|万圆 }} 里的“花销”不是可用字段，是否想写“花费”？",
    ]


def test_every_fault_is_told_at_once() -> None:
    data = template(
        "{{ 活动.活动名 }}",
        "｛｛ 活动.负责人 ｝｝",
        "{ { 活动.负责人 } }",
        "{{ 活动.负责人 }",
        "{{ 结论.要点 }}",
        "{%p for t in 结论.要点 %}",
        "{{ t }}",
    )
    told = faults(data)
    assert len(told) == 6
    for told_line, word in zip(
        told,
        ("活动名", "花括号", "花括号", "没有成对闭合", "清单", "没有对应的 endfor"),
        strict=True,
    ):
        assert word in told_line
        assert told_line.startswith("正文开头：")


def test_the_error_says_itself_in_english_too() -> None:
    data = template("{{ campaign.titel }}")
    assert faults(data, "en") == [
        "the beginning: {{ campaign.titel }}: “titel” is no field; did you mean “title”?"
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{% endif %}", "前面没有对应的 if"),
        ("{{ 活动.负责人 ) }}", "写法有误"),
        ("{%tc for c in 渠道 %}", "不支持"),
        ("{{r 活动.负责人 }}", "不支持"),
        ("{%tr for c in 渠道 %}", "要放在表格的一行里"),
        ("前面 {%p if 活动.草稿 %}", "独占一段"),
        ("{{ 图表.渠道投入产出 }}", "是图表"),
        ("{{p 活动.负责人 }}", "不是图表"),
        ("{% for c in 活动 %}{% endfor %}", "清单"),
        ("{{ 图表.渠道 }}", "是否想写“渠道投入产出”"),
        ("{{ 活动.负责人.姓名 }}", "不是可用字段"),
        ("{{ 渠道合计.花费|万元(1, 2) }}", "格式的写法"),
        ("{% if 活动.草稿 %}{% endfor %}", "前面没有对应的 for"),
        ("{{ 活动.负责人 }} {{", "没有成对闭合"),
    ],
)
def test_a_seeded_fault_is_found(text: str, word: str) -> None:
    assert any(word in told for told in faults(template(text)))


def test_blocks_must_end_where_they_began() -> None:
    data = template("{% if 活动.草稿 %}甲", "乙{% endif %}")
    assert "不在同一层" in faults(data)[0]


def test_a_row_block_must_end_in_its_own_table() -> None:
    doc = Document()
    for text in ("{%tr for c in 渠道 %}", "{%tr endfor %}"):
        doc.add_table(1, 1).rows[0].cells[0].text = text
    assert any("不在同一层" in told for told in faults(saved(doc)))


def test_charts_stand_in_the_body_and_headers_are_read_too() -> None:
    doc = Document()
    doc.sections[0].header.paragraphs[0].text = "{{p 图表.渠道投入产出 }}"
    doc.sections[0].footer.paragraphs[0].text = "{{ 活动.名 }}"
    told = faults(saved(doc))
    assert any(line.startswith("页眉") and "正文" in line for line in told)
    assert any(line.startswith("页脚") for line in told)


def test_a_field_in_alternative_text_is_read_too() -> None:
    doc = Document()
    doc.add_table(1, 1)._tbl.tblPr.append(
        doc.element.makeelement(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tblCaption",
            {
                "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val": "{{ 活动.x }}"
            },
        )
    )
    assert faults(saved(doc)) == ["替代文字：{{ 活动.x }} 里的“x”不是可用字段"]


def test_a_sound_template_has_no_fault() -> None:
    data = template(
        "{{ 活动.总预算|金额 }} {{ 指标.投放ROI|倍 }} {{ 渠道合计.花费|万元(0) }}"
    )
    assert template_faults(data, "zh") == []
    assert Document(io.BytesIO(data)).paragraphs


def test_faults_can_be_listed_without_an_error() -> None:
    found = template_faults(template("{{ 活动.x }}", "{{ 活动.y }}"), "zh")
    assert [fault.place.zh for fault in found] == ["正文开头", "正文开头"]
