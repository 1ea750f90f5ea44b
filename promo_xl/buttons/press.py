"""What happens when a button is pressed: the verb, on the workbook as it stands in Excel.

Values nobody saved yet count. The status bar says what is going on, one sentence says how
it ended; whatever happens, a person never sees a traceback and Excel looks as before.
Nothing is saved: that stays the person's to do.
"""

from __future__ import annotations

import locale
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from promo_xl.buttons import sentences
from promo_xl.buttons.caller import calling_book
from promo_xl.buttons.fault_log import keep_fault
from promo_xl.buttons.open_file import open_file
from promo_xl.errors import FindingsError, PromoXlError
from promo_xl.schema.label import Label

if TYPE_CHECKING:
    from promo_xl.buttons import Button
    from promo_xl.pipeline import Run
    from promo_xl.workbook.live import LiveWorkbook

_TITLE = "promo_xl"
_END_OF_DAY = time(23, 59)
_BUSY = ("com_error", "CommandError", "ExcelBusyError")
"""What Excel on Windows and on a Mac answers when it does not answer."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One press: the button, the open workbook and the moment."""

    button: Button
    workbook: LiveWorkbook
    app: Any
    now: datetime
    lang: str

    def show(self, step: Label) -> None:
        """Say in the status bar what is going on."""
        words = {"label": self.button.label.say(self.lang), "step": step.say(self.lang)}
        with suppress(Exception):  # a bar that cannot be written stops no work
            self.app.status_bar = sentences.AT_WORK.say(self.lang, **words)

    def read(self) -> Run:
        """Read and judge the workbook as it stands in Excel."""
        from promo_xl.pipeline import check

        self.show(sentences.READING)
        return check(self.workbook, None, self.now)


def press(button: Button, now: datetime | None = None) -> None:
    """Do what a button says on the workbook it belongs to; end with one sentence."""
    today = datetime.combine(now or datetime.now(), _END_OF_DAY)  # noqa: DTZ005
    try:
        from promo_xl.workbook.live import LiveWorkbook

        book = calling_book(sys.argv)
        app: Any = book.app
        workbook = LiveWorkbook(book)
    except BaseException as fault:
        sys.exit(_unreached(fault))  # a line on stderr: xlwings shows it in a box
    bar: str | bool = False
    with suppress(Exception):  # an Excel at work may not answer the first question
        bar = app.status_bar
    desk = Desk(button, workbook, app, today, _lang(workbook))
    try:
        said, fine = _done(desk), True
    except PromoXlError as fault:
        said, fine = fault.say(desk.lang), False
    except BaseException as fault:
        said, fine = _unforeseen(desk, fault), False
    finally:
        with suppress(Exception):
            app.status_bar = bar
    _tell(app, said, "info" if fine else "critical")


def _done(desk: Desk) -> str:
    return _RUNS[desk.button.key](desk).say(desk.lang)


def _check(desk: Desk) -> Label:
    from promo_xl.pipeline import listed

    run = desk.read()
    desk.show(sentences.WRITING)
    listed(run)
    issues = run.book["issues"]
    if issues.present and any(not found.accepted for found in run.findings):
        with suppress(Exception):  # going there is a courtesy
            desk.workbook.go_to(issues.title)
    return sentences.checked(run.findings, issues.title, listed=issues.present)


def _refresh(desk: Desk) -> Label:
    from promo_xl.pipeline import refreshed

    run = desk.read()
    desk.show(sentences.WRITING)
    patch = refreshed(run)
    return sentences.refreshed(patch, run.facts.as_of.date().isoformat())


def _report(desk: Desk) -> Label:
    from promo_xl.pipeline import report
    from promo_xl.render.filename import REPORT

    return _document(desk, report, REPORT, ".docx")


def _deck(desk: Desk) -> Label:
    from promo_xl.pipeline import deck
    from promo_xl.render.filename import DECK

    return _document(desk, deck, DECK, ".pptx")


def _document(desk: Desk, write: Callable[..., bytes], label: Label, suffix: str) -> Label:
    from promo_xl.ooxml.save import save_bytes
    from promo_xl.pipeline import disagreeing
    from promo_xl.render.filename import document_name

    run = desk.read()
    stopped = sentences.blocked(run.findings)
    if stopped is not None:
        raise FindingsError(stopped.zh, stopped.en)
    desk.show(sentences.MAKING)
    data = write(run, run.lang, None, _source(desk.workbook), force=False)
    campaign = str(run.book["plan"].field("project_name") or Path(run.book.file).stem)
    day = run.facts.as_of.date().isoformat()
    name = document_name(campaign, label, day, run.lang, suffix)
    place = desk.workbook.place
    path = (place.parent if place else _documents()) / name
    changed = save_bytes(path, data, replace=True).written
    open_file(path)
    old = disagreeing(run)
    made = sentences.Made(path, changed, bool(place), old.count if old else 0)
    return made.say(desk.button.label)


_RUNS = {"check": _check, "refresh": _refresh, "report": _report, "deck": _deck}


def _source(workbook: LiveWorkbook) -> bytes:
    """Give the file the document speaks of; nothing where Excel holds something newer."""
    if workbook.place is None or not workbook.is_saved:
        return b""
    try:
        return workbook.place.read_bytes()
    except OSError:  # Excel lets nobody else read
        return b""


def _documents() -> Path:
    folder = Path.home() / "Documents"
    return folder if folder.is_dir() else Path.home()


def _lang(workbook: LiveWorkbook) -> str:
    """Give the workbook's language by the title of its first page."""
    with suppress(Exception):
        return "en" if "Home" in workbook.titles() else "zh"
    return "zh"


def _unforeseen(desk: Desk, fault: BaseException) -> str:
    """Keep the details of a fault of ours, and say what a person can do."""
    if type(fault).__name__ in _BUSY:
        return sentences.BUSY.say(desk.lang)
    path = keep_fault(fault, f"{desk.button.key} {desk.workbook.name}", datetime.now())  # noqa: DTZ005
    log = sentences.LOGGED.say(desk.lang, path=path) if path else None
    return sentences.NOT_DONE.say(
        desk.lang,
        what=type(fault).__name__,
        log=log or sentences.NOT_LOGGED.say(desk.lang),
    )


def _unreached(fault: BaseException) -> str:
    """Say that no workbook was found, in the language of the system."""
    lang = (
        "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chin")) else "en"
    )
    if isinstance(fault, PromoXlError):
        return fault.say(lang)
    keep_fault(fault, "no workbook", datetime.now())  # noqa: DTZ005
    return sentences.NO_BOOK.say(lang, what=type(fault).__name__)


def _tell(app: Any, said: str, mode: str) -> None:
    """Say the one sentence in Excel, and where even that fails in xlwings' own box."""
    try:
        app.alert(said, title=_TITLE, mode=mode)
    except BaseException:
        sys.exit(said)
