"""Sample (c): a 双11 on five platforms the day before its launch, full of planted faults.

Each fault is one slip and gives one finding, at one cell. What rows can hold is planted in
the rows; what only a file can hold (a merged cell, an overwritten formula, a text number) is
written down as steps, which `plant.py` takes on the built workbook.
"""

from copy import deepcopy
from typing import NamedTuple

from double11_base import AS_OF, base
from rows import Row, Rows, T, said

from promo_xl.book import letter
from promo_xl.schema import sheet as sheet_of
from promo_xl.schema.sheet import Shape
from promo_xl.workbook.layout import HEADER_ROW

_IDS = {
    "phases": "phase_id",
    "personas": "persona_id",
    "goals": "goal_id",
    "channels": "channel_id",
    "budget": "budget_id",
    "resources": "resource_id",
    "offers": "offer_id",
    "products": "sku_id",
    "materials": "material_id",
    "tasks": "task_id",
    "team": "person_id",
    "risks": "risk_id",
    "monitor": "rule_id",
    "log": "log_id",
    "day_targets": "date",
}


class Set(NamedTuple):
    """Put *value* into one cell of the rows."""

    cell: str
    value: object


class Add(NamedTuple):
    """Add a row to the end of a sheet."""

    sheet: str
    row: Row


class Fault(NamedTuple):
    """One slip: the rule that finds it, the cell it is found at, how it is planted."""

    rule: str
    at: str
    """`sheet row column`; the row by its ID; without column the sheet; `!C9` a cell."""
    what: T
    rows: tuple[Set | Add, ...] = ()
    step: Row | None = None
    """What to do to the file, with `at` for its cell where it needs one."""


def _goal(goal_id: str, **more: object) -> Add:
    row: Row = {"goal_id": goal_id, "op": ">=", "level": "strategic", "owner": "许主管"}
    return Add("goals", row | {"resource_note": "已排期"} | more)


def _seeding(share: float) -> tuple[Set, ...]:
    """Scale what the seeding has cost, day by day."""
    costs = [(n, float(str(row["cost"]))) for n, row in enumerate(base()["daily"])]
    return tuple(Set(f"daily {n} cost", round(cost * share, 2)) for n, cost in costs)


