import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
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
from tests.render.full_facts import full_618, last_year
from tests.render.hard_facts import (
    cases,
    many_channels,
    many_rows,
    one_channel,
    with_blocks,
)
from tests.render.hard_facts import without as leave
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
    return leave(closed_618(), *blocks)


@pytest.mark.parametrize("lang", LANGS)
def test_a_reader_sees_nine_chapters_with_their_tables_and_charts(lang: str) -> None:
    wanted = (HERE / f"report_{lang}.txt").read_text(encoding="utf-8")
    assert seen(report(full_618(), lang)) == wanted


def test_the_chapters_stand_in_the_order_of_a_close_out() -> None:
    said = seen(report(full_618())).splitlines()
    headings = [x.split("] ")[1] for x in said if x.startswith(("[Heading1]", "[PromoApp"))]
    assert headings == [
        "结论", "目标与去年", "差距在哪", "钱花得怎样", "渠道", "过程", "商品与用户", "异常",
        "经验与下次", "附录",
    ]  # fmt: skip


def test_the_computed_conclusions_are_headings_of_the_second_level() -> None:
    style = read_parts(report())["word/styles.xml"].decode()
    claim = style.split('w:styleId="PromoClaim"')[1].split("</w:style>")[0]
    assert '<w:outlineLvl w:val="1"/>' in claim
    said = seen(report(full_618()))
    for title in ("goals", "last_year", "gap", "levers", "money", "channels", "curve",
                  "phases", "products", "users", "incidents", "lessons", "schedule"):  # fmt: skip
        assert f"[PromoClaim] {full_618().claims[f'{title}_title'].say('zh')}" in said


@pytest.mark.parametrize("lang", LANGS)
def test_two_renders_are_byte_identical_in_any_surroundings(lang: str) -> None:
    script = (
        "import hashlib;from tests.render.word.test_report import report;"
        "from tests.render.full_facts import full_618;"
        f"print(hashlib.sha256(report(full_618(), {lang!r})).hexdigest())"
    )
    odd = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        env=odd, capture_output=True, text=True, check=True, cwd=HERE.parents[2],
    )  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(report(full_618(), lang)).hexdigest()


def test_python_docx_opens_the_report_and_finds_its_title() -> None:
    doc = Document(io.BytesIO(report(title=HOSTILE)))
    assert doc.core_properties.title == f"{HOSTILE} 推广结案报告"
    charts = 2
    assert len(doc.tables) == 9 + charts  # a chart stands in a cell with its caption


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
    assert captions == ["表 1", "表 2", "表 3", "表 4", "表 5"]
    assert not any("渠道" in name for name in tables(made))


@pytest.mark.parametrize(
    ("gone", "chapter"),
    [
        (("goals", "last_year"), "目标与去年"),
        (("drivers", "levers"), "差距在哪"),
        (("money", "roi"), "钱花得怎样"),
        (("channels",), "渠道"),
        (("curve", "phases"), "过程"),
        (("products", "users", "feedback"), "商品与用户"),
        (("incidents",), "异常"),
        (("lessons",), "经验与下次"),
    ],
)
def test_every_chapter_can_be_absent(gone: tuple[str, ...], chapter: str) -> None:
    said = seen(report(leave(full_618(), *gone))).splitlines()
    assert f"[Heading1] {chapter}" not in said
    assert sum(line.startswith("[Heading1]") for line in said) == 8


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
    chart = next(line for line in seen(made).splitlines() if line.startswith("chart 完成"))
    assert "库存清理率" in chart
    assert "退款率" not in chart


CHANNEL_TABLE = "各渠道表现，按目的分组（金额单位：万元）"


def test_a_table_of_sixty_rows_repeats_its_head_and_may_break() -> None:
    made = report(many_channels(60))
    at = tables(made).index(CHANNEL_TABLE)
    names = [row[1] for row in cells(made, at)]
    assert names[0] == "渠道"
    assert names[1:-1] == [
        str(row[0].zh)  # type: ignore[union-attr]  # a Label
        for row in many_channels(60).blocks["channels"].rows
    ]
    body = read_parts(made)["word/document.xml"].decode()
    table = body[body.index(CHANNEL_TABLE) :].split("</w:tbl>")[0]
    assert table.count("<w:tblHeader/>") == 1
    assert table.count("<w:cantSplit/>") == 62
    rows = table.split("</w:tr>")
    assert all("<w:keepNext/>" in row for row in rows[:2])  # no head alone at a page's foot
    assert "<w:keepNext/>" not in "".join(rows[2:])


def test_long_lists_of_the_appendix_say_how_many_rows_they_leave_out() -> None:
    made = report(many_rows())
    assert len(cells(made, tables(made).index("排期"))) == 51
    assert "另有10行未列，见工作簿。" in body_text(made)


def test_a_group_of_channels_names_its_purpose_once() -> None:
    made = report()
    found = cells(made, tables(made).index(CHANNEL_TABLE))
    assert [row[:2] for row in found[1:4]] == [
        ["成交", "达人"],
        ["", "直通车"],
        ["拉新", "信息流"],
    ]


def test_a_blank_cell_is_a_dash_and_never_zero() -> None:
    facts = closed_618()
    block = facts.blocks["channels"]
    nothing = (Label("达人", "KOL"), *[None] * 9)
    blank = replace(block, rows=(block.rows[0], nothing), total=None)
    made = report(with_blocks(facts, blank))
    at = tables(made).index(CHANNEL_TABLE)
    assert cells(made, at)[2] == ["—", "达人", *["—"] * 8]


