"""The funnel of every channel: from impressions to orders and back."""

from __future__ import annotations

from promo_xl.derive.measure import measure
from promo_xl.derive.ops.words import priced
from promo_xl.derive.scope import CLAIM
from promo_xl.derive.story import Story
from promo_xl.derive.wording import TABLE_WIDTH, spoken
from promo_xl.facts import Block, Claim, Figure, Slot
from promo_xl.schema import METRICS
from promo_xl.schema.label import Label

TOO_FEW = Label("样本不足", "too few")
PARTS = (
    ("impressions", Label("曝光", "Impressions")),
    ("clicks", Label("点击", "Clicks")),
    ("ctr", Label("点击率", "CTR")),
    ("cpc", Label("CPC", "CPC")),
    ("uv", Label("访客", "Visitors")),
    ("orders", Label("订单", "Orders")),
    ("cvr", Label("转化率", "CVR")),
    ("aov", Label("客单价", "AOV")),
    ("cpa", Label("CPA", "CPA")),
    ("refund_rate", Label("退款率", "Refund rate")),
    ("new_buyers", Label("新客", "New buyers")),
)
_JUDGED = frozenset({"ctr", "cpc", "cvr", "cpa"})


def channel_detail(story: Story) -> Block:
    """One row a channel that has data; rates of the total are sums over sums."""
    names = story.book["channels"]["channel_id"].tolist()
    rows = tuple(row for name in names if (row := _row(story, str(name))) is not None)
    heads = (Label("渠道", "Channel"), *(label for _, label in PARTS))
    note = Claim(Label("归因口径，渠道间可能重复", "As claimed; channels may overlap"))
    total = _total(story) if rows else None
    title = Label("渠道明细", "Channel funnel")
    return Block("channel_detail", title, heads, rows, total, note)


def _row(story: Story, name: str) -> tuple[Slot, ...] | None:
    cells = [story.figure(f"channel.{name}.{key}") for key, _ in PARTS]
    if all(figure.blank for figure in cells):
        return None
    shown = [
        _judged(story, f"channel.{name}", key, figure)
        for (key, _), figure in zip(PARTS, cells, strict=True)
    ]
    return (story.channel_name(name, TABLE_WIDTH), *shown)


def _judged(story: Story, prefix: str, key: str, figure: Figure) -> Slot:
    if key in _JUDGED and not figure.blank and story.too_few(prefix, key):
        return TOO_FEW
    return priced(figure) if METRICS[key].agg == "ratio" else figure


def _total(story: Story) -> tuple[Slot, ...]:
    """Add the channels' own rows up, whatever level the campaign's sales come from."""
    tally = story.d.tally
    cells: list[Slot] = []
    for key, _ in PARTS:
        metric = METRICS[key]
        # The last row of the grid belongs to no channel.
        found = measure(tally, metric, CLAIM, lambda grid: grid[:-1].sum())
        value = float(found.value[0])
        total = Figure(f"channels.{key}", value, metric.kind, metric.label)
        cells.append(priced(total) if metric.agg == "ratio" else total)
    return (spoken(Label("合计", "Total")), *cells)
