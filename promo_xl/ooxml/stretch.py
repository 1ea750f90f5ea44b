"""A stretch of rows looked at in one stroke: whether all of it can go without a second look."""

from __future__ import annotations

import re

from promo_xl.ooxml.extent import extent
from promo_xl.ooxml.scan import LAST_COLUMN, LAST_ROW

ROWS = 2_000
"""Rows looked at together: some MB of a wide sheet."""
_NUMBERED = b'<row r="'
_FORMULA = b"<f"
_EMPTY = re.compile(rb"<row\b[^>]*(?:/>|></row>)")


def is_plain(xml: bytes, rows: int, right: int, behind: bytes) -> bool:
    """Whether *xml* is so many rows of values alone, none empty, no cell beyond *right*.

    *behind* is how the next row begins: one without a number counts on the rows before it.
    """
    if xml.count(_NUMBERED) != rows or xml.count(b"<row") != rows or _FORMULA in xml:
        return False
    if _EMPTY.search(xml) or (behind and not behind.startswith(_NUMBERED)):
        return False
    found = extent(xml, LAST_ROW, LAST_COLUMN)
    return found is not None and found[1] <= right
