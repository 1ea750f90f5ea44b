"""What stands in a launcher, one text a system.

Each leaves its folder first: nothing that lies beside a workbook, a `python.exe` or a
`json.py`, is ever run in place of the real one. The call is the last thing done, so that it
does not matter whether promo-xl is a program or itself a batch file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from promo_xl.buttons import Button

_NEEDED = (
    "promo-xl is not installed on this computer.",
    "Install Python 3.11 or newer (python.org), then run:  pip install promo_xl",
    "After that double-click this file again.",
)
_NEEDED_ZH = (
    "这台电脑还没有安装promo-xl。",
    "请先安装Python 3.11或更新版本（python.org），再在命令行运行：pip install promo_xl",
    "装好后重新双击这个文件。",
)
_NEEDED_ZH_WIN = (
    _NEEDED_ZH[0],
    "请先安装Python 3.11或更新版本（python.org，安装时勾选“Add python.exe to PATH”），",
    "再在命令行运行：pip install promo_xl",
    _NEEDED_ZH[2],
)
_BAT = """\
@echo off
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul 2>nul
set "HERE=%~f0"
cd /d "%SystemRoot%"
set "PYTHONSAFEPATH=1"
if not defined PROMO_XL_LANG set "PROMO_XL_LANG=<lang>"
where promo-xl >nul 2>nul
if not errorlevel 1 goto command
py -c "import promo_xl" >nul 2>nul
if not errorlevel 1 goto launcher
python -c "import promo_xl" >nul 2>nul
if not errorlevel 1 goto python
<needed>
pause
exit /b 5
:command
promo-xl launch <key> "%HERE%"
exit /b
:launcher
py -m promo_xl launch <key> "%HERE%"
exit /b
:python
python -m promo_xl launch <key> "%HERE%"
exit /b
"""
_SH = """\
cd /
PATH="$PATH:$HOME/.local/bin:/opt/homebrew/bin:/usr/local/bin"
PROMO_XL_LANG="${PROMO_XL_LANG:-<lang>}"
PYTHONSAFEPATH=1
export PATH PROMO_XL_LANG PYTHONSAFEPATH
if command -v promo-xl >/dev/null 2>&1; then
  exec promo-xl launch <key> "$here"
fi
for python in python3 python py; do
  if "$python" -c "import promo_xl" >/dev/null 2>&1; then
    exec "$python" -m promo_xl launch <key> "$here"
  fi
done
<needed>
if [ -t 0 ]; then read -r answer; fi
exit 5
"""
_COMMAND = """\
#!/bin/sh
case "$0" in
  /*) here="$0" ;;
  *) here="$PWD/$0" ;;
esac
"""
_DESKTOP = """\
[Desktop Entry]
Type=Application
Version=1.0
Name=<en>
Name[zh]=<zh>
Icon=x-office-spreadsheet
Terminal=true
Exec=sh -c <script> sh %k
"""
_OPENED = re.compile(r"\b(then|do)\n\s*")
_BREAK = re.compile(r"\n\s*")
_RESERVED = re.compile(r'["`$\\]')


@dataclass(frozen=True, slots=True)
class Wanted:
    """One launcher to write."""

    button: Button
    lang: str
    mark: str
    """Its last line, which names button and workbook."""
    tail: str = ""
    """What its name has after the button's label."""


def _bat(wanted: Wanted) -> bytes:
    """Batch: Chinese and the mark come after the last `exit`, where only `for` reads them."""
    needed = [f"echo {line}" for line in _NEEDED]
    tail = [wanted.mark]
    if wanted.lang == "zh":
        tail = [*_NEEDED_ZH_WIN, wanted.mark]
        skip = _BAT.count("\n") + len(needed)
        read = f"usebackq skip={skip} eol=# delims="
        needed.append(f'for /f "{read}" %%L in ("%HERE%") do echo %%L')
    head = _filled(_BAT, wanted, "\n".join(needed))
    return (head + "\n".join(tail) + "\n").replace("\n", "\r\n").encode("utf-8")


def _command(wanted: Wanted) -> bytes:
    """Shell script that Finder opens in a terminal."""
    return f"{_COMMAND}{_shell(wanted)}{wanted.mark}\n".encode()


def _desktop(wanted: Wanted) -> bytes:
    """Desktop entry: the same script in one quoted argument, the entry's place after it."""
    tail = wanted.tail.replace("\\", "\\\\").replace("\n", "\\n")
    script = _one_argument('here="$1"\n' + _shell(wanted))
    text = _DESKTOP.replace("<script>", script)
    text = text.replace("<en>", wanted.button.label.en + tail)
    return f"{text.replace('<zh>', wanted.button.label.zh + tail)}{wanted.mark}\n".encode()


def _shell(wanted: Wanted) -> str:
    lines = _NEEDED_ZH if wanted.lang == "zh" else _NEEDED
    return _filled(_SH, wanted, "\n".join(f"echo '{line}'" for line in lines))


def _filled(text: str, wanted: Wanted, needed: str) -> str:
    text = text.replace("<needed>", needed).replace("<lang>", wanted.lang)
    return text.replace("<key>", wanted.button.key)


def _one_argument(script: str) -> str:
    """Quote for Exec: in one line, as an argument, and once more as a value of the file."""
    line = _BREAK.sub("; ", _OPENED.sub(r"\1 ", script.strip()))
    quoted = _RESERVED.sub(r"\\\g<0>", line).replace("%", "%%")
    return '"' + quoted.replace("\\", "\\\\") + '"'


SCRIPTS: dict[str, Callable[[Wanted], bytes]] = {
    "win": _bat,
    "mac": _command,
    "linux": _desktop,
}
