"""Sums of money: half up to the fen, once, when a figure is made."""

from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

_FEN = Decimal("0.01")
_NO_CENTS = 2.0**53
"""From here on a float holds no cents; such an amount is a slip of the finger anyway."""


def fen(amount: float) -> float:
    """Round 元 half up to the fen; binary noise below a millionth is no part of it."""
    if not isfinite(amount):
        return float("nan")
    if abs(amount) >= _NO_CENTS:
        return amount
    return float(Decimal(f"{amount:.6f}").quantize(_FEN, ROUND_HALF_UP))
