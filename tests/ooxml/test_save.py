"""A file is the old one or the new one, whatever fails; who holds it is named."""

import errno
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import filelock
import pytest

from promo_xl.errors import ChangedError, RefusedError, UnreadableError
from promo_xl.ooxml import save
from promo_xl.ooxml.disk import Disk, read_file
from promo_xl.ooxml.package import open_package, zip_bytes
from promo_xl.ooxml.save import again_when_changed, save_bytes, save_over, writing
from promo_xl.ooxml.temps import clear_orphans, label, temp_for
from promo_xl.ooxml.verify import check_package
from tests.ooxml.disks import FailingDisk, HeldDisk, LateDisk, ScantDisk, refuse

OLD = zip_bytes({"a.xml": b"<old/>"})
NEW = zip_bytes({"a.xml": b"<new/>", "b.bin": os.urandom(300_000)})
DAY = 1_782_648_000 * 10**9


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a file that is there already."""
    path = tmp_path / "大促.xlsx"
    path.write_bytes(OLD)
    os.utime(path, ns=(DAY, DAY))
    return path


def _temps(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.tmp"))


def _backups(path: Path) -> list[Path]:
    return sorted((path.parent / ".promo_xl" / "backup").iterdir())


def _fault(book: Path, disk: Disk) -> RefusedError | None:
    try:
        save_over(book, NEW, OLD, disk)
    except RefusedError as fault:
        return fault
    return None


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EACCES])
def test_a_fault_at_any_call_leaves_the_old_file_or_the_new_one(
    book: Path, error: int
) -> None:
    failed = []
    for nth in range(1, 100):
        book.write_bytes(OLD)
        shutil.rmtree(book.parent / ".promo_xl", ignore_errors=True)
        disk = FailingDisk(nth, error)
        fault = _fault(book, disk)
        if fault:
            replaced = disk.failed_at == f"sync_folder {book.parent.name}"
            assert fault.exit_code == 3
            assert book.read_bytes() == (NEW if replaced else OLD)
            assert ("已经换成新的" if replaced else "原文件没有动") in fault.zh
            assert ("is the new one" if replaced else "untouched") in fault.en
        assert _temps(book.parent) == []
        failed.append(disk.failed_at)
        if disk.left > 0:
            break
    calls = {"read", "create", "write", "sync", "copy_rights", "sync_folder backup"}
    assert calls < set(failed)
    assert {"replace", f"sync_folder {book.parent.name}"} < set(failed)
    assert book.read_bytes() == NEW
    assert _backups(book)[0].read_bytes() == OLD


def test_a_save_that_fails_leaves_no_backup_of_its_own(book: Path) -> None:
    with pytest.raises(RefusedError, match="disk is full"):
        save_over(book, NEW, OLD, ScantDisk(1 << 20, len(OLD) + 1000))
    assert book.read_bytes() == OLD
    assert _backups(book) == []


def test_a_fault_at_any_call_leaves_no_half_report(tmp_path: Path) -> None:
    for nth in range(1, 100):
        path = tmp_path / f"{nth}.docx"
        disk = FailingDisk(nth)
        try:
            save_bytes(path, NEW, replace=False, disk=disk)
        except RefusedError:
            assert path.exists() == disk.failed_at.startswith("sync_folder")
        if disk.left > 0:
            break
    assert nth > 5
    assert path.read_bytes() == NEW
    assert _temps(tmp_path) == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errno.ENOSPC, "full"),
        (errno.EFBIG, "larger than this disk"),
        (errno.EROFS, "read-only; use -o"),
        (errno.EACCES, "open elsewhere"),
        (errno.EIO, "Input"),
        (0, "Success"),
    ],
)
def test_the_sentence_says_what_is_wrong_with_the_disk(
    book: Path, error: int, said: str
) -> None:
    with pytest.raises(RefusedError, match=said) as caught:
        save_over(book, NEW, OLD, FailingDisk(2, error))
    assert caught.value.exit_code == 3
    assert "原文件没有动" in caught.value.zh
    assert str(book.parent) in caught.value.en


def test_writes_that_take_only_a_part_are_gone_on_with(book: Path) -> None:
    assert save_over(book, NEW, OLD, ScantDisk(70_001)).written
    assert book.read_bytes() == NEW
    with pytest.raises(RefusedError, match="takes no more"):
        save_over(book, OLD, NEW, ScantDisk(0))
    assert book.read_bytes() == NEW


def test_saving_what_is_there_already_writes_nothing(book: Path) -> None:
    before = book.stat().st_mtime_ns
    assert not save_over(book, OLD, OLD).written
    assert not save_bytes(book, OLD, replace=True).written
    assert book.stat().st_mtime_ns == before


def test_a_file_changed_since_it_was_read_is_not_overwritten(book: Path) -> None:
    with pytest.raises(ChangedError, match="changed since"):
        save_over(book, NEW, b"what was read")
    assert book.read_bytes() == OLD
    assert save_over(book, NEW, None).written


def test_a_file_changed_while_its_successor_is_written_is_not_overwritten(
    book: Path,
) -> None:
    theirs = zip_bytes({"a.xml": b"<theirs/>"})
    with pytest.raises(ChangedError, match="changed since"):
        save_over(book, NEW, OLD, LateDisk(book, data=theirs))
    assert book.read_bytes() == theirs
    with pytest.raises(RefusedError, match="is open"):
        save_over(book, NEW, theirs, LateDisk(book, mark="~$" + book.name))
    assert book.read_bytes() == theirs
    book.with_name("~$" + book.name).unlink()
    with pytest.raises(ChangedError, match="changed since"):
        save_over(book, NEW, theirs, LateDisk(book, data=None))
    assert not book.exists()
    assert _temps(book.parent) == []


def test_a_file_moved_away_since_it_was_read_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(ChangedError, match="moved or deleted"):
        save_over(tmp_path / "gone.xlsx", NEW, OLD)
    assert not (tmp_path / "gone.xlsx").exists()
    assert save_over(tmp_path / "new.xlsx", NEW, None).backup is None


def test_a_report_does_not_replace_what_it_was_not_told_to(book: Path) -> None:
    with pytest.raises(RefusedError, match="--force"):
        save_bytes(book, NEW, replace=False)
    assert book.read_bytes() == OLD
    assert save_bytes(book, NEW, replace=True).backup is None
    kept = save_bytes(book, OLD, replace=True, backup=True).backup
    assert kept is not None
    assert kept.read_bytes() == NEW


def test_a_report_that_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    class Slow(Disk):
        def sync(self, file: int) -> None:
            super().sync(file)
            path.write_bytes(b"somebody's")

    path = tmp_path / "a.docx"
    with pytest.raises(RefusedError, match="exists"):
        save_bytes(path, NEW, replace=False, disk=Slow())
    assert path.read_bytes() == b"somebody's"


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


@pytest.mark.parametrize(
    ("error", "said"), [(errno.EACCES, "is open"), (errno.EIO, "Input")]
)
def test_an_owner_mark_that_cannot_be_read_still_refuses(
    book: Path, monkeypatch: pytest.MonkeyPatch, error: int, said: str
) -> None:
    def held(self: Path) -> bytes:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(Path, "read_bytes", held)
    with pytest.raises(RefusedError, match=said):
        save_over(book, NEW, OLD)


def test_a_moment_of_another_programs_hold_is_waited_out(book: Path) -> None:
    disk = HeldDisk(2)
    assert read_file(book, disk) == OLD
    assert disk.waited == [0.1, 0.3]
    with pytest.raises(UnreadableError, match="save and close"):
        read_file(book, HeldDisk(9))
    with pytest.raises(UnreadableError, match="is a folder"):  # as Windows refuses one
        read_file(book.parent, HeldDisk(9))


def test_waiting_is_real_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("promo_xl.ooxml.disk.time.sleep", waited.append)
    Disk().wait(0.3)
    assert waited == [0.3]


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


@pytest.mark.linux
def test_links_and_names_stay(tmp_path: Path) -> None:
    real = tmp_path / "real" / "a.xlsx"
    real.parent.mkdir()
    real.write_bytes(OLD)
    link = tmp_path / "a.xlsx"
    link.symlink_to(real)
    assert save_over(link, NEW, OLD).other_names == 0
    assert link.is_symlink()
    assert real.read_bytes() == NEW
    twin = tmp_path / "twin.xlsx"
    twin.hardlink_to(real)
    assert save_over(link, OLD, NEW).other_names == 1  # which is said: it keeps the former
    assert twin.read_bytes() == NEW


def test_a_name_as_long_as_the_disk_allows_is_saved_and_kept(tmp_path: Path) -> None:
    for letter in "甲乙":
        path = tmp_path / f"{'促' * 82}{letter}.xlsx"  # 254 of 255 bytes
        path.write_bytes(OLD)
        saved = save_over(path, NEW, OLD)
        assert saved.backup is not None
        assert saved.backup.read_bytes() == OLD
        assert path.read_bytes() == NEW
    assert len(_backups(path)) == 2


def test_temps_of_dead_runs_are_cleared_and_those_of_live_ones_left(book: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    ours, mine = temp_for(book, label(book)), f"-{os.getpid()}.tmp"
    inside = book.parent / ".promo_xl" / "backup" / ours.name
    inside.parent.mkdir(parents=True)

    def named(old: str, new: str) -> Path:
        return ours.with_name(ours.name.replace(old, new))

    died = named(mine, f"-{dead.pid}.tmp")
    other_file = named(label(book), "0123456789")
    root = named(mine, "-1.tmp")
    elsewhere = ours.with_name(f".promo_xl-{label(book)}-000000-{dead.pid}.tmp")
    absurd = named(mine, f"-{10**30}.tmp")
    stranger = book.with_name(".promo_xl-note.tmp")
    for path in (ours, died, other_file, root, elsewhere, absurd, stranger, inside):
        path.write_bytes(b"half")
    clear_orphans(book)  # what every verb does, reading ones too
    left = [other_file, root, elsewhere, stranger, ours, inside]
    assert _temps(book.parent) == sorted(left)
    save_over(book, NEW, OLD)  # holds the lock: whatever else this machine left is dead
    assert _temps(book.parent) == sorted([other_file, elsewhere, stranger])
    os.utime(elsewhere, (1, 1))
    save_over(book, OLD, NEW)
    assert _temps(book.parent) == sorted([other_file, stranger])


def test_clearing_never_fails(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clear_orphans(book.parent / "no folder" / "a.xlsx")
    orphan = temp_for(book, label(book))
    orphan.write_bytes(b"half")

    def not_ours(process: int, signal: int) -> None:
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(os, "kill", not_ours)
        clear_orphans(book)
        assert orphan.exists()
    with monkeypatch.context() as patched:
        patched.setattr("promo_xl.ooxml.temps._alive", lambda process: False)
        patched.setattr(Path, "unlink", refuse)
        clear_orphans(book)


def test_where_processes_cannot_be_asked_for_a_temp_waits_for_the_next_write(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orphan = temp_for(book, label(book))
    orphan = orphan.with_name(orphan.name.replace(f"-{os.getpid()}.", f"-{10**30}."))
    orphan.write_bytes(b"half")
    with monkeypatch.context() as patched:
        patched.setattr("promo_xl.ooxml.temps._ASKABLE", False)
        clear_orphans(book)
        assert orphan.exists()
        save_over(book, NEW, OLD)
    assert not orphan.exists()


def test_another_run_that_writes_is_waited_for_then_named(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(save, "LOCK_SECONDS", 0.05)
    save_over(book, NEW, OLD)
    lock = next(book.parent.glob(".promo_xl/*.lock"))
    with filelock.FileLock(lock), pytest.raises(RefusedError, match="another promo-xl"):
        save_over(book, OLD, NEW)
    with writing(book):
        assert save_over(book, OLD, NEW).written  # our own lock is no obstacle


@pytest.mark.parametrize("error", [errno.ENOLCK, errno.EIO])
def test_a_network_disk_without_locks_is_written_all_the_same(
    book: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def none(self: object, **kept: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(filelock.FileLock, "acquire", none)
    if error == errno.EIO:
        with pytest.raises(RefusedError, match="Input"):
            save_over(book, NEW, OLD)
    else:
        assert save_over(book, NEW, OLD).written


def test_what_another_wrote_meanwhile_is_read_again_and_built_on(book: Path) -> None:
    tries = []

    def run() -> bytes:
        seen = read_file(book)
        tries.append(seen)
        if len(tries) == 1:
            save_over(book, NEW, seen)  # somebody else's
        data = zip_bytes({"a.xml": b"<last/>", "seen.bin": seen})
        save_over(book, data, seen)
        return data

    assert again_when_changed(book, run) == book.read_bytes()
    assert tries == [OLD, NEW]
    assert again_when_changed(book, lambda: 3) == 3


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


def test_a_disk_that_cannot_sync_folders_is_written_all_the_same(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(error: int) -> Callable[..., int]:
        def cannot(path: object, flags: int) -> int:
            raise OSError(error, os.strerror(error))

        return cannot

    for error in (errno.EACCES, errno.EINVAL):  # Windows; some network disks
        with monkeypatch.context() as patched:
            patched.setattr(os, "open", failing(error))
            Disk().sync_folder(book.parent)
    monkeypatch.setattr(os, "open", failing(errno.EIO))
    with pytest.raises(OSError, match="Input"):
        Disk().sync_folder(book.parent)


def test_a_folder_that_takes_no_new_file_is_said_to(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, how: False)
    with pytest.raises(RefusedError, match="make files in this folder") as caught:
        save_over(book, NEW, OLD, FailingDisk(2, errno.EACCES))
    assert "用 -o 存到别的文件夹" in caught.value.zh


def test_a_read_only_file_is_left(book: Path) -> None:
    book.chmod(0o444)
    with pytest.raises(RefusedError, match="is read-only"):
        save_over(book, NEW, OLD)
    assert book.read_bytes() == OLD


def test_a_folder_of_ours_that_is_somebody_elses_will_do(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chmod = Path.chmod
    monkeypatch.setattr(
        Path, "chmod", lambda path, mode: (refuse if path.is_dir() else chmod)(path, mode)
    )
    assert save_over(book, NEW, OLD).written


def test_only_parts_that_are_not_the_files_own_are_checked(book: Path) -> None:
    odd = {"a.xml": b"<a>", "b.xml": b"<b/>"}  # somebody's, and no XML from the start
    theirs = zip_bytes(odd)
    new = zip_bytes({**odd, "b.xml": b"<B/>"}, open_package(theirs))
    book.write_bytes(theirs)
    assert save_over(book, new, theirs).written
    with pytest.raises(RefusedError, match="failed its check"):
        save_over(book, zip_bytes({**odd, "a.xml": b"<b>"}), new)
    with pytest.raises(RefusedError, match="failed its check"):
        check_package(new, b"no package")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.linux
def test_a_team_keeps_its_rights(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    folder.chmod(0o770)
    path = folder / "a.xlsx"
    path.write_bytes(OLD)
    path.chmod(0o660)
    kept = save_over(path, NEW, OLD).backup
    assert kept is not None
    assert _mode(path) == _mode(kept) == 0o660
    ours = folder / ".promo_xl"
    assert [_mode(p) for p in (ours, kept.parent)] == [0o770, 0o770]
    assert _mode(next(ours.glob("*.lock"))) == 0o660


@pytest.mark.linux
def test_nobody_else_can_read_a_private_file_while_it_is_written(book: Path) -> None:
    seen: list[int] = []

    class Watching(Disk):
        def sync(self, file: int) -> None:
            seen.append(stat.S_IMODE(os.fstat(file).st_mode))
            super().sync(file)

    book.chmod(0o640)
    save_over(book, NEW, OLD, Watching())
    assert seen == [0o600, 0o600]  # the backup too
    assert _mode(book) == 0o640


@pytest.mark.linux
def test_attributes_stay(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.setxattr(book, "user.label", "机密".encode())
    save_over(book, NEW, OLD)
    assert os.getxattr(book, "user.label").decode() == "机密"
    with monkeypatch.context() as patched:
        patched.setattr(os, "setxattr", refuse)
        assert save_over(book, OLD, NEW).written  # a disk that keeps none
    with monkeypatch.context() as patched:
        patched.setattr(os, "listxattr", refuse)  # a disk that knows of none
        assert save_over(book, NEW, OLD).written
    monkeypatch.delattr(os, "listxattr")  # a system without
    assert save_over(book, OLD, NEW).written


@pytest.mark.linux
def test_the_owner_stays_where_we_may_and_the_group_where_not(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gave: list[tuple[int, int]] = []
    may = True

    def give(path: Path, uid: int, gid: int) -> None:
        if uid >= 0 or not may:
            raise PermissionError
        gave.append((uid, gid))

    other = book.with_name("other.xlsx")
    other.write_bytes(OLD)
    real = Path.stat
    found = os.stat_result([*real(other)[:4], 4242, 4343, *real(other)[6:10]])
    monkeypatch.setattr(
        Path, "stat", lambda self, **k: found if self == other else real(self, **k)
    )
    monkeypatch.setattr(os, "chown", give)
    Disk().copy_rights(other, book)
    assert gave == [(-1, 4343)]
    may = False
    Disk().copy_rights(other, book)
    monkeypatch.delattr(os, "chown")  # Windows
    Disk().copy_rights(other, book)
    assert gave == [(-1, 4343)]
