"""Native, editable charts for any OOXML package: the chart part and its embedded workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from promo_xl.ooxml.chart_model import Chart, Plot, Series, plots
from promo_xl.ooxml.chart_series import (
    MUTED,
    column_letter,
    fill,
    named_every,
    series_xml,
    text_style,
)
from promo_xl.ooxml.package import zip_bytes
from promo_xl.ooxml.xmltext import escape, escape_cell

__all__ = ["Chart", "Series", "chart_workbook", "chart_xml", "lift_markers"]

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NS = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_RULE = "B8C0CE"
_GRID = "E3E7EF"


def chart_xml(chart: Chart, rel_id: str = "rId1") -> bytes:
    """Give the chart part; *rel_id* is its relationship to the embedded workbook."""
    drawn = plots(chart)
    body = "".join(_plot_xml(chart, plot) for plot in drawn) + _axes(chart, drawn)
    legend = _legend(chart, drawn) if chart.legend else ""
    xml = (
        f'{_HEAD}<c:chartSpace {_NS}><c:date1904 val="0"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{body}'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{text_style(chart, MUTED)}<c:externalData r:id="{escape(rel_id)}">'
        '<c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    return xml.encode()


def lift_markers(chart: Chart) -> Chart:
    """Set both axes so that the second one's markers stand above the first one's bars.

    Bars keep to the lower four sevenths; both axes still begin at zero in proportion.
    """
    tops = [
        max(
            (v for s in chart.series if s.second is second for v in _drawn(chart, s)),
            default=0,
        )
        for second in (False, True)
    ]
    if min(tops) <= 0:
        return chart
    high = tops[1] * 1.28
    return replace(chart, limits=(0.0, tops[0] * 1.75), second_limits=(-1.5 * high, high))


def chart_workbook(chart: Chart) -> bytes:
    """Give the workbook behind "edit data": categories in A, a series a column from B.

    Groups, where there are any, stand in A and move the others one column on.

    Text is always text: a name that begins with `=` never becomes a formula.
    """
    rows: list[list[str | float | None]] = [["", *(s.name for s in chart.series)]]
    for i, category in enumerate(chart.categories):
        rows.append([category, *(series.at(i) for series in chart.series)])
    for i, row in enumerate(rows if chart.groups else ()):
        row.insert(0, chart.groups[i - 1] if i else "")
    return zip_bytes({**_BOOK_PARTS, "xl/worksheets/sheet1.xml": _sheet(rows)})


def _drawn(chart: Chart, series: Series) -> Iterator[float]:
    values = (series.at(i) for i in range(len(chart.categories)))
    return (value for value in values if value is not None)


def _plot_xml(chart: Chart, plot: Plot) -> str:
    members = "".join(series_xml(chart, i, series, plot) for i, series in plot.members)
    first = 20 if plot.second else 10
    axes = f'<c:axId val="{first}"/><c:axId val="{first + 1}"/>'
    if plot.line:
        return (
            '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
            f'{members}<c:marker val="1"/>{axes}</c:lineChart>'
        )
    way = "bar" if chart.horizontal else "col"
    stacked = chart.is_stacked(plot)
    grouping, overlap = ("stacked", 100) if stacked else ("clustered", chart.overlap)
    gap = chart.gap if not plot.second or chart.second_gap is None else chart.second_gap
    return (
        f'<c:barChart><c:barDir val="{way}"/><c:grouping val="{grouping}"/>'
        f'<c:varyColors val="0"/>{members}<c:gapWidth val="{gap}"/>'
        f'<c:overlap val="{overlap}"/>{axes}</c:barChart>'
    )


def _axes(chart: Chart, drawn: Sequence[Plot]) -> str:
    sides = sorted({plot.second for plot in drawn}) or [False]
    return "".join(
        _category_axis(chart, second=second) + _value_axis(chart, second=second)
        for second in sides
    )


def _category_axis(chart: Chart, *, second: bool) -> str:
    own, other = (20, 21) if second else (10, 11)
    order = "maxMin" if chart.horizontal else "minMax"
    every = named_every(chart)
    skip = f'<c:tickLblSkip val="{every}"/>' if every > 1 else ""
    return (
        f'<c:catAx><c:axId val="{own}"/><c:scaling><c:orientation val="{order}"/>'
        f'</c:scaling><c:delete val="{int(second)}"/>'
        f'<c:axPos val="{"l" if chart.horizontal else "b"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr><a:ln w="9525">{fill(_RULE)}</a:ln></c:spPr>'
        f"{text_style(chart, MUTED, level=every == 1)}"
        f'<c:crossAx val="{other}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        f'<c:lblAlgn val="ctr"/><c:lblOffset val="100"/>{skip}'
        f'<c:noMultiLvlLbl val="{int(not chart.groups)}"/></c:catAx>'
    )


def _value_axis(chart: Chart, *, second: bool) -> str:
    """Give a value axis; one nobody is to see stays, without labels.

    So does a second axis with limits: they lift its markers, and its numbers would mislead.

    LibreOffice draws a line whose second axis is deleted on the first one.
    """
    own, other = (21, 20) if second else (11, 10)
    low, high = chart.second_limits if second else chart.limits
    bounds = "" if high is None else f'<c:max val="{high!r}"/>'
    bounds += "" if low is None else f'<c:min val="{low!r}"/>'
    shown = chart.second_format if second else chart.axis_format
    grid = chart.axis_visible and not second
    seen = chart.axis_visible and not (second and low is not None)
    lines = f'<c:majorGridlines><c:spPr><a:ln w="6350">{fill(_GRID)}</a:ln></c:spPr></c:majorGridlines>'
    opposite = second or chart.horizontal
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/>{bounds}'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{_side(chart, second=second)}"/>'
        f"{lines if grid else ''}"
        f'<c:numFmt formatCode="{escape(shown)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{"nextTo" if seen else "none"}"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:crossAx val="{other}"/><c:crosses val="{"max" if opposite else "autoZero"}"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _side(chart: Chart, *, second: bool) -> str:
    if chart.horizontal:
        return "t" if second else "b"
    return "r" if second else "l"


def _legend(chart: Chart, drawn: Sequence[Plot]) -> str:
    order = [series for plot in drawn for _, series in plot.members]
    left_out = "".join(
        f'<c:legendEntry><c:idx val="{i}"/><c:delete val="1"/></c:legendEntry>'
        for i, series in enumerate(order)
        if series.hidden or series.unlisted
    )
    return (
        f'<c:legend><c:legendPos val="t"/>{left_out}<c:overlay val="0"/>'
        f"{text_style(chart, MUTED)}</c:legend>"
    )


def _sheet(rows: Sequence[Sequence[str | float | None]]) -> bytes:
    body = "".join(
        f'<row r="{r}">{"".join(_cell(r, c, v) for c, v in enumerate(row))}</row>'
        for r, row in enumerate(rows, 1)
    )
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'
    ).encode()


def _cell(row: int, column: int, value: str | float | None) -> str:
    place = f"{column_letter(column)}{row}"
    if value is None:
        return ""
    if isinstance(value, str):
        text = escape_cell(value)
        return (
            f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        )
    return f'<c r="{place}"><v>{value!r}</v></c>'


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _relationship(kind: str, target: str) -> bytes:
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    ).encode()


_BOOK_PARTS = {
    "[Content_Types].xml": (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        f'ContentType="{_SPREADSHEET}.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{_SPREADSHEET}.worksheet+xml"/></Types>'
    ).encode(),
    "_rels/.rels": _relationship("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ).encode(),
    "xl/_rels/workbook.xml.rels": _relationship("worksheet", "worksheets/sheet1.xml"),
}
