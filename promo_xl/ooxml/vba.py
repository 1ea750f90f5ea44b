"""The VBA project of a workbook: modules put into it, tabs given their code names.

The project itself is written by pyopenvba, on a throw-away workbook of the same tabs; only
its one part and the few attributes that point at it come back, so that all else in the
user's package stays as it is and the same modules give the same bytes.
"""

from __future__ import annotations

import posixpath
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from promo_xl.errors import MissingToolError, RefusedError
from promo_xl.ooxml.code_names import CodedSheet, coded_sheets, named_sheets, with_code
from promo_xl.ooxml.listing import with_relation, with_type
from promo_xl.ooxml.package import Package, zip_bytes
from promo_xl.ooxml.parts import (
    TYPES,
    find_part,
    local,
    parse_xml,
    read_relations,
    rels_name,
)
from promo_xl.ooxml.xmltext import escape

if TYPE_CHECKING:
    from pyopenvba import ExcelFile
    from pyopenvba.vba import VBAProject

_RELATION = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_PROJECT_TYPE = "application/vnd.ms-office.vbaProject"
_MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True, slots=True)
class Module:
    """A module's name and its text: as the editor shows it, or as it exports it to a file."""

    name: str
    text: str
    is_class: bool = False


def with_modules(
    package: Package, workbook: str, modules: Sequence[Module]
) -> dict[str, bytes]:
    """Give the parts that change when *modules* stand in the workbook's VBA project.

    A project that is there keeps its other modules; nothing changes where ours are in it.
    """
    project = _project_part(package, workbook)
    sheets = coded_sheets(package, workbook)
    if project:
        old = package.read(project)
        new = _written(_codes(package, workbook, sheets), old, modules)
        if new is None:
            return {}
        _check_unsigned(package, project)
        return {project: new}
    named = named_sheets(sheets)
    codes = _codes(package, workbook, named)
    built = _written(codes, None, modules)
    if built is None:  # a project without a module is none
        return {}
    part = posixpath.join(posixpath.dirname(workbook), "vbaProject.bin")
    pairs = zip(sheets, named, strict=True)
    changed = {
        new.part: with_code(package.read(new.part), b"sheetPr", new.code)
        for old, new in pairs
        if not old.code
    }
    changed |= _with_relation(package, workbook, part)
    changed[workbook] = with_code(package.read(workbook), b"workbookPr", codes[0][0])
    return {**changed, part: built}


def code_names(package: Package, workbook: str) -> dict[str, str]:
    """Map each tab's part to its code name: what it has, or what `with_modules` gives it."""
    return {
        sheet.part: sheet.code for sheet in named_sheets(coded_sheets(package, workbook))
    }


def _project_part(package: Package, workbook: str) -> str:
    found = (r for r in read_relations(package, workbook) if r.type == "vbaProject")
    return next((r.target for r in found), "")


def _check_unsigned(package: Package, project: str) -> None:
    for relation in read_relations(package, project):
        if "signature" in relation.type.lower():
            raise _signed()


def _signed() -> RefusedError:
    return RefusedError(
        "没有写入：工作簿里的 VBA 工程有数字签名，加入按钮会使签名失效；请先在 Excel 里去掉签名",
        "Nothing written: the workbook's VBA project is signed, and buttons would break the "
        "signature; remove it in Excel first",
    )


def _codes(
    package: Package, workbook: str, sheets: Sequence[CodedSheet]
) -> list[tuple[str, str]]:
    """List (code name, kind) of the workbook and of every tab."""
    root = parse_xml(package.read(workbook), workbook)
    own = next((e.get("codeName") for e in root if local(e.tag) == "workbookPr"), None)
    return [(own or "ThisWorkbook", ""), *((s.code, s.kind) for s in sheets)]


def _with_relation(package: Package, workbook: str, part: str) -> dict[str, bytes]:
    """Say in the package's lists that the workbook has macros, and where they are."""
    rels, types = find_part(package, rels_name(workbook)), find_part(package, TYPES)
    return {
        rels: with_relation(package.read(rels), _RELATION, posixpath.basename(part)),
        types: _with_types(package.read(types), workbook, part),
    }


def _with_types(types: bytes, workbook: str, part: str) -> bytes:
    override = re.compile(
        rb"""<(?:[\w.-]+:)?Override\b[^>]*?PartName=["']/%b["'][^>]*?/>"""
        % re.escape(workbook.encode())
    )
    found = override.search(types)
    if found is None:  # by its ending alone: it gets a line of its own
        types = with_type(types, workbook, _MACRO_TYPE)
    else:
        line = re.sub(
            rb"""(ContentType=["'])[^"']*""", rb"\1" + _MACRO_TYPE.encode(), found[0]
        )
        types = types[: found.start()] + line + types[found.end() :]
    return with_type(types, part, _PROJECT_TYPE)


