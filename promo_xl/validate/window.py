"""The campaign's period, and the project window around it: first phase … close-out date."""

import numpy as np

from promo_xl.book import Book, Table
from promo_xl.validate.limit import limit

NAN = float("nan")


def is_reversed(plan: Table) -> bool:
    """Whether the period ends before it starts: then nothing can be judged by it."""
    return bool(plan.field("period_end") < plan.field("period_start"))


def closing(book: Book) -> float:
    """Give the close-out date: typed, else some days (a setting) after the end."""
    plan = book["plan"]
    typed = float(plan.field("review_date"))
    if typed == typed:
        return typed
    return float(plan.field("period_end") + limit(book, "review_grace_days"))


def project_window(book: Book) -> tuple[float, float]:
    """Give first and last day of the project, NaN without a period that makes sense.

    It holds the period itself, whatever the phases leave out.
    """
    plan = book["plan"]
    start, end = float(plan.field("period_start")), float(plan.field("period_end"))
    if is_reversed(plan) or np.isnan(start) or np.isnan(end):
        return NAN, NAN
    starts = book["phases"]["start"]
    known = starts[~np.isnan(starts)]
    first = min(start, float(np.floor(known.min()))) if len(known) else start
    return float(np.floor(first)), float(np.floor(max(end, closing(book))))
