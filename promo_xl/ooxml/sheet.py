"""A sheet's XML with some cells changed: rows are spliced as bytes, the rest is not touched.

A tree of the whole sheet would cost a gigabyte at 100,000 rows and would write every byte
anew; here only the cells that change are taken apart. Longer than most files: one class
whose parts read and write the same spans of bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NoReturn

from promo_xl.errors import RefusedError
from promo_xl.ooxml import stretch
from promo_xl.ooxml.areas import Area, AreaIndex, address, area_of, merged_areas, ref_of
from promo_xl.ooxml.cell import CellXml, Content, Shared, check_content, holds, render_cell
from promo_xl.ooxml.guard import Bounds, formula_areas, obstacle
from promo_xl.ooxml.row import OddRowError, RowXml, Splice
from promo_xl.ooxml.row_index import RowIndex, RowOrderError
from promo_xl.ooxml.scan import LAST_COLUMN, LAST_ROW, Place, attributes, prefix_of

__all__ = ["Area", "SheetXml", "address", "area_of", "merged_areas", "ref_of"]

_DIMENSION = re.compile(rb"<(?:[\w.-]+:)?dimension\b[^>]*>")
_COLUMNS = re.compile(rb"<(?:[\w.-]+:)?col\b([^>]*)>")
_HIDDEN = re.compile(rb"\s+hidden=[\"'][^\"']*[\"']")
_BLANK = Content()
_BATCH = 1 << 18
"""Bytes that are handed on at a time."""
_COPIED = (b"ht", b"customHeight", b"s", b"customFormat", b"thickTop", b"thickBot")


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
        self._start = self._end = 0
        self._head = self._tail = b""
        self._find_cells()
        self._changed: dict[int, bytes] = {}
        """Row -> its new XML; b"" removes it."""
        self._styles: dict[int, bytes] = {}
        """Column -> the format it gives its new cells, as far as asked for."""
        self._reach: Area | None = None
        """The block around the cells that were written."""

    def _find_cells(self) -> None:
        """Part the XML into head, cells and tail; only the cells may be long."""
        p = self._prefix
        opening, closing = b"<" + p + b"sheetData>", b"</" + p + b"sheetData>"
        found = re.search(rb"<%ssheetData\b[^>]*?(/?)>" % re.escape(p), self._xml)
        end = self._xml.rfind(closing)
        if found is None or (end < 0 and not found[1]):
            self._refuse("没有单元格区", "has no cells")
        if found[1]:
            self._start = self._end = found.end()
            self._head = self._xml[: found.start()] + opening
            self._tail = closing + self._xml[found.end() :]
            return
        if self._xml.find(b"<!", found.end(), end) >= 0:
            self._refuse(
                "含有注释或 CDATA，请用 Excel 打开后另存", "holds comments or CDATA"
            )
        self._start, self._end = found.end(), end
        self._head, self._tail = self._xml[: found.end()], self._xml[end:]

    @cached_property
    def _rows(self) -> RowIndex:
        try:
            return RowIndex(self._xml, self._start, self._end, self._prefix)
        except RowOrderError:
            self._refuse("行的顺序错乱，请用 Excel 打开后另存", "has rows out of order")

    @cached_property
    def merges(self) -> tuple[Area, ...]:
        """The merged blocks."""
        return merged_areas(self._tail)

    @cached_property
    def _merge_index(self) -> AreaIndex:
        return AreaIndex(("", area) for area in self.merges)

    @cached_property
    def _formula_index(self) -> AreaIndex:
        return formula_areas(self._xml, self._start, self._end, self._prefix)

    @cached_property
    def _column_styles(self) -> tuple[tuple[int, int, bytes], ...]:
        tags = [attributes(tag) for tag in _COLUMNS.findall(self._head)]
        return tuple(
            (int(tag[b"min"]), int(tag[b"max"]), tag.get(b"style", b"")) for tag in tags
        )

    @property
    def tail(self) -> bytes:
        """What stands behind the cells: merges, formats, validations, links."""
        return self._tail

    def put_tail(self, tail: bytes) -> None:
        """Replace what stands behind the cells; the same again changes nothing."""
        if tail != self._tail:
            self._tail = tail
            self.changes += 1
            self.__dict__.pop("merges", None)
            self.__dict__.pop("_merge_index", None)

    def row_numbers(self) -> list[int]:
        """List the rows there are, as changed so far."""
        return self._numbers(1, LAST_ROW)

    def _numbers(self, top: int, bottom: int) -> list[int]:
        new = [n for n, xml in self._changed.items() if xml and top <= n <= bottom]
        return sorted(
            n
            for n in {*self._rows.between(top, bottom), *new}
            if self._changed.get(n, b"-")
        )

    def row_xml(self, row: int) -> bytes:
        """Give a row's XML as changed so far, b"" where there is none."""
        if row in self._changed:
            return self._changed[row]
        start, end = self._rows.span(row)
        return self._xml[start:end]

    def _row(self, row: int) -> RowXml:
        try:
            return RowXml(self.row_xml(row), row, self._prefix)
        except OddRowError:
            self._refuse(
                f"第 {row} 行的单元格顺序错乱，请用 Excel 打开后另存",
                f"has cells out of order in row {row}",
            )

    def cells(self, row: int) -> dict[int, CellXml]:
        """Give the cells of a row by column."""
        return {column: CellXml(row, column, xml) for column, xml in self._row(row).cells()}

    def set_cells(self, contents: Mapping[Place, Content]) -> None:
        """Put *contents* into cells; those that hold them already stay as they are."""
        by_row: dict[int, dict[int, Content]] = {}
        for (row, column), content in contents.items():
            by_row.setdefault(row, {})[column] = content
        for row, cells in by_row.items():
            self.set_row(row, cells, {})

    def set_row(
        self, row: int, contents: Mapping[int, Content], styles: Mapping[int, bytes]
    ) -> None:
        """Set cells of one row; *styles* serve cells that are not there yet."""
        self._check_place(row, contents)
        line = self._row(row)
        bounds = self._bounds(row)
        new: list[Splice] = []
        for column, content in contents.items():
            start, end = line.span(column)
            old = CellXml(row, column, line.xml[start:end])
            if self._stays(old, content, styles.get(column, b"")):
                continue
            self._check_free(old, content, bounds)
            self.formulas_moved |= self._moves_formula(old, content)
            style = b"" if old.xml else styles.get(column) or self._style(line, column)
            at = address(row, column)
            check_content(content, f"{self.title}!{at}")
            new.append(
                (start, end, column, render_cell(old, content, at, style, self._prefix))
            )
        self._splice(row, line, new)

    def put_cells(self, row: int, cells: Mapping[int, bytes]) -> None:
        """Put cells as XML of this sheet into a row: ones that move, formats and all."""
        self._check_place(row, cells)
        line = self._row(row)
        self.formulas_moved |= any(
            CellXml(row, column, xml).formula for column, xml in cells.items()
        )
        self._splice(row, line, [(*line.span(c), c, xml) for c, xml in cells.items()])

    def _splice(self, row: int, line: RowXml, new: Sequence[Splice]) -> None:
        if not new:
            return
        columns = [column for _, _, column, _ in new]
        top, left, bottom, right = self._reach or (row, columns[0], row, columns[0])
        left, right = min(left, *columns), max(right, *columns)
        self._reach = (min(top, row), left, max(bottom, row), right)
        self._keep(row, line.splice(new))

    def _check_place(self, row: int, columns: Mapping[int, object]) -> None:
        if not columns:
            return
        for column in (min(columns), max(columns)):
            if not (0 < row <= LAST_ROW and 0 < column <= LAST_COLUMN):
                self._refuse(
                    f"没有第 {row} 行第 {column} 列", f"has no row {row}, column {column}"
                )

    def _stays(self, old: CellXml, content: Content, style: bytes) -> bool:
        """Whether a cell is to stay as it is; a missing one may be blank without a format."""
        if old.xml:
            return holds(old, content, self._shared)
        return not style and content == _BLANK

    def drop_cells(self, row: int, left: int, right: int) -> None:
        """Take the cells of a block out of a row; a row left empty goes with them."""
        line = self._row(row)
        start, end = line.block(left, right)
        if start == end:
            return
        bounds = self._bounds(row)
        holds_formula = b"<" + self._prefix + b"f" in line.xml[start:end]
        if holds_formula or any(bounds):
            for column, cell in self.cells(row).items():
                if left <= column <= right:
                    self._check_free(cell, _BLANK, bounds)
                    self.formulas_moved |= cell.formula is not None
        self._keep(row, line.without(left, right) or self._emptied(row))

    def drop_block(self, area: Area) -> None:
        """Take the cells of many rows out; rows of values alone go a stretch at a time."""
        top, left, bottom, right = area
        rows = self._numbers(top, bottom)
        for at in range(0, len(rows), stretch.ROWS):
            some = rows[at : at + stretch.ROWS]
            if left == 1 and self._is_plain(some, right):
                self._changed.update(dict.fromkeys(some, b""))
                self.changes += len(some)
                continue
            for row in some:
                self.drop_cells(row, left, right)

    def _is_plain(self, rows: Sequence[int], right: int) -> bool:
        if any(row in self._changed or any(self._bounds(row)) for row in rows):
            return False
        start, end = self._rows.span(rows[0])[0], self._rows.span(rows[-1])[1]
        behind = self._xml[end : min(end + 9, self._end)]
        return stretch.is_plain(self._xml[start:end], len(rows), right, behind)

    def _emptied(self, row: int) -> bytes:
        """Give what is left of a row without cells: its number, where the next one has none."""
        start, end = self._rows.span(row + 1)
        follower = (
            self._xml[start : self._xml.find(b">", start, end)] if end > start else b""
        )
        needed = follower and b"r" not in attributes(follower)
        return b"<" + self._prefix + b'row r="%d"/>' % row if needed else b""

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
            for row in self._numbers(top, bottom)
            for column, cell in self.cells(row).items()
            if left <= column <= right
        )

    def is_unfilled(self, row: int, left: int, right: int) -> bool:
        """Whether a row holds nothing a person typed: blank cells and formulas."""
        cells = self.cells(row)
        return all(c.is_blank or c.formula for n, c in cells.items() if left <= n <= right)

    def _style(self, line: RowXml, column: int) -> bytes:
        """The format a new cell takes: the row's, else the column's."""
        if b"customFormat" in line.tag:
            tag = attributes(line.tag)
            if tag.get(b"customFormat") in (b"1", b"true"):
                return tag.get(b"s", b"")
        return self._column_style(column)

    def _column_style(self, column: int) -> bytes:
        if column not in self._styles:
            spans = self._column_styles
            self._styles[column] = next((s for a, b, s in spans if a <= column <= b), b"")
        return self._styles[column]

    @staticmethod
    def _moves_formula(old: CellXml, content: Content) -> bool:
        has = content.formula is not None or (content.keeps_formula and bool(old.formula))
        return (old.formula is not None) != has

    def _bounds(self, row: int) -> Bounds:
        return self._merge_index.over(row), self._formula_index.over(row)

    def _check_free(self, cell: CellXml, content: Content, bounds: Bounds) -> None:
        """Refuse what cannot be changed without harm to other cells."""
        if content.keeps_formula or any(bounds):
            found = obstacle(cell, content, bounds)
            if found:
                self._refuse(*found)

    def _refuse(self, zh: str, en: str) -> NoReturn:
        raise RefusedError(
            f"没有写入：工作表“{self.title}”{zh}",
            f"Nothing written: sheet {self.title!r}: {en}",
        )

    def to_bytes(self) -> bytes:
        """Put the sheet together again."""
        return b"".join(self.pieces()) if self.changes else self._xml

    def pieces(self) -> Iterator[bytes | memoryview]:
        """Give the sheet as changed, stretch by stretch, without a copy of the whole."""
        yield self._wider_dimension()
        whole = memoryview(self._xml)
        at = self._start
        for row in sorted(self._changed):
            start, end = self._rows.span(row)
            if at < start:
                yield whole[at:start]
            yield self._changed[row]
            at = end
        yield whole[at : self._end]
        yield self._tail

    @property
    def changed_rows(self) -> frozenset[int]:
        """The rows that are not as they were."""
        return frozenset(self._changed)

    def changed_pieces(self) -> Iterator[bytes]:
        """Give the sheet with no row but the changed ones: what is new in it."""
        waiting, size = [self._head], len(self._head)
        for row in sorted(self._changed):
            waiting.append(self._changed[row])
            size += len(waiting[-1])
            if size > _BATCH:
                yield b"".join(waiting)
                waiting, size = [], 0
        yield b"".join((*waiting, self._tail))

    def _wider_dimension(self) -> bytes:
        head, reach = self._head, self._reach
        found = _DIMENSION.search(head)
        ref = attributes(found[0]).get(b"ref", b"") if found else b""
        if not found or not ref or not reach:
            return head
        top, left, bottom, right = area_of(ref.decode())
        new = (
            min(top, reach[0]),
            min(left, reach[1]),
            max(bottom, reach[2]),
            max(right, reach[3]),
        )
        if new == (top, left, bottom, right):
            return head
        tag = found[0].replace(ref, ref_of(new).encode())
        return head[: found.start()] + tag + head[found.end() :]
