"""The rest of the closed 618's story by hand: gap, curve, goods, incidents, tasks, rankings."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from math import log

from promo_xl.facts import Block, Claim, Facts, Slot
from promo_xl.schema.kind import Kind
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown
from tests.render.sample_facts import (
    COUNT,
    MONEY,
    PCT,
    RATIO,
    ROI_ADS,
    _shares,
    _slot,
    closed_618,
)

Rows = tuple[tuple[Slot, ...], ...]


def heads(*pairs: str) -> tuple[Label, ...]:
    """Give column heads written `中文|English`."""
    return tuple(both(pair) for pair in pairs)


def both(pair: str) -> Label:
    """Give a label written `中文|English`."""
    zh, _, en = pair.partition("|")
    return Label(zh, en)


def _money(wan: float) -> Shown:
    return Shown(wan * 1e4, MONEY, wan=True)


def _shown(value: float | None, kind: Kind) -> Shown:
    return Shown(value, kind)


DRIVERS = (
    ("达人|KOL", 20.0),
    ("私域|Private domain", 14.0),
    ("信息流|Feed ads", -25.0),
    ("直通车|Search ads", -12.0),
    ("会场|Venue", -17.0),
)
"""万元 above or below each channel's target; 500 + 20 + 14 − 25 − 12 − 17 = 480."""


def drivers() -> Block:
    """Give the waterfall from goal to actual along the channels."""
    rows: list[tuple[Slot, ...]] = [(Label("目标GMV", "Goal GMV"), _money(500.0), "start")]
    rows += [(both(name), _money(change), "change") for name, change in DRIVERS]
    rows.append((Label("实际GMV", "Actual GMV"), _money(480.0), "end"))
    note = Claim(Label("按渠道拆分GMV差距", "The gap of GMV by channel"))
    found = heads("项目|Item", "金额|Amount", "角色|Role")
    return Block("drivers", Label("差距拆解", "Gap"), found, tuple(rows), note=note)


LEVERS = (
    ("UV|UV", COUNT, 480_000.0, 500_000.0),
    ("转化率|CVR", PCT, 0.0425, 0.041),
    ("客单价|AOV", MONEY, 5e6 / 480_000 / 0.0425, 4.8e6 / 500_000 / 0.041),
)


def levers() -> Block:
    """Give the split into UV, CVR and AOV: L(480, 500) × ln(actual ÷ base) each."""
    mean = (4.8e6 - 5e6) / log(4.8 / 5)
    rows = tuple(
        (
            both(name),
            _slot(base, kind, f"lever.{name}.base"),
            _slot(now, kind, f"lever.{name}.now"),
            Shown(now / base - 1, PCT),
            Shown(mean * log(now / base), MONEY, wan=True),
        )
        for name, kind, base, now in LEVERS
    )
    total = (Label("GMV", "GMV"), _money(500.0), _money(480.0), Shown(-0.04, PCT))
    found = heads(
        "因素|Factor",
        "目标|Target",
        "实际|Actual",
        "变化|Change",
        "对GMV的影响|Effect on GMV",
    )
    name = Label("流量、转化与客单", "Traffic, conversion, basket")
    return Block("levers", name, found, rows, (*total, _money(-20.0)))


def curve() -> Block:
    """Give every day's sales, target and last year's; the last three days are to come."""
    start = date(2026, 6, 1)
    rows: list[tuple[Slot, ...]] = [
        (
            start + timedelta(days=i),
            Shown(None if i >= 25 else 4_800_000 * share, MONEY, wan=True),
            Shown(5_000_000 * share, MONEY, wan=True),
            Shown(4_100_000 * share * (1.1 if i % 4 else 0.8), MONEY, wan=True),
        )
        for i, share in enumerate([*_shares(), 0.01, 0.01, 0.01])
    ]
    found = heads("日期|Date", "实际|Actual", "日目标|Day target", "去年同T日|Last year")
    return Block("curve", Label("每日成交", "Sales by day"), found, tuple(rows))


def events() -> Block:
    """Give the four days to mark."""
    rows: Rows = (
        (date(2026, 6, 1), Label("爆发期首日", "First day of burst"), _money(12.9)),
        (date(2026, 6, 16), "支付页面卡顿30分钟", _money(28.0)),
        (date(2026, 6, 18), Label("单日最高", "Best day"), _money(93.5)),
        (date(2026, 6, 21), "预算向达人倾斜", _money(13.0)),
    )
    found = heads("日期|Date", "事件|Event", "GMV|GMV")
    return Block("events", Label("标记事件", "Events"), found, rows)


