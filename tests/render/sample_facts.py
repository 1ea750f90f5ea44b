"""The closed 618 as facts, by hand: totals of the manual, before any workbook is read."""

from datetime import date, datetime, timedelta

from promo_xl.facts import Block, Claim, Facts, Figure, Slot
from promo_xl.render.stamp import Stamp
from promo_xl.schema.kind import Kind
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown, to_serial

HOSTILE = "A&B <满300减50> =1+1 👍"
NAN = float("nan")


def _as_is(value: object, _near: float | None) -> object:
    return value


def _kind(key: str, zh: str, en: str) -> Kind:
    return Kind(key, Label(zh, en), _as_is, "General", numeric=True)


MONEY = _kind("money", "金额", "money")
PCT = _kind("pct", "百分比", "percent")
RATIO = _kind("ratio", "比值", "ratio")
COUNT = _kind("int", "整数", "whole number")
DATE = _kind("date", "日期", "date")
TEXT = Kind("text", Label("文字", "text"), _as_is, "@")


def _figure(key: str, value: float | str | None, kind: Kind, zh: str, en: str) -> Figure:
    return Figure(key, value, kind, Label(zh, en))


def _slot(value: float | None, kind: Kind, key: str) -> Figure:
    return Figure(key, value, kind, Label(key, key))


GMV = _figure("campaign.gmv", 4_800_000.0, MONEY, "成交金额GMV", "GMV")
TARGET = _figure("goal.G1.target", 5_000_000.0, MONEY, "GMV目标", "GMV target")
COMPLETION = _figure("goal.G1.completion", 0.96, PCT, "完成率", "Completion")
SHORT = _figure("goal.G1.gap", 200_000.0, MONEY, "差额", "Gap")
ROI_ADS = _figure("campaign.roi_ads", 4_800_000 / 980_000, RATIO, "投放ROI", "Ad ROI")
ROI_TOTAL = _figure(
    "campaign.roi_total", 4_800_000 / 1_194_000, RATIO, "综合ROI", "Total ROI"
)
COST = _figure("campaign.cost", 1_194_000.0, MONEY, "总投入", "Total input")
BUDGET = _figure("campaign.budget", 1_240_000.0, MONEY, "总预算", "Total budget")
USED = _figure("campaign.used", 1_194 / 1_240, PCT, "预算执行率", "Budget used")
RATIO_COST = _figure("campaign.expense_ratio", 1_194 / 4_800, PCT, "费比", "Expense ratio")

ACHIEVED = Label("达成", "Achieved")
CLOSE = Label("接近", "Close")
BEHIND = Label("落后", "Behind")
MISSED = Label("未达", "Missed")
WITHIN = Label("达标", "Within limit")
OVER = Label("超标", "Over limit")

GOALS = (
    ("G1", "成交金额GMV", "GMV", 5_000_000.0, 4_800_000.0, MONEY, CLOSE),
    ("G2", "新增注册用户数", "New users", 10_000.0, 12_000.0, COUNT, ACHIEVED),
    ("G3", "投放ROI", "Ad ROI", 4.5, 4_800_000 / 980_000, RATIO, ACHIEVED),
    ("G4", "订单量", "Orders", 20_000.0, 20_500.0, COUNT, ACHIEVED),
    ("G5", "库存清理率", "Stock cleared", 0.80, 0.60, PCT, MISSED),
)
LIMIT_GOALS = (("G6", "退款率", "Refund rate", 0.08, 0.065, PCT, WITHIN),)

CHANNELS = (
    ("达人", "KOL", "成交", "Sales", 38.0, 36.0, 180.0, 7_600, 0.040),
    ("直通车", "Search ads", "成交", "Sales", 25.0, 24.0, 96.0, 4_150, 0.033),
    ("信息流", "Feed ads", "拉新", "New users", 18.0, 20.0, 60.0, 2_480, 0.034),
    ("会场", "Venue", "成交", "Sales", 12.0, 12.0, 60.0, 2_620, 0.039),
    ("私域", "Private domain", "复购", "Repeat", 7.0, 6.0, 84.0, 3_650, 0.25),
)
MONEY_ROWS = (
    ("广告投放", "Ads", 100.0, 98.0),
    ("物料", "Materials", 5.0, 4.6),
    ("技术", "Technology", 3.0, 3.8),
    ("人力", "People", 10.0, 11.2),
    ("应急", "Contingency", 6.0, 1.8),
)


