"""Python's reading of the declared expressions."""

from collections.abc import Mapping, Sequence
from math import isnan, nan

import numpy as np
import pytest

from promo_xl.derive.values import Columns, total, value
from promo_xl.read import read_book
from promo_xl.schema import METRICS
from promo_xl.schema.expression import (
    AsOf,
    Col,
    Expr,
    Field,
    Least,
    Most,
    Num,
    Sum,
    SumIfs,
    Where,
)
from promo_xl.schema.show import to_day
from promo_xl.workbook.text import TextWorkbook

START, DAY, END = 46174.0, 46183.0, 46198.0
"""The first, tenth and last day of June's campaign."""
AS_OF = to_day(DAY + 15 / 24)
A = np.array([1.0, nan, 4.0, 0.0])
B = np.array([2.0, 2.0, 0.0, nan])


def _value(expr: Expr) -> list[float]:
    columns = {"a": A, "b": B}
    found = np.broadcast_to(value(expr, lambda key: columns[key]), 4)
    return [-1.0 if isnan(x) else x for x in found.tolist()]


def _columns(**rows: Sequence[Mapping[str, object]]) -> Columns:
    plan = {"period_start": START, "period_end": END}
    given = {"plan": [plan | {"total_budget": 1000}]} | rows
    return Columns(read_book(TextWorkbook.of(given)), AS_OF)


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (Col("a") + Col("b"), [3, -1, 4, -1]),
        (Col("b") - 2, [0, 0, -2, -1]),
        (Col("a") * Col("b"), [2, -1, 0, -1]),
        (Col("a") / Col("b"), [0.5, -1, -1, -1]),
        (Sum((Col("a"), Col("b"))), [3, 2, 4, 0]),
        (Least((Col("a"), Num(1.5))), [1, -1, 1.5, 0]),
        (Most((Col("a"), Col("b"))), [2, -1, 4, -1]),
    ],
)
def test_a_blank_anywhere_is_blank_and_so_is_a_division_by_zero(
    expr: Expr, expected: list[float]
) -> None:
    assert _value(expr) == expected


def test_a_sum_is_blank_only_where_nothing_is_measured() -> None:
    found = value(Sum((Col("a"), Col("b"))), lambda key: np.array([nan]))
    assert isnan(found[0])


def test_a_rate_uses_the_rows_in_which_both_stand_and_says_how_many() -> None:
    columns = {"a": A, "b": B}
    everything = np.ones(4, bool)
    expr = Col("a") / Col("b")
    assert total(expr, columns.__getitem__, everything, complete=True) == (2.5, 2, 4)
    assert total(expr, columns.__getitem__, everything) == (1.25, 4, 4)


def test_a_total_without_a_measured_cell_is_blank_and_used_none() -> None:
    found, used, of = total(Col("a"), lambda key: A, np.array([False, True, False, False]))
    assert isnan(found)
    assert (used, of) == (0, 1)


def test_a_channel_adds_up_its_own_rows_at_its_level_and_basis_up_to_the_as_of_day() -> (
    None
):
    columns = _columns(
        channels=[
            {"channel_id": "C01", "channel_name": "抖音", "claim_level": "渠道归因"},
            {"channel_id": "C02", "channel_name": "淘宝", "claim_level": "Ad plan"},
            {"channel_id": "C03", "channel_name": "京东"},
        ],
        daily=[
            {"date": DAY, "channel_id": "抖音", "gmv": 10, "cost": 4},
            {"date": DAY, "channel_id": "C01", "gmv": 5, "level": "Claim"},
            {"date": DAY, "channel_id": "C01", "gmv": 100, "basis": "下单", "cost": 1},
            {"date": DAY, "channel_id": "C01", "gmv": 1000, "level": "计划"},
            {"date": DAY + 1, "channel_id": "C01", "gmv": 10000},
            {"date": DAY, "channel_id": "淘宝", "gmv": 7, "level": "计划", "basis": "Paid"},
            {"channel_id": "淘宝", "gmv": 8, "level": "计划"},
            {"date": DAY, "gmv": 9},
            {"date": DAY, "channel_id": "京东", "gmv": 11},
        ],
    )
    assert columns.of("channels", "gmv").tolist()[:2] == [15, 7]
    assert columns.of("channels", "spend").tolist()[0] == 5
    assert isnan(columns.of("channels", "spend")[1])
    assert isnan(columns.of("channels", "gmv")[2]), "no level is known"
    assert columns.of("channels", "roi_ads").tolist()[0] == 3


