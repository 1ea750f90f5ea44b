"""python-calamine, kept at arm's length: whatever it does, the caller gets one sentence."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TypeVar

import python_calamine
from python_calamine import CalamineWorkbook

from promo_xl.errors import UnreadableError

T = TypeVar("T")
_PANIC = "PanicException"
"""What a crash inside the reader arrives as: not an Exception, and not importable."""


def open_reader(data: bytes, name: str) -> CalamineWorkbook:
    """Open a workbook that passed pre-flight."""
    return _guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)), name)


def read_values(reader: CalamineWorkbook, title: str, name: str) -> list[list[object]]:
    """Give a tab's values from A1, row by row; blank is None."""
    return _guarded(lambda: _rows(reader, title), f"{name}!{title}")


def _rows(reader: CalamineWorkbook, title: str) -> list[list[object]]:
    sheet = reader.get_sheet_by_name(title)
    left: list[object] = [None] * sheet.start[1] if sheet.start else []
    rows: list[list[object]]
    rows = [[None if value == "" else value for value in row] for row in sheet.iter_rows()]
    return [left + row for row in rows] if left else rows


def _guarded(read: Callable[[], T], where: str) -> T:
    try:
        return read()
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as exc:
        raise _unreadable(where, exc) from exc
    except BaseException as exc:
        if type(exc).__name__ != _PANIC:
            raise
        raise _unreadable(where, exc) from exc


def _unreadable(where: str, exc: BaseException) -> UnreadableError:
    return UnreadableError(
        f"{where} 读不出来（{exc}），请用 Excel 或 WPS 打开并另存后再试",
        f"{where} cannot be read ({exc}); open it in Excel, save it and try again",
    )
