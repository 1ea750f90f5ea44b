"""The package around the slides: which parts a template keeps, and where slides go in."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from promo_xl.ooxml.package import Package
from promo_xl.ooxml.xmltext import escape

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION = f"{{{_RELATIONS}}}Relationship"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DEFAULT, _OVERRIDE = f"{{{_TYPES}}}Default", f"{{{_TYPES}}}Override"
CONTENT = "application/vnd.openxmlformats-officedocument.presentationml"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DROPPED = (
    "/slide",
    "/viewProps",
    "/thumbnail",
    "/core-properties",
    "/extended-properties",
    "/custom-properties",
    "/printerSettings",
    "/handoutMaster",
    "/vbaProject",
)
"""Relations not followed: a template's own slides, and what we write ourselves."""


class Relation(NamedTuple):
    """One relationship; `target` is the name of a part, "" outside the package."""

    id: str
    kind: str
    target: str


def parse(data: bytes) -> etree._Element:
    """Parse a part of a foreign file: no entities, no network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def attributes(node: etree._Element) -> dict[str, str]:
    """Give the attributes of *node* as text."""
    return {str(key): str(value) for key, value in node.attrib.items()}


def relations_name(part: str) -> str:
    """Give the part that lists the relationships of *part*; "" is the package itself."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(package: Package, part: str) -> list[Relation]:
    """List the relationships of *part*."""
    name = relations_name(part)
    if name not in package:
        return []
    found = []
    for node in parse(package.read(name)).iter(_RELATION):
        inside = node.get("TargetMode") != "External"
        target = _resolve(part, node.get("Target", "")) if inside else ""
        found.append(Relation(node.get("Id", ""), node.get("Type", ""), target))
    return found


def _resolve(part: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def is_dropped(relation: Relation) -> bool:
    """Whether the deck does without what this relationship leads to."""
    return relation.kind.endswith(_DROPPED)


def kept_parts(package: Package) -> set[str]:
    """Follow the relationships from the package's root; what is not reached stays out."""
    kept = {"[Content_Types].xml", relations_name("")}
    waiting = [""]
    while waiting:
        part = waiting.pop()
        for relation in relations(package, part):
            target = relation.target
            if is_dropped(relation) or target in kept or target not in package:
                continue
            kept.update({target, relations_name(target)})
            waiting.append(target)
    return {name for name in kept if name in package}


def strip_relations(package: Package, part: str) -> str:
    """List the relationships of *part* without the dropped ones, as elements."""
    root = parse(package.read(relations_name(part)))
    nodes = root.iter(_RELATION)
    return "".join(
        _element("Relationship", attributes(node))
        for node, relation in zip(nodes, relations(package, part), strict=True)
        if not is_dropped(relation)
    )


def strip_types(package: Package, kept: set[str], presentation: str) -> str:
    """List the content types of the kept parts, as elements.

    Whatever the template was (.potx, .pptm), the deck is a plain presentation.
    """
    root = parse(package.read("[Content_Types].xml"))
    usual = {node.get("Extension", "").lower(): node for node in root.iter(_DEFAULT)}
    found = [_element("Default", attributes(node)) for node in usual.values()]
    if "xlsx" not in usual:
        found.append(_element("Default", {"Extension": "xlsx", "ContentType": _XLSX}))
    for node in root.iter(_OVERRIDE):
        name = node.get("PartName", "").lstrip("/")
        if name == presentation:
            node.set("ContentType", f"{CONTENT}.presentation.main+xml")
        if name in kept:
            found.append(_element("Override", attributes(node)))
    return "".join(found)


def _element(tag: str, values: Mapping[str, str]) -> str:
    inner = "".join(f' {k}="{escape(v)}"' for k, v in values.items())
    return f"<{tag}{inner}/>"


def relation_xml(identity: str, kind: str, target: str) -> str:
    """Give one relationship to a part of the package."""
    return _element("Relationship", {"Id": identity, "Type": kind, "Target": f"/{target}"})


def relations_xml(listed: str) -> bytes:
    """Give a relationships part of the elements *listed*."""
    return f'{HEAD}<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'.encode()


def types_xml(listed: str) -> bytes:
    """Give [Content_Types].xml of the elements *listed*."""
    return f'{HEAD}<Types xmlns="{_TYPES}">{listed}</Types>'.encode()


def strip_presentation(package: Package, name: str) -> tuple[str, str, bool]:
    """Give presentation.xml before and after the list of slides, and whether it has notes."""
    root = parse(package.read(name))
    for tag in ("handoutMasterIdLst", "sldIdLst", "extLst", "custShowLst"):
        for node in root.findall(f"{{{P}}}{tag}"):
            root.remove(node)
    has_notes = root.find(f"{{{P}}}notesMasterIdLst") is not None
    after_slides = next(root.iterchildren(f"{{{P}}}sldSz", f"{{{P}}}notesSz"))
    after_slides.addprevious(etree.Comment("slides"))
    before, after = _text(root).split("<!--slides-->")
    return before, after, has_notes


def _text(root: etree._Element) -> str:
    return etree.tostring(
        root, encoding="UTF-8", xml_declaration=True, standalone=True
    ).decode()
