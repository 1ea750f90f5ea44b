"""Builds the deck templates `zh/deck.pptx` and `en/deck.pptx`: theme, master, six layouts.

Run `python report_templates/build_deck.py` after a change. What it makes is an ordinary
PowerPoint file: colours, fonts and places may be edited there; names of layouts and
placeholders (Selection Pane) are what the program goes by.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pptx import Presentation
from pptx.oxml import parse_xml

from promo_xl.ooxml.package import read_parts, zip_bytes
from promo_xl.ooxml.xmltext import escape
from promo_xl.render.slides import names
from promo_xl.schema.label import Label

NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
WIDTH, HEIGHT, MARGIN = 40 / 3, 7.5, 0.6
INNER = WIDTH - 2 * MARGIN
RIGHT = 8.75
"""Left edge of the points beside a chart."""
THEME = {
    "dk1": "1F2A44",
    "lt1": "FFFFFF",
    "dk2": "14264F",
    "lt2": "F4F6FA",
    "accent1": "2456C8",
    "accent2": "F28C28",
    "accent3": "8A94A6",
    "accent4": "1FA187",
    "accent5": "C8402B",
    "accent6": "7A5AC8",
    "hlink": "2456C8",
    "folHlink": "7A5AC8",
}
MUTED = "6B7489"
DROPPED_PARTS = ("docProps/thumbnail.jpeg", "ppt/printerSettings/")


@dataclass(frozen=True, slots=True)
class Look:
    """How a placeholder's text is set."""

    size: int = 14
    color: str = "tx1"
    bold: bool = False
    anchor: str = "t"
    align: str = "l"
    bullet: bool = False
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """One placeholder: name, PowerPoint's type and index, place in inches, look."""

    name: Label
    kind: str
    index: int
    place: tuple[float, float, float, float]
    look: Look
    prompt: Label | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A coloured rectangle of the design."""

    name: Label
    place: tuple[float, float, float, float]
    fill: str


TITLE_LOOK = Look(24, "tx2", bold=True, anchor="ctr")
TITLE = Spot(
    names.TITLE,
    "title",
    0,
    (MARGIN, 0.42, INNER, 1.0),
    TITLE_LOOK,
    Label("一句话结论（不超过两行）", "One sentence, at most two lines"),
)
COMMON: tuple[Spot | Bar, ...] = (
    Bar(Label("顶部色条", "Top band"), (0, 0, WIDTH, 0.12), "accent1"),
    Bar(Label("标题竖条", "Title bar"), (MARGIN - 0.22, 0.59, 0.07, 0.66), "accent2"),
    TITLE,
    Spot(
        names.HEADER, "body", 18, (MARGIN, 0.19, 10.4, 0.24), Look(10, MUTED, anchor="ctr")
    ),
    Spot(
        names.DRAFT,
        "body",
        17,
        (WIDTH - MARGIN - 1.3, 0.19, 1.3, 0.28),
        Look(12, "bg1", bold=True, anchor="ctr", align="ctr", fill="accent5"),
    ),
    Spot(
        names.SOURCE, "body", 19, (MARGIN, 7.02, 10.8, 0.28), Look(10, MUTED, anchor="ctr")
    ),
    Spot(
        names.PAGE_NUMBER,
        "sldNum",
        20,
        (WIDTH - MARGIN - 1, 7.03, 1, 0.25),
        Look(10, MUTED, anchor="ctr", align="r"),
    ),
)
POINTS = Look(16, bullet=True)
LEFT, SECOND = 6.9, 7.85
"""Width of the first column, a table's as well; left edge of the second."""
COLUMN = WIDTH - MARGIN - SECOND
LAYOUTS: dict[Label, tuple[Spot | Bar, ...]] = {
    names.COVER: (
        Bar(Label("底色", "Ground"), (0, 0, WIDTH, HEIGHT), "tx2"),
        Bar(Label("强调", "Accent"), (MARGIN, 3.02, 1.2, 0.08), "accent2"),
        Spot(
            names.TITLE,
            "ctrTitle",
            0,
            (MARGIN, 1.35, 11.5, 1.5),
            Look(40, "bg1", bold=True, anchor="b"),
        ),
        Spot(names.SUBTITLE, "subTitle", 1, (MARGIN, 3.35, 11.5, 1.0), Look(20, "bg1")),
        Spot(names.BYLINE, "body", 10, (MARGIN, 6.3, 11.5, 0.6), Look(14, "bg1")),
    ),
    names.KPI: (
        *COMMON,
        Spot(names.TILES, "body", 10, (MARGIN, 1.6, INNER, 3.5), Look(14)),
        Spot(names.SUMMARY, "body", 11, (MARGIN, 5.25, INNER, 1.7), Look(14, bullet=True)),
    ),
    names.CHART_POINTS: (
        *COMMON,
        Spot(names.CHART, "chart", 10, (MARGIN, 1.6, 7.75, 5.25), Look(12)),
        Spot(names.POINTS, "body", 11, (RIGHT, 1.6, WIDTH - MARGIN - RIGHT, 5.25), POINTS),
    ),
    names.FULL_CHART: (
        *COMMON,
        Spot(names.CHART, "chart", 10, (MARGIN, 1.6, INNER, 4.5), Look(12)),
        Spot(names.SUMMARY, "body", 11, (MARGIN, 6.2, INNER, 0.7), Look(14, anchor="ctr")),
    ),
    names.TABLE_PAGE: (
        *COMMON,
        Spot(names.TABLE, "tbl", 10, (MARGIN, 1.6, INNER, 4.4), Look(14)),
        Spot(
            names.SUMMARY, "body", 11, (MARGIN, 6.12, INNER, 0.75), Look(12, anchor="ctr")
        ),
    ),
    names.TWO_COLUMNS: (
        *COMMON,
        Spot(
            names.LEFT_TITLE,
            "body",
            10,
            (MARGIN, 1.6, LEFT, 0.45),
            Look(18, "accent4", bold=True, anchor="ctr"),
        ),
        Spot(names.LEFT_TEXT, "body", 11, (MARGIN, 2.15, LEFT, 4.7), POINTS),
        Spot(
            names.RIGHT_TITLE,
            "body",
            12,
            (SECOND, 1.6, COLUMN, 0.45),
            Look(18, "accent5", bold=True, anchor="ctr"),
        ),
        Spot(names.RIGHT_TEXT, "body", 13, (SECOND, 2.15, COLUMN, 4.7), POINTS),
    ),
}
MASTER: tuple[Spot, ...] = (
    TITLE,
    Spot(Label("正文", "Text"), "body", 1, (MARGIN, 1.6, INNER, 5.25), Look(16)),
    Spot(
        names.PAGE_NUMBER,
        "sldNum",
        4,
        (WIDTH - MARGIN - 1, 7.03, 1, 0.25),
        Look(10, MUTED, anchor="ctr", align="r"),
    ),
)


