"""The tables of operations, in one list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from promo_xl.derive.blocks.close import lessons, schedule, still_open
from promo_xl.derive.blocks.detail import channel_detail
from promo_xl.derive.blocks.goods import products
from promo_xl.derive.blocks.log import adjustments, feedback, incidents, incidents_all
from promo_xl.derive.blocks.top import top
from promo_xl.derive.blocks.users import users
from promo_xl.derive.blocks.watch import monitor
from promo_xl.derive.story import Story
from promo_xl.facts import Block

OPS_BLOCKS: Mapping[str, Callable[[Story], Block]] = {
    "users": users,
    "products": products,
    "monitor": monitor,
    "incidents": incidents,
    "incidents_all": incidents_all,
    "adjustments": adjustments,
    "feedback": feedback,
    "lessons": lessons,
    "open": still_open,
    "schedule": schedule,
    "channel_detail": channel_detail,
    "top": top,
}
