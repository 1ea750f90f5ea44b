"""Settings: every threshold has a default, a range of sizes and a source."""

import re

import pytest

from promo_xl.schema import DEFAULTS, defaults, sheet
from promo_xl.schema.ad_words import AD_WORDS
from promo_xl.schema.setting_rows import setting_rows
from promo_xl.schema.sheet import SIZES, Owner


def test_every_setting_has_a_default_of_its_kind_and_a_reason_in_both_languages() -> None:
    for field in sheet("settings").columns:
        assert field.owner is Owner.SETTING
        assert field.kind.parse(field.default, None) == field.default
        assert field.note
        assert field.note_zh


def test_approvals_and_reviews_grow_with_the_size() -> None:
    assert [defaults(size)["approval_levels"] for size in SIZES] == [0, 1, 3]
    assert [defaults(size)["review_levels"] for size in SIZES] == [0, 1, 3]
    assert defaults("small") == DEFAULTS
    assert defaults("unknown") == DEFAULTS


def test_the_manuals_and_the_rulings_numbers_are_the_defaults() -> None:
    assert (DEFAULTS["line_reached"], DEFAULTS["line_close"], DEFAULTS["line_behind"]) == (
        1.0,
        0.95,
        0.8,
    )
    assert DEFAULTS["goal_sum_tolerance"] == 0.01
    assert DEFAULTS["window_before_days"] == 60
    assert DEFAULTS["near_budget"] == 0.9
    assert DEFAULTS["alert_below_target"] == 0.3
    assert (DEFAULTS["min_orders"], DEFAULTS["min_clicks"]) == (30, 100)
    assert (DEFAULTS["basis"], DEFAULTS["sales_level"]) == ("paid", "auto")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("key", ["lead_times", "specs", "words"])
def test_the_rows_of_a_settings_sheet_are_readable_and_named_once(
    lang: str, key: str
) -> None:
    one = sheet(key)
    rows = setting_rows(lang)[key]
    ids = [tuple(row[part] for part in one.id) for row in rows]
    assert len(ids) == len(set(ids)) > 0
    for row in rows:
        for name, value in row.items():
            column = one[name]
            read = column.kind.parse(value, None)
            assert read is not None or not column.required_in("small"), (name, value)


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("国家级品质", "error"),
        ("本店最低价", "warning"),
        ("双11全年最低价", "warning"),
        ("销量第一", "warning"),
        ("治疗失眠", "error"),
        ("限量500份", "info"),
        ("最佳时间", None),
        ("第一时间发货", None),
        ("100%棉", None),
        ("满300减50", None),
    ],
)
def test_restricted_words_are_found_and_everyday_words_are_not(
    text: str, severity: str | None
) -> None:
    found = [word.severity for word in AD_WORDS if re.search(word.pattern, text)]
    assert (found[0] if found else None) == severity
