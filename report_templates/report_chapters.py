"""The first half of the shipped report's body: what came of it, and what it cost."""

from __future__ import annotations

from report_author import Author, Col

from promo_xl.schema.label import Label

MONEY = Label("万元", "thousand")
ROUND = Label("万元", "thousand(0)")
"""For tables of many columns: English money is wider than 万."""
PERCENT = Label("百分比", "percent")
RATIO = Label("倍", "ratio")
COUNT = Label("整数", "number")
SHORT_DAY = Label("日期('%m-%d')", "date('%m-%d')")
GOALS = Label("目标来源", "source_goals")
SPENT = Label("费用来源", "source_money")
CHANNELS = Label("渠道来源", "source_channels")
CURVE = Label("走势来源", "source_curve")
PRODUCTS = Label("商品来源", "source_products")
LOG = Label("日志来源", "source_log")
REVIEW = Label("复盘来源", "source_review")


def short(most: int) -> Label:
    """Give the format that cuts people's words to so many full-width characters."""
    return Label(f"截短({most})", f"short({most})")


def conclusion(a: Author) -> None:
    """Write chapter one: the verdict, six results, three sentences, decisions wanted."""
    a.chapter("结论", "Conclusion")
    a.claim("一句话", "headline", "PromoVerdict")
    with a.when("结果", "result"):
        word = Label("结论文", "verdict_text")
        cols = (
            Col(4.6, Label("指标", "Metric"), Label("指标", "metric"), short(24)),
            Col(3.2, Label("目标", "Target"), Label("目标文", "target_text"), right=True),
            Col(3.2, Label("实际", "Actual"), Label("实际文", "actual_text"), right=True),
            _completion(2.6),
            Col(2.6, Label("结论", "Verdict"), word, colored=True),
        )
        title = Label("结果一览", "Results at a glance")
        a.listing(title, Label("结果", "result"), cols, source=GOALS)
    with a.each("t in 结论.要点", "t in conclusion.points"):
        a.text("{{ t }}", "{{ t }}", "ListBullet")
    with a.when("结论.决定", "conclusion.decisions"):
        a.text("请批准的决定", "Decisions wanted", "PromoDecisionHead")
        with a.each("t in 结论.决定", "t in conclusion.decisions"):
            a.text("□ {{ t }}", "□ {{ t }}", "PromoDecision")
        a.text("", "", "PromoGap")  # ends the box, whose lines stay together


def _completion(width: float) -> Col:
    field = Label("完成率文", "completion_text")
    return Col(width, Label("完成率", "Completion"), field, right=True, colored=True)


def goals(a: Author) -> None:
    """Write chapter two: bullet bars, limits apart, the campaigns before."""
    with a.when("目标 or 限额目标 or 同期", "goals or limits or last_year"):
        a.chapter("目标与去年", "Goals and last year")
        a.claim("目标标题", "goals_title")
        with a.when("目标", "goals"):
            caption = Label(
                "各目标完成率（浅色为距100%的差，深色为超出部分）",
                "Completion by goal (pale: short of 100%, dark: beyond it)",
            )
            a.chart("目标完成率", "goal_completion", caption, GOALS)
        with a.when("限额目标", "limits"):
            a.listing(
                Label("不得超过的目标", "Goals that must not be exceeded"),
                Label("限额目标", "limits"),
                goal_cols(Label("与限额比", "Against limit"), "headroom"),
                source=GOALS,
            )
        with a.when("同期", "last_year"):
            _last_year(a)


