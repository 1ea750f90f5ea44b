"""Who a document is for, and what of the facts those people are told.

One filter before anything is drawn: figures, tables and sentences about money spent, and
what people wrote about it, are gone from the facts of an outside document. Pages then leave
out what has nothing to say, as they do for any campaign.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from promo_xl.book import Table
from promo_xl.errors import UsageError
from promo_xl.facts import Block, Claim, Facts, Figure, Slot, Source, slot_text
from promo_xl.finding import Findings
from promo_xl.schema.label import Label, fold
from promo_xl.schema.sheet import Column
from promo_xl.schema.show import DASH

MANAGEMENT = Label("管理层", "management")
TEAM = Label("团队", "team")
EXTERNAL = Label("对外", "external")
AUDIENCES = (MANAGEMENT, TEAM, EXTERNAL)

_ZH = (
    "预算|花费|费用|经费|费比|佣金|成本|ROI|毛利|利润|坑位费|服务费|投入|超支|报价|采购价"
    "|(?<!客)单价|人工估算|损失|执行率|补贴|付款|结算价|预留|审批|追加|CPC|CPM|CPA|CAC|CPE"
)
_EN = (
    r"\b(?:budget\w*|spend\w*|spent|costs?|fees?|expens\w+|commissions?|margins?|profits?"
    r"|roi|roas|cp[acem]|cac|inputs?|over plan|overspen\w*|quotes?|subsid\w+|loss(?:es)?"
    r"|human estimate|approv\w+|reserve money|unit price)\b"
)
_ABOUT_MONEY = re.compile(f"{_ZH}|{_EN}", re.IGNORECASE)
_AMOUNT = re.compile(r"\d\s*(?:万|元|块|[kKmM]\b)|[¥￥]|\b(?:CNY|RMB)\b", re.IGNORECASE)
_LANGS = ("zh", "en")

_GONE = ("money", "roi")
"""Blocks that are about nothing else."""
_NAMES = {
    "channel_detail": 0, "incidents": 1, "incidents_all": 2, "adjustments": 1, "lessons": 2,
    "open": 1, "events": 1,
}  # fmt: skip
"""The column that says what a row is about, where it is not the first."""
_QUOTED = ("feedback",)
"""Blocks of customers' words: an amount in them is no secret of ours."""
_KEEPS_ROWS = ("schedule",)
_INTERNAL = Label("内部事项", "Internal item")
_WHOLE_ONLY = ("decision", "conclusion")
"""Sentences that are told whole or not at all."""
_STOP = {"zh": re.compile("[；，]"), "en": re.compile("[;,] ")}
_GOALS = Label("{n}项目标{k}项达成", "{k} of {n} goals reached")
_REACHED = ("达成", "达标", "进度正常")
_LESSONS = Label("{zh}：{n}条", "{en}: {n}")
_CHANNELS = Label("{name}归因成交{gmv}最高", "{name} leads with {gmv}")


def audience_named(word: str) -> Label:
    """Find an audience by its word in either language; UsageError lists them."""
    for audience in AUDIENCES:
        if fold(word) in (fold(audience.zh), fold(audience.en)):
            return audience
    zh = "、".join(one.zh for one in AUDIENCES)
    en = ", ".join(one.en for one in AUDIENCES)
    raise UsageError(
        f"没有“{word}”这类读者：可用 {zh}", f"No audience “{word}”: it is one of {en}"
    )


def told_to(facts: Facts, audience: Label) -> Facts:
    """Leave in *facts* what *audience* is told; only an outside one is told less."""
    if audience is not EXTERNAL:
        return facts
    blocks = {
        key: told
        for key, block in facts.blocks.items()
        if key not in _GONE and (told := _block(block)).rows
    }
    claims = {key: said for key, c in facts.claims.items() if (said := _claim(key, c))}
    claims |= _retold(facts, blocks, claims)
    home = {key: value for key, value in facts.home.items() if not _secret(value)}
    figures = {key: kept for key, f in facts.figures.items() if (kept := _figure(key, f))}
    return replace(facts, figures=figures, blocks=blocks, claims=claims, home=home)


def findings_for(findings: Findings, audience: Label) -> Findings:
    """Leave the findings whose words are not about money."""
    if audience is not EXTERNAL:
        return findings
    return tuple(
        f
        for f in findings
        if not any(
            about_money(text) or _AMOUNT.search(text)
            for lang in _LANGS
            for text in (f.message(lang), f.advice(lang), str(f.at))
        )
    )


def about_money(text: str) -> bool:
    """Whether words speak of money spent, or of what came back for it."""
    return _ABOUT_MONEY.search(text) is not None


