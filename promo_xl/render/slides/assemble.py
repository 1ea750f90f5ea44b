"""The finished package: slides, notes, charts and properties put into the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from promo_xl.ooxml.chart import Chart, chart_workbook, chart_xml
from promo_xl.render import props
from promo_xl.render.slides.markup import NS, slide_xml
from promo_xl.render.slides.notes import MASTER, THEME, master_parts, notes_xml
from promo_xl.render.slides.page import Page
from promo_xl.render.slides.parts import (
    CONTENT,
    HEAD,
    relation_xml,
    relations_name,
    relations_xml,
    types_xml,
)
from promo_xl.render.slides.template import Template
from promo_xl.render.stamp import Stamp
from promo_xl.schema.label import Label

TITLE = Label("推广复盘", "Campaign review")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OPENXML = "application/vnd.openxmlformats-officedocument"
_APP = (
    f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>promo_xl</Application></Properties>'
)
Link = tuple[str, str]
"""(last word of a relationship's type, the part it leads to)."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """Parts as they are added, with their content types."""

    new: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, data: bytes, kind: str, links: Sequence[Link] = ()) -> None:
        """Add a part, and the relationships it has: rId1, rId2, … in this order."""
        self.new[name] = data
        if kind:
            self.types[name] = kind
        if links:
            listed = "".join(
                relation_xml(f"rId{i}", f"{_OFFICE}/{what}", target)
                for i, (what, target) in enumerate(links, 1)
            )
            self.new[relations_name(name)] = relations_xml(listed)


def assemble(template: Template, pages: Sequence[Page], stamp: Stamp, lang: str) -> bytes:
    """Write the deck; template parts that were not touched are copied packed."""
    made = _Parts()
    _add_notes_master(made, template)
    master = template.notes_master or MASTER
    charts = 0
    for number, page in enumerate(pages, 1):
        names = [f"ppt/charts/slideChart{charts + i + 1}" for i in range(len(page.charts))]
        charts += len(names)
        _add_slide(made, page, number, lang, (names, master))
    _add_properties(made, stamp, lang)
    main = _main_parts(template, len(pages), made.types)
    return template.package.changed({**main, **made.new}).to_bytes()


def _add_notes_master(made: _Parts, template: Template) -> None:
    for name, data in master_parts(template).items():
        if name == THEME:
            made.add(name, data, f"{_OPENXML}.theme+xml")
        else:
            made.add(name, data, f"{CONTENT}.notesMaster+xml", [("theme", THEME)])


def _add_slide(
    made: _Parts, page: Page, number: int, lang: str, others: tuple[list[str], str]
) -> None:
    charts, master = others
    slide = f"ppt/slides/slide{number}.xml"
    notes = f"ppt/notesSlides/notesSlide{number}.xml"
    links: list[Link] = [("slideLayout", page.layout.part)]
    for name, item in zip(charts, page.charts, strict=True):
        _add_chart(made, name, item.chart)
        links.append(("chart", f"{name}.xml"))
    made.add(
        notes,
        notes_xml(page.notes, lang),
        f"{CONTENT}.notesSlide+xml",
        [("notesMaster", master), ("slide", slide)],
    )
    made.add(
        slide,
        slide_xml(page, lang),
        f"{CONTENT}.slide+xml",
        [*links, ("notesSlide", notes)],
    )


def _add_chart(made: _Parts, name: str, chart: Chart) -> None:
    book = name.replace("ppt/charts/", "ppt/embeddings/") + ".xlsx"
    made.add(book, chart_workbook(chart), "")
    made.add(
        f"{name}.xml",
        chart_xml(chart),
        f"{_OPENXML}.drawingml.chart+xml",
        [("package", book)],
    )


def _add_properties(made: _Parts, stamp: Stamp, lang: str) -> None:
    made.add("docProps/core.xml", props.core_xml(stamp, TITLE, lang), props.CORE_TYPE)
    made.add("docProps/app.xml", _APP.encode(), f"{_OPENXML}.extended-properties+xml")
    made.add("docProps/custom.xml", props.custom_xml(stamp, lang), props.CUSTOM_TYPE)


def _main_parts(
    template: Template, slides: int, types: Mapping[str, str]
) -> dict[str, bytes]:
    """Give the parts that name all others: types, root, presentation and its relations."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in types.items()
    )
    main = template.presentation
    body = f"{template.before}{_slide_list(template, slides)}{template.after}"
    return {
        "[Content_Types].xml": types_xml(template.types + overrides),
        relations_name(""): relations_xml(template.root + _PROPERTIES),
        main: body.encode(),
        relations_name(main): relations_xml(
            template.relations + _related(template, slides)
        ),
    }


def _slide_list(template: Template, slides: int) -> str:
    ids = "".join(f'<p:sldId id="{255 + i}" r:id="rIdS{i}"/>' for i in range(1, slides + 1))
    notes = f'<p:notesMasterIdLst {NS}><p:notesMasterId r:id="rIdN1"/></p:notesMasterIdLst>'
    return f"{'' if template.notes_master else notes}<p:sldIdLst {NS}>{ids}</p:sldIdLst>"


def _related(template: Template, slides: int) -> str:
    listed = [
        relation_xml(f"rIdS{i}", f"{_OFFICE}/slide", f"ppt/slides/slide{i}.xml")
        for i in range(1, slides + 1)
    ]
    if not template.notes_master:
        listed.append(relation_xml("rIdN1", f"{_OFFICE}/notesMaster", MASTER))
    return "".join(listed)


_PROPERTIES = (
    relation_xml("rIdP1", props.CORE_REL, "docProps/core.xml")
    + relation_xml("rIdP2", f"{_OFFICE}/extended-properties", "docProps/app.xml")
    + relation_xml("rIdP3", props.CUSTOM_REL, "docProps/custom.xml")
)
