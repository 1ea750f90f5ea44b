"""日数据: the channels at a glance above the table, and the colour of a day far off target."""

from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from promo_xl.derive import derive_facts
from promo_xl.read import read_book
from promo_xl.render.master import render_master
from promo_xl.schema import sheet
from promo_xl.workbook.text import TextWorkbook
from tests.office import computed_books
from tests.render.master.campaign import AS_OF, Rows, rows, typed

KEYS = [column.key for column in sheet("daily").cells]
# 信息流 is to bring 60,000 in six days that count the same: 10,000 a day
DAYS: list[tuple[dict[str, object], str]] = [
    ({"date": "2026-06-01", "gmv": 7_000, "orders": 30}, "red"),
    ({"date": "2026-06-02", "gmv": 7_000.01, "orders": 30}, ""),
    ({"date": "2026-06-03", "gmv": 13_000, "orders": 30, "level": "claim"}, "green"),
    ({"date": "2026-06-04", "gmv": 1_000, "orders": 29}, ""),
    ({"date": "2026-06-04", "gmv": 1_000, "orders": 99, "level": "sku"}, ""),
    ({"date": "2026-06-04", "gmv": 1_000, "orders": 99, "hour": 9}, ""),
    ({"date": "2026-06-09", "gmv": 1_000, "orders": 99}, ""),
    ({"date": "2026-06-01", "gmv": 1, "orders": 99, "channel_id": "C01"}, ""),
]


def _rows() -> Rows:
    data = rows()
    goal = {"goal_id": "G9", "parent_id": "G1", "dimension": "channel", "channel_id": "C02"}
    data["goals"].append({**goal, "metric": "gmv", "target": 60_000})
    data["daily"] = [{"channel_id": "C02", **row} for row, _ in DAYS]
    return data


@cache
def _book(lang: str = "zh") -> bytes:
    book = read_book(TextWorkbook.of(typed(_rows()), lang))
    return render_master(book, derive_facts(book, AS_OF), lang=lang)


def _opened(lang: str = "zh") -> Workbook:
    return openpyxl.load_workbook(BytesIO(_book(lang)))


def _rules(book: Workbook) -> dict[str, str]:
    """Give the two tests of the GMV column by their colour."""
    column = get_column_letter(KEYS.index("gmv") + 1)
    tab = (
        book[sheet("daily").label.zh] if "日数据" in book.sheetnames else book["Daily data"]
    )
    return {
        "red" if rule.dxf.fill.bgColor.rgb == "FFFCE4E1" else "green": rule.formula[0]
        for area in tab.conditional_formatting
        if str(area.sqref).startswith(f"{column}7:{column}")
        for rule in area.rules
        if "calc_targets" in "".join(rule.formula)
    }


@pytest.mark.office
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_only_a_day_far_off_with_orders_enough_is_coloured(
    lang: str, tmp_path: Path
) -> None:
    book = _opened(lang)
    rules, tab = _rules(book), book.worksheets[_daily(book)]
    for at, colour in ((200, "red"), (201, "green")):
        for row in range(7, 7 + len(DAYS)):
            text = rules[colour]
            for key in ("date", "channel_id", "level", "orders", "gmv", "hour", "campaign",
                        "sku_id"):  # fmt: skip
                letter = get_column_letter(KEYS.index(key) + 1)
                text = text.replace(f"${letter}7", f"${letter}{row}")
            tab.cell(row, at).value = f"=IF({text},1,0)"
    held = BytesIO()
    book.save(held)
    found = openpyxl.load_workbook(
        BytesIO(computed_books({"a": held.getvalue()}, tmp_path)["a"]), data_only=True
    ).worksheets[_daily(book)]
    seen = [
        "red"
        if found.cell(row, 200).value
        else "green"
        if found.cell(row, 201).value
        else ""
        for row in range(7, 7 + len(DAYS))
    ]
    assert seen == [colour for _, colour in DAYS]


def _daily(book: Workbook) -> int:
    return next(i for i, tab in enumerate(book.worksheets) if "t_daily" in tab.tables)


def test_the_limits_stand_in_the_settings() -> None:
    for text in _rules(_opened()).values():
        assert "settings_alert_below_target" in text
        assert "settings_min_orders" in text


def test_the_channels_stand_above_the_table_the_best_first() -> None:
    # claim rows of 信息流: 7,000 + 7,000.01 + 13,000 + 1,000 + 1,000 (9 o'clock) = 29,000.01,
    # of C01: 1; the 9th lies after the as-of day. On the evening of the 4th the data of the 3rd
    # are the last due ones.
    tab = openpyxl.load_workbook(BytesIO(_book()), data_only=True)["日数据"]
    shown = [
        [str(cell.value) for cell in tab[row] if cell.value is not None]
        for row in (3, 4, 5)
    ]
    assert shown[0][:2] == ["渠道", "信息流"]
    assert shown[1] == ["归因成交", "2.9万元", "1元"]
    assert shown[2] == ["投放ROI·截至", "— · 06-03", "— · 06-01"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "成交列：红＝低于、绿＝高于该渠道当日目标30%以上（满30单才标）"),
        (
            "en",
            "GMV: red = 30% or more below the channel's day target, green = above (30+ orders)",
        ),
    ],
)
def test_what_the_colours_mean_is_said(lang: str, said: str) -> None:
    book = _opened(lang)
    tab = book.worksheets[_daily(book)]
    assert said in [cell.value for cell in tab[2]]
