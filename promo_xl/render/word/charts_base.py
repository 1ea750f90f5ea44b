"""What every chart of the report is drawn with: colours, money, names that fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from promo_xl.facts import Block, Slot, slot_text
from promo_xl.ooxml.chart import Chart, Series
from promo_xl.render.word.slots import as_float, as_plain
from promo_xl.render.word.widths import width
from promo_xl.schema.label import Label

NAVY, BLUE, ORANGE, GREEN, RED, GREY, PALE, BAND, DEEP = (
    "14264F",
    "2456C8",
    "F28C28",
    "1FA187",
    "C8402B",
    "8A94A6",
    "B9C6DF",
    "D5DDEC",
    "0F7A66",
)
MAX_LABELS = 8
"""Up to this many categories values are written at the bars instead of an axis."""
FONT = 9.0
INK = "1F2A44"
_ISO = re.compile(r"\d{4}-(\d\d)-(\d\d)")
_WIDE = 48.0
"""Full-width characters of 9 points below a chart as wide as the text."""
_LINES = 2
"""Lines a name below a column may take before bars run to the right instead."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One chart ready to be placed: what it shows, said in words, and its height."""

    chart: Chart
    alt: str
    height_cm: float
    note: str = ""
    """What a reader must know to read it: an axis that does not begin at zero."""


def fits_below(names: Sequence[str]) -> bool:
    """Whether names can stand below columns without being turned."""
    room = _WIDE / max(len(names), 1) - 1
    return all(_lines(name, room) <= _LINES for name in names)


def _lines(name: str, room: float) -> int:
    words = re.split(r"(?<=[^\x00-\x7f])|\s+", name)
    if any(width(word) > room for word in words):
        return _LINES + 1
    return ceil(width(name) / max(room, 0.1))


def beside(
    texts: Mapping[int, str], count: int, room: float, *, upright: bool = False
) -> Series:
    """Give the invisible bars that end a stack and carry words: what stands beside it."""
    return Series(
        "·",
        (room,) * count,
        hidden=True,
        texts=texts,
        ink=INK,
        place="inBase" if not upright else "ctr",
    )


def bars_height(count: int, each: float, most: float = 17.0) -> float:
    """Give the height of a chart of bars that run to the right."""
    return min(1.0 + each * count, most)


def in_unit(value: float | None, lang: str) -> float | None:
    """Give 元 in 万 or thousands, as the chart's head says."""
    return None if value is None else round(value / (1e4 if lang == "zh" else 1e3), 4)


def money_format(lang: str) -> str:
    """Give the number format of money in a chart."""
    return "#,##0.0" if lang == "zh" else "#,##0"


def money_series(name: Label, block: Block, column: int, lang: str) -> Series:
    """Give a column of money as a series."""
    values = [as_float(row[column]) if column < len(row) else None for row in block.rows]
    return Series(
        name.say(lang),
        tuple(in_unit(v, lang) for v in values),
        labels=len(values) <= MAX_LABELS,
        number_format=money_format(lang),
    )


def measured(series: Iterable[Series]) -> tuple[Series, ...]:
    """Leave out series without a single number."""
    return tuple(s for s in series if any(v is not None for v in s.values))


def short_day(slot: Slot, lang: str) -> str:
    """Give a date as it stands below an axis: 6/18."""
    found = _ISO.match(str(as_plain(slot, lang)))
    if found is None:
        return slot_text(slot, lang)
    return f"{int(found.group(1))}/{int(found.group(2))}"


def told(alt: Label, shown: Sequence[str], lang: str) -> str:
    """Give the alternative text: what the chart is, then what it shows."""
    between, mark = ("", "；") if lang == "zh" else (" ", "; ")
    return alt.say(lang) + between + mark.join(shown)
