"""The lists a report template may repeat rows over: a list a block of facts."""

from __future__ import annotations

from promo_xl.render.word.fields import Rows
from promo_xl.schema.label import Label


def _fields(text: str) -> tuple[Label, ...]:
    return tuple(Label(zh, en) for zh, en in (one.split() for one in text.split(",")))


_GOAL = "指标 metric,目标 target,实际 actual,完成率 completion"

ROWS = (
    Rows(
        Label("结果", "result"),
        "result",
        Label("结果一览，最多六行", "the results, six rows at most"),
        _fields(f"{_GOAL},结论 verdict"),
        "verdict",
    ),
    Rows(
        Label("目标", "goals"),
        "goals",
        Label("越高越好的目标", "goals to reach or exceed"),
        _fields(f"{_GOAL},差额 gap,状态 status"),
        "status",
    ),
    Rows(
        Label("限额目标", "limits"),
        "goals",
        Label("不得超过的目标，看余量", "goals to stay below, with headroom"),
        _fields(f"{_GOAL},余量 headroom,状态 status"),
        "status",
    ),
    Rows(
        Label("同期", "last_year"),
        "last_year",
        Label("与前几次同期活动相比", "against earlier campaigns of the same season"),
        _fields("指标 metric,本次 now,近1次 last1,变化 change,近2次 last2,近3次 last3"),
        heads=Label("同期表头", "last_year_heads"),
    ),
    Rows(
        Label("差距", "gap"),
        "drivers",
        Label("从目标到实际，沿一个维度拆开", "from target to actual along one dimension"),
        _fields("项目 item,金额 amount,角色 role"),
    ),
    Rows(
        Label("因素", "levers"),
        "levers",
        Label("访客数×转化率×客单价", "visitors × conversion × order value"),
        _fields("因素 factor,目标 target,实际 actual,变化 change,影响 effect"),
        total=Label("因素合计", "levers_total"),
        heads=Label("因素表头", "levers_heads"),
    ),
    Rows(
        Label("预算", "budget"),
        "money",
        Label("各类费用的预算、实际与审批", "budget, actual and approval by cost type"),
        _fields("类别 category,预算 budget,实际 actual,执行率 used,差额 gap,审批 approval"),
        "used",
        Label("预算合计", "budget_total"),
        marks=("approval",),
    ),
    Rows(
        Label("投入产出", "returns"),
        "roi",
        Label("三个 ROI 与费比", "three ROIs and the expense ratio"),
        _fields("指标 metric,数值 value,算法 formula"),
    ),
    Rows(
        Label("渠道", "channels"),
        "channels",
        Label(
            "各渠道投入产出，按目的成组", "spend and return by channel, grouped by purpose"
        ),
        _fields(
            "渠道 channel,目的 purpose,预算 budget,花费 spend,执行率 used,归因成交 gmv,"
            "投放ROI roi_ads,综合ROI roi_total,订单 orders,转化率 cvr"
        ),
        "used",
        Label("渠道合计", "channels_total"),
        group="purpose",
    ),
    Rows(
        Label("渠道明细", "channel_detail"),
        "channel_detail",
        Label("各渠道从曝光到新客", "each channel from impressions to new customers"),
        _fields(
            "渠道 channel,曝光 impressions,点击 clicks,点击率 ctr,CPC cpc,访客 uv,"
            "订单 orders,转化率 cvr,客单价 aov,CPA cpa,退款率 refund_rate,新客 new_users"
        ),
        total=Label("渠道明细合计", "channel_detail_total"),
    ),
    Rows(
        Label("进度", "pace"),
        "pace",
        Label("各渠道应到与实际", "due and actual by channel"),
        _fields(
            "渠道 channel,数据截至 through,应到 due,实际 actual,进度 pace,"
            "还需日均 needed,近3日日均 recent"
        ),
    ),
    Rows(
        Label("阶段", "phases"),
        "phases",
        Label("各阶段的目标与结果", "target and result by phase"),
        _fields(
            "阶段 phase,起止 dates,GMV目标 target,GMV gmv,完成率 completion,花费 spend,"
            "投放ROI roi_ads,订单 orders,转化率 cvr"
        ),
        "completion",
    ),
    Rows(
        Label("走势", "curve"),
        "curve",
        Label("每天的实际、目标与去年", "actual, target and last year by day"),
        _fields("日期 date,实际 actual,日目标 target,去年同期 last_year"),
    ),
    Rows(
        Label("节点", "events"),
        "events",
        Label("走势图上标出的事", "events marked on the curve"),
        _fields("日期 date,事件 event,GMV gmv"),
        numbered=True,
    ),
    Rows(
        Label("每日", "days"),
        "days",
        Label("日数据", "the days"),
        _fields("日期 date,成交 gmv,日目标 target,花费 spend,访客 uv,订单 orders"),
    ),
    Rows(
        Label("商品", "products"),
        "products",
        Label("各商品的库存与清理", "stock and clearing by product"),
        _fields(
            "商品 product,期初库存 stock_start,当前库存 stock_now,清理率 cleared,"
            "可售天数 cover,预警线 threshold,状态 status"
        ),
        "status",
        Label("商品合计", "products_total"),
    ),
    Rows(
        Label("用户", "users"),
        "users",
        Label("新客、退款、服务等", "new customers, refunds, service"),
        _fields("指标 metric,数值 value,说明 text"),
    ),
    Rows(
        Label("反馈", "feedback"),
        "feedback",
        Label("用户反馈，按主题", "feedback by topic"),
        _fields(
            "主题 topic,数量 count,正面 positive,中性 neutral,负面 negative,"
            "代表原话 quote,改进动作 action"
        ),
    ),
    Rows(
        Label("监控", "monitor"),
        "monitor",
        Label("监控指标的状态", "state of monitored figures"),
        _fields(
            "指标 metric,范围 scope,目标 target,实际 actual,偏差率 deviation,"
            "预警线 threshold,状态 status,责任人 owner"
        ),
        "status",
    ),
    Rows(
        Label("异常", "incidents"),
        "incidents",
        Label("最重的异常，最多五行", "the gravest incidents, five at most"),
        _fields(
            "时间 time,事件 event,影响 effect,措施 action,处理时长 duration,状态 status"
        ),
        "status",
    ),
    Rows(
        Label("异常全表", "all_incidents"),
        "incidents_all",
        Label("所有异常", "all incidents"),
        _fields(
            "时间 time,渠道 channel,事件 event,程度 severity,原因 reason,措施 action,"
            "责任人 owner,处理时长 duration,状态 status"
        ),
        "status",
    ),
    Rows(
        Label("调整", "adjustments"),
        "adjustments",
        Label("策略调整", "changes of strategy"),
        _fields(
            "时间 time,调整 change,依据 ground,调整前 before,调整后 after,金额 amount,"
            "效果 result"
        ),
    ),
    Rows(
        Label("复盘", "lessons"),
        "lessons",
        Label("保留、停止、改变的做法", "what to keep, stop and change"),
        _fields(
            "处置 verdict,维度 aspect,内容 lesson,改进措施 action,负责人 owner,完成时间 due"
        ),
        group="verdict",
    ),
    Rows(
        Label("任务", "tasks"),
        "schedule",
        Label("排期", "the schedule"),
        _fields(
            "任务 task,类型 type,负责人 owner,开始 start,结束 end,完成 done,状态 status,"
            "延误天数 late"
        ),
        "status",
    ),
    Rows(
        Label("未关闭项", "open_items"),
        "open",
        Label("还没有了结的事", "what is not closed yet"),
        _fields("类型 type,事项 item,责任人 owner,期限 due,状态 status"),
        "status",
    ),
    Rows(
        Label("排行", "top"),
        "top",
        Label("商品、计划、素材或达人排行", "ranking of items, plans, creatives or hosts"),
        _fields("名称 name,类别 kind,花费 spend,成交 gmv,投放ROI roi_ads,订单 orders"),
    ),
    Rows(
        Label("口径", "register"),
        "register",
        Label("口径与数据源", "definitions and sources"),
        _fields("项目 item,说明 text"),
    ),
)
