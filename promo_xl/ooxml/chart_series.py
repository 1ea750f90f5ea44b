"""One series of a chart as DrawingML: name, numbers, colours, markers, labels."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from promo_xl.ooxml.chart_model import Chart, Plot, Series
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


SHADES: Mapping[str, str] = {
    "": "",
    "light": '<a:lumMod val="40000"/><a:lumOff val="60000"/>',
    "pale": '<a:lumMod val="20000"/><a:lumOff val="80000"/>',
    "dark": '<a:lumMod val="75000"/>',
}
"""Of a theme colour: lighter and darker, whatever the theme's colours are."""


@lru_cache(maxsize=256)
def fill(color: str) -> str:
    """Give a solid fill: RRGGBB, or a theme colour and its shade; "" is no fill."""
    if not color:
        return "<a:noFill/>"
    if len(color) == 6 and all(c in "0123456789abcdefABCDEF" for c in color):
        return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
    name, _, shade = color.partition("-")
    inner = SHADES[shade]
    return f'<a:solidFill><a:schemeClr val="{name}">{inner}</a:schemeClr></a:solidFill>'


def _typefaces(fonts: tuple[str, str]) -> str:
    latin, east = (escape(name) for name in fonts)
    return f'<a:latin typeface="{latin}"/><a:ea typeface="{east}"/>'


def text_style(chart: Chart, color: str, *, bold: bool = False, level: bool = False) -> str:
    """Give the c:txPr of axis, legend and label text; *level* is never turned."""
    style = _text_style(chart.font_pt, chart.fonts, color, bold)
    return (
        style.replace("<a:bodyPr/>", '<a:bodyPr rot="0" vert="horz"/>') if level else style
    )


@lru_cache(maxsize=256)
def _text_style(size: float, fonts: tuple[str, str], color: str, bold: bool) -> str:
    return (
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}">{fill(color)}'
        f"{_typefaces(fonts)}</a:defRPr></a:pPr>"
        '<a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


def series_xml(chart: Chart, index: int, series: Series, plot: Plot) -> str:
    """Give one c:ser of *plot*; element order is fixed by the schema."""
    line = plot.line
    first = column_letter(index + 1 + bool(chart.groups))
    head = (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef>'
        f'<c:f>Sheet1!${first}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>'
        f"{escape(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
    )
    look = _line_look(series) if line else _bar_look(series)
    points = "".join(
        _point(i, color, line=line) for i, color in sorted(series.points.items())
    )
    labels = _labels(chart, series, plot)
    tail = '<c:smooth val="0"/>' if line else ""
    data = _categories(chart) + _values(chart, first, series)
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
    width = 15875 if series.thin else 28575
    return (
        f'<c:spPr><a:ln w="{width}" cap="rnd">{stroke}{dash}<a:round/></a:ln></c:spPr>'
        f"{_marker(series)}"
    )


def _marker(series: Series) -> str:
    if series.hidden or not (series.markers_only or series.markers):
        return '<c:marker><c:symbol val="none"/></c:marker>'
    size = 9 if series.markers_only else 6
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/><c:spPr>'
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


def _labels(chart: Chart, series: Series, plot: Plot) -> str:
    """Give the labels: a point's own words or place first, then what all others have."""
    shown = series.labels and not (series.hidden and not series.place)
    if not shown and not series.texts:
        return ""
    usual = "t" if plot.line else "ctr" if chart.is_stacked(plot) else "outEnd"
    place = series.place or usual
    alone = "".join(
        f'<c:dLbl><c:idx val="{i}"/>{_words(chart, series, plot, i)}'
        f"{_label(chart, series, plot, series.places.get(i, place))}</c:dLbl>"
        for i in sorted({*series.texts, *(series.places if shown else ())})
    )
    rest = _label(chart, series, plot, place) if shown else _NO_LABELS
    return f"<c:dLbls>{alone}{rest}</c:dLbls>"


def _words(chart: Chart, series: Series, plot: Plot, i: int) -> str:
    text = series.texts.get(i)
    if text is None:
        return ""
    ink = fill(series.ink or ("FFFFFF" if chart.is_stacked(plot) else INK))
    look = f'lang="zh-CN" sz="{round(chart.font_pt * 100)}" b="1"'
    return (
        f"<c:tx><c:rich><a:bodyPr wrap='none'/><a:p><a:r><a:rPr {look}>{ink}{_typefaces(chart.fonts)}</a:rPr>"
        f"<a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx>"
    )


def _label(chart: Chart, series: Series, plot: Plot, place: str) -> str:
    inside = not plot.line and place != "outEnd" and not series.hidden
    ink = series.ink or ("FFFFFF" if inside else INK)
    style = text_style(chart, ink, bold=inside or plot.line or series.hidden)
    return (
        f'<c:numFmt formatCode="{escape(series.number_format)}" sourceLinked="0"/>'
        f'<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{style}<c:dLblPos val="{place}"/>'
        + _shows(value=not series.named, name=series.named)
    )


def _shows(*, value: bool, name: bool) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/>'
        f'<c:showCatName val="0"/><c:showSerName val="{int(name)}"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


_NO_LABELS = _shows(value=False, name=False)


def named_every(chart: Chart) -> int:
    """Tell which part of the categories is named under the axis: every one, every n-th."""
    count = len(chart.categories)
    return 1 if chart.horizontal or chart.groups else -(-count // _AXIS_NAMES) or 1


_AXIS_NAMES = 16
"""So many categories at most are named under an axis."""


def _categories(chart: Chart) -> str:
    """Give the names of the categories; those between the named ones are kept out.

    Not every program minds `tickLblSkip`: LibreOffice turns the names instead.
    """
    return _named(chart.categories, chart.groups, named_every(chart))


@lru_cache(maxsize=64)
def _named(categories: tuple[str, ...], groups: tuple[str, ...], every: int) -> str:
    """Write them once a chart: each of its series repeats them."""
    count = len(categories)
    names = _level([n if i % every == 0 else "" for i, n in enumerate(categories)])
    last = max(count, 1) + 1
    if groups:
        shown = [
            "" if i and groups[i - 1] == group else group for i, group in enumerate(groups)
        ]
        return (
            f"<c:cat><c:multiLvlStrRef><c:f>Sheet1!$A$2:$B${last}</c:f>"
            f'<c:multiLvlStrCache><c:ptCount val="{count}"/><c:lvl>{names}</c:lvl>'
            f"<c:lvl>{_level(shown)}</c:lvl></c:multiLvlStrCache></c:multiLvlStrRef></c:cat>"
        )
    return (
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>"
        f'<c:ptCount val="{count}"/>{names}</c:strCache></c:strRef></c:cat>'
    )


def _level(texts: Sequence[str]) -> str:
    return "".join(
        f'<c:pt idx="{i}"><c:v>{escape(text)}</c:v></c:pt>'
        for i, text in enumerate(texts)
        if text
    )


def _values(chart: Chart, column: str, series: Series) -> str:
    count = len(chart.categories)
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