def last_year() -> Block:
    """Give this campaign against the last."""
    rows: Rows = (
        (both("GMV|GMV"), _money(480.0), _money(410.0), Shown(480 / 410 - 1, PCT)),
        (
            both("综合ROI|Total ROI"),
            _shown(4.02, RATIO),
            _shown(3.8, RATIO),
            _shown(0.058, PCT),
        ),
    )
    found = heads("指标|Metric", "本次|Now", "2025年618|618 of 2025", "变化|Change")
    return Block("last_year", Label("与去年", "Last year"), found, rows)


def products() -> Block:
    """Give stock by SKU; 60 % is cleared over all."""
    alert, fine = Label("预警", "Alert"), Label("正常", "Normal")
    rows: Rows = (
        ("SK-01 轻薄羽绒服（男款）", 500.0, 200.0, 0.60, 4.2, 300.0, alert),
        ("SK-02 速干T恤", 800.0, 480.0, 0.40, 12.5, 300.0, fine),
        ("SK-03 户外冲锋衣三合一可拆卸", 300.0, 40.0, 0.867, 1.1, 100.0, alert),
    )
    found = heads(
        "商品|Product",
        "期初库存|Opening",
        "当前库存|Stock",
        "清理率|Cleared",
        "可售天数|Days of cover",
        "预警线|Alert at",
        "状态|Status",
    )

    def kinds(row: tuple[Slot, ...]) -> tuple[Slot, ...]:
        name, first, left, rate, days, line, word = row
        return (
            name,
            Shown(first, COUNT),
            Shown(left, COUNT),
            Shown(rate, PCT),
            Shown(days, COUNT, digits=1),
            Shown(line, COUNT),
            word,
        )

    total = (
        Label("合计", "Total"),
        Shown(1600.0, COUNT),
        Shown(720.0, COUNT),
        Shown(0.55, PCT),
        None,
        None,
        None,
    )
    name = Label("商品库存", "Stock")
    return Block("products", name, found, tuple(kinds(row) for row in rows), total)


def users() -> Block:
    """Give service, refunds and new customers."""
    rows: Rows = (
        (both("新增用户|New users"), Shown(12_000.0, COUNT), None),
        (
            both("退款率|Refund rate"),
            Shown(0.065, PCT),
            both("按退款日，已成熟82%|by refund day, 82% mature"),
        ),
        (
            both("客服响应|Service response"),
            both("60秒|60 s"),
            both("上限45秒，超标|limit 45 s, over"),
        ),
    )
    found = heads("指标|Metric", "数值|Value", "说明|Note")
    return Block("users", Label("用户与售后", "Users and service"), found, rows)


def incidents() -> Block:
    """Give the worst incidents."""
    rows: Rows = (
        (
            datetime(2026, 6, 16, 20, 5),  # noqa: DTZ001
            "支付页面卡顿30分钟",
            "人工估算损失12万元",
            "扩容并限流",
            "30分钟",
            Label("已关闭", "Closed"),
        ),
        (
            datetime(2026, 6, 19, 10, 0),  # noqa: DTZ001
            "信息流素材点击率低于预期30%",
            None,
            "换三组素材",
            "2天",
            Label("处理中", "In progress"),
        ),
    )
    found = heads(
        "时间|Time",
        "事件|Incident",
        "影响|Impact",
        "措施|Measure",
        "处理时长|Took",
        "状态|Status",
    )
    return Block("incidents", Label("主要异常", "Incidents"), found, rows)


def incidents_all(count: int = 9) -> Block:
    """Give all incidents."""
    rows = tuple(
        (
            datetime(2026, 6, 1 + i % 25, 9 + i % 12, 30),  # noqa: DTZ001
            ("达人", "信息流", None)[i % 3],
            f"第{i + 1}项异常：页面加载超过3秒，用户反馈无法领取满300减50优惠券",
            Label("一般", "Minor") if i % 3 else Label("紧急", "Urgent"),
            "接口限流阈值设置过低",
            "调整阈值并补发优惠券",
            "赵工程师",
            f"{i % 7 + 1}小时",
            Label("已关闭", "Closed"),
        )
        for i in range(count)
    )
    found = heads(
        "时间|Time",
        "渠道|Channel",
        "事件|Incident",
        "级别|Severity",
        "原因|Cause",
        "措施|Measure",
        "责任人|Owner",
        "处理时长|Took",
        "状态|Status",
    )
    return Block("incidents_all", Label("异常全表", "All incidents"), found, rows)


