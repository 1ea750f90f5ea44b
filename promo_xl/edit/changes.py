"""What a patch changed, cell by cell, for people: `--dry-run`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from promo_xl.book import Ref
from promo_xl.schema.label import Label
from promo_xl.schema.show import said
from promo_xl.workbook import Grid, Place
from promo_xl.workbook.texts import FormulaTexts

_EMPTY = Label("(空)", "(blank)")
_UNKNOWN = Label("(未计算)", "(not calculated)")
_OTHER = Label("（公式已更新）", " (another formula)")
_SEEN = {False: Label("显示", "shown"), True: Label("隐藏", "hidden")}

Change = tuple[Ref, object, object]
"""Where, what stood there, what stands there now."""


@dataclass(frozen=True, slots=True)
class _Rewritten:
    """What a cell shows whose formula is another one now."""

    value: object


def list_changes(
    before: Mapping[str, Grid], after: Mapping[str, Grid], lang: str
) -> tuple[str, ...]:
    """Say every cell that differs in a line: 首页!B4: old → new."""
    return tuple(
        f"{at}: {_said(old, lang)} → {_said(new, lang)}"
        for at, old, new in changes(before, after)
    )


def changes(before: Mapping[str, Grid], after: Mapping[str, Grid]) -> Iterator[Change]:
    """Compare tabs as they stood with the same tabs as they stand, cell by cell."""
    for title, new in after.items():
        old = before[title]
        if old is new:
            continue
        if old.hidden is not new.hidden:
            yield Ref(title), _SEEN[old.hidden], _SEEN[new.hidden]
        rewritten = _rewritten(old, new)
        for row, column in sorted(_places(old, new) | rewritten):
            stood, stands = _shown(old, row, column), _shown(new, row, column)
            if (row, column) in rewritten and stood == stands:
                stands = _Rewritten(stands)
            yield Ref(title, row, column), stood, stands


def _rewritten(old: Grid, new: Grid) -> set[Place]:
    """Find the cells that hold another formula, whatever it shows."""
    if isinstance(old.texts, FormulaTexts) and isinstance(new.texts, FormulaTexts):
        return set(new.texts.rewritten(old.texts))
    return set()


def _places(old: Grid, new: Grid) -> set[Place]:
    found = set(old.formulas ^ new.formulas) | set(old.uncached ^ new.uncached)
    found |= {place for place, _ in set(old.errors.items()) ^ set(new.errors.items())}
    for number in range(max(len(old.rows), len(new.rows))):
        one, other = _row(old, number), _row(new, number)
        if one is other or one == other:
            continue
        width = max(len(one), len(other))
        pairs = zip(_padded(one, width), _padded(other, width), strict=True)
        found |= {(number + 1, n) for n, (a, b) in enumerate(pairs, 1) if _differ(a, b)}
    return found


def _row(grid: Grid, number: int) -> Sequence[object]:
    return grid.rows[number] if number < len(grid.rows) else ()


def _padded(row: Sequence[object], width: int) -> Sequence[object]:
    return [*row, *[None] * (width - len(row))]


def _differ(one: object, other: object) -> bool:
    if one in (None, "") and other in (None, ""):
        return False
    return type(one) is not type(other) or one != other


def _shown(grid: Grid, row: int, column: int) -> object:
    if (row, column) in grid.uncached:
        return _UNKNOWN
    return grid.errors.get((row, column)) or grid.value(row, column)


def _said(value: object, lang: str) -> str:
    if isinstance(value, _Rewritten):
        return _said(value.value, lang) + _OTHER.say(lang)
    return _EMPTY.say(lang) if value in (None, "") else " ".join(said(value, lang).split())
