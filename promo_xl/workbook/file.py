"""A closed .xlsx or .xlsm: read once, patched part by part, written whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import python_calamine

from promo_xl.errors import RefusedError, UnreadableError
from promo_xl.ooxml.disk import read_file
from promo_xl.ooxml.package import Package
from promo_xl.ooxml.parts import Tab, read_relations, read_workbook
from promo_xl.ooxml.preflight import MOST_CELLS, Opened, check_members, open_workbook
from promo_xl.ooxml.proof import prove, same_content
from promo_xl.ooxml.save import save_over
from promo_xl.ooxml.scan import Scan, scan_sheet
from promo_xl.ooxml.sheet import SheetXml, merged_areas
from promo_xl.ooxml.table import table_ranges
from promo_xl.patch import Patch
from promo_xl.workbook import Grid, Receipt, TableRange
from promo_xl.workbook.apply import Patching
from promo_xl.workbook.lazy import LazyRows
from promo_xl.workbook.reader import open_reader, read_values
from promo_xl.workbook.texts import FormulaTexts

_SIGNED = "_xmlsignatures/"
_KNOWN_ERRORS = frozenset(
    ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
)
"""The reader refuses a whole sheet for any other, like #SPILL!."""
_ERROR_VALUE = re.compile(
    rb"""(<(?:[\w.-]+:)?c\b[^>]*\st=["']e["'][^>]*>(?:(?!</(?:[\w.-]+:)?c>).)*?"""
    rb"""<(?:[\w.-]+:)?v\b[^>]*>)[^<]*""",
    re.DOTALL,
)


def _opened(data: bytes, name: str) -> Opened:
    try:
        return open_workbook(data)
    except UnreadableError as fault:  # the ground floor sees bytes, not names
        raise UnreadableError(f"{name}：{fault.zh}", f"{name}: {fault.en}") from fault


