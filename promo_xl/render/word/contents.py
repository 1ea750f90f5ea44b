"""The list of chapters: cut out of the body at first, put back where a report is long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from lxml import etree

from promo_xl.render.word.tags import Node, P, W, tags_in

_PLACE = "promo-contents"
_HOLDER = f"<!--{_PLACE}-->"
_FIRST_ID = 9000
_STYLED = re.compile(
    r'<w:p(?: [^>]*)?><w:pPr>(?:(?!</w:pPr>).)*?<w:pStyle w:val="([^"]+)"/>'
    r"(?:(?!</w:pPr>).)*</w:pPr>((?:(?!</w:p>).)*)</w:p>",
    re.DOTALL,
)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def cut_out(root: Node, name: str) -> Node | None:
    """Take `{%p if name %} … {%p endif %}` out of the body; None where there is none.

    What is given is an element like the root that holds the block alone.
    """
    for body in root.iter(f"{W}body"):
        block = _block(list(body), name)
        if block:
            block[0].addprevious(etree.Comment(_PLACE))
            alone = etree.Element(root.tag, nsmap=root.nsmap)
            alone.extend(block)
            return alone
    return None


def _block(children: Sequence[Node], name: str) -> list[Node]:
    found: list[Node] = []
    depth = 0
    for child in children:
        tags = tags_in(child) if child.tag == P else iter(())
        tag = next((one for one in tags if one.scope == "p"), None)
        word = tag.word if tag else ""
        if not found and not (word == "if" and tag and tag.body == f"if {name}"):
            continue
        found.append(child)
        depth += {"if": 1, "endif": -1}.get(word, 0)
        if not depth:
            return found
    return []


def headings(xml: str, styles: frozenset[str]) -> list[str]:
    """List the texts of a rendered body's headings in these styles."""
    return [_said(found) for found in _found(xml, styles)]


def bookmark(i: int) -> str:
    """Name the bookmark of a chapter."""
    return f"_promo{i + 1}"


def without_list(xml: str) -> str:
    """Give the body of a short report."""
    return xml.replace(_HOLDER, "", 1)


def with_list(xml: str, styles: frozenset[str], rendered: str) -> str:
    """Put the rendered block in its place, and a bookmark around each heading."""
    made, at = [], 0
    for i, found in enumerate(_found(xml, styles)):
        inside = found.start(2)
        made += [
            xml[at:inside],
            f'<w:bookmarkStart w:id="{_FIRST_ID + i}" w:name="{bookmark(i)}"/>',
            found.group(2),
            f'<w:bookmarkEnd w:id="{_FIRST_ID + i}"/>',
        ]
        at = found.end(2)
    return "".join((*made, xml[at:])).replace(_HOLDER, _inside(rendered), 1)


def _inside(xml: str) -> str:
    """Give what stands in the outermost element."""
    start = xml.index(">", xml.index("<", xml.index("?>") + 2)) + 1
    return xml[start : xml.rindex("</")]


def _found(xml: str, styles: frozenset[str]) -> list[re.Match[str]]:
    if not styles:
        return []
    ids = "|".join(map(re.escape, sorted(styles)))
    places = re.finditer(f'<w:pStyle w:val="(?:{ids})"/>', xml)
    starts = (xml.rfind("<w:p", 0, xml.rfind("<w:pPr", 0, m.start())) for m in places)
    found = (_STYLED.match(xml, start) for start in starts if start >= 0)
    return [one for one in found if one is not None and _said(one).strip()]


def _said(found: re.Match[str]) -> str:
    return unescape("".join(_TEXT.findall(found.group(2))))
