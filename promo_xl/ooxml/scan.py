"""One pass over a sheet's XML: how far it reaches, errors, formulas, hidden rows.

Readers show an error cell and a formula nobody calculated as blank, and lay out a box from
the first to the last cell whatever its size; so both are found here first, on the bytes.
Excel writes every cell as `<c r="A1" …>`; those sheets take the quick patterns, any other
sheet is walked cell by cell.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from promo_xl.errors import UnreadableError

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
WALKED = 1_500_000
"""Cells of an oddly written sheet that can be walked in about two seconds."""
_BLOCK = 1 << 22
_ROW_LIMIT = 1 << 25
_BODY = 70_000
"""Bytes of one cell that are looked at: a formula of 8,192 characters and its value fit."""
_ATTRIBUTE = re.compile(rb"""([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REF = re.compile(rb"([A-Za-z]{1,3})([0-9]{1,7})\Z")
_CELL_END = re.compile(rb"</(?:[\w.-]+:)?c>")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v\b[^>]*>([^<]*)")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f\b")
_ROOT = re.compile(rb"<(?:([\w.-]+):)?(?:worksheet|dialogsheet|chartsheet|macrosheet)\b")

Place = tuple[int, int]
Pieces = Callable[[], Iterable[bytes]]


@dataclass(slots=True)
class Scan:
    """What a sheet's XML shows beyond its values; rows and columns are 1-based."""

    rows: int = 0
    columns: int = 0
    far_row: Place = (0, 0)
    """A cell in the last row …"""
    far_column: Place = (0, 0)
    """… and one in the last column, for the sentence that refuses the sheet."""
    errors: dict[Place, str] = field(default_factory=dict)
    formulas: set[Place] = field(default_factory=set)
    uncached: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    tail: bytes = b""
    """The XML behind the cells: merges, validations, table parts."""
    plain: bool = True
    """Whether every cell was written as Excel does."""

    @property
    def area(self) -> int:
        """How many cells the box from A1 to the last one holds."""
        return self.rows * self.columns

    def reach(self, row: int, column: int) -> None:
        """Widen the box to hold a cell."""
        if row > self.rows:
            self.rows, self.far_row = row, (row, column)
        if column > self.columns:
            self.columns, self.far_column = column, (row, column)


@dataclass(frozen=True, slots=True)
class _Patterns:
    letters: re.Pattern[bytes]
    number: re.Pattern[bytes]
    content: re.Pattern[bytes]
    error: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    row: re.Pattern[bytes]
    walk: re.Pattern[bytes]
    starts: tuple[bytes, ...]
    row_start: bytes
    end: bytes


def attributes(tag: bytes) -> dict[bytes, bytes]:
    """Give the attributes of one tag, still escaped."""
    return {m[1]: m[2] if m[2] is not None else m[3] for m in _ATTRIBUTE.finditer(tag)}


def column_number(letters: bytes) -> int:
    """Give the 1-based number of a column's letters: AB -> 28."""
    number = 0
    for code in letters.upper():
        number = number * 26 + code - 64
    return number


def column_letters(number: int) -> str:
    """Give the letters of a 1-based column: 28 -> AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(ref: bytes) -> Place:
    """Give (row, column) of an A1 reference; one outside a sheet is damage."""
    found = _REF.match(ref)
    place = (int(found[2]), column_number(found[1])) if found else (0, 0)
    if not (0 < place[0] <= LAST_ROW and place[1] <= LAST_COLUMN):
        shown = ref[:20].decode("utf-8", "replace")
        raise UnreadableError(
            f"文件已损坏：单元格地址“{shown}”不存在",
            f"The file is damaged: there is no cell {shown!r}",
        )
    return place


def prefix_of(xml: bytes) -> bytes:
    """Give the namespace prefix a sheet's elements carry, with its colon: almost always b""."""
    found = _ROOT.search(xml)
    return found[1] + b":" if found and found[1] else b""


def scan_sheet(pieces: Pieces, limit: int) -> Scan:
    """Scan a sheet; when its box holds more than *limit* cells, count filled cells only."""
    scan = Scan()
    for block, patterns in _blocks(pieces(), scan):
        numbers = patterns.number.findall(block)
        if len(numbers) != sum(block.count(start) for start in patterns.starts):
            return _walk_sheet(pieces)
        letters = set(patterns.letters.findall(block))
        _widen(scan, letters, set(numbers), block)
        _mark(scan, block, patterns)
    if scan.area > limit:
        _measure_filled(scan, pieces)
    return scan


def _blocks(pieces: Iterable[bytes], scan: Scan) -> Iterator[tuple[bytes, _Patterns]]:
    """Cut the cells into blocks of whole rows; what follows them is kept as the tail."""
    waiting = b""
    tail: list[bytes] = []
    patterns = _patterns(b"")
    for piece in pieces:
        if tail:
            tail.append(piece)
            continue
        waiting += piece
        patterns = _patterns(prefix_of(waiting)) if len(waiting) == len(piece) else patterns
        end = waiting.find(patterns.end)
        if end >= 0:
            tail.append(waiting[end:])
            waiting = waiting[:end]
        elif len(waiting) >= _BLOCK:
            cut = _cut(waiting, patterns)
            yield waiting[:cut], patterns
            waiting = waiting[cut:]
    scan.tail = b"".join(tail)
    yield waiting, patterns


def _cut(waiting: bytes, patterns: _Patterns) -> int:
    cut = max(waiting.rfind(patterns.row_start), 0)
    if not cut and len(waiting) > _ROW_LIMIT:
        raise UnreadableError(
            "文件已损坏：有一行的内容超过 32 MB",
            "The file is damaged: one row holds more than 32 MB",
        )
    return cut


@lru_cache(maxsize=8)
def _patterns(prefix: bytes) -> _Patterns:
    p = re.escape(prefix)
    ref = rb'r="([A-Z]{1,3})([0-9]{1,7})"'
    cell = rb"<" + p + rb"c " + ref
    formula = rb"\s*<" + p + rb"f\b(?:[^>]*/>|[^>]*>[^<]*</" + p + rb"f>)"
    value = rb"\s*<" + p + rb"v\b[^>]*>([^<]*)"
    return _Patterns(
        re.compile(rb"<" + p + rb'c r="([A-Z]{1,3})'),
        re.compile(rb"<" + p + rb'c r="[A-Z]{1,3}([0-9]{1,7})"'),
        re.compile(cell + rb"[^>]*(?<!/)>(?!</" + p + rb"c>)"),
        re.compile(cell + rb'[^>]*\st="e"[^>]*>(?:' + formula + rb")?" + value),
        re.compile(cell + rb"[^>]*>" + formula + rb"(\s*<" + p + rb"v\b)?"),
        re.compile(rb"<" + p + rb"row\b([^>]*)>"),
        re.compile(rb"<" + p + rb"(row|c)\b([^>]*)>"),
        tuple(b"<" + prefix + b"c" + after for after in (b" ", b">", b"/", b"\n", b"\t")),
        b"<" + prefix + b"row",
        b"</" + prefix + b"sheetData",
    )


def _widen(scan: Scan, letters: set[bytes], numbers: set[bytes], block: bytes) -> None:
    """Widen the box by the widest column and the deepest row of a block."""
    if not letters:
        return
    widest = max(letters, key=column_number)
    deepest = max(numbers, key=int)
    if column_number(widest) > scan.columns or int(deepest) > scan.rows:
        for ref in (rb'r="(%s[0-9]+)"' % widest, rb'r="([A-Z]+%s)"' % deepest):
            found = re.search(ref, block)
            if found:
                scan.reach(*place_of(found[1]))


def _mark(scan: Scan, block: bytes, patterns: _Patterns) -> None:
    if b't="e"' in block:
        for letters, digits, text in patterns.error.findall(block):
            scan.errors[place_of(letters + digits)] = html.unescape(
                text.decode("utf-8", "replace")
            )
    if b"<" + patterns.row_start[1:-3] + b"f" in block:
        for letters, digits, cached in patterns.formula.findall(block):
            place = place_of(letters + digits)
            scan.formulas.add(place)
            if not cached:
                scan.uncached.add(place)
    if b"hidden=" in block:
        scan.hidden_rows.update(_hidden(block, patterns))


def _hidden(block: bytes, patterns: _Patterns) -> Iterator[int]:
    for tag in patterns.row.findall(block):
        if b"hidden=" in tag:
            found = attributes(tag)
            if found[b"hidden"] in (b"1", b"true") and found.get(b"r", b"").isdigit():
                yield int(found[b"r"])


def _measure_filled(scan: Scan, pieces: Pieces) -> None:
    """Measure again by cells that hold something: formats reach far in real files."""
    scan.rows = scan.columns = 0
    for block, patterns in _blocks(pieces(), scan):
        filled = patterns.content.findall(block)
        _widen(scan, {ref[0] for ref in filled}, {ref[1] for ref in filled}, block)


def _walk_sheet(pieces: Pieces) -> Scan:
    """Scan a sheet whose cells are written in an unusual way, some without an address."""
    scan = Scan(plain=False)
    row = column = cells = 0
    for block, patterns in _blocks(pieces(), scan):
        for found in patterns.walk.finditer(block):
            tag = attributes(found[2])
            if found[1] == b"row":
                row, column = _walk_row(scan, row, tag), 0
                continue
            row, column = place_of(tag[b"r"]) if b"r" in tag else (row, column + 1)
            cells += 1
            if not found[2].endswith(b"/"):
                body = block[found.end() : found.end() + _BODY]
                _walk_cell(scan, (row, column), tag, body)
        if cells > WALKED:
            raise UnreadableError(
                "单元格写法特殊且数量过多，请用 Excel 或 WPS 打开后另存为 .xlsx",
                "Too many cells in an unusual form; open the file in Excel and save it again",
            )
    return scan


def _walk_row(scan: Scan, row: int, tag: dict[bytes, bytes]) -> int:
    row = place_of(b"A" + tag[b"r"])[0] if b"r" in tag else row + 1
    if tag.get(b"hidden") in (b"1", b"true"):
        scan.hidden_rows.add(row)
    return row


def _walk_cell(scan: Scan, place: Place, tag: dict[bytes, bytes], body: bytes) -> None:
    body = _CELL_END.split(body, maxsplit=1)[0]
    if not body.strip():
        return
    scan.reach(*place)
    value = _VALUE.search(body)
    if _FORMULA.search(body):
        scan.formulas.add(place)
        if value is None:
            scan.uncached.add(place)
    if tag.get(b"t") == b"e" and value is not None:
        scan.errors[place] = html.unescape(value[1].decode("utf-8", "replace"))
