"""Zips: equal parts give equal bytes, and damage is one sentence."""

import contextlib
import io
import struct
import zipfile

import pytest

from promo_xl.errors import UnreadableError
from promo_xl.ooxml.package import (
    Package,
    list_members,
    open_package,
    read_parts,
    zip_bytes,
)
from tests.ooxml.books import rich_book

PARTS = {"[Content_Types].xml": b"<a/>" * 999, "xl/图.xml": b"", "z.bin": b"\0\1\2"}


def test_the_same_parts_give_the_same_bytes_in_their_order() -> None:
    data = zip_bytes(PARTS)
    assert data == zip_bytes(dict(PARTS))
    assert list(read_parts(data).items()) == list(PARTS.items())


def test_any_zip_reader_reads_it_and_finds_no_date_of_today() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_bytes(PARTS))) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {n: archive.read(n) for n in archive.namelist()} == PARTS


def test_parts_that_did_not_change_are_copied_as_they_lie() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in PARTS.items():
            archive.writestr(name, data)
        archive.writestr("stored.png", b"png", zipfile.ZIP_STORED)
    old = open_package(out.getvalue())
    parts = {name: old.read(name) for name in old} | {"z.bin": b"new", "added": b"x"}
    new = open_package(zip_bytes(parts, old))
    for name in ("[Content_Types].xml", "stored.png"):
        assert bytes(new.members[name].packed) == bytes(old.members[name].packed)
        assert new.members[name].method == old.members[name].method
    assert new.read("z.bin") == b"new"
    assert "added" in new


def test_a_part_of_equal_length_but_other_content_is_not_taken_for_the_old_one() -> None:
    old = open_package(zip_bytes({"a": b"1234"}))
    assert read_parts(zip_bytes({"a": b"4321"}, old)) == {"a": b"4321"}


def test_a_package_with_changed_parts_keeps_the_order_of_the_others() -> None:
    package = open_package(zip_bytes(PARTS)).changed(
        {"xl/图.xml": None, "z.bin": b"", "n": b"1"}
    )
    assert list(read_parts(package.to_bytes())) == ["[Content_Types].xml", "z.bin", "n"]
    assert package.changed({}).to_bytes() == package.to_bytes()


def test_a_real_workbook_is_unchanged_by_being_opened_and_written() -> None:
    data = rich_book()
    assert open_package(data).to_bytes() == data


@pytest.mark.parametrize("cut", [10, 100, 1000])
def test_a_cut_file_is_damage(cut: int) -> None:
    with pytest.raises(UnreadableError, match="incomplete"):
        open_package(rich_book()[:-cut])


def test_a_flipped_byte_anywhere_is_damage_or_harmless_never_a_crash() -> None:
    data = zip_bytes(PARTS)
    for at in range(len(data)):
        broken = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        with contextlib.suppress(UnreadableError):
            read_parts(broken)


def _lying(**changes: int) -> Package:
    member = list_members(zip_bytes({"a": b"x" * 5000}))[0]
    values = {
        name: changes.get(name, getattr(member, name)) for name in ("method", "crc", "size")
    }
    return Package({"a": type(member)("a", **values, packed=member.packed)})


@pytest.mark.parametrize("lie", [{"size": 10}, {"size": 9000}, {"crc": 1}, {"method": 12}])
def test_a_part_that_lies_about_itself_is_damage(lie: dict[str, int]) -> None:
    with pytest.raises(UnreadableError, match="part a"):
        _lying(**lie).read("a")


def test_deflate_data_that_is_none_is_damage() -> None:
    member = list_members(zip_bytes({"a": b"x" * 5000}))[0]
    broken = type(member)("a", member.method, member.crc, member.size, b"\xff\xff")
    with pytest.raises(UnreadableError):
        broken.read()


def test_a_directory_that_points_elsewhere_is_damage() -> None:
    data = bytearray(zip_bytes({"a": b"1"}))
    directory = data.index(b"PK\x01\x02")
    data[directory + 42 : directory + 46] = struct.pack("<I", 3)
    with pytest.raises(UnreadableError):
        read_parts(bytes(data))
