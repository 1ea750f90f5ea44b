"""What people outside are not told, what the team is told in full, how settled it all is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path

import pytest

from promo_xl import pipeline
from promo_xl.errors import UsageError
from promo_xl.facts import Block, Facts, slot_text
from promo_xl.pipeline import Run
from promo_xl.render.audience import (
    EXTERNAL,
    MANAGEMENT,
    TEAM,
    about_money,
    audience_named,
    told_to,
)
from promo_xl.render.stage import FINAL, FIRST, FLASH, RUNNING, stage_named, stage_of
from promo_xl.render.stamp import Edition
from promo_xl.schema.label import Label
from tests.chain.conftest import sample_run
from tests.render.full_facts import full_618
from tests.validator import errors_of

LANGS = ("zh", "en")
NOW = datetime.fromisoformat("2026-06-28T23:59")
SECRETS = ("119.4", "1,194", "1.19M", "124.0", "1.24M", "98.0万", "980.0K", "4.02", "4.90",
           "3.77", "24.9%", "111.1%", "126.7%", "112.0%", "12.0万", "1.5万", "120.0K")  # fmt: skip
"""Of sample (a), by hand from its plan: input 119.4 万 of 124 万, spend 98 万, total ROI
480/119.4 = 4.02, ad ROI 480/98 = 4.90, net ROI 3.77, expense ratio 24.9 %, feed ads at 20/18,
technology at 3.8/3, people at 11.2/10, incident losses estimated at 12 万 and 1.5 万."""
MONEY_WORDS = ("预算执行", "投放ROI", "综合ROI", "净ROI", "费比", "佣金", "毛利", "钱花得怎样",
               "Ad ROI", "Total ROI", "Expense ratio", "Commission", "over plan")  # fmt: skip
_WORDS = re.compile(r"[\s，。；：、（）()/／→;,:]+")
_XML = re.compile(r"<[^>]*>")


@lru_cache(maxsize=2)
def sample(lang: str) -> Run:
    return sample_run({"zh": "a", "en": "d"}[lang])


def documents(lang: str, audience: Label) -> tuple[bytes, bytes]:
    run = replace(sample(lang), edition=Edition(audience))
    return (
        pipeline.report(run, lang, None, b"", force=True),
        pipeline.deck(run, lang, None, b"", force=True),
    )


def parts(data: bytes) -> Iterator[tuple[str, str]]:
    """Every part of a package and of the workbooks in it, as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            inner = package.read(name)
            if name.endswith(".xlsx"):
                yield from ((f"{name}/{part}", text) for part, text in parts(inner))
            elif name.endswith((".xml", ".rels")):
                yield name, inner.decode()


def said(data: bytes) -> str:
    """The words of a package: texts, notes, alternative texts, titles, chart caches."""
    found = []
    for name, text in parts(data):
        if "theme" not in name and "styles" not in name and "fontTable" not in name:
            found += re.findall(r'(?:descr|title|name)="([^"]*)"', text)
            found.append(_XML.sub("\n", text))
    return "\n".join(found)


@pytest.mark.parametrize("lang", LANGS)
def test_no_fee_stands_anywhere_in_the_documents_for_people_outside(
    lang: str, tmp_path: Path
) -> None:
    files = (tmp_path / "a.docx", tmp_path / "a.pptx")
    for file, data in zip(files, documents(lang, EXTERNAL), strict=True):
        file.write_bytes(data)
        text = said(data)
        assert [s for s in SECRETS if re.search(rf"(?<![\d.,]){re.escape(s)}", text)] == []
        assert [word for word in MONEY_WORDS if word in text] == []
    assert errors_of(files) == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_figures_stand_in_the_documents_of_management(lang: str) -> None:
    """The search above finds something where there is something to find."""
    text = "".join(map(said, documents(lang, MANAGEMENT)))
    found = [secret for secret in SECRETS if secret in text]
    assert {"4.02", "4.90", "24.9%", "111.1%"} <= set(found)


@pytest.mark.parametrize("lang", LANGS)
def test_no_figure_only_management_is_told_is_left_in_any_cell(lang: str) -> None:
    whole = sample(lang).facts
    kept = told_to(whole, EXTERNAL)
    shown = {text for block in kept.blocks.values() for text in texts(block, lang)}
    notes = [block.note for block in kept.blocks.values() if block.note]
    for claim in (*kept.claims.values(), *notes):
        shown |= set(_WORDS.split(claim.say(lang)))
    hidden = {text for block in whole.blocks.values() if not block.key.startswith("calc_")
              for text in texts(block, lang)} - shown  # fmt: skip
    figures = {
        t for t in hidden if re.fullmatch(r"[−+¥]?[\d,.]*\d[\d,.]*(万元|元|[KM]|%)", t)
    }
    assert len(figures) > 40
    for data in documents(lang, EXTERNAL):
        words = set(_WORDS.split(said(data)))
        assert figures & words == set()


