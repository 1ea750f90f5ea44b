"""How a column looks: its number format, alignment and width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from promo_xl.render.master.cell_values import COMPUTED, Value
from promo_xl.schema.sheet import Column, Owner

_WIDTHS = {
    "date": 11.0,
    "datetime": 16.0,
    "money": 12.0,
    "pct": 9.0,
    "int": 9.5,
    "num": 10.0,
    "ratio": 9.0,
    "enum": 9.0,
    "bool": 7.0,
    "id": 8.0,
    "longtext": 30.0,
    "text": 12.0,
}
_NOTE = 22.0
"""Room for a remark, before there is any."""
_WIDEST = {
    "text": 34.0,
    "ref": 20.0,
    "enum": 20.0,
    "id": 18.0,
    "dep": 14.0,
    "reflist": 18.0,
}
_SENTENCES, _SENTENCE = ("message", "hint"), 44.0
"""What we write to people needs room: whole sentences."""
_COUNTED = ("money", "int", "num")
_NOISE = 1e-6
_RIGHT = ("money", "pct", "int", "num", "ratio")
_CENTRE = ("date", "datetime", "enum", "bool", "id")


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """What a column's cells share: properties of the cell format, and the width."""

    props: dict[str, Any]
    width: float


def column_look(
    column: Column, header: str, values: Sequence[Value], *, shown: str = ""
) -> ColumnLook:
    """Give the look of *column* holding *values*; amounts in whole 元 show no cents."""
    kind = column.kind
    props: dict[str, Any] = {"num_format": shown or _format(column, values)}
    if kind.key in _RIGHT:
        props["align"] = "right"
    elif kind.key in _CENTRE:
        props["align"] = "center"
    else:
        props["indent"] = 1
    width = _width(column, header, values)
    longest = max((text_width(v) for v in values if isinstance(v, str)), default=0)
    if kind.key == "longtext" or (not kind.numeric and longest > width - 2):
        props["text_wrap"] = True
    return ColumnLook(props, width)


def text_width(text: str) -> int:
    """Count columns a text needs: 2 a Chinese character, 1 any other."""
    if text.isascii():
        return len(text)
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def _format(column: Column, values: Sequence[Value]) -> str:
    whole = all(isinstance(v, str) or v is None or _is_whole(v) for v in values)
    if column.kind.key == "money":
        return "#,##0" if whole else "#,##0.00"
    if column.kind.key == "datetime" and whole:
        return "yyyy-mm-dd"
    if column.kind.key == "pct" and column.key == "pct":
        return "0%"
    computed = column.owner in COMPUTED
    if computed and column.kind.key == "num":
        return "#,##0" if whole and any(v is not None for v in values) else "#,##0.0"
    return "General" if computed and column.kind.shown == "@" else column.kind.shown


def _is_whole(number: float) -> bool:
    return abs(number - round(number)) < _NOISE


def _width(column: Column, header: str, values: Sequence[Value]) -> float:
    if column.key in _SENTENCES and column.owner is Owner.TOOL:
        return _SENTENCE
    key = column.kind.key
    if column.key == "note":
        return max(_NOTE, _header_width(header))
    wide = _WIDTHS.get(key, 10.0)
    if not column.kind.numeric and key != "longtext":
        longest = max((text_width(str(v)) for v in values if v is not None), default=0)
        wide = min(max(wide, longest * 1.1 + 2), _WIDEST.get(key, 22.0))
    return max(wide, _header_width(header), _digits(values) if key in _COUNTED else 0.0)


def _digits(values: Sequence[Value]) -> float:
    """Leave room for the longest number, its commas and cents: it would show as ####."""
    numbers = [v for v in values if isinstance(v, float)]
    ends = (min(numbers), max(numbers)) if numbers else ()
    cents = 0 if all(_is_whole(v) for v in numbers) else 3
    return max((len(f"{v:,.0f}") + cents + 2.0 for v in ends), default=0.0)


def _header_width(header: str) -> float:
    """Leave room for a header and its filter button: two lines, three of English words."""
    if any(ord(letter) > 0x2E7F for letter in header):
        return float(max(ceil(text_width(header) / 2) + 4, 7))
    longest_word = max(text_width(word) for word in header.split() or [""])
    return float(max(ceil(text_width(header) / 3) + 5, longest_word + 4, 7))
