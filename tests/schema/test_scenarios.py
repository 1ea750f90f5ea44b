"""What a new campaign starts with: rows people can use as they are."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from promo_xl.derive.calendar import is_workday
from promo_xl.errors import UsageError
from promo_xl.schema import all_choices, sheet
from promo_xl.schema.scenarios import Brief, find_scenario, starter
from promo_xl.schema.show import to_serial

JUNE = Brief("618年中狂欢", "大促节点", "zh", date(2026, 6, 1), date(2026, 6, 25), 1.24e6)
SCENARIOS = all_choices()["scenario"].items


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value.date() if isinstance(value, datetime) else value


def test_the_phases_of_a_big_day_are_the_manuals_own() -> None:
    phases = starter(JUNE, is_workday)["phases"]
    spans = {row["phase"]: (_day(row["start"]), _day(row["end"])) for row in phases}
    assert list(spans) == ["筹备", "预热", "爆发", "返场", "复盘"]
    assert spans["预热"] == (date(2026, 6, 1), date(2026, 6, 10))
    assert spans["爆发"] == (date(2026, 6, 11), date(2026, 6, 20))
    assert spans["返场"] == (date(2026, 6, 21), date(2026, 6, 25))
    assert spans["复盘"][1] == date(2026, 6, 28)


def test_preparation_falls_on_working_days_even_behind_golden_week() -> None:
    brief = Brief("秋季上新", "大促", "zh", date(2026, 10, 9), date(2026, 10, 20))
    tasks = starter(brief, is_workday)["tasks"]
    early = [row for row in tasks if _day(row["end"]) < brief.start]
    assert len(early) >= 10
    for row in early:
        if row["phase_id"]:
            assert is_workday(_day(row["start"]))
            assert is_workday(_day(row["end"]))


@pytest.mark.parametrize("start", [date(2026, 6, 1), date(2026, 10, 9), date(2027, 2, 20)])
def test_no_task_starts_before_what_it_waits_for_has_ended(start: date) -> None:
    brief = Brief("x", "bigday", "en", start, start.replace(day=28))
    tasks = {row["task_id"]: row for row in starter(brief, is_workday)["tasks"]}
    for row in tasks.values():
        assert _day(row["start"]) <= _day(row["end"])
        for before in str(row["pred"] or "").split(";"):
            if before:
                assert _day(tasks[before]["end"]) < _day(row["start"])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scenario", [item.key for item in SCENARIOS])
@pytest.mark.parametrize("days", [1, 2, 25])
def test_every_cell_of_every_scenario_is_readable(
    lang: str, scenario: str, days: int
) -> None:
    brief = Brief("A&B <x>", scenario, lang, date(2026, 6, 1), date(2026, 6, days), 5e5)
    for size in ("small", "team", "full"):
        for key, rows in starter(replace(brief, size=size), is_workday).items():
            one = sheet(key)
            assert rows
            for row in rows:
                for name, value in row.items():
                    read = one[name].kind.parse(value, to_serial(brief.start))
                    assert (read is None) == (value is None), (name, value)
                    choices = one[name].kind.choices
                    if choices and not choices.editable and value is not None:
                        assert choices.find(value), (name, value)


@pytest.mark.parametrize("scenario", [item.key for item in SCENARIOS])
def test_phases_fill_the_promotion_without_gap_or_overlap(scenario: str) -> None:
    for days in (1, 3, 7, 25):
        brief = Brief("x", scenario, "en", date(2026, 6, 1), date(2026, 6, days))
        phases = starter(brief, is_workday)["phases"]
        for earlier, later in pairwise(phases):
            assert (_day(later["start"]) - _day(earlier["end"])).days == 1
        assert _day(phases[1]["start"]) == brief.start
        assert _day(phases[-2]["end"]) == brief.end


def test_tasks_name_phases_that_exist() -> None:
    rows = starter(JUNE, is_workday)
    named = {row["phase"] for row in rows["phases"]}
    assert {row["phase_id"] for row in rows["tasks"] if row["phase_id"]} <= named


def test_targets_are_left_to_people() -> None:
    rows = starter(JUNE, is_workday)
    assert [row["metric"] for row in rows["goals"]] == ["GMV", "新增注册用户"]
    assert all(row["target"] is None for row in rows["goals"])
    assert all("budget_typed" not in row for row in rows["channels"])


FIVE = ("新品首发", "大促节点", "存量激活", "渠道优化", "跨平台")


@pytest.mark.parametrize("scenario", FIVE)
def test_the_five_scenarios_have_rows_of_their_own(scenario: str) -> None:
    every = {
        word: starter(replace(JUNE, scenario=word, size="full"), is_workday)
        for word in FIVE
    }
    mine = every.pop(scenario)
    for key in ("phases", "goals", "channels", "tasks", "risks", "monitor", "budget"):
        assert all(mine[key] != other[key] for other in every.values()), key
    checks = {str(row["check_kind"]) for row in mine["tasks"] if row["check_kind"]}
    assert len(checks) >= 2
    texts = [str(row["name"]) for row in mine["tasks"]]
    assert any("上线" in text for text in texts)
    assert sum(
        text not in {str(r["name"]) for o in every.values() for r in o["tasks"]}
        for text in texts
    ) >= (0 if scenario == "大促节点" else 4)


def test_a_launch_before_the_period_moves_the_preparation_with_it() -> None:
    early = replace(JUNE, launch=date(2026, 5, 25))
    usual, moved = (
        {str(row["name"]): row for row in starter(one, is_workday)["tasks"]}
        for one in (JUNE, early)
    )
    assert _day(moved["活动上线"]["start"]) == date(2026, 5, 25)
    first = "确定目标、主题与预算"
    assert _day(moved[first]["start"]) <= date(2026, 5, 25) - timedelta(20)
    assert _day(moved[first]["start"]) < _day(usual[first]["start"])
    assert _day(moved["复盘会、结案"]["end"]) == _day(usual["复盘会、结案"]["end"])
    assert starter(early, is_workday)["plan"][0]["launch_date"] == date(2026, 5, 25)


def test_a_budget_is_cut_into_lines_that_add_up_to_it() -> None:
    for item in SCENARIOS:
        rows = starter(replace(JUNE, scenario=item.key, size="team"), is_workday)["budget"]
        planned = [float(str(row["planned"])) for row in rows]
        assert sum(planned) == pytest.approx(1.24e6, abs=0.005)
        assert min(planned) > 0


def test_every_scenario_is_known_by_its_short_english_word() -> None:
    short = [
        "launch",
        "bigday",
        "revive",
        "channel",
        "crossplat",
        "daily",
        "festival",
        "users",
        "brand",
    ]
    assert [find_scenario(word) for word in short] == [item.key for item in SCENARIOS]


def test_a_scenario_is_found_in_either_language() -> None:
    assert find_scenario("大促节点") == find_scenario("Big day") == "big_day"
    with pytest.raises(UsageError) as raised:
        find_scenario("婚礼")
    assert "大促节点" in raised.value.zh
    assert "Big day" in raised.value.en


def test_an_end_before_the_start_is_refused() -> None:
    brief = Brief("x", "大促节点", "zh", date(2026, 6, 2), date(2026, 6, 1))
    with pytest.raises(UsageError, match="swap"):
        starter(brief, is_workday)


def test_a_world_without_working_days_keeps_the_natural_ones() -> None:
    tasks = starter(JUNE, lambda _: False)["tasks"]
    assert _day(tasks[-1]["end"]) == date(2026, 6, 28)
