"""What a new campaign starts with: rows people can use as they are."""

from datetime import date, datetime
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
    for key, rows in starter(brief, is_workday).items():
        one = sheet(key)
        assert rows
        for row in rows:
            for name, value in row.items():
                read = one[name].kind.parse(value, to_serial(brief.start))
                assert (read is None) == (value is None), (name, value)


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
    assert all("target" not in row for row in rows["goals"])
    assert all("budget_typed" not in row for row in rows["channels"])


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
