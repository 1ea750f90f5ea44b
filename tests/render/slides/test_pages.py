"""Gap, course, goods, decisions, plan and rankings: what their slides show and say."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from promo_xl.facts import Facts
from promo_xl.schema.show import Shown
from tests.render.sample_blocks import full_618, incidents_all, schedule
from tests.render.sample_facts import COUNT, MONEY, sample_stamp
from tests.render.slides.reading import charts, deck, named, notes, slides, tables, texts


def only(*keys: str, claims: bool = True) -> Facts:
    facts = full_618()
    kept = {key: facts.blocks[key] for key in keys}
    return replace(facts, blocks=kept, claims=facts.claims if claims else {})


def page(facts: Facts, lang: str = "zh") -> Any:
    return slides(deck(facts, lang))[0]


def values(series: Any) -> list[float | None]:
    return [None if v is None else round(v, 4) for v in series.values]


def test_the_waterfall_sums_exactly_from_goal_to_actual() -> None:
    (chart,) = charts(page(only("drivers", "levers")))
    base, total, more, less, *_ = chart.plots[0].series
    ups, downs = values(more), values(less)
    assert values(total) == [500.0, None, None, None, None, None, 480.0]
    assert ups == [None, 20.0, 14.0, None, None, None, None]
    assert downs == [None, None, None, 25.0, 12.0, 17.0, None]
    changes = sum(v or 0 for v in ups) - sum(v or 0 for v in downs)
    assert 500.0 + changes == 480.0
    # each step begins where the one before ended: 500 → 520 → 534 → 509 → 497 → 480
    assert values(base) == [None, 500.0, 520.0, 509.0, 497.0, 480.0, None]


def test_a_cut_axis_is_stated_on_the_source_line() -> None:
    slide = page(only("drivers"))
    start = charts(slide)[0].value_axis.minimum_scale
    assert start is not None
    assert start > 0
    source = named(slide, "数据来源").text_frame.text
    assert source.endswith(f"；纵轴自{start:g}万元起")


def test_traffic_conversion_and_basket_stand_beside_the_waterfall() -> None:
    points = named(page(only("drivers", "levers")), "要点").text_frame.text.split("\n")
    assert points[0] == "转化率低于目标3.5%，是最大的差距项"
    # 客单价: 5,000,000 ÷ 480,000 ÷ 4.25 % = 245.10 元; 4,800,000 ÷ 500,000 ÷ 4.1 % = 234.15 元
    assert points[1] == "UV：480,000到500,000（+4.2%），对GMV影响+20.0万元"
    assert points[3] == "客单价：245.1元到234.15元（−4.5%），对GMV影响−22.4万元"


def test_without_drivers_the_levers_are_the_waterfall() -> None:
    slide = page(only("levers"))
    _, total, more, less, *_ = charts(slide)[0].plots[0].series
    assert values(total) == [500.0, None, None, None, 480.0]
    sums = sum(v or 0 for v in values(more)) - sum(v or 0 for v in values(less))
    assert sums == pytest.approx(-20.0, abs=1e-3)
    assert slide.shapes.title.text_frame.text == "转化率低于目标3.5%，是最大的差距项"


def test_the_course_has_actual_target_last_year_and_four_marked_events() -> None:
    slide = page(only("curve", "events"))
    (chart,) = charts(slide)
    lines = [series for plot in chart.plots for series in plot.series]
    assert [series.name for series in lines[:3]] == [
        "去年同T日（万元）",
        "日目标（万元）",
        "实际（万元）",
    ]
    assert values(lines[2])[25:] == [None, None, None]  # days still to come are a gap
    marked = [next(i for i, v in enumerate(series.values) if v) for series in lines[3:]]
    assert marked == [0, 15, 17, 20]  # 1, 16, 18 and 21 June
    said = named(slide, "结论").text_frame.text
    assert "②6-16 支付页面卡顿30分钟（28.0万元）" in said
    assert said.count("6-") == 4


def test_events_off_the_course_and_a_fifth_are_left_out() -> None:
    facts = only("curve", "events")
    events = facts.blocks["events"]
    late = (datetime(2026, 12, 1), "不在活动期", None)  # noqa: DTZ001
    many = replace(events, rows=(late, *events.rows, *events.rows))
    lines = charts(page(replace(facts, blocks={**facts.blocks, "events": many})))[0]
    assert len([series for plot in lines.plots for series in plot.series]) == 3 + 4


def test_one_day_is_columns_and_not_a_lonely_point() -> None:
    facts = only("curve")
    block = facts.blocks["curve"]
    one = replace(facts, blocks={"curve": replace(block, rows=block.rows[:1])})
    (chart,) = charts(page(one))
    assert [plot._element.tag.split("}")[1] for plot in chart.plots] == ["barChart"]


def test_a_course_without_sales_has_no_slide() -> None:
    facts = only("curve", claims=False)
    block = facts.blocks["curve"]
    rows = tuple((row[0], None, *row[2:]) for row in block.rows)
    assert slides(deck(replace(facts, blocks={"curve": replace(block, rows=rows)}))) == []


def test_money_shows_budget_and_actual_the_ratios_and_what_is_not_approved() -> None:
    slide = page(only("money", "roi"))
    (chart,) = charts(slide)
    planned, spent = chart.plots[0].series
    assert (planned.name, values(planned)) == (
        "预算（万元）",
        [100.0, 5.0, 3.0, 10.0, 6.0],
    )
    assert (spent.name, values(spent)) == ("实际（万元）", [98.0, 4.6, 3.8, 11.2, 1.8])
    tiles = [named(slide, name).text_frame.text for name in ("投放ROI", "费比")]
    assert tiles == ["投放ROI\n4.90", "费比\n24.9%"]
    points = named(slide, "要点").text_frame.text
    assert "技术：实际3.8万元，预算3.0万元，执行率126.7%，▼超支8,000元" in points
    assert "审批：部分已批 2/3" in points
    assert "成交金额GMV ÷ 广告花费" in notes(slide)
    assert "÷" not in "".join(texts(slide))


def test_goods_stand_beside_service_and_incidents() -> None:
    slide = page(only("products", "users", "incidents"))
    (table,) = tables(slide)
    assert table[1] == [
        "SK-01 轻薄羽绒服（男款）",
        "500",
        "200",
        "60.0%",
        "4.2",
        "300",
        "▼ 预警",
    ]
    assert table[-1][:4] == ["合计", "1,600", "720", "55.0%"]
    right = named(slide, "右内容").text_frame.text
    assert right.startswith("退款率")  # before growth: the slide is about service
    assert "退款率：6.5%（按退款日，已成熟82%）" in right
    assert (
        "06-16 支付页面卡顿30分钟：人工估算损失12万元，扩容并限流，处理30分钟，已关闭"
        in right
    )


def test_stock_that_does_not_fit_names_the_worst_and_the_rest_is_in_the_appendix() -> None:
    facts = only("products", "users")
    block = facts.blocks["products"]
    rows = tuple((f"SK-{i:02d}", *block.rows[i % 3][1:]) for i in range(40))
    many = {**facts.blocks, "products": replace(block, rows=rows)}
    first, *rest = slides(deck(replace(facts, blocks=many, claims={})))
    shown = tables(first)[0][1:]
    assert {row[-1] for row in shown} == {"▼ 预警"}
    more = f"另有{40 - len(shown)}款见附录"
    assert more in texts(first)
    assert (
        len([row for p in rest for t in tables(p) for row in t[1:]]) == 41
    )  # with the total


def test_decisions_are_cards_with_amount_owner_and_date_and_the_lessons_beside() -> None:
    slide = page(only("lessons"))
    assert slide.shapes.title.text_frame.text == "请批准3项决定，涉及金额8,000元"
    cards = [s.text_frame.text for s in slide.shapes if s.name[:-1] == "请批准的决定 "]
    assert cards[1] == "2  技术费8,000元未批，请确认。"
    assert cards[2].startswith("3  返场预算占比提到12%，负责人周主管，2026-09-30前完成。")
    lessons = named(slide, "右内容").text_frame.text.split("\n")
    assert lessons[1] == (
        "停止：压测纳入上线门禁，覆盖领券、下单、支付三个接口（赵工程师，7-31）"
    )


def test_what_a_decision_does_not_name_stands_below_it() -> None:
    facts = only("lessons")
    claim = replace(
        facts.claims["decision2"],
        slots={"x": Shown(8000.0, MONEY, wan=True), "owner": "赵工程师", "why": "合同已签"},
    )
    slide = page(replace(facts, claims={"decision1": claim}))
    card = named(slide, "请批准的决定 1").text_frame.text.split("\n")
    assert card == ["1  技术费8,000元未批，请确认。", "责任人 赵工程师    依据 合同已签"]


def bars(slide: Any) -> dict[str, Any]:
    group = next(shape for shape in slide.shapes if shape.shape_type == 6)
    return {shape.name: shape for shape in group.shapes}


def alt(shape: Any) -> str:
    return str(shape._element.nvSpPr.cNvPr.get("descr"))


def test_the_plan_is_native_shapes_with_late_tasks_in_colour_and_words() -> None:
    slide = page(only("schedule", claims=False))
    assert slide.shapes.title.text_frame.text == "13项任务与里程碑，2项延误"
    drawn = bars(slide)
    late = [
        shape
        for shape in drawn.values()
        if shape.has_text_frame and "延误" in shape.text_frame.text
    ]
    assert [shape.text_frame.text for shape in late] == ["延误2天", "延误6天"]
    found = [s for s in drawn.values() if s.name == "返场期：余货清仓"]
    assert alt(found[-1]) == "返场期：余货清仓，6-17至6-21，延误6天"
    assert drawn["基准日6-28"] is not None
    assert "附录" in texts(slide)


def test_bars_lie_where_their_days_are() -> None:
    shapes = bars(page(only("schedule", claims=False)))
    group = [s for s in shapes.values() if s.name.endswith(" |") and s.name[0].isdigit()]
    week = group[0].width
    first = group[0].left  # Monday 27 April
    task = shapes["爆发期：直播与全渠道投放"]
    assert (task.left - first) / week * 7 == pytest.approx(42, abs=0.05)
    assert task.width / week * 7 == pytest.approx(9, abs=0.05)  # 8 to 16 June


@pytest.mark.parametrize("count", [1, 13, 40])
def test_any_number_of_tasks_keeps_above_the_legend(count: int) -> None:
    facts = only("schedule", claims=False)
    pages = slides(deck(replace(facts, blocks={"schedule": schedule(count)})))
    assert len(pages) == -(-count // 20)
    for slide in pages:
        group = next(shape for shape in slide.shapes if shape.shape_type == 6)
        assert group.top + group.height <= named(slide, "结论").top
        inner = max(shape.top + shape.height for shape in group.shapes)
        assert inner <= group.top + group.height


def test_tasks_without_days_and_owners_are_listed_all_the_same() -> None:
    facts = only("schedule", claims=False)
    block = facts.blocks["schedule"]
    bare = ("只有名称的任务", None, None, None, None, None, None, None)
    made = replace(facts, blocks={"schedule": replace(block, rows=(bare, *block.rows))})
    assert "日期未填" in [
        s.text_frame.text for s in bars(page(made)).values() if s.has_text_frame
    ]


def test_slides_of_the_appendix_say_so_and_those_before_do_not() -> None:
    pages = slides(deck(full_618()))
    assert ["附录" in texts(slide) for slide in pages] == [False] * 8 + [True] * 6


def test_sixty_incidents_are_all_listed() -> None:
    facts = only("incidents_all")
    made = deck(replace(facts, blocks={"incidents_all": incidents_all(60)}), lang="en")
    rows = [row for slide in slides(made) for table in tables(slide) for row in table[1:]]
    assert len(rows) == 60
    assert len(slides(made)) <= 12


def test_amounts_below_ten_thousand_are_not_said_as_nothing() -> None:
    facts = only("levers")
    assert "0.0万元到" not in "".join(texts(page(facts)))


def test_alt_texts_say_what_charts_and_tables_show() -> None:
    facts = full_618()
    for slide in slides(deck(facts)):
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                said = shape._element.nvGraphicFramePr.cNvPr.get("descr")
                assert len(said) >= 8
    gap = slides(deck(facts))[2]
    (frame,) = [shape for shape in gap.shapes if shape.has_chart]
    said = frame._element.nvGraphicFramePr.cNvPr.get("descr")
    assert "信息流 −25.0" in said
    assert "私域 +14.0" in said


def test_notes_say_what_to_say_the_definitions_and_the_sources() -> None:
    facts = full_618()
    for slide in slides(deck(facts)):
        spoken = notes(slide).split("\n")
        heads = [line for line in spoken if line.startswith("【")]
        assert heads == ["【讲解】", "【口径】", "【来源】"]
    draft = notes(slides(deck(facts, stamp=sample_stamp(draft=True)))[0])
    assert "校验：0 错误" in draft


def test_whole_numbers_count_as_numbers() -> None:
    facts = only("schedule", claims=False)
    block = facts.blocks["schedule"]
    row = (*block.rows[0][:7], Shown(3, COUNT))
    made = replace(facts, blocks={"schedule": replace(block, rows=(row,))})
    assert any(
        s.has_text_frame and s.text_frame.text == "延误3天"
        for s in bars(page(made)).values()
    )
