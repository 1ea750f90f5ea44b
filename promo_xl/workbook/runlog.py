"""The run log: one JSON line a write, in `.promo_xl/log.jsonl` beside the workbook.

A line says who wrote what: the verb, the file before and after, each part that changed
with its digests, and one digest over all that did not. It never stands in a write's way.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from promo_xl import __version__
from promo_xl.ooxml.disk import FOLDER, USUAL, our_folder
from promo_xl.workbook import Receipt

LOG = "log.jsonl"
MOST = 4 << 20
"""Bytes: beyond this the log is set aside as log.1.jsonl and begun anew."""
Line = Mapping[str, object]


def log_write(verb: str, receipt: Receipt, as_of: datetime | None, at: datetime) -> bool:
    """Add one line for a write; False when the log could not take it.

    Nothing is logged when nothing was written.
    """
    if not receipt.written or receipt.path is None:
        return True
    line = json.dumps(_line(verb, receipt, as_of, at), ensure_ascii=False)
    try:
        _append(receipt.path.resolve(), line.encode("utf-8", "backslashreplace"))
    except OSError:
        return False
    return True


def overwrites(path: Path) -> dict[str, Line]:
    """Map the names of a workbook's backups to the line of the run that wrote over them."""
    target = path.resolve()
    folder = target.parent / FOLDER
    return {
        str(line["backup"]): line
        for name in ("log.1.jsonl", LOG)
        for line in _lines(folder / name)
        if line.get("backup") and line.get("file") == target.name
    }


def _line(verb: str, receipt: Receipt, as_of: datetime | None, at: datetime) -> Line:
    proof = receipt.proof
    return {
        "log": 1,
        "version": __version__,
        "verb": verb,
        "file": receipt.path.resolve().name if receipt.path else "",
        "at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "as_of": as_of.isoformat(timespec="minutes") if as_of else None,
        "before": proof.before if proof else "",
        "after": proof.after if proof else "",
        "changed": [
            {"part": one.part, "before": one.before, "after": one.after}
            for one in (proof.changed if proof else ())
        ],
        "same": proof.same if proof else receipt.same,
        "same_sha256": proof.same_sha256 if proof else "",
        "backup": receipt.backup.name if receipt.backup else None,
    }


def _append(target: Path, line: bytes) -> None:
    """Write the line at once; after a line a killed run left half, begin on a new one."""
    path = our_folder(target) / LOG
    if path.exists() and path.stat().st_size > MOST:
        path.replace(path.with_name("log.1.jsonl"))
    fresh = not path.exists()
    with path.open("ab+") as file:
        if fresh:
            with contextlib.suppress(OSError):  # a team's log takes everyone's lines
                path.chmod(target.parent.stat().st_mode & USUAL)
        if file.tell():
            file.seek(-1, os.SEEK_END)
            line = line if file.read(1) == b"\n" else b"\n" + line
        file.write(line + b"\n")


def _lines(path: Path) -> Iterator[Line]:
    """Read the lines that are whole."""
    try:
        raw = path.read_bytes()
    except OSError:
        return
    for text in raw.splitlines():
        try:
            line = json.loads(text)
        except ValueError:
            continue
        if isinstance(line, dict):
            yield line
