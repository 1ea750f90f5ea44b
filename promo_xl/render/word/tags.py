"""Tags of a Word template: found across runs, and put in one piece where they begin.

Word cuts text into runs as it likes; `{{ 活动.负责人 }}` may stand in five of them. Both the
lint and the compiler read templates through this module, so they see the same tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
P, T, TR, TC, TBL = f"{W}p", f"{W}t", f"{W}tr", f"{W}tc", f"{W}tbl"
BODY = "word/document.xml"
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PARTS = re.compile(r"(\{\{|\{%)-?([A-Za-z]*)(.*?)-?(?:\}\}|%\})", re.DOTALL)
_CURLY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\xa0": " "})
SCOPES = ("p", "tr")
"""What a tag may take with it: its paragraph, its table row."""
_DOCXTPL = ("tc", "r", "vm", "hm", "cellbg", "colspan")
"""Words docxtpl reads here and we do not: told apart so that the lint can say so."""

Node = Any
"""An lxml element."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as a person typed it, taken apart."""

    text: str
    opens: str
    """`{{` a value, `{%` a statement, `{#` a remark."""
    scope: str
    """"" inline, "p" its paragraph, "tr" its row, or a word nobody promised."""
    body: str
    paragraph: Node

    @property
    def word(self) -> str:
        """The statement's first word: for, if, elif, else, endfor, endif."""
        found = re.match(r"\w+", self.body) if self.opens == "{%" else None
        return found.group() if found else ""

    @property
    def place(self) -> Node:
        """The element it replaces, None for an inline tag."""
        if self.scope == "p":
            return self.paragraph
        if self.scope == "tr":
            return next(self.paragraph.iterancestors(TR), None)
        return None

    @property
    def home(self) -> Node:
        """Where its block must end too: the paragraph, or the parent of what it replaces."""
        place = self.place
        return self.paragraph if place is None else place.getparent()


def take_apart(text: str, paragraph: Node) -> Tag:
    """Read one tag; curly quotes are straightened as Word's autocorrect made them."""
    if text.startswith("{#"):
        return Tag(text, "{#", "", "", paragraph)
    found = _PARTS.fullmatch(text)
    opens, scope, body = found.groups() if found else (text[:2], "", text[2:-2])
    if scope not in (*SCOPES, *_DOCXTPL) or not body[:1].isspace():
        scope, body = "", scope + body
    return Tag(text, opens, scope, body.translate(_CURLY).strip(), paragraph)


def texts(paragraph: Node) -> list[Node]:
    """List a paragraph's own text nodes, not those of text boxes inside it."""
    return [t for t in paragraph.iter(T) if next(t.iterancestors(P)) is paragraph]


def said_in(paragraph: Node) -> str:
    """Give a paragraph's own text."""
    return "".join(t.text or "" for t in texts(paragraph))


def tags_in(paragraph: Node) -> Iterator[Tag]:
    """Give a paragraph's tags in reading order."""
    text = said_in(paragraph)
    if "{" in text:
        for found in _TAG.finditer(text):
            yield take_apart(found.group(), paragraph)


def without_tags(text: str) -> str:
    """Give what is left of a text beside its tags."""
    return _TAG.sub("", text)


def pieces(paragraph: Node) -> Iterator[tuple[Node, list[str | Tag]]]:
    """Give each text node its text and tags; a tag goes to the node it begins in."""
    nodes = texts(paragraph)
    text = "".join(t.text or "" for t in nodes)
    spans = [(m.start(), m.end(), m.group()) for m in _TAG.finditer(text)]
    start = 0
    for node in nodes:
        end = start + len(node.text or "")
        yield node, list(_cut(text, (start, end), spans, paragraph))
        start = end


def in_attribute(value: str) -> list[str | Tag]:
    """Cut an attribute's value (alt text) into text and tags."""
    spans = [(m.start(), m.end(), m.group()) for m in _TAG.finditer(value)]
    return list(_cut(value, (0, len(value)), spans, None))


def _cut(
    text: str, part: tuple[int, int], spans: list[tuple[int, int, str]], paragraph: Node
) -> Iterator[str | Tag]:
    at, end = part
    for first, last, found in spans:
        if last <= at or first >= end:
            continue
        if first >= part[0]:
            yield text[at:first]
            yield take_apart(found, paragraph)
        at = min(last, end)
    yield text[at:end]
