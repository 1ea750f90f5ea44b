"""What people type into date cells, and what is refused."""

from datetime import date, datetime, time, timedelta

import pytest

from promo_xl.schema.kinds import DATE, DATETIME, END
from promo_xl.schema.show import to_day, to_serial

JUNE = to_serial(date(2026, 6, 1))
AROUND = to_serial(date(2026, 6, 10))


def at(*parts: int) -> float:
    return to_serial(datetime(*parts))  # type: ignore[arg-type]  # noqa: DTZ001  (year, month, …)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-06-01",
        "2026/6/1",
        "2026.6.1",
        "2026年6月1日",
        "2026年6月1号",
        "２０２６年６月１日",
        "20260601",
        "20260601.0",
        "2026-06-01 20:00",
        "2026-06-01T20:00:00",
        "2026-06-01 24:00",
        " 2026-06-01 ",
        "6/1/2026 13:05",
        20260601,
        20260601.0,
        46174,
        46174.75,
        date(2026, 6, 1),
        datetime(2026, 6, 1, 20),  # noqa: DTZ001  (a cell's date has no zone)
    ],
)
def test_a_day_is_read_however_it_is_written(typed: object) -> None:
    if typed == "6/1/2026 13:05":
        with pytest.raises(ValueError):  # 6 January or 1 June?
            DATE.parse(typed, None)
    else:
        assert DATE.parse(typed, None) == JUNE


@pytest.mark.parametrize("typed", ["6月1日", "6月1号", "6.1", "6/1", "06月01日", "6月 1日"])
def test_a_day_without_year_is_the_one_nearest_to_the_plan(typed: str) -> None:
    assert DATE.parse(typed, AROUND) == JUNE
    with pytest.raises(ValueError):
        DATE.parse(typed, None)


def test_the_nearest_year_may_be_the_next_or_the_last() -> None:
    new_year = to_serial(date(2027, 1, 5))
    assert to_day(float(str(DATE.parse("12月28日", new_year)))).year == 2026
    december = to_serial(date(2026, 12, 20))
    assert to_day(float(str(DATE.parse("1月3日", december)))).year == 2027


def test_a_leap_day_is_found_or_refused() -> None:
    assert DATE.parse("2月29日", to_serial(date(2023, 12, 1))) == to_serial(
        date(2024, 2, 29)
    )
    with pytest.raises(ValueError):
        DATE.parse("2月29日", to_serial(date(2026, 6, 1)))


@pytest.mark.parametrize(
    ("typed", "day"),
    [("31.12.2019", date(2019, 12, 31)), ("2/28/2021", date(2021, 2, 28))],
)
def test_western_order_is_read_where_only_one_order_is_possible(
    typed: str, day: date
) -> None:
    assert DATE.parse(typed, None) == to_serial(day)


@pytest.mark.parametrize(
    "typed",
    [
        "01.01.2019",
        "2/1/2021",
        "31.31.2021",
        "2026-13-01",
        "2026-02-30",
        "明天",
        "6月",
        "2026-06",
        "6.1-6.10",
        "预热期(10.20-10.31)",
        "2026-06-01 25:00",
        "2026-06-01 晚8点",
        "45413",
        "nan",
        -5,
        0,
        6.1,
        1,
        90_000,
        float("nan"),
        float("inf"),
        True,
        date(1900, 1, 1),
        time(20, 0),
        timedelta(days=1),
    ],
)
def test_what_is_no_date_or_might_be_two_is_refused(typed: object) -> None:
    for kind in (DATE, DATETIME, END):
        with pytest.raises(ValueError):
            kind.parse(typed, AROUND)


def test_a_blank_date_is_blank() -> None:
    assert {DATE.parse("-", None), DATETIME.parse(None, None), END.parse("待定", None)} == {
        None
    }


def test_a_moment_keeps_its_hour() -> None:
    assert DATETIME.parse("2026-06-01 20:00", None) == at(2026, 6, 1, 20)
    assert DATETIME.parse("6月1日 20:00", AROUND) == at(2026, 6, 1, 20)
    assert DATETIME.parse(datetime(2026, 6, 1, 20, 30), None) == at(2026, 6, 1, 20, 30)  # noqa: DTZ001  (cell)
    assert DATETIME.parse(46174.5, None) == at(2026, 6, 1, 12)
    assert DATETIME.parse("2026-06-01", None) == JUNE
    assert DATETIME.parse("2026-06-01 24:00", None) == JUNE + 1


@pytest.mark.parametrize(
    "typed",
    [
        "2026-06-10",
        "2026-06-10 00:00",
        "2026-06-10 24:00",
        46183,
        date(2026, 6, 10),
        "6月10日",
    ],
)
def test_a_phase_that_ends_on_a_day_ends_with_that_day(typed: object) -> None:
    end = END.parse(typed, AROUND)
    assert to_day(float(str(end))) == datetime(2026, 6, 10, 23, 59, 59)  # noqa: DTZ001  (cell)


def test_an_end_with_an_hour_keeps_it() -> None:
    assert END.parse("2026-06-10 20:00", None) == at(2026, 6, 10, 20)
