"""What an Excel package is made of: its XML, relations, tabs and defined names."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from promo_xl.errors import RefusedError, UnreadableError
from promo_xl.ooxml.package import Package

LARGEST_PARSED = 8 << 20
"""Bytes of a part that is read as a tree: 100,000 names or 5,000 tables' columns fit."""
TYPES = "[Content_Types].xml"
_ENCODING = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']""")
_READ_AS_IS = (b"utf-8", b"us-ascii", b"ascii")
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SHEET = re.compile(rb"<(?:[\w.-]+:)?sheet\b[^>]*?/?>")
_NAME = re.compile(rb"""\sname=(["'])(.*?)\1""")
_STATE = re.compile(rb"""\s+state=["'](\w+)["']""")
_ACTIVE = re.compile(rb"""\sactiveTab=["'](\d+)""")
_CALC = re.compile(rb"<((?:[\w.-]+:)?)calcPr\b([^>]*?)(/?)>")
_END = rb"""["'][^>]*?(?:/>|>\s*</[\w.:-]+>)"""
"""The end of an element without content, however it is closed."""
_CLOSING = re.compile(
    rb"</(?:[\w.-]+:)?(?:definedNames|externalReferences|functionGroups|sheets)>"
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One line of a part's .rels: what it points at and why."""

    id: str
    type: str
    """The last word of its type: worksheet, table, sharedStrings …"""
    target: str
    """The part's name in the package, or an address outside."""
    external: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the workbook; `part` is "" for chart sheets and broken links."""

    title: str
    part: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class WorkbookPart:
    """workbook.xml, read: tabs in order, names, how dates count."""

    part: str
    tabs: tuple[Tab, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    date1904: bool = False
    shared: str = ""
    """The part of shared strings, "" where there is none."""
    chain: str = ""
    """The part of the calculation chain, "" where there is none."""


def local(tag: str) -> str:
    """Give an element's name without its namespace."""
    return tag.rpartition("}")[2]


def check_xml_bytes(data: bytes, part: str) -> None:
    """Refuse what no Office program writes and what parsers can be attacked with.

    With any other encoding ruled out, a DTD cannot hide from a plain search.
    """
    head = data[:200]
    found = _ENCODING.search(head)
    odd = found is not None and found[1].lower() not in _READ_AS_IS
    if odd or head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head:
        raise UnreadableError(
            f"部件 {part} 不是 UTF-8 编码，请用 Excel 或 WPS 打开后另存为 .xlsx",
            f"Part {part} is not UTF-8; open the file in Excel and save it again as .xlsx",
        )
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableError(
            f"部件 {part} 含有 DTD 或实体定义，出于安全考虑不读取",
            f"Part {part} holds a DTD or entities; it is not read for safety's sake",
        )


def parse_xml(data: bytes, part: str) -> ET.Element:
    """Parse one part; entities and DTDs are refused, so nothing is ever fetched."""
    check_xml_bytes(data, part)
    if len(data) > LARGEST_PARSED:
        raise UnreadableError(
            f"部件 {part} 过大（{len(data):,} 字节），不予读取",
            f"Part {part} is too large to be read ({len(data):,} bytes)",
        )
    try:
        return ET.fromstring(data)
    except ET.ParseError as exc:
        raise UnreadableError(
            f"文件已损坏：部件 {part} 不是完整的 XML（{exc}）",
            f"The file is damaged: part {part} is not whole XML ({exc})",
        ) from exc


def find_part(package: Package, name: str) -> str:
    """Give the part's name as the zip spells it (case does not count), "" if missing."""
    if name in package:
        return name
    wanted = name.lower()
    return next((n for n in package if n.lower() == wanted), "")


def rels_name(part: str) -> str:
    """Give the name of the .rels part of *part*; "" stands for the package itself."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", file + ".rels")


def read_relations(package: Package, part: str) -> tuple[Relation, ...]:
    """List what *part* points at."""
    name = find_part(package, rels_name(part))
    if not name:
        return ()
    root = parse_xml(package.read(name), name)
    return tuple(_relation(package, part, element) for element in root)


def _relation(package: Package, part: str, element: ET.Element) -> Relation:
    target = element.get("Target", "").replace("\\", "/")
    kind = element.get("Type", "").rpartition("/")[2]
    if element.get("TargetMode") == "External":
        return Relation(element.get("Id", ""), kind, target, external=True)
    folder = posixpath.dirname(part)
    path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
    return Relation(element.get("Id", ""), kind, find_part(package, path))


def find_workbook(package: Package) -> str:
    """Give the name of the workbook part, "" where the package holds none."""
    found = (r for r in read_relations(package, "") if r.type == "officeDocument")
    return next((r.target for r in found), "")


def read_workbook(package: Package, part: str) -> WorkbookPart:
    """Read the workbook part: tabs, names, and where the shared parts lie."""
    root = parse_xml(package.read(part), part)
    relations = read_relations(package, part)
    targets = {r.type: r.target for r in relations}
    sheets = {r.id: r.target for r in relations if r.type == "worksheet"}
    return WorkbookPart(
        part,
        tuple(_tab(element, sheets) for element in _under(root, "sheets")),
        _names(root),
        any(
            e.get("date1904") in ("1", "true") for e in root if local(e.tag) == "workbookPr"
        ),
        targets.get("sharedStrings", ""),
        targets.get("calcChain", ""),
    )


def _under(root: ET.Element, name: str) -> Iterator[ET.Element]:
    for element in root:
        if local(element.tag) == name:
            yield from element


def _tab(element: ET.Element, sheets: Mapping[str, str]) -> Tab:
    return Tab(
        element.get("name", ""),
        sheets.get(element.get(_RELATION_ID, ""), ""),
        element.get("state", "visible") != "visible",
    )


def _names(root: ET.Element) -> dict[str, str]:
    """Names of the workbook; one of a single tab only where no other has it."""
    every: dict[str, str] = {}
    for element in _under(root, "definedNames"):
        name = element.get("name", "")
        if name.startswith("_xlnm.") or (element.get("localSheetId") and name in every):
            continue
        every[name] = element.text or ""
    return every


def drop_calc_chain(package: Package, workbook: WorkbookPart) -> dict[str, bytes | None]:
    """Take the calculation chain out: Excel rebuilds it, a wrong one is a repair prompt."""
    if not workbook.chain:
        return {}
    rels = find_part(package, rels_name(workbook.part))
    types = find_part(package, TYPES)
    name = re.escape(posixpath.basename(workbook.chain).encode())
    relation = re.compile(
        rb"<(?:[\w.-]+:)?Relationship\b[^>]*?Target=[\"'][^\"']*" + name + _END
    )
    override = re.compile(
        rb"<(?:[\w.-]+:)?Override\b[^>]*?PartName=[\"']/[^\"']*" + name + _END
    )
    return {
        rels: relation.sub(b"", package.read(rels)),
        types: override.sub(b"", package.read(types)),
        workbook.chain: None,
    }


def show_tab(xml: bytes, title: str, *, shown: bool) -> bytes:
    """Bring a tab of workbook.xml into view, or take it out."""
    tabs = list(_SHEET.finditer(xml))
    names = [html.unescape(m[2].decode()) for t in tabs if (m := _NAME.search(t[0]))]
    if title not in names:
        raise RefusedError(
            f"没有写入：工作簿里没有工作表“{title}”",
            f"Nothing written: the workbook has no sheet {title!r}",
        )
    place = names.index(title)
    found = tabs[place]
    state = _STATE.search(found[0])
    if shown is (state is None or state[1] == b"visible"):
        return xml
    if not shown:
        _refuse_to_hide(xml, tabs, place, title)
    tag = _STATE.sub(b"", found[0])
    if not shown:
        tag = re.sub(rb"(\s*/?>)$", rb' state="hidden"\1', tag)
    return xml[: found.start()] + tag + xml[found.end() :]


def _refuse_to_hide(
    xml: bytes, tabs: Sequence[re.Match[bytes]], place: int, title: str
) -> None:
    """Keep the tab the workbook opens on: hidden, it would leave Excel a file to repair."""
    active = _ACTIVE.search(xml)
    if place == (int(active[1]) if active else 0):
        raise RefusedError(
            f"没有写入：工作簿打开时停在“{title}”，请先切到别的工作表并保存，再隐藏它",
            f"Nothing written: the workbook opens on {title!r}; go to another sheet, save, "
            "then hide it",
        )


def ask_recalculation(xml: bytes) -> bytes:
    """Tell Excel to calculate everything when it opens the file, as it may know too little."""
    found = _CALC.search(xml)
    if found is None:
        closing = max((m.end() for m in _CLOSING.finditer(xml)), default=0)
        prefix = re.match(rb".*</([\w.-]+:)?", xml[:closing], re.DOTALL)
        name = ((prefix and prefix[1]) or b"") + b"calcPr"
        return xml[:closing] + b"<" + name + b' fullCalcOnLoad="1"/>' + xml[closing:]
    if b"fullCalcOnLoad" in found[2]:
        return re.sub(rb'fullCalcOnLoad="(?:0|false)"', b'fullCalcOnLoad="1"', xml)
    new = b"<" + found[1] + b"calcPr" + found[2].rstrip() + b' fullCalcOnLoad="1"'
    return xml[: found.start()] + new + found[3] + b">" + xml[found.end() :]
