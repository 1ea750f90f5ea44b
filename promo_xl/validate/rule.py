"""What a rule is: a pure function that marks cells, and the words people read about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any, TypedDict, Unpack

import numpy as np
from numpy.typing import NDArray

from promo_xl.book import Book, Ref, Table
from promo_xl.facts import Facts
from promo_xl.finding import Finding, Kind, Severity
from promo_xl.schema.label import Label

Positions = Sequence[int] | NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Hits:
    """The cells of one column that a rule marks: columnar, without words or addresses."""

    table: Table
    at: Positions
    """Positions in the table; -1 where the whole sheet is meant."""
    key: str = ""
    slots: Mapping[str, Sequence[object]] = field(default_factory=dict)
    """Slot of the sentence -> a value a hit."""
    severity: Severity | None = None
    """Where these hits are milder than the rule's own."""
    variant: str = ""
    """Another of the rule's wordings."""
    values: Sequence[object] | None = None
    """What stands in the cells, where it is computed and not typed."""
    places: Sequence[Ref] | None = None
    """The cells, where the table doesn't know them."""
    fixable: Sequence[bool] = ()
    names: tuple[str, ...] = ()
    """Other columns of the same row whose emptiness these hits name: nothing else says it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said of a hit, and how to mend it."""

    says: Label
    hint: Label


Find = Callable[[Book, Facts], Iterable[Hits]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue."""

    id: str
    """T05: stable; people quote it."""
    name: str
    """tasks.violates_dependency: as stable."""
    kind: Kind
    severity: Severity
    """The highest it gives."""
    sheet: str
    """Schema keys of the sheets it looks at, `;`-separated; * = all."""
    anchor: str
    """The column whose cell is reported; * = the cell itself."""
    title: Label
    """What it is about in a few words, for a line with many hits."""
    when: Label
    """When it fires."""
    wording: Wording
    find: Find
    variants: Mapping[str, Wording] = field(default_factory=dict)
    off_in: tuple[str, ...] = ()
    """The sizes in which it makes no sense."""
    origin: str = "+"
    """The manuals it comes from (0 to 4); + = added."""

    def words(self, variant: str) -> Wording:
        """Give the wording of a variant; "" is the rule's own."""
        return self.variants[variant] if variant else self.wording


class Words(TypedDict, total=False):
    """The keyword arguments of `rule`."""

    title: Label
    fires: str
    says: Label
    hint: Label
    sheet: str
    anchor: str
    variants: Mapping[str, Wording]
    off_in: tuple[str, ...]
    origin: str


def rule(
    id: str, name: str, kind: Kind, severity: Severity, **words: Unpack[Words]
) -> Callable[[Find], Rule]:
    """Turn a function that marks cells into a Rule.

    The function's docstring is the catalogue's sentence "when it fires" in English,
    `fires` the same in Chinese.
    """

    def made(find: Find) -> Rule:
        return Rule(
            id=id,
            name=name,
            kind=kind,
            severity=severity,
            sheet=words.get("sheet", "*"),
            anchor=words.get("anchor", "*"),
            title=words["title"],
            when=Label(words["fires"], " ".join((find.__doc__ or "").split())),
            wording=Wording(words["says"], words["hint"]),
            find=find,
            variants=words.get("variants", {}),
            off_in=words.get("off_in", ()),
            origin=words.get("origin", "+"),
        )

    return made


def findings_of_rule(rule: Rule, book: Book, facts: Facts) -> Iterator[Finding]:
    """Give every hit of *rule* as a finding: address, value and acknowledgement."""
    if book.size in rule.off_in:
        return
    for hits in rule.find(book, facts):
        for n in range(len(hits.at)):
            found = _finding(rule, hits, n)
            accepted = not found.blocks_report and found.mark in book.accepted
            yield replace(found, accepted=True) if accepted else found


def _finding(rule: Rule, hits: Hits, n: int) -> Finding:
    table, i = hits.table, int(hits.at[n])
    words = rule.words(hits.variant)
    return Finding(
        id=rule.id,
        name=rule.name,
        kind=rule.kind,
        severity=hits.severity or rule.severity,
        says=words.says,
        hint=words.hint,
        at=hits.places[n] if hits.places else _place(table, i, hits.key),
        row_id=table.row_id(i) if i >= 0 else (),
        column=hits.key,
        value=plain(hits.values[n] if hits.values is not None else _typed(hits, i)),
        slots={slot: values[n] for slot, values in hits.slots.items()},
        fixable=bool(hits.fixable and hits.fixable[n]),
        names=tuple(_place(table, i, key) for key in hits.names),
    )


def _place(table: Table, i: int, key: str) -> Ref:
    return table.at(i, key) if i >= 0 and key else Ref(table.title)


def _typed(hits: Hits, i: int) -> object:
    return hits.table.raw(i, hits.key) if i >= 0 and hits.key else None


def plain(value: Any) -> object:
    """Say a cell's value the same whichever home it was read from: acknowledgements hold on to it."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, datetime):
        whole = value.time() == time() or value.time() >= time(23, 59)
        return value.date() if whole else value  # the last minute stands for the day
    if isinstance(value, bool | str | date | time) or value is None:
        return value
    if isinstance(value, int | float):
        return None if value != value else float(value)
    return str(value)
