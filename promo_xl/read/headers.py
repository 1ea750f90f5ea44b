"""Where each sheet and column stands in this file, however people renamed and moved them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from promo_xl.book import Ref
from promo_xl.schema.label import fold, fold_header
from promo_xl.schema.sheet import Column, Shape, Sheet
from promo_xl.workbook import Grid, TableRange

HEADER_ROW = 6
_SEARCHED = 15
_ENOUGH = 3
_NAME = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!"
    r"\$?(?P<l>[A-Z]{1,3})\$?(?P<t>\d+)(?::\$?(?P<r>[A-Z]{1,3})\$?(?P<b>\d+))?"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet's place in the file. `grid` is None where the file has no such sheet."""

    sheet: Sheet
    grid: Grid | None = None
    places: Mapping[str, int | tuple[int, int]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    top: int = HEADER_ROW + 1
    bottom: int = HEADER_ROW
    """The last row of the table, totals excluded."""
    open_below: bool = False
    """Whether rows typed directly below belong to it: an Excel Table that did not grow."""


def parse_name(text: str) -> Ref | None:
    """Read what a defined name points at: `'项目总表'!$B$8`, one cell or one block."""
    found = _NAME.fullmatch(text.removeprefix("="))
    if found is None:
        return None
    title = (found["quoted"] or found["plain"]).replace("''", "'")
    top, left = int(found["t"]), _number(found["l"])
    if found["r"] is None:
        return Ref(title, top, left)
    return Ref(title, top, left, int(found["b"]), _number(found["r"]))


def _number(letters: str) -> int:
    number = 0
    for one in letters:
        number = number * 26 + ord(one) - 64
    return number


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds sheets in one file: by table name, defined names, title; then their headers."""

    grids: Sequence[Grid]
    names: Mapping[str, Ref]
    meta: Mapping[str, str]

    def find(self, sheet: Sheet) -> Layout:
        """Give where *sheet* stands."""
        grid = self._by_table(sheet) or self._by_name(sheet) or self._by_title(sheet)
        if grid is None:
            return Layout(sheet)
        known = known_headers(sheet, self.meta)
        if sheet.shape is Shape.FORM:
            return _form(sheet, grid, known, self.names)
        return _rows(sheet, grid, known)

    def _by_table(self, sheet: Sheet) -> Grid | None:
        return _first(grid for grid in self.grids if _table(sheet, grid))

    def _by_name(self, sheet: Sheet) -> Grid | None:
        """A form is where most of its named fields are."""
        if sheet.shape is not Shape.FORM:
            return None
        titles = [
            self.names[name].sheet
            for name in (f"{sheet.key}_{column.key}" for column in sheet.cells)
            if name in self.names
        ]
        wanted = max(set(titles), key=titles.count, default=None)
        return _first(grid for grid in self.grids if grid.title == wanted)

    def _by_title(self, sheet: Sheet) -> Grid | None:
        noted = fold(self.meta.get(f"title:{sheet.key}", ""))
        return _first(
            grid
            for grid in self.grids
            if sheet.label.matches(grid.title) or (noted and fold(grid.title) == noted)
        )


def known_headers(sheet: Sheet, meta: Mapping[str, str]) -> dict[str, str]:
    """Map every folded spelling of a header to its key; a label goes before an alias.

    The unit in brackets is ignored where that leaves one column only.
    """
    exact: dict[str, str] = {}
    for ways in (_written_names, _older_names):
        for column in sheet.cells:
            for name in (*ways(column), meta.get(f"header:{sheet.key}:{column.key}", "")):
                exact.setdefault(fold(name), column.key)
    exact.pop("", None)
    short: dict[str, set[str]] = {}
    for text, key in exact.items():
        short.setdefault(fold_header(text), set()).add(key)
    loose = {text: keys.pop() for text, keys in short.items() if len(keys) == 1}
    return loose | exact


def _written_names(column: Column) -> tuple[str, ...]:
    label = column.label
    return (label.zh, label.en, column.header("zh"), column.header("en"))


def _older_names(column: Column) -> tuple[str, ...]:
    return (*column.label.aliases, column.was)


def _first(grids: Iterable[Grid]) -> Grid | None:
    return next(iter(grids), None)


def _table(sheet: Sheet, grid: Grid) -> TableRange | None:
    return next((t for t in grid.tables if t.name.casefold() == sheet.table), None)


def _key(cell: object, known: Mapping[str, str]) -> str | None:
    if not isinstance(cell, str) or not cell:
        return None
    return known.get(fold(cell)) or known.get(fold_header(cell))


def _rows(sheet: Sheet, grid: Grid, known: Mapping[str, str]) -> Layout:
    table = _table(sheet, grid)
    row = table.top if table else _header_row(grid, known)
    places: dict[str, int | tuple[int, int]] = {}
    headers: dict[str, str] = {}
    cells = grid.rows[row - 1] if row <= len(grid.rows) else ()
    for column, cell in enumerate(cells, 1):
        key = _key(cell, known)
        if key is not None and (table is None or table.left <= column <= table.right):
            places.setdefault(key, column)
            headers.setdefault(key, str(cell))
    if table is None:
        return Layout(sheet, grid, places, headers, row + 1, len(grid.rows))
    bottom = table.bottom - table.totals
    return Layout(sheet, grid, places, headers, row + 1, bottom, not table.totals)


def _header_row(grid: Grid, known: Mapping[str, str]) -> int:
    """Give row 6 if it is a header, else the first row that is, else the likeliest."""
    rows = range(1, min(_SEARCHED, len(grid.rows)) + 1)
    hits = {
        row: sum(_key(c, known) is not None for c in grid.rows[row - 1]) for row in rows
    }
    enough = min(_ENOUGH, len(set(known.values())))
    if hits.get(HEADER_ROW, 0) >= enough:
        return HEADER_ROW
    found = next((row for row, count in hits.items() if count >= enough), None)
    likeliest = max(hits, key=lambda row: hits[row], default=HEADER_ROW)
    return found or (likeliest if hits.get(likeliest) else HEADER_ROW)


def _form(
    sheet: Sheet, grid: Grid, known: Mapping[str, str], names: Mapping[str, Ref]
) -> Layout:
    """Find a form's fields by their defined names, else by the label to their left."""
    places: dict[str, int | tuple[int, int]] = {}
    headers: dict[str, str] = {}
    left = _label_column(grid, known)
    for number in range(1, len(grid.rows) + 1):
        said = grid.value(number, left)
        key = _key(said, known)
        if key is not None:
            places.setdefault(key, (number, left + 1))
            headers.setdefault(key, str(said))
    for field_ in sheet.cells:
        named = names.get(f"{sheet.key}_{field_.key}")
        if named is not None and named.sheet == grid.title:
            places[field_.key] = (named.top, named.left)
            headers[field_.key] = str(grid.value(named.top, named.left - 1) or "")
    return Layout(sheet, grid, places, headers)


def _label_column(grid: Grid, known: Mapping[str, str]) -> int:
    """Give the column that holds the most labels; a value may read like one."""
    hits = {
        column: sum(
            _key(grid.value(row, column), known) is not None
            for row in range(1, len(grid.rows) + 1)
        )
        for column in (1, 2, 3)
    }
    return max(hits, key=lambda column: hits[column])
