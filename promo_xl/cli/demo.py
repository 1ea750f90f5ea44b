"""promo-xl demo: the whole chain on the sample campaign, step by step."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from promo_xl.cli.options import Lang
from promo_xl.cli.words import t

if TYPE_CHECKING:
    from promo_xl.pipeline import Run

NAMES = {
    "zh": ("618年中狂欢.xlsx", "校验结果.md", "结案报告.docx", "复盘.pptx", "数据字典.md"),
    "en": (
        "618-campaign.xlsx",
        "check-result.md",
        "close-out.docx",
        "review.pptx",
        "data-dictionary.md",
    ),
}
STEPS = {
    "zh": ("工作簿", "校验结果", "结案报告", "复盘PPT", "数据字典"),
    "en": (
        "workbook",
        "check result",
        "close-out report",
        "review deck",
        "data dictionary",
    ),
}
AS_OF = "2026-06-28"
_ISO = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?")


def demo(
    out: Annotated[
        Path, typer.Option("-o", "--output", help=t("放到哪个文件夹", "the folder to fill"))
    ] = Path("promo-demo"),
    lang: Lang = None,
) -> int:
    """Run the whole chain on the sample campaign."""
    from promo_xl.cli.opening import chosen
    from promo_xl.errors import UsageError

    said = chosen(lang)
    if out.is_file():
        raise UsageError(
            f"{out} 是文件，-o 要写文件夹。", f"{out} is a file; -o takes a folder."
        )
    paths = [out / name for name in NAMES[said]]
    _build(paths[0], said)
    _told(0, paths, said)
    run = _read(paths[0])
    _write_text(paths[1], _findings(run, said))
    _told(1, paths, said)
    for step, document in ((2, _report), (3, _deck)):
        _write(paths[step], document(run, said, paths[0]))
        _told(step, paths, said)
    _write_text(paths[4], _dictionary(said))
    _told(4, paths, said)
    _farewell(paths, said)
    return 0


def sample_rows(lang: str) -> dict[str, list[dict[str, object]]]:
    """Read the typed rows of the sample campaign that ships with the package."""
    import json

    from promo_xl.config import data_folder

    text = (data_folder("samples/a") / f"rows_{lang}.json").read_text(encoding="utf-8")
    return with_days(json.loads(text))


def with_days(
    rows: dict[str, list[dict[str, object]]],
) -> dict[str, list[dict[str, object]]]:
    """Turn the ISO days and moments of JSON rows into days: text in a date cell is a slip."""
    return {
        sheet: [{key: _day(value) for key, value in row.items()} for row in found]
        for sheet, found in rows.items()
    }


def _day(value: object) -> object:
    from datetime import datetime

    if isinstance(value, str) and _ISO.fullmatch(value):
        return datetime.fromisoformat(value)
    return value


def _build(path: Path, lang: str) -> None:
    from promo_xl.cli.opening import moment
    from promo_xl.pipeline import new

    _write(path, new(sample_rows(lang), lang, path.name, moment(AS_OF), live_today=False))


def _read(path: Path) -> Run:
    from promo_xl.cli.opening import open_run

    return open_run(path, AS_OF)


def _findings(run: Run, lang: str) -> str:
    from promo_xl.cli.findings import check_markdown

    return check_markdown(run.findings, run.book.file, lang)


def _report(run: Run, lang: str, source: Path) -> bytes:
    from promo_xl.pipeline import report

    return report(run, lang, None, source.read_bytes(), force=False)


def _deck(run: Run, lang: str, source: Path) -> bytes:
    from promo_xl.pipeline import deck

    return deck(run, lang, None, source.read_bytes(), force=False)


def _dictionary(lang: str) -> str:
    from promo_xl.schema.describe import schema_md

    return schema_md(lang)


def _write(path: Path, data: bytes) -> None:
    from promo_xl.cli.opening import write_document

    write_document(path, data)


def _write_text(path: Path, text: str) -> None:
    _write(path, (text.rstrip("\n") + "\n").encode("utf-8"))


def _told(step: int, paths: list[Path], lang: str) -> None:
    print(f"[{step + 1}/{len(paths)}] {STEPS[lang][step]} → {paths[step]}", flush=True)


def _farewell(paths: list[Path], lang: str) -> None:
    if lang == "zh":
        print(
            f"先打开 {paths[0]} 的首页，再看 {paths[2]} 和 {paths[3]}：三处的数字是同一个。"
        )
        print(f"接着试试：promo-xl check {paths[0]}")
    else:
        print(
            f"Open {paths[0]} first, then {paths[2]} and {paths[3]}: the numbers are the same."
        )
        print(f"Next: promo-xl check {paths[0]}")
