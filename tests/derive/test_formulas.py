"""A figure's formula, pasted into the workbook, calculates the figure's value."""

from io import BytesIO
from math import isclose
from pathlib import Path

import openpyxl
import pytest

from promo_xl.book import Book
from promo_xl.derive import derive_facts
from promo_xl.facts import Facts, Figure
from promo_xl.render.master import render_master
from tests.derive.campaigns import CLOSE, closed_618, facts_of, read, untidy_618
from tests.office import recalculate

FEN = 0.005
LONGEST = 8192


def with_scratch(book: Book, facts: Facts, lang: str) -> tuple[bytes, list[Figure]]:
    """Put every figure's formula below another on a sheet of its own."""
    asked = [figure for figure in facts.figures.values() if figure.excel]
    made = openpyxl.load_workbook(BytesIO(render_master(book, facts, lang=lang)))
    sheet = made.create_sheet("scratch")
    for row, figure in enumerate(asked, 1):
        sheet.cell(row, 1, figure.excel)
    out = BytesIO()
    made.save(out)
    return out.getvalue(), asked


def agrees(figure: Figure, cell: object) -> bool:
    if figure.blank:
        return cell in (None, "")
    if not isinstance(cell, int | float):
        return False
    room = FEN if figure.kind.key == "money" else 0.0
    return isclose(figure.number, cell, rel_tol=1e-9, abs_tol=room)


@pytest.mark.office
def test_every_pasted_formula_gives_its_figure_in_libreoffice(tmp_path: Path) -> None:
    books, asked = {}, {}
    rows = untidy_618()
    rows["goals"] += [
        {"goal_id": "G7", "metric": "净GMV", "target": 4_000_000},
        {"goal_id": "G8", "metric": "净GMV", "target": 900_000, "channel_id": "直通车"},
        {"goal_id": "G9", "metric": "综合ROI", "target": 4},
        {"goal_id": "G10", "metric": "费比", "target": 0.2, "channel_id": "达人"},
    ]
    rows["plan"][0]["total_budget"] = None  # empty cells are blank, never 0
    rows["budget"][5]["planned"] = None
    rows["budget"][6]["actual"] = None
    rows["channels"].append({"channel_name": "新渠道"})
    for lang in ("zh", "en"):
        book = read(rows, lang)
        books[lang], asked[lang] = with_scratch(book, derive_facts(book, CLOSE), lang)
    computed = recalculate(books, tmp_path)
    wrong = [
        (name, figure.key, figure.value, computed[name]["scratch"].cell(row, 1).value)
        for name, figures in asked.items()
        for row, figure in enumerate(figures, 1)
        if not agrees(figure, computed[name]["scratch"].cell(row, 1).value)
    ]
    assert wrong == []
    assert min(len(figures) for figures in asked.values()) > 300


def test_no_formula_is_longer_than_excel_takes() -> None:
    for rows in (closed_618(), untidy_618()):
        texts = [figure.excel for figure in facts_of(rows).figures.values()]
        assert max(map(len, texts)) < LONGEST
        assert all(text == "" or text.startswith("=") for text in texts)


def test_formulas_use_the_words_of_the_file_they_are_pasted_into() -> None:
    assert "t_daily[成交金额GMV(元)]" in facts_of(closed_618())["campaign.gmv"].excel
    english = facts_of(closed_618(), lang="en")
    assert "t_daily[GMV (CNY)]" in english["campaign.gmv"].excel