def goal_cols(gap: Label, key: str) -> list[Col]:
    """Give the columns of a table of goals; limits have no completion."""
    first = 3.6 if key == "gap" else 5.5
    field = Label("差额文" if key == "gap" else "余量文", f"{key}_text")
    cols = [
        Col(first, Label("指标", "Metric"), Label("指标", "metric"), short(24)),
        Col(2.7, Label("目标", "Target"), Label("目标文", "target_text"), right=True),
        Col(2.7, Label("实际", "Actual"), Label("实际文", "actual_text"), right=True),
        _completion(2.4),
        Col(2.5 if key == "gap" else 3.0, gap, field, right=True),
        Col(2.3, Label("状态", "Status"), Label("状态文", "status_text"), colored=True),
    ]
    return cols if key == "gap" else [c for i, c in enumerate(cols) if i != 3]


def _last_year(a: Author) -> None:
    """Write the table as wide as campaigns were typed: one, two or three of them."""
    a.claim("同期标题", "last_year_title")
    heads = Label("同期表头", "last_year_heads")
    third, second = (Label(f"{heads.zh}.近{n}次", f"{heads.en}.last{n}") for n in (3, 2))
    with a.when(third.zh, third.en):
        _campaigns(a, heads, 3)
    with a.when(f"{second.zh} and not {third.zh}", f"{second.en} and not {third.en}"):
        _campaigns(a, heads, 2)
    with a.when(
        f"not {second.zh} and not {third.zh}", f"not {second.en} and not {third.en}"
    ):
        _campaigns(a, heads, 1)


def _campaigns(a: Author, heads: Label, count: int) -> None:
    each = 13.2 / (count + 2)

    def col(zh: str, en: str, *, head: Label | None = None) -> Col:
        told = head or Label(f"{{{{ {heads.zh}.{zh} }}}}", f"{{{{ {heads.en}.{en} }}}}")
        return Col(each, told, Label(f"{zh}文", f"{en}_text"), right=True)

    cols = [
        Col(3.0, Label("指标", "Metric"), Label("指标", "metric"), short(24)),
        col("本次", "now", head=Label("本次", "This time")),
        col("近1次", "last1"),
        col("变化", "change", head=Label("变化", "Change")),
        *(col(f"近{n}次", f"last{n}") for n in range(2, count + 1)),
    ]
    title = Label("与同期活动相比", "Against earlier campaigns")
    a.listing(title, Label("同期", "last_year"), cols, source=GOALS)


def gap(a: Author) -> None:
    """Write chapter three: the waterfall along one dimension, and the three levers."""
    source = Label("差距来源", "source_gap")
    with a.when("图表.差距瀑布 or 因素", "charts.gap_waterfall or levers"):
        a.chapter("差距在哪", "Where the gap lies")
        with a.when("图表.差距瀑布", "charts.gap_waterfall"):
            a.claim("差距标题", "gap_title")
            caption = Label(
                "从目标到实际（万元{% if 图表.差距瀑布.说明 %}{{ 图表.差距瀑布.说明 }}{% endif %}）",
                "From goal to actual (¥K{% if charts.gap_waterfall.note %}{{ charts.gap_waterfall.note }}{% endif %})",
            )
            a.claim("差距说明", "gap_note", "PromoNote")
            a.chart("差距瀑布", "gap_waterfall", caption, source)
        with a.when("因素", "levers"):
            a.claim("因素标题", "levers_title")
            base = Label("{{ 因素表头.目标 }}", "{{ levers_heads.target }}")
            cols = (
                Col(4.2, Label("因素", "Factor"), Label("因素", "factor")),
                Col(3.0, base, Label("目标文", "target_text"), right=True),
                Col(
                    3.0, Label("实际", "Actual"), Label("实际文", "actual_text"), right=True
                ),
                Col(
                    2.6, Label("变化", "Change"), Label("变化文", "change_text"), right=True
                ),
                Col(
                    3.4,
                    Label("对GMV的影响", "Effect on GMV"),
                    Label("影响文", "effect_text"),
                    right=True,
                ),
            )
            title = Label("访客数×转化率×客单价", "Visitors × conversion × order value")
            total = Label("因素合计", "levers_total")
            a.listing(title, Label("因素", "levers"), cols, total, source)


