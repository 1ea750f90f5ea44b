"""P02 to P07: phases within the campaign and beside each other."""

from tests.sheets import checked, findings_of, hits

THREE = """
        预热 | 2026-06-01 | 2026-06-10
        爆发 | 2026-06-11 | 2026-06-13
        返场 | 2026-06-14 | 2026-06-15
"""


def _phases(rows: str, *, head: str = "阶段 | 开始时间   | 结束时间") -> str:
    return f"[活动节奏]\n{head}\n{rows}"


def test_a_phase_that_ends_before_it_starts_is_reported_at_its_end_and_nowhere_else() -> (
    None
):
    text = _phases("""
        预热 | 2026-06-10 | 2026-06-01    # 结束时间: P02
        爆发 | 2026-06-11 | 2026-06-13
        返场 | 2026-06-14 | 2026-06-15
    """)
    expected, got = findings_of(text)
    assert got == expected
    assert (
        checked(text)[0].message("zh") == "阶段「预热」结束 2026-06-01 早于开始 2026-06-10"
    )


def test_phases_lie_within_sixty_days_before_the_start_and_the_close_out_date() -> None:
    # 06-01 less 60 days is 04-02; the campaign ends 06-18, so it closes out 06-21
    expected, got = findings_of("""
        [活动节奏] # P06
        阶段 | 开始时间   | 结束时间
        种草 | 2026-04-02 | 2026-05-31
        预热 | 2026-04-01 | 2026-06-05       # 开始时间: P03
        返场 | 2026-06-14 | 2026-06-21
        持续 | 2026-06-22 | 2026-06-22       # 开始时间: P03
    """)
    assert got == expected


def test_a_typed_close_out_date_moves_the_window() -> None:
    text = """
        [项目总表]
        结案日 | 2026-07-05         # P17
        [活动节奏] # P06
        阶段 | 开始时间   | 结束时间
        持续 | 2026-06-22 | 2026-07-06       # 开始时间: P03
        复盘 | 2026-06-26 | 2026-07-05
    """
    expected, got = findings_of(text)
    assert got == expected
    found = next(f for f in checked(text) if f.id == "P03")
    assert "「持续」2026-06-22 至 2026-07-06，在项目窗口 2026-04-02 至 2026-07-05 之外" in (
        found.message("zh")
    )


def test_two_phases_of_one_track_do_not_overlap() -> None:
    text = _phases("""
        预热 | 2026-06-01 | 2026-06-11
        爆发 | 2026-06-11 | 2026-06-13      # 开始时间: P04
        返场 | 2026-06-14 | 2026-06-15
    """)
    expected, got = findings_of(text)
    assert got == expected
    (found,) = checked(text)
    assert found.message("zh") == (
        "「预热」到 2026-06-11 才结束，同一赛道（未填平台）的「爆发」2026-06-11 已经开始"
    )
    assert found.blocks_report


def test_a_phase_may_begin_at_the_hour_at_which_another_ends() -> None:
    rows = """
        预热 | 2026-06-01 | 2026-06-10T20:00
        爆发 | 2026-06-10T{} | 2026-06-13
    """
    assert hits(_phases(rows.format("20:00")), "P04") == []
    ((_, says),) = hits(_phases(rows.format("19:59")), "P04")
    assert says == (
        "「预热」到 2026-06-10 20:00 才结束，同一赛道（未填平台）的「爆发」2026-06-10 19:59 已经开始"
    )


def test_a_short_phase_in_between_does_not_hide_a_long_one() -> None:
    found = hits(
        _phases("""
        预热 | 2026-06-01 | 2026-06-12
        专场 | 2026-06-03 | 2026-06-03
        爆发 | 2026-06-11 | 2026-06-13
        """),
        "P04",
    )
    assert [cell for cell, _ in found] == ["活动节奏!D8", "活动节奏!D9"]
    assert found[1][1].startswith("「预热」到 2026-06-12")


def test_other_platforms_and_phases_that_run_beside_may_overlap() -> None:
    expected, got = findings_of(
        _phases(
            """
        预热 | 天猫 | 2026-06-01 | 2026-06-12
        爆发 | 京东 | 2026-06-05 | 2026-06-13
        返场 |      | 2026-06-05 | 2026-06-15
        种草 | 天猫 | 2026-05-20 | 2026-06-10
        筹备 |      | 2026-05-15 | 2026-06-10
        复盘 |      | 2026-06-12 | 2026-06-20
        """,
            head="阶段 | 平台/赛道 | 开始时间   | 结束时间",
        )
    )
    assert got == expected == []


GAP = """
        预热 | 2026-06-01 | 2026-06-09
        爆发 | 2026-06-12 | 2026-06-13
        返场 | 2026-06-14 | 2026-06-15
        复盘 | 2026-06-18 | 2026-06-18
"""


def test_days_without_a_phase_are_counted_in_larger_teams() -> None:
    # 06-10 and 06-11 lie between; the review may come when it likes
    assert hits(_phases(GAP), "P05", size="team") == [
        ("活动节奏!D8", "「预热」2026-06-09 结束，「爆发」2026-06-12 开始，中间空了 2 天")
    ]
    assert hits(_phases(GAP), "P05", size="small") == []
    assert hits(_phases(THREE), "P05", size="full") == []


def test_a_big_day_has_its_three_phases() -> None:
    assert hits(_phases("预热 | 2026-06-01 | 2026-06-10"), "P06") == [
        ("活动节奏", "大促活动缺少爆发、返场阶段")
    ]
    assert hits(_phases(THREE.replace("爆发", "高潮")), "P06") == []
    assert hits("[活动节奏]\n阶段 | 开始时间", "P06") == []
    other = "[项目总表]\n活动类型 | 日常主题\n" + _phases("预热 | 2026-06-01 | 2026-06-10")
    assert hits(other, "P06") == []


def test_the_length_of_phases_is_only_noted_and_both_ends_of_the_range_are_fine() -> None:
    def lengths(preheat: int, burst: int, encore: int) -> list[str]:
        rows = f"""
        预热 | 2026-05-01 | 2026-05-{preheat:02}
        爆发 | 2026-05-11 | 2026-05-{10 + burst}
        返场 | 2026-05-21 | 2026-05-{20 + encore}
        """
        found = hits(_phases(rows), "P07", size="team")
        return [message for _, message in found]

    assert lengths(3, 1, 1) == lengths(7, 3, 2) == []
    assert lengths(2, 4, 3) == [
        "「预热」共 2 天，指引为 3–7 天",
        "「爆发」共 4 天，指引为 1–3 天",
        "「返场」共 3 天，指引为 1–2 天",
    ]
    assert lengths(8, 1, 1) == ["「预热」共 8 天，指引为 3–7 天"]
    assert hits(_phases("预热 | 2026-05-01 | 2026-05-02"), "P07", size="small") == []


def test_phases_without_dates_or_names_are_only_asked_for() -> None:
    found = checked(
        _phases("""
        预热 |            | 2026-06-10
        爆发 | 2026-06-11 |
             | 2026-06-12 | 2026-06-13
        """),
        size="full",
    )
    assert {f.id for f in found if f.at.sheet == "活动节奏"} == {"A07", "P06"}
