"""The metric catalogue: what can be a goal, a figure and a column of a summary.

Expressions run over the columns of 日数据; a rate's total is the same expression over sums
of the rows in which every leaf is a number. Metrics without one need the ledger, orders by
buyer or the schedule, and are computed where those are at hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from promo_xl.schema import units as u
from promo_xl.schema.expression import Col, Expr, Num
from promo_xl.schema.kind import Kind
from promo_xl.schema.kinds import INT, MONEY, NUM, PCT, RATIO
from promo_xl.schema.label import Label, fold, fold_header, named


@dataclass(frozen=True, slots=True)
class Metric:
    """One measure of the trade under its own name: never a bare ROI."""

    key: str
    label: Label
    kind: Kind
    unit: Label | None = None
    expr: Expr | None = None
    agg: str = "sum"
    """How it rolls up over rows: sum · ratio (over sums, never a mean) · last · max."""
    op: str = ">="
    """The grey comparator of its goals; <= where less is better."""
    additive: bool = True
    """False: adding days or channels counts people twice, so the sum is labelled Σ."""
    goal: bool = True
    """Offered as a goal or an indicator; the others name computed figures only."""


def _sum(key: str, name: str, kind: Kind, unit: Label) -> Metric:
    return Metric(key, named(name), kind, unit, Col(key))


def _less(key: str, name: str, kind: Kind, unit: Label) -> Metric:
    return Metric(key, named(name), kind, unit, Col(key), op="<=")


def _people(key: str, name: str) -> Metric:
    return Metric(key, named(name), INT, u.PEOPLE, Col(key), additive=False)


def _rate(key: str, name: str, kind: Kind, of: str, unit: Label | None = None) -> Metric:
    over, under = of.split("/")
    return Metric(key, named(name), kind, unit, Col(over) / Col(under), "ratio")


def _price(key: str, name: str, kind: Kind, of: str, unit: Label | None = None) -> Metric:
    over, under = of.split("/")
    return Metric(key, named(name), kind, unit, Col(over) / Col(under), "ratio", "<=")


def _figure(key: str, name: str, kind: Kind, unit: Label | None = None) -> Metric:
    return Metric(key, named(name), kind, unit, agg="ratio", goal=False)


_ALL = (
    # Sales
    _sum(
        "gmv",
        "GMV | GMV | 成交金额, 成交金额GMV, 成交额, 支付金额, 销售额, 总GMV, 成交总额, sales, revenue",
        MONEY,
        u.YUAN,
    ),
    _sum("net_gmv", "净成交金额 | Net sales | 净GMV, 净销售额", MONEY, u.YUAN),
    _sum("settled_gmv", "结算金额 | Settled sales", MONEY, u.YUAN),
    _sum("order_amt", "下单金额 | Ordered amount", MONEY, u.YUAN),
    _sum("presale_gmv", "预售额 | Pre-sale amount | 预售金额", MONEY, u.YUAN),
    _sum("balance_gmv", "尾款额 | Balance amount | 尾款金额", MONEY, u.YUAN),
    _sum(
        "orders",
        "订单数 | Orders | 订单, 订单量, 成交单量, 支付订单数, 销量(单), 线上销量",
        INT,
        u.ORDERS,
    ),
    _sum("presale_orders", "预售订单数 | Pre-sale orders", INT, u.ORDERS),
    _sum("presale_buyers", "定金人数 | Deposit payers", INT, u.PEOPLE),
    _sum("items", "支付件数 | Items | 销量, 件数, 销售件数", INT, u.PIECES),
    _people("buyers", "支付买家数 | Buyers | 买家数, 支付人数, 成交人数"),
    _rate(
        "aov",
        "客单价 | AOV | 客单, 平均客单价, average order value",
        MONEY,
        "gmv/orders",
        u.YUAN,
    ),
    _rate("aov_buyer", "客单价(按买家) | AOV (per buyer)", MONEY, "gmv/buyers", u.YUAN),
    _rate("uv_value", "UV价值 | Value per visitor | 访客价值", MONEY, "gmv/uv", u.YUAN),
    # Traffic and interest
    _sum(
        "impressions",
        "曝光量 | Impressions | 曝光, 总曝光量, 全渠道总曝光量, 品牌曝光, 展现量, 展示量",
        INT,
        u.TIMES,
    ),
    _sum("clicks", "点击量 | Clicks | 点击, 点击数, 点击次数", INT, u.TIMES),
    _people("uv", "访客数UV | Visitors | UV, UV(日), 访客, 访客数, 访客人数, 日均UV"),
    _sum("pv", "浏览量PV | Page views | PV, 浏览量", INT, u.TIMES),
    _people("reach", "触达人数 | Reach"),
    _sum("plays", "播放量 | Video plays | 视频播放量", INT, u.TIMES),
    _sum("interactions", "互动量 | Interactions | 互动, 互动数, 互动次数", INT, u.TIMES),
    _sum("add_cart", "加购数 | Add-to-cart | 加购, 加购量, 加购件数", INT, u.PIECES),
    _people("cart_buyers", "加购人数 | Cart buyers"),
    _sum("favorites", "收藏数 | Favourites | 收藏, 收藏量", INT, u.TIMES),
    _sum("coupons", "领券数 | Coupons claimed | 领券量, 领券", INT, u.SHEETS),
    _sum("leads", "线索数 | Leads | 线索, 留资数", INT, u.ITEMS),
    _sum("conversions", "转化数 | Conversions | 转化量", INT, u.TIMES),
    _people("seed_users", "新增种草人群 | New seeded users | 种草人群"),
    _rate("ctr", "点击率 | CTR | 点击率CTR", PCT, "clicks/impressions"),
    _rate(
        "interaction_rate",
        "互动率 | Interaction rate | 内容总互动率, 内容互动率",
        PCT,
        "interactions/impressions",
    ),
    _rate("cart_rate", "加购率 | Cart rate", PCT, "add_cart/uv"),
    _rate(
        "cvr",
        "转化率(订单/UV) | CVR (orders/visitors) | 转化率, CVR, cvr_uv, 下单转化率, conversion rate",
        PCT,
        "orders/uv",
    ),
    _rate("cvr_click", "点击转化率 | CVR (orders/clicks)", PCT, "orders/clicks"),
    _rate("cvr_buyer", "支付转化率 | CVR (buyers/visitors)", PCT, "buyers/uv"),
    # People
    _sum(
        "new_users",
        "新增注册用户 | New registered users | 新增用户, 新增用户数, 注册用户, 新用户, 拉新, 拉新人数, new users",
        INT,
        u.PEOPLE,
    ),
    _sum("new_buyers", "新客数 | New buyers | 新客, 新买家数", INT, u.PEOPLE),
    _people("old_buyers", "老客数 | Returning buyers | 老客"),
    _sum("members", "新增会员数 | New members | 新增会员, 会员数, 入会人数", INT, u.PEOPLE),
    _sum("follows", "关注数 | Follows | 涨粉, 新增粉丝, 新增关注", INT, u.PEOPLE),
    _rate(
        "new_share",
        "新客占比 | New-buyer share | 新客率, 新客比例",
        PCT,
        "new_buyers/buyers",
    ),
    _rate("member_cvr", "会员转化率 | Member conversion", PCT, "members/new_users"),
    Metric("repurchase", named("复购率 | Repurchase rate"), PCT, agg="ratio"),
    # Money and return
    _less(
        "cost",
        "花费 | Cost | 投放花费, 投放费用, 广告费, 消耗, ad spend, spend",
        MONEY,
        u.YUAN,
    ),
    Metric(
        "input_total",
        named("全部投入 | All input | 总投入, 总花费, 总费用"),
        MONEY,
        u.YUAN,
        op="<=",
    ),
    _rate(
        "roi_ads", "投放ROI | Ad ROI | 广告ROI, ROAS, 渠道ROI", RATIO, "gmv/cost", u.FOLD
    ),
    Metric(
        "roi_total",
        named("综合ROI | Total ROI | 整体ROI, 总ROI"),
        RATIO,
        u.FOLD,
        agg="ratio",
    ),
    Metric("roi_net", named("净ROI | Net ROI"), RATIO, u.FOLD, agg="ratio"),
    Metric(
        "expense_ratio",
        named("费比 | Expense ratio | 费用率, 费用占比"),
        PCT,
        agg="ratio",
        op="<=",
    ),
    Metric("contribution", named("贡献毛利 | Contribution"), MONEY, u.YUAN),
    _price(
        "cpc", "点击成本 | CPC | 平均点击成本, 单次点击成本", MONEY, "cost/clicks", u.YUAN
    ),
    Metric(
        "cpm",
        named("千次曝光成本 | CPM | 千次展现成本"),
        MONEY,
        u.YUAN,
        expr=Num(1000) * Col("cost") / Col("impressions"),
        agg="ratio",
        op="<=",
    ),
    _price("cpa", "单次转化成本 | CPA | 转化成本, 订单成本", MONEY, "cost/orders", u.YUAN),
    _price(
        "cac",
        "获客成本 | CAC | 引流成本, 拉新成本, 新客成本",
        MONEY,
        "cost/new_buyers",
        u.YUAN,
    ),
    _price("cpe", "互动成本 | CPE | 单次互动成本", MONEY, "cost/interactions", u.YUAN),
    _price(
        "seed_cpa",
        "种草人群成本 | Cost per seeded user | 新增种草人群成本",
        MONEY,
        "cost/seed_users",
        u.YUAN,
    ),
    # After the sale
    _less("refund_amt", "退款金额 | Refund amount | 退款, 退款额", MONEY, u.YUAN),
    _less("refund_orders", "退款订单数 | Refund orders", INT, u.ORDERS),
    _price("refund_rate", "退款率(金额) | Refund rate | 退款率", PCT, "refund_amt/gmv"),
    _price(
        "refund_rate_orders",
        "退款率(订单) | Refund rate (orders)",
        PCT,
        "refund_orders/orders",
    ),
    _less("complaints", "客诉数 | Complaints | 客诉, 客诉量, 投诉数", INT, u.TIMES),
    Metric(
        "cs_seconds",
        named("客服响应时长 | CS response time | 客服响应, 客服响应时间, 响应时长"),
        NUM,
        u.SECONDS,
        agg="ratio",
        op="<=",
    ),
    Metric(
        "stock",
        named("库存余量 | Stock left | 库存, 库存余量(爆款), 库存数"),
        INT,
        u.PIECES,
        Col("stock"),
        "last",
    ),
    Metric(
        "sellthrough",
        named("库存清理率 | Sell-through | 售罄率, 动销率, 清理率"),
        PCT,
        agg="ratio",
    ),
    Metric(
        "stock_days",
        named("可售天数 | Days of cover | 库存可售天数"),
        NUM,
        u.DAYS,
        agg="last",
    ),
    # Names of computed figures
    _figure("claim_share", "归因合计/大盘 | Claims / shop total", PCT),
    _figure("breakeven_roi", "盈亏平衡投放ROI | Break-even ad ROI", RATIO, u.FOLD),
    _figure("completion", "完成率 | Completion", PCT),
    _figure("completion_adjusted", "完成率(调整后) | Completion (adjusted)", PCT),
    _figure("headroom", "余量 | Headroom", PCT),
    _figure("vs_target", "偏差率 | Deviation", PCT),
    _figure("time_pct", "时间进度 | Time elapsed", PCT),
    _figure("expected", "应到 | Expected to date", NUM),
    _figure("pace", "进度 | Pace | 进度(实际/应到)", PCT),
    _figure("daily_needed", "还需日均 | Needed per day", NUM),
    _figure("forecast", "预计达成 | Forecast", NUM),
    _figure("budget_burn", "预算执行率 | Budget execution | 执行率", PCT),
    _figure("burn_pace", "消耗进度 | Burn pace", PCT),
    _figure("runway", "预算可用天数 | Budget runway", NUM, u.DAYS),
    _figure("budget_share", "预算占比 | Budget share", PCT),
    _figure("spi", "进度绩效 | Schedule performance", RATIO),
    _figure("cpi", "成本绩效 | Cost performance", RATIO),
    _figure("on_time", "按时完成率 | Done on time", PCT),
)

METRICS: Mapping[str, Metric] = MappingProxyType({metric.key: metric for metric in _ALL})
"""Every metric by its key, in the order the drop-down offers them."""


def find_metric(text: object) -> str | None:
    """Give the key of the metric people call *text*, in either language; None if free text."""
    return _NAMES.get(fold(text)) or _NAMES.get(fold_header(text))


def _names(metric: Metric) -> tuple[str, ...]:
    label = metric.label
    return (metric.key, label.zh, label.en, *label.aliases)


_NAMES = {fold(name): metric.key for metric in _ALL for name in _names(metric)}
