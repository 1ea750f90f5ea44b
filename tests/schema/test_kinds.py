"""Whatever stands in a cell, a kind reads it, calls it blank or refuses it: never more."""

import math
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo_xl.schema import WORKBOOK
from promo_xl.schema.kind import Kind
from promo_xl.schema.kinds import DATE, END, INT, MONEY, NUM, PCT
from promo_xl.schema.show import to_day, to_serial

KINDS = {
    (c.kind.key, c.kind.ref, c.kind.choices and c.kind.choices.name): c.kind
    for sheet in WORKBOOK
    for c in sheet.columns
}
CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.text(alphabet="0123456789.,-+%万亿元¥年月日:： ~()≤", max_size=12),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@given(st.sampled_from(list(KINDS.values())), CELL, st.sampled_from([None, 46174.0]))
def test_a_kind_never_crashes(kind: Kind, raw: object, around: float | None) -> None:
    try:
        value = kind.parse(raw, around)
    except ValueError:
        return
    if value is not None and kind.numeric:
        assert isinstance(value, float)
        assert math.isfinite(value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_excel_holds_passes_untouched(number: float) -> None:
    assert {
        MONEY.parse(number, None),
        NUM.parse(number, None),
        PCT.parse(number, None),
    } == {number}


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_reads_back_with_commas_and_without(number: int) -> None:
    assert INT.parse(f"{number:,}", None) == number
    assert MONEY.parse(str(number), None) == number


@given(st.decimals(0, 10**6, places=2))
def test_wan_is_ten_thousand_exactly(amount: object) -> None:
    assert MONEY.parse(f"{amount}万", None) == float(f"{amount}e4")


@given(st.dates(date(1950, 1, 1), date(2118, 12, 31)))
def test_every_day_reads_back_in_every_spelling(day: date) -> None:
    serial = to_serial(day)
    spellings = (day.isoformat(), f"{day:%Y%m%d}", f"{day:%Y/%m/%d}", f"{day:%Y年%m月%d日}")
    assert {DATE.parse(text, None) for text in (*spellings, day, serial)} == {serial}
    assert DATE.parse(f"{day.month}月{day.day}日", serial) == serial


@given(st.datetimes(datetime(1951, 1, 1), datetime(2118, 1, 1)))  # noqa: DTZ001  (cells have no zone)
def test_an_end_lies_on_its_own_day(moment: datetime) -> None:
    end = END.parse(moment.replace(microsecond=0), None)
    assert to_day(float(str(end))).date() == moment.date()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_a_kind_says_what_it_is_in_both_languages(kind: Kind) -> None:
    assert kind.name.zh
    assert kind.name.en
    assert kind.shown
    assert not kind.example or kind.parse(kind.example, 46174.0) is not None