# fmt: off
FAULTS = (
    # structure, types, references
    Fault("A01", "feedback", T("删除了工作表“用户反馈”", "The sheet Feedback was deleted"), step={"do": "delete_sheet"}),
    Fault("A02", "products SKU03 forecast_qty", T("预计销量填成范围“1-2万”", "A range, 1-2万, as forecast"), step={"do": "write", "value": "1-2万"}),
    Fault("A03", "resources R04 side", T("内部/外部填成“外步”", "A word that is no choice"), step={"do": "write", "value": "外步"}),
    Fault("A04", "risks K04 risk_id", T("风险编号K03用了两次", "Risk ID K03 used twice"), step={"do": "write", "value": "K03"}),
    Fault("A05", "personas A3 persona_id", T("画像没有编号", "A persona without ID"), step={"do": "write", "value": None}),
    Fault("A06", "products SKU02 substitute", T("替代款SKU99没有登记", "Substitute SKU99 does not exist"), step={"do": "write", "value": "SKU99"}),
    Fault("A07", "tasks T02 standard", T("交付标准空着", "No acceptance standard"), (Set("tasks T02 standard", None),)),
    Fault("A07", "plan owner", T("项目总表没有负责人", "The plan has no owner"), (Set("plan 0 owner", None),)),
    Fault("A08", "materials M03 channel_id", T("渠道名后面多了空格", "A stray space behind the channel's name"), step={"do": "write", "value": "小红书笔记　"}),
    Fault("A09", "resources R04 qty", T("数量16存成了文本", "16 stored as text"), step={"do": "write", "value": "16"}),
    Fault("A10", "risks K01 score", T("风险值的公式被手工数盖住", "The formula of the score overwritten by a number"), step={"do": "write", "value": 10}),
    Fault("A11", "products SKU01 unit_cost", T("单位成本显示 #REF!", "Unit cost shows #REF!"), step={"do": "write", "value": "#REF!"}),
    Fault("A12", "team U07 contact", T("两行联系方式合并成一格", "Two cells merged into one"), step={"do": "merge", "rows": 2}),
    Fault("A12", "offers +1 offer_id", T("一行权益写在表格下方", "A row written below the table"), step={"do": "below", "row": {"offer_id": "O04", "offer_key": "会员加赠", "scope": "platform_only", "platform": "douyin", "type": "gift", "benefit": 1, "benefit_unit": "pieces", "start": "2026-10-21 20:00", "end": "2026-11-15 23:59", "gift_cost": 6, "copy": "会员下单加赠袜子一双"}}),
    Fault("A13", "team +column", T("自己加了一列“工位”", "A column of one's own"), step={"do": "column", "header": "工位", "values": ["3A01", "3A02", "3B07"]}),
    Fault("A14", "plan project_id", T("模板版本改成99", "Template version set to 99"), step={"do": "meta", "key": "schema_version", "value": "99"}),
    Fault("A15", "resources R01 channel_id", T("渠道写成“抖音 达人”", "The channel's name with a blank inside"), step={"do": "write", "value": "抖音 达人"}),
    Fault("A16", "review", T("隐藏了有内容的工作表“复盘”", "The sheet Review was hidden"), step={"do": "hide_sheet"}),
    # plan and phases
    Fault("P02", "phases PH9 end", T("京东专场结束早于开始", "A phase ends before it starts"), (Set("phases PH9 end", "2026-11-03 23:59"),)),
    Fault("P03", "phases PH10 start", T("复盘阶段排到结案日之后", "The review runs past the close-out date"), (Set("phases PH10 end", "2026-11-30 23:59"),)),
    Fault("P04", "phases PH8 start", T("抖音开门红与预热重叠一天", "Two phases of one track overlap"), (Set("phases PH8 start", "2026-10-27 00:00"), Set("phases PH8 end", "2026-10-29 23:59"))),
    Fault("P05", "phases PH4 start", T("天猫专场晚了两天，中间空档", "A gap of two days"), (Set("phases PH4 start", "2026-11-05 00:00"),)),
    Fault("P07", "phases PH6 end", T("返场排了四天", "The encore takes four days"), (Set("phases PH6 end", "2026-11-15 23:59"),)),
    Fault("P08", "plan core_goal", T("核心目标没有数字", "The core goal holds no number"), (Set("plan 0 core_goal", "提升品牌声量，做好会员服务"),)),
    Fault("P09", "plan theme", T("主题二十四个字", "A theme of 24 characters"), (Set("plan 0 theme", "暖冬好物陪全家温暖过冬双11跨平台联动大放送"),)),
    Fault("P10", "plan appr_ops_result", T("运营部还在审批", "Operations has not approved"), (Set("plan 0 appr_ops_result", "in_review"), Set("plan 0 appr_ops_date", None))),
    Fault("P11", "plan launch_date", T("最早的任务10月8日才开始", "The first task starts on October 8"), (Set("tasks T01 start", "2026-10-08"), Set("tasks T01 end", "2026-10-09"), Set("tasks T01 actual_start", "2026-10-08"), Set("tasks T01 actual_end", "2026-10-09"))),
    Fault("P12", "plan appr_fin_result", T("财务部驳回", "Rejected by finance"), (Set("plan 0 appr_fin_result", "rejected"), Set("plan 0 appr_fin_date", None))),
    Fault("P13", "plan period_start", T("周期从调休上班日10月10日开始", "The period starts on a make-up workday"), (Set("plan 0 period_start", "2026-10-10"),)),
    Fault("P17", "plan review_date", T("结案日排在结束后第8天", "Close-out eight days after the end"), (Set("plan 0 review_date", "2026-11-23"),)),
    # goals
    Fault("G01", "goals G30 target", T("目标没有量化值", "A goal without a number"), (_goal("G30", metric="pv", dimension="exposure"),)),
    Fault("G02", "goals G14 end", T("目标结束早于开始", "A goal ends before it starts"), (Set("goals G14 end", "2026-10-11"),)),
    Fault("G03", "goals G22 parent_id", T("分解目标没有上级", "A sub-goal without a parent"), (Set("goals G22 level", "sub_goal"),)),
    Fault("G04", "goals G11 resource_note", T("战略目标没有资源说明", "A goal without resources"), (Set("goals G11 resource_note", None),)),
    Fault("G05", "goals G1 target", T("京东子目标60万填成40万", "A sub-goal of 600,000 typed as 400,000"), (Set("goals G18 target", 400_000),)),
    Fault("G06", "goals G21 parent_id", T("子目标的指标与上级不同", "A sub-goal of another metric than its parent"), (Set("goals G21 metric", "cart_rate"),)),
    Fault("G07", "goals G7 path", T("达成路径合计2800万，目标3000万", "The path sums to 28 million, the goal is 30"), (Set("goals G7 path", "小红书2000万+B站800万"),)),
    Fault("G08", "goals G4 agg", T("转化率按求和汇总", "A conversion rate summed up"), (Set("goals G4 agg", "sum"),)),
    Fault("G09", "goals G8 target", T("互动率5%填成5", "5 % typed as 5"), (Set("goals G8 target", 5),)),
    Fault("G10", "goals G23 start", T("目标从9月1日开始", "A goal starts on September 1"), (Set("goals G23 start", "2026-09-01"),)),
    Fault("G12", "goals G1 target", T("客单价目标250填成300", "An order value of 250 typed as 300"), (Set("goals G5 target", 300),)),
    Fault("G13", "goals G1 target", T("历史峰值420万填成300万", "A historic peak of 4.2 million typed as 3"), (Set("plan 0 history_peak_gmv", 3_000_000), Set("plan 0 baseline_gmv", 2_800_000))),
    Fault("G14", "goals G9 target", T("目标15万高于弹性目标12万", "A goal above its stretch"), (Set("goals G9 target", 150_000),)),
    Fault("G15", "goals G1 target", T("综合ROI目标降到4.5，预算不够", "A total ROI of 4.5 needs more than the budget"), (Set("goals G6 target", 4.5),)),
    Fault("G16", "goals G12 owner", T("目标没有负责人", "A goal without owner"), (Set("goals G12 owner", None),)),
    Fault("G17", "goals G10 op", T("点击成本用了大于等于", "CPC at least instead of at most"), (Set("goals G10 op", ">="),)),
    Fault("G19", "day_targets +1 platform", T("11月11日既有全局又有天猫的日目标", "Two grains of day targets on one day"), (Add("day_targets", {"date": "2026-11-11", "platform": "tmall", "gmv_target": 300_000, "source": "manual"}),)),
    Fault("G20", "goals G13 target_adjusted", T("调整后目标没有审批人和日期", "A goal adjusted without approver"), (Set("goals G13 target_adjusted", 36_000),)),
    # the budget
    Fault("B01", "budget B01 planned", T("多列一行6万，合计超过总预算", "A line of 60,000 more than the total budget"), (Add("budget", {"budget_id": "B12", "category": "other", "item": "样品与寄送", "bucket": "test", "planned": 60_000, "owner": "苗专员", "approver": "唐总监", "appr_status": "approved", "appr_date": "2026-09-28"}),)),
    Fault("B03", "budget B01 bucket", T("制作与物料也算核心", "Content and materials counted as core"), (Set("budget B07 bucket", "core"), Set("budget B08 bucket", "core"))),
    Fault("B04", "budget B06 bucket", T("页面与客服也算测试", "Pages and service counted as test"), (Set("budget B09 bucket", "test"), Set("budget B10 bucket", "test"))),
    Fault("B07", "budget B11 category", T("应急备用金只剩4.8万", "Only 48,000 in reserve"), (Set("budget B11 planned", 48_000), Set("budget B09 planned", 52_000))),
    Fault("B08", "budget B04 approver", T("已通过却没有审批人", "Approved by nobody"), (Set("budget B04 approver", None),)),
    Fault("B09", "budget B09 appr_status", T("审批中已付1万元", "10,000 paid before approval"), (Set("budget B09 appr_status", "in_review"), Set("budget B09 appr_date", None))),
    Fault("B10", "budget B08 spent", T("物料实付3.5万，预算3万", "35,000 spent of 30,000"), (Set("budget B08 actual", 35_000),)),
    Fault("B11", "budget B03 fund_date", T("坑位费10月25日才到账", "Funds arrive on October 25"), (Set("budget B03 fund_date", "2026-10-25"),)),
    Fault("B12", "budget B10 planned", T("客服外包4万填成4元", "40,000 typed as 4"), (Set("budget B10 planned", 4),)),
    Fault("B13", "resources R03 fixed_fee", T("场地费16万没有预算", "A venue fee without a budget line"), (Set("resources R03 fixed_fee", 160_000),)),
    Fault("B14", "channels C05 spend", T("小红书只花了应花的七成", "Only 70 % of the spend that was due"), _seeding(0.7)),
    Fault("B16", "budget B05 actual", T("广告费直填与日数据并存", "Ad cost typed besides the daily data"), (Set("budget B05 actual", 27_000),)),
)
LEFT_OUT = (
    ("P01", T("周期颠倒后，P03、P13、P17、G10等都无从判断", "With the period reversed P03, P13, P17, G10 judge nothing")),
    ("P06", T("只看大促节点；本例是跨平台", "For big days only; this is cross-platform")),
    ("P14", T("项目窗口要跨入未公布的年份，会连带改变P03、P17", "The window would have to run into a year without calendar, which moves P03 and P17")),
    ("P15", T("总预算为0时，B01、G15不判断", "With a budget of 0, B01 and G15 judge nothing")),
    ("P16", T("只看新品首发与存量激活", "For launches and revivals only")),
    ("G11", T("只看大促、新品首发与品牌声量", "For big days, launches and brand campaigns only")),
    ("G18", T("有多个颗粒度（G19）时不判断", "Silent while a day has several grains (G19)")),
    ("B02", T("与B01相反", "The opposite of B01")),
    ("B05", T("要选002模板；本例选001", "Needs profile 002; this plan chose 001")),
    ("B06", T("要选003模板；本例选001", "Needs profile 003; this plan chose 001")),
)
# fmt: on


