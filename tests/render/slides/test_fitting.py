"""Texts and tables keep inside their places, however long they are."""

from dataclasses import replace
from typing import Any

import pytest

from promo_xl.facts import Claim, Facts
from promo_xl.render.slides.metrics import LINE, count_lines, shorten, width
from promo_xl.schema.label import Label
from tests.render.sample_blocks import full_618
from tests.render.sample_facts import HOSTILE, closed_618, sample_stamp
from tests.render.slides.reading import charts, deck, named, slides, tables

POINTS = ("要点", "Points", "左内容", "Left text", "右内容", "Right text")
LONG = f"达人渠道超长名称{HOSTILE}"


def crowded(count: int) -> Facts:
    """Give facts whose every table has *count* rows with long names."""
    facts = full_618()
    blocks = {}
    for key, block in facts.blocks.items():
        if key in ("drivers", "levers", "curve", "events"):
            blocks[key] = block
            continue
        rows = [block.rows[i % len(block.rows)] for i in range(count)]
        named_rows = tuple((f"{LONG}{i}", *row[1:]) for i, row in enumerate(rows))
        blocks[key] = replace(block, rows=named_rows)
    endless = Claim(Label("这是一个很长的标题" * 20, "a very long title " * 30))
    return replace(facts, blocks=blocks, claims={**facts.claims, "headline": endless})


def sizes(shape: Any, usual: float) -> list[tuple[str, float, bool, float]]:
    """List a shape's paragraphs with their type size, boldness and the room below."""
    found = []
    for paragraph in shape.text_frame.paragraphs:
        runs = paragraph.runs
        size = runs[0].font.size.pt if runs and runs[0].font.size else usual
        after = paragraph.space_after.pt if paragraph.space_after else 0.0
        found.append((paragraph.text, size, any(run.font.bold for run in runs), after))
    return found


def height(shape: Any, usual: float, side: float) -> float:
    """Measure a shape's text with *side* pt of margins beside it."""
    room = shape.width.pt - side
    return sum(
        count_lines(text, room / size, bold=bold) * size * LINE + after
        for text, size, bold, after in sizes(shape, usual)
    )


@pytest.mark.parametrize(
    ("text", "ems"), [("目标完成", 4.0), ("GMV", 2.278), ("目标GMV", 4.448)]
)
def test_cjk_is_one_em_and_latin_as_wide_as_arial(text: str, ems: float) -> None:
    assert width(text) == pytest.approx(ems * 1.04, abs=0.02)


def test_bold_latin_is_wider() -> None:
    assert width("completion", bold=True) > width("completion")


def test_lines_break_between_cjk_and_at_spaces_but_not_inside_numbers() -> None:
    assert count_lines("一二三四五", 5.3) == 1
    assert count_lines("一二三四五六", 5.3) == 2
    assert count_lines("aaaa bbbb", 3.0) == 2
    assert count_lines("一二三12345.6", 5.0) == 2
    assert count_lines("一\n二", 10.0) == 2


def test_the_gap_between_cjk_and_latin_counts_towards_the_line() -> None:
    mixed = "第0号A满3减5元"
    assert count_lines(mixed, width(mixed) + 0.01) == 1
    assert count_lines(mixed, width(mixed) - 0.01) == 2


def test_closing_punctuation_hangs_but_an_ellipsis_does_not() -> None:
    assert count_lines("一二三四五。", 5.3) == 1
    assert count_lines("一二三四五…", 5.3) == 2


def test_a_word_longer_than_the_line_is_cut_over_lines() -> None:
    assert count_lines("w" * 40, 10.0) == 4


def test_shortened_text_ends_with_an_ellipsis_and_fits() -> None:
    text = shorten("这是一个很长的标题" * 5, 12.0, 2)
    assert text.endswith("…")
    assert count_lines(text, 12.0) <= 2
    assert shorten("短", 12.0) == "短"


def test_shortening_leaves_no_half_of_a_joined_emoji() -> None:
    family = "👨\u200d👩\u200d👧"
    for room in (2.0, 3.0, 4.0, 5.0):
        assert "\u200d…" not in shorten(family * 3, room)


def test_a_long_title_keeps_to_two_lines_and_the_notes_have_it_whole() -> None:
    first = slides(deck(crowded(3)))[0]
    title = first.shapes.title
    assert title.text_frame.text.endswith("…")
    assert count_lines(title.text_frame.text, title.width.pt / 24, bold=True) == 2
    assert "这是一个很长的标题" * 20 in first.notes_slide.notes_text_frame.text


def test_a_long_campaign_name_gives_way_to_period_and_moment() -> None:
    header = named(slides(deck(stamp=sample_stamp(title=LONG * 9)))[0], "页眉")
    text = header.text_frame.text
    assert "…  |  2026-06-01" in text
    assert text.endswith("截至2026-06-28")


