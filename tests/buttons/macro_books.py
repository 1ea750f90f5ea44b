"""Workbooks with buttons for the tests, and the same with a recorder in xlwings' place.

Neither the interpreter nor LibreOffice runs xlwings' own module, so a test build has a stub
of that name that keeps what RunPython was given. Nothing else differs from what people get.
"""

import functools
from datetime import datetime
from pathlib import Path

import pyopenvba

from promo_xl.buttons.macro_book import with_buttons
from promo_xl.pipeline import new

DAY = datetime.fromisoformat("2026-11-05T23:59")
RECORDER = """Option Explicit
Private heard As String
Private mood As String
Public Function RunPython(PythonCommand As String)
    Dim sh As Worksheet
    heard = PythonCommand
    For Each sh In ThisWorkbook.Worksheets
        If sh.ProtectContents Then heard = heard & "|" & sh.CodeName
    Next sh
    RunPython = 0
    If mood = "raise" Then Err.Raise 1004, , "no such thing"
    If mood = "fail" Then RunPython = -1
End Function
Public Function Told() As String
    Told = heard
    heard = ""
End Function
Public Sub SetMood(ByVal wanted As String)
    mood = wanted
End Sub
"""
"""It hears the command, and which sheets are still protected at that moment."""


@functools.cache
def plain_book(lang: str) -> bytes:
    """Give a new campaign's workbook without buttons."""
    rows = {"plan": [{"project_name": "双11" if lang == "zh" else "Double 11"}]}
    return new(rows, lang, f"{lang}.xlsx", DAY, live_today=False)


@functools.cache
def button_book(lang: str) -> bytes:
    """Give the same workbook with buttons, as people get it."""
    return with_buttons(plain_book(lang), lang)


def recording_book(lang: str, path: Path) -> Path:
    """Write the workbook with the recorder in xlwings' place."""
    path.write_bytes(button_book(lang))
    with pyopenvba.ExcelFile(path) as book:
        book.set_module("xlwings", RECORDER)
        book.set_module("Dictionary", "Option Explicit\r\n")
        book.save(path)
    return path