def sample_c() -> tuple[Rows, list[Row], Row]:
    """Give the rows with their faults, the steps to take on the file, and the list."""
    rows = planted(FAULTS)
    steps = [
        {**fault.step, "sheet": fault.at.split()[0], "cell": cell_of(fault.at, rows)}
        for fault in FAULTS
        if fault.step is not None
    ]
    listed = [
        {
            "id": fault.rule,
            "sheet": fault.at.split()[0],
            **_place(fault.at),
            "cell": cell_of(fault.at, rows),
            "what": {"zh": fault.what.zh, "en": fault.what.en},
        }
        for fault in FAULTS
    ]
    left_out = [{"id": rule, "why": {"zh": t.zh, "en": t.en}} for rule, t in LEFT_OUT]
    return (
        rows,
        [_for_file(step) for step in steps],
        {
            "as_of": AS_OF,
            "faults": listed,
            "left_out": left_out,
        },
    )


def planted(faults: tuple[Fault, ...]) -> Rows:
    """Plant what rows can hold."""
    rows = deepcopy(base())
    changes = [change for fault in faults for change in fault.rows]
    for change in changes:
        if isinstance(change, Add):
            rows[change.sheet].append(dict(change.row))
    for change in changes:
        if isinstance(change, Set):
            sheet, row, column = change.cell.split()
            found = rows[sheet][_index(rows, sheet, row)]
            found[column] = change.value
            if change.value is None:
                del found[column]
    return rows


