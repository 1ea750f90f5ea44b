"""One cell's XML: what it holds, and the bytes that hold something else with its style kept."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from promo_xl.errors import RefusedError
from promo_xl.ooxml.scan import attributes

LONGEST_TEXT = 32_767
LONGEST_FORMULA = 8_192
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML cannot hold or would change, and what would read as an escape."""
_LONE = re.compile(r"[\ud800-\udfff]")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f\b([^>]*?)(?:/>|>([^<]*)</(?:[\w.-]+:)?f>)")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v\b[^>]*?(?:/>|>([^<]*)</(?:[\w.-]+:)?v>)")
_INLINE = re.compile(rb"<(?:[\w.-]+:)?is\b[^>]*?(?:/>|>(.*?)</(?:[\w.-]+:)?is>)", re.DOTALL)
_PHONETIC = re.compile(rb"<(?:[\w.-]+:)?rPh\b.*?</(?:[\w.-]+:)?rPh>", re.DOTALL)
_TEXT = re.compile(rb"<(?:[\w.-]+:)?t\b[^>]*?(?<!/)>([^<]*)")
_DROPPED = (b"r", b"t", b"vm", b"cm")
"""vm and cm point at metadata: of the value before, and of the formula, which may stay."""

_ITEM = re.compile(rb"<(?:[\w.-]+:)?si\b[^>]*?(?:/>|>(.*?)</(?:[\w.-]+:)?si>)", re.DOTALL)

_GAP = "#N/A"
"""What a formula shows for a chart to leave a gap: an error, not a text."""

Value = str | float | bool | None
Shared = Callable[[], Sequence[str]]
"""Gives the workbook's shared strings: read only when a cell points at them."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell is to hold: text is text and never a formula; dates are serials here."""

    value: Value = None
    formula: str | None = None
    """Without `=`."""
    keeps_formula: bool = False
    """Only the value is new; the formula there stays."""
    uncached: bool = False
    """Nobody knows the formula's value: the cell carries none until Excel calculates."""


@dataclass(frozen=True, slots=True)
class CellXml:
    """A cell as it stands in the file."""

    row: int
    column: int
    xml: bytes
    """b"" where there is none yet."""

    @property
    def open_tag(self) -> bytes:
        """The attributes, as written."""
        return self.xml[: self.xml.index(b">")].rstrip(b"/") if self.xml else b""

    @property
    def style(self) -> bytes:
        """The number of its format, b"" for none."""
        return attributes(self.open_tag).get(b"s", b"")

    @property
    def formula(self) -> tuple[dict[bytes, bytes], str] | None:
        """The attributes and text of its formula."""
        found = _FORMULA.search(self.xml) if b"f" in self.xml else None
        if not found:
            return None
        text = html.unescape((found[2] or b"").decode("utf-8", "replace"))
        return attributes(found[1]), text

    @property
    def is_blank(self) -> bool:
        """Whether it holds nothing but a format."""
        return not self.xml or not any(
            pattern.search(self.xml) for pattern in (_FORMULA, _VALUE, _INLINE)
        )

    def value(self, shared: Shared) -> Value:
        """Give what a reader sees; an error cell gives its text with `#`."""
        tag = self.open_tag
        kind = attributes(tag).get(b"t", b"n") if b"t" in tag else b"n"
        if kind == b"inlineStr":
            found = _INLINE.search(self.xml)
            return text_of(found[1] or b"") if found else None
        found = _VALUE.search(self.xml)
        raw = html.unescape((found[1] or b"").decode("utf-8", "replace")) if found else ""
        if kind in (b"str", b"e", b"d"):
            return unescape_text(raw)
        return _plain_value(raw, kind, shared) if raw else None


def _plain_value(raw: str, kind: bytes, shared: Shared) -> Value:
    try:
        if kind == b"s":
            return shared()[int(raw)]
        return raw in ("1", "true") if kind == b"b" else float(raw)
    except (ValueError, IndexError):
        return raw


def read_shared(xml: bytes) -> list[str]:
    """List the shared strings of a workbook."""
    return [text_of(item) for item in _ITEM.findall(xml)]


def text_of(xml: bytes) -> str:
    """Give the text of a string item: its runs joined, readings aside left out."""
    runs = _TEXT.findall(_PHONETIC.sub(b"", xml))
    return unescape_text(html.unescape(b"".join(runs).decode("utf-8", "replace")))


