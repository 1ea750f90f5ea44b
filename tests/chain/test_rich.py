"""Workbooks with a team's own work in them: what we write leaves all of it where it was."""

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyopenvba
import pytest

from promo_xl.cli import run
from promo_xl.errors import RefusedError
from promo_xl.ooxml.areas import area_of
from promo_xl.ooxml.package import open_package
from promo_xl.ooxml.parts import find_workbook, read_workbook
from promo_xl.ooxml.table import read_tables
from promo_xl.patch import AppendRows, Cell, Formula, Patch, ReplaceRows, SetCells, ShowTab
from promo_xl.pipeline import check, refreshed
from promo_xl.workbook.file import FileWorkbook
from tests.chain.rich import (
    EN,
    MACRO,
    ZH,
    Titles,
    daily_table,
    prefixed,
    rich_book,
    small_rich_book,
)
from tests.chain.rich.compare import changed_cells, changed_parts
from tests.ooxml.books import with_parts
from tests.ooxml.lint import lint

DAY = "2026-06-29"
"""The day after the one these workbooks were last brought up to date."""
BOOKS: dict[str, tuple[Callable[[], bytes], Titles, str]] = {
    "zh": (lambda: rich_book("zh"), ZH, ".xlsx"),
    "en": (lambda: rich_book("en"), EN, ".xlsm"),
    "prefixed": (lambda: prefixed(rich_book("zh")), ZH, ".xlsx"),
}
ROWS = 30


@pytest.fixture(params=BOOKS)
def rich(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Titles]:
    made, titles, ending = BOOKS[str(request.param)]
    path = tmp_path / f"team{ending}"
    path.write_bytes(made())
    return path, titles


def parts_of(data: bytes) -> dict[str, str]:
    """Map tab titles to parts."""
    package = open_package(data)
    return {t.title: t.part for t in read_workbook(package, find_workbook(package)).tabs}


def written(patch: Patch) -> dict[str, set[tuple[int, int]]]:
    """Give the cells a patch names, by tab; those of whole tables are None of them."""
    found: dict[str, set[tuple[int, int]]] = {}
    for edit in patch:
        places = set(edit.cells) if isinstance(edit, SetCells) else set()
        found.setdefault(edit.title, set()).update(places)
    return found


def test_a_refresh_leaves_all_the_team_made(
    rich: tuple[Path, Titles], capsys: pytest.CaptureFixture[str]
) -> None:
    path, _ = rich
    before = path.read_bytes()
    assert lint(before) == []
    moment = datetime.fromisoformat(f"{DAY}T23:59:59")
    book = FileWorkbook(path)
    patch = refreshed(check(book, moment, moment))
    book.save()
    after = path.read_bytes()
    said = written(patch)
    tabs = {part: title for title, part in parts_of(before).items()}
    changed = changed_parts(before, after)
    others = {n for n in changed if n not in tabs}
    issues = changed - set(tabs) - {"xl/workbook.xml"}
    assert len(issues) == 1  # the table of the findings is another size
    assert {tabs[n] for n in changed - others} <= set(said)
    resized = {e.title for e in patch if isinstance(e, AppendRows | ReplaceRows)}
    unsized = {n for n in changed - others if tabs[n] not in resized}
    assert unsized
    for part in unsized:
        cells = changed_cells(*(open_package(d).read(part) for d in (before, after)))
        assert cells
        assert cells <= said[tabs[part]]
    assert lint(after) == []
    assert run(["refresh", str(path), "--as-of", DAY]) == 0
    assert path.read_bytes() == after
    assert capsys.readouterr().out


def new_rows(headers: tuple[str, ...], n: int = ROWS) -> list[dict[str, Cell]]:
    """Give days of one channel, typed the way people do."""
    return [
        {
            headers[0]: date(2026, 6, 1 + i % 25),
            headers[2]: "直播",
            headers[51]: 100.5 + i,
        }
        for i in range(n)
    ]


