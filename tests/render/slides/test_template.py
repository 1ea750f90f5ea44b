"""Templates people edit: what is read from them, and what is said when something is missing."""

import importlib.util
import io
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Pt

from promo_xl.config import data_folder
from promo_xl.errors import TemplateError
from promo_xl.ooxml.package import read_parts, zip_bytes
from promo_xl.render.slides import render_deck
from promo_xl.render.slides import template as slides_template
from tests.render.sample_blocks import full_618
from tests.render.sample_facts import closed_618, sample_stamp
from tests.render.slides.reading import deck, named, opened, slides, titles

BUILDER = Path(__file__).parents[3] / "report_templates" / "build_deck.py"


def shipped(lang: str = "zh") -> bytes:
    return (data_folder("report_templates") / lang / "deck.pptx").read_bytes()


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_deck", BUILDER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def edited(change: Callable[[Any], None], lang: str = "zh") -> bytes:
    """Give the shipped template as PowerPoint would save it after *change*."""
    presentation = Presentation(io.BytesIO(shipped(lang)))
    change(presentation)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def layout(presentation: Any, name: str) -> Any:
    return next(one for one in presentation.slide_layouts if one.name == name)


def placeholder(presentation: Any, where: str, name: str) -> Any:
    return next(p for p in layout(presentation, where).placeholders if p.name == name)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_shipped_templates_are_what_their_script_builds(lang: str) -> None:
    assert read_parts(builder().build(lang)) == read_parts(shipped(lang))


def test_a_template_of_either_language_serves_a_deck_of_either() -> None:
    assert titles(deck(lang="zh", template=shipped("en"))) == titles(deck(lang="zh"))
    assert titles(deck(lang="en", template=shipped("zh"))) == titles(deck(lang="en"))


def test_places_and_type_sizes_edited_in_powerpoint_are_followed() -> None:
    def narrow(presentation: Any) -> None:
        points = placeholder(presentation, "图表与要点", "要点")
        points.height = Pt(130)
        chart = placeholder(presentation, "图表与要点", "图表")
        chart.left, chart.width = Pt(60), Pt(400)

    pages = slides(deck(template=edited(narrow)))
    assert len(pages) > 4
    frame = named(pages[1], "图表")
    assert (frame.left, frame.width) == (Pt(60), Pt(400))


def test_a_layout_that_is_missing_is_named_with_what_exists_and_the_nearest() -> None:
    def rename(presentation: Any) -> None:
        layout(presentation, "图表与要点").name = "图表和要点"

    with pytest.raises(TemplateError) as caught:
        deck(template=edited(rename))
    assert "“图表与要点”" in caught.value.zh
    assert "现有版式：封面、指标、图表和要点、全幅图表、表格、两栏" in caught.value.zh
    assert "是否把“图表和要点”改名" in caught.value.zh
    assert 'no layout "Chart and points"' in caught.value.en


def test_a_placeholder_that_is_missing_is_named_with_what_exists() -> None:
    def rename(presentation: Any) -> None:
        placeholder(presentation, "表格", "数据来源").name = "数据源"

    with pytest.raises(TemplateError) as caught:
        deck(template=edited(rename))
    assert "版式“表格”缺少占位符“数据来源”" in caught.value.zh
    assert "是否把“数据源”改名" in caught.value.zh
    assert 'has no placeholder "Source"' in caught.value.en


def test_a_misspelt_optional_placeholder_stops_the_run_and_says_what_was_meant() -> None:
    def rename(presentation: Any) -> None:
        placeholder(presentation, "指标", "结论").name = "结论文字"

    with pytest.raises(TemplateError) as caught:
        deck(template=edited(rename))
    assert "版式“指标”里有不认识的占位符“结论文字”" in caught.value.zh
    assert "是否想写“结论”" in caught.value.zh
    assert 'unknown placeholder "结论文字"; did you mean "Conclusion"' in caught.value.en


def test_placeholders_of_the_brand_are_left_alone() -> None:
    def brand(presentation: Any) -> None:
        placeholder(presentation, "封面", "部门与日期").name = "品牌口号"
        placeholder(presentation, "指标", "页眉").name = "品牌标志"

    assert titles(deck(template=edited(brand))) == titles(deck())


def test_numbers_powerpoint_puts_behind_names_do_no_harm() -> None:
    def number(presentation: Any) -> None:
        for shape in layout(presentation, "表格").placeholders:
            shape.name = f"{shape.name} 7"

    assert titles(deck(template=edited(number))) == titles(deck())


def test_header_number_and_summary_may_be_taken_away_but_a_draft_needs_its_mark() -> None:
    def strip(presentation: Any) -> None:
        for one in presentation.slide_layouts:
            for shape in list(one.placeholders):
                if shape.name in ("页眉", "页码", "草稿", "结论"):
                    shape._element.getparent().remove(shape._element)

    bare = edited(strip)
    assert len(slides(deck(full_618(), template=bare))) == 14
    with pytest.raises(TemplateError, match="Draft"):
        deck(template=bare, stamp=sample_stamp(draft=True))


def test_slides_that_stand_in_the_template_are_left_out() -> None:
    finished = render_deck(closed_618(), (), shipped(), "zh", sample_stamp())
    again = render_deck(closed_618(), (), finished, "zh", sample_stamp())
    assert set(read_parts(again)) == set(read_parts(finished))
    assert titles(opened(again)) == titles(opened(finished))
    assert render_deck(closed_618(), (), again, "zh", sample_stamp()) == again


def test_a_potx_becomes_a_presentation() -> None:
    parts = read_parts(shipped())
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(
        b".presentation.main+xml", b".template.main+xml"
    )
    assert titles(deck(template=zip_bytes(parts))) == titles(deck())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no zip", b"hello"])
def test_a_file_that_is_no_presentation_is_a_template_error(data: bytes) -> None:
    with pytest.raises(TemplateError, match="cannot be opened"):
        deck(template=data)


def test_a_presentation_with_a_broken_part_is_a_template_error() -> None:
    parts = read_parts(shipped())
    parts["ppt/presentation.xml"] = b"<broken"
    with pytest.raises(TemplateError, match="cannot be opened"):
        deck(template=zip_bytes(parts))
    with pytest.raises(TemplateError, match="cannot be opened"):
        deck(template=zip_bytes({"[Content_Types].xml": parts["[Content_Types].xml"]}))


def test_a_template_is_read_once() -> None:
    assert slides_template.read_template(shipped()) is slides_template.read_template(
        shipped()
    )
