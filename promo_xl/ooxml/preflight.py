"""A look at the bytes before any library sees them: whatever the file, it ends in a sentence.

Measured: a cell at XFD1048576 aborts the process in the reader, a stray one at A1048576
costs minutes, a zip of a few KB unpacks to GB. All of it shows in the zip's directory and
in the addresses of the cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from promo_xl.errors import UnreadableError
from promo_xl.ooxml.package import DEFLATED, STORED, Member, Package, list_members
from promo_xl.ooxml.parts import (
    WorkbookPart,
    check_xml_bytes,
    find_workbook,
    read_workbook,
)
from promo_xl.ooxml.scan import Scan, column_letters, find_cell, scan_sheet

MIB = 1 << 20
LARGEST_FILE = 100 * MIB
MOST_PARTS = 5_000
LARGEST_TOTAL = 400 * MIB
LARGEST_SHEET = 256 * MIB
LARGEST_OTHER = 64 * MIB
"""Any XML part but a sheet: shared strings of this size are 3 million texts."""
LARGEST_RATIO = 150
"""Real sheets pack 8 to 40 times; 10 MiB that pack better than this were made to harm."""
MOST_CELLS = 8_000_000
"""The boxes of all sheets together: 200,000 rows of 40 columns."""
WIDE = 1_000
"""More columns than this are the strays, else the rows are."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML = (".xml", ".rels", ".vml")
_ABSOLUTE = re.compile(r"^/(?!xl/)|^[A-Za-z]:|(^|/)\.\.(/|$)|\\|[\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook that passed: its package, its tabs, and a scan of each sheet by part."""

    package: Package
    workbook: WorkbookPart
    scans: Mapping[str, Scan]


def open_workbook(data: bytes) -> Opened:
    """Open a workbook's bytes, or say in one sentence why they cannot be read."""
    _check_start(data)
    members = list_members(data)
    check_members(members, len(data))
    package = Package({member.name: member for member in members})
    workbook = _find_workbook(package)
    sheets = {tab.part for tab in workbook.tabs if tab.part}
    for member in members:
        if member.name not in sheets and _is_ours_to_parse(member.name.lower()):
            check_xml_bytes(member.read(), member.name)
    return Opened(package, workbook, _scan_sheets(package, workbook))


def _is_ours_to_parse(name: str) -> bool:
    """Whether a part is XML that anybody here reads; queries keep UTF-16 in customXml."""
    return name.endswith(_XML) and not name.startswith("customxml/item")


def _check_start(data: bytes) -> None:
    if not data:
        raise UnreadableError("文件是空的（0 字节）", "The file is empty (0 bytes)")
    if len(data) > LARGEST_FILE:
        raise UnreadableError(
            f"文件超过 {LARGEST_FILE // MIB} MB，请先删减或汇总数据",
            f"The file is larger than {LARGEST_FILE // MIB} MB; cut or aggregate its data",
        )
    if data.startswith(_OLE):
        raise _refuse_ole(data)
    if data.startswith(b"PK"):
        return
    if data.lstrip()[:1] == b"<":
        raise UnreadableError(
            "这是网页或 XML 导出文件，请用 Excel 或 WPS 打开后另存为 .xlsx",
            "This is a web page or XML export; open it in Excel and save it as .xlsx",
        )
    raise UnreadableError(
        "这不是 .xlsx 工作簿，请用 Excel 或 WPS 打开后另存为 .xlsx",
        "This is not an .xlsx workbook; open it in Excel and save it as .xlsx",
    )


def _refuse_ole(data: bytes) -> UnreadableError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableError(
            "工作簿有打开密码，请在 Excel 或 WPS 中去掉密码后再试",
            "The workbook has a password; remove it in Excel and try again",
        )
    return UnreadableError(
        "这是旧版 .xls（或 .et）文件，请用 Excel 或 WPS 另存为 .xlsx",
        "This is an old .xls file; save it as .xlsx in Excel",
    )


def check_members(members: Sequence[Member], file_size: int) -> None:
    """Refuse what unpacks to more than can be read, whatever it packs to."""
    if len(members) > MOST_PARTS or sum(len(m.packed) for m in members) > file_size:
        raise _bomb(f"{len(members)} 个部件", f"{len(members)} parts")
    seen: set[str] = set()
    for member in members:
        _check_name(member.name, seen)
        _check_member(member)
    total = sum(m.size for m in members)
    if total > LARGEST_TOTAL:
        raise _bomb(f"解压后 {total // MIB} MB", f"{total // MIB} MB unpacked")


def _check_name(name: str, seen: set[str]) -> None:
    folded = name.lower().removeprefix(
        "/"
    )  # some writers name a part as the list of types does
    if _ABSOLUTE.search(name) or folded in seen:
        raise UnreadableError(
            f"压缩包里的部件名“{name[:60]}”重复或不合规，请用 Excel 或 WPS 打开后另存",
            f"The part name {name[:60]!r} is doubled or not allowed; save the file again in Excel",
        )
    seen.add(folded)


def _check_member(member: Member) -> None:
    if member.encrypted:
        raise UnreadableError(
            "压缩包有密码，请去掉密码后再试",
            "The zip has a password; remove it and try again",
        )
    if member.method not in (STORED, DEFLATED):
        raise UnreadableError(
            f"部件 {member.name} 用了 Excel 不用的压缩方式，请用 Excel 打开后另存",
            f"Part {member.name} is packed in a way Excel does not use; save it again in Excel",
        )
    thin = member.size > 10 * MIB and member.size > LARGEST_RATIO * len(member.packed)
    most = LARGEST_SHEET if "sheet" in member.name.lower() else LARGEST_OTHER
    if thin or member.size > most:
        size = member.size // MIB
        raise _bomb(f"{member.name} 解压后 {size} MB", f"{member.name}: {size} MB unpacked")


def _bomb(zh: str, en: str) -> UnreadableError:
    return UnreadableError(
        f"文件解压后过大，不予读取（{zh}）",
        f"The file unpacks to far too much and is not read ({en})",
    )


def _find_workbook(package: Package) -> WorkbookPart:
    part = find_workbook(package)
    if part.lower().endswith(".bin"):
        raise UnreadableError(
            "这是 .xlsb 二进制工作簿，请用 Excel 另存为 .xlsx",
            "This is a binary .xlsb workbook; save it as .xlsx in Excel",
        )
    if not part or b"spreadsheetml" not in package.read(part):
        raise _not_a_workbook(package)
    if b"http://purl.oclc.org/ooxml/spreadsheetml" in package.read(part):
        raise UnreadableError(
            "这是“Strict Open XML”格式，请在 Excel 中另存为普通的“Excel 工作簿(.xlsx)”",
            "This is a Strict Open XML file; save it in Excel as an ordinary Excel Workbook (.xlsx)",
        )
    workbook = read_workbook(package, part)
    if not any(tab.part for tab in workbook.tabs):
        raise _not_a_workbook(package)
    return workbook


def _not_a_workbook(package: Package) -> UnreadableError:
    kinds = {"word/": "Word", "ppt/": "PowerPoint", "content.xml": "OpenDocument"}
    found = [
        kind for start, kind in kinds.items() if any(n.startswith(start) for n in package)
    ]
    zh, en = (f"，是 {found[0]} 文件", f" but {found[0]}") if found else ("", "")
    return UnreadableError(
        f"压缩包里没有工作簿{zh}；请给 Excel 或 WPS 存的 .xlsx",
        f"There is no workbook in this file{en}; give an .xlsx saved by Excel",
    )


def _scan_sheets(package: Package, workbook: WorkbookPart) -> dict[str, Scan]:
    scans: dict[str, Scan] = {}
    cells = 0
    for tab in workbook.tabs:
        if not tab.part or tab.part in scans:
            continue
        member = package.members[tab.part]
        scan = scan_sheet(partial(_checked, member), MOST_CELLS - cells)
        cells += scan.area
        if cells > MOST_CELLS:
            raise _too_far(tab.title, scan, member)
        scans[tab.part] = scan
    return scans


def _checked(member: Member) -> Iterator[bytes]:
    """Unpack a sheet in pieces, each looked at with the end of the one before it."""
    before = b""
    for piece in member.pieces():
        check_xml_bytes(before + piece, member.name)
        before = b" " * 200 + piece[-16:]
        yield piece


def _too_far(title: str, scan: Scan, member: Member) -> UnreadableError:
    wide = scan.columns > WIDE
    where = {"column": scan.columns} if wide else {"row": scan.rows}
    last = f"{column_letters(scan.columns)}{scan.rows}"
    cell = find_cell(member.pieces(), **where) or last
    size = f"{scan.rows:,} × {scan.columns:,}"
    return UnreadableError(
        f"工作表“{title}”一直延伸到单元格 {cell}（{size}），超出可读取的范围："
        "请删除多余的行和列（整行、整列删除）后保存",
        f"Sheet {title!r} reaches as far as cell {cell} ({size}), more than can be read: "
        "delete the rows and columns not needed (whole ones) and save",
    )
