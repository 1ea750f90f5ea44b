"""What blank cells mean, what rows without an ID are called, and whom references name."""

import math

import pytest

from promo_xl.read.defaults import CODED
from promo_xl.schema import WORKBOOK
from promo_xl.schema.sheet import Grey
from tests.read.books import END, START, found, read


def test_rows_without_an_id_get_one_nobody_typed() -> None:
    book = read(
        channels=[
            {"channel_name": "a"},
            {"channel_id": "c01", "channel_name": "b"},
            {},
            {"channel_name": "c"},
        ]
    )
    assert book["channels"]["channel_id"].tolist() == ["C02", "c01", None, "C03"]
    assert book["channels"].raw(0, "channel_id") is None


def test_a_reference_takes_the_visible_name_or_the_id() -> None:
    book = read(
        channels=[{"channel_id": "C01", "channel_name": "抖音"}, {"channel_name": "淘宝"}],
        daily=[{"channel_id": name, "gmv": 1} for name in ("抖音", "Ｃ０１", "淘 宝")],
    )
    assert book["daily"]["channel_id"].tolist() == ["C01", "C01", "C02"]
    assert found(book.faults) == [
        ("spelling", "日数据!C8", "Ｃ０１"),
        ("spelling", "日数据!C9", "淘 宝"),
    ]


def test_a_phase_is_named_in_either_language_or_as_people_call_it() -> None:
    book = read(
        phases=[{"phase": "预热"}, {"phase": "Burst"}, {"phase": "品牌夜"}],
        budget=[
            {"item": "x", "phase_id": name} for name in ("Preheat", "爆发期", "品牌夜")
        ],
    )
    assert book["budget"]["phase_id"].tolist() == ["PH01", "PH02", "PH03"]
    assert book.faults == ()


def test_a_reference_to_nothing_stays_as_typed_and_is_named() -> None:
    book = read(daily=[{"channel_id": "快手", "gmv": 1}])
    assert book["daily"]["channel_id"].tolist() == ["快手"]
    assert found(book.faults) == [("unknown_ref", "日数据!C7", "快手")]


def test_in_a_small_book_an_owner_registers_by_being_typed() -> None:
    book = read(tasks=[{"name": "海报", "owner": "李四"}, {"name": "直播"}])
    assert book["tasks"]["owner"].tolist() == ["李四", "张三"]
    assert book.faults == ()


def test_blank_cells_mean_their_grey_defaults() -> None:
    book = read(
        channels=[{"channel_name": "抖音", "platform": "抖音", "role": "测试"}],
        daily=[{"date": START, "channel_id": "抖音", "gmv": 1}],
        budget=[{"item": "a", "channel_id": "抖音"}, {"item": "b", "category": "应急"}],
    )
    daily, budget = book["daily"], book["budget"]
    assert (daily["level"][0], daily["basis"][0]) == ("claim", "paid")
    assert daily["platform"][0] == "douyin"
    assert budget["bucket"].tolist() == ["test", "reserve"]
    assert budget["owner"].tolist() == ["张三", "张三"]
    assert budget["appr_status"].tolist() == ["not_submitted"] * 2
    assert book["channels"]["window_days"].tolist() == [
        book.settings["window_days_default"]
    ]


def test_a_goal_takes_what_its_metric_means() -> None:
    book = read(
        goals=[
            {"metric": "GMV", "target": 5e6},
            {"metric": "引流成本", "target": 20, "parent_id": "G01", "phase_id": None},
            {"metric": "品牌搜索指数", "target": 3, "op": "<="},
        ]
    )
    goals = book["goals"]
    assert goals["goal_id"].tolist() == ["G01", "G02", "G03"]
    assert goals["level"].tolist() == ["strategic", "sub_goal", "strategic"]
    assert goals["op"].tolist() == [">=", "<=", "<="]
    assert goals["agg"].tolist() == ["sum", "ratio", "last"]
    assert goals["unit"].tolist() == ["元", "元", None]
    assert goals["dimension"].tolist() == ["sales", "efficiency", "custom"]
    assert (goals["start"][0], goals["end"][0]) == (START, END)


def test_a_goal_is_cut_by_the_one_thing_it_names() -> None:
    book = read(
        channels=[{"channel_name": "抖音"}],
        phases=[{"phase": "预热"}],
        goals=[
            {"metric": "GMV", "channel_id": "抖音"},
            {"metric": "GMV", "channel_id": "抖音", "phase_id": "预热"},
            {"metric": "GMV"},
        ],
    )
    assert book["goals"]["cut"].tolist() == ["channel", None, None]


def test_the_launch_is_the_first_big_day_and_the_review_three_days_after_the_end() -> None:
    phases = [
        {"phase": "预热", "start": START, "end": START + 5},
        {"phase": "爆发", "start": START + 16.5, "end": START + 18},
    ]
    assert read(phases=phases)["plan"].field("launch_date") == START + 16
    assert read(phases=phases[:1])["plan"].field("launch_date") == START
    assert math.isnan(read()["plan"].field("launch_date"))
    assert read()["plan"].field("review_date") == END + 3


@pytest.mark.parametrize(("size", "levels"), [("small", 0), ("team", 1), ("full", 3)])
def test_settings_follow_the_size_until_somebody_types_one(size: str, levels: int) -> None:
    book = read(plan=[{"size": size}])
    assert book.size == size
    assert book.settings["approval_levels"] == levels
    typed = read(plan=[{"size": size}], settings=[{"approval_levels": 2, "basis": "净"}])
    assert (typed.settings["approval_levels"], typed.settings["basis"]) == (2, "net")


def test_an_unreadable_setting_is_named_and_its_default_used() -> None:
    book = read(settings=[{"basis": "毛"}])
    assert book.settings["basis"] == "paid"
    assert [(f.what, f.sheet, f.key) for f in book.faults] == [
        ("not_a_choice", "settings", "basis")
    ]


def test_every_default_said_in_words_is_one_we_can_compute() -> None:
    said = {
        (one.key, column.key)
        for one in WORKBOOK
        for column in one.columns
        if isinstance(column.default, Grey) and column.key not in one.id
    }
    assert said - CODED.keys() <= {("offers", "platform"), ("plan", "project_id")}
    assert CODED.keys() <= said
