"""A chart's place in the text, and the parts behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from promo_xl.ooxml.chart import chart_workbook, chart_xml
from promo_xl.ooxml.xmltext import escape
from promo_xl.render.word.charts import CHARTS, Drawn

_EMU_PER_CM = 360_000
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_REL_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_USED = re.compile(r'r:id="rIdPromoChart(\d+)"')
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def drawing_xml(chart: Mapping[str, Any] | None, width: int) -> Markup:
    """Give the run that shows a chart *width* EMU wide; nothing where there is none."""
    if chart is None:
        return Markup("")
    number, name = _number(str(chart["chart"])), escape(str(chart["chart"]))
    height = int(float(chart["height_cm"]) * _EMU_PER_CM)
    return Markup(
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{900 + number}" name="{name}" descr="{escape(str(chart["alt"]))}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_A}"><a:graphicData uri="{_C}">'
        f'<c:chart xmlns:c="{_C}" xmlns:r="{_R}" r:id="rIdPromoChart{number}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _number(name: str) -> int:
    names = [n for kept in CHARTS for n in (kept.name.zh, kept.name.en)]
    return names.index(name) // 2 + 1


def used_charts(body: str, drawn: Mapping[str, Drawn | None]) -> dict[int, Drawn]:
    """Give the charts the rendered text shows, by number."""
    numbers = {int(n) for n in _USED.findall(body)}
    known = {_number(name): one for name, one in drawn.items() if one is not None}
    return {n: known[n] for n in sorted(numbers)}


def chart_parts(charts: Mapping[int, Drawn]) -> dict[str, bytes]:
    """Give the parts of the charts: drawing, its relationships, its workbook."""
    parts: dict[str, bytes] = {}
    for number, drawn in charts.items():
        stem = f"promo_chart{number}"
        parts[f"word/charts/{stem}.xml"] = chart_xml(drawn.chart)
        parts[f"word/charts/_rels/{stem}.xml.rels"] = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<Relationships xmlns="{_REL_NS}"><Relationship Id="rId1" Type="{_R}/package" '
            f'Target="../embeddings/{stem}.xlsx"/></Relationships>'
        ).encode()
        parts[f"word/embeddings/{stem}.xlsx"] = chart_workbook(drawn.chart)
    return parts


def chart_links(charts: Mapping[int, Drawn]) -> dict[str, tuple[str, str]]:
    """Give relationship id -> (type, target) of each chart, from the text's part."""
    return {
        f"rIdPromoChart{n}": (f"{_R}/chart", f"charts/promo_chart{n}.xml") for n in charts
    }


def chart_types(charts: Mapping[int, Drawn]) -> dict[str, str]:
    """Give part name -> content type of each chart."""
    return {f"/word/charts/promo_chart{n}.xml": _CHART_TYPE for n in charts}
