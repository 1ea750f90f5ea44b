"""A day's cell of 计算: what it asks of 日数据, as Excel reads it.

What is asked changes with what people type: sales come from the whole shop's rows as soon
as there are some, and a channel may be counted by its plans. So both who makes a workbook
and who refreshes one take the text from here.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from promo_xl.schema.criteria import CellText, Naming, Operand, Test
from promo_xl.schema.expression import Col
from promo_xl.schema.formula import total_formula

LONGEST = 7500
"""Excel takes 8,192 characters in a formula; rows have up to seven digits."""
DAY_KEYS = {1: "gmv", 5: "cost"}
"""Columns of `calc_days`, counted from 0, that add something up by day."""
_CHANNEL = "channel_id"
_ROW = "\ue000"
"""Stands for the row, which comes last: one text serves all days."""

Criteria = Sequence[tuple[str, str, object]]
"""Column, sign and value of each criterion on 日数据."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a workbook calls its columns and its channels."""

    name: Naming
    channels: Mapping[str, tuple[str, ...]]
    """Channel -> what cells may call it."""
    listed: Container[str]
    """The channels whose ID stands in 渠道计划: a formula finds their name there itself."""


def day_formula(key: str, asked: Sequence[Criteria], words: Words) -> str:
    """Give the formula that adds *key* up on the day in column A, without `=`.

    Blank after data-through and where nothing is measured; the day asked about in *asked*
    does not count. `at_row` makes it one of a certain row. "" where it cannot be said: the
    text would be too long for Excel.
    """
    total = _total(key, asked, words)
    if len(total) > LONGEST:
        total = _total(key, _joined(asked, words), words)
    text = (
        f'IF(OR(A{_ROW}="",COUNT(calc_through)=0),"",IF(A{_ROW}>calc_through,"",{total}))'
    )
    return text if len(text) <= LONGEST else ""


def at_row(formula: str, row: int) -> str:
    """Give a day's formula as it stands in *row*."""
    return formula.replace(_ROW, str(row))


def _total(key: str, asked: Sequence[Criteria], words: Words) -> str:
    parts = [_part(key, one, words) for one in asked or [()]]
    if len(parts) == 1:
        return parts[0]
    items = ",".join(parts)
    return f'IF(COUNT({items})=0,"",SUM({items}))'


def _part(key: str, criteria: Criteria, words: Words) -> str:
    tests: list[Test] = [
        (f"daily.{column}", sign, _operand(column, value, words))
        for column, sign, value in criteria
        if column != "date"
    ]
    tests.append(("daily.date", "=", CellText(f"$A{_ROW}")))
    return total_formula(Col(key), tests, words.name, sheet="daily")


def _operand(column: str, value: object, words: Words) -> Operand:
    if isinstance(value, tuple | float):
        return value
    text = str(value)
    if column == _CHANNEL and text not in words.listed:
        return words.channels.get(text, (text,))
    return text


def _joined(asked: Sequence[Criteria], words: Words) -> list[Criteria]:
    """Ask once about channels that are asked about alike, all of them by name."""
    found: dict[tuple[tuple[str, str, object], ...], list[str]] = {}
    for criteria in asked:
        rest = tuple(test for test in criteria if test[0] != _CHANNEL)
        named = [str(test[2]) for test in criteria if test[0] == _CHANNEL]
        found.setdefault(rest, []).extend(named)
    return [
        ((_CHANNEL, "=", _spelled(named, words)), *rest) if named else rest
        for rest, named in found.items()
    ]


def _spelled(channels: Sequence[str], words: Words) -> tuple[str, ...]:
    said = (word for one in channels for word in words.channels.get(one, (one,)))
    return tuple(dict.fromkeys(said))
