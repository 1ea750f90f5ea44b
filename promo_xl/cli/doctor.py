"""promo-xl doctor: is everything here that reports and buttons need, and if not, what to do."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from promo_xl.cli.words import LANG, LANGS, t

if TYPE_CHECKING:
    from promo_xl.buttons.health_file import Place
    from promo_xl.buttons.line import Line
    from promo_xl.buttons.machine import Machine
    from promo_xl.render.lint import TemplateFault
    from promo_xl.schema.label import Label

Which = Annotated[
    Path | None,
    typer.Argument(
        metavar="FILE",
        help=t("也检查这个工作簿和它的文件夹", "look at this workbook and its folder too"),
        show_default=False,
    ),
]
Fix = Annotated[
    bool,
    typer.Option(
        "--fix",
        help=t(
            "写入按钮加速文件，删除中断留下的临时文件",
            "put the start-up file in place, remove temp files of interrupted runs",
        ),
    ),
]
Form = Annotated[str, typer.Option("--format", help=t("text 或 json", "text or json"))]
Said = Annotated[
    str | None,
    typer.Option("--lang", help=t("输出语言：zh 或 en", "zh or en"), show_default=False),
]


def doctor(
    file: Which = None, fix: Fix = False, form: Form = "text", lang: Said = None
) -> int:
    """Look at Python, Excel, fonts, templates and one workbook; 5 where something lacks."""
    from promo_xl.cli.gather import this_machine, this_place

    said = _settled(form, lang)
    machine = this_machine()
    place = None if file is None else this_place(_there(file))
    for done in mended(machine, place) if fix else ():
        print(done.say(said), file=sys.stderr)
    lines = examined(machine, place)
    print(_json(lines, file, said) if form == "json" else _text(lines, said))
    return 5 if any(line.state == "bad" for line in lines) else 0


def examined(machine: Machine, place: Place | None) -> list[Line]:
    """Look at everything; a workbook with macros makes sure that buttons are wanted."""
    from promo_xl.buttons.health import button_lines, machine_lines

    asked = place is not None and place.has_macros
    lines = [*machine_lines(machine), *template_lines(machine)]
    lines += button_lines(machine, asked=asked)
    if place is None:
        return lines
    from promo_xl.buttons.health_file import file_lines

    return lines + file_lines(place, machine)


def mended(machine: Machine, place: Place | None) -> list[Label]:
    """Do what is harmless: our start-up file, and temp files nobody writes any more."""
    return [*_guarded(machine), *(_swept(place) if place is not None else ())]


def shown(line: Line) -> str:
    """Say a line in the console's language."""
    return line.say(LANG)


def template_lines(machine: Machine) -> list[Line]:
    """Read the shipped templates, and every field of the report."""
    return [] if machine.broken else [_templates("zh", "中文"), _templates("en", "英文")]


def _templates(lang: str, name: str) -> Line:
    from promo_xl.buttons.line import bad, ok
    from promo_xl.errors import PromoXlError

    key, english = f"templates_{lang}", {"zh": "Chinese", "en": "English"}[lang]
    try:
        fault = next(iter(_faults(lang)), None)
        said = fault and (fault.say("zh"), fault.say("en"))
    except PromoXlError as exc:
        said = exc.zh, exc.en
    except OSError as exc:
        said = str(exc), str(exc)
    if not said:
        return ok(key, f"{name}模板完好", f"The {english} templates are whole")
    return bad(
        key,
        f"{name}模板有问题（{said[0]}）：请重新安装promo_xl",
        f"The {english} templates are damaged ({said[1]}): reinstall promo_xl",
    )


def _faults(lang: str) -> list[TemplateFault]:
    """Read one language's templates; list what the report's fields lack."""
    from promo_xl.config import data_folder
    from promo_xl.ooxml.preflight import open_workbook
    from promo_xl.render.lint import template_faults
    from promo_xl.render.slides.template import read_template

    folder = data_folder("report_templates") / lang
    books = data_folder("workbook_templates")
    open_workbook((books / f"master_{lang}.xlsx").read_bytes())
    (books / "PromoButtons.bas").read_text(encoding="ascii")
    read_template((folder / "deck.pptx").read_bytes())
    return template_faults((folder / "report.docx").read_bytes(), lang)


def _settled(form: str, lang: str | None) -> str:
    """Settle the language; nothing heavy is asked, since just that may be broken."""
    from promo_xl.errors import UsageError

    for word, allowed in ((form, ("text", "json")), (lang or LANG, LANGS)):
        if word not in allowed:
            listed = " / ".join(allowed)
            raise UsageError(
                f"“{word}”不在可选项中：{listed}。", f"“{word}” is none of {listed}."
            )
    return lang or LANG


def _there(file: Path) -> Path:
    """Refuse what is no file: the disk of a folder that is not there cannot be asked."""
    from promo_xl.errors import UnreadableError

    if file.is_dir():
        raise UnreadableError(f"{file} 是文件夹，不是工作簿", f"{file} is a folder")
    if not file.is_file():
        raise UnreadableError(f"找不到文件 {file}", f"There is no file {file}")
    return file.resolve()


def _guarded(machine: Machine) -> list[Label]:
    from promo_xl.errors import RefusedError
    from promo_xl.ooxml.save import save_bytes
    from promo_xl.schema.label import Label
    from promo_xl.startup import PTH, pth_line

    path = machine.site / PTH
    if not machine.has_excel or not machine.xlwings:
        return []
    try:
        written = save_bytes(path, pth_line().encode(), replace=True).written
    except RefusedError as fault:  # a Python that belongs to the whole computer
        return [Label(fault.zh, fault.en)]
    if not written:
        return []
    return [Label(f"已写入 {path}", f"Written {path}")]


def _swept(place: Place) -> list[Label]:
    from promo_xl.buttons.health_file import orphans, temps
    from promo_xl.ooxml.temps import clear_orphans
    from promo_xl.schema.label import Label

    there = temps(place)
    clear_orphans(place.path)
    for path in orphans(place):  # of other machines too, in a shared folder
        path.unlink(missing_ok=True)
    gone = [path for path in there if not path.exists()]
    return [Label(f"已删除 {path}", f"Removed {path}") for path in gone]


def _text(lines: list[Line], lang: str) -> str:
    wrong = sum(line.state == "bad" for line in lines)
    if wrong:
        end = (f"有{wrong}处（×）要处理。", f"{wrong} (×) to be dealt with.")
    else:
        end = ("都正常（●只是提示）。", "All is well (● is for your information).")
    return "\n".join([*(line.say(lang) for line in lines), end[0 if lang == "zh" else 1]])


def _json(lines: list[Line], file: Path | None, lang: str) -> str:
    import json
    from collections import Counter

    counts = Counter(line.state for line in lines)
    value = {
        "version": 1,
        "file": None if file is None else str(file),
        "lang": lang,
        "lines": [
            {"key": line.key, "state": line.state, "message": line.says.say(lang)}
            for line in lines
        ],
        "summary": {state: counts[state] for state in ("ok", "hint", "bad")},
    }
    return json.dumps(value, ensure_ascii=False, indent=1)
