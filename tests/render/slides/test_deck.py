"""The deck of the closed 618: what its readers see on each slide."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from pptx.oxml.ns import qn

from promo_xl.facts import Claim, Facts
from promo_xl.ooxml.xmltext import clean
from promo_xl.render.slides import render_deck
from promo_xl.schema.label import Label
from tests.render.sample_blocks import full_618
from tests.render.sample_facts import HOSTILE, closed_618, sample_stamp
from tests.render.slides.reading import (
    charts,
    colors,
    deck,
    named,
    notes,
    purposes,
    slides,
    tables,
    texts,
    titles,
    unexplained,
)


def without(*blocks: str) -> Facts:
    facts = closed_618()
    kept = {key: block for key, block in facts.blocks.items() if key not in blocks}
    return replace(facts, blocks=kept)


def test_eight_slides_tell_the_story_by_their_titles_and_an_appendix_follows() -> None:
    assert titles(deck(full_618())) == [
        "GMV 480.0万元，完成目标的96.0%，接近目标",
        "6项目标4项达成：库存清理率60.0%，未达目标",
        "GMV差20.0万元：达人多34.0万元，三渠道少54.0万元，未达目标",
        "6月18日单日GMV最高，全期完成96.0%",
        "总预算执行96.3%，总体可控；技术、人力两类超支",
        "投放ROI 4.90：私域14.00最高，信息流3.00最低",
        "库存清理率55.0%，2款库存低于预警线",
        "请批准3项决定，涉及金额8,000元",
        "口径与数据源：3项定义",
        "5个渠道中私域转化率最高，为25.0%",
        "13项任务2项延期，最长6天",
        "9项异常，3项紧急，均已关闭",
        "9项异常，3项紧急，均已关闭（续）",
        "主播甲场次01成交60.0万元居首，投放ROI 6.67",
    ]


def test_an_english_deck_says_the_same_in_english() -> None:
    english = deck(lang="en")
    assert titles(english)[0] == "GMV ¥4.80M: 96.0% of target, close"
    seen = [text for slide in slides(english) for text in texts(slide)]
    seen += [
        cell
        for slide in slides(english)
        for t in tables(slide)
        for row in t
        for cell in row
    ]
    campaign = sample_stamp().title
    assert not [
        t for t in seen if any("\u4e00" <= c <= "\u9fff" for c in t.replace(campaign, ""))
    ]


def test_tiles_say_value_target_and_verdict_with_a_mark() -> None:
    first = slides(deck())[0]
    assert named(first, "成交金额GMV").text_frame.text.split("\n") == [
        "成交金额GMV",
        "480.0万元",
        "目标 500.0万元",
        "●  接近  完成率96.0%",
    ]
    assert named(first, "退款率").text_frame.text.split("\n")[-1] == "▲  达标  余量1.5%"


def test_conclusions_and_decisions_stand_under_the_tiles() -> None:
    seen = named(slides(deck())[0], "结论").text_frame.text.split("\n")
    assert seen[0] == "成交金额GMV 480.0万元，目标500.0万元，差20.0万元。"
    assert seen[-1] == "请批准：信息流超支2.0万元，请补批。"


def test_of_several_decisions_the_first_is_shown_and_the_rest_are_in_the_notes() -> None:
    facts = closed_618()
    second = Claim(Label("技术超支0.8万元，请补批。", "Technology over: approval wanted."))
    first = slides(deck(replace(facts, claims={**facts.claims, "decision2": second})))[0]
    shown = named(first, "结论").text_frame.text
    assert shown.endswith("请补批。（另有1项，见“请批准的决定”）")
    assert "技术超支0.8万元" in notes(first)


def test_goals_are_bars_of_completion_with_limits_apart() -> None:
    slide = slides(deck())[1]
    (chart,) = charts(slide)
    plot, ticks = chart.plots
    assert list(plot.categories) == [
        "成交金额GMV ●",
        "新增注册用户数 ▲",
        "投放ROI ▲",
        "订单量 ▲",
        "库存清理率 ▼",
    ]
    assert [series.name for series in plot.series] == ["完成率"]
    assert list(plot.series[0].values) == [0.96, 1.2, 1.088, 1.025, 0.75]
    base, tick = ticks.series
    middles = [a + b / 2 for a, b in zip(base.values, tick.values, strict=True)]
    assert middles == pytest.approx([1.0] * 5, abs=1e-6)  # the line of 100 %
    points = named(slide, "要点").text_frame.text.split("\n")
    assert points[0] == "成交金额GMV ● 接近：480.0万元，目标500.0万元"
    (table,) = tables(slide)
    assert table == [
        ["上限类目标", "上限", "实际", "余量", "状态"],
        ["退款率", "≤8.0%", "6.5%", "余量1.5%", "▲ 达标"],
    ]


def test_of_many_goals_the_missed_ones_are_talked_about_worst_first() -> None:
    facts = closed_618()
    block = facts.blocks["goals"]
    many = replace(block, rows=(*block.rows[:5] * 2, block.rows[-1]))
    slide, _ = slides(deck(replace(facts, blocks={"goals": many})))
    assert len(list(charts(slide)[0].plots[0].categories)) == 10
    points = named(slide, "要点").text_frame.text.split("\n")
    assert [point.split(" ")[0] for point in points] == [
        "库存清理率",
        "库存清理率",
        "成交金额GMV",
        "成交金额GMV",
    ]
    assert "订单量 ▲ 达成：20,500，目标20,000" in notes(slide)


def test_a_goal_reached_tenfold_does_not_flatten_the_others_and_that_is_said() -> None:
    facts = closed_618()
    block = facts.blocks["goals"]
    row = list(block.rows[1])
    row[3] = replace(facts["goal.G1.completion"], value=10.0)
    many = replace(
        facts, blocks={"goals": replace(block, rows=(block.rows[0], tuple(row)))}
    )
    slide = slides(deck(many))[0]
    (chart,) = charts(slide)
    assert list(chart.plots[0].series[0].values) == [0.96, 10.0]
    assert chart.value_axis.maximum_scale < 2.5
    assert named(slide, "数据来源").text_frame.text.endswith("；条形画到220%为止")


def test_a_bar_never_rounds_up_to_the_target() -> None:
    facts = closed_618()
    block = facts.blocks["goals"]
    row = list(block.rows[0])
    row[3] = replace(facts["goal.G1.completion"], value=0.9996)
    almost = replace(facts, blocks={"goals": replace(block, rows=(tuple(row),))})
    (chart,) = charts(slides(deck(almost))[0])
    assert list(chart.plots[0].series[0].values) == [0.999]


def test_channels_show_spend_and_claims_as_columns_and_roi_as_dots() -> None:
    slide = slides(deck())[3]
    (chart,) = charts(slide)
    columns, dots = chart.plots
    assert [c.label for c in columns.categories] == [
        "达人",
        "直通车",
        "会场",
        "信息流",
        "私域",
    ]
    assert purposes(columns) == ["成交", "拉新", "复购"]
    assert [(s.name, list(s.values)) for s in columns.series] == [
        ("花费（万元）", [36.0, 24.0, 12.0, 20.0, 6.0]),
        ("归因成交（万元）", [180.0, 96.0, 60.0, 60.0, 84.0]),
    ]
    assert [s.name for s in dots.series] == ["投放ROI（圆点）"]
    assert list(dots.series[0].values) == [5.0, 4.0, 5.0, 3.0, 14.0]


def test_overspending_is_said_in_words_and_colour() -> None:
    money, channels = slides(deck())[2:4]
    points = named(channels, "要点").text_frame.text.split("\n")
    assert points[3] == "信息流：预算执行111.1%（▼超支），订单2,480，转化率3.4%"
    (over, *_) = named(money, "要点").text_frame.paragraphs[1:]
    assert over.text == "人力：实际11.2万元，预算10.0万元，执行率112.0%，▼超支1.2万元"
    assert list(colors(over)) == ["ACCENT_5 (9)"]
    planned, spent = charts(money)[0].plots[0].series
    assert [red.idx.val for red in spent._element.findall(qn("c:dPt"))] == [2, 3]
    assert planned._element.findall(qn("c:dPt")) == []


def test_attribution_is_said_on_the_channel_slide() -> None:
    assert "不可相加为大盘" in named(slides(deck())[3], "要点").text_frame.text


def test_every_slide_has_source_header_number_notes_and_alt_texts() -> None:
    for i, slide in enumerate(slides(deck(full_618())), 1):
        assert named(slide, "数据来源").text_frame.text.startswith("数据来源：")
        header = named(slide, "页眉").text_frame.text
        assert header.startswith("2026年618大促  |  2026-06-01")
        assert header.endswith("截至2026-06-28")
        assert named(slide, "页码").text_frame.text == str(i)
        assert "口径层级：渠道归因" in notes(slide)
        assert slide.shapes.title.text_frame.text in notes(slide)
        assert unexplained(slide) == []


def test_a_part_without_data_has_no_slide() -> None:
    assert len(slides(deck(without("channels")))) == 5
    only = without("result", "goals", "channels", "register")
    assert titles(deck(replace(only, claims={}))) == ["费用"]
    assert slides(deck(Facts(as_of=datetime(2026, 6, 28)))) == []  # noqa: DTZ001


def test_a_campaign_without_data_has_one_slide_that_says_so() -> None:
    headline = {"headline": Claim(Label("尚无成交数据，暂不下结论", "No sales data yet"))}
    facts = replace(Facts(as_of=datetime(2026, 6, 28)), claims=headline)  # noqa: DTZ001
    (only,) = slides(deck(facts))
    assert "尚无成交数据，暂不下结论" in texts(only)
    assert any("填好《目标》《日数据》" in text for text in texts(only))


def test_without_claims_titles_and_sources_fall_back_to_plain_words() -> None:
    plain = deck(replace(closed_618(), claims={}))
    assert titles(plain) == [
        "结果总览",
        "目标完成",
        "费用",
        "渠道投放",
        "口径与数据源：3项定义",
    ]
    source = named(slides(plain)[3], "数据来源").text_frame.text
    assert source == "数据来源：618.xlsx，截至2026-06-28"


def test_a_draft_says_so_on_every_slide_and_a_final_nowhere() -> None:
    draft = deck(stamp=sample_stamp(draft=True))
    assert all(named(slide, "草稿").text_frame.text == "草稿" for slide in slides(draft))
    assert all("校验：0 错误" in notes(slide) for slide in slides(draft))
    final = [text for slide in slides(deck()) for text in texts(slide)]
    assert "草稿" not in final
    english = deck(lang="en", stamp=sample_stamp(draft=True))
    assert "DRAFT" in texts(slides(english)[0])


def test_hostile_names_are_verbatim_everywhere() -> None:
    facts = closed_618()
    blocks = {
        key: replace(block, rows=tuple((HOSTILE, *row[1:]) for row in block.rows[:1]))
        for key, block in facts.blocks.items()
        if key in ("result", "goals", "channels", "money")
    }
    claims = {**facts.claims, "headline": Claim(Label("{x}", "{x}"), {"x": HOSTILE})}
    made = deck(
        replace(facts, blocks=blocks, claims=claims), stamp=sample_stamp(title=HOSTILE)
    )
    first, goals, money, channels, *_ = slides(made)
    assert first.shapes.title.text_frame.text == HOSTILE
    assert named(first, "页眉").text_frame.text.startswith(f"{HOSTILE}  |  ")
    assert named(first, HOSTILE).text_frame.text.startswith(HOSTILE)
    assert [list(c.plots[0].categories) for s in (goals, channels) for c in charts(s)] == [
        [f"{HOSTILE} ●"],
        [HOSTILE],
    ]
    assert HOSTILE in notes(money)
    assert made.core_properties.title == f"{HOSTILE} 推广复盘"


def test_control_characters_are_dropped() -> None:
    made = deck(stamp=sample_stamp(title="a\x00b\x1f\ud800c"))
    assert named(slides(made)[0], "页眉").text_frame.text.startswith("abc")
    assert clean("a\tb\x0b") == "a\tb"


def test_a_moment_with_a_time_is_said_with_it() -> None:
    noon = replace(sample_stamp(), as_of=datetime(2026, 6, 18, 12, 30))  # noqa: DTZ001
    assert named(slides(deck(stamp=noon))[0], "页眉").text_frame.text.endswith(
        "截至2026-06-18 12:30"
    )


def test_figures_without_data_leave_gaps_and_no_words() -> None:
    facts = closed_618()
    block = facts.blocks["channels"]
    empty = (*block.rows[0][:2], *(None for _ in block.rows[0][2:]))
    rows = (empty, block.rows[1])
    made = replace(
        facts, blocks={"channels": replace(block, rows=rows, total=None, note=None)}
    )
    slide = slides(deck(made))[0]
    assert [list(s.values) for p in charts(slide)[0].plots for s in p.series] == [
        [None, 24.0],
        [None, 96.0],
        [None, 4.0],
    ]
    points = named(slide, "要点").text_frame.text.split("\n")
    assert points[0].startswith("直通车：")


def test_a_plan_without_results_has_no_slide_of_goals_money_or_channels() -> None:
    facts = closed_618()
    blank = {
        "goals": (2, 3, 4),
        "money": (2, 3, 4),
        "channels": (3, 4, 5, 6, 7, 8, 9),
    }
    blocks = {
        key: replace(
            facts.blocks[key],
            rows=tuple(
                tuple(None if i in columns else slot for i, slot in enumerate(row))
                for row in facts.blocks[key].rows
            ),
            total=None,
        )
        for key, columns in blank.items()
    }
    planned = replace(facts, blocks={**blocks, "result": facts.blocks["result"]}, claims={})
    assert titles(deck(planned)) == ["结果总览"]


def test_a_goal_not_yet_judged_is_no_upper_limit() -> None:
    facts = closed_618()
    block = facts.blocks["goals"]
    later = ("返场GMV", block.rows[0][1], None, None, None, Label("未开始", "Not started"))
    made = replace(facts, blocks={"goals": replace(block, rows=(*block.rows, later))})
    slide = slides(deck(made))[0]
    (table,) = tables(slide)
    assert [row[0] for row in table[1:]] == ["退款率"]
    assert "其余1项目标见附录" in named(slide, "要点").text_frame.text


def test_properties_name_the_workbook_the_moment_and_the_template() -> None:
    made = render_deck(closed_618(), (), None, "zh", sample_stamp())
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        custom = package.read("docProps/custom.xml").decode()
        core = package.read("docProps/core.xml").decode()
    assert "618.xlsx" in custom
    assert "ab" * 32 in custom
    assert "cd" * 32 in custom
    assert "2026-06-28T23:59:59" in custom
    assert "2026-06-28T23:59:59Z" in core


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_renders_are_byte_identical(lang: str) -> None:
    renders = {render_deck(closed_618(), (), None, lang, sample_stamp()) for _ in range(2)}
    assert len(renders) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sample_titles_fit_one_line_of_34_characters(lang: str) -> None:
    for title in titles(deck(full_618(), lang=lang)):
        assert sum(1.0 if ord(c) > 0x2E80 else 0.5 for c in title) <= 34.0


def test_charts_carry_their_own_workbooks() -> None:
    drawn = [chart for slide in slides(deck(full_618())) for chart in charts(slide)]
    assert len(drawn) == 5
    assert all(chart.part.chart_workbook.xlsx_part is not None for chart in drawn)
