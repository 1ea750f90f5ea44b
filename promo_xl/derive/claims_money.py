"""The computed sentences about money, and what is left to approve."""

from __future__ import annotations

from promo_xl.derive.story import Over, Story
from promo_xl.derive.wording import NAME_WIDTH, fitting, listed, share, shorten, wan
from promo_xl.facts import Claim, Figure, Slot
from promo_xl.schema.label import Label

Maybe = Claim | None


def planned(story: Story) -> Figure:
    """Give what the campaign may cost: the total budget, else the lines together."""
    total = story.figure("campaign.total_budget")
    return story.figure("campaign.budget") if total.blank else total


def money_title(story: Story) -> Maybe:
    """Say all input against the budget, and the largest overspend."""
    spent, budget = story.figure("campaign.input_total"), planned(story)
    if spent.blank:
        return None
    if budget.blank or not budget.number:
        roi = story.figure("campaign.roi_total")
        words = Label("总投入{spent}，综合ROI {roi}", "Input {spent}, total ROI {roi}")
        return Claim(words, {"spent": spent, "roi": roi})
    slots: dict[str, Slot] = {"spent": spent, "rate": share(spent.number / budget.number)}
    within = spent.number <= budget.number
    words = Label(
        "总投入{spent}，为预算的{rate}，" + ("未超支" if within else "已超支"),
        "Input {spent}, {rate} of budget, " + ("within it" if within else "over it"),
    )
    plain = Claim(words, slots)
    if not story.over:
        return plain
    worst = story.over[0]
    more: dict[str, Slot] = {"name": shorten(worst.name), "x": wan(worst.excess)}
    words = Label(
        "总投入{spent}，为预算的{rate}；{name}超支{x}",
        "Input {spent}, {rate} of budget; {name} over by {x}",
    )
    return fitting(Claim(words, {**slots, **more}), plain)


def money_conclusion(story: Story) -> Maybe:
    """Say input, total ROI, 费比, and what was overspent."""
    spent, budget = story.figure("campaign.input_total"), planned(story)
    if spent.blank:
        return None
    slots: dict[str, Slot] = {
        "spent": spent,
        "roi": story.figure("campaign.roi_total"),
        "ads": story.figure("campaign.roi_ads"),
        "ratio": story.figure("campaign.expense_ratio"),
    }
    zh = "总投入{spent}，综合ROI {roi}，投放ROI {ads}，费比{ratio}"
    en = "Input {spent}, total ROI {roi}, ad ROI {ads}, expense ratio {ratio}"
    if not budget.blank and budget.number:
        slots["rate"] = share(spent.number / budget.number)
        zh = zh.replace("{spent}", "{spent}（预算的{rate}）")
        en = en.replace("{spent}", "{spent} ({rate} of budget)")
    if story.over:
        names = [shorten(one.name) for one in story.over[:3]]
        slots["names"] = listed(names)
        slots["n"] = str(len(story.over))
        zh += "；{n}项超支：{names}"
        en += "; {n} over plan: {names}"
    return Claim(Label(zh, en), slots)


def decisions(story: Story) -> list[Claim]:
    """Say what needs someone's approval: money spent beyond the plan. No budget is moved."""
    return [_decision(one) for one in story.over]


def _decision(one: Over) -> Claim:
    slots: dict[str, Slot] = {
        "name": shorten(one.name, NAME_WIDTH * 2),
        "x": wan(one.excess),
        "rate": share(one.spent / one.planned) if one.planned else "—",
    }
    words = Label(
        "{name}超预算{x}（执行率{rate}），请确认是否追加审批",
        "{name} is {x} over plan ({rate}): approve the excess?",
    )
    return Claim(words, slots)
