"""What is in the way of a table that grows: said by name, never overwritten or left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from promo_xl.errors import RefusedError
from promo_xl.ooxml.package import Package
from promo_xl.ooxml.parts import read_relations
from promo_xl.ooxml.scan import LAST_ROW, attributes
from promo_xl.ooxml.sheet import Area, SheetXml, address, area_of, ref_of

_NOTE = re.compile(rb"<(?:[\w.-]+:)?(?:comment|threadedComment)\b([^>]*)>")
_LINK = re.compile(rb"<(?:[\w.-]+:)?hyperlink\b([^>]*)>")
_RULE = re.compile(
    rb"<(?:[\w.-]+:)?dataValidation\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*?\ssqref=[\"']([^\"']*)"
)
_X14_RULES = re.compile(
    rb"<((?:[\w.-]+:)?)dataValidations\b[^>]*>.*?</\1dataValidations>", re.DOTALL
)
_X14_SQREF = re.compile(rb"<[\w.-]+:sqref\b[^>]*>([^<]*)")
_NAMED = 3
"""How many obstacles a sentence names."""
_Said = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Room:
    """The rows a table needs below, and what is known of them besides their cells."""

    sheet: SheetXml
    table: Area
    """Header and totals included."""
    last: int
    """The last row it is to have, totals included."""
    totals: bool
    notes: Sequence[Area] | None = ()
    """Cells with a note; None where notes and links may stay: our own rows come and go."""
    tables: Sequence[Area] = ()
    """The other tables of the tab."""

    def check(self) -> None:
        """Refuse to grow, or to move the totals row, over anything of somebody's."""
        top = self.table[2] + 1
        grown = top, self.table[1], max(self.last, top), self.table[3]
        if self.last > LAST_ROW:
            raise self._refused(grown, [("工作表到此为止", "the sheet ends there")])
        found: list[_Said] = []
        if self.last >= top:
            found += islice(self._below(grown), _NAMED)
        if self.totals:
            found += islice(self._on_totals(), _NAMED)
        if found:
            raise self._refused(grown, found[:_NAMED])

    def _below(self, grown: Area) -> Iterator[_Said]:
        for area in self.sheet.merges:
            if _meet(area, grown):
                yield f"合并单元格 {ref_of(area)}", f"merged cells {ref_of(area)}"
        for area in self.tables:
            if _meet(area, grown):
                yield f"另一张表 {ref_of(area)}", f"another table {ref_of(area)}"
        yield from self._cells(grown)
        yield from self._anchored(grown)

    def _on_totals(self) -> Iterator[_Said]:
        _, left, row, right = self.table
        across = row, left, row, right
        for area in self.sheet.merges:
            if _meet(area, across):
                yield f"汇总行的合并单元格 {ref_of(area)}", f"merged cells {ref_of(area)}"
        yield from self._anchored(across)
        for area in _rules(self.sheet.tail):
            if area[0] == area[2] == row and _meet(area, across):
                at = _printed(area)
                yield f"{at} 的数据有效性", f"the validation of {at}"

    def _cells(self, grown: Area) -> Iterator[_Said]:
        top, left, bottom, right = grown
        if self.sheet.is_free(grown):
            return
        for row in self.sheet.row_numbers():
            if not top <= row <= bottom:
                continue
            for column, cell in self.sheet.cells(row).items():
                if left <= column <= right and not cell.is_blank:
                    yield address(row, column), address(row, column)

    def _anchored(self, area: Area) -> Iterator[_Said]:
        """Notes and links of the rows: they would come to belong to another row."""
        if self.notes is None:
            return
        for note in self.notes:
            if _meet(note, area):
                yield f"{_printed(note)} 的批注", f"the note at {_printed(note)}"
        for tag in _LINK.findall(self.sheet.tail):
            link = area_of(attributes(tag).get(b"ref", b"A1").decode())
            if _meet(link, area) and link[0] >= area[0]:
                yield f"{_printed(link)} 的超链接", f"the link at {_printed(link)}"

    def _refused(self, grown: Area, found: Sequence[_Said]) -> RefusedError:
        zh = "、".join(dict.fromkeys(zh for zh, _ in found))
        en = ", ".join(dict.fromkeys(en for _, en in found))
        what = ref_of(grown)
        title = self.sheet.title
        if not self.totals:
            return RefusedError(
                f"没有写入：工作表“{title}”的表格下方 {what} 不是空的（{zh}），请先移开那里的内容",
                f"Nothing written: {what} below the table on {title!r} is not free ({en}); "
                "move what stands there",
            )
        return RefusedError(
            f"没有写入：工作表“{title}”的汇总行要移动，但有内容挡住（{zh}），"
            "请先移开（或关掉汇总行）",
            f"Nothing written: the total row of the table on {title!r} has to move, but {en} "
            "is in the way; move it (or switch off the total row)",
        )


def _rules(tail: bytes) -> Iterator[Area]:
    """List the blocks of the validations of a tab, the newer kind too."""
    found = _RULE.findall(tail)
    for group in _X14_RULES.finditer(tail):
        found += _X14_SQREF.findall(group[0])
    for sqref in found:
        for ref in sqref.decode().split():
            if re.fullmatch(r"\$?[A-Z]{1,3}\$?\d{1,7}(:\$?[A-Z]{1,3}\$?\d{1,7})?", ref):
                yield area_of(ref)


def _meet(a: Area, b: Area) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def _printed(area: Area) -> str:
    return address(*area[:2]) if area[:2] == area[2:] else ref_of(area)


def read_notes(package: Package, sheet_part: str) -> tuple[Area, ...]:
    """List the cells of a tab that carry a note or a conversation."""
    parts = (
        relation.target
        for relation in read_relations(package, sheet_part)
        if relation.type in ("comments", "threadedComment") and relation.target
    )
    tags = (attributes(tag) for part in parts for tag in _NOTE.findall(package.read(part)))
    refs = dict.fromkeys(tag[b"ref"].decode() for tag in tags if b"ref" in tag)
    return tuple(area_of(ref) for ref in refs)
