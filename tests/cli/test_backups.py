"""promo-xl backups as it is called: list and restore, on files a person has."""

import json
import os
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from promo_xl.cli import run
from promo_xl.ooxml.package import zip_bytes
from promo_xl.ooxml.save import save_over
from promo_xl.ooxml.temps import label, temp_for

STATES = [
    zip_bytes({"[Content_Types].xml": b"<Types/>", "a.xml": b"<a n='%d'/>" % n})
    for n in range(4)
]
DAY = 1_782_648_000


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a workbook written four times, a day apart."""
    path = tmp_path / "大促.xlsx"
    path.write_bytes(STATES[0])
    for n, (old, new) in enumerate(pairwise(STATES)):
        os.utime(path, (DAY + n * 86_400, DAY + n * 86_400))
        save_over(path, new, old)
    return path


class Said:
    """Call promo-xl backups; give the exit code, what it printed and what it complained."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *args: object) -> tuple[int, str, str]:
        self.capsys.readouterr()
        code = run(["backups", *map(str, args)])
        told = self.capsys.readouterr()
        return code, told.out, told.err


@pytest.fixture
def said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Said]:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield Said(capsys)
    monkeypatch.undo()
    time.tzset()


def test_the_list_is_newest_first_in_the_clock_of_the_person(
    book: Path, said: Said
) -> None:
    code, out, _ = said("list", book, "--lang", "zh")
    head, *lines, more = out.splitlines()
    assert code == 0
    assert head == "大促.xlsx 的备份3份，1 是最新（最多保留10份）："
    assert [line.split()[:3] for line in lines] == [
        ["1", "2026-06-30", "20:00:00"],
        ["2", "2026-06-29", "20:00:00"],
        ["3", "2026-06-28", "20:00:00"],
    ]
    assert lines[2].endswith("大促.20260628T120000.xlsx")
    assert "backups restore" in more
    code, out, _ = said("list", book, "--lang", "en")
    assert out.startswith("大促.xlsx: 3 backups, 1 is the newest")


def test_the_json_is_for_programs(book: Path, said: Said) -> None:
    code, out, _ = said("list", book, "--format", "json")
    told = json.loads(out)
    assert (code, told["version"], told["file"]) == (0, 1, "大促.xlsx")
    assert [one["number"] for one in told["backups"]] == [1, 2, 3]
    assert told["backups"][2]["time"] == "2026-06-28T12:00:00+00:00"
    assert told["backups"][2]["overwritten_by"] is None
    assert told["backups"][0]["size"] == len(STATES[2])


def test_a_restore_keeps_the_present_first_and_is_undone_the_same_way(
    book: Path, said: Said
) -> None:
    code, out, err = said("restore", book, 3, "--lang", "zh")
    assert (code, err) == (0, "")
    assert "已恢复为2026-06-28 20:00:00" in out
    assert "恢复前的内容备份：" in out
    assert book.read_bytes() == STATES[0]
    code, out, _ = said("list", book, "--lang", "zh")
    assert "被 backups restore 改写" in out.splitlines()[1]
    code, out, _ = said("list", book, "--lang", "en", "--format", "json")
    by = json.loads(out)["backups"][0]["overwritten_by"]
    assert by["verb"] == "backups restore"
    assert said("restore", book)[0] == 0
    assert book.read_bytes() == STATES[3]
    line = json.loads((book.parent / ".promo_xl/log.jsonl").read_text().splitlines()[-1])
    assert [one["part"] for one in line["changed"]] == ["a.xml"]
    assert line["same"] == 1


def test_restoring_what_is_there_writes_nothing(book: Path, said: Said) -> None:
    name = "大促.20260629T120000.xlsx"
    assert said("restore", book, name)[0] == 0
    before = book.stat().st_mtime_ns
    kept = len(list((book.parent / ".promo_xl/backup").iterdir()))
    for lang, word in (("zh", "未变"), ("en", "unchanged")):
        code, out, _ = said("restore", book, name, "--lang", lang)
        assert code == 0
        assert word in out
    assert book.stat().st_mtime_ns == before
    assert len(list((book.parent / ".promo_xl/backup").iterdir())) == kept


def test_a_dry_run_writes_nothing(book: Path, said: Said) -> None:
    for lang, word in (("zh", "没有写入"), ("en", "Nothing was written")):
        code, out, _ = said("restore", book, "2", "-n", "--lang", lang)
        assert code == 0
        assert word in out
    assert book.read_bytes() == STATES[3]
    assert not (book.parent / ".promo_xl/log.jsonl").exists()


