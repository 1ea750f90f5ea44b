"""A Patch on a closed file: which parts of the package change, and to what bytes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property

from promo_xl.errors import RefusedError
from promo_xl.ooxml.cell import Content, read_shared
from promo_xl.ooxml.package import Package
from promo_xl.ooxml.parts import (
    WorkbookPart,
    ask_recalculation,
    drop_calc_chain,
    show_tab,
)
from promo_xl.ooxml.sheet import Area, SheetXml
from promo_xl.ooxml.table import (
    TablePart,
    append_rows,
    read_tables,
    replace_rows,
    resize_table,
)
from promo_xl.patch import (
    AppendRows,
    Cached,
    Cell,
    Edit,
    Formula,
    Patch,
    ReplaceRows,
    SetCells,
    ShowTab,
)

DAYS_1904 = 1462
"""The 1904 system counts from four years and a day later."""
_DAY_SECONDS = 86_400


def serial(day: date, *, date1904: bool = False) -> float:
    """Give the number Excel stores for a date or a date with time."""
    epoch = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's days know no zone
    if not isinstance(day, datetime):
        number: float = (day - epoch.date()).days
    else:
        past = day.replace(tzinfo=None) - epoch
        seconds = past.seconds + past.microseconds / 1e6
        number = past.days + seconds / _DAY_SECONDS
    return number - DAYS_1904 if date1904 else number


def content(cell: Cell, *, date1904: bool = False) -> Content:
    """Give what a patch wants in a cell, with dates as numbers."""
    if isinstance(cell, Formula):
        return Content(cell.value, formula=cell.text.removeprefix("="))
    if isinstance(cell, Cached):
        value = cell.value
        if isinstance(value, date):
            value = serial(value, date1904=date1904)
        return Content(value, keeps_formula=True)
    if isinstance(cell, date):
        return Content(serial(cell, date1904=date1904))
    return Content(cell)


class Patching:
    """One Patch being worked into one package; nothing changes unless all of it can."""

    def __init__(self, package: Package, workbook: WorkbookPart) -> None:
        self._package = package
        self._workbook = workbook
        self._sheets: dict[str, SheetXml] = {}
        self._tables: dict[str, dict[str, TablePart]] = {}
        self._parts: dict[str, bytes] = {}
        """Parts other than sheets, as changed so far."""

    @cached_property
    def _shared(self) -> list[str]:
        part = self._workbook.shared
        return read_shared(self._package.read(part)) if part else []

    def run(self, patch: Patch, *, has_formulas: bool) -> dict[str, bytes | None]:
        """Give the parts that differ afterwards; None removes one."""
        for edit in patch:
            self._edit(edit)
        changed: dict[str, bytes | None] = {
            part: sheet.to_bytes() for part, sheet in self._sheets.items() if sheet.changes
        }
        touched = bool(changed)
        changed |= {p: d for p, d in self._parts.items() if d != self._package.read(p)}
        return {**changed, **self._workbook_parts(touched, has_formulas)}

    def _workbook_parts(
        self, changed: bool, has_formulas: bool
    ) -> Mapping[str, bytes | None]:
        """Give what the workbook itself must say about its formulas afterwards."""
        moved = any(sheet.formulas_moved for sheet in self._sheets.values())
        parts: dict[str, bytes | None] = {}
        if moved:
            parts |= drop_calc_chain(self._package, self._workbook)
        if moved or (changed and has_formulas):
            part = self._workbook.part
            old = self._parts.get(part) or self._package.read(part)
            new = ask_recalculation(old)
            if new != old:
                parts[self._workbook.part] = new
        return parts

    def _edit(self, edit: Edit) -> None:
        if isinstance(edit, ShowTab):
            part = self._workbook.part
            xml = self._parts.get(part) or self._package.read(part)
            self._parts[part] = show_tab(xml, edit.title, shown=edit.shown)
            return
        sheet, part = self._sheet(edit.title)
        if isinstance(edit, SetCells):
            sheet.set_cells({place: self._content(c) for place, c in edit.cells.items()})
            return
        table = self._table(edit, part)
        if isinstance(edit, ReplaceRows):
            before = sheet.changes
            body = [[self._content(cell) for cell in row] for row in edit.rows]
            area = replace_rows(sheet, table, body)
            self._resize(part, table, area, changed=sheet.changes > before)
            return
        rows = [{h: self._content(cell) for h, cell in row.items()} for row in edit.rows]
        self._resize(part, table, append_rows(sheet, table, rows), changed=False)

    def _content(self, cell: Cell) -> Content:
        return content(cell, date1904=self._workbook.date1904)

    def _sheet(self, title: str) -> tuple[SheetXml, str]:
        part = next((t.part for t in self._workbook.tabs if t.title == title), "")
        if not part:
            raise RefusedError(
                f"没有写入：工作簿里没有工作表“{title}”",
                f"Nothing written: the workbook has no sheet {title!r}",
            )
        if part not in self._sheets:
            xml = self._package.read(part)
            self._sheets[part] = SheetXml(xml, title, lambda: self._shared)
            tables = read_tables(self._package, part)
            self._tables[part] = {table.name: table for table in tables}
        return self._sheets[part], part

    def _table(self, edit: AppendRows | ReplaceRows, part: str) -> TablePart:
        table = self._tables[part].get(edit.table)
        if table is None:
            raise RefusedError(
                f"没有写入：工作表“{edit.title}”里没有表 {edit.table}（别的程序去掉了，请从备份恢复）",
                f"Nothing written: sheet {edit.title!r} has no table {edit.table} "
                "(another program dropped it; go back to a backup)",
            )
        return table

    def _resize(self, part: str, table: TablePart, area: Area, *, changed: bool) -> None:
        xml = self._parts.get(table.part) or self._package.read(table.part)
        self._parts[table.part] = resize_table(xml, table, area, changed=changed)
        self._tables[part][table.name] = table.moved(area)
