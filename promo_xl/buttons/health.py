"""How a computer stands: what reports need, and what buttons need, line by line."""

from __future__ import annotations

from promo_xl.buttons.line import Line, amiss, bad, hint, ok
from promo_xl.buttons.machine import OLDEST, Machine
from promo_xl.buttons.xlwings_conf import INTERPRETER, QUIET, expanded, read_conf
from promo_xl.startup import PTH, pth_line

EXTRA = "pip install xlwings pyopenvba"
OUR_FONT = ("微软雅黑", "Microsoft YaHei")
"""What our documents ask for."""
_BLOCKED = 4
_SIGNED_ONLY = 3
_FULL_CHINESE = ("utf", "gb", "cp936", "cp65001", "big5")


def machine_lines(machine: Machine) -> list[Line]:
    """Say how the computer stands apart from its buttons."""
    return [
        _python(machine),
        _package(machine),
        _console(machine),
        _fonts(machine),
        _office(machine),
    ]


def button_lines(machine: Machine, *, asked: bool = False) -> list[Line]:
    """Say how the buttons stand; *asked* is sure that they are wanted.

    Without Excel they are never needed: the launchers do the same.
    """
    if machine.system == "linux":
        return [
            hint(
                "excel",
                "Linux上没有Excel：工作簿里的按钮用不了，双击工作簿旁的启动文件效果相同",
                "Linux has no Excel: buttons in a workbook do not run, launchers do the same",
            )
        ]
    needed = asked or bool(machine.xlwings)
    lines = [_excel(machine, needed=needed)]
    if not machine.has_excel:
        return lines
    lines += [_extras(machine, needed=needed), _conf(machine, needed=needed)]
    last = _script if machine.system == "mac" else _policy
    lines.append(last(machine, needed=needed))
    return [*lines, _guard(machine)] if machine.xlwings else lines


def _guard(machine: Machine) -> Line:
    """Say whether the start-up guard is in its place; without it buttons are only slower."""
    path = machine.site / PTH
    if path.is_file() and path.read_text(encoding="utf-8", errors="replace") == pth_line():
        return ok(
            "guard", f"按钮加速已启用：{path}", f"Buttons start fast: {path} is in place"
        )
    return hint(
        "guard",
        f"按钮加速没有启用（按钮会慢约半秒）：运行 promo-xl doctor --fix 写入 {path}",
        f"Buttons start half a second late: promo-xl doctor --fix writes {path}",
    )


def _python(machine: Machine) -> Line:
    version = ".".join(map(str, machine.version))
    if machine.version[:2] < OLDEST:
        return bad(
            "python",
            f"Python {version} 太旧，请安装3.11或更新版本",
            f"Python {version} is too old; install 3.11 or newer",
        )
    if machine.bits < 64:
        return hint(
            "python",
            f"Python {version} 是{machine.bits}位的，大的工作簿可能内存不够，建议换成64位",
            f"Python {version} has {machine.bits} bits and may run out of memory; take the 64-bit one",
        )
    return ok(
        "python",
        f"Python {version}（{machine.bits}位）：{machine.python}",
        f"Python {version} ({machine.bits}-bit): {machine.python}",
    )


def _package(machine: Machine) -> Line:
    said = f"promo_xl {machine.promo_xl}"
    for name, why in machine.broken.items():
        return bad(
            "package",
            f"{said} 用不了：{name} 无法加载（{why}）；请运行 pip install --force-reinstall {name}",
            f"{said} cannot work: {name} does not load ({why}); "
            f"run pip install --force-reinstall {name}",
        )
    if machine.command:
        return ok("package", f"{said}：{machine.command}", f"{said}: {machine.command}")
    return hint(
        "package",
        f"{said} 装在 {machine.package}，但命令 promo-xl 不在PATH里：启动文件会改用"
        "“python -m promo_xl”；若也不行，请把这个Python的Scripts（或bin）文件夹加入PATH",
        f"{said} is in {machine.package}, but promo-xl is not on the PATH: launchers use "
        "“python -m promo_xl”; failing that, add this Python's Scripts or bin folder to the PATH",
    )


def _console(machine: Machine) -> Line:
    name = machine.encoding.lower()
    if name.startswith(_FULL_CHINESE):
        return ok("console", f"命令行编码：{name}", f"Console encoding: {name}")
    return hint(
        "console",
        f"命令行编码是{name}，中文可能显示成问号：请设置环境变量 PYTHONIOENCODING=utf-8",
        f"The console's encoding is {name}, Chinese may show as question marks: set PYTHONIOENCODING=utf-8",
    )


def _fonts(machine: Machine) -> Line:
    if not machine.fonts:
        return hint(
            "fonts",
            "没有中文字体：文件不受影响，但在这台电脑上看会是方框；请安装Noto Sans CJK",
            "No Chinese font: files are fine, but Chinese shows as boxes here; "
            "install Noto Sans CJK",
        )
    for name in OUR_FONT:
        if name in machine.fonts:
            return ok("fonts", f"中文字体：{name}", f"Chinese font: {name}")
    other = next((name for name in machine.fonts if "SC" in name), machine.fonts[0])
    return ok(
        "fonts",
        f"中文字体：没有微软雅黑，由{other}代替显示",
        f"Chinese font: {other} is shown in place of Microsoft YaHei",
    )


