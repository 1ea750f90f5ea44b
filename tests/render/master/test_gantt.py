"""The Gantt grid: from the Monday before the first start, drawn by conditional formats."""

from datetime import date

from openpyxl.utils import get_column_letter

from promo_xl.schema import sheet
from promo_xl.schema.show import to_serial
from tests.render.master.campaign import opened

LEFT = len(sheet("tasks").cells) + 2


def test_the_grid_begins_on_the_monday_before_the_first_start_after_one_blank_column() -> (
    None
):
    tab = opened(values=True)["任务与甘特"]
    assert tab.cell(7, LEFT - 1).value is None
    assert tab.cell(1, LEFT).value == to_serial(date(2026, 5, 18))
    assert tab.cell(4, LEFT).value == "2026年5月18日"
    assert [tab.cell(5, LEFT + i).value for i in range(3)] == ["18", "19", "20"]
    assert [tab.cell(6, LEFT + i).value for i in range(7)] == list("一二三四五六日")


def test_it_has_98_columns_of_days() -> None:
    tab = opened(values=True)["任务与甘特"]
    assert tab.max_column == LEFT + 97
    assert tab.cell(5, LEFT + 97).value == "23"


def test_public_holidays_and_weekends_are_told_apart() -> None:
    tab = opened(values=True)["任务与甘特"]
    kinds = {tab.cell(1, LEFT + i).value: tab.cell(3, LEFT + i).value for i in range(98)}
    day = {n: to_serial(date(2026, 6, n)) for n in (5, 6, 19)}
    assert kinds[day[5]] == 0
    assert kinds[day[6]] == 1
    assert kinds[day[19]] == 2


def test_only_a_milestone_has_a_sign_and_it_stands_on_its_day() -> None:
    tab = opened(values=True)["任务与甘特"]
    signs = {
        (row, at)
        for row in range(7, 11)
        for at in range(LEFT, LEFT + 98)
        if tab.cell(row, at).value == "◆"
    }
    assert signs == {(9, LEFT + 14)}


def test_the_colours_reach_300_rows_below_the_tasks() -> None:
    tab = opened()["任务与甘特"]
    letter = get_column_letter(LEFT)
    areas = [str(area.sqref) for area in tab.conditional_formatting]
    grid = f"{letter}7:{get_column_letter(LEFT + 97)}310"
    assert grid in areas


def test_every_bar_is_drawn_with_and_without_the_borders_of_the_as_of_day() -> None:
    tab = opened()["任务与甘特"]
    grid = next(
        area for area in tab.conditional_formatting
        if str(area.sqref).startswith(f"{get_column_letter(LEFT)}7:")
    )  # fmt: skip
    rules = [rule.formula[0] for rule in grid.rules]
    assert sum("INT(AS_OF)" in rule[:40] for rule in rules) == 7
    assert len(rules) == 16


def test_it_prints_on_a3() -> None:
    tab = opened()["任务与甘特"]
    assert tab.page_setup.paperSize == 8
    assert tab.page_setup.orientation == "landscape"
