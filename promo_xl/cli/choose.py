"""Which findings a check is about: rules, groups and kinds by --select and --ignore."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches

from promo_xl.errors import UsageError
from promo_xl.finding import KINDS, Finding, Findings
from promo_xl.schema.label import fold
from promo_xl.validate import RULES

Meets = Callable[[Finding], bool]

_SEPARATORS = re.compile(r"[,，;；、\s]+")
_GROUPS = tuple(sorted({rule.id[0] for rule in RULES}))


def chosen_findings(
    findings: Findings, select: Sequence[str], ignore: Sequence[str]
) -> Findings:
    """Keep what *select* names (everything where it names nothing) and *ignore* does not."""
    wanted, unwanted = list(_tests(select)), list(_tests(ignore))
    return tuple(
        found
        for found in findings
        if (not wanted or any(meets(found) for meets in wanted))
        and not any(meets(found) for meets in unwanted)
    )


def _tests(given: Iterable[str]) -> Iterable[Meets]:
    for word in (part for text in given for part in _SEPARATORS.split(text) if part):
        yield _test(word)


def _test(word: str) -> Meets:
    """Read one word: a rule's code or name, a group's letter, a kind."""
    folded = fold(word)
    for rule in RULES:
        if folded in (fold(rule.id), fold(rule.name)):
            return _is_rule(rule.id)
    for kind, label in KINDS.items():
        if folded in (kind.value, fold(label.zh), fold(label.en)):
            return lambda found: found.kind is kind
    if folded.upper() in _GROUPS:
        return lambda found: found.id.startswith(folded.upper())
    raise _unknown(word)


def _is_rule(wanted: str) -> Meets:
    return lambda found: found.id == wanted


def _unknown(word: str) -> UsageError:
    known = {fold(name): name for rule in RULES for name in (rule.id, rule.name)}
    for kind, label in KINDS.items():
        known |= {fold(label.zh): label.zh, kind.value: kind.value}
    near = get_close_matches(fold(word), known, n=1, cutoff=0.4)
    groups, kinds = "、".join(_GROUPS), "、".join(label.zh for label in KINDS.values())
    if near:
        zh, en = f"，是不是 {known[near[0]]}？", f"; did you mean {known[near[0]]}?"
    else:
        zh = f"：可用规则编号（如 G05）、组字母（{groups}）或类别（{kinds}）。"
        en = (
            f": give a rule (such as G05), a group's letter ({', '.join(_GROUPS)}) "
            f"or a kind ({', '.join(KINDS)})."
        )
    return UsageError(f"没有“{word}”这条规则或类别{zh}", f"No rule or kind “{word}”{en}")
