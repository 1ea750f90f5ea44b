"""Slides as PresentationML text: shapes, paragraphs, tables, frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import count

from promo_xl.ooxml.chart_series import SHADES
from promo_xl.ooxml.xmltext import escape
from promo_xl.render.slides.holders import Box, Holder
from promo_xl.render.slides.page import (
    Cell,
    ChartIn,
    Grid,
    GridIn,
    Group,
    Item,
    NumberIn,
    Page,
    Para,
    Run,
    Shape,
    TextIn,
    Tile,
)
from promo_xl.render.slides.parts import HEAD

NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_CHART_NS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TABLE_NS = "http://schemas.openxmlformats.org/drawingml/2006/table"
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style "No Style, No Grid"."""
_NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_HEAD_RULE, _RULE = ("tx2", 12700), ("D5DAE4", 6350)
CHART_REL = 2
"""Relationship number of a slide's first chart; 1 is its layout."""


def slide_xml(page: Page, lang: str) -> bytes:
    """Give the slide part of *page*."""
    tongue = "zh-CN" if lang == "zh" else "en-US"
    shapes = []
    numbers, rel = count(2), CHART_REL
    for item in page.items:
        shapes.append(_item(item, numbers, rel, tongue))
        rel += isinstance(item, ChartIn)
    return (
        f"{HEAD}<p:sld {NS}><p:cSld>{tree(''.join(shapes))}</p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    ).encode()


def tree(shapes: str) -> str:
    """Wrap shapes into the tree every slide has."""
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/>'
        f"</p:nvGrpSpPr><p:grpSpPr/>{shapes}</p:spTree>"
    )


def _item(item: Item, numbers: Iterator[int], rel: int, tongue: str) -> str:
    number = next(numbers)
    match item:
        case TextIn(holder, paras, box):
            text = "".join(_para(para, tongue) for para in paras)
            return _text(holder, number, text, box)
        case NumberIn(holder, page):
            field = (
                f'<a:p><a:fld id="{_NUMBER_FIELD}" type="slidenum"><a:rPr lang="{tongue}"/>'
                f"<a:t>{page}</a:t></a:fld></a:p>"
            )
            return _text(holder, number, field, None)
        case ChartIn():
            inner = f'<c:chart xmlns:c="{_CHART_NS}" r:id="rId{rel}"/>'
            return _frame(item, number, _CHART_NS, inner, item.box or item.holder.box)
        case GridIn(holder, grid, _, place):
            box = place or holder.box
            box = box._replace(w=sum(grid.widths), h=sum(grid.heights))
            return _frame(item, number, _TABLE_NS, _table(grid, tongue), box)
        case Tile():
            return _tile(item, number, next(numbers), tongue)
        case Shape():
            return _shape(item, number, tongue)
        case Group():
            return _group(item, number, numbers, tongue)


def _text(holder: Holder, number: int, paras: str, box: Box | None) -> str:
    place = f"<p:spPr>{_place('a', box)}</p:spPr>" if box else "<p:spPr/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(holder.name)}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"<p:ph{holder.attributes}/></p:nvPr></p:nvSpPr>{place}"
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{paras}</p:txBody></p:sp>"
    )


def _frame(frame: ChartIn | GridIn, number: int, uri: str, inner: str, box: Box) -> str:
    holder = frame.holder
    own = isinstance(frame, ChartIn) or frame.box is None
    tie = f"<p:nvPr><p:ph{holder.attributes}/></p:nvPr>" if own else "<p:nvPr/>"
    name = holder.name if own else f"{holder.name} {number}"
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" '
        f'name="{escape(name)}" descr="{escape(frame.alt)}"/><p:cNvGraphicFramePr>'
        f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>{tie}'
        f"</p:nvGraphicFramePr>{_place('p', box)}"
        f'<a:graphic><a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )


def _para(para: Para, tongue: str, align: str = "", tab: int = 0) -> str:
    after = f'<a:spcAft><a:spcPts val="{round(para.after * 100)}"/></a:spcAft>'
    side = f' algn="{align}"' if align else ""
    inner = after if para.after else ""
    if tab:
        inner += f'<a:tabLst><a:tab pos="{tab}" algn="l"/></a:tabLst>'
    looks = f"<a:pPr{side}>{inner}</a:pPr>" if side or inner else ""
    return f"<a:p>{looks}{''.join(_run(run, tongue) for run in para.runs)}</a:p>"


def _run(run: Run, tongue: str) -> str:
    look = _look(tongue, run.size, run.bold, run.color)
    text = run.text
    if "\n" not in text and "\r" not in text:
        return f"<a:r>{look}<a:t>{escape(text)}</a:t></a:r>"
    lines = text.replace("\r", "").split("\n")
    return f"<a:br>{look}</a:br>".join(
        f"<a:r>{look}<a:t>{escape(line)}</a:t></a:r>" for line in lines
    )


@lru_cache(maxsize=256)
def _look(tongue: str, points: float, bold: bool, color: str) -> str:
    size = f' sz="{round(points * 100)}"' if points else ""
    weight = ' b="1"' if bold else ""
    return f'<a:rPr lang="{tongue}"{size}{weight}>{color_xml(color)}</a:rPr>'