def money(a: Author) -> None:
    """Write chapter four: cost types with approval, three ROIs and the ratio."""
    with a.when("预算 or 投入产出", "budget or returns"):
        a.chapter("钱花得怎样", "Money")
        a.claim("费用标题", "money_title")
        with a.when("预算", "budget"):
            used = Label("执行率", "used")
            approval = Label("审批", "approval")
            cols = (
                Col(4.0, Label("费用类别", "Cost type"), Label("类别", "category")),
                Col(2.5, Label("预算", "Budget"), Label("预算", "budget"), MONEY),
                Col(2.5, Label("实际", "Actual"), Label("实际", "actual"), MONEY),
                Col(2.3, Label("执行率", "Used"), used, PERCENT, colored=True),
                Col(2.3, Label("差额", "Difference"), Label("差额", "gap"), MONEY),
                Col(
                    2.6,
                    Label("审批", "Approval"),
                    approval,
                    colored=True,
                    level=Label("审批级别", "approval_level"),
                ),
            )
            a.listing(
                Label(
                    "预算、实际与审批（金额单位：万元）",
                    "Budget, actual, approval (amounts in ¥K)",
                ),
                Label("预算", "budget"),
                cols,
                Label("预算合计", "budget_total"),
                SPENT,
            )
        with a.when("投入产出", "returns"):
            _returns(a)


def _returns(a: Author) -> None:
    cols = (
        Col(3.2, Label("指标", "Metric"), Label("指标", "metric"), short(24)),
        Col(2.6, Label("数值", "Value"), Label("数值文", "value_text"), right=True),
        Col(10.4, Label("算法", "How it is computed"), Label("算法", "formula")),
    )
    title = Label("投入产出与费比", "Returns and expense ratio")
    a.listing(title, Label("投入产出", "returns"), cols, source=SPENT)


def channels(a: Author) -> None:
    """Write chapter five: attributed and total sales, the chart, the table by purpose."""
    with a.when("渠道", "channels"):
        a.chapter("渠道", "Channels")
        a.claim("渠道标题", "channels_title")
        a.claim("归因说明", "claim_line", "PromoNote")
        caption = Label(
            "各渠道{{ 图表.渠道投入产出.说明 }}",
            "{{ charts.channel_return.note }} by channel",
        )
        a.chart("渠道投入产出", "channel_return", caption, CHANNELS)
        used = Label("执行率", "used")
        cols = (
            Col(1.5, Label("目的", "Purpose"), Label("目的", "purpose"), once=True, wide=2.0),
            Col(2.0, Label("渠道", "Channel"), Label("渠道", "channel"), short(14), wide=2.3),
            Col(1.4, Label("预算", "Budget"), Label("预算", "budget"), ROUND, wide=1.4),
            Col(1.4, Label("花费", "Spend"), Label("花费", "spend"), ROUND, wide=1.4),
            Col(1.7, Label("执行率", "Used"), used, PERCENT, colored=True, wide=1.6),
            Col(1.8, Label("归因成交", "Attributed GMV"), Label("归因成交", "gmv"), ROUND, wide=1.9),
            Col(1.6, Label("投放ROI", "Ad ROI"), Label("投放ROI", "roi_ads"), RATIO, wide=1.3),
            Col(1.6, Label("综合ROI", "Total ROI"), Label("综合ROI", "roi_total"), RATIO, wide=1.3),
            Col(1.6, Label("订单", "Orders"), Label("订单", "orders"), COUNT, wide=1.5),
            Col(1.6, Label("转化率", "CVR"), Label("转化率", "cvr"), PERCENT, wide=1.5),
        )  # fmt: skip
        title = Label(
            "各渠道表现，按目的分组（金额单位：万元）",
            "Channels, grouped by purpose (amounts in ¥K)",
        )
        total = Label("渠道合计", "channels_total")
        a.listing(title, Label("渠道", "channels"), cols, total, CHANNELS)
