"""The close-out report as .docx: facts into a template a team may edit in Word."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

import jinja2
from lxml import etree

from promo_xl.config import data_folder
from promo_xl.errors import MissingToolError, TemplateError
from promo_xl.facts import Facts
from promo_xl.finding import Findings
from promo_xl.ooxml.package import Package
from promo_xl.render.audience import TEAM, findings_for, told_to
from promo_xl.render.props import (
    CORE_REL,
    CORE_TYPE,
    CUSTOM_REL,
    CUSTOM_TYPE,
    core_xml,
    custom_xml,
)
from promo_xl.render.stage import staged
from promo_xl.render.stamp import Stamp
from promo_xl.render.word.charts import draw_all
from promo_xl.render.word.contents import headings, with_list, without_list
from promo_xl.render.word.context import Context, contents, context
from promo_xl.render.word.drawing import (
    XLSX_TYPE,
    chart_links,
    chart_parts,
    chart_types,
    used_charts,
)
from promo_xl.render.word.finish import finish
from promo_xl.render.word.pages import pages
from promo_xl.render.word.rows import Asked
from promo_xl.render.word.tags import BODY
from promo_xl.render.word.template import Compiled, compile_template
from promo_xl.schema.label import Label

TITLE = Label("推广结案报告", "Campaign close-out report")
CONTENTS_ABOVE = 8
"""Pages above which a report lists its chapters."""
_TYPES, _RELS, _BODY_RELS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
)
_CORE, _CUSTOM = "docProps/core.xml", "docProps/custom.xml"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def default_template(lang: str) -> bytes:
    """Give the report template promo_xl ships."""
    path = data_folder("report_templates") / lang / "report.docx"
    try:
        return path.read_bytes()
    except OSError as exc:
        raise MissingToolError(
            f"缺少自带的报告模板 {path}，请重新安装 promo_xl",
            f"The shipped report template {path} is missing: install promo_xl again",
        ) from exc


def render_report(
    facts: Facts, findings: Findings, template: bytes | None, lang: str, stamp: Stamp
) -> bytes:
    """Render the close-out report of one campaign; None takes the shipped template.

    The same facts, template and stamp give the same bytes. TemplateError tells what is wrong
    in a template, and where.
    """
    findings = findings_for(findings, stamp.audience)
    facts = staged(told_to(facts, stamp.audience), stamp.stage)
    used = template or default_template(lang)
    compiled = compile_template(used, lang)
    if not stamp.template:
        stamp = replace(stamp, template=hashlib.sha256(used).hexdigest())
    drawn = draw_all(facts, lang, compiled.words)
    values = context(
        facts, findings, stamp, drawn, Asked(lang, compiled.words, stamp.audience is TEAM)
    )
    texts = {name: _rendered(part, name, values) for name, part in compiled.parts.items()}
    if compiled.contents is not None:
        texts[BODY] = _listed(compiled, compiled.contents, texts[BODY], values, lang)
    charts = used_charts(texts.get(BODY, ""), drawn)
    parts = {name: text.encode() for name, text in texts.items()} | chart_parts(charts)
    parts |= {_CORE: core_xml(stamp, TITLE, lang), _CUSTOM: custom_xml(stamp, lang)}
    parts |= _links(compiled.package, chart_links(charts))
    parts[_TYPES] = _types(compiled.package, chart_types(charts))
    return compiled.package.changed(parts).to_bytes()


def _listed(
    compiled: Compiled, block: jinja2.Template, body: str, values: Context, lang: str
) -> str:
    """List the chapters of a long report; in a short one nothing takes their place."""
    if pages(body, lang) <= CONTENTS_ABOVE:
        return without_list(body)
    more = contents(headings(body, compiled.chapters), lang)
    rendered = _rendered(block, BODY, values | more)
    return with_list(body, compiled.chapters, rendered)


def _rendered(part: jinja2.Template, name: str, values: Context) -> str:
    try:
        return finish(part.render(values))
    except jinja2.TemplateError as exc:
        raise TemplateError(
            f"报告模板写不出来（{name}）：{exc}",
            f"The report template fails ({name}): {exc}",
        ) from exc


def _links(package: Package, charts: Mapping[str, tuple[str, str]]) -> dict[str, bytes]:
    properties = {
        "rIdPromoCore": (CORE_REL, _CORE),
        "rIdPromoCustom": (CUSTOM_REL, _CUSTOM),
    }
    return {
        _RELS: _linked(package, _RELS, properties),
        _BODY_RELS: _linked(package, _BODY_RELS, charts),
    }


def _linked(package: Package, name: str, links: Mapping[str, tuple[str, str]]) -> bytes:
    root = (
        etree.fromstring(package.read(name))
        if name in package
        else etree.Element(f"{_REL}Relationships")
    )
    there = {
        rel.get("Type") for rel in root if rel.get("Target", "").startswith("docProps/")
    }
    for key, (kind, target) in links.items():
        if kind not in there:
            etree.SubElement(root, f"{_REL}Relationship", Id=key, Type=kind, Target=target)
    return _xml(root)


def _types(package: Package, charts: Mapping[str, str]) -> bytes:
    root = etree.fromstring(package.read(_TYPES))
    if not any(d.get("Extension") == "xlsx" for d in root):
        root.insert(
            0, etree.Element(f"{_CT}Default", Extension="xlsx", ContentType=XLSX_TYPE)
        )
    named = {"/" + _CORE: CORE_TYPE, "/" + _CUSTOM: CUSTOM_TYPE, **charts}
    there = {override.get("PartName") for override in root}
    for part, kind in named.items():
        if part not in there:
            etree.SubElement(root, f"{_CT}Override", PartName=part, ContentType=kind)
    return _xml(root)


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
