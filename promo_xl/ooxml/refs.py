"""References inside formula text: found where they stand, never in texts or in names."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from promo_xl.errors import UnreadableError
from promo_xl.ooxml.sheet import Area, area_of

_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_SHEET = r"""'(?:[^']|'')+'!|[^\s'!"#$%&()*+,\-/:;<=>?@\[\]^`{|}~]+!"""
_NESTED = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"
_TOKEN = re.compile(
    rf'"(?:[^"]|"")*"|{_NESTED}'
    rf"|(?<![\w.:\]!$\\])(?P<sheet>{_SHEET})?"
    rf"(?P<first>{_CELL})(?::(?P<last>{_CELL}))?(?![\w.(!:\[])"
    r"|'(?:[^']|'')+'|(?P<word>[\w.\\$]+)"
)
_FIXED = re.compile(r"\$?[A-Z]+\$[0-9]+")
_ROW = re.compile(r"(\$?)([0-9]+)\Z")
_OPEN = re.compile(rf"(?:{_CELL}|\$?[0-9]+:\$?[0-9]+)(?![\w.]|\s*\()")
_AT = re.compile(r"""@(?:\[((?:[^\[\]']|'.)*)\]|((?:[^\[\]',:]|'.)+))?\]\Z""", re.DOTALL)
_BARE = re.compile(r"\[(\[#This Row\],)((?:[^\[\]',:]|'.)+)\]\Z")


@dataclass(frozen=True, slots=True)
class Ref:
    """One reference as written: `'日 数据'!$A$7:$A$66`."""

    sheet: str | None
    """The tab it names, None for the tab the formula stands on."""
    prefix: str
    first: str
    last: str
    """"" for a single cell."""

    @property
    def area(self) -> Area:
        """The block it covers."""
        return area_of(f"{self.first}:{self.last or self.first}")

    @property
    def is_fixed(self) -> bool:
        """Whether its rows carry `$`."""
        return all(_FIXED.fullmatch(cell) for cell in (self.first, self.last or self.first))

    def with_rows(self, top: int, bottom: int) -> str:
        """Print it with other rows; `$` stays where it was."""
        first = _ROW.sub(rf"\g<1>{top}", self.first)
        last = _ROW.sub(rf"\g<1>{bottom}", self.last or self.first)
        alone = not self.last and top == bottom
        return self.prefix + (first if alone else f"{first}:{last}")


def map_refs(text: str, change: Callable[[Ref], str | None]) -> str:
    """Give formula *text* with each reference as *change* prints it; None leaves it."""

    def one(found: re.Match[str]) -> str:
        ref = _ref(found)
        new = change(ref) if ref else None
        return found[0] if new is None else new

    return _TOKEN.sub(one, text)


def _ref(found: re.Match[str]) -> Ref | None:
    """Read one token; a name that only looks like a cell (`XYZ1`) is none."""
    if not found["first"]:
        return None
    prefix = found["sheet"] or ""
    ref = Ref(_title(prefix), prefix, found["first"], found["last"] or "")
    try:
        top, left, bottom, right = ref.area
    except UnreadableError:
        return None
    return ref if top <= bottom and left <= right else None


def _title(prefix: str) -> str | None:
    if not prefix:
        return None
    return prefix.removesuffix("!").removeprefix("'").removesuffix("'").replace("''", "'")


def list_refs(text: str) -> list[Ref]:
    """List the references of a formula."""
    return [ref for found in _TOKEN.finditer(text) if (ref := _ref(found))]


def shifted(text: str, rows: int) -> str | None:
    """Give a formula as filled down by *rows*; None where that cannot be told for sure."""
    if any(
        found["word"] and _OPEN.match(text, found.start())
        for found in _TOKEN.finditer(text)
    ):
        return None
    try:
        return map_refs(text, lambda ref: ref.prefix + _down(ref, rows))
    except ValueError:
        return None


def _down(ref: Ref, rows: int) -> str:
    cells = [ref.first, ref.last] if ref.last else [ref.first]
    return ":".join(c if _FIXED.fullmatch(c) else _moved(c, rows) for c in cells)


def _moved(cell: str, rows: int) -> str:
    letters = cell.rstrip("0123456789")
    row = int(cell[len(letters) :]) + rows
    if row < 1:
        raise ValueError(cell)
    return f"{letters}{row}"


def file_form(text: str, table: str) -> str:
    """Write `[@列]` the way files hold it: `表[[#This Row],[列]]`."""

    def one(found: re.Match[str]) -> str:
        group = found[0]
        if not group.startswith("["):
            return group
        before = text[: found.start()]
        name = "" if before and re.match(r"[\w.\\]", before[-1]) else table
        at = _AT.match(group, 1)
        if at:
            column = at[1] if at[1] is not None else at[2]
            inner = "[#This Row]" if column is None else f"[#This Row],[{column}]"
            return f"{name}[{inner}]"
        if group.startswith("[[#This Row]"):
            return name + _BARE.sub(r"[\1[\2]]", group)
        return group

    return _TOKEN.sub(one, text)


def map_xml_text(escaped: bytes, change: Callable[[str], str]) -> bytes:
    """Change the text of an element; bytes stay as they are where it says the same."""
    text = html.unescape(escaped.decode("utf-8", "replace"))
    new = change(text)
    if new == text:
        return escaped
    new = new.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return new.replace('"', "&quot;").encode()
