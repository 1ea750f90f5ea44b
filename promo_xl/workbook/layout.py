"""Typed rows laid out as the product's own workbook: titles, headers, tables, names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from promo_xl.book import letter
from promo_xl.schema import LIVE, SETTINGS_SHEETS, WORKBOOK
from promo_xl.schema import sheet as sheet_of
from promo_xl.schema.label import Label
from promo_xl.schema.sheet import Shape, Sheet
from promo_xl.workbook import TableRange

HEADER_ROW = 6
"""Title, how-to, back link and summary stand above it."""
META = "_meta"
SCHEMA_VERSION = "1"
_HOME = Label("首页", "Home")
_AS_OF_CELL = (2, 2)
_FORM_HEADS = (Label("项目", "Item"), Label("内容", "Value"), Label("说明", "Note"))

Row = Mapping[str, object]
Rows = Mapping[str, Sequence[Row] | None]
"""Sheet key -> its rows by column key; None leaves a sheet out of the book."""


@dataclass(slots=True)
class Page:
    """One tab in memory."""

    title: str
    rows: list[list[object]]
    tables: dict[str, TableRange] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    hidden: bool = False

    def put(self, row: int, column: int, value: object) -> None:
        """Set one cell, growing the page as far as it needs."""
        self.rows.extend([] for _ in range(row - len(self.rows)))
        cells = self.rows[row - 1]
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = value


@dataclass(frozen=True, slots=True)
class Sketch:
    """A whole workbook in memory: its tabs in order, and its names."""

    pages: list[Page]
    names: dict[str, str]


def lay_out(rows: Rows, lang: str, as_of: datetime | None, as_of_auto: str) -> Sketch:
    """Lay *rows* out as a new book would: every sheet the product has today, and those given."""
    _check_keys(rows)
    wanted = (LIVE | set(rows)) - {key for key, found in rows.items() if found is None}
    sheets = [s for s in (*WORKBOOK, *SETTINGS_SHEETS) if s.key in wanted]
    home = Page(_HOME.say(lang), [[_HOME.say(lang)]])
    home.put(*_AS_OF_CELL, as_of)
    names = {"AS_OF": _name_of(home.title, *_AS_OF_CELL)}
    pages = [home]
    for sheet in sheets:
        given = rows.get(sheet.key) or ()
        lay = _form if sheet.shape is Shape.FORM else _table
        pages.append(lay(sheet, given, lang, names))
    pages.append(_meta(sheets, lang, rows, as_of_auto))
    return Sketch(pages, names)


def _check_keys(rows: Rows) -> None:
    """Raise KeyError for a sheet or column nobody declared: it would be dropped in silence."""
    for key, given in rows.items():
        declared = sheet_of(key)
        for row in given or ():
            for name in row.keys() - {column.key for column in declared.cells}:
                raise KeyError(f"{key}.{name}")


def _name_of(title: str, row: int, column: int) -> str:
    quoted = title.replace("'", "''")
    return f"'{quoted}'!${letter(column)}${row}"


def _table(sheet: Sheet, given: Sequence[Row], lang: str, names: dict[str, str]) -> Page:
    page = _page(sheet, lang)
    columns = sheet.cells
    for at, column in enumerate(columns, 1):
        page.put(HEADER_ROW, at, column.header(lang))
    for number, row in enumerate(given, HEADER_ROW + 1):
        for at, column in enumerate(columns, 1):
            page.put(number, at, plain(row.get(column.key), lang))
    bottom = HEADER_ROW + max(len(given), 1)
    page.tables[sheet.table] = TableRange(sheet.table, HEADER_ROW, 1, bottom, len(columns))
    return page


def _form(sheet: Sheet, given: Sequence[Row], lang: str, names: dict[str, str]) -> Page:
    page = _page(sheet, lang)
    values = given[0] if given else {}
    for at, head in enumerate(_FORM_HEADS, 1):
        page.put(HEADER_ROW, at, head.say(lang))
    for number, column in enumerate(sheet.cells, HEADER_ROW + 1):
        page.put(number, 1, column.header(lang))
        page.put(number, 2, plain(values.get(column.key), lang))
        names[f"{sheet.key}_{column.key}"] = _name_of(page.title, number, 2)
    bottom = HEADER_ROW + len(sheet.cells)
    page.tables[sheet.table] = TableRange(sheet.table, HEADER_ROW, 1, bottom, 3)
    return page


def _page(sheet: Sheet, lang: str) -> Page:
    title = sheet.label.say(lang)
    return Page(title, [[title], *([] for _ in range(HEADER_ROW - 1))])


def _meta(sheets: Sequence[Sheet], lang: str, rows: Rows, as_of_auto: str) -> Page:
    plan = rows.get("plan") or ()
    size = plan[0].get("size") if plan else None
    lines: list[list[object]] = [
        ["key", "value"],
        ["schema_version", SCHEMA_VERSION],
        ["lang", lang],
        ["size", size if isinstance(size, str) else "small"],
        ["as_of_auto", as_of_auto or None],
    ]
    lines += [
        [f"header:{sheet.key}:{column.key}", column.header(lang)]
        for sheet in sheets
        for column in sheet.cells
    ]
    return Page(META, lines, hidden=True)


def plain(value: object, lang: str) -> object:
    """Give a typed value as a cell holds it: words said, several joined, numbers as float, NaN as blank."""
    if isinstance(value, Label):
        return value.say(lang)
    if isinstance(value, tuple | list):
        return ("；" if lang == "zh" else "; ").join(str(plain(v, lang)) for v in value)
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return None if value == "" or value != value else value
