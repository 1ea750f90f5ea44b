"""Plant in a built workbook what rows cannot hold: steps as data, taken through openpyxl."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.table import TableColumn

Step = Mapping[str, Any]
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?")


def planted(data: bytes, steps: Sequence[Step]) -> bytes:
    """Take every step on a workbook and give it back."""
    book = openpyxl.load_workbook(BytesIO(data))
    for step in steps:
        _DO[step["do"]](book, step)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def _delete_sheet(book: Any, step: Step) -> None:
    del book[step["sheet"]]


def _hide_sheet(book: Any, step: Step) -> None:
    book[step["sheet"]].sheet_state = "hidden"


def _write(book: Any, step: Step) -> None:
    book[step["sheet"]][step["cell"]].value = step["value"]


def _merge(book: Any, step: Step) -> None:
    sheet = book[step["sheet"]]
    top, left = coordinate_to_tuple(step["cell"])
    bottom = top + step["rows"] - 1
    sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=left)


def _below(book: Any, step: Step) -> None:
    row, _ = coordinate_to_tuple(step["cell"])
    for column, value in step["row"].items():
        moment = isinstance(value, str) and _MOMENT.fullmatch(value)
        typed = datetime.fromisoformat(value) if moment else value
        book[step["sheet"]][f"{column}{row}"].value = typed


def _column(book: Any, step: Step) -> None:
    sheet = book[step["sheet"]]
    top, left = coordinate_to_tuple(step["cell"])
    table = sheet.tables[step["table"]]
    first, _, last = table.ref.partition(":")
    bottom, _ = coordinate_to_tuple(last)
    table.ref = f"{first}:{get_column_letter(left)}{bottom}"
    if table.autoFilter is not None:
        table.autoFilter.ref = table.ref
    table.tableColumns.append(TableColumn(id=left, name=step["header"]))
    sheet.cell(top, left).value = step["header"]
    for n, value in enumerate(step["values"], 1):
        sheet.cell(top + n, left).value = value


def _meta(book: Any, step: Step) -> None:
    for row in book["_meta"].iter_rows(max_col=2):
        if row[0].value == step["key"]:
            row[1].value = step["value"]


_DO: Mapping[str, Callable[[Any, Step], None]] = {
    "delete_sheet": _delete_sheet,
    "hide_sheet": _hide_sheet,
    "write": _write,
    "merge": _merge,
    "below": _below,
    "column": _column,
    "meta": _meta,
}
