"""日目标拆解 filled for people to edit: the GMV goal cut into days, by channel where goals say so.

Only an empty sheet is filled: what people typed or changed there is never written over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np

from promo_xl.book import Array, Book
from promo_xl.facts import Facts
from promo_xl.patch import AppendRows, Cell, ReplaceRows
from promo_xl.schema.choices import DAY_TARGET_SOURCE

Row = dict[str, object]
_TARGET = 3
"""The place of the day target in a row of the block of days."""
_CLOSE = 0.01


def add_day_targets(book: Book, facts: Facts) -> Iterator[AppendRows | ReplaceRows]:
    """Give the rows that a refresh adds where the size shows the sheet and it is empty."""
    table = book["day_targets"]
    if not table.present or table.hidden or len(table):
        return
    changed = {f.what for f in book.faults if f.sheet == table.sheet.key}
    if changed & _IN_THE_WAY:
        return
    rows = day_target_rows(book, facts)
    heads = table.headers
    if not rows or not all(key in heads for row in rows for key in row):
        return
    if changed & _OWN_COLUMNS:
        added = [{heads[key]: _cell(value) for key, value in row.items()} for row in rows]
        yield AppendRows(table.title, table.sheet.table, added)
        return
    # not appended: rows people emptied and left in the table would stay above as a gap
    at = {place: key for key, place in table.places.items() if isinstance(place, int)}
    keys = [at.get(place, "") for place in range(min(at), max(at) + 1)]
    body = [[_cell(row.get(key)) for key in keys] for row in rows]
    yield ReplaceRows(table.title, table.sheet.table, body)


_IN_THE_WAY = frozenset({"outside", "below_table", "merged", "total_row"})
"""What stands where the rows would go."""
_OWN_COLUMNS = frozenset({"extra_column", "double_column", "nameless_column"})
"""Columns whose content is people's own and stays."""


def day_target_rows(book: Book, facts: Facts) -> list[Row]:
    """Cut the GMV goal into days; amounts are whole 元 and add up to it exactly.

    By channel where the channels' own goals add up to it within 1 %, else for the whole
    campaign. What may be spent follows the same curve. Empty without a goal or a period.
    """
    days = facts.blocks["calc_days"].rows if "calc_days" in facts.blocks else ()
    targets = [(row[0], row[_TARGET]) for row in days]
    curve = [(d, t) for d, t in targets if isinstance(d, date) and isinstance(t, float)]
    goal = sum(amount for _, amount in curve)
    if not goal > 0:
        return []
    weights = np.array([amount for _, amount in curve]) / goal
    parts = _parts(book, facts, goal)
    spread = [(p, _whole(p.gmv * weights), _whole(p.cost * weights)) for p in parts]
    source = DAY_TARGET_SOURCE.say("even_by_phase", book.lang)
    return [
        {
            "date": day,
            **({"channel_id": part.channel} if part.channel else {}),
            "gmv_target": float(gmv[i]),
            **({"cost_target": float(cost[i])} if part.cost > 0 else {}),
            "source": source,
        }
        for i, (day, _) in enumerate(curve)
        for part, gmv, cost in spread
    ]


class _Part:
    """One scope of the sheet: a channel by its visible name, or the whole campaign."""

    def __init__(self, channel: str, gmv: float, cost: float) -> None:
        self.channel, self.gmv, self.cost = channel, gmv, 0.0 if cost != cost else cost


def _parts(book: Book, facts: Facts, goal: float) -> list[_Part]:
    channels, goals = book["channels"], _channel_goals(book)
    budgets = facts.columns.get(("channels", "budget"), np.full(len(channels), np.nan))
    costs = dict(zip(channels["channel_id"].tolist(), budgets.tolist(), strict=True))
    names = dict(
        zip(channels["channel_id"].tolist(), channels["channel_name"].tolist(), strict=True)
    )
    if goals and abs(sum(goals.values()) - goal) <= _CLOSE * goal:
        return [
            _Part(str(names.get(one) or one), amount, costs.get(one, np.nan))
            for one, amount in goals.items()
        ]
    return [_Part("", goal, float(np.nansum(budgets)))]


def _channel_goals(book: Book) -> Mapping[str, float]:
    table = book["goals"]
    columns = (
        table[key].tolist() for key in ("metric", "channel_id", "phase_id", "target")
    )
    return {
        str(channel): float(target)
        for metric, channel, phase, target in zip(*columns, strict=True)
        if metric == "gmv" and channel is not None and phase is None and target == target
    }


def _whole(amounts: Array) -> Array:
    """Round to whole 元 so that the sum stays: the largest remainders get what is left."""
    exact = np.asarray(amounts, float)
    found = np.floor(exact + 1e-9)
    left = exact.sum() - found.sum()
    order = np.argsort(-(exact - found), kind="stable")
    found[order[: int(left + 1e-6)]] += 1
    found[-1] += round(float(exact.sum() - found.sum()), 2)  # 角分 of a goal that has them
    return found


def _cell(value: object) -> Cell:
    return value if isinstance(value, str | float | date) else None
