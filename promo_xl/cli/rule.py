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
            help=t(
                "规则编号，如 B10；或一组的字母，如 B",
                "a rule's code, such as B10, or a group's letter, such as B",
            ),
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
    from promo_xl.validate.catalogue import as_dict, describe, list_rules, rules_of

    one_of(form, ("text", "json"))
    said = chosen(lang)
    if code is None and not every:
        raise UsageError(
            "请给出规则编号，如 promo-xl rule B10，或用 --all 列出全部。",
            "Name a rule, such as promo-xl rule B10, or use --all.",
        )
    rules = RULES if every else rules_of(str(code))
    if form == "json":
        print_json([as_dict(one, said) for one in rules])
    else:
        print(describe(rules[0], said) if len(rules) == 1 else list_rules(said, rules))
    return 0
