"""The tables of report, deck and home page."""

from datetime import date

from promo_xl.facts import Block, slot_text
from tests.derive.campaigns import Rows, closed_618, days, facts_of, moment


def table(block: Block) -> list[list[str]]:
    rows = [*block.rows, *([block.total] if block.total else [])]
    return [[slot_text(cell, "zh") for cell in row] for row in rows]


def block(key: str, rows: Rows | None = None) -> Block:
    return facts_of(rows or closed_618()).blocks[key]


def test_the_result_has_goals_then_cost() -> None:
    assert table(block("result")) == [
        ["GMV", "500.0万元", "480.0万元", "96.0%", "接近"],
        ["新增注册用户", "10,000", "12,000", "120.0%", "达成"],
        ["全部投入", "124.0万元", "119.4万元", "余量3.7%", "预算内"],
        ["综合ROI", "—", "4.02", "—", "—"],
    ]


def test_the_result_never_has_more_than_six_rows() -> None:
    rows = closed_618()
    rows["goals"] += [{"metric": f"自定义{i}", "target": 1} for i in range(9)]
    assert len(block("result", rows).rows) == 6


def test_channels_are_grouped_by_purpose_and_add_up() -> None:
    rows = closed_618()
    rows["channels"][4]["purpose"] = "种草"
    found = table(block("channels", rows))
    assert [row[0] for row in found] == [
        "私域",
        "达人",
        "直通车",
        "信息流",
        "会场",
        "合计",
    ]
    assert found[3] == [
        *("信息流", "转化", "18.0万元", "20.0万元", "111.1%"),
        *("60.0万元", "3.00", "3.00", "2,480", "3.4%"),
    ]
    assert found[-1][2:8] == ["100.0万元", "98.0万元", "98.0%", "480.0万元", "4.90", "4.02"]


def test_claims_are_not_added_beside_a_shop_total() -> None:
    rows = closed_618()
    rows["daily"] += [{"date": d, "level": "店铺大盘", "gmv": 240_000} for d in days()]
    assert table(block("channels", rows))[-1][3:] == ["98.0万元", "98.0%", *["—"] * 5]


def test_a_rate_on_too_few_orders_says_so() -> None:
    rows = closed_618()
    for row in rows["daily"]:
        if row["channel_id"] == "会场":
            row["orders"] = 1
    by_name = {row[0]: row for row in table(block("channels", rows))}
    assert by_name["会场"][9] == "样本不足"
    assert by_name["达人"][9] == "4.0%"


def test_money_is_the_one_ledger() -> None:
    assert table(block("money")) == [
        ["广告投放", "100.0万元", "98.0万元", "98.0%", "−2.0万元", "—"],
        ["物料制作", "5.0万元", "4.6万元", "92.0%", "−4,000元", "—"],
        ["技术费", "3.0万元", "3.8万元", "126.7%", "8,000元", "—"],
        ["人力成本", "10.0万元", "11.2万元", "112.0%", "1.2万元", "—"],
        ["应急备用", "6.0万元", "1.8万元", "30.0%", "−4.2万元", "—"],
        ["合计", "124.0万元", "119.4万元", "96.3%", "−4.6万元", "—"],
    ]


def test_each_category_says_how_many_of_its_lines_are_approved() -> None:
    rows = closed_618()
    for i, word in enumerate(["通过", "通过", "审批中", None, None, "通过", "驳回"]):
        rows["budget"][i]["appr_status"] = word
    found = {row[0]: row[5] for row in table(block("money", rows))}
    assert found["广告投放"] == "部分已批 2/5"
    assert found["物料制作"] == "已批"
    assert found["技术费"] == "驳回"
    assert found["人力成本"] == "未批"
    assert found["合计"] == "部分已批 3/9"


def test_an_adjusted_target_stands_beside_the_original_never_instead() -> None:
    """480 of 500 is 96 %; of the adjusted 450 it is 106.7 %."""
    rows = closed_618()
    rows["goals"][0]["target_adjusted"] = 4_500_000
    facts = facts_of(rows)
    found = facts.blocks["goals"]
    assert table(found)[0][1:4] == ["500.0万元", "480.0万元", "96.0%"]
    assert found.note is not None
    assert found.note.say("zh") == ("完成率按原目标；调整后目标：GMV 450.0万元，完成106.7%")
    assert facts.claims["headline"].say("zh") == (
        "GMV 480.0万元，完成原目标96.0%（接近），差20.0万元"
    )


