"""The operations side of one run: stock, customer service, monitors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from promo_xl.derive.ledger import Ledger
from promo_xl.derive.ops.monitor import Monitors
from promo_xl.derive.ops.series import Sight
from promo_xl.derive.ops.service import Service
from promo_xl.derive.ops.stock import Stock
from promo_xl.derive.scope import Scope
from promo_xl.derive.tally import Tally
from promo_xl.derive.targets import Targets


@dataclass(frozen=True)
class Operations:
    """What is left, how people are served, what is watched; computed when asked for."""

    stock: Stock
    service: Service
    monitors: Monitors


def make_operations(
    scope: Scope, tally: Tally, targets: Targets, ledger: Callable[[], Ledger]
) -> Operations:
    """Set up the operations side; the ledger is asked for when a monitor needs it."""
    stock, service = Stock(scope), Service(scope)
    sight = Sight(scope, tally, stock, service)
    return Operations(stock, service, Monitors(sight, stock, targets, ledger))
