"""A chart is native, editable, and shows what it was given."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation
from pptx.chart.chart import Chart as ReadChart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml

from promo_xl.ooxml.chart import Chart, Series, chart_workbook, chart_xml, lift_markers
from tests.validator import errors_of

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
HOSTILE = "A&B <满300减50> =1+1 👍"

COMBO = Chart(
    ("达人", HOSTILE, "信息流"),
    (
        Series("花费", (36.0, 24.0, 20.0), labels=True),
        Series("归因成交", (180.0, None, 60.0), color="accent1"),
        Series("投放ROI", (5.0, 4.0, 3.0), second=True, markers_only=True, labels=True),
    ),
    axis_visible=False,
)
WATERFALL = Chart(
    ("目标", "达人", "实际"),
    (
        Series("底", (0.0, 480.0, 0.0), hidden=True),
        Series("合计", (500.0, None, 480.0), labels=True),
        Series("减少", (None, 20.0, None), labels=True, color="C8402B"),
    ),
    stacked=True,
)
BARS = Chart(
    ("GMV", "新客"),
    (Series("完成率", (0.96, 1.2), labels=True, points={0: "accent2", 1: "1FA187"}),),
    horizontal=True,
    legend=False,
)
DAYS = Chart(
    tuple(str(day) for day in range(1, 26)),
    (
        Series("实际", tuple(float(day) for day in range(20))),
        Series("日目标", tuple(float(day) for day in range(25)), line=True, dashed=True),
    ),
)
NOTHING = Chart((), ())
GROUPED = Chart(
    ("达人", "直通车", "信息流"),
    (Series("花费", (36.0, 24.0, 20.0)),),
    groups=("转化", "转化", "引流"),
)
EVENTS = Chart(
    ("6/1", "6/2", "6/3"),
    (
        Series("实际", (1.0, None, 3.0), line=True, markers=True, texts={2: "最高"}),
        Series("① 首日", (1.0, None, None), markers_only=True, labels=True, named=True),
    ),
)
SHADES = Chart(
    ("a", "b"),
    (
        Series("x", (1.0, 9.0), "accent1-light", labels=True, places={0: "outEnd"}),
        Series("y", (1.0, 1.0), "tx2", second=True),
    ),
    horizontal=True,
    second_stacked=True,
    second_gap=20,
)
ALL = {
    "combo": COMBO,
    "waterfall": WATERFALL,
    "bars": BARS,
    "days": DAYS,
    "nothing": NOTHING,
    "grouped": GROUPED,
    "events": EVENTS,
    "shades": SHADES,
}


def read(chart: Chart) -> Any:
    untyped: Any = ReadChart
    return untyped(parse_xml(chart_xml(chart)), None)


def root(chart: Chart) -> etree._Element:
    return etree.fromstring(chart_xml(chart))


def values(chart: Chart, tag: str, attribute: str = "val") -> list[str | None]:
    return [node.get(attribute) for node in root(chart).iter(f"{C}{tag}")]


def test_series_and_categories_come_in_the_order_given() -> None:
    plots = list(read(COMBO).plots)
    assert [[s.name for s in plot.series] for plot in plots] == [
        ["花费", "归因成交"],
        ["投放ROI"],
    ]
    assert list(plots[0].categories) == ["达人", HOSTILE, "信息流"]
    assert list(plots[1].series[0].values) == [5.0, 4.0, 3.0]


def test_an_unmeasured_value_is_a_gap_and_not_zero() -> None:
    assert list(read(COMBO).plots[0].series[1].values) == [180.0, None, 60.0]
    assert values(COMBO, "dispBlanksAs") == ["gap"]
    broken = Chart(("a", "b"), (Series("x", (float("nan"), float("inf"))),))
    assert list(read(broken).plots[0].series[0].values) == [None, None]


def test_the_second_axis_stays_so_that_libreoffice_draws_on_it() -> None:
    assert values(COMBO, "delete") == [
        "0",
        "0",
        "1",
        "0",
    ]  # cat, val, second cat, second val
    assert values(COMBO, "tickLblPos")[1::2] == ["none", "none"]


def test_a_second_axis_that_only_lifts_markers_shows_no_numbers() -> None:
    lifted = lift_markers(replace(COMBO, axis_visible=True))
    assert values(lifted, "tickLblPos")[1::2] == ["nextTo", "none"]


def test_markers_alone_have_no_connecting_line() -> None:
    series = next(root(COMBO).iter(f"{C}lineChart")).find(f"{C}ser")
    assert series is not None
    line = series.find(f"{C}spPr")
    assert line is not None
    assert b"noFill" in etree.tostring(line)


def test_a_hidden_base_is_invisible_and_not_in_the_legend() -> None:
    tree = root(WATERFALL)
    base = next(tree.iter(f"{C}ser"))
    assert b"noFill" in etree.tostring(base)
    entry = next(tree.iter(f"{C}legendEntry"))
    assert [child.get("val") for child in entry] == ["0", "1"]
    assert values(WATERFALL, "overlap") == ["100"]


def test_stacked_labels_stand_inside_because_powerpoint_refuses_them_outside() -> None:
    assert set(values(WATERFALL, "dLblPos")) == {"ctr"}
    assert set(values(BARS, "dLblPos")) == {"outEnd"}


def test_single_bars_take_their_own_colours_by_hex_or_theme() -> None:
    points = [etree.tostring(point) for point in root(BARS).iter(f"{C}dPt")]
    assert b'schemeClr val="accent2"' in points[0]
    assert b'srgbClr val="1FA187"' in points[1]


def test_the_first_category_of_horizontal_bars_is_on_top() -> None:
    assert values(BARS, "orientation")[0] == "maxMin"


def test_many_categories_are_named_now_and_then() -> None:
    assert values(DAYS, "tickLblSkip") == ["2"]  # 25 days: more than 16 would be turned
    assert values(BARS, "tickLblSkip") == []


def test_dashed_lines_are_dashed() -> None:
    assert b'prstDash val="dash"' in chart_xml(DAYS)


def test_a_chart_has_no_title_of_its_own() -> None:
    assert values(COMBO, "autoTitleDeleted") == ["1"]


def test_control_characters_are_dropped_and_the_rest_is_verbatim() -> None:
    chart = Chart(("a\x00b\x0b\ud800c",), (Series("x\x07<&>\"'", (1.0,)),))
    assert list(read(chart).plots[0].categories) == ["abc"]
    assert read(chart).plots[0].series[0].name == "x<&>\"'"


def test_the_relationship_is_the_callers() -> None:
    assert b'r:id="rId7"' in chart_xml(COMBO, "rId7")


def test_lifted_markers_stand_above_the_bars() -> None:
    lifted = lift_markers(COMBO)
    low, high = lifted.limits
    floor, ceiling = lifted.second_limits
    assert low == 0
    assert high is not None
    assert floor is not None
    assert ceiling is not None
    tallest_bar = 180.0 / high
    lowest_marker_base = -floor / (ceiling - floor)
    assert tallest_bar < lowest_marker_base < (5.0 - floor) / (ceiling - floor) < 1
    assert lift_markers(BARS) == BARS


def test_edit_data_shows_a_sheet_with_the_same_numbers_and_texts_as_texts() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(chart_workbook(COMBO))).active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0][1:] == ["花费", "归因成交", "投放ROI"]
    assert rows[2] == [HOSTILE, 24, None, 4]


def test_a_name_that_looks_like_a_formula_stays_text() -> None:
    chart = Chart(("=1+1",), (Series("=SUM(A1)", (1.0,)), Series("_x0041_", (2.0,))))
    book = chart_workbook(chart)
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"_x005F_x0041_" in sheet
    loaded = openpyxl.load_workbook(io.BytesIO(book)).active
    assert loaded is not None
    assert loaded["A2"].data_type == "s"


def test_equal_charts_give_equal_bytes() -> None:
    assert chart_workbook(COMBO) == chart_workbook(COMBO)
    assert chart_xml(COMBO) == chart_xml(COMBO)


def test_groups_stand_under_their_categories_and_before_them_in_the_sheet() -> None:
    (plot,) = read(GROUPED).plots
    assert [group.label for group in plot.categories.levels[1]] == ["转化", "引流"]
    sheet = openpyxl.load_workbook(io.BytesIO(chart_workbook(GROUPED))).active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0][2:] == ["花费"]
    assert rows[3] == ["引流", "信息流", 20]
    (values_at,) = [f.text for f in root(GROUPED).iter(f"{C}f") if "C$2" in str(f.text)]
    assert values_at == "Sheet1!$C$2:$C$4"


def test_a_marked_event_is_called_by_its_name_and_a_point_by_its_words() -> None:
    _, event = root(EVENTS).iter(f"{C}ser")
    assert [node.get("val") for node in event.iter(f"{C}showSerName")] == ["1"]
    assert [node.get("val") for node in event.iter(f"{C}showVal")] == ["0"]
    assert "最高" in chart_xml(EVENTS).decode()


def test_shades_of_theme_colours_follow_the_theme() -> None:
    assert b'schemeClr val="accent1"><a:lumMod val="40000"/>' in chart_xml(SHADES)


def test_a_label_may_stand_elsewhere_than_the_others() -> None:
    first = next(root(SHADES).iter(f"{C}dLbl"))
    assert [node.get("val") for node in first.iter(f"{C}dLblPos")] == ["outEnd"]


@pytest.mark.validator
def test_every_chart_is_valid_for_office(tmp_path: Path) -> None:
    deck = Presentation()
    for chart in ALL.values():
        _add(deck, chart)
    deck.save(str(tmp_path / "charts.pptx"))
    (tmp_path / "book.xlsx").write_bytes(chart_workbook(COMBO))
    assert errors_of([tmp_path / "charts.pptx", tmp_path / "book.xlsx"]) == []


def _add(deck: Any, chart: Chart) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    untyped: Any = CategoryChartData
    data = untyped()
    data.categories = ["a"]
    data.add_series("s", (1,))
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED
    part = slide.shapes.add_chart(kind, 0, 0, 5000000, 3000000, data).chart.part
    (rel_id,) = part.rels
    part._element = parse_xml(chart_xml(chart, rel_id))
    part.rels[rel_id].target_part._blob = chart_workbook(chart)