def build(lang: str) -> bytes:
    """Give the template of *lang*; the same call gives the same bytes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = _emu(WIDTH), _emu(HEIGHT)
    deck.element.sldSz.attrib.pop("type", None)
    layouts = list(deck.slide_layouts)
    for layout in layouts[len(LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    for layout, (name, items) in zip(deck.slide_layouts, LAYOUTS.items(), strict=True):
        layout.name = name.say(lang)
        layout._element.attrib.pop("type", None)
        _fill(layout._element, items, lang)
    _fill(deck.slide_master._element, MASTER, lang)
    buffer = io.BytesIO()
    deck.save(buffer)
    return _finish(read_parts(buffer.getvalue()))


def _fill(slide: object, items: tuple[Spot | Bar, ...], lang: str) -> None:
    tree = slide.cSld.spTree  # type: ignore[attr-defined]  # python-pptx has no stubs
    for shape in list(tree)[2:]:
        tree.remove(shape)
    for number, item in enumerate(items, 2):
        text = (
            _spot(item, number, lang)
            if isinstance(item, Spot)
            else _bar(item, number, lang)
        )
        tree.append(parse_xml(text))


def _finish(parts: dict[str, bytes]) -> bytes:
    """Set the theme, and leave out what python-pptx's own template brings along."""
    kept = {}
    for name, data in parts.items():
        if name.startswith(DROPPED_PARTS):
            continue
        kept[name] = _edit(name)(data.decode()).encode() if _is_text(name) else data
    return zip_bytes(kept)


