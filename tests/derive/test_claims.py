"""The computed sentences: what they say, that they fit, and what they never say."""

from datetime import date, datetime

import pytest

from promo_xl.derive import derive_facts
from promo_xl.derive.wording import TITLE_WIDTH, shorten, width
from promo_xl.facts import Facts
from tests.derive.campaigns import (
    CLOSE,
    Rows,
    closed_618,
    days,
    facts_of,
    moment,
    read,
    untidy_618,
)

TITLES = ("headline", "goals_title", "channels_title", "money_title", "curve_title")
MORE = ("gap_title", "levers_title", "last_year_title", "phases_title")
"""Said where there is something to compare with."""
RUNNING = moment("2026-06-12")


def with_long_names() -> Rows:
    rows = closed_618()
    long = "一个名字特别特别长的达人直播间合作渠道 {brace} A&B <满300减50>"
    rows["channels"][0]["channel_name"] = long
    for row in rows["daily"] + rows["budget"]:
        if row.get("channel_id") == "达人":
            row["channel_id"] = long
    rows["budget"][0] |= {"item": long, "planned": 100_000}
    rows["goals"][1] = {"metric": "一个没有人见过的非常非常长的自定义指标", "target": 100}
    rows["goals"][1]["actual_typed"] = 10
    return rows


def said(facts: Facts, key: str) -> str:
    return facts.claims[key].say("zh")


def test_the_sample_is_summed_up_as_people_would() -> None:
    facts = facts_of(closed_618())
    assert said(facts, "headline") == "GMV 480.0万元，完成目标96.0%（接近），差20.0万元"
    assert said(facts, "goals_title") == "2项目标1项达成，GMV完成96.0%（接近）"
    assert said(facts, "conclusion1") == (
        "新增注册用户12,000，完成目标120.0%（达成），超2,000"
    )
    assert "信息流执行率111.1%" in said(facts, "channels_title")
    assert facts.claims["headline"].say("en") == (
        "GMV ¥4.80M, 96.0% of goal (close), ¥200.0K short"
    )


def test_parts_of_a_goal_are_not_counted_beside_it() -> None:
    rows = closed_618()
    rows["goals"] += [
        {"metric": "GMV", "target": 3_000_000, "channel_id": one}
        for one in ("达人", "会场")
    ]
    claim = facts_of(rows).claims["goals_title"]
    assert claim.say("zh") == "2项总目标1项达成，GMV完成96.0%（接近）"
    assert claim.say("en") == "1 of 2 top goals reached; GMV at 96.0% (close)"


def test_while_it_runs_the_headline_speaks_of_what_was_expected() -> None:
    text = said(facts_of(closed_618(), RUNNING), "headline")
    assert text == "截至06-11 GMV 211.2万元，为应到的96.0%（进度接近）"


def test_without_goal_or_data_the_headline_claims_nothing() -> None:
    rows = closed_618()
    rows["goals"] = []
    assert said(facts_of(rows), "headline") == "GMV 480.0万元，综合ROI 4.02，未设GMV目标"
    early = facts_of(closed_618(), moment("2026-05-01"))
    assert said(early, "headline") == "尚无成交数据，暂不下结论"


@pytest.mark.parametrize(
    ("rows", "as_of"),
    [
        (closed_618(), CLOSE),
        (closed_618(), RUNNING),
        (untidy_618(), CLOSE),
        (with_long_names(), CLOSE),
        (with_long_names(), RUNNING),
    ],
)
def test_every_title_fits_its_line_in_both_languages(rows: Rows, as_of: datetime) -> None:
    claims = facts_of(rows, as_of).claims
    assert set(claims) >= set(TITLES)
    for key, claim in claims.items():
        for lang in ("zh", "en"):
            if key == "headline" or key.endswith("_title"):
                assert width(claim.say(lang)) <= TITLE_WIDTH, claim.say(lang)


def with_everything() -> Rows:
    """Long names, goals of every channel and phase, all three levers, a typed past."""
    rows = with_long_names()
    names = [row["channel_name"] for row in rows["channels"]]
    rows["goals"] += [
        {"metric": "GMV", "target": 1_000_000, "channel_id": name} for name in names
    ]
    rows["goals"] += [
        {"metric": key, "target": x}
        for key, x in (("访客数UV", 1_234_567), ("转化率", 0.01), ("客单价", 987.65))
    ]
    rows["plan"][0] |= {
        "ly1_name": "一个很长很长的往期活动名称" * 3,
        "ly1_gmv": 123_456_789,
    }
    rows["phases"][0]["phase"] = "一个自己起的很长的阶段名称"
    return rows


