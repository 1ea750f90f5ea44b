"""A package's lists, one line longer: a part's relations, and the types of all parts."""

from __future__ import annotations

import re

from promo_xl.ooxml.xmltext import escape


def with_relation(rels: bytes, kind: str, target: str) -> bytes:
    """Give a part's relations with one more, under the next free `rId`."""
    one = f'Id="{next_id(rels)}" Type="{kind}" Target="{target}"'.encode()
    end = re.search(rb"</((?:[\w.-]+:)?)Relationships\s*>\s*\Z", rels)
    if end is None:  # an empty list may close itself
        opened = re.sub(rb"/>\s*\Z", b"></Relationships>", rels)
        return with_relation(opened, kind, target)
    line = b"<" + end[1] + b"Relationship " + one + b"/>"
    return rels[: end.start()] + line + rels[end.start() :]


def next_id(rels: bytes) -> str:
    """Give the `rId` the next relation gets."""
    numbers = [int(n) for n in re.findall(rb"""\sId=["']rId(\d+)["']""", rels)]
    return f"rId{max(numbers, default=0) + 1}"


def with_type(types: bytes, part: str, kind: str) -> bytes:
    """Give the list of content types with *part*, its former line gone."""
    old = rb"""<(?:[\w.-]+:)?Override\b[^>]*?PartName=["']/%b["'][^>]*?/>"""
    rest = re.sub(old % re.escape(part.encode()), b"", types)
    end = re.search(rb"</((?:[\w.-]+:)?)Types\s*>\s*\Z", rest)
    if end is None:
        return types
    line = f'Override PartName="/{escape(part)}" ContentType="{kind}"/>'.encode()
    return rest[: end.start()] + b"<" + end[1] + line + rest[end.start() :]
