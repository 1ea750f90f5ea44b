import pytest

from promo_xl.render.word.filters import FILTERS


@pytest.mark.parametrize(
    ("name", "value", "more", "shown"),
    [
        ("万元", 4_800_000.0, (), "480.0"),
        ("万元", -200_000.0, (), "−20.0"),
        ("万元", -1.0, (), "0.0"),
        ("万元", 12_345_678.0, (2,), "1,234.57"),
        ("金额", 1_240_000.0, (), "124.0万元"),
        ("money", 4_800_000.0, (), "¥4.80M"),
        ("thousand", 360_000.0, (), "360.0"),
        ("百分比", 0.96, (), "96.0%"),
        ("百分比", 0.9996, (), "99.9%"),
        ("百分比", 1.2, (0,), "120%"),
        ("倍", 4.898, (), "4.90"),
        ("整数", 20_500.0, (), "20,500"),
        ("日期", "2026-06-18", ("%m-%d",), "06-18"),
        ("日期", "2026-06-18 20:00", ("%Y年%m月%d日",), "2026年06月18日"),
        ("日期", "待定", (), "待定"),
        ("个数", [1, 2], (), 2),
        ("着色", "达成", ("好",), "达成"),
        ("前", [1, 2, 3], (2,), [1, 2]),
        ("超出", [1, 2, 3], (2,), 1),
        ("超出", [1], (2,), 0),
        ("截短", "信息流宽人群包投放", (6,), "信息流宽人…"),
        ("short", "Feed ads to broad audiences", (6,), "Feed ads…"),
        ("截短", "短", (6,), "短"),
    ],
)
def test_a_format_shows_a_value_as_people_write_it(
    name: str, value: object, more: tuple[object, ...], shown: object
) -> None:
    assert FILTERS[name](value, *more) == shown


@pytest.mark.parametrize(
    "name", ["万元", "金额", "money", "百分比", "倍", "整数", "日期", "着色"]
)
def test_blank_is_a_dash_in_every_format(name: str) -> None:
    assert FILTERS[name](None) == "—"


def test_a_word_in_place_of_a_number_is_shown_as_it_stands() -> None:
    assert FILTERS["百分比"]("样本不足") == "样本不足"


def test_digits_are_bounded() -> None:
    assert FILTERS["倍"](1.5, 10**9) == "1.500000"
    assert FILTERS["倍"](1.5, "x") == "2"
