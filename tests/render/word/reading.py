"""What a reader sees in a report, top to bottom: words, tables, charts. And small templates."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from docx import Document
from lxml import etree

from promo_xl.ooxml.package import read_parts, zip_bytes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
BODY = "word/document.xml"


def seen(report: bytes) -> str:
    """Give the report as plain text: margins first, then the body in order."""
    parts = read_parts(report)
    lines = []
    for name in sorted(n for n in parts if n.startswith(("word/header", "word/footer"))):
        lines.append(f"({name[5:11]}) {_text(etree.fromstring(parts[name]))}".rstrip())
    return "\n".join((*lines, *_blocks(parts))) + "\n"


def body_text(report: bytes) -> list[str]:
    """Give the text of every paragraph of the body, tables included."""
    root = etree.fromstring(read_parts(report)[BODY])
    return [_text(p) for p in root.iter(f"{W}p")]


def cells(report: bytes, table: int) -> list[list[str]]:
    """Give the texts of one table's cells, 0 is the first; charts' cells are no tables."""
    body = etree.fromstring(read_parts(report)[BODY])
    found = [one for one in body.iter(f"{W}tbl") if not _holds_chart(one)][table]
    return [[_text(tc) for tc in row.iter(f"{W}tc")] for row in found.iter(f"{W}tr")]


def tables(report: bytes) -> list[str]:
    """List the names of the tables, in order."""
    root = etree.fromstring(read_parts(report)[BODY])
    return [str(e.get(f"{W}val")) for e in root.iter(f"{W}tblCaption")]


def _blocks(parts: dict[str, bytes]) -> Iterator[str]:
    links = {
        rel.get("Id"): str(rel.get("Target"))
        for rel in etree.fromstring(parts["word/_rels/document.xml.rels"])
    }
    for block in _in_order(etree.fromstring(parts[BODY])[0]):
        if block.tag == f"{W}p":
            style = block.find(f"{W}pPr/{W}pStyle")
            for chart in block.iter(f"{C}chart"):
                target = links[chart.get(f"{R}id")]
                yield from _chart(parts[f"word/{target}"])
            if text := _text(block):
                yield f"[{'' if style is None else style.get(f'{W}val')}] {text}"
        for row in block.iter(f"{W}tr"):
            yield "| " + " | ".join(_text(tc) for tc in row.iter(f"{W}tc"))


def _holds_chart(table: Any) -> bool:
    return (
        table.find(f"{W}tblPr/{W}tblCaption") is None
        and table.find(f".//{C}chart") is not None
    )


def _in_order(body: Any) -> Iterator[Any]:
    for block in body:
        if block.tag == f"{W}tbl" and _holds_chart(block):
            yield from block.iter(f"{W}p")
        else:
            yield block


def _chart(xml: bytes) -> Iterator[str]:
    for series in etree.fromstring(xml).iter(f"{C}ser"):
        parts = [
            [v.text for v in series.iterfind(f"{C}{tag}//{C}v")]
            for tag in ("tx", "cat", "val")
        ]
        yield "chart " + " / ".join(", ".join(str(v) for v in part) for part in parts)


def _text(element: Any) -> str:
    said = []
    for node in element.iter(f"{W}t", f"{W}br", f"{W}tab"):
        if node.tag == f"{W}tab" and node.getparent().tag == f"{W}tabs":
            continue
        said.append({f"{W}br": "\n", f"{W}tab": "\t"}.get(node.tag) or node.text or "")
    return "".join(said)


def template(*paragraphs: str | Sequence[str]) -> bytes:
    """Make a template of one paragraph a text; a sequence of texts is split into runs."""
    doc = Document()
    for runs in paragraphs:
        paragraph = doc.add_paragraph()
        for run in [runs] if isinstance(runs, str) else runs:
            paragraph.add_run(run)
    return saved(doc)


def table_template(*rows: Sequence[str]) -> bytes:
    """Make a template of one table under a heading."""
    doc = Document()
    doc.add_heading("渠道表现", 1)
    table = doc.add_table(0, max(map(len, rows)))
    for texts in rows:
        added = table.add_row().cells
        for cell, text in zip(added, texts, strict=False):
            cell.text = text
    return saved(doc)


def saved(doc: Any) -> bytes:
    """Give the bytes of a python-docx document."""
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()


def edited(report: bytes, part: str, old: str, new: str) -> bytes:
    """Change the text of one part of a package."""
    parts = read_parts(report)
    text = parts[part].decode()
    if old not in text:
        raise AssertionError(f"{old!r} is not in {part}")
    parts[part] = text.replace(old, new).encode()
    return zip_bytes(parts)
