"""What a workbook shows and what we compute, held side by side before a document is made.

Not judged: what nobody calculated yet, errors, formulas typed over (rules name those three)
and people's own formulas, of which nobody knows what they should show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from math import isclose

from promo_xl.book import Book, Ref
from promo_xl.edit.caches import At
from promo_xl.edit.cells import bare, is_error
from promo_xl.edit.named import home_cells
from promo_xl.edit.refresh import AS_OF, computed_cells, is_live
from promo_xl.facts import Facts
from promo_xl.patch import Cell
from promo_xl.schema.kinds import DATETIME
from promo_xl.schema.label import Label
from promo_xl.schema.show import said, to_day

_NEAR, _NOTHING = 1e-9, 1e-6
"""Two engines agree to the ninth figure; below a millionth there is nothing to see."""
_SAYS = Label(
    "{file}：工作簿里有{n}个单元格的值与现在的数据不符，第一处 {at} 显示 {old}，重算为 {new}；"
    "文档用重算的数。运行 promo-xl refresh 可把工作簿更新。",
    "{file}: {n} cells of the workbook don't show what its data give; the first, {at}, shows "
    "{old}, recomputed {new}. The document uses the recomputed values; promo-xl refresh "
    "brings the workbook up to date.",
)
_SAYS_ONE = Label(
    "{file}：工作簿里有1个单元格的值与现在的数据不符：{at} 显示 {old}，重算为 {new}；"
    "文档用重算的数。运行 promo-xl refresh 可把工作簿更新。",
    "{file}: one cell of the workbook doesn't show what its data give: {at} shows {old}, "
    "recomputed {new}. The document uses the recomputed value; promo-xl refresh brings the "
    "workbook up to date.",
)
_BLANK = Label("空", "blank")
_LONGEST = 60
"""Characters of a cell that are quoted."""
_UNJUDGED = ("home_link", "home_nav", "home_hidden_line", "home_check")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Saved values that are not what the data give: how many, and the first of them."""

    file: str
    count: int
    at: Ref
    shown: object
    ours: object

    def say(self, lang: str) -> str:
        """Say it in one sentence, and what to do."""
        label = _SAYS if self.count > 1 else _SAYS_ONE
        old, new = (_said(value, lang) for value in (self.shown, self.ours))
        if old == new:  # they differ behind the digits that people are shown
            old, new = _exactly(self.shown), _exactly(self.ours)
        return label.say(lang, file=self.file, n=self.count, at=self.at, old=old, new=new)


def own_moment(book: Book) -> datetime | None:
    """Give the as-of day the workbook's values were computed for; None where it has none."""
    if book.as_of is not None:
        return book.as_of
    shown = book.stale.get(("", AS_OF))
    if shown is None or not len(shown):
        return None
    try:
        serial = DATETIME.parse(shown[0], None)
    except ValueError:
        return None
    return to_day(serial) if isinstance(serial, float) and serial == serial else None


def disagreement(
    book: Book, facts: Facts, shown: Callable[[At], object]
) -> Disagreement | None:
    """Hold every value we can judge against *facts*, computed for the workbook's own day.

    *shown* gives what stands in a cell.
    """
    tabs = {title: n for n, title in enumerate(book.formulas)}
    found: dict[At, Cell] = {
        at: cell for at, cell in _stale(book, facts) if _is_off(shown(at), cell)
    }
    if not found:
        return None
    first = min(found, key=lambda at: (tabs.get(at[0], 0), *at[1:]))
    old, new = shown(first), bare(found[first])
    return Disagreement(book.file, len(found), Ref(*first), old, new)


def _stale(book: Book, facts: Facts) -> Iterator[tuple[At, Cell]]:
    for at, cell in (*_home(book, facts), *computed_cells(book, facts)):
        calculated = at[1:] not in book.uncached.get(at[0], ())
        if calculated and is_live(book, at, cell):
            yield at, cell


def _home(book: Book, facts: Facts) -> Iterator[tuple[At, Cell]]:
    """Give what 首页 should show and doesn't.

    Which tabs are in view is no result of anything: hiding one makes nothing wrong.
    """
    unjudged = {ref[:3] for name, ref in book.names.items() if name.startswith(_UNJUDGED)}
    for at, cell in home_cells(book, facts, book.lang):
        if at not in unjudged:
            yield at, cell


def _is_off(shown: object, cell: Cell) -> bool:
    old, new = bare(shown), bare(cell)
    if isinstance(old, float) and isinstance(new, float):
        return not isclose(old, new, rel_tol=_NEAR, abs_tol=_NOTHING)
    return not is_error(shown) and (type(old) is not type(new) or old != new)


def _said(value: object, lang: str) -> str:
    text = _BLANK.say(lang) if value in (None, "") else said(value, lang)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _exactly(value: object) -> str:
    return f"{value:.12g}" if isinstance(value, float) else repr(value)