def _written(
    codes: Sequence[tuple[str, str]], old: bytes | None, modules: Sequence[Module]
) -> bytes | None:
    """Give the project's bytes with *modules* in it; None where they are in it already."""
    try:
        from pyopenvba import ExcelFile
        from pyopenvba.exceptions import PyOpenVBAError
    except ImportError as exc:
        raise MissingToolError(
            "按钮需要 pyopenvba，请运行 pip install xlwings pyopenvba",
            "Buttons need pyopenvba: pip install xlwings pyopenvba",
        ) from exc
    with tempfile.TemporaryDirectory(prefix="promo_xl_") as folder:
        path = Path(folder) / "throw-away.xlsm"
        path.write_bytes(zip_bytes(_throw_away(codes, old)))
        try:
            with ExcelFile(path) as book:
                if not _put(book, modules, fresh=old is None):
                    return None
                book.save(path)
            with ExcelFile(path) as book:
                return bytes(book.vba_project_bytes())
        except PyOpenVBAError as fault:
            raise RefusedError(
                f"没有写入：工作簿里的 VBA 工程读不懂（{fault}）",
                f"Nothing written: the workbook's VBA project cannot be read ({fault})",
            ) from fault


def _put(book: ExcelFile, modules: Sequence[Module], *, fresh: bool) -> bool:
    """Put *modules* into the project; False where every one is in it already."""
    project = book.add_vba_project() if fresh else book.vba_project()
    changes = [_put_one(project, module) for module in _wanted(project, modules)]
    if not any(changes):
        return False
    if book.vba_signature().present:
        raise _signed()
    if project.protection is not None and project.protection.has_password:
        raise RefusedError(
            "没有写入：工作簿里的 VBA 工程有密码，请先在 Excel 的 VBA 编辑器里去掉密码",
            "Nothing written: the workbook's VBA project has a password; remove it in Excel's "
            "VBA editor first",
        )
    return True


def _wanted(project: VBAProject, modules: Sequence[Module]) -> Iterator[Module]:
    """Leave out what the project refers to as an add-in: two of one name do not compile."""
    referred = {reference.name.casefold() for reference in project.references}
    return (module for module in modules if module.name.casefold() not in referred)


def _put_one(project: VBAProject, module: Module) -> bool:
    from pyopenvba import VBAModuleKind
    from pyopenvba.vba import split_attribute_header

    text = "\r\n".join(module.text.splitlines()) + "\r\n"
    body = split_attribute_header(text)[1]
    kind = VBAModuleKind.other if module.is_class else VBAModuleKind.standard
    for old in project.modules:
        if old.name.casefold() != module.name.casefold():
            continue
        if old.kind is not kind:
            raise RefusedError(
                f"没有写入：VBA 工程里已有别的东西叫 {module.name}，请先改名",
                f"Nothing written: something else in the VBA project is called {module.name}; "
                "rename it first",
            )
        if _folded(old.body) == _folded(body):
            return False
        old.body = body
        return True
    project.add_module(module.name, text, kind=kind)
    return True


def _folded(text: str) -> list[str]:
    """Give a text's lines without what Excel's editor changes: case, blanks."""
    return [" ".join(line.split()).casefold() for line in text.rstrip().splitlines()]


def _throw_away(
    codes: Sequence[tuple[str, str]], project: bytes | None
) -> Mapping[str, bytes]:
    """Make the smallest workbook whose tabs have these code names."""
    (own, _), *tabs = codes
    listed, relations = "", ""
    overrides = f'<Override PartName="/xl/workbook.xml" ContentType="{_MACRO_TYPE}"/>'
    sheets: dict[str, bytes] = {}
    for number, (code, kind) in enumerate(tabs, 1):
        listed += f'<sheet name="{number}" sheetId="{number}" r:id="rId{number}"/>'
        relations += f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{number}.xml"/>'
        properties = f'<sheetPr codeName="{escape(code)}"/>'
        sheets[f"xl/{number}.xml"] = (
            f'<{kind} xmlns="{_MAIN}">{properties}</{kind}>'.encode()
        )
    if project is not None:
        relations += f'<Relationship Id="rId0" Type="{_RELATION}" Target="vbaProject.bin"/>'
        sheets["xl/vbaProject.bin"] = project
    book = f'<workbookPr codeName="{escape(own)}"/><sheets>{listed}</sheets>'
    start = "http://schemas.openxmlformats.org/package/2006"
    defaults = '<Default Extension="xml" ContentType="application/xml"/>'
    defaults += f'<Default Extension="bin" ContentType="{_PROJECT_TYPE}"/>'
    main = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    texts = {
        TYPES: f'<Types xmlns="{start}/content-types">{defaults}{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{start}/relationships">{main}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{book}</workbook>',
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{start}/relationships">{relations}</Relationships>'
        ),
    }
    return {**{name: text.encode() for name, text in texts.items()}, **sheets}
