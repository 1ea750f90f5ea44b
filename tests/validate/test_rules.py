"""What holds for every rule of the catalogue."""

import re
from dataclasses import replace
from string import Formatter

import pytest

from promo_xl.book import Book
from promo_xl.errors import UsageError
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema import WORKBOOK
from promo_xl.schema.label import Label
from promo_xl.schema.sheet import SIZES
from promo_xl.validate import RULES
from promo_xl.validate.catalogue import as_dict, describe, find_rule, list_rules
from promo_xl.validate.limit import limit
from promo_xl.validate.rule import Hits, Rule, findings_of_rule
from promo_xl.validate.rule import rule as rule_of
from tests.sheets import check, parse

SHEETS = {sheet.key: sheet for sheet in WORKBOOK}

CATALOGUED = """
A01 - data error * * - +
A02 - data error * * - +
A03 - data error * * - +
A04 - data error * * - +
A05 - data warning * * - +
A06 - data error * * - +
A07 - data warning * * - +
A08 - data warning * * - +
A09 - data warning * * - +
A10 - data error * * - +
A11 - data error * * - +
A12 - data warning * * - +
A13 - data info * * - +
A14 - data error plan project_id - +
A15 - data warning * * - +
A16 - data info * * - +
P01 plan.ends_before_start data error plan period_end - 0
P02 phases.ends_before_start data error phases end - 3
P03 phases.outside_window data warning phases start - 3,4
P04 phases.overlap data error phases start - 3
P05 phases.gap business warning phases start small +
P06 phases.big_day_lacks business info phases phase - 3,4
P07 phases.length business info phases end small 4
P08 plan.goal_without_number business warning plan core_goal - 0
P09 plan.theme_too_long business info plan theme - 2,4
P10 plan.not_approved process error plan appr_market_result small 4
P11 plan.starts_late process warning plan launch_date small 3
P12 plan.rejected process warning plan appr_market_result small 4
P13 plan.holidays business info plan period_start - +
P14 plan.calendar_unpublished data warning plan period_start - +
P15 plan.no_budget data error plan total_budget - +
P16 plan.scenario_needs process warning plan scenario small 0
P17 plan.late_close_out process info plan review_date - 4
G01 goals.incomplete data error goals target - 2,3
G02 goals.ends_before_start data error goals end - 2,3
G03 goals.part_without_parent process warning goals parent_id small 2
G04 goals.no_reason process info goals resource_note small 1,4
G05 goals.parts_miss_whole data error goals target - 1,2,4
G06 goals.not_like_parent data error goals parent_id - +
G07 goals.path_misses_target data info goals path - 2
G08 goals.ratio_summed data warning goals agg - +
G09 goals.strange_target data warning goals target - +
G10 goals.outside_window data warning goals start - +
G11 goals.scenario_lacks business info goals metric - 4
G12 goals.funnel_misses_gmv data warning goals target - +
G13 goals.far_from_history business warning goals target - 4
G14 goals.off_stretch business info goals target - 4
G15 goals.needs_more_than_budget business warning goals target - 1
G16 goals.no_owner process warning goals owner small 2
G17 goals.cost_at_least data info goals op - +
G18 day_targets.miss_goal data warning day_targets gmv_target small +
G19 day_targets.several_grains data error day_targets platform - +
G20 goals.adjusted_unsigned process warning goals target_adjusted - +
B01 budget.over_total data error budget planned - 2
B02 budget.unallotted business info budget planned - 2
B03 budget.core_share business info budget bucket small 1
B04 budget.test_share business info budget bucket small 1
B05 budget.profile_002 business info budget category small 2
B06 budget.profile_003 business info budget category small 3
B07 budget.low_reserve business info budget category small 1,2,3
B08 budget.no_owner process warning budget owner small 2
B09 budget.spent_unapproved process error budget appr_status small 2
B10 budget.overspent business error budget spent - +
B11 budget.funds_late business warning budget fund_date small 4
B12 budget.unit_mixed data warning budget planned - 4
B13 budget.fee_unplanned data warning resources fixed_fee - 0
B14 budget.off_pace business warning channels spend - +
B16 budget.ads_typed_twice data warning budget actual - +
"""
"""Code, name, kind, severity, sheet, anchor, sizes it is off in, manuals: what people quote."""

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def _slots(text: str) -> set[str]:
    return {slot for _, slot, _, _ in Formatter().parse(text) if slot}


