"""The closed 618 with every block a report and a deck may show, by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from promo_xl.facts import Block, Claim, Facts, Slot
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown
from tests.render.sample_facts import (
    CHANNELS,
    COUNT,
    MONEY,
    PCT,
    RATIO,
    _shares,
    closed_618,
)

START = date(2026, 6, 1)
_NONE = Label("", "")


def _heads(text: str) -> tuple[Label, ...]:
    return tuple(Label(zh, en) for zh, en in (p.split("/") for p in text.split(",")))


def _wan(value: float) -> Shown:
    return Shown(value * 1e4, MONEY, wan=True)


def _pct(value: float) -> Shown:
    return Shown(value, PCT)


def _count(value: float) -> Shown:
    return Shown(value, COUNT)


def _word(zh: str, en: str) -> Label:
    return Label(zh, en)


def drivers() -> Block:
    """500 + 20 + 14 − 25 − 12 − 17 = 480 (万元)."""
    changes = (("达人", "KOL", 20.0), ("私域", "Private domain", 14.0),
               ("信息流", "Feed ads", -25.0), ("直通车", "Search ads", -12.0),
               ("会场", "Venue", -17.0))  # fmt: skip
    rows: list[tuple[Slot, ...]] = [(_word("目标GMV", "GMV goal"), _wan(500), "start")]
    rows += [(_word(zh, en), _wan(x), "change") for zh, en, x in changes]
    rows.append((_word("实际GMV", "Actual GMV"), _wan(480), "end"))
    note = Claim(Label("按渠道拆分：各渠道实际与子目标之差，合计等于总差额。",
                       "Split by channel: actual less its own goal; they sum to the gap."))  # fmt: skip
    heads = _heads("项目/Item,金额/Amount,角色/Role")
    return Block("drivers", _word("差距", "Gap"), heads, tuple(rows), note=note)


def _levers() -> Block:
    heads = _heads(
        "因素/Factor,目标/Goal,实际/Actual,变化/Change,对GMV的影响/Effect on GMV"
    )
    rows: tuple[tuple[Slot, ...], ...] = (
        (_word("访客数UV", "Visitors"), _count(480_000), _count(500_000), _pct(0.0417), _wan(19.9)),
        (_word("转化率", "CVR"), _pct(0.042), _pct(0.041), _pct(-0.0238), _wan(-11.8)),
        (_word("客单价", "AOV"), Shown(248.0, MONEY), Shown(234.1, MONEY), _pct(-0.056), _wan(-28.1)),
    )  # fmt: skip
    total = (_word("GMV", "GMV"), _wan(500), _wan(480), _pct(-0.04), _wan(-20))
    return Block("levers", _word("因素", "Levers"), heads, rows, total)


def last_year(campaigns: int = 3) -> Block:
    """Seven lines against one to three campaigns."""
    names = ("2025年618大促", "2024年618大促", "2023年618年中大促")
    heads = (*_heads("指标/Metric,本次/Now"), Label(names[0], names[0]),
             *_heads("变化/Change"), *(Label(n, n) for n in names[1:campaigns]))  # fmt: skip
    lines: list[tuple[Label, Slot, Slot, Slot]] = [
        (_word("GMV", "GMV"), _wan(480), _wan(416), _pct(0.1538)),
        (_word("日均GMV", "GMV a day"), _wan(19.2), _wan(20.8), _pct(-0.0769)),
        (_word("全部投入", "All input"), _wan(119.4), _wan(110), _pct(0.0855)),
        (_word("综合ROI", "Total ROI"), Shown(4.02, RATIO), Shown(3.78, RATIO), _pct(0.063)),
        (_word("费比", "Expense ratio"), _pct(0.249), _pct(0.264),
         _word("−1.6个百分点", "−1.6 pp")),
        (_word("退款率", "Refund rate"), _pct(0.065), _pct(0.071),
         _word("−0.6个百分点", "−0.6 pp")),
        (_word("天数", "Days"), _count(25), _count(20), None),
    ]  # fmt: skip
    rows = tuple((*line, *(line[2],) * (campaigns - 1)) for line in lines)
    return Block("last_year", _word("与去年", "Last year"), heads, rows)


def _phases() -> Block:
    heads = _heads(
        "阶段/Phase,起止/Dates,GMV目标/GMV target,GMV/GMV,完成率/Done,花费/Spend,"
        "投放ROI/Ad ROI,订单/Orders,转化率/CVR"
    )
    lines = (("预热期", "Warm-up", "06-01–06-10", 80, 76, 18, 2_100, 0.022),
             ("爆发期", "Peak", "06-11–06-18", 250, 270, 48, 11_600, 0.046),
             ("持续期", "Steady", "06-19–06-21", 100, 92, 20, 4_300, 0.041),
             ("返场期", "Return", "06-22–06-25", 70, 42, 12, 2_500, 0.033))  # fmt: skip
    rows = tuple(
        (_word(zh, en), span, _wan(aim), _wan(got), _pct(got / aim), _wan(cost),
         Shown(got / cost, RATIO), _count(orders), _pct(cvr))
        for zh, en, span, aim, got, cost, orders, cvr in lines
    )  # fmt: skip
    return Block("phases", _word("阶段", "Phases"), heads, rows)


def curve(days: int = 25) -> Block:
    """Actual, day target, last year."""
    shares = (_shares() * 5)[:days]
    rows = tuple(
        (START + timedelta(days=i), _wan(480 * x), _wan(500 * x), _wan(416 * shares[i - 1]))
        for i, x in enumerate(shares)
    )
    heads = _heads("日期/Date,实际/Actual,日目标/Day target,去年同T日/Last year")
    return Block("curve", _word("走势", "Curve"), heads, rows)


def _events() -> Block:
    rows: tuple[tuple[Slot, ...], ...] = (
        (date(2026, 6, 11), _word("爆发期首日", "First day of the peak"), _wan(13.5)),
        (date(2026, 6, 15), "信息流素材替换，预算日上限调至8000元", _wan(28.2)),
        (date(2026, 6, 18), _word("GMV最高的一天", "Best day by GMV"), _wan(91.8)),
        (date(2026, 6, 19), "首页领券接口超时30分钟", _wan(25.7)),
    )
    heads = _heads("日期/Date,事件/Event,GMV/GMV")
    return Block("events", _word("节点", "Events"), heads, rows)


def _products() -> Block:
    heads = _heads(
        "商品/Product,期初库存/Opening,当前库存/Now,清理率/Cleared,可售天数/Days left,"
        "预警线/Threshold,状态/State"
    )
    ok, low = _word("正常", "Normal"), _word("预警", "Warning")
    lines = (("便携榨汁杯A款", 2_000, 200, 4.0, 300, low), ("破壁机B款", 1_500, 700, 18.0, 300, ok),
             ("空气炸锅C款", 1_500, 1_100, 31.0, 300, ok))  # fmt: skip
    rows = tuple(
        (n, _count(a), _count(b), _pct(1 - b / a), Shown(d, RATIO, digits=1), _count(t), w)
        for n, a, b, d, t, w in lines
    )
    total = (
        _word("合计", "Total"),
        _count(5_000),
        _count(2_000),
        _pct(0.6),
        None,
        None,
        None,
    )
    return Block("products", _word("商品", "Products"), heads, rows, total)


def _users() -> Block:
    heads = _heads("指标/Metric,数值/Value,说明/Meaning")
    rows: tuple[tuple[Slot, ...], ...] = (
        (_word("新增注册用户", "New users"), _count(12_000),
         _word("目标10,000，完成120.0%", "goal 10,000, 120.0% done")),
        (_word("新客占比", "New customers"), _pct(0.384), _word("新客订单÷订单", "of orders")),
        (_word("退款率", "Refund rate"), _pct(0.065),
         _word("按退款日；成熟度D+3，终版D+30", "by refund date; mature D+3")),
        (_word("客服响应", "Service answers in"), _word("60秒", "60 s"),
         _word("预警线45秒，超出15秒", "threshold 45 s")),
        (_word("复购率", "Repeat rate"), _pct(0.118), _word("手工填报", "typed")),
    )  # fmt: skip
    return Block("users", _word("用户", "Users"), heads, rows)


def _feedback() -> Block:
    heads = _heads(
        "主题/Topic,数量/Count,正面/Good,中性/Plain,负面/Bad,代表原话/Words,改进动作/Action"
    )
    rows = (
        (_word("活动规则", "Rules"), _count(42), _count(4), _count(10), _count(28),
         "满减叠加规则看不懂，凑了三次单", "详情页首屏加凑单示例"),
        (_word("物流", "Logistics"), _count(18), _count(3), _count(5), _count(10),
         "返场单发货慢", "返场期改为48小时发货并提前告知"),
    )  # fmt: skip
    return Block("feedback", _word("反馈", "Feedback"), heads, rows)


def _monitor() -> Block:
    heads = _heads(
        "指标/Metric,范围/Scope,目标/Target,实际/Actual,偏差率/Off by,预警线/Threshold,"
        "状态/State,责任人/Owner"
    )
    rows = (
        (_word("剩余库存", "Stock left"), "便携榨汁杯A款", None, _count(200), _pct(-0.333),
         "<300", _word("预警", "Warning"), "陈商品"),
        (_word("客服响应", "Service answers"), _word("全店", "Shop"), None, _word("60秒", "60 s"),
         _pct(0.333), ">45", _word("预警", "Warning"), "刘客服"),
        (_word("投放ROI", "Ad ROI"), "信息流", Shown(3.0, RATIO), Shown(3.0, RATIO), _pct(0.0),
         "<3.00", _word("临界", "At threshold"), "赵投放"),
    )  # fmt: skip
    return Block("monitor", _word("监控", "Monitoring"), heads, rows)


_LOG = (
    (date(2026, 6, 19), "首页", "首页领券接口超时30分钟", "严重", "压测未覆盖领券接口",
     "扩容2台并回滚缓存，补发优惠券", "孙技术", "损失约12万元（人工估算）", "42分钟", "已关闭"),
    (date(2026, 6, 15), "信息流", "信息流点击率低于预期30%", "一般", "素材同质化，人群包偏宽",
     "替换6套素材，收窄人群包", "赵投放", "CPC上升至2.8元", "1天", "已解决"),
    (date(2026, 6, 20), "店铺", "客服平均响应60秒，高于45秒", "一般", "晚高峰排班不足",
     "增派4名客服，启用FAQ自动回复", "刘客服", "咨询转化下降", "6小时", "已解决"),
    (date(2026, 6, 23), "店铺", "返场期清理率仅60%", "一般", "返场预算与曝光不足",
     "追加私域专场，组合装清仓", "周主管", "滞留库存2,000件", "进行中", "处理中"),
)  # fmt: skip


def _incidents() -> Block:
    heads = _heads("时间/Time,事件/Event,影响/Effect,措施/Action,处理时长/Took,状态/State")
    rows = tuple(
        (t, e, effect, act, took, s) for t, _, e, _, _, act, _, effect, took, s in _LOG
    )
    return Block("incidents", _word("异常", "Incidents"), heads, rows)


def _all_incidents() -> Block:
    heads = _heads(
        "时间/Time,渠道/Channel,事件/Event,级别/Grade,原因/Reason,措施/Action,责任人/Owner,"
        "处理时长/Took,状态/State"
    )
    rows = tuple(
        (t, c, e, g, why, act, who, took, s)
        for t, c, e, g, why, act, who, _, took, s in _LOG
    )
    return Block("incidents_all", _word("异常全表", "All incidents"), heads, rows)


def _adjustments() -> Block:
    heads = _heads(
        "时间/Time,调整/Change,依据/Grounds,调整前/Before,调整后/After,金额/Amount,效果/Result"
    )
    rows = (
        (date(2026, 6, 12), "达人追加投流", "投放ROI 5.0高于目标", "6万元", "8万元", _wan(2),
         "归因成交增加9.6万元"),
        (date(2026, 6, 15), "信息流日预算上调", "曝光不足", "日5000元", "日8000元", _wan(2),
         "曝光恢复至计划"),
    )  # fmt: skip
    return Block("adjustments", _word("调整", "Adjustments"), heads, rows)


def lessons() -> Block:
    """Six lessons: keep, stop, change."""
    keep, stop, change = (
        _word("保留", "Keep"),
        _word("停止", "Stop"),
        _word("改变", "Change"),
    )
    rows = (
        (keep, _word("渠道", "Channel"), "达人分层投放（头部加腰部），投放ROI 5.00",
         "双11沿用，头部三位提前锁档", "王经理", date(2026, 8, 15)),
        (keep, _word("私域", "Private"), "私域社群提前3天预热，转化率为全店最高",
         "预热提前到5天，分三批触达", "周主管", date(2026, 9, 30)),
        (stop, _word("渠道", "Channel"), "信息流宽人群包投放，点击率低于预期30%",
         "停用宽人群包，只投相似人群", "赵投放", date(2026, 7, 31)),
        (change, _word("技术", "Tech"), "压测没有覆盖领券接口，首日卡顿30分钟",
         "压测清单加入领券、下单、支付三个接口", "孙技术", date(2026, 7, 31)),
        (change, _word("商品", "Product"), "返场期推广预算只占6%，清理率60%，低于目标80%",
         "返场预算提高到12%，提前两天放出组合装", "周主管", date(2026, 9, 30)),
        (change, _word("客服", "Service"), "晚高峰客服响应60秒，高于45秒",
         "大促期晚班加4人，上线FAQ自动回复", "刘客服", date(2026, 8, 31)),
    )  # fmt: skip
    heads = _heads(
        "处置/Verdict,维度/Aspect,内容/Lesson,改进措施/Action,负责人/Owner,完成时间/Due"
    )
    return Block("lessons", _word("复盘", "Lessons"), heads, rows)


def schedule(count: int = 24) -> Block:
    """Tasks of which every seventh is late."""
    heads = _heads(
        "任务/Task,类型/Type,负责人/Owner,开始/Start,结束/End,完成/Done,状态/State,延误天数/Late"
    )
    done, late = _word("已完成", "Done"), _word("延期", "Delayed")
    task = _word("任务", "Task")
    rows = tuple(
        (f"任务{i + 1}：页面、素材与券的准备", task, "王经理", START - timedelta(days=40 - i),
         START - timedelta(days=36 - i), _pct(1.0 if i % 7 else 0.8),
         late if not i % 7 else done, _count(2) if not i % 7 else None)
        for i in range(count)
    )  # fmt: skip
    return Block("schedule", _word("排期", "Schedule"), heads, rows)


def _detail() -> Block:
    heads = _heads(
        "渠道/Channel,曝光/Views,点击/Clicks,点击率/CTR,CPC/CPC,访客/Visitors,订单/Orders,"
        "转化率/CVR,客单价/AOV,CPA/CPA,退款率/Refunds,新客/New"
    )

    def line(
        name: Label, spent: float, gmv: float, orders: float, cvr: float
    ) -> tuple[Slot, ...]:
        uv = orders / cvr
        return (
            name, _count(uv * 24), _count(uv * 1.1), _pct(0.0458), Shown(spent * 1e4 / uv / 1.1, MONEY),
            _count(uv), _count(orders), _pct(cvr), Shown(gmv * 1e4 / orders, MONEY),
            Shown(spent * 1e4 / orders, MONEY), _pct(0.065), _count(orders * 0.4),
        )  # fmt: skip

    rows = tuple(line(Label(zh, en), *rest) for zh, en, _, _, _, *rest in CHANNELS)
    total = line(_word("合计", "Total"), 98, 480, 20_500, 0.041)
    return Block("channel_detail", _word("渠道明细", "Detail"), heads, rows, total)


def _open() -> Block:
    heads = _heads("类型/Type,事项/Item,责任人/Owner,期限/Due,状态/State")
    rows = (
        (_word("异常", "Incident"), "返场期清理率仅60%", "周主管", date(2026, 7, 10),
         _word("处理中", "In progress")),
        (_word("费用", "Money"), "信息流追加2.0万元未见审批", "赵投放", None,
         _word("未批", "Not approved")),
    )  # fmt: skip
    return Block("open", _word("未关闭项", "Open items"), heads, rows)


def _money(block: Block) -> Block:
    words = (
        ("已批", "Approved"),
        ("已批", "Approved"),
        ("部分已批 1/2", "1 of 2 approved"),
        ("未批", "Not approved"),
        ("已批", "Approved"),
    )
    rows = tuple((*row, Label(*word)) for row, word in zip(block.rows, words, strict=True))
    total = (*(block.total or ()), None)
    return replace(
        block, rows=rows, total=total, heads=(*block.heads, _word("审批", "Approval"))
    )


def _said() -> Iterator[tuple[str, Claim]]:
    for key, zh, en in (
        ("gap_title", "GMV差20.0万元：信息流少25.0万元最多，达人多20.0万元",
         "GMV ¥200.0K short: feed ads −¥250.0K, KOL +¥200.0K"),
        ("levers_title", "访客多4.2%，客单价低5.6%，对GMV的影响−28.1万元",
         "Visitors 4.2% up; order value 5.6% down, −¥281.0K of GMV"),
        ("last_year_title", "GMV比2025年618高15.4%，日均低7.7%", "GMV up 15.4% on 2025, down 7.7% a day"),
        ("phases_title", "四个阶段一个达成：返场期完成60.0%，未达",
         "1 of 4 phases achieved: the return reached 60.0%"),
        ("products_title", "库存清理60.0%，1个商品低于预警线300件",
         "60.0% of stock cleared; 1 product below 300"),
        ("users_title", "新增用户12,000，客服响应60秒，高于45秒",
         "12,000 new users; service took 60 s, above 45 s"),
        ("feedback_title", "60条反馈中38条负面，活动规则最多", "38 of 60 voices negative, most on rules"),
        ("monitor_title", "3项监控：2项预警，1项临界", "3 monitors: 2 warnings, 1 at threshold"),
        ("incidents_title", "4起异常，3起已了结，1起处理中", "4 incidents, 3 settled, 1 in progress"),
        ("lessons_title", "保留2条、停止1条、改变3条，均有负责人和时间",
         "Keep 2, stop 1, change 3, each with an owner and a date"),
        ("schedule_title", "24项任务20项按时，4项延期2天", "20 of 24 tasks in time, 4 late by 2 days"),
        ("source_gap", "数据来源：《目标》《日数据》，支付口径，截至2026-06-25",
         "Source: Goals, Daily data, paid, to 2026-06-25"),
        ("source_curve", "数据来源：《日数据》《日目标拆解》，截至2026-06-25",
         "Source: Daily data, Day targets, to 2026-06-25"),
        ("source_products", "数据来源：《商品与库存》《日数据》，截至2026-06-25",
         "Source: Products, Daily data, to 2026-06-25"),
        ("source_log", "数据来源：《执行日志》《执行监控》《用户反馈》", "Source: Log, Monitoring, Feedback"),
        ("source_review", "数据来源：《复盘》", "Source: Review"),
        ("source_tasks", "数据来源：《任务与甘特》", "Source: Tasks"),
    ):  # fmt: skip
        yield key, Claim(Label(zh, en))


def full_618() -> Facts:
    """Give the closed 618 with every block."""
    base = closed_618()
    more = (
        drivers(), _levers(), last_year(), _phases(), curve(), _events(), _products(), _users(),
        _feedback(), _monitor(), _incidents(), _all_incidents(), _adjustments(), lessons(),
        schedule(), _detail(), _open(), _money(base.blocks["money"]),
    )  # fmt: skip
    blocks = {**base.blocks, **{block.key: block for block in more}}
    return replace(base, blocks=blocks, claims={**base.claims, **dict(_said())})
