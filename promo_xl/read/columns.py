"""Cells become whole columns: numbers pass untouched, the rest is parsed once a spelling."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from promo_xl.book import Array, Fault, Ref
from promo_xl.read.headers import Layout
from promo_xl.read.rows import TYPED, cut
from promo_xl.schema import parse
from promo_xl.schema.kind import Kind
from promo_xl.schema.sheet import Column, Owner, Shape, Sheet
from promo_xl.workbook import Place

Mask = NDArray[np.bool_]

_DAYS_1904 = 1462
_EXACT = 1e15
"""A number of more digits has lost its last ones: Excel keeps 15. No amount is that large,
and sums of such would be infinite."""
_ANY_NUMBER = (parse.money, parse.number, parse.ratio, parse.percent)
_MATCHED = ("id", "ref", "reflist", "enum", "multi")
_STRAY = re.compile(r"\A\s|\s\Z|[\u00a0\u00ad\u200b-\u200f\u2060\u3000\ufeff]")
"""Spaces at an edge, and those nobody sees or that are as wide as a character."""
_NO_NUMBERS, _NO_WORDS = np.full(0, np.nan), np.full(0, None, object)
_TEXT = {str, type(None)}
_FLOAT = {float, type(None)}


class Reading(NamedTuple):
    """How this file is read: the day near which a year-less date lies, and its epoch."""

    around: float | None
    date1904: bool


class Cells(NamedTuple):
    """One sheet as read: columns of full length, and what could not be taken."""

    columns: dict[str, Array]
    faults: list[Fault]
    bare: dict[str, Mask]
    """Columns with a default: where the cell means it."""
    rows: Mask
    """Rows in which anything is typed that is data."""
    totals: dict[int, Ref]
    """Positions of rows that add others up -> the cell that says so; they are no data."""
    end: int
    """The last Excel row looked at."""


class _Column(NamedTuple):
    values: Array
    bad: list[tuple[int, str]]


def read_cells(layout: Layout, reading: Reading) -> Cells:
    """Read every column of a sheet, down to its last row in which anything stands."""
    sheet, grid = layout.sheet, layout.grid
    count, strips, totals, end = cut(layout)
    columns: dict[str, Array] = {}
    faults: list[Fault] = []
    bare: dict[str, Mask] = {}
    for column in sheet.cells:
        strip = strips.get(column.key)
        if grid is None or strip is None:
            columns[column.key] = blank(column.kind, count)
            continue
        read = read_column(column, strip, reading, match=_is_matched(sheet, column))
        columns[column.key] = read.values
        found = _faults(layout, column, read.bad, strip) if column.owner in TYPED else []
        if column.owner is not Owner.TOOL:  # what stands there is overwritten, not mended
            found += _marked(layout, column, count)
        faults += found
        if column.default is not None:
            bare[column.key] = _bare(column, read.values, strip, found)
    if not count:
        return Cells(columns, [], bare, np.zeros(0, bool), totals, end)
    rows = _filled(sheet, columns, faults, count)
    rows[list(totals)] = False
    faults = [fault for fault in faults if fault.row not in totals]
    return _trim(layout, Cells(columns, faults, bare, rows, totals, end))


def _bare(
    column: Column, values: Array, strip: Sequence[object], faults: list[Fault]
) -> Mask:
    """Mark the cells that mean the default: a number's must be empty, `-` is not measured."""
    empty = missing(values)
    if column.kind.numeric:
        empty = np.fromiter((v is None or v == "" for v in strip), bool, len(strip))
    empty[[fault.row for fault in faults]] = False
    return empty


def blank(kind: Kind, count: int) -> Array:
    """Give a column in which nothing was measured."""
    if not count:
        return _NO_NUMBERS if kind.numeric else _NO_WORDS
    return np.full(
        count, np.nan if kind.numeric else None, float if kind.numeric else object
    )


def missing(values: Array) -> Mask:
    """Mark the blanks of a column."""
    if values.dtype != object:
        return np.isnan(values)
    return np.asarray(np.equal(values, np.array(None, object)), bool)


def _is_matched(sheet: Sheet, column: Column) -> bool:
    """Whether other cells and Excel's formulas look for what stands here."""
    return column.kind.key in _MATCHED or column.key == sheet.name_key


def read_column(
    column: Column, strip: Sequence[object], reading: Reading, *, match: bool = False
) -> _Column:
    """Parse one column; faults by position. *match*: other cells look for what stands here."""
    types = set(map(type, strip))
    if types <= {type(None)}:
        return _Column(blank(column.kind, len(strip)), [])
    if column.kind.numeric:
        return _numbers(column, strip, reading)
    return _words(column, strip, reading, match=match)


def _numbers(column: Column, strip: Sequence[object], reading: Reading) -> _Column:
    kind = column.kind
    values, odd = _floats(strip)
    if reading.date1904 and kind.key in ("date", "datetime"):
        values += _DAYS_1904
    odd += np.flatnonzero(~_plain(kind, values) & ~np.isnan(values)).tolist()
    bad: list[tuple[int, str]] = []
    known: dict[tuple[type, object], float | None] = {}
    for i in odd:
        cell = strip[i] if np.isnan(values[i]) else float(values[i])
        values[i] = np.nan
        try:
            number = _parsed(kind, cell, reading, known)
        except ValueError:
            bad.append((i, "unreadable"))
            continue
        if isinstance(number, float) and abs(number) >= _EXACT:
            bad.append((i, "unreadable"))
        elif isinstance(number, float):
            values[i] = number
            if isinstance(cell, str):
                day = kind.key in ("date", "datetime")
                bad.append((i, "text_date" if day else "text_number"))
    return _Column(values, bad)


