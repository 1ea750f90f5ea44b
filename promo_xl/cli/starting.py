"""What `new` reads off its options: the scenario's rows, dates and budget as people type them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from promo_xl.derive.calendar import is_workday
from promo_xl.errors import UsageError
from promo_xl.pipeline import Rows
from promo_xl.schema.choices import SIZE
from promo_xl.schema.kinds import DATE, MONEY
from promo_xl.schema.scenarios import Brief, find_scenario, starter
from promo_xl.schema.show import to_day

DEFAULT_DAYS = 25  # the manual's own 618 runs 6.1–6.25


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person says of a new campaign, as typed."""

    name: str
    scenario: str
    start: str | None = None
    end: str | None = None
    launch: str | None = None
    budget: str | None = None
    gmv: str | None = None
    size: str = "small"


def starter_rows(asked: Asked, lang: str) -> Rows:
    """Give the typed rows of a new campaign, by sheet and column key."""
    if not asked.name.strip():
        raise UsageError("请给出活动名称。", "Give the campaign a name.")
    find_scenario(asked.scenario)  # an unknown word first, before the dates are asked for
    first, last = _period(asked.start, asked.end)
    brief = Brief(
        name=asked.name,
        scenario=asked.scenario,
        lang=lang,
        start=first,
        end=last,
        budget=_money(asked.budget),
        size=one_size(asked.size),
        launch=_day(asked.launch) if asked.launch else None,
        gmv=_money(asked.gmv),
    )
    return starter(brief, is_workday)


def one_size(word: str) -> str:
    """Give the key of a size: small, team, full, or its Chinese name."""
    found = SIZE.find(word)
    if found is None:
        raise UsageError(
            f"规模只能是 small（小店）、team（团队）或 full（完整），不能是“{word}”。",
            f"--size is small, team or full, not “{word}”.",
        )
    return found


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
