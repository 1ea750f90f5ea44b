"""Charts over a table's columns follow it: sources, and the values a chart keeps inside."""

from collections.abc import Mapping

import pytest

from promo_xl.ooxml.cell import Value
from promo_xl.ooxml.chart_ranges import Pointing, grow_chart
from promo_xl.ooxml.ranges import Growth

GROWN = Growth("表", (7, 1, 8, 3), 9, 9)


def _read(title: str, row: int, column: int) -> Value:
    """Give 表's cells: a text, a number, a number; row 10 is blank, row 11 odd."""
    odd: Value = True
    values: dict[int, Value] = {1: f"第{row}行", 2: row * 1.5, 3: float(row)}
    blank = title != "表" or row == 10
    return None if blank else odd if row == 11 else values[column]


def _grow(xml: str, growth: Growth = GROWN, names: Mapping[str, str] | None = None) -> str:
    return grow_chart(xml.encode(), Pointing((growth,), names or {}, _read)).decode()


def _points(*values: object) -> str:
    count = f'<c:ptCount val="{len(values)}"/>'
    return count + "".join(
        f'<c:pt idx="{i}"><c:v>{v}</c:v></c:pt>' for i, v in enumerate(values) if v != ""
    )


def _numbers(source: str, *values: object) -> str:
    cache = f"<c:numCache><c:formatCode>0.0</c:formatCode>{_points(*values)}</c:numCache>"
    return f"<c:val><c:numRef><c:f>{source}</c:f>{cache}</c:numRef></c:val>"


def _texts(source: str, *values: object, tag: str = "cat") -> str:
    cache = f"<c:strCache>{_points(*values)}</c:strCache>"
    return f"<c:{tag}><c:strRef><c:f>{source}</c:f>{cache}</c:strRef></c:{tag}>"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            _numbers("表!$B$7:$B$8", 1, 2),
            _numbers("表!$B$7:$B$9", 1, 2, 13.5),
        ),
        (_numbers("'表'!B7:B8", 1, ""), _numbers("'表'!B7:B9", 1, "", 13.5)),
        (_texts("表!$A$6:$A$8", "头", "a", "b"), _texts("表!$A$6:$A$9", "头", "a", "b", "第9行")),
        (
            _numbers("(表!$B$7:$B$8,表!$C$7:$C$8)", 1, 2, 3, 4),
            _numbers("(表!$B$7:$B$9,表!$C$7:$C$9)", 1, 2, 13.5, 3, 4, 9),
        ),
        (
            _numbers("(表!$B$7:$B$8,别!$C$1:$C$2)", 1, 2, 3, ""),
            _numbers("(表!$B$7:$B$9,别!$C$1:$C$2)", 1, 2, 13.5, 3, ""),
        ),
    ],
)  # fmt: skip
def test_whole_columns_grow_with_their_points(old: str, new: str) -> None:
    assert _grow(old) == new


@pytest.mark.parametrize(
    "same",
    [
        _numbers("表!$B$7:$B$7", 1),
        _numbers("表!$B$8:$B$8", 1),
        _numbers("表!$B$7:$B$20", 1),
        _numbers("别的!$B$7:$B$8", 1, 2),
        _numbers("[1]表!$B$7:$B$8", 1, 2),
        _numbers("表!$B:$B", 1, 2),
        _numbers("名字", 1, 2),
        _texts("表!$A$6", "头", tag="tx"),
        "<c:val><c:numRef><c:extLst/></c:numRef></c:val>",
        '<cx:numDim type="val"><cx:f dir="row">表!$B$7:$C$8</cx:f></cx:numDim>',
    ],
)
def test_anything_else_stays_to_the_byte(same: str) -> None:
    assert _grow(same) == same


def test_points_that_were_counted_otherwise_are_left_to_excel() -> None:
    filtered = _numbers("表!$B$7:$B$8", 1)
    assert _grow(filtered) == "<c:val><c:numRef><c:f>表!$B$7:$B$9</c:f></c:numRef></c:val>"
    bare = "<c:val><c:numRef><c:f>表!$B$7:$B$8</c:f></c:numRef></c:val>"
    assert _grow(bare) == bare.replace("$8", "$9")


def test_only_numbers_are_points_of_a_row_of_numbers() -> None:
    growth = Growth("表", (7, 1, 8, 3), 11, 9)
    old = _numbers("表!$B$7:$B$8", 1, 2)
    assert _grow(old, growth) == _numbers("表!$B$7:$B$11", 1, 2, 13.5, "", "")
    texts_as_numbers = _numbers("表!$A$7:$A$8", "", "")
    assert _grow(texts_as_numbers) == _numbers("表!$A$7:$A$9", "", "", "")


