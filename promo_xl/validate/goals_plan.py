"""Goals against the plan: its window, its scenario, its history, its budget."""

from collections.abc import Iterator, Sequence
from math import ceil

import numpy as np

from promo_xl.book import Book, Table
from promo_xl.facts import Facts
from promo_xl.finding import Kind, Severity
from promo_xl.schema.kinds import RATIO
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown
from promo_xl.validate.goal_tree import AT_MOST, is_plain, is_top
from promo_xl.validate.limit import limit
from promo_xl.validate.rule import Hits, Wording, rule
from promo_xl.validate.say import day, goal_name, same, yuan
from promo_xl.validate.window import project_window

_NOISE = 1e-9
_SALES = frozenset(["gmv", "net_gmv", "settled_gmv", "order_amt", "orders"])


@rule(
    "G10",
    "goals.outside_window",
    Kind.DATA,
    Severity.WARNING,
    title=Label("目标时间在项目窗口之外", "goal outside the project window"),
    fires="目标的开始或结束在项目窗口（首个阶段至结案日）之外；没填的按推广周期算。",
    says=Label(
        "目标「{g}」{s} 至 {e}，在项目窗口 {a} 至 {b} 之外",
        "Goal {g} ({s} to {e}) lies outside the project window {a} to {b}",
    ),
    hint=Label(
        "改目标的起止，或改《项目总表》的结案日；清空起止就按推广周期算",
        "Change its dates or the close-out date in the plan; clear them to use the campaign's",
    ),
    sheet="goals",
    anchor="start",
)
def outside_window(book: Book, facts: Facts) -> Iterator[Hits]:
    """A goal starts or ends outside the project window (first phase to close-out date); blank dates mean the campaign's."""
    goals = book["goals"]
    first, last = project_window(book)
    start, end = np.floor(goals["start"]), np.floor(goals["end"])
    at = np.flatnonzero(((start < first) | (end > last)) & ~(end < start))
    slots: dict[str, Sequence[object]] = {
        "g": [goal_name(book, int(i)) for i in at],
        "s": [day(start[i]) for i in at],
        "e": [day(end[i]) for i in at],
        "a": same(day(first), at.tolist()),
        "b": same(day(last), at.tolist()),
    }
    yield Hits(goals, at, "start", slots)


_GMV_OR_ORDERS = Label("GMV或订单数", "GMV or orders")
_EXPOSURE = Label("曝光", "exposure")


@rule(
    "G11",
    "goals.scenario_lacks",
    Kind.BUSINESS,
    Severity.INFO,
    title=Label("缺少该类活动的主要目标", "the scenario's main goal is missing"),
    fires="大促节点没有GMV或订单目标，新品首发、品牌声量没有曝光类目标；一个目标都没填时不提示。",
    says=Label(
        "{scenario}活动缺少{dim}目标",
        "A campaign of type {scenario} without a goal for {dim}",
    ),
    hint=Label(
        "在《目标》加一行{dim}目标；不需要就不用理会",
        "Add a goal for {dim}; leave it if it is not needed",
    ),
    sheet="goals",
    anchor="metric",
    origin="4",
)
def scenario_lacks(book: Book, facts: Facts) -> Iterator[Hits]:
    """A big day has no goal for GMV or orders, a launch or brand campaign none for exposure; silent while there is no goal at all."""
    goals, plan = book["goals"], book["plan"]
    metrics = {key for key in goals["metric"].tolist() if key is not None}
    scenario = plan.field("scenario")
    if not metrics:
        return
    missing = None
    if scenario == "big_day" and not metrics & _SALES:
        missing = _GMV_OR_ORDERS
    elif (
        scenario in ("launch", "brand_voice")
        and "exposure" not in goals["dimension"].tolist()
    ):
        missing = _EXPOSURE
    if missing is not None:
        said = Shown(scenario, plan.sheet["scenario"].kind)
        yield Hits(goals, [-1], "metric", {"scenario": [said], "dim": [missing]})


