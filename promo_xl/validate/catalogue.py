"""The catalogue of rules, as `promo-xl rule` prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from promo_xl.errors import UsageError
from promo_xl.finding import KINDS, SEVERITIES
from promo_xl.schema import WORKBOOK
from promo_xl.schema.label import Label
from promo_xl.validate import RULES
from promo_xl.validate.rule import Rule

MANUALS = ("000", "001", "002", "003", "004")
"""The five manuals by their number; a rule's origin names them by the last digit."""


def find_rule(word: str) -> Rule:
    """Give the rule with this id or name, however it is capitalised; else say the nearest."""
    wanted = word.strip().casefold()
    for rule in RULES:
        if wanted in (rule.id.casefold(), rule.name.casefold()):
            return rule
    known = {key.casefold(): rule.id for rule in RULES for key in (rule.id, rule.name)}
    near = get_close_matches(wanted, known, n=1, cutoff=0.4)
    if near:
        hint = known[near[0]]
        zh, en = f"是不是 promo-xl rule {hint}？", f"did you mean promo-xl rule {hint}?"
    else:
        zh, en = "全部规则：promo-xl rule --all", "all of them: promo-xl rule --all"
    raise UsageError(f"没有规则“{word}”，{zh}", f"There is no rule “{word}”; {en}")


def rules_of(word: str) -> tuple[Rule, ...]:
    """Give the rules of a group by its letter, or the one with this id or name."""
    group = tuple(rule for rule in RULES if rule.id[0] == word.strip().upper())
    return group or (find_rule(word),)


def describe(rule: Rule, lang: str) -> str:
    """Explain one rule: what it is about, when it fires, how to mend it, where it is from."""
    lines = [f"{rule.id} {rule.title.say(lang)} ({rule.name})"]
    for label, text in _parts(rule, lang):
        if text:
            lines.append(f"  {label.say(lang)}{'：' if lang == 'zh' else ': '}{text}")
    return "\n".join(lines)


def list_rules(lang: str, rules: Sequence[Rule] = RULES) -> str:
    """List *rules*, a line each, and how to read one in full."""
    lines = [
        f"{rule.id}  {SEVERITIES[rule.severity].say(lang)}  {rule.title.say(lang)} ({rule.name})"
        for rule in rules
    ]
    more = Label("逐条说明：promo-xl rule 编号", "Each in full: promo-xl rule ID").say(lang)
    return "\n".join([*lines, more])


def as_dict(rule: Rule, lang: str) -> dict[str, object]:
    """Give a rule by field, for `--format json`: keys stay, words are in *lang*."""
    return {
        "id": rule.id,
        "name": rule.name,
        "title": rule.title.say(lang),
        "kind": rule.kind.value,
        "severity": rule.severity.value,
        "sheet": rule.sheet,
        "anchor": rule.anchor,
        "when": rule.when.say(lang),
        "hint": _open(rule.wording.hint, lang),
        "off_in": list(rule.off_in),
        "origin": _origin(rule),
    }


def _parts(rule: Rule, lang: str) -> list[tuple[Label, str]]:
    return [
        (Label("级别", "Severity"), SEVERITIES[rule.severity].say(lang)),
        (Label("类别", "Kind"), KINDS[rule.kind].say(lang)),
        (Label("报在", "Reported at"), _where(rule, lang)),
        (Label("何时", "Fires when"), rule.when.say(lang)),
        *_wordings(rule, lang),
        (Label("不用于规模", "Off in size"), ", ".join(rule.off_in)),
        (Label("出处手册", "From manual"), _origin(rule)),
    ]


def _wordings(rule: Rule, lang: str) -> Iterator[tuple[Label, str]]:
    """Give all that the rule can say; what mends the one before mends a case like it."""
    said = ""
    for wording in (rule.wording, *rule.variants.values()):
        yield Label("怎么说", "Says"), _open(wording.says, lang)
        hint = _open(wording.hint, lang)
        yield Label("怎么改", "How to mend"), "" if hint == said else hint
        said = hint


def _open(label: Label, lang: str) -> str:
    """Say a sentence of a rule without a case: its slots are left open."""
    return re.sub(r"(\{\w+\})+", "…", label.say(lang))


def _where(rule: Rule, lang: str) -> str:
    if rule.sheet == "*":
        return Label("出问题的单元格本身", "the cell itself").say(lang)
    key = rule.sheet.partition(";")[0]
    sheet = next(sheet for sheet in WORKBOOK if sheet.key == key)
    return f"{sheet.label.say(lang)} · {sheet[rule.anchor].label.say(lang)}"


def _origin(rule: Rule) -> str:
    names = dict(enumerate(MANUALS))
    return ", ".join(names[int(n)] for n in rule.origin.split(",") if n.isdigit())
