"""What a cell is part of: merged blocks, array and shared formulas, data tables.

A cell that belongs to one of them cannot change alone without harm to the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from promo_xl.ooxml.areas import Area, AreaIndex, address, area_of, inside, ref_of
from promo_xl.ooxml.cell import CellXml, Content
from promo_xl.ooxml.scan import Place, attributes

Bounds = tuple[Sequence[tuple[str, Area]], Sequence[tuple[str, Area]]]
"""The merges over a row, and the formulas that fill a block over it."""
_RANGE_FORMULA = rb"<%sf\b([^>]*\bref=[^>]*)>"
_BOUND = {
    "array": ("数组公式", "array formula"),
    "dataTable": ("模拟运算表", "data table"),
    "shared": ("共享公式（它是第一格）", "shared formula as its first cell"),
}


def formula_areas(xml: bytes, start: int, end: int, prefix: bytes) -> AreaIndex:
    """List array, shared and data-table formulas: kind and the block each one fills."""
    pattern = re.compile(_RANGE_FORMULA % re.escape(prefix))
    tags = map(attributes, pattern.findall(xml, start, end))
    return AreaIndex(
        (tag.get(b"t", b"").decode(), area_of(tag[b"ref"].decode())) for tag in tags
    )


def obstacle(cell: CellXml, content: Content, bounds: Bounds) -> tuple[str, str] | None:
    """Say why a cell cannot take *content*, zh and en; None: nothing is in the way."""
    place = (cell.row, cell.column)
    at = address(*place)
    merges, formulas = bounds
    for _, area in merges:
        if inside(place, area) and place != area[:2]:
            return (
                f"的 {at} 在合并单元格 {ref_of(area)} 里，请先取消合并",
                f"{at} lies in the merged block {ref_of(area)}; unmerge it",
            )
    if content.keeps_formula:
        if cell.formula is None:
            return f"的 {at} 里已经没有公式", f"{at} holds no formula"
        return None
    for kind, area in formulas:
        if inside(place, area) and _is_bound(kind, area, place):
            zh, en = _BOUND.get(kind, _BOUND["array"])
            return (
                f"的 {at} 属于 {ref_of(area)} 的{zh}，不能单独改写",
                f"{at} belongs to the {en} of {ref_of(area)}",
            )
    return None


def _is_bound(kind: str, area: Area, place: Place) -> bool:
    """Whether a cell cannot change alone: of a shared formula only the first cannot."""
    return kind != "shared" or (place == area[:2] and area[:2] != area[2:])
