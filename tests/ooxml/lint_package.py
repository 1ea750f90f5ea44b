"""A package as the lint sees it: parts, trees, relations, and what is wrong with those."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from promo_xl.ooxml.package import list_members

TYPES = "[content_types].xml"
_XML = (".xml", ".rels", ".vml")
_IN_R = re.compile(r"\{[^}]*officeDocument/(?:2006/)?relationships\}\w+")


@dataclass(frozen=True)
class Rel:
    """One relation: the last word of its type, and where it points."""

    kind: str
    target: str
    external: bool


def local(node: Any) -> str:
    """Give an element's name without its namespace, "" for comments."""
    tag = getattr(node, "tag", "")
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def kids(node: Any, path: str) -> list[Any]:
    """Find elements by local names, child by child: `sheetData/row`."""
    found = [] if node is None else [node]
    for step in path.split("/"):
        found = [child for one in found for child in one.iterchildren(f"{{*}}{step}")]
    return found


def every(node: Any, name: str) -> list[Any]:
    """Find elements anywhere below by local name."""
    return list(node.iter(f"{{*}}{name}", name)) if node is not None else []


class Linted:
    """The parts of a package by lower-case name, and their trees."""

    def __init__(self, data: bytes) -> None:
        self.names = [m.name for m in list_members(data) if not m.name.endswith("/")]
        self.parts = {m.name.lower(): m.read() for m in list_members(data)}
        self.broken: list[str] = []
        self._trees: dict[str, Any] = {}

    def tree(self, part: str) -> Any:
        """Parse a part; None where there is none or it is no XML."""
        name = part.lower()
        if name not in self._trees:
            try:
                parser = etree.XMLParser(recover=name.endswith(".vml"))  # they hold <br>
                self._trees[name] = etree.fromstring(self.parts[name], parser)
            except KeyError:
                self._trees[name] = None
            except etree.XMLSyntaxError:
                self.broken.append(f"{part}: not XML")
                self._trees[name] = None
        return self._trees[name]

    def rels(self, part: str) -> dict[str, Rel]:
        """Give the relations of a part by id; "" stands for the package."""
        folder, file = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", file + ".rels"))
        return {e.get("Id", ""): _rel(folder, e) for e in kids(root, "Relationship")}

    def targets(self, part: str, kind: str) -> list[str]:
        """List what a part points at in one way."""
        return [r.target for r in self.rels(part).values() if r.kind == kind]

    @cached_property
    def book(self) -> str:
        """Name the workbook part."""
        return next(iter(self.targets("", "officeDocument")), "")

    @cached_property
    def sheets(self) -> dict[str, str]:
        """Map tab titles to parts, chart sheets and macro sheets too."""
        rels = self.rels(self.book)
        return {
            str(tab.get("name")): rels[i].target
            for tab in kids(self.tree(self.book), "sheets/sheet")
            for i in [relation_id(tab)]
            if i in rels
        }


def relation_id(node: Any) -> str:
    """Give the r:id of an element."""
    ids = (v for k, v in node.attrib.items() if _IN_R.fullmatch(k) and k.endswith("}id"))
    return str(next(ids, ""))


def _rel(folder: str, element: Any) -> Rel:
    kind = element.get("Type", "").rpartition("/")[2]
    target = element.get("Target", "").replace("\\", "/")
    if element.get("TargetMode") == "External":
        return Rel(kind, target, external=True)
    if target.startswith("#"):
        return Rel(kind, "", external=False)
    path = posixpath.normpath(posixpath.join("/" + folder, target.partition("#")[0]))
    return Rel(kind, path.lstrip("/").lower(), external=False)


def package_faults(book: Linted) -> Iterator[str]:
    """Check content types, relations, and that every part is reached."""
    lower = [name.lower() for name in book.names]
    yield from (f"{n}: twice in the zip" for n in set(lower) if lower.count(n) > 1)
    yield from _types(book)
    reached = {"", TYPES}
    todo = [""]
    while todo:
        part = todo.pop()
        yield from _relations(book, part)
        targets = {r.target for r in book.rels(part).values() if not r.external}
        todo += sorted((targets & set(lower)) - reached)
        reached |= targets
    for name in lower:
        folder, file = posixpath.split(name)
        if file.endswith(".rels") and posixpath.basename(folder) == "_rels":
            owner = posixpath.join(posixpath.dirname(folder), file[:-5])
            if owner not in reached:
                yield f"{name}: relations of nothing"
        elif name not in reached:
            yield f"{name}: no relation leads here"


def _types(book: Linted) -> Iterator[str]:
    root = book.tree(TYPES)
    overrides = [e.get("PartName", "").lstrip("/").lower() for e in kids(root, "Override")]
    endings = [e.get("Extension", "").lower() for e in kids(root, "Default")]
    for one in {*overrides, *endings}:
        if overrides.count(one) + endings.count(one) > 1:
            yield f"content type twice: {one}"
    for name in book.names:
        ending = name.rpartition(".")[2].lower()
        if name.lower() not in {*overrides, TYPES} and ending not in endings:
            yield f"{name}: no content type"
    yield from (f"{n}: content type of no part" for n in overrides if n not in book.parts)
    macros = any(
        "macroenabled" in e.get("ContentType", "").lower() for e in kids(root, "Override")
    )
    if book.targets(book.book, "vbaProject") and not macros:
        yield "a VBA project in a workbook whose type has no macros"


def _relations(book: Linted, part: str) -> Iterator[str]:
    folder, file = posixpath.split(part)
    root = book.tree(posixpath.join(folder, "_rels", file + ".rels"))
    ids = [e.get("Id") for e in kids(root, "Relationship")]
    yield from (f"{part}: relation {i} twice" for i in {*ids} if ids.count(i) > 1)
    for rel in book.rels(part).values():
        if not rel.external and rel.target and rel.target not in book.parts:
            yield f"{part}: no {rel.kind} at {rel.target}"
    tree = book.tree(part) if part.endswith(_XML) else None
    if tree is None:
        return
    for node in tree.iter():
        for key, value in node.attrib.items():
            if "}" not in key or not value or value in ids:
                continue
            if _IN_R.fullmatch(key) or key.endswith("office}relid"):
                yield f"{part}: relation {value} of {local(node)} is missing"
