"""promo-xl check: every entry judged, the cell named."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from promo_xl.cli.options import AsOf, Lang
from promo_xl.cli.words import LANG, t

if TYPE_CHECKING:
    from promo_xl.cli.findings import Checked
    from promo_xl.pipeline import Run
    from promo_xl.workbook import Receipt

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE",
        help=t("活动工作簿，可多个", "the campaign workbooks, one or more"),
        show_default=False,
    ),
]
Words = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="RULES",
        help=t(
            "只看这些：规则、组字母或类别，如 A,G05,业务",
            "only these: rules, group letters or kinds, such as A,G05,business",
        ),
        show_default=False,
    ),
]
Unwanted = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="RULES",
        help=t("不看这些，写法同上", "leave these out, written the same way"),
        show_default=False,
    ),
]


def check(
    files: Files,
    as_of: AsOf = None,
    select: Words = None,
    ignore: Unwanted = None,
    gate: Annotated[
        str | None,
        typer.Option(
            "--gate",
            metavar="launch",
            help=t(
                "上线闸门：只有未知悉的流程或合规错误才使退出码为 1",
                "the launch gate: exit 1 only on an open process or compliance error",
            ),
            show_default=False,
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help=t("提示也算", "infos count too"))
    ] = False,
    full: Annotated[
        bool,
        typer.Option(
            "--full",
            help=t("逐处列出，不按规则合并", "every place on its own, not by rule"),
        ),
    ] = False,
    write: Annotated[
        bool,
        typer.Option(
            "--write",
            help=t(
                "把全部结果写进工作簿的校验结果表，其余不动",
                "write all findings into the workbook's own sheet, and nothing else",
            ),
        ),
    ] = False,
    form: Annotated[
        str, typer.Option("--format", help=t("text、json 或 md", "text, json or md"))
    ] = "text",
    lang: Lang = None,
) -> int:
    """Check workbooks; exit 1 when an unacknowledged error or warning is left."""
    from promo_xl.cli.choose import chosen_findings
    from promo_xl.cli.findings import exit_code, told
    from promo_xl.cli.opening import one_of

    one_of(form, ("text", "json", "md"))
    if gate is not None:
        one_of(gate, ("launch",))
    words = select or [], ignore or []
    chosen_findings((), *words)  # a slip is said before anything is read
    done: list[Checked] = []
    unread = 0
    for file in files:
        how = _How(as_of, words, lang, write)
        one, code = _checked(file, how, alone=len(files) == 1)
        done += [one] if one else []
        unread = unread or code
    if not done:
        return unread
    print(told(done, form, gate=gate is not None, full=full, many=len(files) > 1))
    codes = [exit_code(one.findings, strict=strict, gate=gate is not None) for one in done]
    return max(*codes, 1 if unread else 0)


class _How(NamedTuple):
    """How every file of one call is checked."""

    as_of: str | None
    words: tuple[list[str], list[str]]
    lang: str | None
    write: bool


def _checked(file: Path, how: _How, *, alone: bool) -> tuple[Checked | None, int]:
    """Check one file; of several, one that cannot be read is said and the others go on."""
    from promo_xl.cli.choose import chosen_findings
    from promo_xl.cli.findings import Checked
    from promo_xl.cli.opening import chosen, open_run
    from promo_xl.errors import PromoXlError, UsageError

    try:
        run = _written(file, how) if how.write else open_run(file, how.as_of)
    except PromoXlError as fault:
        if alone or isinstance(fault, UsageError):
            raise
        print(fault.say(LANG), file=sys.stderr)
        return None, fault.exit_code
    findings = chosen_findings(run.findings, *how.words)
    return Checked(findings, file.name, run.facts.as_of, chosen(how.lang, run)), 0


def _written(file: Path, how: _How) -> Run:
    """Check, and write 校验结果; what was written is told apart from the result."""
    from promo_xl.cli.opening import chosen, open_run
    from promo_xl.cli.receipt import told
    from promo_xl.cli.refresh import respect_typed_day
    from promo_xl.cli.runlog import log_write
    from promo_xl.ooxml.save import again_when_changed
    from promo_xl.pipeline import listed

    def write() -> tuple[Run, Receipt]:
        run = open_run(file, how.as_of)
        respect_typed_day(run)
        listed(run)
        return run, run.workbook.save()

    run, receipt = again_when_changed(file, write)
    log_write("check", receipt, run.facts.as_of)
    print(told(receipt, file.name, chosen(how.lang, run)), file=sys.stderr)
    return run