def unescape_text(text: str) -> str:
    """Read `_x000D_` as the character it stands for."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def escape_text(text: str) -> str:
    """Write text so that Excel gives it back verbatim; halves of a pair cannot be kept."""
    text = _LONE.sub("\ufffd", text)
    return _xml(_ODD.sub(lambda found: f"_x{ord(found[0]):04X}_", text))


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def holds(cell: CellXml, content: Content, shared: Shared) -> bool:
    """Whether the cell already holds *content*, in whatever way it is written."""
    formula = cell.formula
    if content.formula is None and not content.keeps_formula:
        if formula is not None:
            return False
        if content.value is None:
            return cell.is_blank
        return _alike(cell.value(shared), content.value)
    if formula is None:
        return False
    if content.formula is not None and formula != ({}, content.formula):
        return False
    there = cell.value(shared)  # None: a number of no digits, as some programs write it
    cached = there is not None and _VALUE.search(cell.xml) is not None
    if content.uncached:
        return not cached
    return cached and _alike(there, _cached(content))


def _alike(there: Value, wanted: str | float | bool) -> bool:
    if isinstance(there, bool) or isinstance(wanted, bool):
        return there is wanted
    if isinstance(there, str) != isinstance(wanted, str):
        return False
    if isinstance(wanted, str):
        return there == _LONE.sub("\ufffd", wanted)
    return there == wanted


def _cached(content: Content) -> str | float | bool:
    """A formula's blank is the empty text: without a value it would count as stale."""
    return "" if content.value is None else content.value


def render_cell(
    cell: CellXml, content: Content, address: str, style: bytes, prefix: bytes = b""
) -> bytes:
    """Give the cell's new XML; *style* is used where the cell has none of its own.

    *prefix* is the one the elements of the sheet carry, with its colon.
    """
    kept = attributes(cell.open_tag) if cell.xml else {}
    if b"s" not in kept and style and style != b"0":
        kept[b"s"] = style
    dropped = _DROPPED[:-1] if content.keeps_formula else _DROPPED
    formula = _formula_xml(cell, content, prefix)
    kind, inner = _inner(content, prefix, has_formula=bool(formula))
    attrs = b"".join(
        b" " + key + b'="' + value + b'"'
        for key, value in kept.items()
        if key not in dropped
    )
    head = b"<" + prefix + b'c r="' + address.encode() + b'"' + attrs + kind
    if not formula and not inner:
        return head + b"/>"
    return head + b">" + formula + inner + b"</" + prefix + b"c>"


def _formula_xml(cell: CellXml, content: Content, prefix: bytes) -> bytes:
    if content.keeps_formula:
        found = _FORMULA.search(cell.xml)
        return found[0] if found else b""
    if content.formula is None:
        return b""
    text = _xml(
        _LONE.sub("\ufffd", re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", content.formula))
    )
    return b"<" + prefix + b"f>" + text.encode() + b"</" + prefix + b"f>"


def _inner(content: Content, prefix: bytes, *, has_formula: bool) -> tuple[bytes, bytes]:
    """Give the type attribute and the value element."""
    value = _cached(content) if has_formula else content.value
    if value is None or content.uncached:
        return b"", b""
    before, after = b"<" + prefix + b"v>", b"</" + prefix + b"v>"
    if isinstance(value, bool):
        return b' t="b"', before + (b"1" if value else b"0") + after
    if not isinstance(value, str):
        return b"", before + _number(value).encode() + after
    text = escape_text(value).encode()
    if has_formula:
        return b' t="e"' if value == _GAP else b' t="str"', before + text + after
    space = b' xml:space="preserve"' if value != value.strip() or "\n" in value else b""
    opening = b"<" + prefix + b"is><" + prefix + b"t" + space + b">"
    return b' t="inlineStr"', opening + text + b"</" + prefix + b"t></" + prefix + b"is>"


def _number(value: float) -> str:
    text = repr(float(value))
    return text.removesuffix(".0")


def check_content(content: Content, address: str) -> None:
    """Refuse what Excel cannot hold."""
    value = content.value
    if isinstance(value, str) and _is_long(value):
        raise RefusedError(
            f"{address} 要写的文字超过 {LONGEST_TEXT:,} 个字，Excel 放不下",
            f"The text for {address} is longer than {LONGEST_TEXT:,} characters",
        )
    if isinstance(value, int | float) and not _is_finite(value):
        raise RefusedError(
            f"{address} 要写的数不是有限的数，Excel 放不下",
            f"The number for {address} is not finite; Excel cannot hold it",
        )
    if content.formula is not None and len(content.formula) > LONGEST_FORMULA:
        raise RefusedError(
            f"{address} 要写的公式超过 {LONGEST_FORMULA:,} 个字符",
            f"The formula for {address} is longer than {LONGEST_FORMULA:,} characters",
        )


def _is_long(text: str) -> bool:
    """Whether a text is too long as Excel counts: a sign beyond the first 65,536 is two."""
    shortest, longest = len(text), 2 * len(text)
    if shortest > LONGEST_TEXT or longest <= LONGEST_TEXT:
        return shortest > LONGEST_TEXT
    return sum(1 + (sign > "\uffff") for sign in text) > LONGEST_TEXT


def _is_finite(number: float) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:  # a whole number no float can hold
        return False
