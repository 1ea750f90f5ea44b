"""Shapes on a sheet that start a macro, put into its drawing beside all that stands there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.parsers import expat

from promo_xl.ooxml.listing import next_id, with_relation, with_type
from promo_xl.ooxml.package import Package
from promo_xl.ooxml.parts import TYPES, find_part, read_relations, rels_name
from promo_xl.ooxml.xmltext import escape

POINT = 12_700
"""The unit drawings are measured in, EMU, in a point."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_ART = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_EMPTY = f'<xdr:wsDr xmlns:xdr="{_DRAWING}" xmlns:a="{_ART}"></xdr:wsDr>'
_PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ANCHOR = re.compile(rb"<((?:[\w.-]+:)?(?:two|one)CellAnchor)\b.*?</\1\s*>", re.DOTALL)
_SHAPE = re.compile(rb"""<(?:[\w.-]+:)?sp\b[^>]*\smacro=["']([^"']*)["']""")
_ID = re.compile(rb"""<(?:[\w.-]+:)?cNvPr\b[^>]*?\sid=["'](\d+)["']""")
_END = re.compile(rb"</(?:[\w.-]+:)?wsDr\s*>\s*\Z")
_BEHIND = (
    "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
"""What stands behind a sheet's drawing, by the format."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a shape stands: from one cell's corner plus some points to another's."""

    left: int
    top: int
    right: int
    bottom: int
    """Columns and rows, from 0; right and bottom are where it ends."""
    left_gap: int = 0
    top_gap: int = 0
    bottom_gap: int = 0
    """Points into the cells named; below the top of `bottom` for the last."""


@dataclass(frozen=True, slots=True)
class Look:
    """How shapes look: colours as `#RRGGBB`, a font, its size in points."""

    fill: str
    line: str
    text: str
    font: str
    size: float
    lang: str


@dataclass(frozen=True, slots=True)
class MacroShape:
    """A rounded rectangle with a word on it that runs a macro when it is clicked."""

    macro: str
    text: str
    hint: str
    """What a screen reader says of it."""
    place: Place


def shown_macros(package: Package, sheet: str) -> frozenset[str]:
    """Name the macros that shapes of a sheet run, without the workbook in front."""
    part = _part(package, sheet)
    found = _SHAPE.findall(package.read(part)) if part else []
    return frozenset(_bare(macro) for macro in found) - {""}


def with_shapes(
    package: Package, sheet: str, shapes: Sequence[MacroShape], look: Look
) -> dict[str, bytes]:
    """Give the parts that change when *shapes* stand on a sheet, in the place of old ones.

    Anchors of the same macros go; every other byte of the drawing stays.
    """
    part = _part(package, sheet)
    if part:
        return {part: _drawn(package.read(part), shapes, look)}
    part = _free_name(package)
    drawing = _drawn((_PROLOGUE + _EMPTY).encode(), shapes, look)
    name = rels_name(sheet)
    rels = package.read(name) if name in package else _no_relations()
    target = posixpath.relpath(part, posixpath.dirname(sheet))
    types = find_part(package, TYPES)
    return {
        part: drawing,
        sheet: _pointed(package.read(sheet), next_id(rels)),
        name: with_relation(rels, f"{_OFFICE}/drawing", target),
        types: with_type(package.read(types), part, _TYPE),
    }


def _bare(macro: bytes) -> str:
    """Give a macro without its workbook and module: `[0]!PromoCheck` is `PromoCheck`."""
    return re.split(r"[!.]", macro.decode("utf-8", "replace"))[-1]


def _part(package: Package, sheet: str) -> str:
    found = (r for r in read_relations(package, sheet) if r.type == "drawing")
    return next((r.target for r in found), "")


def _free_name(package: Package) -> str:
    number = 1
    while find_part(package, f"xl/drawings/drawing{number}.xml"):
        number += 1
    return f"xl/drawings/drawing{number}.xml"


def _no_relations() -> bytes:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_PROLOGUE}<Relationships xmlns="{space}"></Relationships>'.encode()


