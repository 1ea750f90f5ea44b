"""校验结果: every finding a row, and what people ticked kept beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from promo_xl.book import Book, Ref, Table
from promo_xl.edit.cells import same
from promo_xl.finding import Finding, Findings
from promo_xl.patch import Cell, Formula, ReplaceRows
from promo_xl.schema.kind import Choices


def issue_rows(book: Book, findings: Findings, lang: str) -> ReplaceRows | None:
    """Give the rows of 校验结果 in the order of the check; None where they stand there.

    What is acknowledged doesn't count for the order: a tick never moves a row.
    """
    table = book["issues"]
    if not table.present:
        return None
    typed = _typed(table)
    rows = [
        _in_order(table, _row(book, found, lang, typed.get(found.mark)))
        for found in findings
    ]
    if _stands(table, rows):
        return None
    return ReplaceRows(table.title, table.sheet.table, rows)


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
        "message": found.message(lang),
        "hint": found.advice(lang),
        "fixable": word("fixable", "yes" if found.fixable else "no"),
        "ack": word("ack", acknowledged) if acknowledged else None,
        "mark": found.mark,
    }


def _word(choices: Choices | None, key: str, lang: str) -> str:
    return choices.say(key, lang) if choices else key


def link(at: Ref) -> Formula | None:
    """Link to a cell of this workbook; a click goes there. None for a whole sheet."""
    if not at.cell:
        return None
    target = "#'{}'!{}".format(at.sheet.replace("'", "''"), at.cell).replace('"', '""')
    return Formula(f'HYPERLINK("{target}","{at.cell}")', at.cell)


def _in_order(table: Table, row: Mapping[str, Cell]) -> Sequence[Cell]:
    columns = [place for place in table.places.values() if isinstance(place, int)]
    if not columns:
        return [row.get(column.key) for column in table.sheet.cells]
    at = {place: key for key, place in table.places.items()}
    return [row.get(str(at.get(n))) for n in range(min(columns), max(columns) + 1)]


def _stands(table: Table, rows: Sequence[Sequence[Cell]]) -> bool:
    first = min((p for p in table.places.values() if isinstance(p, int)), default=1)
    # an empty table keeps one blank row
    if not rows:
        return not any(value is not None for value in table["rule_id"])
    if len(table) != len(rows):
        return False
    return all(
        same(_at(table, table.top + i, first + n), cell)
        for i, row in enumerate(rows)
        for n, cell in enumerate(row)
    )


def _at(table: Table, row: int, column: int) -> object:
    if row > len(table.cells) or column > len(table.cells[row - 1]):
        return None
    return table.cells[row - 1][column - 1]
