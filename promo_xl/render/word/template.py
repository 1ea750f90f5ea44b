"""A template made ready: linted, its tags turned into jinja, kept by the hash of its bytes.

Just over the length of a module: reading, sandbox and compiling share its safety rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jinja2
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from promo_xl.errors import PromoXlError, TemplateError
from promo_xl.ooxml.package import Package, open_package
from promo_xl.ooxml.xmltext import escape
from promo_xl.render.word.contents import cut_out
from promo_xl.render.word.drawing import drawing_xml
from promo_xl.render.word.faults import TemplateFault, lint, refuse
from promo_xl.render.word.fields import CONTENTS
from promo_xl.render.word.filters import FILTERS
from promo_xl.render.word.known import known
from promo_xl.render.word.tags import BODY, Node, P, Tag, W, in_attribute, pieces, tags_in
from promo_xl.schema.show import DASH, said

_TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_MAX_PART, _MAX_ALL = 40 << 20, 200 << 20
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_HARMLESS = ("hyperlink", "attachedTemplate")
_WORD = re.compile(r"\w+")
_PLAIN = re.compile('[^&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]*')
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARK = re.compile(r"<!--(\d+)-->|\uf8f0(\d+)\uf8f1")
_HEADING = re.compile(r"(heading|标题)\s*\d", re.IGNORECASE)
_CHAPTER = re.compile(r"(heading|标题)\s*1$", re.IGNORECASE)
_CHART_FILTER, _TEXT_FILTER = "_chart", "_attribute"
_DEFAULT_WIDTH = 9185  # twips: A4 with 2.4 cm margins
_EMU_PER_TWIP = 635


@dataclass(frozen=True, slots=True)
class Compiled:
    """A template that only waits for its values."""

    package: Package
    parts: Mapping[str, jinja2.Template]
    chapters: frozenset[str] = frozenset()
    """Ids of the styles of first-level headings."""
    contents: jinja2.Template | None = None
    """The block that lists the chapters, cut out of the body; a comment holds its place."""
    words: frozenset[str] = frozenset()
    """Every word in its tags: what no tag names need not be computed."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """Names lead to our own dicts only: no attribute of any Python object is in reach."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if obj is None:  # a total or a chart that is absent
            return None
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext):
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, str(argument))


@lru_cache(maxsize=8)
def compile_template(data: bytes, lang: str) -> Compiled:
    """Lint and compile; TemplateError tells every fault with its place."""
    package = _opened(data)
    roots = _text_parts(package)
    refuse(lint(roots, known(lang), _headings(package)))
    env = _environment(_text_width(roots[BODY]))
    words = _words(roots)
    listed = cut_out(roots[BODY], CONTENTS.say(lang))
    parts = {
        name: _compiled(env, root)
        for name, root in roots.items()
        if _has_tags(root) or (name == BODY and listed is not None)
    }
    chapters = _headings(package, _CHAPTER)
    contents = None if listed is None else _compiled(env, listed)
    return Compiled(package, parts, chapters, contents, words)


def _words(roots: Mapping[str, Node]) -> frozenset[str]:
    said = [tag.body for root in roots.values() for p in root.iter(P) for tag in tags_in(p)]
    for root in roots.values():
        for element in root.iter(f"{W}*", "{*}docPr"):
            said += [value for value in element.attrib.values() if "{{" in value]
    return frozenset(_WORD.findall(" ".join(said)))


def template_faults(data: bytes, lang: str) -> list[TemplateFault]:
    """List what is wrong in a template without refusing it."""
    package = _opened(data)
    return lint(_text_parts(package), known(lang), _headings(package))


def _text_parts(package: Package) -> dict[str, Node]:
    return {n: _parsed(package.read(n)) for n in package if _TEXT_PARTS.fullmatch(n)}


def _opened(data: bytes) -> Package:
    try:
        package = open_package(data)
    except PromoXlError as exc:
        raise _no_docx() from exc
    sizes = [member.size for member in package.members.values()]
    if BODY not in package or max(sizes) > _MAX_PART or sum(sizes) > _MAX_ALL:
        raise _no_docx()
    if _MAIN.encode() not in package.read("[Content_Types].xml"):
        raise _no_docx()
    for name in package:
        if name.endswith(".rels"):
            _no_outside(name, _parsed(package.read(name)))
    return package


def _no_docx() -> TemplateError:
    return TemplateError(
        "报告模板不是 Word 文档：请在 Word 里另存为 .docx（不含宏）",
        "The report template is not a Word document: save it as .docx without macros",
    )


def _no_outside(name: str, root: Node) -> None:
    for link in root:
        kind = str(link.get("Type")).rpartition("/")[2]
        if link.get("TargetMode") == "External" and kind not in _HARMLESS:
            target = link.get("Target")
            raise TemplateError(
                f"报告模板引用了外部内容 {target}（{name}）：请改为嵌入",
                f"The report template draws on {target} from outside ({name}): embed it",
            )


def _parsed(data: bytes) -> Node:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as exc:
        raise _no_docx() from exc
    if root.getroottree().docinfo.internalDTD is not None:
        raise _no_docx()
    return root


