"""Office packages: zips read with care, and written so that equal parts give equal bytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn, Protocol

from promo_xl.errors import UnreadableError

LEVEL = 6
"""zlib's own default: smaller is slower, and readers do not care."""
LARGE, LARGE_LEVEL = 8 << 20, 2
"""Parts of this size are packed in a quarter of the time, a quarter larger."""
DATE = 0x21
"""1980-01-01, the first day a zip can name: a date of today would make bytes differ."""
STORED, DEFLATED = 0, 8
_PIECE = 1 << 20
_FED = 1 << 17
"""Packed bytes unpacked at a time: what is left over of them is copied each time."""
_SMALL = 2000
"""Parts below this are packed once: bytes."""
_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,
    EOFError,
    ValueError,
    OSError,
    struct.error,
    IndexError,
    OverflowError,
)
"""What `zipfile` raises on damaged directories."""


@dataclass(frozen=True, slots=True)
class Member:
    """One part as it lies in the zip: still packed."""

    name: str
    method: int
    crc: int
    size: int
    packed: bytes | memoryview
    encrypted: bool = False

    def pieces(self) -> Iterator[bytes]:
        """Unpack in pieces of about 1 MiB; a size or checksum that lies is damage."""
        crc = total = 0
        for piece in _unpack(self):
            crc, total = zlib.crc32(piece, crc), total + len(piece)
            if total > self.size:
                _damaged(self.name)
            yield piece
        if crc != self.crc or total != self.size:
            _damaged(self.name)

    def read(self) -> bytes:
        """Unpack the whole part."""
        return b"".join(self.pieces())


class Streamed(Protocol):
    """A part too large to stand in memory twice: it is packed stretch by stretch."""

    def pieces(self) -> Iterable[bytes | memoryview]:
        """Give its bytes in order, from the start each time."""
        ...


Part = bytes | Streamed


@dataclass(frozen=True, slots=True)
class Package:
    """An opened package: its parts in the order of the zip, unpacked when asked for."""

    members: Mapping[str, Member]

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def __iter__(self) -> Iterator[str]:
        return iter(self.members)

    def read(self, name: str) -> bytes:
        """Unpack one part."""
        return self.members[name].read()

    def changed(self, parts: Mapping[str, Part | None]) -> Package:
        """Give the package with *parts* replaced, added at the end, or (None) removed."""
        members = {n: m for n, m in self.members.items() if parts.get(n, b"") is not None}
        for name, data in parts.items():
            if data is not None:
                members[name] = _pack(name, data)
        return Package(members)

    def to_bytes(self) -> bytes:
        """Write the zip; members that were never touched are copied as they are."""
        return _write(self.members.values())


def open_package(data: bytes) -> Package:
    """Read the directory of a zip without unpacking anything."""
    return Package({member.name: member for member in list_members(data)})


def list_members(data: bytes) -> list[Member]:
    """List the members in the order of the directory, doubles included."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [_member(data, info) for info in archive.infolist()]
    except _DAMAGE as exc:
        raise UnreadableError(
            "文件已损坏或没有下载完整：压缩包的目录读不出来",
            "The file is damaged or incomplete: its zip directory cannot be read",
        ) from exc


def read_parts(data: bytes) -> dict[str, bytes]:
    """Unpack everything: name -> content, in the order of the zip."""
    return {member.name: member.read() for member in list_members(data)}


def zip_bytes(parts: Mapping[str, bytes], raw: Package | None = None) -> bytes:
    """Zip *parts* in their order; the same parts give the same bytes, always.

    Parts that are the same in *raw* are copied packed, as they lie there.
    """
    old = raw.members if raw else {}
    return _write(
        _same(old[name], data) or _pack(name, data) if name in old else _pack(name, data)
        for name, data in parts.items()
    )


def _same(member: Member, data: bytes) -> Member | None:
    alike = member.size == len(data) and member.crc == zlib.crc32(data)
    return member if alike and member.read() == data else None


def _member(data: bytes, info: zipfile.ZipInfo) -> Member:
    if data[info.header_offset : info.header_offset + 4] != b"PK\x03\x04":
        raise zipfile.BadZipFile(info.filename)
    name_size, extra_size = struct.unpack_from("<HH", data, info.header_offset + 26)
    start = info.header_offset + 30 + name_size + extra_size
    packed = memoryview(data)[start : start + info.compress_size]
    return Member(
        info.filename,
        info.compress_type,
        info.CRC,
        info.file_size,
        packed,
        bool(info.flag_bits & 1),
    )


def _pack(name: str, data: Part) -> Member:
    if not isinstance(data, bytes):
        return _deflate(name, data.pieces(), sum(map(len, data.pieces())))
    if len(data) < _SMALL:
        return _pack_small(name, data)
    return _deflate(name, (data,), len(data))


@lru_cache(maxsize=512)
def _pack_small(name: str, data: bytes) -> Member:
    """Pack a small part: relationships and frames come again in every document."""
    return _deflate(name, (data,), len(data))


def _deflate(name: str, pieces: Iterable[bytes | memoryview], size: int) -> Member:
    level = LEVEL if size < LARGE else LARGE_LEVEL
    squeeze = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    crc = 0
    packed = []
    for piece in pieces:
        crc = zlib.crc32(piece, crc)
        packed.append(squeeze.compress(piece))
    packed.append(squeeze.flush())
    return Member(name, DEFLATED, crc, size, b"".join(packed))


def _unpack(member: Member) -> Iterator[bytes]:
    if member.method == STORED:
        yield bytes(member.packed)
        return
    if member.method != DEFLATED:
        _damaged(member.name)
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    packed = memoryview(member.packed)
    try:
        for start in range(0, len(packed), _FED):
            rest: bytes | memoryview = packed[start : start + _FED]
            while rest and not inflate.eof:
                yield inflate.decompress(rest, _PIECE)
                rest = inflate.unconsumed_tail
        yield inflate.flush()
    except zlib.error as exc:
        raise _damage(member.name) from exc


def _write(members: Iterable[Member]) -> bytes:
    """Local headers and data, then the directory; sizes are known, so no descriptors."""
    out: list[bytes | memoryview] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        name = member.name.encode()
        flags = 0 if member.name.isascii() else 0x800
        sizes = (member.crc, len(member.packed), member.size, len(name))
        common = struct.pack("<HHHHIIIH", flags, member.method, 0, DATE, *sizes)
        head = struct.pack("<IH", 0x04034B50, 20) + common + b"\0\0" + name
        tail = struct.pack("<HHHHII", 0, 0, 0, 0, 0, offset) + name
        directory.append(struct.pack("<IHH", 0x02014B50, 20, 20) + common + tail)
        out += (head, member.packed)
        offset += len(head) + len(member.packed)
    listed = b"".join(directory)
    count = len(directory)
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(listed), offset, 0)
    return b"".join((*out, listed, end))


def _damage(name: str) -> UnreadableError:
    return UnreadableError(
        f"文件已损坏：部件 {name} 读不出来，请用 Excel 或 WPS 打开并修复后另存",
        f"The file is damaged: part {name} cannot be read; repair it in Excel and save again",
    )


def _damaged(name: str) -> NoReturn:
    raise _damage(name)
