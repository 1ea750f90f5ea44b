"""The second half of the shipped report's body: the course, people, trouble, lessons."""

from __future__ import annotations

from report_author import Author, Col
from report_chapters import (
    COUNT,
    CURVE,
    LOG,
    MONEY,
    PERCENT,
    PRODUCTS,
    RATIO,
    REVIEW,
    ROUND,
    SHORT_DAY,
    short,
)

from promo_xl.schema.label import Label


def course(a: Author) -> None:
    """Write chapter six: the curve with its marked events, the phases, the pace."""
    with a.when("图表.走势 or 阶段", "charts.curve or phases"):
        a.chapter("过程", "The course")
        with a.when("图表.走势", "charts.curve"):
            a.claim("走势标题", "curve_title")
            caption = Label(
                "每日成交：实际、日目标与去年同期",
                "GMV by day: actual, day target, last year",
            )
            a.chart("走势", "curve", caption, CURVE)
            with a.each("e in 节点", "e in events"):
                a.text(
                    "{{ e.序号 }} {{ e.日期|日期('%m-%d') }} {{ e.事件|截短(40) }}（GMV {{ e.GMV文 }}）",
                    "{{ e.number }} {{ e.date|date('%m-%d') }} {{ e.event|short(40) }} (GMV {{ e.gmv_text }})",
                    "PromoEvent",
                )
        with a.when("阶段", "phases"):
            a.claim("阶段标题", "phases_title")
            _phases(a)
        with a.when("活动.进行中 and 进度", "campaign.running and pace"):
            _pace(a)


def _phases(a: Author) -> None:
    done = Label("完成率", "completion")
    cols = (
        Col(2.1, Label("阶段", "Phase"), Label("阶段", "phase"), short(14)),
        Col(2.4, Label("起止", "Dates"), Label("起止", "dates")),
        Col(1.7, Label("GMV目标", "GMV target"), Label("GMV目标", "target"), ROUND),
        Col(1.7, Label("GMV", "GMV"), Label("GMV", "gmv"), ROUND),
        Col(2.1, Label("完成率", "Done"), done, PERCENT, colored=True),
        Col(1.4, Label("花费", "Spend"), Label("花费", "spend"), ROUND),
        Col(1.7, Label("投放ROI", "Ad ROI"), Label("投放ROI", "roi_ads"), RATIO),
        Col(1.5, Label("订单", "Orders"), Label("订单", "orders"), COUNT),
        Col(1.6, Label("转化率", "CVR"), Label("转化率", "cvr"), PERCENT),
    )
    title = Label("各阶段（金额单位：万元）", "Phases (amounts in ¥K)")
    a.listing(title, Label("阶段", "phases"), cols, source=CURVE)


def _pace(a: Author) -> None:
    cols = (
        Col(2.8, Label("渠道", "Channel"), Label("渠道", "channel"), short(14)),
        Col(2.4, Label("数据截至", "Data through"), Label("数据截至文", "through_text")),
        Col(2.2, Label("应到", "Due"), Label("应到", "due"), MONEY),
        Col(2.2, Label("实际", "Actual"), Label("实际", "actual"), MONEY),
        Col(2.0, Label("进度", "Pace"), Label("进度文", "pace_text"), right=True),
        Col(2.3, Label("还需日均", "Needed a day"), Label("还需日均", "needed"), MONEY),
        Col(2.3, Label("近3日日均", "Last 3 days"), Label("近3日日均", "recent"), MONEY),
    )
    title = Label("各渠道进度（金额单位：万元）", "Pace by channel (amounts in ¥K)")
    a.listing(title, Label("进度", "pace"), cols, source=CURVE)


