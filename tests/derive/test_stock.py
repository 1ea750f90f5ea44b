"""What is left of each product, and how long it lasts."""

import numpy as np
import pytest

from tests.derive.campaigns import CLOSE, Rows, closed_618, facts_of, moment
from tests.derive.operations import cell, said, table, watched_618


def with_product(**changes: object) -> Rows:
    rows = watched_618()
    rows["products"][0] |= changes
    return rows


def test_sixty_percent_of_the_stock_is_sold_through() -> None:
    facts = facts_of(watched_618())
    # 1 − (200 + 1,800) ÷ (2,000 + 3,000)
    assert facts["campaign.sellthrough"].value == 0.6
    assert facts["product.SKU001.sellthrough"].value == 0.9
    assert facts["product.SKU001.stock_left"].value == 200


def test_days_of_cover_are_stock_by_the_mean_of_seven_days() -> None:
    facts = facts_of(watched_618())
    # 200 ÷ 20 a day, 1,800 ÷ 60 a day
    assert facts.columns["products", "stock_days"].tolist() == [10, 30]
    assert facts.columns["products", "stock_left"].tolist() == [200, 1800]


def test_the_last_reading_counts_and_later_ones_are_left_out() -> None:
    facts = facts_of(watched_618(), moment("2026-06-03"))
    # 1,900 less 60 on each of two days
    assert facts["product.SKU001.stock_left"].value == 1780


def test_of_two_readings_of_one_day_the_later_hour_counts() -> None:
    rows = closed_618()
    rows["products"] = [{"sku_id": "A", "name": "A", "stock": 100}]
    rows["daily"] += [
        {"date": "2026-06-25", "hour": 20, "level": "商品", "sku_id": "A", "stock": 30},
        {"date": "2026-06-25", "hour": 9, "level": "商品", "sku_id": "A", "stock": 70},
    ]
    assert facts_of(rows)["product.A.stock_left"].value == 30


def test_where_no_stock_is_loaded_units_sold_stand_in_and_the_label_says_so() -> None:
    rows = watched_618()
    for row in rows["daily"]:
        row.pop("stock", None)
    facts = facts_of(rows)
    # 25 × (20 + 60) of 5,000
    assert facts["campaign.sellthrough"].value == 0.4
    assert facts["campaign.sellthrough"].label.zh == "库存清理率（件数÷期初库存）"
    assert said(facts, "products_title") == "件数为期初库存的40.0%，未导入库存数"
    assert np.isnan(facts.columns["products", "stock_left"]).all()


@pytest.mark.parametrize(
    ("product", "state"),
    [
        ({}, "低于预警线"),  # 200 < 300
        ({"alert_stock": 200}, "正常"),  # strictly below
        ({"alert_stock": None, "alert_days": 10}, "正常"),  # 10 days, strictly below
        ({"alert_stock": None, "alert_days": 11}, "低于预警线"),
        ({"stop_stock": 500}, "低于停推线"),
        ({"ship_mode": "预售"}, "不查库存"),
    ],
)
def test_a_product_is_judged_by_days_and_by_a_floor_in_units(
    product: dict[str, object], state: str
) -> None:
    facts = facts_of(with_product(**product))
    states = {row[0]: row[-1] for row in table(facts, "products")}
    assert states["补水面膜"] == state


def test_the_table_has_one_row_a_product_and_the_rate_of_all() -> None:
    facts = facts_of(watched_618())
    assert table(facts, "products") == [
        ["补水面膜", "2,000", "200", "90.0%", "10.0", "300件/3天", "低于预警线"],
        ["保湿面霜", "3,000", "1,800", "40.0%", "30.0", "3天", "正常"],
    ]
    total = facts.blocks["products"].total
    assert total is not None
    assert [cell(one) for one in total[:4]] == ["合计", "5,000", "2,000", "60.0%"]


def test_the_title_says_the_rate_and_who_runs_short() -> None:
    facts = facts_of(watched_618())
    assert (
        said(facts, "products_title") == "库存清理率60.0%，1款低于预警线，补水面膜余200件"
    )
    assert said(facts, "products_title", "en") == (
        "60.0% sold through; 1 below alert: 补水面膜, 200 left"
    )


def test_products_nobody_measured_make_no_table() -> None:
    rows = closed_618() | {"products": [{"name": "A", "stock": 100}]}
    facts = facts_of(rows)
    assert "products" not in facts.blocks
    assert "products_title" not in facts.claims
    assert facts["campaign.sellthrough"].blank


def test_pre_sale_and_unknown_products_do_not_disturb_the_rate() -> None:
    rows = watched_618()
    rows["products"].append({"sku_id": "SKU003", "name": "精华", "stock": 500})
    facts = facts_of(rows, CLOSE)
    assert facts["campaign.sellthrough"].value == 0.6
    note = facts.blocks["products"].note
    assert note is not None
    assert note.say("zh") == "合计按有库存数的2款（共3款）"


def test_a_day_that_lists_other_products_only_is_a_day_without_a_sale() -> None:
    rows = watched_618()
    kept = ("2026-06-19", "2026-06-25")
    rows["daily"] = [
        row
        for row in rows["daily"]
        if row.get("sku_id") != "补水面膜" or str(row["date"]) in kept
    ]
    # 40 units over the seven days up to the 25th, five of them without a row
    assert facts_of(rows)["product.SKU001.stock_days"].value == pytest.approx(
        200 / (40 / 7)
    )


def test_hosts_stand_in_the_ranking_under_their_own_name() -> None:
    rows = closed_618()
    session = {"date": "2026-06-18", "level": "场次", "channel_id": "达人"}
    rows["daily"] += [{**session, "campaign": "主播甲", "gmv": 50_000, "cost": 10_000}]
    assert table(facts_of(rows), "top") == [
        ["主播甲", "达人/场次", "1.0万元", "5.0万元", "5.00", "—"]
    ]
