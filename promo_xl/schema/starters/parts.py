"""The shapes of starter rows. Text is `中文 | English`; choices are keys of their lists.

Days are counted from an anchor: `launch` the day of going live, `start` and `end` of the
promotion, `burst` the first day of its main phase, `middle` the middle of that phase.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Part(NamedTuple):
    """One phase of the promotion and its share of the days."""

    phase: str
    share: float
    tasks: str


class Step(NamedTuple):
    """One starter task: from and to are days after (−: before) its anchor."""

    key: str
    name: str
    days: tuple[int, int]
    anchor: str = "launch"
    phase: str = "preparation"
    kind: str = "task"
    after: tuple[str, ...] = ()
    """The keys of the tasks it waits for; those a scenario lacks are left out."""
    deliverable: str = ""
    standard: str = ""
    priority: str = "p0"
    check: str = ""
    """The kind of a launch check: function, data, stress, end_to_end, compliance, page."""


class Lane(NamedTuple):
    """One starter channel, in choice keys."""

    name: str
    platform: str
    channel_type: str
    paid: str
    role: str
    purpose: str
    form: str
    share: float = 0.0
    """Its part of the total budget, where one is given."""
    theme: str = ""
    cadence: str = ""


class Aim(NamedTuple):
    """One starter goal; its target is left to people."""

    metric: str
    op: str = ">="
    path: str = ""


class Hazard(NamedTuple):
    """One starter risk: what may happen, from when it counts, what is done, how fast."""

    category: str
    text: str
    prob: int
    impact: int
    trigger: str
    response: str
    minutes: int
    backup: str = ""
    compensation: str = ""


class Watch(NamedTuple):
    """One starter monitor; a blank target and threshold are left to people."""

    metric: str
    freq: str
    op: str
    action: str
    level: str = "warning"
    target: float | None = None
    threshold: float | None = None


class Cost(NamedTuple):
    """One starter budget line beside the channels', as a part of the total budget."""

    category: str
    item: str
    share: float
    bucket: str = "core"


@dataclass(frozen=True, slots=True)
class Starter:
    """The rows of one scenario."""

    phases: tuple[Part, ...]
    steps: tuple[Step, ...]
    goals: tuple[Aim, ...]
    channels: tuple[Lane, ...]
    risks: tuple[Hazard, ...]
    monitors: tuple[Watch, ...]
    costs: tuple[Cost, ...]
    preparation: str
    """What the preparation phase is for."""
    strategy: str = ""
