"""promo-xl install: tell Excel's macros which Python to call, for this person alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from promo_xl.cli.words import t

if TYPE_CHECKING:
    from promo_xl.buttons.machine import Machine

Remove = Annotated[
    bool, typer.Option("--remove", help=t("撤回这些设置", "take the settings back"))
]
Try = Annotated[
    bool,
    typer.Option(
        "-n", "--dry-run", help=t("只说会写什么", "only say what would be written")
    ),
]
Anyway = Annotated[
    bool,
    typer.Option(
        "--force",
        help=t("没有Excel的系统上也写", "write on a system without Excel too"),
    ),
]


def install(remove: Remove = False, dry_run: Try = False, force: Anyway = False) -> int:
    """Make the buttons of a workbook find this Python."""
    from promo_xl.cli.gather import this_machine

    return set_up(this_machine(), remove=remove, dry_run=dry_run, force=force)


def set_up(machine: Machine, *, remove: bool, dry_run: bool, force: bool) -> int:
    """Do it for this computer; 5 where something else that buttons need is missing."""
    if machine.system == "linux" and not force and not (remove and machine.conf.is_file()):
        print(
            t(
                "Linux上没有Excel，不用安装：双击工作簿旁的启动文件即可"
                "（没有就运行 promo-xl buttons 工作簿 --launchers-only）。",
                "Linux has no Excel, nothing to set up: double-click the launchers beside the "
                "workbook (promo-xl buttons WORKBOOK --launchers-only makes them).",
            )
        )
        return 0
    _settings(machine, remove=remove, dry_run=dry_run)
    if machine.system == "mac":
        _place_script(machine, remove=remove, dry_run=dry_run)
    return 0 if remove else _missing(machine, dry_run=dry_run)


def _settings(machine: Machine, *, remove: bool, dry_run: bool) -> None:
    from promo_xl.buttons.xlwings_conf import our_values, read_conf, spelled

    conf = read_conf(machine.conf, machine.code_page)
    python = spelled(
        machine.python, machine.environ, machine.code_page, utf8=machine.utf8_mode
    )
    values = our_values(machine.system, python)
    data = conf.without(values) if remove else conf.with_values(values, machine.newline)
    if data == conf.data:
        print(t(f"{machine.conf}：未变", f"{machine.conf}: unchanged"))
        return
    if dry_run:
        print(t(f"会写入 {machine.conf}：", f"Would write {machine.conf}:"))
        print(data.decode(machine.code_page, "replace"), end="")
        return
    if data:
        _write(machine.conf, data)
    else:
        machine.conf.unlink()
    if remove:
        print(t(f"已撤回：{machine.conf}", f"Taken back: {machine.conf}"))
        return
    print(
        t(
            f"已写入 {machine.conf}：按钮会调用 {machine.python}。",
            f"Written to {machine.conf}: buttons call {machine.python}.",
        )
    )
    print(
        t(
            "这份设置对本机您的全部xlwings工作簿生效：不弹命令行窗口，也不从工作簿所在文件夹加载模块。",
            "It holds for all your xlwings workbooks here: no console window, and no modules "
            "taken from a workbook's folder.",
        )
    )


def _write(path: Path, data: bytes) -> None:
    from promo_xl.ooxml.save import save_bytes

    saved = save_bytes(path, data, replace=True, backup=True)
    if saved.backup:
        print(t(f"原文件备份：{saved.backup}", f"The former file: {saved.backup}"))


def _place_script(machine: Machine, *, remove: bool, dry_run: bool) -> None:
    """Put xlwings' script where Excel for Mac may call it: what its own set-up does."""
    from promo_xl.ooxml.save import save_bytes

    places = machine.applescript
    if places is None or not places[0].is_file():
        return
    source, target = places
    wanted = None if remove else source.read_bytes()
    if wanted == (target.read_bytes() if target.exists() else None):
        print(t(f"{target}：未变", f"{target}: unchanged"))
    elif dry_run:
        print(t(f"会改动 {target}", f"Would change {target}"))
    elif wanted is None:
        target.unlink()
        print(t(f"已删除 {target}", f"Removed {target}"))
    else:
        save_bytes(target, wanted, replace=True)
        print(t(f"已写入 {target}", f"Written {target}"))
        print(
            t(
                "第一次点按钮时，系统会问是否允许控制Excel，请选“好”。",
                "At the first button macOS asks whether Excel may be controlled: answer OK.",
            )
        )


def _missing(machine: Machine, *, dry_run: bool) -> int:
    """Say what the buttons lack besides."""
    from promo_xl.buttons.health import button_lines
    from promo_xl.cli.doctor import shown

    ours = ("conf", "script") if dry_run else ()
    lines = button_lines(machine, asked=True)
    bad = [line for line in lines if line.state == "bad" and line.key not in ours]
    for line in bad:
        print(shown(line))
    return 5 if bad else 0