@lru_cache(maxsize=256)
def color_xml(color: str) -> str:
    """Give a solid fill: RRGGBB, a theme colour, or a shade of it; "" is nothing."""
    if not color:
        return ""
    name, _, shade = color.partition("-")
    if len(name) == 6 and name.isalnum() and name[:6].upper() == name:
        return f'<a:solidFill><a:srgbClr val="{name}"/></a:solidFill>'
    inner = SHADES[shade]
    return f'<a:solidFill><a:schemeClr val="{name}">{inner}</a:schemeClr></a:solidFill>'


def _tile(tile: Tile, number: int, second: int, tongue: str) -> str:
    paras = "".join(_para(para, tongue) for para in tile.paras)
    bar = tile.box._replace(w=64008)
    alt = " ".join(para.text for para in tile.paras)
    return _rectangle(number, tile, paras, alt) + _shape(
        Shape(f"{tile.name} |", bar, tile.color), second, tongue
    )


def _rectangle(number: int, tile: Tile, paras: str, alt: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(tile.name)}" '
        f'descr="{escape(alt)}"/><p:cNvSpPr/>'
        f'<p:nvPr/></p:nvSpPr><p:spPr>{_place("a", tile.box)}<a:prstGeom prst="rect">'
        f"<a:avLst/></a:prstGeom>{color_xml('bg2')}<a:ln><a:noFill/></a:ln></p:spPr>"
        '<p:txBody><a:bodyPr wrap="square" lIns="256032" tIns="45720" rIns="91440" '
        f'bIns="45720" anchor="ctr"/><a:lstStyle/>{paras}</p:txBody></p:sp>'
    )


_DECORATION = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


def _shape(shape: Shape, number: int, tongue: str) -> str:
    alt = shape.alt or " ".join(para.text.replace("\t", " ") for para in shape.paras)
    about = f' descr="{escape(alt)}"/>' if alt else f">{_DECORATION}</p:cNvPr>"
    text = "".join(_para(para, tongue, shape.align, shape.tab) for para in shape.paras)
    body = (
        '<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
        f"<a:lstStyle/>{text}</p:txBody>"
    )
    kind = ' txBox="1"' if text and not shape.color else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(shape.name)}"{about}'
        f"<p:cNvSpPr{kind}/><p:nvPr/></p:nvSpPr><p:spPr>{_place('a', shape.box)}"
        f'<a:prstGeom prst="{shape.kind}"><a:avLst/></a:prstGeom>'
        f"{color_xml(shape.color) or '<a:noFill/>'}<a:ln><a:noFill/></a:ln></p:spPr>"
        f"{body if text else ''}</p:sp>"
    )


def _group(group: Group, number: int, numbers: Iterator[int], tongue: str) -> str:
    x, y, w, h = group.box
    inner = "".join(_shape(shape, next(numbers), tongue) for shape in group.shapes)
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name="{escape(group.name)}" '
        f'descr="{escape(group.alt)}"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
        f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/>'
        f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{h}"/></a:xfrm></p:grpSpPr>'
        f"{inner}</p:grpSp>"
    )


def _place(prefix: str, box: Box) -> str:
    return (
        f'<{prefix}:xfrm><a:off x="{box.x}" y="{box.y}"/>'
        f'<a:ext cx="{box.w}" cy="{box.h}"/></{prefix}:xfrm>'
    )


def _table(grid: Grid, tongue: str) -> str:
    columns = "".join(f'<a:gridCol w="{width}"/>' for width in grid.widths)
    heads = tuple(Cell(text) for text in grid.heads)
    rows = [_row(grid, heads, 0, tongue)]
    rows += [_row(grid, row, i, tongue) for i, row in enumerate(grid.rows, 1)]
    return (
        f'<a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{_NO_STYLE}</a:tableStyleId>'
        f"</a:tblPr><a:tblGrid>{columns}</a:tblGrid>{''.join(rows)}</a:tbl>"
    )


def _row(grid: Grid, row: Sequence[Cell], i: int, tongue: str) -> str:
    total = grid.total and i == len(grid.rows)
    cells = []
    for column, cell in enumerate(row):
        bold = i == 0 or column == 0 or total or bool(cell.color)
        color = cell.color or ("tx2" if i == 0 else "")
        para = Para((Run(cell.text, grid.size, bold, color),))
        align = "r" if grid.right[column] else "l"
        cells.append(_cell(_para(para, tongue, align), head=i == 0, total=total))
    return f'<a:tr h="{grid.heights[i]}">{"".join(cells)}</a:tr>'


def _cell(para: str, *, head: bool, total: bool) -> str:
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{para}</a:txBody>{_frames(head, total)}"
    )


@lru_cache(maxsize=4)
def _frames(head: bool, total: bool) -> str:
    color, weight = _HEAD_RULE if head else _RULE
    ground = color_xml("bg2") if total else "<a:noFill/>"
    return (
        '<a:tcPr marL="72000" marR="72000" marT="36000" marB="36000" anchor="ctr">'
        f'<a:lnB w="{weight}">{color_xml(color)}</a:lnB>{ground}</a:tcPr></a:tc>'
    )
