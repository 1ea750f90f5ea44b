"""Which tab is which sheet: by its table, by defined names, by title, by what its header says."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from promo_xl.book import Ref
from promo_xl.read.headers import count_headers
from promo_xl.read.words import known_headers
from promo_xl.schema.label import fold, fold_header
from promo_xl.schema.sheet import Shape, Sheet
from promo_xl.workbook import Grid

_COPY = re.compile(r"(?:\(\d+\)|[-_]?(?:副本|备份|copy|backup)\d*)+\Z")
"""What Excel, WPS and people put behind the title of a copied tab, folded."""
_SURE = 4
"""Headers that must be known to take a tab for a sheet by them alone …"""
_SURE_SHARE = 0.6
"""… and their share of all its headers."""


class Tabs(NamedTuple):
    """Which tab each sheet stands on, and further tabs of one sheet, which are not read."""

    of: Mapping[str, Grid]
    copies: Sequence[tuple[str, Grid]]


def find_tabs(
    sheets: Sequence[Sheet],
    grids: Sequence[Grid],
    names: Mapping[str, Ref],
    meta: Mapping[str, str],
) -> Tabs:
    """Give the tab of every sheet that is there, by the surest sign first."""
    found = _by_table(sheets, grids)
    for sheet in sheets:
        if sheet.shape is Shape.FORM and sheet.key not in found:
            _take(found, sheet.key, _by_fields(sheet, grids, names))
    rest = {fold(grid.title): grid for grid in reversed(_free(found, grids))}
    titles = _titles(sheets, meta)
    for title, key in titles.items():
        _take(found, key, rest.get(title))
    copies = []
    for grid in _free(found, grids):
        named = titles.get(_original(grid.title))
        if named is not None and not _take(found, named, grid):
            copies.append((named, grid))
    for sheet in sheets:
        if sheet.key not in found and not sheet.later and sheet.shape is Shape.ROWS:
            _take(found, sheet.key, _by_headers(sheet, _free(found, grids)))
    return Tabs(found, copies)


def _take(found: dict[str, Grid], key: str, grid: Grid | None) -> bool:
    """Hand a tab to a sheet that has none yet; a tab belongs to one sheet."""
    if grid is None or key in found or any(grid is taken for taken in found.values()):
        return False
    found[key] = grid
    return True


def _free(found: Mapping[str, Grid], grids: Sequence[Grid]) -> list[Grid]:
    taken = {id(grid) for grid in found.values()}
    return [grid for grid in grids if id(grid) not in taken]


def _by_table(sheets: Sequence[Sheet], grids: Sequence[Grid]) -> dict[str, Grid]:
    tables: dict[str, Grid] = {}
    for grid in grids:
        for table in grid.tables:
            tables.setdefault(table.name.casefold(), grid)
    return {sheet.key: tables[sheet.table] for sheet in sheets if sheet.table in tables}


def _by_fields(
    sheet: Sheet, grids: Sequence[Grid], names: Mapping[str, Ref]
) -> Grid | None:
    """A form is where most of its named fields are."""
    named = (names.get(f"{sheet.key}_{column.key}") for column in sheet.cells)
    titles = [ref.sheet for ref in named if ref is not None]
    wanted = max(dict.fromkeys(titles), key=titles.count, default=None)
    return next((grid for grid in grids if grid.title == wanted), None)


def _titles(sheets: Sequence[Sheet], meta: Mapping[str, str]) -> dict[str, str]:
    """Map every folded title of a sheet to its key; what the file notes goes first."""
    titles: dict[str, str] = {}
    for sheet in sheets:
        titles.setdefault(fold(meta.get(f"title:{sheet.key}", "")), sheet.key)
    for sheet in sheets:
        for name in (sheet.label.zh, sheet.label.en, *sheet.label.aliases):
            titles.setdefault(fold(name), sheet.key)
    titles.pop("", None)
    return titles


def _original(title: str) -> str:
    """Give the title a copied tab was made from, or one with something in brackets."""
    folded = fold_header(_COPY.sub("", fold(title)))
    return fold_header(folded)


def _by_headers(sheet: Sheet, grids: Sequence[Grid]) -> Grid | None:
    """Take the tab whose header says it is this sheet, where no other sign is left."""
    known = known_headers(sheet, {})
    hits: dict[int, Grid] = {}
    for grid in grids:
        if not grid.tables and not grid.title.startswith("_"):
            sure, held = count_headers(grid, known)
            if sure >= _SURE and sure >= _SURE_SHARE * held:
                hits.setdefault(sure, grid)
    return hits[max(hits)] if hits else None
