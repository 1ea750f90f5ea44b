"""What every home of a workbook promises: a file, rows in memory, an open Excel behave alike."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
import xlsxwriter

from promo_xl.errors import RefusedError
from promo_xl.patch import AppendRows, Cached, Cell, Formula, Patch, ReplaceRows, SetCells
from promo_xl.workbook import Workbook
from promo_xl.workbook.file import FileWorkbook
from promo_xl.workbook.live import LiveWorkbook
from promo_xl.workbook.text import TextWorkbook
from tests.ooxml.books import workbook_bytes
from tests.workbook.fake_excel import open_book

TABS = {
    "日数据": """
        日期        渠道        成交      备注
        2026-06-01  "A B"       1000      -
        2026-06-02  私域        12万      x
    """,
    "校验结果": """
        级别  说明
        -     -
    """,
}
HOSTILE = "A&B <满300减50> =1+1 👍 _x0041_\r\n"


def _text() -> Workbook:
    return TextWorkbook.from_text(TABS, names={"AS_OF": "'日数据'!$F$1"}, name="例.xlsx")


def _file() -> Workbook:
    return FileWorkbook(workbook_bytes(_fill), "例.xlsx")


def _live() -> Workbook:
    return LiveWorkbook(open_book(workbook_bytes(_fill), "例.xlsx"))


def _fill(book: xlsxwriter.Workbook) -> None:
    """Write the same tabs with XlsxWriter."""
    text = _text()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for title in TABS:
        tab = book.add_worksheet(title)
        grid = text.grid(title)
        (table,) = grid.tables
        heads = [{"header": head} for head in grid.rows[5]]
        tab.add_table(
            5, 0, table.bottom - 1, table.right - 1, {"name": table.name, "columns": heads}
        )
        for r, row in enumerate(grid.rows):
            for c, value in enumerate(row):
                if isinstance(value, datetime):
                    tab.write_datetime(r, c, value, day)
                else:
                    tab.write(r, c, value)
        tab.set_column(5, 5, 12, day)
    book.define_name("AS_OF", "='日数据'!$F$1")


@pytest.fixture(params=[_text, _file, _live], ids=["text", "file", "live"])
def book(request: pytest.FixtureRequest) -> Workbook:
    """Give the same workbook in each of its homes."""
    make: Callable[[], Workbook] = request.param
    return make()


def _apply(book: Workbook, *edits: SetCells | AppendRows | ReplaceRows) -> None:
    book.apply(tuple(edits))


def test_tabs_names_and_values_are_given_from_a1(book: Workbook) -> None:
    assert book.titles() == ["日数据", "校验结果"]
    assert book.names()["AS_OF"].endswith("!$F$1")
    assert book.name == "例.xlsx"
    assert not book.date1904
    grid = book.grid("日数据")
    assert grid.value(6, 3) == "成交"
    assert grid.value(7, 2) == "A B"
    assert grid.value(7, 3) == 1000.0
    assert grid.value(8, 3) == "12万"
    assert grid.value(7, 4) is None
    assert grid.value(99, 99) is None
    assert _day(grid.value(7, 1)) == date(2026, 6, 1)
    (table,) = grid.tables
    assert (table.name, table.top, table.left, table.bottom, table.right) == (
        "t_daily",
        6,
        1,
        8,
        4,
    )


def _day(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


def test_the_grid_shows_what_was_applied(book: Workbook) -> None:
    cells: dict[tuple[int, int], Cell] = {
        (7, 4): HOSTILE,
        (8, 3): 1 / 3,
        (8, 4): None,
        (1, 6): date(2026, 6, 28),
        (9, 2): True,
        (2, 2): Formula("1+2", 3.0),
        (3, 2): Formula('"x"&1', "x1"),
        (4, 2): Formula('""', None),
    }
    _apply(book, SetCells("日数据", cells))
    grid = book.grid("日数据")
    assert grid.value(7, 4) == HOSTILE
    assert grid.value(8, 3) == 1 / 3
    assert grid.value(8, 4) is None
    assert _day(grid.value(1, 6)) == date(2026, 6, 28)
    assert grid.value(9, 2) is True
    assert [grid.value(r, 2) for r in (2, 3, 4)] == [3.0, "x1", None]
    assert grid.formulas == {(2, 2), (3, 2), (4, 2)}
    assert grid.uncached == frozenset()
    assert grid.value(7, 2) == "A B"


def test_a_cached_value_keeps_the_formula_and_a_value_replaces_it(book: Workbook) -> None:
    # an open Excel computes by itself: there the value is right from the start
    _apply(
        book, SetCells("日数据", {(2, 2): Formula("1+2", 2.9), (3, 2): Formula("1", 1.0)})
    )
    _apply(book, SetCells("日数据", {(2, 2): Cached(3.0), (3, 2): 5.0}))
    grid = book.grid("日数据")
    assert (grid.value(2, 2), grid.value(3, 2)) == (3.0, 5.0)
    assert grid.formulas == {(2, 2)}


def test_replaced_rows_are_the_whole_body(book: Workbook) -> None:
    link = Formula('HYPERLINK("#\'日数据\'!C8","C8")', "C8")
    bodies: list[list[list[Cell]]] = [
        [["错误", link]] * 3,
        [["提醒", link]],
        [],
        [["信息", "a"]],
    ]
    for rows in bodies:
        _apply(book, ReplaceRows("校验结果", "t_issues", rows))
        grid = book.grid("校验结果")
        (table,) = grid.tables
        assert table.bottom == 6 + max(len(rows), 1)
        shown = ["C8" if isinstance(row[1], Formula) else row[1] for row in rows]
        assert [grid.value(r, 2) for r in range(7, 11)] == shown + [None] * (4 - len(rows))


def test_appended_rows_stand_below_and_the_table_grows(book: Workbook) -> None:
    rows: list[dict[str, Cell]] = [
        {"日期": date(2026, 6, 3), "成交": 5.0},
        {"渠道": "私域", "备注": HOSTILE},
    ]
    _apply(book, AppendRows("日数据", "t_daily", rows))
    grid = book.grid("日数据")
    assert grid.tables[0].bottom == 10
    assert _day(grid.value(9, 1)) == date(2026, 6, 3)
    assert [grid.value(9, c) for c in (2, 3, 4)] == [None, 5.0, None]
    assert grid.value(10, 4) == HOSTILE


def test_the_blank_row_of_an_empty_table_is_filled_first(book: Workbook) -> None:
    _apply(book, AppendRows("校验结果", "t_issues", [{"级别": "错误"}]))
    grid = book.grid("校验结果")
    assert grid.value(7, 1) == "错误"
    assert grid.tables[0].bottom == 7


REFUSED: dict[str, Patch] = {
    "no such tab": (SetCells("没有", {(1, 1): "x"}),),
    "no such table": (ReplaceRows("校验结果", "t_none", []),),
    "no such column": (AppendRows("日数据", "t_daily", [{"没有": 1.0}]),),
    "wrong width": (ReplaceRows("校验结果", "t_issues", [["x"]]),),
    "not a cell": (SetCells("日数据", {(0, 1): "x"}),),
    "beyond the sheet": (SetCells("日数据", {(1, 16385): "x"}),),
    "text too long": (SetCells("日数据", {(1, 1): "x" * 32768}),),
    "not a number": (SetCells("日数据", {(1, 1): float("nan")}),),
    "no formula there": (SetCells("日数据", {(7, 3): Cached(1.0)}),),
    "something below": (
        SetCells("日数据", {(9, 1): "合计"}),
        AppendRows("日数据", "t_daily", [{"成交": 1.0}]),
    ),
    "something below ours": (
        SetCells("校验结果", {(8, 2): "便条"}),
        ReplaceRows("校验结果", "t_issues", [["a", "b"]] * 2),
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_patch_that_cannot_be_done_whole_is_not_done_at_all(
    book: Workbook, what: str
) -> None:
    before = [book.grid(title) for title in book.titles()]
    good = SetCells("日数据", {(1, 1): "先"})
    with pytest.raises(RefusedError) as caught:
        book.apply((good, *REFUSED[what]))
    assert caught.value.zh != caught.value.en
    assert [book.grid(title) for title in book.titles()] == before


def test_an_unknown_tab_has_no_grid(book: Workbook) -> None:
    with pytest.raises(RefusedError, match="no sheet"):
        book.grid("没有")


def test_a_book_from_no_file_cannot_be_saved_without_a_place(book: Workbook) -> None:
    with pytest.raises(RefusedError):
        book.save()
