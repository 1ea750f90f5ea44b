"""计算: fixed blocks under names, the values as they were derived."""

import pytest

from tests.render.master.campaign import opened


def test_the_blocks_have_names_over_their_fixed_size() -> None:
    names = opened().defined_names
    # six days, and fourteen the campaign may be prolonged by
    assert names["calc_days"].attr_text == "'计算'!$A$7:$G$26"
    assert names["calc_channels"].attr_text == "'计算'!$M$7:$Q$26"


def test_a_campaign_day_a_row_and_no_actual_after_the_data() -> None:
    tab = opened(values=True)["计算"]
    gmv = [tab.cell(row, 2).value for row in range(7, 14)]
    assert gmv[:3] == [90_001, 90_002, 90_003]
    assert gmv[3:] == [None, None, None, None]
    days = [str(tab.cell(row, 1).value)[8:10] for row in range(7, 14)]
    assert days == ["01", "02", "03", "04", "05", "06", ""]


def test_the_target_is_cumulated_to_the_goal() -> None:
    tab = opened(values=True)["计算"]
    assert tab["E12"].value == pytest.approx(600_000)


def test_the_chart_shows_nothing_for_days_to_come() -> None:
    tab = opened(values=True)["计算"]
    assert tab["J12"].value == "#N/A"
    assert tab["H12"].value == "6/6"


def test_channels_stand_in_the_order_of_the_plan() -> None:
    tab = opened(values=True)["计算"]
    assert tab["M8"].value == "信息流"
    assert tab["N8"].value == 40_000
    assert tab["O8"].value == 16_002
