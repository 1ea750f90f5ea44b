"""The words people call a column by: labels, units, aliases, and what the file itself notes."""

from collections.abc import Iterable, Mapping

from promo_xl.schema.label import fold, fold_header
from promo_xl.schema.sheet import Column, Sheet

_KNOWN: dict[str, tuple[Sheet, dict[str, str]]] = {}
"""Sheet key -> its declared headers: they never change while the program runs."""


def known_headers(sheet: Sheet, meta: Mapping[str, str]) -> Mapping[str, str]:
    """Map every folded spelling of a header to its key; a label goes before an alias.

    The unit in brackets is ignored where that leaves one column only. *meta* notes the
    header each column was written with.
    """
    kept = _KNOWN.get(sheet.key)
    if kept is None or kept[0] is not sheet:
        kept = _KNOWN[sheet.key] = (sheet, _spellings(sheet, {}))
    noted: dict[str, str] = {}
    for key in (c.key for c in sheet.cells) if meta else ():
        text = meta.get(f"header:{sheet.key}:{key}", "")
        if text and kept[1].get(fold(text)) != key:
            noted[key] = text
    return _spellings(sheet, noted) if noted else kept[1]


def header_key(cell: object, known: Mapping[str, str]) -> str | None:
    """Give the key of the column a header means, None where nobody knows it."""
    if not isinstance(cell, str) or not cell:
        return None
    return known.get(fold(cell)) or known.get(fold_header(cell))


def _spellings(sheet: Sheet, noted: Mapping[str, str]) -> dict[str, str]:
    exact: dict[str, str] = {}
    for ways in (_written_names, _older_names):
        for column in sheet.cells:
            for name in (*ways(column), noted.get(column.key, "")):
                exact.setdefault(fold(name), column.key)
    exact.pop("", None)
    short: dict[str, set[str]] = {}
    for text, key in exact.items():
        short.setdefault(fold_header(text), set()).add(key)
    loose = {text: keys.pop() for text, keys in short.items() if len(keys) == 1}
    return loose | exact


def _written_names(column: Column) -> Iterable[str]:
    label = column.label
    return (label.zh, label.en, column.header("zh"), column.header("en"))


def _older_names(column: Column) -> Iterable[str]:
    return (*column.label.aliases, column.was)
