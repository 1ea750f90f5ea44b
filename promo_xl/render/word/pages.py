"""How many pages a report will take, roughly: whether it needs a list of contents."""

from __future__ import annotations

import re
from functools import lru_cache
from math import ceil

_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_LONG = re.compile(r"<w:t(?: [^>]*)?>([^<]{7,})</w:t>")
"""A text that may need more than one line in its cell."""
_CELL_START = '<w:tcW w:w="'
_CELL = re.compile(r'<w:tcW w:w="(\d+)"')
_DRAWN = re.compile(r'<wp:extent cx="\d+" cy="(\d+)"')
_CHAR, _LINE, _ROW = 0.33, 0.45, 0.16
_TEXT_LINE, _TEXT_GAP, _WIDE = 0.58, 0.12, 43.0
_EMU, _TWIP = 360_000, 566.9
PAGE = 25.3
"""cm between the upper and the lower margin."""
_WASTE = 0.94, 1.17
"""Of other languages and of Chinese. Tables kept whole leave the foot of a page free."""


def pages(body: str, lang: str) -> float:
    """Estimate the pages of a rendered body; lines of Chinese are taller."""
    parts = body.split("<w:tbl>")
    tall = _running(parts[0])
    for part in parts[1:]:
        table, _, after = part.partition("</w:tbl>")
        tall += table_height(table) + _running(after)
    return tall * _WASTE[lang == "zh"] / PAGE


def _running(xml: str) -> float:
    """Measure paragraphs and drawings in cm."""
    tall = sum(int(high) / _EMU for high in _DRAWN.findall(xml))
    for text in map(_said, xml.split("</w:p>")):
        if text:
            tall += ceil(width(text) / _WIDE) * _TEXT_LINE + _TEXT_GAP
    return tall


def table_height(xml: str) -> float:
    """Estimate the height of a rendered table in cm."""
    rows = xml.split("</w:tr>")[:-1]
    if not _LONG.search(xml):
        return len(rows) * (_LINE + _ROW)
    return sum(_lines(row) * _LINE + _ROW for row in rows)


def width(text: str) -> float:
    """Measure *text* in full-width characters, roughly: by its bytes."""
    wide = (len(text.encode("utf-8", "replace")) - len(text)) / 2
    return wide + (len(text) - wide) * 0.55


@lru_cache(maxsize=512)
def _lines(row: str) -> int:
    """Count the lines of a row's tallest cell; a table is measured more than once."""
    most = 1
    for found in _LONG.finditer(row):
        cell = _CELL.match(row, row.rfind(_CELL_START, 0, found.start()))
        if cell:
            across = max(int(cell.group(1)) / _TWIP - 0.3, _CHAR)
            most = max(most, ceil(width(found.group(1)) * _CHAR / across))
    return most


def _said(xml: str) -> str:
    return "".join(_TEXT.findall(xml))