def _drawn(xml: bytes, shapes: Sequence[MacroShape], look: Look) -> bytes:
    ours = {shape.macro for shape in shapes}
    xml = _ANCHOR.sub(lambda found: b"" if _is_one_of(found[0], ours) else found[0], xml)
    if not _END.search(xml):  # an empty drawing may close itself
        xml = re.sub(rb"<((?:[\w.-]+:)?wsDr)\b([^>]*)/>\s*\Z", rb"<\1\2></\1>", xml)
    end = _END.search(xml)
    if end is None:
        return xml
    first = max(map(int, _ID.findall(xml)), default=1) + 1
    anchors = (_anchor(shape, first + i, look) for i, shape in enumerate(shapes))
    return xml[: end.start()] + "".join(anchors).encode() + xml[end.start() :]


def _is_one_of(anchor: bytes, macros: set[str]) -> bool:
    found = _SHAPE.search(anchor)
    return found is not None and _bare(found[1]) in macros


def _anchor(shape: MacroShape, number: int, look: Look) -> str:
    at = shape.place
    spaces = f'xmlns:xdr="{_DRAWING}" xmlns:a="{_ART}"'
    name = f'id="{number}" name="{escape(shape.macro)}" descr="{escape(shape.hint)}"'
    edge = f'<a:ln w="9525">{_filled(look.line)}</a:ln>'
    round_rectangle = (
        '<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 22000"/></a:avLst>'
        "</a:prstGeom>"
    )
    return (
        f'<xdr:twoCellAnchor {spaces} editAs="oneCell">'
        f"{_corner('from', at.left, at.left_gap, at.top, at.top_gap)}"
        f"{_corner('to', at.right, 0, at.bottom, at.bottom_gap)}"
        f'<xdr:sp macro="[0]!{escape(shape.macro)}" textlink="">'
        f"<xdr:nvSpPr><xdr:cNvPr {name}/><xdr:cNvSpPr/></xdr:nvSpPr>"
        '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>'
        f"{round_rectangle}{_filled(look.fill)}{edge}</xdr:spPr>"
        f"<xdr:txBody>{_text(shape.text, look)}</xdr:txBody></xdr:sp>"
        '<xdr:clientData fPrintsWithSheet="0"/></xdr:twoCellAnchor>'
    )


def _corner(name: str, column: int, across: int, row: int, down: int) -> str:
    return (
        f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>{across * POINT}</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>{down * POINT}</xdr:rowOff></xdr:{name}>"
    )


def _text(text: str, look: Look) -> str:
    font = f'typeface="{escape(look.font)}"'
    return (
        '<a:bodyPr vertOverflow="clip" horzOverflow="clip" wrap="none" lIns="0" tIns="0" '
        'rIns="0" bIns="0" rtlCol="0" anchor="ctr"/><a:lstStyle/><a:p><a:pPr algn="ctr"/>'
        f'<a:r><a:rPr lang="{look.lang}" sz="{round(look.size * 100)}" b="1">'
        f"{_filled(look.text)}<a:latin {font}/><a:ea {font}/></a:rPr>"
        f"<a:t>{escape(text)}</a:t></a:r></a:p>"
    )


def _filled(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour.removeprefix("#")}"/></a:solidFill>'


def _pointed(xml: bytes, relation: str) -> bytes:
    """Point a sheet that had no drawing at its first, where the format wants the element."""
    at, prefix = _seat(xml)
    tag = f'<{prefix}drawing xmlns:r="{_OFFICE}" r:id="{relation}"/>'.encode()
    return xml[:at] + tag + xml[at:]


def _seat(xml: bytes) -> tuple[int, str]:
    """Give the byte before which a sheet's drawing stands, and the prefix of its tags."""
    parser, depth = expat.ParserCreate(), 0
    seats: list[int] = []
    prefix = ""

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal depth, prefix
        if depth == 0:
            prefix = tag[: tag.rfind(":") + 1]
        if depth == 1 and tag.rpartition(":")[2] in _BEHIND:
            seats.append(parser.CurrentByteIndex)
        depth += 1

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1
        if depth == 0:
            seats.append(parser.CurrentByteIndex)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(xml, True)
    return seats[0], prefix
