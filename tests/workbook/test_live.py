"""An open Excel: what people typed and did not save, and writes that leave Excel as it was."""

from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime, time

import numpy as np
import pytest
import xlsxwriter
import xlwings as xw

from promo_xl.errors import RefusedError, UnreadableError
from promo_xl.patch import (
    AppendRows,
    Cached,
    Cell,
    Formula,
    Patch,
    ReplaceRows,
    SetCells,
    ShowTab,
)
from promo_xl.pipeline import Run, check, refreshed
from promo_xl.workbook import Workbook
from promo_xl.workbook.file import FileWorkbook
from promo_xl.workbook.live import LiveWorkbook
from promo_xl.workbook.live_read import read_block
from tests.chain.conftest import sample_book
from tests.ooxml.books import workbook_bytes
from tests.workbook import fake_excel
from tests.workbook.fake_excel import Cell as Held
from tests.workbook.fake_excel import FakeBook, ListObject, open_book

SEEN = datetime(2026, 6, 28, 23, 59, 59)  # noqa: DTZ001
LATER = datetime(2026, 7, 3, 23, 59)  # noqa: DTZ001


Both = tuple[Run, Run, list[tuple[str, str, str]]]


def _opened(fill: Callable[[xlsxwriter.Workbook], None]) -> tuple[LiveWorkbook, FakeBook]:
    book = open_book(workbook_bytes(fill), "大促.xlsm", "C:/活动/大促.xlsm")
    return LiveWorkbook(book), book.impl


def _plain(book: xlsxwriter.Workbook) -> None:
    tab = book.add_worksheet("甲")
    tab.write_row(5, 0, ["日期", "说明", "合计"])
    tab.add_table(
        "A6:C8",
        {
            "name": "t_a",
            "columns": [
                {"header": "日期"},
                {"header": "说明"},
                {"header": "合计", "formula": "=1+2"},
            ],
        },
    )
    tab.write_row(6, 0, [1, "x"])
    tab.write_row(7, 0, [2, "y"])
    for row in (6, 7):
        tab.write_formula(row, 2, "=1+2", None, 3)
    book.add_worksheet("乙")


@pytest.fixture
def plain() -> tuple[LiveWorkbook, FakeBook]:
    """Give a small book with a table that ends in a calculated column."""
    return _opened(_plain)


@pytest.fixture(scope="module")
def both() -> Both:
    """Read the sample campaign from its file and from an open Excel; and say what was read."""
    data = sample_book("a")
    live = open_book(data, "618.xlsx", "C:/活动/618.xlsx")
    runs = (
        check(FileWorkbook(data, "618.xlsx"), SEEN, SEEN),
        check(LiveWorkbook(live), SEEN, SEEN),
    )
    return *runs, list(live.impl.log)


def test_the_same_campaign_is_read_from_a_file_and_from_an_open_excel(
    both: Both,
) -> None:
    file, live, _ = both
    assert live.findings == file.findings
    for old, new in zip(file.book, live.book, strict=True):
        assert new.places == old.places, old.sheet.key
        assert new.headers == old.headers
        for key in old.columns:
            assert _same(old[key], new[key]), (old.sheet.key, key)
    for name in ("faults", "settings", "accepted", "lang", "size", "as_of", "names"):
        assert getattr(live.book, name) == getattr(file.book, name), name
    assert live.book.typed_over == file.book.typed_over
    assert {t: set(f) for t, f in live.book.formulas.items()} == {
        t: set(f) for t, f in file.book.formulas.items()
    }
    assert repr(live.facts.figures) == repr(file.facts.figures)
    assert repr(live.facts.home) == repr(file.facts.home)
    assert live.facts.columns.keys() == file.facts.columns.keys()
    assert all(_same(v, live.facts.columns[k]) for k, v in file.facts.columns.items())


def _same(a: "np.ndarray[tuple[int], np.dtype[np.generic]]", b: object) -> bool:
    assert isinstance(b, np.ndarray)
    if a.dtype == object:
        return bool(a.tolist() == b.tolist())
    return bool(np.array_equal(a, b, equal_nan=True))