def _index(rows: Rows, sheet: str, row: str) -> int:
    if row == "+1":
        return len(rows[sheet]) - 1
    if row.isdigit():
        return int(row)
    key = _IDS[sheet]
    return next(i for i, found in enumerate(rows[sheet]) if found[key] == row)


def _place(at: str) -> Row:
    sheet, *rest = at.split()
    names = ("row", "column") if sheet != "plan" else ("column",)
    return {} if rest == ["+column"] else dict(zip(names, rest, strict=False))


def cell_of(at: str, rows: Rows) -> str | None:
    """Give the cell a fault is found at, as a new workbook lays it out; None = the sheet."""
    key, *rest = at.split()
    sheet = sheet_of(key)
    if not rest:
        return None
    keys = [column.key for column in sheet.cells]
    if sheet.shape is Shape.FORM:
        return f"B{HEADER_ROW + 1 + keys.index(rest[0])}"
    if rest == ["+column"]:
        return f"{letter(len(keys) + 1)}{HEADER_ROW}"
    column = letter(keys.index(rest[1]) + 1)
    below = rest[0] == "+1" and key == "offers"
    number = len(rows[key]) if below else _index(rows, key, rest[0])
    return f"{column}{HEADER_ROW + 1 + number}"


def _for_file(step: Row) -> Row:
    """Say a step in the words of the file: its tab, its headers, its choices."""
    sheet = sheet_of(str(step["sheet"]))
    found: Row = {**step, "sheet": sheet.label.zh, "table": sheet.table}
    if isinstance(step.get("row"), dict):
        found["row"] = {
            letter(n): _word(
                sheet_of(str(step["sheet"])), column.key, step["row"][column.key]
            )
            for n, column in enumerate(sheet.cells, 1)
            if column.key in step["row"]
        }
    return found


def _word(sheet: object, key: str, value: object) -> object:
    choices = sheet[key].kind.choices  # type: ignore[index]
    return choices.say(value, "zh") if choices else said(value, "zh")
