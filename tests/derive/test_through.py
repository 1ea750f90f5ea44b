"""Up to which day data are complete, and who is missing."""

from datetime import date, datetime

import pytest

from promo_xl.derive.scope import make_scope
from promo_xl.derive.through import Through, due_day
from promo_xl.schema.show import to_serial
from tests.derive.campaigns import Rows, closed_618, moment, read


def through_of(rows: Rows, as_of: datetime) -> Through:
    return make_scope(read(rows), as_of).through


def day(text: str) -> float:
    return to_serial(date.fromisoformat(text))


def without(rows: Rows, channel: str, after: date) -> Rows:
    rows["daily"] = [
        row
        for row in rows["daily"]
        if row["channel_id"] != channel or str(row["date"]) <= str(after)
    ]
    return rows


@pytest.mark.parametrize(
    ("due", "as_of", "expected"),
    [
        (None, moment("2026-06-11T11:59"), "2026-06-09"),
        (None, moment("2026-06-11T12:00"), "2026-06-10"),
        ("T+1 12:00", moment("2026-06-11T23:59"), "2026-06-10"),
        ("T+2 09:00", moment("2026-06-11T10:00"), "2026-06-09"),
        ("T+0 20:00", moment("2026-06-11T21:00"), "2026-06-11"),
        ("whenever", moment("2026-06-11T23:00"), "2026-06-10"),
    ],
)
def test_a_days_data_are_due_at_the_hour_the_channel_says(
    due: str | None, as_of: datetime, expected: str
) -> None:
    assert due_day(due, to_serial(as_of)) == day(expected)


def test_today_is_never_missing() -> None:
    found = through_of(closed_618(), moment("2026-06-10"))
    assert found.day == day("2026-06-09")
    assert found.stale == ()


def test_a_stale_channel_is_named_and_stops_the_clock() -> None:
    rows = without(closed_618(), "信息流", date(2026, 6, 7))
    found = through_of(rows, moment("2026-06-12"))
    assert found.stale == ("C03",)
    assert found.day == day("2026-06-07")
    assert found.channels["C01"] == day("2026-06-11")


def test_data_are_complete_where_the_slowest_channel_is() -> None:
    """At the end of 06-12: T+1 12:00 is due to 06-11; 信息流's T+3 is due to 06-09, and there.

    Nobody is late, yet the day on which every channel is complete is 06-09.
    """
    rows = closed_618()
    rows["channels"][2]["data_due"] = "T+3 10:00"
    found = through_of(rows, moment("2026-06-12"))
    assert found.stale == ()
    assert found.channels["C03"] == day("2026-06-09")
    assert found.day == day("2026-06-09")


def test_a_channel_that_never_sent_a_row_is_named_but_stops_nothing() -> None:
    rows = without(closed_618(), "信息流", date(2026, 5, 1))
    found = through_of(rows, moment("2026-06-12"))
    assert found.stale == ("C03",)
    assert found.day == day("2026-06-11")


def test_a_channel_whose_run_is_over_is_not_stale() -> None:
    rows = without(closed_618(), "会场", date(2026, 6, 7))
    rows["channels"][3]["end"] = date(2026, 6, 7)
    found = through_of(rows, moment("2026-06-12"))
    assert found.stale == ()
    assert found.day == day("2026-06-11")


def test_a_channel_that_has_not_begun_is_not_stale() -> None:
    rows = closed_618()
    rows["channels"].append({"channel_name": "返场直播", "start": date(2026, 6, 21)})
    assert through_of(rows, moment("2026-06-12")).stale == ()


def test_after_the_campaign_the_last_day_with_data_stands() -> None:
    assert through_of(closed_618(), moment("2026-06-28")).day == day("2026-06-25")
