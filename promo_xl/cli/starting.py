"""What `new` reads off its options: the scenario's rows, dates and budget as people type them."""

from __future__ import annotations

from datetime import date, timedelta

from promo_xl.derive.calendar import is_workday
from promo_xl.errors import UsageError
from promo_xl.pipeline import Rows
from promo_xl.schema.kinds import DATE, MONEY
from promo_xl.schema.scenarios import Brief, find_scenario, starter
from promo_xl.schema.show import to_day

DEFAULT_DAYS = 25  # the manual's own 618 runs 6.1–6.25


def starter_rows(
    name: str,
    scenario: str,
    period: tuple[str | None, str | None],
    budget: str | None,
    lang: str,
) -> Rows:
    """Give the typed rows of a new campaign, by sheet and column key."""
    if not name.strip():
        raise UsageError("请给出活动名称。", "Give the campaign a name.")
    find_scenario(scenario)  # an unknown word first, before the dates are asked for
    brief = Brief(name, scenario, lang, *_period(*period), _money(budget))
    return starter(brief, is_workday)


def _period(start: str | None, end: str | None) -> tuple[date, date]:
    if start is None:
        raise UsageError(
            "请给出开始日期，如 --start 2026-11-01。",
            "Give the first day, such as --start 2026-11-01.",
        )
    first = _day(start)
    last = _day(end) if end else first + timedelta(days=DEFAULT_DAYS - 1)
    if last < first:
        raise UsageError(
            f"结束日期 {last} 早于开始日期 {first}。",
            f"The campaign ends {last} before it starts {first}.",
        )
    return first, last


def _day(text: str) -> date:
    try:
        return to_day(float(str(DATE.parse(text, None)))).date()
    except ValueError:
        raise UsageError(
            f"看不懂日期“{text}”，请写成 2026-11-01。",
            f"“{text}” is no date; write 2026-11-01.",
        ) from None


def _money(text: str | None) -> float | None:
    try:
        found = None if text is None else float(str(MONEY.parse(text, None)))
    except ValueError:
        found = -1.0
    if found is not None and found < 0:
        raise UsageError(
            f"看不懂金额“{text}”，请写成 900000 或 90万。",
            f"“{text}” is no amount; write 900000 or 90万.",
        )
    return found
