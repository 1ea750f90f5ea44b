"""Rules are total and quick: whatever stands in a book, no rule raises."""

import sys
import time
from dataclasses import replace
from datetime import datetime
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from promo_xl.cli.demo import sample_rows
from promo_xl.derive import derive_facts
from promo_xl.read import read_book
from promo_xl.schema import sheet
from promo_xl.schema.sheet import SIZES, Column, Owner, Sheet
from promo_xl.schema.show import to_day
from promo_xl.validate import RULES, validate_book
from promo_xl.validate.rule import findings_of_rule
from promo_xl.workbook.text import TextWorkbook
from tests.read.books import PLAN, START
from tests.sheets import AS_OF

MOMENTS = ("2026-05-01", "2026-06-10", "2026-12-31")
GARBAGE: list[object] = [
    *(
        None,
        "",
        " ",
        "-",
        "12万",
        "NaN",
        "1e400",
        "a;b；c",
        "%",
        "👍",
        "=1+1",
        "\x00",
        "{x}",
    ),
    *(float("nan"), float("inf"), -1e308, 0.0, 5.5, 1e15, 46174.75, -3.0, True, 10**30),
    *(
        "2月30日",
        "9999-12-31",
        "0001-01-01",
        "#N/A",
        "G1",
        "P1",
        "抖音",
        "大促节点",
        "预热",
    ),
    *("通过", "驳回", "日均", "GMV", "1+2+", "+", "分解", "广告投放"),
    *(to_day(START), to_day(1.0), to_day(2_958_465.0)),
]
SHEETS = (
    "plan",
    "phases",
    "goals",
    "day_targets",
    "channels",
    "budget",
    "resources",
    "tasks",
)
AMOUNTS = (0, 1, 5, 0.05, 300, 4e5, 1e6, 5e6, -3)
IDS = {"goals": "G", "channels": "C", "phases": "PH", "resources": "R", "budget": "B"}


def _value(rng: Random, column: Column) -> object:
    """Give something a person may type there: most often of the right kind."""
    kind = column.kind
    if rng.random() < 0.12:
        return rng.choice(GARBAGE)
    if rng.random() < 0.3:
        return None
    if kind.choices is not None and kind.choices.items:
        return rng.choice(kind.choices.items).label.zh
    if kind.key in ("date", "datetime"):
        return to_day(START + rng.randint(-80, 240) + rng.choice((0.0, 0.5)))
    if kind.ref:
        prefix = IDS.get(kind.ref.partition(".")[0])
        return f"{prefix}{rng.randint(1, 4)}" if prefix else column.example
    return rng.choice(AMOUNTS) if kind.numeric else column.example or None


def _rows(rng: Random, of: Sheet) -> list[dict[str, object]]:
    columns = [c for c in of.columns if c.owner in (Owner.IN, Owner.SETTING)]
    rows = [{c.key: _value(rng, c) for c in columns} for _ in range(5)]
    for n, row in enumerate(rows, 1):
        if of.key in IDS and rng.random() < 0.9:
            row[of.id[0]] = f"{IDS[of.key]}{n}"
    return rows


@given(
    seed=st.integers(0, 2**32), size=st.sampled_from(SIZES), moment=st.sampled_from(MOMENTS)
)
@settings(max_examples=60, deadline=None)
def test_no_rule_raises_on_anything_people_type(seed: int, size: str, moment: str) -> None:
    rng = Random(seed)
    rows = {key: _rows(rng, sheet(key)) for key in SHEETS}
    rows["plan"] = [{**PLAN, **rows["plan"][0], "size": size}]
    rows["daily"] = [
        {"date": START + n, "channel_id": f"C{n % 3 + 1}", "gmv": 1e4, "cost": 2e3}
        for n in range(9)
    ]
    book = read_book(TextWorkbook(rows))
    facts = derive_facts(book, datetime.fromisoformat(moment))
    for found in validate_book(book, facts):
        for lang in ("zh", "en"):
            assert found.message(lang)
            assert found.advice(lang)


def _traced() -> bool:
    """Whether something counts the lines we run: that costs many times the rule itself."""
    watching = getattr(sys, "monitoring", None)
    return sys.gettrace() is not None or (
        watching is not None and watching.get_tool(watching.COVERAGE_ID) is not None
    )


def test_a_rule_on_a_small_table_costs_at_most_a_third_of_a_millisecond() -> None:
    book = read_book(TextWorkbook(sample_rows("zh")))
    facts = derive_facts(book, AS_OF)
    slow = {}
    for rule in (rule for rule in RULES if rule.id[0] in "PGB"):
        times = []
        for _ in range(15):
            start = time.perf_counter()
            list(rule.find(book, facts))
            times.append(time.perf_counter() - start)
        if min(times) > (0.0003 if not _traced() else 0.03):
            slow[rule.id] = min(times)
    assert not slow


def test_a_book_without_rows_finds_nothing_in_the_groups() -> None:
    book = read_book(TextWorkbook({}))
    facts = derive_facts(book, AS_OF)
    groups = (rule for rule in RULES if rule.id[0] in "PGB")
    for size in SIZES:
        sized = replace(book, size=size)
        assert [f for rule in groups for f in findings_of_rule(rule, sized, facts)] == []