def _is_text(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _edit(name: str) -> Callable[[str], str]:
    if name.startswith("ppt/theme/"):
        return _theme
    if name.endswith(".rels"):
        return lambda text: re.sub(
            r"<Relationship [^>]*(thumbnail|printerSettings)[^>]*/>", "", text
        )
    if name == "[Content_Types].xml":
        return lambda text: re.sub(r'<Default [^>]*Extension="(bin|jpeg)"[^>]*/>', "", text)
    return lambda text: text


def _theme(text: str) -> str:
    for key, color in THEME.items():
        new = f'<a:{key}><a:srgbClr val="{color}"/></a:{key}>'
        text = re.sub(rf"<a:{key}>.*?</a:{key}>", new, text, flags=re.DOTALL)
    for font in ("majorFont", "minorFont"):
        text = re.sub(
            rf"(<a:{font}>\s*)<a:latin[^>]*/>(\s*)<a:ea[^>]*/>",
            r'\1<a:latin typeface="Arial"/>\2<a:ea typeface="微软雅黑"/>',
            text,
        )
    return re.sub(
        r'<a:font script="Hans" typeface="[^"]*"/>',
        '<a:font script="Hans" typeface="微软雅黑"/>',
        text,
    )


def _spot(spot: Spot, number: int, lang: str) -> str:
    look = spot.look
    kind = f'type="{spot.kind}"' + (f' idx="{spot.index}"' if spot.index else "")
    prompt = (spot.prompt or spot.name).say(lang)
    text = f'<a:r><a:rPr lang="zh-CN"/><a:t>{escape(prompt)}</a:t></a:r>'
    if spot.kind == "sldNum":
        text = (
            '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
            '<a:rPr lang="zh-CN"/><a:t>‹#›</a:t></a:fld>'
        )
    return (
        f'<p:sp {NS}><p:nvSpPr><p:cNvPr id="{number}" name="{escape(spot.name.say(lang))}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr>'
        f"</p:nvSpPr><p:spPr>{_place(spot.place)}{_fill_xml(look.fill)}</p:spPr><p:txBody>"
        f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{look.anchor}">'
        f"<a:normAutofit/></a:bodyPr><a:lstStyle>{_level(look)}</a:lstStyle>"
        f"<a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _level(look: Look) -> str:
    margin = 'marL="228600" indent="-228600"' if look.bullet else 'marL="0" indent="0"'
    mark = (
        '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if look.bullet else "<a:buNone/>"
    )
    return (
        f'<a:lvl1pPr {margin} algn="{look.align}"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef>{mark}'
        f'<a:defRPr sz="{look.size * 100}" b="{int(look.bold)}">{_fill_xml(look.color)}'
        "</a:defRPr></a:lvl1pPr>"
    )


def _bar(bar: Bar, number: int, lang: str) -> str:
    return (
        f'<p:sp {NS}><p:nvSpPr><p:cNvPr id="{number}" name="{escape(bar.name.say(lang))}"/>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_place(bar.place)}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{_fill_xml(bar.fill)}'
        "<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>"
        '<a:p><a:endParaRPr lang="zh-CN"/></a:p></p:txBody></p:sp>'
    )


def _place(place: tuple[float, float, float, float]) -> str:
    x, y, w, h = (_emu(inches) for inches in place)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


def _fill_xml(color: str) -> str:
    if not color:
        return ""
    tag = "srgbClr" if color == MUTED else "schemeClr"
    return f'<a:solidFill><a:{tag} val="{color}"/></a:solidFill>'


def _emu(inches: float) -> int:
    return round(inches * 914400)


if __name__ == "__main__":
    for language in ("zh", "en"):
        target = Path(__file__).with_name(language) / "deck.pptx"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(build(language))
