"""Placeholders of a layout: their place, and the type their text is set in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from promo_xl.ooxml.xmltext import escape
from promo_xl.render.slides.metrics import LINE, count_lines
from promo_xl.render.slides.parts import A, P, attributes
from promo_xl.schema.label import Label

EMU = 914400
"""Of an inch."""
EMU_POINT = 12700
_INSETS = (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))
_TRAILING = re.compile(r"\s*\d+$")
_MASTER_STYLE = {"title": "titleStyle", "body": "bodyStyle"}


class Box(NamedTuple):
    """A place on a slide, in EMU."""

    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True, slots=True)
class Holder:
    """One placeholder of a layout."""

    name: str
    kind: str
    attributes: str
    """What ties a slide's shape to it, as XML attributes."""
    box: Box
    insets: tuple[int, int, int, int]
    indent: int
    """Left margin of the first level, EMU."""
    size: float
    """Of its type, pt."""
    bold: bool
    spacing: float
    """Line spacing, 1 = single."""

    def matches(self, name: Label) -> bool:
        """Whether it is called *name* in either language; PowerPoint adds numbers."""
        return name.matches(self.name) or name.matches(_TRAILING.sub("", self.name))

    @property
    def room(self) -> float:
        """Width of a line of its text, in ems of its type."""
        inner = self.box.w - self.insets[0] - self.insets[2] - self.indent
        return max(inner / EMU_POINT / self.size, 1.0)

    @property
    def height(self) -> float:
        """Room for text from top to bottom, pt."""
        return (self.box.h - self.insets[1] - self.insets[3]) / EMU_POINT

    @property
    def line(self) -> float:
        """Height of one line of its text, pt."""
        return self.size * LINE * self.spacing

    @property
    def lines(self) -> int:
        """How many lines it holds, at least one."""
        return max(int(self.height / self.line + 0.02), 1)

    def height_of(self, text: str, *, after: float = 0, bold: bool = False) -> float:
        """Give the height of a paragraph of *text*, with *after* pt below it."""
        lines = count_lines(text, self.room, bold=bold or self.bold)
        return lines * self.line + after


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a layout's placeholder takes over from its master."""

    nodes: dict[str, etree._Element]
    styles: dict[str, etree._Element]


def read_inherited(master: etree._Element) -> Inherited:
    """Collect a master's placeholders and text styles by kind."""
    nodes = {_kind(ph): shape for shape, ph in _shapes(master)}
    styles = {
        tag: found
        for tag in ("titleStyle", "bodyStyle", "otherStyle")
        if (found := master.find(f"{{{P}}}txStyles/{{{P}}}{tag}")) is not None
    }
    return Inherited(nodes, styles)


def read_holders(layout: etree._Element, inherited: Inherited) -> tuple[Holder, ...]:
    """Read the placeholders of a layout, in its order."""
    return tuple(_holder(shape, ph, inherited) for shape, ph in _shapes(layout))


def _shapes(root: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    for shape in root.iterfind(f".//{{{P}}}sp"):
        ph = shape.find(f"{{{P}}}nvSpPr/{{{P}}}nvPr/{{{P}}}ph")
        if ph is not None:
            yield shape, ph


def _kind(ph: etree._Element) -> str:
    kind = ph.get("type", "obj")
    return {"ctrTitle": "title", "subTitle": "body", "obj": "body"}.get(kind, kind)


def _holder(shape: etree._Element, ph: etree._Element, inherited: Inherited) -> Holder:
    kind = _kind(ph)
    parent = inherited.nodes.get(kind if kind in inherited.nodes else "body")
    chain = [node for node in (shape, parent) if node is not None]
    style = inherited.styles.get(_MASTER_STYLE.get(kind, "bodyStyle"))
    levels = [found for node in chain if (found := _level(node)) is not None]
    if style is not None and (found := style.find(f"{{{A}}}lvl1pPr")) is not None:
        levels.append(found)
    return Holder(
        name=_name(shape),
        kind=kind,
        attributes="".join(
            f' {key}="{escape(value)}"' for key, value in attributes(ph).items()
        ),
        box=_box(chain),
        insets=_insets(chain),
        indent=int(_first(levels, "marL", "0")),
        size=int(_run(levels, "sz", "1800")) / 100,
        bold=_run(levels, "b", "0") in ("1", "true"),
        spacing=_spacing(levels),
    )


def _name(shape: etree._Element) -> str:
    found = shape.find(f"{{{P}}}nvSpPr/{{{P}}}cNvPr")
    return "" if found is None else found.get("name", "")


def _level(node: etree._Element) -> etree._Element | None:
    return node.find(f"{{{P}}}txBody/{{{A}}}lstStyle/{{{A}}}lvl1pPr")


def _box(chain: Sequence[etree._Element]) -> Box:
    for node in chain:
        place = node.find(f"{{{P}}}spPr/{{{A}}}xfrm")
        if place is not None:
            sizes = {k: int(v) for child in place for k, v in child.attrib.items()}
            return Box(sizes["x"], sizes["y"], sizes["cx"], sizes["cy"])
    return Box(0, 0, EMU, EMU)


def _insets(chain: Sequence[etree._Element]) -> tuple[int, int, int, int]:
    bodies = [
        b for node in chain if (b := node.find(f"{{{P}}}txBody/{{{A}}}bodyPr")) is not None
    ]
    left, top, right, bottom = (
        int(_first(bodies, key, str(usual))) for key, usual in _INSETS
    )
    return left, top, right, bottom


def _first(nodes: Sequence[etree._Element], key: str, usual: str) -> str:
    return next((found for node in nodes if (found := node.get(key)) is not None), usual)


def _run(levels: Sequence[etree._Element], key: str, usual: str) -> str:
    runs = [run for level in levels if (run := level.find(f"{{{A}}}defRPr")) is not None]
    return _first(runs, key, usual)


def _spacing(levels: Sequence[etree._Element]) -> float:
    for level in levels:
        share = level.find(f"{{{A}}}lnSpc/{{{A}}}spcPct")
        if share is not None:
            return float(share.get("val", "100000").rstrip("%")) / 100_000
    return 1.0
