"""Sample (e): a small shop's three-day member weekend, filled in with as little as it takes.

`new` lays the book out; the owner keeps two channels and five tasks, and types what is left:
sixty cells at most. What `new` was asked stands in BRIEF, so that the rest can be counted.
"""

from datetime import date, datetime

from rows import Row, Rows, table

from promo_xl.derive.calendar import is_workday
from promo_xl.schema.scenarios import Brief, starter

BRIEF: Row = {
    "name": "七月会员周末",
    "scenario": "日常主题",
    "size": "small",
    "lang": "zh",
    "start": "2026-07-10",
    "end": "2026-07-12",
    "budget": 20_000,
}
AS_OF = "2026-07-15"
_KEPT = {
    "channels": ("直通车", "私域社群"),
    "tasks": (
        "确定目标、主题与预算",
        "内容与物料制作",
        "功能测试",
        "活动上线",
        "数据汇总与核对",
    ),
}
_DONE = ("2026-06-18", "2026-07-02", "2026-07-08", "2026-07-10", "2026-07-15")
_DAILY = table(
    "date channel_id uv orders gmv cost",
    ("2026-07-10", "直通车", 1_460, 62, 9_318.4, 5_870.5),
    ("2026-07-10", "私域社群", 310, 58, 8_004.6, 0),
    ("2026-07-11", "直通车", 2_105, 96, 14_472.8, 7_410.2),
    ("2026-07-11", "私域社群", 402, 84, 12_146.9, 0),
    ("2026-07-12", "直通车", 1_688, 70, 10_633.7, 6_012.6),
    ("2026-07-12", "私域社群", 288, 51, 7_203.6, 0),
)


def sample_e() -> Rows:
    """Give the rows of the small shop's book, closed, in Chinese."""
    rows = {sheet: [dict(row) for row in found] for sheet, found in started().items()}
    rows["channels"] = _kept(rows, "channels", "channel_name")
    rows["tasks"] = _kept(rows, "tasks", "name")
    rows["plan"][0] |= {
        "core_goal": "三天GMV 6万元，400单",
        "rules_text": "会员全场9折，限三天",
        "owner": "店主",
    }
    for goal, target in zip(rows["goals"], (60_000, 400), strict=True):
        goal["target"] = target
    rows["channels"][0]["budget_typed"] = 20_000
    for task, day in zip(rows["tasks"], _DONE, strict=True):
        task |= {"status": "已完成", "actual_end": day}
        if "check_kind" in task:
            task["check_result"] = "通过"
    return rows | {"daily": _DAILY}


def started() -> Rows:
    """Give what `new` puts into the book."""
    brief = Brief(
        name=str(BRIEF["name"]),
        scenario=str(BRIEF["scenario"]),
        lang="zh",
        start=date.fromisoformat(str(BRIEF["start"])),
        end=date.fromisoformat(str(BRIEF["end"])),
        budget=float(str(BRIEF["budget"])),
        size="small",
    )
    return {
        sheet: [
            {k: _cell(v) for k, v in row.items() if v is not None and v != ""}
            for row in found
        ]
        for sheet, found in starter(brief, is_workday).items()
    }


def _kept(rows: Rows, sheet: str, name: str) -> list[Row]:
    found = {str(row[name]): row for row in rows[sheet]}
    kept = [found[word] for word in _KEPT[sheet]]
    names = {str(row.get("task_id")) for row in kept}
    for row in kept:
        if "pred" in row and not set(str(row["pred"]).split(";")) <= names:
            del row["pred"]  # the owner deleted that task
    return kept


def _cell(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date) else value
