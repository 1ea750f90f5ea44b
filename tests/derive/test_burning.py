"""Spend against its curve: figures, not times."""

from datetime import datetime

import pytest

from tests.sheets import check, parse

AS_OF = datetime.fromisoformat("2026-06-06T23:59:59")
TEXT = """
        [渠道计划]
        渠道名称 | 渠道目的 | 渠道预算(直填) | 开始
        信息流   | 转化     | 1000000        |
        直通车   | 转化     | 180000         |
        私域     | 沉淀     |                |
        [日目标拆解]
        日期       | 渠道   | GMV目标 | 费用目标
        2026-06-01 | 信息流 | 100000  | 10000
        2026-06-05 | 信息流 | 100000  | 70000
        2026-06-06 | 信息流 | 100000  | 900000
        [日数据]
        日期       | 渠道   | 成交金额GMV | 花费
        2026-06-05 | 信息流 | 100000      | 100000
        2026-06-06 | 信息流 | 100000      | 999
        2026-06-05 | 直通车 | 100000      | 60000
        2026-06-05 | 私域   | 100000      |
"""


def test_a_channels_own_spend_targets_are_added_to_its_last_complete_day() -> None:
    _, facts, _ = check(parse(TEXT), as_of=AS_OF)
    # 06-06 is due only tomorrow: 10,000 + 70,000
    assert facts["channel.C01.spend_expected"].number == 80_000
    assert facts["channel.C01.spend_to_date"].number == 100_000
    assert facts["channel.C01.burn_pace"].number == pytest.approx(1.25)
    assert [str(ref) for ref in facts["channel.C01.spend_to_date"].cells()] == [
        "日数据!AZ7"
    ]


def test_what_has_neither_targets_nor_budget_nor_cost_is_no_figure() -> None:
    _, facts, _ = check(parse(TEXT), as_of=AS_OF)
    assert "channel.C03.burn_pace" not in facts.figures
    assert not facts["channel.C02.burn_pace"].blank
