"""Rows in memory laid out as the product's own workbook."""

from datetime import datetime
from pathlib import Path

import pytest

from promo_xl.errors import RefusedError
from promo_xl.patch import AppendRows, Formula, ReplaceRows, SetCells
from promo_xl.schema import LIVE, SETTINGS_SHEETS, WORKBOOK, sheet
from promo_xl.schema.label import Label
from promo_xl.schema.sheet import Shape
from promo_xl.workbook.layout import Rows
from promo_xl.workbook.text import TextWorkbook

DAY = datetime(2026, 6, 28)  # noqa: DTZ001


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sheet_of_today_is_there_with_header_table_and_names(lang: str) -> None:
    book = TextWorkbook.of({}, lang)
    titles = book.titles()
    for declared in (*WORKBOOK, *SETTINGS_SHEETS):
        assert (declared.label.say(lang) in titles) == (declared.key in LIVE)
    for key in LIVE:
        declared = sheet(key)
        grid = book.grid(declared.label.say(lang))
        assert grid.value(1, 1) == declared.label.say(lang)
        assert [table.name for table in grid.tables] == [declared.table]
        if declared.shape is Shape.FORM:
            fields = [f"{key}_{column.key}" for column in declared.cells]
            assert set(fields) <= set(book.names())
        else:
            assert list(grid.rows[5]) == [column.header(lang) for column in declared.cells]


def test_typed_rows_stand_under_their_headers() -> None:
    rows: Rows = {
        "plan": [{"project_name": "618", "size": "team"}],
        "daily": [{"gmv": 5, "channel_id": "C01"}, {"gmv": float("nan"), "note": ""}],
        "channels": [{"channel_name": Label("甲", "A"), "channel_id": ("C01", "C02")}],
        "goals": None,
    }
    book = TextWorkbook(rows, "zh", name="618.xlsx", as_of=DAY, as_of_auto="2026-06-28")
    daily = book.grid("日数据")
    gmv = list(daily.rows[5]).index("成交金额GMV(元)") + 1
    assert (daily.value(7, gmv), daily.value(8, gmv)) == (5.0, None)
    assert daily.tables[0].bottom == 8
    assert "目标" not in book.titles()
    assert book.name == "618.xlsx"
    channels = book.grid("渠道计划")
    assert {"甲", "C01；C02"} <= {v for v in channels.rows[6] if isinstance(v, str)}
    assert book.names()["plan_project_name"] == "'项目总表'!$B$8"
    assert book.grid("项目总表").value(8, 2) == "618"
    assert book.names()["AS_OF"] == "'首页'!$B$2"
    assert book.grid("首页").value(2, 2) == DAY
    meta = {row[0]: row[1] for row in book.grid("_meta").rows}
    assert meta["lang"] == "zh"
    assert meta["size"] == "team"
    assert meta["as_of_auto"] == "2026-06-28"
    assert meta["header:daily:gmv"] == "成交金额GMV(元)"
    assert book.grid("_meta").hidden


def test_words_with_blanks_and_unknown_tabs_can_be_written_as_text() -> None:
    book = TextWorkbook.from_text({"别的": 'a "b c"\n1 "2"\n2026-06-01T08:30 -'})
    grid = book.grid("别的")
    assert grid.rows[5:] == [["a", "b c"], [1.0, "2"], [datetime(2026, 6, 1, 8, 30), None]]  # noqa: DTZ001
    assert grid.tables[0].name == "t_别的"


def test_half_characters_are_replaced_as_in_a_file() -> None:
    book = TextWorkbook.from_text({"甲": "a"})
    book.apply((SetCells("甲", {(7, 1): "x\ud83d", (8, 1): ""}),))
    assert book.grid("甲").value(7, 1) == "x\ufffd"
    assert book.grid("甲").value(8, 1) is None


def test_it_lives_nowhere(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="in memory"):
        TextWorkbook.of({}).save(tmp_path / "a.xlsx")


@pytest.mark.parametrize("rows", [{"nowhere": []}, {"daily": [{"gvm": 1.0}]}])
def test_a_key_nobody_declared_is_not_dropped_in_silence(
    rows: dict[str, list[dict[str, object]]],
) -> None:
    with pytest.raises(KeyError):
        TextWorkbook.of(rows)


def _with_totals() -> TextWorkbook:
    tabs = {"日数据": "渠道 成交\n甲 1\n乙 2\n合计 3"}
    book = TextWorkbook.from_text(tabs, totals=["日数据"])
    book.apply((SetCells("日数据", {(9, 2): Formula("SUBTOTAL(109,[成交])", 3.0)}),))
    return book


def test_a_totals_row_moves_with_its_table_as_in_a_file() -> None:
    book = _with_totals()
    book.apply((AppendRows("日数据", "t_daily", [{"渠道": "丙", "成交": 4.0}]),))
    grid = book.grid("日数据")
    assert [list(row) for row in grid.rows[8:]] == [["丙", 4.0], ["合计", None]]
    assert grid.formulas == {(10, 2)}
    assert (grid.tables[0].bottom, grid.tables[0].totals) == (10, True)
    book.apply((ReplaceRows("日数据", "t_daily", [["丁", 5.0]]),))
    grid = book.grid("日数据")
    assert [list(row) for row in grid.rows[6:8]] == [["丁", 5.0], ["合计", None]]
    assert grid.formulas == {(8, 2)}
    assert all(cell is None for row in grid.rows[8:] for cell in row)


def test_what_stands_below_a_totals_row_is_in_its_way() -> None:
    book = _with_totals()
    book.apply((SetCells("日数据", {(10, 1): "便条"}),))
    with pytest.raises(RefusedError, match="in the way"):
        book.apply((AppendRows("日数据", "t_daily", [{"渠道": "丙"}]),))
    book.apply((ReplaceRows("日数据", "t_daily", [["丁", 5.0]] * 2),))
    assert book.grid("日数据").value(9, 2) == 3.0
