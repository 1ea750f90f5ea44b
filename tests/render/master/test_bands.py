"""What stands above the tables: sums, counts of what is open, defaults, completion."""

from functools import cache
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from promo_xl.book import letter
from promo_xl.derive import derive_facts
from promo_xl.read import read_book
from promo_xl.render.master import render_master
from promo_xl.schema import sheet
from promo_xl.workbook.text import TextWorkbook
from tests.render.master.campaign import AS_OF, rows

LOG = {"kind": "incident", "time": "2026-06-02 10:00", "desc": "卡顿"}


@cache
def _book(lang: str = "zh") -> Workbook:
    data = rows()
    data["plan"][0]["size"] = "full"
    data["log"] = [
        {**LOG, "status": status} for status in ("open", "in_progress", "solved", "closed")
    ]
    data["risks"] = [{"category": "stock", "desc": "断货", "response": "补货"}]
    data["monitor"] = [
        {"metric": "gmv", "target": 600_000, "op": "<", "threshold": 999_999_999}
    ]
    data["day_targets"] = [
        {"date": f"2026-06-{day:02d}", "gmv_target": 1_000_000.5 * day, "cost_target": day}
        for day in range(1, 5)
    ]
    book = read_book(TextWorkbook.of(data, lang))
    return openpyxl.load_workbook(
        BytesIO(render_master(book, derive_facts(book, AS_OF), lang=lang)), data_only=True
    )


def _above(tab: Worksheet) -> list[str]:
    return [
        str(cell.value)
        for row in tab.iter_rows(min_row=3, max_row=5)
        for cell in row
        if cell.value is not None
    ]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("log", "共 4 条 · 未关闭 2 · 已关闭 2"),
        ("risks", "共 1 条 · 未关闭 1 · 已关闭 0"),
        ("tasks", "共 4 项 · 已完成 1"),
    ],
)
def test_a_register_says_how_many_are_open(key: str, said: str) -> None:
    assert said in _above(_book()[sheet(key).label.zh])


def test_the_monitors_in_alarm_are_counted() -> None:
    assert any("预警或紧急" in text for text in _above(_book()["执行监控"]))


def test_the_day_targets_are_added_up() -> None:
    # 1,000,000.5 × (1 + 2 + 3 + 4)
    tab = _book()["日目标拆解"]
    keys = [c.key for c in sheet("day_targets").cells]
    assert tab.cell(5, keys.index("gmv_target") + 1).value == pytest.approx(10_000_005)
    assert tab.cell(5, 1).value == "合计"


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "空＝项目负责人"), ("en", "blank = project owner")]
)
def test_a_column_says_what_its_blank_cells_count_as(lang: str, said: str) -> None:
    assert said in _above(_book(lang)[sheet("tasks").label.say(lang)])


def test_the_review_shows_what_was_reached_goal_by_goal() -> None:
    # 3 complete days of shop data: 90,001 + 90,002 + 90,003 + 90,004 = 360,010 of 600,000
    above = _above(_book()["复盘"])
    assert above[0] == "目标"
    assert above[1].startswith("GMV")
    assert "36.0万元 / 60.0万元 · 60.0%" in above


def test_an_unfilled_sheet_shows_rows_to_write_in() -> None:
    tab = _book()["用户反馈"]
    for row in (7, 12, 18):
        assert tab.cell(row, 2).fill.fgColor.rgb == "FFFFF9E5"


def test_no_number_is_too_long_for_its_column() -> None:
    for tab in _book().worksheets[2:-2]:
        if tab.title == "汇总看板":
            continue
        for row in tab.iter_rows(min_row=7, max_row=20):
            for cell in row:
                width = tab.column_dimensions[letter(int(cell.column or 1))].width
                if (
                    isinstance(cell.value, int | float)
                    and cell.number_format[:5] == "#,##0"
                ):
                    cents = 2 if cell.number_format.endswith("00") else 0
                    assert len(f"{cell.value:,.{cents}f}") + 1 <= width, cell


def test_optional_columns_in_use_stay_folded_where_the_page_is_full() -> None:
    data = rows()
    keys = [c for c in sheet("daily").cells if c.kind.key in ("int", "money")]
    data["daily"] = [
        {"date": "2026-06-01", "channel_id": "C01"}
        | {c.key: 100 for c in keys if c.owner.value == "in" and c.key != "hour"}
    ]
    book = read_book(TextWorkbook.of(data))
    made = render_master(book, derive_facts(book, AS_OF), lang="zh")
    tab = openpyxl.load_workbook(BytesIO(made))["日数据"]
    shown = [
        d.width * (int(d.max or 0) - int(d.min or 0) + 1)
        for d in tab.column_dimensions.values()
        if not d.hidden
    ]
    assert sum(shown) < 250
