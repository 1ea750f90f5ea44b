"""Slides as PresentationML text: shapes, paragraphs, tables, frames."""

from __future__ import annotations

from collections.abc import Sequence

from promo_xl.ooxml.xmltext import escape
from promo_xl.render.slides.holders import Box, Holder
from promo_xl.render.slides.page import (
    Cell,
    ChartIn,
    Grid,
    GridIn,
    Item,
    NumberIn,
    Page,
    Para,
    Run,
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
    number, rel = 2, CHART_REL
    for item in page.items:
        shapes.append(_item(item, number, rel, tongue))
        number += 2
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


def _item(item: Item, number: int, rel: int, tongue: str) -> str:
    match item:
        case TextIn(holder, paras):
            return _text(holder, number, "".join(_para(para, tongue) for para in paras))
        case NumberIn(holder, page):
            field = (
                f'<a:p><a:fld id="{_NUMBER_FIELD}" type="slidenum"><a:rPr lang="{tongue}"/>'
                f"<a:t>{page}</a:t></a:fld></a:p>"
            )
            return _text(holder, number, field)
        case ChartIn():
            inner = f'<c:chart xmlns:c="{_CHART_NS}" r:id="rId{rel}"/>'
            return _frame(item, number, _CHART_NS, inner, item.holder.box)
        case GridIn(holder, grid):
            box = holder.box._replace(w=sum(grid.widths), h=sum(grid.heights))
            return _frame(item, number, _TABLE_NS, _table(grid, tongue), box)
        case Tile():
            return _tile(item, number, tongue)


def _text(holder: Holder, number: int, paras: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(holder.name)}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"<p:ph{holder.attributes}/></p:nvPr></p:nvSpPr><p:spPr/>"
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{paras}</p:txBody></p:sp>"
    )


def _frame(frame: ChartIn | GridIn, number: int, uri: str, inner: str, box: Box) -> str:
    holder = frame.holder
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" '
        f'name="{escape(holder.name)}" descr="{escape(frame.alt)}"/><p:cNvGraphicFramePr>'
        f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr>'
        f"<p:ph{holder.attributes}/></p:nvPr></p:nvGraphicFramePr>{_place('p', box)}"
        f'<a:graphic><a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )


def _para(para: Para, tongue: str, align: str = "") -> str:
    after = f'<a:spcAft><a:spcPts val="{round(para.after * 100)}"/></a:spcAft>'
    side = f' algn="{align}"' if align else ""
    inner = after if para.after else ""
    looks = f"<a:pPr{side}>{inner}</a:pPr>" if side or inner else ""
    return f"<a:p>{looks}{''.join(_run(run, tongue) for run in para.runs)}</a:p>"


def _run(run: Run, tongue: str) -> str:
    size = f' sz="{round(run.size * 100)}"' if run.size else ""
    bold = ' b="1"' if run.bold else ""
    look = f'<a:rPr lang="{tongue}"{size}{bold}>{color_xml(run.color)}</a:rPr>'
    lines = run.text.replace("\r", "").split("\n")
    return f"<a:br>{look}</a:br>".join(
        f"<a:r>{look}<a:t>{escape(line)}</a:t></a:r>" for line in lines
    )


def color_xml(color: str) -> str:
    """Give a solid fill: RRGGBB, a theme colour, or its `-dark` shade; "" is nothing."""
    if not color:
        return ""
    name, _, shade = color.partition("-")
    if len(name) == 6 and name.isalnum() and name[:6].upper() == name:
        return f'<a:solidFill><a:srgbClr val="{name}"/></a:solidFill>'
    inner = '<a:lumMod val="75000"/>' if shade else ""
    return f'<a:solidFill><a:schemeClr val="{name}">{inner}</a:schemeClr></a:solidFill>'


def _tile(tile: Tile, number: int, tongue: str) -> str:
    paras = "".join(_para(para, tongue) for para in tile.paras)
    bar = tile.box._replace(w=64008)
    return _rectangle(number, tile.name, tile.box, "bg2", paras) + _rectangle(
        number + 1,
        f"{tile.name} |",
        bar,
        tile.color,
        f'<a:p><a:endParaRPr lang="{tongue}"/></a:p>',
    )


def _rectangle(number: int, name: str, box: Box, color: str, paras: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(name)}"/><p:cNvSpPr/>'
        f'<p:nvPr/></p:nvSpPr><p:spPr>{_place("a", box)}<a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom>{color_xml(color)}<a:ln><a:noFill/></a:ln></p:spPr><p:txBody>"
        '<a:bodyPr wrap="square" lIns="256032" tIns="91440" rIns="91440" bIns="45720" '
        f'anchor="ctr"/><a:lstStyle/>{paras}</p:txBody></p:sp>'
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
    color, weight = _HEAD_RULE if head else _RULE
    ground = color_xml("bg2") if total else "<a:noFill/>"
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{para}</a:txBody>"
        '<a:tcPr marL="72000" marR="72000" marT="36000" marB="36000" anchor="ctr">'
        f'<a:lnB w="{weight}">{color_xml(color)}</a:lnB>{ground}</a:tcPr></a:tc>'
    )
