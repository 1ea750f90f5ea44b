"""A Patch on a closed file: which parts of the package change, and to what bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property

from promo_xl.errors import RefusedError
from promo_xl.ooxml.areas import address, inside
from promo_xl.ooxml.cell import CellXml, Content, Value, read_shared
from promo_xl.ooxml.obstacles import read_notes
from promo_xl.ooxml.package import Package
from promo_xl.ooxml.parts import (
    Tab,
    WorkbookPart,
    ask_recalculation,
    drop_calc_chain,
    show_tab,
)
from promo_xl.ooxml.pointers import follow_tables
from promo_xl.ooxml.ranges import Growth, grow_tail
from promo_xl.ooxml.sheet import SheetXml
from promo_xl.ooxml.table import (
    Around,
    TablePart,
    append_rows,
    read_tables,
    replace_rows,
    resize_table,
)
from promo_xl.ooxml.totals import Columns, recompute
from promo_xl.ooxml.watchers import check_watchers
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
_MARCH_1900 = 61
"""Excel counts a 29th of February that 1900 never had: days before it are one less."""


def serial(day: date, *, date1904: bool = False) -> float:
    """Give the number Excel stores for a date or a date with time."""
    epoch = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's days know no zone
    if not isinstance(day, datetime):
        number: float = (day - epoch.date()).days
    else:
        past = day.replace(tzinfo=None) - epoch
        seconds = past.seconds + past.microseconds / 1e6
        number = past.days + seconds / _DAY_SECONDS
    if date1904:
        return number - DAYS_1904
    return number if number >= _MARCH_1900 else number - 1


def counted(day: date, *, date1904: bool = False) -> float | str:
    """Give what a cell holds for a day: text before Excel's first one, as Excel does itself.

    A negative number would show as ##### and be read as no day at all.
    """
    number = serial(day, date1904=date1904)
    return number if number >= 1 else str(day)


def content(cell: Cell, *, date1904: bool = False) -> Content:
    """Give what a patch wants in a cell, with dates as numbers."""
    if isinstance(cell, Formula):
        return Content(cell.value, formula=cell.text.removeprefix("="))
    if isinstance(cell, Cached):
        value = cell.value
        if isinstance(value, date):
            value = counted(value, date1904=date1904)
        return Content(value, keeps_formula=True)
    if isinstance(cell, date):
        return Content(counted(cell, date1904=date1904))
    return Content(cell)


class Patching:
    """One Patch being worked into one package; nothing changes unless all of it can."""

    def __init__(
        self,
        package: Package,
        workbook: WorkbookPart,
        tails: Mapping[str, bytes] | None = None,
    ) -> None:
        self._package = package
        self._workbook = workbook
        self._tails = tails or {}
        """Sheet part -> what it lists behind its cells: a sheet need not be unpacked for it."""
        self._sheets: dict[str, SheetXml] = {}
        self._tables: dict[str, dict[str, TablePart]] = {}
        self._growths: dict[str, Growth] = {}
        """Table part -> how the table changed, over all edits."""
        self._stale: dict[str, set[str]] = {}
        """Sheet part -> tables with totals in whose body a cell was set."""
        self._rows: dict[tuple[str, int], Mapping[int, CellXml]] = {}
        self._parts: dict[str, bytes] = {}
        """Parts other than sheets, as changed so far."""

    @cached_property
    def _shared(self) -> list[str]:
        part = self._workbook.shared
        return read_shared(self._package.read(part)) if part else []

    def run(
        self, patch: Patch, *, has_formulas: bool
    ) -> dict[str, bytes | SheetXml | None]:
        """Give the parts that differ afterwards; None removes one. Sheets are not joined yet."""
        for edit in patch:
            self._edit(edit)
        self._add_up()
        self._follow()
        changed: dict[str, bytes | SheetXml | None] = {
            part: sheet for part, sheet in self._sheets.items() if sheet.changes
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
            old = self._read(self._workbook.part)
            new = ask_recalculation(old)
            if new != old:
                parts[self._workbook.part] = new
        return parts

    def _read(self, part: str) -> bytes:
        return self._parts.get(part) or self._package.read(part)

    def _edit(self, edit: Edit) -> None:
        if isinstance(edit, ShowTab):
            part = self._workbook.part
            self._parts[part] = show_tab(self._read(part), edit.title, shown=edit.shown)
            return
        sheet, part = self._sheet(edit.title)
        if isinstance(edit, SetCells):
            self._check_headers(part, edit)
            sheet.set_cells({place: self._content(c) for place, c in edit.cells.items()})
            self._stale.setdefault(part, set()).update(self._totalled(part, edit.cells))
            return
        table = self._table(edit, part)
        before = sheet.changes
        around = self._around(part, table)
        if isinstance(edit, ReplaceRows):
            body = [[self._content(cell) for cell in row] for row in edit.rows]
            growth = replace_rows(sheet, table, body, around)
        else:
            new = [{h: self._content(c) for h, c in row.items()} for row in edit.rows]
            growth = append_rows(sheet, table, new, around)
        if sheet.changes > before:
            replaced = isinstance(edit, ReplaceRows)
            self._resize(part, table, growth, replaced=replaced)

    def _check_headers(self, part: str, edit: SetCells) -> None:
        """Keep a table's headers: one that is not its column's name is a file to repair."""
        for table in self._tables[part].values():
            top, left, _, right = table.area
            for (row, column), cell in edit.cells.items():
                over = table.has_header and row == top and left <= column <= right
                if over and cell != table.headers[column - left]:
                    at = address(row, column)
                    raise RefusedError(
                        f"没有写入：工作表“{edit.title}”的 {at} 是表格的列标题，请在 Excel 或 WPS 里改",
                        f"Nothing written: {at} on sheet {edit.title!r} is a table's header; "
                        "change it in Excel",
                    )

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

    def _around(self, part: str, table: TablePart) -> Around:
        others = [t.area for t in self._tables[part].values() if t.name != table.name]
        return Around(read_notes(self._package, part), others)

    def _resize(
        self, part: str, table: TablePart, growth: Growth, *, replaced: bool
    ) -> None:
        old = self._read(table.part)
        self._parts[table.part] = resize_table(old, growth, changed=replaced)
        self._tables[part][table.name] = table.moved(growth.area)
        before = self._growths.get(table.part)
        if growth.totals and growth.moves and not before:
            self._check_watchers(growth)
        self._growths[table.part] = before.then(growth) if before else growth

    def _check_watchers(self, growth: Growth) -> None:
        for tab in self._workbook.tabs:
            if tab.part:
                check_watchers(self._package.read(tab.part), tab.title, growth)

    def _totalled(self, part: str, places: Iterable[tuple[int, int]]) -> Iterator[str]:
        """Name the tables with a totals row in whose body a place lies."""
        for table in self._tables[part].values():
            if table.has_totals and any(inside(place, table.body) for place in places):
                yield table.name

    def _add_up(self) -> None:
        """Bring the totals rows of tables that changed up to date."""
        for part, sheet in self._sheets.items():
            for table in self._tables[part].values():
                grown = table.part in self._growths
                if table.has_totals and (grown or table.name in self._stale.get(part, ())):
                    columns = Columns(table.name, table.headers, table.body)
                    recompute(sheet, columns, forget=grown)

    def _follow(self) -> None:
        """Let what points at tables that changed follow them, on every tab."""
        growths = tuple(self._growths.values())
        if not growths:
            return
        for tab in self._workbook.tabs:
            self._follow_tab(tab, [g for g in growths if g.title != tab.title])
        part = self._workbook.part
        self._parts |= follow_tables(
            self._package, (part, self._read(part)), growths, self._value
        )

    def _follow_tab(self, tab: Tab, growths: Sequence[Growth]) -> None:
        """Let another tab's drop-downs and sparklines follow; most tabs are not unpacked."""

        def grown(tail: bytes) -> bytes:
            for growth in growths:
                tail = grow_tail(tail, growth, tab.title)
            return tail

        known = self._sheets.get(tab.part)
        tail = known.tail if known else self._tails.get(tab.part, b"")
        if grown(tail) != tail:
            sheet, _ = self._sheet(tab.title)
            sheet.put_tail(grown(sheet.tail))

    def _value(self, title: str, row: int, column: int) -> Value:
        if (title, row) not in self._rows:
            self._rows[title, row] = self._sheet(title)[0].cells(row)
        cell = self._rows[title, row].get(column)
        return cell.value(lambda: self._shared) if cell else None
