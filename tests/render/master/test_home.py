"""首页: named slots, one cell to type in, native charts on fixed blocks."""

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.cell.cell import Cell

from promo_xl.derive import derive_facts
from promo_xl.read import read_book
from promo_xl.render.master import render_master
from promo_xl.workbook.text import TextWorkbook
from tests.render.master.campaign import AS_OF, Rows, empty, made, master, opened, rows

SLOTS = [
    "title",
    "subtitle",
    "goal_line",
    "check",
    "through",
    "basis_line",
    "yesterday_gmv",
    "yesterday_target",
    "yesterday_ly",
    "todate_gmv",
    "todate_expected",
    "todate_full",
    "needed_daily",
    "recent_daily",
    "cost",
    "expense_ratio",
    "roi_total",
    "roi_ads",
    "claim_line",
    "daily_claim_line",
]
SLOTS += ["monitor_line"]
SLOTS += [f"review{n}_{part}" for n in range(1, 6) for part in ("name", "said", "word")]
SLOTS += [f"strip{n}_{part}" for n in range(1, 8) for part in ("name", "gmv", "roi")]
SLOTS += [*(f"link{n}" for n in range(1, 25)), "hidden_line"]
SLOTS += [f"tile{n}_{part}" for n in range(1, 5)
          for part in ("label", "value", "target", "rate", "word", "pace")]  # fmt: skip
SLOTS += [f"alert{n}_{part}" for n in range(1, 4) for part in ("text", "owner", "since")]
SLOTS += [f"todo{n}_{part}" for n in range(1, 6)
          for part in ("level", "task", "owner", "due", "state")]  # fmt: skip


def slot(name: str, lang: str = "zh") -> Cell:
    """Give the cell of a home slot."""
    book = opened(lang)
    where = book.defined_names[f"home_{name}"].attr_text
    title, _, cell = where.rpartition("!")
    found = book[title.strip("'")][cell.replace("$", "")]
    assert isinstance(found, Cell)
    return found


def test_every_slot_has_a_named_cell() -> None:
    names = opened().defined_names
    assert [s for s in SLOTS if f"home_{s}" not in names] == []


def test_no_slot_that_was_derived_is_left_without_a_cell() -> None:
    _, facts, _ = made()
    assert [name for name in facts.home if name not in SLOTS] == []


def test_slots_say_what_was_derived() -> None:
    assert slot("check").value == "校验：" + str(slot("check").value).removeprefix("校验：")
    assert slot("todate_gmv").value == "27.0万元（至06-03）"
    assert slot("todate_gmv", "en").value == "¥270.0K (to 06-03)"


def test_a_tiles_rate_is_a_number_for_its_bar() -> None:
    rate = slot("tile1_rate").value
    assert isinstance(rate, float)
    assert 0.4 < rate < 0.7
    assert slot("tile1_rate").number_format == ";;;"


def test_only_the_as_of_cell_is_to_be_typed_in() -> None:
    tab = opened()["首页"]
    assert tab.protection.sheet is True
    assert not tab.protection.password
    where = opened().defined_names["AS_OF"].attr_text.rpartition("!")[2].replace("$", "")
    free = [c.coordinate for row in tab.iter_rows() for c in row if not c.protection.locked]
    assert where in free
    assert all(c in tab.merged_cells for c in free)
    assert tab[where].value == datetime.fromisoformat("2026-06-04")


def test_the_links_lead_to_every_visible_sheet() -> None:
    tab, formulas = opened(values=True)["首页"], opened()["首页"]
    shown = [cell for row in (6, 7) for cell in tab[row] if cell.value]
    assert [cell.value for cell in shown] == [
        "使用说明", "项目总表", "活动节奏", "目标", "渠道计划", "预算", "任务与甘特", "日数据",
        "校验结果",
    ]  # fmt: skip
    assert all("HYPERLINK(" in str(formulas[cell.coordinate].value) for cell in shown)


def test_the_charts_stand_on_the_fixed_blocks_of_the_calculation_sheet() -> None:
    with ZipFile(BytesIO(master())) as package:
        charts = [package.read(f"xl/charts/chart{n}.xml").decode() for n in (1, 2)]
    for text in charts:
        assert "<c:f>" in text
        assert all(part.startswith(("计算!", "'计算'!")) for part in _references(text))
    assert "计算!$J$7:$J$12" in charts[0]


