"""How much room a text takes, by font metrics: PowerPoint never shrinks what we write."""

import re
from functools import lru_cache
from itertools import pairwise
from math import floor

LINE = 1.45
"""Height of a line, in type sizes: Noto CJK's; 微软雅黑 needs 1.32."""
_GAP = 0.17
"""Between CJK and Latin, in type sizes: LibreOffice and Word add it, PowerPoint does not."""
_SLACK = 1.04
_WIDE = 0x2E80
"""From here on a character is one em wide."""
_HANGING = frozenset("，。；：！？、）》”’")
_TOKEN = re.compile(r"[A-Za-z0-9.,%+\-/#&@_:¥−]+|\s+|.", re.DOTALL)
# fmt: off
_REGULAR = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)
_BOLD = (
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
)
# fmt: on
"""Advance widths of Helvetica = Arial = Liberation Sans from U+0020, in 1/1000 em."""


@lru_cache(maxsize=4096)
def width(text: str, *, bold: bool = False) -> float:
    """Give the width of one line of *text* in ems."""
    table = _BOLD if bold else _REGULAR
    ems = sum(
        1.0
        if code >= _WIDE
        else table[code - 32] / 1000
        if 32 <= code < 127
        else _other(code)
        for code in map(ord, text)
    )
    gaps = sum(_gap(a, b) for a, b in pairwise(text))
    return ems * _SLACK + gaps


def _other(code: int) -> float:
    """Widths no Latin table has: marks, dashes and … come from the CJK face."""
    return 1.0 if code >= 0x2010 else 0.6


@lru_cache(maxsize=4096)
def count_lines(text: str, room: float, *, bold: bool = False) -> int:
    """Count the lines *text* needs in *room* ems: breaks between CJK and at spaces."""
    return sum(_wrap(line, room, bold=bold) for line in text.split("\n"))


def _wrap(text: str, room: float, *, bold: bool) -> int:
    lines, used, before = 1, 0.0, " "
    for token in _TOKEN.findall(text):
        size = width(token, bold=bold) + _gap(before, token[0])
        if used and used + size > room and token not in _HANGING and not token.isspace():
            lines, used, size = lines + 1, 0.0, width(token, bold=bold)
        if size > room:  # one long word is cut wherever the line ends
            whole = floor(size / room)
            lines, size = lines + whole, size - whole * room
        used, before = used + size, token[-1]
    return lines


def _gap(before: str, after: str) -> float:
    if before.isspace() or after.isspace():
        return 0.0
    return _GAP * _SLACK if (ord(before) >= _WIDE) is not (ord(after) >= _WIDE) else 0.0


def shorten(text: str, room: float, lines: int = 1, *, bold: bool = False) -> str:
    """Cut *text* to *lines* lines of *room* ems; what was cut shows as …."""
    if count_lines(text, room, bold=bold) <= lines:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if count_lines(_cut(text, middle), room, bold=bold) <= lines:
            low = middle
        else:
            high = middle - 1
    return _cut(text, low)


def _cut(text: str, length: int) -> str:
    """Cut without leaving half an emoji behind."""
    while 0 < length < len(text) and text[length] in "\u200d\ufe0e\ufe0f":
        length -= 1
    return text[:length].rstrip().rstrip("\u200d") + "…"
