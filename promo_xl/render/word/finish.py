"""What the text needs after its values are in: numbers of captions, whole tables, unique ids."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count

from promo_xl.render.word.pages import table_height

TALL = 7.0
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
    if table_height(xml) <= TALL:
        return xml
    rows = xml.split("</w:tr>")
    return "</w:tr>".join(
        (*rows[:_WHOLE], *(row.replace(_KEEP, "") for row in rows[_WHOLE:]))
    )


def _numbered(pattern: re.Pattern[str], xml: str) -> str:
    seen: Counter[str] = Counter()

    def number(found: re.Match[str]) -> str:
        seen[found.group(2)] += 1
        return f"{found.group(1)}{seen[found.group(2)]}{found.group(3)}"

    return pattern.sub(number, xml)
