"""xlwings' settings of one person: lines of `"KEY","VALUE"`, ours changed, others kept.

Excel's macro reads them in the system's own code page, the first line of a key counts, and
values are expanded as environment strings. It knows no way to write a quotation mark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from promo_xl.errors import RefusedError

INTERPRETER = {"win": "INTERPRETER_WIN", "mac": "INTERPRETER_MAC"}
QUIET = {"SHOW CONSOLE": "False", "ADD_WORKBOOK_TO_PYTHONPATH": "False"}
"""No black window, and no Python module is taken from the folder of a workbook."""
_LINE = re.compile(rb'^\s*"([^"]*)"\s*,\s*"?([^"\r\n]*)"?')
_FOLDERS = ("LOCALAPPDATA", "APPDATA", "USERPROFILE", "PROGRAMDATA", "PUBLIC")
"""Variables of Windows that stand for a folder, the longer paths first."""
_VARIABLE = re.compile(r"%([^%]+)%")


@dataclass(frozen=True, slots=True)
class Conf:
    """The file as it stands, as bytes: a line that is not ours goes back as it came."""

    data: bytes
    encoding: str

    def value(self, key: str) -> str | None:
        """Give the value that Excel's macro would take, None where the key is missing."""
        for line in self.data.splitlines():
            name, value = self._pair(line)
            if name == key:
                return value
        return None

    def with_values(self, values: Mapping[str, str], newline: str) -> bytes:
        """Give the file with *values*: in the place of their first lines, else at the end."""
        rest = dict(values)
        ending = b"\r\n" if b"\r\n" in self.data else newline.encode()
        lines = []
        for line in self.data.splitlines(keepends=True):
            name, value = self._pair(line)
            if name not in values:
                lines.append(line if line.endswith((b"\n", b"\r")) else line + ending)
            elif name in rest:
                wanted = rest.pop(name)
                made = self._line(name, wanted) + ending
                lines.append(line if value == wanted and line.endswith(b"\n") else made)
        lines += [self._line(name, value) + ending for name, value in rest.items()]
        return b"".join(lines)

    def without(self, values: Mapping[str, str]) -> bytes:
        """Give the file without the lines that hold just these values."""
        return b"".join(
            line
            for line in self.data.splitlines(keepends=True)
            if values.get(self._pair(line)[0]) != self._pair(line)[1]
        )

    def _pair(self, line: bytes) -> tuple[str, str]:
        found = _LINE.match(line)
        if found is None:
            return "", ""
        name = found[1].decode("ascii", "replace").upper()
        return name, found[2].decode(self.encoding, "replace")

    def _line(self, name: str, value: str) -> bytes:
        return f'"{name}","{value}"'.encode(self.encoding)


def read_conf(path: Path, encoding: str) -> Conf:
    """Read the file; one that is not there is empty."""
    return Conf(path.read_bytes() if path.exists() else b"", encoding)


def conf_path(system: str, home: Path) -> Path:
    """Give where xlwings looks: inside Excel's own folder on a Mac."""
    if system == "mac":
        return home / "Library/Containers/com.microsoft.Excel/Data/xlwings.conf"
    return home / ".xlwings" / "xlwings.conf"


def our_values(system: str, python: str) -> dict[str, str]:
    """Give our keys: this Python for this system's Excel, no console, no folder on the path."""
    return {INTERPRETER.get(system, "INTERPRETER_WIN"): python, **QUIET}


def spelled(python: str, environ: Mapping[str, str], encoding: str, *, utf8: bool) -> str:
    """Spell a path so that Excel's macro and xlwings' Python both read it.

    The one reads the system's code page, the other may read UTF-8 and does not even start
    where it cannot: a Chinese user name is therefore left to %USERPROFILE% and its like.
    *utf8* says that this Python reads UTF-8 where the system's code page is another.
    """
    if python.isascii() and not _expands(python, environ):
        return _checked(python, encoding)
    values = {name.upper(): value for name, value in environ.items()}
    for name in _FOLDERS:
        folder = values.get(name, "")
        rest = python[len(folder) :]
        plain = rest.isascii() and not _expands(rest, environ)
        if folder and plain and _begins(python, folder):
            _checked(python, encoding)
            return f"%{name}%{rest}"
    if (utf8 and not python.isascii()) or _expands(python, environ):
        raise _unreadable(python)
    return _checked(python, encoding)


def expanded(value: str, environ: Mapping[str, str]) -> str:
    """Read a value as Windows does: %NAME% stands for what the environment holds."""
    values = {name.upper(): text for name, text in environ.items()}
    return _VARIABLE.sub(lambda found: values.get(found[1].upper(), found[0]), value)


def _expands(text: str, environ: Mapping[str, str]) -> bool:
    return expanded(text, environ) != text


def _begins(path: str, folder: str) -> bool:
    return path.casefold().startswith(folder.casefold() + "\\")


def _checked(python: str, encoding: str) -> str:
    try:
        python.encode(encoding)
    except UnicodeEncodeError:
        raise _unreadable(python) from None
    if any(c in python for c in '"\r\n'):
        raise _unreadable(python)
    return python


def _unreadable(python: str) -> RefusedError:
    return RefusedError(
        f"没有写入：Python的路径 {python} 里有xlwings读不了的字符；"
        "请把Python装到只有英文字母和数字的路径下，再运行一次",
        f"Nothing written: the path of this Python, {python}, has characters that xlwings "
        "cannot read back; install it under a plain path and run this again",
    )
