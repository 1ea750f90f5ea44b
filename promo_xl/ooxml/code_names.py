"""Code names: what VBA calls the workbook and each of its tabs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from promo_xl.errors import RefusedError
from promo_xl.ooxml.package import Package
from promo_xl.ooxml.parts import local, parse_xml, read_relations
from promo_xl.ooxml.xmltext import escape

_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROOT = re.compile(rb"""<(?![?!])((?:[\w.-]+:)?)[\w.-]+(?:[^>"']|"[^"]*"|'[^']*')*>""")
_CODE_NAME = re.compile(rb"""\scodeName=["']([^"']*)["']""")
_HEAD = 64 << 10
"""A tab's properties stand right behind its root: no need to search the rows."""
_KINDS = {"worksheet": "Sheet", "chartsheet": "Chart"}
"""What Excel calls the code names of each kind of tab."""
_EARLIER = (
    rb"(?:\s(?:date1904|showObjects|showBorderUnselectedTables|filterPrivacy|promptedSolutions|"
    rb"showInkAnnotation|backupFile|saveExternalLinkValues|updateLinks|syncHorizontal|syncVertical|"
    rb"syncRef|transitionEvaluation|transitionEntry|published)=(?:\"[^\"]*\"|'[^']*'))*"
)
"""Attributes that stand before codeName where Excel writes them in order."""


@dataclass(frozen=True, slots=True)
class CodedSheet:
    """A tab as VBA sees it."""

    part: str
    kind: str
    """worksheet, chartsheet."""
    code: str
    """Its code name; "" where it has none yet."""


def coded_sheets(package: Package, workbook: str) -> list[CodedSheet]:
    """List the tabs in order, chart sheets too."""
    root = parse_xml(package.read(workbook), workbook)
    relations = {r.id: r for r in read_relations(package, workbook)}
    found = []
    for group in root:
        for element in group if local(group.tag) == "sheets" else ():
            relation = relations.get(element.get(_RELATION_ID, ""))
            if relation is None or relation.type not in _KINDS or not relation.target:
                raise RefusedError(
                    f"没有写入：工作表“{element.get('name')}”是旧式宏表或对话框表，不能加入按钮",
                    f"Nothing written: sheet {element.get('name')!r} is an old macro or dialog "
                    "sheet; buttons cannot be added to such a workbook",
                )
            code = _CODE_NAME.search(_properties(package.read(relation.target)))
            name = code[1].decode("utf-8", "replace") if code else ""
            found.append(CodedSheet(relation.target, relation.type, name))
    return found


def _properties(xml: bytes) -> bytes:
    """Give the tag of a tab's properties, its root's first child, b"" where it has none."""
    tags = [found[0] for found in islice(_ROOT.finditer(xml[:_HEAD]), 2)]
    return (
        tags[1] if len(tags) > 1 and re.match(rb"<(?:[\w.-]+:)?sheetPr\b", tags[1]) else b""
    )


def named_sheets(sheets: Sequence[CodedSheet]) -> list[CodedSheet]:
    """Name the tabs that have no code name as Excel does: kind and place, never twice."""
    taken = {sheet.code.casefold() for sheet in sheets if sheet.code} | {"thisworkbook"}
    named = []
    for place, sheet in enumerate(sheets, 1):
        code, number = sheet.code, place
        while not code:
            wanted = f"{_KINDS[sheet.kind]}{number}"
            code = "" if wanted.casefold() in taken else wanted
            number += 1
        taken.add(code.casefold())
        named.append(CodedSheet(sheet.part, sheet.kind, code))
    return named


def with_code(xml: bytes, element: bytes, code: str) -> bytes:
    """Set codeName on *element*, which is made where the format wants it."""
    attribute = b' codeName="' + escape(code).encode() + b'"'
    root = _ROOT.search(xml)
    if root is None:  # passed pre-flight, so there is one
        return xml
    tag = re.compile(rb"<" + re.escape(root[1]) + element + rb"\b" + _EARLIER)
    limit = len(xml) if element == b"workbookPr" else _HEAD
    found = tag.search(xml, root.end(), limit)
    if found and _CODE_NAME.search(xml[found.start() : xml.index(b">", found.end())]):
        return xml
    if found:
        return xml[: found.end()] + attribute + xml[found.end() :]
    before = re.compile(
        rb"\s*(?:<"
        + re.escape(root[1])
        + rb"(?:fileVersion|fileSharing)\b[^>]*?(?:/>|>\s*</[^>]*>))*"
    )
    place = before.match(xml, root.end())
    at = place.end() if place and element == b"workbookPr" else root.end()
    return xml[:at] + b"<" + root[1] + element + attribute + b"/>" + xml[at:]
