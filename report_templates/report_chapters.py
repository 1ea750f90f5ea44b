"""The chapters of the shipped report: cover, conclusion, goals, channels, money, appendix."""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from report_author import (
    LINE,
    NAVY,
    PANEL,
    WIDTH,
    Author,
    Col,
    cell,
    number_field,
    paragraph,
    row,
    twips,
    words,
)

from promo_xl.schema.label import Label

MONEY = Label("万元", "thousand")
ROUND = Label("万元", "thousand(0)")
"""For the table of ten columns: English money is wider than 万."""
PERCENT = Label("百分比", "percent")
RATIO = Label("倍", "ratio")
COUNT = Label("整数", "number")
DAYS = 62
"""More days than this do not fit the appendix."""
FEW = 5
"""Up to so many days stand below the definitions: a page of their own would be near empty."""


def write_report(a: Author) -> None:
    """Write the whole template."""
    cover(a)
    draft(a)
    conclusion(a)
    goals(a)
    channels(a)
    money(a)
    appendix(a)
    margins(a)


def cover(a: Author) -> None:
    """Write the band with the campaign's name and the small table under it."""
    sides = "".join(f'<w:{s} w:w="340" w:type="dxa"/>' for s in ("left", "right"))
    band = (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{twips(WIDTH)}" '
        f'w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="{NAVY}"/>'
        f"<w:tcMar>{sides}</w:tcMar></w:tcPr>"
        + paragraph(a.say("推广结案报告", "CAMPAIGN CLOSE-OUT REPORT"), "PromoEyebrow")
        + paragraph(a.say("{{ 活动.活动名称 }}", "{{ campaign.title }}"), "Title")
        + "</w:tc></w:tr>"
    )
    a.table(a.say("报告名称", "Title"), [WIDTH], [band])
    a.text("", "", "PromoGap")
    pairs = (
        ("活动周期", "Period", "period"),
        ("负责人", "Owner", "owner"),
        ("基准日", "As of", "as_of"),
        ("数据口径", "Basis", "basis_line"),
    )
    told = [
        (a.say(zh, en), a.say(f"{{{{ 活动.{zh} }}}}", f"{{{{ campaign.{key} }}}}"))
        for zh, en, key in pairs
    ]
    rows = [row([c for pair in told[i : i + 2] for c in _pair(*pair)]) for i in (0, 2)]
    a.table(a.say("报告信息", "About this report"), [1.9, 6.2, 1.9, 6.2], rows)


def _pair(label: str, value: str) -> tuple[str, str]:
    return (
        cell(1.9, label, "PromoLabel", fill=PANEL),
        cell(6.2, value, "PromoCell", fill=PANEL),
    )


def draft(a: Author) -> None:
    """List what stands in the way of a final report."""
    with a.when("活动.草稿", "campaign.draft"):
        a.text(
            "草稿：工作簿里还有数据错误，下列数字未经确认，不可作为终稿。",
            "DRAFT: the workbook still holds data errors. The figures are not confirmed; "
            "this is no final report.",
            "PromoDraft",
        )
        with a.each("f in 数据错误", "f in faults"):
            a.text(
                "{{ f.位置 }}：{{ f.问题 }}（{{ f.改法 }}）",
                "{{ f.place }}: {{ f.problem }} ({{ f.advice }})",
                "PromoDraftItem",
            )
        with a.when("活动.其余错误数", "campaign.more_faults"):
            a.text(
                "另有{{ 活动.其余错误数 }}处，见工作簿《校验结果》。",
                "{{ campaign.more_faults }} more: see the check results in the workbook.",
                "PromoDraftItem",
            )


def conclusion(a: Author) -> None:
    """Write chapter one: the verdict, six results, three sentences, decisions wanted."""
    a.chapter("结论", "Conclusion")
    a.claim("一句话", "headline", "PromoVerdict")
    with a.when("结果", "result"):
        cols = (
            Col(4.6, Label("指标", "Metric"), Label("指标", "metric")),
            Col(3.2, Label("目标", "Target"), Label("目标文", "target_text"), right=True),
            Col(3.2, Label("实际", "Actual"), Label("实际文", "actual_text"), right=True),
            _completion(2.6),
            Col(
                2.6, Label("结论", "Verdict"), Label("结论文", "verdict_text"), colored=True
            ),
        )
        a.listing(
            Label("结果一览", "Results at a glance"), Label("结果", "result"), cols, None
        )
        a.claim("目标来源", "source_goals", "PromoSource")
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
    """Write chapter two: goals to reach with their bars, limits apart."""
    with a.when("目标 or 限额目标", "goals or limits"):
        a.chapter("目标", "Goals")
        a.claim("目标标题", "goals_title")
        with a.when("目标", "goals"):
            a.listing(
                Label("目标完成情况", "Goals and results"),
                Label("目标", "goals"),
                _goal_cols(Label("差额", "Gap"), "gap"),
                None,
            )
            a.claim("目标来源", "source_goals", "PromoSource")
            caption = Label(
                "各目标完成率（100%=目标）", "Completion by goal (100% = target)"
            )
            a.chart("目标完成率", "goal_completion", caption)
        with a.when("限额目标", "limits"):
            a.listing(
                Label("不得超过的目标", "Goals that must not be exceeded"),
                Label("限额目标", "limits"),
                _goal_cols(Label("与限额比", "Against limit"), "headroom"),
                None,
            )
            a.claim("目标来源", "source_goals", "PromoSource")