def test_a_copy_elsewhere_leaves_the_workbook(book: Path, said: Said) -> None:
    other = book.parent / "old" / "那天.xlsx"
    code, out, _ = said("restore", book, "3", "-o", other, "--lang", "en")
    assert code == 0
    assert "again." in out
    assert other.read_bytes() == STATES[0]
    assert book.read_bytes() == STATES[3]
    assert said("restore", book, "3", "-o", "x.docx")[0] == 2


def test_a_deleted_or_damaged_workbook_is_brought_back(book: Path, said: Said) -> None:
    book.unlink()
    assert said("restore", book)[0] == 0
    assert book.read_bytes() == STATES[2]
    book.write_bytes(b"half a workbook")
    code, out, _ = said("restore", book, "大促.20260630T120000.xlsx", "--lang", "en")
    assert code == 0
    assert "What it held before" in out
    assert book.read_bytes() == STATES[2]


def test_a_workbook_that_is_open_is_left(book: Path, said: Said) -> None:
    book.with_name("~$" + book.name).touch()
    code, _, err = said("restore", book)
    assert code == 3
    assert "open" in err or "打开" in err
    assert book.read_bytes() == STATES[3]


def test_a_damaged_backup_is_not_restored(book: Path, said: Said) -> None:
    kept = book.parent / ".promo_xl/backup/大促.20260628T120000.xlsx"
    kept.write_bytes(STATES[0][:-30])
    code, _, err = said("restore", book, "3")
    assert code == 3
    assert "damaged" in err or "已损坏" in err
    assert book.read_bytes() == STATES[3]


def test_slips_are_said(book: Path, said: Said) -> None:
    for args, code in (
        (("restore", book, "9"), 2),
        (("restore", book, "other.xlsx"), 2),
        (("undo", book), 2),
        (("list", book, "--format", "xml"), 2),
        (("list", book.with_name("none.xlsx")), 4),
    ):
        found, out, err = said(*args)
        assert found == code
        assert not out
        assert len(err.splitlines()) == 1


def test_no_backups_is_a_sentence(tmp_path: Path, said: Said) -> None:
    book = tmp_path / "new.xlsx"
    book.write_bytes(STATES[0])
    for lang, words in (("zh", "还没有备份"), ("en", "has no backups yet")):
        code, out, _ = said("list", book, "--lang", lang)
        assert code == 0
        assert words in out
    assert json.loads(said("list", book, "--format", "json")[1])["backups"] == []
    assert said("restore", book)[0] == 2


def test_what_the_log_says_is_only_text(book: Path, said: Said) -> None:
    name = "大促.20260628T120000.xlsx"
    lines = [
        {
            "file": book.name,
            "backup": name,
            "verb": "x\x1b[2J",
            "at": "2026-07-01T00:00:00Z",
        },
        {"file": book.name, "backup": "大促.20260629T120000.xlsx", "at": "once"},
    ]
    log = book.parent / ".promo_xl/log.jsonl"
    log.write_text("".join(json.dumps(line) + "\n" for line in lines))
    code, out, _ = said("list", book, "--lang", "en")
    assert code == 0
    assert "\x1b" not in out
    assert "(overwritten 2026-07-01 08:00:00 by x[2J)" in out
    assert out.count("overwritten") == 1


def test_a_full_disk_for_the_log_and_another_name_are_said(book: Path, said: Said) -> None:
    book.with_name("twin.xlsx").hardlink_to(book)
    (book.parent / ".promo_xl/log.jsonl").mkdir()
    code, _, err = said("restore", book)
    assert code == 0
    assert len(err.splitlines()) == 2
    assert "log.jsonl" in err
    assert "hard-linked" in err or "硬链接" in err


def test_what_a_dead_run_left_is_cleared_by_looking(book: Path, said: Said) -> None:
    orphan = temp_for(book, label(book))
    orphan = orphan.with_name(orphan.name.replace(f"-{os.getpid()}.", f"-{10**30}."))
    orphan.touch()
    said("list", book)
    assert not orphan.exists()


def test_a_folder_has_no_backups(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["backups", "list", str(tmp_path)]) == 4
    assert str(tmp_path) in capsys.readouterr().err
