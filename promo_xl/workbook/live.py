"""An open Excel: the workbook with what people typed and have not saved yet.

Excel is reached through the BSD part of xlwings alone. Reading never changes anything;
a patch is thought through first (`live_plan`), then written block by block with the screen
still, events off and calculation held, and taken back where Excel refuses half-way. Excel
computes its own formulas: a `Cached` value is nothing to write here. A tab is read at the
first look and again after a patch; a grid given before a patch and read after it shows
what stands there then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from promo_xl.errors import PromoXlError, RefusedError
from promo_xl.patch import Patch
from promo_xl.workbook import Grid, Receipt
from promo_xl.workbook.live_plan import Block, Resize, Show, Step, plan, to_excel
from promo_xl.workbook.live_tab import LiveTab
from promo_xl.workbook.live_write import resize_table, write_block

if TYPE_CHECKING:
    import xlwings as xw

_STILL = {"screen_updating": False, "enable_events": False, "calculation": "manual"}
"""How Excel is set while it is written to."""


class LiveWorkbook:
    """The Workbook protocol over a book that stands open in Excel."""

    def __init__(self, book: xw.Book) -> None:
        self._book = book
        self._name = str(book.name)
        self._tabs: dict[str, LiveTab] = {}

    @cached_property
    def _sheets(self) -> Mapping[str, xw.Sheet]:
        """The tabs by title: asked once, since every question to Excel takes its time."""
        return {str(sheet.name): sheet for sheet in self._book.sheets}

    @property
    def name(self) -> str:
        """The file's name, for messages."""
        return self._name

    @property
    def date1904(self) -> bool:
        """Whether bare numbers in date cells count from 1904."""
        return bool(_ask(self._book.api, "Date1904", "date_1904", default=False))

    @property
    def place(self) -> Path | None:
        """The file on this machine; None for a book never saved or kept in a cloud."""
        full = str(_ask(self._book.api, "FullName", "", default=""))
        if "://" in full:
            return None
        path = Path(full or str(self._book.fullname))
        return path if path.is_absolute() else None

    @property
    def is_saved(self) -> bool:
        """Whether the file holds what stands in Excel."""
        saved = _ask(self._book.api, "Saved", "saved", default=False)
        return bool(saved) and self.place is not None

    def titles(self) -> Sequence[str]:
        """List the tabs in order, hidden ones too."""
        return list(self._sheets)

    def names(self) -> Mapping[str, str]:
        """Map defined names to what they refer to; one of a single tab where no other has it."""
        own: dict[str, str] = {}
        local: dict[str, str] = {}
        for name in self._book.names:
            tab, _, bare = str(name.name).rpartition("!")
            (local if tab else own)[bare] = str(name.refers_to).removeprefix("=")
        return {**local, **own}

    def grid(self, title: str) -> Grid:
        """Give one tab as it stands, what was applied included."""
        return self._tab(title).grid()

    def apply(self, patch: Patch) -> None:
        """Change the open workbook: all of the patch or, on refusal, nothing."""
        steps = plan(patch, self._tab)
        self._check_unprotected(steps)
        if not steps:
            return
        undo = [list(self._undo_of(step)) for step in steps]
        with _still(self._book.app):
            begun = 0
            try:
                for step in steps:
                    begun += 1
                    self._do(step)
            except Exception as fault:  # whatever Excel throws
                self._take_back(undo[:begun])
                raise self._failed(fault) from fault
            finally:
                self._tabs.clear()

    def save(self, path: Path | None = None) -> Receipt:
        """Let Excel save the book under its own name."""
        if path is not None or self.place is None:
            raise RefusedError(
                f"没有保存：{self._name} 正在 Excel 里打开，请在 Excel 里另存为",
                f"Not saved: {self._name} is open in Excel; use Save As there",
            )
        self._book.save()
        return Receipt(self.place, written=True)

    def go_to(self, title: str) -> None:
        """Show a tab to the person in front of Excel."""
        self._sheets[title].activate()

    def _tab(self, title: str) -> LiveTab:
        if title not in self._tabs:
            if title not in self._sheets:
                raise RefusedError(
                    f"{self._name} 里没有工作表“{title}”",
                    f"{self._name} has no sheet {title!r}",
                )
            self._tabs[title] = LiveTab(self._sheets[title], title, self._name)
        return self._tabs[title]

    def _check_unprotected(self, steps: Sequence[Step]) -> None:
        for title in dict.fromkeys(s.title for s in steps if not isinstance(s, Show)):
            api = self._sheets[title].api
            if _ask(api, "ProtectContents", "protect_contents", default=False):
                raise RefusedError(
                    f"没有写入：工作表“{title}”受保护。请点首页上的按钮来运行（按钮会先解除保护），"
                    "或先在“审阅”里撤消工作表保护",
                    f"Nothing written: sheet {title!r} is protected. Use the button on the home "
                    "page (it lifts the protection first), or unprotect the sheet under Review",
                )
        moves = any(isinstance(step, Show) for step in steps)
        if moves and _ask(
            self._book.api, "ProtectStructure", "protect_structure", default=False
        ):
            raise RefusedError(
                "没有写入：工作簿结构受保护，不能显示或隐藏工作表，请先撤消工作簿保护",
                "Nothing written: the workbook's structure is protected, so no sheet can be "
                "shown or hidden; unprotect the workbook first",
            )

    def _do(self, step: Step) -> None:
        sheet = self._sheets[step.title]
        if isinstance(step, Show):
            sheet.visible = step.shown
        elif isinstance(step, Resize):
            resize_table(sheet, step)
        else:
            write_block(sheet, step)

    def _undo_of(self, step: Step) -> Iterator[Step]:
        """Give what puts back what a step is about to change."""
        tab = self._tab(step.title)
        if isinstance(step, Show):
            yield Show(step.title, not tab.grid().hidden)
        elif isinstance(step, Resize):
            old = step.old
            yield Resize(step.title, replace(old, bottom=step.bottom), old.bottom)
            blank = [None] * (old.right - old.left + 1)
            new = [blank] * (step.bottom - old.bottom)
            if new:  # Excel filled calculated columns into them
                yield Block(step.title, old.bottom + 1, old.left, new)
        else:
            rows = [
                [_stood(tab, step.top + r, step.left + c) for c in range(len(row))]
                for r, row in enumerate(step.rows)
            ]
            yield Block(step.title, step.top, step.left, rows)

    def _take_back(self, undo: Sequence[Sequence[Step]]) -> None:
        for steps in reversed(undo):
            for step in steps:
                with suppress(Exception):
                    self._do(step)

    def _failed(self, fault: Exception) -> PromoXlError:
        if isinstance(fault, PromoXlError):
            return fault
        return RefusedError(
            f"没有写入：Excel 拒绝了改动（{_short(fault)}）。请按 Esc 结束单元格编辑、关掉打开的对话框后再试",
            f"Nothing written: Excel refused the change ({_short(fault)}). Leave cell editing "
            "with Esc, close open dialogs and try again",
        )


def _ask(api: Any, windows: str, mac: str, *, default: object) -> object:
    """Ask Excel itself what xlwings has no word for; the default where it cannot say."""
    with suppress(Exception):
        return getattr(api, windows)
    with suppress(Exception):
        return getattr(api, mac).get()
    return default


@contextmanager
def _still(app: Any) -> Iterator[None]:
    """Hold screen, events and calculation, and give them back whatever happens."""
    with ExitStack() as back:
        for setting, value in _STILL.items():
            with suppress(Exception):  # an Excel that lacks one works without
                old = getattr(app, setting)
                setattr(app, setting, value)
                back.callback(_set, app, setting, old)
        yield
    if app.calculation == "manual":  # the person calculates by hand: we ask once
        app.calculate()


def _set(app: Any, setting: str, value: object) -> None:
    with suppress(Exception):
        setattr(app, setting, value)


def _stood(tab: LiveTab, row: int, column: int) -> object:
    formula = tab.formulas.get((row, column)) or tab.errors.get((row, column))
    return formula or to_excel(tab.value(row, column))


def _short(fault: Exception) -> str:
    return " ".join(str(fault).split())[:120] or type(fault).__name__
