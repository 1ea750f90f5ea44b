"""The columns we write into the workbook."""

from datetime import date, datetime

import numpy as np
import pytest

from promo_xl.derive.written import LAST_MINUTE
from promo_xl.schema import WORKBOOK
from promo_xl.schema.sheet import Owner
from promo_xl.schema.show import to_serial
from tests.derive.campaigns import CLOSE, Rows, closed_618, facts_of, moment


def tasks(*rows: dict[str, object]) -> Rows:
    return closed_618() | {"tasks": list(rows)}


def test_every_formula_and_tool_column_is_there() -> None:
    facts = facts_of(closed_618())
    wanted = {
        (sheet.key, column.key)
        for sheet in WORKBOOK
        for column in sheet.columns
        if column.owner in (Owner.FORMULA, Owner.TOOL)
    }
    assert wanted <= set(facts.columns)


@pytest.mark.parametrize(
    ("task", "late"),
    [
        ({"end": date(2026, 6, 20)}, 8),
        ({"end": date(2026, 6, 20), "status": "已完成"}, 0),
        ({"end": date(2026, 6, 20), "actual_end": date(2026, 6, 22)}, 2),
        ({"end": date(2026, 6, 20), "actual_end": date(2026, 6, 18)}, 0),
        ({"end": date(2026, 7, 20)}, 0),
        ({"end": date(2026, 6, 20), "status": "取消"}, np.nan),
        ({"end": None}, np.nan),
    ],
)
def test_a_delay_counts_from_the_planned_end(task: dict[str, object], late: float) -> None:
    delay = facts_of(tasks({"name": "x", **task})).columns["tasks", "delay"]
    assert delay[0] == late or (np.isnan(late) and np.isnan(delay[0]))


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        (moment("2026-05-01"), "not_started"),
        (moment("2026-06-01"), "running"),
        (moment("2026-06-25"), "running"),
        (moment("2026-06-26"), "ended"),
        (moment("2026-06-28"), "closed_out"),
    ],
)
def test_the_campaign_says_where_it_stands(as_of: datetime, status: str) -> None:
    rows = closed_618() | {"review": [{"content": "达人分层有效"}]}
    assert facts_of(rows, as_of).columns["plan", "status"].tolist() == [status]


def test_a_campaign_without_review_is_not_closed_out() -> None:
    assert facts_of(closed_618(), CLOSE).columns["plan", "status"].tolist() == ["ended"]


def test_the_plan_names_core_channels_and_milestones() -> None:
    rows = tasks(
        {"name": "上线", "type": "里程碑", "end": date(2026, 6, 1)},
        {"name": "物料", "type": "里程碑", "end": date(2026, 5, 20)},
        {"name": "开发", "type": "任务", "end": date(2026, 5, 10)},
    )
    columns = facts_of(rows).columns
    assert columns["plan", "channel_mix"].tolist() == ["达人、直通车"]
    assert columns["plan", "key_milestones"].tolist() == ["05-20 物料；06-01 上线"]


def test_a_phase_counts_both_its_ends() -> None:
    assert facts_of(closed_618()).columns["phases", "days"].tolist() == [10, 10, 5]


def test_what_is_left_heeds_what_is_signed() -> None:
    rows = closed_618()
    rows["budget"][5]["committed"] = 48_000
    remaining = facts_of(rows).columns["budget", "remaining"]
    assert remaining[5] == 2000
    assert remaining[6] == -8000


def test_data_through_is_the_end_of_the_last_complete_day() -> None:
    through = facts_of(closed_618()).columns["channels", "data_through"]
    assert through[0] == to_serial(date(2026, 6, 25)) + LAST_MINUTE


def test_levels_are_said_channel_by_channel() -> None:
    rows = closed_618()
    for row in rows["daily"]:
        if row["channel_id"] == "私域":
            row["level"] = "场次"
    levels = facts_of(rows).columns["channels", "claim_level"].tolist()
    assert levels == ["claim"] * 4 + ["session"]
