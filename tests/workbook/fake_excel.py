"""An Excel in memory, registered with xlwings over its BSD base classes.

It stands where COM stands and answers as COM does: numbers are floats, errors are
integers, days are datetimes, text typed without an apostrophe may become a number, a date
or a formula, a protected sheet refuses. It computes nothing but a few formulas; cells
that came from a file keep the values saved there. Every read and write is counted.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType, SimpleNamespace
from typing import Any

import xlwings as xw
from xlwings import base_classes

Place = tuple[int, int]
Area = tuple[int, int, int, int]
ERROR_CODES = {
    "#NULL!": 2000,
    "#DIV/0!": 2007,
    "#VALUE!": 2015,
    "#REF!": 2023,
    "#NAME?": 2029,
    "#NUM!": 2036,
    "#N/A": 2042,
    "#SPILL!": 2045,
}
_FIRST_ERROR = -2146828288
_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001
_NUMBER = re.compile(r"\s*[¥￥$]?[+-]?[\d,]*\.?\d+(e[+-]?\d+)?\s*%?\s*\Z", re.I)
_DATE = re.compile(
    r"\s*(\d{1,4})[-/年.](\d{1,2})([-/月.](\d{1,4})日?)?(\s+\d+:\d+(:\d+)?)?\s*\Z|\d{1,2}月\d{1,2}日\Z"
)
_TIME = re.compile(r"\s*\d{1,2}:\d{2}(:\d{2})?\s*\Z")
_LONGEST_IN_A_BLOCK = 8203


class ComError(Exception):
    """What pywin32 raises when Excel says no."""


@dataclass
class Cell:
    """What a cell holds, as COM gives it."""

    value: object = None
    formula: str | None = None


@dataclass
class ListObject:
    """An Excel Table."""

    name: str
    area: Area
    formulas: dict[int, str]
    """Column -> what Excel fills into new rows."""
    totals: bool = False
    kept: list[Cell] = field(default_factory=list)
    header: bool = True
    filtered: bool = False


def typed(text: str) -> Cell:
    """Give what Excel makes of text put into a General cell."""
    if text.startswith("'"):
        return Cell(text[1:])
    if text.startswith("=") and len(text) > 1:
        return Cell(evaluate(text), text)
    if text.upper() in ("TRUE", "FALSE"):
        return Cell(text.upper() == "TRUE")
    if text in ERROR_CODES:
        return Cell(_FIRST_ERROR + ERROR_CODES[text])
    if _NUMBER.match(text):
        plain = text.strip().lstrip("¥￥$").replace(",", "")
        share = plain.rstrip("%").strip()
        return Cell(float(share) / (100 if plain.endswith("%") else 1))
    if _DATE.match(text) or _TIME.match(text):
        return Cell(datetime(2026, 1, 2))  # noqa: DTZ001 - some day, never the text
    if text[:1] in "+-@" and text[1:]:
        raise ComError(f"Excel cannot read the formula {text!r}")
    return Cell(text)


def evaluate(formula: str) -> object:
    """Compute the few formulas that are written in tests; any other that calls shows 0."""
    text = formula[1:]
    if found := re.fullmatch(r'HYPERLINK\("(?:[^"]|"")*","((?:[^"]|"")*)"\)', text):
        return found[1].replace('""', '"')
    if found := re.fullmatch(r'"([^"]*)"(?:&(\d+))?', text):
        return found[1] + (found[2] or "")
    if re.fullmatch(r"[\d.+]+", text):
        return float(sum(float(n) for n in text.split("+")))
    if re.fullmatch(r"[A-Z]+\(.*\)", text):
        return 0.0
    raise NotImplementedError(formula)


class FakeSheet(base_classes.Sheet):
    """A worksheet."""

    def __init__(self, book: FakeBook, name: str) -> None:
        self._book, self._name = book, name
        self.held: dict[Place, Cell] = {}
        self.formatted: set[Place] = set()
        self.text_cells: set[Place] = set()
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.list_objects: list[ListObject] = []
        self.visibility = -1
        self.protected = False

    name = property(lambda self: self._name)
    book = property(lambda self: self._book)

    @property
    def tables(self) -> FakeTables:
        return FakeTables(self)

    @property
    def api(self) -> Any:
        return self._book.app.native(ProtectContents=self.protected)

    @property
    def visible(self) -> int:
        return self.visibility

    @visible.setter
    def visible(self, value: bool) -> None:
        if self._book.structure_protected:
            raise ComError("the structure is protected")
        self._book.touched("write", self, "visible")
        self.visibility = -1 if value else 0

    def copied(self, book: FakeBook) -> FakeSheet:
        """Give the same sheet in another book."""
        twin = copy(self)
        twin._book = book
        twin.held, twin.hidden_rows = dict(self.held), set(self.hidden_rows)
        twin.formatted, twin.merges = set(self.formatted), list(self.merges)
        twin.list_objects = [copy(one) for one in self.list_objects]
        return twin

    def range(self, first: Any, last: Any = None) -> FakeRange:
        a = self._corner(first)
        b = a if last is None else self._corner(last)
        return FakeRange(self, (a[0], a[1], b[2], b[3]))

    def _corner(self, at: Any) -> Area:
        if isinstance(at, FakeRange):
            return at.area
        if isinstance(at, tuple):
            return at[0], at[1], at[0], at[1]
        return _area(at.replace("$", ""))

    def activate(self) -> None:
        if self.visibility != -1:
            raise ComError("a hidden sheet cannot be activated")
        self._book.active_title = self._name

    @property
    def used_range(self) -> FakeRange:
        places = [*self.held, *self.formatted] or [(1, 1)]
        rows, columns = [p[0] for p in places], [p[1] for p in places]
        return FakeRange(self, (min(rows), min(columns), max(rows), max(columns)))

    def put(self, place: Place, value: object, *, alone: bool) -> None:
        """Take one value as Excel does."""
        self.held.pop(place, None)
        cell = self._taken(place, value, alone)
        if cell.value is not None or cell.formula:
            self.held[place] = cell

    def _taken(self, place: Place, value: object, alone: bool) -> Cell:
        if value is None or value == "":
            return Cell()
        if isinstance(value, str):
            if len(value.removeprefix("'")) > 32767:
                raise ComError("text too long")
            if not alone and len(value) > _LONGEST_IN_A_BLOCK:
                raise ComError("text too long for a block")
            if place in self.text_cells:
                return Cell(value)  # an apostrophe too
            return typed(value)
        if isinstance(value, bool | datetime):
            return Cell(value)
        if isinstance(value, int | float) and value == value:
            return Cell(float(value))
        raise ComError(f"cannot hold {value!r}")


class FakeRange(base_classes.Range):
    """A rectangle of cells."""

    def __init__(self, sheet: FakeSheet, area: Area) -> None:
        self._sheet, self.area = sheet, area

    sheet = property(lambda self: self._sheet)
    row = property(lambda self: self.area[0])
    column = property(lambda self: self.area[1])
    max_cells_per_read = property(lambda self: None)
    options: Mapping[str, Any] = MappingProxyType({})
    max_cells_per_write = property(lambda self: None)

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return self._sheet.name, self.row, self.column, *self.shape

    @property
    def shape(self) -> tuple[int, int]:
        top, left, bottom, right = self.area
        return bottom - top + 1, right - left + 1

    @property
    def api(self) -> Any:
        rows = SimpleNamespace(SpecialCells=self._special_cells)
        return self._sheet.book.app.native(EntireRow=rows, StringValue=self._shown())

    def _shown(self) -> object:
        """What the cells show, as far as it matters: errors by their names."""
        names: dict[object, str]
        names = {_FIRST_ERROR + code: text for text, code in ERROR_CODES.items()}
        held, blank = self._sheet.held, Cell()
        values = [[held.get(at, blank).value for at in row] for row in self._places()]
        texts = [[names.get(v, str(v or "")) for v in row] for row in values]
        return self._handed(tuple(map(tuple, texts)))

    def _special_cells(self, kind: int) -> Any:
        assert kind == 12
        shown = [
            row
            for row in range(self.area[0], self.area[2] + 1)
            if row not in self._sheet.hidden_rows
        ]
        areas: list[list[int]] = []
        for row in shown:
            if areas and areas[-1][0] + areas[-1][1] == row:
                areas[-1][1] += 1
            else:
                areas.append([row, 1])
        if not areas:
            raise ComError("no cells were found")
        return SimpleNamespace(
            Areas=[
                SimpleNamespace(Row=top, Rows=SimpleNamespace(Count=count))
                for top, count in areas
            ]
        )

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row: int, column: int | None = None) -> FakeRange:
        assert column is not None
        at = self.area[0] + row - 1, self.area[1] + column - 1
        return FakeRange(self._sheet, (*at, *at))

    def get_address(self, row: bool, column: bool, external: bool) -> str:
        top, left, bottom, right = self.area
        return f"{_letter(left)}{top}:{_letter(right)}{bottom}"

    address = property(lambda self: self.get_address(True, True, False))

    def _places(self) -> Iterator[list[Place]]:
        top, left, bottom, right = self.area
        for row in range(top, bottom + 1):
            yield [(row, column) for column in range(left, right + 1)]

    def _handed(self, rows: tuple[tuple[Any, ...], ...]) -> object:
        """Give rows as this Excel does: a Mac hands over a single row as it is."""
        if len(self) == 1:
            return rows[0][0]
        return rows[0] if self._sheet.book.app.mac and len(rows) == 1 else rows

    @property
    def raw_value(self) -> object:
        self._sheet.book.touched("read", self._sheet, self.address)
        held, blank = self._sheet.held, Cell()
        rows = tuple(
            tuple(held.get(place, blank).value for place in row) for row in self._places()
        )
        mac = self._sheet.book.app.mac
        if mac and len(rows) > 1 and self.options.get("err_to_str"):
            raise TypeError("'NoneType' object is not iterable")  # as xlwings 0.37.8 does
        return self._handed(rows)

    @raw_value.setter
    def raw_value(self, values: Any) -> None:
        self._sheet.book.touched("write", self._sheet, self.address)
        if self._sheet.protected:
            raise ComError("the sheet is protected")
        alone = len(self) == 1
        filtered = any(one.filtered for one in self._sheet.list_objects)
        for r, row in enumerate(self._places()):
            if filtered and not alone and row[0][0] in self._sheet.hidden_rows:
                continue  # a block passes over what a filter hides
            for c, place in enumerate(row):
                value = values[r][c] if isinstance(values, list | tuple) else values
                if any(
                    _holds(area, place) and place != area[:2] for area in self._sheet.merges
                ):
                    continue  # Excel drops it in silence
                self._sheet.put(place, value, alone=alone)

    @property
    def formula(self) -> object:
        self._sheet.book.touched("formulas", self._sheet, self.address)
        held = self._sheet.held
        rows = tuple(
            tuple(_formula_text(held.get(place)) for place in row) for row in self._places()
        )
        return self._handed(rows)

    @formula.setter
    def formula(self, values: Any) -> None:
        self.raw_value = values

    @property
    def merge_cells(self) -> bool | None:
        meeting = [area for area in self._sheet.merges if _meet(area, self.area)]
        if not meeting:
            return False
        covered = sum(
            any(_holds(area, place) for area in meeting)
            for row in self._places()
            for place in row
        )
        return True if covered == len(self) else None

    @property
    def merge_area(self) -> FakeRange:
        place = self.area[:2]
        found = [area for area in self._sheet.merges if _holds(area, place)]
        return FakeRange(self._sheet, found[0] if found else self.area)


def _formula_text(cell: Cell | None) -> str:
    if cell is None or (cell.value is None and cell.formula is None):
        return ""
    if cell.formula is not None:
        return cell.formula
    if isinstance(cell.value, bool):
        return str(cell.value).upper()
    if isinstance(cell.value, datetime):
        return str((cell.value - _ZERO) / timedelta(days=1))
    return f"{cell.value:g}" if isinstance(cell.value, float) else str(cell.value)


def _holds(area: Sequence[int], place: Sequence[int]) -> bool:
    return area[0] <= place[0] <= area[2] and area[1] <= place[1] <= area[3]


def _meet(a: Area, b: Area) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


class FakeTables(base_classes.Collection):
    """The tables of a sheet."""

    def __init__(self, sheet: FakeSheet) -> None:
        self._sheet = sheet

    def __len__(self) -> int:
        return len(self._sheet.list_objects)

    def __iter__(self) -> Iterator[FakeTable]:
        return (FakeTable(self._sheet, one) for one in self._sheet.list_objects)

    def __call__(self, key: int | str) -> FakeTable:
        found = list(self)
        if isinstance(key, int):
            return found[key - 1]
        return next(one for one in found if one.name == key)


class FakeTable(base_classes.Table):
    """A ListObject: it grows with its formulas, and carries its totals along."""

    def __init__(self, sheet: FakeSheet, held: ListObject) -> None:
        self._sheet, self._held = sheet, held

    name = display_name = property(lambda self: self._held.name)
    range = property(lambda self: FakeRange(self._sheet, self._held.area))
    show_headers = property(lambda self: self._held.header)

    @property
    def api(self) -> Any:
        def show_all() -> None:
            if not self._held.filtered:
                raise ComError("no filter is set")
            self._held.filtered = False
            self._sheet.hidden_rows.clear()

        return SimpleNamespace(AutoFilter=SimpleNamespace(ShowAllData=show_all))

    @property
    def show_totals(self) -> bool:
        return self._held.totals

    @show_totals.setter
    def show_totals(self, value: bool) -> None:
        held, sheet = self._held, self._sheet
        top, left, bottom, right = held.area
        if value == held.totals:
            return
        if not value:
            places = [(bottom, c) for c in range(left, right + 1)]
            held.kept = [sheet.held.pop(place, Cell()) for place in places]
            held.area, held.totals = (top, left, bottom - 1, right), False
            return
        for column, cell in enumerate(held.kept, left):
            if (bottom + 1, column) in sheet.held:
                raise ComError("no room for the total row")
            sheet.held[bottom + 1, column] = cell
        held.area, held.totals = (top, left, bottom + 1, right), True

    def resize(self, new: Any) -> None:
        held, sheet = self._held, self._sheet
        sheet.book.touched("write", sheet, f"resize {held.name}")
        if sheet.protected:
            raise ComError("the sheet is protected")
        top, left, bottom, right = new.impl.area if hasattr(new, "impl") else new.area
        if (top, left, right) != (held.area[0], held.area[1], held.area[3]) or held.totals:
            raise ComError("the header has to stay where it is")
        if bottom <= top:
            raise ComError("a table has a row")
        for row in range(held.area[2] + 1, bottom + 1):
            for column, formula in held.formulas.items():
                sheet.held[row, column] = Cell(None, formula)
        held.area = (top, left, bottom, right)


class FakeNames(base_classes.Names):
    """Defined names of a book."""

    def __init__(self, book: FakeBook) -> None:
        self._book = book

    def snapshot(self) -> list[tuple[str, FakeName]]:
        return [(name, FakeName(name, to)) for name, to in self._book.defined.items()]

    def __len__(self) -> int:
        return len(self._book.defined)

    def __call__(self, key: int | str) -> FakeName:
        found = self.snapshot()
        return found[key - 1][1] if isinstance(key, int) else dict(found)[key]


class FakeName(base_classes.Name):
    """One defined name; Excel gives what it refers to with `=`."""

    def __init__(self, name: str, to: str) -> None:
        self._name, self._to = name, to

    name = property(lambda self: self._name)
    refers_to = property(lambda self: self._to)


class FakeSheets(base_classes.Sheets):
    """The worksheets of a book, hidden ones too."""

    def __init__(self, book: FakeBook) -> None:
        self._book = book

    active = property(lambda self: self(self._book.active_title))

    def __call__(self, key: int | str) -> FakeSheet:
        if isinstance(key, int):
            return self._book.tabs[key - 1]
        return next(tab for tab in self._book.tabs if tab.name == key)

    def __len__(self) -> int:
        return len(self._book.tabs)

    def __iter__(self) -> Iterator[FakeSheet]:
        return iter(self._book.tabs)


class FakeBook(base_classes.Book):
    """A workbook that stands open."""

    def __init__(self, app: FakeApp, name: str, full: str = "") -> None:
        self._app, self._name, self.full = app, name, full or name
        self.tabs: list[FakeSheet] = []
        self.defined: dict[str, str] = {}
        self.date1904 = False
        self.structure_protected = False
        self.saved, self.saves = True, 0
        self.active_title = ""
        self.log: list[tuple[str, str, str]] = []
        self.refuse_write = 0
        """Which write from now on Excel refuses; 0 for none."""

    name = property(lambda self: self._name)
    app = property(lambda self: self._app)
    fullname = property(lambda self: self.full)

    @property
    def sheets(self) -> FakeSheets:
        return FakeSheets(self)

    @property
    def names(self) -> FakeNames:
        return FakeNames(self)

    @property
    def api(self) -> Any:
        return self._app.native(
            Date1904=self.date1904,
            FullName=self.full,
            Saved=self.saved,
            ProtectStructure=self.structure_protected,
        )

    def activate(self) -> None:
        """Come to the front."""

    def save(self, path: str | None = None, password: str | None = None) -> None:
        self.saved, self.saves = True, self.saves + 1

    def tab(self, title: str) -> FakeSheet:
        return next(tab for tab in self.tabs if tab.name == title)

    def touched(self, kind: str, sheet: FakeSheet, where: str) -> None:
        """Note a call to Excel; refuse the write that is to fail."""
        if kind == "write":
            self.saved = False
            if self.refuse_write:
                self.refuse_write -= 1
                if not self.refuse_write:
                    raise ComError("0x800AC472: Excel is busy")
        self.log.append((kind, sheet.name, where))

    def counts(self, kind: str) -> Counter[str]:
        """Say how often each tab was read or written."""
        return Counter(title for what, title, _ in self.log if what == kind)


class FakeBooks(base_classes.Books):
    """The open books."""

    def __init__(self, app: FakeApp) -> None:
        self._app = app

    active = property(lambda self: self._app.open_books[0])

    def __call__(self, key: int | str) -> FakeBook:
        if isinstance(key, int):
            return self._app.open_books[key - 1]
        found = [b for b in self._app.open_books if b.name.lower() == key.lower()]
        if not found:
            raise KeyError(key)
        return found[0]

    def __len__(self) -> int:
        return len(self._app.open_books)

    def __iter__(self) -> Iterator[FakeBook]:
        return iter(self._app.open_books)


class FakeApp(base_classes.App):
    """An Excel."""

    screen_updating = True
    enable_events = True
    display_alerts = True
    calculation = "automatic"
    visible = True
    pid = hwnd = 4711

    def __init__(self, engine: FakeEngine) -> None:
        self._engine = engine
        self.open_books: list[FakeBook] = []
        self.alerts: list[tuple[str, str, str | None]] = []
        self.bar: str | bool = False
        self.shown: list[str | bool] = []
        """What the status bar said, in order."""
        self.calculations = 0
        self.mac = False

    def native(self, **said: object) -> Any:
        """Give an object of this Excel: a Mac calls things otherwise and wants to be asked."""
        if not self.mac:
            return SimpleNamespace(**said)
        words = {re.sub(r"(?<=[a-z])(?=[A-Z0-9])", "_", key).lower(): key for key in said}
        words.pop("full_name", None)  # in the words of an older Mac
        return SimpleNamespace(
            **{
                word: SimpleNamespace(get=lambda k=key: said[k])
                for word, key in words.items()
            }
        )

    engine = property(lambda self: self._engine)

    @property
    def books(self) -> FakeBooks:
        return FakeBooks(self)

    @property
    def status_bar(self) -> str | bool:
        return self.bar

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self.bar = value
        self.shown.append(value)

    def activate(self, steal_focus: bool = False) -> None:
        """Come to the front."""

    def calculate(self) -> None:
        self.calculations += 1

    def alert(
        self, prompt: str, title: str, buttons: str, mode: str | None, callback: object
    ) -> str:
        self.alerts.append((prompt, title, mode))
        return "ok"


class FakeApps(base_classes.Apps):
    """The one Excel."""

    def __init__(self, app: FakeApp) -> None:
        self._app = app

    def keys(self) -> list[int]:
        return [self._app.pid]

    def __iter__(self) -> Iterator[FakeApp]:
        return iter([self._app])

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> FakeApp:
        return self._app


class FakeEngine:
    """What xlwings calls an engine; values pass as the Windows engine passes them."""

    name = "fake"
    type = "desktop"

    def __init__(self) -> None:
        self.app = FakeApp(self)

    @property
    def apps(self) -> FakeApps:
        return FakeApps(self.app)

    @staticmethod
    def clean_value_data(
        data: Any, day: Any, empty: object, number: Any, err_to_str: bool
    ) -> list[list[object]]:
        names = {_FIRST_ERROR + code: text for text, code in ERROR_CODES.items()}
        names.pop(_FIRST_ERROR + ERROR_CODES["#SPILL!"])  # unknown to xlwings

        def clean(value: Any) -> object:
            if value in ("", None):
                return empty
            if isinstance(value, int) and not isinstance(value, bool) and value in names:
                return names[value] if err_to_str else None
            return value

        return [[clean(value) for value in row] for row in data]

    @staticmethod
    def prepare_xl_data_element(value: Any, options: object) -> Any:
        if value is None:
            return ""
        return value.item() if hasattr(value, "item") else value


def start() -> FakeApp:
    """Register a fresh Excel with xlwings and give it."""
    engine = xw.Engine(impl=FakeEngine())
    xw.engines.engines[:] = [one for one in xw.engines if one.name != "fake"]
    xw.engines.add(engine)
    engine.activate()
    app: FakeApp = engine.impl.app
    return app


def open_book(
    data: bytes, name: str, full: str = "", app: FakeApp | None = None
) -> xw.Book:
    """Open a file's bytes; `.impl` is the fake behind it."""
    app = app or start()
    book = FakeBook(app, name, full)
    app.open_books.insert(0, book)
    parsed = _parsed(data)
    book.date1904 = parsed.date1904
    book.defined = dict(parsed.defined)
    book.tabs = [tab.copied(book) for tab in parsed.tabs]
    book.active_title = book.tabs[0].name
    return xw.Book(impl=book)


