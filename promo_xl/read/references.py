"""Names become IDs: provisional IDs for rows without one, and what references point at."""

from collections.abc import Container, Mapping

import numpy as np
from numpy.typing import NDArray

from promo_xl.book import Fault, Table
from promo_xl.read.columns import missing
from promo_xl.schema.label import fold
from promo_xl.schema.sheet import Column

Names = Mapping[str, str]
"""A folded visible name or ID -> the ID."""


def id_column(table: Table) -> Column | None:
    """Give the column that holds a row's own ID, None where a row has no single one."""
    if len(table.sheet.id) != 1 or not table.sheet.id_prefix:
        return None
    return table.sheet[table.sheet.id[0]]


def number_rows(table: Table, filled: NDArray[np.bool_]) -> None:
    """Give rows without an ID a provisional one: C01, C02 … past every ID typed."""
    column = id_column(table)
    if column is None:
        return
    ids = table.columns[column.key]
    taken = {fold(one) for one in ids.tolist() if one is not None}
    number = 0
    for i in np.flatnonzero(filled & missing(ids)).tolist():
        number += 1
        while fold(f"{table.sheet.id_prefix}{number:02d}") in taken:
            number += 1
        ids[i] = f"{table.sheet.id_prefix}{number:02d}"


def names_of(table: Table) -> dict[str, str]:
    """Map what people may call a row, its visible name or its ID, to the ID."""
    column = id_column(table)
    if column is None:
        return {}
    ids = table.columns[column.key].tolist()
    found: dict[str, str] = {}
    if table.sheet.name_key:
        for i, name in enumerate(table.columns[table.sheet.name_key].tolist()):
            if name is not None and ids[i] is not None:
                for word in _spellings(table, i, name):
                    found.setdefault(fold(word), ids[i])
    return found | {fold(one): one for one in ids if one is not None}


def _spellings(table: Table, i: int, name: str) -> tuple[str, ...]:
    """List the words for a name; one from a list has both languages and its aliases."""
    choices = table.sheet[table.sheet.name_key].kind.choices
    for item in choices.items if choices else ():
        if item.key == name:
            return (item.label.zh, item.label.en, *item.label.aliases)
    return (name,)


def resolve(table: Table, names: Mapping[str, Names], free: Container[str]) -> list[Fault]:
    """Turn the references of *table* into IDs in place; what names nothing stays as typed.

    *names*: by sheet, what can be referred to; in the *free* sheets any name will do.
    """
    faults: list[Fault] = []
    for column in table.sheet.cells:
        if column.kind.ref and column.key in table.places:
            target = column.kind.ref.partition(".")[0]
            strange = _resolve_column(table, column, names[target])
            faults += strange if target not in free else []
    return faults


def _resolve_column(table: Table, column: Column, names: Names) -> list[Fault]:
    """Look every distinct word up once."""
    values = table.columns[column.key]
    codes, words = table.codes(column.key)
    found = [_found(word, names) for word in words]
    values[:] = np.fromiter([*found, None], object, len(found) + 1)[codes]
    strange = [not _is_known(word, names) for word in words]
    rows = np.flatnonzero(np.array([*strange, False], bool)[codes])
    return [
        Fault(
            "unknown_ref",
            table.sheet.key,
            table.at(i, column.key),
            column.key,
            table.raw(i, column.key),
            i,
        )
        for i in rows.tolist()
    ]


def _found(value: object, names: Names) -> object:
    if isinstance(value, tuple):
        return tuple(names.get(fold(one), one) for one in value)
    return names.get(fold(value), value)


def _is_known(value: object, names: Names) -> bool:
    words = value if isinstance(value, tuple) else (value,)
    return all(fold(one) in names for one in words)
