"""promo-xl backups: what a workbook held before each write, listed and brought back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from promo_xl.cli.options import File, Lang, Out
from promo_xl.cli.words import t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup: its number (1 is the newest), and the run that wrote over what it holds."""

    number: int
    path: Path
    time: datetime
    size: int
    by: Mapping[str, object] | None


def backups(
    action: Annotated[
        str,
        typer.Argument(
            metavar="list|restore",
            help=t("list 列出备份，restore 恢复一份", "list them, or restore one"),
            show_default=False,
        ),
    ],
    file: File,
    which: Annotated[
        str,
        typer.Argument(
            metavar="N|NAME",
            help=t(
                "恢复哪一份：编号（1 是最新）或文件名",
                "which to restore: its number (1 is the newest) or its file name",
            ),
            show_default=False,
        ),
    ] = "1",
    dry_run: Annotated[
        bool,
        typer.Option(
            "-n",
            "--dry-run",
            help=t("只说会恢复什么，不写入", "only say what would be restored"),
        ),
    ] = False,
    out: Out = None,
    form: Annotated[
        str, typer.Option("--format", help=t("text 或 json", "text or json"))
    ] = "text",
    lang: Lang = None,
) -> int:
    """List the backups of a workbook, or bring one back."""
    from promo_xl.cli.opening import chosen, one_of

    one_of(action, ("list", "restore"))
    one_of(form, ("text", "json"))
    said = chosen(lang)
    kept = _kept(file)
    if action == "list":
        _print_list(file, kept, form, said)
        return 0
    print(_restored(file, _picked(file, kept, which), out, said, dry_run=dry_run))
    return 0


def _kept(file: Path) -> list[Kept]:
    """List a workbook's backups, the newest first."""
    from promo_xl.errors import UnreadableError
    from promo_xl.ooxml.backup import backup_time, list_backups
    from promo_xl.ooxml.temps import clear_orphans
    from promo_xl.workbook.runlog import overwrites

    target = file.resolve()
    found = [(path, backup_time(path)) for path in reversed(list_backups(target))]
    if target.is_dir():
        raise UnreadableError(f"{file} 是文件夹，不是工作簿", f"{file} is a folder")
    if not found and not target.is_file():
        raise UnreadableError(f"找不到文件 {file}", f"There is no file {file}")
    clear_orphans(target)
    runs = overwrites(target)
    return [
        Kept(n, path, time, path.stat().st_size, runs.get(path.name))
        for n, (path, time) in enumerate(found, 1)
        if time
    ]


def _print_list(file: Path, kept: Sequence[Kept], form: str, lang: str) -> None:
    from promo_xl.cli.opening import print_json

    if form == "json":
        print_json(
            {"version": 1, "file": file.name, "backups": [_as_json(one) for one in kept]}
        )
        return
    if not kept:
        print(_none(file)[lang])
        return
    head = {
        "zh": f"{file.name} 的备份{len(kept)}份，1 是最新（最多保留10份）：",
        "en": f"{file.name}: {len(kept)} backup{'s' if len(kept) > 1 else ''}, "
        "1 is the newest (at most 10 are kept):",
    }[lang]
    more = {
        "zh": "恢复一份：promo-xl backups restore 文件 编号",
        "en": "Bring one back: promo-xl backups restore FILE NUMBER",
    }[lang]
    print("\n".join([head, *(_told(one, lang) for one in kept), more]))


def _as_json(one: Kept) -> dict[str, object]:
    import hashlib

    keys = ("verb", "at", "as_of", "version")
    return {
        "number": one.number,
        "name": one.path.name,
        "time": one.time.isoformat(),
        "size": one.size,
        "sha256": hashlib.sha256(one.path.read_bytes()).hexdigest(),
        "overwritten_by": {key: one.by.get(key) for key in keys} if one.by else None,
    }


def _told(one: Kept, lang: str) -> str:
    kib = max(1, round(one.size / 1024))
    line = f"{one.number:>3}  {_local(one.time)}  {kib:>6,} KB  {one.path.name}"
    if not one.by:
        return line
    from datetime import datetime

    try:
        at = _local(datetime.fromisoformat(str(one.by.get("at"))))
    except ValueError:
        return line
    verb = _plain(str(one.by.get("verb")))
    by = {"zh": f"  （{at} 被 {verb} 改写）", "en": f"  (overwritten {at} by {verb})"}
    return line + by[lang]


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isprintable())[:40]


def _local(time: datetime) -> str:
    """Say a moment as the person's own clock does."""
    return time.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _none(file: Path) -> dict[str, str]:
    return {
        "zh": f"{file.name} 还没有备份：promo-xl 写入前才会留一份。",
        "en": f"{file.name} has no backups yet: promo-xl keeps one before each write.",
    }


def _picked(file: Path, kept: Sequence[Kept], which: str) -> Kept:
    from promo_xl.errors import UsageError

    if not kept:
        said = _none(file)
        raise UsageError(said["zh"], said["en"])
    for one in kept:
        if which in (str(one.number), one.path.name):
            return one
    raise UsageError(
        f"{file.name} 没有编号或名称为“{which}”的备份，编号是1到{len(kept)}。",
        f"{file.name} has no backup “{which}”; their numbers are 1 to {len(kept)}.",
    )


def _restored(file: Path, one: Kept, out: Path | None, lang: str, *, dry_run: bool) -> str:
    """Put a backup in the file's place (or elsewhere) as carefully as any other write."""
    from promo_xl.cli.opening import target
    from promo_xl.cli.receipt import put
    from promo_xl.cli.runlog import log_write
    from promo_xl.ooxml.disk import read_file

    place = target(out, file, file.name)
    data = _whole(one)
    present = read_file(place) if place.exists() else None
    words = (
        f"{_local(one.time)}（{one.path.name}）",
        f"{_local(one.time)} ({one.path.name})",
    )
    if present == data:
        zh = f"{place.name}：未变，它就是{words[0]}那一份，没有写入。"
        en = f"{place.name}: unchanged, it is the one of {words[1]}; nothing was written."
    elif dry_run:
        zh = f"会把 {place} 恢复为{words[0]}，现在的内容会先留一份备份。没有写入。"
        en = (
            f"{place} would be the one of {words[1]} again; what it holds now would be "
            "kept first. Nothing was written."
        )
    else:
        receipt = put(place, data, present, present or b"")
        log_write("backups restore", receipt, None)
        zh, en = f"{place}：已恢复为{words[0]}。", f"{place}: the one of {words[1]} again."
        if receipt.backup:
            zh += f"\n恢复前的内容备份：{receipt.backup}"
            en += f"\nWhat it held before: {receipt.backup}"
    return zh if lang == "zh" else en


def _whole(one: Kept) -> bytes:
    """Read a backup; one that is damaged is no state to go back to."""
    from promo_xl.errors import RefusedError
    from promo_xl.ooxml.disk import read_file
    from promo_xl.ooxml.verify import check_package

    data = read_file(one.path)
    try:
        check_package(data)
    except RefusedError as fault:
        raise RefusedError(
            f"没有写入：备份 {one.path.name} 已损坏，请换一份",
            f"Nothing written: the backup {one.path.name} is damaged; choose another",
        ) from fault
    return data
