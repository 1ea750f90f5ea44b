"""Names become IDs: provisional IDs for rows without one, and what references point at."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from promo_xl.book import Fault, Table
from promo_xl.read.columns import missing
from promo_xl.schema.label import fold
from promo_xl.schema.sheet import Column

_TRACK = "track"


@dataclass(frozen=True, slots=True)
class Names:
    """What rows of a sheet may be called."""

    ids: Mapping[str, str]
    """A folded visible name or ID -> the ID."""
    exact: frozenset[str]
    """The names and IDs as they are spelled where they are registered."""
    several: frozenset[str] = frozenset()
    """Folded names that phases of more than one track share: 爆发 alone may be any of them."""


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


def names_of(table: Table) -> Names:
    """Map what people may call a row, its visible name or its ID, to the ID."""
    column = id_column(table)
    if column is None:
        return Names({}, frozenset())
    ids = table.columns[column.key].tolist()
    found: dict[str, str] = {}
    exact = {one for one in ids if one is not None}
    tracks: dict[str, set[object]] = {}
    if table.sheet.name_key:
        for i, name in enumerate(table.columns[table.sheet.name_key].tolist()):
            if name is not None and ids[i] is not None:
                for word in (*_tracked(table, i, name), *_spellings(table, i, name)):
                    found.setdefault(fold(word), ids[i])
                    exact.add(word.strip())
                    tracks.setdefault(fold(word), set()).add(_track(table, i))
    ids_by_id = {fold(one): one for one in ids if one is not None}
    shared = {word for word, on in tracks.items() if len(on) > 1} - ids_by_id.keys()
    return Names(found | ids_by_id, frozenset(exact), frozenset(shared))


def _track(table: Table, i: int) -> object:
    return table.columns[_TRACK][i] if _TRACK in table.sheet else None


def _tracked(table: Table, i: int, name: str) -> tuple[str, ...]:
    """List the names that tell phases of two tracks apart: 爆发·天猫."""
    track = _track(table, i)
    if track is None:
        return ()
    tracks = _spellings(table, i, str(track), _TRACK)
    return tuple(f"{word}·{one}" for word in _spellings(table, i, name) for one in tracks)


def _spellings(table: Table, i: int, name: str, key: str = "") -> tuple[str, ...]:
    """List the words for a name; one from a list has both languages and its aliases."""
    choices = table.sheet[key or table.sheet.name_key].kind.choices
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
            faults += [f for f in strange if f.what != "unknown_ref" or target not in free]
    return faults


def _resolve_column(table: Table, column: Column, names: Names) -> list[Fault]:
    """Look every distinct word up once."""
    values = table.columns[column.key]
    codes, words = table.codes(column.key)
    found = [_found(word, names) for word in words]
    values[:] = np.fromiter([*found, None], object, len(found) + 1)[codes]
    faults: list[Fault] = []
    for what, judge in _JUDGES.items():
        odd = [judge(word, names) for word in words]
        rows = np.flatnonzero(np.array([*odd, False], bool)[codes]) if any(odd) else ()
        faults += [
            Fault(what, table.sheet.key, table.at(i, column.key), column.key, raw, i)
            for i in map(int, rows)
            if (raw := table.raw(i, column.key)) is not None
        ]
    return faults


def _found(value: object, names: Names) -> object:
    if isinstance(value, tuple):
        return tuple(names.ids.get(fold(one), one) for one in value)
    return names.ids.get(fold(value), value)


def _words_of(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _is_strange(value: object, names: Names) -> bool:
    """Whether it names nothing, or not only what is there."""
    return any(fold(one) not in names.ids for one in _words_of(value))


def _is_respelled(value: object, names: Names) -> bool:
    """Whether it is known, and registered under another spelling."""
    return any(
        one not in names.exact and fold(one) in names.ids for one in _words_of(value)
    )


def _is_shared(value: object, names: Names) -> bool:
    """Whether it may mean any of several rows."""
    return any(fold(one) in names.several for one in _words_of(value))


_JUDGES = {
    "unknown_ref": _is_strange,
    "spelling": _is_respelled,
    "several_ref": _is_shared,
}
"""What may be wrong with a reference -> how to tell."""
