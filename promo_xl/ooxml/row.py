"""One row's XML: where its cells lie, and the row with some of them replaced.

A row as Excel writes it is not taken apart: its addresses are looked at in one stroke and a
cell is found by its own. Any other row is walked cell by cell; both give the same places.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from promo_xl.ooxml.scan import attributes, column_letters, column_number, place_of

Splice = tuple[int, int, int, bytes]
"""(start, end, column, new bytes): cells put at one place go by column."""
_SPANS = re.compile(rb"\s+spans=[\"']([0-9]+):([0-9]+)[\"']")
_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["']""")


@lru_cache(maxsize=8)
def _address_pattern(prefix: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<" + re.escape(prefix) + rb'c r="([A-Z]{1,3}[0-9]{1,7})"')


@lru_cache(maxsize=8)
def _cell_pattern(prefix: bytes) -> re.Pattern[bytes]:
    p = re.escape(prefix)
    return re.compile(rb"<%sc(?=[\s/>])[^>]*?(?:/>|>.*?</%sc>)" % (p, p), re.DOTALL)


@lru_cache(maxsize=512)
def _columns_of(letters: tuple[bytes, ...]) -> tuple[int, ...]:
    """Give the columns of a row's cells, () where they are not in order: rows are alike."""
    columns = tuple(map(column_number, letters))
    ascend = all(a < b for a, b in pairwise(columns))
    return columns if ascend and all(map(bytes.isalpha, letters)) else ()


class OddRowError(Exception):
    """The row is written in a way that is not understood well enough to change it."""


class RowXml:
    """A row's bytes, from `<row` to what follows `</row>`; `splice` gives them changed."""

    __slots__ = ("_body", "_columns", "_letters", "_prefix", "_row", "_spans", "xml")

    def __init__(self, xml: bytes, row: int, prefix: bytes) -> None:
        self.xml = _open(xml, row, prefix)
        self._row = row
        self._prefix = prefix
        self._body = self.xml.index(b">") + 1
        self._spans: list[tuple[int, int]] | None = None
        self._letters: Sequence[bytes] = ()
        self._columns = self._read()

    @property
    def tag(self) -> bytes:
        """The row's own tag."""
        return self.xml[: self._body]

    @property
    def columns(self) -> Sequence[int]:
        """The columns of its cells, in order."""
        return self._columns

    def _read(self) -> Sequence[int]:
        if self.xml.find(b"<", self._body) == self.xml.find(b"</", self._body):
            return ()
        found = _address_pattern(self._prefix).findall(self.xml, self._body)
        if self.xml.count(b"<" + self._prefix + b"c", self._body) != len(found):
            return self._walk()
        if not found:
            return ()
        digits = b"%d " % self._row
        letters = tuple((b" ".join(found) + b" ").split(digits))
        if letters[-1] or len(letters) != len(found) + 1:
            raise OddRowError
        self._letters = letters[:-1]
        columns = _columns_of(letters[:-1])
        if not columns:
            raise OddRowError
        return columns

    def _walk(self) -> Sequence[int]:
        """Read a row whose cells are written in an unusual way, some without an address."""
        self._spans, columns, column = [], [], 0
        for found in _cell_pattern(self._prefix).finditer(self.xml, self._body):
            ref = attributes(found[0][: found[0].index(b">")]).get(b"r")
            row, new = place_of(ref) if ref else (self._row, column + 1)
            if row != self._row or new <= column:
                raise OddRowError
            column = new
            columns.append(column)
            self._spans.append(found.span())
        return columns

    def span(self, column: int) -> tuple[int, int]:
        """Give where a cell lies, or twice the place where it would go."""
        at = bisect_left(self._columns, column)
        if at < len(self._columns):
            start, end = self._span(at)
            return (start, end) if self._columns[at] == column else (start, start)
        end = self._span(at - 1)[1] if at else self._body
        return end, end

    def _span(self, at: int) -> tuple[int, int]:
        if self._spans is not None:
            return self._spans[at]
        p = self._prefix
        ref = b'c r="' + self._letters[at] + b'%d"' % self._row
        start = self.xml.index(b"<" + p + ref, self._body)
        close = self.xml.index(b">", start)
        if self.xml[close - 1] == 47:
            return start, close + 1
        closing = b"</" + p + b"c>"
        return start, self.xml.index(closing, close) + len(closing)

    def cells(self) -> Iterator[tuple[int, bytes]]:
        """Give column and XML of each cell."""
        for at, column in enumerate(self._columns):
            start, end = self._span(at)
            yield column, self.xml[start:end]

    def splice(self, pieces: Sequence[Splice]) -> bytes:
        """Give the row with *pieces* put in; every other byte is as it was."""
        out = [self._wide(pieces)]
        at = self._body
        for start, end, _, xml in sorted(pieces):
            out += (self.xml[at:start], xml)
            at = end
        return b"".join((*out, self.xml[at:]))

    def block(self, left: int, right: int) -> tuple[int, int]:
        """Give where the cells from *left* to *right* lie; they lie one behind the other."""
        first, last = (
            bisect_left(self._columns, left),
            bisect_left(self._columns, right + 1),
        )
        if first == last:
            return self._body, self._body
        return self._span(first)[0], self._span(last - 1)[1]

    def without(self, left: int, right: int) -> bytes:
        """Give the row without the cells of a block, b"" where none are left.

        A cell without an address stands where the ones before it end: it is told its own.
        """
        start, end = self.block(left, right)
        if all(left <= column <= right for column in self._columns):
            return b""
        pieces: list[Splice] = [(start, end, left, b"")]
        for column, at in zip(self._columns, self._spans or (), strict=False):
            xml = self.xml[slice(*at)]
            if left <= column <= right or b"r" in attributes(xml[: xml.index(b">")]):
                continue
            name = b"<" + self._prefix + b"c"
            ref = b'%s r="%s%d"' % (name, column_letters(column).encode(), self._row)
            pieces.append((*at, column, ref + xml[len(name) :]))
        return self.splice(pieces)

    def _wide(self, pieces: Sequence[Splice]) -> bytes:
        """Give the row's tag; a hint which columns it spans goes when it is wrong now."""
        tag = self.tag
        found = _SPANS.search(tag)
        new = [column for start, end, column, _ in pieces if start == end]
        if found and new and not int(found[1]) <= min(new) <= max(new) <= int(found[2]):
            return tag[: found.start()] + tag[found.end() :]
        return tag


def _open(xml: bytes, row: int, prefix: bytes) -> bytes:
    """Give a row that has a body and says its number."""
    name = b"<" + prefix + b"row"
    closing = b"</" + prefix + b"row>"
    if not xml:
        return name + b' r="%d">' % row + closing
    end = xml.index(b">")
    tag = xml[:end]
    if not _ROW_NUMBER.search(tag):
        tag = name + b' r="%d"' % row + tag[len(name) :]
    elif not tag.endswith(b"/"):
        return xml
    if tag.endswith(b"/"):
        return tag[:-1] + b">" + closing + xml[end + 1 :]
    return tag + xml[end:]
