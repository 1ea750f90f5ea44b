"""promo-xl refresh: check result, home page and computed cells written into the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promo_xl.cli.options import AsOf, DryRun, File, Lang, Out

if TYPE_CHECKING:
    from pathlib import Path

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
    from promo_xl.cli.opening import chosen, target
    from promo_xl.cli.receipt import told, told_foreign
    from promo_xl.cli.runlog import log_write
    from promo_xl.edit.foreign import foreign_formulas
    from promo_xl.ooxml.save import again_when_changed

    chosen(lang)  # a slip is said before anything is read
    to = target(out, file, file.name) if out else None
    if dry_run:
        return _listed(file, as_of, lang)
    run, receipt = again_when_changed(file, lambda: _written(file, as_of, to))
    said = chosen(lang, run)
    log_write("refresh", receipt, run.facts.as_of)
    print(told(receipt, file.name, said))
    foreign = foreign_formulas(run.book) if receipt.changed and receipt.written else ()
    if foreign:
        print(told_foreign(foreign, said))
    return 0


def _listed(file: Path, as_of: str | None, lang: str | None) -> int:
    """Say every cell that would change, and write nothing."""
    from promo_xl.cli.opening import chosen, open_run
    from promo_xl.edit import list_changes
    from promo_xl.pipeline import refreshed

    run = open_run(file, as_of)
    respect_typed_day(run)
    said = chosen(lang, run)
    before = {title: run.workbook.grid(title) for title in run.workbook.titles()}
    refreshed(run)
    after = {title: run.workbook.grid(title) for title in run.workbook.titles()}
    changes = list_changes(before, after, said)
    nothing = {"zh": "没有要改的。", "en": "Nothing to change."}[said]
    print("\n".join(changes) or nothing)
    return 0


def _written(file: Path, as_of: str | None, to: Path | None) -> tuple[Run, Receipt]:
    from promo_xl.cli.opening import open_run
    from promo_xl.pipeline import refreshed

    run = open_run(file, as_of)
    respect_typed_day(run)
    refreshed(run)
    return run, run.workbook.save(to)


def respect_typed_day(run: Run) -> None:
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
