"""Drop-downs, and the hints that show when a cell is chosen. Pasting always works.

Numbers, dates and lists warn instead of refusing: exports are pasted as they come, and the
check names what could not be read.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from promo_xl.render.master import words
from promo_xl.render.master.making import Making
from promo_xl.schema.expression import Field
from promo_xl.schema.sheet import Column
from promo_xl.schema.show import show

Box = tuple[int, int, int, int]
_TITLE, _MESSAGE = 32, 255
_HUGE = 1e15
_OLDEST = 1.0
"""1900-01-01, the first day Excel knows."""


def add_validation(making: Making, tab: Worksheet, column: Column, box: Box) -> None:
    """Give the cells of *box* their drop-down, their warning and their hint."""
    rule = _rule(making, column)
    rule["input_title"] = making.say(column.label)[:_TITLE]
    rule["input_message"] = hint(making, column)[:_MESSAGE]
    tab.data_validation(*box, rule)


def hint(making: Making, column: Column) -> str:
    """Say in a few words what belongs into a cell of *column*."""
    parts = [_need(making, column), _what(making, column)]
    default = default_words(making, column)
    if default:
        parts.append(making.say(words.DEFAULT, default=default))
    note = column.note_zh if making.lang == "zh" else column.note
    parts.append("" if _is_foreign(making, note) else note)
    joint = "；" if making.lang == "zh" else "; "
    return joint.join(part for part in parts if part)


def list_name(making: Making, column: Column) -> str:
    """Give the defined name of the column's drop-down; "" where it has none."""
    kind = column.kind
    if kind.choices is not None:
        return f"lst_{kind.choices.name}"
    target = making.by_key.get(kind.ref.partition(".")[0])
    return f"pick_{target.key}" if target is not None and target.name_key else ""


def _rule(making: Making, column: Column) -> dict[str, Any]:
    warn: dict[str, Any] = {"error_type": "warning", "ignore_blank": True}
    source = list_name(making, column)
    if source:
        free = column.kind.multi or column.kind.key in ("ref", "reflist")
        said = _said(making, words.NOT_LISTED, words.NOT_LISTED_TEXT)
        return {
            **warn,
            **said,
            "validate": "list",
            "source": f"={source}",
            "show_error": not free,
        }
    if column.kind.key in ("date", "datetime"):
        said = _said(making, words.NOT_DATE, words.NOT_DATE_TEXT)
        return {**warn, **said, "validate": "decimal", "criteria": ">=", "value": _OLDEST}
    if column.kind.numeric:
        said = _said(making, words.NOT_NUMBER, words.NOT_NUMBER_TEXT)
        span = {"minimum": -_HUGE, "maximum": _HUGE}
        return {**warn, **said, "validate": "decimal", "criteria": "between", **span}
    return {"validate": "any"}


def _said(making: Making, title: Any, text: Any) -> dict[str, str]:
    said = making.say(text)
    return {"error_title": making.say(title)[:_TITLE], "error_message": said[:_MESSAGE]}


def _need(making: Making, column: Column) -> str:
    if column.required_in(making.book.size):
        return making.say(words.REQUIRED)
    conditional = column.when and making.book.size in column.when_in
    return making.say(words.REQUIRED_WHEN if conditional else words.OPTIONAL)


def _what(making: Making, column: Column) -> str:
    if list_name(making, column):
        return making.say(words.SEVERAL if column.kind.multi else words.PICK)
    name = words.KINDS.get(column.kind.key, column.kind.name)
    said = making.say(words.KIND, kind=making.say(name))
    example = column.example or column.kind.example
    if not example or _is_foreign(making, example) or len(example) > 40:
        return said
    joint = "，" if making.lang == "zh" else ", "
    return said + joint + making.say(words.EXAMPLE, example=example)


def _is_foreign(making: Making, text: str) -> bool:
    return making.lang == "en" and any(ord(letter) > 0x2E7F for letter in text)


def default_words(making: Making, column: Column) -> str:
    """Say what a blank cell of *column* counts as; "" where it is worked out row by row."""
    value = column.default
    if isinstance(value, Field):
        if value.key in words.MEANT:
            return making.say(words.MEANT[value.key])
        sheet, _, key = value.key.partition(".")
        found = making.by_key.get(sheet)
        return making.say(found[key].label) if found is not None and key in found else ""
    if isinstance(value, str):
        choices = column.kind.choices
        said = choices.say(value, making.lang) if choices else value
        return "" if _is_foreign(making, said) else said
    if isinstance(value, int | float):
        return show(float(value), column.kind, making.lang)
    return ""