def lessons() -> Block:
    """Give what to keep, stop and change."""
    rows: Rows = (
        (
            both("继续|Keep"),
            both("渠道|Channels"),
            "头部与腰部达人分层投放",
            "双11按同一比例签约",
            "王经理",
            date(2026, 8, 15),
        ),
        (
            both("停止|Stop"),
            both("流程|Process"),
            "上线前不做压测",
            "压测纳入上线门禁，覆盖领券、下单、支付三个接口",
            "赵工程师",
            date(2026, 7, 31),
        ),
        (
            both("调整|Change"),
            both("商品|Goods"),
            "返场期预算仅占6%",
            "返场预算占比提到12%",
            "周主管",
            date(2026, 9, 30),
        ),
    )
    found = heads(
        "处置|Action",
        "维度|Dimension",
        "内容|Content",
        "改进措施|Measure",
        "负责人|Owner",
        "完成时间|Due",
    )
    return Block("lessons", Label("经验与下次", "Lessons"), found, rows)


TASKS = (
    ("活动主题与目标确认", "task", "王经理", 0, 4, 1.0, "done", 0),
    ("预算与渠道策略评审", "task", "王经理", 4, 9, 1.0, "done", 0),
    ("方案评审通过", "milestone", "王经理", 9, 9, 1.0, "done", 0),
    ("页面原型与主视觉设计", "task", "李设计师", 8, 16, 1.0, "done", 0),
    ("活动页面开发与联调", "task", "赵工程师", 14, 28, 1.0, "done", 2),
    ("达人签约与脚本审核", "task", "陈专员", 12, 27, 1.0, "done", 0),
    ("优惠券配置与全链路测试", "task", "孙运营", 25, 31, 1.0, "done", 0),
    ("活动上线", "milestone", "王经理", 31, 31, 1.0, "done", 0),
    ("预热期：种草与预售蓄水", "task", "孙运营", 32, 41, 1.0, "done", 0),
    ("爆发期：直播与全渠道投放", "task", "周主管", 42, 50, 1.0, "done", 0),
    ("返场期：余货清仓", "task", "周主管", 51, 55, 0.6, "delayed", 6),
    ("数据汇总与归因分析", "task", "吴数据", 55, 60, 0.8, "running", 0),
    ("结案报告与经验沉淀", "task", "王经理", 58, 66, 0.2, "running", 0),
)
"""Name, type, owner, start and end as days from 27 April, done, status, days late."""
_TYPES = {"task": Label("任务", "Task"), "milestone": Label("里程碑", "Milestone")}
_STATES = {
    "done": Label("已完成", "Done"),
    "delayed": Label("延期", "Delayed"),
    "running": Label("进行中", "In progress"),
}


def schedule(count: int = len(TASKS)) -> Block:
    """Give the plan of tasks and milestones."""
    first = date(2026, 4, 27)
    rows: list[tuple[Slot, ...]] = []
    for i in range(count):
        name, kind, owner, start, end, done, state, late = TASKS[i % len(TASKS)]
        rows.append(
            (
                name if i < len(TASKS) else f"{name}（第{i + 1}项）",
                _TYPES[kind],
                owner,
                first + timedelta(days=start),
                first + timedelta(days=end),
                Shown(done, PCT),
                _STATES[state],
                Shown(float(late), COUNT) if late else None,
            )
        )
    found = heads(
        "任务|Task",
        "类型|Type",
        "负责人|Owner",
        "开始|Start",
        "结束|End",
        "完成|Done",
        "状态|Status",
        "延误天数|Days late",
    )
    return Block("schedule", Label("排期", "Schedule"), found, tuple(rows))


