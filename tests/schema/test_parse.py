"""What people type into number and word cells, and what is refused."""

import math
from datetime import date, datetime, time

import pytest

from promo_xl.schema import parse
from promo_xl.schema.choices import FORM, METRIC, PHASE_KIND, YES_NO
from promo_xl.schema.kinds import (
    EMAIL,
    ID,
    INT,
    MONEY,
    NUM,
    PCT,
    RATIO,
    TEXT,
    choice,
    ref,
    within,
)

BLANKS = [
    "",
    "  ",
    "-",
    "--",
    "—",
    "/",
    "N/A",
    "null",
    "None",
    "暂无",
    "未填",
    "待定",
    "#N/A",
    "－",
]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12万", 120_000),
        ("1.2亿", 120_000_000),
        ("¥3.5万元", 35_000),
        ("￥1,234.50", 1234.5),
        ("￥1,234", 1234),
        ("1,234,567", 1_234_567),
        ("１２３４", 1234),
        ("５００万元", 5_000_000),
        ("2w", 20_000),
        ("1.5k", 1500),
        ("3.2亿", 320_000_000),
        ("2千万", 20_000_000),
        ("2000万+", 20_000_000),
        ("10万+", 100_000),
        ("12 万", 120_000),
        ("人民币 500元", 500),
        ("500块", 500),
        ("(1,234)", -1234),
        ("-1,234", -1234),
        ("−5", -5),
        ("¥-5", -5),
        ("+5", 5),
        ("1e5", 100_000),
        (".5", 0.5),
        ("0.00", 0),
        ("¥0", 0),
        (0.1, 0.1),
        (7, 7),
        ("'1234", 1234),
    ],
)
def test_amounts_are_read_as_people_write_them(typed: object, value: float) -> None:
    assert MONEY.parse(typed, None) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("≤30秒", 30),
        ("<=30s", 30),
        (">45秒", 45),
        ("≥5%", 0.05),
        ("<8万", 80_000),
        ("不低于 500万", 5_000_000),
        ("5000单", 5000),
        ("500份", 500),
        ("1:5", 5),
        ("1：8", 8),
        ("4.9倍", 4.9),
        ("2.5‰", 0.0025),
        ("1000万次", 10_000_000),
    ],
)
def test_a_number_of_any_unit_is_read(typed: str, value: float) -> None:
    assert NUM.parse(typed, None) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    "typed",
    [
        "约一千",
        "约1000",
        "近万",
        "一千",
        "万",
        "1-2万",
        "100~300",
        "￥8,000 ~ ￥1万",
        "10%-20%",
        "60%-70%",
        "nan",
        "NaN",
        "inf",
        "-inf",
        "1.234,56",
        "1,5",
        "1,23,456",
        "1.2.3",
        "1 234",
        "10万+佣金20%",
        "6小时9分钟",
        "--5",
        "5%%",
        "5万%",
        "(5",
        "(-5)",
        "2:6",
        "1:5:6",
        "1e999",
        "=1+1",
        "abc",
        "٣",
        "5" * 61,
        True,
        False,
        math.nan,
        math.inf,
        datetime(2026, 6, 1),  # noqa: DTZ001  (a cell's date has no zone)
        time(0, 30),
        b"5",
        [5],
    ],
)
def test_what_a_person_would_have_to_guess_is_refused(typed: object) -> None:
    for kind in (NUM, MONEY, PCT, INT, RATIO):
        with pytest.raises(ValueError):
            kind.parse(typed, None)


@pytest.mark.parametrize("blank", [None, *BLANKS])
def test_markers_of_not_measured_are_blank_never_zero(blank: object) -> None:
    for kind in (NUM, MONEY, PCT, INT, RATIO, ID, ref("team.person_id"), choice(YES_NO)):
        assert kind.parse(blank, None) is None


@pytest.mark.parametrize("typed", ["$5", "€5", "5 USD", "30秒", "5%", "1:5", "3倍"])
def test_money_of_another_unit_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        MONEY.parse(typed, None)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2.5%", 0.025),
        ("120％", 1.2),
        ("≥5%", 0.05),
        ("5‰", 0.005),
        ("0.05", 0.05),
        (0.05, 0.05),
    ],
)
def test_a_percent_is_a_fraction(typed: object, value: float) -> None:
    assert PCT.parse(typed, None) == pytest.approx(value, rel=1e-15)


