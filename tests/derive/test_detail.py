"""The funnel of every channel, and the ranking."""

from promo_xl.facts import Figure
from tests.derive.campaigns import Rows, closed_618, facts_of
from tests.derive.operations import cell, table, watched_618


def funnel() -> Rows:
    rows = closed_618()
    for row in rows["daily"]:
        row |= {"impressions": 10_000, "clicks": 200, "refund_amt": 0, "new_buyers": 3}
    return rows


def test_every_channel_has_its_funnel_and_prices_keep_their_cents() -> None:
    found = {row[0]: row[1:] for row in table(facts_of(funnel()), "channel_detail")}
    # 25 days of 10,000 and 200; 25万 ÷ … : 24万 of cost on 5,000 clicks, 96万 on 4,150 orders
    assert found["直通车"] == [
        "250,000",
        "5,000",
        "2.0%",
        "48.00元",
        "125,000",
        "4,150",
        "3.3%",
        "231.33元",
        "57.83元",
        "0.0%",
        "75",
    ]


def test_the_total_is_made_of_sums() -> None:
    total = facts_of(funnel()).blocks["channel_detail"].total
    assert total is not None
    said = [cell(one) for one in total]
    # 5 × 250,000 … ; 98万 ÷ 25,000 clicks; 480万 ÷ 20,500 orders
    assert said[:5] == ["合计", "1,250,000", "25,000", "2.0%", "39.20元"]
    assert said[8] == "234.15元"


def test_too_few_orders_are_said() -> None:
    rows = closed_618()
    rows["daily"] = [row for row in rows["daily"] if row["channel_id"] != "私域"]
    rows["daily"].append(
        {"date": "2026-06-02", "channel_id": "私域", "uv": 100, "orders": 5, "gmv": 900}
    )
    found = {row[0]: row for row in table(facts_of(rows), "channel_detail")}
    assert found["私域"][7] == "样本不足"


def test_the_total_is_the_channels_own_even_where_the_shop_counts() -> None:
    total = facts_of(watched_618()).blocks["channel_detail"].total
    assert total is not None
    orders = total[6]
    assert isinstance(orders, Figure)
    assert orders.value == 20_500  # the shop has 50,000


def test_products_are_ranked_by_sales() -> None:
    assert table(facts_of(watched_618()), "top") == [
        ["保湿面霜", "商品", "—", "30.0万元", "—", "1,375"],
        ["补水面膜", "商品", "—", "5.0万元", "—", "450"],
    ]


def test_ad_plans_are_ranked_with_their_cost() -> None:
    rows = closed_618()
    rows["daily"] += [
        {
            "date": "2026-06-02",
            "level": "计划",
            "channel_id": "直通车",
            "campaign": name,
            "cost": cost,
            "gmv": gmv,
            "orders": 10,
        }
        for name, cost, gmv in (("短片A", 1000, 3000), ("短片B", 2000, 9000))
    ]
    assert table(facts_of(rows), "top") == [
        ["短片B", "计划/创意", "2,000元", "9,000元", "4.50", "10"],
        ["短片A", "计划/创意", "1,000元", "3,000元", "3.00", "10"],
    ]


def test_a_ranking_has_at_most_ten_rows_of_both_kinds() -> None:
    rows = closed_618()
    rows["products"] = [{"sku_id": f"S{i}", "name": f"商品{i}"} for i in range(12)]
    rows["daily"] += [
        {"date": "2026-06-02", "level": "商品", "sku_id": f"S{i}", "gmv": 1000 + i}
        for i in range(12)
    ]
    rows["daily"] += [
        {"date": "2026-06-02", "level": "计划", "channel_id": "达人", "campaign": f"计划{i}", "gmv": 100}
        for i in range(3)
    ]  # fmt: skip
    kinds = [row[1] for row in table(facts_of(rows), "top")]
    assert kinds == ["商品"] * 7 + ["计划/创意"] * 3


def test_without_products_or_plans_there_is_no_ranking() -> None:
    facts = facts_of(closed_618())
    assert "top" not in facts.blocks
    assert "channel_detail" not in facts_of(closed_618() | {"daily": []}).blocks
