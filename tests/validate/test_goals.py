"""G05: parts add up to their goal, one cut at a time."""

from promo_xl.finding import Finding
from tests.sheets import checked, findings_of

HEAD = """
        [目标]
        目标编号 | 上级目标 | 拆解维度 | 具体指标 | 量化目标(原目标) | 时间口径"""


def test_each_cut_is_added_alone_and_the_parent_is_reported() -> None:
    text = f"""{HEAD}
        G1       |          |          | GMV      | 5000000          |        # 量化目标(原目标): G05
        G2       | G1       | 渠道     | GMV      | 3000000          |
        G3       | G1       | 渠道     | GMV      | 2000000          |
        G4       | G1       | 阶段     | GMV      | 4000000          |
    """
    expected, got = findings_of(text)
    assert got == expected
    (found,) = checked(text)
    assert found.message("zh") == (
        "「GMV」按阶段拆解合计 4,000,000元，不等于上级目标 5,000,000元（差 1,000,000元）"
    )
    assert "by Phase" in found.message("en")


def test_one_percent_is_tolerated_and_more_is_not() -> None:
    def with_part(amount: int) -> tuple[Finding, ...]:
        return checked(f"""{HEAD}
        G1       |          |          | GMV      | 5000000          |
        G2       | G1       | 渠道     | GMV      | {amount}         |
        """)

    assert with_part(4_950_000) == ()
    assert with_part(5_050_000) == ()
    assert [f.id for f in with_part(4_949_999)] == ["G05"]


def test_rates_people_daily_means_and_peaks_are_never_added() -> None:
    expected, got = findings_of(f"""{HEAD}
        G1       |          |          | 客单价   | 240              |
        G2       | G1       | 渠道     | 客单价   | 100              |
        G3       |          |          | 访客数UV | 100000           |
        G4       | G3       | 渠道     | 访客数UV | 300000           |
        G5       |          |          | GMV      | 200000           | 日均
        G6       | G5       | 渠道     | GMV      | 900000           | 日均
        G7       |          |          | GMV      | 200000           | 峰值
        G8       | G7       | 渠道     | GMV      | 900000           | 峰值
    """)
    assert got == expected == []


def test_a_part_that_is_a_daily_mean_or_a_peak_leaves_its_cut_unjudged() -> None:
    expected, got = findings_of(f"""{HEAD}
        G1       |          |          | GMV      | 5000000          |
        G2       | G1       | 渠道     | GMV      | 3000000          |
        G3       | G1       | 渠道     | GMV      | 80000            | 日均
        G4       | G1       | 阶段     | GMV      | 900000           | 峰值
    """)
    assert got == expected == []


def test_a_part_not_filled_in_yet_is_only_asked_for() -> None:
    expected, got = findings_of(f"""{HEAD}
        G1       |          |          | GMV      | 5000000          |
        G2       | G1       | 渠道     | GMV      | 3000000          |
        G3       | G1       | 渠道     | GMV      |                  |       # 量化目标(原目标): A07
    """)
    assert got == expected


def test_parts_of_another_metric_are_not_added() -> None:
    expected, got = findings_of(f"""{HEAD}
        G1       |          |          | GMV      | 5000000          |
        G2       | G1       | 渠道     | 订单数   | 20000            |
    """)
    assert got == expected == []
