"""What people write into 校验结果: it goes with its finding, and is never lost."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from promo_xl.edit import refresh
from promo_xl.edit.issues import GONE
from promo_xl.patch import Cell, Formula, SetCells
from promo_xl.pipeline import check, refreshed
from promo_xl.read import read_book
from promo_xl.workbook.file import FileWorkbook
from tests.chain.conftest import sample_book

DAY = datetime.fromisoformat("2026-09-16T23:59:59")


@cache
def _refreshed(extra: bool) -> bytes:
    """Give sample (b), listed, with a column 处理人 people added to the table where asked."""
    workbook = FileWorkbook(sample_book("b"), "b.xlsx")
    refreshed(check(workbook, DAY, DAY))
    return _widened(workbook) if extra else _saved(workbook)


def _saved(workbook: FileWorkbook) -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "b.xlsx"
        workbook.save(path)
        return path.read_bytes()


def _widened(workbook: FileWorkbook) -> bytes:
    """Add a column at the right of the table, as Excel does when one types beside it."""
    from io import BytesIO

    table = read_book(workbook)["issues"]
    assert table.area is not None
    at = table.area.right + 1
    workbook.apply((SetCells(table.title, {(table.area.top, at): "处理人"}),))
    old = FileWorkbook(_saved(workbook), "b.xlsx")._package
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in old:
            data = old.read(name)
            if b'displayName="t_issues"' in data:
                data = re.sub(
                    rb"(ref=\"[A-Z]+\d+:)[A-Z]+(\d+\")",
                    rb"\g<1>" + _letters(at) + rb"\2",
                    data,
                )
                count = len(re.findall(rb"<tableColumn ", data)) + 1
                data = re.sub(
                    rb"<tableColumns count=\"\d+\">(.*)</tableColumns>",
                    rb'<tableColumns count="%d">\1<tableColumn id="99" name="%s"/></tableColumns>'
                    % (count, "处理人".encode()),
                    data,
                )
            package.writestr(name, data)
    return out.getvalue()


def _letters(column: int) -> bytes:
    from promo_xl.book import letter

    return letter(column).encode()


def _note(workbook: FileWorkbook, i: int, text: str) -> None:
    """Write into the column right of our last one, in row *i* of the list."""
    table = read_book(workbook)["issues"]
    last = max(p for p in table.places.values() if isinstance(p, int))
    workbook.apply((SetCells(table.title, {(table.top + i, last + 1): text}),))


def _rows(workbook: FileWorkbook) -> list[tuple[str, str, object]]:
    """Say the list as (rule, message, what stands right of it)."""
    table = read_book(workbook)["issues"]
    last = max(p for p in table.places.values() if isinstance(p, int))
    found = workbook.grid(table.title)
    return [
        (
            str(table["rule_id"][i]),
            str(table["message"][i]),
            found.value(table.top + i, last + 1),
        )
        for i in range(len(table))
    ]


def _type(workbook: FileWorkbook, sheet: str, i: int, key: str, value: Cell) -> None:
    table = read_book(workbook)[sheet]
    workbook.apply((SetCells(table.title, {table.place(i, key): value}),))


@pytest.mark.parametrize("extra", [True, False], ids=["in the table", "beside the table"])
def test_a_note_goes_with_its_finding_and_stays_when_that_is_gone(extra: bool) -> None:
    workbook = FileWorkbook(_refreshed(extra), "b.xlsx")
    before = _rows(workbook)
    assert len(before) >= 2
    for i in range(len(before)):
        _note(workbook, i, f"备注{i}")
    assert refreshed(check(workbook, DAY, DAY)) == ()
    # a finding that comes earlier moves others down by one, and their notes with them
    _type(workbook, "plan", 0, "total_budget", "很多")
    refreshed(check(workbook, DAY, DAY))
    after = _rows(workbook)
    assert [note for rule, _, note in after if rule == "A02"] == [None]
    assert after[-1][0] != "A02"
    kept = {(rule, text): note for rule, text, note in after if note}
    for i, (rule, text, _) in enumerate(before):
        told = [
            n for (r, t), n in kept.items() if r == rule and t in (text, GONE.zh + text)
        ]
        assert told == [f"备注{i}"]
    assert len(kept) == len(before)
    assert refreshed(check(workbook, DAY, DAY)) == ()


def test_what_is_noted_at_a_finding_that_is_mended_stays_last_until_it_is_cleared() -> None:
    workbook = FileWorkbook(_refreshed(extra=False), "b.xlsx")
    budget = float(read_book(workbook)["plan"]["total_budget"][0])
    _type(workbook, "plan", 0, "total_budget", "很多")
    refreshed(check(workbook, DAY, DAY))
    rules = [rule for rule, _, _ in _rows(workbook)]
    broken = rules.index("A02")
    _note(workbook, broken, "问过财务，周五给数")
    _type(workbook, "plan", 0, "total_budget", budget)
    refreshed(check(workbook, DAY, DAY))
    rule, message, note = _rows(workbook)[-1]
    assert (rule, note) == ("A02", "问过财务，周五给数")
    assert message.startswith("已消除：")
    table = read_book(workbook)["issues"]
    assert table["severity"][len(table) - 1] is None  # nothing is coloured by it
    assert refreshed(check(workbook, DAY, DAY)) == ()
    # it comes back to its place with its note, or goes with it
    _type(workbook, "plan", 0, "total_budget", "很多")
    refreshed(check(workbook, DAY, DAY))
    assert _rows(workbook)[broken] == (rule, message.removeprefix("已消除："), note)
    _type(workbook, "plan", 0, "total_budget", budget)
    refreshed(check(workbook, DAY, DAY))
    _note(workbook, len(_rows(workbook)) - 1, "")
    refreshed(check(workbook, DAY, DAY))
    assert [r for r, _, _ in _rows(workbook)] == [r for r in rules if r != "A02"]


def test_a_word_in_the_tick_column_that_is_no_choice_stays(tmp_path: Path) -> None:
    workbook = FileWorkbook(_refreshed(extra=False), "b.xlsx")
    _type(workbook, "issues", 0, "ack", "老王说下周改")
    refreshed(check(workbook, DAY, DAY))
    assert read_book(workbook)["issues"].raw(0, "ack") == "老王说下周改"


def test_a_finding_that_quotes_a_page_of_text_is_cut_and_linked() -> None:
    workbook = FileWorkbook(_refreshed(extra=False), "b.xlsx")
    _type(workbook, "plan", 0, "total_budget", "很" * 32_000)
    refreshed(check(workbook, DAY, DAY))
    table = read_book(workbook)["issues"]
    said = [str(m) for m in table["message"].tolist()]
    assert max(map(len, said)) <= 1000
    assert "A02" in table["rule_id"].tolist()


def _fill(workbook: FileWorkbook, text: str) -> None:
    """Fill the last column of the table with a formula, `{n}` being the row."""
    table = read_book(workbook)["issues"]
    assert table.area is not None
    top, right = table.top, table.area.right
    workbook.apply(
        (
            SetCells(
                table.title,
                {
                    (row, right): Formula(text.format(n=row), float(row))
                    for row in range(top, top + len(table))
                },
            ),
        )
    )


def _formulas(workbook: FileWorkbook) -> list[str | None]:
    book = read_book(workbook)
    area = book["issues"].area
    assert area is not None
    texts = book.texts[area.sheet]
    return [texts.get((row, area.right)) for row in range(area.top + 1, area.bottom + 1)]


@pytest.mark.parametrize("text", ["LEN(t_issues[[#This Row],[说明]])", "LEN(E{n})&E$6"])
def test_a_column_of_formulas_people_added_goes_on_in_every_row(text: str) -> None:
    workbook = FileWorkbook(_refreshed(extra=True), "b.xlsx")
    _fill(workbook, text)
    count = len(_formulas(workbook))
    assert refreshed(check(workbook, DAY, DAY)) == ()
    budget = float(read_book(workbook)["plan"]["total_budget"][0])
    _type(workbook, "plan", 0, "total_budget", "很多")
    refreshed(check(workbook, DAY, DAY))
    book = read_book(workbook)
    area = book["issues"].area
    assert area is not None
    rows = range(area.top + 1, area.bottom + 1)
    assert len(rows) != count
    assert _formulas(workbook) == [text.format(n=row) for row in rows]
    # what moved or is new shows no value until it is calculated: an old one may be wrong
    unmoved = {row for row in rows if (row, area.right) not in book.uncached[area.sheet]}
    assert unmoved < set(rows)
    grid = workbook.grid(area.sheet)
    assert all(grid.value(row, area.right) == float(row) for row in unmoved)
    assert refreshed(check(workbook, DAY, DAY)) == ()
    _type(workbook, "plan", 0, "total_budget", budget)
    refreshed(check(workbook, DAY, DAY))
    assert _formulas(workbook) == [text.format(n=row) for row in range(7, 7 + count)]
    assert refreshed(check(workbook, DAY, DAY)) == ()


def test_formulas_that_differ_go_with_their_finding_and_notes_among_them_stay() -> None:
    workbook = FileWorkbook(_refreshed(extra=True), "b.xlsx")
    table = read_book(workbook)["issues"]
    assert table.area is not None
    top, right, last = table.top, table.area.right, table.top + len(table) - 1
    cells: dict[tuple[int, int], Cell] = {
        (last, right): Formula(f'"看"&E{last}', "看"),
        (last - 1, right): "问过老王",
    }
    workbook.apply((SetCells(table.title, cells),))
    marks = table["mark"].tolist()[:-3:-1]
    _type(workbook, "plan", 0, "total_budget", "很多")
    refreshed(check(workbook, DAY, DAY))
    book = read_book(workbook)
    first, second = (top + book["issues"]["mark"].tolist().index(mark) for mark in marks)
    assert first > last
    assert {row for row, at in book.formulas[table.title] if at == right} == {first}
    assert book.texts[table.title][first, right] == f'"看"&E{first}'
    assert workbook.grid(table.title).value(second, right) == "问过老王"
    assert refreshed(check(workbook, DAY, DAY)) == ()


def test_a_list_that_empties_keeps_the_formula_for_the_next_finding() -> None:
    workbook = FileWorkbook(_refreshed(extra=True), "b.xlsx")
    text = "LEN(t_issues[[#This Row],[说明]])"
    _fill(workbook, text)
    run = check(workbook, DAY, DAY)
    workbook.apply(refresh(run.book, run.facts, ()))
    assert _formulas(workbook) == [text]
    again = check(workbook, DAY, DAY)
    assert refresh(again.book, again.facts, ()) == ()
    assert len(run.findings) > 1
    refreshed(again)
    assert _formulas(workbook) == [text] * len(run.findings)
