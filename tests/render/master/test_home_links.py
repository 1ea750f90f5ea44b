"""首页's links and its list of hidden sheets follow what people show, hide and rename."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from promo_xl import pipeline
from promo_xl.edit.tabs import resize, show
from promo_xl.workbook.file import FileWorkbook
from tests.render.master.campaign import AS_OF, master

NOW = datetime.fromisoformat("2026-06-05T09:00")


def _links(path: Path) -> list[object]:
    home = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    return [cell.value for row in (6, 7) for cell in home[row] if cell.value]


def _hidden(path: Path) -> str:
    book = openpyxl.load_workbook(path, data_only=True)
    title, _, cell = book.defined_names["home_hidden_line"].attr_text.rpartition("!")
    return str(book[title.strip("'")][cell.replace("$", "")].value)


def _refresh(path: Path) -> None:
    run = pipeline.check(FileWorkbook(path), AS_OF, NOW)
    pipeline.refreshed(run)
    run.workbook.save(None)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "a.xlsx"
    path.write_bytes(master("zh"))
    return path


def test_a_sheet_brought_into_view_is_linked_after_the_next_refresh(book: Path) -> None:
    assert "复盘" not in _links(book)
    assert "复盘" in _hidden(book)
    run = pipeline.check(FileWorkbook(book), AS_OF, NOW)
    run.workbook.apply(show([run.book["review"]], shown=True))
    run.workbook.save(None)
    _refresh(book)
    assert "复盘" in _links(book)
    assert "复盘" not in _hidden(book)


def test_another_size_is_told_after_the_next_refresh(book: Path) -> None:
    run = pipeline.check(FileWorkbook(book), AS_OF, NOW)
    run.workbook.apply(resize(run.book, "team"))
    run.workbook.save(None)
    _refresh(book)
    assert {"资源清单", "内容物料", "项目组分工", "执行日志"} <= set(_links(book))
    assert _hidden(book).startswith("隐藏的表：受众画像、日目标拆解、")


def test_a_refresh_of_an_unchanged_book_leaves_the_links_alone(book: Path) -> None:
    before = _links(book), _hidden(book)
    _refresh(book)
    assert (_links(book), _hidden(book)) == before