def _goal_row(goal: tuple[str, str, str, float, float, Kind, Label]) -> tuple[Slot, ...]:
    key, zh, en, target, actual, kind, word = goal
    reached = _slot(actual, kind, f"goal.{key}.actual")
    if word in (WITHIN, OVER):
        limit, left = f"{target:.1%}", f"{target - actual:.1%}"
        most, headroom = (
            Label(f"≤{limit}", f"≤ {limit}"),
            Label(f"余量{left}", f"headroom {left}"),
        )
        return (Label(zh, en), most, reached, None, headroom, word)
    return (
        Label(zh, en),
        _slot(target, kind, f"goal.{key}.target"),
        reached,
        _slot(actual / target, PCT, f"goal.{key}.completion"),
        Shown(actual - target, kind, wan=True),
        word,
    )


def _result() -> Block:
    heads = (
        Label("指标", "Metric"),
        Label("目标", "Target"),
        Label("实际", "Actual"),
        Label("完成率", "Completion"),
        Label("结论", "Verdict"),
    )
    rows = [(*(row := _goal_row(goal))[:4], row[5]) for goal in GOALS]
    rows += [(*(row := _goal_row(goal))[:3], *row[4:]) for goal in LIMIT_GOALS]
    return Block("result", Label("结果总览", "Result"), heads, tuple(rows))


def _goals() -> Block:
    heads = (
        Label("指标", "Metric"),
        Label("目标", "Target"),
        Label("实际", "Actual"),
        Label("完成率", "Completion"),
        Label("余量/差额", "Margin"),
        Label("状态", "Status"),
    )
    rows = tuple(_goal_row(goal) for goal in (*GOALS, *LIMIT_GOALS))
    return Block("goals", Label("目标完成", "Goals"), heads, rows)


def _channel_row(
    zh: str, en: str, purpose: Label | None, sums: list[float]
) -> tuple[Slot, ...]:
    budget, spent, gmv, orders, cvr = sums
    return (
        Label(zh, en),
        purpose,
        _slot(budget * 1e4, MONEY, f"channel.{en}.budget"),
        _slot(spent * 1e4, MONEY, f"channel.{en}.cost"),
        _slot(spent / budget, PCT, f"channel.{en}.used"),
        _slot(gmv * 1e4, MONEY, f"channel.{en}.gmv"),
        _slot(gmv / spent, RATIO, f"channel.{en}.roi_ads"),
        _slot(gmv / spent if purpose else 480 / 119.4, RATIO, f"channel.{en}.roi_total"),
        _slot(orders, COUNT, f"channel.{en}.orders"),
        _slot(cvr, PCT, f"channel.{en}.cvr"),
    )


def _channels() -> Block:
    heads = (
        Label("渠道", "Channel"),
        Label("目的", "Purpose"),
        Label("预算", "Budget"),
        Label("花费", "Spend"),
        Label("执行率", "Used"),
        Label("归因成交", "Attributed GMV"),
        Label("投放ROI", "Ad ROI"),
        Label("综合ROI", "Total ROI"),
        Label("订单", "Orders"),
        Label("转化率", "CVR"),
    )
    rows = tuple(
        _channel_row(zh, en, Label(why_zh, why_en), [float(n) for n in numbers])
        for zh, en, why_zh, why_en, *numbers in CHANNELS
    )
    total = _channel_row("合计", "Total", None, [100.0, 98.0, 480.0, 20_500.0, 0.041])
    note = Claim(
        Label(
            "归因成交为渠道归因、支付口径。", "Attributed GMV: channel attribution, paid."
        )
    )
    return Block("channels", Label("渠道投放", "Channels"), heads, rows, total, note)


