"""Everything the figures, tables and sentences are made from, computed once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from promo_xl.book import Book
from promo_xl.derive.excel import Formulas
from promo_xl.derive.goals import Goals
from promo_xl.derive.ledger import Ledger
from promo_xl.derive.pacing import Curve, make_curve
from promo_xl.derive.scope import Scope, make_scope
from promo_xl.derive.tally import Tally
from promo_xl.derive.values import Columns
from promo_xl.derive.written import writers


@dataclass(frozen=True)
class Derived:
    """One workbook at one moment."""

    scope: Scope
    tally: Tally
    curve: Curve
    columns: Columns
    ledger: Ledger
    goals: Goals
    formulas: Formulas

    @property
    def book(self) -> Book:
        """What was read."""
        return self.scope.book


def derive(book: Book, as_of: datetime) -> Derived:
    """Compute sums, ledger and goals of *book* at *as_of*."""
    scope = make_scope(book, as_of)
    tally = Tally(scope)
    curve = make_curve((book["plan"], book["phases"], book["goals"]))
    columns = Columns(book, as_of, writers(scope, lambda: ledger, lambda: goals))
    ledger = Ledger(scope, tally, columns)
    goals = Goals(scope, tally, curve, ledger)
    return Derived(scope, tally, curve, columns, ledger, goals, Formulas(book))
