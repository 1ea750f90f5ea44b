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
    form: Annotated[
        str, typer.Option("--format", help=t("text 或 json", "text or json"))
    ] = "text",
    lang: Lang = None,
) -> int:
    """Explain a rule."""
    from promo_xl.cli.opening import chosen, one_of, print_json
    from promo_xl.errors import UsageError
    from promo_xl.validate import RULES
    from promo_xl.validate.catalogue import as_dict, describe, find_rule, list_rules

    one_of(form, ("text", "json"))
    said = chosen(lang)
    if code is None and not every:
        raise UsageError(
            "请给出规则编号，如 promo-xl rule B10，或用 --all 列出全部。",
            "Name a rule, such as promo-xl rule B10, or use --all.",
        )
    if form == "json":
        chosen_rules = RULES if every else (find_rule(str(code)),)
        print_json([as_dict(one, said) for one in chosen_rules])
    else:
        print(list_rules(said) if every else describe(find_rule(str(code)), said))
    return 0
