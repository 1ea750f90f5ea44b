"""Holidays as this workbook knows them: the official notices, and what its 日历 adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from promo_xl.book import Book
from promo_xl.schema.calendar import Noted, noted, notice
from promo_xl.schema.show import to_day


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days a workbook's own sheet names; the shipped notices stand behind them."""

    own: Mapping[date, Noted]

    @classmethod
    def of(cls, book: Book) -> Calendar:
        """Read 日历; a row without date or kind says nothing."""
        table = book["calendar"]
        rows = zip(*(table[key].tolist() for key in ("date", "kind", "name")), strict=True)
        return cls(
            {
                to_day(day).date(): Noted(str(name or ""), kind == "holiday")
                for day, kind, name in rows
                if day == day and kind is not None
            }
        )

    def on(self, day: date) -> Noted | None:
        """Give what is said of *day*, the workbook's own row first."""
        return self.own.get(day) or noted(day)

    def knows(self, year: int) -> bool:
        """Whether the holidays of *year* are published."""
        return bool(notice(year)) or any(day.year == year for day in self.own)
