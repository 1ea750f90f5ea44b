"""The plain script: what a good analyst writes with the usual libraries for the same pages.

openpyxl and pandas read and group, stock docxtpl fills the same Word template, python-pptx
builds the same slides and every chart. It is given the ready sentences and table rows, so
it is spared the computing of goals, claims and layout that promo_xl does in its own time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import docx.opc.part
import pandas as pd
from docx.opc.packuri import PackURI
from docxtpl import DocxTemplate
from jinja2 import Environment
from markupsafe import Markup
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu

SHEETS = [
    "活动节奏", "目标", "日目标拆解", "渠道计划", "预算", "商品与库存", "任务与甘特", "日数据",
    "执行监控", "执行日志", "用户反馈", "复盘",
]  # fmt: skip
"""What the pages stand on; the other sheets it leaves unread."""
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TYPES = "application/vnd.openxmlformats-officedocument."


def read(path: Path) -> dict[str, pd.DataFrame]:
    """Read the twelve tables and the plan."""
    frames = pd.read_excel(path, sheet_name=SHEETS, header=5, engine="openpyxl")
    frames["项目总表"] = pd.read_excel(
        path, sheet_name="项目总表", header=5, engine="openpyxl"
    )
    return frames


def compute(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Group days and channels, with the ratios."""
    daily, budget = frames["日数据"], frames["预算"]
    sums = ["成交金额GMV(元)", "花费(元)", "订单数(单)", "访客数UV(人)"]
    days = daily.groupby("日期")[sums].sum()
    channels = daily.groupby("渠道")[sums].sum()
    channels["投放ROI"] = channels[sums[0]] / channels[sums[1]]
    channels["转化率"] = channels[sums[2]] / channels[sums[3]]
    plans = budget.groupby("渠道")["预算金额(元)"].sum()
    channels["执行率"] = channels[sums[1]] / plans
    money = budget.groupby("费用类别")[["预算金额(元)", "实际支出(元)"]].sum()
    return {"days": days, "channels": channels, "money": money}


def report(
    template: bytes,
    context: dict[str, Any],
    filters: Mapping[str, Any],
    charts: Mapping[str, Any],
) -> bytes:
    """Fill the Word template with stock docxtpl; charts as native parts."""
    tpl = DocxTemplate(BytesIO(template))
    tpl.init_docx()
    env = Environment(autoescape=True)
    env.filters.update(filters)
    shown = {
        name: _word_chart(tpl, n, chart)
        for n, (name, chart) in enumerate(charts.items(), 1)
    }
    tpl.render(context | {"图表": shown}, env, autoescape=True)
    out = BytesIO()
    tpl.save(out)
    return out.getvalue()


def deck(template: bytes, pages: Sequence[Mapping[str, Any]]) -> bytes:
    """Build the slides with python-pptx: one layout each, placeholders, tables, charts."""
    show = Presentation(BytesIO(template))
    layouts = {layout.name: layout for layout in show.slide_layouts}
    for page in pages:
        slide = show.slides.add_slide(layouts[page["layout"]])
        for holder in slide.placeholders:
            if holder.placeholder_format.idx in page["texts"]:
                holder.text_frame.text = page["texts"][holder.placeholder_format.idx]
        for text, box in page["boxes"]:
            slide.shapes.add_textbox(*box).text_frame.text = text
        for rows, box in page["tables"]:
            _table(slide, rows, box)
        for categories, series, box in page["charts"]:
            _chart(slide, categories, series, box)
        slide.notes_slide.notes_text_frame.text = page["notes"]
    out = BytesIO()
    show.save(out)
    return out.getvalue()


def pages_of(deck_bytes: bytes) -> list[dict[str, Any]]:
    """Read off a finished deck what each slide shows, to build the same again (not timed)."""
    return [_page(slide) for slide in Presentation(BytesIO(deck_bytes)).slides]


def _page(slide: Any) -> dict[str, Any]:
    page: dict[str, Any] = {
        "layout": slide.slide_layout.name,
        "texts": {},
        "boxes": [],
        "tables": [],
        "charts": [],
    }
    page["notes"] = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
    for shape in slide.shapes:
        box = (
            Emu(shape.left or 0),
            Emu(shape.top or 0),
            Emu(shape.width or 1),
            Emu(shape.height or 1),
        )
        if shape.has_chart:
            plots = list(shape.chart.plots)
            series = [(s.name, list(s.values)) for plot in plots for s in plot.series]
            page["charts"].append(([str(c) for c in plots[0].categories], series, box))
        elif shape.has_table:
            page["tables"].append(
                ([[c.text for c in row.cells] for row in shape.table.rows], box)
            )
        elif shape.is_placeholder:
            page["texts"][shape.placeholder_format.idx] = shape.text_frame.text
        elif shape.has_text_frame:
            page["boxes"].append((shape.text_frame.text, box))
    return page


def _table(slide: Any, rows: Sequence[Sequence[str]], box: tuple[Emu, ...]) -> None:
    table = slide.shapes.add_table(len(rows), len(rows[0]), *box).table
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text


def _chart(
    slide: Any,
    categories: Sequence[str],
    series: Sequence[tuple[str, Any]],
    box: tuple[Emu, ...],
) -> None:
    chart = slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, *box, _data(categories, series)
    ).chart
    chart.has_legend = True
    for plot in chart.plots:
        plot.has_data_labels = True
        plot.gap_width = 60


def _data(
    categories: Sequence[str], series: Sequence[tuple[str, Any]]
) -> CategoryChartData:
    data = CategoryChartData()
    data.categories = categories
    for name, values in series:
        data.add_series(name, values)
    return data


def _word_chart(tpl: DocxTemplate, number: int, drawn: Any) -> Markup:
    """Place a native chart: python-pptx's chart XML, XlsxWriter's workbook, two parts."""
    from pptx.chart.xlsx import CategoryWorkbookWriter

    data = _data(drawn.chart.categories, [(s.name, s.values) for s in drawn.chart.series])
    document = tpl.docx.part
    xml = ChartXmlWriter(XL_CHART_TYPE.COLUMN_CLUSTERED, data).xml.encode()
    make = docx.opc.part.Part
    package = document.package
    part = make(
        PackURI(f"/word/charts/chart{number}.xml"),
        _TYPES + "drawingml.chart+xml",
        xml,
        package,
    )
    book = make(
        PackURI(f"/word/embeddings/chart{number}.xlsx"),
        _TYPES + "spreadsheetml.sheet",
        CategoryWorkbookWriter(data).xlsx_blob,
        package,
    )
    part.relate_to(book, _R + "/package")
    rid = document.relate_to(part, _R + "/chart")
    height = int(drawn.height_cm * 360_000)
    return Markup(
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:extent cx="5940000" cy="{height}"/><wp:docPr id="{800 + number}" name="c{number}"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
        f'uri="{_C}"><c:chart xmlns:c="{_C}" xmlns:r="{_R}" r:id="{rid}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )  # fmt: skip


def copied(context: dict[str, Any]) -> dict[str, Any]:
    """Give each run a context of its own, as a script would build one."""
    return deepcopy(context)
