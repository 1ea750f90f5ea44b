"""B03 to B07: the split of the budget against the profile the team chose."""

import pytest

from tests.sheets import checked, hits

LINES = """
        [项目总表]
        预算结构模板 | {profile}
        [预算]
        费用类别 | 费用项 | 预算口径 | 预算金额
        {rows}
"""


def _buckets(core: float, test: float, reserve: float, profile: str = "001") -> str:
    names = {"001": "001-核心测试机动", "custom": "自定义", "": ""}
    rows = f"""其他 | 甲 | 核心 | {core}
        其他 | 乙 | 测试 | {test}
        其他 | 丙 | 机动 | {reserve}"""
    return LINES.format(profile=names[profile], rows=rows)


@pytest.mark.parametrize("core", [600, 700])
def test_the_ends_of_the_core_range_are_inside(core: int) -> None:
    assert hits(_buckets(core, 150, 850 - core), "B03", size="team") == []


def test_a_core_share_outside_is_noted_at_the_largest_core_line() -> None:
    # 599 of 1,000; the guidance is 600 to 700
    ((_, says),) = hits(_buckets(599, 150, 251), "B03", size="team")
    assert says == "核心占 59.9%（599元），建议 60.0%–70.0%"
    (found,) = (f for f in checked(_buckets(800, 150, 50), size="full") if f.id == "B03")
    assert (found.column, found.at.top) == ("bucket", 7)
    assert found.advice("zh").startswith("按手册1约为 600元 至 700元")
    assert hits(_buckets(800, 150, 50), "B03", size="small") == []


def test_the_test_share_likewise() -> None:
    assert hits(_buckets(650, 100, 250), "B04", size="team") == []
    assert hits(_buckets(650, 200, 150), "B04", size="team") == []
    ((_, says),) = hits(_buckets(650, 201, 149), "B04", size="team")
    assert says == "测试占 20.1%（201元），建议 10.0%–20.0%"
    # none at all: there is no line to point at
    text = _buckets(650, 0, 350).replace("| 测试", "| 核心")
    assert hits(text, "B04", size="team") == [
        ("预算", "测试占 0.0%（0元），建议 10.0%–20.0%")
    ]


def test_no_profile_no_opinion() -> None:
    for profile in ("", "custom"):
        found = checked(_buckets(1000, 0, 0, profile), size="full")
        assert not {f.id for f in found} & {"B03", "B04", "B05", "B06", "B07"}


def test_lines_without_amounts_have_no_shares() -> None:
    text = LINES.format(profile="001-核心测试机动", rows="其他 | 甲 | 核心 |")
    found = checked(text, size="full")
    assert not {f.id for f in found} & {"B03", "B04", "B05", "B06", "B07"}


def _categories(profile: str, rows: str) -> str:
    said = "\n        ".join(
        f"{name} | {name} | | {amount}"
        for name, amount in (pair.split() for pair in rows.split(","))
    )
    return LINES.format(profile=profile, rows=said)


def test_manual_twos_shares_and_its_band_of_ten_points() -> None:
    profile = "002-KOL广告物料应急"
    fine = _categories(
        profile, "KOL合作 500,广告投放 200,内容制作 150,物料制作 50,应急备用 100"
    )
    assert hits(fine, "B05", size="team") == []
    off = _categories(
        profile, "KOL合作 501,广告投放 199,内容制作 150,物料制作 50,应急备用 100"
    )
    assert [says for _, says in hits(off, "B05", size="team")] == [
        "KOL合作占 50.1%，参考 40.0%",
        "广告投放占 19.9%，参考 30.0%",
    ]
    assert hits(off, "B05", size="small") == hits(off, "B06", size="full") == []


def test_manual_threes_shares_join_ads_and_kol() -> None:
    profile = "003-制作投放备选"
    fine = _categories(profile, "KOL合作 300,广告投放 200,内容制作 300,应急备用 200")
    assert hits(fine, "B06", size="team") == []
    off = _categories(profile, "KOL合作 400,广告投放 201,内容制作 200,应急备用 199")
    (found,) = (f for f in checked(off, size="full") if f.id == "B06")
    assert found.message("zh") == "投放（广告+KOL）占 60.1%，参考 50.0%"
    assert found.at.top == 7  # the larger of its lines


def test_a_reserve_below_five_percent_is_said_once() -> None:
    profile = "003-制作投放备选"
    text = _categories(profile, "广告投放 600,内容制作 351,应急备用 49")
    found = [f for f in checked(text, size="team") if f.id in ("B06", "B07")]
    assert [(f.id, f.message("zh")) for f in found] == [
        ("B07", "应急备用金占 4.9%（49元），建议 10% 以上")
    ]
    assert (
        hits(
            _categories(profile, "广告投放 600,内容制作 350,应急备用 50"),
            "B07",
            size="team",
        )
        == []
    )
    assert hits(text, "B07", size="small") == []


def test_lines_of_bucket_reserve_are_a_reserve_too() -> None:
    assert hits(_buckets(650, 300, 50), "B07", size="team") == []
    assert len(hits(_buckets(650, 301, 49), "B07", size="team")) == 1
