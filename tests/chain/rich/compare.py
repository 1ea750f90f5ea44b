"""What became different between two workbooks: parts as packed, and cells within a sheet."""

from typing import Any

from lxml import etree

from promo_xl.ooxml.package import open_package
from promo_xl.ooxml.scan import place_of
from tests.ooxml.lint_package import kids, local

Place = tuple[int, int]


def changed_parts(before: bytes, after: bytes) -> set[str]:
    """Name the parts whose packed bytes differ, gone and new ones too; the order must stay."""
    old, new = open_package(before).members, open_package(after).members
    assert [n for n in old if n in new] == [n for n in new if n in old]
    return {
        name
        for name in {*old, *new}
        if name not in old
        or name not in new
        or (old[name].method, old[name].crc, bytes(old[name].packed))
        != (new[name].method, new[name].crc, bytes(new[name].packed))
    }


def changed_cells(before: bytes, after: bytes) -> set[Place]:
    """Give the cells that differ between two versions of a sheet.

    Formats of cells that stay must stay, and so must everything outside the cells.
    """
    trees = [etree.fromstring(xml) for xml in (before, after)]
    old, new = (_cells(tree) for tree in trees)
    for place in old.keys() & new.keys():
        assert old[place][0] == new[place][0], (place, "another format")
    old_frame, new_frame = (_frame(tree) for tree in trees)
    assert old_frame == new_frame
    return {p for p in old.keys() | new.keys() if old.get(p) != new.get(p)}


def _cells(root: Any) -> dict[Place, tuple[str, bytes]]:
    return {
        place_of(c.get("r").encode()): (c.get("s", ""), etree.tostring(c, method="c14n"))
        for c in kids(root, "sheetData/row/c")
    }


def _frame(root: Any) -> list[bytes]:
    """Give the sheet without its cells: canonical, element by element, row by row."""
    frame: list[bytes] = []
    for element in root:
        if local(element) == "sheetData":
            for row in element:
                said = {k: v for k, v in row.attrib.items() if k != "spans"}
                frame.append(repr(sorted(said.items())).encode())
        elif local(element) != "dimension":
            frame.append(etree.tostring(element, method="c14n"))
    return frame