def test_the_curve_of_a_single_day_shows_its_points() -> None:
    data = rows()
    data["plan"][0] |= {"period_end": "2026-06-01"}
    marks = [
        b'<c:symbol val="circle"/>' in _curve(book) for book in (_built(data), master())
    ]
    assert marks == [True, False]


def test_the_word_of_the_budget_is_coloured() -> None:
    rules = opened()["首页"].conditional_formatting
    told = {text for rule in rules for one in rule.rules for text in one.formula}
    assert {'"预算内"', '"超支"'} <= told


def test_nothing_is_called_a_total_where_nothing_was_typed() -> None:
    assert opened(values=True)["渠道计划"]["B5"].value is None
    assert opened(values=True)["预算"]["B5"].value == "合计"


def _built(data: Rows) -> bytes:
    book = read_book(TextWorkbook.of(data))
    return render_master(book, derive_facts(book, AS_OF), lang="zh")


def _curve(book: bytes) -> bytes:
    with ZipFile(BytesIO(book)) as package:
        return package.read("xl/charts/chart1.xml")


def _references(text: str) -> list[str]:
    return [part.partition("</c:f>")[0] for part in text.split("<c:f>")[1:]]


def test_the_page_tells_in_the_order_of_the_questions() -> None:
    order = [
        "through", "yesterday_gmv", "cost", "tile1_value", "alert1_text",
    ]  # fmt: skip
    rows_of = [slot(name).row for name in order]
    assert rows_of == sorted(set(rows_of))
    across = (
        "yesterday_gmv",
        "todate_gmv",
        "todate_expected",
        "todate_full",
        "needed_daily",
    )
    columns = [slot(name).column for name in across]
    assert columns == sorted(set(columns))
    assert slot("alert1_text").row == slot("todo1_task").row


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "尚无日数据。下一步：项目总表填项目名称(活动名称)、活动类型、推广周期-开始等8项"
               " → 目标填目标值 → 渠道计划填渠道 → 每天填日数据"),
        ("en", "No daily data yet. Next: Plan: "),
    ],
)  # fmt: skip
def test_an_unfilled_book_says_what_to_do_next(lang: str, said: str) -> None:
    book = openpyxl.load_workbook(BytesIO(empty(lang)))
    where = book.defined_names["home_through"].attr_text.rpartition("!")[2]
    assert str(book.worksheets[0][where.replace("$", "")].value).startswith(said)


def test_what_is_filled_is_not_asked_for_again() -> None:
    data = rows()
    data["daily"] = []
    book = openpyxl.load_workbook(BytesIO(_built(data)))
    where = book.defined_names["home_through"].attr_text.rpartition("!")[2]
    said = book["首页"][where.replace("$", "")].value
    assert said == "尚无日数据。下一步：每天填日数据"


def test_last_years_same_day_is_shown_where_it_was_typed() -> None:
    # data are complete to 06-03; the typed row of that day is shown, and cumulated in 计算
    data = rows()
    data["day_targets"] = [
        {"date": f"2026-06-{day:02d}", "gmv_target": 100_000, "ly_gmv": 50_000 * day}
        for day in range(1, 7)
    ]
    book = openpyxl.load_workbook(BytesIO(_built(data)), data_only=True)
    where = book.defined_names["home_yesterday_ly"].attr_text.rpartition("!")[2]
    assert book["首页"][where.replace("$", "")].value == "15.0万元"
    assert [book["计算"].cell(row, 12).value for row in (7, 8, 9)] == [5, 15, 30]


def test_a_channel_is_shown_with_its_purpose() -> None:
    labels = [opened(values=True)["计算"].cell(row, 18).value for row in (7, 8)]
    assert "·转化" in str(labels[0])
    assert "信息流·引流" in str(labels[1])


def test_a_book_nobody_filled_shows_no_figures() -> None:
    book = openpyxl.load_workbook(BytesIO(empty()))
    for name in ("yesterday_gmv", "todate_gmv", "cost", "roi_total", "tile1_rate"):
        cell = book.defined_names[f"home_{name}"].attr_text.rpartition("!")[2]
        assert book["首页"][cell.replace("$", "")].value in (None, "", "—"), name
