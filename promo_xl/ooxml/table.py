"""An Excel Table: its header, its rows, and how it grows and shrinks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from promo_xl.errors import RefusedError
from promo_xl.ooxml.cell import Content, unescape_text
from promo_xl.ooxml.package import Package
from promo_xl.ooxml.parts import local, parse_xml, read_relations
from promo_xl.ooxml.scan import LAST_ROW, attributes
from promo_xl.ooxml.sheet import Area, SheetXml, area_of, ref_of

_REF = re.compile(rb"(<(?:[\w.-]+:)?(?:table|autoFilter)\b[^>]*?\sref=[\"'])([^\"']*)")
_TABLE = re.compile(rb"<(?:[\w.-]+:)?table\b([^>]*)>")
_SORT = re.compile(
    rb"<(?:[\w.-]+:)?sortState\b[^>]*?(?:/>|>.*?</(?:[\w.-]+:)?sortState>)", re.DOTALL
)
_FILTER = re.compile(
    rb"(<(?:[\w.-]+:)?autoFilter\b[^>]*?)(?:/>|>.*?</(?:[\w.-]+:)?autoFilter>)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table as its part declares it."""

    part: str
    name: str
    area: Area
    """Header and totals included."""
    headers: tuple[str, ...]
    formulas: Mapping[str, str]
    """Header -> the formula Excel fills into new rows."""
    has_header: bool = True
    has_totals: bool = False

    @property
    def body(self) -> Area:
        """The rows between header and totals."""
        top, left, bottom, right = self.area
        return top + self.has_header, left, bottom - self.has_totals, right

    def moved(self, area: Area) -> TablePart:
        """Give the table with a new area."""
        return replace(self, area=area)


def read_tables(package: Package, sheet_part: str) -> tuple[TablePart, ...]:
    """List the tables of a sheet."""
    targets = (r.target for r in read_relations(package, sheet_part) if r.type == "table")
    return tuple(read_table(package, target) for target in targets if target)


def table_ranges(package: Package, sheet_part: str) -> Iterator[tuple[str, Area, bool]]:
    """Give name, area and whether it has totals of each table of a sheet: its first tag.

    A table without its own header row has it in the row above: people typed it there.
    """
    for relation in read_relations(package, sheet_part):
        if relation.type != "table" or not relation.target:
            continue
        found = _TABLE.search(package.read(relation.target))
        tag = attributes(found[1]) if found else {}
        said = {key.decode(): _unescaped(value) for key, value in tag.items()}
        top, left, bottom, right = area_of(said.get("ref", "A1"))
        top -= said.get("headerRowCount") == "0" and top > 1
        name = said.get("displayName", said.get("name", ""))
        yield name, (top, left, bottom, right), said.get("totalsRowCount", "0") != "0"


def _unescaped(value: bytes) -> str:
    return unescape_text(html.unescape(value.decode("utf-8", "replace")))


def read_table(package: Package, part: str) -> TablePart:
    """Read one table's part."""
    root = parse_xml(package.read(part), part)
    columns = [e for group in root if local(group.tag) == "tableColumns" for e in group]
    headers = tuple(unescape_text(e.get("name", "")) for e in columns)
    formulas = {
        header: child.text or ""
        for header, element in zip(headers, columns, strict=True)
        for child in element
        if local(child.tag) == "calculatedColumnFormula"
    }
    return TablePart(
        part,
        root.get("displayName", root.get("name", "")),
        area_of(root.get("ref", "A1")),
        headers,
        formulas,
        root.get("headerRowCount", "1") != "0",
        root.get("totalsRowCount", "0") != "0",
    )


def replace_rows(
    sheet: SheetXml, table: TablePart, rows: Sequence[Sequence[Content]]
) -> Area:
    """Make *rows* the whole body of a table we own; give the table's new area."""
    top, left, bottom, right = table.body
    rows = rows or [[Content()] * (right - left + 1)]
    last = top + len(rows) - 1
    _check_width(table, rows)
    _check_room(sheet, table, bottom, last)
    styles = {c: cell.style for c, cell in sheet.cells(top).items()}
    before = sheet.changes
    for row, contents in enumerate(rows, top):
        sheet.clone_row(row, top)
        sheet.set_row(row, dict(enumerate(contents, left)), styles)
    for row in range(last + 1, bottom + 1):
        sheet.drop_cells(row, left, right)
    if sheet.changes > before:
        sheet.show_rows(range(top, last + 1))
    return table.area[0], left, last + table.has_totals, right


def append_rows(
    sheet: SheetXml, table: TablePart, rows: Sequence[Mapping[str, Content]]
) -> Area:
    """Put *rows* below the last one, in its formats; give the table's new area."""
    unknown = {header for row in rows for header in row} - set(table.headers)
    if unknown:
        names = "、".join(sorted(unknown))
        raise RefusedError(
            f"没有写入：表 {table.name} 没有列“{names}”",
            f"Nothing written: table {table.name} has no column {names!r}",
        )
    top, left, bottom, right = table.body
    start = top if top == bottom and sheet.is_unfilled(top, left, right) else bottom + 1
    last = max(start + len(rows) - 1, bottom)
    _check_room(sheet, table, bottom, last)
    styles = {c: cell.style for c, cell in sheet.cells(bottom).items()}
    for row, values in enumerate(rows, start):
        sheet.clone_row(row, bottom)
        contents = {c: _value(table, h, values) for c, h in enumerate(table.headers, left)}
        sheet.set_row(row, contents, styles)
    sheet.stretch((top, left, bottom, right), last)
    return table.area[0], left, last + table.has_totals, right


def _value(table: TablePart, header: str, values: Mapping[str, Content]) -> Content:
    if header in values:
        return values[header]
    return Content(formula=table.formulas.get(header))


def _check_width(table: TablePart, rows: Sequence[Sequence[Content]]) -> None:
    width = table.area[3] - table.area[1] + 1
    if any(len(row) != width for row in rows):
        raise RefusedError(
            f"没有写入：表 {table.name} 有 {width} 列，要写的行不是",
            f"Nothing written: table {table.name} has {width} columns, the rows have not",
        )


def _check_room(sheet: SheetXml, table: TablePart, bottom: int, last: int) -> None:
    """Refuse to grow over anything that stands below."""
    _, left, _, right = table.area
    if last == bottom or (last < bottom and not table.has_totals):
        return
    grown = (bottom + 1, left, last, right)
    merged = any(
        a[0] <= last and a[2] > bottom and a[1] <= right and a[3] >= left
        for a in sheet.merges
    )
    if table.has_totals or last > LAST_ROW or merged or not sheet.is_free(grown):
        what = ref_of(grown)
        raise RefusedError(
            f"没有写入：工作表“{sheet.title}”的表格下方 {what} 不是空的，请先移开那里的内容（或关掉汇总行）",
            f"Nothing written: {what} below the table on {sheet.title!r} is not free; "
            "move what stands there (or switch off the total row)",
        )


def resize_table(xml: bytes, table: TablePart, area: Area, *, changed: bool) -> bytes:
    """Give the table's part for its new area; a filter of replaced rows is cleared."""
    if changed:
        xml = _FILTER.sub(rb"\1/>", _SORT.sub(b"", xml))
    if area == table.area:
        return xml
    top, left, bottom, right = area
    filtered = ref_of((top, left, bottom - table.has_totals, right)).encode()
    whole = ref_of(area).encode()
    return _REF.sub(lambda f: f[1] + (filtered if b"autoFilter" in f[1] else whole), xml)
