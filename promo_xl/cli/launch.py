"""promo-xl launch: what a launcher beside a workbook calls; nobody types it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from promo_xl.cli.words import LANG, t

if TYPE_CHECKING:
    from promo_xl.buttons import Button

Key = Annotated[str, typer.Argument(metavar="KEY", show_default=False)]
Place = Annotated[str, typer.Argument(metavar="LAUNCHER", show_default=False)]


def launch(key: Key, launcher: Place = "") -> int:
    """Find the launcher's workbook, run the button's verb, open what came of it."""
    from promo_xl.errors import PromoXlError

    try:
        code = _launched(_button(key), _place(launcher))
    except PromoXlError as fault:
        print(fault.say(LANG), file=sys.stderr)
        code = fault.exit_code
    if not _done(key, code):
        _wait()
    return code


class _Heard:
    """Standard output, passed on and kept: the verbs say there which file they wrote."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.text = ""

    def write(self, text: str) -> int:
        """Pass on and keep."""
        self.text += text
        return self._stream.write(text)

    def flush(self) -> None:
        """Show at once: people watch."""
        self._stream.flush()


def _launched(button: Button, launcher: Path) -> int:
    from contextlib import redirect_stdout

    from promo_xl.buttons.beside import find_beside
    from promo_xl.buttons.launchers import read_launcher
    from promo_xl.cli import run

    workbook = find_beside(launcher.parent, read_launcher(launcher))
    title = button.label.say(LANG)
    print(t(f"{title}：{workbook.name}", f"{title}: {workbook.name}"), flush=True)
    makes_document = button.key in ("report", "deck")
    if makes_document:
        _say_if_open(workbook)
    heard = _Heard(sys.stdout)
    with redirect_stdout(heard):
        code = run([*button.verb, str(workbook)])
    if _done(button.key, code):
        _show(_document(heard.text, workbook) if makes_document else workbook)
    return code


def _done(key: str, code: int) -> bool:
    """Findings are a result: the workbook holds them, so it is opened."""
    return code == 0 or (key == "check" and code == 1)


def _button(key: str) -> Button:
    from promo_xl.buttons import BUTTONS
    from promo_xl.errors import UsageError

    for button in BUTTONS:
        if button.key == key:
            return button
    raise UsageError(
        f"没有“{key}”这个按钮；请重新生成启动文件：promo-xl buttons 工作簿",
        f"There is no button “{key}”; make the launchers anew: promo-xl buttons WORKBOOK",
    )


def _place(launcher: str) -> Path:
    """Read where the launcher lies: desktops give a path or an address."""
    from urllib.parse import unquote, urlsplit

    from promo_xl.errors import UsageError

    if launcher.startswith("file://"):
        launcher = unquote(urlsplit(launcher).path)
    path = Path(launcher).resolve()
    if not launcher or not path.is_file():
        raise UsageError(
            "不知道启动文件在哪里；请在工作簿所在的文件夹里双击它。",
            "Where the launcher lies is unknown; double-click it in the workbook's folder.",
        )
    return path


def _document(said: str, workbook: Path) -> Path:
    """Take the path that the verb printed last, with or without 未变."""
    last = [str(workbook.parent), *said.strip().splitlines()][-1]
    for mark in ("（未变）", " (unchanged)"):
        last = last.removesuffix(mark)
    return Path(last)


def _say_if_open(workbook: Path) -> None:
    marks = (f"~${workbook.name}", f".~lock.{workbook.name}#")
    if any(workbook.with_name(mark).exists() for mark in marks):
        said = t(
            f"{workbook.name} 正打开着：按最近一次保存的内容生成。",
            f"{workbook.name} is open: what was saved last is what counts.",
        )
        print(said, file=sys.stderr)


def _show(path: Path) -> None:
    from promo_xl.buttons.open_file import open_file

    if not open_file(path):
        print(
            t(f"没能自动打开，请手动打开：{path}", f"Could not open it; see {path}"),
            file=sys.stderr,
        )


def _wait() -> None:
    """Keep the window until its text was read."""
    if sys.stdin is not None and sys.stdin.isatty():
        print(t("按回车键关闭", "Press Enter to close"), end="", flush=True)
        sys.stdin.readline()