def test_a_tab_is_read_once_and_only_when_asked(both: Both) -> None:
    *_, calls = both
    asked = Counter((kind, title) for kind, title, _ in calls)
    assert set(asked.values()) == {1}
    assert {kind for kind, _ in asked} == {"read", "formulas"}
    assert ("read", "日数据") in asked
    assert ("formulas", "日数据") not in asked  # it has no formula column
    assert ("read", "计算") not in asked  # no rule asks about it


def test_a_refresh_of_an_open_excel_gives_the_same_values_as_one_of_its_file() -> None:
    data = sample_book("a")
    file = check(FileWorkbook(data, "618.xlsx"), None, LATER)
    book = open_book(data, "618.xlsx", "C:/活动/618.xlsx")
    excel: FakeBook = book.impl
    for tab in excel.tabs:
        tab.protected = False  # the macro lifts it
    live = check(LiveWorkbook(book), None, LATER)
    assert refreshed(live) == refreshed(file)
    again = LiveWorkbook(book)
    for title in file.workbook.titles():
        old, new = file.workbook.grid(title), again.grid(title)
        for row, cells in enumerate(old.rows, 1):
            for column, cell in enumerate(cells, 1):
                if (row, column) not in old.formulas:  # Excel computes its own
                    assert _day(new.value(row, column)) == _day(cell), (title, row, column)
        assert set(new.formulas) == set(old.formulas), title
        assert new.tables == old.tables, title
        assert new.hidden == old.hidden, title
    twice = refreshed(check(LiveWorkbook(book), None, LATER))
    assert all(
        isinstance(cell, Cached)
        for edit in twice
        if isinstance(edit, SetCells)
        for cell in edit.cells.values()
    )
    assert all(isinstance(edit, SetCells) for edit in twice)


def _day(value: object) -> object:
    if value == "":
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001
    return value


# fmt: off
TEXTS = [
    "=A1", "=1+1", "+86", "-5", "-明细", "@all", "'quoted", "00123", "1-2", "6/18", "2026-06-01", "6月1日", "12:30",
    "12%", "1e5", "¥100", "1,234", "TRUE", "false", "#1", "_x0041_", "618年中", "A&B<", "6228480402564890018", "１２３", "+86-10-1234",
]
# fmt: on


@pytest.mark.parametrize("text", [*TEXTS, " =1+1", "两行\r\n1", "x" * 9000, "=" * 32767])
def test_text_stays_text_whatever_excel_would_make_of_it(
    plain: tuple[LiveWorkbook, FakeBook], text: str
) -> None:
    book, _ = plain
    book.apply(
        (
            SetCells("乙", {(1, 1): text, (1, 2): "b", (3, 3): text}),
            AppendRows("甲", "t_a", [{"说明": text}]),
        )
    )
    grid = book.grid("乙")
    assert (grid.value(1, 1), grid.value(3, 3)) == (text, text)
    assert book.grid("甲").value(9, 2) == text
    assert not grid.formulas
    assert not grid.errors


def test_one_write_a_block_and_one_a_table(plain: tuple[LiveWorkbook, FakeBook]) -> None:
    book, excel = plain
    block: dict[tuple[int, int], Cell] = {(r, c): 1.0 for r in (2, 3, 4) for c in (5, 6)}
    book.apply(
        (
            SetCells("乙", {**block, (9, 9): "x", (2, 8): date(2026, 6, 1)}),
            AppendRows("甲", "t_a", [{"日期": 1.0, "说明": str(n)} for n in range(50)]),
        )
    )
    assert excel.counts("write") == {"乙": 3, "甲": 2}  # resized, then written at once
    grid = book.grid("甲")
    assert grid.tables[0].bottom == 58
    assert {(row, 3) for row in range(7, 59)} == set(grid.formulas)


def test_a_value_beside_a_formula_is_excels_own_affair(
    plain: tuple[LiveWorkbook, FakeBook],
) -> None:
    book, excel = plain
    book.apply((SetCells("甲", {(7, 3): Cached(9.0)}),))
    assert not excel.counts("write")
    assert excel.saved
    assert excel.app.calculations == 0