def _headings(package: Package, wanted: re.Pattern[str] = _HEADING) -> frozenset[str]:
    """Give the ids of heading styles, and of those made from them."""
    if "word/styles.xml" not in package:
        return frozenset()
    styles = _parsed(package.read("word/styles.xml")).findall(f"{W}style")
    named = {
        str(style.get(f"{W}styleId"))
        for style in styles
        if wanted.match(_value(style, "name"))
    }
    return frozenset(
        named | {str(s.get(f"{W}styleId")) for s in styles if _value(s, "basedOn") in named}
    )


def _value(style: Node, name: str) -> str:
    found = style.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val") or "")


def _text_width(body: Node) -> int:
    """Give the width between the margins in EMU."""
    page, margin = body.find(f".//{W}pgSz"), body.find(f".//{W}pgMar")
    if page is None or margin is None:
        return _DEFAULT_WIDTH * _EMU_PER_TWIP
    used = float(margin.get(f"{W}left") or 0) + float(margin.get(f"{W}right") or 0)
    return int((float(page.get(f"{W}w") or 0) - used) * _EMU_PER_TWIP)


def _environment(width: int) -> jinja2.Environment:
    env = _Sandbox(
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<$",
        variable_end_string="$>",
        comment_start_string="<#",
        comment_end_string="#>",
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=_finalize,
        keep_trailing_newline=True,
    )
    env.globals.clear()
    env.filters = dict(FILTERS)
    env.filters[_CHART_FILTER] = lambda value: drawing_xml(value, width)
    env.filters[_TEXT_FILTER] = lambda value: Markup(escape(_text(value)))
    return env


def _finalize(value: object) -> object:
    """Give a value as XML text; line breaks stay breaks, tabs stay tabs."""
    if isinstance(value, Markup | jinja2.Undefined):
        return value
    text = _text(value)
    if _PLAIN.fullmatch(text):
        return Markup(text)
    text = escape(text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return Markup(text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">'))


def _text(value: object) -> str:
    if value is None or value == "":
        return DASH
    if isinstance(value, int | float) and not isinstance(value, bool):
        return said(float(value), "zh")
    return str(value)


def _has_tags(root: Node) -> bool:
    if any(True for p in root.iter(P) for _ in tags_in(p)):
        return True
    return any("{{" in v for e in root.iter(f"{W}*", "{*}docPr") for v in e.attrib.values())


def _compiled(env: jinja2.Environment, root: Node) -> jinja2.Template:
    sources: list[str] = []
    for paragraph in list(root.iter(P)):
        _mark_paragraph(paragraph, sources)
    for element in root.iter(f"{W}*", "{*}docPr"):
        _mark_attributes(element, sources)
    xml = etree.tostring(root, encoding="unicode")
    text = _MARK.sub(lambda m: sources[int(m.group(1) or m.group(2))], xml)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    try:
        return env.from_string(head + text)
    except jinja2.TemplateSyntaxError as exc:
        raise TemplateError(
            f"报告模板写法有误：{exc.message}",
            f"The report template cannot be read: {exc.message}",
        ) from exc


def _mark_paragraph(paragraph: Node, sources: list[str]) -> None:
    """Put a numbered comment where each tag stands; its jinja goes to *sources*."""
    whole = next((tag for tag in tags_in(paragraph) if tag.scope), None)
    if whole is None:
        for node, cut in list(pieces(paragraph)):
            if cut != [node.text or ""]:
                _fill(node, cut, sources)
        return
    if whole.opens == "{{":
        _keep_only_style(paragraph).append(_noted(whole, sources))
        return
    place = whole.place
    place.addprevious(_noted(whole, sources))
    place.getparent().remove(place)


def _keep_only_style(paragraph: Node) -> Node:
    for child in list(paragraph):
        if child.tag != f"{W}pPr":
            paragraph.remove(child)
    return paragraph


def _fill(node: Node, cut: list[str | Tag], sources: list[str]) -> None:
    node.text, last = "", None
    node.set(_SPACE, "preserve")
    for piece in cut:
        if isinstance(piece, Tag):
            last = _noted(piece, sources)
            node.append(last)
        elif last is None:
            node.text += piece
        else:
            last.tail = (last.tail or "") + piece


def _noted(tag: Tag, sources: list[str]) -> Node:
    return etree.Comment(str(_source(tag, sources)))


def _source(tag: Tag, sources: list[str], *, attribute: bool = False) -> int:
    if tag.opens == "{{":
        through = _TEXT_FILTER if attribute else _CHART_FILTER if tag.scope == "p" else ""
        body = f"({tag.body})|{through}" if through else tag.body
        sources.append(f"<$ {body} $>")
    else:
        sources.append(f"<% {tag.body} %>" if tag.opens == "{%" else "")
    return len(sources) - 1


def _mark_attributes(element: Node, sources: list[str]) -> None:
    for name, value in element.attrib.items():
        if "{{" in value:
            cut = in_attribute(value)
            marked = [
                f"\uf8f0{_source(piece, sources, attribute=True)}\uf8f1"
                if isinstance(piece, Tag)
                else piece
                for piece in cut
            ]
            element.set(name, "".join(marked))
