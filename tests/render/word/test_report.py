import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from promo_xl.book import Ref
from promo_xl.facts import Block, Facts
from promo_xl.finding import Finding, Kind, Severity
from promo_xl.ooxml.package import open_package, read_parts
from promo_xl.ooxml.xmltext import escape
from promo_xl.render.word import default_template, render_report
from promo_xl.schema.label import Label
from tests.office import page_texts, to_pdf
from tests.render.sample_facts import HOSTILE, closed_618, sample_stamp
from tests.render.word.reading import body_text, cells, seen, tables
from tests.validator import errors_of

HERE = Path(__file__).parent
LANGS = ("zh", "en")
STAMP = sample_stamp()


def report(facts: Facts | None = None, lang: str = "zh", **stamp: object) -> bytes:
    return render_report(
        facts or closed_618(),
        (),
        None,
        lang,
        replace(STAMP, **stamp),  # type: ignore[arg-type]  # any field
    )


def without(*blocks: str) -> Facts:
    facts = closed_618()
    return replace(facts, blocks={k: b for k, b in facts.blocks.items() if k not in blocks})


@pytest.mark.parametrize("lang", LANGS)
def test_a_reader_sees_four_chapters_with_their_tables_and_charts(lang: str) -> None:
    wanted = (HERE / f"report_{lang}.txt").read_text(encoding="utf-8")
    assert seen(report(lang=lang)) == wanted


@pytest.mark.parametrize("lang", LANGS)
def test_two_renders_are_byte_identical_in_any_surroundings(lang: str) -> None:
    script = (
        "import hashlib;from tests.render.word.test_report import report;"
        f"print(hashlib.sha256(report(lang={lang!r})).hexdigest())"
    )
    odd = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        env=odd, capture_output=True, text=True, check=True, cwd=HERE.parents[2],
    )  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(report(lang=lang)).hexdigest()


def test_python_docx_opens_the_report_and_finds_its_title() -> None:
    doc = Document(io.BytesIO(report(title=HOSTILE)))
    assert doc.core_properties.title == f"{HOSTILE} 推广结案报告"
    assert len(doc.tables) == 10


def test_a_hostile_name_stands_verbatim_on_page_one_and_in_the_header() -> None:
    made = report(title=HOSTILE)
    assert HOSTILE in body_text(made)
    headers = [n for n in read_parts(made) if n.startswith("word/header")]
    said = [read_parts(made)[n].decode() for n in headers]
    assert any(escape(HOSTILE) in text for text in said)


def test_template_code_in_a_name_stays_text() -> None:
    name = "{{ 活动.负责人 }} {% if 1 %} ${7*7} <w:p/>"
    assert name in body_text(report(title=name))


def test_control_characters_and_lone_surrogates_are_dropped_and_breaks_are_kept() -> None:
    made = report(title="a\x00b\x1b\ud800c\r\nd\te")
    assert "abc\nd\te" in body_text(made)


def test_a_chapter_without_data_is_absent_and_numbers_close_up() -> None:
    made = report(without("channels", "goals"))
    said = seen(made)
    headings = [line for line in said.splitlines() if line.startswith("[Heading1]")]
    assert headings == ["[Heading1] 结论", "[Heading1] 钱花得怎样"]  # Word numbers them
    captions = [line[10:13] for line in said.splitlines() if line.startswith("[Caption]")]
    assert captions == ["表 1", "表 2", "表 3", "表 4", "图 1", "表 5"]
    assert not any("渠道投入产出" in name for name in tables(made))


def test_a_report_without_any_data_has_its_cover_and_says_nothing_else() -> None:
    facts = Facts(as_of=STAMP.as_of)
    said = body_text(report(facts))
    assert STAMP.title in said
    assert "目标" not in said
    assert "渠道" not in said


def test_limits_stand_apart_with_their_headroom_and_without_completion() -> None:
    made = report()
    found = cells(made, tables(made).index("不得超过的目标"))
    assert found[0] == ["指标", "目标", "实际", "与限额比", "状态"]
    assert found[1][0] == "退款率"
    goals = cells(made, tables(made).index("目标完成情况"))
    assert "退款率" not in [row[0] for row in goals]


def test_a_table_of_sixty_rows_repeats_its_head_and_may_break() -> None:
    facts = closed_618()
    block = facts.blocks["channels"]
    rows = tuple((Label(f"渠道{i}", f"C{i}"), *block.rows[0][1:]) for i in range(60))
    made = report(
        replace(facts, blocks={**facts.blocks, "channels": replace(block, rows=rows)})
    )
    at = tables(made).index("渠道投入产出（金额单位：万元）")
    assert [row[0] for row in cells(made, at)] == [
        "渠道",
        *(f"渠道{i}" for i in range(60)),
        "合计",
    ]
    body = read_parts(made)["word/document.xml"].decode()
    table = body.split("<w:tbl>")[at + 1].split("</w:tbl>")[0]
    assert table.count("<w:tblHeader/>") == 1
    assert table.count("<w:cantSplit/>") == 62
    assert "<w:keepNext/>" not in table


