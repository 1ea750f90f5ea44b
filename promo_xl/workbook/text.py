"""A workbook in memory: what `new` starts from, and what samples and tests are written as."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from promo_xl.errors import RefusedError
from promo_xl.ooxml.cell import check_content
from promo_xl.ooxml.scan import LAST_COLUMN, LAST_ROW
from promo_xl.ooxml.sheet import address
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
from promo_xl.schema import SETTINGS_SHEETS, WORKBOOK
from promo_xl.workbook import Grid, Receipt, TableRange
from promo_xl.workbook.apply import content
from promo_xl.workbook.layout import HEADER_ROW, Page, Rows, Sketch, lay_out

_TOKEN = re.compile(r'"([^"]*)"|(\S+)')
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?\Z")


class TextWorkbook:
    """Rows by sheet key and column key, laid out as the product lays out a new book."""

    def __init__(
        self,
        rows: Rows | None = None,
        lang: str = "zh",
        *,
        name: str = "",
        as_of: datetime | None = None,
        as_of_auto: str = "",
    ) -> None:
        self._start(lay_out(rows or {}, lang, as_of, as_of_auto), name)

    @classmethod
    def of(
        cls,
        rows: Rows,
        lang: str = "zh",
        *,
        name: str = "",
        as_of: datetime | None = None,
        as_of_auto: str = "",
    ) -> TextWorkbook:
        """Lay typed rows out: sheet key -> rows of column key -> value."""
        return cls(rows, lang, name=name, as_of=as_of, as_of_auto=as_of_auto)

    @classmethod
    def from_text(
        cls,
        tabs: Mapping[str, str],
        *,
        names: Mapping[str, str] | None = None,
        name: str = "",
    ) -> TextWorkbook:
        """Read tabs written as text: header line first, blanks between cells, `-` for none.

        Words with blanks stand in `"…"`; numbers and ISO dates become such.
        """
        book = cls.__new__(cls)
        pages = [_page_of(title, text) for title, text in tabs.items()]
        book._start(Sketch(pages, dict(names or {})), name)
        return book

    def _start(self, sketch: Sketch, name: str) -> None:
        self._pages = {page.title: page for page in sketch.pages}
        self._names = sketch.names
        self._name = name

    @property
    def name(self) -> str:
        """The campaign's name, or what the caller calls this book."""
        return self._name

    @property
    def date1904(self) -> bool:
        """Never: dates are dates here."""
        return False

    def titles(self) -> Sequence[str]:
        """List the tabs in order."""
        return list(self._pages)

    def names(self) -> Mapping[str, str]:
        """Map defined names to what they refer to."""
        return self._names

    def grid(self, title: str) -> Grid:
        """Give one tab as it stands."""
        page = self._page(title)
        width = max(map(len, page.rows), default=0)
        return Grid(
            title,
            [row + [None] * (width - len(row)) for row in page.rows],
            formulas=frozenset(page.formulas),
            hidden=page.hidden,
            tables=tuple(page.tables.values()),
        )

    def apply(self, patch: Patch) -> None:
        """Change the rows: all of the patch or, on refusal, nothing."""
        before = self._pages
        self._pages = {
            title: Page(
                p.title, [[*row] for row in p.rows], {**p.tables}, {*p.formulas}, p.hidden
            )
            for title, p in before.items()
        }
        try:
            for edit in patch:
                self._edit(edit)
        except RefusedError:
            self._pages = before
            raise

    def save(self, path: Path | None = None) -> Receipt:
        """Refuse: it lives nowhere."""
        raise RefusedError(
            "没有写入：这个工作簿只在内存里，请先用 new 生成文件",
            "Nothing written: this workbook lives in memory only; write it with new",
        )

    def _page(self, title: str) -> Page:
        if title not in self._pages:
            raise RefusedError(
                f"工作簿里没有工作表“{title}”", f"The workbook has no sheet {title!r}"
            )
        return self._pages[title]

    def _edit(self, edit: Edit) -> None:
        page = self._page(edit.title)
        if isinstance(edit, ShowTab):
            page.hidden = not edit.shown
            return
        if isinstance(edit, SetCells):
            for (row, column), cell in edit.cells.items():
                _put(page, row, column, cell)
            return
        table = page.tables.get(edit.table)
        if table is None:
            raise RefusedError(
                f"没有写入：工作表“{edit.title}”里没有表 {edit.table}",
                f"Nothing written: sheet {edit.title!r} has no table {edit.table}",
            )
        if isinstance(edit, ReplaceRows):
            _replace(page, table, edit.rows)
        else:
            _append(page, table, edit)


