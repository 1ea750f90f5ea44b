"""A pressed button: the verb on unsaved values, one sentence at the end, Excel as before."""

import re
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import xlwings as xw

from promo_xl import buttons
from promo_xl.buttons import BUTTONS, press
from promo_xl.buttons import fault_log as logs
from promo_xl.ooxml.package import read_parts
from promo_xl.read.headers import parse_name
from promo_xl.workbook.live import LiveWorkbook
from tests.buttons.stage import open_small, small
from tests.chain.conftest import sample_book
from tests.ooxml.books import workbook_bytes
from tests.workbook import fake_excel
from tests.workbook.fake_excel import FakeApp, FakeBook, open_book

NOW = datetime(2026, 6, 28, 9, 30)  # noqa: DTZ001


@pytest.fixture(autouse=True)
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[Path]]:
    """Open nothing, keep logs apart, and say which files would have been opened."""
    opened: list[Path] = []
    monkeypatch.setattr(press, "open_file", opened.append)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.setattr(sys, "argv", ["-c"])
    yield opened
    if hasattr(xw.Book, "_mock_caller"):
        del xw.Book._mock_caller


@pytest.fixture
def excel(tmp_path: Path) -> FakeBook:
    """Open a sample campaign in Excel, its sheets as a button's macro leaves them."""
    return _excel(sample_book("a"), str(tmp_path / "618.xlsm"))


def _excel(data: bytes, full: str) -> FakeBook:
    book = open_book(data, "618.xlsm", full)
    for tab in book.impl.tabs:
        tab.protected = False
    book.set_mock_caller()
    fake: FakeBook = book.impl
    return fake


def _press(key: str) -> None:
    press.press(next(b for b in BUTTONS if b.key == key), NOW)


def _said(excel: FakeBook) -> str:
    """Give the one sentence; the status bar is Excel's own again."""
    sentence: str
    ((sentence, title, _),) = excel.app.alerts
    assert title == "promo_xl"
    assert "Traceback" not in sentence
    assert excel.app.bar is False
    excel.app.alerts.clear()
    return sentence


def test_every_button_does_something_and_its_function_exists() -> None:
    assert {button.key for button in BUTTONS} == press._RUNS.keys()
    for button in BUTTONS:
        assert callable(getattr(buttons, button.key))


def test_check_writes_the_findings_and_goes_there(excel: FakeBook) -> None:
    _press("check")
    assert _said(excel) == "校验完成：3处错误、4处提示，见“校验结果”。"
    assert excel.active_title == "校验结果"
    assert excel.app.shown[:-1] == [
        "promo_xl 校验：正在读取和校验…",
        "promo_xl 校验：正在写入…",
    ]
    assert not excel.saves


def test_what_was_typed_and_not_saved_counts(excel: FakeBook) -> None:
    _press("check")
    _said(excel)
    before = _rules(excel)
    title, place = _at(excel, "plan_period_end")
    excel.tab(title).put(place, datetime(2025, 1, 1), alone=True)  # noqa: DTZ001
    _press("check")
    assert "处错误" in _said(excel)
    assert _rules(excel) != before


def _at(excel: FakeBook, name: str) -> tuple[str, tuple[int, int]]:
    ref = parse_name(excel.defined[name])
    assert ref is not None
    return ref.sheet, (ref.top, ref.left)


def _rules(excel: FakeBook) -> list[object]:
    book = LiveWorkbook(xw.Book(impl=excel))
    return [row[0] for row in book.grid("校验结果").rows[6:]]


def test_refresh_says_how_far_it_went_and_the_second_time_that_nothing_changes(
    excel: FakeBook,
) -> None:
    _press("refresh")
    assert _said(excel).startswith("刷新完成：")
    writes = excel.counts("write")
    _press("refresh")
    assert _said(excel) == "刷新完成：截至2026-06-28，内容已是最新，没有要改的。"
    assert excel.counts("write") == writes
    assert not excel.saves


@pytest.mark.parametrize(("key", "name"), [("report", "结案报告"), ("deck", "复盘")])
def test_a_document_is_made_beside_the_workbook_and_opened(
    excel: FakeBook, desk: list[Path], tmp_path: Path, key: str, name: str
) -> None:
    _press(key)
    (path,) = desk
    assert path.parent == tmp_path
    assert f"_{name}_2026-06-28" in path.name
    assert read_parts(path.read_bytes())
    label = next(b for b in BUTTONS if b.key == key).label.zh
    assert _said(excel).startswith(f"{label}已生成：{path}")
    _press(key)
    assert _said(excel).startswith(f"{label}未变：{path}")
    assert not excel.counts("write")


@pytest.mark.parametrize("full", ["618.xlsm", "https://firm.sharepoint.com/618.xlsm"])
def test_a_book_that_is_nowhere_gets_its_report_in_documents_and_says_so(
    desk: list[Path], tmp_path: Path, full: str
) -> None:
    documents = tmp_path / "home" / "Documents"
    documents.mkdir(parents=True)
    excel = _excel(sample_book("a"), full)
    _press("report")
    (path,) = desk
    assert path.parent == documents
    assert "所以放在了“文档”文件夹" in _said(excel)


