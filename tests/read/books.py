"""A workbook of bare grids: what a file can hold and rows in memory cannot."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from promo_xl.book import Book, Fault
from promo_xl.patch import Patch
from promo_xl.read import read_book
from promo_xl.workbook import Grid, Receipt
from promo_xl.workbook.text import TextWorkbook

START, END = 46174.0, 46198.0
"""2026-06-01 and 2026-06-25, as Excel counts days."""
PLAN: Mapping[str, object] = {
    "project_id": "P01",
    "project_name": "618",
    "scenario": "大促节点",
    "theme": "买一送一",
    "period_start": START,
    "period_end": END,
    "core_goal": "GMV 500万",
    "rules_text": "满300减50",
    "total_budget": 1_240_000,
    "owner": "张三",
}


class Grids:
    """A workbook of given tabs; it can only be read."""

    def __init__(
        self, grids: Sequence[Grid], names: Mapping[str, str], *, date1904: bool = False
    ) -> None:
        self._grids = {grid.title: grid for grid in grids}
        self._names = names
        self._date1904 = date1904

    @property
    def name(self) -> str:
        return "test.xlsx"

    @property
    def date1904(self) -> bool:
        return self._date1904

    def titles(self) -> Sequence[str]:
        return list(self._grids)

    def names(self) -> Mapping[str, str]:
        return self._names

    def grid(self, title: str) -> Grid:
        return self._grids[title]

    def apply(self, patch: Patch) -> None:
        raise NotImplementedError

    def save(self, path: Path | None = None) -> Receipt:
        raise NotImplementedError


def typed(lang: str = "zh", **rows: Sequence[Mapping[str, object]] | None) -> TextWorkbook:
    """Lay rows out as a new book: a filled plan, and the sheets given."""
    given: dict[str, Sequence[Mapping[str, object]] | None] = {"plan": [PLAN], **rows}
    return TextWorkbook.of(given, lang)


def read(lang: str = "zh", **rows: Sequence[Mapping[str, object]] | None) -> Book:
    """Read such a book."""
    return read_book(typed(lang, **rows))


def changed(
    book: TextWorkbook,
    title: str,
    *,
    date1904: bool = False,
    drop: bool = False,
    **marks: object,
) -> Grids:
    """Give the same book with other marks on one tab: `errors=…`, `tables=()`; or without it."""
    grids = [
        replace(book.grid(t), **marks) if t == title else book.grid(t)  # type: ignore[arg-type]  # any field of Grid
        for t in book.titles()
        if not (drop and t == title)
    ]
    return Grids(grids, book.names(), date1904=date1904)


def found(faults: Sequence[Fault]) -> list[tuple[str, str, object]]:
    """Say faults shortly: what, where, what stands there."""
    return [(fault.what, str(fault.at), fault.raw) for fault in faults]
