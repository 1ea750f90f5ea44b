"""promo-xl refresh: the check result and the home page written into the workbook itself."""

from __future__ import annotations

from typing import Annotated

import typer

from promo_xl.cli.options import AsOf, File, Lang, Out
from promo_xl.cli.words import t


def refresh(
    file: File,
    as_of: AsOf = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "-n",
            "--dry-run",
            help=t("只列出会改的单元格", "only list the cells that would change"),
        ),
    ] = False,
    out: Out = None,
    lang: Lang = None,
) -> int:
    """Write findings into 校验结果 and values into 首页; nothing else in the file changes."""
    from promo_xl.cli.opening import chosen, open_run
    from promo_xl.edit import list_changes
    from promo_xl.pipeline import refreshed

    run = open_run(file, as_of)
    said = chosen(lang, run)
    grids = {title: run.workbook.grid(title) for title in run.workbook.titles()}
    patch = refreshed(run)
    if dry_run:
        for change in list_changes(patch, grids, said):
            print(change)
        return 0
    receipt = run.workbook.save(out)
    if not receipt.written:
        print(
            _say(
                said,
                f"{file.name}：未变，没有写入。",
                f"{file.name}: unchanged, nothing was written.",
            )
        )
        return 0
    parts = "、".join(receipt.changed) if said == "zh" else ", ".join(receipt.changed)
    print(
        _say(
            said,
            f"{receipt.path}：已刷新。改动部件 {len(receipt.changed)} 个（{parts}），其余 {receipt.same} 个逐字节未变。",
            f"{receipt.path}: refreshed. {len(receipt.changed)} parts changed ({parts}), the other {receipt.same} are byte for byte the same.",
        )
    )
    if receipt.backup:
        print(
            _say(
                said, f"原文件备份：{receipt.backup}", f"The former file: {receipt.backup}"
            )
        )
    return 0


def _say(lang: str, zh: str, en: str) -> str:
    return zh if lang == "zh" else en
