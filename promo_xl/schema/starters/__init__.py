"""What a new campaign starts with, by scenario: rows of data, no scenario has code of its own."""

from promo_xl.schema.starters.big_day import BIG_DAY, EVERYDAY, FESTIVAL
from promo_xl.schema.starters.channel_tuning import CHANNEL_TUNING
from promo_xl.schema.starters.cross_platform import CROSS_PLATFORM
from promo_xl.schema.starters.launch import BRAND_VOICE, LAUNCH
from promo_xl.schema.starters.parts import Starter
from promo_xl.schema.starters.revive import REVIVE, USER_GROWTH

STARTERS: dict[str, Starter] = {
    "launch": LAUNCH,
    "big_day": BIG_DAY,
    "revive": REVIVE,
    "channel_tuning": CHANNEL_TUNING,
    "cross_platform": CROSS_PLATFORM,
    "everyday_theme": EVERYDAY,
    "festival": FESTIVAL,
    "user_growth": USER_GROWTH,
    "brand_voice": BRAND_VOICE,
}
"""Scenario -> its rows. The last four take what they share from the nearest of the first five."""

__all__ = ["STARTERS"]
