"""The whole file: what tabs there are, in what order, and that it is the same every time."""

import os
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import numpy as np
import pytest

from promo_xl.derive import derive_facts
from promo_xl.edit import refresh
from promo_xl.read import read_book
from promo_xl.schema.sheet import Owner
from promo_xl.validate import validate_book
from promo_xl.workbook.file import FileWorkbook
from tests.render.master.campaign import AS_OF, HOSTILE, empty, made, master, opened

ALL = [
    "首页", "使用说明", "项目总表", "活动节奏", "受众画像", "目标", "日目标拆解", "渠道计划", "预算",
    "资源清单", "活动权益", "商品与库存", "内容物料", "任务与甘特", "项目组分工",
    "风险预案", "日数据", "执行监控", "执行日志", "用户反馈", "复盘", "汇总看板", "校验结果",
    "设置", "字典", "日历", "提前期", "平台规格", "词库", "计算",
]  # fmt: skip
SMALL = {
    "首页",
    "使用说明",
    "项目总表",
    "活动节奏",
    "目标",
    "渠道计划",
    "任务与甘特",
    "日数据",
}
_SCRIPT = """
from hashlib import sha256
from tests.render.master.campaign import master
print(sha256(master("zh")).hexdigest())
"""


def test_the_tabs_stand_in_order_and_a_small_book_shows_few() -> None:
    book = opened()
    states = {sheet.title: sheet.sheet_state for sheet in book}
    assert list(states) == [*ALL, "_meta"]
    in_use = {"预算", "校验结果"}
    assert {t for t, s in states.items() if s == "visible"} == SMALL | in_use
    assert states["_meta"] == "veryHidden"
    assert book.active is not None
    assert book.active.title == "首页"


def test_an_english_book_has_no_chinese_but_what_people_typed() -> None:
    typed = {HOSTILE, "王敏", "GMV 60万", "满300减50", "信息流", "人力"}
    typed |= {"方案", "物料", "上线", "爆发投放"}
    typed |= {"48万", "万元"}  # the trade's own word for ten thousand
    found = set()
    for sheet in opened("en", values=True):
        if sheet.title in ("Lists", "_meta", "Calendar", "Restricted words"):
            continue
        for row in sheet.iter_rows(values_only=True):
            for value in row:
                text = str(value)
                for word in typed:
                    text = text.replace(word, "")
                if any("\u4e00" <= letter <= "\u9fff" for letter in text):
                    found.add(f"{sheet.title}: {value}")
    assert found == set()


@pytest.mark.parametrize(("zone", "seed"), [("Asia/Shanghai", "1"), ("America/Lima", "2")])
def test_the_bytes_do_not_depend_on_the_machine(zone: str, seed: str) -> None:
    env = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == sha256(master("zh")).hexdigest()


def test_the_name_of_the_campaign_is_verbatim_on_the_page_and_in_the_properties() -> None:
    book = opened()
    assert book.properties.title == HOSTILE
    assert book["首页"]["B2"].value == HOSTILE
    assert book["首页"]["B2"].data_type == "s"
    assert book["渠道计划"]["C7"].value == HOSTILE
    assert book["预算"]["C7"].value == "=SUM(1)"
    assert book["预算"]["C7"].data_type == "s"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_written_reads_back_as_it_was(lang: str) -> None:
    before, _, _ = made(lang)
    after = read_book(FileWorkbook(master(lang)))
    assert after.lang == lang
    assert after.as_of is None
    assert list(after.faults) == []
    for key in ("plan", "phases", "goals", "channels", "budget", "tasks", "daily"):
        for name, column in before[key].columns.items():
            back = after[key][name]
            if before[key].sheet[name].owner in (Owner.TOOL, Owner.FORMULA):
                continue
            same = np.array_equal(column, back, equal_nan=column.dtype != object)
            assert same, f"{key}.{name}: {column} became {back}"


def test_an_empty_book_shows_today_and_reads_back_empty() -> None:
    back = read_book(FileWorkbook(empty()))
    assert back.as_of is None
    assert [len(back[key]) for key in ("phases", "goals", "daily")] == [0, 0, 0]
    with ZipFile(BytesIO(empty())) as package:
        home = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>TODAY()</f><v>46177.0</v>" in home


def test_no_formula_but_the_empty_books_as_of_cell_is_volatile() -> None:
    volatile = ("TODAY(", "NOW(", "OFFSET(", "INDIRECT(", "RAND(")
    with ZipFile(BytesIO(master())) as package:
        for name in package.namelist():
            text = package.read(name).decode("utf-8", "replace")
            assert not any(word in text for word in volatile), name


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_refresh_right_after_changes_nothing(lang: str) -> None:
    book = read_book(FileWorkbook(master(lang)))
    facts = derive_facts(book, AS_OF)
    assert refresh(book, facts, validate_book(book, facts), lang) == ()
