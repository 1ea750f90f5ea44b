"""Cells whose formula names a totals row by its address: they would show another row."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from promo_xl.errors import RefusedError
from promo_xl.ooxml.ranges import Growth
from promo_xl.ooxml.refs import list_refs
from promo_xl.ooxml.scan import attributes, place_of
from promo_xl.ooxml.sheet import ref_of

_FORMULA = rb"<(?:[\w.-]+:)?f(?:\s[^>]*)?>([^<]*(?<![0-9])%d(?![0-9])[^<]*)</"
_CELL = re.compile(rb"<(?:[\w.-]+:)?c\s([^>]*)>")
_BACK = 4_096
"""Bytes before a formula in which its cell's own tag is looked for."""


def check_watchers(xml: bytes, title: str, growth: Growth) -> None:
    """Refuse to move a totals row that a cell formula of tab *title* names by address."""
    for at, named in _watchers(xml, title, growth):
        raise RefusedError(
            f"没有写入：{title}!{at} 的公式用地址 {named} 引用了“{growth.title}”的汇总行，"
            "汇总行移动后它会指错行，请改写成 表名[[#Totals],[列名]] 的形式",
            f"Nothing written: the formula in {title}!{at} names the total row of "
            f"{growth.title!r} as {named}; it would show another row once the total row "
            "moves; write it as Table[[#Totals],[Column]]",
        )


def _watchers(xml: bytes, title: str, growth: Growth) -> Iterator[tuple[str, str]]:
    """Give each such cell and what it names; the totals row's own formulas go along."""
    row = growth.before[2] + 1
    own = title == growth.title
    for found in re.finditer(_FORMULA % row, xml):
        text = html.unescape(found[1].decode("utf-8", "replace"))
        for ref in list_refs(text):
            here = ref.sheet == growth.title or (own and ref.sheet is None)
            if not here or not growth.is_totals(ref.area):
                continue
            at = _cell_before(xml, found.start())
            if not (own and at and growth.is_totals((*place_of(at), *place_of(at)))):
                first, _, last = ref_of(ref.area).partition(":")
                yield at.decode(), first if first == last else f"{first}:{last}"


def _cell_before(xml: bytes, position: int) -> bytes:
    tags = _CELL.findall(xml, max(0, position - _BACK), position)
    return attributes(tags[-1]).get(b"r", b"") if tags else b""
