"""Tables about money, and the register of definitions every figure stands on."""

from __future__ import annotations

import numpy as np

from promo_xl.derive.figures import basis_words
from promo_xl.derive.lines import BORNE, COMMISSION, categories
from promo_xl.derive.scope import SHOP, is_key, limit
from promo_xl.derive.story import Story, word_label
from promo_xl.derive.wording import before_number, fixed, listed, long_day, share, wan
from promo_xl.facts import Block, Claim, Figure, Slot
from promo_xl.schema.label import Label

_OWN = {
    COMMISSION: Label("佣金", "Commission"),
    BORNE: Label("商家承担优惠", "Merchant-borne discounts"),
}


def money(story: Story) -> Block:
    """One row a cost category; together they are the one ledger."""
    found = categories(story.d)
    rows = tuple(_category_row(story, category) for category in found)
    heads = (
        Label("费用类别", "Category"),
        Label("预算", "Budget"),
        Label("实际", "Actual"),
        Label("执行率", "Execution"),
        Label("差额", "Difference"),
        Label("审批", "Approval"),
    )
    total = _money_total(story) if rows else None
    return Block("money", Label("预算执行", "Budget execution"), heads, rows, total)


def _category_row(story: Story, category: str) -> tuple[Slot, ...]:
    name = f"budget.{category}"
    label = _OWN.get(category) or word_label(story.book["budget"], "category", category)
    planned, spent = story.figure(f"{name}.planned"), story.figure(f"{name}.spent")
    rate = story.figure(f"{name}.exec_rate")
    approved = approval(story, category)
    return (label, planned, spent, rate, _difference(planned, spent), approved)


def approval(story: Story, category: str | None) -> Slot:
    """Say how many lines of a category (None: of all) are approved; blank without lines.

    Where the settings ask for no approval and nobody typed one, nothing is said.
    """
    table = story.book["budget"]
    rows = (
        np.ones(len(table), bool)
        if category is None
        else is_key(table, "category", category)
    )
    words = table["appr_status"][rows].tolist()
    asked = limit(story.book, "approval_levels", 0) > 0
    typed = set(table["appr_status"].tolist()) - {None, "not_submitted"}
    if not words or not (asked or typed):
        return None
    done = words.count("approved")
    if done == len(words):
        return Label("已批", "Approved")
    if done:
        x = f"{done}/{len(words)}"
        return Label(f"部分已批 {x}", f"{x} approved")
    for word in ("in_review", "rejected"):
        if word in words:
            return word_label(table, "appr_status", word)
    return Label("未批", "Not approved")


def _difference(planned: Figure, spent: Figure) -> Slot:
    gap = spent.number - planned.number
    return None if np.isnan(gap) else wan(gap)


def _money_total(story: Story) -> tuple[Slot, ...]:
    planned, spent = story.figure("campaign.budget"), story.figure("campaign.input_total")
    rate = story.figure("campaign.exec_rate")
    gap = _difference(planned, spent)
    return (Label("合计", "Total"), planned, spent, rate, gap, approval(story, None))


def roi(story: Story) -> Block:
    """The three ROIs and 费比, each with what it divides."""
    gmv, cost = _named(story, "gmv", "GMV"), _named(story, "cost", "投放花费", "ad spend")
    whole = _named(story, "input_total", "全部投入", "all input")
    net = _named(story, "net_gmv", "净成交", "net GMV")
    parts = {
        "roi_ads": (gmv, cost),
        "roi_total": (gmv, whole),
        "roi_net": (net, whole),
        "expense_ratio": (whole, gmv),
    }
    rows = tuple(
        (
            figure.label,
            figure,
            fixed(Claim(Label("{a} ÷ {b}", "{a} ÷ {b}"), {"a": a, "b": b})),
        )
        for key, (a, b) in parts.items()
        if not (figure := story.figure(f"campaign.{key}")).blank
    )
    heads = (Label("指标", "Metric"), Label("数值", "Value"), Label("算法", "How"))
    return Block("roi", Label("投入产出", "Return"), heads, rows)


def _named(story: Story, key: str, zh: str, en: str = "") -> Label:
    amount = story.figure(f"campaign.{key}")
    name = before_number(Label(zh, en or zh))
    return fixed(Claim(Label(name.zh + "{x}", name.en + " {x}"), {"x": amount}))


def register(story: Story) -> Block:
    """口径: level, basis, dates and definitions, one line each."""
    rows = [
        (Label("成交口径", "Sales basis"), basis_words(story.d)),
        (Label("数据层级", "Level of data"), _level(story)),
        (Label("数据截至", "Data through"), _through(story)),
        (Label("花费", "Ad spend"), _COST),
        (Label("全部投入", "All input"), _INPUT),
        *_commission(story),
        (Label("退款", "Refunds"), _refunds(story)),
        *_windows(story),
        *_seconds(story),
        (Label("样本下限", "Smallest base"), _least(story)),
        (Label("访客", "Visitors"), _VISITORS),
    ]
    if not story.figure("campaign.cvr").blank:
        rows.append((Label("转化率", "CVR"), _coverage(story)))
    heads = (Label("项目", "Item"), Label("说明", "Meaning"))
    return Block("register", Label("口径说明", "Definitions"), heads, tuple(rows))


