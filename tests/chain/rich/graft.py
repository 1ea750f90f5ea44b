"""Put what people add in Excel into a workbook we built: parts, relations, elements as text."""

import posixpath
import re
from functools import cached_property

from lxml import etree

from promo_xl.ooxml.package import open_package, read_parts, zip_bytes
from promo_xl.ooxml.parts import find_workbook, read_workbook, rels_name
from tests.ooxml.lint_package import local
from tests.ooxml.lint_sheet import ORDER

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2007/relationships"
TYPES = "[Content_Types].xml"
BOOK = "xl/workbook.xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SPACES = {
    "": MAIN,
    "r": OFFICE,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "x14": "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",
    "x15": "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main",
    "xm": "http://schemas.microsoft.com/office/excel/2006/main",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
BOOK_ORDER = [
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
    "calcPr",
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
]


def named(text: str, *prefixes: str) -> str:
    """Fill `NS` in *text* with the main namespace and those of *prefixes*."""
    spaces = "".join(f' xmlns:{p}="{SPACES[p]}"' for p in prefixes)
    return text.replace(" NS", f' xmlns="{MAIN}"{spaces}', 1)


class Graft:
    """A workbook being enriched."""

    def __init__(self, data: bytes) -> None:
        self.parts = read_parts(data)
        package = open_package(data)
        self._tabs = read_workbook(package, find_workbook(package)).tabs

    def to_bytes(self) -> bytes:
        """Give the workbook."""
        return zip_bytes(self.parts)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The tabs our program made."""
        return tuple(tab.title for tab in self._tabs)

    def part_of(self, title: str) -> str:
        """Name the part of one of our tabs."""
        return next(tab.part for tab in self._tabs if tab.title == title)

    def add(self, name: str, data: str | bytes, content_type: str = "") -> str:
        """Add a part."""
        assert name not in self.parts, name
        text = (
            HEAD + data if isinstance(data, str) and not data.startswith("<xml") else data
        )
        self.parts[name] = text.encode() if isinstance(text, str) else text
        if content_type:
            self.declare(f'<Override PartName="/{name}" ContentType="{content_type}"/>')
        return name

    def declare(self, line: str) -> None:
        """Add a line to the content types, once."""
        types = self.parts[TYPES]
        if line.encode() not in types:
            first = line.startswith("<Default")
            mark = b"<Override" if first else b"</Types>"
            self.parts[TYPES] = types.replace(mark, line.encode() + mark, 1)

    def relate(
        self,
        part: str,
        kind: str,
        target: str,
        *,
        base: str = OFFICE,
        external: bool = False,
    ) -> str:
        """Let a part point at another; give the id."""
        name = rels_name(part)
        old = self.parts.get(name, f'{HEAD}<Relationships xmlns="{RELS}"/>'.encode())
        text = (
            old.decode().replace("/>", "></Relationships>", 1) if b"</" not in old else ""
        )
        text = text or old.decode()
        number = f"rId{900 + text.count('<Relationship ')}"
        mode = ' TargetMode="External"' if external else ""
        where = target if external else posixpath.join("/", target)
        line = f'<Relationship Id="{number}" Type="{base}/{kind}" Target="{where}"{mode}/>'
        self.parts[name] = text.replace(
            "</Relationships>", line + "</Relationships>"
        ).encode()
        return number

    def swap(self, part: str, old: str, new: str) -> None:
        """Replace one text of a part."""
        text = self.parts[part].decode()
        assert text.count(old) == 1, (part, old, text.count(old))
        self.parts[part] = text.replace(old, new).encode()

    def put(self, part: str, xml: str) -> None:
        """Put an element into a sheet (or the workbook) where the format wants it.

        An `ext` goes into the list of extensions; a link, a name and the like into theirs.
        """
        root = etree.fromstring(self.parts[part])
        spaces = " ".join(
            f'xmlns:{k}="{v}"' if k else f'xmlns="{v}"' for k, v in SPACES.items()
        )
        for element in etree.fromstring(f"<all {spaces}>{xml}</all>"):
            self._place(root, element, BOOK_ORDER if part == BOOK else ORDER)
        self.parts[part] = etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )

    @staticmethod
    def _place(root: etree._Element, element: etree._Element, order: list[str]) -> None:
        name = local(element)
        lists = {"ext": "extLst", "definedName": "definedNames", "hyperlink": "hyperlinks"}
        home = lists.get(name)
        if home is not None:
            found = next((e for e in root if local(e) == home), None)
            if found is not None:
                found.append(element)
                return
            held = etree.Element(f"{{{MAIN}}}{home}")
            held.append(element)
            element, name = held, home
        if name == "AlternateContent":
            name = "controls"
        later = set(order[order.index(name) + 1 :])
        after = [i for i, e in enumerate(root) if local(e) in later]
        root.insert(after[0] if after else len(root), element)

    def sheet(self, title: str, xml: str | bytes) -> str:
        """Add a tab of the user's own at the end."""
        number = 1 + sum(bool(re.match(r"xl/worksheets/\w+\.xml$", n)) for n in self.parts)
        part = f"xl/worksheets/sheet{number}.xml"
        self.add(part, xml, f"{SPREADSHEET}.worksheet+xml")
        rid = self.relate(BOOK, "worksheet", part)
        line = f'<sheet name="{title}" sheetId="{900 + number}" r:id="{rid}"/></sheets>'
        self.swap(BOOK, "</sheets>", line)
        return part
