"""How values are said to people."""

import math
from datetime import date, datetime

import pytest

from promo_xl.schema.choices import BASIS
from promo_xl.schema.kinds import DATE, DATETIME, INT, MONEY, NUM, PCT, RATIO, TEXT, choice
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown, money, percent, said, show, to_day, to_serial


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.96, "96.0%"),
        (0.9996, "99.9%"),
        (0.99999, "99.9%"),
        (1.0, "100.0%"),
        (1.2, "120.0%"),
        (0.025, "2.5%"),
        (-0.3, "−30.0%"),
    ],
)
def test_a_percent_never_rounds_over_the_line_at_100(number: float, text: str) -> None:
    assert percent(number) == text


def test_money_is_said_in_yuan_and_in_wan() -> None:
    assert money(4_800_000, "zh") == "4,800,000元"
    assert money(4_800_000, "zh", wan=True) == "480.0万元"
    assert money(4_800_000, "en", wan=True) == "¥4.80M"
    assert money(52_300, "en", wan=True) == "¥52.3K"
    assert money(-1234.5, "en") == "−¥1,234.5"
    assert money(-1234.5, "zh") == "−1,234.5元"


def test_blank_is_a_dash_never_zero() -> None:
    for kind in (MONEY, PCT, NUM, DATE):
        assert show(math.nan, kind, "zh") == "—"
        assert show(None, kind, "en") == "—"
    assert said(math.nan, "zh") == "—"
    assert said(None, "en") == "—"


def test_each_kind_is_shown_its_own_way() -> None:
    assert show(4.9, RATIO, "zh") == "4.90"
    assert show(0.96, PCT, "en") == "96.0%"
    assert show(12_000.0, INT, "zh") == "12,000"
    assert show(-0.001, NUM, "zh") == "0"
    assert show(3.14159, NUM, "zh", digits=3) == "3.142"
    assert show("paid", choice(BASIS), "zh") == "支付"
    assert show("paid", choice(BASIS), "en") == "Paid"
    assert show("文字", TEXT, "en") == "文字"
    assert show(4.8e6, MONEY, "zh", wan=True) == "480.0万元"


def test_a_day_shows_its_hour_only_where_it_has_one() -> None:
    evening = to_serial(datetime(2026, 6, 1, 20))  # noqa: DTZ001  (Excel's days have no zone)
    assert show(evening, DATETIME, "zh") == "2026-06-01 20:00"
    assert show(to_serial(date(2026, 6, 1)), DATETIME, "zh") == "2026-06-01"
    assert show(evening, DATE, "zh") == "2026-06-01"


def test_a_sentence_slot_takes_anything() -> None:
    assert said(Label("渠道", "channel"), "en") == "channel"
    assert said(date(2026, 6, 1), "zh") == "2026-06-01"
    assert said(to_day(46174.0), "zh") == "2026-06-01"
    assert said(to_day(46174.5), "zh") == "2026-06-01 12:00"
    assert said(1234.5, "zh") == "1,234.5"
    assert said(Shown(4.8e6, MONEY, wan=True), "zh") == "480.0万元"
    assert said(3, "zh") == "3"


def test_excel_days_and_dates_are_the_same_moment() -> None:
    moment = datetime(2026, 6, 1, 20, 0, 1)  # noqa: DTZ001  (Excel's days have no zone)
    assert to_day(to_serial(moment)) == moment
    assert to_serial(date(1900, 3, 1)) == 61
