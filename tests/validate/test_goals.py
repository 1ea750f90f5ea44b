"""G05 and G06: goals and their parts."""

import pytest

from promo_xl.finding import Finding
from tests.sheets import checked, findings_of, hits

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
        G0       |          |          | GMV      | 9000000          |
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


def test_a_part_measured_otherwise_is_said_and_leaves_its_cut_unjudged() -> None:
    text = f"""{HEAD}
        G1       |          |          | GMV      | 5000000          |
        G2       | G1       | 渠道     | GMV      | 3000000          |
        G3       | G1       | 渠道     | GMV      | 80000            | 日均   # 上级目标: G06
        G4       | G1       | 阶段     | GMV      | 900000           | 峰值   # 上级目标: G06
        G5       | G1       | 渠道     | 订单数   | 20000            |        # 上级目标: G06
    """
    expected, got = findings_of(text)
    assert got == expected
    said = [f.message("zh") for f in checked(text)]
    assert said[0] == "「GMV」的时间口径是 日均，与上级「GMV」的 累计 不一致"
    assert said[2] == "「订单数」的具体指标是 订单数，与上级「GMV」的 GMV 不一致"


def test_units_are_compared_as_people_read_them() -> None:
    text = """
        [目标]
        目标编号 | 上级目标 | 具体指标 | 量化目标(原目标) | 单位
        G1       |          | GMV      | 5000000          | 元
        G2       | G1       | GMV      | 3000000          |
        G3       | G1       | GMV      | 2000000          | {}
    """
    assert hits(text.format("元 "), "G06") == []
    assert hits(text.format("万元"), "G06") == [
        ("目标!B9", "「GMV」的单位是 万元，与上级「GMV」的 元 不一致")
    ]


@pytest.mark.parametrize(
    ("parents", "cell", "ring"),
    [
        (("G1", "", ""), "目标!B7", "G1 → G1"),
        (("G2", "G1", ""), "目标!B7", "G1 → G2 → G1"),
        (("G2", "G3", "G2"), "目标!B8", "G2 → G3 → G2"),
    ],
)
def test_a_ring_is_said_once_with_its_members_and_nothing_is_added_in_it(
    parents: tuple[str, str, str], cell: str, ring: str
) -> None:
    rows = "\n".join(
        f"        G{i} | {parent} |  | GMV | {i}000000 |"
        for i, parent in enumerate(parents, 1)
    )
    found = [f for f in checked(f"{HEAD}\n{rows}") if f.id in ("G05", "G06")]
    assert [(f.id, str(f.at), f.message("zh")) for f in found] == [
        ("G06", cell, f"上级目标绕成了环：{ring}")
    ]


def test_a_part_not_filled_in_yet_is_only_asked_for() -> None:
    expected, got = findings_of(f"""{HEAD}
        G1       |          |          | GMV      | 5000000          |
        G2       | G1       | 渠道     | GMV      | 3000000          |
        G3       | G1       | 渠道     | GMV      |                  |       # 量化目标(原目标): G01
        G4       | G1       | 渠道     |          | 100000           |       # 具体指标: G01
    """)
    assert got == expected
