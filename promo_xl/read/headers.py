"""Where each sheet and column stands in this file, however people renamed and moved them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from promo_xl.book import Ref
from promo_xl.read.words import header_key, known_headers
from promo_xl.schema.sheet import Shape, Sheet
from promo_xl.workbook import Grid, TableRange

__all__ = ["HEADER_ROW", "Extra", "Layout", "known_headers", "lay_out", "parse_name"]

HEADER_ROW = 6
_SEARCHED = 15
_ENOUGH = 3
_NAME = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!"
    r"\$?(?P<l>[A-Z]{1,3})\$?(?P<t>\d+)(?::\$?(?P<r>[A-Z]{1,3})\$?(?P<b>\d+))?"
)


@dataclass(frozen=True, slots=True)
class Extra:
    """A column nobody reads: people's own, or a second one of the same meaning."""

    column: int
    header: str
    """"" where its cells hold something under no header."""
    key: str = ""
    """The key an earlier column of the sheet already has."""


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
    left: int = 1
    right: int = 0
    """The table's first and last column, people's own included."""
    totals: int = 0
    """Rows of Excel's own totals below it."""
    extra: tuple[Extra, ...] = ()


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


def lay_out(
    sheet: Sheet, grid: Grid | None, names: Mapping[str, Ref], meta: Mapping[str, str]
) -> Layout:
    """Find the columns of *sheet* on the tab it was found on."""
    if grid is None:
        return Layout(sheet)
    grid = replace(grid, rows=[*grid.rows])  # from here on they are looked at all the time
    known = known_headers(sheet, meta)
    if sheet.shape is Shape.FORM:
        return _form(sheet, grid, known, names)
    return _rows(sheet, grid, known)


def table_of(sheet: Sheet, grid: Grid) -> TableRange | None:
    """Give the Excel Table that is *sheet*'s, None where the tab has none."""
    return next((t for t in grid.tables if t.name.casefold() == sheet.table), None)


def count_headers(grid: Grid, known: Mapping[str, str]) -> tuple[int, int]:
    """Give how many headers of the likeliest row are known, and how many it holds."""
    row = _header_row(grid, known)
    cells = [c for c in _row(grid, row) if isinstance(c, str) and c]
    return len({header_key(c, known) for c in cells} - {None}), len(cells)


def _rows(sheet: Sheet, grid: Grid, known: Mapping[str, str]) -> Layout:
    table = table_of(sheet, grid)
    row = _header_row(grid, known, table.top if table else 0)
    top = row + 1 + _continued(grid, known, row)
    heads = _heads(grid, row, top - 1)
    keys = {column: header_key(said, known) for column, said in heads.items()}
    left, right = _span(keys, table)
    places: dict[str, int | tuple[int, int]] = {}
    headers: dict[str, str] = {}
    extra: list[Extra] = []
    for column, said in heads.items():
        key = keys[column] if left <= column <= right else None
        if key is not None and key not in places:
            places[key], headers[key] = column, said
        elif left <= column <= right:
            extra.append(Extra(column, said, key or ""))
    bottom, totals = len(grid.rows), 0
    if table is not None:
        totals = int(table.totals)
        # a program that moves cells and not tables leaves the table's range behind
        bottom = max(table.bottom - totals + max(row - table.top, 0), top - 1)
    extra += [
        Extra(column, "")
        for column in range(left, right + 1)
        if column not in heads and _is_filled(grid, column, top, bottom)
    ]
    return Layout(
        sheet,
        grid,
        places,
        headers,
        top,
        bottom,
        table is not None and not totals,
        left,
        right,
        totals,
        tuple(extra),
    )


def _row(grid: Grid, row: int) -> Sequence[object]:
    return grid.rows[row - 1] if 0 < row <= len(grid.rows) else ()


