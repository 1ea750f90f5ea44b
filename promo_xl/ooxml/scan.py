"""One pass over a sheet's XML: how far it reaches, errors, formulas, hidden rows.

Readers show an error cell and a formula nobody calculated as blank, and lay out a box from
the first to the last cell whatever its size; so both are found here first, on the bytes.
Excel writes every cell as `<c r="A1" …>`; those sheets take the quick patterns, any other
sheet is walked cell by cell. Both ways stand together: they must agree.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from promo_xl.errors import UnreadableError
from promo_xl.ooxml.extent import extent

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
WALKED = 1_500_000
"""Cells of an oddly written sheet that can be walked in about two seconds."""
FORMULAS = 500_000
"""Formula cells of one sheet: they cost about four seconds; ours hold some thousand."""
_DIGITS, _LETTERS = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BLOCK = 1 << 19
_FEW = 1 << 15
"""Bytes that a pattern looks through before arrays are made."""
_ROW_LIMIT = 1 << 25
_TAIL_LIMIT = 1 << 24
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
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)

    def patched(self, new: Scan, rows: Collection[int]) -> Scan:
        """Give the scan of the sheet with *rows* as *new* saw them; the box never shrinks."""
        kept = {place: said for place, said in self.errors.items() if place[0] not in rows}
        return Scan(
            max(self.rows, new.rows),
            max(self.columns, new.columns),
            kept | new.errors,
            {place for place in self.formulas if place[0] not in rows} | new.formulas,
            {place for place in self.uncached if place[0] not in rows} | new.uncached,
            self.hidden_rows.difference(rows) | new.hidden_rows,
            new.tail,
            self.plain and new.plain,
        )


@dataclass(frozen=True, slots=True)
class _Patterns:
    refs: re.Pattern[bytes]
    """The address of every cell; b"" for one without, or written another way."""
    content: re.Pattern[bytes]
    error: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    row: re.Pattern[bytes]
    walk: re.Pattern[bytes]
    row_start: bytes
    ends: tuple[bytes, bytes]


def attributes(tag: bytes) -> dict[bytes, bytes]:
    """Give the attributes of one tag, still escaped."""
    return {m[1]: m[2] if m[2] is not None else m[3] for m in _ATTRIBUTE.finditer(tag)}


@lru_cache(maxsize=LAST_COLUMN)
def column_number(letters: bytes) -> int:
    """Give the 1-based number of a column's letters: AB -> 28."""
    number = 0
    for code in letters.upper():
        number = number * 26 + code - 64
    return number


@lru_cache(maxsize=LAST_COLUMN)
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
        if not _reach(scan, block, patterns):
            return _walk_sheet(pieces)
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
            _check_tail(tail)
            continue
        waiting += piece
        patterns = _patterns(prefix_of(waiting)) if len(waiting) == len(piece) else patterns
        end = _end_of_cells(waiting, patterns)
        if end >= 0:
            tail.append(waiting[end:])
            waiting = waiting[:end]
        elif len(waiting) >= _BLOCK:
            cut = _cut(waiting, patterns)
            yield waiting[:cut], patterns
            waiting = waiting[cut:]
    closing, empty = patterns.ends
    scan.tail = b"".join(tail)
    if scan.tail.startswith(empty):  # the tail of a sheet begins alike, cells or none
        scan.tail = closing + b">" + scan.tail[len(empty) :]
    yield waiting, patterns


def _end_of_cells(waiting: bytes, patterns: _Patterns) -> int:
    return max(waiting.find(end) for end in patterns.ends)