def test_other_input_is_every_budget_line_that_is_not_ads() -> None:
    columns = _columns(
        channels=[{"channel_name": "抖音"}],
        budget=[
            {"category": "广告投放", "channel_id": "抖音", "actual": 1},
            {"category": "KOL", "channel_id": "抖音", "actual": 2},
            {"channel_id": "抖音", "actual": 4},
            {"category": "技术费", "actual": 8},
        ],
    )
    assert columns.of("channels", "other_input").tolist() == [6]


def test_a_share_divides_by_the_whole_column() -> None:
    columns = _columns(budget=[{"planned": 30}, {"planned": 70}, {"item": "待定"}])
    shares = columns.of("budget", "ratio").tolist()
    assert shares[:2] == [0.3, 0.7]
    assert isnan(shares[2])


def test_a_column_we_write_comes_from_its_maker_and_is_made_once() -> None:
    made: list[str] = []

    def budgets(columns: Columns) -> np.ndarray:
        made.append("budget")
        return np.array([250.0])

    book = _columns(channels=[{"channel_name": "抖音"}]).book
    columns = Columns(book, AS_OF, {("channels", "budget"): budgets})
    assert columns.of("channels", "budget_share").tolist() == [0.25]
    assert columns.of("channels", "budget").tolist() == [250.0]
    assert made == ["budget"]


def test_time_runs_from_the_first_to_the_last_day_of_a_goal_and_no_further() -> None:
    columns = _columns(
        goals=[
            {"metric": "GMV", "target": 1},
            {"metric": "GMV", "target": 1, "start": DAY + 1},
            {"metric": "GMV", "target": 1, "end": START + 1},
            {"target": 1},
        ]
    )
    found = columns.of("goals", "time_progress").tolist()
    assert found[:3] == [0.4, 0, 1]
    assert isnan(found[3]), "a row that names no metric is no goal yet"


def test_as_of_is_a_day_whatever_its_hour() -> None:
    columns = _columns()
    assert columns.as_of == DAY
    assert columns.scalar("AS_OF", "daily") == DAY
    assert columns.scalar("plan.total_budget", "daily") == 1000
    assert columns.field("settings.basis") == "paid"


def test_criteria_compare_numbers_words_and_days() -> None:
    columns = _columns(
        daily=[{"date": DAY, "gmv": 1}, {"date": DAY + 1, "gmv": 2}, {"gmv": 4}]
    )

    def sums(key: str, wanted: Expr | str | float, sign: str = "=") -> float:
        return float(
            columns.sums(SumIfs("daily.gmv", (Where(f"daily.{key}", wanted, sign),)))
        )

    assert sums("date", DAY) == 1
    assert sums("date", AsOf(), "<=") == 1
    assert sums("date", AsOf() + 1, ">=") == 2
    assert sums("date", DAY, "<>") == 6
    assert sums("level", "claim") == 7
    assert isnan(sums("level", "shop"))
    assert sums("gmv", Field("plan.total_budget"), "<=") == 7
    assert float(columns.sums(SumIfs("daily.gmv"))) == 7


def test_an_order_between_rows_is_refused() -> None:
    columns = _columns(channels=[{"channel_name": "抖音"}], daily=[{"gmv": 1}])
    node = SumIfs("daily.gmv", (Where("daily.date", Col("start"), "<="),))
    with pytest.raises(ValueError, match=r"daily\.date"):
        columns.sums(node, "channels")
    with pytest.raises(ValueError, match=r"daily\.gmv"):
        value(node, lambda key: A)


@pytest.mark.parametrize("key", [k for k, metric in METRICS.items() if metric.expr])
def test_an_empty_book_gives_blanks_and_no_warning(key: str) -> None:
    columns, expr = _columns(), METRICS[key].expr
    assert expr is not None
    found = total(expr, lambda k: columns.of("daily", k), np.ones(0, bool), complete=True)
    assert isnan(found[0])
    assert found[1:] == (0, 0)
