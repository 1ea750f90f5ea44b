"""Up to which day data are complete: per channel, and for the campaign.

A day's data are due the next day at 12:00 unless the channel says otherwise, so today is
never missing. A channel whose last due day is not there is stale, and is named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from math import floor

import numpy as np
from numpy.typing import NDArray

from promo_xl.book import Array, Book
from promo_xl.schema.show import to_serial

_DUE = re.compile(r"T\s*\+\s*(\d+)\D*(?:(\d{1,2})\s*[:：]\s*(\d{2}))?", re.IGNORECASE)
_NEXT_NOON = 1.5
NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Through:
    """The last complete days."""

    channels: Mapping[str, float]
    """Channel -> its last complete day, NaN while it has no rows."""
    stale: tuple[str, ...]
    """Channels that should have more recent data."""
    claim: float
    """The last day complete in every channel."""
    shop: float
    """The last complete day of 店铺大盘."""
    day: float = NAN
    """The campaign's: that of the level its sales come from."""

    def at(self, level: str) -> Through:
        """Fix the campaign's day once the sales level is known."""
        return replace(self, day=self.shop if level == "shop" else self.claim)


def data_through(
    book: Book,
    as_of: datetime,
    dates: Array,
    masks: tuple[NDArray[np.bool_], NDArray[np.bool_]],
) -> Through:
    """Find the last complete day of each channel, of the shop and of the campaign.

    *masks* are the rows at claim level and the rows of the whole shop.
    """
    claim_rows, shop_rows = masks
    moment = _moment(as_of)
    channels = book["channels"]
    names = channels["channel_id"].tolist()
    usual = book.settings.get("data_due")
    dues = [due_day(text or usual, moment) for text in channels["data_due"].tolist()]
    last = _last_days(book, dates, claim_rows, dict(zip(names, dues, strict=True)))
    ends = _ends(book)
    stale = _stale(book, last, dict(zip(names, dues, strict=True)), ends)
    shop = dates[shop_rows & (dates <= due_day(usual, moment))]
    return Through(
        channels=last,
        stale=stale,
        claim=_complete(last, ends),
        shop=float(shop.max()) if len(shop) else NAN,
    )


def due_day(text: object, moment: float) -> float:
    """Give the last day whose data are due at *moment*; `T+1 12:00` where not said."""
    found = _DUE.search(str(text)) if text else None
    if found is None:
        return float(floor(moment - _NEXT_NOON))
    days, hour, minute = (int(part or 0) for part in found.groups())
    return float(floor(moment - days - (hour * 60 + minute) / 1440))


def _moment(as_of: datetime) -> float:
    serial = to_serial(as_of)
    # A bare date is the end of that day.
    return serial + 86399 / 86400 if serial == floor(serial) else serial


def _last_days(
    book: Book, dates: Array, rows: NDArray[np.bool_], due: Mapping[str, float]
) -> dict[str, float]:
    codes, names = book["daily"].codes("channel_id")
    limits = np.array([due.get(str(name), NAN) for name in names] + [NAN])
    counted = rows & (dates <= limits[codes])
    last = np.full(len(names) + 1, -np.inf)
    np.maximum.at(last, codes[counted], dates[counted])
    found = {str(n): float(d) for n, d in zip(names, last, strict=False) if d > -np.inf}
    return {name: found.get(name, NAN) for name in due}


def _stale(
    book: Book,
    last: Mapping[str, float],
    due: Mapping[str, float],
    ends: Mapping[str, float],
) -> tuple[str, ...]:
    if all(np.isnan(day) for day in last.values()):
        return ()
    table, plan = book["channels"], book["plan"]
    starts = plan["period_start"] if len(plan) else np.array([NAN])
    found = []
    for i, name in enumerate(table["channel_id"].tolist()):
        start = table["start"][i]
        start = starts[0] if np.isnan(start) else start
        needed = np.fmin(due[name], ends[name])
        if not start > needed and not last[name] >= needed:
            found.append(name)
    return tuple(dict.fromkeys(found))


def _ends(book: Book) -> dict[str, float]:
    """Give each channel's last day: its own, else the campaign's."""
    table, plan = book["channels"], book["plan"]
    usual = float(plan["period_end"][0]) if len(plan) else NAN
    ends = np.where(np.isnan(table["end"]), usual, table["end"])
    return dict(zip(table["channel_id"].tolist(), np.floor(ends).tolist(), strict=True))


def _complete(last: Mapping[str, float], ends: Mapping[str, float]) -> float:
    # A channel that never sent a row is named, but does not stop the clock; nor does one
    # whose run is over.
    sent = {name: day for name, day in last.items() if not np.isnan(day)}
    behind = [day for name, day in sent.items() if not day >= ends[name]]
    return min(behind or [max(sent.values())]) if sent else NAN
