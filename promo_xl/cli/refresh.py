"""promo-xl refresh: check result, home page and computed cells written into the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promo_xl.cli.options import AsOf, DryRun, File, Lang, Out

if TYPE_CHECKING:
    from promo_xl.pipeline import Run
    from promo_xl.workbook import Receipt


def refresh(
    file: File,
    as_of: AsOf = None,
    dry_run: DryRun = False,
    out: Out = None,
    lang: Lang = None,
) -> int:
    """Write findings, 首页 and our computed cells; nothing else in the file changes."""
    from promo_xl.cli.opening import chosen, open_run, target
    from promo_xl.edit import list_changes
    from promo_xl.pipeline import refreshed

    run = open_run(file, as_of)
    _respect_typed_day(run)
    said = chosen(lang, run)
    grids = {title: run.workbook.grid(title) for title in run.workbook.titles()}
    patch = refreshed(run)
    if dry_run:
        changes = list_changes(patch, grids, said)
        print("\n".join(changes) or _say(said, "没有要改的。", "Nothing to change."))
        return 0
    receipt = run.workbook.save(target(out, file, file.name) if out else None)
    print(told(receipt, file.name, said))
    return 0


def _respect_typed_day(run: Run) -> None:
    """Refuse to write values of one day into a workbook whose 基准日 says another."""
    typed, asked = run.book.as_of, run.facts.as_of
    if typed is not None and typed.date() != asked.date():
        from promo_xl.errors import UsageError

        raise UsageError(
            f"{run.book.file}：首页的基准日是手填的 {typed.date()}，与 --as-of {asked.date()} 不同；"
            "请先改那一格或清空它。",
            f"{run.book.file}: somebody typed {typed.date()} as the as-of day on the home page, "
            f"--as-of says {asked.date()}; change or clear that cell first.",
        )


def told(receipt: Receipt, name: str, lang: str) -> str:
    """Say what a save wrote, part by part, and where the former file is."""
    if not receipt.written:
        zh, en = f"{name}：未变，没有写入。", f"{name}: unchanged, nothing was written."
        return _say(lang, zh, en)
    if not receipt.changed:
        zh = f"{receipt.path}：已写入，与 {name} 逐字节相同。"
        en = f"{receipt.path}: written, byte for byte the same as {name}."
        return _say(lang, zh, en)
    parts = ("、" if lang == "zh" else ", ").join(receipt.changed)
    n = len(receipt.changed)
    some = "1 part" if n == 1 else f"{n} parts"
    zh = f"{receipt.path}：已写入。改动部件 {n} 个（{parts}），其余 {receipt.same} 个逐字节未变。"
    en = (
        f"{receipt.path}: written. {some} changed ({parts}), "
        f"the other {receipt.same} are byte for byte the same."
    )
    if receipt.backup:
        zh += f"\n原文件备份：{receipt.backup}"
        en += f"\nThe former file: {receipt.backup}"
    return _say(lang, zh, en)


def _say(lang: str, zh: str, en: str) -> str:
    return zh if lang == "zh" else en
