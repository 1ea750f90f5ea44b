"""The run log: a line a write, whole or not at all, never in a write's way."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from promo_xl.ooxml.proof import PartChange, Proof
from promo_xl.workbook import Receipt
from promo_xl.workbook import runlog as module
from promo_xl.workbook.runlog import log_write, overwrites

NOW = datetime(2026, 6, 28, 10, 30, tzinfo=UTC)
PROOF = Proof("b" * 64, "a" * 64, (PartChange("xl/a.xml", "1", "2"),), 7, "s" * 64)


def _receipt(path: Path, backup: str = "大促.20260628T120000.xlsx") -> Receipt:
    return Receipt(path, True, ("xl/a.xml",), 7, path.with_name(backup), PROOF)


def _lines(path: Path) -> list[dict[str, object]]:
    log = path.parent / ".promo_xl" / "log.jsonl"
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "大促.xlsx"


def test_a_write_is_one_line_with_all_digests(book: Path) -> None:
    assert log_write("refresh", _receipt(book), datetime(2026, 6, 28, 23, 59), NOW)  # noqa: DTZ001
    (line,) = _lines(book)
    version = line.pop("version")
    assert isinstance(version, str)
    assert line == {
        "log": 1,
        "verb": "refresh",
        "file": "大促.xlsx",
        "at": "2026-06-28T10:30:00+00:00",
        "as_of": "2026-06-28T23:59",
        "before": "b" * 64,
        "after": "a" * 64,
        "changed": [{"part": "xl/a.xml", "before": "1", "after": "2"}],
        "same": 7,
        "same_sha256": "s" * 64,
        "backup": "大促.20260628T120000.xlsx",
    }


def test_nothing_written_is_nothing_logged(book: Path) -> None:
    assert log_write("refresh", Receipt(book, written=False, same=7), None, NOW)
    assert log_write("refresh", Receipt(None, written=True), None, NOW)
    assert not (book.parent / ".promo_xl").exists()


def test_a_line_cut_off_by_a_kill_spoils_no_other(book: Path) -> None:
    for verb in ("check", "refresh"):
        log_write(verb, _receipt(book), None, NOW)
    log = book.parent / ".promo_xl" / "log.jsonl"
    log.write_bytes(log.read_bytes()[:-30])
    log_write("sheets", _receipt(book, "大促.20260629T120000.xlsx"), None, NOW)
    log.write_bytes(log.read_bytes() + b"[]\n")
    assert {name: line["verb"] for name, line in overwrites(book).items()} == {
        "大促.20260628T120000.xlsx": "check",
        "大促.20260629T120000.xlsx": "sheets",
    }
    assert overwrites(book.with_name("other.xlsx")) == {}


def test_a_log_that_grew_long_is_set_aside_and_still_read(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_write("refresh", _receipt(book), None, NOW)
    monkeypatch.setattr(module, "MOST", 10)
    log_write("sheets", _receipt(book, "大促.20260629T120000.xlsx"), None, NOW)
    assert [line["verb"] for line in _lines(book)] == ["sheets"]
    assert len(overwrites(book)) == 2


def test_names_are_only_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"a\xff\n\xe2\x80\xa8b.xlsx")
    assert log_write("refresh", Receipt(path, written=True, backup=path), None, NOW)
    raw = (tmp_path / ".promo_xl" / "log.jsonl").read_bytes()
    assert raw.count(b"\n") == 1
    assert json.loads(raw)["file"] == path.name
    assert list(overwrites(path)) == [path.name]


def test_a_log_that_cannot_be_written_is_said_and_harms_nothing(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (book.parent / ".promo_xl").mkdir()
    (book.parent / ".promo_xl" / "log.jsonl").mkdir()
    assert not log_write("refresh", _receipt(book), None, NOW)
    assert overwrites(book) == {}


@pytest.mark.linux
def test_the_log_is_open_to_whom_the_folder_is(book: Path) -> None:
    book.parent.chmod(0o775)
    log_write("refresh", _receipt(book), None, NOW)
    log = book.parent / ".promo_xl" / "log.jsonl"
    assert log.stat().st_mode & 0o777 == 0o664