def _put(page: Page, row: int, column: int, cell: Cell) -> None:
    if not (0 < row <= LAST_ROW and 0 < column <= LAST_COLUMN):
        raise RefusedError(
            f"没有写入：没有第 {row} 行第 {column} 列",
            f"Nothing written: there is no row {row}, column {column}",
        )
    check_content(content(cell), address(row, column))
    place = (row, column)
    if isinstance(cell, Cached):
        if place not in page.formulas:
            raise RefusedError(
                f"没有写入：{address(*place)} 里没有公式",
                f"Nothing written: {address(*place)} holds no formula",
            )
        page.put(row, column, _shown(cell.value))
        return
    page.formulas.discard(place)
    if isinstance(cell, Formula):
        page.formulas.add(place)
        cell = cell.value
    page.put(row, column, _shown(cell))


def _shown(value: str | float | bool | date | None) -> object:
    """Give a value as a reader of a file would: no ints, no empty texts, no half characters."""
    if isinstance(value, str):
        return re.sub(r"[\ud800-\udfff]", "\ufffd", value) or None
    return (
        float(value)
        if isinstance(value, int | float) and not isinstance(value, bool)
        else value
    )


def _replace(page: Page, table: TableRange, rows: Sequence[Sequence[Cell]]) -> None:
    width = table.right - table.left + 1
    if any(len(row) != width for row in rows):
        raise RefusedError(
            f"没有写入：表 {table.name} 有 {width} 列，要写的行不是",
            f"Nothing written: table {table.name} has {width} columns, the rows have not",
        )
    bottom = table.top + max(len(rows), 1)
    _check_room(page, table, bottom)
    for row in range(table.top + 1, max(bottom, table.bottom) + 1):
        cells = (
            rows[row - table.top - 1] if row - table.top <= len(rows) else [None] * width
        )
        for column, cell in enumerate(cells, table.left):
            _put(page, row, column, cell)
    _resize(page, table, bottom)


def _append(page: Page, table: TableRange, edit: AppendRows) -> None:
    heads = [str(h) for h in page.rows[table.top - 1][table.left - 1 : table.right]]
    unknown = {h for row in edit.rows for h in row} - set(heads)
    if unknown:
        raise RefusedError(
            f"没有写入：表 {table.name} 没有列“{'、'.join(sorted(unknown))}”",
            f"Nothing written: table {table.name} has no column {', '.join(sorted(unknown))!r}",
        )
    empty = table.bottom == table.top + 1 and _is_free(
        page, table, table.bottom, table.bottom
    )
    start = table.bottom if empty else table.bottom + 1
    bottom = max(start + len(edit.rows) - 1, table.bottom)
    _check_room(page, table, bottom)
    for row, values in enumerate(edit.rows, start):
        for column, head in enumerate(heads, table.left):
            _put(page, row, column, values.get(head))
    _resize(page, table, bottom)


def _is_free(page: Page, table: TableRange, top: int, bottom: int) -> bool:
    cells = (
        c for row in page.rows[top - 1 : bottom] for c in row[table.left - 1 : table.right]
    )
    return all(cell is None for cell in cells)


def _check_room(page: Page, table: TableRange, bottom: int) -> None:
    if bottom > table.bottom and not _is_free(page, table, table.bottom + 1, bottom):
        raise RefusedError(
            f"没有写入：工作表“{page.title}”的表格下方不是空的，请先移开那里的内容",
            f"Nothing written: what stands below the table on {page.title!r} is in the way",
        )


def _resize(page: Page, table: TableRange, bottom: int) -> None:
    page.tables[table.name] = TableRange(
        table.name, table.top, table.left, bottom, table.right, table.totals
    )


def _page_of(title: str, text: str) -> Page:
    """Read one tab: its first line is the header in row 6."""
    lines = [line for line in text.splitlines() if line.strip()]
    page = Page(title, [[title], *([] for _ in range(HEADER_ROW - 1))])
    for row, line in enumerate(lines, HEADER_ROW):
        for column, found in enumerate(_TOKEN.finditer(line), 1):
            value = (
                _value(found[2])
                if found[1] is None and row > HEADER_ROW
                else found[1] or found[2]
            )
            page.put(row, column, value)
    key = next(
        (s.key for s in (*WORKBOOK, *SETTINGS_SHEETS) if s.label.matches(title)), title
    )
    bottom = HEADER_ROW + max(len(lines) - 1, 1)
    width = len(page.rows[HEADER_ROW - 1])
    page.tables[f"t_{key}"] = TableRange(f"t_{key}", HEADER_ROW, 1, bottom, width)
    return page


def _value(token: str) -> object:
    if token == "-":
        return None
    if _DAY.match(token):
        return datetime.fromisoformat(token)
    try:
        return float(token)
    except ValueError:
        return token
