"""A workbook in memory: what `new` starts from, and what samples and tests are written as."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from promo_xl.errors import RefusedError
from promo_xl.patch import Edit, Patch, ReplaceRows, SetCells, ShowTab
from promo_xl.schema import SETTINGS_SHEETS, WORKBOOK
from promo_xl.workbook import Grid, Receipt, TableRange
from promo_xl.workbook.layout import HEADER_ROW, Page, Rows, Sketch, lay_out
from promo_xl.workbook.text_rows import append_below, put_cell, replace_body

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
        totals: Collection[str] = (),
    ) -> TextWorkbook:
        """Read tabs written as text: header line first, blanks between cells, `-` for none.

        Words with blanks stand in `"…"`; numbers and ISO dates become such. The last line of
        the tabs in *totals* is a totals row.
        """
        book = cls.__new__(cls)
        pages = [_page_of(title, text, title in totals) for title, text in tabs.items()]
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
                put_cell(page, row, column, cell)
            return
        table = page.tables.get(edit.table)
        if table is None:
            raise RefusedError(
                f"没有写入：工作表“{edit.title}”里没有表 {edit.table}",
                f"Nothing written: sheet {edit.title!r} has no table {edit.table}",
            )
        if isinstance(edit, ReplaceRows):
            replace_body(page, table, edit.rows)
        else:
            append_below(page, table, edit)


def _page_of(title: str, text: str, totals: bool) -> Page:
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
    page.tables[f"t_{key}"] = TableRange(f"t_{key}", HEADER_ROW, 1, bottom, width, totals)
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
