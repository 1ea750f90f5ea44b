"""The columns we write ourselves: what Excel's part of the language cannot say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import numpy as np

from promo_xl.book import Array, Book, Table
from promo_xl.derive.goals import COLUMNS, Goals
from promo_xl.derive.ledger import Ledger
from promo_xl.derive.scope import Scope, day_field, is_key, limit
from promo_xl.derive.values import Columns
from promo_xl.schema.show import to_day

Writer = Callable[[Columns], Array]
NAN = float("nan")
LAST_MINUTE = 86399 / 86400


def writers(
    scope: Scope, ledger: Callable[[], Ledger], goals: Callable[[], Goals]
) -> Mapping[tuple[str, str], Writer]:
    """Give the maker of every column we write.

    Ledger and goals are asked for when first needed: they stand on columns themselves.
    """

    def goal(key: str) -> Writer:
        return lambda _: goals().column(key)

    book = scope.book
    found: dict[tuple[str, str], Writer] = {
        ("channels", "claim_level"): lambda _: _claim_levels(scope),
        ("channels", "budget"): lambda _: channel_budget(book),
        ("channels", "data_through"): lambda _: _through(scope),
        ("budget", "spent"): lambda _: ledger().spent,
        ("budget", "remaining"): lambda _: _remaining(book["budget"], ledger().spent),
        ("phases", "days"): lambda _: _days(book["phases"]),
        ("tasks", "delay"): lambda _: _delay(scope),
        ("plan", "status"): lambda _: words_array([_campaign_status(scope)], book["plan"]),
        ("plan", "channel_mix"): lambda _: words_array([_mix(book)], book["plan"]),
        ("plan", "key_milestones"): lambda _: words_array(
            [_milestones(book)], book["plan"]
        ),
    }
    return found | {("goals", key): goal(key) for key in COLUMNS}


def words_array(words: list[str | None], table: Table) -> Array:
    """Make a column of words, as long as its table."""
    found = np.empty(len(table), object)
    found[:] = words[: len(table)]
    return found


def channel_budget(book: Book) -> Array:
    """Give each channel's budget: its lines of 预算, else what is typed beside its name."""
    channels, budget = book["channels"], book["budget"]
    codes, names = budget.codes("channel_id")
    planned = np.asarray(budget["planned"], float)
    lines = {
        str(name): planned[codes == code][~np.isnan(planned[codes == code])]
        for code, name in enumerate(names)
    }
    typed = np.asarray(channels["budget_typed"], float)
    found = [
        (float(lines[name].sum()) if len(lines[name]) else NAN)
        if name in lines
        else typed[i]
        for i, name in enumerate(channels["channel_id"].tolist())
    ]
    return np.array(found, float)


def _claim_levels(scope: Scope) -> Array:
    table = scope.book["channels"]
    names = table["channel_id"].tolist()
    return words_array([scope.claims.get(name) for name in names], table)


def _through(scope: Scope) -> Array:
    days = scope.through.channels
    names = scope.book["channels"]["channel_id"].tolist()
    return np.array([days.get(name, NAN) for name in names], float) + LAST_MINUTE


def _remaining(budget: Table, spent: Array) -> Array:
    used = np.fmax(np.nan_to_num(spent), np.nan_to_num(budget["committed"]))
    return np.asarray(budget["planned"] - used, float)


def _days(phases: Table) -> Array:
    days = np.floor(phases["end"]) - np.floor(phases["start"]) + 1
    return np.where(days > 0, days, np.nan)


def _delay(scope: Scope) -> Array:
    tasks = scope.book["tasks"]
    end, done_on = np.floor(tasks["end"]), np.floor(tasks["actual_end"])
    until = np.where(is_key(tasks, "status", "done"), end, scope.day)
    until = np.where(np.isnan(done_on), until, done_on)
    late = np.maximum(0.0, until - end)
    return np.where(is_key(tasks, "status", "cancelled"), np.nan, late)


def _campaign_status(scope: Scope) -> str | None:
    first, last = scope.period
    if np.isnan(first) or np.isnan(last):
        return None
    if scope.day < first:
        return "not_started"
    if scope.day <= last:
        return "running"
    closing = day_field(scope.book, "review_date")
    grace = limit(scope.book, "review_grace_days", 3)
    closing = last + grace if np.isnan(closing) else closing
    written = any(text is not None for text in scope.book["review"]["content"].tolist())
    return "closed_out" if scope.day >= closing and written else "ended"


def _mix(book: Book) -> str | None:
    channels = book["channels"]
    core = is_key(channels, "role", "core")
    names = [str(name) for name in channels["channel_name"][core].tolist() if name]
    return ("、" if book.lang == "zh" else ", ").join(names) or None


def _milestones(book: Book) -> str | None:
    tasks = book["tasks"]
    rows = np.flatnonzero(is_key(tasks, "type", "milestone")).tolist()
    found = [
        " ".join(part for part in (_short(tasks["end"][i]), tasks["name"][i]) if part)
        for i in sorted(rows, key=lambda i: (np.nan_to_num(tasks["end"][i]), i))
    ]
    return ("；" if book.lang == "zh" else "; ").join(found) or None


def _short(serial: float) -> str:
    if np.isnan(serial):
        return ""
    day: date = to_day(float(serial))
    return day.strftime("%m-%d")
