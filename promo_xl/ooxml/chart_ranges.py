"""Charts that show a table's columns: their ranges grow with it, and the values kept inside."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from promo_xl.ooxml.cell import Value
from promo_xl.ooxml.ranges import Growth, grow_refs
from promo_xl.ooxml.refs import list_refs, map_xml_text
from promo_xl.ooxml.sheet import Area
from promo_xl.ooxml.xmltext import escape

_SOURCE = re.compile(
    rb"<((?:[\w.-]+:)?)(numRef|strRef|multiLvlStrRef|numDim|strDim|datalabelsRange)\b[^>]*>"
    rb"(.*?)</\1\2>",
    re.DOTALL,
)
_F = re.compile(rb"(<(?:[\w.-]+:)?f(\s[^>]*)?>)([^<]*)(?=</)")
_SQREF = re.compile(rb"(<[\w.-]+:sqref>)([^<]*)")
_TITLE = re.compile(rb"<(?:[\w.-]+:)?tx>\s*\Z")
_CACHE = re.compile(
    rb"<((?:[\w.-]+:)?)(numCache|strCache|multiLvlStrCache|dlblRangeCache)\b[^>]*>.*?</\1\2>",
    re.DOTALL,
)
_COUNT = re.compile(rb"<((?:[\w.-]+:)?)ptCount\s[^>]*?val=\"(\d+)\"[^>]*?(?:/>|></[^>]*>)")
_LEVEL = re.compile(rb"<((?:[\w.-]+:)?)lvl\b([^>]*?)(?:/>|>(.*?)</\1lvl>)", re.DOTALL)
_LEVEL_COUNT = re.compile(rb"(\sptCount=\")(\d+)")
_POINT = re.compile(rb"<((?:[\w.-]+:)?)pt\s([^>]*?)(?:/>|>.*?</\1pt>)", re.DOTALL)
_INDEX = re.compile(rb"(\bidx=\")(\d+)")

Read = Callable[[str, int, int], Value]
"""Gives what a cell holds: tab, row, column."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A source whose table changed: its new text, and each of its blocks then and now."""

    text: str
    blocks: tuple[tuple[Area, Area, Growth | None], ...]
    """The third is None for a block that is not the table's."""


@dataclass(frozen=True, slots=True)
class Pointing:
    """What is needed to follow the tables that changed."""

    growths: Sequence[Growth]
    names: Mapping[str, str]
    """Defined names as they stood: a chart may show one."""
    read: Read

    def follow(self, text: str, *, title: bool = False) -> Followed | None:
        """Give what a source text becomes; None where it shows no table that changed.

        The title of a series is one cell: only one of the totals row goes along.
        """
        name = text.rpartition("!")[2]
        named = self.names.get(name, "")
        new = named or text
        for growth in self.growths:
            new = grow_refs(new, growth, "", fixed=False, singles=not (named or title))
        old_refs, new_refs = list_refs(named or text), list_refs(new)
        blocks = tuple(
            (a.area, b.area, self._growth(a.sheet, a.area))
            for a, b in zip(old_refs, new_refs, strict=True)
        )
        if not any(growth for _, _, growth in blocks) and (named or text) == new:
            return None
        return Followed(text if named else new, blocks)

    def _growth(self, title: str | None, area: Area) -> Growth | None:
        """Give the change of the table whose columns, or whose totals row, a block is."""
        for growth in self.growths:
            if growth.title == title and (growth.covers(area) or growth.is_totals(area)):
                return growth
        return None


def grow_chart(xml: bytes, pointing: Pointing) -> bytes:
    """Give a chart's part with its sources following the tables that changed."""
    return _SOURCE.sub(lambda found: _source(found, xml, pointing), xml)


def _source(found: re.Match[bytes], xml: bytes, pointing: Pointing) -> bytes:
    kind, body = found[2], found[3]
    formula = _F.search(body)
    if formula and b'dir="row"' in (formula[2] or b""):
        return found[0]
    place = formula or _SQREF.search(body)
    if place is None:
        return found[0]
    title = _TITLE.search(xml, max(0, found.start() - 80), found.start()) is not None
    text = place[3] if formula else place[2]
    told: list[Followed] = []

    def change(source: str) -> str:
        followed = pointing.follow(source, title=title)
        if followed is None or not _fits(kind, followed):
            return source
        told.append(followed)
        return followed.text

    new = map_xml_text(text, change)
    if not told:
        return found[0]
    body = body.replace(text, new) if new != text else body
    start = found[0].index(b">") + 1
    end = len(found[0]) - len(b"</" + found[1] + kind + b">")
    return found[0][:start] + _cached(kind, body, told[0], pointing) + found[0][end:]


def _fits(kind: bytes, followed: Followed) -> bool:
    """Whether the blocks are columns; the row of a one-row table is a series of its own."""
    if kind in (b"multiLvlStrRef", b"numDim", b"strDim"):
        return True
    return all(
        old[1] == old[3] or old[0] < old[2] or growth.is_totals(old)
        for old, _, growth in followed.blocks
        if growth
    )


def _cached(kind: bytes, body: bytes, followed: Followed, pointing: Pointing) -> bytes:
    """Give a source's inside with the values it keeps brought up to date."""
    if kind in (b"numDim", b"strDim"):
        return _levels(body, followed, pointing, numbers=kind == b"numDim")
    cache = _CACHE.search(body)
    if cache is None:
        return body
    count = _COUNT.search(cache[0])
    new = None
    if count is not None and cache[2] == b"multiLvlStrCache":
        new = _many_levels(cache[0], count, followed, pointing)
    elif count is not None:
        new = _one_level(cache, count, followed, pointing)
    return body[: cache.start()] + (new or b"") + body[cache.end() :]


