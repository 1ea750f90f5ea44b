"""promo-xl schema: what the workbook is, for programs and for people."""

from __future__ import annotations

from typing import Annotated

import typer

from promo_xl.cli.options import Lang
from promo_xl.cli.words import t


def schema(
    form: Annotated[
        str, typer.Option("--format", help=t("json 或 md", "json or md"))
    ] = "md",
    lang: Lang = None,
) -> int:
    """Print every sheet and column."""
    from promo_xl.cli.opening import chosen, one_of, print_json
    from promo_xl.schema.describe import schema_json, schema_md

    one_of(form, ("json", "md"))
    said = chosen(lang)
    if form == "json":
        print_json(schema_json())
    else:
        print(schema_md(said))
    return 0