def _goal_cols(gap: Label, key: str) -> list[Col]:
    first = 3.6 if key == "gap" else 5.5
    field = Label("差额文" if key == "gap" else "余量文", f"{key}_text")
    cols = [
        Col(first, Label("指标", "Metric"), Label("指标", "metric")),
        Col(2.7, Label("目标", "Target"), Label("目标文", "target_text"), right=True),
        Col(2.7, Label("实际", "Actual"), Label("实际文", "actual_text"), right=True),
        _completion(2.4),
        Col(2.5 if key == "gap" else 3.0, gap, field, right=True),
        Col(2.3, Label("状态", "Status"), Label("状态文", "status_text"), colored=True),
    ]
    return cols if key == "gap" else [c for i, c in enumerate(cols) if i != 3]


def channels(a: Author) -> None:
    """Write chapter three: attributed and total sales, the chart, the table."""
    with a.when("渠道", "channels"):
        a.chapter("渠道", "Channels")
        a.claim("渠道标题", "channels_title")
        a.claim("归因说明", "claim_line", "PromoLead")
        caption = Label(
            "各渠道花费、归因成交与投放ROI", "Spend, attributed GMV and ad ROI by channel"
        )
        a.chart("渠道投入产出", "channel_return", caption)
        used = Label("执行率", "used")
        cols = (
            Col(2.0, Label("渠道", "Channel"), Label("渠道", "channel"), wide=2.0),
            Col(1.5, Label("目的", "Purpose"), Label("目的", "purpose"), wide=2.1),
            Col(1.4, Label("预算", "Budget"), Label("预算", "budget"), ROUND, wide=1.5),
            Col(1.4, Label("花费", "Spend"), Label("花费", "spend"), ROUND, wide=1.4),
            Col(1.7, Label("执行率", "Used"), used, PERCENT, colored=True, wide=1.6),
            Col(1.8, Label("归因成交", "Attributed GMV"), Label("归因成交", "gmv"), ROUND, wide=2.0),
            Col(1.6, Label("投放ROI", "Ad ROI"), Label("投放ROI", "roi_ads"), RATIO, wide=1.3),
            Col(1.6, Label("综合ROI", "Total ROI"), Label("综合ROI", "roi_total"), RATIO, wide=1.3),
            Col(1.6, Label("订单", "Orders"), Label("订单", "orders"), COUNT, wide=1.5),
            Col(1.6, Label("转化率", "CVR"), Label("转化率", "cvr"), PERCENT, wide=1.5),
        )  # fmt: skip
        a.listing(
            Label(
                "渠道投入产出（金额单位：万元）",
                "Spend and return by channel (amounts in ¥K)",
            ),
            Label("渠道", "channels"),
            cols,
            Label("渠道合计", "channels_total"),
        )
        a.claim("渠道来源", "source_channels", "PromoSource")


def money(a: Author) -> None:
    """Write chapter four: cost types with their total, three ROIs and the ratio."""
    with a.when("费用 or 投入产出", "money or returns"):
        a.chapter("钱花得怎样", "Money")
        a.claim("费用标题", "money_title")
        with a.when("费用", "money"):
            used = Label("执行率", "used")
            cols = (
                Col(5.0, Label("费用类别", "Cost type"), Label("类别", "category")),
                Col(2.8, Label("预算", "Budget"), Label("预算", "budget"), MONEY),
                Col(2.8, Label("实际", "Actual"), Label("实际", "actual"), MONEY),
                Col(2.8, Label("执行率", "Used"), used, PERCENT, colored=True),
                Col(2.8, Label("差额", "Difference"), Label("差额", "gap"), MONEY),
            )
            a.listing(
                Label("预算与实际（金额单位：万元）", "Budget and actual (amounts in ¥K)"),
                Label("费用", "money"),
                cols,
                Label("费用合计", "money_total"),
            )
            a.claim("费用来源", "source_money", "PromoSource")
        with a.when("投入产出", "returns"):
            _returns(a)