def appended(data: bytes, titles: Titles, path: Path) -> bytes:
    """Give the workbook with rows below the daily table; it is saved at *path* too."""
    table = daily_table(data, parts_of(data)[titles.daily])
    book = FileWorkbook(data, "team.xlsx")
    book.apply((AppendRows(titles.daily, table.name, new_rows(table.headers)),))
    book.save(path)
    return path.read_bytes()


def test_rows_appended_move_what_reaches_over_the_table_and_nothing_else(
    rich: tuple[Path, Titles],
) -> None:
    path, titles = rich
    before = path.read_bytes()
    after = appended(before, titles, path.with_stem("longer"))
    tabs = parts_of(before)
    old, new = (daily_table(d, tabs[titles.daily]) for d in (before, after))
    assert new.area[2] == old.area[2] + ROWS
    charts = {"xl/charts/chart901.xml", "xl/charts/chartEx1.xml"}
    grown = {tabs[titles.daily], tabs[titles.board], old.part, "xl/workbook.xml", *charts}
    assert changed_parts(before, after) == grown
    last = old.area[2]
    package = open_package(after)
    for part in grown - {old.part, tabs[titles.board]}:
        text = package.read(part).decode()
        assert re.search(rf"AZ\$?{last + ROWS}\b", text), part
        assert not re.search(rf"AZ\$?7:\$?AZ\$?{last}\b", text), part
    daily = package.read(tabs[titles.daily]).decode()
    assert f"A7:BN{last + ROWS}" in daily  # the errors people chose to ignore
    assert f"BA7:BA{last + ROWS}" in daily  # their stars
    board = package.read(tabs[titles.board]).decode()
    assert f"!AZ7:AZ{last + ROWS}</xm:f>" in board  # their sparklines
    assert "AZ7:AZ1000)" in board  # their formulas are theirs
    assert lint(after) == []


def test_showing_a_sheet_changes_the_workbook_part_alone(
    rich: tuple[Path, Titles],
) -> None:
    path, titles = rich
    before = path.read_bytes()
    hidden = {"zh": "设置", "en": "Settings"}["zh" if titles is ZH else "en"]
    assert run(["sheets", str(path), "--show", hidden]) == 0
    after = path.read_bytes()
    assert changed_parts(before, after) == {"xl/workbook.xml"}
    assert lint(after) == []
    book = FileWorkbook(before, path.name)
    book.apply((ShowTab(titles.board, shown=False),))
    assert book.grid(titles.board).hidden


def test_a_tab_that_says_it_is_visible_is_hidden_like_any_other() -> None:
    book = rich_book("zh")
    said = book_with(
        book, "xl/workbook.xml", f'<sheet name="{ZH.board}"', ' state="visible"'
    )
    held = FileWorkbook(said, "team.xlsx")
    held.apply((ShowTab(ZH.board, shown=False),))
    assert held.grid(ZH.board).hidden
    held.apply((ShowTab(ZH.board, shown=True),))
    assert not held.grid(ZH.board).hidden


def book_with(data: bytes, part: str, after: str, what: str) -> bytes:
    """Give a workbook with a text put into a part."""
    text = open_package(data).read(part).decode()
    assert after in text
    return with_parts(data, {part: text.replace(after, after + what, 1).encode()})


def test_macros_controls_and_pictures_are_still_read_by_others(tmp_path: Path) -> None:
    path = tmp_path / "team.xlsm"
    path.write_bytes(rich_book("en"))
    assert run(["refresh", str(path), "--as-of", DAY]) == 0
    with pyopenvba.ExcelFile(path) as held:
        project = held.vba_project()
        assert project is not None
        source = next(m for m in project.modules if m.name == "TeamModule")
        assert MACRO.splitlines()[1].strip() in str(source.source)
    book = openpyxl.load_workbook(path, keep_vba=True)
    board: Any = book[EN.board]
    assert len(board._images) == 1
    assert len(board._charts) == 2
    assert book[EN.daily]["A9"].comment.text == "按付款口径"
    assert area_of(book[EN.query].tables["t_query"].ref) == (1, 1, 3, 2)


