"""One series of a chart as DrawingML: name, numbers, colours, markers, labels."""

from promo_xl.ooxml.chart_model import Chart, Series
from promo_xl.ooxml.xmltext import escape

INK = "1F2A44"
MUTED = "6B7489"


def column_letter(index: int) -> str:
    """Give the letters of a 0-based column: 0 -> A, 27 -> AB."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def fill(color: str) -> str:
    """Give a solid fill in RRGGBB or a theme colour; "" is no fill."""
    if not color:
        return "<a:noFill/>"
    is_hex = len(color) == 6 and all(c in "0123456789abcdefABCDEF" for c in color)
    tag = "srgbClr" if is_hex else "schemeClr"
    return f'<a:solidFill><a:{tag} val="{color}"/></a:solidFill>'


def text_style(chart: Chart, color: str, *, bold: bool = False) -> str:
    """Give the c:txPr of axis, legend and label text."""
    latin, east = (escape(name) for name in chart.fonts)
    return (
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{round(chart.font_pt * 100)}" b="{int(bold)}">{fill(color)}'
        f'<a:latin typeface="{latin}"/><a:ea typeface="{east}"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


def series_xml(chart: Chart, index: int, series: Series, *, line: bool) -> str:
    """Give one c:ser; element order is fixed by the schema."""
    name = f"Sheet1!${column_letter(index + 1)}$1"
    head = (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef>'
        f'<c:f>{name}</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>'
        f"{escape(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
    )
    look = _line_look(series) if line else _bar_look(series)
    points = "".join(
        _point(i, color, line=line) for i, color in sorted(series.points.items())
    )
    labels = _labels(chart, series, line=line)
    tail = '<c:smooth val="0"/>' if line else ""
    data = _categories(chart) + _values(chart, index, series)
    return f"{head}{look}{points}{labels}{data}{tail}</c:ser>"


def _bar_look(series: Series) -> str:
    color = "" if series.hidden else series.color
    return (
        f"<c:spPr>{fill(color)}<a:ln><a:noFill/></a:ln></c:spPr>"
        '<c:invertIfNegative val="0"/>'
    )


def _line_look(series: Series) -> str:
    invisible = series.hidden or series.markers_only
    stroke = fill("" if invisible else series.color)
    dash = '<a:prstDash val="dash"/>' if series.dashed and not invisible else ""
    return (
        f'<c:spPr><a:ln w="28575" cap="rnd">{stroke}{dash}<a:round/></a:ln></c:spPr>'
        f"{_marker(series)}"
    )


def _marker(series: Series) -> str:
    if not series.markers_only or series.hidden:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    return (
        '<c:marker><c:symbol val="circle"/><c:size val="9"/><c:spPr>'
        f"{fill(series.color)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>"
    )


def _point(index: int, color: str, *, line: bool) -> str:
    look = f"<c:spPr>{fill(color)}<a:ln><a:noFill/></a:ln></c:spPr>"
    if line:
        marker = f'<c:marker><c:symbol val="circle"/><c:size val="9"/>{look}</c:marker>'
        return f'<c:dPt><c:idx val="{index}"/>{marker}<c:bubble3D val="0"/></c:dPt>'
    return (
        f'<c:dPt><c:idx val="{index}"/><c:invertIfNegative val="0"/>'
        f'<c:bubble3D val="0"/>{look}</c:dPt>'
    )


def _labels(chart: Chart, series: Series, *, line: bool) -> str:
    if not series.labels or series.hidden:
        return ""
    inside = chart.stacked and not line
    place = "t" if line else "ctr" if inside else "outEnd"
    style = text_style(chart, "FFFFFF" if inside else INK, bold=inside or line)
    return (
        f'<c:dLbls><c:numFmt formatCode="{escape(series.number_format)}" sourceLinked="0"/>'
        f'<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{style}<c:dLblPos val="{place}"/>'
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _categories(chart: Chart) -> str:
    count = len(chart.categories)
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{escape(text)}</c:v></c:pt>'
        for i, text in enumerate(chart.categories)
    )
    return (
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${max(count, 1) + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{count}"/>{points}</c:strCache></c:strRef></c:cat>'
    )


def _values(chart: Chart, index: int, series: Series) -> str:
    count = len(chart.categories)
    column = column_letter(index + 1)
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{value!r}</c:v></c:pt>'
        for i in range(count)
        if (value := series.at(i)) is not None
    )
    return (
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${max(count, 1) + 1}</c:f>"
        f"<c:numCache><c:formatCode>{escape(series.number_format)}</c:formatCode>"
        f'<c:ptCount val="{count}"/>{points}</c:numCache></c:numRef></c:val>'
    )
