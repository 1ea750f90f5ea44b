"""What is wrong with one worksheet: its order, cells, blocks, rules and links."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from promo_xl.ooxml.areas import Area
from promo_xl.ooxml.scan import LAST_ROW, place_of
from tests.ooxml.lint_package import Linted, every, kids, local
from tests.ooxml.lint_refs import block, formula_faults, is_sqref, overlaps

ORDER = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
]
LONGEST_TEXT = 32_767
LONGEST_LIST = 255
_LEGACY = {"legacyDrawing": "vmlDrawing", "drawing": "drawing", "tablePart": "table"}
_X14 = re.compile(r"\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}")


@dataclass
class Limits:
    """How many formats, texts and marks the workbook has."""

    styles: int = 1
    rules: int = 0
    strings: list[str] = field(default_factory=list)
    cell_marks: int = 0
    value_marks: int = 0
    sheets: frozenset[str] = frozenset()


@dataclass
class Cells:
    """What a sheet's cells hold: texts of string cells, and where formulas are."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    arrays: list[Area] = field(default_factory=list)

    def computed(self, row: int, column: int) -> bool:
        """Whether a formula gives this cell its value."""
        return (row, column) in self.formulas or any(
            a[0] <= row <= a[2] and a[1] <= column <= a[3] for a in self.arrays
        )


def sheet_faults(book: Linted, part: str, limits: Limits, cells: Cells) -> Iterator[str]:
    """Check one worksheet, and fill *cells* with what it holds."""
    root = book.tree(part)
    if root is None:
        return
    places = [ORDER.index(local(e)) for e in root if local(e) in ORDER]
    if places != sorted(places):
        yield "elements out of order"
    once = [p for p in places if ORDER[p] != "conditionalFormatting"]
    if len(once) != len(set(once)):
        yield "an element twice"
    yield from _rows(root, limits, cells)
    yield from _columns(root)
    yield from _blocks(root)
    yield from _rules(root, limits)
    yield from _validations(root, limits)
    yield from _links(root, limits)
    yield from _relations(book, part, root)


def _rows(root: Any, limits: Limits, cells: Cells) -> Iterator[str]:
    number = 0
    for row in kids(root, "sheetData/row"):
        before, number = number, int(row.get("r") or number + 1)
        if not before < number <= LAST_ROW:
            yield f"row {number} after row {before}"
        column = 0
        for cell in kids(row, "c"):
            ref = cell.get("r")
            place = place_of(ref.encode()) if ref else (number, column + 1)
            if place[0] != number or place[1] <= column:
                yield f"cell {ref} in row {number} after column {column}"
            column = place[1]
            yield from (f"{what} at {ref}" for what in _cell(cell, place, limits, cells))


def _cell(cell: Any, place: tuple[int, int], limits: Limits, cells: Cells) -> Iterator[str]:
    if int(cell.get("s") or 0) >= limits.styles:
        yield f"style {cell.get('s')}"
    if int(cell.get("cm") or 0) > limits.cell_marks:
        yield f"cell metadata {cell.get('cm')}"
    if int(cell.get("vm") or 0) > limits.value_marks:
        yield f"value metadata {cell.get('vm')}"
    for formula in kids(cell, "f"):
        cells.formulas.add(place)
        area = block(formula.get("ref")) if formula.get("ref") else None
        if formula.get("ref") and area is None:
            yield f"formula of {formula.get('ref')}"
        if area and formula.get("t") in ("array", "dataTable"):
            cells.arrays.append(area)
        if formula.text:
            yield from formula_faults(formula.text, limits.sheets)
    yield from _held(cell, place, limits, cells)


def _held(cell: Any, place: tuple[int, int], limits: Limits, cells: Cells) -> Iterator[str]:
    kind = cell.get("t", "n")
    value = next((v.text or "" for v in kids(cell, "v")), None)
    if kind == "inlineStr":
        cells.texts[place] = "".join(
            t.text or "" for one in kids(cell, "is") for t in _t(one)
        )
    elif kind == "str" and value is not None:
        cells.texts[place] = value
    elif value is not None:
        yield from _coded(kind, value, place, limits, cells)
    if len(cells.texts.get(place, "")) > LONGEST_TEXT:
        yield "text too long"


def _coded(
    kind: str, value: str, place: tuple[int, int], limits: Limits, cells: Cells
) -> Iterator[str]:
    if kind == "s" and value.isdigit() and int(value) < len(limits.strings):
        cells.texts[place] = limits.strings[int(value)]
    elif kind == "s":
        yield f"shared text {value}"
    elif kind == "b" and value not in ("0", "1"):
        yield f"boolean {value}"
    elif kind == "n" and value:
        yield from _number(value)


def _t(node: Any) -> list[Any]:
    """Give the texts of a string item; its phonetic runs do not count."""
    return [*kids(node, "t"), *kids(node, "r/t")]


