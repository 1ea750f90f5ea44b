"""promo-xl rule: one rule explained, or all of them."""

from __future__ import annotations

from typing import Annotated

import typer

from promo_xl.cli.options import Lang
from promo_xl.cli.words import t


def rule(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help=t("规则编号，如 B10", "a rule's code, such as B10"),
            show_default=False,
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help=t("列出全部规则", "list every rule"))
    ] = False,
    lang: Lang = None,
) -> int:
    """Explain a rule."""
    from promo_xl.cli.opening import chosen
    from promo_xl.errors import UsageError
    from promo_xl.validate.catalogue import describe, find_rule, list_rules

    said = chosen(lang)
    if every:
        print(list_rules(said))
    elif code is None:
        raise UsageError(
            "请给出规则编号，如 promo-xl rule B10，或用 --all 列出全部。",
            "Name a rule, such as promo-xl rule B10, or use --all.",
        )
    else:
        print(describe(find_rule(code), said))
    return 0
