"""B14: spending against the day targets."""

from datetime import datetime

from tests.sheets import checked

# The period runs 06-01 to 06-18. On 06-06 (a whole day) data are due up to 06-05.
AS_OF = datetime.fromisoformat("2026-06-06T23:59:59")
CURVE = """
        [渠道计划]
        渠道名称 | 渠道目的 | 渠道预算(直填) | 开始
        信息流   | 转化     | 1240000        | {start}
        [日目标拆解]
        日期       | 渠道   | GMV目标 | 费用目标
        2026-06-01 | 信息流 | 100000  | 10000
        2026-06-02 | 信息流 | 100000  | 20000
        2026-06-05 | 信息流 | 100000  | 70000
        2026-06-08 | 信息流 | 100000  | 900000
        [日数据]
        日期       | 渠道   | 成交金额GMV | 花费
        2026-06-01 | 信息流 | 100000      | 10000
        2026-06-05 | 信息流 | 100000      | {cost}
"""


def _said(text: str, as_of: datetime = AS_OF) -> list[str]:
    return [f.message("zh") for f in checked(text, as_of=as_of) if f.id == "B14"]


def test_spend_is_compared_with_the_day_targets_of_the_channel() -> None:
    # 100,000 should be spent by 06-05
    def at(cost: int) -> list[str]:
        return _said(CURVE.format(start="", cost=cost))

    assert at(105_000) == at(75_000) == []  # 15 % exactly
    assert at(105_001) == [
        "「信息流」到 2026-06-05 已消耗 115,001元，按日目标应为 100,000元（超 15.0%）"
    ]
    assert at(60_000) == [
        "「信息流」到 2026-06-05 已消耗 70,000元，按日目标应为 100,000元（少 30.0%）"
    ]


def test_the_first_three_days_and_the_time_after_the_end_are_quiet() -> None:
    assert len(_said(CURVE.format(start="2026-06-02", cost=300_000))) == 1
    assert _said(CURVE.format(start="2026-06-03", cost=300_000)) == []
    after = datetime.fromisoformat("2026-06-19T23:59:59")
    assert _said(CURVE.format(start="", cost=300_000), after) == []


BUDGET = """
        [渠道计划]
        渠道名称 | 渠道目的 | 渠道预算(直填)
        信息流   | 转化     | 180000
        私域     | 沉淀     |
        [日数据]
        日期       | 渠道   | 成交金额GMV | 花费
        2026-06-05 | 信息流 | 100000      | {}
        2026-06-05 | 私域   | 100000      |
"""


def test_without_spend_targets_the_budget_follows_the_gmv_targets() -> None:
    # 18 even days: 180,000 × 5 / 18 = 50,000
    assert _said(BUDGET.format(57_500)) == []
    assert _said(BUDGET.format(60_000)) == [
        "「信息流」到 2026-06-05 已消耗 60,000元，按日目标应为 50,000元（超 20.0%）"
    ]


def test_a_channel_without_data_has_spent_nothing_wrong() -> None:
    assert _said(BUDGET.format("")) == []
