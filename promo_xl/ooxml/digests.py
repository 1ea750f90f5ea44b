"""What a comparison of two states of a file came to; how it is made stands in `proof`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part whose content is another now, by the digest of it as it lies in the zip.

    An empty digest: it was not there.
    """

    part: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Proof:
    """Two states of a file compared: digests of both, of what changed and of the rest."""

    before: str
    after: str
    changed: tuple[PartChange, ...]
    same: int
    same_sha256: str
    """Over name and packed bytes of every part that is the same in both, in order of name."""
