"""P01 and P03: dates of the plan and its phases."""

from tests.sheets import checked, findings_of


def test_a_campaign_that_ends_before_it_starts_is_reported_at_its_end_and_nowhere_else() -> (
    None
):
    text = """
        [项目总表]
        推广周期-开始 | 2026-06-25
        推广周期-结束 | 2026-06-01       # P01
        [活动节奏]
        阶段 | 开始时间   | 结束时间
        爆发 | 2026-06-11 | 2026-06-20
    """
    expected, got = findings_of(text)
    assert got == expected
    (found,) = checked(text)
    assert found.message("zh") == "推广周期结束 2026-06-01 早于开始 2026-06-25"
    assert (
        found.message("en") == "The campaign ends 2026-06-01, before it starts 2026-06-25"
    )


def test_a_campaign_of_one_day_is_fine() -> None:
    expected, got = findings_of("""
        [项目总表]
        推广周期-开始 | 2026-06-18
        推广周期-结束 | 2026-06-18
    """)
    assert got == expected == []


def test_phases_lie_within_sixty_days_before_the_start_and_the_close_out_date() -> None:
    expected, got = findings_of("""
        [活动节奏]
        阶段 | 开始时间   | 结束时间
        种草 | 2026-04-02 | 2026-05-31
        预热 | 2026-04-01 | 2026-06-05       # 开始时间: P03
        返场 | 2026-06-21 | 2026-06-28
        持续 | 2026-06-21 | 2026-06-29       # 开始时间: P03
    """)
    assert got == expected


def test_a_typed_close_out_date_moves_the_window() -> None:
    text = """
        [项目总表]
        结案日 | 2026-07-05
        [活动节奏]
        阶段 | 开始时间   | 结束时间
        持续 | 2026-06-21 | 2026-07-06       # 开始时间: P03
        复盘 | 2026-06-26 | 2026-07-05
    """
    expected, got = findings_of(text)
    assert got == expected
    (found,) = checked(text)
    assert "「持续」2026-06-21 至 2026-07-06，在项目窗口 2026-04-02 至 2026-07-05 之外" in (
        found.message("zh")
    )
