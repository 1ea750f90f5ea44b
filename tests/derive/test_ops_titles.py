"""Titles of operations fit one line of a slide, name no causes, and are absent without data."""

from datetime import date

import pytest

from promo_xl.derive.wording import TITLE_WIDTH, width
from tests.derive.campaigns import Rows, closed_618, facts_of, moment
from tests.derive.operations import logged_618, said

TITLES = (
    "products_title",
    "users_title",
    "monitor_title",
    "incidents_title",
    "feedback_title",
    "lessons_title",
    "schedule_title",
)
CAUSES = (
    "因为",
    "由于",
    "导致",
    "带来",
    "贡献",
    "because",
    "due to",
    "thanks to",
    "led to",
)
LONG = "很长很长的名字" * 12


def crowded() -> Rows:
    """Sixty of everything, with names nobody can fit, and figures of nine digits."""
    rows = logged_618()
    for i in range(60):
        rows["products"].append(
            {
                "sku_id": f"X{i}",
                "name": LONG + str(i),
                "stock": 123_456_789,
                "alert_stock": 9e8,
            }
        )
        rows["daily"].append(
            {"date": "2026-06-20", "level": "商品", "sku_id": f"X{i}", "stock": 111_111_111}
        )
        rows["monitor"].append(
            {
                "metric": "千次曝光成本",
                "target": 1,
                "op": "<",
                "threshold": 1,
                "scope": LONG,
            }
        )
        rows["monitor"].append(
            {"metric": "访客数UV", "target": 1e9, "op": "<", "threshold": 1e9}
        )
        rows["log"].append(
            {
                "kind": "异常",
                "time": moment("2026-05-01T08:00"),
                "closed": moment("2026-06-27T09:30"),
                "desc": LONG,
                "status": "已关闭",
            }
        )
        rows["tasks"].append({"name": LONG, "end": date(2025, 1, 1)})
        rows["review"].append(
            {"dimension": "不足与改进", "content": LONG, "verdict": "停止"}
        )
        rows["feedback"].append(
            {
                "date": date(2026, 6, 2),
                "topic": "卖点不清",
                "quote": LONG,
                "count": 1_234_567,
            }
        )
    for row in rows["daily"]:
        if row.get("level") == "店铺大盘":
            row["new_users"] = 123_456_789
    return rows


@pytest.mark.parametrize("rows", [logged_618(), crowded()], ids=["plain", "crowded"])
@pytest.mark.parametrize("key", TITLES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_title_fits_one_line_with_a_number_and_no_cause(
    rows: Rows, key: str, lang: str
) -> None:
    title = said(facts_of(rows), key, lang)
    assert width(title) <= TITLE_WIDTH, title
    assert any(c.isdigit() for c in title), title
    assert not any(word in title.lower() for word in CAUSES), title


def test_no_title_without_data() -> None:
    facts = facts_of(closed_618() | {"daily": [], "goals": []})
    assert not set(TITLES) & set(facts.claims)
    assert not {"source_products", "source_log", "source_review"} & set(facts.claims)


def test_a_review_without_verdicts_says_so() -> None:
    rows = closed_618() | {"review": [{"dimension": "下一步计划", "content": "x"}]}
    assert said(facts_of(rows), "lessons_title") == "复盘1条，尚未定处置"


def test_praise_alone_is_said_as_none_negative() -> None:
    voice = {"date": date(2026, 6, 2), "topic": "物流", "quote": "快", "sentiment": "正面"}
    rows = closed_618() | {"feedback": [voice]}
    assert said(facts_of(rows), "feedback_title") == "用户反馈1条，无负面，物流最多"
