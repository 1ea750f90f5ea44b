"""One ledger: every amount once, ads from daily data, the rest from the budget."""

from math import isnan

import pytest

from promo_xl.book import Book
from promo_xl.derive import derive_facts
from promo_xl.facts import Facts, slot_text
from tests.derive.campaigns import CLOSE, closed_618, facts_of, read


def test_several_ad_lines_of_a_channel_share_its_cost_by_plan() -> None:
    rows = closed_618()
    rows["budget"][0]["planned"] = 300_000
    rows["budget"].append(
        {
            "budget_id": "B90",
            "category": "广告投放",
            "channel_id": "达人",
            "planned": 100_000,
        }
    )
    facts = facts_of(rows)
    assert facts["budget.B01.spent"].value == 270_000.0
    assert facts["budget.B90.spent"].value == 90_000.0


def test_typed_spend_beside_daily_cost_is_not_counted_twice() -> None:
    rows = closed_618()
    rows["budget"][0]["actual"] = 360_000
    facts = facts_of(rows)
    assert facts["budget.B01.spent"].value == 360_000.0
    assert facts["campaign.input_total"].value == 1_194_000.0


def test_ads_typed_where_no_daily_cost_exists_count_once() -> None:
    rows = closed_618()
    for row in rows["daily"]:
        if row["channel_id"] == "达人":
            row["cost"] = None
    rows["budget"][0]["actual"] = 350_000
    facts = facts_of(rows)
    assert facts["budget.B01.spent"].value == 350_000.0
    assert facts["campaign.input_total"].value == 1_184_000.0
    assert facts["budget.ads.spent"].value == 970_000.0


def test_an_ad_line_without_channel_pays_for_channels_without_a_line() -> None:
    rows = closed_618()
    rows["budget"][3]["channel_id"] = rows["budget"][4]["channel_id"] = None
    facts = facts_of(rows)
    assert facts["budget.B04.spent"].number + facts["budget.B05.spent"].number == 180_000
    assert facts["campaign.input_total"].value == 1_194_000.0


def test_commission_is_the_rate_on_net_sales() -> None:
    rows = closed_618()
    rows["channels"][1]["commission"] = 0.05
    for row in rows["daily"]:
        row["refund_amt"] = 400 if row["channel_id"] == "直通车" else None
    facts = facts_of(rows)
    assert facts["channel.C02.commission_amt"].value == 47_500.0
    assert facts["campaign.input_total"].value == 1_241_500.0
    assert facts["budget.commission.spent"].value == 47_500.0
    assert slot_text(facts.blocks["money"].rows[-1][0], "zh") == "佣金"


def test_other_input_of_a_channel_counts_in_its_total_roi_only() -> None:
    rows = closed_618()
    rows["budget"].append(
        {
            "category": "KOL合作",
            "item": "坑位费",
            "channel_id": "达人",
            "planned": 1e5,
            "actual": 9e4,
        }
    )
    facts = facts_of(rows)
    assert facts["channel.C01.roi_ads"].value == 5.0
    assert facts["channel.C01.roi_total"].value == 180 / 45
    assert facts["channel.C01.exec_rate"].number == pytest.approx(45 / 48)


def test_a_budget_typed_beside_the_channel_is_used_without_lines() -> None:
    rows = closed_618()
    rows["budget"] = rows["budget"][5:]
    facts = facts_of(rows)
    assert facts["channel.C03.budget"].value == 180_000.0
    assert facts["campaign.budget"].value == 1_240_000.0
    assert facts["budget.ads.planned"].value == 1_000_000.0
    assert facts["budget.ads.spent"].value == 980_000.0


def summed(facts: Facts, key: str, book: Book) -> float:
    """Add up the cells a figure points at, as somebody who checks it would."""
    tables = {table.title: table for table in book}
    return sum(
        float(str(tables[ref.sheet].cells[row - 1][column - 1] or 0))
        for ref in facts[key].cells(None)
        for row in range(ref.top, max(ref.bottom, ref.top) + 1)
        for column in range(ref.left, max(ref.right, ref.left) + 1)
    )


@pytest.mark.parametrize(
    "key", ["campaign.budget", "budget.ads.planned", "budget.ads.spent", "budget.B09.spent"]
)
def test_the_cells_of_a_budget_figure_add_up_to_it(key: str) -> None:
    """Lines for two channels only: a budget typed beside one that has a line is no part.

    The line for no channel in particular (B09) pays for the three that have none.
    """
    rows = closed_618()
    rows["budget"] = [*rows["budget"][:2], *rows["budget"][5:8]]
    rows["budget"].append({"budget_id": "B09", "category": "广告投放", "planned": 1e5})
    book = read(rows)
    facts = derive_facts(book, CLOSE)
    assert summed(facts, key, book) == pytest.approx(facts[key].number)


def test_net_roi_needs_refunds_or_net_sales() -> None:
    assert isnan(facts_of(closed_618())["campaign.roi_net"].number)
    rows = closed_618()
    for row in rows["daily"]:
        row["refund_amt"] = 384
    assert facts_of(rows)["campaign.net_gmv"].value == 4_752_000.0
    for row in rows["daily"]:
        row["net_gmv"] = 38_000
    assert facts_of(rows)["campaign.net_gmv"].value == 4_750_000.0


def test_merchant_discounts_are_input_by_a_switch() -> None:
    rows = closed_618()
    rows["daily"][0]["merchant_disc"] = 6000
    assert facts_of(rows)["campaign.input_total"].value == 1_194_000.0
    rows["settings"] = [{"merchant_disc_input": "是"}]
    assert facts_of(rows)["campaign.input_total"].value == 1_200_000.0


def test_commission_stands_on_sales_while_refunds_are_not_measured() -> None:
    """达人: 10 % of 180万 is 18万. Once refunds of 1.25万 are known: 17.875万."""
    rows = closed_618()
    rows["channels"][0]["commission"] = 0.1
    facts = facts_of(rows)
    assert facts["channel.C01.commission_amt"].value == 180_000.0
    assert facts["channel.C01.net_gmv"].blank
    assert facts["campaign.input_total"].value == 1_194_000 + 180_000
    said = {
        slot_text(k, "zh"): slot_text(v, "zh") for k, v in facts.blocks["register"].rows
    }
    assert said["佣金"] == "佣金比例×净归因成交；达人退款未测量，按归因成交计"
    for row in rows["daily"][:25]:
        row["refund_amt"] = 500
    facts = facts_of(rows)
    assert facts["channel.C01.commission_amt"].value == 178_750.0


def test_a_net_basis_has_its_refunds_off_already() -> None:
    """Sales typed as 净: 180万 stay 180万, whatever refunds stand beside them."""
    rows = closed_618()
    rows["settings"] = [{"basis": "净"}]
    rows["channels"][0]["commission"] = 0.1
    for row in rows["daily"]:
        row |= {"basis": "净", "refund_amt": 500}
    facts = facts_of(rows)
    assert facts["campaign.net_gmv"].value == facts["campaign.gmv"].value == 4_800_000.0
    assert facts["channel.C01.net_gmv"].value == 1_800_000.0
    assert facts["channel.C01.commission_amt"].value == 180_000.0
    assert facts["campaign.roi_net"].number == facts["campaign.roi_total"].number
    assert facts["channel.C01.roi_net"].number == facts["channel.C01.roi_total"].number
