"""Blocks of cells: how they are written, and which of them lie over a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from promo_xl.ooxml.scan import Place, attributes, column_letters, place_of

Area = tuple[int, int, int, int]
"""(top, left, bottom, right), 1-based."""
_MERGE = re.compile(rb"<(?:[\w.-]+:)?mergeCell\b([^>]*)>")
_BAND = 256
"""Rows of one drawer; a block over more drawers than this is looked at for each row."""
_TALL = 64


def area_of(ref: str) -> Area:
    """Give the corners of `A6:M20`."""
    first, _, last = ref.partition(":")
    top, left = place_of(first.replace("$", "").encode())
    bottom, right = place_of((last or first).replace("$", "").encode())
    return top, left, bottom, right


def ref_of(area: Area) -> str:
    """Print corners as `A6:M20`."""
    top, left, bottom, right = area
    return f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"


def address(row: int, column: int) -> str:
    """Print a cell as `C7`."""
    return f"{column_letters(column)}{row}"


def inside(place: Place, area: Area) -> bool:
    """Whether a cell lies in a block."""
    return area[0] <= place[0] <= area[2] and area[1] <= place[1] <= area[3]


def merged_areas(tail: bytes) -> tuple[Area, ...]:
    """Give the merged blocks a sheet lists behind its cells."""
    tags = [attributes(tag) for tag in _MERGE.findall(tail)]
    return tuple(area_of(tag.get(b"ref", b"").decode()) for tag in tags)


class AreaIndex:
    """Blocks sorted into drawers by row: ten thousand merges cost one row nothing."""

    def __init__(self, areas: Iterable[tuple[str, Area]]) -> None:
        self._drawers: dict[int, list[tuple[str, Area]]] = {}
        self._tall: list[tuple[str, Area]] = []
        for kind, area in areas:
            first, last = area[0] // _BAND, area[2] // _BAND
            if last - first > _TALL:
                self._tall.append((kind, area))
                continue
            for drawer in range(first, last + 1):
                self._drawers.setdefault(drawer, []).append((kind, area))

    def over(self, row: int) -> Sequence[tuple[str, Area]]:
        """Give what lies over a row: kind and block."""
        if not self._drawers and not self._tall:
            return ()
        drawer = self._drawers.get(row // _BAND, ())
        return [found for found in (*drawer, *self._tall) if _over(found[1], row)]


def _over(area: Area, row: int) -> bool:
    return area[0] <= row <= area[2]