@lru_cache(maxsize=64)
def _parsed(data: bytes) -> FakeBook:
    """Read a file once a session; tests get copies."""
    import openpyxl

    book = FakeBook(FakeApp(FakeEngine()), "")
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(data))
    book.date1904 = values.epoch.year == 1904
    for title in values.sheetnames:
        book.tabs.append(_sheet(book, values[title], formulas[title]))
    for defined in formulas.defined_names.values():
        # Excel leaves out the quotes it does not need
        book.defined[defined.name] = "=" + re.sub(
            r"'([^\W\d]\w*)'!", r"\1!", defined.attr_text or ""
        )
    return book


def _sheet(book: FakeBook, values: Any, formulas: Any) -> FakeSheet:
    sheet = FakeSheet(book, values.title)
    for row in formulas.iter_rows():
        for cell in row:
            place = cell.row, cell.column
            sheet.formatted.add(place)
            if cell.value is not None:
                sheet.held[place] = _cell(cell, values.cell(*place).value)
            if cell.number_format == "@":
                sheet.text_cells.add(place)
    sheet.merges = [
        (a.min_row, a.min_col, a.max_row, a.max_col) for a in values.merged_cells.ranges
    ]
    sheet.hidden_rows = {n for n, look in values.row_dimensions.items() if look.hidden}
    sheet.visibility = {"visible": -1, "hidden": 0}.get(values.sheet_state, 2)
    sheet.protected = bool(values.protection.sheet)
    sheet.list_objects = [_list_object(table) for table in formulas.tables.values()]
    return sheet


