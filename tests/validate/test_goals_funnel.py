"""G12: GMV = visitors × conversion × order value."""

from tests.sheets import hits

HEAD = """
        [目标]
        具体指标 | 渠道 | 阶段 | 量化目标(原目标) | 时间口径 | 开始 | 结束"""


def _said(rows: str, before: str = "") -> list[str]:
    return [says for _, says in hits(before + HEAD + rows, "G12")]


def test_the_product_is_within_ten_percent_of_the_goal() -> None:
    # 1,000,000 × 2 % × 250 = 5,000,000
    def with_gmv(gmv: int) -> list[str]:
        return _said(f"""
        GMV      | | | {gmv}   | | |
        访客数UV | | | 1000000 | | |
        转化率   | | | 2%      | | |
        客单价   | | | 250     | | |
        """)

    assert with_gmv(5_000_000) == with_gmv(5_555_555) == with_gmv(4_545_455) == []
    assert with_gmv(6_250_000) == [
        "「GMV」目标 6,250,000元，而 1,000,000×2.0%×250元=5,000,000元，相差 20.0%"
    ]
    assert len(with_gmv(4_500_000)) == 1


def test_exactly_ten_percent_is_fine() -> None:
    # 900,000 × 2 % × 250 = 4,500,000 = 5,000,000 less 10 %
    rows = """
        GMV      | | | 5000000 | | |
        访客数UV | | | {}      | | |
        转化率   | | | 2%      | | |
        客单价   | | | 250     | | |
    """
    assert _said(rows.format(900_000)) == []
    assert len(_said(rows.format(899_999))) == 1


def test_a_daily_mean_is_multiplied_by_its_days() -> None:
    # 100,000 a day × 10 days × 2 % × 250 = 5,000,000
    rows = """
        GMV      | | | 5000000 |        |            |
        访客数UV | | | 100000  | {}     | 2026-06-01 | 2026-06-10
        转化率   | | | 2%      |        |            |
        客单价   | | | 250     |        |            |
    """
    assert _said(rows.format("日均")) == []
    assert len(_said(rows.format("累计"))) == 1
    assert _said(rows.format("峰值")) == []


def test_a_burst_daily_mean_is_compared_with_the_goal_of_the_burst() -> None:
    phases = """
        [活动节奏]
        阶段 | 开始时间   | 结束时间
        预热 | 2026-06-01 | 2026-06-10
        爆发 | 2026-06-11 | 2026-06-12
        """
    # 100,000 × 2 days × 2 % × 250 = 1,000,000
    rows = """
        GMV      | |      | 5000000 |            | |
        GMV      | | 爆发 | {}      |            | |
        访客数UV | |      | 100000  | 爆发期日均 | |
        转化率   | |      | 2%      |            | |
        客单价   | |      | 250     |            | |
    """
    assert _said(rows.format(1_000_000), phases) == []
    assert _said(rows.format(2_000_000), phases) == [
        "「GMV（爆发）」目标 2,000,000元，而 200,000×2.0%×250元=1,000,000元，相差 50.0%"
    ]
    # without a goal of the burst there is nothing to compare with
    assert _said(rows.format(2_000_000).replace("| 爆发 |", "| 预热 |"), phases) == []


def test_only_goals_of_one_scope_are_multiplied_and_all_three_are_needed() -> None:
    channels = """
        [渠道计划]
        渠道名称 | 渠道目的 | 渠道预算(直填)
        直通车   | 转化     | 1240000
        """
    assert (
        _said(
            """
        GMV      | 直通车 | | 5000000 | | |
        访客数UV |        | | 10      | | |
        转化率   | 直通车 | | 2%      | | |
        客单价   | 直通车 | | 250     | | |
        """,
            channels,
        )
        == []
    )
    assert (
        _said("""
        GMV      | | | 5000000 | | |
        访客数UV | | | 10      | | |
        转化率   | | |         | | |
        客单价   | | | 250     | | |
    """)
        == []
    )


def test_a_daily_gmv_is_multiplied_too_and_a_burst_mean_of_gmv_is_left_alone() -> None:
    # 500,000 a day × 10 days = 1,000,000 × 2 % × 250
    rows = """
        GMV      | | | 500000  | {} | 2026-06-01 | 2026-06-10
        访客数UV | | | 1000000 |    |            |
        转化率   | | | 2%      |    |            |
        客单价   | | | 250     |    |            |
    """
    assert _said(rows.format("日均")) == _said(rows.format("爆发期日均")) == []
    assert len(_said(rows.format("累计"))) == 1


def test_a_burst_mean_without_burst_phases_says_nothing() -> None:
    assert (
        _said("""
        GMV      | | | 5000000 |            | |
        访客数UV | | | 10      | 爆发期日均 | |
        转化率   | | | 2%      |            | |
        客单价   | | | 250     |            | |
    """)
        == []
    )