def _header_row(grid: Grid, known: Mapping[str, str], declared: int = 0) -> int:
    """Give the row that is a header: the table's own or row 6, else the likeliest."""
    enough = min(_ENOUGH, len(set(known.values())))
    usual = declared or HEADER_ROW
    keys = (header_key(cell, known) for cell in _row(grid, usual))
    if sum(1 for _ in islice(filter(None, keys), enough)) == enough:
        return usual
    rows = range(1, min(_SEARCHED, len(grid.rows)) + 1)
    hits = {row: _hits(grid, known, row) for row in rows}
    likeliest = max(hits, key=lambda row: hits[row], default=usual)
    return likeliest if hits.get(likeliest, 0) > hits.get(usual, 0) else usual


def _hits(grid: Grid, known: Mapping[str, str], row: int) -> int:
    return sum(header_key(cell, known) is not None for cell in _row(grid, row))


def _continued(grid: Grid, known: Mapping[str, str], row: int) -> int:
    """Whether the row below goes on with the header: words for columns that have none yet."""
    below = [(i, cell) for i, cell in enumerate(_row(grid, row + 1)) if cell]
    above = _row(grid, row)
    if not below or any(header_key(cell, known) is None for _, cell in below):
        return 0
    return int(
        all(i >= len(above) or header_key(above[i], known) is None for i, _ in below)
    )


def _heads(grid: Grid, row: int, last: int) -> dict[int, str]:
    """Say the header of every column; one split over two rows is its lower part.

    A blank one takes what stands in the cell it is merged with above.
    """
    lines = [_row(grid, at) for at in range(last, row - 1, -1)]
    above = {area[1]: area for area in grid.merged if area[0] < row <= area[2]}
    heads: dict[int, str] = {}
    for column in range(1, max(map(len, lines), default=0) + 1):
        stands = (line[column - 1] for line in lines if column <= len(line))
        said = next((cell for cell in stands if cell), None)
        if not said and column in above:
            said = grid.value(above[column][0], column)
        if isinstance(said, str) and said.strip():
            heads[column] = said
    return heads


def _is_filled(grid: Grid, column: int, top: int, bottom: int) -> bool:
    """Whether anything stands in a column's cells."""
    cells = (grid.value(row, column) for row in range(top, bottom + 1))
    return any(cell is not None and not _is_space(cell) for cell in cells)


def _is_space(cell: object) -> bool:
    return isinstance(cell, str) and not cell.strip()


def _span(keys: Mapping[int, str | None], table: TableRange | None) -> tuple[int, int]:
    """Give the first and last column: the table's, and headed ones typed right beside it."""
    headed = [column for column, key in keys.items() if key]
    left = table.left if table else min(headed, default=1)
    right = table.right if table else max(headed, default=0)
    while table is None and left - 1 in keys:
        left -= 1
    while right + 1 in keys:
        right += 1
    return left, right


def _form(
    sheet: Sheet, grid: Grid, known: Mapping[str, str], names: Mapping[str, Ref]
) -> Layout:
    """Find a form's fields by their defined names, else by the label to their left."""
    places: dict[str, int | tuple[int, int]] = {}
    headers: dict[str, str] = {}
    for field_ in sheet.cells:
        named = names.get(f"{sheet.key}_{field_.key}")
        if named is not None and named.sheet == grid.title:
            places[field_.key] = (named.top, named.left)
            headers[field_.key] = str(grid.value(named.top, named.left - 1) or "")
    if len(places) == len(sheet.cells):
        return Layout(sheet, grid, places, headers)
    left = _label_column(grid, known)
    for number in range(1, len(grid.rows) + 1):
        said = grid.value(number, left)
        key = header_key(said, known)
        if key is not None:
            places.setdefault(key, (number, left + 1))
            headers.setdefault(key, str(said))
    return Layout(sheet, grid, places, headers)


def _label_column(grid: Grid, known: Mapping[str, str]) -> int:
    """Give the column that holds the most labels; a value may read like one."""
    hits = {
        column: sum(
            header_key(grid.value(row, column), known) is not None
            for row in range(1, len(grid.rows) + 1)
        )
        for column in (1, 2, 3)
    }
    return max(hits, key=lambda column: hits[column])
