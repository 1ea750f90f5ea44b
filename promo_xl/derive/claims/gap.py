"""The computed sentences about the gap, the levers, past campaigns and phases.

Each says a number and a judgement; none says why.
"""

from __future__ import annotations

from math import isnan

from promo_xl.derive.blocks.gap import lever_name, member_name
from promo_xl.derive.blocks.history import unlike
from promo_xl.derive.gap import OTHERS, REST, Gap, Member
from promo_xl.derive.story import Story
from promo_xl.derive.wording import (
    NAME_WIDTH,
    fitting,
    fixed,
    joined,
    moved,
    points,
    share,
    shorten,
    wan,
)
from promo_xl.facts import Claim, Slot
from promo_xl.schema.label import Label

Maybe = Claim | None
FLAT = 0.0005
"""A change that prints as 0.0 % is no change."""


def gap_title(story: Story) -> Maybe:
    """Say how far GMV is from its goal, and which member is furthest below or above."""
    gap = story.gap
    if gap is None:
        return None
    named = [one for one in gap.members if one.name not in (REST, OTHERS)]
    below = min(named, key=lambda one: one.change, default=None)
    above = max(named, key=lambda one: one.change, default=None)
    whole = gap.end - gap.start
    slots: dict[str, Slot] = {"x": wan(abs(whole))}
    head = _whole(gap, whole)
    bare = Claim(head, slots)
    short = below if whole < 0 else above
    if short is None or not _tells(short.change, whole):
        return bare
    slots |= {"name": _name(story, gap, short), "y": wan(abs(short.change))}
    one = _part(short, "")
    two = Claim(Label(f"{head.zh}，{one.zh}", f"{head.en}; {one.en}"), slots)
    other = above if whole < 0 else below
    if other is None or other is short or not _tells(other.change, -whole):
        return fitting(two, bare)
    slots = slots | {"name2": _name(story, gap, other), "z": wan(abs(other.change))}
    more = _other(other)
    three = Claim(Label(f"{two.says.zh}，{more.zh}", f"{two.says.en}, {more.en}"), slots)
    return fitting(three, two, bare)


def _tells(change: float, whole: float) -> bool:
    """Whether a member moved in the direction of *whole*, visibly."""
    return abs(change) >= 0.01 and (change < 0) == (whole < 0)


def _name(story: Story, gap: Gap, one: Member) -> str | Label:
    return member_name(story, gap, one, NAME_WIDTH)


def _whole(gap: Gap, whole: float) -> Label:
    if gap.to_date:
        if whole < 0:
            return Label("GMV较应到差{x}", "GMV {x} below expected")
        return Label("GMV较应到多{x}", "GMV {x} above expected")
    if whole < 0:
        return Label("GMV差目标{x}", "GMV {x} short of goal")
    return (
        Label("GMV超目标{x}", "GMV {x} above goal")
        if whole > 0
        else Label("GMV正好达到目标", "GMV exactly at goal")
    )


def _part(one: Member, _: str) -> Label:
    if one.change < 0:
        return Label("{name}差{y}最多", "{name} furthest below by {y}")
    return Label("{name}超{y}最多", "{name} furthest above by {y}")


def _other(one: Member) -> Label:
    if one.change < 0:
        return Label("{name2}差{z}", "{name2} −{z}")
    return Label("{name2}超{z}", "{name2} +{z}")


def gap_conclusion(story: Story) -> Maybe:
    """Say the gap by its largest member, and the levers furthest up and down."""
    title, found = gap_title(story), story.levers
    if title is None:
        return levers_title(story)
    if found is None:
        return title
    ranked = sorted(found.parts, key=lambda one: one.effect)
    parts = [
        fixed(Claim(Label("{a}{x}", "{a} {x}"), {"a": lever_name(one.key), "x": x}))
        for one in (ranked[0], ranked[-1])
        for x in [moved(one.actual / one.base - 1)]
    ]
    words = Label("{zh}{a}、{b}", "{zh}{a}, {b}")
    slots: dict[str, Slot] = {"zh": Label("较目标：", "against plan: "), "a": parts[0]}
    return joined(title, Claim(words, {**slots, "b": parts[1]}))


def levers_title(story: Story) -> Maybe:
    """Say which of visitors, conversion and order value is furthest off, and its effect."""
    found = story.levers
    if found is None:
        return None
    ranked = sorted(found.parts, key=lambda one: -abs(one.effect))
    top, second = ranked[0], ranked[1]
    slots: dict[str, Slot] = {
        "a": lever_name(top.key),
        "x": moved(top.actual / top.base - 1),
        "y": _signed(top.effect),
        "b": lever_name(second.key),
        "z": moved(second.actual / second.base - 1),
        "w": _signed(second.effect),
    }
    one = Claim(Label("{a}较目标{x}，折合GMV{y}", "{a} {x} vs goal, worth {y} GMV"), slots)
    both = Claim(
        Label(
            "{a}较目标{x}，折合GMV{y}；{b}{z}，{w}",
            "{a} {x} vs goal: {y} GMV; {b} {z}: {w}",
        ),
        slots,
    )
    return fitting(both, one)