def _settings(excel: FakeBook) -> tuple[object, ...]:
    app = excel.app
    return app.screen_updating, app.enable_events, app.calculation


def test_excel_stands_as_before_and_computes_where_people_do_it_by_hand(
    plain: tuple[LiveWorkbook, FakeBook],
) -> None:
    book, excel = plain
    book.apply((SetCells("乙", {(1, 1): 1.0}),))
    assert _settings(excel) == (True, True, "automatic")
    assert excel.app.calculations == 0
    excel.app.calculation = "manual"
    book.apply((SetCells("乙", {(1, 1): 2.0}),))
    assert _settings(excel) == (True, True, "manual")
    assert excel.app.calculations == 1


WHOLE: Patch = (
    SetCells("乙", {(1, 1): "x", (5, 5): 1.0}),
    ReplaceRows(
        "甲", "t_a", [[n, "=1", Formula("2+3", 5.0)] for n in (7.0, 8.0, 9.0, 10.0)]
    ),
    SetCells("甲", {(1, 1): date(2026, 6, 1)}),
    ReplaceRows("甲", "t_a", [[7.0, None, Formula("2+3", 5.0)]]),
    ShowTab("乙", shown=False),
)


def _all(book: LiveWorkbook, excel: FakeBook) -> object:
    tabs = [(t.held, t.visibility, t.list_objects) for t in excel.tabs]
    return tabs, [book.grid(title) for title in book.titles()]


def _refusal(book: LiveWorkbook) -> RefusedError | None:
    try:
        book.apply(WHOLE)
    except RefusedError as refused:
        return refused
    return None


def test_what_excel_refuses_half_way_is_taken_back() -> None:
    for number in range(1, 20):
        book, excel = _opened(_plain)
        before = _all(*_opened(_plain))
        excel.refuse_write = number
        refused = _refusal(book)
        if refused is None:
            break
        assert "Excel is busy" in refused.en
        assert _all(book, excel) == before
        assert _settings(excel) == (True, True, "automatic")
    assert number == 9  # eight writes, and each of them was refused once
    grid = book.grid("甲")
    assert [grid.value(7, c) for c in (1, 2, 3)] == [7.0, None, 5.0]
    assert grid.tables[0].bottom == 7
    assert book.grid("乙").hidden


def test_a_protected_sheet_is_refused_by_name_before_anything_is_written(
    plain: tuple[LiveWorkbook, FakeBook],
) -> None:
    book, excel = plain
    excel.tab("甲").protected = True
    with pytest.raises(RefusedError) as refused:
        book.apply(WHOLE)
    assert "“甲”受保护" in refused.value.zh
    assert "button" in refused.value.en
    assert not excel.counts("write")
    excel.tab("甲").protected, excel.structure_protected = False, True
    with pytest.raises(RefusedError, match="structure is protected"):
        book.apply(WHOLE)
    assert not excel.counts("write")


def test_nothing_excel_filled_in_by_itself_is_left_where_a_row_is_taken_back(
    plain: tuple[LiveWorkbook, FakeBook],
) -> None:
    book, excel = plain
    before = _all(*_opened(_plain))
    excel.refuse_write = 2  # the table has grown, its new row is refused
    with pytest.raises(RefusedError, match="Excel is busy"):
        book.apply((AppendRows("甲", "t_a", [{"说明": "z"}]),))
    assert book.grid("甲").value(9, 3) is None
    assert _all(book, excel) == before


def test_a_shorter_body_leaves_the_total_row_below_it(
    plain: tuple[LiveWorkbook, FakeBook],
) -> None:
    book, excel = plain
    tab = excel.tab("甲")
    (held,) = tab.list_objects
    held.area, held.totals = (6, 1, 9, 3), True
    tab.put((9, 1), "合计", alone=True)
    tab.put((9, 2), "=1+2", alone=True)
    book.apply((ReplaceRows("甲", "t_a", [[5.0, "z", Formula("1+2", 3.0)]]),))
    grid = book.grid("甲")
    assert [grid.value(7, c) for c in (1, 2, 3)] == [5.0, "z", 3.0]
    assert [grid.value(8, c) for c in (1, 2)] == ["合计", 3.0]
    assert (8, 2) in grid.formulas
    assert grid.value(9, 1) is None
    assert grid.tables[0].bottom == 8


