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
A01 data error * * +
A02 data error * * +
A03 data error * * +
A06 data error * * +
A07 data warning * * +
A09 data warning * * +
A11 data error * * +
B01 data error budget planned 2
B10 business error budget spent +
G05 data error goals target 1,2,4
P01 data error plan period_end 0
P03 data warning phases start 3,4
"""
"""Code, kind, severity, sheet, anchor and manual: what acknowledgements and users quote."""

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def _slots(text: str) -> set[str]:
    return {slot for _, slot, _, _ in Formatter().parse(text) if slot}


@each_rule
def test_its_id_and_name_are_codes_people_can_quote(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]\d\d", rule.id)
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", rule.name)


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


def test_codes_kinds_severities_and_anchors_are_the_catalogues() -> None:
    told = [
        (r.id, r.kind.value, r.severity.value, r.sheet, r.anchor, r.origin) for r in RULES
    ]
    assert told == [tuple(line.split()) for line in CATALOGUED.split("\n")[1:-1]]
    assert not any(rule.off_in for rule in RULES)


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
