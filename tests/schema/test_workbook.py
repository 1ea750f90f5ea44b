"""The declarations hold together: parametrised over every sheet the workbook has."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from promo_xl.schema import LIVE, METRICS, SETTINGS_SHEETS, WORKBOOK, all_choices, sheet
from promo_xl.schema.explain import explain
from promo_xl.schema.expression import (
    Col,
    Expr,
    Field,
    Least,
    Most,
    Op,
    Sum,
    SumIfs,
    Where,
)
from promo_xl.schema.kind import Choices
from promo_xl.schema.label import Label, fold
from promo_xl.schema.sheet import SIZES, Column, Grey, Owner, Rollup, Shape, Sheet

SHEETS = (*WORKBOOK, *SETTINGS_SHEETS)
each_sheet = pytest.mark.parametrize("one", SHEETS, ids=lambda one: one.key)
each_list = pytest.mark.parametrize(
    "items", all_choices().values(), ids=lambda items: items.name
)


def _parts(expr: Expr) -> Iterator[Expr]:
    yield expr
    match expr:
        case Op(_, left, right):
            yield from (*_parts(left), *_parts(right))
        case Least(items) | Most(items) | Sum(items):
            for item in items:
                yield from _parts(item)
        case SumIfs(_, where):
            for test in where:
                if not isinstance(test.value, str | int | float):
                    yield from _parts(test.value)


def _criteria(expr: Expr) -> list[Where]:
    return [
        test for part in _parts(expr) if isinstance(part, SumIfs) for test in part.where
    ]


def _expressions(one: Sheet) -> list[Expr]:
    found = []
    for column in one.columns:
        if column.formula is not None:
            found.append(column.formula)
        if column.default is not None and not isinstance(
            column.default, str | int | float | Grey
        ):
            found.append(column.default)
    return found


def _exists(key: str) -> bool:
    sheet_key, _, column = key.partition(".")
    return column in sheet(sheet_key)


def test_the_workbook_has_22_sheets_and_531_columns() -> None:
    assert (len(WORKBOOK), sum(len(one.columns) for one in WORKBOOK)) == (22, 531)
    assert Counter(c.owner.value for one in WORKBOOK for c in one.columns) == {
        "in": 435,
        "setting": 8,
        "tool": 48,
        "formula": 32,
        "metric": 8,
    }


def test_every_live_sheet_is_declared() -> None:
    assert set(SIZES) == {"small", "team", "full"}
    assert {key for key in LIVE if sheet(key)} == LIVE
    assert {one.key for one in SETTINGS_SHEETS} <= LIVE


def test_an_unknown_sheet_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        sheet("nothing")


@each_sheet
def test_keys_are_unique_and_every_word_exists_in_both_languages(one: Sheet) -> None:
    keys = [column.key for column in one.columns]
    assert len(keys) == len(set(keys))
    labels = [one.label, *(column.label for column in one.columns)]
    assert all(label.zh and label.en for label in labels)
    assert one.how is not None
    assert one.how.zh
    assert one.how.en


@each_sheet
def test_no_name_is_claimed_by_two_columns(one: Sheet) -> None:
    claimed: dict[str, str] = {}
    for column in one.cells:
        label = column.label
        for name in (label.zh, label.en, *label.aliases):
            assert claimed.setdefault(fold(name), column.key) == column.key, name


@each_sheet
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_headers_are_unique_and_say_their_unit_once(one: Sheet, lang: str) -> None:
    headers = [column.header(lang) for column in one.columns]
    assert len({fold(header) for header in headers}) == len(headers)
    assert not [header for header in headers if re.search(r"(\([^()]+\))\1$", header)]


@each_sheet
def test_notes_are_said_in_both_languages_or_in_none(one: Sheet) -> None:
    assert [c.key for c in one.columns if bool(c.note) != bool(c.note_zh)] == []


@each_sheet
def test_what_a_column_refers_to_exists(one: Sheet) -> None:
    assert all(_exists(column.kind.ref) for column in one.columns if column.kind.ref)
    assert all(column.weight in one for column in one.columns if column.weight)
    assert set(one.id) <= {column.key for column in one.columns}
    assert not one.name_key or one.name_key in one


@each_sheet
def test_every_leaf_of_every_expression_exists(one: Sheet) -> None:
    for expr in _expressions(one):
        for part in _parts(expr):
            if isinstance(part, Col):
                assert part.key in one, explain(expr)
            if isinstance(part, Field | SumIfs):
                assert _exists(part.key), explain(expr)
        assert all(_exists(test.key) for test in _criteria(expr))


@each_sheet
def test_words_in_expressions_and_defaults_are_keys_of_their_list(one: Sheet) -> None:
    for expr in _expressions(one):
        for test in _criteria(expr):
            if isinstance(test.value, str):
                key, _, name = test.key.partition(".")
                _is_choice(sheet(key)[name], test.value)
    for column in one.columns:
        if isinstance(column.default, str) and column.kind.choices is not None:
            _is_choice(column, column.default)


def _is_choice(column: Column, key: str) -> None:
    assert column.kind.choices is not None
    assert key in {item.key for item in column.kind.choices.items}


@each_sheet
def test_conditions_name_columns_and_choice_keys(one: Sheet) -> None:
    conditions = [text for c in one.columns for text in (c.when, c.unless) if text]
    pattern = r"([\w.]+) (?:==|!=|not in|in) (\[[^]]*\]|'[^']*')"
    for condition in conditions:
        assert condition.isascii()
        for name, values in re.findall(pattern, condition):
            key, _, column = name.rpartition(".")
            asked = (sheet(key) if key else one)[column]
            for value in re.findall(r"'([^']*)'", values):
                _is_choice(asked, value)


@each_sheet
def test_the_owner_of_a_column_says_how_it_is_filled(one: Sheet) -> None:
    for column in one.columns:
        computed = column.owner in (Owner.FORMULA, Owner.METRIC)
        assert (column.formula is not None) == computed
        assert not (column.owner is Owner.TOOL and column.need)
        assert not (column.owner is Owner.FORMULA and not column.kind.numeric)


@each_sheet
def test_sizes_are_known_words(one: Sheet) -> None:
    for column in one.columns:
        assert set(column.need) | set(column.when_in) | set(column.folded) <= set(SIZES)
        assert bool(column.when) == bool(column.when_in)


@each_sheet
def test_every_example_is_readable_as_its_kind(one: Sheet) -> None:
    for column in one.columns:
        if column.example and column.owner is not Owner.TOOL:
            assert column.kind.parse(column.example, 45000.0) is not None, column.key


def test_lists_of_one_name_are_one_list() -> None:
    named: dict[str, Choices] = {}
    for one in SHEETS:
        for column in one.columns:
            items = column.kind.choices
            assert items is None or named.setdefault(items.name, items) == items


@each_list
def test_a_list_has_unique_keys_and_no_word_means_two_things(items: Choices) -> None:
    keys = [item.key for item in items.items]
    assert len(keys) == len(set(keys)) > 0
    for item in items.items:
        assert item.key.isascii()
        for word in (item.key, item.label.zh, item.label.en, *item.label.aliases):
            assert items.find(word) == item.key


def test_the_keys_others_rely_on_are_the_english_words() -> None:
    lists = all_choices()
    assert lists["level"].find("店铺大盘") == "shop"
    assert lists["level"].find("渠道归因") == "claim"
    assert lists["basis"].find("支付") == "paid"
    assert lists["budget_category"].find("广告投放") == "ads"
    assert lists["phase_kind"].find("预热期") == "preheat"
    assert lists["phase_kind"].find("爆发期") == "burst"
    assert lists["risk_category"].find("KOL or partner") == "kol_or_partner"
    assert lists["comparator"].find(">=") == ">="
    assert lists["benefit_unit"].find("%") == "percent"


def test_the_same_phase_in_both_languages_is_one_key() -> None:
    items = all_choices()["phase_kind"]
    assert items.find("爆发") == items.find("Burst") == items.find(" burst ") == "burst"


def test_what_counts_people_is_never_added_over_days() -> None:
    daily = sheet("daily")
    people = ("uv", "buyers", "reach", "cart_buyers", "order_buyers", "seed_users")
    assert {daily[key].rollup for key in people} == {Rollup.NONE}
    assert daily["stock"].rollup is Rollup.LAST
    assert (daily["cs_seconds"].rollup, daily["cs_seconds"].weight) == (
        Rollup.WEIGHTED,
        "cs_sessions",
    )


def test_row_ratios_of_daily_data_are_metrics_not_columns() -> None:
    daily = sheet("daily")
    assert "ctr" in daily
    assert daily["ctr"] not in daily.cells
    assert {c.key for c in daily.columns} - {c.key for c in daily.cells} <= set(METRICS)


def test_forms_are_the_plan_and_the_settings() -> None:
    assert [one.key for one in SHEETS if one.shape is Shape.FORM] == ["plan", "settings"]


def test_a_header_says_its_unit_once_in_each_language() -> None:
    daily, tasks = sheet("daily"), sheet("tasks")
    assert daily["gmv"].header("zh") == "成交金额GMV(元)"
    assert daily["gmv"].header("en") == "GMV (CNY)"
    assert tasks["duration"].header("zh") == "工期(天)"
    assert daily["orders"].header("en") == "Orders"
    assert sheet("channels")["window_days"].header("en") == "Attribution window (days)"


def test_a_small_shop_types_few_columns() -> None:
    visible = [one for one in WORKBOOK if "small" in one.shown_in]
    assert [one.key for one in visible] == [
        "plan",
        "phases",
        "goals",
        "channels",
        "tasks",
        "daily",
    ]
    assert sum(c.required_in("small") for one in visible for c in one.columns) == 24
    shown = [c for c in sheet("daily").cells if not c.folded_in("small")]
    assert [c.key for c in shown] == [
        "date",
        "channel_id",
        "uv",
        "orders",
        "gmv",
        "refund_amt",
        "cost",
        "note",
    ]


def test_a_column_is_found_by_its_key_only() -> None:
    with pytest.raises(KeyError, match=r"daily\.nothing"):
        sheet("daily")["nothing"]


def test_labels_of_both_languages_ask_for_the_same_slots() -> None:
    def slots(text: str) -> set[str]:
        return set(re.findall(r"{(\w+)}", text))

    labels = [one.label for one in SHEETS] + [one.how or Label("", "") for one in SHEETS]
    assert all(slots(label.zh) == slots(label.en) for label in labels)
