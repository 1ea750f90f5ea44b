"""Words of the slides on gap, course, goods, decisions and the appendix."""

from __future__ import annotations

from promo_xl.schema.label import Label

BASE = Label("底", "Base")
TOTALS = Label("合计（{unit}）", "Total ({unit})")
MORE = Label("增加（{unit}）", "More ({unit})")
LESS = Label("减少（{unit}）", "Less ({unit})")
WATERFALL = Label(
    "瀑布图，{unit}：{items}",
    "Waterfall in {unit}: {items}",
)
CUT = Label("；纵轴自{start}{unit}起", "; axis begins at ¥{start}{unit}")
AXIS_UNIT = Label("万元", "K")
LEVER = Label("{base}到{now}", "{base} to {now}")
CHANGED = Label("（{change}）", " ({change})")
EFFECT = Label("，对GMV影响", "; effect on GMV ")
LEVER_START = Label("目标GMV", "Goal GMV")
LEVER_END = Label("实际GMV", "Actual GMV")

ACTUAL = Label("实际（{unit}）", "Actual ({unit})")
DAY_TARGET = Label("日目标（{unit}）", "Day target ({unit})")
LAST_YEAR = Label("去年同T日（{unit}）", "Last year, same T-day ({unit})")
CURVE = Label(
    "折线图，{first}至{last}每日GMV：{items}",
    "Lines of GMV by day, {first} to {last}: {items}",
)
EVENT = Label("{mark}{day} {event}", "{mark} {day} {event}")
AMOUNT = Label("（{amount}）", " ({amount})")
POINT = Label("{day} {money}", "{day} {money}")

BUDGET = Label("预算（{unit}）", "Budget ({unit})")
SPENT = Label("实际（{unit}）", "Actual ({unit})")
COSTS = Label("条形图，预算与实际：{items}", "Bars of budget and actual: {items}")
COST = Label("{name}实际{spent}，预算{planned}", "{name} {spent} of {planned}")
EXECUTED = Label("执行率{rate}", "{rate} used")
TYPED_OVER = Label("▼超支{gap}", "▼{gap} over")
APPROVAL = Label("审批：{word}", "approval: {word}")
ALL_WITHIN = Label("各类费用均在预算之内", "Every type is within its budget")
RED_OVER = Label("{source}；红色条为超预算", "{source}; red: over budget")

OTHERS = Label("其余{n}个渠道见附录", "{n} more channels in the appendix")

MORE_GOALS = Label("其余{n}项目标见附录", "{n} more goals in the appendix")
CAPPED = Label("；条形画到{most}为止", "; bars end at {most}")
GOODS = Label("商品与售后", "Goods and service")
STOCK = Label("商品库存", "Stock")
SERVICE = Label("用户、退款与服务", "Users, refunds, service")
TROUBLE = Label("主要异常", "Incidents")
SERVICE_AND_TROUBLE = Label("售后与异常", "Service and incidents")
MORE_GOODS = Label("另有{n}款见附录", "{n} more in the appendix")
TOOK = Label("处理{time}", "took {time}")

TO_APPROVE = Label("请批准：", "To approve: ")
DECISIONS = Label("请批准的决定", "Decisions to approve")
DECISIONS_TITLE = Label("请批准{n}项决定", "{n} decisions to approve")
DECISIONS_SUM = Label(
    "请批准{n}项决定，涉及金额{money}", "{n} decisions to approve, {money} involved"
)
ONE_DECISION = Label("请批准1项决定", "One decision to approve")
ONE_DECISION_SUM = Label(
    "请批准1项决定，涉及金额{money}", "One decision to approve, {money} involved"
)
MONEY_ASKED = Label("金额", "Amount")
OWNER = Label("责任人", "Owner")
DUE = Label("期限", "Due")
REASON = Label("依据", "Reason")
NEXT = Label("下次这样做", "Next time")
OPEN = Label("未关闭事项", "Still open")
BY = Label("（{who}）", " ({who})")

REGISTER = Label("口径与数据源：{n}项定义", "Definitions and sources: {n} items")
DETAIL = Label(
    "{n}个渠道中{name}转化率最高，为{rate}",
    "{name} has the best CVR of {n} channels: {rate}",
)
DETAIL_ONE = Label("{name}转化率{rate}", "{name}: CVR {rate}")
RANKED = Label(
    "{name}成交{gmv}居首，投放ROI {roi}", "{name} leads with {gmv}, ad ROI {roi}"
)
RANKED_BARE = Label("{name}成交{gmv}居首", "{name} leads with {gmv}")

GANTT = Label(
    "甘特图，{n}项：{items}",
    "Gantt chart of {n} items: {items}",
)
GANTT_ALL = Label(
    "{n}项任务与里程碑，{late}项延误", "{n} tasks and milestones, {late} late"
)
LATE = Label("延误{n}天", "{n} d late")
TASK = Label("{name}，{start}至{end}，{status}", "{name}, {start} to {end}, {status}")
TASK_DAY = Label("{name}，{end}，{status}", "{name}, {end}, {status}")
TODAY = Label("基准日{day}", "As of {day}")
LEGEND = Label(
    "深色为已完成，浅色为未完成；红色为延误；◆为里程碑；竖线为基准日",
    "Dark: done; light: to do; red: late; ◆ milestone; line: as-of day",
)
NO_DAYS = Label("日期未填", "no dates")
