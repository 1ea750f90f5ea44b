"""Reads a workbook into a Book: every table and column, faults kept as values, no sentences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import partial
from typing import Any

import numpy as np

from promo_xl.book import Array, Book, Fault, Ref, Table
from promo_xl.read.columns import Cells, Reading, read_cells
from promo_xl.read.defaults import fill
from promo_xl.read.headers import Layout, lay_out, parse_name, table_of
from promo_xl.read.references import Names, names_of, number_rows, resolve
from promo_xl.read.shape import shape_faults
from promo_xl.read.stale import Stale, shown
from promo_xl.read.tabs import find_tabs
from promo_xl.schema import LIVE, SETTINGS_SHEETS, WORKBOOK, defaults
from promo_xl.schema.bands import BAND
from promo_xl.schema.kinds import DATETIME
from promo_xl.schema.sheet import SIZES, Owner
from promo_xl.schema.show import to_day
from promo_xl.workbook import Grid, Workbook

META = "_meta"
AS_OF = "AS_OF"
_SHEETS = (*WORKBOOK, *SETTINGS_SHEETS)
_END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class _File:
    """What a workbook holds, before any of it is understood."""

    grids: Mapping[str, Grid]
    names: Mapping[str, Ref]
    meta: Mapping[str, str]
    date1904: bool

    def value(self, name: str) -> object:
        """Give what stands in the cell a name points at."""
        ref = self.names.get(name)
        grid = self.grids.get(ref.sheet) if ref else None
        return grid.value(ref.top, ref.left) if ref and grid else None


def read_book(workbook: Workbook) -> Book:
    """Read every sheet of *workbook*; what cannot be taken as it stands becomes a Fault."""
    file = _open(workbook)
    tabs = find_tabs(_SHEETS, tuple(file.grids.values()), file.names, file.meta)
    layouts = {
        one.key: lay_out(one, tabs.of.get(one.key), file.names, file.meta)
        for one in _SHEETS
    }
    plan = read_cells(layouts["plan"], Reading(None, file.date1904))
    reading = Reading(_middle(plan), file.date1904)
    cells = {key: read_cells(layout, reading) for key, layout in layouts.items()}
    lang, size = _language(file, layouts), _size(file, cells["plan"])
    tables = {key: _table(layouts[key], cells[key], lang) for key in layouts}
    faults = _structure(tables, layouts, cells, size)
    faults += [Fault("copied_sheet", key, Ref(grid.title)) for key, grid in tabs.copies]
    faults += [fault for one in cells.values() for fault in one.faults]
    faults += _refer(tables, cells, size)
    settings = _fill(tables, cells, lang, size)
    return Book(
        {
            key: replace(
                table, passed=frozenset(i for i in cells[key].totals if i < len(table))
            )
            for key, table in tables.items()
        },
        tuple(faults),
        settings,
        _accepted(tables["issues"]),
        lang,
        size,
        _as_of(file),
        workbook.name,
        file.names,
        _stale(file, layouts, cells),
        _typed_over(tables, layouts, cells),
        {title: grid.formulas for title, grid in file.grids.items()},
        {title: grid.uncached for title, grid in file.grids.items()},
        file.meta.get("schema_version", ""),
        {title: grid.texts for title, grid in file.grids.items()},
    )


def _open(workbook: Workbook) -> _File:
    grids = {title: workbook.grid(title) for title in workbook.titles()}
    refs = {name: parse_name(text) for name, text in workbook.names().items()}
    # a name may outlive its tab: renamed or deleted by a program that knows no names
    names = {name: ref for name, ref in refs.items() if ref and ref.sheet in grids}
    rows = grids[META].rows if META in grids else ()
    for number, row in enumerate(rows, 1):
        if row and row[0] == "as_of_auto":
            names["meta_as_of_auto"] = Ref(META, number, 2)
    meta = {str(row[0]): _text(row[1]) for row in rows if len(row) > 1 and row[0]}
    return _File(grids, names, meta, workbook.date1904)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat() if cell.time() else cell.date().isoformat()
    return "" if cell is None else str(cell)


def _middle(plan: Cells) -> float | None:
    """Give the day near which dates without a year lie."""
    ends = [float(plan.columns[key][0]) for key in ("period_start", "period_end")]
    known = [day for day in ends if not np.isnan(day)]
    return sum(known) / len(known) if known else None


def _language(file: _File, layouts: Mapping[str, Layout]) -> str:
    if file.meta.get("lang") in ("zh", "en"):
        return file.meta["lang"]
    found = [one for one in layouts.values() if one.grid is not None]
    english = sum(one.grid.title == one.sheet.label.en for one in found if one.grid)
    return "en" if english * 2 > len(found) else "zh"


def _size(file: _File, plan: Cells) -> str:
    typed = plan.columns["size"][0]
    return next(
        (size for size in (typed, file.meta.get("size")) if size in SIZES), SIZES[0]
    )


def _table(layout: Layout, cells: Cells, lang: str) -> Table:
    grid = layout.grid
    return Table(
        layout.sheet,
        grid.title if grid else layout.sheet.label.say(lang),
        cells.columns,
        layout.places,
        layout.headers,
        layout.top,
        grid.rows if grid else (),
        grid is not None,
        grid is not None and grid.hidden,
        area=_area(layout),
        hidden_rows=grid.hidden_rows if grid else frozenset(),
    )


def _area(layout: Layout) -> Ref | None:
    table = table_of(layout.sheet, layout.grid) if layout.grid else None
    if table is None or layout.grid is None:
        return None
    block = (table.top, table.left, table.bottom, table.right)
    return Ref(layout.grid.title, *block)


def _structure(
    tables: Mapping[str, Table],
    layouts: Mapping[str, Layout],
    cells: Mapping[str, Cells],
    size: str,
) -> list[Fault]:
    """Find missing sheets and required columns, and how people changed a sheet's shape."""
    faults: list[Fault] = []
    for key, table in tables.items():
        if not table.present:
            if key in LIVE:
                faults.append(Fault("missing_sheet", key, Ref(table.title)))
            continue
        faults += [
            Fault("missing_column", key, Ref(table.title), column.key)
            for column in table.sheet.cells
            if column.required_in(size) and column.key not in table.places
        ]
        faults += shape_faults(table, layouts[key], cells[key])
    return faults


