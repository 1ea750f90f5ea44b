"""The tables of the gap: the waterfall along one dimension, and the three levers of GMV."""

from __future__ import annotations

from promo_xl.derive.gap import CHANNEL, DAYS, OTHERS, REST, Gap, Levers, Member
from promo_xl.derive.story import Story
from promo_xl.derive.wording import TABLE_WIDTH, moved, short_day, shorten, wan
from promo_xl.facts import Block, Claim, Slot
from promo_xl.schema.kinds import MONEY
from promo_xl.schema.label import Label
from promo_xl.schema.metrics import METRICS
from promo_xl.schema.show import Shown

DIMENSIONS = {
    "channel": Label("渠道", "channel"),
    "phase": Label("阶段", "phase"),
    "days": Label("阶段（按日目标）", "phase (by day targets)"),
}


def drivers(story: Story) -> Block:
    """From the goal to the actual along one dimension; start and changes make the end."""
    gap = story.gap
    title = Label("差距分解", "Where the gap lies")
    heads = (Label("项目", "Item"), Label("金额", "Amount"), Label("角色", "Role"))
    if gap is None:
        return Block("drivers", title, heads, ())
    start = Label("应到GMV", "Expected GMV") if gap.to_date else _GOAL
    rows: list[tuple[Slot, ...]] = [(start, wan(gap.start), "start")]
    rows += [
        (member_name(story, gap, one), wan(one.change), "change") for one in gap.members
    ]
    rows.append((_ACTUAL, wan(gap.end), "end"))
    return Block("drivers", title, heads, tuple(rows), note=_note(story, gap))


_GOAL = Label("目标GMV", "GMV goal")
_ACTUAL = Label("实际GMV", "Actual GMV")


def member_name(
    story: Story, gap: Gap, one: Member, most: float = TABLE_WIDTH
) -> str | Label:
    """Name one bar of the waterfall."""
    if one.name == OTHERS:
        return Label("其余", "Others")
    if one.name == REST:
        return _rest(gap, one)
    if gap.dimension == CHANNEL:
        return story.channel_name(one.name, most)
    names = story.book["phases"]["phase_id"].tolist()
    name = story.phase_name(names.index(one.name))
    return Label(shorten(name.zh, most), shorten(name.en, most))


def _rest(gap: Gap, one: Member) -> Label:
    if gap.dimension != CHANNEL:
        return Label("阶段之外", "Outside phases")
    if not gap.shop:
        return Label("未拆解", "Not split")
    if one.change < 0:
        return Label("渠道重叠", "Overlap of claims")
    return Label("自然/未归因", "Organic / unattributed")


def _note(story: Story, gap: Gap) -> Claim:
    slots: dict[str, Slot] = {"by": DIMENSIONS[gap.dimension]}
    zh, en = "按{by}拆解，各项为实际与目标之差", "Split by {by}: actual less target"
    if gap.dimension == DAYS:
        zh, en = (
            "按阶段拆解，各阶段的目标取日目标之和",
            "Split by phase; a phase's target is the sum of its day targets",
        )
    if gap.to_date:
        through = story.d.goals.answers.through(story.d.goals.all[_main(story)].aim)
        slots["day"] = short_day(through)
        zh, en = zh + "，均截至{day}", en + ", both to {day}"
    if gap.shop:
        zh += "；渠道归因之和与店铺大盘的差额单列"
        en += "; claims against the shop's total are a row of their own"
    return Claim(Label(zh, en), slots)


def _main(story: Story) -> int:
    return story.main.aim.i if story.main else 0


def levers(story: Story) -> Block:
    """Visitors, conversion and order value: what each moved; the three make the whole."""
    found = story.levers
    heads = (
        Label("因素", "Factor"),
        Label("目标", "Target"),
        Label("实际", "Actual"),
        Label("变化", "Change"),
        Label("对GMV的影响", "Effect on GMV"),
    )
    title = Label("访客×转化率×客单价", "Visitors × conversion × order value")
    if found is None:
        return Block("levers", title, heads, ())
    rows = tuple(
        (
            lever_name(one.key),
            _amount(one.key, one.base),
            _amount(one.key, one.actual),
            moved(one.actual / one.base - 1),
            wan(one.effect),
        )
        for one in found.parts
    )
    total: tuple[Slot, ...] = (
        Label("GMV", "GMV"),
        wan(found.base),
        wan(found.actual),
        moved(found.actual / found.base - 1),
        wan(found.actual - found.base),
    )
    return Block("levers", title, heads, rows, total, _levers_note(story, found))


def lever_name(key: str) -> Label:
    """Name a factor of GMV as a person says it."""
    return {
        "uv": Label("访客（UV）", "Visitors"),
        "cvr": Label("转化率", "Conversion"),
        "aov": Label("客单价", "Order value"),
    }[key]


def _amount(key: str, value: float) -> Shown:
    kind = METRICS[key].kind
    if key == "uv":
        return Shown(float(round(value)), kind)
    return (
        Shown(value, kind, digits=2) if kind is not MONEY else Shown(round(value, 2), kind)
    )


def _levers_note(story: Story, found: Levers) -> Claim:
    zh, en = (
        "对数均值分解，三项之和等于GMV差额",
        "Logarithmic-mean split: the three sum to the gap",
    )
    slots: dict[str, Slot] = {}
    if found.derived:
        slots["name"] = lever_name(found.derived)
        zh += "；{name}未设目标，由GMV目标推算"
        en += "; the target of {name} follows from the GMV goal"
    if found.to_date:
        zh += "；访客目标按日目标折算至数据截至日"
        en += "; the visitors' target is taken to data-through"
    return Claim(Label(zh, en), slots)
