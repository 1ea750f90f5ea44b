"""What we tell a person about one cell: which rule, where, what stands there, what to do."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from promo_xl.book import Ref
from promo_xl.schema.label import Label
from promo_xl.schema.show import said


class Kind(StrEnum):
    """What sort of fault a rule finds; only data errors block a final report."""

    DATA = "data"
    BUSINESS = "business"
    PROCESS = "process"
    COMPLIANCE = "compliance"


class Severity(StrEnum):
    """How bad it is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


KINDS: Mapping[Kind, Label] = {
    Kind.DATA: Label("数据", "data"),
    Kind.BUSINESS: Label("业务", "business"),
    Kind.PROCESS: Label("流程", "process"),
    Kind.COMPLIANCE: Label("合规", "compliance"),
}
SEVERITIES: Mapping[Severity, Label] = {
    Severity.ERROR: Label("错误", "error"),
    Severity.WARNING: Label("提醒", "warning"),
    Severity.INFO: Label("提示", "info"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One hit of one rule, ready to be said in either language."""

    id: str
    """The catalogue's code: T05."""
    name: str
    """The readable code: tasks.violates_dependency."""
    kind: Kind
    severity: Severity
    says: Label
    hint: Label
    at: Ref
    row_id: tuple[object, ...] = ()
    column: str = ""
    value: object = None
    """What stands in the cell."""
    slots: Mapping[str, object] = field(default_factory=dict)
    accepted: bool = False
    fixable: bool = False
    names: tuple[Ref, ...] = ()
    """Empty cells it speaks of besides its own."""

    def message(self, lang: str) -> str:
        """Say what was found."""
        return self.says.say(lang, **{k: said(v, lang) for k, v in self.slots.items()})

    def advice(self, lang: str) -> str:
        """Say how to mend it."""
        return self.hint.say(lang, **{k: said(v, lang) for k, v in self.slots.items()})

    @property
    def mark(self) -> str:
        """What an acknowledgement holds on to: rule, row, column and the cell's own value.

        Not the message: it would lapse whenever another cell moves an average in it.
        """
        text = repr((self.id, self.at.sheet, self.row_id, self.column, self.value))
        return hashlib.blake2s(text.encode(), digest_size=8).hexdigest()

    @property
    def blocks_report(self) -> bool:
        """Whether it stands in the way of a final report."""
        return self.kind is Kind.DATA and self.severity is Severity.ERROR

    @property
    def blocks_launch(self) -> bool:
        """Whether it stands in the way of the launch."""
        steps = (Kind.PROCESS, Kind.COMPLIANCE)
        return self.kind in steps and self.severity is Severity.ERROR


Findings = tuple[Finding, ...]


class Counts(NamedTuple):
    """How many findings are open, by severity, and how many people acknowledged."""

    error: int
    warning: int
    info: int
    acknowledged: int


def counts(findings: Findings) -> Counts:
    """Count open findings by severity, and the acknowledged ones apart."""
    of = Counter("acknowledged" if f.accepted else f.severity.value for f in findings)
    return Counts(of["error"], of["warning"], of["info"], of["acknowledged"])


def blocking(findings: Findings) -> Findings:
    """Give the findings that stand in the way of a final report."""
    return tuple(f for f in findings if f.blocks_report)


def gating(findings: Findings) -> Findings:
    """Give the findings that stand in the way of the launch: open process, compliance errors."""
    return tuple(f for f in findings if f.blocks_launch and not f.accepted)


def check_line(findings: Findings) -> Label:
    """Say in one line what a check found: 校验：1 错误 · 2 提醒."""
    error, warning, *_ = counts(findings)
    return Label(
        f"校验：{error} 错误 · {warning} 提醒",
        f"Check: {_many(error, 'error')} · {_many(warning, 'warning')}",
    )


def _many(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
