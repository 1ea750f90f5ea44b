"""The slow, plain way to change cells: a tree of the whole sheet, one cell after another.

It shares no code with the product and is what its splicing of bytes is compared with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from promo_xl.ooxml.cell import Content

Place = tuple[int, int]
Node = etree._Element
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


class RefusedHereError(Exception):
    """The cell cannot be changed alone."""


def numbers(ref: str) -> Place:
    """Give (row, column) of A1."""
    letters = ref.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(ref[len(letters) :]), column


def letters(column: int) -> str:
    """Give the letters of a column."""
    return (letters((column - 1) // 26) if column > 26 else "") + chr(
        ord("A") + (column - 1) % 26
    )


def corners(ref: str) -> tuple[int, int, int, int]:
    """Give top, left, bottom, right of A1:B2."""
    first, last = (ref.split(":") * 2)[:2]
    return (*numbers(first), *numbers(last))


def tidy(xml: bytes) -> bytes:
    """Give the canonical form."""
    out: bytes = etree.tostring(etree.fromstring(xml), method="c14n")
    return out


class DomSheet:
    """A sheet as a tree."""

    def __init__(self, xml: bytes, shared: Sequence[str]) -> None:
        self.root = etree.fromstring(xml)
        self.shared = shared
        self.data = next(self.root.iter("{*}sheetData"))
        self.ns = etree.QName(self.data).namespace
        self.areas = [
            (f.get("t"), corners(f.get("ref", "")))
            for f in self.data.iter(f"{{{self.ns}}}f")
            if f.get("ref")
        ]
        self.merges = [corners(m.get("ref", "")) for m in self.root.iter("{*}mergeCell")]

    def set(self, contents: Mapping[Place, Content]) -> None:
        """Put contents into cells."""
        rows: dict[int, list[int]] = {}
        for (number, column), content in contents.items():
            row, cell = self._find(number, column)
            if cell is None and content == Content():
                continue
            if cell is not None and self._holds(cell, content):
                continue
            self._check(number, column, cell, content)
            if row is None:
                row = self._new_row(number)
            if cell is None:
                cell = self._new_cell(row, number, column)
                rows.setdefault(number, []).append(column)
            row.set("r", str(number))
            self._fill(cell, number, column, content)
            self._reach(number, column)
        for number, columns in rows.items():
            row = next(r for n, r in self._rows() if n == number)
            span = row.get("spans", "1:99999").split(":")
            if not int(span[0]) <= min(columns) <= max(columns) <= int(span[1]):
                del row.attrib["spans"]

    def _rows(self) -> list[tuple[int, Node]]:
        found: list[tuple[int, Node]] = []
        for row in self.data:
            before = found[-1][0] if found else 0
            found.append((int(row.get("r", before + 1)), row))
        return found

    def _cells(self, row: Node) -> list[tuple[int, Node]]:
        found: list[tuple[int, Node]] = []
        for cell in row.findall(f"{{{self.ns}}}c"):
            before = found[-1][0] if found else 0
            ref = cell.get("r")
            found.append((numbers(ref)[1] if ref else before + 1, cell))
        return found

    def _find(self, number: int, column: int) -> tuple[Node | None, Node | None]:
        row = next((r for n, r in self._rows() if n == number), None)
        if row is None:
            return None, None
        return row, next((c for n, c in self._cells(row) if n == column), None)

    def _new_row(self, number: int) -> Node:
        row = etree.Element(f"{{{self.ns}}}row", r=str(number))
        at = sum(n < number for n, _ in self._rows())
        self.data.insert(at, row)
        return row

    def _new_cell(self, row: Node, number: int, column: int) -> Node:
        cell = etree.Element(f"{{{self.ns}}}c")
        before = [c for n, c in self._cells(row) if n < column]
        after = [c for n, c in self._cells(row) if n > column]
        if after:
            row.insert(row.index(after[0]), cell)
        elif before:  # white space behind the last cell stays behind the new one
            cell.tail, before[-1].tail = before[-1].tail, None
            row.insert(row.index(before[-1]) + 1, cell)
        else:
            cell.tail, row.text = row.text, None
            row.insert(0, cell)
        cell.set("r", f"{letters(column)}{number}")
        style = self._style(row, column)
        if style and style != "0":
            cell.set("s", style)
        return cell

    def _style(self, row: Node, column: int) -> str:
        if row.get("customFormat") in ("1", "true"):
            return row.get("s", "")
        for col in self.root.iter("{*}col"):
            if int(col.get("min", "")) <= column <= int(col.get("max", "")):
                return col.get("style", "")
        return ""

    def _formula(self, cell: Node | None) -> Node | None:
        return None if cell is None else cell.find(f"{{{self.ns}}}f")

    def _check(self, number: int, column: int, cell: Node | None, content: Content) -> None:
        for top, left, bottom, right in self.merges:
            within = top <= number <= bottom and left <= column <= right
            if within and (number, column) != (top, left):
                raise RefusedHereError
        if content.keeps_formula:
            if self._formula(cell) is None:
                raise RefusedHereError
            return
        for kind, (top, left, bottom, right) in self.areas:
            within = top <= number <= bottom and left <= column <= right
            first = (number, column) == (top, left) and (top, left) != (bottom, right)
            if within and (kind != "shared" or first):
                raise RefusedHereError

    def _value(self, cell: Node) -> object:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            parts = [
                t.text or ""
                for t in cell.iter(f"{{{self.ns}}}t")
                if etree.QName(t.getparent()).localname != "rPh"
            ]
            return _plain("".join(parts)) if cell.find("{*}is") is not None else None
        v = cell.find(f"{{{self.ns}}}v")
        text = (v.text or "") if v is not None else ""
        if kind in ("str", "e", "d"):
            return _plain(text)
        if not text:
            return None
        if kind == "s":
            return self.shared[int(text)]
        return text in ("1", "true") if kind == "b" else float(text)

    def _holds(self, cell: Node, content: Content) -> bool:
        f, v = self._formula(cell), cell.find(f"{{{self.ns}}}v")
        value = self._value(cell)
        if content.formula is None and not content.keeps_formula:
            if f is not None:
                return False
            if content.value is None:
                return len(cell) == 0 or all(e.tag.endswith("}extLst") for e in cell)
            return _same(value, content.value)
        if f is None or v is None:
            return False
        if content.formula is not None and (f.attrib or f.text != content.formula):
            return False
        wanted = "" if content.value is None else content.value
        return _same("" if value is None else value, wanted)

    def _fill(self, cell: Node, number: int, column: int, content: Content) -> None:
        formula = self._formula(cell) if content.keeps_formula else None
        for child in list(cell):
            cell.remove(child)
        cell.text = None
        cell.set("r", f"{letters(column)}{number}")
        for name in ("t", "vm", *(() if content.keeps_formula else ("cm",))):
            if name in cell.attrib:
                del cell.attrib[name]
        if content.formula is not None:
            formula = etree.Element(f"{{{self.ns}}}f")
            formula.text = content.formula
        if formula is None:
            self._put_value(cell, content.value)
            return
        formula.tail = None
        cell.append(formula)
        self._put_result(cell, "" if content.value is None else content.value)

    def _put_value(self, cell: Node, value: str | float | bool | None) -> None:
        if not isinstance(value, str):
            if value is not None:
                self._put_result(cell, value)
            return
        cell.set("t", "inlineStr")
        box = etree.SubElement(cell, f"{{{self.ns}}}is")
        text = etree.SubElement(box, f"{{{self.ns}}}t")
        text.text = _escaped(value)
        if value != value.strip() or "\n" in value:
            text.set(PRESERVE, "preserve")

    def _put_result(self, cell: Node, value: str | float | bool) -> None:
        v = etree.SubElement(cell, f"{{{self.ns}}}v")
        if isinstance(value, bool):
            cell.set("t", "b")
            v.text = "1" if value else "0"
        elif isinstance(value, str):
            cell.set("t", "str")
            v.text = _escaped(value) or None
        else:
            v.text = repr(float(value)).removesuffix(".0")

    def _reach(self, number: int, column: int) -> None:
        found = self.root.find("{*}dimension")
        if found is None:
            return
        top, left, bottom, right = corners(found.get("ref", ""))
        top, bottom = min(top, number), max(bottom, number)
        left, right = min(left, column), max(right, column)
        found.set("ref", f"{letters(left)}{top}:{letters(right)}{bottom}")

    def tidy(self) -> bytes:
        """Give the canonical form."""
        return tidy(etree.tostring(self.root))


def _same(there: object, wanted: object) -> bool:
    if isinstance(there, bool) or isinstance(wanted, bool):
        return there is wanted
    return isinstance(there, str) == isinstance(wanted, str) and there == wanted


def _plain(text: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)


def _escaped(text: str) -> str:
    """Escape what XML cannot hold and what would read as an escape, sign by sign."""
    out = ""
    for at, sign in enumerate(text):
        bad = (sign < " " and sign not in "\t\n") or sign in "\ufffe\uffff"
        if bad or re.match(r"_x[0-9A-Fa-f]{4}_", text[at:]):
            out += f"_x{ord(sign):04X}_"
        else:
            out += sign
    return out