def _check_tail(tail: list[bytes]) -> None:
    """Merges and formats of real sheets fill some KB; a million merges cost ten seconds."""
    if sum(map(len, tail)) > _TAIL_LIMIT:
        raise UnreadableError(
            "工作表的合并单元格或条件格式过多，请用 Excel 清理后另存",
            "A sheet has too many merged cells or formats; clean it up in Excel",
        )


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
        re.compile(rb"<" + p + rb'c(?=[\s/>])(?: r="([A-Z]{1,3}[0-9]{1,7})")?'),
        re.compile(cell + rb"[^>]*(?<!/)>(?!</" + p + rb"c>)"),
        re.compile(cell + rb'[^>]*\st="e"[^>]*>(?:' + formula + rb")?" + value),
        re.compile(
            cell + rb"([^>]*)>" + formula + rb"(\s*<" + p + rb"v\b[^>]*>[^<]*)?",
        ),
        re.compile(rb"<" + p + rb"row\b([^>]*)>"),
        re.compile(rb"<" + p + rb"(row|c)\b([^>]*)>"),
        b"<" + prefix + b"row",
        (b"</" + prefix + b"sheetData", b"<" + prefix + b"sheetData/>"),
    )


def _reach(scan: Scan, block: bytes, patterns: _Patterns) -> bool:
    """Widen the box by a block; False: a cell of it is not written as Excel does."""
    found = None
    if len(block) > _FEW and patterns.row_start == b"<row":
        found = extent(block, LAST_ROW, LAST_COLUMN)
    if found:
        scan.reach(*found)
        return True
    refs = patterns.refs.findall(block)
    if b"" in refs:
        return False
    listed = b" ".join(refs)
    _widen(
        scan,
        set(listed.translate(None, _DIGITS).split()),
        set(listed.translate(None, _LETTERS).split()),
    )
    return True


def _widen(scan: Scan, letters: set[bytes], numbers: set[bytes]) -> None:
    """Widen the box by the widest column and the deepest row of a block."""
    if letters:
        widest = max(letters, key=column_number)
        scan.reach(*place_of(widest + max(numbers, key=int)))


def find_cell(pieces: Iterable[bytes], *, row: int = 0, column: int = 0) -> str:
    """Give the address of a cell in *row* or *column*, to name it; "" where none says one."""
    letters = column_letters(column).encode() or rb"[A-Za-z]{1,3}"
    digits = b"%d" % row if row else rb"[0-9]{1,7}"
    pattern = re.compile(
        rb"""c\b[^<>]*?\sr\s*=\s*["'](%s%s)["']""" % (letters, digits), re.IGNORECASE
    )
    before = b""
    for piece in pieces:
        found = pattern.search(before + piece)
        if found:
            return found[1].decode().upper()
        before = piece[-200:]
    return ""


def _mark(scan: Scan, block: bytes, patterns: _Patterns) -> None:
    if b't="e"' in block:
        for letters, digits, text in patterns.error.findall(block):
            scan.errors[place_of(letters + digits)] = html.unescape(
                text.decode("utf-8", "replace")
            )
    if b"<" + patterns.row_start[1:-3] + b"f" in block:
        cells = [
            ((int(d), column_number(c)), _is_cached(tag, value))
            for c, d, tag, value in patterns.formula.findall(block)
        ]
        scan.formulas.update(place for place, _ in cells)
        scan.uncached.update(place for place, cached in cells if not cached)
        _check_formulas(scan)
    if block.find(b"hidden=", max(block.find(patterns.row_start), 0)) >= 0:
        scan.hidden_rows.update(_hidden(block, patterns))


def _is_cached(tag: bytes, value: bytes) -> bool:
    """Whether a formula's value is kept: an empty one only says so for a text."""
    return bool(value) and (not value.endswith(b">") or b't="str"' in tag)


def _check_formulas(scan: Scan) -> None:
    if len(scan.formulas) > FORMULAS:
        raise UnreadableError(
            f"一个工作表里的公式超过 {FORMULAS:,} 个，请把算好的部分粘贴为数值后再试",
            f"A sheet holds more than {FORMULAS:,} formulas; paste what is done as values",
        )


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
        _widen(scan, {ref[0] for ref in filled}, {ref[1] for ref in filled})


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
    scan.reach(*place)
    value = _VALUE.search(body)
    if _FORMULA.search(body):
        scan.formulas.add(place)
        kept = value is not None and (value[1] or tag.get(b"t") == b"str")
        if not kept:
            scan.uncached.add(place)
    if tag.get(b"t") == b"e" and value is not None:
        scan.errors[place] = html.unescape(value[1].decode("utf-8", "replace"))
