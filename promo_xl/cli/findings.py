"""Findings as people and machines read them: text, JSON, 校验结果.md. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import groupby

from promo_xl.finding import SEVERITIES, Finding, Findings, Severity, check_line, counts
from promo_xl.schema.label import Label
from promo_xl.schema.show import said
from promo_xl.validate import RULES

PLACES = 5
"""Places listed for a rule with many hits; JSON lists all."""

_RANK = {severity: n for n, severity in enumerate(Severity)}
_TITLES = {rule.id: rule.title for rule in RULES}

_NONE = Label("没有发现问题", "Nothing found")
_TIMES = Label("{title}：{n} 处", "{title}: {n} places")
_MORE = Label("另有 {n} 处，--format json 列出全部", "{n} more; --format json lists all")
_VALUE = Label("当前值: {value}", "value: {value}")
_MEND = Label("怎么改: {hint}", "help: {hint}")
_KNOWN = Label("已知悉", "acknowledged")
_TOTAL = Label(
    "共 {n} 处：{error} 错误、{warning} 提醒、{info} 提示{known}",
    "{n} found: errors {error}, warnings {warning}, info {info}{known}",
)
_ACKNOWLEDGED = Label("；另 {n} 处已知悉", "; {n} acknowledged")
_EXPLAIN = Label("说明：promo-xl rule {id}", "Explained: promo-xl rule {id}")


def exit_code(findings: Findings, *, strict: bool = False) -> int:
    """Give 1 where an open error or warning is left (with *strict* an info too), else 0."""
    n = counts(findings)
    return 1 if n.error or n.warning or (strict and n.info) else 0


def findings_text(findings: Findings, file: str, lang: str) -> str:
    """Print findings: a paragraph a rule, worst first, then one line that sums up."""
    if not findings:
        return _NONE.say(lang)
    groups = _grouped(findings)
    blocks = ["\n".join(_paragraph(group, file, lang)) for group in groups]
    return "\n".join([*blocks, _summary(findings, groups[0][0].id, lang)])


def findings_json(
    findings: Findings, *, file: str, as_of: datetime, lang: str
) -> dict[str, object]:
    """Give findings as data: shape and order are a contract (version 1)."""
    return {
        "version": 1,
        "file": file,
        "as_of": as_of_text(as_of),
        "lang": lang,
        "findings": [_plain(found, lang) for found in findings],
        "summary": counts(findings)._asdict(),
    }


def check_markdown(findings: Findings, file: str, lang: str) -> str:
    """Give 校验结果.md: the one-line result and a table, worst first."""
    title = Label("校验结果", "Check result").say(lang)
    head = f"{_MARKUP.sub(_ESCAPED, file)} · {check_line(findings).say(lang)}"
    lines = [f"# {title}", "", head, ""]
    if findings:
        lines += [_row([head.say(lang) for head in _HEADS]), _row(["---"] * len(_HEADS))]
        lines += [
            _row(_told(found, lang)) for group in _grouped(findings) for found in group
        ]
    else:
        lines.append(_NONE.say(lang))
    return "\n".join(lines) + "\n"


def as_of_text(as_of: datetime) -> str:
    """Say the as-of moment: a date where it is the end of a day."""
    if as_of.time() >= time(23, 59) or as_of.time() == time():
        return as_of.date().isoformat()
    return as_of.isoformat(timespec="minutes")


def _grouped(findings: Findings) -> list[list[Finding]]:
    """Gather by rule and severity; open before acknowledged, worst first, then by id."""

    def group(found: Finding) -> tuple[bool, int, str]:
        return found.accepted, _RANK[found.severity], found.id

    return [list(group) for _, group in groupby(sorted(findings, key=group), key=group)]


def _paragraph(group: Sequence[Finding], file: str, lang: str) -> Iterator[str]:
    first, hints = group[0], {found.advice(lang) for found in group}
    title = first.message(lang)
    if len(group) > 1:
        title = _TIMES.say(lang, title=_TITLES[first.id].say(lang), n=len(group))
    known = f" ({_KNOWN.say(lang)})" if first.accepted else ""
    yield f"{SEVERITIES[first.severity].say(lang)} {first.id} {title}{known}"
    for found in group[:PLACES]:
        said_here = f"   {found.message(lang)}" if len(group) > 1 else ""
        yield f"  --> {file} {found.at}{said_here}{_value(found, lang)}"
        if len(hints) > 1:
            yield f"      {_MEND.say(lang, hint=found.advice(lang))}"
    if len(group) > PLACES:
        yield f"  ... {_MORE.say(lang, n=len(group) - PLACES)}"
    if len(hints) == 1:
        yield f"  = {_MEND.say(lang, hint=first.advice(lang))}"


def _value(found: Finding, lang: str) -> str:
    if found.value is None:
        return ""
    return "   " + _VALUE.say(lang, value=_line(said(found.value, lang)))


def _summary(findings: Findings, worst: str, lang: str) -> str:
    n = counts(findings)
    known = _ACKNOWLEDGED.say(lang, n=n.acknowledged) if n.acknowledged else ""
    total = _TOTAL.say(
        lang, n=sum(n[:3]), error=n.error, warning=n.warning, info=n.info, known=known
    )
    stop = "。" if lang == "zh" else ". "
    return f"{total}{stop}{_EXPLAIN.say(lang, id=worst)}"


def _plain(found: Finding, lang: str) -> dict[str, object]:
    return {
        "id": found.id,
        "name": found.name,
        "kind": found.kind.value,
        "severity": found.severity.value,
        "sheet": found.at.sheet,
        "cell": found.at.cell or None,
        "value": found.value.isoformat()
        if isinstance(found.value, date | time)
        else found.value,
        "message": found.message(lang),
        "hint": found.advice(lang),
        "fixable": found.fixable,
        "acknowledged": found.accepted,
    }


_ESCAPED = r"\\\1"
_MARKUP = re.compile(r"([\\|<*`\[])")

_HEADS = (
    Label("级别", "Severity"),
    Label("规则", "Rule"),
    Label("位置", "Where"),
    Label("说明", "What"),
    Label("怎么改", "How to mend"),
    Label("已知悉", "Acknowledged"),
)


def _told(found: Finding, lang: str) -> list[str]:
    return [
        SEVERITIES[found.severity].say(lang),
        found.id,
        str(found.at),
        found.message(lang),
        found.advice(lang),
        _KNOWN.say(lang) if found.accepted else "",
    ]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_MARKUP.sub(_ESCAPED, _line(cell)) for cell in cells) + " |"


def _line(text: str) -> str:
    return " ".join(text.split())