def _money_row(zh: str, en: str, planned: float, spent: float) -> tuple[Slot, ...]:
    return (
        Label(zh, en),
        _slot(planned * 1e4, MONEY, f"budget.{en}.planned"),
        _slot(spent * 1e4, MONEY, f"budget.{en}.spent"),
        _slot(spent / planned, PCT, f"budget.{en}.used"),
        Shown((spent - planned) * 1e4, MONEY, wan=True),
    )


def _money() -> Block:
    heads = (
        Label("费用类别", "Cost type"),
        Label("预算", "Budget"),
        Label("实际", "Actual"),
        Label("执行率", "Used"),
        Label("差额", "Difference"),
    )
    rows = tuple(_money_row(*row) for row in MONEY_ROWS)
    total = _money_row("合计", "Total", 124.0, 119.4)
    return Block("money", Label("费用", "Money"), heads, rows, total)


def _roi() -> Block:
    heads = (Label("指标", "Metric"), Label("数值", "Value"), Label("算法", "Formula"))
    net = _figure("campaign.roi_net", 4_460_000 / 1_194_000, RATIO, "净ROI", "Net ROI")
    ways = (
        (ROI_ADS, "成交金额GMV ÷ 广告花费", "GMV ÷ ad cost"),
        (ROI_TOTAL, "成交金额GMV ÷ 全部投入", "GMV ÷ all input"),
        (net, "退款后成交金额 ÷ 全部投入", "net GMV ÷ all input"),
        (RATIO_COST, "全部投入 ÷ 成交金额GMV", "all input ÷ GMV"),
    )
    rows = tuple((figure.label, figure, Label(zh, en)) for figure, zh, en in ways)
    return Block("roi", Label("投入产出", "Return"), heads, rows)


def _shares() -> list[float]:
    raw = [
        1 + (day == 17) * 5.2 + (14 <= day <= 19) * 1.1 + day % 3 * 0.1 for day in range(25)
    ]
    return [share / sum(raw) for share in raw]


def _days() -> Block:
    heads = (
        Label("日期", "Date"),
        Label("成交金额GMV", "GMV"),
        Label("日目标", "Day target"),
        Label("花费", "Spend"),
        Label("访客", "Visitors"),
        Label("订单", "Orders"),
    )
    start = date(2026, 6, 1)
    rows: list[tuple[Slot, ...]] = []
    for i, share in enumerate(_shares()):
        day = start + timedelta(days=i)
        rows.append(
            (
                day,
                _slot(round(4_800_000 * share, 2), MONEY, f"day.{day}.gmv"),
                _slot(round(5_000_000 * share, 2), MONEY, f"day.{day}.target"),
                _slot(round(980_000 * share, 2), MONEY, f"day.{day}.cost"),
                _slot(float(round(500_000 * share)), COUNT, f"day.{day}.uv"),
                _slot(float(round(20_500 * share)), COUNT, f"day.{day}.orders"),
            )
        )
    return Block("days", Label("日数据", "Days"), heads, tuple(rows))


def _register() -> Block:
    rows: tuple[tuple[Slot, ...], ...] = (
        (Label("口径层级", "Level"), Label("渠道归因", "Channel attribution")),
        (Label("成交口径", "Basis"), Label("支付", "Paid")),
        (Label("数据截至", "Data through"), date(2026, 6, 25)),
    )
    heads = (Label("项目", "Item"), Label("说明", "Text"))
    return Block("register", Label("口径", "Definitions"), heads, rows)


