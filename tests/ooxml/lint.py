"""What makes Excel offer a repair, checked without Excel; an empty list is a sound package."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from promo_xl.ooxml.package import read_parts
from promo_xl.ooxml.scan import place_of
from promo_xl.ooxml.sheet import area_of

Parts = dict[str, bytes]


def lint(data: bytes) -> list[str]:
    """List what is wrong with a workbook's bytes."""
    parts = read_parts(data)
    trees = {
        n: etree.fromstring(d) for n, d in parts.items() if n.endswith((".xml", ".rels"))
    }
    sheets = [n for n in parts if re.match(r"xl/worksheets/[^/]+\.xml", n)]
    found = [*_types(parts, trees), *_relations(trees, parts)]
    for name in sheets:
        found += [f"{name}: {what}" for what in _sheet(trees, name)]
    return found


def _find(root: Any, path: str) -> list[Any]:
    steps = "/".join(f"*[local-name()='{step}']" for step in path.split("/"))
    return list(root.xpath(".//" + steps))


def _types(parts: Parts, trees: dict[str, Any]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    overrides = {e.get("PartName").lstrip("/") for e in types if e.get("PartName")}
    extensions = {e.get("Extension") for e in types if e.get("Extension")}
    yield from (f"no such part: {name}" for name in overrides - set(parts))
    for name in set(parts) - overrides - {"[Content_Types].xml"}:
        if name.rsplit(".", 1)[-1] not in extensions:
            yield f"no content type: {name}"


def _targets(trees: dict[str, Any], part: str) -> Iterator[tuple[str, str]]:
    folder, file = posixpath.split(part)
    for relation in trees.get(posixpath.join(folder, "_rels", file + ".rels"), ()):
        if relation.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target")))
            yield relation.get("Type").rsplit("/", 1)[-1], path.lstrip("/")


def _relations(trees: dict[str, Any], parts: Parts) -> Iterator[str]:
    for part in ["", *parts]:
        for kind, target in _targets(trees, part):
            if target not in parts:
                yield f"{part}: no {kind} at {target}"


def _sheet(trees: dict[str, Any], name: str) -> Iterator[str]:
    root = trees[name]
    styles = len(_find(trees["xl/styles.xml"], "cellXfs/xf"))
    strings = _strings(trees)
    values: dict[tuple[int, int], str] = {}
    numbers = [int(row.get("r")) for row in _find(root, "sheetData/row")]
    if numbers != sorted(set(numbers)):
        yield "rows out of order"
    for row in _find(root, "sheetData/row"):
        places = [place_of(cell.get("r").encode()) for cell in _find(row, "c")]
        if places != sorted(set(places)) or {p[0] for p in places} - {int(row.get("r"))}:
            yield f"cells out of order in row {row.get('r')}"
        values |= {
            p: _value(c, strings) for p, c in zip(places, _find(row, "c"), strict=True)
        }
    yield from _cells(trees, name, styles)
    for kind, target in _targets(trees, name):
        if kind == "table":
            yield from _table(trees[target], values)


def _cells(trees: dict[str, Any], name: str, styles: int) -> Iterator[str]:
    root = trees[name]
    for cell in _find(root, "c"):
        if int(cell.get("s", 0)) >= styles:
            yield f"style {cell.get('s')} at {cell.get('r')}"
    chain = trees.get("xl/calcChain.xml")
    if chain is not None and name == "xl/worksheets/sheet1.xml":
        formulas = {c.getparent().get("r") for c in _find(root, "f")}
        yield from (f"chain: {c.get('r')}" for c in chain if c.get("r") not in formulas)


def _strings(trees: dict[str, Any]) -> list[str]:
    root = trees.get("xl/sharedStrings.xml")
    items = _find(root, "si") if root is not None else []
    return ["".join(t.text or "" for t in _find(item, "t")) for item in items]


def _value(cell: Any, strings: list[str]) -> str:
    value = next((v.text or "" for v in _find(cell, "v")), "")
    if cell.get("t") == "s":
        return strings[int(value)]
    if cell.get("t") == "inlineStr":
        return "".join(t.text or "" for t in _find(cell, "t"))
    if value and cell.get("t", "n") == "n":
        float(value)
    return value


def _table(root: Any, values: dict[tuple[int, int], str]) -> Iterator[str]:
    top, left, bottom, right = area_of(root.get("ref"))
    names = [c.get("name") for c in _find(root, "tableColumns/tableColumn")]
    if len(names) != right - left + 1 or bottom <= top:
        yield f"{root.get('name')}: {len(names)} columns in {root.get('ref')}"
    for column, name in enumerate(names, left):
        if values.get((top, column)) != name:
            yield f"{root.get('name')}: {name} is {values.get((top, column))} in its cell"
    for found in _find(root, "autoFilter"):
        if area_of(found.get("ref"))[2] > bottom:
            yield f"{root.get('name')}: filter {found.get('ref')}"
