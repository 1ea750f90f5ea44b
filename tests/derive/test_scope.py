"""Which rows count: as-of, one level, one basis."""

from datetime import date

from promo_xl.derive.scope import make_scope
from tests.derive.campaigns import (
    CLOSE,
    END,
    Rows,
    closed_618,
    days,
    facts_of,
    moment,
    read,
)


def with_shop(upto: date = END) -> Rows:
    rows = closed_618()
    rows["daily"] += [
        {"date": day, "level": "店铺大盘", "gmv": 240_000, "orders": 900, "uv": 30_000}
        for day in days(last=upto)
    ]
    return rows


def test_rows_dated_after_as_of_are_left_out_and_counted() -> None:
    facts = facts_of(closed_618(), moment("2026-06-10"))
    assert facts.later == 15 * 5
    assert facts["campaign.gmv"].value == 1_920_000.0


def test_the_shop_total_is_used_where_it_covers_every_day() -> None:
    facts = facts_of(with_shop())
    assert facts["campaign.gmv"].value == 25 * 240_000.0
    assert facts["campaign.gmv"].label.say("zh") == "GMV（店铺大盘·支付）"


def test_a_day_without_shop_row_brings_the_channel_claims_back() -> None:
    rows = with_shop()
    rows["daily"] = [r for r in rows["daily"] if not _is_shop_on(r, date(2026, 6, 9))]
    assert facts_of(rows)["campaign.gmv"].value == 4_800_000.0


def _is_shop_on(row: dict[str, object], day: date) -> bool:
    return row.get("level") == "店铺大盘" and row["date"] == day


def test_the_settings_may_fix_the_level() -> None:
    rows = with_shop()
    rows["settings"] = [{"sales_level": "渠道归因"}]
    assert facts_of(rows)["campaign.gmv"].value == 4_800_000.0


def test_cost_stays_with_the_channels_when_sales_come_from_the_shop() -> None:
    facts = facts_of(with_shop())
    assert facts["campaign.cost"].value == 980_000.0
    assert facts["campaign.roi_ads"].value == 6_000_000 / 980_000
    assert facts["channel.C02.gmv"].value == 960_000.0


def test_cost_on_a_shop_row_is_never_used() -> None:
    rows = with_shop()
    rows["daily"][-1]["cost"] = 5_000_000
    assert facts_of(rows)["campaign.cost"].value == 980_000.0


def test_only_one_basis_is_added_up() -> None:
    rows = closed_618()
    rows["daily"].append(
        {"date": END, "channel_id": "达人", "basis": "下单", "gmv": 5_000_000}
    )
    assert facts_of(rows)["campaign.gmv"].value == 4_800_000.0
    rows["settings"] = [{"basis": "下单"}]
    assert facts_of(rows)["campaign.gmv"].value == 5_000_000.0


def test_a_channel_known_by_its_ad_plans_counts_once() -> None:
    rows = closed_618()
    for row in rows["daily"]:
        if row["channel_id"] == "私域":
            row["level"] = "计划"
    rows["daily"].append(
        {"date": END, "channel_id": "达人", "level": "计划", "gmv": 1, "cost": 1}
    )
    scope = make_scope(read(rows), CLOSE)
    assert scope.claims["C05"] == "ad_plan"
    assert scope.claims["C01"] == "claim"
    facts = facts_of(rows)
    assert facts["campaign.gmv"].value == 4_800_000.0
    assert facts["campaign.cost"].value == 980_000.0


def test_a_bare_as_of_is_the_end_of_that_day() -> None:
    facts = facts_of(closed_618(), moment("2026-06-01"))
    assert facts["campaign.gmv"].value == 192_000.0


def test_claims_nobody_measured_are_no_share_of_the_shop() -> None:
    """480万 of claims beside 600万 of the shop are 80 %; no claims at all are not 0 %."""
    rows = with_shop()
    assert facts_of(rows)["campaign.claim_share"].value == 0.8
    assert facts_of(rows)["campaign.unattributed"].value == 1_200_000.0
    rows["daily"] = [row for row in rows["daily"] if row.get("level") == "店铺大盘"]
    assert "campaign.claim_share" not in facts_of(rows).figures
