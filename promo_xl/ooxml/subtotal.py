"""What SUBTOTAL gives over a column of a sheet's XML, as Excel computes it.

A column of 100,000 rows is read in stretches with one pattern; rows written in an unusual
way are taken apart cell by cell. Both give the same.
"""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from promo_xl.ooxml.scan import attributes, column_letters, column_number
from promo_xl.ooxml.sheet import Area, SheetXml

_STRETCH = 2_000
"""Rows read at once."""
_HIDDEN = re.compile(rb"<(?:[\w.-]+:)?row\b[^>]*\shidden=[\"'](?:1|true)[\"']")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v\b[^>]*>([^<]+)")
_CACHED = re.compile(rb"<(?:[\w.-]+:)?v\b")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f\b")
_TEXT = re.compile(rb"<(?:[\w.-]+:)?t\b[^>]*>")
_OTHER = re.compile(rb"\b(?:SUBTOTAL|AGGREGATE)\s*\(", re.IGNORECASE)
"""What a SUBTOTAL leaves out of its column."""
_Cell = tuple[bytes, bytes, bytes]
"""A cell's column letters, its attributes, and what is inside."""


@dataclass(slots=True)
class Column:
    """The cells of a column that count."""

    numbers: list[float] = field(default_factory=list)
    others: int = 0
    """Texts and truths: COUNTA counts them, nothing else does."""
    unknown: bool = False
    """A cell could not be read, or is an error: so is the total."""

    def take(self, tag: bytes, inner: bytes) -> None:
        """Add one cell."""
        plain = inner.startswith(b"<v>") and b"t=" not in tag
        if plain:
            self._number(inner[3:-4])
        elif inner.strip():
            self._take_odd(attributes(tag).get(b"t", b"n"), inner)

    def _take_odd(self, kind: bytes, inner: bytes) -> None:
        value = _VALUE.search(inner)
        formula = _FORMULA.search(inner) is not None
        uncached = formula and _CACHED.search(inner) is None
        if uncached or kind in (b"e", b"d") or (formula and _OTHER.search(inner)):
            self.unknown = True
        elif kind == b"n" and value:
            self._number(value[1])
        elif kind in (b"str", b"inlineStr") or value:
            self.others += bool(formula or value or _TEXT.search(inner))

    def _number(self, text: bytes) -> None:
        try:
            self.numbers.append(float(text))
        except ValueError:
            self.unknown = True


def read_columns(
    sheet: SheetXml, body: Area, columns: AbstractSet[int]
) -> Mapping[int, Column]:
    """Read *columns* of a body; {} where a row is hidden: who knows which ones count."""
    found = {column: Column() for column in sorted(columns)}
    if not found:
        return {}
    for top in range(body[0], body[2] + 1, _STRETCH):
        rows = range(top, min(top + _STRETCH, body[2] + 1))
        xml = b"".join(map(sheet.row_xml, rows))
        if _HIDDEN.search(xml):
            return {}
        for letters, tag, inner in _cells(sheet, rows, xml, found):
            column = found.get(column_number(letters))
            if column is not None:
                column.take(tag, inner)
    return found


def _cells(
    sheet: SheetXml, rows: Iterable[int], xml: bytes, columns: Iterable[int]
) -> Iterator[_Cell]:
    """Give the cells of a stretch: in one sweep where all are written as Excel does."""
    names = "|".join(map(column_letters, columns)).encode()
    usual = xml.count(b'<c r="')
    if xml.count(b"<row") and xml.count(b"<c ") + xml.count(b"<c>") == usual:
        pattern = rb'<c r="(%s)[0-9]+"([^>]*?)(?:/>|>(.*?)</c>)' % names
        yield from re.findall(pattern, xml, re.DOTALL)
        return
    for row in rows:
        for column, cell in sheet.cells(row).items():
            inner = cell.xml[len(cell.open_tag) :].partition(b">")[2]
            yield column_letters(column).encode(), cell.open_tag, inner.rpartition(b"</")[0]


def subtotal(function: int, column: Column) -> float | None:
    """Compute SUBTOTAL; None where it is an error, or a cell could not be read."""
    compute = _FUNCTIONS.get(function % 100 if 0 < function < 112 else 0)
    if compute is None or column.unknown:
        return None
    try:
        value = float(compute(column.numbers, len(column.numbers) + column.others))
    except (statistics.StatisticsError, OverflowError):
        return None
    return value if math.isfinite(value) else None


_Numbers = Sequence[float]
_FUNCTIONS: Mapping[int, Callable[[_Numbers, int], float]] = {
    1: lambda n, _: statistics.fmean(n),
    2: lambda n, _: len(n),
    3: lambda _, every: every,
    4: lambda n, _: max(n, default=0.0),
    5: lambda n, _: min(n, default=0.0),
    6: lambda n, _: math.prod(n) if n else 0.0,
    7: lambda n, _: statistics.stdev(n),
    8: lambda n, _: statistics.pstdev(n),
    9: lambda n, _: math.fsum(n),
    10: lambda n, _: statistics.variance(n),
    11: lambda n, _: statistics.pvariance(n),
}
