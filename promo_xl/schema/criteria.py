"""Excel's reading of criteria: which rows of a table a sum is over.

A criterion becomes one factor of a SUMPRODUCT: comparisons need no wildcard escapes, take
both languages and the blank cell's grey default once each, and are legal without array
entry in every Excel. Facts: a blank cell equals "" and 0 in a comparison, and any text is
larger than any number, hence the ISNUMBER guards.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from promo_xl.schema import sheet as find_sheet
from promo_xl.schema.expression import AsOf, Col, Expr, Field, Num
from promo_xl.schema.kind import Choice
from promo_xl.schema.sheet import Column, Sheet

Naming = Callable[[str, str], str]
"""(sheet key, column key) -> the structured reference of the column: `t_daily[花费(元)]`."""


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell that holds what a criterion asks for: `$A7`."""

    text: str


Operand = Expr | CellText | str | float | tuple[str, ...]
"""A choice key or an ID, a number, a cell, an expression; or the very words to look for."""

Test = tuple[str, str, Operand]
"""(`sheet.key`, sign, operand)."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: the names of this book's columns, its language, and whose row it is."""

    name: Naming
    lang: str
    sheet: Sheet | None = None
    """The sheet of the formula's own row; None for a figure over a whole table."""

    def own(self, key: str) -> str:
        """Give the cell of column *key* in the formula's own row."""
        if self.sheet is None:
            raise ValueError(f"a figure has no row of its own: {key}")
        table, _, column = self.name(self.sheet.key, key).partition("[")
        return f"{table}[[#This Row],[{column}]"


