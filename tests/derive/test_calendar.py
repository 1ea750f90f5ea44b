"""The working calendar: holidays, make-up workdays, and years not announced yet."""

from datetime import date

import pytest

from promo_xl.derive.calendar import days_of, is_workday, published, workday_in
from promo_xl.schema import sheet
from promo_xl.schema.show import to_serial


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
    assert published(2026)
    assert not published(2027)
    assert not published(2100)
    assert is_workday(date(2027, 10, 4))
    assert not is_workday(date(2027, 10, 3))


def test_the_calendar_sheet_reads_back_what_it_is_given() -> None:
    one = sheet("calendar")
    rows = days_of(2026)
    assert len(rows) == len({row["date"] for row in rows}) > 30
    first = {name: one[name].kind.parse(value, None) for name, value in rows[0].items()}
    assert first == {"date": to_serial(date(2026, 1, 1)), "kind": "holiday", "name": "元旦"}
    assert days_of(2027) == []


def test_the_workbooks_own_days_come_first() -> None:
    works = workday_in({date(2027, 10, 4): False})
    assert not works(date(2027, 10, 4))
    assert works(date(2027, 10, 5))
