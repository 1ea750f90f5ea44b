"""The channels at a glance above 日数据: claimed sales, ad ROI, the last day of their data."""

from __future__ import annotations

from math import isnan

from promo_xl.derive.story import Story
from promo_xl.derive.wording import short_day
from promo_xl.facts import Claim, Slot, slot_text
from promo_xl.schema.label import Label
from promo_xl.schema.show import DASH

CHANNELS = 7
"""Channels told; where a sheet shows fewer columns, fewer stand there."""
_PARTS = ("name", "gmv", "roi")


def channel_strip(story: Story) -> dict[str, Slot | Claim]:
    """Fill a slot a channel and part, most claimed first; names alone before there are data."""
    names = [str(name) for name in story.book["channels"]["channel_id"].tolist() if name]
    amounts = {name: story.number(f"channel.{name}.gmv") for name in names}
    ranked = sorted(
        names, key=lambda one: -amounts[one] if amounts[one] == amounts[one] else 0
    )
    found: dict[str, Slot | Claim] = {
        f"strip{n}_{part}": None for n in range(1, CHANNELS + 1) for part in _PARTS
    }
    for n, name in enumerate(ranked[:CHANNELS], 1):
        gmv = story.figure(f"channel.{name}.gmv")
        found[f"strip{n}_name"] = story.channel_name(name, 10)
        found[f"strip{n}_gmv"] = DASH if gmv.blank else _said(gmv)
        found[f"strip{n}_roi"] = _return(story, name)
    return found


def _said(figure: Slot) -> Label:
    return Label(slot_text(figure, "zh"), slot_text(figure, "en"))


def _return(story: Story, name: str) -> Label | str:
    roi = story.figure(f"channel.{name}.roi_ads")
    day = story.d.scope.through.channels.get(name, float("nan"))
    if isnan(day):
        return DASH
    said = Label(DASH, DASH) if roi.blank else _said(roi)
    return Label(f"{said.zh} · {short_day(day)}", f"{said.en} · {short_day(day)}")