@pytest.mark.parametrize("as_of", [CLOSE, RUNNING])
def test_the_longest_names_still_leave_titles_of_one_line(as_of: datetime) -> None:
    claims = facts_of(with_everything(), as_of).claims
    for key in (*TITLES, *MORE):
        for lang in ("zh", "en"):
            assert width(claims[key].say(lang)) <= TITLE_WIDTH, claims[key].say(lang)


def test_the_three_conclusions_are_goals_gap_and_money() -> None:
    claims = facts_of(with_everything()).claims
    assert "完成目标" in claims["conclusion1"].say("zh")
    assert claims["conclusion2"].say("zh").startswith("GMV差目标20.0万元")
    assert claims["conclusion3"].say("zh").startswith("总投入119.4万元")
    assert "conclusion4" not in claims


def test_the_same_rows_are_always_told_the_same_way() -> None:
    said = [
        {
            key: claim.say("zh")
            for key, claim in derive_facts(read(rows), CLOSE).claims.items()
        }
        for rows in (with_everything(), with_everything())
    ]
    assert said[0] == said[1]


def test_no_sentence_says_contribution_or_names_a_cause() -> None:
    for rows in (closed_618(), untidy_618(), with_everything()):
        for claim in facts_of(rows).claims.values():
            text = claim.say("zh") + claim.say("en")
            for word in (
                "贡献",
                "导致",
                "因为",
                "由于",
                "使得",
                "带来",
                "because",
                "due to",
            ):
                assert word not in text


def test_the_overlap_of_claims_is_said_where_the_shop_is_known() -> None:
    rows = closed_618()
    rows["daily"] += [{"date": d, "level": "店铺大盘", "gmv": 240_000} for d in days()]
    assert said(facts_of(rows), "claim_line") == (
        "归因合计为大盘的80.0%，渠道间有重复，不可相加"
    )
    rows["daily"] = rows["daily"][:-1]
    assert "未覆盖每天" in said(facts_of(rows), "claim_line")


def test_what_was_overspent_is_put_to_be_approved() -> None:
    facts = facts_of(closed_618())
    assert said(facts, "decision1") == (
        "信息流超预算2.0万元（执行率111.1%），请确认是否追加审批"
    )
    assert "decision4" not in facts.claims


def test_a_channel_with_too_few_orders_is_not_ranked_by_its_roi() -> None:
    rows = closed_618()
    rows["daily"] = [r for r in rows["daily"] if r["channel_id"] != "私域"]
    rows["daily"].append(
        {
            "date": date(2026, 6, 1),
            "channel_id": "私域",
            "gmv": 9000,
            "cost": 10,
            "orders": 3,
        }
    )
    assert "私域" not in said(facts_of(rows), "conclusion2")


def test_the_only_channel_is_not_called_the_best() -> None:
    rows = closed_618()
    rows["channels"] = rows["channels"][:1]
    rows["daily"] = [r for r in rows["daily"] if r["channel_id"] == "达人"]
    claims = facts_of(rows).claims
    for key in ("channels_title", "conclusion2"):
        assert "最高" not in claims[key].say("zh")
        assert "居首" not in claims[key].say("zh")
        assert "lead" not in claims[key].say("en")


def test_a_limit_never_stands_among_completions() -> None:
    rows = closed_618()
    rows["goals"] = [{"metric": "花费", "target": 900_000}]
    facts = facts_of(rows)
    assert said(facts, "goals_title") == "1项目标0项达成，花费超标"
    assert said(facts, "conclusion1") == "花费98.0万元，上限90.0万元（超标），超出8.9%"


def test_long_names_are_cut_with_an_ellipsis() -> None:
    assert shorten("达人") == "达人"
    assert shorten("一二三四五六七八九") == "一二三四五六七…"
    assert shorten("abcdefghijklmnopqrst") == "abcdefghijklmn…"
    assert width(shorten("一二三四五六七八九")) == 8


def test_a_channel_that_leads_twice_is_named_once() -> None:
    """达人 sells most, 180万; at 4万 of spend it also has the highest ad ROI, 45."""
    rows = closed_618()
    for row in rows["daily"][:25]:
        row["cost"] = 1600
    rows["channels"] = [row | {"budget_typed": None} for row in rows["channels"]]
    rows["budget"] = []
    assert (
        said(facts_of(rows), "channels_title") == "达人归因180.0万元、投放ROI 45.00，均居首"
    )