def texts(block: Block, lang: str) -> set[str]:
    rows = [*block.rows, *([block.total] if block.total else [])]
    return {slot_text(slot, lang) for row in rows for slot in row}


def test_sales_people_and_goods_are_still_told_to_people_outside() -> None:
    report, deck = (said(data) for data in documents("zh", EXTERNAL))
    for text in (report, deck):
        for shown in (
            "480.0万元",
            "12,000",
            "96.0%",
            "库存清理率60.0%",
            "达人带货归因180.0万元最高",
        ):
            assert shown in text
    assert "21项目标9项达成" in deck  # 23 less ad ROI and expense ratio


def test_the_chapters_and_slides_close_up_without_money() -> None:
    report, _ = documents("zh", EXTERNAL)
    with zipfile.ZipFile(io.BytesIO(report)) as package:
        body = package.read("word/document.xml").decode()
    headings = re.findall(r'w:val="Heading1"/>.*?</w:p>', body)
    assert [re.sub(r"<[^>]*>|.*?/>", "", h) for h in headings][:4] == [
        "结论", "目标与去年", "差距在哪", "渠道",
    ]  # fmt: skip


def test_the_team_is_told_every_row() -> None:
    cut = "另有3行未列"
    management, team = (documents("zh", who) for who in (MANAGEMENT, TEAM))
    assert cut in said(management[0])
    assert cut not in said(team[0])
    pages = [sum("ppt/slides/slide" in name for name, _ in parts(d[1]) if name.endswith(".xml"))
             for d in (management, team)]  # fmt: skip
    assert pages[1] > pages[0] + 4


@pytest.mark.parametrize("lang", LANGS)
def test_the_properties_say_for_whom_and_how_settled(lang: str) -> None:
    wanted = {"zh": ("对外", "初版"), "en": ("external", "first edition")}[lang]
    for data in documents(lang, EXTERNAL):
        custom = dict(parts(data))["docProps/custom.xml"]
        assert all(f"<vt:lpwstr>{word}</vt:lpwstr>" in custom for word in wanted)


def test_words_of_both_languages_name_an_audience_and_a_stage() -> None:
    assert audience_named("对外") is audience_named(" External") is EXTERNAL
    assert audience_named("团队") is TEAM
    assert stage_named("快报") is stage_named("flash") is FLASH


def test_an_unknown_word_lists_those_there_are() -> None:
    with pytest.raises(UsageError, match="management, team, external"):
        audience_named("partner")
    with pytest.raises(UsageError) as fault:
        stage_named("定版")
    assert "进行中、快报、初版、终版" in fault.value.zh


@pytest.mark.parametrize(
    ("day", "mature", "stage"),
    [
        (date(2026, 6, 25), 0.0, RUNNING),  # the last day
        (date(2026, 6, 26), 0.0, FLASH),  # D+1
        (date(2026, 6, 27), 0.0, FLASH),
        (date(2026, 6, 28), 0.0, FIRST),  # D+3
        (date(2026, 7, 24), 0.9, FIRST),
        (date(2026, 7, 25), 0.9, FIRST),  # D+30, refunds of late orders still open
        (date(2026, 7, 25), 1.0, FINAL),
        (date(2026, 7, 25), None, FINAL),  # no refunds measured
    ],
)
def test_the_stage_goes_by_the_end_and_the_refunds_still_open(
    day: date, mature: float | None, stage: Label
) -> None:
    end = date(2026, 6, 25)
    assert stage_of(end, datetime.combine(day, time(18)), mature) is stage


def test_a_campaign_without_an_end_has_no_stage() -> None:
    assert stage_of(None, NOW, 1.0) is None


def test_cover_and_source_lines_say_the_stage() -> None:
    report, deck = (said(data) for data in documents("zh", MANAGEMENT))
    assert "推广结案报告 · 初版" in report.replace("\n", "")
    assert "数据来源：《复盘》，截至2026-06-28，初版" in report
    assert "数据来源：《复盘》，截至2026-06-28，初版" in deck


@pytest.mark.parametrize(
    "text", ["客单价", "GMV较目标低", "满300减50", "average order value"]
)
def test_trade_words_are_no_money_words(text: str) -> None:
    assert not about_money(text)


@pytest.mark.parametrize(
    "text", ["信息流超支2万", "达人坑位费", "Ad ROI", "over plan by a third", "CPC 1.9"]
)
def test_money_words_are_known(text: str) -> None:
    assert about_money(text)


def test_a_template_of_ones_own_gets_no_budget_either() -> None:
    """Whatever a template asks for, the facts it is filled from hold no money."""
    facts: Facts = told_to(full_618(), EXTERNAL)
    assert "campaign.cost" not in facts.figures
    assert "money" not in facts.blocks
    plan = told_to(sample("zh").facts, EXTERNAL).figures["campaign.total_budget"]
    assert plan.blank
    assert all("total_budget" not in source.table.columns for source in plan.sources)
