"""校验结果: every finding a row, and what people ticked or noted kept beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from promo_xl.book import Book, Ref, Table
from promo_xl.edit.cells import same
from promo_xl.edit.kept import Kept, Notes, beside_columns, columns_of
from promo_xl.edit.own_formulas import OwnFormulas
from promo_xl.finding import Finding, Findings
from promo_xl.patch import Cached, Cell, Edit, Formula, ReplaceRows, SetCells
from promo_xl.schema.kind import Choices
from promo_xl.schema.label import Label

_LONGEST = 1000
"""Characters of a sentence: one that quotes a whole page of text is cut."""
GONE = Label("已消除：", "Resolved: ")
"""Begins the message of a row that stays for what people noted beside it."""

_Line = tuple[Mapping[str, Cell], Kept | None]


def issue_edits(book: Book, findings: Findings, lang: str) -> Iterator[Edit]:
    """Write the rows of 校验结果 in the order of the check; nothing where they stand there.

    What is acknowledged doesn't count for the order: a tick never moves a row. What people
    noted in columns of their own goes with its finding. Where that is gone, the row stays
    last, so that nothing typed is lost.
    """
    table = book["issues"]
    if not table.present:
        return
    lines = list(_lines(book, findings, lang))
    rows = list(_in_order(book, table, lines))
    if not _stands(book, table, rows):
        yield ReplaceRows(table.title, table.sheet.table, rows)
    moved = _beside(book, table, [kept for _, kept in lines])
    if moved:
        yield SetCells(table.title, moved)


def _lines(book: Book, findings: Findings, lang: str) -> Iterator[_Line]:
    notes, table = Notes(book), book["issues"]
    typed = _typed(table)
    for found in findings:
        row, kept = _row(book, found, lang, typed.get(found.mark)), notes.take(found)
        if kept is not None and kept.words and row["ack"] is None:
            row = {**row, "ack": kept.words}
        yield row, kept
    for kept in notes.left():
        yield _left(book, kept, lang), kept


def _typed(table: Table) -> Mapping[str, str]:
    """Say what people typed into 已知悉, by mark."""
    marks, ticks = table["mark"], table["ack"]
    return {m: t for m, t in zip(marks, ticks, strict=True) if m and t}


def _row(book: Book, found: Finding, lang: str, typed: str | None) -> Mapping[str, Cell]:
    def word(key: str, choice: str) -> str:
        choices = book["issues"].sheet[key].kind.choices
        return _word(choices, choice, book.lang)

    acknowledged = "yes" if found.accepted else typed if typed == "no" else None
    return {
        "rule_id": found.id,
        "kind": word("kind", found.kind.value),
        "severity": word("severity", found.severity.value),
        "sheet_name": found.at.sheet,
        "cell": link(found.at),
        "message": _cut(found.message(lang)),
        "hint": _cut(found.advice(lang)),
        "fixable": word("fixable", "yes" if found.fixable else "no"),
        "ack": word("ack", acknowledged) if acknowledged else None,
        "mark": found.mark,
    }


def _left(book: Book, kept: Kept, lang: str) -> Mapping[str, Cell]:
    """Say a row whose finding is gone: what it was, without severity, so nothing is coloured."""
    said = {key: _as_cell(value) for key, value in kept.said.items()}
    if kept.theirs:
        return said
    sheet, cell = kept.spot.sheet, kept.spot.cell
    if sheet in {table.title for table in book} and isinstance(cell, str):
        said["cell"] = _link(str(sheet), cell)
    told = str(kept.said.get("message") or "")
    if not told.startswith((GONE.zh, GONE.en)):
        said["message"] = _cut(GONE.say(lang) + told)
    return {**said, "kind": None, "severity": None, "hint": None, "fixable": None}


def _as_cell(value: object) -> Cell:
    return value if isinstance(value, str | float | date) else None


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _word(choices: Choices | None, key: str, lang: str) -> str:
    return choices.say(key, lang) if choices else key


def link(at: Ref) -> Formula | None:
    """Link to a cell of this workbook; a click goes there. None for a whole sheet."""
    return _link(at.sheet, at.cell) if at.cell else None


def _link(sheet: str, cell: str) -> Formula:
    target = "#'{}'!{}".format(sheet.replace("'", "''"), cell).replace('"', '""')
    return Formula(f'HYPERLINK("{target}","{cell}")', cell)


def _in_order(book: Book, table: Table, lines: Sequence[_Line]) -> Iterator[Sequence[Cell]]:
    """Give the rows in the table's columns, the team's own included."""
    columns = columns_of(table)
    at = {place: key for key, place in table.places.items()}
    added = [n for n in columns if n not in at]
    formulas = OwnFormulas(book, table, added)
    if not lines and formulas:  # the blank row of an empty table keeps them for the next
        lines = [({}, None)]
    for number, (row, kept) in enumerate(lines, table.top):
        own = dict.fromkeys(added, None) if kept is None else kept.own
        old = kept.row if kept is not None else None
        yield [
            row.get(at[n]) if n in at else _own(formulas.cell(number, n, old), own.get(n))
            for n in columns
        ]


def _own(formula: Cell, typed: object) -> Cell:
    return _as_cell(typed) if typed is not None else formula


def _beside(
    book: Book, table: Table, kept: Sequence[Kept | None]
) -> dict[tuple[int, int], Cell]:
    """Move what is noted right of the table along with the rows that moved."""
    moved: dict[tuple[int, int], Cell] = {}
    for column in beside_columns(book, table):
        wanted = {
            table.top + i: one.beside.get(column) for i, one in enumerate(kept) if one
        }
        for row in range(table.top, table.top + max(len(table), len(kept))):
            value = _as_cell(wanted.get(row))
            if not same(_at(table, row, column), value):
                moved[row, column] = value
    return moved


def _stands(book: Book, table: Table, rows: Sequence[Sequence[Cell]]) -> bool:
    # an empty table keeps one blank row
    blank = not any(cell for row in rows for cell in row if not isinstance(cell, Formula))
    if blank:
        return not any(value is not None for value in table["rule_id"])
    if len(table) != len(rows):
        return False
    live = book.formulas.get(table.title, frozenset())
    first = columns_of(table).start
    ours = set(table.places.values())
    return all(
        (table.top + i, first + n) in live
        if first + n not in ours and isinstance(cell, Formula | Cached)
        else same(_at(table, table.top + i, first + n), cell)
        for i, row in enumerate(rows)
        for n, cell in enumerate(row)
    )


def _at(table: Table, row: int, column: int) -> object:
    if row > len(table.cells) or column > len(table.cells[row - 1]):
        return None
    return table.cells[row - 1][column - 1]
