"""promo-xl sheets: which sheets a workbook has, and which of them stand in view."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from promo_xl.cli.options import DryRun, File, Lang, Out
from promo_xl.cli.words import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from promo_xl.book import Book, Table
    from promo_xl.patch import Patch
    from promo_xl.pipeline import Run
    from promo_xl.workbook import Receipt

    Wish = tuple[Sequence[str], Sequence[str], str | None]
    """Sheets to show, sheets to hide, and the size to take."""

_NONE: list[str] = []


def sheets(
    file: File,
    show: Annotated[
        list[str],
        typer.Option(
            "--show",
            metavar="NAME",
            help=t("显示这个工作表（可重复）", "show this sheet (may be repeated)"),
            show_default=False,
        ),
    ] = _NONE,
    hide: Annotated[
        list[str],
        typer.Option(
            "--hide",
            metavar="NAME",
            help=t(
                "隐藏这个工作表，内容不动（可重复）",
                "hide this sheet, its content stays (may be repeated)",
            ),
            show_default=False,
        ),
    ] = _NONE,
    size: Annotated[
        str | None,
        typer.Option(
            "--size",
            help=t(
                "换成这个规模的工作表：small、team 或 full；列的显示与折叠不动，在Excel里点列上方的+号展开",
                "show the sheets of this size: small, team or full; columns stay as they are: "
                "unfold them in Excel with the + above",
            ),
            show_default=False,
        ),
    ] = None,
    dry_run: DryRun = False,
    out: Out = None,
    lang: Lang = None,
) -> int:
    """List the sheets of a workbook, or show and hide them."""
    from promo_xl.cli.opening import chosen, open_run, target

    wish = (show, hide, size)
    if not any(wish):
        run = open_run(file, None)
        print(_listed(run.book, chosen(lang, run)))
        return 0
    chosen(lang)  # a slip is said before anything is read
    to = target(out, file, file.name) if out else None
    return _dry(file, wish, lang) if dry_run else _changed(file, wish, to, lang)


def _wanted(
    book: Book, shown: Sequence[str], hidden: Sequence[str], size: str | None
) -> Patch:
    from promo_xl.cli.starting import one_size
    from promo_xl.edit.tabs import resize, show

    patch = resize(book, one_size(size)) if size else ()
    patch += show([_named(book, word) for word in shown], shown=True)
    return patch + show([_named(book, word) for word in hidden], shown=False)


def _named(book: Book, word: str) -> Table:
    """Find a sheet by its key, its name in either language or its title in this file."""
    from difflib import get_close_matches

    from promo_xl.edit.tabs import list_tabs, list_tools
    from promo_xl.errors import UsageError

    tables = (*list_tabs(book), *list_tools(book))
    for table in tables:
        if word in (table.sheet.key, table.title) or table.sheet.label.matches(word):
            return table
    if any(word == at.sheet for at in book.names.values()):  # 首页 and what it draws on
        raise UsageError(
            f"{book.file} 的“{word}”不能用 promo-xl 显示或隐藏。",
            f"{book.file}: promo-xl does not show or hide “{word}”.",
        )
    titles = [table.title for table in tables]
    begun = [title for title in titles if title.lower().startswith(word.lower())]
    near = begun or get_close_matches(word, titles, 1, 0.4)
    hint = f"，是不是“{near[0]}”？" if near else f"，可选：{'、'.join(titles)}。"
    hint_en = (
        f"; did you mean “{near[0]}”?" if near else f"; there are: {', '.join(titles)}."
    )
    raise UsageError(
        f"{book.file} 里没有工作表“{word}”{hint}",
        f"{book.file} has no sheet “{word}”{hint_en}",
    )


def _listed(book: Book, lang: str) -> str:
    from promo_xl.edit.tabs import list_tabs, list_tools

    words = {"zh": ("显示", "隐藏"), "en": ("shown ", "hidden")}[lang]
    lines = [
        f"{words[table.hidden]}  {table.title}{_rows(table, lang)}"
        for table in list_tabs(book)
    ]
    tools = [f"{words[table.hidden]}  {table.title}" for table in list_tools(book)]
    head = {"zh": "结果与设置：", "en": "Results and settings:"}[lang]
    more = {
        "zh": "显示一个：promo-xl sheets 文件 --show 名称；换规模：--size team",
        "en": "Show one: promo-xl sheets FILE --show NAME; another size: --size team",
    }[lang]
    return "\n".join([*lines, *([head, *tools] if tools else []), more])


def _rows(table: Table, lang: str) -> str:
    """Say how many rows a sheet holds; a form has none."""
    from promo_xl.schema.sheet import Shape

    n = len(table)
    if not n or table.sheet.shape is Shape.FORM:
        return ""
    return f"  ({n} 行)" if lang == "zh" else f"  ({n} {'row' if n == 1 else 'rows'})"


def _dry(file: Path, wish: Wish, lang: str | None) -> int:
    from promo_xl.cli.opening import chosen, open_run
    from promo_xl.edit import list_changes

    run = open_run(file, None)
    said = chosen(lang, run)
    before = {title: run.workbook.grid(title) for title in run.workbook.titles()}
    run.workbook.apply(_wanted(run.book, *wish))
    after = {title: run.workbook.grid(title) for title in run.workbook.titles()}
    nothing = {"zh": "没有要改的。", "en": "Nothing to change."}[said]
    print("\n".join(list_changes(before, after, said)) or nothing)
    return 0


def _changed(file: Path, wish: Wish, to: Path | None, lang: str | None) -> int:
    from promo_xl.cli.opening import chosen, open_run
    from promo_xl.cli.receipt import told
    from promo_xl.cli.runlog import log_write
    from promo_xl.ooxml.save import again_when_changed

    def write() -> tuple[Run, Receipt]:
        run = open_run(file, None)
        run.workbook.apply(_wanted(run.book, *wish))
        return run, run.workbook.save(to)

    run, receipt = again_when_changed(file, write)
    log_write("sheets", receipt, None)
    print(told(receipt, file.name, chosen(lang, run)))
    return 0
