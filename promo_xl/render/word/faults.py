"""Faults of a report template, each with its place: told before anything is rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from promo_xl.errors import TemplateError
from promo_xl.render.word.language import Scope, judge
from promo_xl.render.word.tags import (
    BODY,
    SCOPES,
    TBL,
    TC,
    TR,
    Node,
    P,
    Tag,
    W,
    in_attribute,
    said_in,
    tags_in,
    without_tags,
)
from promo_xl.schema.label import Label

_WIDE = re.compile(r"[｛｝]\s*[｛｝{}%％]|[{}%％]\s*[｛｝]|\{\s+[{%]|[}%]\s+\}")
_LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """One thing to mend in a template: where it stands, and what is wrong."""

    place: Label
    says: Label

    def say(self, lang: str) -> str:
        """Say place and fault on one line."""
        mark = "：" if lang == "zh" else ": "
        return self.place.say(lang) + mark + self.says.say(lang)


@dataclass(frozen=True, slots=True)
class _Open:
    """A `for` or `if` that waits for its end."""

    tag: Tag
    place: Label


def lint(
    parts: Mapping[str, Node], known: Mapping[str, object], headings: frozenset[str]
) -> list[TemplateFault]:
    """List the faults of the parts (name -> parsed XML) of one template.

    *known* holds the names it may use, *headings* the style ids of headings.
    """
    found: list[TemplateFault] = []
    for name, root in parts.items():
        found += _Part(name, root, known, headings).faults()
    return found


def refuse(faults: list[TemplateFault]) -> None:
    """Raise one error that tells every fault."""
    if faults:
        raise TemplateError(
            "\n".join((f"报告模板有{len(faults)}处要改：", *(f.say("zh") for f in faults))),
            "\n".join(
                (
                    f"The report template has {len(faults)} faults:",
                    *(f.say("en") for f in faults),
                )
            ),
        )


class _Part:
    """One part of the template while it is read."""

    def __init__(
        self, name: str, root: Node, known: Mapping[str, object], headings: frozenset[str]
    ) -> None:
        self.name = name
        self.root = root
        self.headings = headings
        self.scope = Scope(known)
        self.open: list[_Open] = []

    def faults(self) -> list[TemplateFault]:
        """Read the part from its beginning to its end."""
        found: list[TemplateFault] = []
        for paragraph in self.root.iter(P):
            says = list(self._paragraph(paragraph))
            if says:
                place = self._place(paragraph)
                found += [TemplateFault(place, say) for say in says]
        found += [TemplateFault(o.place, _unended(o.tag)) for o in self.open]
        return found + list(self._attributes())

    def _paragraph(self, paragraph: Node) -> Iterator[Label]:
        text = said_in(paragraph)
        rest = without_tags(text)
        if _WIDE.search(rest):
            yield Label(
                f"疑似全角或带空格的花括号“{rest.strip()[:_SHOWN]}”，应写成 {{{{ … }}}}",
                f"full-width or spaced braces in “{rest.strip()[:_SHOWN]}”: write {{{{ … }}}}",
            )
        elif _LOOSE.search(rest):
            yield Label(
                f"标签没有成对闭合“{text.strip()[:_SHOWN]}”",
                f"a tag is not closed in “{text.strip()[:_SHOWN]}”",
            )
        for tag in tags_in(paragraph):
            yield from self._tag(tag, rest)

    def _tag(self, tag: Tag, rest: str) -> Iterator[Label]:
        strange = _strange_scope(tag, rest)
        if strange is not None:
            yield strange
            return
        if tag.scope == "p" and tag.opens == "{{" and self.name != BODY:
            yield Label(
                f"{tag.text}：图表只能放在正文",
                f"{tag.text}: charts stand in the body only",
            )
        yield from self._blocks(tag)
        yield from judge(tag, self.scope)

    def _blocks(self, tag: Tag) -> Iterator[Label]:
        if tag.word in ("for", "if"):
            self.open.append(_Open(tag, self._place(tag.paragraph)))
        elif tag.word in ("else", "elif", "endfor", "endif"):
            yield from self._close(tag)

    def _close(self, tag: Tag) -> Iterator[Label]:
        wanted = "for" if tag.word == "endfor" else "if"
        if not self.open or self.open[-1].tag.word != wanted:
            yield Label(
                f"{tag.text} 前面没有对应的 {wanted}",
                f"{tag.text} has no {wanted} before it",
            )
            return
        begun = self.open[-1].tag
        if tag.word.startswith("end"):
            self.open.pop()
        if begun.scope != tag.scope or begun.home is not tag.home:
            yield Label(
                f"{begun.text} 与 {tag.text} 不在同一层：要在同一段、同一张表或同一级正文里，写法一致",
                f"{begun.text} and {tag.text} are not on one level: same paragraph, table or body, same form",
            )

    def _attributes(self) -> Iterator[TemplateFault]:
        for element in self.root.iter(f"{W}*", "{*}docPr"):
            for value in element.attrib.values():
                if "{{" not in value and "{%" not in value:
                    continue
                for tag in in_attribute(value):
                    if isinstance(tag, Tag):
                        for say in _in_attribute(tag, self.scope):
                            yield TemplateFault(_ALT, say)

    def _place(self, paragraph: Node) -> Label:
        return place_of(self.name, self.root, paragraph, self.headings)


_ALT = Label("替代文字", "alt text")


def _in_attribute(tag: Tag, scope: Scope) -> Iterator[Label]:
    if tag.opens != "{{" or tag.scope:
        yield Label(f"{tag.text} 不能用在这里", f"{tag.text} cannot stand here")
    else:
        yield from judge(tag, scope)


def _strange_scope(tag: Tag, rest: str) -> Label | None:
    if tag.scope and (tag.scope not in SCOPES or (tag.scope, tag.opens) == ("tr", "{{")):
        return Label(
            f"{tag.text} 的写法不支持：可用 {{{{ }}}}、{{{{p 图表 }}}}、{{%p %}}、{{%tr %}}",
            f"{tag.text} is not supported: use {{{{ }}}}, {{{{p chart }}}}, {{%p %}}, {{%tr %}}",
        )
    if tag.scope == "tr" and tag.place is None:
        return Label(f"{tag.text} 要放在表格的一行里", f"{tag.text} belongs in a table row")
    if not tag.scope or _alone(tag, rest):
        return None
    return Label(
        f"{tag.text} 要独占{'一行' if tag.scope == 'tr' else '一段'}，旁边的内容会丢失",
        f"{tag.text} must stand alone in its {'row' if tag.scope == 'tr' else 'paragraph'}: what is beside it would be lost",
    )


def _alone(tag: Tag, rest: str) -> bool:
    if tag.scope == "p":
        return not rest.strip() and sum(1 for _ in tags_in(tag.paragraph)) == 1
    paragraphs = list(tag.place.iter(P))
    tags = sum(1 for p in paragraphs for _ in tags_in(p))
    return tags == 1 and not any(without_tags(said_in(p)).strip() for p in paragraphs)


def _unended(tag: Tag) -> Label:
    return Label(f"{tag.text} 没有对应的 end{tag.word}", f"{tag.text} has no end{tag.word}")


def place_of(name: str, root: Node, paragraph: Node, headings: frozenset[str]) -> Label:
    """Say where a paragraph stands: its section, and its table, row and column."""
    zh, en = _section(name, root, paragraph, headings)
    cell = next(paragraph.iterancestors(TC), None)
    if cell is None:
        return Label(zh, en)
    row = next(cell.iterancestors(TR))
    table = next(row.iterancestors(TBL))
    number = list(root.iter(TBL)).index(table) + 1
    line, column = table.findall(TR).index(row) + 1, row.findall(TC).index(cell) + 1
    return Label(
        f"{zh}，第{number}个表第{line}行第{column}列",
        f"{en}, table {number} row {line} column {column}",
    )


def _section(
    name: str, root: Node, paragraph: Node, headings: frozenset[str]
) -> tuple[str, str]:
    for stem, zh, en in (
        ("header", "页眉", "page header"),
        ("footer", "页脚", "page footer"),
        ("notes", "脚注", "notes"),
    ):
        if stem in name:
            return zh, en
    heading = ""
    for found in root.iter(P):
        style = found.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in headings:
            heading = said_in(found)
        if found is paragraph:
            break
    if not heading:
        return "正文开头", "the beginning"
    return f"“{heading}”一节", f"section “{heading}”"
