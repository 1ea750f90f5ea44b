"""Conditions of the schema: a small language, judged for whole columns."""

from datetime import datetime

import pytest

from promo_xl.schema import LIVE, WORKBOOK
from promo_xl.schema.show import to_serial
from promo_xl.validate.condition import Scope, holds
from tests.sheets import check, parse

BOOK = check(
    parse("""
        [任务与甘特]
        任务名称 | 类型     | 开始时间   | 工期(天) | 前置依赖
        甲       | 上线检查 | 2026-05-20 | 3        |
        乙       | 任务     |            | 2        | T01
        丙       |          |            |          |
    """)
)[0]
TASKS = Scope(
    BOOK,
    BOOK["tasks"],
    to_serial(datetime.fromisoformat("2026-05-30")),
    {"end": frozenset({2})},
)

CASES = [
    ("type == '上线检查'", [1, 0, 0]),
    ("type == 'launch check'", [1, 0, 0]),
    ("type != '上线检查'", [0, 1, 0]),
    ("type in ['任务','上线检查']", [1, 1, 0]),
    ("type not in ['上线检查']", [0, 1, 0]),
    ("not type == '上线检查'", [0, 1, 1]),
    ("count(start, end, duration) < 2", [0, 1, 1]),
    ("empty(pred) and filled(start)", [1, 0, 0]),
    ("filled(end)", [0, 0, 1]),
    ("AS_OF >= start + 10", [1, 0, 0]),
    ("AS_OF >= start + 11 or duration == 2", [0, 1, 0]),
    ("AS_OF >= plan.period_start - 2", [1, 1, 1]),
    ("AS_OF < plan.period_start - 2", [0, 0, 0]),
    ("size == 'small'", [1, 1, 1]),
    ("settings.approval_levels >= 1", [0, 0, 0]),
    ("rows(daily.channel_id) == 0", [1, 1, 1]),
]


@pytest.mark.parametrize(("condition", "expected"), CASES)
def test_a_condition_holds_in_the_rows_it_describes(
    condition: str, expected: list[int]
) -> None:
    assert holds(condition, TASKS).tolist() == [bool(n) for n in expected]


@pytest.mark.parametrize(
    "condition", ["__import__('os')", "type", "type == type()", "1 < 2 < 3", "[1][0] == 1"]
)
def test_what_is_no_condition_is_refused(condition: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        holds(condition, TASKS)


@pytest.mark.parametrize(
    ("sheet", "condition"),
    [
        (sheet.key, condition)
        for sheet in WORKBOOK
        for column in sheet.columns
        for condition in (column.when, column.unless)
        if condition
    ],
)
def test_every_condition_of_the_schema_can_be_judged(sheet: str, condition: str) -> None:
    table = BOOK[sheet]
    mask = holds(condition, Scope(BOOK, table, 0.0, {}))
    assert len(mask) == len(table)
    assert sheet in LIVE or not table.present or len(table) >= 0
