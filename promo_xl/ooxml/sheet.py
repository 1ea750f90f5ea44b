"""A sheet's XML with some cells changed: rows are spliced as bytes, the rest is not touched.

A tree of the whole sheet would cost a gigabyte at 100,000 rows and would write every byte
anew; here only the rows that change are taken apart. Longer than most files: one class whose
parts read and write the same spans of bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from promo_xl.errors import RefusedError
from promo_xl.ooxml.cell import CellXml, Content, Shared, holds, render_cell
from promo_xl.ooxml.scan import (
    LAST_COLUMN,
    LAST_ROW,
    Place,
    attributes,
    column_letters,
    place_of,
    prefix_of,
)

Area = tuple[int, int, int, int]
"""(top, left, bottom, right), 1-based."""
_CELL = rb"<%sc\b[^>]*?(?:/>|>.*?</%sc>)"
_ROW = rb"<%srow\b([^>]*)>"
_RANGE_FORMULA = rb"<%sf\b([^>]*\bref=[^>]*)>"
_MERGE = re.compile(rb"<(?:[\w.-]+:)?mergeCell\b([^>]*)>")
_DIMENSION = re.compile(rb"<(?:[\w.-]+:)?dimension\b[^>]*>")
_COLUMNS = re.compile(rb"<(?:[\w.-]+:)?col\b([^>]*)>")
_SPANS = re.compile(rb"\s+spans=[\"'][^\"']*[\"']")
_HIDDEN = re.compile(rb"\s+hidden=[\"'][^\"']*[\"']")
_BLOCK = re.compile(r"[A-Z]{1,3}[0-9]{1,7}(:[A-Z]{1,3}[0-9]{1,7})?")
_COPIED = (b"ht", b"customHeight", b"s", b"customFormat", b"thickTop", b"thickBot")


def area_of(ref: str) -> Area:
    """Give the corners of `A6:M20`."""
    first, _, last = ref.partition(":")
    top, left = place_of(first.replace("$", "").encode())
    bottom, right = place_of((last or first).replace("$", "").encode())
    return top, left, bottom, right


def ref_of(area: Area) -> str:
    """Print corners as `A6:M20`."""
    top, left, bottom, right = area
    return f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"


def address(row: int, column: int) -> str:
    """Print a cell as `C7`."""
    return f"{column_letters(column)}{row}"


def merged_areas(tail: bytes) -> tuple[Area, ...]:
    """Give the merged blocks a sheet lists behind its cells."""
    tags = [attributes(tag) for tag in _MERGE.findall(tail)]
    return tuple(area_of(tag.get(b"ref", b"").decode()) for tag in tags)


class SheetXml:
    """One sheet being changed; `to_bytes` is the old bytes where nothing was."""

    def __init__(self, xml: bytes, title: str, shared: Shared) -> None:
        self.title = title
        self.formulas_moved = False
        """A cell gained or lost a formula: a calculation chain no longer fits."""
        self.changes = 0
        """How many rows were written anew, counting each time."""
        self._shared = shared
        self._prefix = prefix_of(xml)
        self._xml = xml
        self._start, self._end = self._cells_span()
        self._changed: dict[int, bytes] = {}
        """Row -> its new XML; b"" removes it."""

    def _cells_span(self) -> tuple[int, int]:
        p = re.escape(self._prefix)
        found = re.search(rb"<%ssheetData\b[^>]*?(/?)>" % p, self._xml)
        end = self._xml.find(b"</" + self._prefix + b"sheetData>")
        if found is None or (end < 0 and not found[1]):
            raise self._refused("没有单元格区", "has no cells")
        if found[1]:
            opening = b"<" + self._prefix + b"sheetData>"
            self._xml = (
                self._xml[: found.start()]
                + opening
                + opening.replace(b"<", b"</")
                + self._xml[found.end() :]
            )
            return found.start() + len(opening), found.start() + len(opening)
        if self._xml.find(b"<!", found.end(), end) >= 0:
            raise self._refused(
                "含有注释或 CDATA，请用 Excel 打开后另存", "holds comments or CDATA"
            )
        return found.end(), end

    @cached_property
    def _rows(self) -> dict[int, tuple[int, int]]:
        """Row number -> where its XML lies."""
        pattern = re.compile(_ROW % re.escape(self._prefix))
        found = list(pattern.finditer(self._xml, self._start, self._end))
        ends = [following.start() for following in found[1:]] + [self._end]
        rows: dict[int, tuple[int, int]] = {}
        number = 0
        for row, end in zip(found, ends, strict=False):
            before, number = number, int(attributes(row[1]).get(b"r", number + 1))
            if number <= before:
                raise self._refused(
                    "行的顺序错乱，请用 Excel 打开后另存", "has rows out of order"
                )
            rows[number] = (row.start(), end)
        return rows

    @cached_property
    def merges(self) -> tuple[Area, ...]:
        """The merged blocks."""
        return merged_areas(self._xml[self._end :])

    @cached_property
    def _formula_areas(self) -> tuple[tuple[str, Area], ...]:
        """Array, shared and data-table formulas: kind and the block each one fills."""
        pattern = re.compile(_RANGE_FORMULA % re.escape(self._prefix))
        found = pattern.findall(self._xml, self._start, self._end)
        tags = [attributes(tag) for tag in found]
        return tuple(
            (tag.get(b"t", b"").decode(), area_of(tag[b"ref"].decode())) for tag in tags
        )

    @cached_property
    def _column_styles(self) -> tuple[tuple[int, int, bytes], ...]:
        tags = [attributes(t) for t in _COLUMNS.findall(self._xml, 0, self._start)]
        return tuple(
            (int(tag[b"min"]), int(tag[b"max"]), tag.get(b"style", b"")) for tag in tags
        )

    def row_numbers(self) -> list[int]:
        """List the rows there are, as changed so far."""
        numbers = set(self._rows) | {n for n, xml in self._changed.items() if xml}
        return sorted(n for n in numbers if self._changed.get(n, b"-"))

    def row_xml(self, row: int) -> bytes:
        """Give a row's XML as changed so far, b"" where there is none."""
        if row in self._changed:
            return self._changed[row]
        start, end = self._rows.get(row, (0, 0))
        return self._xml[start:end]

    def cells(self, row: int) -> dict[int, CellXml]:
        """Give the cells of a row by column."""
        xml = self.row_xml(row)
        body = xml[xml.index(b">") + 1 :] if xml else b""
        p = re.escape(self._prefix)
        cells: dict[int, CellXml] = {}
        column = 0
        for found in re.finditer(_CELL % (p, p), body, re.DOTALL):
            ref = attributes(found[0][: found[0].index(b">")]).get(b"r")
            column = place_of(ref)[1] if ref else column + 1
            cells[column] = CellXml(row, column, found[0])
        return cells

    def set_cells(self, contents: Mapping[Place, Content]) -> None:
        """Put *contents* into cells; those that hold them already stay as they are."""
        by_row: dict[int, dict[int, Content]] = {}
        for (row, column), content in contents.items():
            if not (0 < row <= LAST_ROW and 0 < column <= LAST_COLUMN):
                raise self._refused(
                    f"没有第 {row} 行第 {column} 列", f"has no row {row}, column {column}"
                )
            by_row.setdefault(row, {})[column] = content
        for row, cells in by_row.items():
            self.set_row(row, cells, {})

    def set_row(
        self, row: int, contents: Mapping[int, Content], styles: Mapping[int, bytes]
    ) -> None:
        """Set cells of one row; *styles* serve cells that are not there yet."""
        cells = self.cells(row)
        changed = False
        for column, content in contents.items():
            old = cells.get(column) or CellXml(row, column, b"")
            if self._stays(old, content, styles.get(column, b"")):
                continue
            self._check_free(old, content)
            self.formulas_moved |= self._moves_formula(old, content)
            style = styles.get(column) or self._style(row, column)
            xml = render_cell(old, content, address(row, column), style)
            cells[column] = CellXml(row, column, self._named(xml, old))
            changed = True
        if changed:
            self._put_row(row, cells)

    def _stays(self, old: CellXml, content: Content, style: bytes) -> bool:
        """Whether a cell is to stay as it is; a missing one may be blank without a format."""
        if old.xml:
            return holds(old, content, self._shared)
        return content == Content() and not style

    def _named(self, xml: bytes, old: CellXml) -> bytes:
        """Give a new cell the prefix its sheet uses."""
        if old.xml or not self._prefix:
            return xml
        return re.sub(rb"<(/?)(?=[a-z])", rb"<\1" + self._prefix, xml)

    def drop_cells(self, row: int, left: int, right: int) -> None:
        """Take the cells of a block out of a row; a row left empty goes with them."""
        cells = self.cells(row)
        kept = {c: cell for c, cell in cells.items() if not left <= c <= right}
        if len(kept) == len(cells):
            return
        for column in cells.keys() - kept.keys():
            self._check_free(cells[column], Content())
            self.formulas_moved |= cells[column].formula is not None
        self._put_row(row, kept)
        if not kept:
            self._keep(row, b"")

    def clone_row(self, row: int, source: int) -> None:
        """Make a row that does not exist look like *source*: height and format."""
        if self.row_xml(row):
            return
        xml = self.row_xml(source)
        tag = attributes(xml[: xml.index(b">")]) if xml else {}
        kept = b"".join(b" " + k + b'="' + tag[k] + b'"' for k in _COPIED if k in tag)
        name = b"<" + self._prefix + b'row r="%d"' % row
        self._keep(row, name + kept + b"/>")

    def show_rows(self, rows: Sequence[int]) -> None:
        """Unhide rows whose content is new."""
        for row in rows:
            xml = self.row_xml(row)
            if xml:
                end = xml.index(b">")
                self._keep(row, _HIDDEN.sub(b"", xml[:end]) + xml[end:])

    def _keep(self, row: int, xml: bytes) -> None:
        if xml != self.row_xml(row):
            self._changed[row] = xml
            self.changes += 1

    def is_free(self, area: Area) -> bool:
        """Whether a block holds no content."""
        top, left, bottom, right = area
        return all(
            cell.is_blank
            for row in self.row_numbers()
            if top <= row <= bottom
            for column, cell in self.cells(row).items()
            if left <= column <= right
        )

    def is_unfilled(self, row: int, left: int, right: int) -> bool:
        """Whether a row holds nothing a person typed: blank cells and formulas."""
        cells = self.cells(row)
        return all(c.is_blank or c.formula for n, c in cells.items() if left <= n <= right)

    def _put_row(self, row: int, cells: Mapping[int, CellXml]) -> None:
        xml = self.row_xml(row)
        name = b"<" + self._prefix + b"row"
        tag = xml[: xml.index(b">")].rstrip(b"/") if xml else name + b' r="%d"' % row
        body = b"".join(cells[column].xml for column in sorted(cells))
        closing = b"</" + self._prefix + b"row>"
        self._keep(row, _SPANS.sub(b"", tag) + b">" + body + closing)

    def _style(self, row: int, column: int) -> bytes:
        """The format a new cell takes: the row's, else the column's."""
        xml = self.row_xml(row)
        tag = attributes(xml[: xml.index(b">")]) if xml else {}
        if tag.get(b"customFormat") in (b"1", b"true"):
            return tag.get(b"s", b"")
        return next((s for a, b, s in self._column_styles if a <= column <= b), b"")

    @staticmethod
    def _moves_formula(old: CellXml, content: Content) -> bool:
        has = content.formula is not None or (content.keeps_formula and bool(old.formula))
        return (old.formula is not None) != has

    def _check_free(self, cell: CellXml, content: Content) -> None:
        """Refuse what cannot be changed without harm to other cells."""
        place = (cell.row, cell.column)
        for area in self.merges:
            if _inside(place, area) and place != area[:2]:
                raise self._refused(
                    f"{address(*place)} 在合并单元格 {ref_of(area)} 里，请先取消合并",
                    f"{address(*place)} lies in the merged block {ref_of(area)}; unmerge it",
                )
        if content.keeps_formula:
            if cell.formula is None:
                raise self._refused(
                    f"{address(*place)} 里已经没有公式",
                    f"{address(*place)} holds no formula",
                )
            return
        for kind, area in self._formula_areas:
            master = kind == "shared" and place == area[:2] and area[:2] != area[2:]
            if _inside(place, area) and (kind != "shared" or master):
                raise self._refused(
                    f"{address(*place)} 属于 {ref_of(area)} 的数组或共享公式，不能单独改写",
                    f"{address(*place)} belongs to the array or shared formula of {ref_of(area)}",
                )

    def _refused(self, zh: str, en: str) -> RefusedError:
        return RefusedError(
            f"没有写入：工作表“{self.title}”{zh}",
            f"Nothing written: sheet {self.title!r}: {en}",
        )

    def stretch(self, old: Area, bottom: int) -> None:
        """Let formats and validations that reach over the last row of *old* reach *bottom*."""
        tail = re.compile(rb"(sqref=[\"']|<xm:sqref>)([^\"'<]*)")
        grown = tail.sub(
            lambda found: found[1] + _grown(found[2], old, bottom), self._xml[self._end :]
        )
        if grown != self._xml[self._end :]:
            self._xml = self._xml[: self._end] + grown
            self.changes += 1

    def to_bytes(self) -> bytes:
        """Put the sheet together again."""
        if not self._changed:
            return self._xml
        head = self._wider_dimension(self._xml[: self._start])
        return b"".join((head, *self._spliced(), self._xml[self._end :]))

    def _spliced(self) -> Iterator[bytes]:
        """The cells' XML: old stretches as they are, new rows in their places."""
        at = self._start
        old = list(self._rows)
        position = 0
        for row in sorted(self._changed):
            while position < len(old) and old[position] < row:
                position += 1
            start, end = self._rows.get(row, (0, 0))
            if not end:
                follower = (
                    self._rows[old[position]][0] if position < len(old) else self._end
                )
                start = end = follower
            yield self._xml[at:start]
            yield self._changed[row]
            at = end
        yield self._xml[at : self._end]

    def _wider_dimension(self, head: bytes) -> bytes:
        found = _DIMENSION.search(head)
        ref = attributes(found[0]).get(b"ref", b"") if found else b""
        if not found or not ref:
            return head
        top, left, bottom, right = area_of(ref.decode())
        for row, xml in self._changed.items():
            columns = list(self.cells(row)) if xml else []
            if columns:
                top, bottom = min(top, row), max(bottom, row)
                left, right = min(left, *columns), max(right, *columns)
        new = ref_of((top, left, bottom, right)).encode()
        if area_of(ref.decode()) == (top, left, bottom, right):
            return head
        return head[: found.start()] + found[0].replace(ref, new) + head[found.end() :]


def _inside(place: Place, area: Area) -> bool:
    return area[0] <= place[0] <= area[2] and area[1] <= place[1] <= area[3]


def _grown(sqref: bytes, old: Area, bottom: int) -> bytes:
    """Stretch the blocks of a sqref that end within reach of the table's last row."""
    top, left, last, right = old
    refs = []
    for ref in sqref.decode().split():
        if not _BLOCK.fullmatch(ref):
            refs.append(ref)
            continue
        a = area_of(ref)
        covers = a[0] <= last <= a[2] < bottom and left <= a[1] and a[3] <= right
        refs.append(ref_of((a[0], a[1], bottom, a[3])) if covers and a[0] >= top else ref)
    return " ".join(refs).encode()
