"""The few calls that touch the disk, in one place so that tests can make each one fail.

Also what its errors mean to a person, and the folder beside a workbook that is ours.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from pathlib import Path

from promo_xl.errors import RefusedError, UnreadableError

FOLDER = ".promo_xl"
WAITS = (0.1, 0.3, 0.6)
"""Seconds between tries: Excel and sync programs hold a file for moments."""
PRIVATE, USUAL = 0o600, 0o666
"""Modes of a new file: for a copy whose rights are given later; what the umask leaves."""
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_RIGHTS = (errno.EACCES, errno.EPERM)
_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EBADF, *_RIGHTS)


class Disk:
    """The operating system's own calls."""

    def read(self, path: Path) -> bytes:
        """Read a file whole and close it at once."""
        return path.read_bytes()

    def create(self, path: Path, mode: int = USUAL) -> int:
        """Create a file that must not exist; the umask narrows who may read it."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)

    def write(self, file: int, data: bytes | memoryview) -> int:
        """Write what the system takes in one call, which may be a part."""
        return os.write(file, data)

    def sync(self, file: int) -> None:
        """Wait until the bytes are on the disk."""
        os.fsync(file)

    def replace(self, new: Path, old: Path) -> None:
        """Put *new* in the place of *old* in one step."""
        new.replace(old)

    def copy_rights(self, source: Path, target: Path) -> None:
        """Give *target* owner, mode and attributes (ACLs too) of *source*, where we may."""
        found, ours = source.stat(), target.stat()
        if (found.st_uid, found.st_gid) != (ours.st_uid, ours.st_gid):
            _give(target, found)
        if found.st_mode & 0o7777 != target.stat().st_mode & 0o7777:
            target.chmod(found.st_mode & 0o7777)
        for name in _attributes(source):
            with contextlib.suppress(OSError):
                os.setxattr(target, name, os.getxattr(source, name))

    def sync_folder(self, folder: Path) -> None:
        """Make the new name durable, where the system can (Windows cannot)."""
        try:
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as exc:
            if exc.errno not in _NO_FOLDER_SYNC:
                raise

    def wait(self, seconds: float) -> None:
        """Let another program finish."""
        time.sleep(seconds)


_BINARY = getattr(os, "O_BINARY", 0)
DISK = Disk()


def _give(target: Path, found: os.stat_result) -> None:
    """Keep the owner; who may not give a file away keeps at least its group."""
    if not hasattr(os, "chown"):
        return
    for owner in (found.st_uid, -1):
        with contextlib.suppress(OSError):
            os.chown(target, owner, found.st_gid)
            return


def _attributes(path: Path) -> list[str]:
    """List a file's extended attributes; none where the system or disk has no such thing."""
    listed = getattr(os, "listxattr", None)
    try:
        return list(listed(path)) if listed else []
    except OSError:
        return []


def read_file(path: Path, disk: Disk = DISK) -> bytes:
    """Read a workbook's bytes at once, trying again while another program holds it."""
    if path.name.startswith("~$"):
        raise UnreadableError(
            f"{path.name} 是 Excel 的占用标记，不是工作簿，请选同名的 .xlsx",
            f"{path.name} is Excel's owner mark, not a workbook; choose the .xlsx itself",
        )
    for seconds in WAITS:
        try:
            return disk.read(path)
        except PermissionError:
            disk.wait(seconds)
        except OSError as exc:
            raise _unreadable(path, exc) from exc
    if path.is_dir():  # Windows: no right to read a folder as a file
        raise _unreadable(path, IsADirectoryError())
    raise UnreadableError(
        f"{path.name} 被别的程序占用或没有读取权限，请先保存并关闭后再试",
        f"{path.name} is held by another program or may not be read; save and close it first",
    )


def _unreadable(path: Path, exc: OSError) -> UnreadableError:
    if isinstance(exc, FileNotFoundError):
        return UnreadableError(f"找不到文件 {path}", f"There is no file {path}")
    if isinstance(exc, IsADirectoryError):
        return UnreadableError(f"{path} 是文件夹，不是工作簿", f"{path} is a folder")
    return UnreadableError(
        f"{path} 读不出来：{exc.strerror}", f"{path} cannot be read: {exc.strerror}"
    )


def our_folder(target: Path, inside: str = "") -> Path:
    """Make the folder beside *target* for lock and log (or one in it), open to whom it is."""
    folder = target.parent / FOLDER / inside
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        rights = target.parent.stat().st_mode & 0o777  # a team's folder stays the team's
        for made in {folder, target.parent / FOLDER}:
            with contextlib.suppress(OSError):
                made.chmod(rights)
    return folder


@contextlib.contextmanager
def disk_says(target: Path) -> Iterator[None]:
    """Turn the system's errors into a sentence that names the disk or folder."""
    try:
        yield
    except OSError as exc:
        zh, en = _why(exc, target.parent)
        raise RefusedError(
            f"没有写入 {target.name}（{target.parent}）：{zh}；原文件没有动",
            f"{target.name} was not written ({target.parent}): {en}; the old file is untouched",
        ) from exc


def _why(exc: OSError, folder: Path) -> tuple[str, str]:
    if exc.errno in _FULL:
        return (
            "磁盘空间不足，请腾出空间或用 -o 存到别的盘",
            "the disk is full; make room or save elsewhere with -o",
        )
    if exc.errno == errno.EFBIG:
        return (
            "文件超过这个磁盘或账户允许的大小",
            "the file is larger than this disk or account allows",
        )
    if exc.errno == errno.EROFS:
        return ("这个磁盘是只读的，请用 -o 存到别处", "this disk is read-only; use -o")
    if exc.errno in _RIGHTS and not os.access(folder, os.W_OK):
        return (
            "没有写权限：这个文件夹不让新建文件，请取得写权限，或用 -o 存到别的文件夹",
            "no right to make files in this folder; get that right, or save elsewhere with -o",
        )
    if exc.errno in _RIGHTS:
        return (
            "没有写权限，或文件在别的程序里打开着，请关闭后再试，或用 -o 另存",
            "no right to write, or it is open elsewhere; close it, or save elsewhere with -o",
        )
    said = exc.strerror or str(exc)
    return said, said