def test_open_attribution_windows_are_said_and_measured() -> None:
    """As of 06-28 a window of 7 days is closed to 06-21: four days of 7.2万 are open."""
    rows = closed_618()
    rows["channels"][0]["window_days"] = 7
    facts = facts_of(rows)
    assert facts["channel.C01.immature_gmv"].value == 288_000.0
    assert "channel.C02.immature_gmv" not in facts.figures
    note = facts.blocks["channels"].note
    assert note is not None
    assert "达人的归因窗口未关" in note.say("zh")


def test_each_roi_says_what_it_divides() -> None:
    assert table(block("roi"))[1] == [
        "综合ROI",
        "4.02",
        "GMV 480.0万元 ÷ 全部投入119.4万元",
    ]


def test_limits_stand_below_the_goals_without_completion() -> None:
    rows = closed_618()
    rows["goals"].insert(0, {"metric": "花费", "target": 1_000_000})
    found = table(block("goals", rows))
    assert [row[0] for row in found] == ["GMV", "新增注册用户", "花费"]
    assert found[0][3:] == ["96.0%", "−20.0万元", "接近"]
    assert found[2][1:] == ["≤100.0万元", "98.0万元", "—", "余量2.0%", "达标"]


def test_rates_differ_by_percentage_points() -> None:
    rows = closed_618()
    rows["goals"] = [{"metric": "复购率", "target": 0.15, "actual_typed": 0.138}]
    assert table(block("goals", rows))[0][4] == "−1.2个百分点"


def test_the_chart_block_has_one_row_a_day_and_no_actual_after_data_through() -> None:
    facts = facts_of(closed_618(), moment("2026-06-12"))
    rows = facts.blocks["calc_days"].rows
    assert len(rows) == 25
    assert rows[0] == (
        date(2026, 6, 1),
        192_000.0,
        192_000.0,
        200_000.0,
        200_000.0,
        39_200.0,
        None,
    )
    assert rows[-1][1:] == (None, None, 200_000.0, 5_000_000.0, None, None)


def test_a_period_longer_than_the_block_is_cut() -> None:
    rows = closed_618()
    rows["plan"][0]["period_end"] = date(2027, 3, 1)
    assert len(block("calc_days", rows).rows) == 120


def test_without_a_gmv_goal_the_result_still_begins_with_gmv() -> None:
    found = table(block("result", closed_618() | {"goals": []}))
    assert found[0] == ["GMV（渠道归因·支付）", "—", "480.0万元", "—", "—"]


def test_tables_of_dashes_are_absent() -> None:
    rows = closed_618() | {"daily": [], "budget": [], "goals": [{"metric": "GMV"}]}
    rows["channels"] = [{"channel_name": "达人", "purpose": "转化"}]
    blocks = facts_of(rows).blocks
    assert not {"result", "goals", "channels"} & blocks.keys()
    assert ["数据截至", "尚无日数据"] in table(blocks["register"])


def test_a_long_name_leaves_room_for_the_numbers_beside_it() -> None:
    rows = closed_618()
    long = "一个名字特别特别长的达人直播间合作渠道"
    rows["channels"] = [{"channel_name": long}]
    rows["daily"] = [r | {"channel_id": long} for r in rows["daily"]]
    rows["goals"][1] |= {"metric": "GMV", "channel_id": long}
    facts = facts_of(rows)
    assert table(facts.blocks["channels"])[0][0] == "一个名字特别特别长的达人直…"
    assert table(facts.blocks["goals"])[1][0] == "一个名字特别特别长的达人直…·GMV"
    assert table(facts.blocks["calc_channels"])[0][0] == long
    assert table(facts.blocks["calc_channel_chart"])[0][0].startswith(
        "一个名字特别特别长的达…  "
    )


def test_tables_without_rows_are_absent() -> None:
    assert set(facts_of({}).blocks) == {"register", "calc_board"}
