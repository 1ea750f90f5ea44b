"""Who holds a file: Excel, WPS and LibreOffice leave a mark beside what they have open."""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path

from promo_xl.errors import RefusedError

_NO_MARK = (errno.ENOENT, errno.ENAMETOOLONG, errno.EINVAL)


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
        try:
            who = read(mark)
        except PermissionError:
            who = ""  # it is there, and held
        except OSError as exc:
            if exc.errno in _NO_MARK:
                continue
            raise
        by_zh, by_en = (f"被 {who} ", f" by {who}") if who else ("", "")
        raise RefusedError(
            f"没有写入：{target.name} 正{by_zh}打开着，请先保存并关闭（若已关闭，删除 {mark.name}）",
            f"Nothing written: {target.name} is open{by_en}; save and close it first "
            f"(if it is closed, delete {mark.name})",
        )


def _excel_owner(mark: Path) -> str:
    """Excel's owner file: a name's length and bytes, then the same in UTF-16 at 55."""
    data = mark.read_bytes()
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
