"""The columns we write into offers, materials, team and daily data."""

from datetime import date

import numpy as np
import pytest

from tests.derive.campaigns import CLOSE, Rows, closed_618, facts_of, moment

NONE = float("nan")


@pytest.mark.parametrize(
    ("offer", "cost"),
    [
        # 500 × 50元
        ({"quota": 500, "benefit": 50, "benefit_unit": "元"}, 25_000),
        # the smaller of quota and expected uses: 400 × 50
        ({"quota": 500, "expected_uses": 400, "benefit": 50, "benefit_unit": "元"}, 20_000),
        # 8折 of 350 costs 70 each, 100 times
        (
            {
                "quota": 100,
                "benefit": 8,
                "benefit_unit": "折",
                "expected_order_amt": 350,
            },
            7000,
        ),
        # 10 % of 200, 100 times, written either way
        (
            {
                "quota": 100,
                "benefit": 0.1,
                "benefit_unit": "%",
                "expected_order_amt": 200,
            },
            2000,
        ),
        (
            {
                "quota": 100,
                "benefit": 10,
                "benefit_unit": "%",
                "expected_order_amt": 200,
            },
            2000,
        ),
        # one gift of 12元, 300 times
        ({"quota": 300, "benefit": 1, "benefit_unit": "件", "gift_cost": 12}, 3600),
        # shared: 40 % of 25,000
        (
            {
                "quota": 500,
                "benefit": 50,
                "benefit_unit": "元",
                "cost_bearer": "共担",
                "bearer_pct": 0.4,
            },
            10_000,
        ),
        ({"quota": 500, "benefit": 50, "benefit_unit": "元", "cost_bearer": "平台"}, 0),
        # 满300减50 needs no unit to be money
        ({"type": "满减", "quota": 500, "benefit": 50}, 25_000),
        ({"benefit": 50, "benefit_unit": "元"}, NONE),
        ({"quota": 100, "benefit": 8, "benefit_unit": "折"}, NONE),
        ({"quota": 300, "benefit": 1, "benefit_unit": "件"}, NONE),
    ],
)
def test_an_offer_may_cost_uses_by_benefit_by_share(
    offer: dict[str, object], cost: float
) -> None:
    facts = facts_of(closed_618() | {"offers": [{"offer_key": "主券", **offer}]})
    np.testing.assert_allclose(facts.columns["offers", "est_cost"], [cost])


@pytest.mark.parametrize(
    ("levels", "material", "state"),
    [
        (3, {"status": "制作中"}, "not_submitted"),
        (3, {"status": "待审"}, "review_1"),
        (3, {"r1_result": "通过"}, "review_2"),
        (3, {"r1_result": "通过", "r2_result": "通过"}, "review_3"),
        (3, {"r1_result": "通过", "r2_result": "驳回"}, "rejected"),
        (1, {"r1_result": "通过"}, "all_passed"),
        (3, {"r1_result": "通过", "r2_result": "通过", "r3_result": "通过"}, "all_passed"),
        (0, {"status": "待审"}, None),
        (0, {"r1_result": "通过"}, "all_passed"),
    ],
)
def test_a_material_says_which_review_it_waits_for(
    levels: int, material: dict[str, object], state: str | None
) -> None:
    rows = closed_618() | {"settings": [{"review_levels": levels}]}
    rows["materials"] = [{"name": "海报", **material}]
    assert facts_of(rows).columns["materials", "review_state"].tolist() == [state]


@pytest.mark.parametrize(
    ("copy", "words"),
    [
        ("夏日轻盈防晒", None),
        ("全网最低价，行业第一的面膜", "全网最低价；第一"),
        ("第一步清洁，第一次使用请先试", None),
        ("最佳面膜，最佳选择", "最佳"),
        ("Ｎｏ１面膜", "No1"),
        (None, None),
    ],
)
def test_restricted_words_are_named(copy: object, words: str | None) -> None:
    rows = closed_618() | {"materials": [{"name": "海报", "copy": copy}]}
    assert facts_of(rows).columns["materials", "lint"].tolist() == [words]


def test_a_teams_own_list_of_words_replaces_ours() -> None:
    rows = closed_618() | {"materials": [{"name": "海报", "copy": "最佳(礼"}]}
    rows["words"] = [{"pattern": "(礼", "category": "绝对化", "severity": "警告"}]
    assert facts_of(rows).columns["materials", "lint"].tolist() == ["(礼"]


def with_team(*tasks: dict[str, object]) -> Rows:
    rows = closed_618() | {"tasks": [{"name": "x", **one} for one in tasks]}
    rows["team"] = [{"name": "小李"}, {"name": "小王"}]
    return rows


def test_a_load_is_the_tasks_in_hand_over_how_many_one_may_have() -> None:
    rows = with_team(
        {"owner": "小李", "status": "进行中"},
        {"owner": "小李", "start": date(2026, 6, 20)},
        {"owner": "小李", "start": date(2026, 7, 20)},
        {"owner": "小李", "start": date(2026, 6, 1), "status": "已完成"},
        {"owner": "小李", "start": date(2026, 6, 1), "type": "里程碑"},
    )
    # two of five at once
    assert facts_of(rows, CLOSE).columns["team", "load"].tolist() == [0.4, 0.0]


def test_without_tasks_nobody_has_a_load() -> None:
    assert np.isnan(facts_of(with_team()).columns["team", "load"]).all()


def test_rows_inside_an_open_window_are_marked() -> None:
    rows = closed_618()
    rows["channels"][0]["window_days"] = 7
    facts = facts_of(rows, moment("2026-06-28"))
    marks = facts.columns["daily", "immature"]
    # The seven days of the 21st are over on the 28th, those of the 22nd are not.
    assert [i for i, mark in enumerate(marks) if mark] == [21, 22, 23, 24]
    assert set(marks[21:25]) == {"yes"}


def test_without_windows_nothing_is_marked() -> None:
    assert set(facts_of(closed_618()).columns["daily", "immature"]) == {None}


def test_the_computed_schedule_stays_blank() -> None:
    rows = closed_618() | {"tasks": [{"name": "x", "end": date(2026, 6, 1)}]}
    columns = facts_of(rows).columns
    for key in ("es", "ef", "ls", "lf", "tf", "ff"):
        assert np.isnan(columns["tasks", key]).all()
    assert columns["tasks", "critical"].tolist() == [None]
