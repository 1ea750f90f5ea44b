"""B08 B09 B11 B12 B13 B16: each budget line, and fees without one."""

import pytest

from promo_xl.finding import Kind, Severity
from tests.sheets import checked, hits

TEAM = """
        [项目组分工]
        姓名 | 部门
        王敏 | 市场部
"""
OWNERS = (
    TEAM
    + """
        [项目总表]
        负责人 | {plan}
        [预算]
        费用类别 | 费用项 | 预算金额 | 负责人 | 审批状态 | 审批人
        物料制作 | 海报   | 340000   |        | {status} | {approver}
        人力成本 | 加班   | 900000   | 王敏   | 未提交   |
"""
)


def _owners(plan: str = "王敏", status: str = "", approver: str = "") -> str:
    return OWNERS.format(plan=plan, status=status, approver=approver)


def test_a_line_has_an_owner_its_own_or_the_plans() -> None:
    def of(text: str, size: str = "team") -> list[tuple[str, str]]:
        return [
            (f.column, f.message("zh")) for f in checked(text, size=size) if f.id == "B08"
        ]

    assert of(_owners(plan="")) == [("owner", "预算项「海报」无负责人")]
    assert of(_owners(plan=""), "small") == []
    assert of(_owners()) == []


@pytest.mark.parametrize(
    ("status", "approver", "size", "ids"),
    [
        ("审批中", "", "team", ["B08"]),  # and A07 is not said besides
        ("通过", "", "full", ["B08"]),
        ("审批中", "王敏", "team", []),
        ("未提交", "", "team", []),
        ("", "", "team", []),
        ("审批中", "", "small", []),
    ],
)
def test_a_submitted_line_has_an_approver_where_approvals_are_asked_for(
    status: str, approver: str, size: str, ids: list[str]
) -> None:
    found = checked(_owners(status=status, approver=approver), size=size)
    assert [f.id for f in found if f.column == "approver"] == ids


SPENT = """
        [渠道计划]
        渠道名称 | 渠道目的 | 平台 | 付费属性
        信息流   | 转化     | 抖音 | 付费
        [预算]
        费用类别 | 费用项     | 渠道   | 预算金额 | 审批状态 | 已签约金额 | 实际支出(直填)
        广告投放 | 信息流投放 | 信息流 | 180000   | {ads}    |            |
        KOL合作  | 头部主播   |        | 100000   | {kol}    | 100000     |
        物料制作 | 海报       |        | 50000    | 审批中   |            |
        物料制作 | 样品       |        | 50000    | 审批中   |            | 0
        [日数据]
        日期       | 渠道   | 成交金额GMV | 花费
        2026-06-01 | 信息流 | 300000      | 150000
"""


def test_nothing_is_spent_or_signed_before_it_is_approved() -> None:
    found = [
        f for f in checked(SPENT.format(ads="", kol="驳回"), size="team") if f.id == "B09"
    ]
    assert [(f.column, f.message("zh")) for f in found] == [
        ("appr_status", "「信息流投放」审批状态为“未提交”，却已支出或签约 150,000元"),
        ("appr_status", "「头部主播」审批状态为“驳回”，却已支出或签约 100,000元"),
    ]
    assert all((f.kind, f.severity) == (Kind.PROCESS, Severity.ERROR) for f in found)
    assert hits(SPENT.format(ads="通过", kol="通过"), "B09", size="full") == []
    assert hits(SPENT.format(ads="", kol=""), "B09", size="small") == []


FUNDS = """
        [渠道计划]
        渠道名称 | 渠道目的 | 开始
        信息流   | 转化     | {start}
        直通车   | 转化     |
        [预算]
        费用类别 | 费用项     | 渠道   | 预算金额 | 到账时间
        广告投放 | 信息流投放 | 信息流 | 180000   | {fund}
        物料制作 | 海报       |        | 50000    | 2026-07-30
        [日数据]
        日期       | 渠道   | 成交金额GMV | 花费
        2026-06-02 | 信息流 | 300000      | 0
        2026-06-03 | 信息流 | 300000      | 150000
        2026-06-01 | 直通车 | 300000      | 150000
"""


