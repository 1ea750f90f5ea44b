"""What every verb does first and last: open the file, settle moment and language, write."""

from __future__ import annotations

import json
from datetime import datetime, time
from pathlib import Path

from promo_xl.cli.words import LANG, LANGS
from promo_xl.errors import MissingToolError, UsageError
from promo_xl.ooxml.save import save_bytes
from promo_xl.ooxml.temps import clear_orphans
from promo_xl.pipeline import Run, check
from promo_xl.schema.kinds import DATETIME
from promo_xl.schema.show import to_day
from promo_xl.workbook.file import FileWorkbook

END_OF_DAY = time(23, 59)


def open_run(file: Path, as_of: str | None) -> Run:
    """Read and judge one workbook file."""
    asked = None if as_of is None else moment(as_of)
    clear_orphans(file)
    return check(FileWorkbook(file), asked, now())


def now() -> datetime:
    """Give today to its end: a second run on the same day changes nothing.

    Without zone, since campaigns live in their own local days.
    """
    today = datetime.now()  # noqa: DTZ005  (the workbook's days are local days)
    return datetime.combine(today, END_OF_DAY)


def moment(text: str) -> datetime:
    """Read --as-of as dates are typed in cells: a bare date is the end of that day."""
    try:
        serial = DATETIME.parse(text, None)
    except ValueError:
        serial = None
    if not isinstance(serial, float):
        raise UsageError(
            f"看不懂基准日“{text}”，请写成 2026-06-28 或 2026-06-28T18:00。",
            f"“{text}” is no as-of day; write 2026-06-28 or 2026-06-28T18:00.",
        )
    found = to_day(serial)
    return found if ":" in text else datetime.combine(found, END_OF_DAY)


def chosen(lang: str | None, run: Run | None = None) -> str:
    """Settle the language: asked for, else the workbook's, else the console's."""
    if lang is None:
        return run.lang if run else LANG
    if lang not in LANGS:
        raise UsageError(
            f"语言只能是 zh 或 en，不能是“{lang}”。", f"--lang is zh or en, not “{lang}”."
        )
    return lang


def target(out: Path | None, beside: Path, name: str) -> Path:
    """Settle where to write: a file as named, inside a folder, or beside the workbook.

    A file must have the ending of *name*: a report never takes the place of a workbook.
    """
    if out is None:
        return beside.parent / name
    if out.is_dir() or not out.suffix:
        return out / name
    ending = Path(name).suffix
    if out.suffix.lower() != ending.lower():
        raise UsageError(
            f"-o 要写文件夹或以 {ending} 结尾的文件，不能是“{out}”。",
            f"-o takes a folder or a file that ends in {ending}, not “{out}”.",
        )
    return out


def one_of(word: str, allowed: tuple[str, ...]) -> None:
    """Refuse a word that is not among those allowed."""
    if word not in allowed:
        listed = " / ".join(allowed)
        raise UsageError(
            f"“{word}”不在可选项中：{listed}。", f"“{word}” is none of {listed}."
        )


def print_json(value: object) -> None:
    """Print a result for programs."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def read_source(file: Path) -> bytes:
    """Give the workbook's bytes, whose digest the documents carry."""
    return file.read_bytes()


def read_template(path: Path | None) -> bytes | None:
    """Give the person's own template, or None for ours."""
    if path is None:
        return None
    if not path.is_file():
        raise MissingToolError(
            f"找不到模板文件：{path}", f"There is no template file {path}"
        )
    return path.read_bytes()


def write_document(path: Path, data: bytes) -> bool:
    """Write a file of ours, atomically; False where it already holds just that."""
    return save_bytes(path, data, replace=True).written
