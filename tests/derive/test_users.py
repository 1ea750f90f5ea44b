"""Who came and what came back: new customers, refunds, service."""

import pytest

from tests.derive.campaigns import CLOSE, Rows, closed_618, facts_of, moment
from tests.derive.operations import said, table, watched_618


def with_shop(**cells: object) -> Rows:
    rows = watched_618()
    for row in rows["daily"]:
        if row.get("level") == "店铺大盘":
            row.update(cells)
    return rows


def test_only_what_is_measured_has_a_row() -> None:
    assert table(facts_of(watched_618()), "users") == [
        ["新增注册用户", "12,000", "目标10,000，完成120.0%（达成）"],
        # 570 of 1,900 buyers a day
        ["新客占比", "30.0%", "新客数÷支付买家数，逐日相加"],
        # 19,000 of 190,000 a day
        ["退款率(金额)", "10.0%", "退款金额÷GMV，按退款日"],
        ["退款成熟度", "0.0%", "已过30天成熟期的GMV占比；支付距今3–27天"],
        ["客服响应时长", "60秒", "按会话数加权平均"],
    ]
    assert "users" not in facts_of(closed_618() | {"daily": []}).blocks


def test_refunds_say_their_basis_and_ripen() -> None:
    rows = with_shop(refund_basis="按支付日")
    for row in rows["daily"]:
        row.setdefault("refund_basis", "按支付日")
    facts = facts_of(rows, moment("2026-07-10"))
    cells = {row[0]: row[1:] for row in table(facts, "users")}
    assert cells["退款率(金额)"] == ["10.0%", "退款金额÷GMV，按支付日"]
    # Paid up to the 10th of June (30 days ago): 10 of 25 equal days.
    assert facts["campaign.refund_maturity"].value == pytest.approx(0.4)


def test_seconds_are_weighted_by_sessions() -> None:
    rows = closed_618()
    for row, seconds, sessions in zip(rows["daily"], (30, 90), (300, 100), strict=False):
        row |= {"cs_seconds": seconds, "cs_sessions": sessions}
    # (30 × 300 + 90 × 100) ÷ 400
    assert facts_of(rows)["campaign.cs_seconds"].value == 45


def test_seconds_without_sessions_are_a_plain_mean_and_say_so() -> None:
    rows = closed_618()
    for row, seconds in zip(rows["daily"], (30, 90), strict=False):
        row["cs_seconds"] = seconds
    facts = facts_of(rows)
    assert facts["campaign.cs_seconds"].value == 60
    assert ["客服响应时长", "60秒", "各日简单平均（无会话数）"] in table(facts, "users")


def test_a_repurchase_rate_is_shown_as_typed() -> None:
    rows = closed_618()
    goal = {"metric": "复购率", "target": 0.15, "actual_typed": 0.18}
    rows["goals"].append(goal)
    assert ["复购率", "18.0%", "手工填报"] in table(facts_of(rows), "users")


def test_the_title_says_new_users_against_their_goal() -> None:
    facts = facts_of(watched_618())
    assert (
        said(facts, "users_title")
        == "新增用户12,000人，完成目标120.0%（达成），退款率10.0%"
    )
    assert said(facts, "users_title", "en") == (
        "12,000 new users, 120.0% of goal (reached); refunds 10.0%"
    )


def test_without_users_the_title_says_customers_refunds_or_service() -> None:
    rows = with_shop(new_users=None)
    assert said(facts_of(rows), "users_title") == "新客占比30.0%，老客为主，退款率10.0%"
    rows = with_shop(new_users=None, buyers=None)
    assert said(facts_of(rows), "users_title") == "退款率10.0%，尚未成熟"
    rows = with_shop(new_users=None, buyers=None, refund_amt=None)
    assert said(facts_of(rows), "users_title") == "客服响应60秒，慢于目标"
    assert said(facts_of(rows, CLOSE), "users_title", "en") == (
        "Service answers in 60 s, above target"
    )
