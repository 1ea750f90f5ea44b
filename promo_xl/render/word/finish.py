"""What the text needs after its values are in: numbers of captions, whole tables, unique ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import count

from promo_xl.render.word.pages import table_height
from promo_xl.schema.show import DASH

TALL = 7.6
"""cm from which a table may break over pages instead of moving as one."""
_WHOLE = 2
"""Rows of a breaking table that stay together at its beginning."""
_SEQ = re.compile(
    r'(<w:fldSimple w:instr="\s*SEQ\s+(\S+)[^"]*"[^>]*>.*?<w:t(?: [^>]*)?>)\d*(</w:t>)'
)
_LONG_SEQ = re.compile(
    r"(<w:instrText[^>]*>\s*SEQ\s+(\S+)[^<]*</w:instrText>"
    r'(?:(?!<w:instrText).)*?w:fldCharType="separate"(?:(?!<w:instrText).)*?'
    r"<w:t(?: [^>]*)?>)\d*(</w:t>)",
    re.DOTALL,
)
_DOC_PR = re.compile(r'(<wp:docPr\b[^>]*?\bid=")\d+(")')
_ROW = re.compile(r"<w:tr[ >]")
_TR = re.compile(r"<w:tr[ >].*?</w:tr>", re.DOTALL)
_CELL = re.compile(r"<w:tc>.*?</w:tc>", re.DOTALL)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_GRID = re.compile(r'<w:gridCol w:w="(\d+)"')
_WIDTH = re.compile(r'<w:tcW w:w="\d+"')
_DASHED = f">{DASH}<"
_MERGED = ("<w:gridSpan", "<w:vMerge")
_LEAST = 3
"""Columns of a table that may lose some."""
_BEGIN, _END = "<w:tbl>", "</w:tbl>"
_KEEP = "<w:keepNext/>"


def finish(xml: str) -> str:
    """Number captions and drawings in order; drop empty tables; let long tables break."""
    for start in ("<w:tc>", "</w:tcPr>", "<w:tcPr/>"):
        xml = xml.replace(f"{start}</w:tc>", f"{start}<w:p/></w:tc>")
    xml = _tables(xml)
    if "SEQ" in xml:
        xml = _numbered(_SEQ, xml)
        xml = _numbered(_LONG_SEQ, xml) if "<w:instrText" in xml else xml
    numbers = count(1)
    return _DOC_PR.sub(lambda m: f"{m.group(1)}{next(numbers)}{m.group(2)}", xml)


def _tables(xml: str) -> str:
    """Mend every table that holds no other one."""
    before, *parts = xml.split(_BEGIN)
    made = [before]
    for part in parts:
        inside, end, after = part.partition(_END)
        made.append(_table(_BEGIN + inside + end) + after if end else _BEGIN + part)
    return "".join(made)


def _table(xml: str) -> str:
    if not _ROW.search(xml):
        return "<w:p/>" if "<w:tc>" in xml else ""
    xml = _narrowed(xml)
    if table_height(xml) <= TALL:
        return xml
    rows = xml.split("</w:tr>")
    return "</w:tr>".join(
        (*rows[:_WHOLE], *(row.replace(_KEEP, "") for row in rows[_WHOLE:]))
    )


def _narrowed(xml: str) -> str:
    """Leave out columns of dashes alone: nobody measured what they would hold."""
    if _DASHED not in xml or any(mark in xml for mark in _MERGED):
        return xml
    widths = [int(width) for width in _GRID.findall(xml)]
    rows = [_CELL.findall(row) for row in _TR.findall(xml)]
    if "<w:tblHeader" not in xml.partition("</w:tr>")[0]:
        return xml
    if len(widths) < _LEAST or any(len(row) != len(widths) for row in rows):
        return xml
    texts = [["".join(_TEXT.findall(cell)) for cell in row] for row in rows[1:]]
    empty = {
        c
        for c in range(1, len(widths))
        if {row[c] for row in texts} in ({DASH}, {DASH, ""})
    }
    if not empty or len(widths) - len(empty) < _LEAST - 1:
        return xml
    left = sum(width for c, width in enumerate(widths) if c not in empty)
    made = [
        0 if c in empty else width * sum(widths) // left for c, width in enumerate(widths)
    ]
    return _TR.sub(lambda row: _fewer(row.group(), made), _regrid(xml, made))


def _regrid(xml: str, widths: Sequence[int]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths if width)
    begin, end = xml.index("<w:tblGrid>"), xml.index("</w:tblGrid>")
    return f"{xml[:begin]}<w:tblGrid>{grid}{xml[end:]}"


def _fewer(row: str, widths: Sequence[int]) -> str:
    """Give a row without the cells whose column has no width."""
    places = iter(widths)

    def cell(found: re.Match[str]) -> str:
        width = next(places)
        return _WIDTH.sub(f'<w:tcW w:w="{width}"', found.group(), count=1) if width else ""

    return _CELL.sub(cell, row)


def _numbered(pattern: re.Pattern[str], xml: str) -> str:
    seen: Counter[str] = Counter()

    def number(found: re.Match[str]) -> str:
        seen[found.group(2)] += 1
        return f"{found.group(1)}{seen[found.group(2)]}{found.group(3)}"

    return pattern.sub(number, xml)
