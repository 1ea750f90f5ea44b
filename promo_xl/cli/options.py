"""Arguments and options that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from promo_xl.cli.words import t

File = Annotated[
    Path,
    typer.Argument(
        help=t("活动工作簿（.xlsx/.xlsm）", "the campaign workbook (.xlsx/.xlsm)"),
        show_default=False,
    ),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        help=t(
            "输出语言：zh 或 en（默认随工作簿）",
            "language of what is printed or written: zh or en (default: the workbook's)",
        ),
        show_default=False,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="D",
        help=t(
            "基准日：2026-06-28 或 2026-06-28T18:00",
            "as-of day: 2026-06-28 or 2026-06-28T18:00",
        ),
        show_default=False,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        help=t("写到哪个文件或文件夹", "the file or folder to write"),
        show_default=False,
    ),
]
DryRun = Annotated[
    bool,
    typer.Option(
        "-n",
        "--dry-run",
        help=t("只列出会改的单元格", "only list the cells that would change"),
    ),
]
Force = Annotated[
    bool,
    typer.Option(
        "--force",
        help=t(
            "有数据错误也生成，带草稿标记",
            "write in spite of data errors, with a draft mark",
        ),
    ),
]
Audience = Annotated[
    str | None,
    typer.Option(
        "--audience",
        help=t(
            "给谁看：管理层（默认）、团队（附录不删减）、对外（不含费用与利润）",
            "who it is for: management (default), team (nothing cut), external (no money spent)",
        ),
        show_default=False,
    ),
]
Stage = Annotated[
    str | None,
    typer.Option(
        "--stage",
        help=t(
            "版次：进行中、快报、初版、终版（默认按基准日与退款成熟度）",
            "edition: running, flash, first, final (default: by as-of and open refunds)",
        ),
        show_default=False,
    ),
]
Template = Annotated[
    Path | None,
    typer.Option(
        "--template", help=t("自己的模板文件", "your own template file"), show_default=False
    ),
]
