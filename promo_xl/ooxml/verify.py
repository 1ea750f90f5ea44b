"""The last look before a file takes its place: it opens, every part unpacks and parses.

What lies in it as it lay in the file it was made from is that file's own: a part that is
packed alike is not unpacked, and of a sheet's rows only those are parsed that are new.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from promo_xl.errors import RefusedError, UnreadableError
from promo_xl.ooxml.package import Member, open_package
from promo_xl.ooxml.proof import members_of, packed_alike

_ROW, _END = b"<row", b"</row>"
_STRANGE = 2
_LARGE = 1 << 26
"""Bytes of XML from where telling rows apart is cheaper than parsing them all (measured)."""


def check_package(data: bytes, known: bytes | None = None) -> None:
    """Reopen what is to be written; *known* is the file it was made from."""
    try:
        old = members_of(known)
        for name, member in open_package(data).members.items():
            if name not in old or not packed_alike(old[name], member):
                _check_part(member, old.get(name))
    except (UnreadableError, expat.ExpatError) as exc:
        raise RefusedError(
            f"没有写入：写前自检没有通过（{exc}），原文件没有动；请把文件发给我们",
            f"Nothing written: the result failed its check ({exc}); the old file is untouched",
        ) from exc


def _check_part(member: Member, old: Member | None) -> None:
    if not member.name.lower().endswith((".xml", ".rels")):
        for _ in member.pieces():
            pass
        return
    if old and member.size > _LARGE:
        try:
            _parse(_new_text(member, old))
        except (UnreadableError, expat.ExpatError):
            pass  # told whole, below
        else:
            return
    _parse(member.pieces())


def _parse(pieces: Iterator[bytes]) -> None:
    parser = expat.ParserCreate()
    for piece in pieces:
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def _new_text(member: Member, old: Member) -> Iterator[bytes]:
    """Give a sheet without the rows its former state has: it parses if the whole does.

    A row is an element of its own, so one more or less changes nothing for the others. Both
    states are gone through side by side; stretches that are alike are not even cut into rows.
    """
    theirs = _Former(old)
    for n, block in enumerate(_blocks(member)):
        start = 0 if n else max(block.find(_ROW), 0)
        yield block[:start]
        rows = block[start:]
        if theirs.strange > _STRANGE:
            yield rows
        elif not theirs.goes_on_with(rows):
            yield from theirs.lacks(rows)


class _Former:
    """The rows a sheet had, a window of them at a time."""

    def __init__(self, member: Member) -> None:
        self.strange = 0
        """Blocks in a row of which nothing was known."""
        self._blocks = _blocks(member)
        first = next(self._blocks)
        self._rows = first[max(first.find(_ROW), 0) :]

    def goes_on_with(self, rows: bytes) -> bool:
        """Tell whether these rows come next, and pass over them."""
        self._fill(len(rows))
        alike = _are_rows(rows) and self._rows.startswith(rows)
        if alike:
            self._rows = self._rows[len(rows) :]
        return alike

    def lacks(self, rows: bytes) -> Iterator[bytes]:
        """Give what of a block is no row of about here, and go on behind the last that is."""
        window = self._rows[: self._rows.rfind(_END) + len(_END)]
        places = dict(_cut(window))
        behind = 0
        for row, _ in _cut(rows):
            if row in places and _are_rows(row):
                behind = places[row]
            else:
                yield row
        self.strange = 0 if behind else self.strange + 1
        self._rows = self._rows[behind or len(window) :]

    def _fill(self, size: int) -> None:
        while len(self._rows) < size:
            more = next(self._blocks, b"")
            if not more:
                return
            self._rows += more


def _blocks(member: Member) -> Iterator[bytes]:
    """Cut a part into large pieces, each but the last ending with a row's end."""
    rest = b""
    for piece in member.pieces():
        rest += piece
        end = rest.rfind(_END) + len(_END)
        if end >= len(_END):
            yield rest[:end]
            rest = rest[end:]
    yield rest


def _cut(rows: bytes) -> Iterator[tuple[bytes, int]]:
    """Give each row, and where it ends."""
    start = 0
    while start < len(rows):
        found = rows.find(_END, start)
        end = found + len(_END) if found >= 0 else len(rows)
        yield rows[start:end], end
        start = end


def _are_rows(text: bytes) -> bool:
    """Tell whether a text is whole rows: nothing but elements, no row empty or in a row."""
    return (
        text.startswith(_ROW)
        and text.endswith(_END)
        and text.count(_ROW) == text.count(_END)
        and b"<!" not in text
        and b"<?" not in text
    )
