"""The command line: one thin module a verb. Parse, compose, print, exit.

Only the verb that is called is imported, and its arguments are read by typer; the list of
verbs below is all that `promo-xl --help` needs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TextIO

from promo_xl.cli.words import LANG, t, translated
from promo_xl.errors import PromoXlError

# fmt: off
VERBS = {
    "new": ("promo_xl.cli.new", t("新建一个活动工作簿，按活动类型预填节奏、任务与目标", "make a campaign workbook, prefilled with its scenario's phases, tasks and goals")),
    "check": ("promo_xl.cli.check", t("校验每一格；有未知悉的错误或警告时退出码为 1", "check every entry; exit 1 when an unacknowledged error or warning is left")),
    "rule": ("promo_xl.cli.rule", t("解释一条规则：何时触发、怎么改、出处", "explain a rule: when it fires, how to mend it, where it comes from")),
    "schema": ("promo_xl.cli.schema", t("输出全部工作表与列的定义（数据字典）", "print every sheet and column: the data dictionary")),
    "facts": ("promo_xl.cli.facts", t("把报告里可能出现的每个数连同来源单元格输出为 JSON", "print every figure a report may use, with its source cells, as JSON")),
    "report": ("promo_xl.cli.documents", t("生成 Word 结案报告", "write the Word close-out report")),
    "deck": ("promo_xl.cli.documents", t("生成 PowerPoint 复盘", "write the PowerPoint review deck")),
    "refresh": ("promo_xl.cli.refresh", t("把校验结果、首页和计算格写回工作簿，其余内容逐字节不变", "write the check result, the home page and computed cells into the workbook; all else stays byte for byte")),
    "sheets": ("promo_xl.cli.sheets", t("列出工作表，显示或隐藏，换成小店、团队、完整规模", "list the sheets, show or hide them, change the workbook's size")),
    "buttons": ("promo_xl.cli.buttons", t("给工作簿做一份带按钮的 .xlsm，并在旁边放好双击启动文件", "make an .xlsm with buttons of a workbook, and double-click launchers beside it")),
    "install": ("promo_xl.cli.install", t("让工作簿里的按钮找到本机的Python（只写您自己的xlwings设置）", "make the buttons of workbooks find this Python (your own xlwings settings alone)")),
    "doctor": ("promo_xl.cli.doctor", t("检查Python、Excel/WPS、字体、模板和工作簿，逐条说怎么办", "look at Python, Excel/WPS, fonts, templates and a workbook, and say what to do")),
    "launch": ("promo_xl.cli.launch", ""),
    "backups": ("promo_xl.cli.backups", t("列出写入前留下的备份，或恢复其中一份", "list the copies kept before each write, or bring one back")),
    "demo": ("promo_xl.cli.demo", t("在示例活动上跑完整条链", "run the whole chain on the sample campaign")),
}
# fmt: on
ABOUT = t(
    "一个推广工作簿进，校验过的计划、Word 结案报告和 PPT 复盘出。",
    "One promotion workbook in; a checked plan, a Word report and a review deck out.",
)


def run(args: Sequence[str]) -> int:
    """Run one call and give its exit code; a fault ends in one sentence, no traceback."""
    for stream in (sys.stdout, sys.stderr):
        _never_crash_on_glyphs(stream)
    if not args or args[0] in ("--help", "-h"):
        print(overview())
        return 0
    if args[0] == "--version":
        print(import_module("promo_xl").__version__)
        return 0
    try:
        return _called(args[0], args[1:])
    except PromoXlError as fault:
        print(fault.say(LANG), file=sys.stderr)
        return fault.exit_code
    except OSError as fault:  # a full disk, a folder nobody may read
        print(_of_the_system(fault), file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130


def overview() -> str:
    """Give the list of verbs; one that says nothing of itself is not for people."""
    shown = {name: about for name, (_, about) in VERBS.items() if about}
    width = max(map(len, shown))
    lines = [f"  {name:<{width}}  {about}" for name, about in shown.items()]
    usage = t("用法：promo-xl 命令 [选项]", "Usage: promo-xl COMMAND [OPTIONS]")
    more = t(
        "每个命令的选项：promo-xl 命令 --help",
        "A command's options: promo-xl COMMAND --help",
    )
    return "\n".join(
        [usage, "", f"  {ABOUT}", "", t("命令：", "Commands:"), *lines, "", more]
    )


def _called(name: str, args: Sequence[str]) -> int:
    if name not in VERBS:
        return _unknown(name)
    import typer

    module, about = VERBS[name]
    app = typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
    )
    app.command(help=about)(getattr(import_module(module), name))
    try:
        result = _parsed(app, f"promo-xl {name}", args)
    except typer.Exit as leave:
        return leave.exit_code
    except typer.Abort:
        return 130
    except typer.TyperException as fault:
        print(_complaint(fault), file=sys.stderr)
        return int(getattr(fault, "exit_code", 2))
    return result if isinstance(result, int) else 0


def _of_the_system(fault: OSError) -> str:
    import errno

    known = {
        errno.ENOENT: t("找不到这个文件或文件夹", "there is no such file or folder"),
        errno.EISDIR: t("这是文件夹，不是文件", "this is a folder, not a file"),
        errno.ENOTDIR: t("这不是文件夹", "this is not a folder"),
        errno.EEXIST: t("已经有同名的文件", "a file of this name is there already"),
        errno.EACCES: t("没有权限", "no right to do this"),
        errno.EPERM: t("没有权限", "no right to do this"),
        errno.EROFS: t("这个磁盘是只读的", "this disk is read-only"),
        errno.ENOSPC: t("磁盘空间不足", "the disk is full"),
        errno.ENAMETOOLONG: t("文件名太长", "the file's name is too long"),
    }
    why = known.get(fault.errno or 0, fault.strerror or str(fault))
    where = fault.filename or ""
    if not where:
        return t(f"没有做完：{why}", f"Not done: {why}")
    return t(f"没有做完：{where}：{why}", f"Not done: {where}: {why}")


def _complaint(fault: Exception) -> str:
    message = getattr(fault, "format_message", None)
    said = str(message() if message else fault)
    return translated(said).removesuffix(".") + t("（用 --help 查看用法）", " (see --help)")


def _parsed(app: Callable[..., object], name: str, args: Sequence[str]) -> object:
    from contextlib import redirect_stdout
    from io import StringIO

    if "--help" not in args:
        return app(list(args), prog_name=name, standalone_mode=False)
    shown = StringIO()  # typer's own words are English
    with redirect_stdout(shown):
        result = app(list(args), prog_name=name, standalone_mode=False)
    print(translated(shown.getvalue()), end="")
    return result


def _unknown(name: str) -> int:
    from difflib import get_close_matches

    near = get_close_matches(name, VERBS, 1)
    hint = (
        t(f"，是不是 {near[0]}？", f"; did you mean {near[0]}?") if near else t("。", ".")
    )
    said = t(f"没有“{name}”这个命令{hint}", f"There is no command “{name}”{hint}")
    print(said, file=sys.stderr)
    return 2


def _never_crash_on_glyphs(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:  # Chinese Windows consoles are cp936
        reconfigure(errors="replace")
