"""Deriving is total: whatever people typed, it gives facts and never raises."""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest

from promo_xl.book import Book
from promo_xl.derive import derive_facts
from promo_xl.facts import Claim, Facts, slot_text
from promo_xl.schema import LIVE, sheet
from promo_xl.schema.sheet import Shape
from tests.derive.campaigns import (
    CLOSE,
    Rows,
    closed_618,
    facts_of,
    moment,
    read,
    untidy_618,
)

JUNK: tuple[object, ...] = (
    None,
    "",
    "约一千",
    "-",
    0,
    -5,
    1e15,
    0.1,
    "C01",
    "达人",
    "广告投放",
    "店铺大盘",
    "GMV",
    "{x}",
    "=1+1",
    date(2026, 6, 3),
    date(1905, 1, 1),
    moment("2026-06-03T20:00"),
    "<=",
    "12万",
    "95%",
    True,
)


def say_everything(facts: Facts) -> None:
    for lang in ("zh", "en"):
        for claim in facts.claims.values():
            assert claim.say(lang)
        for block in facts.blocks.values():
            for row in (*block.rows, *([block.total] if block.total else [])):
                if not block.key.startswith("calc_"):  # those are ranges, not tables
                    assert len(row) == len(block.heads), block.key
                assert all(isinstance(slot_text(cell, lang), str) for cell in row)
            assert block.note is None or block.note.say(lang)
        for slot in facts.home.values():
            assert slot.say(lang) if isinstance(slot, Claim) else slot_text(slot, lang)
    for figure in facts.figures.values():
        figure.cells()


@pytest.mark.parametrize("as_of", [CLOSE, moment("2026-06-03T09:30"), moment("1999-01-01")])
def test_an_empty_book_gives_blank_facts(as_of: datetime) -> None:
    facts = facts_of({}, as_of)
    say_everything(facts)
    assert facts["campaign.gmv"].blank
    assert all(figure.blank for figure in facts.figures.values())


@pytest.mark.parametrize("seed", range(12))
def test_rows_of_junk_raise_nothing(seed: int) -> None:
    dice = random.Random(seed)
    rows: Rows = {}
    for key in sorted(LIVE):
        one = sheet(key)
        size = 1 if one.shape is Shape.FORM else dice.randrange(6)
        rows[key] = [
            {c.key: dice.choice(JUNK) for c in one.cells if dice.random() < 0.7}
            for _ in range(size)
        ]
    say_everything(facts_of(rows, dice.choice([CLOSE, moment("2026-06-03")])))


@pytest.mark.parametrize("key", sorted(closed_618()))
def test_any_sheet_may_be_empty(key: str) -> None:
    say_everything(facts_of(untidy_618() | {key: []}))


def test_sheets_that_are_not_in_the_file_have_no_rows() -> None:
    book = read(closed_618())
    empty = {
        key: replace(
            table,
            present=False,
            places={},
            columns=table.columns
            if table.sheet.shape is Shape.FORM
            else {name: column[:0] for name, column in table.columns.items()},
        )
        for key, table in book.tables.items()
    }
    say_everything(derive_facts(replace(book, tables=empty), CLOSE))


def test_a_typing_error_in_a_date_costs_no_memory() -> None:
    rows = closed_618()
    rows["daily"][0]["date"] = date(2001, 1, 1)
    rows["plan"][0]["period_end"] = date(2206, 6, 25)
    assert facts_of(rows)["campaign.gmv"].value == 4_800_000.0


def test_the_same_book_gives_the_same_facts() -> None:
    first, second = facts_of(untidy_618()), facts_of(untidy_618())
    assert list(first.figures) == list(second.figures)
    assert [c.say("zh") for c in first.claims.values()] == [
        c.say("zh") for c in second.claims.values()
    ]


def ten_thousand_rows() -> Callable[[], Book]:
    book = read(closed_618())
    daily = book["daily"]
    columns = {key: np.tile(column, 80) for key, column in daily.columns.items()}
    return lambda: replace(
        book, tables={**book.tables, "daily": replace(daily, columns=columns)}
    )


def test_ten_thousand_rows_add_up_at_once() -> None:
    fresh = ten_thousand_rows()
    spent = []
    for _ in range(3):
        book, start = fresh(), time.process_time()
        facts = derive_facts(book, CLOSE)
        spent.append(time.process_time() - start)
    assert facts["campaign.gmv"].value == 80 * 4_800_000.0
    assert min(spent) < 0.5, "a loop over rows would take seconds"