def test_in_a_workbook_that_counts_from_1904_days_are_written_so(tmp_path: Path) -> None:
    data = book_with(small_rich_book(), "xl/workbook.xml", "<workbookPr", ' date1904="1"')
    after = appended(data, ZH, tmp_path / "mac.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "mac.xlsx")[ZH.daily]
    assert sheet["A13"].value == (date(2026, 6, 1) - date(1904, 1, 1)).days
    assert sheet["BO13"].value == "=LEN(t_daily[[#This Row],[列66]])"
    assert lint(after) == []


def test_a_strict_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    strict = re.sub(
        rb"http://schemas.openxmlformats.org/(spreadsheetml|officeDocument)/2006",
        rb"http://purl.oclc.org/ooxml/\1",
        open_package(small_rich_book()).read("xl/workbook.xml"),
    )
    path = tmp_path / "strict.xlsx"
    path.write_bytes(with_parts(small_rich_book(), {"xl/workbook.xml": strict}))
    before = path.read_bytes()
    assert run(["refresh", str(path)]) == 4
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_header_of_a_table_is_not_written_over() -> None:
    book = FileWorkbook(small_rich_book(), "team.xlsx")
    with pytest.raises(RefusedError, match="C6 on sheet '日数据' is a table's header"):
        book.apply((SetCells(ZH.daily, {(7, 3): "直播", (6, 3): "频道"}),))
    assert book.grid(ZH.daily).value(7, 3) is None
    book.apply((SetCells(ZH.daily, {(6, 3): "列3"}),))


def test_a_check_that_writes_touches_its_sheet_and_the_home_page(tmp_path: Path) -> None:
    path = tmp_path / "team.xlsx"
    path.write_bytes(rich_book("zh"))
    before = path.read_bytes()
    run(["check", str(path), "--write", "--as-of", DAY])
    after = path.read_bytes()
    tabs = parts_of(before)
    listed = daily_table(before, tabs["校验结果"]).part
    changed = changed_parts(before, after)
    assert tabs["校验结果"] in changed
    assert changed <= {tabs["校验结果"], tabs["首页"], listed, "xl/workbook.xml"}
    assert lint(after) == []


def test_every_table_takes_a_row_and_the_package_stays_sound(tmp_path: Path) -> None:
    before = rich_book("zh")
    book = FileWorkbook(before, "team.xlsx")
    package = open_package(before)
    rows = []
    for title, part in parts_of(before).items():
        for table in read_tables(package, part):
            typed = [h for h in table.headers if h not in table.formulas]
            rows.append(AppendRows(title, table.name, [{typed[0]: "新 <行>"}]))
    assert len(rows) > 25
    book.apply(tuple(rows))
    book.save(tmp_path / "longer.xlsx")
    after = (tmp_path / "longer.xlsx").read_bytes()
    assert lint(after) == []
    assert {
        n for n in changed_parts(before, after) if "/media/" in n or "/vba" in n
    } == set()
    read = FileWorkbook(after)
    for edit in rows:
        assert any("新 <行>" in row for row in read.grid(edit.title).rows), edit.title


def test_a_calculation_chain_goes_whole_however_its_relation_is_written() -> None:
    rels = "xl/_rels/workbook.xml.rels"
    chain = '<Relationship Id="c" Type="x/calcChain" Target="calcChain.xml"></Relationship>'
    book = small_rich_book()
    text = open_package(book).read(rels).decode()
    whole = text.replace("</Relationships>", chain + "</Relationships>")
    parts = {
        rels: whole.encode(),
        "xl/calcChain.xml": b'<calcChain><c r="B14" i="904"/></calcChain>',
    }
    held = FileWorkbook(with_parts(book, parts), "team.xlsx")
    held.apply((SetCells(ZH.plan, {(3, 3): Formula("1+1", 2.0)}),))
    assert lint(held._package.to_bytes()) == []
