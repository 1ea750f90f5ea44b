"""What points at a table from elsewhere in the package: names, charts, pivot sources."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from promo_xl.ooxml.chart_ranges import Pointing, Read, grow_chart
from promo_xl.ooxml.package import Package
from promo_xl.ooxml.parts import TYPES, find_part
from promo_xl.ooxml.ranges import Growth, grow_refs
from promo_xl.ooxml.refs import Ref, map_refs, map_xml_text
from promo_xl.ooxml.scan import attributes
from promo_xl.ooxml.sheet import area_of, ref_of

_NAME = re.compile(
    rb"(<(?:[\w.-]+:)?definedName\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>)([^<]*)(?=</)"
)
_OVERRIDE = re.compile(rb"<(?:[\w.-]+:)?Override\b([^>]*)>")
_PIVOT_SOURCE = re.compile(rb"<(?:[\w.-]+:)?worksheetSource\b([^>]*)>")
_REF = re.compile(rb"(\sref=[\"'])[^\"']*")
_CHART = (b"drawingml.chart+xml", b"chartex+xml")
_PIVOT = b"pivotCacheDefinition+xml"
_PRINT_AREA = b"_xlnm.Print_Area"


def follow_tables(
    package: Package,
    workbook: tuple[str, bytes],
    growths: Sequence[Growth],
    read: Read,
) -> dict[str, bytes]:
    """Give the parts that are to say something else now; *workbook*: its part, as it stands."""
    part, xml = workbook
    pointing = Pointing(growths, read_names(xml), read)
    found = {part: grow_names(xml, growths)}
    for name, change in _pointing_parts(package, pointing):
        found[name] = change(package.read(name))
    return {
        name: new
        for name, new in found.items()
        if new != (xml if name == part else package.read(name))
    }


def _pointing_parts(
    package: Package, pointing: Pointing
) -> Iterator[tuple[str, Callable[[bytes], bytes]]]:
    """Give the parts to look at by their content types, wherever they lie."""
    types = find_part(package, TYPES)
    for tag in _OVERRIDE.findall(package.read(types) if types else b""):
        told = attributes(tag)
        kind = told.get(b"ContentType", b"")
        name = find_part(package, html.unescape(told.get(b"PartName", b"").decode())[1:])
        if name and kind.endswith(_CHART):
            yield name, lambda xml: grow_chart(xml, pointing)
        elif name and kind.endswith(_PIVOT):
            yield name, lambda xml: grow_pivot(xml, pointing.growths)


def read_names(xml: bytes) -> Mapping[str, str]:
    """Map the defined names of a workbook to their text; ones that stand twice are left out."""
    every = [
        (attributes(tag).get(b"name", b"").decode(), html.unescape(text.decode()))
        for _, tag, text in _NAME.findall(xml)
    ]
    times = Counter(name for name, _ in every)
    return {html.unescape(name): text for name, text in every if times[name] == 1}


def grow_names(xml: bytes, growths: Sequence[Growth]) -> bytes:
    """Let defined names over whole columns follow, and print areas that reached the end."""

    def one(found: re.Match[bytes]) -> bytes:
        name = attributes(found[2]).get(b"name", b"")
        grow = _print_area if name == _PRINT_AREA else _fixed

        def every(refs: str) -> str:
            for growth in growths:
                refs = grow(refs, growth)
            return refs

        return found[1] + map_xml_text(found[3], every)

    return _NAME.sub(one, xml)


def _fixed(text: str, growth: Growth) -> str:
    return grow_refs(text, growth, "")


def _print_area(text: str, growth: Growth) -> str:
    """Let the printed block reach the table's end where it did before."""
    _, left, bottom, right = growth.before
    bottom += growth.totals
    new = growth.area[2]

    def change(ref: Ref) -> str | None:
        area = ref.area
        across = area[1] <= right and area[3] >= left
        reached = area[0] <= bottom <= area[2] < new
        if ref.sheet == growth.title and across and reached:
            return ref.with_rows(area[0], new)
        return None

    return map_refs(text, change)


def grow_pivot(xml: bytes, growths: Sequence[Growth]) -> bytes:
    """Let a pivot's source follow where it was the table's header and body.

    Its figures stay until people refresh it, as when they add rows in Excel.
    """

    def one(found: re.Match[bytes]) -> bytes:
        told = attributes(found[1])
        outside = any(key.endswith(b":id") for key in told)
        title = html.unescape(told.get(b"sheet", b"").decode())
        ref = told.get(b"ref", b"").decode()
        for growth in growths:
            top, left, bottom, right = growth.before
            whole = (top - growth.header, left, bottom, right)
            if ref and not outside and title == growth.title and area_of(ref) == whole:
                new = ref_of((whole[0], left, growth.last, right)).encode()
                return _REF.sub(rb"\g<1>" + new, found[0])
        return found[0]

    return _PIVOT_SOURCE.sub(one, xml)