def test_a_total_row_moves_down_with_the_table(
    plain: tuple[LiveWorkbook, FakeBook],
) -> None:
    book, excel = plain
    tab = excel.tab("甲")
    (held,) = tab.list_objects
    held.area, held.totals = (6, 1, 9, 3), True
    tab.held[9, 2] = fake_excel.Cell("汇总")
    book.apply((AppendRows("甲", "t_a", [{"说明": "z"}, {"说明": "w"}]),))
    grid = book.grid("甲")
    assert [grid.value(row, 2) for row in range(7, 12)] == ["x", "y", "z", "w", "汇总"]
    assert grid.tables[0].bottom == 11
    assert grid.tables[0].totals
    tab.held[12, 1] = fake_excel.Cell("备注")
    book = LiveWorkbook(_excel_book(excel))
    with pytest.raises(RefusedError, match="A12:C12 below the table is not free"):
        book.apply((AppendRows("甲", "t_a", [{"说明": "v"}]),))


def test_a_filter_of_replaced_rows_is_cleared(plain: tuple[LiveWorkbook, FakeBook]) -> None:
    book, excel = plain
    excel.tab("甲").list_objects[0].filtered = True
    excel.tab("甲").hidden_rows = {8}
    assert book.grid("甲").hidden_rows == {8}
    book.apply((ReplaceRows("甲", "t_a", [[1.0, "a", None], [2.0, "b", None]]),))
    assert not book.grid("甲").hidden_rows


def test_a_block_reaches_the_rows_a_filter_hides(
    plain: tuple[LiveWorkbook, FakeBook],
) -> None:
    book, excel = plain
    tab = excel.tab("甲")
    tab.list_objects[0].filtered, tab.hidden_rows = True, {8}
    cells: dict[tuple[int, int], Cell] = {
        (7, 1): 5.0, (8, 1): 6.0, (7, 2): "00123", (8, 2): "00456",
    }  # fmt: skip
    book.apply((SetCells("甲", cells),))
    grid = book.grid("甲")
    assert [grid.value(*place) for place in cells] == [5.0, 6.0, "00123", "00456"]
    assert grid.hidden_rows == {8}  # the filter is people's own


def test_a_cell_of_text_shows_no_apostrophe(plain: tuple[LiveWorkbook, FakeBook]) -> None:
    book, excel = plain
    excel.tab("乙").text_cells = {(1, 1), (2, 2)}
    book.apply((SetCells("乙", {(1, 1): "00123", (1, 2): "1-2", (2, 2): "'q"}),))
    grid = book.grid("乙")
    assert [grid.value(1, 1), grid.value(1, 2), grid.value(2, 2)] == ["00123", "1-2", "'q"]


def test_text_that_excel_will_not_keep_is_refused(
    plain: tuple[LiveWorkbook, FakeBook], monkeypatch: pytest.MonkeyPatch
) -> None:
    book, _ = plain
    monkeypatch.setattr(fake_excel, "typed", lambda text: fake_excel.Cell(1.0))
    with pytest.raises(RefusedError, match="something else of the text for 乙!A1"):
        book.apply((SetCells("乙", {(1, 1): "1-2"}),))
    assert book.grid("乙").value(1, 1) is None


def _odd(book: xlsxwriter.Workbook) -> None:
    tab = book.add_worksheet("甲")
    tab.write(2, 2, 5)
    tab.write_formula("D3", "=1/0", None, "#DIV/0!")
    tab.write_formula("E3", '="="&1', None, "=1")
    moment = datetime(2026, 6, 1, 8, 30)  # noqa: DTZ001
    tab.write_datetime("F3", moment, book.add_format({"num_format": "m/d h:mm"}))
    tab.write_datetime("G3", time(9, 30), book.add_format({"num_format": "h:mm"}))
    tab.write_string("H3", "=1+1")
    tab.merge_range("B5:D6", "合并")
    tab.merge_range("F9:F12", "竖")
    tab.write_blank("Z40", None, book.add_format({"bold": True}))
    tab.set_row(7, None, None, {"hidden": True})
    hidden = book.add_worksheet("乙")
    hidden.very_hidden()
    book.define_name("AS_OF", "=甲!$C$3")
    book.define_name("乙!AS_OF", "=乙!$A$1")


