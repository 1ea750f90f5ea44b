"""promo-xl buttons: a workbook with buttons on its home page, and launchers beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from promo_xl.cli.options import File, Lang
from promo_xl.cli.words import t

if TYPE_CHECKING:
    from promo_xl.workbook import Receipt

OutBook = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        help=t(
            "写到哪个 .xlsm 文件或文件夹（默认与工作簿同名同处）",
            "the .xlsm file or the folder to write (default: beside the workbook, same name)",
        ),
        show_default=False,
    ),
]
Which = Annotated[
    str,
    typer.Option(
        "--launchers",
        metavar="WHICH",
        help=t(
            "同时放好的双击启动文件：auto 本系统、all、none，或 win,mac,linux 中的几个",
            "the double-click launchers put beside it: auto for this system, all, none, or some "
            "of win,mac,linux",
        ),
    ),
]
OnlyLaunchers = Annotated[
    bool,
    typer.Option(
        "--launchers-only",
        help=t(
            "不做 .xlsm，只放启动文件（WPS、LibreOffice 或不用宏时）",
            "no .xlsm, launchers alone (for WPS, LibreOffice, or without macros)",
        ),
    ),
]
Replace = Annotated[
    bool,
    typer.Option(
        "--force",
        help=t(
            "覆盖已有的另一份 .xlsm（先备份）",
            "overwrite an .xlsm that is there already (a backup is kept)",
        ),
    ),
]
Dry = Annotated[
    bool,
    typer.Option(
        "-n",
        "--dry-run",
        help=t("只说会写哪些文件", "only say which files would be written"),
    ),
]
_SYSTEMS = ("win", "mac", "linux")


@dataclass(frozen=True, slots=True)
class Made:
    """A workbook with buttons, made in memory."""

    target: Path
    before: bytes
    """The file it was made from."""
    data: bytes
    lang: str
    """The workbook's own language."""


def buttons(
    file: File,
    out: OutBook = None,
    launchers: Which = "auto",
    launchers_only: OnlyLaunchers = False,
    dry_run: Dry = False,
    force: Replace = False,
    lang: Lang = None,
) -> int:
    """Put buttons on 首页: an .xlsm of the same content, and launchers for other programs."""
    from promo_xl.cli.opening import chosen
    from promo_xl.ooxml.save import again_when_changed

    systems = _systems(launchers)
    chosen(lang)  # a slip is said before anything is written
    _agree(out, systems, launchers_only=launchers_only)
    if launchers_only:
        from promo_xl.ooxml.disk import read_file

        own, book = _language(read_file(file), file), file
    elif dry_run:
        made = _made(file, out, force=force)
        own, book = made.lang, made.target
        print(_would(made, lang or own))
    else:
        made, receipt = again_when_changed(file, lambda: _written(file, out, force=force))
        own, book = made.lang, made.target
        _finish(receipt, lang or own)
    if systems:
        _put_launchers(book, systems, own, lang or own, dry_run=dry_run)
    return 0


def _agree(out: Path | None, systems: tuple[str, ...], *, launchers_only: bool) -> None:
    from promo_xl.errors import UsageError

    if launchers_only and out is not None:
        raise UsageError(
            "启动文件总在工作簿旁边：--launchers-only 不能与 -o 同用。",
            "Launchers lie beside their workbook: --launchers-only goes without -o.",
        )
    if launchers_only and not systems:
        raise UsageError(
            "--launchers-only 与 --launchers none 合起来什么也不做，请去掉一个。",
            "--launchers-only with --launchers none does nothing; leave one out.",
        )


def _systems(which: str) -> tuple[str, ...]:
    """Read --launchers: which systems get launchers."""
    import sys

    from promo_xl.cli.opening import one_of

    if which == "auto":
        return ({"win32": "win", "darwin": "mac"}.get(sys.platform, "linux"),)
    if which in ("all", "none"):
        return _SYSTEMS if which == "all" else ()
    asked = tuple(word.strip() for word in which.split(",") if word.strip())
    for word in asked:
        one_of(word, ("auto", "all", "none", *_SYSTEMS))
    return tuple(system for system in _SYSTEMS if system in asked)


def _language(data: bytes, file: Path) -> str:
    from promo_xl.pipeline import known_book
    from promo_xl.workbook.file import FileWorkbook

    return known_book(FileWorkbook(data, file.name)).lang


