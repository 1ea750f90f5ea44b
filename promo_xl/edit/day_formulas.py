"""The formulas of 计算 that ask of a day what the campaign's own figures ask of all days.

They were written for what stood in the book then. Once people type the whole shop's rows,
or count a channel by its plans, the question is another one: left as they are, Excel would
go on answering the old one on the tiles and charts.
"""

from __future__ import annotations

from collections.abc import Mapping

from promo_xl.book import Book, Ref, Table
from promo_xl.facts import Criterion, Facts, Source
from promo_xl.schema.day_formula import DAY_KEYS, Criteria, Words, at_row, day_formula
from promo_xl.schema.formula import escape_header

BLOCK = "calc_days"


def day_formulas(book: Book, facts: Facts) -> Mapping[tuple[int, int], str]:
    """Give position in `calc_days` -> the formula to stand there, where another one does.

    Where somebody put a value, or a formula that fills more than its cell, it stays.
    """
    ref = book.names.get(BLOCK)
    if ref is None or ref.left != 1 or "calc_through" not in book.names:
        return {}
    found: dict[tuple[int, int], str] = {}
    words = _words(book)
    for at, key in DAY_KEYS.items():
        asked = _asked(facts, key)
        formula = day_formula(key, asked, words) if asked is not None else ""
        if formula:
            found |= _differing(book, ref, at, formula)
    return found


def _differing(
    book: Book, ref: Ref, at: int, formula: str
) -> Mapping[tuple[int, int], str]:
    texts = book.texts.get(ref.sheet, {})
    found: dict[tuple[int, int], str] = {}
    for row in range(ref.top, max(ref.bottom, ref.top) + 1):
        text, stands = at_row(formula, row), texts.get((row, ref.left + at))
        if stands is not None and _bare(stands) != _bare(text):
            found[row - ref.top, at] = text
    return found


def _bare(formula: str) -> str:
    """Give a formula without what programs write each in their own way."""
    return "".join(formula.split()).casefold()


def _asked(facts: Facts, key: str) -> list[Criteria] | None:
    """Give the questions of the campaign's figure; None where the file cannot ask them."""
    figure = facts.figures.get(f"campaign.{key}")
    sources = figure.sources if figure is not None else ()
    asked: list[Criteria] = [_needed(one) for one in sources if key in one.keys]
    places = sources[0].table.places if sources else {}
    wanted = {key, "date", *(test[0] for one in asked for test in one)}
    return asked if asked and wanted <= places.keys() else None


def _needed(source: Source) -> tuple[Criterion, ...]:
    """Leave out criteria on columns the file lacks where the grey default meets them."""
    table = source.table
    return tuple(
        test
        for test in source.where
        if test.key in table.places or table.sheet[test.key].default != test.value
    )


def _words(book: Book) -> Words:
    """Say what THIS file calls its columns and channels."""
    channels = book["channels"]
    ids, names = channels["channel_id"].tolist(), channels["channel_name"].tolist()
    said = {
        str(one): (str(name or one), str(one)) for one, name in zip(ids, names, strict=True)
    }

    def name(sheet: str, key: str) -> str:
        return _column(book[sheet], key, book.lang)

    return Words(name, said, _listed(channels))


def _column(table: Table, key: str, lang: str) -> str:
    header = table.headers.get(key) or table.sheet[key].header(lang)
    return f"{table.sheet.table}[{escape_header(header)}]"


def _listed(channels: Table) -> frozenset[str]:
    """Give the channels whose ID a formula finds in 渠道计划."""
    if not {"channel_id", "channel_name"} <= channels.places.keys():
        return frozenset()
    ids = channels["channel_id"].tolist()
    return frozenset(
        str(one) for i, one in enumerate(ids) if channels.raw(i, "channel_id") == one
    )