def test_odd_cells_are_read_as_from_a_file() -> None:
    data = workbook_bytes(_odd)
    live: Workbook = LiveWorkbook(open_book(data, "a.xlsx"))
    file: Workbook = FileWorkbook(data, "a.xlsx")
    old, new = file.grid("甲"), live.grid("甲")
    for name in (f.name for f in fields(old)):
        if name not in ("rows", "merged", "uncached"):
            assert getattr(new, name) == getattr(old, name), name
    assert sorted(new.merged) == sorted(old.merged) == [(5, 2, 6, 4), (9, 6, 12, 6)]
    assert [_day(c) for c in new.rows[2]] == [_day(c) for c in old.rows[2]]
    assert new.value(3, 7) == time(9, 30)
    assert new.value(3, 8) == "=1+1"
    assert len(new.rows) == 9  # formats beyond the last value hold nothing
    assert new.value(9, 6) == "竖"
    assert live.grid("乙").hidden
    assert list(live.titles()) == ["甲", "乙"]
    assert live.names()["AS_OF"] == "甲!$C$3"


def test_a_young_error_is_an_error_and_money_a_number(
    plain: tuple[LiveWorkbook, FakeBook],
) -> None:
    from decimal import Decimal

    book, excel = plain
    tab = excel.tab("乙")
    tab.held[1, 1] = fake_excel.Cell(-2146826243)
    tab.held[1, 2] = fake_excel.Cell(Decimal("12.5"))
    grid = book.grid("乙")
    assert grid.errors == {(1, 1): "#SPILL!"}
    assert (grid.value(1, 1), grid.value(1, 2)) == (None, 12.5)


def test_a_cell_at_the_end_of_the_sheet_is_refused_not_read(
    plain: tuple[LiveWorkbook, FakeBook],
) -> None:
    book, excel = plain
    excel.tab("乙").formatted.add((1_048_576, 16_384))
    with pytest.raises(UnreadableError, match="reaches to XFD1048576"):
        len(book.grid("乙").rows)


def test_it_can_be_nowhere_on_this_machine_and_excel_saves_it(
    plain: tuple[LiveWorkbook, FakeBook],
) -> None:
    book, excel = plain
    excel.full = "/home/x/大促.xlsm"
    book.apply((SetCells("乙", {(1, 1): 1.0}),))
    assert not book.is_saved
    receipt = book.save()
    assert receipt.written
    assert receipt.path == book.place
    assert book.is_saved
    assert excel.saves == 1
    excel.full = "https://firm.sharepoint.com/sites/618/大促.xlsm"
    assert book.place is None
    with pytest.raises(RefusedError, match="open in Excel"):
        book.save()


def test_dates_of_an_old_mac_book_are_said_to_be_such(
    plain: tuple[LiveWorkbook, FakeBook],
) -> None:
    book, excel = plain
    assert not book.date1904
    excel.date1904 = True
    assert book.date1904


def test_another_table_or_a_merged_block_below_is_in_the_way(
    plain: tuple[LiveWorkbook, FakeBook],
) -> None:
    book, excel = plain
    rows: list[dict[str, Cell]] = [{"说明": "z"}]
    tab = excel.tab("甲")
    tab.merges, tab.formatted = [(9, 2, 10, 2)], {(10, 3)}
    with pytest.raises(RefusedError, match="A9:C9 below"):
        book.apply((AppendRows("甲", "t_a", rows),))
    tab.merges = []
    tab.list_objects.append(ListObject("t_b", (9, 1, 12, 2), {}))
    with pytest.raises(RefusedError, match="A9:C9 below"):
        LiveWorkbook(_excel_book(excel)).apply((AppendRows("甲", "t_a", rows),))
    tab.merges = [(1, 1, 2, 2)]
    with pytest.raises(RefusedError, match="A1:B2; unmerge it"):
        LiveWorkbook(_excel_book(excel)).apply((SetCells("甲", {(2, 2): "x"}),))