@each_rule
def test_its_id_and_name_are_codes_people_can_quote(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]\d\d", rule.id)
    assert re.fullmatch(r"[a-z_]+\.[a-z][a-z0-9_]*", rule.name)


@each_rule
def test_it_speaks_both_languages_with_the_same_slots(rule: Rule) -> None:
    for words in (rule.wording, *rule.variants.values()):
        for label in (words.says, words.hint):
            assert label.zh
            assert label.en
            assert _slots(label.zh) == _slots(label.en)


@each_rule
def test_it_says_when_it_fires_in_one_sentence_of_each_language(rule: Rule) -> None:
    assert rule.when.zh.endswith("。")
    assert rule.when.en.endswith(".")
    assert re.search("[一-龥]", rule.when.zh)


@each_rule
def test_its_words_can_be_printed_on_a_chinese_console(rule: Rule) -> None:
    labels: list[Label] = [rule.title, rule.when, rule.wording.says, rule.wording.hint]
    labels += [label for w in rule.variants.values() for label in (w.says, w.hint)]
    for label in labels:
        assert (label.zh + label.en).encode("gbk")


@each_rule
def test_its_anchor_is_a_column_of_its_sheet(rule: Rule) -> None:
    assert rule.sheet == "*" or rule.anchor in SHEETS[rule.sheet]
    assert set(rule.off_in) <= set(SIZES)


@each_rule
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_can_be_explained(rule: Rule, lang: str) -> None:
    text = describe(rule, lang)
    assert text.startswith(f"{rule.id} {rule.title.say(lang)}")
    assert rule.when.say(lang) in text
    assert "{" not in text
    assert as_dict(rule, lang)["kind"] == rule.kind.value


def test_codes_kinds_severities_anchors_and_sizes_are_the_catalogues() -> None:
    told = {
        r.id: [
            r.kind.value,
            r.severity.value,
            r.sheet,
            r.anchor,
            ",".join(r.off_in) or "-",
            r.origin,
        ]
        for r in RULES
    }
    pinned = {line.split()[0]: line.split()[2:] for line in CATALOGUED.split("\n")[1:-1]}
    assert told == {id: pinned[id] for id in told}
    assert {id for id in pinned if id[0] in "PGB"} <= set(told)


def test_names_are_pinned_too() -> None:
    names = {line.split()[0]: line.split()[1] for line in CATALOGUED.split("\n")[1:-1]}
    assert all(names[r.id] in (r.name, "-") for r in RULES)


def test_ids_and_names_are_used_once_and_in_order() -> None:
    ids = [rule.id for rule in RULES]
    assert ids == sorted(set(ids))
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_a_rule_is_found_by_id_or_name_and_a_slip_is_answered_with_the_nearest() -> None:
    assert find_rule("b10") is find_rule("budget.overspent")
    with pytest.raises(UsageError) as slip:
        find_rule("B1O")
    assert "promo-xl rule B1" in slip.value.say("zh")
    with pytest.raises(UsageError) as nothing:
        find_rule("???")
    assert "--all" in nothing.value.say("en")


def test_all_rules_are_listed_a_line_each() -> None:
    assert len(list_rules("zh").splitlines()) == len(RULES) + 1


def test_a_rule_is_silent_in_the_sizes_where_it_makes_no_sense() -> None:
    said = Label("x", "x")

    @rule_of(
        "Z99",
        "plan.always",
        Kind.PROCESS,
        Severity.INFO,
        title=said,
        fires="总是。",
        says=said,
        hint=said,
        off_in=("small",),
    )
    def always(book: Book, facts: Facts) -> list[Hits]:
        """Always."""
        return [Hits(book["plan"], [-1])]

    for size, expected in (("small", []), ("team", ["Z99"])):
        book, facts, _ = check(parse("", size=size))
        assert [f.id for f in findings_of_rule(always, book, facts)] == expected


def test_a_threshold_comes_from_the_workbook_else_from_the_defaults() -> None:
    book, _, _ = check(parse(""))
    assert limit(replace(book, settings={"near_budget": 0.8}), "near_budget") == 0.8
    assert limit(replace(book, settings={}), "near_budget") == 0.9
    with pytest.raises(ValueError, match="not a number"):
        limit(book, "sales_level")
