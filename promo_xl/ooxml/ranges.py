"""Ranges that point at a table: how each goes on when the table grows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from promo_xl.errors import UnreadableError
from promo_xl.ooxml.refs import Ref, map_refs, map_xml_text
from promo_xl.ooxml.sheet import Area, area_of, ref_of

_ATTRIBUTES = rb"""(?:[^>"']|"[^"]*"|'[^']*')*?"""
_SQREF = re.compile(
    rb"(<(?:[\w.-]+:)?(?:conditionalFormatting|dataValidation|ignoredError|protectedRange)\b"
    + _ATTRIBUTES
    + rb"\ssqref=[\"'])([^\"']*)"
    + rb"|(<[\w.-]+:sqref\b[^>]*>)([^<]*)"
)
_FORMULA = re.compile(
    rb"(<(?:(?:[\w.-]+:)?formula[12]?|[\w.-]+:f)(?:\s[^>]*)?(?<!/)>)([^<]*)"
    rb"|(<(?:[\w.-]+:)?cfvo\b[^>]*?\sval=\")([^\"]*)"
)
_FILTER = re.compile(rb"(<(?:[\w.-]+:)?autoFilter\b[^>]*?\sref=[\"'])([^\"']*)")
_SPARKLINES = re.compile(
    rb"<((?:[\w.-]+:)?)sparklineGroups\b.*?</\1sparklineGroups>", re.DOTALL
)
_SET_ASIDE = re.compile(
    rb"<((?:[\w.-]+:)?)(?:customSheetViews|scenarios)\b.*?</\1(?:customSheetViews|scenarios)>",
    re.DOTALL,
)
"""Views and scenarios people saved: theirs, as they were."""
_BLOCK = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]{1,7}(:\$?[A-Z]{1,3}\$?[0-9]{1,7})?")


@dataclass(frozen=True, slots=True)
class Growth:
    """A table's body before and after; it may also be shorter, or as long with new rows."""

    title: str
    """The tab the table stands on."""
    before: Area
    """Its body then: between header and totals."""
    last: int
    """The last row of its body now."""
    first: int
    """The first row whose content is new."""
    header: bool = True
    totals: bool = False

    @property
    def area(self) -> Area:
        """The table's block now, header and totals included."""
        top, left, _, right = self.before
        return top - self.header, left, self.last + self.totals, right

    @property
    def moves(self) -> bool:
        """Whether the last row is another one now."""
        return self.last != self.before[2]

    def then(self, later: Growth) -> Growth:
        """Give this change and a *later* one of the same table as one."""
        return Growth(
            self.title,
            self.before,
            later.last,
            min(self.first, later.first),
            self.header,
            self.totals,
        )

    def covers(self, area: Area) -> bool:
        """Whether a range is one or more whole columns of the body; header, totals may be in."""
        top, left, bottom, right = self.before
        tops = (top, top - 1) if self.header else (top,)
        bottoms = (bottom, bottom + 1) if self.totals else (bottom,)
        inside = left <= area[1] and area[3] <= right
        return inside and area[0] in tops and area[2] in bottoms

    def is_totals(self, area: Area) -> bool:
        """Whether a range lies in the totals row as it stood."""
        _, left, bottom, right = self.before
        return (
            self.totals
            and area[0] == area[2] == bottom + 1
            and left <= area[1]
            and area[3] <= right
        )

    def bottom(self, area: Area) -> int:
        """Where a range that covers the columns ends now."""
        return self.last + (area[2] > self.before[2])


def grow_refs(
    text: str, growth: Growth, here: str, *, fixed: bool = True, singles: bool = False
) -> str:
    """Let references of a formula on tab *here* to whole columns reach the new last row.

    Ones to the totals row go along with it. Where *fixed*, only ones whose rows carry `$`: others move with their cell. A single cell
    is a column of a one-row table only where *singles* says so.
    """

    def change(ref: Ref) -> str | None:
        title = here if ref.sheet is None else ref.sheet
        if title != growth.title or (fixed and not ref.is_fixed) or not growth.moves:
            return None
        area = ref.area
        if growth.is_totals(area):
            return ref.with_rows(growth.last + 1, growth.last + 1)
        if growth.covers(area) and (ref.last or singles):
            return ref.with_rows(area[0], growth.bottom(area))
        return None

    return map_refs(text, change)


def grow_blocks(sqref: str, growth: Growth) -> str:
    """Let the blocks of a sqref that reach over the last row go on with the table."""
    refs: list[str] = []
    for ref in sqref.split():
        try:
            area = area_of(ref) if _BLOCK.fullmatch(ref) else None
        except UnreadableError:
            area = None
        if area is None:
            refs.append(ref)
            continue
        blocks = list(_blocks(area, growth))
        refs += [ref] if blocks == [area] else [_print(block) for block in blocks]
    return " ".join(refs)


def _print(area: Area) -> str:
    first, _, last = ref_of(area).partition(":")
    return first if first == last else f"{first}:{last}"


def _blocks(area: Area, growth: Growth) -> Iterator[Area]:
    """Give the blocks one becomes; a wider one gets a piece below, the table's columns only."""
    _, left, _, right = growth.before
    if growth.is_totals(area):
        yield growth.last + 1, area[1], growth.last + 1, area[3]
        return
    end = _end(area, growth)
    if end is None:
        yield area
    elif left <= area[1] and area[3] <= right:
        yield area[0], area[1], end, area[3]
    else:
        yield area
        if end > area[2]:
            yield area[2] + 1, max(left, area[1]), end, min(right, area[3])


def _end(area: Area, growth: Growth) -> int | None:
    """Where a block is to end; None leaves it: elsewhere, or far enough already."""
    _, left, bottom, right = growth.before
    beside = area[3] < left or area[1] > right
    if beside or not area[0] <= bottom <= area[2]:
        return None
    below = growth.totals and area[2] > bottom
    end = growth.last + below
    exact = growth.totals and area[2] in (bottom, bottom + 1)
    if area[0] > end or (area[2] >= end and not exact):
        return None
    return end


def grow_tail(tail: bytes, growth: Growth, here: str) -> bytes:
    """Let what a tab lists behind its cells follow a table of tab `growth.title`."""
    if not growth.moves:
        return tail
    kept: list[bytes] = []

    def aside(found: re.Match[bytes]) -> bytes:
        kept.append(found[0])
        return b"\0%d\0" % (len(kept) - 1)

    text = _SET_ASIDE.sub(aside, tail)
    text = _SPARKLINES.sub(lambda found: _sparklines(found[0], growth, here, kept), text)
    if here == growth.title:
        text = _SQREF.sub(lambda found: _grown_sqref(found, growth), text)
        text = _FILTER.sub(lambda found: found[1] + _grown_ref(found[2], growth), text)
    text = _FORMULA.sub(lambda found: _grown_formula(found, growth, here), text)
    return re.sub(rb"\0(\d+)\0", lambda found: kept[int(found[1])], text)


def _sparklines(xml: bytes, growth: Growth, here: str, kept: list[bytes]) -> bytes:
    """Grow the data of sparklines and keep them from the rest: their places stay."""
    kept.append(
        _FORMULA.sub(lambda found: _grown_formula(found, growth, here, fixed=False), xml)
    )
    return b"\0%d\0" % (len(kept) - 1)


def _grown_formula(
    found: re.Match[bytes], growth: Growth, here: str, *, fixed: bool = True
) -> bytes:
    opening, text = (found[1], found[2]) if found[1] else (found[3], found[4])
    return opening + map_xml_text(
        text, lambda formula: grow_refs(formula, growth, here, fixed=fixed)
    )


def _grown_sqref(found: re.Match[bytes], growth: Growth) -> bytes:
    opening, text = (found[1], found[2]) if found[1] else (found[3], found[4])
    return opening + map_xml_text(text, lambda sqref: grow_blocks(sqref, growth))


def _grown_ref(ref: bytes, growth: Growth) -> bytes:
    """Let the filter of a tab follow where it is the table's own block."""
    return grow_area(ref.decode(), growth).encode()


def grow_area(ref: str, growth: Growth) -> str:
    """Let a plain `A6:M66` that is whole columns of the table end where they end now."""
    if not _BLOCK.fullmatch(ref) or not growth.covers(area_of(ref)):
        return ref
    top, left, _, right = area_of(ref)
    return ref_of((top, left, growth.bottom(area_of(ref)), right))
