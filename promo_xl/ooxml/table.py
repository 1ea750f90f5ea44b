"""An Excel Table: its header, its rows, and how it grows and shrinks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from promo_xl.errors import RefusedError
from promo_xl.ooxml.calculated import Filling, in_file_form, known
from promo_xl.ooxml.cell import Content, unescape_text
from promo_xl.ooxml.obstacles import Room
from promo_xl.ooxml.package import Package
from promo_xl.ooxml.parts import local, parse_xml, read_relations
from promo_xl.ooxml.ranges import Growth, grow_area, grow_refs, grow_tail
from promo_xl.ooxml.refs import map_xml_text
from promo_xl.ooxml.scan import attributes
from promo_xl.ooxml.sheet import Area, SheetXml, area_of, ref_of
from promo_xl.ooxml.totals import Totals, lift, settle

_REF = re.compile(
    rb"(<(?:[\w.-]+:)?(table|autoFilter|sortState|sortCondition)\b[^>]*?\sref=[\"'])([^\"']*)"
)
_FORMULA = re.compile(rb"(<(?:[\w.-]+:)?totalsRowFormula\b[^>]*>)([^<]*)")
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
    arrays: frozenset[str] = frozenset()
    """Headers whose formula fills the column as one array."""

    @property
    def body(self) -> Area:
        """The rows between header and totals."""
        top, left, bottom, right = self.area
        return top + self.has_header, left, bottom - self.has_totals, right

    def growth(self, title: str, last: int, first: int) -> Growth:
        """Say that the body ends in row *last* now, new from row *first* on."""
        return Growth(title, self.body, last, first, self.has_header, self.has_totals)

    def moved(self, area: Area) -> TablePart:
        """Give the table with a new area."""
        return replace(self, area=area)


@dataclass(frozen=True, slots=True)
class Around:
    """What else stands on a table's tab and may be in its way."""

    notes: Sequence[Area] = field(default=())
    tables: Sequence[Area] = field(default=())


NOTHING = Around()


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
    filled = {
        header: child
        for header, element in zip(headers, columns, strict=True)
        for child in element
        if local(child.tag) == "calculatedColumnFormula"
    }
    return TablePart(
        part,
        root.get("displayName", root.get("name", "")),
        area_of(root.get("ref", "A1")),
        headers,
        {header: child.text for header, child in filled.items() if child.text},
        root.get("headerRowCount", "1") != "0",
        root.get("totalsRowCount", "0") != "0",
        frozenset(h for h, c in filled.items() if c.get("array") in ("1", "true")),
    )


def replace_rows(
    sheet: SheetXml,
    table: TablePart,
    rows: Sequence[Sequence[Content]],
    around: Around = NOTHING,
) -> Growth:
    """Make *rows* the whole body of a table we own; say how the table changes."""
    top, left, bottom, right = table.body
    rows = rows or [[Content()] * (right - left + 1)]
    growth = table.growth(sheet.title, top + len(rows) - 1, top)
    _check_width(table, rows)
    lifted = _make_room(sheet, table, growth, around, anchored=table.has_totals)
    styles = {c: cell.style for c, cell in sheet.cells(top).items()}
    before = sheet.changes
    for row, contents in enumerate(rows, top):
        sheet.clone_row(row, top)
        told = (known(in_file_form(content, table.name)) for content in contents)
        sheet.set_row(row, dict(enumerate(told, left)), styles)
    sheet.drop_block((growth.last + 1 + (lifted is not None), left, bottom, right))
    if sheet.changes > before:
        sheet.show_rows(range(top, growth.last + 1))
    _close(sheet, lifted, growth)
    return growth


def append_rows(
    sheet: SheetXml,
    table: TablePart,
    rows: Sequence[Mapping[str, Content]],
    around: Around = NOTHING,
) -> Growth:
    """Put *rows* below the last one, in its formats; say how the table changes."""
    _check_headers(table, rows)
    top, left, bottom, right = table.body
    start = top if top == bottom and sheet.is_unfilled(top, left, right) else bottom + 1
    growth = table.growth(sheet.title, max(start + len(rows) - 1, bottom), start)
    filling = Filling(sheet, table.name, table.headers, table.formulas, table.body)
    lifted = _make_room(sheet, table, growth, around, anchored=True)
    styles = {c: cell.style for c, cell in sheet.cells(bottom).items()}
    for row, values in enumerate(rows, start):
        sheet.clone_row(row, bottom)
        sheet.set_row(row, filling.row(row, values), styles)
    sheet.show_rows(range(start, start + len(rows)))
    _close(sheet, lifted, growth)
    return growth


def _make_room(
    sheet: SheetXml, table: TablePart, growth: Growth, around: Around, *, anchored: bool
) -> Totals | None:
    """Refuse what is in the way, then lift the totals row where the table's end moves."""
    bottom = table.body[2]
    if not growth.moves or (growth.last < bottom and not table.has_totals):
        return None
    notes = around.notes if anchored else None
    Room(sheet, table.area, growth.area[2], table.has_totals, notes, around.tables).check()
    if not table.has_totals:
        return None
    sheet.clone_row(growth.last + 1, bottom + 1)
    return lift(sheet, bottom + 1, table.area[1], table.area[3])


def _close(sheet: SheetXml, lifted: Totals | None, growth: Growth) -> None:
    if lifted is not None:
        settle(sheet, lifted, growth)
    sheet.put_tail(grow_tail(sheet.tail, growth, sheet.title))


def _check_headers(table: TablePart, rows: Sequence[Mapping[str, Content]]) -> None:
    unknown = {header for row in rows for header in row} - set(table.headers)
    if unknown:
        names = "、".join(sorted(unknown))
        raise RefusedError(
            f"没有写入：表 {table.name} 没有列“{names}”",
            f"Nothing written: table {table.name} has no column {names!r}",
        )
    if table.arrays:
        names = "、".join(sorted(table.arrays))
        raise RefusedError(
            f"没有写入：表 {table.name} 的列“{names}”是数组公式，不能逐行追加",
            f"Nothing written: column {names!r} of table {table.name} is an array formula; "
            "rows cannot be added to it",
        )


def _check_width(table: TablePart, rows: Sequence[Sequence[Content]]) -> None:
    width = table.area[3] - table.area[1] + 1
    if any(len(row) != width for row in rows):
        raise RefusedError(
            f"没有写入：表 {table.name} 有 {width} 列，要写的行不是",
            f"Nothing written: table {table.name} has {width} columns, the rows have not",
        )


def resize_table(xml: bytes, growth: Growth, *, changed: bool) -> bytes:
    """Give the table's part for its new area; a filter of replaced rows is cleared."""
    if changed:
        xml = _FILTER.sub(rb"\1/>", _SORT.sub(b"", xml))
    if not growth.moves:
        return xml
    top, left, bottom, right = growth.area
    filtered = ref_of((top, left, bottom - growth.totals, right)).encode()
    refs = {b"table": ref_of(growth.area).encode(), b"autoFilter": filtered}

    def ref(found: re.Match[bytes]) -> bytes:
        new = refs.get(found[2]) or grow_area(found[3].decode(), growth).encode()
        return found[1] + new

    def grown(text: str) -> str:
        return grow_refs(text, growth, growth.title, fixed=False)

    return _FORMULA.sub(
        lambda found: found[1] + map_xml_text(found[2], grown), _REF.sub(ref, xml)
    )
