"""The working calendar: holidays, make-up workdays, and years not announced yet."""

from datetime import date

import pytest

from promo_xl.derive.calendar import is_workday


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 10, 5), False),  # Golden Week
        (date(2026, 10, 10), True),  # a make-up Saturday
        (date(2026, 10, 12), True),
        (date(2026, 10, 17), False),  # an ordinary Saturday
        (date(2024, 5, 1), False),
        (date(2024, 5, 11), True),
    ],
)
def test_holidays_and_make_up_days_are_known(day: date, works: bool) -> None:
    assert is_workday(day) is works


def test_a_year_not_announced_yet_is_estimated_by_weekends() -> None:
    assert is_workday(date(2027, 10, 4))
    assert not is_workday(date(2027, 10, 3))
