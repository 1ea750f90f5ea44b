"""Builds the shipped report templates: `python report_templates/build_report.py`.

They are what a team would make in Word: tags typed as text, our styles, no code. Writes
zh/report.docx, en/report.docx and FIELDS.md; a test rebuilds them and compares parts.
"""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from report_appendix import write_appendix
from report_author import Author
from report_chapters import channels, conclusion, gap, goals, money
from report_course import course, incidents, lessons, people
from report_cover import contents, cover, draft, margins
from report_styles import dress

from promo_xl.ooxml.package import read_parts, zip_bytes
from promo_xl.render.word.describe import fields_md

HERE = Path(__file__).resolve().parent
CHAPTERS = (
    cover, contents, draft,
    conclusion, goals, gap, money, channels, course, people, incidents, lessons,
    write_appendix, margins,
)  # fmt: skip
LANGS = ("zh", "en")
_LEFTOVERS = ("/stylesWithEffects", "/customXml", "/thumbnail", "/core-properties")
"""Parts of python-docx's own template that no report needs."""


def build(lang: str) -> bytes:
    """Give the template of one language; the same bytes every time."""
    doc = Document()
    dress(doc, lang)
    for paragraph in list(doc.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)
    author = Author(doc, lang)
    for write in CHAPTERS:
        write(author)
    return _canonical(doc)


def _canonical(doc: Doc) -> bytes:
    out = io.BytesIO()
    for rels in (doc.part.rels, doc.part.package.rels):
        for rel in list(rels.values()):
            if rel.reltype.endswith(_LEFTOVERS):
                del rels[rel.rId]
    doc.save(out)
    parts = read_parts(out.getvalue())
    first = {"[Content_Types].xml": parts.pop("[Content_Types].xml")}
    return zip_bytes(first | dict(sorted(parts.items())))


def main() -> None:
    """Write both templates and the list of fields."""
    for lang in LANGS:
        (HERE / lang / "report.docx").write_bytes(build(lang))
    (HERE / "FIELDS.md").write_text(fields_md(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
