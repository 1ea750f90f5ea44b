"""A small English campaign open in the Excel of the tests, for processes of their own."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import xlsxwriter

from promo_xl.schema import sheet
from tests.ooxml.books import workbook_bytes
from tests.workbook.fake_excel import FakeBook, open_book


def small(book: xlsxwriter.Workbook) -> None:
    """Fill a book that is ours and holds next to nothing."""
    book.add_worksheet("Home")
    tab = book.add_worksheet("Goals")
    heads = [{"header": column.header("en")} for column in sheet("goals").cells]
    tab.add_table(5, 0, 7, len(heads) - 1, {"name": "t_goals", "columns": heads})
    tab.write(6, 1, "x")


def open_small(full: str = "618.xlsm") -> FakeBook:
    """Open it as the book that calls."""
    book = open_book(workbook_bytes(small), "618.xlsm", full)
    book.set_mock_caller()
    fake: FakeBook = book.impl
    return fake


def press_all(folder: str) -> None:
    """Press every button, then write what was said and which of xlwings' modules came in."""
    from promo_xl import buttons
    from promo_xl.buttons import press

    vars(press)["open_file"] = bool  # nothing is shown
    excel = open_small(str(Path(folder) / "618.xlsm"))
    for button in buttons.BUTTONS:
        getattr(buttons, button.key)()
    told = {"said": [said for said, *_ in excel.app.alerts], "pro": paid()}
    sys.stdout.write(json.dumps(told))


def paid() -> list[str]:
    """List the modules of xlwings that are not free to use."""
    closed = ("xlwings.pro", "xlwings.reports")
    return sorted(name for name in sys.modules if name.startswith(closed))
