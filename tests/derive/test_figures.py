"""The manual's own 618, figure by figure, and the question behind each figure."""

from datetime import date
from math import isnan

import pytest

from promo_xl.facts import Facts
from tests.derive.campaigns import CLOSE, closed_618, facts_of, moment, untidy_618


@pytest.fixture(scope="module")
def closed() -> Facts:
    return facts_of(closed_618())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("campaign.gmv", 4_800_000),
        ("campaign.cost", 980_000),
        ("campaign.new_users", 12_000),
        ("campaign.input_total", 1_194_000),
        ("campaign.roi_ads", 480 / 98),
        ("campaign.roi_total", 480 / 119.4),
        ("campaign.expense_ratio", 119.4 / 480),
        ("campaign.budget", 1_240_000),
        ("channel.C01.roi_ads", 5),
        ("channel.C02.roi_ads", 4),
        ("channel.C03.roi_ads", 3),
        ("channel.C05.cvr", 0.25),
        ("channel.C03.exec_rate", 20 / 18),
        ("channel.C03.cost", 200_000),
        ("day.2026-06-18.gmv", 192_000),
        ("phase.P2.gmv", 1_920_000),
        ("budget.people.spent", 112_000),
        ("budget.B07.exec_rate", 3.8 / 3),
        ("budget.ads.spent", 980_000),
        ("goal.G1.completion", 0.96),
        ("goal.G2.completion", 1.2),
    ],
)
def test_the_manuals_618_comes_out_as_the_manual_says(
    closed: Facts, key: str, value: float
) -> None:
    assert closed[key].number == pytest.approx(value, rel=1e-12)


def test_the_roi_of_the_manual_is_shown_as_people_know_it(closed: Facts) -> None:
    assert closed["campaign.roi_ads"].show("zh") == "4.90"
    assert closed["campaign.roi_total"].show("zh") == "4.02"


def test_a_figure_knows_the_cells_it_stands_on(closed: Facts) -> None:
    assert [str(ref) for ref in closed["channel.C02.gmv"].cells()] == ["日数据!AH32:AH56"]
    assert [ref.sheet for ref in closed["campaign.input_total"].cells()] == [
        "日数据",
        "预算",
    ]


def test_a_rate_takes_the_rows_that_have_both_sides_and_says_how_many() -> None:
    rows = closed_618()
    for row in rows["daily"][:25]:
        row["uv"] = None
    cvr = facts_of(rows)["campaign.cvr"]
    assert (cvr.used, cvr.of) == (100, 125)
    assert cvr.number == pytest.approx((20_500 - 7600) / (469_600 - 190_000))


def test_roi_takes_everything_in_scope() -> None:
    rows = closed_618()
    rows["daily"] += [
        {"date": date(2026, 6, 2), "channel_id": "达人", "campaign": "a", "cost": 20_000},
        {"date": date(2026, 6, 2), "channel_id": "达人", "campaign": "b", "gmv": 200_000},
    ]
    assert facts_of(rows)["campaign.roi_ads"].number == pytest.approx(500 / 100)


def test_what_nobody_measured_is_blank_and_says_why(closed: Facts) -> None:
    assert closed["campaign.impressions"].blank
    assert closed["campaign.impressions"].why == "no_data"
    assert closed["campaign.impressions"].show("zh") == "—"


def test_a_division_by_nothing_spent_is_blank_not_endless() -> None:
    rows = closed_618()
    for row in rows["daily"]:
        if row["channel_id"] == "私域":
            row["cost"] = 0
    roi = facts_of(rows)["channel.C05.roi_ads"]
    assert isnan(roi.number)
    assert roi.why == "zero_base"


def test_sums_of_visitors_are_called_sums(closed: Facts) -> None:
    assert closed["campaign.uv"].label.say("zh").startswith("Σ")
    assert not closed["day.2026-06-01.uv"].label.say("zh").startswith("Σ")


def test_money_is_rounded_half_up_to_the_fen_once() -> None:
    rows = closed_618()
    rows["daily"] = [
        {"date": date(2026, 6, 1), "channel_id": "达人", "gmv": 0.005, "cost": 1.115}
    ]
    facts = facts_of(rows)
    assert facts["campaign.gmv"].value == 0.01
    assert facts["campaign.cost"].value == 1.12


def test_a_day_shared_by_two_phases_belongs_to_the_later() -> None:
    rows = closed_618()
    rows["phases"][0]["end"] = moment("2026-06-11T20:00")
    rows["phases"][1]["start"] = moment("2026-06-11T20:00")
    facts = facts_of(rows)
    assert facts["phase.P1.gmv"].value == 1_920_000.0
    assert facts["phase.P2.gmv"].value == 1_920_000.0


def test_a_phase_of_one_platform_counts_the_channels_of_that_platform() -> None:
    rows = closed_618()
    rows["channels"][0]["platform"] = "抖音"
    rows["phases"][1]["track"] = "抖音"
    assert facts_of(rows)["phase.P2.gmv"].value == 720_000.0


def test_every_blank_figure_says_why_and_no_other_does() -> None:
    for figure in facts_of(untidy_618(), CLOSE).figures.values():
        if not figure.key.endswith(".status"):
            assert figure.blank == bool(figure.why), figure.key


def test_a_products_rows_are_measured_and_added_to_nothing_else() -> None:
    """Two days of S1: 300 + 500 visitors, 40 refunded of 1,000 sold."""
    rows = closed_618()
    rows["products"] = [{"sku_id": "S1", "name": "爆款"}]
    rows["daily"] += [
        {
            "date": day,
            "level": "商品",
            "sku_id": "爆款",
            "gmv": 500,
            "uv": uv,
            "refund_amt": 20,
        }
        for day, uv in ((date(2026, 6, 1), 300), (date(2026, 6, 2), 500))
    ]
    facts = facts_of(rows)
    assert facts["product.S1.uv"].number == 800
    assert facts["product.S1.refund_rate"].number == 0.04
    assert facts["product.S1.uv_value"].number == 1000 / 800
    assert facts["campaign.gmv"].value == 4_800_000.0
    assert "product.S1.impressions" not in facts.figures
