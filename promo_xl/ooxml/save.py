"""Writing a file so that it is the old one or the new one, never half of either.

Temp file beside the target, fsync, read back and checked, one `replace`, folder fsync. A
workbook that is overwritten leaves a copy in `.promo_xl/backup` beside it.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.parsers import expat

from promo_xl.errors import RefusedError, UnreadableError
from promo_xl.ooxml.disk import DISK, WAITS, Disk
from promo_xl.ooxml.package import Member, open_package

FOLDER = ".promo_xl"
BACKUPS = 10
LOCK_SECONDS = 20.0
"""How long one run waits for another to finish with the same workbook."""
ORPHAN_NS = 3_600 * 10**9
"""A temp file this much older than a new one belongs to a run that died."""

_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save came to."""

    written: bool
    """False: the file held these bytes already."""
    backup: Path | None = None


def save_over(path: Path, data: bytes, seen: bytes | None, disk: Disk = DISK) -> Saved:
    """Put *data* in the place of a workbook that was read as *seen*.

    RefusedError, and nothing written: open elsewhere, changed since, no room, no right.
    """
    target = path.resolve()
    label = _stem(target)
    check_owner(target)
    with _disk_says(target), _locked(target):
        _sweep(target.parent, label, None)
        _sweep(target.parent / FOLDER / "backup", label, None)
        current = disk.read(target) if target.exists() else None
        if current == data:
            return Saved(written=False)
        _check_unchanged(target, current, seen)
        kept = _back_up(target, current, disk) if current is not None else None
        _write(target, data, disk, label, check_package)
        return Saved(written=True, backup=kept)


def save_bytes(
    path: Path, data: bytes, *, replace: bool, backup: bool = False, disk: Disk = DISK
) -> Saved:
    """Write a file of our own, whole or not at all; *backup* keeps the one it replaces."""
    target = path.resolve()
    check_owner(target)
    if not replace and target.exists():
        raise RefusedError(
            f"没有写入：{path.name} 已经存在，换个名字或加 --force",
            f"Nothing written: {path.name} exists; choose another name or add --force",
        )
    with _disk_says(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        current = disk.read(target) if target.exists() else None
        if current == data:
            return Saved(written=False)
        kept = _back_up(target, current, disk) if backup and current is not None else None
        _write(target, data, disk, _stem(target))
        return Saved(written=True, backup=kept)


def check_owner(target: Path) -> None:
    """Refuse a file marked read-only, or open in Excel, WPS or LibreOffice: say by whom."""
    with contextlib.suppress(OSError):
        if not target.stat().st_mode & 0o222:
            raise RefusedError(
                f"没有写入：{target.name} 是只读文件，请先去掉“只读”，或用 -o 另存",
                f"Nothing written: {target.name} is read-only; lift that or save elsewhere with -o",
            )
    for mark, read in (
        (target.with_name("~$" + target.name), _excel_owner),
        (target.with_name(f".~lock.{target.name}#"), _libreoffice_owner),
    ):
        with contextlib.suppress(FileNotFoundError):
            who = read(mark)
            by_zh, by_en = (f"被 {who} ", f" by {who}") if who else ("", "")
            raise RefusedError(
                f"没有写入：{target.name} 正{by_zh}打开着，请先保存并关闭（若已关闭，删除 {mark.name}）",
                f"Nothing written: {target.name} is open{by_en}; save and close it first "
                f"(if it is closed, delete {mark.name})",
            )


def _excel_owner(mark: Path) -> str:
    """Excel's owner file: a name's length and bytes, then the same in UTF-16 at 55."""
    try:
        data = mark.read_bytes()
    except PermissionError:
        return ""
    wide = data[57 : 57 + 2 * int.from_bytes(data[55:57], "little")]
    name = wide.decode("utf-16-le", "ignore") or data[1 : 1 + data[0]] if data else ""
    text = name.decode("ascii", "ignore") if isinstance(name, bytes) else name
    return _printable(text)


def _libreoffice_owner(mark: Path) -> str:
    """LibreOffice's: full name, login, host … separated by commas."""
    fields = mark.read_bytes().decode("utf-8", "replace").split(",")
    return _printable(next((field for field in fields if field.strip()), ""))


def _printable(text: str) -> str:
    return "".join(c for c in text if c.isprintable()).strip()[:60]


@contextlib.contextmanager
def _locked(target: Path) -> Iterator[None]:
    """One writer of a workbook at a time, over all processes of this machine."""
    from filelock import FileLock, Timeout

    folder = target.parent / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / f"{_stem(target)}.lock", timeout=LOCK_SECONDS)
    try:
        with lock:
            yield
    except Timeout as exc:
        raise RefusedError(
            f"没有写入：另一个 promo-xl 正在写 {target.name}，稍后再试",
            f"Nothing written: another promo-xl is writing {target.name}; try again",
        ) from exc


