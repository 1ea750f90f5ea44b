"""A figure's question as a formula people can paste into the same workbook.

Formulas that differ only in a channel or a day are written once and filled in: a campaign
has hundreds of figures, and the text is the dearest part of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from promo_xl.book import Book, Table, letter
from promo_xl.facts import Criterion, Source
from promo_xl.schema.criteria import Test, quoted
from promo_xl.schema.expression import Expr, Least, Most, Op, Sum, SumIfs
from promo_xl.schema.formula import escape_header, total_formula

READABLE = 3000
"""Longer than this, a ratio says its two sides once and lets IFERROR find the blank."""
LONGEST = 8000
"""Excel takes 8,192 characters in a formula."""
_WORDS = ("\ue000", "\ue001")
_DAYS = {">=": 987654301.0, "<=": 987654302.0, "=": 987654303.0}


@dataclass(frozen=True)
class Formulas:
    """Writes formulas in the words of one workbook."""

    book: Book
    _templates: dict[object, str] = field(default_factory=dict)

    def name(self, sheet: str, key: str) -> str:
        """Give the structured reference of a column as THIS file heads it."""
        table = self.book[sheet]
        header = table.headers.get(key) or table.sheet[key].header(self.book.lang)
        return f"{table.sheet.table}[{escape_header(header)}]"

    def over(self, expr: Expr, source: Source) -> str:
        """Give the formula of *expr* over the rows of one source; "" if none is possible."""
        sheet = source.table.sheet.key
        where = _needed(source)
        if not self._speaks(sheet, *source.keys, *(test.key for test in where)):
            return ""
        shape = tuple(self._shape(sheet, test) for test in where)
        place = (expr, sheet, shape, source.complete)
        template = self._templates.get(place)
        if template is None:
            tests: list[Test] = [blank for blank, _ in shape]
            template = self._templates[place] = total_formula(
                expr,
                tests,
                self.name,
                sheet=sheet,
                complete=source.complete,
            )
        return "=" + self._filled(template, where)

    def free(self, expr: Expr) -> str:
        """Give the formula of an expression that names its own tables and criteria."""
        keys = set(_named(expr))
        if not all(self._speaks(*key.partition(".")[::2]) for key in keys):
            return ""
        return "=" + total_formula(expr, (), self.name, sheet="daily")

    def words(self, channel: str) -> tuple[str, ...]:
        """Give what cells may call a channel: its visible name, and its ID."""
        return self._channels.get(channel, (channel,))

    @cached_property
    def _channels(self) -> dict[str, tuple[str, ...]]:
        table = self.book["channels"]
        found = zip(table["channel_id"].tolist(), table["channel_name"], strict=True)
        return {
            str(one): tuple(dict.fromkeys(str(word) for word in (name, one) if word))
            for one, name in found
        }

    def _speaks(self, sheet: str, *keys: str) -> bool:
        # A column the file does not have cannot be named in a formula.
        table = self.book[sheet]
        named = all(key in table.places for key in keys)
        return table.present and named

    def _shape(self, sheet: str, test: Criterion) -> tuple[Test, int]:
        key, sign, wanted = test
        if key == "channel_id" and isinstance(wanted, str):
            words = _WORDS[: len(self.words(wanted))]
            return (f"{sheet}.{key}", sign, words), len(words)
        if key == "date":
            return (f"{sheet}.{key}", sign, _DAYS[sign]), 0
        operand = wanted if isinstance(wanted, str | float | tuple) else str(wanted)
        return (f"{sheet}.{key}", sign, operand), 0

    def _filled(self, template: str, where: Sequence[Criterion]) -> str:
        for key, sign, wanted in where:
            if key == "channel_id" and isinstance(wanted, str):
                for slot, word in zip(_WORDS, self.words(wanted), strict=False):
                    template = template.replace(quoted(slot), quoted(word))
            elif key == "date":
                day = f"{float(str(wanted)):.0f}"
                template = template.replace(f"{_DAYS[sign]:.0f}", day)
        return template


def _needed(source: Source) -> tuple[Criterion, ...]:
    """Leave out criteria on columns the file lacks where the grey default meets them."""
    table = source.table
    return tuple(
        test
        for test in source.where
        if test.key in table.places or table.sheet[test.key].default != test.value
    )


def _named(expr: Expr) -> Iterator[str]:
    """List the columns an expression names in full."""
    if isinstance(expr, SumIfs):
        yield expr.key
        yield from (test.key for test in expr.where)
    if isinstance(expr, Op):
        yield from (*_named(expr.left), *_named(expr.right))
    if isinstance(expr, Sum | Least | Most):
        for item in expr.items:
            yield from _named(item)


def added(*parts: str) -> str:
    """Give the formula that adds what is measured; "" where a part cannot be said."""
    texts = [part.removeprefix("=") for part in parts]
    if not texts or not all(texts):
        return ""
    if len(texts) == 1:
        return "=" + texts[0]
    total = "+".join(f"N({text})" for text in texts)
    return _fitting(f'=IF(COUNT({",".join(texts)})=0,"",{total})')


def divided(left: str, right: str) -> str:
    """Give the formula left ÷ right, blank where either is blank or right is 0."""
    a, b = left.removeprefix("="), right.removeprefix("=")
    if not a or not b:
        return ""
    plain = f'=IF(COUNT({a},{b})<2,"",IF({b}=0,"",{a}/{b}))'
    return _fitting(plain if len(plain) <= READABLE else f'=IFERROR({a}/{b},"")')


def less(left: str, right: str) -> str:
    """Give the formula left − right, blank where either is blank."""
    a, b = left.removeprefix("="), right.removeprefix("=")
    return _fitting(f'=IF(COUNT({a},{b})<2,"",{a}-{b})') if a and b else ""


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST else ""


def cell(table: Table, i: int, key: str) -> str:
    """Give the value of one cell, blank where it is empty (a plain reference would say 0).

    "" where the file has no such column.
    """
    row, column = table.place(i, key)
    if not column or not table.present:
        return ""
    title = table.title.replace("'", "''")
    found = f"'{title}'!${letter(column)}${row}"
    return f'=IF({found}="","",{found})'