def _claims() -> dict[str, Claim]:
    over = Shown(1.1111, PCT)
    cleared = Shown(0.60, PCT)
    slots: dict[str, Slot] = {
        "gmv": GMV,
        "target": TARGET,
        "done": COMPLETION,
        "short": SHORT,
        "ads": ROI_ADS,
        "total": ROI_TOTAL,
        "cost": COST,
        "budget": BUDGET,
        "used": USED,
        "ratio": RATIO_COST,
        "over": over,
        "cleared": cleared,
    }

    def claim(zh: str, en: str) -> Claim:
        return Claim(Label(zh, en), slots)

    return {
        "headline": claim(
            "GMV {gmv}，完成目标的{done}，接近目标", "GMV {gmv}: {done} of target, close"
        ),
        "conclusion1": claim(
            "成交金额GMV {gmv}，目标{target}，差{short}。",
            "GMV {gmv} against {target}, {short} short.",
        ),
        "conclusion2": claim(
            "总投入{cost}，综合ROI {total}，费比{ratio}。",
            "Input {cost}, total ROI {total}, expense ratio {ratio}.",
        ),
        "conclusion3": claim(
            "信息流预算执行率{over}，超支2.0万元。", "Feed ads used {over} of budget."
        ),
        "goals_title": claim(
            "6项目标4项达成：库存清理率{cleared}，未达目标",
            "4 of 6 goals achieved; stock cleared {cleared}, missed",
        ),
        "channels_title": claim(
            "投放ROI {ads}：私域14.00最高，信息流3.00最低",
            "Ad ROI {ads}: private domain best at 14.00, feed ads last at 3.00",
        ),
        "money_title": claim(
            "总预算执行{used}，总体可控；技术、人力两类超支",
            "{used} of budget used; technology and people over budget",
        ),
        "curve_title": claim(
            "6月18日单日GMV最高，全期完成{done}",
            "18 June was the peak; {done} of target overall",
        ),
        "claim_line": claim(
            "渠道归因合计{gmv}；各渠道归因口径不同，不可相加为大盘。",
            "Attributed total {gmv}; attributions overlap and do not add up to the shop.",
        ),
        "source_goals": claim(
            "数据来源：《目标》《日数据》，截至2026-06-25",
            "Source: Goals, Daily data, to 2026-06-25",
        ),
        "source_channels": claim(
            "数据来源：《渠道计划》《日数据》，支付口径，截至2026-06-25",
            "Source: Channels, Daily data, paid, to 2026-06-25",
        ),
        "source_money": claim(
            "数据来源：《预算》《日数据》，截至2026-06-25",
            "Source: Budget, Daily data, to 2026-06-25",
        ),
        "decision1": claim(
            "信息流超支2.0万元，请补批。",
            "Feed ads ran ¥20.0K over budget: approval wanted.",
        ),
    }


def closed_618() -> Facts:
    """Give the facts of a 618 that ran 06-01 to 06-25 2026, looked at on 06-28."""
    blocks = [
        _result(),
        _goals(),
        _channels(),
        _money(),
        _roi(),
        _days(),
        _register(),
    ]
    figures = [GMV, TARGET, COMPLETION, ROI_ADS, ROI_TOTAL, COST, BUDGET, USED, RATIO_COST]
    figures += [
        _figure("campaign.start", to_serial(date(2026, 6, 1)), DATE, "开始", "Start"),
        _figure("campaign.end", to_serial(date(2026, 6, 25)), DATE, "结束", "End"),
    ]
    return Facts(
        as_of=AS_OF,
        figures={figure.key: figure for figure in figures},
        blocks={block.key: block for block in blocks},
        claims=_claims(),
        home={
            "title": "2026年618大促",
            "subtitle": Label(
                "2026-06-01 – 2026-06-25 | 已结束", "2026-06-01 – 2026-06-25 | closed"
            ),
        },
    )


AS_OF = datetime(2026, 6, 28, 23, 59, 59)  # noqa: DTZ001  (a workbook's day has no zone)


def sample_stamp(*, title: str = "2026年618大促", draft: bool = False) -> Stamp:
    """Give the stamp of a document made from that workbook."""
    return Stamp(title, "618.xlsx", "ab" * 32, "0.1.0", AS_OF, "cd" * 32, draft)
