"""Where the rows of a sheet lie in its XML: two short arrays, however long the sheet."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence

from promo_xl.ooxml.scan import LAST_ROW, attributes

_AFTER_NAME = b" \t\r\n/>"


class RowOrderError(Exception):
    """Rows out of order, doubled, or with a number that is none."""


class RowIndex:
    """Row numbers in order, and where each row starts; it reaches to the next one."""

    def __init__(self, xml: bytes, start: int, end: int, prefix: bytes) -> None:
        self.numbers = array("I")
        self._starts = array("Q")
        self._read(xml, start, end, b"<" + prefix + b"row")
        self._starts.append(end)

    def _read(self, xml: bytes, start: int, end: int, name: bytes) -> None:
        quick = name + b' r="'
        number = 0
        at = xml.find(name, start, end)
        while at >= 0:
            before = number
            if xml.startswith(quick, at):
                text = xml[at + len(quick) : xml.index(b'"', at + len(quick))]
            elif xml[at + len(name)] in _AFTER_NAME:
                tag = xml[at + len(name) : xml.index(b">", at)]
                text = attributes(tag).get(b"r", b"%d" % (number + 1))
            else:  # an element of another name
                at = xml.find(name, at + 1, end)
                continue
            number = int(text) if text.isdigit() else 0
            if not before < number <= LAST_ROW:
                raise RowOrderError
            self.numbers.append(number)
            self._starts.append(at)
            at = xml.find(name, at + 1, end)

    def span(self, row: int) -> tuple[int, int]:
        """Give where a row lies, or twice the place where it would go."""
        at = bisect_left(self.numbers, row)
        start = self._starts[at]
        there = at < len(self.numbers) and self.numbers[at] == row
        return start, self._starts[at + 1] if there else start

    def between(self, top: int, bottom: int) -> Sequence[int]:
        """List the rows there are from *top* to *bottom*."""
        return self.numbers[
            bisect_left(self.numbers, top) : bisect_left(self.numbers, bottom + 1)
        ]
