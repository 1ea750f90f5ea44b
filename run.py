#!/usr/bin/env python3
"""Set up promo_xl in `.venv` (once) and run it. Standard library only; any system.

python run.py demo          the whole chain on the sample campaign, into ./promo-demo
python run.py test [ARGS]   the tests (pytest arguments may follow)
python run.py check         format, lint, types and layers of the code
python run.py -- ARGS       any promo-xl command: python run.py -- check my.xlsx
"""

from __future__ import annotations  # so that an old Python can read on to the greeting

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
EXE = ".exe" if os.name == "nt" else ""
PYTHON = BIN / f"python{EXE}"
GROUPS = {"demo": "", "--": "", "test": "test", "check": "dev"}
COVERED = {"": ("", "test", "dev"), "test": ("test", "dev"), "dev": ("dev",)}


def main(args: list[str]) -> int:
    """Set up what the verb needs, then run it."""
    if sys.version_info < (3, 11):  # noqa: UP036  (this file greets older Pythons too)
        print("需要 Python 3.11 或更新。 / Python 3.11 or newer is needed.")
        return 5
    verb, rest = (args[0], args[1:]) if args else ("demo", [])
    if verb not in GROUPS:
        print(__doc__)
        return 2
    set_up(GROUPS[verb])
    if verb == "test":
        return call(PYTHON, "-m", "pytest", *(rest or ["-q"]))
    if verb == "check":
        return check()
    words = rest if verb == "--" else ["demo", *rest]
    return call(PYTHON, "-m", "promo_xl", *words, quiet=True)


def check() -> int:
    """Run the four judges of the code; every one speaks, the worst answer counts."""
    judges = (
        [BIN / f"ruff{EXE}", "format", "--check", "."],
        [BIN / f"ruff{EXE}", "check", "."],
        [PYTHON, "-m", "mypy"],
        [BIN / f"lint-imports{EXE}"],
    )
    return max(call(*judge) for judge in judges)


def set_up(group: str) -> None:
    """Make `.venv` hold the package and *group*, unless it already does."""
    want = hashlib.sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
    stamps = [VENV / f".promo-{name or 'base'}" for name in COVERED[group]]
    if PYTHON.exists() and any(s.exists() and s.read_text() == want for s in stamps):
        return
    print("准备环境（只有第一次需要）… / setting up (the first time only) …", flush=True)
    uv = shutil.which("uv")
    code = with_uv(uv, group) if uv else with_pip(group)
    if code:
        raise SystemExit(
            "安装失败：请检查网络或 pip 镜像设置后重试。 / "
            "Installing failed: check the network or your pip mirror, then try again."
        )
    stamps[0].write_text(want)


def with_uv(uv: str, group: str) -> int:
    """Install with uv: seconds instead of a minute."""
    make = call(uv, "venv", "-q", "--allow-existing", VENV, "--python", sys.executable)
    more = ["--group", group] if group else []
    return make or call(uv, "pip", "install", "-q", "--python", PYTHON, "-e", ".", *more)


def with_pip(group: str) -> int:
    """Install with Python's own tools."""
    if not PYTHON.exists() and call(sys.executable, "-m", "venv", VENV):
        raise SystemExit(
            "这个 Python 没有 venv 模块（Debian/Ubuntu：sudo apt install python3-venv）。 / "
            "This Python has no venv module (Debian/Ubuntu: sudo apt install python3-venv)."
        )
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    more = ["--group", group] if group else []
    return call(*pip, "-U", "pip>=25.1") or call(*pip, "-e", ".", *more)


def call(*words: object, quiet: bool = False) -> int:
    """Run a command in the project's folder and give its exit code."""
    shown = [str(word) for word in words]
    if not quiet:
        print("+", *(Path(shown[0]).name, *shown[1:]), flush=True)
    cwd = None if quiet else HERE  # the demo leaves its files where the person stands
    return subprocess.call(shown, cwd=cwd)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
