"""What every writing verb does last: the line in the run log, and what must be said of it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from promo_xl.cli.words import t

if TYPE_CHECKING:
    from promo_xl.workbook import Receipt


def log_write(
    verb: str, receipt: Receipt, as_of: datetime | None, now: datetime | None = None
) -> None:
    """Log one write of a workbook; a full disk is said, the write itself stands."""
    from promo_xl.workbook.runlog import log_write as add

    if not add(verb, receipt, as_of, now or datetime.now(UTC)):
        said = t(
            "已写入，但运行日志 .promo_xl/log.jsonl 没有记上（磁盘或权限）。",
            "Written, but the run log .promo_xl/log.jsonl could not take its line "
            "(disk or rights).",
        )
        print(said, file=sys.stderr)
    if receipt.written and receipt.other_names:
        n = receipt.other_names
        said = t(
            f"注意：这个文件另有{n}个硬链接名，它们仍是写入前的内容。",
            f"Note: this file has {n} other hard-linked "
            f"name{'s' if n > 1 else ''}, still with the former content.",
        )
        print(said, file=sys.stderr)