@rule(
    "G13",
    "goals.far_from_history",
    Kind.BUSINESS,
    Severity.WARNING,
    title=Label("GMV目标偏离历史", "GMV goal far from history"),
    fires="全场GMV目标超过历史峰值的1.5倍，或不足基准GMV的80%（都可设）；没填的历史不比较。",
    says=Label(
        "GMV目标 {v} 是历史峰值 {p} 的 {r} 倍",
        "The GMV goal {v} is {r} × the historic peak {p}",
    ),
    hint=Label(
        "参考同期核对目标；确有依据就写进「资源匹配说明」",
        "Look at past campaigns; if there are reasons, note them under Resources",
    ),
    variants={
        "low": Wording(
            Label(
                "GMV目标 {v} 只是基准GMV {p} 的 {r} 倍",
                "The GMV goal {v} is only {r} × the baseline GMV {p}",
            ),
            Label(
                "参考同期核对目标和基准GMV",
                "Look at past campaigns, the goal and the baseline GMV",
            ),
        )
    },
    sheet="goals",
    anchor="target",
    origin="4",
)
def far_from_history(book: Book, facts: Facts) -> Iterator[Hits]:
    """The campaign's GMV goal is more than 1.5 × the historic peak or less than 0.8 × the baseline GMV (both settings); blank history is not compared."""
    goals, plan = book["goals"], book["plan"]
    peak, base = (float(plan.field(key)) for key in ("history_peak_gmv", "baseline_gmv"))
    high, low = limit(book, "goal_peak_max"), limit(book, "goal_baseline_min")
    for i in _top(goals, "gmv"):
        target = float(goals["target"][i])
        far: tuple[float, str] | None = None
        if peak > 0 and target > high * peak * (1 + _NOISE):
            far = peak, ""
        elif base > 0 and target < low * base * (1 - _NOISE):
            far = base, "low"
        if far is not None:
            slots = {
                "v": yuan(target),
                "p": yuan(far[0]),
                "r": Shown(target / far[0], RATIO),
            }
            said = {key: [value] for key, value in slots.items()}
            yield Hits(goals, [i], "target", said, variant=far[1])


_ROI = {"ad_roi": "roi_ads", "total_roi": "roi_total", "net_roi": "roi_net"}
_SALES_OF = {"roi_ads": "gmv", "roi_total": "gmv", "roi_net": "net_gmv"}


@rule(
    "G15",
    "goals.needs_more_than_budget",
    Kind.BUSINESS,
    Severity.WARNING,
    title=Label("按目标推算的投入超出预算", "the goal needs more than the budget"),
    fires="GMV目标÷所选口径的ROI目标，或订单目标×最低的获客成本上限，超过总预算。",
    says=Label(
        "按 {m} 目标 {r} 推算需投入 {a}，超出总预算 {b}",
        "At the {m} goal of {r} it takes {a}, the total budget is {b}",
    ),
    hint=Label(
        "调低销售目标、提高ROI目标，或追加预算",
        "Lower the sales goal, raise the ROI goal, or ask for more budget",
    ),
    variants={
        "cac": Wording(
            Label(
                "{m} 单按最低获客成本上限 {r} 推算需投入 {a}，超出总预算 {b}",
                "{m} orders at the lowest CAC cap of {r} take {a}, the total budget is {b}",
            ),
            Label(
                "调低订单目标、获客成本上限，或追加预算",
                "Lower the orders goal or the CAC cap, or ask for more budget",
            ),
        )
    },
    sheet="goals",
    anchor="target",
    origin="1",
)
def needs_more_than_budget(book: Book, facts: Facts) -> Iterator[Hits]:
    """The GMV goal ÷ the goal of the declared ROI, or the orders goal × the lowest CAC cap of a channel, exceeds the total budget."""
    goals, plan, channels = book["goals"], book["plan"], book["channels"]
    total = float(plan.field("total_budget"))
    roi_key = _ROI.get(plan.field("roi_basis"), "roi_total")
    roi = next((i for i in _top(goals, roi_key) if goals["op"][i] not in AT_MOST), None)
    if roi is not None:
        for i in _top(goals, _SALES_OF[roi_key])[:1]:
            ratio = float(goals["target"][roi])
            needed = float(goals["target"][i]) / ratio
            slots = {
                "m": goal_name(book, roi),
                "r": Shown(ratio, RATIO),
                "a": yuan(ceil(needed - _NOISE)),
            }
            yield from _over(goals, i, (needed, total), slots)
    caps = channels["target_cac"][channels["target_cac"] > 0]
    if len(caps):
        for i in _top(goals, "orders")[:1]:
            orders, cap = float(goals["target"][i]), float(caps.min())
            slots = {
                "m": orders,
                "r": yuan(cap),
                "a": yuan(ceil(orders * cap - _NOISE)),
            }
            yield from _over(goals, i, (orders * cap, total), slots, "cac")


def _over(
    goals: Table,
    i: int,
    money: tuple[float, float],
    slots: dict[str, object],
    variant: str = "",
) -> Iterator[Hits]:
    needed, total = money
    if needed > total * (1 + _NOISE) and total > 0:
        said = {key: [value] for key, value in {**slots, "b": yuan(total)}.items()}
        yield Hits(goals, [i], "target", said, variant=variant)


def _top(goals: Table, metric: str) -> list[int]:
    """List the goals for *metric* of the whole campaign, amounts above 0."""
    return [
        i
        for i, key in enumerate(goals["metric"].tolist())
        if key == metric
        and goals["target"][i] > 0
        and is_plain(goals, i)
        and is_top(goals, i)
    ]


GOAL_PLAN = (outside_window, scenario_lacks, far_from_history, needs_more_than_budget)
