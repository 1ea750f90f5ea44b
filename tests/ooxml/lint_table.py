"""What is wrong with the tables of a workbook: their blocks, columns, names and filters."""

import html
import re
from collections.abc import Iterator
from typing import Any

from promo_xl.ooxml.areas import Area
from tests.ooxml.lint_package import Linted, kids, local
from tests.ooxml.lint_refs import block, formula_faults, overlap, overlaps
from tests.ooxml.lint_sheet import Cells, Limits

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMATS = ("dataDxfId", "headerRowDxfId", "totalsRowDxfId")


class Names:
    """Names and ids of tables, which a workbook may hold only once."""

    def __init__(self, defined: set[str]) -> None:
        self._names = set(defined)
        self._ids: set[str] = set()

    def take(self, root: Any) -> Iterator[str]:
        """Give what is taken already."""
        name, number = root.get("displayName", "").lower(), root.get("id", "")
        if not name or name in self._names or number in self._ids:
            yield f"name {name} or id {number} is taken"
        self._names.add(name)
        self._ids.add(number)


def table_faults(
    book: Linted, part: str, cells: Cells, limits: Limits, names: Names
) -> Iterator[str]:
    """Check every table of a sheet."""
    areas: list[Area] = []
    merges = [
        block(m.get("ref", "")) for m in kids(book.tree(part), "mergeCells/mergeCell")
    ]
    for target in book.targets(part, "table"):
        root = book.tree(target)
        if root is None:
            continue
        said = root.get("displayName")
        yield from (f"table {said}: {what}" for what in names.take(root))
        area = block(root.get("ref", ""))
        if area is None:
            yield f"table {said} of {root.get('ref')}"
            continue
        areas.append(area)
        if any(m and overlap(m, area) for m in merges):
            yield f"table {said}: a merged block inside"
        yield from (f"table {said}: {what}" for what in _table(root, area, cells, limits))
    if overlaps(areas):
        yield "tables overlap"


def _table(root: Any, area: Area, cells: Cells, limits: Limits) -> Iterator[str]:
    top, left, bottom, right = area
    header = root.get("headerRowCount", "1") != "0"
    totals = int(root.get("totalsRowCount") or 0)
    if bottom - top + 1 <= header + totals:
        yield "no row between header and totals"
    columns = kids(root, "tableColumns/tableColumn")
    yield from _columns(columns, right - left + 1)
    said = [(key, node.get(key) or "0") for node in [root, *columns] for key in _FORMATS]
    yield from (f"{k} {v}" for k, v in said if int(v) >= max(limits.rules, 1))
    for column, node in enumerate(columns, left):
        held = _plain(cells.texts.get((top, column)))
        if header and held != _plain(node.get("name")):
            yield f"header {node.get('name')!r} is {held!r} in its cell"
        for formula in node:
            if local(formula).endswith("Formula"):
                yield from formula_faults(formula.text or "", limits.sheets)
    yield from _filter(root, area, totals)


def _columns(columns: list[Any], width: int) -> Iterator[str]:
    if len(columns) != width:
        yield f"{len(columns)} columns in {width}"
    for key in ("name", "id"):
        values = [(c.get(key) or "").lower() for c in columns]
        yield from (f"column {key} {v} twice" for v in {*values} if values.count(v) > 1)


def _filter(root: Any, area: Area, totals: int) -> Iterator[str]:
    top, left, bottom, right = area
    for one in kids(root, "autoFilter"):
        if block(one.get("ref", "")) != (top, left, bottom - totals, right):
            yield f"filter of {one.get('ref')}"
        for column in kids(one, "filterColumn"):
            if int(column.get("colId") or 0) > right - left:
                yield f"filter of column {column.get('colId')}"
    for one in [*kids(root, "sortState"), *kids(root, "autoFilter/sortState")]:
        inside = block(one.get("ref", ""))
        if inside is None or not overlap(inside, area) or inside[2] > bottom:
            yield f"sorted {one.get('ref')}"


def _plain(text: str | None) -> str | None:
    """Give a header as Excel compares it: escapes undone, line ends alike."""
    if text is None:
        return None
    found = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), html.unescape(text))
    return found.replace("\r\n", "\n").replace("\r", "\n")
