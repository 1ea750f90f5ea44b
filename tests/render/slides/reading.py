"""What a reader of a deck sees, read back by python-pptx."""

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx import Presentation

from promo_xl.facts import Facts
from promo_xl.render.slides import render_deck
from promo_xl.render.stamp import Stamp
from tests.render.sample_facts import closed_618, sample_stamp


def opened(data: bytes) -> Any:
    """Open a deck."""
    return Presentation(io.BytesIO(data))


def deck(
    facts: Facts | None = None,
    lang: str = "zh",
    stamp: Stamp | None = None,
    template: bytes | None = None,
) -> Any:
    """Render and open a deck, of the closed 618 unless told otherwise."""
    made = render_deck(
        closed_618() if facts is None else facts,
        (),
        template,
        lang,
        sample_stamp() if stamp is None else stamp,
    )
    return opened(made)


def slides(presentation: Any) -> list[Any]:
    """List the slides."""
    return list(presentation.slides)


def titles(presentation: Any) -> list[str]:
    """List the slides' titles."""
    return [slide.shapes.title.text_frame.text for slide in presentation.slides]


def texts(slide: Any) -> list[str]:
    """List every paragraph on a slide, tables left out."""
    return [
        paragraph.text
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
    ]


def named(slide: Any, name: str) -> Any:
    """Give the shape called *name*."""
    return next(shape for shape in slide.shapes if shape.name == name)


def charts(slide: Any) -> list[Any]:
    """List a slide's charts."""
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def tables(slide: Any) -> list[list[list[str]]]:
    """List a slide's tables as rows of texts."""
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for shape in slide.shapes
        if shape.has_table
    ]


def notes(slide: Any) -> str:
    """Give what the speaker reads."""
    return str(slide.notes_slide.notes_text_frame.text)


def colors(paragraph: Any) -> Iterator[str]:
    """List the theme colours of a paragraph's runs."""
    for run in paragraph.runs:
        if run.font.color.type is not None:
            yield str(run.font.color.theme_color)


def purposes(plot: Any) -> list[str]:
    """List what a chart's categories are grouped by."""
    return [group.label for group in plot.categories.levels[1]]


def unexplained(slide: Any) -> list[str]:
    """List shapes that have no alt text and are no decoration; placeholders hold their text."""
    found = []
    for node in slide.shapes._spTree.iter():
        if not str(node.tag).endswith("}cNvPr") or node.get("id") == "1":
            continue
        owner = node.getparent().getparent()
        is_text = "<p:ph" in etree.tostring(owner).decode() and owner.tag.endswith("}sp")
        decoration = b"decorative" in etree.tostring(node)
        if not (is_text or decoration or node.get("descr")):
            found.append(node.get("name"))
    return found