def _office(machine: Machine) -> Line:
    if machine.soffice:
        return ok(
            "office", f"LibreOffice：{machine.soffice}", f"LibreOffice: {machine.soffice}"
        )
    return hint(
        "office",
        "没有LibreOffice（可不装）：本工具的功能都不需要它",
        "No LibreOffice (optional): nothing here needs it",
    )


def _excel(machine: Machine, *, needed: bool) -> Line:
    if machine.has_excel:
        return ok("excel", f"Excel：{machine.excel}", f"Excel: {machine.excel}")
    if machine.is_wps:
        return amiss(
            "excel",
            f"WPS占用了Excel的接口（{machine.excel}），按钮用不了：装有Excel时，在WPS“配置工具→高级→"
            "兼容设置”里取消与Excel的关联，再在“应用和功能”里修复Office；只有WPS时，请双击工作簿旁的启动文件",
            f"WPS answers in Excel's place ({machine.excel}), buttons cannot work: with Excel here, "
            "undo the association in WPS' configuration tool and repair Office; "
            "with WPS alone, use the launchers beside the workbook",
            needed=needed,
        )
    return hint(
        "excel",
        "没有找到Excel：工作簿里的按钮用不了，双击工作簿旁的启动文件效果相同",
        "No Excel: buttons in a workbook do not run here, the launchers beside it do the same",
    )


def _extras(machine: Machine, *, needed: bool) -> Line:
    missing = [n for n in ("xlwings", "pyopenvba") if not getattr(machine, n)]
    if missing:
        listed = "、".join(missing)
        return amiss(
            "extras",
            f"按钮需要的 {listed} 没有安装：运行 {EXTRA}",
            f"Buttons need {', '.join(missing)}: run {EXTRA}",
            needed=needed,
        )
    said = f"xlwings {machine.xlwings}, pyopenvba {machine.pyopenvba}"
    return ok("extras", f"按钮组件：{said}", f"For buttons: {said}")


def _conf(machine: Machine, *, needed: bool) -> Line:
    conf = read_conf(machine.conf, machine.code_page)
    found = conf.value(INTERPRETER[machine.system])
    if found is None:
        return amiss(
            "conf",
            "按钮还不知道用哪个Python：运行 promo-xl install",
            "Buttons do not know yet which Python to call: run promo-xl install",
            needed=needed,
        )
    if not _same(found, machine):
        return amiss(
            "conf",
            f"按钮会调用另一个Python（{found}）：要改用 {machine.python}，运行 promo-xl install",
            f"Buttons call another Python ({found}); for {machine.python} run promo-xl install",
            needed=needed,
        )
    if any(conf.value(key) != value for key, value in QUIET.items()):
        return hint(
            "conf",
            f"{machine.conf} 里的设置不全：运行 promo-xl install",
            f"{machine.conf} lacks some of our settings: run promo-xl install",
        )
    return ok("conf", f"按钮设置：{machine.conf}", f"Buttons are set up: {machine.conf}")


def _same(found: str, machine: Machine) -> bool:
    if machine.system == "win":
        told = expanded(found, machine.environ)
        return told.casefold() == machine.python.casefold()
    return found == machine.python


def _script(machine: Machine, *, needed: bool) -> Line:
    places = machine.applescript
    if places is not None and places[1].is_file():
        return ok(
            "script", f"脚本已就位：{places[1]}", f"The script is in place: {places[1]}"
        )
    return amiss(
        "script",
        "Excel for Mac还缺xlwings的脚本：运行 promo-xl install",
        "Excel for Mac lacks xlwings' script: run promo-xl install",
        needed=needed,
    )


def _policy(machine: Machine, *, needed: bool) -> Line:
    by_policy = "policy.vbawarnings" in machine.policies
    value = machine.policies.get(
        "policy.vbawarnings", machine.policies.get("vbawarnings", 2)
    )
    if value not in (_SIGNED_ONLY, _BLOCKED):
        return ok("policy", "Excel允许启用宏", "Excel lets macros be enabled")
    how_zh, how_en = (
        (
            "由公司策略规定，请联系管理员",
            "your company's policy says so: ask its administrators",
        )
        if by_policy
        else (
            "在Excel“文件→选项→信任中心→宏设置”里选“通过通知禁用VBA宏”",
            "in Excel choose File, Options, Trust Center, Macro Settings, “with notification”",
        )
    )
    what_zh, what_en = (
        ("只运行有数字签名的宏", "runs signed macros only")
        if value == _SIGNED_ONLY
        else ("禁用了全部宏", "blocks every macro")
    )
    return amiss(
        "policy",
        f"Excel{what_zh}，按钮用不了：{how_zh}；或改用启动文件",
        f"Excel {what_en}, buttons cannot work: {how_en}; or use the launchers",
        needed=needed,
    )