class FileWorkbook:
    """A workbook in a file (or its bytes): the file is opened once and closed at once."""

    def __init__(self, source: Path | bytes, name: str = "") -> None:
        self._path = source if isinstance(source, Path) else None
        data = read_file(source) if isinstance(source, Path) else source
        self._data = data
        self._name = name or (self._path.name if self._path else "")
        opened = _opened(data, self._name)
        self._workbook = opened.workbook
        self._package = self._original = opened.package
        self._scans = dict(opened.scans)
        self._grids: dict[str, Grid] = {}
        self._reader: python_calamine.CalamineWorkbook | None = None

    @property
    def name(self) -> str:
        """The file's name, for messages."""
        return self._name

    @property
    def date1904(self) -> bool:
        """Whether bare numbers in date cells count from 1904."""
        return self._workbook.date1904

    def titles(self) -> Sequence[str]:
        """List the tabs in order, hidden ones too."""
        return [tab.title for tab in self._workbook.tabs]

    def names(self) -> Mapping[str, str]:
        """Map defined names to what they refer to."""
        return self._workbook.names

    def grid(self, title: str) -> Grid:
        """Give one tab as it stands, what was applied included."""
        if title not in self._grids:
            self._grids[title] = self._read(self._tab(title))
        return self._grids[title]

    def apply(self, patch: Patch) -> None:
        """Change the workbook in memory: all of the patch or, on refusal, nothing."""
        tails = {part: scan.tail for part, scan in self._scans.items()}
        patching = Patching(self._package, self._workbook, tails)
        has_formulas = any(scan.formulas for scan in self._scans.values())
        parts = patching.run(patch, has_formulas=has_formulas)
        if not parts:
            return
        self._check_unsigned()
        package = self._package.changed(parts)
        scans = {
            part: self._scans[part].patched(
                scan_sheet(sheet.changed_pieces, MOST_CELLS), sheet.changed_rows
            )
            for part, sheet in parts.items()
            if isinstance(sheet, SheetXml)
        }
        self._check_readable(package, {**self._scans, **scans})
        self._package = package
        if self._workbook.part in parts:
            self._workbook = read_workbook(package, self._workbook.part)
            self._grids.clear()
        self._scans.update(scans)
        self._reader = None
        for tab in self._workbook.tabs:
            if tab.part in scans:
                self._grids.pop(tab.title, None)

    def save(self, path: Path | None = None) -> Receipt:
        """Write it once: to its own file, or to *path*. Unchanged: nothing is written."""
        target = path or self._path
        if target is None:
            raise RefusedError(
                "没有写入：这个工作簿不是从文件打开的，请给出保存位置",
                "Nothing written: this workbook came from no file; say where to save it",
            )
        changed = self._changed_parts()
        same = sum(name not in changed for name in self._package)
        own = self._path is not None and target.resolve() == self._path.resolve()
        if own and not changed:
            return Receipt(target, written=False, same=same)
        before = self._data
        data = self._package.to_bytes() if changed else before
        found = save_over(target, data, before if own else None, source=before)
        if own:
            self._data, self._original = data, self._package
        if not found.written:
            return Receipt(target, written=False, changed=changed, same=same)
        proof = prove(before, data)
        return Receipt(target, True, changed, same, found.backup, proof, found.other_names)

    def _check_unsigned(self) -> None:
        """Refuse to change a signed package: the signature would be broken and say so."""
        kinds = {relation.type for relation in read_relations(self._package, "")}
        if "origin" in kinds or any(n.lower().startswith(_SIGNED) for n in self._package):
            raise RefusedError(
                f"没有写入：{self._name} 有数字签名，一改签名就失效；"
                "请先在 Excel 的“文件 > 信息”里删除签名，或用没有签名的副本",
                f"Nothing written: {self._name} is digitally signed and any change breaks that; "
                "remove the signature in Excel (File > Info) or use a copy without it",
            )

    def _check_readable(self, package: Package, scans: Mapping[str, Scan]) -> None:
        """Refuse to write what we would refuse to read."""
        if sum(scan.area for scan in scans.values()) > MOST_CELLS:
            raise RefusedError(
                f"没有写入：写完后单元格会超过 {MOST_CELLS:,} 个，请先删减或汇总数据",
                f"Nothing written: there would be more than {MOST_CELLS:,} cells; "
                "cut or aggregate the data first",
            )
        members = list(package.members.values())
        try:
            check_members(members, sum(len(member.packed) for member in members))
        except UnreadableError as fault:
            raise RefusedError(
                f"没有写入：写完后就读不回来了（{fault.zh}）",
                f"Nothing written: the result could not be read again ({fault.en})",
            ) from fault

    def _changed_parts(self) -> tuple[str, ...]:
        """Name the parts whose content differs from the file's, gone ones too."""
        old, new = self._original.members, self._package.members
        return tuple(
            name
            for name in {**old, **new}
            if name not in old or name not in new or not same_content(old[name], new[name])
        )

    def _tab(self, title: str) -> Tab:
        for tab in self._workbook.tabs:
            if tab.title == title:
                return tab
        raise RefusedError(
            f"{self._name} 里没有工作表“{title}”", f"{self._name} has no sheet {title!r}"
        )

    def _read(self, tab: Tab) -> Grid:
        """Read one tab: values through the reader, marks from the scan."""
        if not tab.part:
            return Grid(tab.title, [], hidden=tab.hidden)
        scan = self._scans[tab.part]
        package = self._package
        reading = self._reading()  # as the file stands now, whenever the rows are asked for
        return Grid(
            tab.title,
            LazyRows(lambda: read_values(reading, tab.title, self._name)),
            scan.errors,
            frozenset(scan.formulas),
            frozenset(scan.uncached),
            merged_areas(scan.tail),
            frozenset(scan.hidden_rows),
            tab.hidden,
            tuple(
                TableRange(name, *area, totals)
                for name, area, totals in table_ranges(self._package, tab.part)
            ),
            FormulaTexts(
                scan.formulas,
                lambda: SheetXml(package.read(tab.part), tab.title, lambda: ()),
            ),
        )

    def _reading(self) -> python_calamine.CalamineWorkbook:
        if self._reader is None:
            self._reader = open_reader(_readable(self._package, self._scans), self._name)
        return self._reader


def _readable(package: Package, scans: Mapping[str, Scan]) -> bytes:
    """Give the package with errors younger than the reader shown as #N/A, for it alone."""
    young = {
        part: _ERROR_VALUE.sub(rb"\1#N/A", package.read(part))
        for part, scan in scans.items()
        if not _KNOWN_ERRORS.issuperset(scan.errors.values())
    }
    return package.changed({**young}).to_bytes()
