"""`promo-xl buttons` and `new --buttons` as a person uses them: files, sentences, exit codes."""

import json
from pathlib import Path

import openpyxl
import pytest

from promo_xl.buttons import BUTTONS
from promo_xl.buttons.launchers import read_launcher
from promo_xl.buttons.macro_book import with_buttons
from promo_xl.cli import run
from tests.buttons.macro_books import button_book, plain_book


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a workbook without buttons in a folder of its own."""
    path = tmp_path / "双11.xlsx"
    path.write_bytes(plain_book("zh"))
    return path


def files(folder: Path) -> set[str]:
    """Name the files a person sees."""
    return {path.name for path in folder.iterdir() if path.name != ".promo_xl"}


def test_an_xlsm_beside_the_workbook_and_launchers(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["buttons", str(book), "--launchers", "win,linux"]) == 0
    said = capsys.readouterr().out
    made = book.with_suffix(".xlsm")
    assert book.read_bytes() == plain_book("zh")
    assert made.read_bytes() == button_book("zh")
    labels = [button.label.zh for button in BUTTONS]
    launchers = {f"{label}{ending}" for label in labels for ending in (".bat", ".desktop")}
    assert files(book.parent) == {book.name, made.name, *launchers}
    assert all(
        one in said for one in ("校验、刷新、报告、复盘PPT", "promo-xl install", *launchers)
    )
    found = read_launcher(book.parent / f"{labels[0]}.bat")
    assert found is not None
    assert found.workbook == made.name
    (line,) = (book.parent / ".promo_xl/log.jsonl").read_text("utf-8").splitlines()
    logged = json.loads(line)
    assert (logged["verb"], logged["file"]) == ("buttons", made.name)
    assert any(one["part"] == "xl/vbaProject.bin" for one in logged["changed"])


def test_again_nothing_changes_and_it_says_so(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in (book, book, book.with_suffix(".xlsm")):
        assert run(["buttons", str(file), "--launchers", "none", "--lang", "en"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-2:] == ["双11.xlsm: unchanged, nothing written."] * 2
    assert len((book.parent / ".promo_xl/log.jsonl").read_text("utf-8").splitlines()) == 1
    assert files(book.parent) == {"双11.xlsx", "双11.xlsm"}


def test_work_done_in_the_xlsm_is_never_overwritten_in_silence(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = book.with_suffix(".xlsm")
    made.write_bytes(button_book("en"))
    assert run(["buttons", str(book), "--launchers", "none"]) == 3
    assert made.read_bytes() == button_book("en")
    assert "--force" in capsys.readouterr().err
    assert run(["buttons", str(book), "--launchers", "none", "--force"]) == 0
    assert made.read_bytes() == button_book("zh")
    (kept,) = (book.parent / ".promo_xl/backup").glob("*.xlsm")
    assert kept.read_bytes() == button_book("en")
    assert str(kept.name) in capsys.readouterr().out


def test_an_xlsm_gets_them_in_place_with_a_backup(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = book.with_suffix(".xlsm")
    own.write_bytes(plain_book("zh"))
    assert run(["buttons", str(own), "--launchers", "none"]) == 0
    assert own.read_bytes() == with_buttons(plain_book("zh"), "zh")
    (kept,) = (book.parent / ".promo_xl/backup").glob("*.xlsm")
    assert kept.read_bytes() == plain_book("zh")


def test_another_place_and_another_ending(book: Path, tmp_path: Path) -> None:
    there = tmp_path / "另一处" / "带按钮.xlsm"
    assert run(["buttons", str(book), "-o", str(there), "--launchers", "none"]) == 0
    assert there.read_bytes() == button_book("zh")
    assert run(["buttons", str(book), "-o", str(tmp_path / "b.xlsx")]) == 2


def test_a_dry_run_writes_nothing(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["buttons", str(book), "--dry-run", "--launchers", "all"]) == 0
    assert files(book.parent) == {book.name}
    assert not (book.parent / ".promo_xl").exists()
    assert "双11.xlsm" in capsys.readouterr().out
    book.with_suffix(".xlsm").write_bytes(button_book("zh"))
    assert run(["buttons", str(book), "-n", "--launchers", "none"]) == 0
    assert "不会有变化" in capsys.readouterr().out


def test_launchers_alone_for_wps_and_libreoffice(book: Path) -> None:
    assert run(["buttons", str(book), "--launchers-only", "--launchers", "mac"]) == 0
    assert files(book.parent) == {book.name} | {f"{b.label.zh}.command" for b in BUTTONS}


@pytest.mark.parametrize("words", ["windows", "win,bsd"])
def test_an_unknown_system_is_a_usage_error(book: Path, words: str) -> None:
    assert run(["buttons", str(book), "--launchers", words]) == 2
    assert files(book.parent) == {book.name}


def test_no_file_and_no_campaign_workbook(tmp_path: Path) -> None:
    assert run(["buttons", str(tmp_path / "none.xlsx")]) == 4
    text = tmp_path / "text.xlsx"
    text.write_text("no workbook", encoding="utf-8")
    assert run(["buttons", str(text)]) == 4


def test_launchers_are_put_beside_campaign_workbooks_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger = tmp_path / "theirs.xlsx"
    openpyxl.Workbook().save(stranger)
    for path in (stranger, tmp_path / "none.xlsx", tmp_path):
        assert run(["buttons", str(path), "--launchers-only"]) == 4
        assert path.name in capsys.readouterr().err
    assert files(tmp_path) == {stranger.name}


def test_launchers_alone_go_nowhere_else_and_are_not_none(book: Path) -> None:
    alone = ["buttons", str(book), "--launchers-only"]
    assert run([*alone, "-o", str(book.parent / "other")]) == 2
    assert run([*alone, "--launchers", "none"]) == 2
    assert files(book.parent) == {book.name}


def test_new_with_buttons_makes_the_xlsm_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    days = ["--start", "2026-11-01", "--end", "2026-11-11", "--as-of", "2026-10-01"]
    assert run(["new", "双11", *days, "--buttons", "--lang", "zh"]) == 0
    made = tmp_path / "双11.xlsm"
    said = capsys.readouterr()
    assert said.out.strip() == str(made)
    assert "promo-xl install" in said.err
    assert with_buttons(made.read_bytes(), "zh") == made.read_bytes()
    assert run(["check", str(made)]) in (0, 1)
    assert run(["new", "x", *days, "--buttons", "-o", "x.xlsx"]) == 2
