import io

import jinja2
import pytest
from docx import Document
from docxtpl import DocxTemplate

from promo_xl.errors import TemplateError
from promo_xl.ooxml.package import read_parts, zip_bytes
from promo_xl.render.word import default_template, render_report
from promo_xl.render.word.template import compile_template
from tests.render.sample_facts import HOSTILE, closed_618, sample_stamp
from tests.render.word.reading import (
    body_text,
    cells,
    edited,
    saved,
    table_template,
    template,
)

STAMP = sample_stamp(title=HOSTILE)


def rendered(data: bytes, lang: str = "zh") -> bytes:
    return render_report(closed_618(), (), data, lang, STAMP)


def lines(data: bytes, lang: str = "zh") -> list[str]:
    return body_text(rendered(data, lang))


def test_a_tag_cut_into_runs_by_word_is_one_tag() -> None:
    cut = ("活动：{", "{ 活动", ".活动", "名称 ", "}", "}！")
    assert lines(template(cut)) == [f"活动：{HOSTILE}！"]


def test_curly_quotes_in_a_tag_are_straightened() -> None:
    data = template("{{ 活动.基准日|日期(“%Y年%m月%d日”) }}")
    assert lines(data) == ["2026年06月28日"]


def test_english_templates_use_schema_keys() -> None:
    data = template("{{ campaign.title }} {{ campaign.as_of|date('%m/%d') }}")
    assert lines(data, "en") == [f"{HOSTILE} 06/28"]


def test_paragraph_loops_and_conditions_repeat_and_drop_paragraphs() -> None:
    data = template(
        "{%p for t in 结论.决定 %}",
        "第{{ loop.index }}条 {{ t }}",
        "{%p endfor %}",
        "{%p if 数据错误 %}",
        "不该出现",
        "{%p else %}",
        "干净",
        "{%p endif %}",
    )
    assert lines(data) == ["第1条 信息流超支2.0万元，请补批。", "干净"]


def test_row_loops_repeat_rows() -> None:
    data = table_template(
        ("渠道", "花费"),
        ("{%tr for c in 渠道 %}", ""),
        ("{{ c.渠道 }}", "{{ c.花费|万元 }}"),
        ("{%tr endfor %}", ""),
    )
    found = cells(rendered(data), 0)
    assert found[0] == ["渠道", "花费"]
    assert found[1:3] == [["达人", "36.0"], ["直通车", "24.0"]]
    assert len(found) == 6


def test_inline_conditions_choose_words() -> None:
    assert lines(template("{% if 活动.草稿 %}草稿{% else %}终稿{% endif %}")) == ["终稿"]


def test_a_list_that_leaves_a_cell_or_table_empty_leaves_a_sound_document() -> None:
    doc = Document()
    table = doc.add_table(1, 2)
    cell = table.rows[0].cells[0]
    cell.text = "{%p for f in 数据错误 %}"
    cell.add_paragraph("{{ f.问题 }}")
    cell.add_paragraph("{%p endfor %}")
    other = doc.add_table(3, 1)
    for row, text in zip(
        other.rows,
        ("{%tr for f in 数据错误 %}", "{{ f.问题 }}", "{%tr endfor %}"),
        strict=True,
    ):
        row.cells[0].text = text
    body = read_parts(rendered(saved(doc)))["word/document.xml"].decode()
    assert "<w:tcW" in body
    assert "</w:tcPr></w:tc>" not in body
    assert body.count("<w:tbl>") == 1


def test_captions_are_numbered_in_order_however_word_wrote_their_fields() -> None:
    data = default_template("zh")
    field = (
        '<w:fldSimple w:instr=" SEQ 表 \\* ARABIC "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    long = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> SEQ 表 \\* ARABIC </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    data = edited(data, "word/document.xml", field, long)
    captions = [t for t in lines(data) if t.startswith("表 ")]
    assert [c.split()[1] for c in captions] == [str(n + 1) for n in range(len(captions))]
    assert len(captions) == 7


def test_alternative_text_may_hold_fields() -> None:
    data = edited(
        default_template("zh"),
        "word/document.xml",
        'w:val="结果一览"',
        'w:val="{{ 活动.活动名称 }}"',
    )
    doc = Document(io.BytesIO(rendered(data)))
    named = [e.get(e.keys()[0]) for e in doc.element.body.iter("{*}tblCaption")]
    assert HOSTILE in named


def test_braces_that_are_no_tag_stay_text() -> None:
    assert lines(template("集合{a, b}与$$<%x%>", "50% {单}")) == [
        "集合{a, b}与$$<%x%>",
        "50% {单}",
    ]


def test_a_remark_for_authors_is_not_printed() -> None:
    assert lines(template("甲{# 这里写负责人 #}乙")) == ["甲乙"]


def test_the_same_bytes_are_compiled_once() -> None:
    data = template("{{ 活动.活动名称 }} 一次")
    assert compile_template(data, "zh") is compile_template(data, "zh")


def test_what_docxtpl_renders_we_render_alike() -> None:
    data = template(
        "{{ 活动.活动名称 }}与{{ 活动.工作簿 }}",
        ("{%p if 活动", ".版本 %}"),
        "在",
        "{%p endif %}",
    )
    stock = DocxTemplate(io.BytesIO(data))
    values = {"活动": {"活动名称": HOSTILE, "工作簿": "618.xlsx", "版本": "0.1.0"}}
    stock.render(values, jinja2.Environment(autoescape=True), autoescape=True)
    assert [p.text for p in stock.docx.paragraphs] == lines(data)


@pytest.mark.parametrize("junk", [b"", b"PK\x03\x04junk", b"<html/>"])
def test_what_is_no_word_file_is_refused(junk: bytes) -> None:
    with pytest.raises(TemplateError, match="not a Word document"):
        compile_template(junk, "zh")


def test_macros_and_outside_pictures_are_refused() -> None:
    data = template("x")
    macro = edited(
        data,
        "[Content_Types].xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    with pytest.raises(TemplateError, match="without macros"):
        compile_template(macro, "zh")
    outside = edited(
        data,
        "word/_rels/document.xml.rels",
        "</Relationships>",
        '<Relationship Id="rIdX" TargetMode="External" Target="http://evil/x.png" Type="http://'
        'schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>',
    )
    with pytest.raises(TemplateError, match=r"http://evil/x\.png"):
        compile_template(outside, "zh")


def test_entities_are_never_expanded() -> None:
    parts = read_parts(template("x"))
    text = parts["word/document.xml"].decode()
    head, rest = text.split("?>", 1)
    bomb = '?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    parts["word/document.xml"] = (head + bomb + rest).encode()
    with pytest.raises(TemplateError):
        compile_template(zip_bytes(parts), "zh")
