"""The few calls that touch the disk, in one place so that tests can make each one fail."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

from promo_xl.errors import UnreadableError

WAITS = (0.1, 0.3, 0.6)
"""Seconds between tries: Excel and sync programs hold a file for moments."""


class Disk:
    """The operating system's own calls."""

    def read(self, path: Path) -> bytes:
        """Read a file whole and close it at once."""
        return path.read_bytes()

    def create(self, path: Path) -> int:
        """Create a file that must not exist; the umask decides who may read it."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)

    def write(self, file: int, data: bytes) -> None:
        """Write everything: one call may take only a part."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]

    def sync(self, file: int) -> None:
        """Wait until the bytes are on the disk."""
        os.fsync(file)

    def replace(self, new: Path, old: Path) -> None:
        """Put *new* in the place of *old* in one step."""
        new.replace(old)

    def copy_rights(self, source: Path, target: Path) -> None:
        """Give *target* the mode of *source*, and its owner where we may."""
        found = source.stat()
        target.chmod(found.st_mode & 0o7777)
        with contextlib.suppress(OSError, AttributeError):
            os.chown(target, found.st_uid, found.st_gid)

    def sync_folder(self, folder: Path) -> None:
        """Make the new name durable, where the system can (Windows cannot)."""
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def wait(self, seconds: float) -> None:
        """Let another program finish."""
        time.sleep(seconds)


_BINARY = getattr(os, "O_BINARY", 0)
DISK = Disk()


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
