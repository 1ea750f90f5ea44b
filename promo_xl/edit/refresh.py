"""Bring a workbook up to date with what was found and computed: changes as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from promo_xl.book import Book
from promo_xl.edit.caches import At, block_caches, column_caches, written_columns
from promo_xl.edit.day_formulas import day_formulas
from promo_xl.edit.day_targets import add_day_targets
from promo_xl.edit.issues import issue_edits
from promo_xl.edit.named import band_cells, home_cells, named, placed
from promo_xl.edit.tabs import show
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
    cells = [
        *home_cells(book, facts, lang),
        *_check(book, findings, lang),
        *_as_of(book, facts),
        *computed_cells(book, facts, rewrite=True),
    ]
    issues, added = issue_edits(book, findings, lang), add_day_targets(book, facts)
    return (*issues, *added, *_by_tab(book, cells))


def list_findings(book: Book, findings: Findings, lang: str = "") -> Patch:
    """Give the changes of a check alone: 校验结果, in view when it holds something open.

    The line of 首页 that counts the findings goes with it, and nothing else.
    """
    lang = lang or book.lang
    table = book["issues"]
    found = any(not finding.accepted for finding in findings)
    shown = show((table,), shown=True) if table.present and found else ()
    issues, line = issue_edits(book, findings, lang), _check(book, findings, lang)
    return (*issues, *shown, *_by_tab(book, line))


def computed_cells(
    book: Book, facts: Facts, *, rewrite: bool = False
) -> Iterator[tuple[At, Cell]]:
    """Give every stale value of ours in the sheets of the team, on 计算 and on the board.

    *rewrite* gives formulas of ours, too, that ask another question than *facts* answer.
    """
    yield from written_columns(book, facts, book.lang)
    yield from column_caches(book, facts)
    yield from block_caches(book, facts, day_formulas(book, facts) if rewrite else {})
    yield from band_cells(book)


def adds_rows(patch: Patch) -> bool:
    """Whether a patch puts in rows that others are computed from."""
    return any(getattr(edit, "table", "t_issues") != "t_issues" for edit in patch)


def is_live(book: Book, at: At, cell: Cell) -> bool:
    """Whether a saved value has its formula; where somebody typed over it, that stays."""
    live = book.formulas.get(at[0])
    return not isinstance(cell, Cached) or live is None or at[1:] in live


def _by_tab(book: Book, cells: Iterable[tuple[At, Cell]]) -> Iterator[SetCells]:
    """Gather changes by tab."""
    tabs: dict[str, dict[tuple[int, int], Cell]] = {}
    for at, cell in cells:
        if is_live(book, at, cell):
            tabs.setdefault(at[0], {})[at[1:]] = cell
    for title, found in tabs.items():
        yield SetCells(title, dict(sorted(found.items())))


def _check(book: Book, findings: Findings, lang: str) -> Iterator[tuple[At, Cell]]:
    yield from named(book, "home_check", check_line(findings).say(lang))


def _as_of(book: Book, facts: Facts) -> Iterator[tuple[At, Cell]]:
    """Move the as-of day, unless a person typed one."""
    if book.as_of is not None:
        return
    day = as_of_cell(facts.as_of)
    written = [*named(book, AS_OF, day), *named(book, AS_OF_AUTO, day.isoformat())]
    if written:
        # both or neither: a =TODAY() that shows today becomes a constant too
        yield from placed(book, AS_OF, day)
        yield from placed(book, AS_OF_AUTO, day.isoformat())


def as_of_cell(as_of: datetime) -> date:
    """Give what AS_OF holds: a bare date where as-of is the end of a day."""
    whole_day = as_of.time() >= time(23, 59) or as_of.time() == time()
    return as_of.date() if whole_day else as_of