def _signed(amount: float) -> Label:
    sign = "+" if amount > 0 else "−"
    x = wan(abs(amount))
    return fixed(Claim(Label(sign + "{x}", sign + "{x}"), {"x": x}))


def last_year_title(story: Story) -> Maybe:
    """Say how GMV (while it runs, its daily mean) and 综合ROI stand to the last campaign."""
    if not story.past:
        return None
    now, then = story.now, story.past[0]
    daily = unlike(story, "gmv")
    mine, theirs = (now.daily, then.daily) if daily else (now.gmv, then.gmv)
    if isnan(mine) or isnan(theirs) or not theirs:
        return _only_rates(story)
    change = mine / theirs - 1
    slots: dict[str, Slot] = {
        "name": _then(story),
        "x": share(abs(change)),
        "what": Label("日均GMV", "Daily GMV") if daily else Label("GMV", "GMV"),
    }
    zh, en = _direction(change, "{what}", "{name}", "{x}")
    bare = Claim(Label(zh, en), slots)
    if daily or isnan(now.roi_total) or isnan(then.roi_total):
        return bare
    slots = slots | {
        "roi": story.figure("campaign.roi_total"),
        "was": f"{then.roi_total:.2f}",
    }
    more = Claim(
        Label(zh + "，综合ROI {roi}（上次{was}）", en + "; total ROI {roi} (was {was})"),
        slots,
    )
    return fitting(more, bare)


def _direction(change: float, what: str, name: str, x: str) -> tuple[str, str]:
    if abs(change) < FLAT:
        return f"{what}与{name}持平", f"{what} level with {name}"
    if change > 0:
        return f"{what}较{name}增长{x}", f"{what} {x} above {name}"
    return f"{what}较{name}下降{x}", f"{what} {x} below {name}"


def _then(story: Story) -> str | Label:
    name = story.past[0].name
    return shorten(name, NAME_WIDTH) if name else Label("上次", "last time")


def _only_rates(story: Story) -> Maybe:
    now, then = story.now.expense_ratio, story.past[0].expense_ratio
    label = Label("费比", "Expense ratio")
    if isnan(now) or isnan(then):
        now, then = story.now.refund_rate, story.past[0].refund_rate
        label = Label("退款率", "Refund rate")
    if isnan(now) or isnan(then):
        return _not_compared(story)
    words = Label("{what}{x}，较{name}{y}", "{what} {x}, {y} against {name}")
    slots: dict[str, Slot] = {
        "what": label,
        "x": share(now),
        "name": _then(story),
        "y": points(now - then),
    }
    return Claim(words, slots)


def _not_compared(story: Story) -> Maybe:
    """Say what is known of the last campaign where nothing can be set against it yet."""
    then = story.past[0].gmv
    if isnan(then):
        return None
    words = Label(
        "{name}GMV为{x}，数据不足，暂不比较", "{name}: GMV {x}, too little to compare yet"
    )
    return Claim(words, {"name": _then(story), "x": wan(then)})


def phases_title(story: Story) -> Maybe:
    """Say which phase is furthest behind its target, and which is furthest ahead."""
    done = [one for one in story.phases if not isnan(one.completion)]
    if not done:
        return _running_phase(story) or _bare_phases(story)
    worst = min(done, key=lambda one: one.completion)
    best = max(done, key=lambda one: one.completion)
    slots: dict[str, Slot] = {
        "a": _short(story.phase_name(worst.i)),
        "x": share(worst.completion),
        "b": _short(story.phase_name(best.i)),
        "y": share(best.completion),
        "n": str(len(done)),
        "m": str(sum(one.completion >= 1 for one in done)),
    }
    if worst is best:
        one = Claim(Label("{a}完成阶段目标{x}", "{a} at {x} of its target"), slots)
        running = _running_phase(story)
        return one if running is None else fitting(joined(one, running), one)
    counted = Claim(
        Label("{n}个阶段{m}个达成目标", "{m} of {n} phases reached their target"), slots
    )
    both = Claim(
        Label(
            "{n}个阶段{m}个达成，{a}最低为{x}，{b}最高为{y}",
            "{m} of {n} phases reached; {a} lowest at {x}, {b} top at {y}",
        ),
        slots,
    )
    return fitting(both, counted)


def _running_phase(story: Story) -> Maybe:
    """Say how the running phase stands to its day targets."""
    paced = [one for one in story.phases if not isnan(one.pace)]
    if not paced:
        return None
    one = paced[-1]
    words = Label("{a}为应到的{x}", "{a} at {x} of expected")
    name = _short(story.phase_name(one.i))
    return Claim(words, {"a": name, "x": share(one.pace)})


def _bare_phases(story: Story) -> Maybe:
    known = [one for one in story.phases if not isnan(one.gmv)]
    if not known:
        return None
    best = max(known, key=lambda one: one.gmv)
    slots: dict[str, Slot] = {"a": _short(story.phase_name(best.i)), "x": wan(best.gmv)}
    if len(known) == 1:
        return Claim(Label("{a}GMV {x}", "{a}: GMV {x}"), slots)
    return Claim(Label("{a}GMV {x}，各阶段最高", "{a} leads with GMV {x}"), slots)


def _short(name: Label) -> Label:
    return Label(shorten(name.zh), shorten(name.en))
