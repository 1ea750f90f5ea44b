"""The words of 首页 that never change."""

from promo_xl.schema.label import Label

AS_OF = Label("基准日", "As of")
AS_OF_HINT = Label(
    "数字按这一天看。改成别的日期可以回看；清空后由下次刷新填当天。",
    "All figures are as of this day. Type another date to look back; clear it and the next "
    "refresh fills in the current day.",
)
NEXT = Label("下一步：", "Next: ")
"""How the line begins that says what an unfilled book still needs."""
_ACTUAL = Label("实际", "Actual")
PULSE = (
    (
        Label("昨日 GMV", "Yesterday's GMV"), 1, 9,
        (
            ("yesterday_gmv", _ACTUAL),
            ("yesterday_target", Label("日目标", "Day target")),
            ("yesterday_ly", Label("去年同T日", "Same day last year")),
        ),
    ),
    (
        Label("累计 GMV", "GMV to date"), 10, 18,
        (
            ("todate_gmv", _ACTUAL),
            ("todate_expected", Label("应到", "Expected by now")),
            ("todate_full", Label("全期目标", "Whole campaign")),
        ),
    ),
    (
        Label("剩余每天", "Each day left"), 19, 24,
        (
            ("needed_daily", Label("还需日均", "Needed a day")),
            ("recent_daily", Label("近期日均", "Recent daily mean")),
        ),
    ),
)  # fmt: skip
"""Title, first and last column, and the slots of the three cards."""

MONEY = (
    ("cost", Label("花费", "Spend")),
    ("expense_ratio", Label("费比", "Expense ratio")),
    ("roi_total", Label("综合ROI", "Total ROI")),
    ("roi_ads", Label("投放ROI", "Ad ROI")),
)

WITHIN, OVER = Label("预算内", "within budget"), Label("超支", "over budget")
"""What a tile says of all input against the budget."""

CURVE = Label(
    "累计GMV：实际与日目标（{unit}）", "Cumulative GMV: actual and day targets ({unit})"
)
CURVE_THEN = Label(
    "累计GMV：实际、日目标、去年同期（{unit}）",
    "Cumulative GMV: actual, day targets, last year ({unit})",
)
CHANNELS = Label(
    "渠道归因成交，{unit}（目的、投放ROI）", "Channel claims, {unit} (purpose, ad ROI)"
)
UNIT = Label("万元", "CNY K")
DAY_GMV = Label("日GMV", "GMV a day")
ACTUAL_TOTAL = Label("累计实际", "Cumulative actual")
TARGET_TOTAL = Label("累计目标", "Cumulative target")
PAST_TOTAL = Label("去年同期累计", "Last year to date")

TODOS = Label("要办的事", "To do")
ALERTS = Label("预警", "Alerts")
TODO_HEADS = (
    ("level", Label("级", "P"), 1, 1),
    ("task", Label("任务", "Task"), 2, 6),
    ("owner", Label("负责人", "Owner"), 7, 8),
    ("due", Label("截止", "Due"), 9, 10),
    ("state", Label("状态", "State"), 11, 12),
)
ALERT_HEADS = (
    ("text", Label("内容", "What"), 14, 20),
    ("owner", Label("负责人", "Owner"), 21, 22),
    ("since", Label("起始", "Since"), 23, 24),
)
OVERDUE = Label("逾期", "verdue")
"""Found anywhere in a state: 已逾期, Overdue 3 days."""
DUE_SOON = Label("到期", "due")
