"""promo-xl facts: every figure a report may print, with the cells it comes from."""

from __future__ import annotations

from typing import Annotated

import typer

from promo_xl.cli.options import AsOf, File, Lang
from promo_xl.cli.words import t


def facts(
    file: File,
    as_of: AsOf = None,
    cells: Annotated[
        str,
        typer.Option("--cells", help=t("20 段以内，或 all", "at most 20 ranges, or all")),
    ] = "20",
    lang: Lang = None,
) -> int:
    """Print the figures as JSON."""
    from promo_xl.cli.opening import chosen, one_of, open_run, print_json
    from promo_xl.cli.stale import say_stale
    from promo_xl.derive.listing import facts_json

    one_of(cells, ("20", "all"))
    run = open_run(file, as_of)
    say_stale(run, chosen(lang, run))
    limit = None if cells == "all" else 20
    print_json(facts_json(run.facts, file.name, chosen(lang, run), limit))
    return 0
