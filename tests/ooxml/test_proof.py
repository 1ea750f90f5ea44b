"""Which parts changed, shown by digest; the rest by one digest over both files."""

import hashlib
import zipfile
from io import BytesIO

from promo_xl.ooxml.package import Member, open_package, zip_bytes
from promo_xl.ooxml.proof import PartChange, prove, same_content

BIG = b"<sheet>" + b"<row/>" * 5000 + b"</sheet>"
OLD = {"a.xml": b"<a/>", "big.xml": BIG, "gone.xml": b"<g/>", "图.bin": b"picture"}
NEW = {"a.xml": b"<A/>", "big.xml": BIG, "new.xml": b"<n/>", "图.bin": b"picture"}


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _lying(data: bytes, part: str) -> str:
    """The digest of a part as it lies in its zip."""
    return _sha(bytes(open_package(data).members[part].packed))


def _damaged(data: bytes, part: str) -> bytes:
    packed = bytes(open_package(data).members[part].packed)
    assert data.count(packed) == 1
    return data.replace(packed, b"\xff" * len(packed))


def test_each_changed_part_is_named_with_its_digests() -> None:
    old = zip_bytes(OLD)
    new = zip_bytes(NEW, open_package(old))
    proof = prove(old, new)
    assert proof.changed == (
        PartChange("a.xml", _lying(old, "a.xml"), _lying(new, "a.xml")),
        PartChange("gone.xml", _lying(old, "gone.xml"), ""),
        PartChange("new.xml", "", _lying(new, "new.xml")),
    )
    assert (proof.before, proof.after) == (_sha(old), _sha(new))
    assert proof.same == 2


def test_the_rest_has_one_digest_that_any_change_moves() -> None:
    proofs = [
        prove(zip_bytes({**OLD, **change}), zip_bytes({**NEW, **change}))
        for change in ({}, {"图.bin": b"pictures"}, {"图.bin": b""}, {"画.bin": b"picture"})
    ]
    assert len({proof.same_sha256 for proof in proofs}) == 4
    assert prove(zip_bytes(OLD), zip_bytes(NEW)) == proofs[0]


def test_a_part_packed_anew_is_the_same_part() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in OLD.items():
            archive.writestr(name, data)
    proof = prove(zip_bytes(OLD), packed.getvalue())
    assert proof.changed == ()
    assert proof.same == 4
    assert proof.before != proof.after


def test_a_part_that_lies_packed_alike_is_not_unpacked() -> None:
    data = zip_bytes({"a.bin": b"content"})
    broken = _damaged(data, "a.bin")  # cannot be unpacked at all
    proof = prove(broken, broken)
    assert proof.same == 1


def test_content_is_compared_however_it_is_packed() -> None:
    def one(parts: dict[str, bytes], stored: bool = False) -> Member:
        packed = BytesIO()
        way = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        with zipfile.ZipFile(packed, "w", way) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return next(iter(open_package(packed.getvalue()).members.values()))

    deflated, stored = one({"a": BIG}), one({"a": BIG}, stored=True)
    assert same_content(deflated, deflated)
    assert same_content(deflated, one({"a": BIG}))
    assert same_content(deflated, stored)
    assert not same_content(deflated, one({"a": BIG[:-1]}))
    assert not same_content(deflated, one({"a": BIG[:-1] + b"!"}))


def test_parts_alike_in_size_and_checksum_alone_are_told_apart() -> None:
    one, other = b"plumless", b"buckeroo"  # two words with one CRC-32
    old, new = zip_bytes({"a": one}), zip_bytes({"a": other})
    assert len(prove(old, new).changed) == 1
    first, second = (next(iter(open_package(d).members.values())) for d in (old, new))
    assert first.crc == second.crc
    assert not same_content(first, second)


def test_a_damaged_file_that_is_replaced_has_digests_too() -> None:
    data = zip_bytes({"a.bin": b"content", "b.bin": b"same"})
    broken = _damaged(data, "a.bin")
    proof = prove(broken, data)
    assert [one.part for one in proof.changed] == ["a.bin"]
    assert len(proof.changed[0].before) == 64
    for nothing in (b"", b"no package"):
        assert prove(nothing, data).same == 0
        assert prove(nothing, data).changed[1] == PartChange(
            "b.bin", "", _lying(data, "b.bin")
        )