def _refer(
    tables: Mapping[str, Table], cells: Mapping[str, Cells], size: str
) -> list[Fault]:
    """Number rows without an ID, then turn every reference into an ID."""
    for key, table in tables.items():
        number_rows(table, cells[key].rows)
    names: dict[str, Names] = {key: names_of(table) for key, table in tables.items()}
    free = {key for key, table in tables.items() if not table.present or key not in LIVE}
    if size == SIZES[0]:
        free.add("team")
    return [f for table in tables.values() for f in resolve(table, names, free)]


def _fill(
    tables: Mapping[str, Table], cells: Mapping[str, Cells], lang: str, size: str
) -> dict[str, Any]:
    """Fill grey defaults, the settings' and the plan's first; give the settings by key."""
    usual = defaults(size)
    settings: dict[str, Any] = {}
    for key, values in tables["settings"].columns.items():
        if values[0] is None or values[0] != values[0]:
            values[0] = usual[key]
        settings[key] = values[0].item() if isinstance(values[0], np.generic) else values[0]
    for key in ("plan", *(k for k in tables if k not in ("plan", "settings"))):
        fill(tables, tables[key], cells[key].rows, cells[key].bare, lang)
    return settings


def _accepted(issues: Table) -> frozenset[str]:
    pairs = zip(issues.columns["ack"], issues.columns["mark"], strict=True)
    return frozenset(mark for ack, mark in pairs if ack == "yes" and mark is not None)


def _as_of(file: _File) -> datetime | None:
    """Give the 基准日 a person typed; None where the cell is a formula, empty or ours."""
    ref, cell = file.names.get(AS_OF), file.value(AS_OF)
    if ref is None or cell is None or (ref.top, ref.left) in file.grids[ref.sheet].formulas:
        return None
    try:
        serial = DATETIME.parse(cell, None)
    except ValueError:
        return None
    if not isinstance(serial, float):
        return None
    moment = to_day(serial)
    if file.meta.get("as_of_auto") in (moment.isoformat(), moment.date().isoformat()):
        return None
    whole = moment.time() == time()
    return datetime.combine(moment.date(), _END_OF_DAY) if whole else moment


def _stale(file: _File, layouts: Mapping[str, Layout], cells: Mapping[str, Cells]) -> Stale:
    """Keep what the file shows now in live formulas, on 首页 and in 计算."""
    looks: dict[tuple[str, str], Callable[[], Array]] = {}
    for key, layout in layouts.items():
        for column in layout.sheet.cells if layout.grid else ():
            place = layout.places.get(column.key)
            if column.owner is Owner.FORMULA and isinstance(place, int) and layout.grid:
                rows = range(layout.top, layout.top + len(cells[key].rows))
                looks[key, column.key] = partial(
                    shown, layout.grid, rows, range(place, place + 1)
                )
    for name, ref in file.names.items():
        if (
            name.startswith(("home_", "calc_", BAND, AS_OF, "meta_"))
            and ref.sheet in file.grids
        ):
            rows = range(ref.top, max(ref.top, ref.bottom) + 1)
            across = range(ref.left, max(ref.left, ref.right) + 1)
            looks["", name] = partial(shown, file.grids[ref.sheet], rows, across)
    return Stale(looks)


def _typed_over(
    tables: Mapping[str, Table],
    layouts: Mapping[str, Layout],
    cells: Mapping[str, Cells],
) -> frozenset[tuple[str, str, int]]:
    """Find the cells of formula columns in which no formula stands."""
    return frozenset(
        (key, column.key, i)
        for key, layout in layouts.items()
        for column in layout.sheet.cells
        if column.owner is Owner.FORMULA and layout.grid is not None
        if column.key in layout.places
        for i in range(len(cells[key].rows))
        if tables[key].place(i, column.key) not in layout.grid.formulas
    )