def _made(file: Path, out: Path | None, *, force: bool) -> Made:
    """Make the workbook in memory; an .xlsm in another's place is never lost in silence."""
    from promo_xl.buttons.macro_book import with_buttons
    from promo_xl.cli.opening import target
    from promo_xl.errors import RefusedError
    from promo_xl.ooxml.disk import read_file

    before = read_file(file)
    own = _language(before, file)
    goal = file if out is None and file.suffix.lower() == ".xlsm" else None
    goal = goal or target(out, file, f"{file.stem}.xlsm")
    made = Made(goal, before, with_buttons(before, own), own)
    taken = goal.exists() and goal.resolve() != file.resolve() and not force
    if taken and read_file(goal) != made.data:
        raise RefusedError(
            f"没有写入：{goal.name} 已经存在，内容与 {file.name} 不同。要更新它的按钮请运行 "
            f"promo-xl buttons {goal.name}；要用 {file.name} 覆盖它请加 --force（先备份）",
            f"Nothing written: {goal.name} exists and holds something else than {file.name}. "
            f"To bring its buttons up to date: promo-xl buttons {goal.name}; to overwrite it "
            f"from {file.name} add --force (a backup is kept)",
        )
    return made


def _written(file: Path, out: Path | None, *, force: bool) -> tuple[Made, Receipt]:
    from promo_xl.cli.receipt import put

    made = _made(file, out, force=force)
    made.target.parent.mkdir(parents=True, exist_ok=True)
    own = made.target.resolve() == file.resolve()
    seen = made.before if own else None
    return made, put(made.target, made.data, seen, made.before)


def _would(made: Made, lang: str) -> str:
    name = made.target.name
    if made.target.exists() and made.target.read_bytes() == made.data:
        return _say(lang, f"{name}：不会有变化。", f"{name}: nothing would change.")
    return _say(lang, f"会写入 {made.target}。", f"Would write {made.target}.")


def _finish(receipt: Receipt, lang: str) -> None:
    """Log the write and say what stands there now, and what comes next."""
    from promo_xl.buttons import BUTTONS
    from promo_xl.cli.runlog import log_write

    log_write("buttons", receipt, None)
    if not receipt.written:
        name = receipt.path.name if receipt.path else ""
        print(
            _say(lang, f"{name}：未变，没有写入。", f"{name}: unchanged, nothing written.")
        )
        return
    labels = [button.label.say(lang) for button in BUTTONS]
    shown = _say(lang, "、".join(labels), ", ".join(labels))
    print(
        _say(
            lang,
            f"{receipt.path}：已写入，首页有{len(labels)}个按钮（{shown}）；"
            f"其余{receipt.same}个部件逐字节未变。",
            f"{receipt.path}: written, with {len(labels)} buttons on its home page ({shown}); "
            f"the other {receipt.same} parts are byte for byte the same.",
        )
    )
    if receipt.backup:
        print(
            _say(
                lang, f"原文件备份：{receipt.backup}", f"The former file: {receipt.backup}"
            )
        )
    print(next_step(lang))


def next_step(lang: str) -> str:
    """Say what must be done once before a button works."""
    return _say(
        lang,
        "下一步：每台电脑运行一次 promo-xl install；打开后点“启用宏”，以后就用这一份。",
        "Next: run promo-xl install once on each computer; open the workbook, enable its "
        "macros, and go on working in this one.",
    )


def _put_launchers(
    book: Path, systems: tuple[str, ...], own: str, lang: str, *, dry_run: bool
) -> None:
    if dry_run:
        kinds = ", ".join(systems)
        print(_say(lang, f"会放启动文件：{kinds}。", f"Would put launchers: {kinds}."))
        return
    from promo_xl.buttons.launchers import write_launchers

    paths = write_launchers(book, systems, own)
    names = _say(lang, "、".join(p.name for p in paths), ", ".join(p.name for p in paths))
    print(
        _say(
            lang,
            f"双击即可运行（WPS、LibreOffice 也行）：{names}",
            f"To run by a double click, with WPS and LibreOffice too: {names}",
        )
    )


def _say(lang: str, zh: str, en: str) -> str:
    return zh if lang == "zh" else en
