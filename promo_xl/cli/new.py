"""promo-xl new: a campaign's master workbook, prefilled from its scenario."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from promo_xl.cli.options import AsOf, Out
from promo_xl.cli.words import t

Name = Annotated[
    str, typer.Argument(help=t("活动名称", "the campaign's name"), show_default=False)
]
Scenario = Annotated[
    str,
    typer.Option(
        "-s",
        "--scenario",
        help=t(
            "活动类型：新品首发、大促节点、存量激活、渠道优化、跨平台、日常主题、节日热点、用户运营、品牌声量",
            "scenario: launch, bigday, revive, channel, crossplat, daily, festival, users, brand",
        ),
    ),
]
_BIG_DAY = t("大促节点", "bigday")
Size = Annotated[
    str,
    typer.Option(
        "--size",
        help=t(
            "规模：small 小店、team 团队、full 完整",
            "size of the workbook: small, team, full",
        ),
    ),
]
Overwrite = Annotated[
    bool,
    typer.Option(
        "--force",
        help=t("覆盖已有文件（先备份）", "overwrite an existing file (a backup is kept)"),
    ),
]
NewLang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        help=t("工作簿语言：zh 或 en", "the workbook's language: zh or en"),
        show_default=False,
    ),
]


WithButtons = Annotated[
    bool,
    typer.Option(
        "--buttons",
        help=t(
            "首页带按钮：生成 .xlsm（需要 xlwings 和 pyopenvba）",
            "with buttons on the home page: an .xlsm (needs xlwings and pyopenvba)",
        ),
    ),
]


def _said(flag: str, zh: str, en: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(flag, help=t(zh, en), show_default=False)
    return option


Start = Annotated[
    str | None, _said("--start", "推广周期开始，如 2026-11-01", "first day: 2026-11-01")
]
End = Annotated[str | None, _said("--end", "推广周期结束", "last day")]
Launch = Annotated[
    str | None,
    _said(
        "--launch",
        "上线日，筹备任务由它倒推；默认为推广周期开始",
        "day of going live, from which preparation is counted back (default: the first day)",
    ),
]
Budget = Annotated[
    str | None, _said("--budget", "总预算，如 90万", "total budget in CNY, such as 900000")
]
Gmv = Annotated[
    str | None, _said("--gmv", "GMV目标，如 500万", "GMV goal in CNY, such as 5000000")
]


def new(
    name: Name,
    scenario: Scenario = _BIG_DAY,
    start: Start = None,
    end: End = None,
    launch: Launch = None,
    budget: Budget = None,
    gmv: Gmv = None,
    size: Size = "small",
    buttons: WithButtons = False,
    as_of: AsOf = None,
    force: Overwrite = False,
    out: Out = None,
    lang: NewLang = None,
) -> int:
    """Make a new campaign workbook."""
    from promo_xl.cli.opening import chosen, moment, now, target
    from promo_xl.cli.starting import Asked, starter_rows
    from promo_xl.ooxml.save import save_bytes
    from promo_xl.pipeline import new as build
    from promo_xl.render.filename import safe_name

    said = chosen(lang)
    asked = Asked(name, scenario, start, end, launch, budget, gmv, size)
    ending = ".xlsm" if buttons else ".xlsx"
    path = target(out, Path.cwd() / "x", f"{safe_name(name)}{ending}")
    when = moment(as_of) if as_of else now()
    rows = starter_rows(asked, said)
    data = build(rows, said, path.name, when, live_today=as_of is None)
    save_bytes(
        path, _with_buttons(data, said) if buttons else data, replace=force, backup=True
    )
    print(path)
    if buttons:
        from promo_xl.cli.buttons import next_step

        print(next_step(said), file=sys.stderr)
    return 0


def _with_buttons(data: bytes, lang: str) -> bytes:
    from promo_xl.buttons.macro_book import with_buttons

    return with_buttons(data, lang)