def _excel_book(excel: FakeBook) -> xw.Book:
    """Give the same open book to a fresh reader."""
    return xw.Book(impl=excel)


def test_an_excel_on_a_mac_is_asked_in_its_own_words(
    plain: tuple[LiveWorkbook, FakeBook],
) -> None:
    book, excel = plain
    excel.app.mac = True
    excel.full, excel.date1904 = "/Users/x/大促.xlsm", True
    assert book.date1904
    assert book.is_saved
    tab = excel.tab("乙")
    tab.put((1, 1), 1.0, alone=True)
    tab.put((1, 2), "=1+2", alone=True)
    tab.hidden_rows = {1}
    grid = book.grid("乙")
    assert grid.formulas == {(1, 2)}
    assert list(grid.rows) == [[1.0, 3.0]]
    assert not grid.hidden_rows  # nobody can say
    book.apply((SetCells("乙", {(1, 1): "00123"}),))
    assert book.grid("乙").value(1, 1) == "00123"
    tab.protected = True
    with pytest.raises(RefusedError, match="protected"):
        book.apply((SetCells("乙", {(1, 1): 2.0}),))


@pytest.mark.parametrize("rows", [1, 3])
def test_error_cells_are_known_on_a_mac_too(
    plain: tuple[LiveWorkbook, FakeBook], rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, excel = plain
    excel.app.mac = True
    monkeypatch.setattr("promo_xl.workbook.live_read._AT_ONCE", 4)  # in several questions
    tab = excel.tab("乙")
    for row in range(1, rows + 1):
        tab.put((row, 1), float(row), alone=True)
        tab.held[row, 2] = Held(_com_error("#N/A"), "=NA()")
    grid = book.grid("乙")
    assert dict(grid.errors) == {(row, 2): "#N/A" for row in range(1, rows + 1)}
    assert [line[0] for line in grid.rows] == [float(n) for n in range(1, rows + 1)]
    book.apply((SetCells("乙", {(row, 1): "00123" for row in range(1, rows + 1)}),))
    assert book.grid("乙").value(rows, 1) == "00123"
    column = _excel_book(excel).sheets["乙"].range((1, 2), (5, 2))
    assert read_block(column) == [["#N/A"] for _ in range(rows)] + [
        [None] for _ in range(5 - rows)
    ]


def _com_error(text: str) -> int:
    return -2_146_828_288 + fake_excel.ERROR_CODES[text]


def test_what_is_taken_back_has_its_times_and_every_row_hidden_is_known(
    plain: tuple[LiveWorkbook, FakeBook],
) -> None:
    book, excel = plain
    tab = excel.tab("乙")
    tab.put((1, 1), datetime(1899, 12, 30, 12), alone=True)  # noqa: DTZ001
    tab.put((2, 1), True, alone=True)
    tab.put((3, 1), 1.0, alone=True)
    tab.hidden_rows = {1, 3}
    assert book.grid("乙").value(1, 1) == time(12)
    assert book.grid("乙").hidden_rows == {1, 3}
    excel.refuse_write = 2
    cells: dict[tuple[int, int], Cell] = {(1, 1): "x", (2, 1): 7, (5, 5): "y"}
    with pytest.raises(RefusedError):
        book.apply((SetCells("乙", cells),))
    grid = book.grid("乙")
    assert [grid.value(n, 1) for n in (1, 2, 3)] == [0.5, True, 1.0]
    book.apply((SetCells("乙", {(2, 1): 7}),))
    assert book.grid("乙").value(2, 1) == 7.0
    tab.hidden_rows = {1, 2, 3}
    assert not LiveWorkbook(_excel_book(excel)).grid("乙").hidden_rows
    assert not book.grid("甲").hidden_rows
    tab.held.clear()
    assert not LiveWorkbook(_excel_book(excel)).grid("乙").hidden_rows
