"""LibreOffice as referee: every declared expression means the same in Python and in Excel."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from openpyxl.workbook import Workbook

from promo_xl.schema import METRICS, WORKBOOK
from tests.derive import expressions as book
from tests.derive.questions import figures, formula_columns
from tests.office import recalculate

BOOKS = {"zh": 1, "en": 2}


class Answer(NamedTuple):
    """What both engines say to one question."""

    question: str
    row: int
    ours: float
    theirs: object


def _differs(ours: float, theirs: object) -> bool:
    if theirs in (None, ""):
        return not math.isnan(ours)
    if isinstance(theirs, bool) or not isinstance(theirs, int | float):
        return True
    return not math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Answer]]:
    """Ask both engines everything: (question, row, Python's value, LibreOffice's cell)."""
    files = {lang: book.build(lang, seed) for lang, seed in BOOKS.items()}
    sheets = recalculate(files, tmp_path_factory.mktemp("referee"))
    return {lang: list(_answers(lang, files[lang], sheets[lang])) for lang in files}


def _answers(lang: str, data: bytes, theirs: Workbook) -> Iterator[Answer]:
    ours = book.computed(data)
    for one, column in formula_columns():
        tab, at = theirs[one.label.say(lang)], one.cells.index(column) + 1
        key = f"{one.key}.{column.key}"
        for i, value in enumerate(ours[key]):
            yield Answer(key, i, value, tab.cell(book.TOP + 1 + i, at).value)
    home = theirs.worksheets[0]
    for row, asked in enumerate(figures(), 2):
        assert home.cell(row, 1).value == asked.name
        yield Answer(asked.name, 0, ours[asked.name][0], home.cell(row, 2).value)


@pytest.mark.parametrize(
    ("ours", "theirs", "differs"),
    [
        (math.nan, None, False),
        (math.nan, "", False),
        (math.nan, 0, True),
        (0.0, None, True),
        (1.0, "#DIV/0!", True),
        (math.nan, "#N/A", True),
        (1.0, "1", True),
        (1e9, 1e9 + 2, True),
        (1e9, 1e9 + 0.1, False),
    ],
)
def test_the_referee_takes_nothing_for_equal_that_is_not(
    ours: float, theirs: object, differs: bool
) -> None:
    assert _differs(ours, theirs) is differs


@pytest.mark.office
@pytest.mark.parametrize("lang", BOOKS)
def test_python_and_libreoffice_agree_by_row_and_in_total(
    lang: str, answers: dict[str, list[Answer]]
) -> None:
    assert [a for a in answers[lang] if _differs(a.ours, a.theirs)] == []


@pytest.mark.office
def test_no_declared_expression_is_left_out_or_always_blank(
    answers: dict[str, list[Answer]],
) -> None:
    found = [answer for book_answers in answers.values() for answer in book_answers]
    asked = {a.question for a in found}
    assert asked >= _declared()
    assert asked == {a.question for a in found if not math.isnan(a.ours)}


def _declared() -> set[str]:
    formulas = {
        f"{sheet.key}.{column.key}"
        for sheet in WORKBOOK
        for column in sheet.columns
        if column.formula is not None
    }
    rows = {f"{s.key}.{c.key}" for s, c in formula_columns()}
    totals = {f"{key}.False" for key in formulas}
    metrics = {f"claim.{key}.False" for key, metric in METRICS.items() if metric.expr}
    rates = {f"{scope}.aov.True" for scope in ("claim", "channel", "day")}
    return rows | totals | metrics | rates
