"""The rows of a list as a template sees them: each column as a value and as words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from promo_xl.facts import Block, Slot, slot_text
from promo_xl.render.word.charts_time import NUMBERS
from promo_xl.render.word.fields import LEADS, LEVEL, MARK, NUMBER, TEXT, Rows
from promo_xl.render.word.filters import Whole
from promo_xl.render.word.slots import (
    LIMIT_WORDS,
    Plain,
    as_float,
    as_plain,
    as_text,
    level_name,
    level_of,
)

Values = dict[str, Any]


class Asked(NamedTuple):
    """What a template asks for."""

    lang: str
    words: frozenset[str] | None = None
    """The words of its tags: lists and texts it does not name are left out; None is all."""
    whole: bool = False
    """Lists are told in full whatever the template would cut."""


def listed(rows: Rows, block: Block | None, asked: Asked) -> Values:
    """Give one list with its total and heads, by name; nothing where no tag names it."""
    lang, words = asked.lang, asked.words
    names = _Names.of(rows, lang)
    if words is not None and not words & names.own:
        return {}
    keep = next((f.say(lang) for f in rows.fields if f.en == rows.group), "")
    said = [
        (words is None or name in words or name == keep, words is None or text in words)
        for name, text in names.fields
    ]
    kept = [] if block is None else [row for row in block.rows if _belongs(rows, row)]
    made = [_row(rows, names, row, lang, said) for row in kept]
    if rows.group:
        _mark_groups(made, rows, lang)
    if rows.numbered:
        for i, row in enumerate(made):
            row[NUMBER.say(lang)] = NUMBERS[i] if i < len(NUMBERS) else str(i + 1)
    found: Values = {rows.name.say(lang): Whole(made) if asked.whole else made}
    if rows.total is not None:
        total = block.total if block else None
        found[rows.total.say(lang)] = (
            _row(rows, names, total, lang, said) if total else None
        )
    if rows.heads is not None:
        found[rows.heads.say(lang)] = _heads(rows, block, lang)
    return found


class _Names(NamedTuple):
    """The names of a list's fields in one language."""

    fields: tuple[tuple[str, str], ...]
    """Each column's name, and the name of its text."""
    level: str
    marks: tuple[tuple[int, str], ...]
    own: frozenset[str]
    """Names of the list, its total and its heads."""

    @staticmethod
    @cache
    def of(rows: Rows, lang: str) -> _Names:
        """Give the names of one list."""
        text, mark = TEXT.say(lang), MARK.say(lang)
        said = [field.say(lang) for field in rows.fields]
        marks = [
            (i, said[i] + mark) for i, f in enumerate(rows.fields) if f.en in rows.marks
        ]
        objects = (rows.name, rows.total, rows.heads)
        return _Names(
            tuple((name, name + text) for name in said),
            LEVEL.say(lang),
            tuple(marks),
            frozenset(one.say(lang) for one in objects if one),
        )


def _belongs(rows: Rows, row: Sequence[Slot]) -> bool:
    """Goals that must not be exceeded are listed apart from those to be reached."""
    if rows.block != "goals":
        return True
    target, word = slot_text(row[1], "zh"), slot_text(row[-1], "zh")
    limit = target.startswith(("≤", "<")) or word in LIMIT_WORDS
    return limit is (rows.name.en == "limits")


def _row(
    rows: Rows,
    names: _Names,
    row: Sequence[Slot],
    lang: str,
    said: Sequence[tuple[bool, bool]],
) -> dict[str, Plain]:
    found: dict[str, Plain] = {names.level: level_name(_level(rows, row), lang)}
    width = len(row)
    for i, (name, text) in enumerate(names.fields):
        slot = row[i] if i < width else None
        plain, words = said[i]
        if plain:
            found[name] = as_plain(slot, lang)
        if words:
            found[text] = as_text(slot, lang)
    for i, name in names.marks:
        found[name] = level_name(level_of(row[i]) if i < width else "", lang)
    return found


def _mark_groups(made: list[dict[str, Plain]], rows: Rows, lang: str) -> None:
    """Mark the first row of each group."""
    key = next(f.say(lang) for f in rows.fields if f.en == rows.group)
    leads, before = LEADS.say(lang), object()
    for row in made:
        row[leads] = row[key] != before
        before = row[key]


def _heads(rows: Rows, block: Block | None, lang: str) -> dict[str, Plain]:
    said = [head.say(lang) for head in block.heads] if block else []
    padded: list[Plain] = [*said, *[None] * len(rows.fields)]
    return {f.say(lang): head for f, head in zip(rows.fields, padded, strict=False)}


def _level(rows: Rows, row: Sequence[Slot]) -> str:
    at = next((i for i, f in enumerate(rows.fields) if f.en == rows.word), None)
    if at is None or at >= len(row):
        return ""
    number = as_float(row[at])
    if rows.word == "used":
        return "bad" if number is not None and number > 1 else ""
    if rows.word == "completion":
        return "bad" if number is not None and number < MISSED else ""
    return level_of(row[at])


MISSED = 0.8
"""A phase below this part of its goal is out of the ordinary."""