@pytest.mark.parametrize(
    ("start", "fund", "since"),
    [
        ("", "2026-06-03", ""),
        ("", "2026-06-04", "2026-06-03"),  # the first day with a cost above 0
        ("2026-06-02", "2026-06-02", ""),
        ("2026-06-02", "2026-06-03", "2026-06-02"),
        ("2026-06-10", "2026-06-04", "2026-06-03"),
        ("", "", ""),
    ],
)
def test_funds_are_there_before_the_channel_spends(
    start: str, fund: str, since: str
) -> None:
    text = FUNDS.format(start=start, fund=fund)
    says = (
        [f"「信息流投放」资金 {fund} 到账，渠道「信息流」{since} 就开始花钱"]
        if since
        else []
    )
    assert [message for _, message in hits(text, "B11", size="team")] == says
    assert hits(text, "B11", size="small") == []


LINES = """
        [预算]
        费用类别 | 费用项 | 预算金额
        物料制作 | 海报   | {}
        人力成本 | 加班   | {}
"""


@pytest.mark.parametrize(
    ("small", "large", "says"),
    [
        ("5", "100000", "「海报」预算只有 5元，而「加班」有 100,000元，疑似按万元填写"),
        ("999", "99999", ""),
        ("1000", "100000", ""),
        ("0", "100000", ""),
        ("-5", "1000", "「海报」的预算 −5元 是负数"),
        ("", "100000", ""),
    ],
)
def test_amounts_stand_in_one_unit(small: str, large: str, says: str) -> None:
    found = hits(LINES.format(small, large), "B12")
    assert [message for _, message in found] == ([says] if says else [])


FEES = """
        [渠道计划]
        渠道名称 | 渠道目的
        达人     | 转化
        [资源清单]
        资源类型 | 资源名称 | 坑位费 | 使用渠道 | 确认状态
        KOL/达人 | 头部主播 | {fee}  | 达人     | {status}
        [预算]
        费用类别 | 费用项 | 渠道 | 资源       | 预算金额
        {line}
        物料制作 | 海报   | 达人 |            | 500000
"""


@pytest.mark.parametrize(
    ("fee", "status", "line", "fires"),
    [
        ("100000", "已签约", "", True),
        ("100000", "已签约", "KOL合作 | 坑位费 | 达人 | | 99999", True),
        ("100000", "已签约", "KOL合作 | 坑位费 | 达人 | | 100000", False),
        ("100000", "已签约", "广告投放 | 投流 | 达人 | | 100000", False),
        ("100000", "已签约", "其他 | 坑位费 | | 头部主播 | 1", False),
        ("100000", "取消", "", False),
        ("0", "已签约", "", False),
        ("", "已签约", "", False),
    ],
)
def test_a_fee_is_budgeted(fee: str, status: str, line: str, fires: bool) -> None:
    text = FEES.format(fee=fee, status=status, line=line)
    found = [f for f in checked(text, size="full") if f.id == "B13"]
    assert [(f.at.sheet, f.column, f.message("zh")) for f in found] == (
        [("资源清单", "fixed_fee", "资源「头部主播」费用 100,000元 未列预算")]
        if fires
        else []
    )


TYPED = """
        [渠道计划]
        渠道名称 | 渠道目的
        信息流   | 转化
        直通车   | 转化
        [预算]
        费用类别 | 费用项     | 渠道   | 预算金额 | 实际支出(直填)
        {category} | 信息流投放 | {channel} | 180000   | {actual}
        [日数据]
        日期       | 渠道   | 成交金额GMV | 花费
        2026-06-01 | 信息流 | 300000      | 150000
"""


@pytest.mark.parametrize(
    ("category", "channel", "actual", "fires"),
    [
        ("广告投放", "信息流", "160000", True),
        ("广告投放", "信息流", "", False),
        ("广告投放", "直通车", "160000", False),  # has no daily cost
        ("KOL合作", "信息流", "160000", False),
        ("广告投放", "", "160000", False),
    ],
)
def test_ad_cost_stands_in_one_place(
    category: str, channel: str, actual: str, fires: bool
) -> None:
    text = TYPED.format(category=category, channel=channel, actual=actual)
    found = [f for f in checked(text) if f.id == "B16"]
    assert [(f.column, f.message("zh")) for f in found] == (
        [
            (
                "actual",
                "广告费「信息流投放」直填 160,000元，渠道「信息流」日数据已有花费 150,000元",
            )
        ]
        if fires
        else []
    )
