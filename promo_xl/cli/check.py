"""promo-xl check: every entry judged, the cell named."""

from __future__ import annotations

from typing import Annotated

import typer

from promo_xl.cli.options import AsOf, File, Lang
from promo_xl.cli.words import t


def check(
    file: File,
    form: Annotated[
        str, typer.Option("--format", help=t("text 或 json", "text or json"))
    ] = "text",
    as_of: AsOf = None,
    strict: Annotated[
        bool, typer.Option("--strict", help=t("提示也算", "infos count too"))
    ] = False,
    lang: Lang = None,
) -> int:
    """Check the workbook; exit 1 when an unacknowledged error or warning is left."""
    from promo_xl.cli.findings import exit_code, findings_json, findings_text
    from promo_xl.cli.opening import chosen, one_of, open_run, print_json

    one_of(form, ("text", "json"))
    run = open_run(file, as_of)
    said = chosen(lang, run)
    if form == "json":
        print_json(
            findings_json(run.findings, file=file.name, as_of=run.facts.as_of, lang=said)
        )
    else:
        print(findings_text(run.findings, file.name, said))
    return exit_code(run.findings, strict=strict)
