"""The table against the last campaigns: amounts change relatively, rates by points."""

from __future__ import annotations

from math import isnan

from promo_xl.derive.history import Campaign
from promo_xl.derive.story import Story
from promo_xl.derive.wording import TABLE_WIDTH, moved, points, short_day, shorten
from promo_xl.facts import Block, Claim, Slot
from promo_xl.schema.kinds import INT, MONEY, PCT, RATIO
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown

_ROWS = (
    ("gmv", Label("GMV", "GMV"), MONEY),
    ("daily", Label("日均GMV", "GMV a day"), MONEY),
    ("input_total", Label("全部投入", "All input"), MONEY),
    ("roi_total", Label("综合ROI", "Total ROI"), RATIO),
    ("expense_ratio", Label("费比", "Expense ratio"), PCT),
    ("refund_rate", Label("退款率", "Refund rate"), PCT),
    ("days", Label("天数", "Days"), INT),
)
NAN = float("nan")
_NTH = (
    Label("上次", "Last time"),
    Label("近2次", "2 campaigns ago"),
    Label("近3次", "3 campaigns ago"),
)


def last_year(story: Story) -> Block:
    """One row a figure that both campaigns have; a running one is compared by the day."""
    now, past = story.now, story.past
    title = Label("与同期活动比较", "Against past campaigns")
    names = [_name(one, i) for i, one in enumerate(past)]
    heads = (
        Label("指标", "Metric"),
        Label("本次", "This time"),
        *names[:1],
        Label("变化", "Change"),
        *names[1:],
    )
    if not past or isnan(now.gmv):
        return Block("last_year", title, heads, ())
    rows = []
    for key, name, kind in _ROWS:
        mine = getattr(now, key)
        theirs = [getattr(one, key) for one in past]
        if all(isnan(x) for x in theirs):
            continue
        change = None if unlike(story, key) else difference(story, key, mine, theirs[0])
        cells = [Shown(x, kind, wan=kind is MONEY) for x in theirs]
        if story.running and key in ("roi_total", "expense_ratio"):
            mine = NAN  # input is paid ahead, sales are not in yet
        row: tuple[Slot, ...] = (name, Shown(mine, kind, wan=kind is MONEY), cells[0])
        rows.append((*row, change, *cells[1:]))
    return Block("last_year", title, heads, tuple(rows), note=_note(story))


def _name(one: Campaign, i: int) -> Label:
    name = shorten(one.name, TABLE_WIDTH)
    return Label(name, name) if name else _NTH[i]


def unlike(story: Story, key: str) -> bool:
    """Whether a part of this campaign would be compared with the whole of another."""
    return story.running and key not in ("daily", "refund_rate")


def difference(story: Story, key: str, now: float, then: float) -> Slot:
    """Say how far a figure moved: amounts in percent, rates in points, days in days."""
    if isnan(now) or isnan(then):
        return None
    if key in ("expense_ratio", "refund_rate"):
        return points(now - then)
    if key == "days":
        return None if now == then else _days(now - then)
    return moved(now / then - 1) if then else None


def _days(more: float) -> Label:
    sign = "+" if more > 0 else "−"
    return Label(f"{sign}{abs(more):.0f}天", f"{sign}{abs(more):.0f} days")


def _note(story: Story) -> Claim | None:
    if story.running:
        return Claim(
            Label(
                "本次截至{day}，总额与ROI不与往期全期相比，只比日均与退款率",
                "This campaign to {day}: totals and ROI are not compared, daily means are",
            ),
            {"day": short_day(story.d.scope.through.day)},
        )
    return Claim(Label("往期数据为手工填报", "Figures of past campaigns are typed"))
