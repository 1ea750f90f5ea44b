"""Bring a workbook up to date with what was found and computed: changes as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from promo_xl.book import Book
from promo_xl.edit.caches import At, block_caches, column_caches, written_columns
from promo_xl.edit.cells import bar, same, words
from promo_xl.edit.day_targets import add_day_targets
from promo_xl.edit.issues import issue_rows
from promo_xl.facts import Facts
from promo_xl.finding import Findings, check_line
from promo_xl.patch import Cached, Cell, Patch, SetCells

AS_OF = "AS_OF"
AS_OF_AUTO = "meta_as_of_auto"
"""The name of the cell in `_meta` that holds the day we wrote into AS_OF."""


def refresh(book: Book, facts: Facts, findings: Findings, lang: str = "") -> Patch:
    """Give the changes that bring *book* up to date: 校验结果, 首页, computed cells, as-of.

    Only what differs from what stands there: a second refresh changes nothing. *lang* is
    the language of our sentences, the workbook's own unless given.
    """
    lang = lang or book.lang
    issues = issue_rows(book, findings, lang)
    cells = [
        *_home(book, facts, findings, lang),
        *_as_of(book, facts),
        *written_columns(book, facts, lang),
        *column_caches(book, facts),
        *block_caches(book, facts),
    ]
    added = add_day_targets(book, facts)
    return (*([issues] if issues else []), *added, *_by_tab(book, cells))


def _by_tab(book: Book, cells: Iterable[tuple[At, Cell]]) -> Iterator[SetCells]:
    """Gather changes by tab; where somebody typed over a formula, what was typed stays."""
    tabs: dict[str, dict[tuple[int, int], Cell]] = {}
    for (title, row, column), cell in cells:
        live = book.formulas.get(title)
        if isinstance(cell, Cached) and live is not None and (row, column) not in live:
            continue
        tabs.setdefault(title, {})[row, column] = cell
    for title, found in tabs.items():
        yield SetCells(title, dict(sorted(found.items())))


def _home(
    book: Book, facts: Facts, findings: Findings, lang: str
) -> Iterator[tuple[At, Cell]]:
    slots: dict[str, Cell] = {
        slot: bar(value) if slot.endswith("_rate") else words(value, lang)
        for slot, value in facts.home.items()
    }
    slots["check"] = check_line(findings).say(lang)
    for slot, cell in slots.items():
        yield from _named(book, f"home_{slot}", cell)
        if slot.startswith("link"):  # the formula that links to it shows the title too
            yield from _named(book, f"home_nav{slot[4:]}", Cached(str(cell or "")))


def _as_of(book: Book, facts: Facts) -> Iterator[tuple[At, Cell]]:
    """Move the as-of day, unless a person typed one."""
    if book.as_of is not None:
        return
    day = as_of_cell(facts.as_of)
    written = [*_named(book, AS_OF, day), *_named(book, AS_OF_AUTO, day.isoformat())]
    if written:
        # both or neither: a =TODAY() that shows today becomes a constant too
        yield from _cell(book, AS_OF, day)
        yield from _cell(book, AS_OF_AUTO, day.isoformat())


def as_of_cell(as_of: datetime) -> date:
    """Give what AS_OF holds: a bare date where as-of is the end of a day."""
    whole_day = as_of.time() >= time(23, 59) or as_of.time() == time()
    return as_of.date() if whole_day else as_of


def _named(book: Book, name: str, cell: Cell) -> Iterator[tuple[At, Cell]]:
    """Give the cell of a defined name where it doesn't show this already."""
    stale = book.stale.get(("", name))
    if stale is None or not len(stale) or not same(stale[0], cell):
        yield from _cell(book, name, cell)


def _cell(book: Book, name: str, cell: Cell) -> Iterator[tuple[At, Cell]]:
    ref = book.names.get(name)
    if ref is not None:
        yield (ref.sheet, ref.top, ref.left), cell
