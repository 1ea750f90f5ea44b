"""Everything of ours in a workbook, cell by cell: made wrong, then put right by a refresh."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from promo_xl.book import Book
from promo_xl.cli import run
from promo_xl.edit import list_changes
from promo_xl.patch import Cached, Cell, SetCells
from promo_xl.pipeline import check, disagreeing, refreshed
from promo_xl.read import read_book
from promo_xl.schema.sheet import Owner
from promo_xl.workbook import Grid
from promo_xl.workbook.file import FileWorkbook
from tests.chain.conftest import SAMPLES, clean_book, sample_book

DAY = {
    name: datetime.fromisoformat(f"{day}T23:59:59") for name, (_, day) in SAMPLES.items()
}

At = tuple[str, int, int]
EARLIER = {name: f"{day - timedelta(days=14):%Y-%m-%d}" for name, day in DAY.items()}
"""A day in the midst of each sample: all that counts days is another then."""


NOT_GIVEN = {"daily.source_file", "daily.load_id"} | {
    f"tasks.{key}" for key in ("es", "ef", "ls", "lf", "tf", "ff", "critical")
}
"""Said by an import or by scheduling: nothing that stands in the workbook gives it."""


def grids(workbook: FileWorkbook) -> Mapping[str, Grid]:
    return {title: workbook.grid(title) for title in workbook.titles()}


@pytest.mark.parametrize("name", ["a", "d"])
def test_whatever_of_ours_is_wrong_is_put_right_and_nothing_else_changes(name: str) -> None:
    workbook = FileWorkbook(clean_book(name), f"{name}.xlsx")
    book, before = read_book(workbook), grids(workbook)
    listed = dict(cells_of_ours(book))
    # no sheet of ours is left out for want of rows, but one: live sessions nobody planned
    assert {table.sheet.key for table in book if not len(table)} <= {"sessions", "board"}
    tabs: dict[str, dict[tuple[int, int], Cell]] = {}
    for title, row, column in listed.values():
        value = wrong(book, (title, row, column), before[title].value(row, column))
        tabs.setdefault(title, {})[row, column] = value
    workbook.apply(tuple(SetCells(title, cells) for title, cells in tabs.items()))
    planted = list_changes(before, grids(workbook), "zh")
    assert len(planted) == len(set(listed.values()))
    refreshed(check(workbook, DAY[name], DAY[name]))
    assert list_changes(before, grids(workbook), "zh") == ()


def cells_of_ours(book: Book) -> Iterator[tuple[str, At]]:
    """Give the first cell of every column of ours, and every named cell and block."""
    for table in book:
        for column in table.sheet.cells:
            key = f"{table.sheet.key}.{column.key}"
            ours = column.owner in (Owner.TOOL, Owner.FORMULA) and not column.later
            if ours and not table.sheet.owned and len(table) and key not in NOT_GIVEN:
                assert column.key in table.places, key
                yield key, (table.title, *table.place(0, column.key))
    for name, ref in book.names.items():
        if name.startswith(("home_", "calc_", "band_")):
            yield name, (ref.sheet, ref.top, ref.left)


def wrong(book: Book, at: At, shown: object) -> Cell:
    """Give a value nobody computed, of the kind that stands there."""
    value = 987_654.25 if isinstance(shown, float) else "谁也没有写过"
    return Cached(value) if at[1:] in book.formulas[at[0]] else value


@pytest.mark.parametrize("name", ["c", "d"])
def test_a_dry_run_lists_just_what_the_write_then_changes(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"{name}.xlsx"
    path.write_bytes(sample_book(name))
    lang, _ = SAMPLES[name]
    call = ["refresh", str(path), "--as-of", EARLIER[name], "--lang", lang]
    before = path.read_bytes()
    assert run([*call, "--dry-run"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert path.read_bytes() == before
    assert run(call) == 0
    old, new = FileWorkbook(before, path.name), FileWorkbook(path)
    assert listed == list(list_changes(grids(old), grids(new), lang))
    assert len(listed) > 50
    _nothing_more(path, call, capsys)


def _nothing_more(path: Path, call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Run once more on the day that stands there now: nothing is written, and it is said."""
    state = path.read_bytes(), path.stat().st_mtime_ns
    capsys.readouterr()
    for again in (call, [*call, "--dry-run"]):
        assert run(again) == 0
    said = capsys.readouterr().out.splitlines()
    assert said in (
        [f"{path.name}：未变，没有写入。", "没有要改的。"],
        [f"{path.name}: unchanged, nothing was written.", "Nothing to change."],
    )
    assert (path.read_bytes(), path.stat().st_mtime_ns) == state


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_second_refresh_changes_nothing_on_any_sample(name: str) -> None:
    """Nor do the plain names of an as-of day: end of day, midnight, none given."""
    workbook = FileWorkbook(sample_book(name), f"{name}.xlsx")
    day = DAY[name] - timedelta(days=9)
    refreshed(check(workbook, day, day))
    before = grids(workbook)
    for asked in (datetime.combine(day.date(), time()), None):
        again = check(workbook, asked, day)
        assert refreshed(again) == ()
        assert disagreeing(again) is None
    assert list_changes(before, grids(workbook), "zh") == ()
