"""A file is the old one or the new one, whatever fails; who holds it is named."""

import contextlib
import errno
import multiprocessing
import os
import shutil
import signal
import stat
import time
from pathlib import Path

import pytest

from promo_xl.errors import RefusedError, UnreadableError
from promo_xl.ooxml import save
from promo_xl.ooxml.disk import Disk, read_file
from promo_xl.ooxml.package import zip_bytes
from promo_xl.ooxml.save import check_package, save_bytes, save_over

OLD = zip_bytes({"a.xml": b"<old/>"})
NEW = zip_bytes({"a.xml": b"<new/>", "b.bin": bytes(300_000)})


class FailingDisk(Disk):
    """Raises at the n-th call, as a full or lost disk would."""

    def __init__(self, nth: int, error: int = errno.EIO) -> None:
        self.left = nth
        self.error = error

    def _count(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise OSError(self.error, os.strerror(self.error))

    def read(self, path: Path) -> bytes:
        self._count()
        return super().read(path)

    def create(self, path: Path) -> int:
        self._count()
        return super().create(path)

    def write(self, file: int, data: bytes) -> None:
        os.write(file, data[: len(data) // 2])
        self._count()
        os.lseek(file, 0, os.SEEK_SET)
        super().write(file, data)

    def sync(self, file: int) -> None:
        self._count()
        super().sync(file)

    def replace(self, new: Path, old: Path) -> None:
        self._count()
        super().replace(new, old)

    def copy_rights(self, source: Path, target: Path) -> None:
        self._count()
        super().copy_rights(source, target)

    def wait(self, seconds: float) -> None:
        pass


class HeldDisk(Disk):
    """Another program holds the file for some tries."""

    def __init__(self, tries: int, *, reads: bool = True) -> None:
        self.tries = tries
        self.reads = reads
        self.waited: list[float] = []

    def _try(self) -> None:
        self.tries -= 1
        if self.tries >= 0:
            raise PermissionError(errno.EACCES, "held")

    def read(self, path: Path) -> bytes:
        if self.reads:
            self._try()
        return super().read(path)

    def replace(self, new: Path, old: Path) -> None:
        self._try()
        super().replace(new, old)

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a file that is there already."""
    path = tmp_path / "大促.xlsx"
    path.write_bytes(OLD)
    os.utime(path, ns=(1_782_648_000 * 10**9, 1_782_648_000 * 10**9))
    return path


def _temps(folder: Path) -> list[Path]:
    return list(folder.rglob("*.tmp"))


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EACCES])
def test_a_fault_at_any_call_leaves_the_old_file_or_the_new_one(
    book: Path, error: int
) -> None:
    for nth in range(1, 100):
        book.write_bytes(OLD)
        shutil.rmtree(book.parent / ".promo_xl", ignore_errors=True)
        disk = FailingDisk(nth, error)
        wanted = OLD
        with contextlib.suppress(RefusedError):
            save_over(book, NEW, OLD, disk)
            wanted = NEW
        assert book.read_bytes() == wanted
        assert _temps(book.parent) == []
        if disk.left > 0:
            break
    assert nth > 8
    assert wanted == NEW


def test_a_fault_at_any_call_leaves_no_half_report(tmp_path: Path) -> None:
    for nth in range(1, 100):
        path = tmp_path / f"{nth}.docx"
        disk = FailingDisk(nth)
        try:
            save_bytes(path, NEW, replace=False, disk=disk)
        except RefusedError:
            assert not path.exists()
        if disk.left > 0:
            break
    assert path.read_bytes() == NEW
    assert _temps(tmp_path) == []


@pytest.mark.parametrize(
    ("error", "said"),
    [(errno.ENOSPC, "full"), (errno.EROFS, "no right"), (errno.EIO, "Input")],
)
def test_the_sentence_says_what_is_wrong_with_the_disk(
    book: Path, error: int, said: str
) -> None:
    with pytest.raises(RefusedError, match=said) as caught:
        save_over(book, NEW, OLD, FailingDisk(2, error))
    assert caught.value.exit_code == 3
    assert "原文件没有动" in caught.value.zh
    assert str(book.parent) in caught.value.en


def test_the_overwritten_file_is_kept_under_the_time_it_was_written(book: Path) -> None:
    saved = save_over(book, NEW, OLD)
    assert (
        saved.backup == book.parent / ".promo_xl" / "backup" / "大促.20260628T120000.xlsx"
    )
    assert saved.backup.read_bytes() == OLD
    assert book.read_bytes() == NEW


def test_ten_backups_are_kept_and_none_overwritten(book: Path) -> None:
    contents = [zip_bytes({"a.xml": b"<a%d/>" % n}) for n in range(14)]
    before = OLD
    other = book.parent / ".promo_xl" / "backup" / "大促2.20200101T000000.xlsx"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"another book's")
    for content in contents:
        save_over(book, content, before)
        os.utime(book, ns=(1_782_648_000 * 10**9, 1_782_648_000 * 10**9))
        before = content
    kept = {path.read_bytes() for path in other.parent.iterdir()}
    assert kept == {*contents[3:13], b"another book's"}
    save_over(book, OLD, before)
    save_over(book, contents[12], OLD)
    assert len(list(other.parent.iterdir())) == 11


def test_saving_what_is_there_already_writes_nothing(book: Path) -> None:
    before = book.stat().st_mtime_ns
    assert not save_over(book, OLD, OLD).written
    assert not save_bytes(book, OLD, replace=True).written
    assert book.stat().st_mtime_ns == before


def test_a_file_changed_since_it_was_read_is_not_overwritten(book: Path) -> None:
    with pytest.raises(RefusedError, match="changed since"):
        save_over(book, NEW, b"what was read")
    assert book.read_bytes() == OLD
    assert save_over(book, NEW, None).written


def test_a_new_place_needs_no_old_file(tmp_path: Path) -> None:
    assert save_over(tmp_path / "new.xlsx", NEW, None).backup is None
    assert save_over(tmp_path / "gone.xlsx", NEW, OLD).written


def test_a_report_does_not_replace_what_it_was_not_told_to(book: Path) -> None:
    with pytest.raises(RefusedError, match="--force"):
        save_bytes(book, NEW, replace=False)
    assert book.read_bytes() == OLD
    assert save_bytes(book, NEW, replace=True).backup is None
    kept = save_bytes(book, OLD, replace=True, backup=True).backup
    assert kept is not None
    assert kept.read_bytes() == NEW


def test_a_report_makes_its_folder_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out" / "深" / "a.pptx"
    save_bytes(path, NEW, replace=False, backup=True)
    assert [p.name for p in path.parent.iterdir()] == ["a.pptx"]


def test_excel_holding_the_file_is_named(book: Path) -> None:
    name = "王敏"
    mark = book.with_name("~$" + book.name)
    wide = len(name).to_bytes(2, "little") + name.encode("utf-16-le")
    mark.write_bytes((b"\x04" + "王敏".encode("gbk")).ljust(55) + wide)
    with pytest.raises(RefusedError, match="王敏") as caught:
        save_over(book, NEW, OLD)
    assert "王敏" in caught.value.zh
    mark.write_bytes(b"\x05Wang\x00")
    with pytest.raises(RefusedError, match="by Wang"):
        save_bytes(book, NEW, replace=True)
    mark.write_bytes(b"")
    with pytest.raises(RefusedError, match="is open; save"):
        save_over(book, NEW, OLD)
    assert book.read_bytes() == OLD


def test_libreoffice_holding_the_file_is_named(book: Path) -> None:
    mark = book.with_name(f".~lock.{book.name}#")
    mark.write_text(",wangmin,host,28.06.2026 12:00,file:///home;")
    with pytest.raises(RefusedError, match="wangmin"):
        save_over(book, NEW, OLD)
    mark.write_text(",,")
    with pytest.raises(RefusedError, match="is open;"):
        save_over(book, NEW, OLD)


def test_an_owner_mark_that_cannot_be_read_still_refuses(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, "held")

    book.with_name("~$" + book.name).touch()
    monkeypatch.setattr(Path, "read_bytes", held)
    with pytest.raises(RefusedError, match="is open"):
        save_over(book, NEW, OLD)


def test_a_moment_of_another_programs_hold_is_waited_out(book: Path) -> None:
    disk = HeldDisk(2)
    assert read_file(book, disk) == OLD
    assert disk.waited == [0.1, 0.3]
    with pytest.raises(UnreadableError, match="save and close"):
        read_file(book, HeldDisk(9))


def test_a_replace_that_is_held_is_tried_again(tmp_path: Path) -> None:
    save_bytes(tmp_path / "a.docx", NEW, replace=True, disk=HeldDisk(3, reads=False))
    with pytest.raises(RefusedError, match="no right"):
        save_bytes(tmp_path / "b.docx", NEW, replace=True, disk=HeldDisk(9, reads=False))
    assert not (tmp_path / "b.docx").exists()


def test_a_disk_that_gives_back_something_else_is_noticed(book: Path) -> None:
    class Rotten(Disk):
        def read(self, path: Path) -> bytes:
            return super().read(path).replace(b"b.bin", b"b.bad")

    with pytest.raises(RefusedError, match="read back differs"):
        save_over(book, NEW, OLD, Rotten())
    assert book.read_bytes() == OLD


@pytest.mark.parametrize(
    "data", [zip_bytes({"a.xml": b"<a>"}), zip_bytes({"a.xml": b"<a/>"})[:-30]]
)
def test_a_result_that_does_not_parse_is_never_written(book: Path, data: bytes) -> None:
    with pytest.raises(RefusedError, match="failed its check"):
        save_over(book, data, OLD)
    assert book.read_bytes() == OLD
    check_package(NEW)


def test_a_link_stays_a_link_and_rights_stay(tmp_path: Path) -> None:
    real = tmp_path / "real" / "a.xlsx"
    real.parent.mkdir()
    real.write_bytes(OLD)
    real.chmod(0o640)
    link = tmp_path / "a.xlsx"
    link.symlink_to(real)
    save_over(link, NEW, OLD)
    assert link.is_symlink()
    assert real.read_bytes() == NEW
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_temps_of_runs_that_died_are_cleared_by_the_next(book: Path) -> None:
    save_over(book, NEW, OLD)
    stem = next(book.parent.glob(".promo_xl/*.lock")).stem
    orphan = book.parent / f".promo_xl-{stem}-99999.tmp"
    orphan.write_bytes(b"half")
    other = book.parent / ".promo_xl-0123456789-1.tmp"
    other.write_bytes(b"of another file")
    save_bytes(book, OLD, replace=True)
    assert orphan.exists()
    os.utime(orphan, (1, 1))
    save_bytes(book, NEW, replace=True)
    assert _temps(book.parent) == [other]
    orphan.write_bytes(b"half")
    save_over(book, OLD, NEW)
    assert _temps(book.parent) == [other]


def test_another_run_that_writes_is_waited_for_then_named(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(save, "LOCK_SECONDS", 0.05)
    with save._locked(book), pytest.raises(RefusedError, match="another promo-xl"):
        save_over(book, NEW, OLD)
    assert save_over(book, NEW, OLD).written


def _write_forever(path: Path) -> None:
    data = (OLD, NEW)
    for turn in range(10_000):
        save_over(path, data[turn % 2], None)


def test_a_run_killed_at_any_moment_leaves_a_whole_file(book: Path) -> None:
    fork = multiprocessing.get_context("fork")
    for kill in range(20):
        process = fork.Process(target=_write_forever, args=(book,))
        process.start()
        time.sleep(0.01 + 0.004 * kill)
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        assert book.read_bytes() in (OLD, NEW)
    save_over(book, zip_bytes({"a.xml": b"<last/>"}), None)
    assert _temps(book.parent) == []


def test_owner_marks_folders_and_missing_files_are_named(tmp_path: Path) -> None:
    for name, said in (
        ("~$a.xlsx", "owner mark"),
        ("none.xlsx", "no file"),
        ("", "folder"),
    ):
        with pytest.raises(UnreadableError, match=said):
            read_file(tmp_path / name)
    with pytest.raises(UnreadableError, match="cannot be read"):
        read_file(tmp_path / "a", FailingDisk(1))