def quoted(text: str) -> str:
    """Write *text* into a formula; Excel takes at most 255 characters in one literal."""
    pieces = [text[i : i + 250] for i in range(0, len(text), 250)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def number(value: float) -> str:
    """Write a number into a formula."""
    return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def find_column(key: str) -> tuple[Sheet, Column]:
    """Give the sheet and column of `sheet.key`."""
    sheet, _, column = key.partition(".")
    found = find_sheet(sheet)
    return found, found[column]


def factor(test: Test, asker: Asker, said: Callable[[Expr], str]) -> str:
    """Give the factor that is 1 on the rows that meet *test* and 0 elsewhere.

    *said* writes a numeric expression, as for the formula around it.
    """
    key, sign, operand = test
    sheet, column = find_column(key)
    cells = asker.name(sheet.key, column.key)
    if column.kind.numeric:
        return _number_factor(cells, sign, operand, said)
    if sign not in ("=", "<>"):
        raise ValueError(f"{key} holds words: {sign} means nothing")
    more = ">0" if sign == "=" else "=0"
    return f"({_matches(column, cells, operand, asker)}{more})"


def field_cell(key: str, lang: str) -> str:
    """Give the defined name of a form's field, with its default where it is blank."""
    sheet, column = find_column(key)
    return with_default(f"{sheet.key}_{column.key}", column, lang)


def with_default(cell: str, column: Column, lang: str) -> str:
    """Read a cell as its word or number, or the column's grey default where it is blank."""
    default = column.default
    if isinstance(default, str) and column.kind.choices is not None:
        return f'IF({cell}="",{quoted(column.kind.choices.say(default, lang))},{cell})'
    if isinstance(default, int | float) and column.kind.numeric:
        return f'IF({cell}="",{number(default)},{cell})'
    return cell


def _number_factor(
    cells: str, sign: str, operand: Operand, said: Callable[[Expr], str]
) -> str:
    if isinstance(operand, AsOf) and sign == "<=":
        return f"ISNUMBER({cells})*({cells}<INT(AS_OF)+1)"
    guard, text = _number_text(operand, said)
    sign_there = "=" if sign == "<>" else sign
    found = f"ISNUMBER({cells})*{guard}({cells}{sign_there}{text})"
    return f"(1-{found})" if sign == "<>" else found


def _number_text(operand: Operand, said: Callable[[Expr], str]) -> tuple[str, str]:
    if isinstance(operand, CellText):
        return f"ISNUMBER({operand.text})*", operand.text
    if isinstance(operand, int | float):
        return "", number(operand)
    if isinstance(operand, str | tuple):
        raise ValueError(f"not a number: {operand!r}")
    text = said(operand)
    plain = isinstance(operand, Num | AsOf)
    return ("", text) if plain else (f"ISNUMBER({text})*", text)


def _matches(column: Column, cells: str, operand: Operand, asker: Asker) -> str:
    """Give a text that is above 0 on the rows whose cell says *operand*."""
    if isinstance(operand, tuple):
        return _any(cells, [quoted(word) for word in operand])
    if isinstance(operand, str):
        return _literal(column, cells, operand, asker)
    if column.kind.ref:
        return _same_row(column, cells, operand, asker)
    if column.kind.choices is not None:
        return _same_choice(column, cells, _word(operand, asker))
    return _filled(cells, _any(cells, [_word(operand, asker)]))


def _literal(column: Column, cells: str, word: str, asker: Asker) -> str:
    if column.kind.ref:
        return _row_with_id(column, cells, word, asker)
    words = [word]
    if column.kind.choices is not None:
        items = [item for item in column.kind.choices.items if item.key == word]
        words = [said for item in items for said in _spellings(item)] or words
    blank = ['""'] if column.default == word else []
    return _any(cells, [*map(quoted, words), *blank])


def _spellings(item: Choice) -> list[str]:
    """List what a cell may hold for a choice: both languages and what people called it."""
    words = (item.label.zh, item.label.en, *item.label.aliases)
    return list({word.casefold(): word for word in words}.values())


def escaped(word: str) -> str:
    """Take the wildcards out of a word that MATCH or SUMIFS looks for."""
    return word.replace("~", "~~").replace("*", "~*").replace("?", "~?")


def _word(operand: Operand, asker: Asker) -> str:
    """Give the cell that holds the word."""
    if isinstance(operand, CellText):
        return operand.text
    if isinstance(operand, Field):
        return field_cell(operand.key, asker.lang)
    if isinstance(operand, Col) and asker.sheet is not None:
        column = asker.sheet[operand.key]
        return with_default(asker.own(operand.key), column, asker.lang)
    raise ValueError(f"not a word: {operand!r}")


def _same_choice(column: Column, cells: str, word: str) -> str:
    """Match a word known only in the cell: itself, or another spelling of its choice."""
    pairs = _pairs(column, column.default)
    return f'({_any(cells, [word])}+{_paired(cells, word, pairs)})*({word}<>"")'


def _paired(cells: str, word: str, pairs: Sequence[str]) -> str:
    return f'ISNUMBER(MATCH({cells}&"|"&{word},{_array(pairs)},0))'


def _pairs(column: Column, default: object = None) -> list[str]:
    """List `cell|word` for all different spellings of one choice; a blank cell is one too.

    Blank cells come first: most cells are, and MATCH stops at what it finds.
    """
    choices = column.kind.choices
    found: list[str] = []
    for item in choices.items if choices else ():
        words = _spellings(item)
        blank = [""] if default == item.key else []
        found += [f"{a}|{b}" for a in blank + words for b in words if a != b]
    return sorted(found, key=lambda pair: not pair.startswith("|"))


def _same_row(column: Column, cells: str, operand: Operand, asker: Asker) -> str:
    """Match the visible name or the ID of the row that asks, or of the row a cell names."""
    sheet, key = find_column(column.kind.ref)
    if isinstance(operand, CellText):
        return _row_in_cell(column, cells, operand.text, asker)
    if operand != Col(key.key) or asker.sheet is None or asker.sheet.key != sheet.key:
        raise ValueError(f"{column.key} is compared with the asking row's own ID only")
    terms = _any(cells, [asker.own(key.key)])
    if sheet.name_key:
        terms += "+" + _named(sheet[sheet.name_key], cells, asker.own(sheet.name_key))
    return _filled(cells, terms)


def _row_with_id(column: Column, cells: str, word: str, asker: Asker) -> str:
    """Match an ID written into the criterion, and the visible name of its row."""
    sheet, key = find_column(column.kind.ref)
    terms = _any(cells, [quoted(word)])
    if sheet.name_key:
        names, ids = asker.name(sheet.key, sheet.name_key), asker.name(sheet.key, key.key)
        found = f"INDEX({names},MATCH({quoted(escaped(word))},{ids},0))"
        name = f"IFERROR({found},{quoted(word)})"
        terms += "+" + _named(sheet[sheet.name_key], cells, name)
    return _filled(cells, terms)


def _row_in_cell(column: Column, cells: str, cell: str, asker: Asker) -> str:
    """Match what a cell says, a name or an ID, and the other of the two."""
    sheet, key = find_column(column.kind.ref)
    if not sheet.name_key:
        return _filled(cells, _any(cells, [cell]))
    names, ids = asker.name(sheet.key, sheet.name_key), asker.name(sheet.key, key.key)
    wanted = _escape(cell)
    name = f"IFERROR(INDEX({names},MATCH({wanted},{ids},0)),{cell})"
    code = f"IFERROR(INDEX({ids},MATCH({wanted},{names},0)),{cell})"
    terms = _named(sheet[sheet.name_key], cells, name)
    return _filled(cells, f"{terms}+{_any(cells, [cell, code])}")


def _named(column: Column, cells: str, name: str) -> str:
    """Match a row's visible name; a name from a list has its other spellings too."""
    same = _any(cells, [name])
    pairs = _pairs(column)
    return f"{same}+{_paired(_escape(cells), name, pairs)}" if pairs else same


def _escape(cell: str) -> str:
    return f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({cell},"~","~~"),"*","~*"),"?","~?")'


def _filled(cells: str, terms: str) -> str:
    """Match in filled cells only: a blank name must not find blank cells."""
    return f'({terms})*({cells}<>"")'


def _any(cells: str, words: Sequence[str]) -> str:
    return "+".join(f"({cells}={word})" for word in words)


def _array(words: Sequence[str]) -> str:
    return "{" + ",".join(quoted(word) for word in words) + "}"
