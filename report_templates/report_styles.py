"""Look of the report templates: page, styles, chapter numbers, settings."""

from __future__ import annotations

import re
from typing import Any

from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

INK, NAVY, BLUE, ORANGE, GREY, RED, PANEL = (
    "1F2A44",
    "14264F",
    "2456C8",
    "F28C28",
    "5F6B80",
    "C8402B",
    "F4F6FA",
)
LATIN, EAST = "Arial", "微软雅黑"
_WARM, _ROSE = "FFF7EC", "FDEDEA"

_BUILT_IN = {
    # name: size in points, colour, bold, space before and after in points
    "Normal": (10.5, INK, False, 0, 5),
    "Heading 1": (14.5, NAVY, True, 5, 2),
    "Heading 2": (13, NAVY, True, 12, 5),
    "Heading 3": (11, BLUE, True, 8, 4),
    "Title": (24, "FFFFFF", True, 0, 11),
    "Caption": (9, GREY, False, 5, 5),
    "List Bullet": (10.5, INK, False, 0, 4),
    "Header": (8.5, GREY, False, 0, 0),
    "Footer": (8.5, GREY, False, 0, 0),
}


def _bar(color: str, size: int) -> str:
    return f'<pBdr><left val="single" sz="{size}" space="8" color="{color}"/></pBdr>'


def _fill(color: str) -> str:
    return f'<shd val="clear" color="auto" fill="{color}"/>'


def _gap(before: int, after: int, line: str = "") -> str:
    return f'<spacing before="{before}" after="{after}"{line}/>'


_BOX = "".join(
    f'<{side} val="single" sz="8" space="{space}" color="{ORANGE}"/>'
    for side, space in (("top", 6), ("left", 8), ("bottom", 6), ("right", 8))
)
_FRAME = f"<pBdr>{_BOX}</pBdr>{_fill(_WARM)}"
_INSET = '<ind left="200" right="200"/>'
_TIGHT = ' line="252" lineRule="auto"'
_OWN = (
    # id, Chinese name, English name, based on, run, paragraph; Word's names without `w:`
    ("PromoEyebrow", "封面小题", "Cover eyebrow", "Normal",
     '<b/><color val="FFC98A"/><spacing val="30"/><sz val="22"/>', _gap(200, 40)),
    ("PromoGap", "间隔", "Gap", "Normal", '<sz val="8"/>',
     _gap(0, 0, ' line="160" lineRule="exact"')),
    ("PromoRise", "章前", "Before a chapter", "PromoGap", "", "<keepNext/>"),
    ("PromoVerdict", "结论句", "Verdict", "Normal", f'<b/><color val="{NAVY}"/><sz val="25"/>',
     _bar(ORANGE, 36) + _fill(PANEL) + _gap(80, 100) + '<ind left="200"/>'),
    ("PromoClaim", "论断", "Claim", "Normal", f'<b/><color val="{NAVY}"/><sz val="22"/>',
     "<keepNext/>" + _bar(BLUE, 24) + _gap(100, 60, _TIGHT) + '<ind left="180"/>'
     '<outlineLvl val="1"/>'),
    ("PromoContents", "目录", "Contents", "Normal", '<sz val="18"/>',
     _fill(PANEL) + _gap(80, 40, _TIGHT)),
    ("PromoNote", "说明", "Note", "Normal", '<sz val="19"/>', "<keepNext/>" + _gap(0, 60, _TIGHT)),
    ("PromoEvent", "节点", "Event", "Normal", '<sz val="18"/>',
     _gap(0, 20, _TIGHT) + '<ind left="200"/>'),
    ("PromoLead", "引言", "Lead", "Normal", "", ""),
    ("PromoSource", "数据来源", "Source", "Normal", f'<color val="{GREY}"/><sz val="16"/>',
     _gap(20, 70, ' line="240" lineRule="auto"')),
    ("PromoChart", "图表段", "Chart", "Normal", "",
     _gap(60, 0, ' line="240" lineRule="auto"') + '<jc val="center"/>'),
    ("PromoDecisionHead", "决策框题", "Decision box head", "Normal",
     '<b/><color val="9A4A00"/>', "<keepNext/>" + _FRAME + _gap(160, 0) + _INSET),
    ("PromoDecision", "决策框", "Decision box", "Normal", "", "<keepNext/>" + _FRAME + _gap(0, 0) + _INSET),
    ("PromoDraft", "草稿提示", "Draft notice", "Normal", f'<b/><color val="{RED}"/>',
     "<keepNext/>" + _bar(RED, 36) + _fill(_ROSE) + _gap(160, 0) + '<ind left="200"/>'),
    ("PromoDraftItem", "草稿条目", "Draft item", "Normal", '<sz val="18"/>',
     _bar(RED, 36) + _fill(_ROSE) + _gap(0, 0, _TIGHT) + '<ind left="200"/>'),
    ("PromoCell", "表格文字", "Table text", "Normal", '<sz val="18"/>', _gap(14, 14, _TIGHT)),
    ("PromoNumber", "表格数字", "Table number", "PromoCell", "", '<jc val="right"/>'),
    ("PromoLabel", "表格标签", "Table label", "PromoCell", f'<color val="{GREY}"/>', ""),
    ("PromoHead", "表头", "Table head", "PromoCell", '<b/><color val="FFFFFF"/><sz val="17"/>', ""),
    ("PromoHeadNumber", "表头数字", "Table head number", "PromoHead", "", '<jc val="right"/>'),
    ("PromoTag", "标签行", "Tag line", "PromoCell", f'<color val="{BLUE}"/><sz val="16"/>',
     _gap(0, 0)),
    ("PromoAppendix", "附录标题", "Appendix heading", "Heading1", "",
     '<numPr><numId val="0"/></numPr>'),
)  # fmt: skip

