"""Speaker notes: what each slide's figures are, and under which definitions."""

from __future__ import annotations

from collections.abc import Sequence

from promo_xl.ooxml.xmltext import escape
from promo_xl.render.slides.markup import NS, tree
from promo_xl.render.slides.parts import HEAD
from promo_xl.render.slides.template import Template

MASTER = "ppt/notesMasters/notesMasterDeck.xml"
THEME = "ppt/theme/themeNotes.xml"
_PICTURE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr>'
    '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr>'
    '<p:ph type="sldImg"{idx}/></p:nvPr></p:nvSpPr>{place}</p:sp>'
)
_BODY = (
    '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
    '</p:cNvSpPr><p:nvPr><p:ph type="body" {idx}/></p:nvPr></p:nvSpPr>{place}'
    "<p:txBody><a:bodyPr/><a:lstStyle/>{paras}</p:txBody></p:sp>"
)
_COLORS = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" '
    'hlink="hlink" folHlink="folHlink"'
)


def notes_xml(lines: Sequence[str], lang: str) -> bytes:
    """Give the notes part of one slide."""
    tongue = "zh-CN" if lang == "zh" else "en-US"
    paras = "".join(
        f'<a:p><a:r><a:rPr lang="{tongue}"/><a:t>{escape(line)}</a:t></a:r></a:p>'
        for line in lines
    )
    shapes = _PICTURE.format(idx="", place="<p:spPr/>") + _BODY.format(
        idx='idx="1"', place="<p:spPr/>", paras=paras or "<a:p/>"
    )
    return (
        f"{HEAD}<p:notes {NS}><p:cSld>{tree(shapes)}</p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    ).encode()


def master_parts(template: Template) -> dict[str, bytes]:
    """Give the parts of a notes master, for a template without one; {} otherwise."""
    if template.notes_master:
        return {}
    picture = _place(685800, 1143000, 5486400, 3086100)
    body = _place(685800, 4400550, 5486400, 3600450)
    shapes = _PICTURE.format(idx=' idx="2"', place=picture) + _BODY.format(
        idx='sz="quarter" idx="3"', place=body, paras="<a:p/>"
    )
    ground = '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
    xml = (
        f"{HEAD}<p:notesMaster {NS}><p:cSld>{ground}{tree(shapes)}</p:cSld>"
        f"<p:clrMap {_COLORS}/></p:notesMaster>"
    )
    return {MASTER: xml.encode(), THEME: template.theme}


def _place(x: int, y: int, w: int, h: int) -> str:
    return (
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
    )