def _cell(written: Any, shown: object) -> Cell:
    formula = None
    if written.data_type == "f":  # an array's stands in an object
        formula = str(getattr(written.value, "text", written.value))
    if written.data_type in "ef" and isinstance(shown, str) and shown in ERROR_CODES:
        return Cell(_FIRST_ERROR + ERROR_CODES[shown], formula)
    return Cell(_com(shown), formula)


def _com(value: object) -> object:
    if isinstance(value, time):
        return datetime.combine(_ZERO.date(), value)
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return value


def _area(ref: str) -> Area:
    first, _, last = ref.partition(":")
    return *_place(first), *_place(last or first)


def _place(at: str) -> Place:
    found = re.fullmatch(r"([A-Z]+)(\d+)", at)
    assert found is not None
    column = 0
    for one in found[1]:
        column = column * 26 + ord(one) - 64
    return int(found[2]), column


def _letter(column: int) -> str:
    return (_letter((column - 1) // 26) if column > 26 else "") + chr(
        (column - 1) % 26 + 65
    )


def _list_object(table: Any) -> ListObject:
    top, left, bottom, right = _area(table.ref)
    formulas = {
        left + n: "=" + column.calculatedColumnFormula.attr_text
        for n, column in enumerate(table.tableColumns)
        if column.calculatedColumnFormula is not None
    }
    return ListObject(
        table.displayName,
        (top, left, bottom, right),
        formulas,
        bool(table.totalsRowCount),
        header=table.headerRowCount != 0,
    )