_CHAPTERS = {
    # number format, text, and what stands between number and heading
    "zh": ("chineseCounting", "%1、", "nothing"),
    "en": ("decimal", "%1.", "space"),
}
_NUM_ID = "90"


def dress(doc: Doc, lang: str) -> None:
    """Give python-docx's bare document our page, styles and numbering."""
    _page(doc)
    _styles(doc)
    for own in _OWN:
        _add_style(doc, lang, own)
    _drop_theme(doc.styles.element)
    _number_chapters(doc, lang)
    _settings(doc)


def _page(doc: Doc) -> None:
    section = doc.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(1.8)
    section.header_distance, section.footer_distance = Cm(1.2), Cm(1.0)


def _fonts(properties: Any) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = properties.makeelement(qn("w:rFonts"))
        properties.insert(0, fonts)
    fonts.attrib.clear()  # theme attributes would win over names
    for side in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{side}"), LATIN)
    fonts.set(qn("w:eastAsia"), EAST)


def _styles(doc: Doc) -> None:
    element = doc.styles.element
    for style in list(element.findall(qn("w:style"))):
        plain = style.get(qn("w:styleId")) in ("TableNormal", "TableGrid")
        if style.get(qn("w:type")) == "table" and not plain:
            element.remove(style)
    defaults = element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _fonts(defaults)
    lang = defaults.find(qn("w:lang"))
    lang.set(qn("w:val"), "en-US")
    lang.set(qn("w:eastAsia"), "zh-CN")
    for name, (size, color, bold, before, after) in _BUILT_IN.items():
        style = doc.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = RGBColor.from_string(color)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = name.startswith("Heading") or None
        _fonts(style.element.get_or_add_rPr())
    doc.styles["Normal"].paragraph_format.line_spacing = 1.3
    doc.styles["Title"].paragraph_format.line_spacing = 1.1
    border = doc.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:
        border.getparent().remove(border)


def _drop_theme(element: Any) -> None:
    for found in element.iter(qn("w:rFonts"), qn("w:color")):
        for name in [n for n in found.attrib if "heme" in n]:
            del found.attrib[name]


def _prefixed(xml: str) -> str:
    """Give `<b/><sz val="18"/>` the prefix of Word's names."""
    return re.sub(r"(</?)(\w)", r"\1w:\2", re.sub(r' (\w+)="', r' w:\1="', xml))


def _add_style(doc: Doc, lang: str, own: tuple[str, str, str, str, str, str]) -> None:
    key, zh, en, base, run, paragraph = own
    style = doc.styles.add_style(zh if lang == "zh" else en, WD_STYLE_TYPE.PARAGRAPH)
    element = style.element
    for child in list(element):
        if child.tag != qn("w:name"):
            element.remove(child)
    element.set(qn("w:styleId"), key)
    xml = (
        f'<w:style {nsdecls("w")}><w:basedOn w:val="{base}"/><w:qFormat/>'
        f"<w:pPr>{_prefixed(paragraph)}</w:pPr><w:rPr>{_prefixed(run)}</w:rPr></w:style>"
    )
    for child in list(parse_xml(xml)):
        if len(child) or child.tag in (qn("w:basedOn"), qn("w:qFormat")):
            element.append(child)


def _number_chapters(doc: Doc, lang: str) -> None:
    """Let Word number the chapters, so that they close up where one is absent."""
    form, text, gap = _CHAPTERS[lang]
    numbering = doc.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_NUM_ID}">'
        '<w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:pStyle w:val="Heading1"/><w:suff w:val="{gap}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl></w:abstractNum>'
    )
    numbering.insert(len(numbering.findall(qn("w:abstractNum"))), abstract)
    num = f'<w:num {nsdecls("w")} w:numId="{_NUM_ID}"><w:abstractNumId w:val="{_NUM_ID}"/></w:num>'
    numbering.append(parse_xml(num))
    properties = doc.styles["Heading 1"].element.get_or_add_pPr()
    number = f'<w:numPr {nsdecls("w")}><w:numId w:val="{_NUM_ID}"/></w:numPr>'
    properties.append(parse_xml(number))
    order = ("keepNext", "keepLines", "numPr", "spacing", "outlineLvl")
    properties[:] = sorted(properties, key=lambda e: order.index(e.tag.rpartition("}")[2]))


def _settings(doc: Doc) -> None:
    """Open as a document of today's Word, not in compatibility mode."""
    settings = doc.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    compat = parse_xml(
        f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    after = next((e for e in settings if e.tag in _AFTER_COMPAT), None)
    if after is None:
        settings.append(compat)
    else:
        after.addprevious(compat)


_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr"
_AFTER_COMPAT = {
    _MATH,
    *(
        qn(f"w:{n}")
        for n in ("rsids", "themeFontLang", "clrSchemeMapping", "shapeDefaults")
    ),
    *(qn(f"w:{n}") for n in ("decimalSymbol", "listSeparator")),
}
