"""The manuals' own figures come out of the product, each as the manual prints it."""

from datetime import date

import pytest

from promo_xl.facts import Facts, slot_text
from tests.derive.campaigns import Rows, closed_618, facts_of, read


def goal(metric: str, target: object, actual: float, **more: object) -> Facts:
    """One goal with its actual typed."""
    rows = closed_618()
    rows["goals"] = [
        {"goal_id": "G1", "metric": metric, "target": target, "actual_typed": actual} | more
    ]
    return facts_of(rows)


@pytest.mark.parametrize(
    ("metric", "target", "actual", "said"),
    [
        ("曝光量", "50万", 520_000, "104.0%"),  # manual 0
        ("转化率", "2%", 0.021, "105.0%"),  # manual 0
        ("转化率", "5%", 0.062, "124.0%"),  # manual 2
        ("GMV", "500万", 4_800_000, "96.0%"),  # manual 4
        ("新增注册用户", "1万", 12_000, "120.0%"),  # manual 4
    ],
)
def test_completion_is_what_the_manual_prints(
    metric: str, target: object, actual: float, said: str
) -> None:
    assert goal(metric, target, actual)["goal.G1.completion"].show("zh") == said


def test_the_measured_618_of_manual_4_is_at_96_and_120_percent() -> None:
    facts = facts_of(closed_618())
    assert facts["goal.G1.completion"].number == 0.96
    assert facts["goal.G2.completion"].number == 1.2
    assert "超2,000" in facts.claims["conclusion1"].say("zh")


def test_a_stretch_target_is_baseline_and_growth() -> None:
    """Manual 4: 300万 × (1 + 50 %) = 450万."""
    rows = closed_618()
    rows["goals"][0] |= {"baseline": 3_000_000, "growth": 0.5}
    assert facts_of(rows).columns["goals", "stretch"][0] == 4_500_000


def test_the_budget_of_manual_4_adds_up_to_48() -> None:
    """推广30 + 物料5 + 技术3 + 人力10 = 48万."""
    rows = closed_618()
    rows["channels"] = rows["channels"][:1]
    rows["channels"][0]["budget_typed"] = None
    rows["daily"] = []
    rows["budget"] = [
        {"category": key, "item": key, "planned": wan * 10_000}
        for key, wan in (
            ("广告投放", 30),
            ("物料制作", 5),
            ("技术费", 3),
            ("人力成本", 10),
        )
    ]
    facts = facts_of(rows)
    assert facts["campaign.budget"].value == 480_000.0
    total = facts.blocks["money"].total
    assert total is not None
    assert slot_text(total[1], "zh") == "48.0万元"


def test_the_path_of_manual_2_adds_up_to_its_goal() -> None:
    """抖音500万 + 朋友圈300万 + KOL200万 = 1000万: as channel goals they are the whole."""
    rows = closed_618()
    rows["goals"] = [{"metric": "GMV", "target": 10_000_000}] + [
        {"metric": "GMV", "target": wan * 10_000, "channel_id": name}
        for name, wan in (("达人", 500), ("直通车", 300), ("信息流", 200))
    ]
    start, *changes, end = (
        float(str(getattr(row[1], "value", None)))
        for row in facts_of(rows).blocks["drivers"].rows
    )
    assert start == 10_000_000
    assert end == 4_800_000
    assert start + sum(changes) == end


def test_a_ratio_written_as_one_to_five_is_five() -> None:
    """Manuals 2 and 4 write 1:5; 达人 sold 180万 for 36万."""
    rows = closed_618()
    rows["goals"].append(
        {"goal_id": "G3", "metric": "投放ROI", "target": "1:5", "channel_id": "达人"}
    )
    facts = facts_of(rows)
    assert read(rows)["goals"]["target"][2] == 5.0
    assert facts["goal.G3.actual"].number == 5.0
    assert facts["goal.G3.status"].show("zh") == "达成"


def stocked() -> Rows:
    rows = closed_618()
    rows["products"] = [{"sku_id": "S1", "name": "爆款", "stock": 500}]
    rows["daily"].append(
        {"date": date(2026, 6, 25), "level": "商品", "sku_id": "S1", "stock": 200}
    )
    return rows


def test_stock_cleared_is_60_percent_of_what_was_there() -> None:
    """500 at first, 200 left."""
    rows = stocked()
    rows["goals"] += [
        {"goal_id": "G3", "metric": "库存清理率", "target": "85%"},
        {"goal_id": "G4", "metric": "库存余量", "target": 300, "op": "<="},
    ]
    facts = facts_of(rows)
    assert facts["goal.G3.actual"].number == pytest.approx(0.6)
    assert facts["goal.G4.actual"].number == 200
    assert facts["goal.G4.status"].show("zh") == "达标"


def test_seconds_to_answer_are_weighted_by_sessions() -> None:
    """(30 × 300 + 90 × 300) ÷ 600 = 60 s; without weights (30 + 90) ÷ 2."""
    rows = closed_618()
    rows["goals"].append({"goal_id": "G3", "metric": "客服响应时长", "target": 45})
    rows["daily"][0] |= {"cs_seconds": 30, "cs_sessions": 300}
    rows["daily"][1] |= {"cs_seconds": 90, "cs_sessions": 300}
    facts = facts_of(rows)
    assert facts["goal.G3.actual"].number == 60
    assert facts["goal.G3.status"].show("zh") == "超标"
    assert facts["goal.G3.completion"].blank
    rows["daily"][1]["cs_sessions"] = 100  # (30 × 300 + 90 × 100) ÷ 400
    assert facts_of(rows)["goal.G3.actual"].number == 45


@pytest.mark.parametrize(
    "more",
    [{"metric": "复购率"}, {"metric": "市占率"}, {"metric": "GMV", "segment": "新客"}],
)
def test_what_no_export_holds_counts_only_as_typed(more: dict[str, object]) -> None:
    rows = closed_618()
    rows["goals"] = [{"goal_id": "G1", "target": 0.2} | more]
    assert facts_of(rows)["goal.G1.status"].show("zh") == "无数据"
    rows["goals"][0]["actual_typed"] = 0.19
    facts = facts_of(rows)
    assert facts["goal.G1.completion"].number == pytest.approx(0.95)
    assert slot_text(facts.blocks["goals"].rows[0][2], "zh").endswith("（手工填报）")
