"""The appendix of the shipped report: what the body stands on, and what is still open."""

from __future__ import annotations

from report_author import Author, Col
from report_chapters import (
    CHANNELS,
    COUNT,
    GOALS,
    LOG,
    MONEY,
    PERCENT,
    RATIO,
    ROUND,
    SHORT_DAY,
    goal_cols,
    short,
)

from promo_xl.schema.label import Label

WHOLE = Label("百分比(0)", "percent(0)")
DRAWN = 10
"""So many goals the chart in the body shows with their values."""
DAYS = 62
"""More days than this do not fit the appendix."""
MOST = Label("任务|前(50)", "tasks|first(50)")
TASKS = Label("任务来源", "source_tasks")


def write_appendix(a: Author) -> None:
    """Write definitions, days, channels, schedule, incidents, open items."""
    zh = "口径 or 每日 or 渠道明细 or 任务 or 异常全表 or 未关闭项"
    en = "register or days or channel_detail or tasks or all_incidents or open_items"
    with a.when(zh, en):
        a.chapter("附录", "Appendix", "PromoAppendix")
        _register(a)
        _goals(a)
        _days(a)
        _channels(a)
        _monitor(a)
        _tasks(a)
        _incidents(a)
        _adjustments(a)
        _open(a)


def _register(a: Author) -> None:
    with a.when("口径", "register"):
        cols = (
            Col(3.6, Label("项目", "Item"), Label("项目", "item")),
            Col(12.6, Label("说明", "Definition"), Label("说明文", "text_text")),
        )
        title = Label("口径与数据源", "Definitions and sources")
        a.listing(title, Label("口径", "register"), cols)
        a.text("", "", "PromoGap")  # the table is kept with this, not with the days


def _goals(a: Author) -> None:
    with a.when(f"目标|个数 > {DRAWN}", f"goals|count > {DRAWN}"):
        cols = goal_cols(Label("差额", "Gap"), "gap")
        title = Label("全部目标", "All goals")
        a.listing(title, Label("目标", "goals"), cols, source=GOALS)


def _days(a: Author) -> None:
    with a.when(f"每日 and 每日|个数 <= {DAYS}", f"days and days|count <= {DAYS}"):
        cols = (
            Col(2.7, Label("日期", "Date"), Label("日期", "date")),
            Col(2.7, Label("成交", "GMV"), Label("成交", "gmv"), MONEY),
            Col(2.7, Label("日目标", "Target"), Label("日目标", "target"), MONEY),
            Col(2.7, Label("花费", "Spend"), Label("花费", "spend"), MONEY),
            Col(2.7, Label("访客", "Visitors"), Label("访客", "uv"), COUNT),
            Col(2.7, Label("订单", "Orders"), Label("订单", "orders"), COUNT),
        )
        title = Label("日数据（金额单位：万元）", "Days (amounts in ¥K)")
        a.listing(title, Label("每日", "days"), cols, source=GOALS)


def _channels(a: Author) -> None:
    with a.when("渠道明细", "channel_detail"):
        cols = (
            Col(
                1.9, Label("渠道", "Channel"), Label("渠道", "channel"), short(14), wide=2.5
            ),
            Col(1.3, Label("曝光", "Views"), Label("曝光", "impressions"), ROUND, wide=1.2),
            Col(1.5, Label("点击", "Clicks"), Label("点击", "clicks"), COUNT, wide=1.4),
            Col(1.2, Label("点击率", "CTR"), Label("点击率", "ctr"), PERCENT),
            Col(1.1, Label("CPC", "CPC"), Label("CPC", "cpc"), RATIO),
            Col(1.5, Label("访客", "Visitors"), Label("访客", "uv"), COUNT, wide=1.4),
            Col(1.3, Label("订单", "Orders"), Label("订单", "orders"), COUNT),
            Col(1.2, Label("转化率", "CVR"), Label("转化率", "cvr"), PERCENT),
            Col(1.4, Label("客单价", "AOV"), Label("客单价", "aov"), RATIO, wide=1.3),
            Col(1.2, Label("CPA", "CPA"), Label("CPA", "cpa"), RATIO),
            Col(1.2, Label("退款率", "Refund"), Label("退款率", "refund_rate"), PERCENT),
            Col(1.4, Label("新客", "New"), Label("新客", "new_users"), COUNT, wide=1.2),
        )
        title = Label(
            "渠道明细（曝光：万次；单价：元）",
            "Channels in detail (views in thousands, prices in ¥)",
        )
        total = Label("渠道明细合计", "channel_detail_total")
        a.listing(title, Label("渠道明细", "channel_detail"), cols, total, CHANNELS)


