"""Disks that fail, hold back or lie, one call at a time."""

import errno
import os
from pathlib import Path
from typing import NoReturn

from promo_xl.ooxml.disk import USUAL, Disk


def refuse(*_: object, **__: object) -> NoReturn:
    """Stand in for a system call that fails: there is no room."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class FailingDisk(Disk):
    """Raises at the n-th call, as a full or lost disk would; a write has taken half by then."""

    def __init__(self, nth: int, error: int = errno.EIO) -> None:
        self.left = nth
        self.error = error
        self.failed_at = ""

    def _count(self, call: str) -> None:
        self.left -= 1
        if self.left == 0:
            self.failed_at = call
            raise OSError(self.error, os.strerror(self.error))

    def read(self, path: Path) -> bytes:
        self._count("read")
        return super().read(path)

    def create(self, path: Path, mode: int = USUAL) -> int:
        self._count("create")
        return super().create(path, mode)

    def write(self, file: int, data: bytes | memoryview) -> int:
        taken = super().write(file, data[: max(len(data) // 2, 1000)])
        self._count("write")
        return taken

    def sync(self, file: int) -> None:
        self._count("sync")
        super().sync(file)

    def replace(self, new: Path, old: Path) -> None:
        self._count("replace")
        super().replace(new, old)

    def copy_rights(self, source: Path, target: Path) -> None:
        self._count("copy_rights")
        super().copy_rights(source, target)

    def sync_folder(self, folder: Path) -> None:
        self._count("sync_folder " + folder.name)
        super().sync_folder(folder)

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


class ScantDisk(Disk):
    """Takes at most some bytes a call, and no more than *room* in all."""

    def __init__(self, most: int, room: int = 1 << 40) -> None:
        self.most = most
        self.room = room

    def write(self, file: int, data: bytes | memoryview) -> int:
        if self.room <= 0:
            refuse()
        taken = super().write(file, data[: min(self.most, self.room)])
        self.room -= taken
        return taken


class LateDisk(Disk):
    """Somebody does something to the file in the moment before it is replaced."""

    def __init__(self, path: Path, *, data: bytes | None = None, mark: str = "") -> None:
        self.path = path
        self.data = data
        self.mark = mark

    def copy_rights(self, source: Path, target: Path) -> None:
        super().copy_rights(source, target)
        if target.parent != self.path.parent:  # the backup
            return
        if self.mark:
            self.path.with_name(self.mark).touch()
        elif self.data is None:
            self.path.unlink()
        else:
            self.path.write_bytes(self.data)