def string_items(root: Any) -> list[str]:
    """Give the shared strings."""
    return ["".join(t.text or "" for t in _t(item)) for item in kids(root, "si")]


def _number(value: str) -> Iterator[str]:
    try:
        finite = abs(float(value)) < float("inf")
    except ValueError:
        finite = False
    if not finite:
        yield f"number {value}"


def _columns(root: Any) -> Iterator[str]:
    before = 0
    for column in kids(root, "cols/col"):
        first, last = int(column.get("min", 0)), int(column.get("max", 0))
        if not before < first <= last:
            yield f"column widths {first} to {last} after {before}"
        before = last


def _blocks(root: Any) -> Iterator[str]:
    others = (top for top in root if local(top) != "sheetData")  # cells have no sqref
    elements = [e for top in others for e in top.iter() if isinstance(e.tag, str)]
    sqrefs = [(e, e.text if local(e) == "sqref" else e.get("sqref")) for e in elements]
    yield from (
        f"{local(e)} of {said}" for e, said in sqrefs if said and not is_sqref(said)
    )
    for name in ("dimension", "autoFilter", "sortState", "sortCondition"):
        refs = [node.get("ref", "") for node in every(root, name)]
        yield from (f"{name} of {ref}" for ref in refs if not block(ref))
    merges = [block(m.get("ref", "")) for m in kids(root, "mergeCells/mergeCell")]
    if None in merges:
        yield "a merged block that is none"
    areas: list[Area] = [m for m in merges if m]
    if overlaps(areas):
        yield "merged blocks overlap"


def _rules(root: Any, limits: Limits) -> Iterator[str]:
    plain: list[str] = []
    own: list[str] = []
    for rule in every(root, "cfRule"):
        if int(rule.get("dxfId") or 0) >= max(limits.rules, 1):
            yield f"format {rule.get('dxfId')} of a conditional format"
        if "2009/9/main" in rule.tag:
            own.append(rule.get("id", ""))
        plain += [e.text or "" for e in kids(rule, "extLst/ext/id")]
        for name in ("formula", "f"):
            for formula in kids(rule, name):
                yield from formula_faults(formula.text or "", limits.sheets)
    twice = [i for i, n in Counter(i for i in own if i).items() if n > 1]
    yield from (f"x14 rule {i} twice" for i in twice)
    yield from (f"x14 rule id {i}" for i in own if i and not _X14.fullmatch(i))
    yield from (f"x14 rule {i} is missing" for i in plain if i not in own)


def _validations(root: Any, limits: Limits) -> Iterator[str]:
    for one in every(root, "dataValidation"):
        for formula in [*kids(one, "formula1"), *kids(one, "formula2")]:
            text = "".join(formula.itertext())
            if one.get("type") == "list" and text.startswith('"'):
                if len(text) - 2 > LONGEST_LIST:
                    yield f"a list of {len(text) - 2} characters"
            elif text:
                yield from formula_faults(text, limits.sheets)
    for one in every(root, "sparkline"):
        for formula in kids(one, "f"):
            yield from formula_faults(formula.text or "", limits.sheets)


def _links(root: Any, limits: Limits) -> Iterator[str]:
    for link in kids(root, "hyperlinks/hyperlink"):
        if not block(link.get("ref", "")):
            yield f"link at {link.get('ref')}"
        where = link.get("location", "")
        if "!" in where and not any(True for k in link.attrib if k.endswith("}id")):
            yield from (f"link: {w}" for w in formula_faults(where, limits.sheets))


def _relations(book: Linted, part: str, root: Any) -> Iterator[str]:
    rels = book.rels(part)
    for name, kind in _LEGACY.items():
        for node in every(root, name):
            ids = [v for k, v in node.attrib.items() if k.endswith("relationships}id")]
            if ids and ids[0] in rels and rels[ids[0]].kind != kind:
                yield f"{name} leads to {rels[ids[0]].kind}"
    notes = book.targets(part, "comments")
    if notes and not kids(root, "legacyDrawing"):
        yield "notes without their legacyDrawing"
    for note in notes:
        yield from _notes(book.tree(note))
    listed = {r for r, rel in rels.items() if rel.kind == "table"}
    named = {
        v
        for t in every(root, "tablePart")
        for k, v in t.attrib.items()
        if k.endswith("}id")
    }
    if listed != named:
        yield "tables listed are not the tables there"


def _notes(root: Any) -> Iterator[str]:
    authors = len(kids(root, "authors/author"))
    seen: set[str] = set()
    for note in kids(root, "commentList/comment"):
        ref = note.get("ref", "")
        if not block(ref) or ref in seen:
            yield f"note at {ref}"
        seen.add(ref)
        if int(note.get("authorId") or 0) >= authors:
            yield f"author {note.get('authorId')} of a note"