def channel_detail() -> Block:
    """Give the funnel of each channel."""
    rows: list[tuple[Slot, ...]] = []
    for name, clicks, orders in (
        ("达人|KOL", 190_000.0, 7_600.0),
        ("直通车|Search ads", 125_000.0, 4_150.0),
        ("信息流|Feed ads", 73_000.0, 2_480.0),
        ("会场|Venue", 67_000.0, 2_620.0),
        ("私域|Private domain", 14_600.0, 3_650.0),
    ):
        rows.append(
            (
                both(name),
                Shown(clicks * 25, COUNT),
                Shown(clicks, COUNT),
                Shown(0.04, PCT),
                Shown(1.9, MONEY),
                Shown(clicks * 0.9, COUNT),
                Shown(orders, COUNT),
                Shown(orders / clicks, PCT),
                Shown(234.0, MONEY),
                Shown(47.0, MONEY),
                Shown(0.065, PCT),
                Shown(round(orders * 0.3), COUNT),
            )
        )
    found = heads(
        "渠道|Channel",
        "曝光|Impressions",
        "点击|Clicks",
        "点击率|CTR",
        "CPC|CPC",
        "访客|Visitors",
        "订单|Orders",
        "转化率|CVR",
        "客单价|AOV",
        "CPA|CPA",
        "退款率|Refund rate",
        "新客|New customers",
    )
    return Block("channel_detail", Label("渠道明细", "Channel detail"), found, tuple(rows))


def top() -> Block:
    """Give the ranking of plans and materials."""
    rows = tuple(
        (
            f"{name}{i + 1:02d}",
            both("素材|Material") if i % 2 else both("达人|KOL"),
            _money(9.0 - i),
            _money(60.0 - i * 5),
            Shown((60.0 - i * 5) / (9.0 - i), RATIO),
            Shown(2_500.0 - i * 200, COUNT),
        )
        for i, name in enumerate(["主播甲场次", "开箱短视频"] * 4)
    )
    found = heads(
        "名称|Name", "类别|Kind", "花费|Spend", "成交|GMV", "投放ROI|Ad ROI", "订单|Orders"
    )
    return Block("top", Label("素材与达人榜", "Ranking"), found, rows)


def _claims() -> dict[str, Claim]:
    def claim(zh: str, en: str, **slots: Slot) -> Claim:
        return Claim(Label(zh, en), slots)

    return {
        "gap_title": claim(
            "GMV差20.0万元：达人多34.0万元，三渠道少54.0万元，未达目标",
            "GMV ¥200K short: KOL ahead, three channels behind",
        ),
        "levers_title": claim(
            "转化率低于目标3.5%，是最大的差距项", "CVR 3.5% under goal: the largest gap"
        ),
        "last_year_title": claim("GMV较去年同期高17.1%", "GMV 17.1% above last year's"),
        "products_title": claim(
            "库存清理率55.0%，2款库存低于预警线",
            "55.0% of stock cleared; 2 SKUs under the line",
        ),
        "users_title": claim(
            "退款率6.5%，在上限之内", "Refund rate 6.5%, within its limit"
        ),
        "incidents_title": claim(
            "9项异常，3项紧急，均已关闭", "9 incidents, 3 urgent, all closed"
        ),
        "schedule_title": claim(
            "13项任务2项延期，最长6天", "2 of 13 tasks late, by 6 days at most"
        ),
        "source_gap": claim(
            "数据来源：《目标》《日数据》，截至2026-06-25",
            "Source: Goals, Daily data, to 2026-06-25",
        ),
        "source_tasks": claim(
            "数据来源：《任务与甘特》，截至2026-06-28", "Source: Tasks, to 2026-06-28"
        ),
        "decision2": claim(
            "技术费{x}未批，请确认。",
            "Technology {x} is not approved: confirm.",
            x=_money(0.8),
        ),
        "decision3": claim(
            "返场预算占比提到12%，负责人{owner}，{due}前完成。",
            "Raise the encore's budget to 12%: {owner}, by {due}.",
            owner="周主管",
            due=date(2026, 9, 30),
        ),
    }


def full_618() -> Facts:
    """Give the closed 618 with every block there is."""
    facts = closed_618()
    money = facts.blocks["money"]
    approved = [Label("已批", "Approved")] * 2 + [Label("部分已批 2/3", "2/3 approved")]
    approved += [Label("未批", "Not approved"), None]  # type: ignore[list-item]
    rows = tuple((*row, word) for row, word in zip(money.rows, approved, strict=True))
    total = (*money.total, None) if money.total else None
    head = (*money.heads, Label("审批", "Approval"))
    blocks = [
        replace(money, heads=head, rows=rows, total=total),
        drivers(),
        levers(),
        curve(),
        events(),
        last_year(),
        products(),
        users(),
        incidents(),
        incidents_all(),
        lessons(),
        schedule(),
        channel_detail(),
        top(),
    ]
    return replace(
        facts,
        blocks={**facts.blocks, **{block.key: block for block in blocks}},
        claims={**facts.claims, **_claims()},
        figures={**facts.figures, ROI_ADS.key: ROI_ADS},
    )