def _floats(strip: Sequence[object]) -> tuple[Array, list[int]]:
    """Take the numbers as they are; give the positions of what else stands there."""
    if set(map(type, strip)) <= _FLOAT:
        return np.array(strip, float), []
    values = np.array([v if type(v) is float else np.nan for v in strip], float)
    odd = [i for i, v in enumerate(strip) if v is not None and v != ""]
    return values, [i for i in odd if type(strip[i]) is not float]


def _plain(kind: Kind, values: Array) -> Mask:
    """Mark the numbers that mean themselves in a cell of *kind*, without parsing."""
    if kind.parse in _ANY_NUMBER:
        return np.asarray(np.abs(values) < _EXACT, bool)
    if kind.parse is parse.whole:
        return np.asarray((np.abs(values) < _EXACT) & (np.floor(values) == values), bool)
    return np.zeros(len(values), bool)


def _parsed(
    kind: Kind,
    cell: object,
    reading: Reading,
    known: dict[tuple[type, object], float | None],
) -> float | None:
    """Parse one spelling once."""
    spelling = (type(cell), cell)
    if spelling not in known:
        found = kind.parse(cell, reading.around)
        known[spelling] = found if isinstance(found, float) else None
    return known[spelling]


def _words(
    column: Column, strip: Sequence[object], reading: Reading, *, match: bool
) -> _Column:
    kind = column.kind
    if kind.parse is parse.text and not match and set(map(type, strip)) <= _TEXT:
        said = [v if isinstance(v, str) and not v.isspace() else None for v in strip]
        return _Column(np.fromiter((v or None for v in said), object, len(said)), [])
    keys: Sequence[object] = strip
    if not set(map(type, strip)) <= _TEXT:
        keys = [(type(v), v) for v in strip]  # 1.0 and True are one key
    known: dict[object, object] = {}
    wrong: set[object] = set()
    for key, cell in dict(zip(keys, strip, strict=True)).items():
        try:
            known[key] = None if cell == "" else kind.parse(cell, reading.around)
        except ValueError:
            known[key] = None
            wrong.add(key)
    found = np.fromiter(map(known.__getitem__, keys), object, len(strip))
    what = "not_a_choice" if kind.choices is not None else "unreadable"
    bad = [(i, what) for i, key in enumerate(keys) if key in wrong] if wrong else []
    if kind.key in ("id", "ref", "reflist"):
        bad += [(i, "long_id") for i, v in enumerate(strip) if _lost_digits(v)]
    stray = {v for v in known if isinstance(v, str) and _STRAY.search(v)} if match else ()
    if stray:
        bad += [
            (i, "stray_space")
            for i, key in enumerate(keys)
            if key in stray and found[i] is not None
        ]
    return _Column(found, bad)


def _lost_digits(cell: object) -> bool:
    return type(cell) is float and abs(cell) >= _EXACT


def _faults(
    layout: Layout, column: Column, bad: list[tuple[int, str]], strip: Sequence[object]
) -> list[Fault]:
    key = column.key
    return [
        Fault(what, layout.sheet.key, _at(layout, key, i), key, strip[i], i)
        for i, what in bad
    ]


def _at(layout: Layout, key: str, i: int) -> Ref:
    place = layout.places[key]
    title = layout.grid.title if layout.grid else ""
    return (
        Ref(title, *place)
        if isinstance(place, tuple)
        else Ref(title, layout.top + i, place)
    )


def _marked(layout: Layout, column: Column, count: int) -> list[Fault]:
    """Find the column's error cells, and typed formulas that were never calculated."""
    grid, place, key = layout.grid, layout.places[column.key], column.key
    if grid is None or not (grid.errors or grid.uncached):
        return []
    marks: list[tuple[Place, str, str | None]]
    marks = [(at, "error_cell", text) for at, text in grid.errors.items()]
    if column.owner in TYPED:
        marks += [(at, "uncached", None) for at in sorted(grid.uncached)]
    first = place[0] if isinstance(place, tuple) else layout.top
    across = place[1] if isinstance(place, tuple) else place
    return [
        Fault(what, layout.sheet.key, Ref(grid.title, row, left), key, raw, row - first)
        for (row, left), what, raw in marks
        if left == across and 0 <= row - first < count
    ]


def _filled(
    sheet: Sheet, columns: dict[str, Array], faults: list[Fault], count: int
) -> Mask:
    """Mark the rows in which anything stands that is not computed."""
    rows = np.zeros(count, bool)
    for column in sheet.cells:
        if sheet.owned or column.owner in TYPED:
            rows |= ~missing(columns[column.key])
    for fault in faults:
        if sheet.owned or sheet[fault.key].owner in TYPED:
            rows[fault.row] = True
    return rows


def _trim(layout: Layout, cells: Cells) -> Cells:
    """Leave trailing blank rows out, and empty the blank rows between others."""
    if layout.sheet.shape is Shape.FORM:
        return cells._replace(rows=np.ones(1, bool))
    used = np.flatnonzero(cells.rows)
    count = int(used[-1]) + 1 if len(used) else 0
    rows = cells.rows[:count]
    columns = {key: values[:count] for key, values in cells.columns.items()}
    for column in layout.sheet.cells:
        columns[column.key][~rows] = np.nan if column.kind.numeric else None
    return Cells(
        columns,
        [fault for fault in cells.faults if fault.row < count],
        {key: empty[:count] for key, empty in cells.bare.items()},
        rows,
        cells.totals,
        cells.end,
    )