def _returns(a: Author) -> None:
    cols = (
        Col(3.2, Label("指标", "Metric"), Label("指标", "metric")),
        Col(2.6, Label("数值", "Value"), Label("数值文", "value_text"), right=True),
        Col(10.4, Label("算法", "How it is computed"), Label("算法", "formula")),
    )
    title = Label("投入产出与费比", "Returns and expense ratio")
    a.listing(title, Label("投入产出", "returns"), cols, None)
    a.claim("费用来源", "source_money", "PromoSource")


def appendix(a: Author) -> None:
    """Write the definitions, and the days where they fit."""
    with a.when("口径 or 每日", "register or days"):
        a.chapter("附：口径与日数据", "Appendix: definitions and days", "PromoAppendix")
        with a.when("口径", "register"):
            cols = (
                Col(3.6, Label("项目", "Item"), Label("项目", "item")),
                Col(12.6, Label("说明", "Definition"), Label("说明文", "text_text")),
            )
            title = Label("口径与数据源", "Definitions and sources")
            a.listing(title, Label("口径", "register"), cols, None)
            a.text("", "", "PromoGap")  # the table is kept with this, not with the days
        with a.when("每日", "days"):
            # A long table that begins at the foot of a page loses its rows in LibreOffice.
            with a.when(f"每日|个数 > {FEW}", f"days|count > {FEW}"):
                a.new_page()
            a.claim("走势标题", "curve_title")
            caption = Label("每日成交与日目标", "GMV and target by day")
            a.chart("每日成交", "daily_sales", caption)
            with a.when(f"每日|个数 <= {DAYS}", f"days|count <= {DAYS}"):
                _days(a)


def _days(a: Author) -> None:
    cols = (
        Col(2.7, Label("日期", "Date"), Label("日期", "date")),
        Col(2.7, Label("成交", "GMV"), Label("成交", "gmv"), MONEY),
        Col(2.7, Label("日目标", "Target"), Label("日目标", "target"), MONEY),
        Col(2.7, Label("花费", "Spend"), Label("花费", "spend"), MONEY),
        Col(2.7, Label("访客", "Visitors"), Label("访客", "uv"), COUNT),
        Col(2.7, Label("订单", "Orders"), Label("订单", "orders"), COUNT),
    )
    title = Label("日数据（金额单位：万元）", "Days (amounts in ¥K)")
    a.listing(title, Label("每日", "days"), cols, None)
    a.claim("目标来源", "source_goals", "PromoSource")


def margins(a: Author) -> None:
    """Write headers and footers; a draft says so on every page."""
    section = a.doc.sections[0]
    section.different_first_page_header_footer = True
    name = a.say("{{ 活动.活动名称 }}", "{{ campaign.title }}")
    right = a.say("推广结案报告", "Campaign close-out report")
    stories = (
        (section.header, _header(a, name, right)),
        (section.first_page_header, _header(a, "", "")),
        (section.footer, _footer(a)),
        (section.first_page_footer, _footer(a)),
    )
    for story, xml in stories:
        story.is_linked_to_previous = False
        element = story._element
        for child in list(element):
            element.remove(child)
        element.append(parse_xml(xml))


def _header(a: Author, left: str, right: str) -> str:
    says = a.say("草稿 · 数据错误未改", "DRAFT · data errors stand")
    flag = a.say("{% if 活动.草稿 %}", "{% if campaign.draft %}")
    line = (
        f'<w:bottom w:val="single" w:sz="6" w:space="4" w:color="{LINE}"/>' if left else ""
    )
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Header"/><w:pBdr>{line}</w:pBdr><w:tabs>'
        '<w:tab w:val="clear" w:pos="4680"/><w:tab w:val="clear" w:pos="9360"/>'
        f'<w:tab w:val="right" w:pos="{twips(WIDTH) - 6}"/></w:tabs></w:pPr>'
        f"{words(left)}<w:r><w:tab/></w:r>{words(flag)}"
        f'<w:r><w:rPr><w:b/><w:color w:val="C8402B"/></w:rPr><w:t>{says}</w:t></w:r>'
        f"{words('{% else %}')}{words(right)}{words('{% endif %}')}</w:p>"
    )


def _footer(a: Author) -> str:
    before, between, after = a.say("第 | 页 / 共 | 页", "Page | of |").split("|")
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>'
        f"{words(before)}{number_field('PAGE')}{words(between)}{number_field('NUMPAGES')}"
        f"{words(after)}</w:p>"
    )
