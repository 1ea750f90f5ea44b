"""The kinds of chart: what each draws from plain numbers, and that Office opens them."""

from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from promo_xl.ooxml.chart import Chart, Series
from promo_xl.ooxml.chart_kinds import (
    Courses,
    Mark,
    Step,
    Targets,
    Words,
    bar_h,
    bullet,
    combo,
    lines,
    waterfall,
)
from tests.ooxml.test_chart import _add, read, root
from tests.validator import errors_of

WORDS = Words("底", "合计", "增加", "减少")


def steps(start: float, *changes: float) -> list[Step]:
    made = [Step("目标", start, total=True)]
    made += [Step(f"项{i}", change) for i, change in enumerate(changes)]
    return [*made, Step("实际", start + sum(changes), total=True)]


def column(chart: Chart, name: str) -> list[float | None]:
    return next(list(s.values) for s in chart.series if s.name == name)


def test_steps_stand_on_an_unseen_base() -> None:
    chart = waterfall(steps(100, 20, -30), WORDS)
    assert column(chart, "合计") == [100, None, None, 90]
    assert column(chart, "增加") == [None, 20, None, None]
    assert column(chart, "减少") == [None, None, 30, None]
    assert column(chart, "底") == [None, 100, 90, None]
    assert chart.series[0].hidden
    assert not chart.legend


def test_changes_are_labelled_with_their_sign_above_the_bar() -> None:
    chart = waterfall(steps(100, 20, -30), WORDS)
    more, less = (s for s in chart.series if s.name.endswith("±"))
    assert (more.number_format, less.number_format) == ('"+"#,##0.0', '"−"#,##0.0')
    assert more.values == (None, 20, None, None)
    assert less.values == (None, None, 30, None)
    assert {more.place, less.place} == {"inBase"}


def test_a_change_through_zero_is_drawn_on_both_sides() -> None:
    chart = waterfall(steps(10, -25, 30), WORDS)
    # 10 → −15 → 15: ten above and fifteen below, then fifteen below and fifteen above
    assert column(chart, "减少") == [None, 10, None, None]
    assert column(chart, "增加") == [None, None, 15, None]
    assert column(chart, "0") == [None, -15, -15, None]
    assert column(chart, "底") == [None, 0, 0, None]
    assert chart.limits == (None, None)


@pytest.mark.parametrize(
    ("made", "cut"),
    [
        (steps(500, 20, 14, -25, -12, -17), True),
        (steps(500, -400), False),  # changes are large: the axis begins at zero
        (steps(500), False),
    ],
)
def test_the_axis_is_cut_only_where_changes_were_slivers(
    made: list[Step], cut: bool
) -> None:
    low, high = waterfall(made, WORDS).limits
    assert (low or 0) > 0 if cut else low == 0
    levels = [500.0, made[-1].amount]
    assert all((low or 0) < level < (high or 0) for level in levels)
    assert waterfall(made, WORDS, cut=False).limits[0] == 0


def test_a_course_puts_actual_in_front_and_marks_events_out_of_the_legend() -> None:
    days = [str(i) for i in range(20)]
    actual = Series("实际", tuple(float(i) for i in range(15)))
    target = Series("日目标", (10.0,) * 20)
    none = Series("去年", (None,) * 20)
    chart = lines(days, Courses(actual, target, none), [Mark("① 首日", 0, 0.0)])
    assert [s.name for s in chart.series] == ["日目标", "实际", "① 首日"]
    assert [s.unlisted for s in chart.series] == [False, False, True]
    assert chart.series[0].dashed
    assert list(chart.series[2].values) == [0.0] + [None] * 19


def test_a_week_has_its_values_written_at_the_line() -> None:
    days = [str(i) for i in range(7)]
    (series,) = lines(days, Courses(Series("实际", (1.0,) * 7))).series
    assert series.labels
    assert series.markers


def test_a_bullet_has_a_tick_at_every_target() -> None:
    done = Series("完成率", (0.96, 1.2, 0.05), number_format="0.0%")
    chart = bullet(["GMV", "新客", "清理率"], done, Targets("目标", (1.0, 1.0, None)))
    base, tick = chart.series[1:]
    assert base.hidden
    assert [
        None if b is None else b + (t or 0) / 2
        for b, t in zip(base.values, tick.values, strict=True)
    ] == [pytest.approx(1.0), pytest.approx(1.0), None]
    assert chart.limits == chart.second_limits
    assert dict(chart.series[0].places) == {2: "outEnd"}  # too short to hold its label


def test_one_outlier_does_not_flatten_the_other_bars() -> None:
    done = Series("完成率", (9.0, 1.0))
    chart = bullet(["a", "b"], done, Targets("目标", (1.0, 1.0)), most=2.2)
    assert (chart.limits[1] or 0) < 2.5
    assert chart.series[0].values == (9.0, 1.0)


def test_side_by_side_bars_and_combos_drop_the_axis_for_labels_where_few() -> None:
    few = [str(i) for i in range(8)]
    many = [str(i) for i in range(14)]
    dots = Series("ROI", (2.0,) * 14)
    for names, seen in ((few, False), (many, True)):
        two = [Series("预算", (1.0,) * 14), Series("实际", (2.0,) * 14)]
        for chart in (bar_h(names, two), combo(names, two, dots)):
            assert chart.axis_visible is seen
            assert [s.labels for s in chart.series[:2]] == [not seen] * 2


def test_combo_groups_and_lifts_the_dots() -> None:
    columns = [Series("花费", (36.0, 24.0)), Series("成交", (180.0, 96.0))]
    chart = combo(["a", "b"], columns, Series("ROI", (5.0, 4.0)), ["转化", "引流"])
    assert chart.groups == ("转化", "引流")
    assert [s.second for s in chart.series] == [False, False, True]
    assert (chart.second_limits[0] or 0) < 0
    assert [p._element.tag.split("}")[1] for p in read(chart).plots] == [
        "barChart",
        "lineChart",
    ]


KINDS = {
    "waterfall": waterfall(steps(500, 20, 14, -25, -12, -17), WORDS),
    "crossing": waterfall(steps(10, -25, 30), WORDS),
    "course": lines(
        [str(i) for i in range(25)],
        Courses(Series("实际", (1.0,) * 20), Series("日目标", (2.0,) * 25)),
        [Mark("① 首日", 0, 1.0)],
    ),
    "day": lines(["6/1"], Courses(Series("实际", (1.0,)), Series("日目标", (2.0,)))),
    "bullet": bullet(["a"], Series("完成率", (0.96,)), Targets("目标", (1.0,))),
    "bars": bar_h(["a"], [Series("预算", (1.0,)), Series("实际", (2.0,))]),
    "combo": combo(
        ["a", "b"], [Series("x", (1.0, 2.0))], Series("r", (1.0, 2.0)), ["A", "B"]
    ),
}


@pytest.mark.validator
def test_every_kind_is_valid_for_office(tmp_path: Path) -> None:
    deck: Any = Presentation()
    for chart in KINDS.values():
        _add(deck, chart)
    deck.save(str(tmp_path / "kinds.pptx"))
    assert errors_of([tmp_path / "kinds.pptx"]) == []


@pytest.mark.parametrize("name", KINDS)
def test_no_kind_has_a_border_or_a_title(name: str) -> None:
    tree = root(KINDS[name])
    assert [n.get("val") for n in tree.iter("{*}autoTitleDeleted")] == ["1"]
    frame = tree.find("{*}spPr")
    assert frame is not None
    assert frame.find("{*}ln/{*}noFill") is not None