def test_a_column_nobody_measured_is_not_printed() -> None:
    facts = closed_618()
    block = facts.blocks["channels"]
    rows = tuple((*row[:2], None, *row[3:]) for row in block.rows)
    made = report(with_blocks(facts, replace(block, rows=rows, total=None)))
    head = cells(made, tables(made).index(CHANNEL_TABLE))[0]
    assert head == [
        "目的",
        "渠道",
        "花费",
        "执行率",
        "归因成交",
        "投放ROI",
        "综合ROI",
        "订单",
        "转化率",
    ]


@pytest.mark.parametrize(("campaigns", "columns"), [(1, 4), (2, 5), (3, 6)])
def test_the_table_of_last_year_is_as_wide_as_campaigns_were_typed(
    campaigns: int, columns: int
) -> None:
    made = report(with_blocks(full_618(), last_year(campaigns)))
    found = cells(made, tables(made).index("与同期活动相比"))
    assert [len(row) for row in found] == [columns] * 8
    assert found[0][:3] == ["指标", "本次", "2025年618大促"]
    assert "" not in found[0]


def test_only_the_exceptional_cell_is_coloured_and_has_a_word_or_number() -> None:
    body = read_parts(report())["word/document.xml"].decode()
    red = [
        piece.split("</w:t>")[0] for piece in body.split('<w:color w:val="C8402B"/>')[1:]
    ]
    said = [piece.rpartition(">")[2] for piece in red]
    assert said == ["75.0%", "未达", "126.7%", "112.0%", "111.1%"]


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
    parts = read_parts(report(full_618()))
    charts = [n for n in parts if n.startswith("word/charts/promo_chart")]
    assert len(charts) == 4
    assert len([n for n in parts if n.startswith("word/embeddings/")]) == 4
    body = etree.fromstring(parts["word/document.xml"])
    drawn = list(body.iter("{*}docPr"))
    assert [d.get("id") for d in drawn] == ["1", "2", "3", "4"]
    assert all(len(str(d.get("descr"))) > 20 for d in drawn)


@pytest.mark.parametrize("lang", LANGS)
def test_every_exhibit_says_where_it_comes_from(lang: str) -> None:
    said = seen(report(full_618(), lang)).splitlines()
    exhibits = [x for x in said if x.startswith("[Caption]")]
    sources = [x for x in said if x.startswith("[PromoSource]")]
    definitions = 1  # the register is itself the source
    assert len(sources) == len(exhibits) - definitions


@pytest.mark.validator
def test_the_open_xml_sdk_finds_no_error(tmp_path: Path) -> None:
    made = {
        "zh": report(),
        "en": report(lang="en"),
        "title": report(title=HOSTILE + "\n\t\x00"),
        "draft": report(lang="en", draft=True),
        "bare": report(Facts(as_of=STAMP.as_of)),
        **{name: report(facts) for name, facts in cases()},
    }
    for name, data in made.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    assert errors_of(sorted(tmp_path.glob("*.docx"))) == []


@pytest.mark.office
def test_the_body_takes_at_most_six_pages_and_none_is_nearly_empty(
    tmp_path: Path,
) -> None:
    files = [tmp_path / f"{lang}.docx" for lang in LANGS]
    for file, lang in zip(files, LANGS, strict=True):
        file.write_bytes(report(full_618(), lang))
    appendix = {"zh": "附录", "en": "Appendix"}
    for lang, pdf in zip(LANGS, to_pdf(files, tmp_path / "pdf"), strict=True):
        pages = page_texts(pdf)
        first = next(i for i, page in enumerate(pages) if i and appendix[lang] in page)
        assert (
            first <= 6
        )  # pages are counted from 0: the appendix begins on the 7th at most
        assert len(pages) - first <= 6
        assert all(len(page.split("\n")) > 15 for page in pages[:-1])
        days = [f"2026-06-{day:02d}" for day in range(1, 26)]
        assert [day for day in days if day not in "".join(pages)] == []


@pytest.mark.office
def test_a_small_shop_has_four_pages_at_most(tmp_path: Path) -> None:
    file = tmp_path / "small.docx"
    file.write_bytes(report(one_channel()))
    assert len(page_texts(to_pdf([file], tmp_path / "pdf")[0])) <= 4


@pytest.mark.office
def test_rows_of_long_tables_are_never_lost_in_print(tmp_path: Path) -> None:
    file = tmp_path / "long.docx"
    file.write_bytes(report(many_rows()))
    text = "".join(page_texts(to_pdf([file], tmp_path / "pdf")[0]))
    first = date(2026, 6, 1)
    days = [(first + timedelta(days=i)).isoformat() for i in range(60)]
    assert [day for day in days if day not in text] == []
    tasks = [f"任务{i + 1}：" for i in range(50)]
    bare = text.replace(" ", "")  # the printer puts space between Chinese and digits
    assert [task for task in tasks if task not in bare] == []


def test_a_block_with_fewer_columns_than_promised_shows_dashes() -> None:
    facts = closed_618()
    short = Block(
        "roi", Label("a", "a"), (Label("指标", "Metric"),), ((Label("投放ROI", "x"),),)
    )
    made = report(replace(facts, blocks={**facts.blocks, "roi": short}))
    assert cells(made, tables(made).index("投入产出与费比"))[1] == ["投放ROI", "—", "—"]