@pytest.mark.parametrize("count", [1, 2, 4, 6, 9])
def test_tiles_hold_their_texts_and_stay_apart(count: int) -> None:
    first = slides(deck(crowded(count)))[0]
    tiles = [
        s for s in first.shapes if s.name.startswith("达人") and not s.name.endswith("|")
    ]
    assert len(tiles) == min(count, 6)
    for tile in tiles:
        assert height(tile, 14.0, 27.5) <= tile.height.pt - 10.7
    below = named(first, "结论")
    assert max(tile.top + tile.height for tile in tiles) < below.top
    assert height(below, 14.0, 18.0) - 4 <= below.height.pt


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("count", [1, 7, 14, 60])
def test_no_points_overflow_their_place(count: int, lang: str) -> None:
    for page in slides(deck(crowded(count), lang)):
        for shape in page.placeholders:
            if shape.has_text_frame and shape.name in POINTS:
                assert height(shape, 16.0, 18.0) - 10 <= shape.height.pt


def test_fourteen_channels_share_one_chart_and_more_go_on() -> None:
    for count, pages in ((14, [14]), (20, [10, 10])):
        made = deck(replace(crowded(count), claims={}))
        found = [s for s in slides(made) if "渠道投放" in s.shapes.title.text_frame.text]
        assert [len(list(charts(s)[0].plots[0].categories)) for s in found] == pages
    assert [s.shapes.title.text_frame.text for s in found] == [
        "渠道投放",
        "渠道投放（续）",
    ]


def test_every_channel_is_in_the_notes_even_where_the_slide_is_full() -> None:
    made = deck(replace(crowded(14), claims={}))
    (page,) = [s for s in slides(made) if s.shapes.title.text_frame.text == "渠道投放"]
    spoken = page.notes_slide.notes_text_frame.text
    assert all(f"{LONG}{i}：" in spoken for i in range(14))
    assert "其余" in named(page, "要点").text_frame.text


def test_many_upper_limits_become_a_table_of_their_own() -> None:
    facts = closed_618()
    block = facts.blocks["goals"]
    limits = replace(block, rows=block.rows[-1:] * 3)
    only, *_ = slides(deck(replace(facts, blocks={"goals": limits})))
    (table,) = tables(only)
    assert table[0] == ["指标", "目标", "实际", "余量/差额", "状态"]
    assert table[1] == ["退款率", "≤8.0%", "6.5%", "余量1.5%", "▲ 达标"]


def test_of_many_goals_twelve_are_drawn_and_all_are_in_the_appendix() -> None:
    facts = replace(crowded(30), claims={})
    pages = slides(deck(replace(facts, blocks={"goals": facts.blocks["goals"]})))
    drawn, *listed = pages
    assert len(list(charts(drawn)[0].plots[0].categories)) == 12
    assert "其余13项目标见附录" in named(drawn, "要点").text_frame.text
    found = [table for page in listed for table in tables(page) if len(table[0]) == 6]
    assert len([row for table in found for row in table[1:]]) == 30


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_table_of_sixty_rows_goes_on_and_its_total_comes_last(lang: str) -> None:
    pages = [p for p in slides(deck(crowded(60), lang)) if tables(p) and is_detail(p)]
    rows = [row for page in pages for row in tables(page)[0][1:]]
    assert len(pages) > 1
    assert [row[0] for row in rows] == [f"{LONG}{i}" for i in range(60)]
    for page in pages:
        frame = next(shape for shape in page.shapes if shape.has_table)
        bottom = named(page, "数据来源" if lang == "zh" else "Source").top
        assert frame.top + sum(row.height for row in frame.table.rows) <= bottom
        assert frame.height == sum(row.height for row in frame.table.rows)
    counts = [len(tables(page)[0]) for page in pages]
    assert max(counts) - min(counts) <= 2  # none nearly empty


def is_detail(page: Any) -> bool:
    return len(tables(page)[0][0]) == 12


def test_numbers_in_a_table_are_never_broken_over_two_lines() -> None:
    for page in slides(deck(crowded(14))):
        for shape in page.shapes:
            if not shape.has_table or len(shape.table.columns) != 12:
                continue
            for row in list(shape.table.rows)[1:]:
                for cell, column in list(zip(row.cells, shape.table.columns, strict=True))[
                    1:
                ]:
                    size = cell.text_frame.paragraphs[0].runs[0].font.size.pt
                    assert width(cell.text, bold=True) * size <= column.width.pt - 11


def test_titles_of_a_crowded_deck_all_fit() -> None:
    for slide in slides(deck(crowded(23))):
        title = slide.shapes.title
        assert count_lines(title.text_frame.text, title.width.pt / 24, bold=True) <= 2