def _secret(slot: Slot | Claim, *, typed: bool = True) -> bool:
    """Whether a cell or sentence speaks of money; what people typed may name no amount."""
    if isinstance(slot, str):
        return about_money(slot) or (typed and _AMOUNT.search(slot) is not None)
    if isinstance(slot, Claim):
        return any(about_money(slot.say(lang)) for lang in _LANGS)
    if isinstance(slot, Figure):
        return _named(slot.label) or (
            isinstance(slot.value, str) and about_money(slot_text(slot, "zh"))
        )
    if isinstance(slot, Label) or hasattr(slot, "kind"):
        return any(about_money(slot_text(slot, lang)) for lang in _LANGS)
    return False


def _named(label: Label) -> bool:
    return about_money(label.zh) or about_money(label.en)


def _block(block: Block) -> Block:
    """Take the columns and rows about money out of a table; a column stays, empty."""
    shut = [_named(head) for head in block.heads]
    name = _NAMES.get(block.key, 0)
    typed = block.key not in _QUOTED

    def told(row: Sequence[Slot]) -> tuple[Slot, ...]:
        return tuple(
            None if (i < len(shut) and shut[i]) or _secret(slot, typed=typed) else slot
            for i, slot in enumerate(row)
        )

    rows: list[tuple[Slot, ...]] = []
    for row in block.rows:
        if any(_secret(row[i], typed=typed) for i in {0, name} if i < len(row)):
            if block.key in _KEEPS_ROWS:
                rows.append((_INTERNAL, *told(row[1:])))
            continue
        rows.append(told(row))
    total = None if block.total is None else told(block.total)
    if total and not any(_said_at_all(slot) for slot in total[1:]):
        total = None
    note = block.note if block.note and not _secret(block.note) else None
    return replace(block, rows=tuple(rows), total=total, note=note)


def _said_at_all(slot: Slot) -> bool:
    return slot_text(slot, "zh") not in ("", DASH)


def _claim(key: str, claim: Claim) -> Claim | None:
    """Give a sentence up to the first clause about money; None where nothing is left."""
    if not _secret(claim):
        return claim
    if key.startswith(_WHOLE_ONLY):
        return None
    zh, en = (_begin(claim.say(lang), lang) for lang in _LANGS)
    return Claim(Label(zh, en)) if zh and en else None


def _begin(text: str, lang: str) -> str:
    stops = [m.start() for m in _STOP[lang].finditer(text)]
    for end in reversed(stops):
        if not about_money(text[:end]):
            return text[:end]
    return ""


def _retold(
    facts: Facts, blocks: Mapping[str, Block], claims: Mapping[str, Claim]
) -> dict[str, Claim]:
    """Say anew what a title counted or named among things that are not told."""
    found: dict[str, Claim] = {}
    goals = blocks.get("goals")
    if goals and "goals_title" in claims and len(goals.rows) < len(_rows(facts, "goals")):
        reached = [row for row in goals.rows if slot_text(row[-1], "zh") in _REACHED]
        found["goals_title"] = _said(_GOALS, n=len(goals.rows), k=len(reached))
    channels = blocks.get("channels")
    if channels and "channels_title" not in claims:
        best = max(channels.rows, key=lambda row: _number(row[5]), default=None)
        if best and _number(best[5]) > 0:
            found["channels_title"] = _said(_CHANNELS, name=best[0], gmv=best[5])
    lessons = blocks.get("lessons")
    if lessons and len(lessons.rows) < len(_rows(facts, "lessons")):
        zh, en = lessons.title.zh, lessons.title.en
        found["lessons_title"] = Claim(
            _LESSONS, {"zh": zh, "en": en, "n": len(lessons.rows)}
        )
    return found


def _said(label: Label, **slots: object) -> Claim:
    def say(lang: str) -> str:
        shown = {
            key: str(slot) if isinstance(slot, int) else slot_text(slot, lang)  # type: ignore[arg-type]
            for key, slot in slots.items()
        }
        return label.say(lang, **shown)

    return Claim(Label(say("zh"), say("en")))


def _rows(facts: Facts, key: str) -> Sequence[object]:
    block = facts.blocks.get(key)
    return block.rows if block else ()


def _number(slot: Slot) -> float:
    value = getattr(slot, "value", None)
    return float(value) if isinstance(value, int | float) and value == value else 0.0


_PLAN = "campaign.total_budget"
"""The figure by whose source a document finds the plan."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a figure answers, without the columns about money."""

    sources: tuple[Source, ...]
    excel: str = ""


def _figure(key: str, figure: Figure) -> Figure | None:
    """Keep the campaign's own figures; the plan stays in reach without its amounts."""
    if key == _PLAN:
        sources = tuple(replace(s, table=_table(s.table)) for s in figure.sources)
        return replace(figure, value=None, asks=_Asked(sources), expr=None)
    return figure if key.startswith("campaign.") and not _named(figure.label) else None


def _table(table: Table) -> Table:
    columns = {
        key: values
        for key, values in table.columns.items()
        if not _is_secret(table.sheet[key])
    }
    return replace(table, columns=columns)


def _is_secret(column: Column) -> bool:
    return _named(column.label)