def test_data_errors_stop_a_report_with_a_sentence_and_no_file(
    excel: FakeBook, desk: list[Path], tmp_path: Path
) -> None:
    plan = excel.tab("预算")
    (table,) = plan.list_objects
    for row in range(table.area[0] + 1, table.area[2]):
        for column in range(table.area[1], table.area[3] + 1):
            cell = plan.held.get((row, column))
            if cell and isinstance(cell.value, float) and not cell.formula:
                plan.held[row, column] = fake_excel.Cell("十来万吧")
    before = set(tmp_path.rglob("*.docx"))
    _press("report")
    said = _said(excel)
    assert said.startswith("没有生成文件：有")
    assert "请先点“校验”" in said
    assert not desk
    assert set(tmp_path.rglob("*.docx")) == before


def test_an_english_workbook_is_answered_in_english() -> None:
    excel = open_small()
    _press("check")
    assert re.fullmatch(
        r"Checked: \d+ errors?.*; the workbook has no “Validation” sheet, "
        r"so list them with promo-xl check\.",
        _said(excel),
    )
    assert excel.app.shown[0] == "promo_xl Check: reading and checking …"
    _press("refresh")
    assert _said(excel).startswith("Refreshed: everything stands as of 2026-06-28 already")


def test_a_protected_sheet_is_a_sentence(excel: FakeBook) -> None:
    excel.tab("校验结果").protected = True
    excel.tab("项目总表").held.clear()  # so that there is something new to list
    _press("check")
    ((sentence, _, mode),) = excel.app.alerts
    assert "“校验结果”受保护" in sentence
    assert mode == "critical"


def test_another_workbook_is_a_sentence() -> None:
    book = open_book(_foreign(), "别的.xlsm")
    book.set_mock_caller()
    _press("check")
    assert "不是推广活动工作簿" in _said(book.impl)


def _foreign() -> bytes:
    return workbook_bytes(lambda book: book.add_worksheet("甲"))


def test_what_nobody_foresaw_is_one_sentence_and_a_log(
    excel: FakeBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError("secret of the machine")

    monkeypatch.setattr("promo_xl.pipeline.check", broken)
    _press("refresh")
    said = _said(excel)
    log = tmp_path / "state" / "promo_xl" / "buttons.log"
    assert "promo-xl doctor" in said
    assert str(log) in said
    assert "ZeroDivisionError" in said
    assert "secret of the machine" in log.read_text(encoding="utf-8")
    log.write_text("x" * 1_000_001, encoding="utf-8")
    _press("refresh")
    assert log.stat().st_size < 100_000
    monkeypatch.setenv("XDG_STATE_HOME", str(log))  # no folder can be made there
    excel.app.alerts.clear()
    _press("refresh")
    assert "详情无法记录" in _said(excel)


def test_an_excel_that_does_not_answer_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    busy = type("com_error", (Exception,), {})

    def refuse(*args: object) -> None:
        raise busy("call was rejected by callee")

    excel = open_small()
    monkeypatch.setattr(FakeBook, "touched", refuse)
    _press("check")
    assert "close open dialogs" in _said(excel)
    monkeypatch.setattr(FakeApp, "status_bar", property(refuse, refuse))
    _press("check")
    assert "close open dialogs" in _said(excel)


def test_a_promo_xl_that_lacks_a_part_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "promo_xl.buttons.press", None)
    with pytest.raises(SystemExit, match="run promo-xl doctor"):
        buttons.check()


def test_a_name_with_an_equals_sign_is_found_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    app, data = fake_excel.start(), workbook_bytes(small)
    open_book(data, "A", "/x/A", app)
    name = "A=B（618）.xlsm"
    wanted = open_book(data, name, str(tmp_path / name), app).impl
    for window in ("4711", "1"):
        argv = ["-c", f"--wb={name.lower()}", "--from_xl=1", f"--hwnd={window}"]
        monkeypatch.setattr(sys, "argv", argv)
        _press("refresh")
        assert _said(wanted).startswith("Refreshed: everything stands")
    assert {kind for kind, *_ in wanted.log} <= {"read", "formulas"}
    assert wanted.counts("read")


def test_a_workbook_that_cannot_be_found_ends_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fake_excel.start()
    monkeypatch.setattr(sys, "argv", ["-c", "--wb=a=b.xlsm", "--from_xl=1"])
    with pytest.raises(SystemExit) as left:
        _press("check")
    assert "a=b.xlsm" in str(left.value)
    monkeypatch.setattr(sys, "argv", ["-c"])
    with pytest.raises(SystemExit) as left:
        _press("check")
    assert "promo-xl doctor" in str(left.value)
    monkeypatch.setitem(sys.modules, "xlwings", None)
    with pytest.raises(SystemExit, match="pip install xlwings pyopenvba"):
        _press("check")


def test_an_excel_that_shows_no_box_hands_the_sentence_to_xlwings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def mute(*args: object) -> str:
        raise fake_excel.ComError("no window")

    open_small()
    monkeypatch.setattr(FakeApp, "alert", mute)
    with pytest.raises(SystemExit, match="Checked: "):
        _press("check")


@pytest.mark.parametrize(
    ("system", "folder"),
    [
        ("win32", "/h/AppData/Local/promo_xl"),
        ("darwin", "/h/Library/Logs/promo_xl"),
        ("linux", "/h/.local/state/promo_xl"),
    ],
)
def test_logs_go_where_this_system_keeps_them(system: str, folder: str) -> None:
    assert logs.state_folder(system, Path("/h"), {}).as_posix() == folder


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.key)
def test_the_function_a_macro_calls_presses_its_button(
    button: buttons.Button, tmp_path: Path
) -> None:
    excel = open_small(str(tmp_path / "618.xlsm"))
    getattr(buttons, button.key)()
    assert excel.app.shown[0] == f"promo_xl {button.label.en}: reading and checking …"
    assert _said(excel)
