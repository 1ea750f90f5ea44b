"""Findings as people and machines read them: text, JSON, 校验结果.md. Pure functions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from promo_xl.book import Ref
from promo_xl.finding import (
    SEVERITIES,
    Finding,
    Findings,
    Severity,
    check_line,
    counts,
    gating,
)
from promo_xl.schema.label import Label
from promo_xl.schema.show import said
from promo_xl.validate import RULES

FEW = 3
"""Hits of one rule up to which each keeps its own sentence."""
PLACES = 12
"""Cells and blocks listed for a rule with many hits; --full and JSON list all."""

_RANK = {severity: n for n, severity in enumerate(Severity)}
_TITLES = {rule.id: rule.title for rule in RULES}

_NONE = Label("没有发现问题", "Nothing found")
_TIMES = Label("{title}：{n} 处", "{title}: {n} places")
_MORE = Label("…另 {n} 处", "… {n} more")
_VALUE = Label("当前值: {value}", "value: {value}")
_MEND = Label("怎么改: {hint}", "help: {hint}")
_EACH = Label(
    "每处的改法不同: promo-xl check {file} --full",
    "each has its own help: promo-xl check {file} --full",
)
_KNOWN = Label("已知悉", "acknowledged")
_TOTAL = Label(
    "共 {n} 处：{error} 错误、{warning} 提醒、{info} 提示{known}",
    "{n} found: errors {error}, warnings {warning}, info {info}{known}",
)
_ACKNOWLEDGED = Label("；另 {n} 处已知悉", "; {n} acknowledged")
_EXPLAIN = Label("说明：promo-xl rule {id}", "Explained: promo-xl rule {id}")
_OPEN = Label("上线闸门：通过", "Launch gate: open")
_SHUT = Label(
    "上线闸门：未通过，流程或合规错误还有 {n} 处",
    "Launch gate: shut, process or compliance errors left: {n}",
)


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of one file, ready to be said."""

    findings: Findings
    file: str
    as_of: datetime
    lang: str


def exit_code(findings: Findings, *, strict: bool = False, gate: bool = False) -> int:
    """Give 1 where an open error or warning is left (with *strict* an info too), else 0.

    At the launch *gate* only open process and compliance errors count.
    """
    if gate:
        return 1 if gating(findings) else 0
    n = counts(findings)
    return 1 if n.error or n.warning or (strict and n.info) else 0


def told(done: Sequence[Checked], form: str, *, gate: bool, full: bool, many: bool) -> str:
    """Say what was found in every file: as text, JSON (a list where *many*) or Markdown."""
    if form == "json":
        plain = [_as_data(one, gate=gate) for one in done]
        return json.dumps(plain if many else plain[0], ensure_ascii=False, indent=1)
    if form == "md":
        pages = [check_markdown(one.findings, one.file, one.lang) for one in done]
        return "\n".join(pages).rstrip("\n")
    return "\n\n".join(_as_text(one, gate=gate, full=full, many=many) for one in done)


def _as_data(one: Checked, *, gate: bool) -> dict[str, object]:
    plain = findings_json(one.findings, file=one.file, as_of=one.as_of, lang=one.lang)
    shut = len(gating(one.findings))
    return (
        {**plain, "gate": {"name": "launch", "open": not shut, "errors": shut}}
        if gate
        else plain
    )


def _as_text(one: Checked, *, gate: bool, full: bool, many: bool) -> str:
    lines = [findings_text(one.findings, one.file, one.lang, full=full)]
    if many and not one.findings:
        lines = [f"{one.file}: {lines[0]}"]
    if gate:
        shut = len(gating(one.findings))
        lines.append((_SHUT if shut else _OPEN).say(one.lang, n=shut))
    return "\n".join(lines)


def findings_text(findings: Findings, file: str, lang: str, *, full: bool = False) -> str:
    """Print findings: a paragraph a rule (*full*: a place), worst first, then one line that sums up."""
    if not findings:
        return _NONE.say(lang)
    groups = _grouped(findings)
    shown = [[found] for group in groups for found in group] if full else groups
    blocks = ["\n".join(_paragraph(group, file, lang)) for group in shown]
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
    """Say one rule: its sentence or title with a count, its cells, how to mend them."""
    first, hints = group[0], {found.advice(lang) for found in group}
    title = first.message(lang)
    if len(group) > 1:
        title = _TIMES.say(lang, title=_TITLES[first.id].say(lang), n=len(group))
    known = f" ({_KNOWN.say(lang)})" if first.accepted else ""
    yield f"{SEVERITIES[first.severity].say(lang)} {first.id} {_line(title)}{known}"
    if len(group) == 1:
        yield f"  --> {file} {first.at}{_value(first, lang)}"
    elif len(group) <= FEW:
        yield from (f"  --> {file} {f.at}   {_line(f.message(lang))}" for f in group)
    else:
        yield f"  --> {file} {_places([found.at for found in group], lang)}"
    mend = _MEND.say(lang, hint=first.advice(lang))
    yield f"  = {mend if len(hints) == 1 else _EACH.say(lang, file=file)}"


def _places(refs: Sequence[Ref], lang: str) -> str:
    """List cells by sheet, those below each other as one block: 目标!I7:I9、I12；预算!P9."""
    blocks = [
        (sheet, list(_blocks(list(of))))
        for sheet, of in groupby(refs, key=lambda r: r.sheet)
    ]
    listed, room = [], PLACES
    shown = 0
    for sheet, found in blocks:
        kept = found[:room]
        room -= len(kept)
        shown += sum(max(1, one.bottom - one.top + 1) for one in kept)
        cells = [one.cell for one in kept if one.cell]
        if kept:
            listed.append(f"{sheet}!{_COMMA.say(lang).join(cells)}" if cells else sheet)
    text = _STOP.say(lang).join(listed)
    left = len(refs) - shown
    return f"{text} {_MORE.say(lang, n=left)}" if left > 0 else text


_COMMA, _STOP = Label("、", ", "), Label("；", "; ")


def _blocks(refs: Sequence[Ref]) -> Iterator[Ref]:
    """Join cells of one column that stand below each other."""
    run: Ref | None = None
    for ref in sorted(refs, key=lambda r: (r.left, r.top)):
        if (
            run is not None
            and ref.top
            and ref.left == run.left
            and ref.top == run.bottom + 1
        ):
            run = run._replace(bottom=ref.top, right=ref.left)
            continue
        if run is not None:
            yield run
        run = ref._replace(bottom=max(ref.top, ref.bottom), right=max(ref.left, ref.right))
    if run is not None:
        yield run


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
