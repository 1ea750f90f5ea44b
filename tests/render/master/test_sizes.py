"""Small, team and full: which sheets are in view, and what leads to them."""

from functools import cache
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from promo_xl.derive import derive_facts
from promo_xl.read import read_book
from promo_xl.render.master import render_master
from promo_xl.schema import LIVE, WORKBOOK
from promo_xl.workbook.text import TextWorkbook
from tests.render.master.campaign import AS_OF

SIZES = ("small", "team", "full")


@cache
def _new(size: str, lang: str = "zh", *, values: bool = False) -> Workbook:
    """Give a new book of which only the plan is filled."""
    plan: dict[str, object] = {"project_name": "双11", "scenario": "big_day", "size": size}
    plan |= {"period_start": "2026-11-01", "period_end": "2026-11-11"}
    book = read_book(TextWorkbook.of({"plan": [plan]}, lang))
    return openpyxl.load_workbook(
        BytesIO(render_master(book, derive_facts(book, AS_OF), lang=lang)),
        data_only=values,
    )


@pytest.mark.parametrize("size", SIZES)
def test_a_size_shows_its_sheets_and_the_two_front_pages(size: str) -> None:
    wanted = {s.label.zh for s in WORKBOOK if s.key in LIVE and size in s.shown_in}
    shown = {tab.title for tab in _new(size) if tab.sheet_state == "visible"}
    assert shown == wanted | {"首页", "使用说明"}


def test_small_shows_six_sheets_to_type_in() -> None:
    shown = [tab.title for tab in _new("small") if tab.sheet_state == "visible"]
    assert shown == [
        "首页", "使用说明", "项目总表", "活动节奏", "目标", "渠道计划", "任务与甘特", "日数据",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_home_links_to_every_sheet_in_view_and_to_no_other(size: str, lang: str) -> None:
    book = _new(size, lang, values=True)
    home = book.worksheets[0]
    links = {
        cell.value
        for row in home.iter_rows(min_row=6, max_row=7)
        for cell in row
        if cell.value
    }
    shown = {tab.title for tab in book.worksheets[1:] if tab.sheet_state == "visible"}
    assert links == shown


@pytest.mark.parametrize("size", SIZES)
def test_home_names_the_hidden_sheets_and_says_how_to_see_them(size: str) -> None:
    book = _new(size)
    said = " ".join(
        str(cell.value)
        for row in book["首页"].iter_rows(min_row=41)
        for cell in row
        if cell.value
    )
    assert "取消隐藏" in said
    assert "promo-xl" not in said
    for tab in book.worksheets:
        if tab.sheet_state == "hidden" and tab.title != "计算":
            assert tab.title in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_guide_lists_what_each_size_shows(lang: str) -> None:
    book = _new("team", lang)
    said = [
        str(cell.value)
        for row in book.worksheets[1].iter_rows()
        for cell in row
        if cell.value
    ]
    joint = {"zh": "、", "en": ", "}[lang]
    for size in SIZES:
        smaller = SIZES[: SIZES.index(size)]
        own = [
            s.label.say(lang)
            for s in WORKBOOK
            if s.key in LIVE and size in s.shown_in and not set(smaller) & set(s.shown_in)
        ]
        assert joint.join(own) in said
    assert any("promo-xl sheets" in text and "--show" in text for text in said)


def test_the_guide_names_only_sheets_in_view_under_who_fills_what() -> None:
    said = [str(row[0].value) for row in _new("small")["使用说明"].iter_rows(min_col=2)]
    assert "运营经理" in said
    assert "财务" not in said


def test_tabs_are_coloured_by_what_people_do_there() -> None:
    colours = {
        tab.title: colour.rgb
        for tab in _new("full").worksheets[:-1]
        if (colour := tab.sheet_properties.tabColor)
    }
    groups = (
        ("首页", "使用说明", "汇总看板"),
        ("项目总表", "目标", "风险预案"),
        ("日数据", "执行监控", "执行日志", "用户反馈"),
        ("校验结果", "设置", "计算"),
    )
    found = [{colours[title] for title in group} for group in groups]
    assert [len(one) for one in found] == [1, 1, 1, 1]
    assert len(set.union(*found)) == 4
