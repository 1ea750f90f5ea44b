"""The computed sentences about channels: claims, ad ROI, budgets. Attributed, never caused."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from promo_xl.derive.story import Story
from promo_xl.derive.wording import NAME_WIDTH, fitting, share, wan
from promo_xl.facts import Claim, Slot
from promo_xl.schema.label import Label

Maybe = Claim | None


def _ranked(story: Story, key: str) -> list[tuple[float, str]]:
    """List the channels by a figure, the largest first, blanks left out."""
    names = story.book["channels"]["channel_id"].tolist()
    found = [(story.number(f"channel.{one}.{key}"), one) for one in names]
    return sorted(
        ((x, one) for x, one in found if not np.isnan(x)),
        key=lambda pair: (-pair[0], names.index(pair[1])),
    )


def channels_title(story: Story) -> Maybe:
    """Say which channel claims most, and which spent most beyond its budget."""
    best = _ranked(story, "gmv")
    if not best:
        return None
    rate = [pair for pair in _ranked(story, "exec_rate") if pair[0] > 1]
    slots: dict[str, Slot] = {
        "name": story.channel_name(best[0][1], NAME_WIDTH),
        "gmv": wan(best[0][0]),
    }
    top = Claim(
        Label("{name}归因成交{gmv}，各渠道最高", "{name} leads with {gmv} attributed GMV"),
        slots,
    )
    if len(best) == 1:
        top = Claim(Label("{name}归因成交{gmv}", "{name}: {gmv} attributed GMV"), slots)
    if not rate:
        return _with_roi(story, slots, top) if len(best) > 1 else top
    words = Label(
        "{name}归因{gmv}最高；{over}执行率{rate}，超预算",
        "{name} leads with {gmv}; {over} at {rate} of its budget",
    )
    if len(best) == 1:
        words = Label(
            "{name}归因{gmv}；{over}执行率{rate}，超预算",
            "{name}: {gmv}; {over} at {rate} of its budget",
        )
    more: dict[str, Slot] = {
        "over": story.channel_name(rate[0][1], NAME_WIDTH),
        "rate": share(rate[0][0]),
    }
    return fitting(Claim(words, {**slots, **more}), top)


def _with_roi(story: Story, slots: Mapping[str, Slot], top: Claim) -> Claim:
    roi = _roi_ranked(story)
    if not roi:
        return top
    words = Label(
        "{name}归因{gmv}最高；{best}投放ROI {roi}居首",
        "{name} leads with {gmv}; {best} has the top ad ROI, {roi}",
    )
    best = roi[0][1]
    more: dict[str, Slot] = {
        "best": story.channel_name(best, NAME_WIDTH),
        "roi": story.figure(f"channel.{best}.roi_ads"),
    }
    if best == _ranked(story, "gmv")[0][1]:
        words = Label(
            "{name}归因{gmv}、投放ROI {roi}，均居首",
            "{name} leads with {gmv} and an ad ROI of {roi}",
        )
    return fitting(Claim(words, {**slots, **more}), top)


def _roi_ranked(story: Story) -> list[tuple[float, str]]:
    return [
        pair
        for pair in _ranked(story, "roi_ads")
        if not story.too_few(f"channel.{pair[1]}", "roi_ads")
    ]


def channels_conclusion(story: Story) -> Maybe:
    """Say where claims are largest and where ad ROI is highest and lowest."""
    best, roi = _ranked(story, "gmv"), _roi_ranked(story)
    if not best:
        return None
    slots: dict[str, Slot] = {
        "name": story.channel_name(best[0][1], NAME_WIDTH * 2),
        "gmv": story.figure(f"channel.{best[0][1]}.gmv"),
    }
    if len(best) == 1:
        words = Label("{name}归因成交{gmv}", "{name} claims {gmv}")
        return Claim(words, slots)
    if len(roi) < 2:
        words = Label(
            "{name}归因成交{gmv}，为各渠道最高", "{name} has the largest claim, {gmv}"
        )
        return Claim(words, slots)
    for slot, pair in (("high", roi[0]), ("low", roi[-1])):
        slots[slot] = story.channel_name(pair[1], NAME_WIDTH * 2)
        slots[f"{slot}_roi"] = story.figure(f"channel.{pair[1]}.roi_ads")
    words = Label(
        "{name}归因成交{gmv}，为各渠道最高；投放ROI以{high}最高（{high_roi}），{low}最低（{low_roi}）",
        "{name} has the largest claim, {gmv}; ad ROI is highest in {high} ({high_roi}) and lowest in {low} ({low_roi})",
    )
    return Claim(words, slots)
