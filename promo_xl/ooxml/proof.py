"""What a write changed, part by part, and a digest that shows the rest did not."""

from __future__ import annotations

import hashlib

from promo_xl.errors import UnreadableError
from promo_xl.ooxml.digests import PartChange, Proof
from promo_xl.ooxml.package import Member, open_package

__all__ = ["PartChange", "Proof", "members_of", "packed_alike", "prove", "same_content"]


def prove(before: bytes, after: bytes) -> Proof:
    """Compare two packages; a part is unpacked only where nothing else tells.

    What was no package (a damaged file that is replaced) has no part in common.
    """
    old, new = members_of(before), open_package(after).members
    changed: list[PartChange] = []
    same = hashlib.sha256()
    count = 0
    for name in sorted({*old, *new}):
        one, other = old.get(name), new.get(name)
        if one is None or other is None or not _alike(one, other):
            changed.append(PartChange(name, _packed(one), _packed(other)))
            continue
        count += 1
        same.update(f"{name}\0{_packed(one)}\n".encode("utf-8", "surrogatepass"))
    return Proof(_sha256(before), _sha256(after), tuple(changed), count, same.hexdigest())


def members_of(data: bytes | None) -> dict[str, Member]:
    """Give the parts of a package; none of what is no package."""
    try:
        return dict(open_package(data).members) if data else {}
    except UnreadableError:
        return {}


def packed_alike(one: Member, other: Member) -> bool:
    """Tell whether two parts lie in their zips as the same bytes."""
    return (one.method, one.crc, one.size) == (other.method, other.crc, other.size) and (
        one.packed == other.packed
    )


def same_content(one: Member, other: Member) -> bool:
    """Tell whether two parts hold the same bytes, however they are packed."""
    if one is other:
        return True
    if (one.size, one.crc) != (other.size, other.crc):
        return False
    return packed_alike(one, other) or _content(one) == _content(other)


def _alike(one: Member, other: Member) -> bool:
    """Tell whether a part is the same; one that cannot be unpacked is no other's like."""
    try:
        return same_content(one, other)
    except UnreadableError:
        return False


def _packed(member: Member | None) -> str:
    return "" if member is None else _sha256(member.packed)


def _content(member: Member) -> str:
    digest = hashlib.sha256()
    for piece in member.pieces():
        digest.update(piece)
    return digest.hexdigest()


def _sha256(data: bytes | memoryview) -> str:
    return hashlib.sha256(data).hexdigest()
