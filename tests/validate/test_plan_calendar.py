"""P13 and P14: the Chinese calendar."""

from tests.sheets import checked, findings_of, hits

PERIOD = """
        [项目总表]
        推广周期-开始 | {}
        推广周期-结束 | {}
        上线日        | {}
"""


def test_holidays_of_the_period_are_named_with_their_days() -> None:
    # Dragon Boat 2026: 19–21 June off
    text = PERIOD.format("2026-06-15", "2026-06-20", "2026-06-15")
    assert hits(text, "P13") == [
        ("项目总表!B13", "推广周期遇到：端午节 2026-06-19 至 2026-06-20 放假")
    ]
    (found,) = (f for f in checked(text) if f.id == "P13")
    assert found.message("en") == (
        "The campaign meets: Dragon Boat Festival 2026-06-19 to 2026-06-20 (off)"
    )
    assert hits(PERIOD.format("2026-06-15", "2026-06-18", "2026-06-15"), "P13") == []


def test_make_up_workdays_and_the_launch_date_count() -> None:
    # 10 October 2026 is a make-up Saturday; the launch lies before the period
    text = PERIOD.format("2026-10-09", "2026-10-12", "2026-10-01")
    ((_, says),) = hits(text, "P13")
    assert says == ("推广周期遇到：国庆节 2026-10-01 放假；国庆节 2026-10-10 调休上班")


def test_the_workbooks_own_calendar_is_believed() -> None:
    text = (
        PERIOD.format("2026-06-15", "2026-06-18", "2026-06-15")
        + """
        [日历]
        日期       | 类型     | 名称
        2026-06-17 | 法定假日 | 店庆
        """
    )
    assert hits(text, "P13") == [("项目总表!B13", "推广周期遇到：店庆 2026-06-17 放假")]


def test_a_year_not_announced_yet_is_said_until_its_days_are_pasted() -> None:
    text = PERIOD.format("2026-12-20", "2027-01-03", "2026-12-20")
    assert hits(text, "P14") == [("项目总表!B13", "2027年节假日安排未公布，工期按周末估算")]
    pasted = """
        [日历]
        日期       | 类型     | 名称
        2027-01-01 | 法定假日 | 元旦
    """
    assert hits(text + pasted, "P14") == []


def test_the_close_out_date_belongs_to_the_project() -> None:
    # three days after 29 December is the first of January
    assert len(hits(PERIOD.format("2026-12-20", "2026-12-29", "2026-12-20"), "P14")) == 1
    assert hits(PERIOD.format("2026-12-20", "2026-12-28", "2026-12-20"), "P14") == []


def test_without_dates_nothing_is_said() -> None:
    expected, got = findings_of("""
        [项目总表]
        推广周期-开始 |          # A07
        推广周期-结束 |          # A07
    """)
    assert got == expected
