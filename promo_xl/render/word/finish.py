"""What the text needs after its values are in: numbers of captions, whole tables, unique ids."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count

LONG = 15
"""Rows from which a table may break over pages instead of moving as one."""
_SEQ = re.compile(
    r'(<w:fldSimple w:instr="\s*SEQ\s+(\S+)[^"]*"[^>]*>.*?<w:t(?: [^>]*)?>)\d*(</w:t>)'
)
_LONG_SEQ = re.compile(
    r"(<w:instrText[^>]*>\s*SEQ\s+(\S+)[^<]*</w:instrText>"
    r'(?:(?!<w:instrText).)*?w:fldCharType="separate"(?:(?!<w:instrText).)*?'
    r"<w:t(?: [^>]*)?>)\d*(</w:t>)",
    re.DOTALL,
)
_TABLE = re.compile(r"<w:tbl>(?:(?!<w:tbl>).)*?</w:tbl>", re.DOTALL)
_EMPTY_CELL = re.compile(r"(<w:tc>|</w:tcPr>|<w:tcPr/>)(</w:tc>)")
_DOC_PR = re.compile(r'(<wp:docPr\b[^>]*?\bid=")\d+(")')
_ROW = re.compile(r"<w:tr[ >]")
_KEEP = "<w:keepNext/>"


def finish(xml: str) -> str:
    """Number captions and drawings in order; drop empty tables; let long tables break."""
    xml = _EMPTY_CELL.sub(r"\1<w:p/>\2", xml)
    xml = _TABLE.sub(lambda m: _table(m.group()), xml)
    xml = _numbered(_LONG_SEQ, _numbered(_SEQ, xml)) if "SEQ" in xml else xml
    numbers = count(1)
    return _DOC_PR.sub(lambda m: f"{m.group(1)}{next(numbers)}{m.group(2)}", xml)


def _table(xml: str) -> str:
    rows = len(_ROW.findall(xml))
    if not rows:
        return "<w:p/>" if "<w:tc>" in xml else ""
    return xml.replace(_KEEP, "") if rows > LONG else xml


def _numbered(pattern: re.Pattern[str], xml: str) -> str:
    seen: Counter[str] = Counter()

    def number(found: re.Match[str]) -> str:
        seen[found.group(2)] += 1
        return f"{found.group(1)}{seen[found.group(2)]}{found.group(3)}"

    return pattern.sub(number, xml)