def _one_level(
    cache: re.Match[bytes], count: re.Match[bytes], followed: Followed, pointing: Pointing
) -> bytes | None:
    if any(old[1] != old[3] for old, _, _ in followed.blocks):
        return None
    numbers = cache[2] == b"numCache"
    series = _Series(pointing.read, followed, numbers=numbers)
    points = series.points(cache[0], int(count[2]), 0)
    if points is None:
        return None
    rest = _POINT.sub(b"", cache[0][count.end() :])
    name = count[1] + b"pt"
    listed = b"".join(_point(name, i, v, wrap=count[1] + b"v") for i, v in points.items())
    return _recounted(cache[0], count, series.size) + listed + rest


def _recounted(cache: bytes, count: re.Match[bytes], size: int) -> bytes:
    tag = re.sub(rb'(val=")\d+', rb"\g<1>%d" % size, count[0])
    return cache[: count.start()] + tag


def _many_levels(
    cache: bytes, count: re.Match[bytes], followed: Followed, pointing: Pointing
) -> bytes | None:
    levels = list(_LEVEL.finditer(cache))
    series = _Series(pointing.read, followed, numbers=False)
    new = _all_levels(levels, series, lambda _: int(count[2]), wrap=True)
    if new is None:
        return None
    rest = cache[levels[-1].end() :]
    between = cache[count.end() : levels[0].start()]
    return _recounted(cache, count, series.size) + between + b"".join(new) + rest


def _levels(body: bytes, followed: Followed, pointing: Pointing, *, numbers: bool) -> bytes:
    levels = list(_LEVEL.finditer(body))
    if not levels:
        return body
    series = _Series(pointing.read, followed, numbers=numbers)

    def size(level: re.Match[bytes]) -> int:
        found = _LEVEL_COUNT.search(level[2])
        return int(found[2]) if found else -1

    new = _all_levels(levels, series, size, wrap=False)
    inside = b"" if new is None else b"".join(new)
    return body[: levels[0].start()] + inside + body[levels[-1].end() :]


def _all_levels(
    levels: Sequence[re.Match[bytes]],
    series: _Series,
    size: Callable[[re.Match[bytes]], int],
    *,
    wrap: bool,
) -> list[bytes] | None:
    """Give each level anew: the first is the last column; None where they do not match."""
    widths = {old[3] - old[1] + 1 for old, _, _ in series.followed.blocks}
    if widths != {len(levels)}:
        return None
    made: list[bytes] = []
    for back, level in enumerate(levels):
        points = series.points(level[3] or b"", size(level), len(levels) - 1 - back)
        if points is None:
            return None
        name, value = level[1] + b"pt", level[1] + b"v" if wrap else b""
        inside = b"".join(_point(name, i, v, wrap=value) for i, v in points.items())
        tag = _LEVEL_COUNT.sub(rb"\g<1>%d" % series.size, level[2])
        made.append(
            b"<" + level[1] + b"lvl" + tag + b">" + inside + b"</" + level[1] + b"lvl>"
        )
    return made


def _point(name: bytes, index: int, value: bytes | Value, *, wrap: bytes) -> bytes:
    """Print a point: one kept as it is, one read anew."""
    if isinstance(value, bytes):
        return value
    text = escape(value) if isinstance(value, str) else repr(value).removesuffix(".0")
    inner = text.encode()
    if wrap:
        inner = b"<" + wrap + b">" + inner + b"</" + wrap + b">"
    return b"<" + name + b' idx="%d">' % index + inner + b"</" + name + b">"


def _renumbered(point: bytes, index: int) -> bytes:
    return _INDEX.sub(rb"\g<1>%d" % index, point, count=1)


@dataclass(frozen=True, slots=True)
class _Series:
    """One run of points over the blocks of a source."""

    read: Read
    followed: Followed
    numbers: bool

    @property
    def size(self) -> int:
        """How many points there are now."""
        return sum(new[2] - new[0] + 1 for _, new, _ in self.followed.blocks)

    def points(
        self, xml: bytes, count: int, column: int
    ) -> dict[int, bytes | Value] | None:
        """Give index -> point: kept ones as XML, new ones as values; None: not to be told."""
        kept = {
            int(index[2]): found[0]
            for found in _POINT.finditer(xml)
            if (index := _INDEX.search(found[2]))
        }
        known = sum(old[2] - old[0] + 1 for old, _, _ in self.followed.blocks)
        every = all(
            growth and growth.first <= old[0] for old, _, growth in self.followed.blocks
        )
        if count != known and not every:
            return None
        points: dict[int, bytes | Value] = {}
        before = after = 0
        for old, new, growth in self.followed.blocks:
            fresh = growth.first if growth else new[2] + 1
            for row in range(new[0], min(fresh, new[2] + 1)):
                point = kept.get(before + row - old[0])
                if point is not None:
                    at = after + row - new[0]
                    points[at] = point if before == after else _renumbered(point, at)
            for row in range(max(fresh, new[0]), new[2] + 1):
                value = self._value(growth, row, new[1] + column)
                if value is not None:
                    points[after + row - new[0]] = value
            before += old[2] - old[0] + 1
            after += new[2] - new[0] + 1
        return points

    def _value(self, growth: Growth | None, row: int, column: int) -> Value:
        value = self.read(growth.title, row, column) if growth else None
        if isinstance(value, bool):
            return None
        if self.numbers:
            return None if isinstance(value, str) else value
        return value or None if isinstance(value, str) else value
