"""校验结果: what the check found, a row each; the cell is a link, 已知悉 is the person's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from promo_xl.book import Array, Table
from promo_xl.finding import Finding
from promo_xl.render.master.formulas import EMPTY
from promo_xl.render.master.making import FIRST, Making, quoted
from promo_xl.render.master.table_sheet import write_table_sheet
from promo_xl.schema.label import Label

NONE = Label(
    "没有发现问题。改过数据后请再校验一次（promo-xl refresh）。",
    "Nothing found. After changes, check again (promo-xl refresh).",
)


def write_issues(making: Making) -> None:
    """Write the sheet, link the cells, hide the marks and protect all but 已知悉."""
    making.book = replace(
        making.book, tables={**making.book.tables, "issues": _rows(making)}
    )
    written = write_table_sheet(making, "issues")
    tab, at = written.tab, written.at("cell")
    look = making.styles.computed(align="center", font_color="#1D4ED8", underline=1)
    for i, finding in enumerate(making.findings):
        cell = finding.at.cell
        target = f"#{quoted(finding.at.sheet)}!{cell or 'A1'}".replace('"', '""')
        text = f'=HYPERLINK("{target}","{cell}")'
        tab.write_formula(FIRST + i, at, text, look, cell or EMPTY)
    if not making.findings:
        note = making.styles.cell(font_color="#166534", font_size=9)
        tab.write_string(2, written.shown[0].at, making.say(NONE), note)
    options = {
        "autofilter": True,
        "sort": True,
        "format_columns": True,
        "format_rows": True,
    }
    tab.protect("", {"select_locked_cells": True, **options})


def issue_row(finding: Finding, lang: str) -> dict[str, Any]:
    """Give the cells of one finding by column key; choices as keys."""
    return {
        "rule_id": finding.id,
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "sheet_name": finding.at.sheet,
        "cell": finding.at.cell or None,
        "message": finding.message(lang),
        "hint": finding.advice(lang),
        "fixable": "yes" if finding.fixable else "no",
        "ack": "yes" if finding.accepted else None,
        "mark": finding.mark,
    }


def _rows(making: Making) -> Table:
    table = making.table("issues")
    rows = [issue_row(finding, making.lang) for finding in making.findings]
    columns = {c.key: _column([row[c.key] for row in rows]) for c in table.sheet.cells}
    return replace(table, columns=columns, cells=(), present=True)


def _column(values: list[Any]) -> Array:
    found = np.empty(len(values), object)
    found[:] = values
    return found