def people(a: Author) -> None:
    """Write chapter seven: stock and clearing, new customers, refunds, feedback."""
    with a.when("商品 or 用户 or 反馈", "products or users or feedback"):
        a.chapter("商品与用户", "Products and users")
        with a.when("商品", "products"):
            a.claim("商品标题", "products_title")
            state = Label("状态", "status")
            cols = (
                Col(3.8, Label("商品", "Product"), Label("商品", "product"), short(28), wide=4.2),
                Col(1.9, Label("期初库存", "Opening"), Label("期初库存", "stock_start"), COUNT, wide=1.6),
                Col(1.9, Label("当前库存", "Now"), Label("当前库存", "stock_now"), COUNT, wide=1.5),
                Col(1.8, Label("清理率", "Cleared"), Label("清理率", "cleared"), PERCENT),
                Col(1.9, Label("可售天数", "Days left"), Label("可售天数文", "cover_text"), right=True, wide=1.7),
                Col(2.4, Label("预警线", "Threshold"), Label("预警线文", "threshold_text"), right=True, wide=2.9),
                Col(2.5, Label("状态", "State"), state, colored=True),
            )  # fmt: skip
            total = Label("商品合计", "products_total")
            title = Label("库存与清理", "Stock and clearing")
            a.listing(
                title, Label("商品|前(12)", "products|first(12)"), cols, total, PRODUCTS
            )
        with a.when("用户", "users"):
            a.claim("用户标题", "users_title")
            cols = (
                Col(3.6, Label("指标", "Metric"), Label("指标", "metric"), short(24)),
                Col(2.8, Label("数值", "Value"), Label("数值文", "value_text"), right=True),
                Col(9.8, Label("说明", "Meaning"), Label("说明文", "text_text")),
            )
            title = Label("用户与售后", "Users and service")
            a.listing(title, Label("用户", "users"), cols, source=PRODUCTS)
        with a.when("反馈", "feedback"):
            a.claim("反馈标题", "feedback_title")
            _feedback(a)


def _feedback(a: Author) -> None:
    cols = (
        Col(2.4, Label("主题", "Topic"), Label("主题", "topic")),
        Col(1.2, Label("数量", "Count"), Label("数量", "count"), COUNT),
        Col(1.2, Label("正面", "Good"), Label("正面", "positive"), COUNT),
        Col(1.2, Label("中性", "Plain"), Label("中性", "neutral"), COUNT),
        Col(1.2, Label("负面", "Bad"), Label("负面", "negative"), COUNT),
        Col(
            4.8, Label("代表原话", "In their words"), Label("代表原话", "quote"), short(48)
        ),
        Col(4.2, Label("改进动作", "Action"), Label("改进动作", "action"), short(40)),
    )
    title = Label("用户反馈（最多的三个主题）", "Feedback (three topics at most)")
    a.listing(title, Label("反馈|前(3)", "feedback|first(3)"), cols, source=LOG)


def incidents(a: Author) -> None:
    """Write chapter eight: the gravest incidents, five at most."""
    with a.when("异常", "incidents"):
        a.chapter("异常", "Incidents")
        a.claim("异常标题", "incidents_title")
        cols = (
            Col(1.6, Label("时间", "Time"), Label("时间", "time"), SHORT_DAY, left=True),
            Col(4.0, Label("事件", "Event"), Label("事件", "event"), short(40)),
            Col(3.4, Label("影响", "Effect"), Label("影响", "effect"), short(40)),
            Col(3.8, Label("措施", "Action"), Label("措施", "action"), short(60)),
            Col(
                1.7,
                Label("处理时长", "Took"),
                Label("处理时长文", "duration_text"),
                right=True,
            ),
            Col(1.7, Label("状态", "State"), Label("状态", "status"), colored=True),
        )
        title = Label("最重的异常", "The gravest incidents")
        a.listing(title, Label("异常", "incidents"), cols, source=LOG)


def lessons(a: Author) -> None:
    """Write chapter nine: what to keep, stop and change, by whom and when."""
    with a.when("复盘", "lessons"):
        a.chapter("经验与下次", "Lessons and next time")
        a.claim("复盘标题", "lessons_title")
        cols = (
            Col(1.6, Label("处置", "Verdict"), Label("处置", "verdict"), once=True),
            Col(5.7, Label("内容", "What we learned"), Label("内容", "lesson"), short(120)),
            Col(
                4.9,
                Label("改进措施", "What to do"),
                Label("改进措施", "action"),
                short(100),
            ),
            Col(1.8, Label("负责人", "Owner"), Label("负责人", "owner")),
            Col(2.2, Label("完成时间", "Due"), Label("完成时间", "due")),
        )
        title = Label("保留、停止与改变", "Keep, stop and change")
        a.listing(title, Label("复盘", "lessons"), cols, source=REVIEW)