def test_a_blank_cell_is_a_dash_and_never_zero() -> None:
    facts = closed_618()
    block = facts.blocks["channels"]
    blank = replace(block, rows=((Label("达人", "KOL"), *[None] * 9),), total=None)
    made = report(replace(facts, blocks={**facts.blocks, "channels": blank}))
    at = tables(made).index("渠道投入产出（金额单位：万元）")
    assert cells(made, at)[1:] == [["达人", *["—"] * 9]]


def test_only_the_exceptional_cell_is_coloured_and_has_a_word_or_number() -> None:
    body = read_parts(report())["word/document.xml"].decode()
    red = [
        piece.split("</w:t>")[0] for piece in body.split('<w:color w:val="C8402B"/>')[1:]
    ]
    said = [piece.rpartition(">")[2] for piece in red]
    assert said == ["75.0%", "未达", "75.0%", "未达", "111.1%", "126.7%", "112.0%"]


def test_a_draft_says_so_on_every_page_and_lists_what_is_wrong() -> None:
    says, hint = Label("读不出数字", "not a number"), Label("改成数字", "type a number")
    fault = Finding(
        "A02", "daily.gmv", Kind.DATA, Severity.ERROR, says, hint, Ref("日数据", 7, 3, 7, 3)
    )
    harmless = replace(fault, kind=Kind.BUSINESS, says=Label("超预算", "over"))
    made = render_report(
        closed_618(), (fault,) * 23 + (harmless,), None, "zh", replace(STAMP, draft=True)
    )
    said = seen(made)
    assert said.count("草稿 · 数据错误未改") == 2  # first page and the others
    assert said.count("日数据!C7：读不出数字（改成数字）") == 5
    assert "另有18处" in said
    assert "超预算" not in said


def test_few_days_stay_below_the_definitions_and_many_begin_a_page() -> None:
    facts = closed_618()
    days = facts.blocks["days"]
    few = replace(facts, blocks={**facts.blocks, "days": replace(days, rows=days.rows[:3])})
    broken = b"<w:pageBreakBefore/>"
    assert read_parts(report())["word/document.xml"].count(broken) == 1
    assert read_parts(report(few))["word/document.xml"].count(broken) == 0


def test_a_final_report_carries_no_draft_mark() -> None:
    assert "草稿" not in seen(report())


def test_properties_name_workbook_moment_template_and_version() -> None:
    parts = read_parts(report())
    custom = parts["docProps/custom.xml"].decode()
    for value in ("618.xlsx", "ab" * 32, "cd" * 32, "0.1.0", "2026-06-28T23:59:59"):
        assert value in custom
    assert b"2026-06-28T23:59:59Z" in parts["docProps/core.xml"]


def test_the_shipped_template_is_stamped_where_none_was_given() -> None:
    custom = read_parts(report(template=""))["docProps/custom.xml"].decode()
    assert hashlib.sha256(default_template("zh")).hexdigest() in custom


def test_unchanged_members_are_copied_as_they_lie_in_the_template() -> None:
    old, new = open_package(default_template("zh")), open_package(report())
    styles = "word/styles.xml"
    assert bytes(new.members[styles].packed) == bytes(old.members[styles].packed)


def test_every_chart_has_alternative_text_and_an_embedded_workbook() -> None:
    parts = read_parts(report())
    charts = [n for n in parts if n.startswith("word/charts/promo_chart")]
    assert len(charts) == 3
    assert len([n for n in parts if n.startswith("word/embeddings/")]) == 3
    body = etree.fromstring(parts["word/document.xml"])
    drawn = list(body.iter("{*}docPr"))
    assert [d.get("id") for d in drawn] == ["1", "2", "3"]
    assert all(len(str(d.get("descr"))) > 20 for d in drawn)


@pytest.mark.validator
def test_the_open_xml_sdk_finds_no_error(tmp_path: Path) -> None:
    long = closed_618()
    many = replace(long.blocks["channels"], rows=long.blocks["channels"].rows * 12)
    made = {
        "zh": report(),
        "en": report(lang="en"),
        "hostile": report(title=HOSTILE + "\n\t\x00"),
        "draft": report(lang="en", draft=True),
        "bare": report(Facts(as_of=STAMP.as_of)),
        "long": report(replace(long, blocks={**long.blocks, "channels": many})),
    }
    for name, data in made.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    assert errors_of(sorted(tmp_path.glob("*.docx"))) == []


@pytest.mark.office
def test_reports_print_on_at_most_six_pages_and_none_is_nearly_empty(
    tmp_path: Path,
) -> None:
    files = [tmp_path / f"{lang}.docx" for lang in LANGS]
    for file, lang in zip(files, LANGS, strict=True):
        file.write_bytes(report(lang=lang))
    for pdf in to_pdf(files, tmp_path / "pdf"):
        pages = page_texts(pdf)
        assert 3 <= len(pages) <= 6
        assert all(len(page.split("\n")) > 15 for page in pages)
        days = [f"2026-06-{day:02d}" for day in range(1, 26)]
        assert [day for day in days if day not in "".join(pages)] == []


def test_a_block_with_fewer_columns_than_promised_shows_dashes() -> None:
    facts = closed_618()
    short = Block(
        "roi", Label("a", "a"), (Label("指标", "Metric"),), ((Label("投放ROI", "x"),),)
    )
    made = report(replace(facts, blocks={**facts.blocks, "roi": short}))
    assert cells(made, tables(made).index("投入产出与费比"))[1] == ["投放ROI", "—", "—"]
