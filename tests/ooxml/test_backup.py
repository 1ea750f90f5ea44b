"""The copies kept of what was overwritten."""

import os
from pathlib import Path

import pytest

from promo_xl.ooxml.backup import backup_time, list_backups
from promo_xl.ooxml.package import zip_bytes
from promo_xl.ooxml.save import save_over

OLD = zip_bytes({"a.xml": b"<old/>"})
NEW = zip_bytes({"a.xml": b"<new/>"})
DAY = 1_782_648_000 * 10**9


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a file that is there already."""
    path = tmp_path / "大促.xlsx"
    path.write_bytes(OLD)
    os.utime(path, ns=(DAY, DAY))
    return path


def test_the_overwritten_file_is_kept_under_the_time_it_was_written(book: Path) -> None:
    saved = save_over(book, NEW, OLD)
    assert (
        saved.backup == book.parent / ".promo_xl" / "backup" / "大促.20260628T120000.xlsx"
    )
    assert saved.backup.read_bytes() == OLD
    assert book.read_bytes() == NEW
    said = backup_time(saved.backup)
    assert said is not None
    assert said.timestamp() == DAY / 10**9


def test_ten_backups_are_kept_and_none_overwritten(book: Path) -> None:
    contents = [zip_bytes({"a.xml": b"<a%d/>" % n}) for n in range(14)]
    before = OLD
    folder = book.parent / ".promo_xl" / "backup"
    folder.mkdir(parents=True)
    others = [
        "大促2.20200101T000000.xlsx",
        "大促.20200101T000000.xlsm",
        "大促.20200101T000000.20200101T000000.xlsx",  # of a copy with such a name
        "大促.20209901T000000.xlsx",  # no date
        "a大促.20200101T000000.xlsx",
    ]
    for name in others:
        (folder / name).write_bytes(b"another book's")
    for content in contents:
        save_over(book, content, before)
        os.utime(book, ns=(DAY, DAY))
        before = content
    kept = [path.read_bytes() for path in list_backups(book)]
    assert kept == contents[3:13]
    assert all((folder / name).exists() for name in others)
    save_over(book, OLD, before)
    save_over(book, contents[12], OLD)
    assert len(list_backups(book)) == 10
    assert all((folder / name).exists() for name in others)


def test_a_state_that_is_kept_already_is_not_kept_twice(book: Path) -> None:
    first = save_over(book, NEW, OLD).backup
    for data, seen in ((OLD, NEW), (NEW, OLD)):
        os.utime(book, ns=(DAY, DAY))
        again = save_over(book, data, seen).backup
    assert again == first
    assert [p.name for p in list_backups(book)] == [
        "大促.20260628T120000.xlsx",
        "大促.20260628T120000-2.xlsx",
    ]


def test_a_file_from_beyond_all_dates_is_kept_too(book: Path) -> None:
    for seconds, stamp in ((2**40, "99991231T235959"), (-5, "19700101T000000")):
        book.write_bytes(OLD)
        try:
            os.utime(book, (seconds, seconds))
        except OSError:
            continue
        if book.stat().st_mtime != seconds:  # a disk with fewer years
            continue
        saved = save_over(book, NEW, OLD)
        assert saved.backup is not None
        assert stamp in saved.backup.name


def test_a_backup_that_cannot_be_removed_stays(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = OLD
    unlink = Path.unlink

    def held(path: Path, *, missing_ok: bool = False) -> None:
        if path.suffix == ".xlsx":
            raise PermissionError
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    for n in range(12):
        content = zip_bytes({"a.xml": b"<a%d/>" % n})
        assert save_over(book, content, before).written
        before = content
    assert len(list_backups(book)) == 12


def test_no_backups_is_an_empty_list(book: Path) -> None:
    assert list_backups(book) == []
