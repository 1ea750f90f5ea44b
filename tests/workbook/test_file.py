"""A closed file: everything but the cells named in a patch stays byte for byte."""

import hashlib
import io
import multiprocessing
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from promo_xl.errors import RefusedError, UnreadableError
from promo_xl.ooxml import preflight
from promo_xl.ooxml.package import read_parts
from promo_xl.patch import (
    AppendRows,
    Cached,
    Cell,
    Formula,
    Patch,
    ReplaceRows,
    SetCells,
)
from promo_xl.workbook.apply import content
from promo_xl.workbook.file import FileWorkbook
from promo_xl.workbook.reader import open_reader, read_values
from tests.ooxml.books import SHEET_1, framed, rich_book, with_parts, workbook_bytes
from tests.ooxml.lint import lint
from tests.ooxml.test_parts import CHAIN, with_chain
from tests.validator import errors_of

HOSTILE = "A&B <满300减50> =1+1 👍"
ISSUES: Patch = (
    ReplaceRows(
        "校验结果",
        "t_issues",
        [
            [
                "错误",
                HOSTILE,
                float(n),
                Formula(f'HYPERLINK("#\'目标\'!C{n}","C{n}")', f"C{n}"),
            ]
            for n in range(7, 19)
        ],
    ),
)
REFRESH: Patch = (
    *ISSUES,
    SetCells(
        "首页",
        {
            (2, 6): date(2026, 6, 28),
            (3, 1): HOSTILE,
            (4, 1): "_x0041_",
            (2, 1): Cached(63.0),
            (5, 2): 0.1 + 0.2,
        },
    ),
    SetCells("_meta", {(1, 1): "as_of_auto", (1, 2): "2026-06-28"}),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the rich book in a file."""
    path = tmp_path / "大促.xlsm"
    path.write_bytes(rich_book())
    return path


def _refresh(path: Path) -> None:
    book = FileWorkbook(path)
    book.apply(REFRESH)
    book.save()


def test_only_the_parts_that_had_to_change_did(path: Path) -> None:
    before = read_parts(path.read_bytes())
    book = FileWorkbook(path)
    book.apply(REFRESH)
    receipt = book.save()
    after = read_parts(path.read_bytes())
    changed = {name for name in before if before[name] != after.get(name)}
    sheets = {f"xl/worksheets/sheet{n}.xml" for n in (1, 2, 4)}
    assert changed == set(receipt.changed) == sheets | {"xl/tables/table1.xml"}
    assert list(after) == list(before)
    assert receipt.same == len(before) - 4
    assert receipt.written
    assert receipt.path == path
    assert receipt.backup is not None
    assert read_parts(receipt.backup.read_bytes()) == before
    for kept in ("xl/vbaProject.bin", "xl/media/image1.png", "xl/drawings/drawing1.xml"):
        assert kept in after


def test_a_refreshed_book_is_sound_and_openpyxl_reads_what_was_written(path: Path) -> None:
    assert lint(path.read_bytes()) == []
    _refresh(path)
    assert lint(path.read_bytes()) == []
    book = openpyxl.load_workbook(path, keep_vba=True)
    home, issues = book["首页"], book["校验结果"]
    assert home["F2"].value == datetime(2026, 6, 28)  # noqa: DTZ001
    assert home["A3"].value == HOSTILE
    assert home["A2"].value == "=SUM(t_goals[数])"
    assert home["B5"].value == 0.1 + 0.2
    assert [cell.value for cell in issues[18]] == [
        "错误",
        HOSTILE,
        18,
        '=HYPERLINK("#\'目标\'!C18","C18")',
    ]
    assert issues.tables["t_issues"].ref == "A6:D18"
    assert issues["A18"].font.b
    assert [str(c.sqref) for c in issues.conditional_formatting] == ["A7:D300"]


def test_the_third_refresh_changes_no_byte_and_writes_nothing(path: Path) -> None:
    _refresh(path)
    first = hashlib.sha256(path.read_bytes()).hexdigest()
    stamp = path.stat().st_mtime_ns
    for _ in range(2):
        book = FileWorkbook(path)
        book.apply(REFRESH)
        receipt = book.save()
        assert not receipt.written
        assert receipt.changed == ()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == first
    assert path.stat().st_mtime_ns == stamp


def test_a_book_saved_twice_by_one_hand_is_written_twice(path: Path) -> None:
    book = FileWorkbook(path)
    book.apply(REFRESH)
    book.save()
    book.apply((SetCells("首页", {(3, 1): "新"}),))
    assert book.save().changed == (SHEET_1,)
    assert not book.save().written
    assert FileWorkbook(path).grid("首页").value(3, 1) == "新"


def test_a_copy_can_be_saved_elsewhere(path: Path, tmp_path: Path) -> None:
    book = FileWorkbook(path)
    copy = tmp_path / "b.xlsm"
    assert book.save(copy).written
    assert copy.read_bytes() == path.read_bytes()
    book.apply(REFRESH)
    assert book.save(copy).backup is not None
    assert FileWorkbook(copy).grid("首页").value(3, 1) == HOSTILE
    assert FileWorkbook(path.read_bytes()).grid("首页").value(3, 1) is None
    assert FileWorkbook(copy.read_bytes(), "名.xlsx").name == "名.xlsx"


def test_a_file_somebody_changed_meanwhile_is_not_overwritten(path: Path) -> None:
    book = FileWorkbook(path)
    book.apply(REFRESH)
    theirs = with_parts(rich_book(), {"docProps/extra.bin": b"x"})
    path.write_bytes(theirs)
    with pytest.raises(RefusedError, match="changed since"):
        book.save()
    assert path.read_bytes() == theirs


def test_four_refreshes_at_once_come_to_one(path: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone" / path.name
    alone.parent.mkdir()
    shutil.copy(path, alone)
    _refresh(alone)
    fork = multiprocessing.get_context("fork")
    runs = [fork.Process(target=_refresh, args=(path,)) for _ in range(4)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [run.exitcode for run in runs] == [0, 0, 0, 0]
    assert path.read_bytes() == alone.read_bytes()
    assert len(list((path.parent / ".promo_xl" / "backup").iterdir())) == 1


def test_a_calculation_chain_stays_while_formulas_stay_and_goes_when_they_move(
    path: Path,
) -> None:
    path.write_bytes(with_chain(rich_book(), '<c r="A2"/>'))
    book = FileWorkbook(path)
    book.apply((SetCells("首页", {(2, 1): Cached(7.0), (3, 1): "x"}),))
    assert CHAIN in read_parts(book.save().path.read_bytes())  # type: ignore[union-attr]  # the path is its own
    book.apply((SetCells("首页", {(2, 1): 5.0}),))
    receipt = book.save()
    assert {CHAIN, "[Content_Types].xml", "xl/_rels/workbook.xml.rels"} <= set(
        receipt.changed
    )
    assert CHAIN not in read_parts(path.read_bytes())
    assert lint(path.read_bytes()) == []


def test_other_peoples_formulas_are_calculated_when_excel_opens_the_file(
    path: Path,
) -> None:
    parts = read_parts(rich_book())
    quiet = parts["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")
    path.write_bytes(with_parts(rich_book(), {"xl/workbook.xml": quiet}))
    _refresh(path)
    assert b'fullCalcOnLoad="1"' in read_parts(path.read_bytes())["xl/workbook.xml"]
    once = path.read_bytes()
    _refresh(path)
    assert path.read_bytes() == once


def _signed(way: str) -> bytes:
    """Give the rich book with a digital signature, found by its folder or by its relation."""
    rels = read_parts(rich_book())["_rels/.rels"]
    origin = (
        b'<Relationship Id="rIdSig" Target="sig/origin.sigs" Type="http://schemas.openxml'
        b'formats.org/package/2006/relationships/digital-signature/origin"/></Relationships>'
    )
    if way == "relation":
        changes = {"_rels/.rels": rels.replace(b"</Relationships>", origin)}
        return with_parts(rich_book(), {**changes, "sig/origin.sigs": b""})
    return with_parts(rich_book(), {"_xmlsignatures/sig1.xml": b"<Signature/>"})


@pytest.mark.parametrize("way", ["relation", "folder"])
def test_a_signed_book_is_read_but_never_changed(way: str, tmp_path: Path) -> None:
    path = tmp_path / "签名.xlsm"
    before = _signed(way)
    path.write_bytes(before)
    book = FileWorkbook(path)
    assert book.grid("目标").value(7, 1) == "G6"
    book.apply((SetCells("目标", {(7, 1): "G6"}),))
    with pytest.raises(RefusedError, match="digitally signed") as caught:
        book.apply((SetCells("目标", {(7, 1): "G7"}),))
    assert "签名" in caught.value.zh
    assert caught.value.exit_code == 3
    assert book.grid("目标").value(7, 1) == "G6"
    assert not book.save().written
    assert path.read_bytes() == before


def test_a_signed_macro_project_stays_as_it_is(path: Path) -> None:
    signature = {"xl/vbaProjectSignature.bin": bytes(range(9))}
    before = with_parts(rich_book(), {**signature})
    path.write_bytes(before)
    _refresh(path)
    after = read_parts(path.read_bytes())
    assert after["xl/vbaProjectSignature.bin"] == bytes(range(9))
    assert after["xl/vbaProject.bin"] == read_parts(before)["xl/vbaProject.bin"]


def test_what_could_not_be_read_again_is_not_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = FileWorkbook(path)
    with pytest.raises(RefusedError, match="more than 8,000,000 cells"):
        book.apply((SetCells("目标", {(1_000_000, 200): 1.0}),))
    assert book.grid("目标").value(7, 1) == "G6"
    monkeypatch.setattr(preflight, "LARGEST_SHEET", 5_000)
    with pytest.raises(RefusedError, match="could not be read again"):
        book.apply((SetCells("目标", {(20, 1): "x" * 9_000}),))
    assert not book.save().written


def test_a_refused_patch_leaves_nothing_of_its_first_half(path: Path) -> None:
    before = path.read_bytes()
    book = FileWorkbook(path)
    with pytest.raises(RefusedError, match="merged"):
        book.apply((*REFRESH, SetCells("首页", {(2, 9): "x"})))
    assert book.grid("首页").value(3, 1) is None
    assert not book.save().written
    assert path.read_bytes() == before


def test_marks_of_a_tab_are_those_of_the_file_written() -> None:
    rows = (
        '<row r="3" hidden="1"><c r="B3" t="e"><v>#N/A</v></c><c r="D3"><f>1+1</f></c></row>'
        '<row r="4"><c r="B4" t="e"><v>#REF!</v></c><c r="D4"><f>1+1</f><v>2</v></c></row>'
    )
    book = FileWorkbook(framed(rows))
    changes: dict[tuple[int, int], Cell] = {
        (4, 2): 1.0,
        (4, 4): "x",
        (9, 3): Formula("A1", 2.0),
        (3, 4): Cached(2.0),
        (1, 1): "新",
    }
    book.apply((SetCells("甲", changes),))
    now, again = book.grid("甲"), FileWorkbook(book._package.to_bytes()).grid("甲")
    assert now == again
    assert now.errors == {(3, 2): "#N/A"}
    assert now.formulas == {(3, 4), (9, 3)}
    assert not now.uncached
    assert now.hidden_rows == {3}


def test_the_first_cell_of_a_shared_formula_stays_and_the_others_may_change() -> None:
    follower = '<row r="%d"><c r="A%d"><f t="shared" si="0"/><v>1</v></c></row>'
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*2</f><v>1</v></c></row>'
    )
    book = FileWorkbook(framed(rows + follower % (2, 2) + follower % (3, 3)))
    with pytest.raises(RefusedError, match="A1 belongs to the shared formula"):
        book.apply((SetCells("甲", {(1, 1): 5.0}),))
    book.apply((SetCells("甲", {(2, 1): 5.0}),))
    again = openpyxl.load_workbook(io.BytesIO(book._package.to_bytes()))["甲"]
    assert [again.cell(r, 1).value for r in (1, 2, 3)] == ["=B1*2", 5, "=B3*2"]


def test_dates_count_from_the_books_own_year(tmp_path: Path) -> None:
    path = tmp_path / "1904.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": True}) as old:
        day = old.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        old.add_worksheet("甲").set_column(0, 3, 20, day)
    book = FileWorkbook(path)
    assert book.date1904
    moment = datetime(2026, 6, 28, 6, 30)  # noqa: DTZ001
    book.apply((SetCells("甲", {(1, 1): moment, (1, 2): date(2026, 6, 1)}),))
    assert book.grid("甲").rows == [[moment, date(2026, 6, 1)]]


def test_values_errors_and_marks_of_a_tab() -> None:
    rows = (
        '<row r="3" hidden="1"><c r="B3" t="e"><v>#N/A</v></c><c r="C3" t="e"><f>A1#</f><v>#SPILL!</v></c>'
        '<c r="D3"><f>1+1</f></c><c r="E3" t="str"><f>1</f><v>#TAG</v></c></row>'
        '<row r="4"><c r="C4" t="b"><v>0</v></c><c r="D4" t="str"><f>1</f><v>#SPILL!</v></c></row>'
    )
    grid = FileWorkbook(framed(rows)).grid("甲")
    assert grid.rows[2:] == [
        [None, None, None, None, "#TAG"],
        [None, None, False, "#SPILL!", None],
    ]
    assert grid.errors == {(3, 2): "#N/A", (3, 3): "#SPILL!"}
    assert grid.formulas == {(3, 3), (3, 4), (3, 5), (4, 4)}
    assert grid.uncached == {(3, 4)}
    assert grid.hidden_rows == {3}


def test_an_error_beyond_the_last_value_is_still_told() -> None:
    grid = FileWorkbook(framed('<row r="9"><c r="Z9" t="e"><v>#N/A</v></c></row>')).grid(
        "甲"
    )
    assert grid.errors == {(9, 26): "#N/A"}
    assert grid.value(9, 26) is None


def test_merges_tables_and_hidden_tabs_are_told() -> None:
    book = FileWorkbook(rich_book())
    assert book.grid("首页").merged == ((1, 8, 2, 9),)
    assert book.grid("_meta").hidden
    assert not book.grid("目标").hidden
    assert book.grid("目标").hidden_rows == {8}
    (table,) = book.grid("目标").tables
    assert (table.name, table.top, table.bottom, table.totals) == ("t_goals", 6, 9, False)


def test_kinds_of_values_come_as_such() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        tab = book.add_worksheet("甲")
        tab.write_number(0, 0, 6228480402564890018)
        tab.write_string(0, 1, "001234")
        tab.write_datetime(
            0, 2, timedelta(hours=30), book.add_format({"num_format": "[h]:mm"})
        )
        tab.write_number(0, 3, 46174, book.add_format({"num_format": "yyyy/m/d"}))
        tab.write_number(0, 4, 3)

    row = FileWorkbook(workbook_bytes(fill)).grid("甲").rows[0]
    assert row == [
        6.228480402564890e18,
        "001234",
        timedelta(hours=30),
        date(2026, 6, 1),
        3.0,
    ]
    assert isinstance(row[4], float)


def test_appending_to_a_table_with_a_note_below_is_refused_and_changes_nothing(
    path: Path,
) -> None:
    book = FileWorkbook(path)
    book.apply((SetCells("目标", {(11, 2): "合计"}),))
    with pytest.raises(RefusedError, match="A10:D11"):
        book.apply((AppendRows("目标", "t_goals", [{"数": 1.0}] * 2),))
    book.apply((AppendRows("目标", "t_goals", [{"数": 1.0, "编号": "G9"}]),))
    book.save()
    assert lint(path.read_bytes()) == []
    grid = FileWorkbook(path).grid("目标")
    assert [grid.value(10, c) for c in (1, 3)] == ["G9", 1.0]
    assert b'sqref="B7:B10"' in read_parts(path.read_bytes())["xl/worksheets/sheet3.xml"]


def test_a_reader_that_crashes_is_one_sentence() -> None:
    class PanicException(BaseException):
        """What a crash in the reader looks like."""

    class Crashing:
        def __init__(self, error: BaseException) -> None:
            self.error = error

        def get_sheet_by_name(self, title: str) -> object:
            raise self.error

    for error in (PanicException("at line 1"), ValueError("x")):
        with pytest.raises(UnreadableError, match=r"a\.xlsx!甲"):
            read_values(Crashing(error), "甲", "a.xlsx")  # type: ignore[arg-type]  # the real one is final
    with pytest.raises(KeyboardInterrupt):
        read_values(Crashing(KeyboardInterrupt()), "甲", "a.xlsx")  # type: ignore[arg-type]  # as above
    with pytest.raises(UnreadableError, match=r"a\.xlsx"):
        open_reader(b"no zip", "a.xlsx")


def test_a_sheet_the_reader_refuses_is_one_sentence() -> None:
    book = FileWorkbook(framed('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'), "a.xlsx")
    with pytest.raises(UnreadableError, match=r"a\.xlsx!甲"):
        len(book.grid("甲").rows)


def test_a_large_sheet_is_patched_in_little_time_and_memory() -> None:
    rows = "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{c}{r}"><v>{r}</v></c>' for c in "ABCDEFGHIJ")
        + "</row>"
        for r in range(1, 5_001)
    )
    book = FileWorkbook(framed(rows))
    book.apply((SetCells("甲", {(r, 2): "x" for r in (1, 2_500, 5_000, 5_001)}),))
    grid = book.grid("甲")
    assert [grid.value(r, 2) for r in (1, 2, 2_500, 5_001)] == ["x", 2.0, "x", "x"]
    assert len(grid.rows) == 5_001


def test_a_workbook_that_was_only_read_is_left_alone(path: Path) -> None:
    before = sorted(path.parent.iterdir())
    book = FileWorkbook(path)
    for title in book.titles():
        book.grid(title)
    assert not book.save().written
    assert sorted(path.parent.iterdir()) == before


@pytest.mark.validator
def test_microsofts_validator_finds_nothing_in_a_patched_book(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        tab = book.add_worksheet("校验结果")
        heads = [{"header": h} for h in ("编号", "名", "数", "链")]
        tab.add_table("A6:D9", {"name": "t_issues", "columns": heads})
        tab.write_formula("F1", "=1+1", None, 2)

    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook_bytes(fill))
    book = FileWorkbook(path)
    book.apply(
        (
            *ISSUES,
            SetCells(
                "校验结果", {(1, 6): Cached("x"), (1, 7): True, (2, 1): " a\r\n_x0041_"}
            ),
        )
    )
    book.save()
    assert errors_of([path]) == []


@pytest.mark.parametrize(("date1904", "number"), [(False, 46174), (True, 44712)])
@pytest.mark.parametrize("cell", [date(2026, 6, 1), Cached(date(2026, 6, 1))])
def test_a_day_becomes_the_number_of_its_workbook(
    cell: date | Cached, number: int, *, date1904: bool
) -> None:
    assert content(cell, date1904=date1904).value == number


@pytest.mark.parametrize("date1904", [False, True])
def test_a_day_before_excels_first_is_written_as_text_and_read_again(
    tmp_path: Path, *, date1904: bool
) -> None:
    path = tmp_path / "old.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": date1904}) as old:
        tab = old.add_worksheet("甲")
        for row in range(5):
            tab.write_number(row, 0, 46174, old.add_format({"num_format": "yyyy-mm-dd"}))
    days = (
        date(1850, 1, 2),
        date(1899, 12, 31),
        datetime.fromisoformat("1850-01-02T03:04"),
        date(1904, 1, 2),
        date(1900, 2, 28),
    )
    book = FileWorkbook(path)
    book.apply((SetCells("甲", {(row, 1): day for row, day in enumerate(days, 1)}),))
    read = [book.grid("甲").value(row, 1) for row in range(1, 6)]
    assert read == [
        "1850-01-02",
        "1899-12-31",
        "1850-01-02 03:04:00",
        date(1904, 1, 2),
        "1900-02-28" if date1904 else date(1900, 2, 28),
    ]
    assert book.save().written
