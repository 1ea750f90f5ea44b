"""Facts as JSON: keys, units, reasons, cells."""

import json
from typing import Any

import pytest

from promo_xl.derive.listing import facts_json, split_key
from tests.derive.campaigns import closed_618, facts_of, moment, untidy_618


@pytest.fixture(scope="module")
def listed() -> dict[str, Any]:
    found = facts_json(facts_of(closed_618()), "618.xlsx", "zh")
    return {one["key"]: one for one in found["figures"]}  # type: ignore[attr-defined]


def test_the_head_says_which_workbook_at_which_moment() -> None:
    found = facts_json(facts_of(closed_618()), "618.xlsx", "en")
    assert {key: found[key] for key in ("version", "file", "as_of", "lang")} == {
        "version": 1,
        "file": "618.xlsx",
        "as_of": "2026-06-28",
        "lang": "en",
    }
    noon = facts_of(closed_618(), moment("2026-06-12T12:30"))
    assert facts_json(noon, "", "zh")["as_of"] == "2026-06-12T12:30"


def test_a_figure_is_listed_with_its_question(listed: dict[str, Any]) -> None:
    figure = listed["channel.C02.gmv"]
    assert figure.pop("formula").startswith("=IF(SUMPRODUCT(")
    assert figure == {
        "key": "channel.C02.gmv",
        "scope": "channel",
        "id": "C02",
        "metric": "gmv",
        "value": 960_000.0,
        "unit": "元",
        "why": None,
        "used": 25,
        "of": 25,
        "cells": ["日数据!AH32:AH56"],
    }


def test_blank_is_null_with_a_reason(listed: dict[str, Any]) -> None:
    figure = listed["campaign.impressions"]
    assert (figure["value"], figure["why"]) == (None, "no_data")


def test_percents_are_fractions_and_words_are_said(listed: dict[str, Any]) -> None:
    assert listed["goal.G1.completion"]["value"] == 0.96
    assert listed["goal.G1.status"]["value"] == "接近"
    assert listed["channel.C01.data_through"]["value"] == "2026-06-25"


def test_figures_of_figures_count_the_rows_they_stand_on(listed: dict[str, Any]) -> None:
    assert listed["campaign.input_total"]["used"] == 125 + 4


def test_at_most_twenty_ranges_unless_all_are_asked_for() -> None:
    rows = closed_618()
    for row in rows["daily"][::2]:
        row["new_users"] = None
    facts = facts_of(rows)

    def ranges(most: int | None) -> int:
        figures = facts_json(facts, "", "zh", most)["figures"]
        assert isinstance(figures, list)
        return max(len(one["cells"]) for one in figures)

    assert ranges(20) == 20
    assert ranges(None) > 50


def test_everything_is_json_without_nan() -> None:
    for rows in ({}, closed_618(), untidy_618()):
        json.dumps(facts_json(facts_of(rows), "x", "en"), allow_nan=False)


def test_an_id_may_hold_points() -> None:
    assert split_key("channel.C.1.gmv") == ("channel", "C.1", "gmv")
    assert split_key("campaign.gmv") == ("campaign", None, "gmv")
