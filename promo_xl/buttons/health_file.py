"""How one workbook and its folder stand: marks, locks, room, rights, what was left behind."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from promo_xl.buttons.beside import is_campaign_book
from promo_xl.buttons.line import Line, amiss, bad, hint, ok
from promo_xl.buttons.machine import Machine
from promo_xl.buttons.xlwings_conf import INTERPRETER, expanded, read_conf
from promo_xl.errors import PromoXlError
from promo_xl.ooxml.disk import FOLDER, read_file
from promo_xl.ooxml.preflight import open_workbook
from promo_xl.ooxml.temps import ORPHAN_NS

_ROOM = 50 << 20
_VERSION = re.compile(r'XLWINGS_VERSION\s+As\s+String\s*=\s*"([^"]*)"', re.I)
_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Place:
    """A workbook and what the system says of it."""

    path: Path
    free: int
    """Bytes that are free on its disk."""
    writable: bool
    downloaded: bool
    """The system holds it for a file from the internet."""
    now: int
    """Nanoseconds, as files' times are kept."""

    @property
    def has_macros(self) -> bool:
        """Whether it is a workbook with buttons, by its ending."""
        return self.path.suffix.lower() == ".xlsm"


def file_lines(place: Place, machine: Machine) -> list[Line]:
    """Say how the workbook stands."""
    return [
        _readable(place),
        *_downloaded(place),
        *_module(place, machine),
        *_settings_beside(place, machine),
        *_locks(place),
        _rights(place),
        _room(place),
        *orphan_lines(place),
        *_backups(place),
    ]


def temps(place: Place) -> list[Path]:
    """List the temp files beside the workbook and among its backups."""
    folder = place.path.parent
    found = [*folder.glob(".promo_xl-*.tmp"), *(folder / FOLDER).rglob(".promo_xl-*.tmp")]
    return sorted(found)


def orphans(place: Place) -> list[Path]:
    """List those of runs that died."""
    old = []
    for path in temps(place):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime_ns < place.now - ORPHAN_NS:
                old.append(path)
    return old


def orphan_lines(place: Place) -> Iterator[Line]:
    """Say which temp files can go."""
    found = orphans(place)
    if found:
        yield hint(
            "orphans",
            f"有{len(found)}个上次中断留下的临时文件：运行 promo-xl doctor 工作簿 --fix 删除",
            f"Interrupted runs left {len(found)} temp file(s): doctor WORKBOOK --fix removes them",
        )


def _readable(place: Place) -> Line:
    name = place.path.name
    try:
        open_workbook(read_file(place.path))
    except PromoXlError as fault:
        return bad("file", f"{name}：{fault.zh}", f"{name}: {fault.en}")
    if not is_campaign_book(place.path):
        return hint(
            "file",
            f"{name} 可以读取，但不是推广活动工作簿",
            f"{name} can be read, but it is no campaign workbook",
        )
    return ok("file", f"{name} 可以读取", f"{name} can be read")


def _downloaded(place: Place) -> Iterator[Line]:
    if not place.downloaded:
        return
    yield amiss(
        "downloaded",
        f"{place.path.name} 被系统标记为来自网络，Office会禁用其中的宏：Windows请右键→属性→勾选“解除锁定”；"
        "Mac请在终端运行 xattr -d com.apple.quarantine 加文件路径",
        f"{place.path.name} is marked as coming from the internet, so Office blocks its macros: "
        "on Windows right-click, Properties, Unblock; "
        "on a Mac run xattr -d com.apple.quarantine with the file's path",
        needed=place.has_macros,
    )


def _module(place: Place, machine: Machine) -> Iterator[Line]:
    """Compare the macros' xlwings with the one installed: a Mac runs them only if equal."""
    if not place.has_macros or not machine.pyopenvba:
        return
    version = module_version(place.path)
    again_zh, again_en = "重新运行 promo-xl buttons", "run promo-xl buttons on it again"
    if version is None:
        yield hint(
            "module",
            f"{place.path.name} 里没有按钮的宏：需要的话运行 promo-xl buttons",
            f"{place.path.name} has no buttons of ours: promo-xl buttons puts them in",
        )
    elif machine.xlwings and version != machine.xlwings:
        yield amiss(
            "module",
            f"工作簿里的xlwings是{version}，本机装的是{machine.xlwings}：{again_zh}",
            f"The workbook's xlwings is {version}, installed is {machine.xlwings}: {again_en}",
            needed=machine.system == "mac",
        )
    else:
        yield ok(
            "module", f"工作簿里的宏：xlwings {version}", f"Its macros: xlwings {version}"
        )


def module_version(path: Path) -> str | None:
    """Read which xlwings stands in a workbook's macros; None where none does."""
    from pyopenvba import ExcelFile
    from pyopenvba.exceptions import PyOpenVBAError

    try:
        with ExcelFile(path) as book:
            for module in book.vba_project().modules:
                if module.name.casefold() == "xlwings":
                    found = _VERSION.search(module.body)
                    return found[1] if found else "?"
    except (PyOpenVBAError, OSError, ValueError):
        return None
    return None


def _settings_beside(place: Place, machine: Machine) -> Iterator[Line]:
    """Settings beside the workbook go before a person's own."""
    path = place.path.parent / "xlwings.conf"
    if not place.has_macros or not path.is_file():
        return
    found = read_conf(path, machine.code_page).value(INTERPRETER.get(machine.system, ""))
    if found is not None and expanded(found, machine.environ) != machine.python:
        yield amiss(
            "conf_beside",
            f"工作簿旁的 xlwings.conf 指定了另一个Python（{found}），按钮会用它：请删去那一行",
            f"xlwings.conf beside the workbook names another Python ({found}): delete that line",
            needed=machine.system != "linux",
        )


def _locks(place: Place) -> Iterator[Line]:
    for mark in (f"~${place.path.name}", f".~lock.{place.path.name}#"):
        if place.path.with_name(mark).exists():
            yield hint(
                "lock",
                f"{place.path.name} 正打开着：写回前请先保存并关闭（若已关闭，删除 {mark}）",
                f"{place.path.name} is open: save and close it before anything is written "
                f"(if it is closed, delete {mark})",
            )


def _rights(place: Place) -> Line:
    folder = place.path.parent
    if place.writable:
        return ok("rights", f"可以写入：{folder}", f"May be written: {folder}")
    return bad(
        "rights",
        f"没有写权限：{place.path} 是只读的，或不能在 {folder} 里新建文件；请改权限，或用 -o 写到别处",
        f"No right to write: {place.path} is read-only or nothing can be made in {folder}; "
        "change that, or write elsewhere with -o",
    )


def _room(place: Place) -> Line:
    free = f"{place.free / _MB:,.0f} MB"
    size = place.path.stat().st_size if place.path.exists() else 0
    if place.free > _ROOM + 4 * size:
        return ok("room", f"磁盘剩余 {free}", f"Free on the disk: {free}")
    return bad(
        "room",
        f"磁盘只剩 {free}，不够写入和备份：请先清理",
        f"Only {free} left on the disk: too little to write and back up",
    )


def _backups(place: Place) -> Iterator[Line]:
    folder = place.path.parent / FOLDER / "backup"
    sizes = [path.stat().st_size for path in folder.glob("*.xls?") if path.is_file()]
    if sizes:
        total = f"{sum(sizes) / _MB:,.1f} MB"
        yield ok(
            "backups",
            f"备份：{len(sizes)}份，共 {total}（{folder}）",
            f"Backups: {len(sizes)} file(s), {total} in all ({folder})",
        )
