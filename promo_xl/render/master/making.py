"""What every part of the workbook is made from: the book, its facts, formats and tabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cached_property

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from promo_xl.book import Book, Table
from promo_xl.facts import Claim, Facts, slot_text
from promo_xl.finding import Findings
from promo_xl.render.master import words
from promo_xl.render.master.styles import Styles
from promo_xl.schema.label import Label
from promo_xl.schema.sheet import Sheet
from promo_xl.schema.show import to_serial

HEADER = 5
"""Row of every table's header, counted from 0 as XlsxWriter does everywhere here."""
FIRST = 6
"""First data row."""
ROWS_BELOW = 300
ROWS_BELOW_DAILY = 1000


@dataclass(slots=True)
class Name:
    """A defined name to make: where it points, as Excel writes it, without `=`."""

    name: str
    to: str


@dataclass
class Making:
    """One workbook while it is being written."""

    workbook: Workbook
    styles: Styles
    book: Book
    facts: Facts
    findings: Findings
    lang: str
    sheets: Sequence[Sheet]
    """The data sheets of this book in tab order, settings included."""
    names: list[Name] = field(default_factory=list)
    tabs: dict[str, Worksheet] = field(default_factory=dict)

    def say(self, label: Label, **slots: object) -> str:
        """Say *label* in the workbook's language."""
        return label.say(self.lang, **slots)

    def title(self, key: str) -> str:
        """Give a tab's title: a data sheet's key, or `home`, `guide`, `calc`."""
        own = {"home": words.HOME, "guide": words.GUIDE, "calc": words.CALC}
        label = own.get(key) or self.by_key[key].label
        return self.say(label)

    def slot(self, name: str) -> str:
        """Say what stands in a slot of 首页; a slot nobody filled is empty."""
        value = self.facts.home.get(name)
        if value is None:
            return ""
        return (
            value.say(self.lang)
            if isinstance(value, Claim)
            else slot_text(value, self.lang)
        )

    def table(self, key: str) -> Table:
        """Give the rows of a sheet."""
        return self.book[key]

    def add_name(self, name: str, to: str) -> None:
        """Remember a defined name; all are written at the end, sorted."""
        self.names.append(Name(name, to))

    def name_cell(self, name: str, key: str, row: int, column: int) -> None:
        """Name one cell of the tab *key*."""
        cell = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        self.add_name(name, f"{quoted(self.title(key))}!{cell}")

    @property
    def today(self) -> float:
        """The as-of day as an Excel day number."""
        return float(int(to_serial(self.facts.as_of)))

    @property
    def as_of(self) -> datetime:
        """What AS_OF holds: a bare day where as-of is the end of one, else day and time."""
        moment = self.facts.as_of
        whole = moment.time() >= time(23, 59) or moment.time() == time()
        return datetime.combine(moment.date(), time()) if whole else moment

    @cached_property
    def day_kinds(self) -> dict[float, str]:
        """The days of 日历 that are no plain weekday or weekend."""
        table = self.table("calendar")
        return dict(zip(table["date"].tolist(), table["kind"].tolist(), strict=True))

    @cached_property
    def by_key(self) -> dict[str, Sheet]:
        """The data sheets by key."""
        return {sheet.key: sheet for sheet in self.sheets}

    @cached_property
    def headers(self) -> dict[str, dict[str, str]]:
        """Sheet key -> column key -> header text in this book."""
        return {
            sheet.key: {column.key: column.header(self.lang) for column in sheet.cells}
            for sheet in self.sheets
        }

    def last_row(self, key: str) -> int:
        """Give a table's last row; an empty table has one blank row."""
        return FIRST + max(len(self.table(key)), 1) - 1

    def reach(self, key: str) -> int:
        """Give the last row that formats, drop-downs and colours reach."""
        return self.last_row(key) + (ROWS_BELOW_DAILY if key == "daily" else ROWS_BELOW)


def quoted(title: str) -> str:
    """Quote a tab's title as formulas need it."""
    return "'" + title.replace("'", "''") + "'"
