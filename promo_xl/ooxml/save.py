"""Writing a file so that it is the old one or the new one, never half of either.

Temp file beside the target, fsync, read back and checked, one `replace`, folder fsync. A
workbook that is overwritten leaves a copy in `.promo_xl/backup` beside it. What stands
where: the system's calls in `disk`, who holds a file in `owner`, the copies in `backup`,
what dead runs left in `temps`, the check of the result in `verify`.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from promo_xl.errors import ChangedError, PromoXlError, RefusedError
from promo_xl.ooxml.backup import back_up, trim
from promo_xl.ooxml.disk import (
    DISK,
    FOLDER,
    PRIVATE,
    USUAL,
    WAITS,
    Disk,
    disk_says,
    our_folder,
)
from promo_xl.ooxml.owner import check_owner
from promo_xl.ooxml.temps import ORPHAN_NS, label, sweep, temp_for
from promo_xl.ooxml.verify import check_package

LOCK_SECONDS = 60.0
"""How long one run waits for others to finish with the same workbook."""
_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
Mark = tuple[int, int, int] | None
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save came to."""

    written: bool
    """False: the file held these bytes already."""
    backup: Path | None = None
    other_names: int = 0
    """Further hard links to the file that was replaced: they keep what it held."""


def save_over(
    path: Path,
    data: bytes,
    seen: bytes | None,
    disk: Disk = DISK,
    source: bytes | None = None,
) -> Saved:
    """Put *data* in the place of a workbook that was read as *seen*.

    *source* is the workbook it was made from where that is another file. RefusedError,
    and nothing written: open elsewhere, changed since, no room, no right.
    """
    target = path.resolve()
    with disk_says(target):
        check_owner(target)
    with writing(target), disk_says(target):
        owner = label(target)
        sweep(target.parent, owner)
        sweep(target.parent / FOLDER / "backup", owner)
        mark = _mark(target)
        current = disk.read(target) if mark else None
        if current == data:
            return Saved(written=False)
        if seen is not None and current != seen:
            raise _changed(target, current)

        def last_look(written: bytes) -> None:
            check_package(written, source or seen)
            check_owner(target)
            if _mark(target) != mark:
                raise _changed(target, current)

        return _put(target, data, current, disk, last_look)


def save_bytes(
    path: Path, data: bytes, *, replace: bool, backup: bool = False, disk: Disk = DISK
) -> Saved:
    """Write a file of our own, whole or not at all; *backup* keeps the one it replaces."""
    target = path.resolve()

    def last_look(_: bytes) -> None:
        if not replace and target.exists():
            raise RefusedError(
                f"没有写入：{path.name} 已经存在，换个名字或加 --force",
                f"Nothing written: {path.name} exists; choose another name or add --force",
            )

    with disk_says(target):
        check_owner(target)
        last_look(data)
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent)
        current = disk.read(target) if target.exists() else None
        if current == data:
            return Saved(written=False)
        return _put(target, data, current if backup else None, disk, last_look)


def again_when_changed(path: Path, run: Callable[[], Result]) -> Result:
    """Run what reads, changes and saves a workbook; once more when the file had changed.

    The second time no other promo_xl may write meanwhile. *run* begins by reading the
    file, and leaves printing to its caller.
    """
    try:
        return run()
    except ChangedError:
        pass
    with writing(path):
        return run()


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """One writer of a workbook at a time, over all processes of this machine; re-entrant."""
    from filelock import FileLock, Timeout

    target = path.resolve()
    with contextlib.ExitStack() as held:
        with disk_says(target):
            lock = FileLock(
                our_folder(target) / f"{label(target)}.lock",
                mode=target.parent.stat().st_mode & USUAL,
                is_singleton=True,
            )
            try:
                held.enter_context(lock.acquire(timeout=LOCK_SECONDS))
            except Timeout as exc:
                raise RefusedError(
                    f"没有写入：另一个 promo-xl 正在写 {target.name}，稍后再试",
                    f"Nothing written: another promo-xl is writing {target.name}; try again",
                ) from exc
            except OSError as exc:
                if exc.errno not in _NO_LOCKS:  # some network disks: the last look remains
                    raise
        yield


def _mark(target: Path) -> Mark:
    """Tell one state of a file from the next without reading it; None: not there."""
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _changed(target: Path, current: bytes | None) -> ChangedError:
    if current is None:
        return ChangedError(
            f"没有写入：{target.name} 在读取之后被移走或删除了，请核对后重新运行",
            f"Nothing written: {target.name} was moved or deleted since it was read",
        )
    return ChangedError(
        f"没有写入：{target.name} 在读取之后被别人改过，请重新运行",
        f"Nothing written: {target.name} was changed since it was read; run it again",
    )


def _put(
    target: Path,
    data: bytes,
    former: bytes | None,
    disk: Disk,
    last_look: Callable[[bytes], None],
) -> Saved:
    """Keep the former file, put the new one in its place; a failure leaves neither."""
    links = target.stat().st_nlink if target.exists() else 1
    kept, fresh = None, False
    if former is not None:
        kept, fresh = back_up(target, former, partial(_copy, target, former, disk))
    try:
        _write(target, data, disk, like=target, last_look=last_look)
    except (OSError, PromoXlError):
        if kept and fresh:
            kept.unlink(missing_ok=True)
        raise
    _settle(target, disk)
    return Saved(written=True, backup=kept, other_names=links - 1)


def _copy(target: Path, data: bytes, disk: Disk, copy: Path) -> None:
    """Write a backup, and be sure of it before anything is replaced."""
    _write(copy, data, disk, like=target)
    disk.sync_folder(copy.parent)


def _settle(target: Path, disk: Disk) -> None:
    """Make the new name durable, and clear what is too many or too old."""
    try:
        disk.sync_folder(target.parent)
    except OSError as exc:
        raise RefusedError(
            f"{target.name} 已经换成新的，但磁盘没有确认（{exc.strerror or exc}），请检查磁盘",
            f"{target.name} is the new one, but the disk did not confirm it "
            f"({exc.strerror or exc}); check the disk",
        ) from exc
    with contextlib.suppress(OSError):
        sweep(target.parent, before_ns=target.stat().st_mtime_ns - ORPHAN_NS)
    trim(target)


def _write(
    target: Path,
    data: bytes,
    disk: Disk,
    like: Path,
    last_look: Callable[[bytes], None] = lambda _: None,
) -> None:
    """Temp, fsync, read back, replace; the temp never stays behind."""
    temp = temp_for(target, label(like))
    temp.unlink(missing_ok=True)
    try:
        _fill(temp, data, disk, PRIVATE if like.exists() else USUAL)
        written = disk.read(temp)
        if written != data:
            raise OSError(errno.EIO, "read back differs")
        if like.exists():
            disk.copy_rights(like, temp)
        last_look(written)
        _replace(temp, target, disk)
    except BaseException:
        with contextlib.suppress(OSError):
            temp.unlink(missing_ok=True)
        raise


def _fill(temp: Path, data: bytes, disk: Disk, mode: int) -> None:
    file = disk.create(temp, mode)
    try:
        rest = memoryview(data)
        while rest:
            taken = disk.write(file, rest)
            if taken < 1:
                raise OSError(errno.EIO, "the disk takes no more")
            rest = rest[taken:]
        disk.sync(file)
    finally:
        os.close(file)


def _replace(temp: Path, target: Path, disk: Disk) -> None:
    for seconds in WAITS:
        try:
            disk.replace(temp, target)
        except PermissionError:
            disk.wait(seconds)
        else:
            return
    disk.replace(temp, target)
