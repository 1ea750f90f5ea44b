"""promo-xl new: a campaign's master workbook, prefilled from its scenario."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from promo_xl.cli.options import AsOf, Out
from promo_xl.cli.words import t


def new(
    name: Annotated[
        str, typer.Argument(help=t("活动名称", "the campaign's name"), show_default=False)
    ],
    scenario: Annotated[
        str,
        typer.Option(
            "-s", "--scenario", help=t("活动类型，如 大促节点", "scenario, such as bigday")
        ),
    ] = "大促节点",
    start: Annotated[
        str | None,
        typer.Option(
            help=t("推广周期开始，如 2026-11-01", "first day, such as 2026-11-01"),
            show_default=False,
        ),
    ] = None,
    end: Annotated[
        str | None, typer.Option(help=t("推广周期结束", "last day"), show_default=False)
    ] = None,
    budget: Annotated[
        str | None,
        typer.Option(
            help=t("总预算，如 90万", "total budget in CNY, such as 900000"),
            show_default=False,
        ),
    ] = None,
    as_of: AsOf = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help=t(
                "覆盖已有文件（先备份）", "overwrite an existing file (a backup is kept)"
            ),
        ),
    ] = False,
    out: Out = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            help=t("工作簿语言：zh 或 en", "the workbook's language: zh or en"),
            show_default=False,
        ),
    ] = None,
) -> int:
    """Make a new campaign workbook."""
    from promo_xl.cli.opening import chosen, moment, now, target
    from promo_xl.cli.starting import starter_rows
    from promo_xl.ooxml.save import save_bytes
    from promo_xl.pipeline import new as build
    from promo_xl.render.filename import safe_name

    said = chosen(lang)
    rows = starter_rows(name, scenario, (start, end), budget, said)
    path = target(out, Path.cwd() / "x", f"{safe_name(name)}.xlsx")
    when = moment(as_of) if as_of else now()
    data = build(rows, said, path.name, when, live_today=as_of is None)
    save_bytes(path, data, replace=force, backup=True)
    print(path)
    return 0
