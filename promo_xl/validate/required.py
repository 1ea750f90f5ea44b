"""Required cells: always in some sizes, or only while a condition holds."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from promo_xl.book import Book, Table
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema import LIVE
from promo_xl.schema.label import Label
from promo_xl.schema.sheet import Column, Owner, Shape, Sheet
from promo_xl.schema.show import to_serial
from promo_xl.validate.condition import Mask, Scope, blanks, holds
from promo_xl.validate.faulted import unread
from promo_xl.validate.near import like
from promo_xl.validate.rule import Hits, rule


@rule(
    "A07",
    "cell.required_empty",
    Kind.DATA,
    Severity.WARNING,
    title=Label("必填项为空", "required cell is empty"),
    fires="必填的单元格为空：按规模总是必填，或条件成立时必填；有灰色默认值的算已填，整行空白不算行。",
    says=Label("必填项「{col}」为空{eg}", "Required cell {col} is empty{eg}"),
    hint=Label("在这个单元格补填", "Fill in this cell"),
)
def required_empty(book: Book, facts: Facts) -> Iterator[Hits]:
    """A required cell is empty: always required in this size, or while its condition holds; a grey default counts as filled, a blank row is no row."""
    nobody_could_read = unread(book)
    for table in book:
        if (
            table.sheet.key not in LIVE
            or not table.present
            or table.sheet.owned
            or not len(table)
        ):
            continue
        scope = Scope(
            book,
            table,
            float(np.floor(to_serial(facts.as_of))),
            nobody_could_read.get(table.sheet.key, {}),
        )
        yield from _empty_in(table, scope)


def _empty_in(table: Table, scope: Scope) -> Iterator[Hits]:
    asked = [c for c in _ever_needed(table.sheet, scope.book.size) if c.key in table.places]
    rows = typed_rows(table, scope.unread) if asked else np.zeros(0, bool)
    for column in asked:
        empty = rows & scope.blank(column.key)
        if not empty.any():
            continue
        at = np.flatnonzero(empty & _needed(column, scope))
        if len(at):
            slots = {"col": column.label, "eg": like(column.example or column.kind.example)}
            yield Hits(table, at, column.key, {k: [v] * len(at) for k, v in slots.items()})


def _ever_needed(sheet: Sheet, size: str) -> Sequence[Column]:
    """Give the columns that people fill in and that can be required in a size."""
    found = _NEEDED.get((sheet.key, size))
    if found is None or found[0] is not sheet:
        columns = [
            column
            for column in sheet.cells
            if column.owner in (Owner.IN, Owner.SETTING) and column.default is None
            if column.required_in(size) or (column.when and size in column.when_in)
        ]
        found = _NEEDED[sheet.key, size] = (sheet, columns)
    return found[1]


_NEEDED: dict[tuple[str, str], tuple[Sheet, Sequence[Column]]] = {}
"""(Sheet, size) -> its columns: declarations never change while the program runs."""


def _needed(column: Column, scope: Scope) -> Mask:
    needed = np.full(len(scope.table), column.required_in(scope.book.size))
    if column.unless and needed.any():
        needed = needed & ~holds(column.unless, scope)
    if column.when and scope.book.size in column.when_in:
        needed = needed | holds(column.when, scope)
    return needed


def typed_rows(table: Table, unread: Mapping[str, frozenset[int]]) -> Mask:
    """Mark the rows in which a person typed something; the rest are blank table rows."""
    if table.sheet.shape is Shape.FORM:
        return np.ones(len(table), bool)
    typed = np.zeros(len(table), bool)
    for column in table.sheet.cells:
        # IDs and grey defaults are filled in by the reader
        if (
            column.owner is not Owner.IN
            or column.default is not None
            or column.kind.key == "id"
        ):
            continue
        typed |= ~blanks(table[column.key])
        if typed.all():
            return typed
    for i in set(np.flatnonzero(~typed).tolist()) - table.passed:
        typed[i] = is_any_typed(table, int(i))
    for positions in unread.values():
        typed[list(positions)] = True
    typed[list(table.passed)] = False
    return typed


def is_any_typed(table: Table, i: int) -> bool:
    """Whether a person typed anything in row *i* but its ID."""
    return any(
        table.raw(i, column.key) is not None
        for column in table.sheet.cells
        if column.owner in (Owner.IN, Owner.SETTING)
    )


REQUIRED = (required_empty,)
