"""G18 and G19: day targets."""

from tests.sheets import checked, hits

BASE = """
        [渠道计划]
        渠道名称 | 平台 | 渠道目的 | 渠道预算(直填)
        直通车   | 天猫 | 转化     | 1240000
        信息流   | 抖音 | 转化     |
        [活动节奏]
        阶段 | 开始时间   | 结束时间
        预热 | 2026-06-01 | 2026-06-02
        爆发 | 2026-06-03 | 2026-06-04
        返场 | 2026-06-05 | 2026-06-05
        [目标]
        目标编号 | 上级目标 | 具体指标 | 阶段 | 量化目标(原目标)
        G1       |          | GMV      |      | 1000000
        {phase}
        [日目标拆解]
        日期       | 平台 | 渠道 | GMV目标
"""


def _text(rows: str, phase: str = "") -> str:
    return BASE.format(phase=phase) + rows


def test_day_targets_sum_to_the_goal_within_one_percent() -> None:
    def last(amount: int) -> list[tuple[str, str]]:
        rows = f"""
        2026-06-01 | | | 400000
        2026-06-03 | | | {amount}
        """
        return hits(_text(rows), "G18", size="team")

    assert last(600_000) == last(610_000) == last(590_000) == []
    assert last(610_001) == [
        (
            "日目标拆解!D7",
            "日目标合计 1,010,001元，不等于GMV目标 1,000,000元（差 10,001元）",
        )
    ]
    assert len(last(589_999)) == 1


def test_rows_of_channels_are_added_too() -> None:
    rows = """
        2026-06-01 | | 直通车 | 400000
        2026-06-01 | | 信息流 | 500000
        2026-06-03 | 天猫 |   |
    """
    ((_, says),) = hits(_text(rows), "G18", size="full")
    assert "日目标合计 900,000元" in says


def test_a_phase_that_misses_its_own_goal_is_named_and_nothing_else() -> None:
    rows = """
        2026-06-01 | | | 400000
        2026-06-03 | | | 300000
        2026-06-04 | | | 100000
    """
    phase = "G2 | G1 | GMV | 爆发 | 600000"
    assert hits(_text(rows, phase), "G18", size="team") == [
        (
            "日目标拆解!D8",
            "「爆发」各日目标合计 400,000元，不等于该阶段GMV目标 600,000元（差 200,000元）",
        )
    ]


def test_small_shops_and_empty_sheets_hear_nothing() -> None:
    rows = "        2026-06-01 | | | 400000"
    assert hits(_text(rows), "G18", size="small") == []
    assert hits(_text(""), "G18", size="full") == []


def test_one_date_has_one_grain() -> None:
    rows = """
        2026-06-01 |      |        | 400000
        2026-06-01 | 天猫 |        | 100000
        2026-06-02 | 天猫 |        | 100000
        2026-06-02 |      | 信息流 | 100000
        2026-06-03 | 抖音 |        | 100000
        2026-06-03 |      | 信息流 | 100000
        2026-06-04 |      | 直通车 | 100000
        2026-06-04 |      | 信息流 | 100000
        2026-06-05 |      |        | 100000
    """
    found = [f for f in checked(_text(rows)) if f.id == "G19"]
    assert [(str(f.at), f.message("zh")) for f in found] == [
        ("日目标拆解!B8", "2026-06-01 的日目标既有全局行又有平台行"),
        ("日目标拆解!B12", "2026-06-03 的日目标既有平台行又有渠道行"),
    ]
    assert all(f.blocks_report for f in found)
    # the sum is not judged while days count twice
    assert hits(_text(rows), "G18", size="full") == []
