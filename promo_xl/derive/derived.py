"""Everything the figures, tables and sentences are made from, computed once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from promo_xl.book import Book
from promo_xl.derive.excel import Formulas
from promo_xl.derive.goals import Goals
from promo_xl.derive.ledger import Ledger
from promo_xl.derive.ops.operations import Operations, make_operations
from promo_xl.derive.ops.written import ops_writers
from promo_xl.derive.paces import Pace, channel_paces
from promo_xl.derive.pacing import Curve
from promo_xl.derive.phases import PhaseLine, phase_lines
from promo_xl.derive.scope import Scope, make_scope
from promo_xl.derive.tally import Tally
from promo_xl.derive.targets import Targets, make_targets
from promo_xl.derive.values import Columns
from promo_xl.derive.written import writers


@dataclass(frozen=True)
class Derived:
    """One workbook at one moment."""

    scope: Scope
    tally: Tally
    targets: Targets
    columns: Columns
    ledger: Ledger
    goals: Goals
    formulas: Formulas
    ops: Operations

    @cached_property
    def paces(self) -> tuple[Pace, ...]:
        """Each channel against its goal or day targets."""
        return channel_paces(self.goals, self.tally, self.targets)

    @cached_property
    def phases(self) -> tuple[PhaseLine, ...]:
        """Each phase against its target, in order of time."""
        return phase_lines(self.tally, self.targets)

    @property
    def curve(self) -> Curve:
        """The campaign's GMV day targets."""
        return self.targets.gmv

    @property
    def book(self) -> Book:
        """What was read."""
        return self.scope.book


def derive(book: Book, as_of: datetime) -> Derived:
    """Compute sums, ledger and goals of *book* at *as_of*."""
    scope = make_scope(book, as_of)
    tally = Tally(scope)
    targets = make_targets(book)
    ops = make_operations(scope, tally, targets, lambda: ledger)
    written = {
        **writers(scope, lambda: ledger, lambda: goals),
        **ops_writers(scope, ops.stock, lambda: ops.monitors),
    }
    columns = Columns(book, as_of, written)
    ledger = Ledger(scope, tally, columns)
    goals = Goals(tally, targets, ledger, (ops.stock, ops.service))
    return Derived(scope, tally, targets, columns, ledger, goals, Formulas(book), ops)
