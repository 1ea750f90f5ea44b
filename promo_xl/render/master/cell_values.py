"""What is to stand in a cell: the person's own value in the book's language, or ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from promo_xl.book import Table
from promo_xl.render.master.making import Making
from promo_xl.schema.kinds import END
from promo_xl.schema.sheet import Column, Owner, Shape

Value = str | float | None
COMPUTED = (Owner.FORMULA, Owner.TOOL)
LAST_MINUTE = (24 * 60 - 1.5) / (24 * 60)


def column_values(making: Making, table: Table, column: Column) -> list[Value]:
    """Give a whole column as it is to be written, blank cells as None.

    Grey defaults and provisional IDs that only the reader filled in are not written.
    """
    ours = column.owner in COMPUTED and not table.sheet.owned
    found = making.facts.columns.get((table.sheet.key, column.key)) if ours else None
    array = table[column.key] if found is None else found
    names = _visible_names(making, column)
    values = [_say(making, column, names, value) for value in array.tolist()]
    if column.kind is END:
        values = [_bare_end(value) for value in values]
    if found is not None or not table.cells:
        return values
    return [_typed(table, i, column.key, value) for i, value in enumerate(values)]


def field_value(making: Making, table: Table, column: Column) -> Value:
    """Give the one value of a form's field."""
    values = column_values(making, table, column)
    return values[0] if values else None


def _bare_end(value: Value) -> Value:
    """Write the end of a day as the bare date it was read from."""
    if isinstance(value, float) and value % 1 > LAST_MINUTE:
        return float(int(value))
    return value


def _typed(table: Table, i: int, key: str, value: Value) -> Value:
    raw = table.raw(i, key)
    if raw is None:
        return None
    return str(raw) if value is None else value


def _say(making: Making, column: Column, names: Mapping[str, str], value: Any) -> Value:
    if value is None or value == "" or value != value:
        return None
    if isinstance(value, tuple | list):
        said = [_say(making, column, names, each) for each in value]
        return (";" if making.lang == "en" else "；").join(str(s) for s in said if s)
    if isinstance(value, bool | int | float):
        return float(value)
    if column.kind.choices is not None:
        return column.kind.choices.say(str(value), making.lang)
    return names.get(str(value), str(value))


def _visible_names(making: Making, column: Column) -> Mapping[str, str]:
    """Map the IDs a reference column may hold to the names people see.

    Where several rows share a name, as phases of two tracks do, only the ID says which.
    """
    target = making.by_key.get(column.kind.ref.partition(".")[0])
    if target is None or not target.name_key or target.shape is Shape.FORM:
        return {}
    table = making.book.tables.get(target.key)
    if table is None:
        return {}
    key = column.kind.ref.partition(".")[2]
    pairs = zip(table[key].tolist(), table[target.name_key].tolist(), strict=True)
    rows = Counter(table[target.name_key].tolist())
    choices = target[target.name_key].kind.choices
    return {
        str(i): choices.say(str(name), making.lang) if choices else str(name)
        for i, name in pairs
        if i is not None and name is not None and rows[name] == 1
    }
