"""The computed sentences about money, and what is left to approve."""

from __future__ import annotations

from promo_xl.derive.story import Over, Story
from promo_xl.derive.wording import TABLE_WIDTH, fitting, listed, share, shorten, wan
from promo_xl.facts import Claim, Slot
from promo_xl.schema.label import Label

Maybe = Claim | None


def money_title(story: Story) -> Maybe:
    """Say all input against the budget, and the largest overspend."""
    spent, budget = story.figure("campaign.input_total"), story.planned
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
    """Say input, the ROIs, 费比, and what was overspent."""
    spent, budget = story.figure("campaign.input_total"), story.planned
    if spent.blank:
        return None
    zh, en, slots = ["总投入{spent}"], ["Input {spent}"], dict[str, Slot](spent=spent)
    if not budget.blank and budget.number:
        slots["rate"] = share(spent.number / budget.number)
        zh, en = ["总投入{spent}（预算的{rate}）"], ["Input {spent} ({rate} of budget)"]
    for key, name in _RETURNS.items():
        if not (figure := story.figure(f"campaign.{key}")).blank:
            slots[key] = figure
            zh.append(f"{name.zh}{{{key}}}")
            en.append(f"{name.en} {{{key}}}")
    more = Label("", "")
    if story.over:
        slots["names"] = listed([shorten(one.name, TABLE_WIDTH) for one in story.over[:3]])
        slots["n"] = str(len(story.over))
        more = Label("；{n}项超支：{names}", "; {n} over plan: {names}")
    return Claim(Label("，".join(zh) + more.zh, ", ".join(en) + more.en), slots)


_RETURNS = {
    "roi_total": Label("综合ROI ", "total ROI"),
    "roi_ads": Label("投放ROI ", "ad ROI"),
    "expense_ratio": Label("费比", "expense ratio"),
}


def decisions(story: Story) -> list[Claim]:
    """Say what needs someone's approval: money spent beyond the plan. No budget is moved."""
    return [_decision(one) for one in story.over]


def _decision(one: Over) -> Claim:
    slots: dict[str, Slot] = {
        "name": shorten(one.name, TABLE_WIDTH),
        "x": wan(one.excess),
        "rate": share(one.spent / one.planned) if one.planned else "—",
    }
    words = Label(
        "{name}超预算{x}（执行率{rate}），请确认是否追加审批",
        "{name} is {x} over plan ({rate}): approve the excess?",
    )
    return Claim(words, slots)