def test_a_number_excel_holds_is_a_fraction_already() -> None:
    assert PCT.parse(1.2, None) == 1.2
    assert PCT.parse(5, None) == 5


@pytest.mark.parametrize("typed", ["5", "1", "-3", "12万", "5元"])
def test_a_bare_percent_in_text_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        PCT.parse(typed, None)


def test_a_count_is_whole() -> None:
    assert INT.parse("1.2万", None) == 12_000
    assert INT.parse("2.3万人", None) == 23_000
    assert INT.parse("500份", None) == 500
    for typed in ("1.5", 1.5, "5%", "5元"):
        with pytest.raises(ValueError):
            INT.parse(typed, None)


def test_a_ratio_takes_one_to_five_and_percents() -> None:
    assert RATIO.parse("1:5", None) == 5
    assert RATIO.parse("490%", None) == pytest.approx(4.9)
    assert RATIO.parse("4.9x", None) == 4.9
    with pytest.raises(ValueError):
        RATIO.parse("5元", None)


def test_a_score_stays_within_its_range() -> None:
    kind = within(1, 5)
    assert kind.parse("5", None) == 5
    assert kind.parse(None, None) is None
    for typed in (0, 6, "4.5"):
        with pytest.raises(ValueError):
            kind.parse(typed, None)


def test_text_is_kept_verbatim() -> None:
    hostile = "A&B <满300减50> =1+1 👍 "
    assert TEXT.parse(hostile, None) == hostile
    assert TEXT.parse("-", None) == "-"
    assert TEXT.parse("  ", None) is None
    assert TEXT.parse(2024.0, None) == "2024"
    assert TEXT.parse(date(2026, 6, 1), None) == "2026-06-01"
    assert TEXT.parse(datetime(2026, 6, 1, 20), None) == "2026-06-01 20:00:00"  # noqa: DTZ001  (cell)
    assert TEXT.parse(datetime(2026, 6, 1), None) == "2026-06-01"  # noqa: DTZ001  (cell)


def test_an_id_loses_edge_spaces_and_excels_point_zero() -> None:
    assert ID.parse(" C01 ", None) == "C01"
    assert ID.parse(1001.0, None) == "1001"
    assert ID.parse("6228480402564890018", None) == "6228480402564890018"


def test_several_references_are_separated_by_any_semicolon() -> None:
    kind = ref("channels.channel_id", multi=True)
    assert kind.parse("抖音；小红书; C01、C02;", None) == ("抖音", "小红书", "C01", "C02")
    assert kind.parse(";", None) is None
    assert kind.parse("", None) is None


def test_a_choice_is_found_in_either_language_and_any_width() -> None:
    kind = choice(PHASE_KIND)
    assert kind.parse("爆 发", None) == "burst"
    assert kind.parse("BURST", None) == "burst"
    assert choice(YES_NO).parse(True, None) == "yes"
    assert choice(YES_NO).parse("√", None) == "yes"


def test_a_word_outside_a_fixed_list_is_refused() -> None:
    with pytest.raises(ValueError, match="也许"):
        choice(YES_NO).parse("也许", None)


def test_a_teams_own_word_stands_in_an_editable_list() -> None:
    assert choice(PHASE_KIND).parse("会员日", None) == "会员日"
    assert choice(METRIC).parse("品牌搜索量", None) == "品牌搜索量"
    assert choice(METRIC).parse("成交金额", None) == "gmv"
    with pytest.raises(ValueError):
        choice(PHASE_KIND).parse(5.5, None)


def test_several_choices_are_keys_in_order() -> None:
    kind = choice(FORM, multi=True)
    assert kind.parse("短视频；直播", None) == ("short_video", "live")
    assert kind.parse("-", None) is None
    with pytest.raises(ValueError):
        kind.parse("短视频;心灵感应", None)


def test_a_mail_address_has_a_host() -> None:
    assert EMAIL.parse(" a@b.cn ", None) == "a@b.cn"
    assert EMAIL.parse("", None) is None
    with pytest.raises(ValueError):
        EMAIL.parse("a@b", None)


def test_a_dependency_stays_as_written() -> None:
    assert parse.dependency("T01;T02SS+2d") == "T01;T02SS+2d"
    assert parse.dependency("-") is None
