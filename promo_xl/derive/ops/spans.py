"""The days of each phase, and the channels that take part in it."""

from __future__ import annotations

from dataclasses import dataclass

from promo_xl.derive.pacing import phase_days
from promo_xl.derive.tally import Tally


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a phase, on all channels (None) or on those of its platform."""

    name: str
    first: float
    last: float
    channels: tuple[str, ...] | None


def phase_spans(tally: Tally) -> tuple[Span, ...]:
    """List the phases that have days."""
    phases, table = tally.scope.book["phases"], tally.scope.book["channels"]
    first, last = phase_days(phases)
    platforms = dict(zip(table["channel_id"], table["platform"], strict=True))
    found = []
    for i, name in enumerate(phases["phase_id"].tolist()):
        track = phases["track"][i]
        own = tuple(one for one in tally.channels if platforms.get(one) == track)
        if first[i] <= last[i]:
            channels = None if track is None else own
            found.append(Span(str(name), float(first[i]), float(last[i]), channels))
    return tuple(found)