def test_replaced_rows_replace_the_points_and_a_shorter_body_has_fewer() -> None:
    same, less = Growth("表", (7, 1, 8, 3), 8, 7), Growth("表", (7, 1, 8, 3), 7, 7)
    old = _numbers("表!$B$7:$B$8", 1, 2)
    assert _grow(old, same) == _numbers("表!$B$7:$B$8", 10.5, 12)
    assert _grow(old, less) == _numbers("表!$B$7:$B$7", 10.5)


def test_the_row_of_a_one_row_table_is_a_series_and_its_cell_a_column() -> None:
    one = Growth("表", (7, 1, 7, 3), 8, 8)
    row = _numbers("表!$B$7:$C$7", 1, 2)
    assert _grow(row, one) == row
    assert _grow(_numbers("表!$B$7", 1), one) == _numbers("表!$B$7:$B$8", 1, 12)
    title = _texts("表!$A$7", "甲", tag="tx")
    assert _grow(title, one) == title


def test_categories_in_levels_grow_level_by_level() -> None:
    def levels(source: str, inner: str, outer: str, count: int) -> str:
        return (
            f'<c:cat><c:multiLvlStrRef><c:f>{source}</c:f><c:multiLvlStrCache><c:ptCount val="{count}"/>'
            f"<c:lvl>{inner}</c:lvl><c:lvl>{outer}</c:lvl></c:multiLvlStrCache></c:multiLvlStrRef></c:cat>"
        )

    def point(index: int, value: object) -> str:
        return f'<c:pt idx="{index}"><c:v>{value}</c:v></c:pt>'

    old = levels("表!$A$7:$B$8", point(0, 1) + point(1, 2), point(0, "a"), 2)
    assert _grow(old) == levels(
        "表!$A$7:$B$9",
        point(0, 1) + point(1, 2) + point(2, 13.5),
        point(0, "a") + point(2, "第9行"),
        3,
    )
    three = old.replace("$A$7:$B$8", "$A$7:$C$8")
    assert _grow(three) == (
        "<c:cat><c:multiLvlStrRef><c:f>表!$A$7:$C$9</c:f></c:multiLvlStrRef></c:cat>"
    )


def test_the_newer_charts_grow_too_by_address_and_by_name() -> None:
    def data(source: str, *values: object) -> str:
        points = "".join(f'<cx:pt idx="{i}">{v}</cx:pt>' for i, v in enumerate(values))
        return (
            f'<cx:numDim type="val"><cx:f>{source}</cx:f><cx:lvl ptCount="{len(values)}" '
            f'formatCode="General">{points}</cx:lvl></cx:numDim>'
        )

    assert _grow(data("表!$B$7:$B$8", 1, 2)) == data("表!$B$7:$B$9", 1, 2, 13.5)
    named = {"_xlchart.v1.0": "表!$B$7:$B$8"}
    assert _grow(data("_xlchart.v1.0", 1, 2), names=named) == data(
        "_xlchart.v1.0", 1, 2, 13.5
    )
    texts = data("表!$A$7:$A$8", "a", "b").replace("numDim", "strDim")
    assert '<cx:pt idx="2">第9行</cx:pt>' in _grow(texts)
    bare = '<cx:strDim type="cat"><cx:f>表!$A$7:$A$8</cx:f></cx:strDim>'
    assert _grow(bare) == bare.replace("$8", "$9")
    two = data("表!$A$7:$B$8", 1, 2)
    assert "cx:lvl" not in _grow(two)


def test_labels_and_series_set_aside_follow() -> None:
    labels = (
        "<c15:datalabelsRange><c15:f>表!$A$7:$A$8</c15:f><c15:dlblRangeCache>"
        f"{_points('a', 'b')}</c15:dlblRangeCache></c15:datalabelsRange>"
    )
    grown = _grow(labels)
    assert "$A$9" in grown
    assert _points("a", "b", "第9行") in grown
    aside = (
        "<c:val><c:numRef><c:extLst><c:ext><c15:formulaRef><c15:sqref>表!$B$7:$B$8</c15:sqref>"
        f"</c15:formulaRef></c:ext></c:extLst><c:numCache>{_points(1, 2)}</c:numCache>"
        "</c:numRef></c:val>"
    )
    grown = _grow(aside)
    assert "<c15:sqref>表!$B$7:$B$9</c15:sqref>" in grown
    assert _points(1, 2, 13.5) in grown
    chosen = _numbers("表!$B$8", 2).replace(
        "</c:numCache>",
        "</c:numCache><c15:fullRef><c15:sqref>表!$B$7:$B$8</c15:sqref></c15:fullRef>",
    )
    assert _grow(chosen) == chosen, "people chose which rows it shows"
