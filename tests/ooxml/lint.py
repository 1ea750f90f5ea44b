"""What makes Excel offer a repair, checked without Excel; an empty list is a sound package.

The program runs by hand too: `python -m tests.ooxml.lint BOOK.xlsx …`.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from promo_xl.ooxml.scan import place_of
from tests.ooxml.lint_package import Linted, every, kids, local, package_faults
from tests.ooxml.lint_refs import formula_faults
from tests.ooxml.lint_sheet import Cells, Limits, sheet_faults, string_items
from tests.ooxml.lint_table import Names, table_faults

_BAD_TITLE = re.compile(r"[\[\]:*?/\\]|^'|'$|^$")
_LONGEST_TITLE = 31


def lint(data: bytes) -> list[str]:
    """List what is wrong with a workbook's bytes."""
    book = Linted(data)
    found = [*package_faults(book)]
    limits = _limits(book)
    found += [f"{book.book}: {what}" for what in _workbook(book, limits)]
    names = Names({n.lower() for n, scope in _defined(book) if not scope})
    held: dict[str, Cells] = {}
    for part in book.sheets.values():
        cells = held[part] = Cells()
        if local(book.tree(part)) == "worksheet":
            found += [f"{part}: {w}" for w in sheet_faults(book, part, limits, cells)]
            found += [
                f"{part}: {w}" for w in table_faults(book, part, cells, limits, names)
            ]
    found += [*_chain(book, held), *_styles(book), *_threads(book)]
    for part in book.parts:
        if re.search(r"charts/chart[^/]*\.xml$|chartex[^/]*\.xml$", part):
            found += [f"{part}: {what}" for what in _chart(book.tree(part), limits)]
        if re.search(r"/drawing[^/]*\.xml$", part):
            found += [f"{part}: {what}" for what in _drawing(book.tree(part))]
    return [*found, *book.broken]


def _limits(book: Linted) -> Limits:
    def first(kind: str) -> Any:
        return book.tree(next(iter(book.targets(book.book, kind)), ""))

    styles, marks = first("styles"), first("sheetMetadata")
    return Limits(
        max(len(kids(styles, "cellXfs/xf")), 1),
        len(kids(styles, "dxfs/dxf")),
        string_items(first("sharedStrings")),
        len(kids(marks, "cellMetadata/bk")),
        len(kids(marks, "valueMetadata/bk")),
        frozenset(title.lower() for title in book.sheets),
    )


def _defined(book: Linted) -> list[tuple[str, str]]:
    nodes = kids(book.tree(book.book), "definedNames/definedName")
    return [(n.get("name", ""), n.get("localSheetId", "")) for n in nodes]


def _workbook(book: Linted, limits: Limits) -> Iterator[str]:
    root = book.tree(book.book)
    tabs = kids(root, "sheets/sheet")
    for key in ("name", "sheetId"):
        values = Counter(t.get(key, "").lower() for t in tabs)
        yield from (f"{key} {v!r} twice" for v, n in values.items() if n > 1)
    for tab in tabs:
        title = tab.get("name", "")
        if len(title) > _LONGEST_TITLE or _BAD_TITLE.search(title):
            yield f"sheet name {title!r}"
    yield from _views(root, tabs)
    yield from _code_names(book, root)
    for (name, scope), n in Counter(
        (name.lower(), scope) for name, scope in _defined(book)
    ).items():
        if n > 1 or (scope and int(scope) >= len(tabs)):
            yield f"name {name} twice or of no sheet ({scope})"
    for node in kids(root, "definedNames/definedName"):
        faults = formula_faults(node.text or "", limits.sheets)
        yield from (f"name {node.get('name')}: {what}" for what in faults)
    caches = Counter(c.get("cacheId") for c in kids(root, "pivotCaches/pivotCache"))
    yield from (f"pivot cache {i} twice" for i, n in caches.items() if n > 1)


def _views(root: Any, tabs: list[Any]) -> Iterator[str]:
    hidden = [t.get("state", "visible") != "visible" for t in tabs]
    if all(hidden):
        yield "no sheet in view"
    for view in kids(root, "bookViews/workbookView"):
        active = int(view.get("activeTab") or 0)
        if active >= len(tabs) or (hidden[active] and not all(hidden)):
            yield f"opens on sheet {active}, hidden or missing"


def _code_names(book: Linted, root: Any) -> Iterator[str]:
    nodes = kids(root, "workbookPr")
    for part in book.sheets.values():
        nodes += kids(book.tree(part), "sheetPr")
    counted = Counter(n.get("codeName", "").lower() for n in nodes if n.get("codeName"))
    yield from (f"code name {name} twice" for name, n in counted.items() if n > 1)


def _chain(book: Linted, held: dict[str, Cells]) -> Iterator[str]:
    """Check that every cell of the calculation chain holds a formula."""
    tabs = kids(book.tree(book.book), "sheets/sheet")
    titles = {t.get("sheetId"): t.get("name") for t in tabs}
    for part in book.targets(book.book, "calcChain"):
        number = "0"
        for cell in kids(book.tree(part), "c"):
            number = cell.get("i") or number
            cells = held.get(book.sheets.get(titles.get(number, ""), ""), Cells())
            if not cells.computed(*place_of(cell.get("r", "A1").encode())):
                yield f"{part}: {cell.get('r')} of sheet {number} has no formula"


def _styles(book: Linted) -> Iterator[str]:
    for part in book.targets(book.book, "styles"):
        root = book.tree(part)
        pools = {
            "fontId": len(kids(root, "fonts/font")),
            "fillId": len(kids(root, "fills/fill")),
            "borderId": len(kids(root, "borders/border")),
            "xfId": len(kids(root, "cellStyleXfs/xf")),
        }
        for i, xf in enumerate(kids(root, "cellXfs/xf")):
            for key, size in pools.items():
                if int(xf.get(key) or 0) >= max(size, 1):
                    yield f"{part}: {key} {xf.get(key)} of format {i}"


def _threads(book: Linted) -> Iterator[str]:
    people = {
        p.get("id")
        for part in book.targets(book.book, "person")
        for p in kids(book.tree(part), "person")
    }
    for sheet in book.sheets.values():
        for part in book.targets(sheet, "threadedComment"):
            comments = kids(book.tree(part), "threadedComment")
            ids = {c.get("id") for c in comments}
            for one in comments:
                parent = one.get("parentId")
                if one.get("personId") not in people or (parent and parent not in ids):
                    yield f"{part}: comment {one.get('id')} of nobody"


def _chart(root: Any, limits: Limits) -> Iterator[str]:
    for node in every(root, "f"):
        yield from formula_faults(node.text or "", limits.sheets)
    for name in ("numCache", "strCache"):
        for cache in every(root, name):
            counts = [int(c.get("val") or 0) for c in kids(cache, "ptCount")]
            points = [int(p.get("idx") or 0) for p in kids(cache, "pt")]
            if points != sorted(set(points)) or (
                counts and max([-1, *points]) >= counts[0]
            ):
                yield f"a cache of {counts} points"


def _drawing(root: Any) -> Iterator[str]:
    for anchor in every(root, "twoCellAnchor"):
        corners = [
            [int(next((v.text for v in kids(anchor, f"{end}/{axis}")), 0)) for end in ENDS]
            for axis in ("row", "col")
        ]
        if any(first > last for first, last in corners):
            yield f"an anchor from {corners}"


ENDS = ("from", "to")


if __name__ == "__main__":
    for file in sys.argv[1:]:
        sys.stdout.writelines(f"{file}: {w}\n" for w in lint(Path(file).read_bytes()))