_COST = Label(
    "各渠道按其取数层级的日数据花费，大盘行的花费不计",
    "Each channel's daily cost at its own level; cost on shop rows is never used",
)
_INPUT = Label(
    "投放花费＋预算中直填的非投放支出＋佣金（按净成交），每笔只计一次",
    "Ad spend + typed other lines of the budget + commission on net sales, each once",
)
Line = tuple[Label, Label]


def _commission(story: Story) -> list[Line]:
    """Name the channels whose commission stands on sales, refunds being unknown."""
    columns, channels = story.d.columns, story.book["channels"]
    paid = ~np.isnan(columns.of("channels", "commission_amt"))
    unknown = paid & np.isnan(columns.of("channels", "net_gmv"))
    if not paid.any():
        return []
    name = Label("佣金", "Commission")
    if not unknown.any() or story.d.scope.basis == "net":
        return [(name, Label("佣金比例×净归因成交", "Rate × net attributed GMV"))]
    ids = channels["channel_id"][unknown].tolist()
    words = Label(
        "佣金比例×净归因成交；{names}退款未测量，按归因成交计",
        "Rate × net attributed GMV; on attributed GMV for {names}, refunds unknown",
    )
    names = listed([story.channel_name(one) for one in ids])
    return [(name, fixed(Claim(words, {"names": names})))]


def _windows(story: Story) -> list[Line]:
    """Say the attribution windows, where anybody set one."""
    windows = {k: days for k, days in story.d.scope.windows.items() if days}
    if not windows:
        return []
    said = [
        Label(
            f"{story.channel_name(k)}{days:.0f}天", f"{story.channel_name(k)} {days:.0f}d"
        )
        for k, days in windows.items()
    ]
    text = Label("、".join(x.zh for x in said), ", ".join(x.en for x in said))
    words = Label(
        "{text}；窗口未关的成交为未成熟，只展示不判断",
        "{text}; sales inside an open window are shown, not judged",
    )
    return [(Label("归因窗口", "Attribution window"), fixed(Claim(words, {"text": text})))]


def _seconds(story: Story) -> list[Line]:
    """Say how the seconds to answer are averaged."""
    if story.figure("campaign.cs_seconds").blank:
        return []
    name = Label("客服响应时长", "CS response time")
    if story.d.ops.service.weighted:
        return [(name, Label("按会话数加权平均", "Mean weighted by sessions"))]
    return [
        (
            name,
            Label("各行简单平均（未填会话数）", "Plain mean of rows (sessions not loaded)"),
        )
    ]


_VISITORS = Label(
    "逐日、逐渠道访客之和，同一人可能重复计入",
    "Sum over days and channels; a person may be counted more than once",
)


def _level(story: Story) -> Label:
    if story.d.scope.level == SHOP:
        return Label(
            "店铺大盘（渠道为各自归因，不可相加）", "Shop totals (channels: own claims)"
        )
    return Label("渠道归因（渠道间可能重复）", "Channel claims (channels may overlap)")


def _through(story: Story) -> Label:
    through = story.d.scope.through
    if np.isnan(through.day):
        return Label("尚无日数据", "No daily data yet")
    late = [story.channel_name(one) for one in through.stale]
    slots: dict[str, Slot] = {"day": long_day(through.day), "names": "、".join(late)}
    if not late:
        return fixed(
            Claim(Label("{day}，各渠道齐全", "{day}, every channel complete"), slots)
        )
    return fixed(Claim(Label("{day}；缺：{names}", "{day}; missing: {names}"), slots))


def _refunds(story: Story) -> Label:
    words = set(story.book["daily"]["refund_basis"].tolist()) - {None}
    if words == {"by_pay_date"}:
        return Label("按支付日归属", "By the date of payment")
    return Label("按退款日，未按支付日归属", "By the date of refund, not of payment")


def _least(story: Story) -> Label:
    slots: dict[str, Slot] = {
        "clicks": f"{limit(story.book, 'min_clicks', 100):.0f}",
        "orders": f"{limit(story.book, 'min_orders', 30):.0f}",
    }
    words = Label(
        "点击少于{clicks}或订单少于{orders}时，比率只说样本不足",
        "Rates on fewer than {clicks} clicks or {orders} orders are called too few",
    )
    return fixed(Claim(words, slots))


def _coverage(story: Story) -> Label:
    figure = story.figure("campaign.cvr")
    slots: dict[str, Slot] = {
        "used": str(figure.used),
        "of": str(figure.of),
        "x": share(figure.number),
    }
    if figure.used == figure.of:
        return Label("订单数÷访客数UV，全部行", "Orders ÷ visitors, all rows")
    words = Label(
        "订单数÷访客数UV，两者均有数的{used}行（共{of}行）",
        "Orders ÷ visitors over the {used} of {of} rows that have both",
    )
    return fixed(Claim(words, slots))