def _monitor(a: Author) -> None:
    with a.when("监控", "monitor"):
        a.claim("监控标题", "monitor_title")
        cols = (
            Col(3.0, Label("指标", "Metric"), Label("指标", "metric")),
            Col(2.0, Label("范围", "Scope"), Label("范围", "scope"), short(20)),
            Col(1.9, Label("目标", "Target"), Label("目标文", "target_text"), right=True),
            Col(1.9, Label("实际", "Actual"), Label("实际文", "actual_text"), right=True),
            Col(1.7, Label("偏差率", "Off by"), Label("偏差率文", "deviation_text"), right=True),
            Col(2.0, Label("预警线", "Threshold"), Label("预警线文", "threshold_text"), right=True),
            Col(2.0, Label("状态", "State"), Label("状态", "status"), colored=True),
            Col(1.7, Label("责任人", "Owner"), Label("责任人", "owner")),
        )  # fmt: skip
        title = Label("执行监控", "Monitoring")
        a.listing(title, Label("监控|前(25)", "monitor|first(25)"), cols, source=LOG)


def _tasks(a: Author) -> None:
    with a.when("任务", "tasks"):
        a.claim("排期标题", "schedule_title")
        late = Label("延误天数文", "late_text")
        cols = (
            Col(4.9, Label("任务", "Task"), Label("任务", "task"), short(30), wide=5.3),
            Col(2.0, Label("类型", "Type"), Label("类型", "type"), wide=2.2),
            Col(1.9, Label("负责人", "Owner"), Label("负责人", "owner"), wide=1.6),
            Col(
                1.4,
                Label("开始", "Start"),
                Label("开始", "start"),
                SHORT_DAY,
                left=True,
                wide=1.2,
            ),
            Col(
                1.4,
                Label("结束", "End"),
                Label("结束", "end"),
                SHORT_DAY,
                left=True,
                wide=1.2,
            ),
            Col(1.4, Label("完成", "Done"), Label("完成", "done"), WHOLE, wide=1.3),
            Col(1.8, Label("状态", "State"), Label("状态", "status"), colored=True),
            Col(
                1.4,
                Label("延误天数", "Days late"),
                late,
                right=True,
                colored=True,
                wide=1.6,
            ),
        )
        a.listing(Label("排期", "Schedule"), MOST, cols, source=TASKS)


def _incidents(a: Author) -> None:
    with a.when("异常全表", "all_incidents"):
        cols = (
            Col(1.3, Label("时间", "Time"), Label("时间", "time"), SHORT_DAY, left=True),
            Col(1.6, Label("渠道", "Channel"), Label("渠道", "channel"), short(14)),
            Col(2.9, Label("事件", "Event"), Label("事件", "event"), short(60)),
            Col(1.2, Label("级别", "Grade"), Label("程度", "severity")),
            Col(2.3, Label("原因", "Reason"), Label("原因", "reason"), short(60)),
            Col(2.4, Label("措施", "Action"), Label("措施", "action"), short(60)),
            Col(1.5, Label("责任人", "Owner"), Label("责任人", "owner")),
            Col(1.6, Label("处理时长", "Took"), Label("处理时长文", "duration_text"), right=True),
            Col(1.4, Label("状态", "State"), Label("状态", "status"), colored=True),
        )  # fmt: skip
        title = Label("异常全表", "All incidents")
        loop = Label("异常全表|前(20)", "all_incidents|first(20)")
        a.listing(title, loop, cols, source=LOG)


def _adjustments(a: Author) -> None:
    with a.when("调整", "adjustments"):
        cols = (
            Col(1.3, Label("时间", "Time"), Label("时间", "time"), SHORT_DAY, left=True),
            Col(3.4, Label("调整", "Change"), Label("调整", "change"), short(40)),
            Col(2.9, Label("依据", "Grounds"), Label("依据", "ground"), short(40)),
            Col(2.0, Label("调整前", "Before"), Label("调整前文", "before_text")),
            Col(2.0, Label("调整后", "After"), Label("调整后文", "after_text")),
            Col(1.8, Label("金额", "Amount"), Label("金额文", "amount_text"), right=True),
            Col(2.8, Label("效果", "Result"), Label("效果", "result"), short(40)),
        )
        title = Label("策略调整", "Changes of strategy")
        loop = Label("调整|前(12)", "adjustments|first(12)")
        a.listing(title, loop, cols, source=LOG)


def _open(a: Author) -> None:
    with a.when("未关闭项", "open_items"):
        cols = (
            Col(2.4, Label("类型", "Type"), Label("类型", "type")),
            Col(7.4, Label("事项", "Item"), Label("事项", "item"), short(60)),
            Col(2.0, Label("责任人", "Owner"), Label("责任人", "owner")),
            Col(2.2, Label("期限", "Due"), Label("期限", "due")),
            Col(2.2, Label("状态", "State"), Label("状态", "status"), colored=True),
        )
        title = Label("未关闭项", "Open items")
        loop = Label("未关闭项|前(20)", "open_items|first(20)")
        a.listing(title, loop, cols, source=TASKS)
