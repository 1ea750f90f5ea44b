"""A table's totals row: it moves with the table's end, and what it sums is summed anew."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from promo_xl.errors import RefusedError
from promo_xl.ooxml.cell import CellXml, Content
from promo_xl.ooxml.ranges import Growth, grow_refs
from promo_xl.ooxml.refs import list_refs, map_xml_text
from promo_xl.ooxml.sheet import Area, SheetXml, address
from promo_xl.ooxml.subtotal import read_columns, subtotal

_F = re.compile(rb"(<(?:[\w.-]+:)?f\b[^>]*>)([^<]*)(</(?:[\w.-]+:)?f>)")
_V = re.compile(rb"<((?:[\w.-]+:)?)v\b[^>]*?(?:/>|>[^<]*</\1v>)")
_ADDRESS = re.compile(rb"(\sr=[\"'])[^\"']*")
_TYPE = re.compile(rb"\st=[\"'][^\"']*[\"']")
_SUBTOTAL = re.compile(r"SUBTOTAL\(\s*(\d+)\s*,\s*(.+)\)\Z", re.IGNORECASE | re.DOTALL)
_COLUMN = re.compile(r"([\w.\\]*)\[((?:[^\[\]'#@]|'.)+)\]\Z")
_ESCAPE = re.compile(r"'(.)")


@dataclass(frozen=True, slots=True)
class Totals:
    """The cells of a totals row, lifted out of their sheet."""

    row: int
    cells: Mapping[int, CellXml]


def lift(sheet: SheetXml, row: int, left: int, right: int) -> Totals:
    """Take the totals row out of its place."""
    cells = {c: cell for c, cell in sheet.cells(row).items() if left <= c <= right}
    for cell in cells.values():
        if cell.formula and b"t" in cell.formula[0]:
            at = address(cell.row, cell.column)
            raise RefusedError(
                f"没有写入：工作表“{sheet.title}”汇总行的 {at} 是数组或共享公式，不能移动",
                f"Nothing written: {at} in the total row of {sheet.title!r} is an array or "
                "shared formula and cannot be moved",
            )
    sheet.drop_cells(row, left, right)
    return Totals(row, cells)


def settle(sheet: SheetXml, totals: Totals, growth: Growth) -> None:
    """Put the lifted row below the body; formulas that covered the body cover it again."""
    row = growth.last + 1
    moved = {c: _moved(cell, row, growth) for c, cell in totals.cells.items()}
    _, left, _, right = growth.before
    sheet.put_cells(row, moved)
    for column in range(left, right + 1):
        if column not in moved:
            sheet.drop_cells(row, column, column)
    sheet.show_rows([row])


def _moved(cell: CellXml, row: int, growth: Growth) -> bytes:
    end = cell.xml.index(b">") + 1
    at = address(row, cell.column).encode()
    tag = _ADDRESS.sub(rb"\g<1>" + at, cell.xml[:end], count=1)
    if b" r=" not in tag:
        tag = re.sub(rb"^<((?:[\w.-]+:)?c)\b", rb'<\1 r="%s"' % at, tag)
    if not cell.formula:
        return tag + cell.xml[end:]
    body = _F.sub(lambda f: f[1] + _formula(f[2], growth) + f[3], cell.xml[end:])
    return _TYPE.sub(b"", tag) + _V.sub(b"", body)


def _formula(text: bytes, growth: Growth) -> bytes:
    return map_xml_text(
        text, lambda formula: grow_refs(formula, growth, growth.title, fixed=False)
    )


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's body as its totals see it."""

    name: str
    headers: Sequence[str]
    body: Area

    def column(self, text: str, title: str) -> int | None:
        """Give the column a SUBTOTAL is over; None where it is anything else."""
        found = _COLUMN.match(text)
        if found:
            header = _ESCAPE.sub(r"\1", found[2]).replace("\r\n", "\n")
            own = found[1].casefold() in ("", self.name.casefold())
            known = own and header in self.headers
            return self.body[1] + self.headers.index(header) if known else None
        refs = list_refs(text)
        if len(refs) != 1 or not text.endswith(refs[0].last or refs[0].first):
            return None
        top, left, bottom, right = refs[0].area
        whole = (top, bottom) == (self.body[0], self.body[2]) and left == right
        return left if whole and refs[0].sheet in (None, title) else None


def recompute(sheet: SheetXml, columns: Columns, *, forget: bool) -> None:
    """Give each SUBTOTAL of the totals row its value over the body as it stands now.

    Where *forget*, a formula we cannot compute loses its value: it is of another body.
    """
    row = columns.body[2] + 1
    wanted: dict[int, tuple[int, int]] = {}
    new: dict[int, Content] = {}
    for column, cell in sheet.cells(row).items():
        if cell.formula is None or not columns.body[1] <= column <= columns.body[3]:
            continue
        found = _SUBTOTAL.match(cell.formula[1])
        over = columns.column(found[2].strip(), sheet.title) if found else None
        if found and over is not None:
            wanted[column] = int(found[1]), over
        elif forget:
            new[column] = Content(keeps_formula=True, uncached=True)
    bodies = read_columns(sheet, columns.body, {over for _, over in wanted.values()})
    for column, (function, over) in wanted.items():
        value = subtotal(function, bodies[over]) if over in bodies else None
        if value is not None:
            new[column] = Content(value, keeps_formula=True)
        elif forget:
            new[column] = Content(keeps_formula=True, uncached=True)
    sheet.set_row(row, _differing(sheet, row, new), {})


def _differing(sheet: SheetXml, row: int, new: Mapping[int, Content]) -> dict[int, Content]:
    """Leave values that agree but for the order they were added in."""
    cells = sheet.cells(row)

    def agrees(column: int, content: Content) -> bool:
        there, here = cells[column].value(list), content.value
        if not isinstance(there, float) or not isinstance(here, float):
            return False
        return math.isclose(there, here, rel_tol=1e-12, abs_tol=1e-12)

    return {c: content for c, content in new.items() if not agrees(c, content)}