def _check_unchanged(target: Path, current: bytes | None, seen: bytes | None) -> None:
    if seen is None or current is None:
        return
    if current != seen:
        raise RefusedError(
            f"没有写入：{target.name} 在读取之后被别人改过，请重新运行",
            f"Nothing written: {target.name} was changed since it was read; run it again",
        )


def _back_up(target: Path, data: bytes, disk: Disk) -> Path:
    """Keep what is about to be overwritten, named by when it was last written (UTC)."""
    folder = target.parent / FOLDER / "backup"
    folder.mkdir(parents=True, exist_ok=True)
    written = datetime.fromtimestamp(target.stat().st_mtime, UTC).strftime("%Y%m%dT%H%M%S")
    kept = _backups(folder, target)
    twins = [path for path in kept if _age(path)[0] == written]
    for path in twins:
        if path.read_bytes() == data:
            return path
    number = f"-{_age(twins[-1])[1] + 1}" if twins else ""
    new = folder / f"{target.stem}.{written}{number}{target.suffix}"
    _write(new, data, disk, _stem(target))
    disk.copy_rights(target, new)
    for path in _backups(folder, target)[:-BACKUPS]:
        path.unlink(missing_ok=True)
    return new


def _backups(folder: Path, target: Path) -> list[Path]:
    """List the backups of one file, oldest first."""
    stem, suffix = re.escape(target.stem), re.escape(target.suffix)
    mine = re.compile(stem + r"\.\d{8}T\d{6}(-\d+)?" + suffix)
    return sorted((p for p in folder.iterdir() if mine.fullmatch(p.name)), key=_age)


def _age(path: Path) -> tuple[str, int]:
    stamp, _, number = path.stem.rpartition(".")[2].partition("-")
    return stamp, int(number or 1)


def _write(
    target: Path,
    data: bytes,
    disk: Disk,
    label: str,
    check: Callable[[bytes], None] | None = None,
) -> None:
    """Temp, fsync, read back, replace, folder fsync; the temp never stays behind."""
    temp = target.with_name(f".promo_xl-{label}-{os.getpid()}.tmp")
    temp.unlink(missing_ok=True)
    try:
        _fill(temp, data, disk)
        if disk.read(temp) != data:
            raise OSError(errno.EIO, "read back differs")
        if check:
            check(data)
        if target.exists():
            disk.copy_rights(target, temp)
        _replace(temp, target, disk)
    except BaseException:
        with contextlib.suppress(OSError):
            temp.unlink(missing_ok=True)
        raise
    disk.sync_folder(target.parent)
    _sweep(target.parent, label, target.stat().st_mtime_ns - ORPHAN_NS)


def _fill(temp: Path, data: bytes, disk: Disk) -> None:
    file = disk.create(temp)
    try:
        disk.write(file, data)
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


def _stem(target: Path) -> str:
    return hashlib.blake2s(
        target.name.encode("utf-8", "surrogatepass"), digest_size=5
    ).hexdigest()


def _sweep(folder: Path, label: str, before_ns: int | None) -> None:
    """Remove temps of runs that died; all of them (None) where we hold the lock."""
    for path in folder.glob(f".promo_xl-{label}-*.tmp"):
        with contextlib.suppress(OSError):
            if before_ns is None or path.stat().st_mtime_ns < before_ns:
                path.unlink()


@contextlib.contextmanager
def _disk_says(target: Path) -> Iterator[None]:
    """Turn the system's errors into a sentence that names the disk."""
    try:
        yield
    except OSError as exc:
        folder = target.parent
        if exc.errno in _FULL:
            why = ("磁盘空间不足", "the disk is full")
        elif exc.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            why = (
                "没有写权限，或文件在别的程序里打开着",
                "no right to write, or it is open elsewhere",
            )
        else:
            why = (f"{exc.strerror or exc}", f"{exc.strerror or exc}")
        raise RefusedError(
            f"没有写入 {target.name}（{folder}）：{why[0]}，原文件没有动",
            f"{target.name} was not written ({folder}): {why[1]}; the old file is untouched",
        ) from exc


def check_package(data: bytes) -> None:
    """Reopen what is to be written: every part unpacks, every XML part parses."""
    try:
        for member in open_package(data).members.values():
            _check_part(member)
    except (UnreadableError, expat.ExpatError) as exc:
        raise RefusedError(
            f"没有写入：写前自检没有通过（{exc}），原文件没有动；请把文件发给我们",
            f"Nothing written: the result failed its check ({exc}); the old file is untouched",
        ) from exc


def _check_part(member: Member) -> None:
    parser = expat.ParserCreate()
    is_xml = member.name.lower().endswith((".xml", ".rels"))
    for piece in member.pieces():
        if is_xml:
            parser.Parse(piece, False)
    if is_xml:
        parser.Parse(b"", True)
